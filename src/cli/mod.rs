//! The command line as clap sees it: what can be typed, grouped by what it is about. How anything works is elsewhere.

mod arguments;
mod asked;
mod captures;
mod diff;
mod drift;
mod init;
mod learn;
mod merge;
mod names;
mod normalize;
mod output;
mod pack;
mod redact;
mod requests;
mod sample;
mod summary;

use clap::{Args, Parser, Subcommand};

pub use arguments::{
    CheckArguments, Colour, ConfigurationArguments, DescribeArguments, DetectArguments, DetectFormat,
    DetectOutputArguments, EventsArguments, ExplainArguments, FilterArguments, IdentifyArguments,
    InputArguments, InspectArguments, MaskWhat, OutputArguments, RecordFilterArguments, RuleGroup,
    SchemaArguments, SecrecyArguments, SortKey, StatusName, TableFormat, ValidateArguments,
};
pub use asked::Asked;
pub use captures::{
    HeaderLine, SignatureArguments, UnwrapArguments, UnwrapFormat, VerifyArguments, VerifyFormat,
};
pub use diff::{DiffArguments, DiffFormat};
pub use drift::{ChangeArguments, DriftArguments, DriftFormat, DriftOutputArguments, GroupBy};
pub use init::InitArguments;
pub use learn::{LearnArguments, LearningArguments};
pub use merge::{MergeArguments, MergeFormat};
pub use normalize::{NeutralFormat, NormalizeArguments, PayloadLayout};
pub use output::{Format, OutputSpec};
pub use pack::{PackArguments, PackCheckArguments, PackCommand, PackImportArguments};
pub use redact::{CopyArguments, RedactArguments};
pub use requests::RequestArguments;
pub use sample::SampleArguments;
pub use summary::{SummaryArguments, SummaryFormat};

/// The exit codes of the commands that say what counts as wrong.
const EXIT_CODES: &str = "\
Exit codes:
  0  nothing wrong
  1  findings of severity error (--fail-on, --exit-zero)
  2  usage, configuration, or something that could not be read or written
  3  nothing matched: no record in any input (--allow-empty)
The same in every format.";

/// The exit codes of the commands that read records, where only the configuration says what counts as wrong.
const READING_EXIT_CODES: &str = "\
Exit codes:
  0  nothing wrong
  1  findings of severity error (fail-on in hookspect.toml)
  2  usage, configuration, or something that could not be read or written
  3  nothing matched: no record in any input (--allow-empty)
The same in every format.";

/// The exit codes of `merge`.
const MERGE_EXIT_CODES: &str = "\
Exit codes:
  0  nothing wrong
  1  of summary, findings of severity error; of drift, something that breaks a receiver
  2  usage, configuration, or something that could not be read or written
  3  of summary and drift, nothing matched: no record in any input";

/// The exit codes of `drift`.
const DRIFT_EXIT_CODES: &str = "\
Exit codes:
  0  nothing that breaks a receiver departs from the model
  1  something does: a field is gone, a type is another one (fail-on in hookspect.toml)
  2  usage, configuration, or something that could not be read: a record too
  3  nothing matched: no record in any input (--allow-empty)";

/// The exit codes of `diff`.
const DIFF_EXIT_CODES: &str = "\
Exit codes:
  0  no difference
  1  a difference
  2  usage, or something that could not be read";

/// The exit codes of `verify`.
const VERIFY_EXIT_CODES: &str = "\
Exit codes:
  0  at least one signature is valid, and none is invalid
  1  a signature is invalid (--strict: or absent, or cannot be checked)
  2  usage, or something that could not be read
  3  nothing could be verified (--allow-empty)";

/// Tells which provider and event captured webhook payloads are, checks them, and shows what they say.
///
/// Reads files, directories, globs and standard input: one JSON value, several, NDJSON, JSON text sequences or an
/// array of payloads, plain or compressed. Works offline, and changes its input only where redact --in-place says so.
#[derive(Debug, Parser)]
#[command(
    name = "hookspect",
    version,
    after_help = EXIT_CODES,
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true,
    max_term_width = 100
)]
pub struct Cli {
    /// What to do; without it: inspect.
    #[command(subcommand)]
    command: Option<Command>,
    /// What to inspect where no command is given.
    #[command(flatten)]
    inspect: InspectArguments,
    #[command(flatten)]
    everywhere: EverywhereArguments,
}

/// What every command takes.
#[derive(Debug, Args)]
pub struct EverywhereArguments {
    /// Where the project's own settings are.
    #[command(flatten)]
    pub configuration: ConfigurationArguments,
    /// Know a provider of your own: a folder or file with OpenAPI, AsyncAPI, JSON Schema or samples; can be repeated
    #[arg(long = "pack", global = true, value_name = "PATH", value_hint = clap::ValueHint::AnyPath, help_heading = "Input")]
    pub packs: Vec<std::path::PathBuf>,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", help_heading = "Output")]
    pub color: Colour,
}

impl Command {
    /// Whether what the project says of its payloads makes a difference.
    #[must_use]
    pub const fn is_configured(&self) -> bool {
        !matches!(
            self,
            Self::Explain(_) | Self::Init(_) | Self::Completions { .. } | Self::Man | Self::Help { .. }
        )
    }

    /// What counts as wrong, for the commands that say it.
    #[must_use]
    pub const fn check(&self) -> Option<&CheckArguments> {
        match self {
            Self::Inspect(inspect) => Some(&inspect.validate.check),
            Self::Validate(validate) => Some(&validate.check),
            Self::Redact(redact) => Some(&redact.counts),
            _ => None,
        }
    }

    /// Its name, and what it reads, of those that read records from any number of inputs; not where it only prints
    /// settings.
    #[must_use]
    pub const fn reads(&self) -> Option<(&'static str, &InputArguments)> {
        Some(match self {
            Self::Inspect(InspectArguments { validate, .. }) | Self::Validate(validate)
                if validate.dump_config =>
            {
                return None;
            }
            Self::Inspect(arguments) => ("inspect", &arguments.validate.input),
            Self::Detect(arguments) => ("detect", &arguments.input),
            Self::Validate(arguments) => ("validate", &arguments.input),
            Self::Summary(arguments) => ("summary", &arguments.input),
            Self::Normalize(arguments) => ("normalize", &arguments.input),
            Self::Unwrap(arguments) => ("unwrap", &arguments.input),
            Self::Verify(arguments) => ("verify", &arguments.input),
            Self::Redact(arguments) => ("redact", &arguments.input),
            Self::Learn(arguments) => ("learn", &arguments.input),
            Self::Drift(arguments) if !arguments.comparison.from.is_empty() => return None,
            Self::Drift(arguments) => ("drift", &arguments.input),
            _ => return None,
        })
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Identify, validate and show payloads (what is done without a command)
    #[command(after_help = EXIT_CODES)]
    Inspect(InspectArguments),
    /// Say which provider, version and event each payload is, and why
    #[command(after_help = READING_EXIT_CODES)]
    Detect(DetectArguments),
    /// Check payloads against their event's model; the exit code is the verdict
    #[command(visible_alias = "check", after_help = EXIT_CODES)]
    Validate(ValidateArguments),
    /// Tell what is in many captures: events, verdicts, rules, times, retries, the busiest affiliates
    #[command(after_help = READING_EXIT_CODES)]
    Summary(SummaryArguments),
    /// Show what changed between two payloads, or between the payloads of two sources
    #[command(after_help = DIFF_EXIT_CODES, arg_required_else_help = true)]
    Diff(DiffArguments),
    /// Print one provider-neutral JSON event per payload, or the payloads in another layout
    #[command(after_help = READING_EXIT_CODES)]
    Normalize(NormalizeArguments),
    /// Print the bodies of captures byte for byte: of HAR files, HTTP messages, queues, logs, tables and exports
    #[command(after_help = READING_EXIT_CODES)]
    Unwrap(UnwrapArguments),
    /// Check the signatures of captures with their provider's scheme, or sign a body
    #[command(after_help = VERIFY_EXIT_CODES)]
    Verify(VerifyArguments),
    /// Make copies that can be shared, with stand-ins for people and secrets; or look for real ones
    #[command(after_help = EXIT_CODES, arg_required_else_help = true)]
    Redact(RedactArguments),
    /// Learn a provider that nobody described from its captures: write a pack with what each event holds
    #[command(after_help = READING_EXIT_CODES, arg_required_else_help = true)]
    Learn(LearnArguments),
    /// Tell where captures depart from what is known of their provider: since when, how often, and whether it is a change
    #[command(after_help = DRIFT_EXIT_CODES)]
    Drift(DriftArguments),
    /// Add up what several runs of learn, of drift, or of summary, have found, as one run would have
    #[command(after_help = MERGE_EXIT_CODES, arg_required_else_help = true)]
    Merge(MergeArguments),
    /// List the providers and events that are known
    Events(EventsArguments),
    /// Show an event's model as a table
    #[command(arg_required_else_help = true)]
    Describe(DescribeArguments),
    /// Print an event's model, or the configuration, as JSON Schema 2020-12
    #[command(arg_required_else_help = true)]
    Schema(SchemaArguments),
    /// Print a sample payload of an event, or make any number of them
    #[command(arg_required_else_help = true)]
    Sample(SampleArguments),
    /// Bring providers of your own: import, check and list packs
    Pack(PackArguments),
    /// Explain a rule: what it means, why it matters, what to do
    Explain(ExplainArguments),
    /// Write a commented hookspect.toml that expects of the fixtures below it what they are
    Init(InitArguments),
    /// Print shell completions
    Completions {
        /// For which shell
        shell: clap_complete::Shell,
    },
    /// Print the man page
    Man,
    /// Print the help of the program, or of a command
    Help {
        /// The command: validate, pack import
        #[arg(value_name = "COMMAND")]
        path: Vec<String>,
    },
}
