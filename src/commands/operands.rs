//! What `diff` compares: the records of a file, a directory or standard input, or one of them, or a part of one.

use std::ffi::OsStr;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};

use super::complaint::Complaint;
use crate::configuration::Configuration;
use crate::engine::{Examiner, Scratch, Unwrapping, requested};
use crate::input::{Event, Limits, Origin, Request, Unit, list, run, shown_path};
use crate::json::Position;
use crate::model::{Model, Question, named_in_path};
use crate::policy::Policy;
use crate::providers::PROVIDERS;

/// One record that was read.
pub(super) struct Record {
    /// Its name: `captures.ndjson#3`.
    pub(super) name: String,
    /// What pairs it with a record of the other side: the path below its directory.
    pub(super) key: String,
    /// Its number in its source, from 1.
    pub(super) number: u64,
    pub(super) text: Vec<u8>,
    /// Why it is no JSON, with its place.
    pub(super) error: Option<Complaint>,
    /// The events that the path of its request names, or else its own.
    pub(super) named: Vec<Model<'static>>,
}

/// One side of a comparison.
pub(super) struct Operand {
    /// What the user called it.
    pub(super) name: String,
    pub(super) records: Vec<Record>,
    /// The part of its only record that is compared.
    pub(super) pointer: Option<String>,
    pub(super) is_directory: bool,
}

impl Operand {
    /// Reads an operand; if `unwraps`, the bodies of captures in it.
    pub(super) fn read(text: &OsStr, unwraps: bool) -> Result<Self> {
        let name = shown_path(Path::new(text));
        let (path, number, pointer) = split(text);
        let is_directory = path.is_dir();
        let mut records = records(&path, is_directory, unwraps)?;
        if let Some(number) = number {
            let count = records.len();
            records.retain(|record| record.number == number);
            if records.is_empty() {
                let noun = if count == 1 { "record" } else { "records" };
                bail!("{name}: there is no record {number}: {} has {count} {noun}", shown_path(&path));
            }
        }
        if pointer.is_some() && records.len() != 1 {
            bail!("{name}: a part of {} records: say of which one, as FILE#3/pointer", records.len());
        }
        if records.is_empty() {
            bail!("{name}: there is no record in it");
        }
        Ok(Self { name, records, pointer, is_directory })
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
    (PathBuf::from(file), number.parse().ok(), (!pointer.is_empty()).then(|| pointer.to_owned()))
}

fn records(path: &Path, is_directory: bool, unwraps: bool) -> Result<Vec<Record>> {
    let (question, configuration) = (Question::default(), Configuration::default());
    let limits = Limits { captures: unwraps, ..Limits::default() };
    let unwrapping = unwraps.then_some(Unwrapping { only: None, decompressed: limits.decompressed });
    let examiner = Examiner {
        question: &question,
        policy: &Policy::new(&configuration),
        folder: Path::new(""),
        product: None,
        unwrapping,
        only_captures: true,
    };
    let sources = list(&Request { inputs: vec![path.as_os_str().to_owned()], ..Request::default() });
    let (mut records, mut problem) = (Vec::new(), None);
    let mut before = (String::new(), 0);
    run(
        sources,
        NonZeroUsize::MIN,
        limits,
        Scratch::default,
        |scratch, unit| read(&examiner, scratch, unit),
        |event| match event {
            Event::Unit(unit, found) => {
                if before.0 != unit.source.name {
                    before = (unit.source.name.clone(), 0);
                }
                let alone = unit.first && unit.last && found.len() == 1;
                for Found { text, error, path: named } in found {
                    before.1 += 1;
                    let number = before.1;
                    let source = &unit.source.name;
                    let below = match &unit.source.origin {
                        Origin::File(file) if is_directory => {
                            shown_path(file.strip_prefix(path).unwrap_or(file))
                        }
                        _ => String::new(),
                    };
                    let name = if alone { source.clone() } else { format!("{source}#{number}") };
                    let within =
                        |error: Complaint| Complaint { what: format!("{source}:{}", error.what), ..error };
                    let error = error.map(within);
                    let named = named.unwrap_or_else(|| named_in_path(PROVIDERS, &name));
                    records.push(Record { name, key: below, number, text, error, named });
                }
                ControlFlow::Continue(())
            }
            Event::Problem(error) => {
                problem = Some(error);
                ControlFlow::Break(())
            }
        },
    );
    match problem {
        Some(problem) => Err(anyhow!("{problem}")),
        None => Ok(records),
    }
}

/// What a worker makes of a record: its text, why it is no JSON, and the events that the request's path names.
struct Found {
    text: Vec<u8>,
    error: Option<Complaint>,
    path: Option<Vec<Model<'static>>>,
}

fn read(examiner: &Examiner<'_, 'static>, scratch: &mut Scratch, unit: &Unit) -> Vec<Found> {
    let records = examiner.examine(scratch, unit).records;
    let found = records.into_iter().map(|record| {
        let readable = record.identification.is_some();
        let error = record.findings.first().filter(|_| !readable).map(|located| {
            let Position { line, column } = located.position;
            Complaint {
                what: format!("{line}:{column}: {}", located.finding.message),
                help: located.finding.help.as_deref().map(str::to_owned),
            }
        });
        let path = record.body.as_ref().and_then(|body| requested(&body.captured.request));
        let whole = || unit.text.get(record.range.clone()).unwrap_or_default().to_vec();
        Found { text: record.body.map_or_else(whole, |body| body.text), error, path }
    });
    found.collect()
}
