//! Arguments of `merge`.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum, ValueHint};

use super::drift::{DriftFormat, GroupBy};
use super::learn::LearningArguments;
use super::summary::SummaryFormat;

/// Arguments of `merge`.
#[derive(Debug, Args)]
pub struct MergeArguments {
    /// Files that --partial of learn, of drift, or of summary, has written
    #[arg(value_name = "FILE", required = true, value_hint = ValueHint::FilePath)]
    pub files: Vec<PathBuf>,
    /// The format of what drift, or summary, has found
    #[arg(long, short, value_name = "FORMAT", help_heading = "Output", value_parser = MergeFormat::parser())]
    pub format: Option<MergeFormat>,
    /// What is told together of what drift has found
    #[arg(long, value_name = "BY", help_heading = "Output")]
    pub group_by: Option<GroupBy>,
    /// What is learnt.
    #[command(flatten)]
    pub learning: LearningArguments,
}

/// A format of what several runs have found: one of `drift`, one of `summary`, or one that both have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MergeFormat {
    /// The format of `drift`, if it has this one.
    pub drift: Option<DriftFormat>,
    /// The format of `summary`, if it has this one.
    pub summary: Option<SummaryFormat>,
}

impl MergeFormat {
    /// Reads the name of a format.
    fn parser() -> impl TypedValueParser<Value = Self> {
        PossibleValuesParser::new(Self::names()).map(|name| Self {
            drift: DriftFormat::from_str(&name, false).ok(),
            summary: SummaryFormat::from_str(&name, false).ok(),
        })
    }

    /// The formats of both, each told as the commands tell it that have it.
    fn names() -> Vec<PossibleValue> {
        let (of_drift, of_summary) = (named::<DriftFormat>(), named::<SummaryFormat>());
        let only_summary = |one: &&PossibleValue| !of_drift.iter().any(|own| is_same(own, one));
        let all: Vec<PossibleValue> =
            of_drift.iter().chain(of_summary.iter().filter(only_summary)).cloned().collect();
        let help = |one: Option<&PossibleValue>| one?.get_help().map(ToString::to_string);
        let told = |one: PossibleValue| {
            let drift = help(of_drift.iter().find(|own| is_same(own, &one)));
            let summary = help(of_summary.iter().find(|own| is_same(own, &one)));
            let help = match (drift, summary) {
                (Some(drift), Some(summary)) if drift == summary => drift,
                (Some(drift), Some(summary)) => format!("{drift}; of summary: {}", within(&summary)),
                (Some(drift), None) => format!("Of drift: {}", within(&drift)),
                (None, Some(summary)) => format!("Of summary: {}", within(&summary)),
                (None, None) => return one,
            };
            one.help(help)
        };
        all.into_iter().map(told).collect()
    }
}

fn is_same(one: &PossibleValue, other: &PossibleValue) -> bool {
    one.get_name() == other.get_name()
}

/// What begins a sentence as it stands within one: `JSON` and its like stay.
fn within(sentence: &str) -> String {
    let mut signs = sentence.chars();
    match (signs.next(), signs.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            format!("{}{}", first.to_lowercase(), signs.as_str())
        }
        _ => sentence.to_owned(),
    }
}

/// The names of formats.
fn named<F: ValueEnum>() -> Vec<PossibleValue> {
    F::value_variants().iter().filter_map(F::to_possible_value).collect()
}
