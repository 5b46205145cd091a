//! Names of people and businesses that do not exist.

use super::source::Source;
use super::word::{capitalised, word};

/// A given name.
#[must_use]
pub fn given_name(source: &mut Source) -> String {
    capitalised(&word(source, 0))
}

/// A family name.
#[must_use]
pub fn family_name(source: &mut Source) -> String {
    capitalised(&word(source, 0))
}

/// A given and a family name.
#[must_use]
pub fn full_name(source: &mut Source) -> String {
    format!("{} {}", given_name(source), family_name(source))
}

/// The name of a business that says it is an example.
#[must_use]
pub fn company(source: &mut Source) -> String {
    format!("{} Example Ltd", capitalised(&word(source, 0)))
}
