//! `--format` and `--output`: which formats there are, and where each goes.

use std::path::PathBuf;
use std::str::FromStr;

use clap::ValueEnum;

/// The formats of results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Human,
    /// One line a record: time, event, who, what, verdict.
    Line,
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

impl FromStr for OutputSpec {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (format, file) = match text.split_once('=') {
            Some((_, "")) => return Err("a file name is missing after the =".to_owned()),
            Some((format, file)) => (format, Some(file)),
            None => (text, None),
        };
        let found = Format::from_str(format, false).map_err(|_| {
            let names: Vec<String> = Format::value_variants()
                .iter()
                .filter_map(ValueEnum::to_possible_value)
                .map(|value| value.get_name().to_owned())
                .collect();
            let near = crate::model::nearest(format, names.iter().map(String::as_str));
            let near = near.map_or_else(String::new, |near| format!(", did you mean {near}?"));
            format!("{format} is not a format{near} [possible formats: {}]", names.join(", "))
        })?;
        let file = file.filter(|file| *file != "-").map(PathBuf::from);
        Ok(Self { format: found, file })
    }
}
