//! The columns that the command line asks for.

use anyhow::{Result, bail};

use super::complaint::Complaint;
use crate::report::SheetColumn;

/// The chosen columns, or else the usual ones; an error where no table takes them.
pub(super) fn columns(
    chosen: &[String],
    is_table: bool,
    usual: fn() -> Vec<SheetColumn>,
) -> Result<Vec<SheetColumn>> {
    if chosen.is_empty() {
        return Ok(usual());
    }
    if !is_table {
        bail!("--columns is for --format csv and tsv");
    }
    let columns = SheetColumn::chosen(chosen.iter().map(String::as_str));
    Ok(columns
        .map_err(|error| Complaint { what: format!("--columns: {error}"), help: Some(error.help()) })?)
}
