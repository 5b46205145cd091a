//! What every command works with.

use super::console::Console;
use crate::configuration::Configuration;
use crate::packs::Pack;
use crate::registry::Registry;

/// What every command works with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context<'r, 'm> {
    /// The providers that are known.
    pub(super) registry: &'r Registry<'m>,
    /// The packs that some of them were read from.
    pub(super) packs: &'r [Pack<'m>],
    /// What the project says of its payloads, with the command line on top.
    pub(super) configuration: &'r Configuration<'m>,
    /// Where it is shown, and how.
    pub(super) console: Console,
}
