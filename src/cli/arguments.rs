//! Arguments, grouped by help heading.

use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

use super::names::{FormParser, RuleParser};
use super::output::{Format, OutputSpec};
use crate::capture::CaptureFormat;
use crate::configuration::FailOn;
use crate::finding::Rule;
use crate::json::Pointer;

/// What is read.
#[expect(clippy::struct_excessive_bools, reason = "one a flag")]
#[derive(Debug, Args)]
#[command(next_help_heading = "Input")]
pub struct InputArguments {
    /// Files, directories, globs, or - for standard input (the default)
    ///
    /// Of a directory files are read whose names say that they hold records (.json, .ndjson, .har, .http ...), and those
    /// whose beginning does (logs, tables, commands, YAML); the totals count the others by their endings.
    #[arg(value_name = "INPUT", value_hint = ValueHint::AnyPath)]
    pub inputs: Vec<OsString>,
    /// Read names of further inputs from a file, or - for standard input, one a line or NUL-separated
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub files_from: Option<PathBuf>,
    /// Enter hidden files and folders of directories
    #[arg(long)]
    pub hidden: bool,
    /// Read files on as they grow, through truncation and rotation, several at once; Ctrl-C ends it with the totals
    #[arg(long, short = 'F', conflicts_with = "sort")]
    pub follow: bool,
    /// Exit with 0 when no record was found
    #[arg(long)]
    pub allow_empty: bool,
    /// Number of worker threads (default: the number of cores)
    #[arg(long, short, value_name = "N", value_parser = threads)]
    pub jobs: Option<NonZeroUsize>,
    /// Stop reading a compressed input that decompresses to more than this many bytes
    #[arg(long, value_name = "BYTES")]
    pub max_decompressed: Option<u64>,
    /// Read records as they stand: take no wrapper off (HAR, ngrok, API Gateway, HTTP, logs, CSV ...)
    #[arg(long, conflicts_with = "form")]
    pub no_unwrap: bool,
    /// Every record is a capture in this form; anything else is an error
    #[arg(long = "as", value_name = "FORM", value_parser = FormParser, hide_possible_values = true)]
    pub form: Option<CaptureFormat>,
    /// Where in each record the payload stands, or in the body of a capture in it: a JSON Pointer such as /payload
    #[arg(long, value_name = "POINTER", conflicts_with = "no_unwrap")]
    pub at: Option<Pointer>,
    /// Which records are wanted.
    #[command(flatten)]
    pub filter: FilterArguments,
}

/// More threads than any machine has cores; with many more of them a system has no room for their stacks.
const MOST_THREADS: usize = 1024;

/// Reads a number of threads.
fn threads(text: &str) -> Result<NonZeroUsize, &'static str> {
    let count: Option<NonZeroUsize> = text.parse().ok();
    count.filter(|count| count.get() <= MOST_THREADS).ok_or("it is not a whole number from 1 to 1024")
}

/// Which records are wanted.
#[derive(Debug, Args)]
#[command(next_help_heading = "Filters")]
pub struct FilterArguments {
    /// Only records of these events: a glob over PROVIDER/EVENT, or unknown, unreadable; with ! before it all others;
    /// can be repeated
    #[arg(long, value_name = "GLOB")]
    pub only: Vec<String>,
    /// What else they have to be.
    #[command(flatten)]
    pub records: RecordFilterArguments,
    /// Print records in the order of their time; those without a time come last
    ///
    /// Their time is that of --since. All records are held until the last one has come: --max-sorted says how many bytes
    /// they may take.
    #[arg(long, value_name = "KEY")]
    pub sort: Option<SortKey>,
    /// Refuse to sort more than this many bytes (default: 268435456)
    #[arg(long, value_name = "BYTES", requires = "sort")]
    pub max_sorted: Option<u64>,
}

impl FilterArguments {
    /// Whether every record is wanted.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        let RecordFilterArguments { status, rule, since, until, conditions } = &self.records;
        self.only.is_empty()
            && status.is_empty()
            && rule.is_empty()
            && since.is_none()
            && until.is_none()
            && conditions.is_empty()
    }
}

/// Which records are wanted, whatever their event.
#[derive(Debug, Args)]
#[command(next_help_heading = "Filters")]
pub struct RecordFilterArguments {
    /// Only records with this verdict; can be repeated
    #[arg(long, value_name = "STATUS")]
    pub status: Vec<StatusName>,
    /// Only records that break this rule; can be repeated
    #[arg(long, value_name = "RULE", value_parser = RuleParser, hide_possible_values = true)]
    pub rule: Vec<Rule>,
    /// Only records from this time on: 2026-05-01, 2026-05-01T10:00:00Z, or 2h, 3 days, 1w for so long ago
    ///
    /// Their time is when they happened, or else when they were received, or else that of what they are about, such as
    /// the day when an affiliate joined; one without a time is left out. Days and times without an offset are in UTC.
    #[arg(long, value_name = "TIME")]
    pub since: Option<String>,
    /// Only records from before this time, written as for --since
    #[arg(long, value_name = "TIME")]
    pub until: Option<String>,
    /// Only records of which this is true, such as affiliate.email=a@b.example; can be repeated
    ///
    /// PATH is a JSON Pointer in the body (/data/id, * is any one step) or a member of the neutral event (affiliate.email);
    /// OP is = or !=, ~ or !~ for a regular expression, <, <=, > or >= for numbers and times; PATH alone is there and not
    /// null, !PATH is not. What an output hides can be asked for, and is not shown by that.
    #[arg(long = "where", value_name = "PATH OP VALUE")]
    pub conditions: Vec<String>,
}

/// What records are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SortKey {
    /// When they happened, or else when they were received.
    Time,
}

/// A verdict as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum StatusName {
    /// A known event without an error.
    Valid,
    /// A known event with errors.
    Invalid,
    /// No known event.
    Unknown,
    /// Not JSON.
    Unreadable,
}

/// What the caller knows of the payloads.
#[derive(Debug, Args)]
#[command(next_help_heading = "Identification")]
pub struct IdentifyArguments {
    /// Consider only the events of this provider
    #[arg(long, value_name = "PROVIDER")]
    pub provider: Option<String>,
    /// Every payload is this event, whatever it says of itself
    #[arg(long, value_name = "EVENT")]
    pub event: Option<String>,
}

/// What counts as wrong.
#[derive(Debug, Args)]
#[command(next_help_heading = "Checking")]
pub struct CheckArguments {
    /// Every payload has to be this event; another one is an error
    #[arg(long, value_name = "EVENT", conflicts_with = "event")]
    pub expect: Option<String>,
    /// Make warnings errors
    #[arg(long)]
    pub strict: bool,
    /// Show no more findings than this; all are counted
    #[arg(long, value_name = "N")]
    pub max_findings: Option<u64>,
    /// From which severity on findings fail the run (default: error)
    #[arg(long, value_name = "SEVERITY", conflicts_with = "exit_zero")]
    pub fail_on: Option<FailOn>,
    /// Exit with 0 whatever was found
    #[arg(long)]
    pub exit_zero: bool,
    /// Findings that this file knows fail nothing
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub baseline: Option<PathBuf>,
    /// Write all warnings and errors of this run to a file of known findings
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with_all = ["baseline", "only", "status", "rule", "since", "until", "conditions"])]
    pub write_baseline: Option<PathBuf>,
    /// Look for more: privacy is real people and live secrets
    #[arg(long, value_name = "GROUP")]
    pub rules: Vec<RuleGroup>,
    /// Do not report entries of the configuration and the baseline that had no effect
    #[arg(long)]
    pub allow_unused: bool,
}

/// Rules that are held to only where that is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RuleGroup {
    /// Real people and live secrets.
    Privacy,
}

/// Where the project's own settings are.
#[derive(Debug, Args)]
#[command(next_help_heading = "Configuration")]
pub struct ConfigurationArguments {
    /// Read this configuration instead of the nearest hookspect.toml
    #[arg(long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "isolated")]
    pub config: Option<PathBuf>,
    /// Read no configuration
    #[arg(long, global = true)]
    pub isolated: bool,
}

/// What is hidden.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Secrets")]
pub struct SecrecyArguments {
    /// Show passwords, tokens and other secrets
    #[arg(long, conflicts_with = "mask")]
    pub show_secrets: bool,
    /// Hide personal and financial data too
    #[arg(long, value_name = "WHAT")]
    pub mask: Option<MaskWhat>,
}

/// What `--mask` hides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MaskWhat {
    /// Secrets only, as without the option.
    Secrets,
    /// Names, addresses, money: everything about a person.
    Personal,
}

/// How results look.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub struct OutputArguments {
    /// The format of the results on standard output (default: human)
    #[arg(long, short, value_name = "FORMAT")]
    pub format: Option<Format>,
    /// Write the results in a format, to a file if one is given; can be repeated
    #[arg(long, short, value_name = "FORMAT[=FILE]", value_hint = ValueHint::FilePath)]
    pub output: Vec<OutputSpec>,
    /// The columns of csv and tsv, behind source and record
    ///
    /// Names of the default ones (source, record, line, time, ...), members of the neutral event (affiliate.email), JSON
    /// Pointers of the body (/data/id). A cell that a spreadsheet would take for a formula (it begins with =, +, - or @ and
    /// is not a number) begins with an apostrophe.
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub columns: Vec<String>,
    /// Say more: notes, and the records without findings
    #[arg(long, short, conflicts_with = "quiet")]
    pub verbose: bool,
    /// Say nothing but the results: no totals
    #[arg(long, short)]
    pub quiet: bool,
    /// Tell on standard error what the run cost: time, bytes, records per second by event
    #[arg(long)]
    pub stats: bool,
}

/// How detected events look.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub struct DetectOutputArguments {
    /// The format of the results
    #[arg(long, short, value_name = "FORMAT", default_value = "human")]
    pub format: DetectFormat,
    /// Say nothing but the results: no totals
    #[arg(long, short)]
    pub quiet: bool,
}

/// The formats of detected events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DetectFormat {
    /// For people.
    Human,
    /// One line a record: time, event, who, what, verdict.
    Line,
    /// One row a record, comma-separated (RFC 4180).
    Csv,
    /// One row a record, tab-separated.
    Tsv,
    /// One JSON document.
    Json,
    /// One JSON record a line.
    Ndjson,
}

/// The formats of lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    /// For people.
    Human,
    /// One JSON document.
    Json,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Arguments of `inspect`: it validates, and shows more.
#[derive(Debug, Args)]
pub struct InspectArguments {
    /// What `validate` takes too.
    #[command(flatten)]
    pub validate: ValidateArguments,
    /// Show every payload in full, with members that are null or empty
    #[arg(long, help_heading = "Output")]
    pub full: bool,
    /// Show values as they are written, with the quotes and escapes of JSON
    #[arg(long, help_heading = "Output")]
    pub raw: bool,
}

/// Arguments of `detect`.
#[derive(Debug, Args)]
pub struct DetectArguments {
    /// What is read.
    #[command(flatten)]
    pub input: InputArguments,
    /// What is known.
    #[command(flatten)]
    pub identify: IdentifyArguments,
    /// How results look.
    #[command(flatten)]
    pub output: DetectOutputArguments,
}

/// Arguments of `validate`.
#[derive(Debug, Args)]
pub struct ValidateArguments {
    /// What is read.
    #[command(flatten)]
    pub input: InputArguments,
    /// What is known.
    #[command(flatten)]
    pub identify: IdentifyArguments,
    /// What counts as wrong.
    #[command(flatten)]
    pub check: CheckArguments,
    /// Print the effective configuration and end
    #[arg(long, help_heading = "Configuration")]
    pub dump_config: bool,
    /// What is hidden.
    #[command(flatten)]
    pub secrecy: SecrecyArguments,
    /// How results look.
    #[command(flatten)]
    pub output: OutputArguments,
}

/// Arguments of `events`.
#[derive(Debug, Args)]
pub struct EventsArguments {
    /// Only this provider's
    #[arg(value_name = "PROVIDER")]
    pub provider: Option<String>,
    /// The format of the list
    #[arg(long, short, value_name = "FORMAT", default_value = "human")]
    pub format: TableFormat,
}

/// Arguments of `schema`.
#[derive(Debug, Args)]
pub struct SchemaArguments {
    /// The event, PROVIDER/EVENT or its name alone; or config, for hookspect.toml; or normalized, for the neutral event
    #[arg(value_name = "EVENT", required_unless_present = "output_dir")]
    pub subject: Option<String>,
    /// Every event of a provider, which EVENT names then: one schema of which each event is a branch, told by its name.
    /// With --output-dir a pack: a manifest, one schema and one sample an event, of every provider if none is named
    #[arg(long)]
    pub all: bool,
    /// The folder to write
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, requires = "all")]
    pub output_dir: Option<PathBuf>,
    /// Replace files of the folder that hold something else, what was edited there included
    #[arg(long, requires = "output_dir")]
    pub force: bool,
    /// Known values of open lists as "one of these, or any other text", of which generators make types
    #[arg(long, conflicts_with = "output_dir")]
    pub open_enums: bool,
}

/// Arguments of `describe`.
#[derive(Debug, Args)]
pub struct DescribeArguments {
    /// The event: PROVIDER/EVENT, or its name alone
    #[arg(value_name = "EVENT")]
    pub event: String,
    /// The format of the table
    #[arg(long, short, value_name = "FORMAT", default_value = "human")]
    pub format: TableFormat,
}

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub struct ExplainArguments {
    /// The rule; without it all rules are listed
    #[arg(value_name = "RULE", value_parser = RuleParser, hide_possible_values = true)]
    pub rule: Option<Rule>,
}
