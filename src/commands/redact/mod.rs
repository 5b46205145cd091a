//! `redact`: copies that can be shared, and a look for what should not be.

mod copying;
mod destination;
mod key;
mod refused;
mod signing;

use anyhow::Result;

use super::checking;
use super::context::Context;
use crate::cli::{MaskWhat, RedactArguments, SecrecyArguments, ValidateArguments};
use crate::report::ExitStatus;

pub(super) fn run(arguments: RedactArguments, context: Context<'_, '_>) -> Result<ExitStatus> {
    if arguments.copy.check {
        let RedactArguments { input, identify, counts, output, .. } = arguments;
        // What is looked for is not shown.
        let secrecy = SecrecyArguments { show_secrets: false, mask: Some(MaskWhat::Personal) };
        let check = ValidateArguments { input, identify, check: counts, dump_config: false, secrecy, output };
        return checking::privacy(&check, context);
    }
    refused::refuse(&arguments)?;
    copying::run(&arguments, context)
}
