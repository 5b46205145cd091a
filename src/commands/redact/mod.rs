//! `redact`: copies that can be shared, and a look for what should not be.

mod copying;
mod destination;
mod key;
mod signing;

use anyhow::{Result, bail};

use super::context::Context;
use super::reading::Reading;
use crate::cli::RedactArguments;
use crate::report::ExitStatus;

pub(super) fn run(arguments: &RedactArguments, context: Context<'_, '_>) -> Result<ExitStatus> {
    if Reading::lacks_input(&arguments.input) {
        return Ok(Reading::help());
    }
    let output = &arguments.output;
    if output.format.is_some() || !output.output.is_empty() {
        bail!("--format and --output say how findings are printed: they go with --check");
    }
    copying::run(arguments, context)
}
