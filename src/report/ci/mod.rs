//! For services that draw findings beside the source: GitHub, GitLab, SARIF, JUnit.

pub(in crate::report) mod drift;
mod fingerprint;
pub(in crate::report) mod github;
pub(in crate::report) mod gitlab;
pub(in crate::report) mod junit;
pub(in crate::report) mod place;
pub(in crate::report) mod sarif;
