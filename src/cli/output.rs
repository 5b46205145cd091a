//! `--format` and `--output`: which formats there are, and where each goes.

use std::path::PathBuf;
use std::str::FromStr;

use clap::ValueEnum;
use thiserror::Error;

/// The formats of results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Human,
    /// One line a record: time, event, who, what, verdict.
    Line,
    /// One row a record, comma-separated (RFC 4180).
    Csv,
    /// One row a record, tab-separated.
    Tsv,
    /// One line a finding.
    Concise,
    /// One JSON document.
    Json,
    /// One JSON record a line.
    Ndjson,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// JUnit XML, for test reports.
    #[value(name = "junit")]
    JUnit,
    /// Workflow commands of GitHub Actions.
    #[value(name = "github")]
    GitHub,
    /// Code quality report of GitLab.
    #[value(name = "gitlab")]
    GitLab,
}

/// One `--output`: a format, and the file that it goes to; `None` and `-` are standard output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputSpec {
    /// The format.
    pub format: Format,
    /// The file.
    pub file: Option<PathBuf>,
}

/// Why a text is not an `--output`.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum OutputSpecError {
    /// There is an `=` and nothing after it.
    #[error("a file name is missing after the =")]
    NoFile,
    /// The format is none.
    #[error("{format} is not a format{} [possible formats: {}]", near.as_ref().map_or_else(String::new, |near| format!(", did you mean {near}?")), formats.join(", "))]
    NoFormat {
        /// What was given.
        format: String,
        /// The format that it is near to.
        near: Option<String>,
        /// All formats.
        formats: Vec<String>,
    },
}

impl FromStr for OutputSpec {
    type Err = OutputSpecError;

    fn from_str(text: &str) -> Result<Self, OutputSpecError> {
        let (format, file) = match text.split_once('=') {
            Some((_, "")) => return Err(OutputSpecError::NoFile),
            Some((format, file)) => (format, Some(file)),
            None => (text, None),
        };
        let found = Format::from_str(format, false).map_err(|_| {
            let formats: Vec<String> = Format::value_variants()
                .iter()
                .filter_map(ValueEnum::to_possible_value)
                .map(|value| value.get_name().to_owned())
                .collect();
            let near = crate::model::nearest(format, formats.iter().map(String::as_str)).map(str::to_owned);
            OutputSpecError::NoFormat { format: format.to_owned(), near, formats }
        })?;
        let file = file.filter(|file| *file != "-").map(PathBuf::from);
        Ok(Self { format: found, file })
    }
}
