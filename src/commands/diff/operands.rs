//! What `diff` compares: the records of a file, a directory or standard input, or one of them, or a part of one.

use std::ffi::OsStr;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Error, Result, anyhow, bail};

use super::identity::Known;
use super::twins::Twins;
use crate::capture::is_whole;
use crate::commands::complaint::Complaint;
use crate::commands::context::Context;
use crate::commands::names::Said;
use crate::diff::Outline;
use crate::engine::{self, Analysis, Documents, Examined, Examiner, Filter, Run, Sink, Unwrapping};
use crate::finding::NearestMiss;
use crate::input::{
    Inputs, IsWhole, Limits, Source, SourceError, Stop, Unit, large_object, list, shown_path,
};
use crate::json::{Pointer, Position, Tape};
use crate::model::{Hints, Identification, Question};
use crate::normalize::Normalizer;
use crate::policy::Policy;
use crate::report::advice;

/// One record that was read.
pub(super) struct Record<'m> {
    /// Its name: `captures.ndjson#3`.
    pub(super) name: String,
    /// What pairs it with a record of the other side.
    pub(super) known: Known,
    /// Its number in its source, from 1.
    pub(super) number: u64,
    /// Its bytes; a record of the other side that has the same holds them too.
    pub(super) text: Arc<Vec<u8>>,
    /// Why it is not JSON, with its place.
    pub(super) error: Option<Complaint>,
    /// Which event it is; unknown where it is no JSON.
    pub(super) identification: Identification<'m>,
    /// What stands where in a large one, so that it need not be held parsed.
    pub(super) outline: Option<Box<Outline>>,
    /// Which record of the other side is the first that is written just so.
    pub(super) twin: Option<usize>,
}

/// What is read of an operand.
pub(super) struct Chosen {
    /// Whether the bodies of captures are read, and not the captures as they stand.
    pub(super) unwraps: bool,
    /// Where in each record the payload stands.
    pub(super) at: Option<Pointer>,
    /// Which records are compared.
    pub(super) filter: Filter,
    /// How many bytes the records of a side may take.
    pub(super) most: u64,
    /// How a comparison wants its payloads in outline: whether what is written otherwise is something else. None where
    /// it needs all of them.
    pub(super) outlined: Option<bool>,
}

/// So many items of each list in a large value tell what it is.
const FIRST_ITEMS: usize = 16;

/// How many bytes the records of a side may take unless more are asked for.
pub(super) const USUAL_MOST: u64 = 128 << 20;

/// One side of a comparison.
pub(super) struct Operand<'m> {
    pub(super) records: Vec<Record<'m>>,
    /// The part of its only record that is compared.
    pub(super) pointer: Option<String>,
    pub(super) is_directory: bool,
}

impl<'m> Operand<'m> {
    /// Reads what is chosen of an operand.
    pub(super) fn read(
        context: Context<'_, 'm>,
        said: Said<'m>,
        text: &OsStr,
        chosen: &Chosen,
        other: Option<&Self>,
    ) -> Result<Self> {
        let name = shown_path(Path::new(text));
        let (path, number, pointer) = split(text);
        if path.as_os_str() == "-" {
            context.console.awaits_input();
        }
        if number.is_none()
            && pointer.is_none()
            && let Some(record) = large(context, said, &path, chosen, other)
        {
            return Ok(Self { records: vec![record], pointer, is_directory: false });
        }
        let is_directory = path.is_dir();
        let is_one = number.is_some();
        let Collected { mut records, filtered, .. } =
            collected(context, said, &path, chosen, (other, !is_one))?;
        if let Some(number) = number {
            let count = records.len() as u64 + filtered;
            records.retain(|record| record.number == number);
            if records.is_empty() {
                let noun = if count == 1 { "record" } else { "records" };
                bail!("{name}: there is no record {number}: {} has {count} {noun}", shown_path(&path));
            }
        }
        if pointer.is_some() && records.len() != 1 {
            bail!("{name}: a part of {} records: say of which one, as FILE#3/pointer", records.len());
        }
        if records.is_empty() && filtered > 0 {
            bail!("{name}: no record in it is let through by the filters ({filtered} left out)");
        }
        if records.is_empty() {
            bail!("{name}: there is no record in it");
        }
        if filtered > 0 {
            let noun = if filtered == 1 { "record" } else { "records" };
            context.console.say(&format!("{name}: {filtered} {noun} left out by filters"));
        }
        Ok(Self { records, pointer, is_directory })
    }

    /// Asks the payloads what they know, to pair the records. Of two single ones nobody asks.
    pub(super) fn complete(&mut self, other: Option<&Self>) {
        let mut normalizer = Normalizer::default();
        for record in self.records.iter_mut().filter(|record| !record.known.is_complete()) {
            let twin = record.twin.and_then(|twin| other?.records.get(twin));
            if let Some(known) = twin.and_then(|twin| record.told_by(twin)) {
                record.known = known;
                continue;
            }
            if let (None, Ok(document)) = (&record.error, Tape::new().parse(&record.text)) {
                record.known.complete(document, &record.identification, &mut normalizer);
            }
        }
    }
}

/// `FILE#3/pointer`: the file, the record's number, the pointer. A file of that very name comes first.
fn split(text: &OsStr) -> (PathBuf, Option<u64>, Option<String>) {
    let whole = || (PathBuf::from(text), None, None);
    let Some((file, part)) = text.to_str().and_then(|text| text.rsplit_once('#')) else { return whole() };
    if Path::new(text).exists() {
        return whole();
    }
    let digits = part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
    let (number, pointer) = part.split_at_checked(digits).unwrap_or((part, ""));
    if !(pointer.is_empty() || pointer.starts_with('/')) || part.is_empty() {
        return whole();
    }
    // No file has as many records as a number that is too large for one.
    let number = (!number.is_empty()).then(|| number.parse().unwrap_or(u64::MAX));
    (PathBuf::from(file), number, (!pointer.is_empty()).then(|| pointer.to_owned()))
}

/// A large file that is one record of a sender whom nobody knows, with what stands where in it.
fn large<'m>(
    context: Context<'_, 'm>,
    said: Said<'m>,
    path: &Path,
    chosen: &Chosen,
    other: Option<&Operand<'m>>,
) -> Option<Record<'m>> {
    let exact = chosen.outlined?;
    let mut sources = sources(path, chosen).into_iter();
    let (Some(Ok(source)), None) = (sources.next(), sources.next()) else { return None };
    let text = large_object(&source, limits(chosen))?;
    let name = source.name.clone();
    if (size_of::<Record<'m>>() + text.len() + name.len()) as u64 > chosen.most {
        return None;
    }
    let other = other.and_then(|other| other.records.first());
    let other = other.and_then(|record| Some((record.text.as_slice(), record.outline.as_deref()?)));
    let outline = Outline::of(&text, exact, other)?;
    let abridged = Unit::for_value(source, outline.abridged(&text, FIRST_ITEMS));
    let identification = examining(context, said, chosen, |examiner| examiner.stranger(&abridged))?;
    let known = Known::default();
    let (text, outline) = (Arc::new(text), Some(Box::new(outline)));
    Some(Record { name, known, number: 1, text, error: None, identification, outline, twin: None })
}

fn sources(path: &Path, chosen: &Chosen) -> Vec<Result<Source, SourceError>> {
    let inputs = vec![path.as_os_str().to_owned()];
    list(&Inputs { inputs, captures: chosen.unwraps, ..Inputs::default() })
}

fn limits(chosen: &Chosen) -> Limits {
    Limits { captures: chosen.unwraps.then_some(is_whole as IsWhole), ..Limits::default() }
}

/// Does something with what examines the records of an operand.
fn examining<'m, T>(
    context: Context<'_, 'm>,
    said: Said<'m>,
    chosen: &Chosen,
    with: impl FnOnce(&Examiner<'_, 'm>) -> T,
) -> T {
    let Said { event, provider } = said;
    let question = Question { hints: Hints { event, provider, ..Hints::default() }, expect: None };
    let growth = limits(chosen).growth;
    with(&Examiner {
        registry: context.registry,
        question: &question,
        policy: &Policy::new(context.configuration),
        folder: &context.configuration.folder,
        unwrapping: chosen.unwraps.then_some(Unwrapping { only: None, growth, at: chosen.at.as_ref() }),
        filter: &chosen.filter,
        only_captures: true,
        reviewing: None,
    })
}

/// Reads all records of an operand. `asks` says whether what pairs them will be needed.
fn collected<'m>(
    context: Context<'_, 'm>,
    said: Said<'m>,
    path: &Path,
    chosen: &Chosen,
    (other, asks): (Option<&Operand<'m>>, bool),
) -> Result<Collected<'m>> {
    let (jobs, stop) = (NonZeroUsize::MIN, Stop::default());
    let twins = other.map(|other| Twins::of(&other.records)).unwrap_or_default();
    let mut collected = Collected {
        name: shown_path(path),
        folder: path.is_dir().then(|| path.to_owned()),
        records: Vec::new(),
        bytes: 0,
        most: chosen.most,
        filtered: 0,
    };
    examining(context, said, chosen, |examiner| {
        let run = Run { examiner, jobs, limits: limits(chosen), documents: Documents::None, stop: &stop };
        run.over(sources(path, chosen), &Asking { twins, asks }, &mut collected)
    })?;
    Ok(collected)
}

/// What a record has told while it was parsed.
struct Told {
    /// What its request tells.
    request: Known,
    /// What its payload tells, where it was asked.
    payload: Option<Known>,
    /// Which record of the other side is the first that is written just so, and the bytes of both.
    twin: Option<(usize, Arc<Vec<u8>>)>,
}

/// Longer payloads are asked when that is needed: two single ones are not. In bytes.
const MOST_ASKED: usize = 64 << 10;

/// Asks records what pairs them, while they are parsed.
struct Asking<'t, 'm> {
    twins: Twins<'t, 'm>,
    /// Whether that will be needed.
    asks: bool,
}

impl<'m> Analysis<'m> for Asking<'_, 'm> {
    type Part = Normalizer<'m>;
    type Product = Told;

    fn record(&self, normalizer: &mut Normalizer<'m>, examined: &Examined<'_, 'm>) -> Told {
        let Self { twins, asks } = self;
        let twin = twins.find(examined.text);
        let asked = examined.document.zip(examined.identification).filter(|(document, identification)| {
            let is_whole = document.text().len() == examined.text.len();
            *asks
                && is_whole
                && examined.text.len() <= MOST_ASKED
                && !twin.is_some_and(|(_, twin)| twin.tells(identification))
        });
        let payload = asked.map(|(document, identification)| {
            let mut known = Known::default();
            known.complete(document, identification, normalizer);
            known
        });
        let twin = twin.map(|(index, twin)| (index, Arc::clone(&twin.text)));
        Told { request: Known::of_request(examined), payload, twin }
    }

    fn merge(&self, _: &mut Normalizer<'m>, _: Normalizer<'m>) {}
}

/// Keeps the records of an operand.
struct Collected<'m> {
    name: String,
    /// The directory that they are in, if it is one.
    folder: Option<PathBuf>,
    records: Vec<Record<'m>>,
    /// What they take.
    bytes: u64,
    most: u64,
    /// How many records no filter let through.
    filtered: u64,
}

impl<'m> Sink<'m, Told> for Collected<'m> {
    type Error = Error;

    fn record(&mut self, record: &engine::Record<'_, 'm>, told: Told) -> Result<()> {
        let Told { request: mut known, payload, twin } = told;
        let examined = &record.examined;
        if examined.empty && examined.capture.is_none() {
            return Ok(());
        }
        let readable = examined.identification.is_some();
        let error = examined.findings.first().filter(|_| !readable).map(|located| {
            let Position { line, column } = located.position;
            Complaint {
                what: format!(
                    "{}:{line}:{column}: {}",
                    examined.source,
                    located.finding.sentence("this record")
                ),
                help: advice::help(&located.finding.deviation).map(Into::into),
            }
        });
        let name = record.name();
        if let (Some(folder), Some(file)) = (&self.folder, examined.path) {
            known.identity.path = Some(shown_path(file.strip_prefix(folder).unwrap_or(file)));
            known.identity.is_alone = record.alone;
        }
        let unknown = || Identification::Unknown { nearest: NearestMiss::Nothing, event: None, sender: None };
        let identification = examined.identification.cloned().unwrap_or_else(unknown);
        let (twin, text) = match twin {
            Some((index, text)) => (Some(index), text),
            None => (None, Arc::new(examined.text.to_vec())),
        };
        self.bytes += (size_of::<Record<'m>>() + text.len() + name.len() + known.identity.bytes()) as u64;
        if self.bytes > self.most {
            let what = format!(
                "{}: its records take more than {} bytes, and diff holds those of both sides to pair them",
                self.name, self.most
            );
            let help =
                "choose fewer with --only, --since, --until or --where; raise the limit with --max-held";
            return Err(Complaint { what, help: Some(help.to_owned()) }.into());
        }
        let known = match payload {
            Some(payload) => payload.came_with(known),
            None => known,
        };
        self.records.push(Record {
            name,
            known,
            number: record.number,
            text,
            error,
            identification,
            outline: None,
            twin,
        });
        Ok(())
    }

    fn filtered(&mut self) {
        self.filtered += 1;
    }

    fn problem(&mut self, problem: &SourceError) -> Result<()> {
        Err(anyhow!(advice::problem(problem)))
    }
}
