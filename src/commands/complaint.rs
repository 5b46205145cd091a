//! Why a run could not be made, for standard error: whatever names it holds, they do nothing to a terminal or a log.

use std::io::{self, Write};

use thiserror::Error;

use super::console::standard_error;
use crate::configuration::ConfigurationError;
use crate::report::{Screen, harmless, harmless_lines};

/// An error that may say what to do about it.
#[derive(Debug, Clone, Error)]
#[error("{what}")]
pub(super) struct Complaint {
    /// What is wrong.
    pub(super) what: String,
    /// What to do about it.
    pub(super) help: Option<String>,
}

/// Prints why the run ended before its end.
pub fn complain(error: &anyhow::Error) -> io::Result<()> {
    writeln!(io::stderr(), "error: {}", in_words(error, standard_error()))
}

/// An error with its causes. Only line breaks of our own break it into lines.
pub(super) fn in_words(error: &anyhow::Error, screen: Screen) -> String {
    let causes: Vec<String> = error
        .chain()
        .map(|cause| match (cause.downcast_ref(), cause.downcast_ref()) {
            (Some(ConfigurationError::Wrong { name, problems }), _) => {
                let problems = problems.iter().map(|problem| format!("{name}:{problem}"));
                problems
                    .map(|problem| screen.harmless(&problem).into_owned())
                    .collect::<Vec<_>>()
                    .join("\n       ")
            }
            (_, Some(Complaint { what, help: Some(help) })) => {
                format!("{}\n  help: {}", screen.harmless(what), screen.harmless(help))
            }
            _ => screen.harmless(&cause.to_string()).into_owned(),
        })
        .collect();
    causes.join(": ")
}

/// Prints what clap says of the command line: its help, or what is wrong with it. It quotes arguments as they are, so
/// one that is not harmless is told without colour and escaped.
pub fn refuse(error: &clap::Error) -> io::Result<()> {
    let arguments: Vec<String> =
        std::env::args_os().map(|text| text.to_string_lossy().into_owned()).collect();
    let parts = arguments.iter().flat_map(|argument| {
        argument.split_once('=').map(|(_, value)| value).into_iter().chain([argument.as_str()])
    });
    let mut harmful: Vec<&str> = parts.filter(|part| harmless(part).as_ref() != *part).collect();
    if harmful.is_empty() {
        return error.print();
    }
    harmful.sort_unstable_by_key(|part| std::cmp::Reverse(part.len()));
    let mut text = error.render().to_string();
    for part in harmful {
        text = text.replace(part, &harmless(part));
    }
    io::stderr().write_all(harmless_lines(&text).as_bytes())
}
