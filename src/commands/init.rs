//! `init`: a commented `hookspect.toml` that expects of the fixtures below it what they are.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::num::NonZeroUsize;
use std::path::Path;

use anyhow::{Context as _, Result};

use super::complaint::Complaint;
use super::console::Console;
use super::context::Context;
use super::outputs::NewFile;
use crate::cli::InitArguments;
use crate::configuration::FILE_NAME;
use crate::engine::{Inspector, Record, Sink, below};
use crate::finding::Severity;
use crate::input::{Inputs, SourceError, relative, shown_path, straightened};
use crate::model::{EventRef, Identification, Status};
use crate::packs::Pack;
use crate::registry::Registry;
use crate::report::{ExitStatus, harmless_toml};

/// So many files are listed; of more only the count is told.
const MOST_LISTED: usize = 2000;

pub(super) fn run(
    arguments: &InitArguments,
    packs: &[Pack<'_>],
    context: Context<'_, '_>,
) -> Result<ExitStatus> {
    let name = shown_path(&arguments.folder);
    let folder = std::path::absolute(&arguments.folder)
        .with_context(|| format!("{name}: the folder cannot be found"))?;
    let folder = straightened(&folder);
    if !folder.is_dir() {
        let what = format!("{name} is not a folder");
        let help = "name the folder that the fixtures are in".to_owned();
        return Err(Complaint { what, help: Some(help) }.into());
    }
    let path = arguments.folder.join(FILE_NAME);
    let path = path.strip_prefix(".").map_or(path.clone(), Path::to_owned);
    if !arguments.print && path.symlink_metadata().is_ok() {
        return Err(exists(&path).into());
    }
    let mut found = Found { folder: &folder, fixtures: BTreeMap::new() };
    let inputs = Inputs { inputs: vec![arguments.folder.clone().into()], ..Inputs::default() };
    let workers = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let Ok(()) = Inspector::new(context.registry).read(&inputs, workers, &(), &mut found);
    let packs: Vec<String> = packs
        .iter()
        .filter_map(|pack| std::path::absolute(&pack.path).ok())
        .map(|pack| shown_path(&relative(&pack, &folder)))
        .collect();
    let Written { text, expected, doubtful } = written(&found.fixtures, &packs, context.registry);
    if arguments.print {
        return Console::print(&if context.console.out.acts_on_data() { harmless_toml(&text) } else { text });
    }
    if NewFile::of(&path, text.as_bytes())?.place(&path)?.is_some() {
        return Err(exists(&path).into());
    }
    let files = if expected == 1 { "file is" } else { "files are" };
    let mut line = format!("{}: {expected} {files} expected to stay what they are", shown_path(&path));
    if doubtful > 0 {
        line += &format!("; {doubtful} more in comments, to be decided");
    }
    context.console.say(&line);
    Ok(ExitStatus::Fine)
}

fn exists(path: &Path) -> Complaint {
    let what = format!("{}: it exists already, and nothing was written", shown_path(path));
    let help = "hookspect init --print shows what a new one would hold";
    Complaint { what, help: Some(help.to_owned()) }
}

/// What there is to say of a file, in the order in which the configuration says it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Fixture {
    /// Every record of it is a valid one of this event.
    Of(String),
    /// Its records are valid, and may be one of these events.
    MayBe(Vec<String>),
    /// Its records are of several events, or not all alike.
    Mixed,
    /// It breaks these rules.
    Invalid { event: Option<String>, rules: Vec<&'static str> },
    /// No known provider sends it.
    Unknown,
    /// It cannot be read.
    Unreadable,
}

impl Fixture {
    fn of(record: &Record<'_, '_>) -> Self {
        let examined = &record.examined;
        let event = examined.identification.and_then(Identification::model).map(EventRef::id);
        match examined.status {
            Status::Unknown => Self::Unknown,
            Status::Unreadable => Self::Unreadable,
            Status::Invalid => {
                let mut rules: Vec<&'static str> = examined
                    .findings
                    .iter()
                    .filter(|located| located.finding.severity == Severity::Error)
                    .map(|located| located.finding.rule.name())
                    .collect();
                rules.sort_unstable();
                rules.dedup();
                Self::Invalid { event, rules }
            }
            Status::Valid => match (event, examined.identification) {
                (Some(event), _) => Self::Of(event),
                (None, Some(Identification::Ambiguous { candidates, .. })) => {
                    Self::MayBe(candidates.iter().map(|model| model.id()).collect())
                }
                _ => Self::Mixed,
            },
        }
    }
}

/// The files below a folder.
struct Found<'f> {
    folder: &'f Path,
    fixtures: BTreeMap<String, Fixture>,
}

impl<'m> Sink<'m, ()> for Found<'_> {
    type Error = Infallible;

    fn record(&mut self, record: &Record<'_, 'm>, (): ()) -> Result<(), Infallible> {
        let Some(path) = record.examined.path else { return Ok(()) };
        if record.examined.empty && record.examined.capture.is_none() {
            return Ok(());
        }
        let fixture = Fixture::of(record);
        let known = self.fixtures.entry(below(path, self.folder)).or_insert_with(|| fixture.clone());
        if *known != fixture {
            *known = Fixture::Mixed;
        }
        Ok(())
    }

    fn problem(&mut self, _: &SourceError) -> Result<(), Infallible> {
        Ok(())
    }
}

/// The file's text, and of how many files it says what.
struct Written {
    text: String,
    expected: usize,
    doubtful: usize,
}

const HEAD: &str = "\
# What hookspect does with the payloads in this folder and below. hookspect schema config describes every key,
# hookspect explain every rule, and hookspect validate --dump-config prints what holds.

# From which severity on the exit code is 1: error, warning or never.
# fail-on = \"error\"

# Make every warning an error.
# strict = true

# Findings that are known and fail nothing: hookspect validate --write-baseline known.json
# baseline = \"known.json\"
";

const RULES: &str = "
# What becomes of a rule's findings: error, warning, note or off.
[rules]
# unknown-field = \"error\"
# absent-field = \"off\"

# The same for some files.
# [[override]]
# path = \"fixtures/old/**\"
# rules = { unknown-field = \"off\" }

# Findings to leave out, and why.
# [[ignore]]
# rule = \"unknown-field\"
# pointer = \"/data/promotions/*/nickname\"
# reason = \"sent since October, not documented yet\"
";

fn written(fixtures: &BTreeMap<String, Fixture>, packs: &[String], registry: &Registry<'_>) -> Written {
    let mut text = HEAD.to_owned();
    text.push_str("\n# Providers of your own: folders or files with their schemas.\n");
    match packs {
        [] => text.push_str("# packs = [\"packs/acme\"]\n"),
        packs => text.push_str(&format!("packs = {}\n", list(packs, ""))),
    }
    text.push_str(RULES);
    let mut groups: BTreeMap<&Fixture, Vec<String>> = BTreeMap::new();
    for (path, fixture) in fixtures.iter().take(MOST_LISTED) {
        groups.entry(fixture).or_default().push(globset::escape(path));
    }
    let (mut expected, mut doubtful) = (0, 0);
    let mut last = None;
    for (fixture, paths) in &groups {
        let said = std::mem::discriminant(*fixture);
        if last.replace(said) != Some(said) {
            text.push_str(&format!("{}{}", if text.ends_with("\n\n") { "" } else { "\n" }, about(fixture)));
        }
        let is_sure = matches!(fixture, Fixture::Of(_));
        *(if is_sure { &mut expected } else { &mut doubtful }) += paths.len();
        text.push_str(&entry(fixture, paths, if is_sure { "" } else { "# " }));
    }
    if groups.is_empty() {
        text.push_str("\n# What fixtures have to be; there was none below this folder.\n");
        for event in registry.events().iter().take(1) {
            let example = format!("fixtures/{}/**", event.event.name);
            text.push_str(&entry(&Fixture::Of(event.id()), &[example], "# "));
        }
    }
    if let Some(more) = fixtures.len().checked_sub(MOST_LISTED).filter(|more| *more > 0) {
        text.push_str(&format!(
            "\n# {more} more files were found; globs like \"fixtures/**\" say it for many at once.\n"
        ));
    }
    let text = format!("{}\n", text.trim_end());
    Written { text, expected, doubtful }
}

/// What is said before the entries of a kind.
const fn about(fixture: &Fixture) -> &'static str {
    match fixture {
        Fixture::Of(_) => "# What fixtures have to be. Another event, or an error, fails the run.\n",
        Fixture::MayBe(_) => {
            "# The bodies of these do not say which event they are. Whoever knows says it here, and it is settled.\n"
        }
        Fixture::Mixed => {
            "# These hold records of several kinds: one entry cannot name their event, a file of each kind can.\n"
        }
        Fixture::Invalid { .. } => "# These are invalid. Mend them, or say that they have to be so.\n",
        Fixture::Unknown => {
            "# No known provider sends these. Bring the provider as a pack, or say that they have to be unknown.\n"
        }
        Fixture::Unreadable => "# These cannot be read. Mend them, or say that they have to be so.\n",
    }
}

fn entry(fixture: &Fixture, paths: &[String], comment: &str) -> String {
    let path = match paths {
        [path] => quoted(path),
        paths => list(paths, comment),
    };
    let mut lines = vec![format!("path = {path}")];
    let mut verdict = |verdict: Status| lines.push(format!("verdict = {}", quoted(verdict.name())));
    match fixture {
        Fixture::Of(event) => lines.push(format!("event = {}", quoted(event))),
        Fixture::MayBe(events) => {
            let others: Vec<String> = events.iter().skip(1).map(|event| quoted(event)).collect();
            let event = events.first().map(|event| quoted(event)).unwrap_or_default();
            lines.push(format!("event = {event}   # or {}", others.join(", ")));
        }
        Fixture::Mixed => verdict(Status::Valid),
        Fixture::Invalid { event, rules } => {
            verdict(Status::Invalid);
            lines.extend(event.iter().map(|event| format!("event = {}", quoted(event))));
            let rules: Vec<String> = rules.iter().map(|rule| quoted(rule)).collect();
            lines.push(format!("rules = [{}]", rules.join(", ")));
        }
        Fixture::Unknown => verdict(Status::Unknown),
        Fixture::Unreadable => verdict(Status::Unreadable),
    }
    let lines: Vec<String> = lines.iter().map(|line| format!("{comment}{line}\n")).collect();
    format!("{comment}[[expect]]\n{}\n", lines.concat())
}

/// A list of texts, one a line.
fn list(texts: &[String], comment: &str) -> String {
    let items: Vec<String> = texts.iter().map(|text| format!("{comment}    {},\n", quoted(text))).collect();
    format!("[\n{}{comment}]", items.concat())
}

/// A text as TOML has it on one line: what stands in a comment must not go on behind it. A text of JSON is one of TOML but
/// for the sign of deletion.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007F")
}
