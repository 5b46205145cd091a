//! What may be wrong with a configuration.

use std::fmt;
use std::io;

use thiserror::Error;

use crate::json::Position;

/// Why a configuration cannot be used.
#[derive(Debug, Error)]
pub enum ConfigurationError {
    /// The file cannot be read.
    #[error("{name}: {error}")]
    Io {
        /// The file.
        name: String,
        /// What the operating system says.
        error: io::Error,
    },
    /// What it says is wrong.
    #[error("{}", listed(name, problems))]
    Wrong {
        /// The file.
        name: String,
        /// What is wrong, in the order of the text; never empty.
        problems: Vec<Problem>,
    },
}

/// One thing that is wrong with a configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub position: Position,
    /// What, and what was meant or can be said instead.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}: {}", self.position.line, self.position.column, self.message)
    }
}

fn listed(name: &str, problems: &[Problem]) -> String {
    let lines: Vec<String> = problems.iter().map(|problem| format!("{name}:{problem}")).collect();
    lines.join("\n       ")
}
