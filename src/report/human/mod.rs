//! For people: findings with their frames, tables, rows, differences, what is known.

pub mod catalogue;
pub(in crate::report) mod chains;
mod changes;
pub(in crate::report) mod concise;
pub(in crate::report) mod difference;
pub(in crate::report) mod drift;
pub(in crate::report) mod evidence;
pub(in crate::report) mod findings;
pub(in crate::report) mod line;
mod model;
pub(in crate::report) mod overview;
pub(in crate::report) mod page;
mod reasoned;
pub(in crate::report) mod rows;
pub(in crate::report) mod statistics;
pub(in crate::report) mod summary;
pub(in crate::report) mod table;
pub(in crate::report) mod timeline;
mod tree;
pub(in crate::report) mod unpaired;
pub(in crate::report) mod verdicts;
