//! For programs: the formats of `hookspect/v1`, JSON Patch, bodies and neutral events.

pub(in crate::report) mod captures;
pub(in crate::report) mod difference;
pub(in crate::report) mod drift;
pub(in crate::report) mod frame;
pub(in crate::report) mod neutral;
pub(in crate::report) mod records;
pub(in crate::report) mod signatures;
pub(in crate::report) mod summary;
