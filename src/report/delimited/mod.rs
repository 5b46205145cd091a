//! Tables for spreadsheets and data frames: comma-separated (RFC 4180) and tab-separated values.

mod cell;
pub(in crate::report) mod column;
pub(in crate::report) mod records;
mod sheet;
pub(in crate::report) mod summary;

pub use sheet::Separator;
