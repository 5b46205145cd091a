//! What one run has collected as a file, for `merge` to add to what others have.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use serde_json::value::RawValue;
use sha2::{Digest as _, Sha256};
use thiserror::Error;

use super::collect::{Delivered, Event, RuleCount, Statuses, Summary};
use super::distinct::Distinct;
use super::timeline::{Count, Step, Timeline};
use crate::finding::{Rule, Severity};

/// What the file is.
pub const SUMMARY_STATE: &str = "hookspect/summary-v1";
/// The largest count, and the largest sum of counts: what a double holds.
const MOST: u64 = 1 << 53;

/// Why a state cannot be written, or why a file is none.
#[derive(Debug, Error)]
pub enum SummaryStateError {
    /// It cannot be read as one.
    #[error("is not what summary --partial writes: {0}")]
    Foreign(#[from] serde_json::Error),
    /// What it holds is not what was written.
    #[error("was changed after summary --partial wrote it: write it again")]
    Altered,
    /// Something in it cannot be.
    #[error("holds {0}")]
    Impossible(&'static str),
    /// Whom records are about may not be written, and is what tells affiliates apart.
    #[error(
        "what names an affiliate is a secret, and affiliates could not be told apart without it: \
         leave such records out (--where), or give --show-secrets"
    )]
    Hidden,
}

/// The file. What it is comes first, so that it can be told by how it begins.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StateFile {
    format: String,
    /// The SHA-256 of `state` as it is written.
    sha256: String,
    state: Box<RawValue>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct State {
    /// The totals of the run.
    totals: Json,
    statuses: StatusesFile,
    bytes: u64,
    times: Option<[String; 2]>,
    without_time: u64,
    events: Sampled<EventFile>,
    rules: Vec<RuleFile>,
    step: String,
    /// Where each step begins in seconds since 1970, its records, and those that are not valid.
    timeline: Vec<(i64, u64, u64)>,
    /// What is the same when it comes again, how often it came, and which event it is.
    deliveries: Sampled<(String, u64, String)>,
    /// Who, and in how many records.
    affiliates: Sampled<(String, u64)>,
}

/// Valid, invalid, unknown, unreadable.
type StatusesFile = [u64; 4];

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sampled<T> {
    is_sample: bool,
    all: Vec<T>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EventFile {
    ids: String,
    provider: String,
    statuses: StatusesFile,
    bytes: u64,
    times: Option<[String; 2]>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    rule: String,
    severity: String,
    findings: u64,
    expected: u64,
    records: u64,
}

impl Summary {
    /// What was collected, as a file; `totals` are those of the run.
    ///
    /// # Errors
    ///
    /// [`SummaryStateError::Hidden`] where an affiliate is named by what the mask hides, and those of the writer of JSON.
    pub fn write(&self, totals: Json) -> Result<String, SummaryStateError> {
        if self.affiliates.iter().any(|(affiliate, (_, shown))| affiliate != shown) {
            return Err(SummaryStateError::Hidden);
        }
        let event = |(ids, event): (&str, &Event)| EventFile {
            ids: ids.to_owned(),
            provider: event.provider.clone(),
            statuses: statuses_file(event.statuses),
            bytes: event.bytes,
            times: times_file(event.times),
        };
        let rule = |(rule, count): (&Rule, &RuleCount)| RuleFile {
            rule: rule.name().to_owned(),
            severity: count.severity.name().to_owned(),
            findings: count.findings,
            expected: count.expected,
            records: count.records,
        };
        let (step, counts) = self.timeline.steps();
        let state = State {
            totals,
            statuses: statuses_file(self.statuses),
            bytes: self.bytes,
            times: times_file(self.times),
            without_time: self.without_time,
            events: sampled(&self.events, event),
            rules: self.rules.iter().map(rule).collect(),
            step: step.name().to_owned(),
            timeline: counts.map(|(start, count)| (start, count.records, count.failing)).collect(),
            deliveries: sampled(&self.deliveries, |(key, one)| {
                (key.to_owned(), one.times, one.event.clone())
            }),
            affiliates: sampled(&self.affiliates, |(name, (records, _))| (name.to_owned(), *records)),
        };
        let state = RawValue::from_string(serde_json::to_string(&state)?)?;
        let file = StateFile { format: SUMMARY_STATE.to_owned(), sha256: digest(&state), state };
        Ok(serde_json::to_string(&file)? + "\n")
    }

    /// Reads a file that [`Self::write`] has written, with the totals of that run.
    ///
    /// # Errors
    ///
    /// What is no such file.
    pub fn read(text: &str) -> Result<(Self, Json), SummaryStateError> {
        let file: StateFile = serde_json::from_str(text)?;
        if file.format != SUMMARY_STATE {
            return Err(SummaryStateError::Impossible("the state of something else"));
        }
        if file.sha256 != digest(&file.state) {
            return Err(SummaryStateError::Altered);
        }
        let state: State = serde_json::from_str(file.state.get())?;
        let mut summary = Self {
            statuses: statuses_of(state.statuses)?,
            bytes: sum([state.bytes])?,
            times: times_of(state.times)?,
            without_time: sum([state.without_time])?,
            ..Self::default()
        };
        sum(state.events.all.iter().flat_map(|event| event.statuses))?;
        sum(state.deliveries.all.iter().map(|(_, times, _)| *times))?;
        sum(state.affiliates.all.iter().map(|(_, records)| *records))?;
        summary.events = distinct(state.events, |event| {
            let EventFile { ids, provider, statuses, bytes, times } = event;
            let (statuses, times) = (statuses_of(statuses)?, times_of(times)?);
            Ok((ids, Event { provider, statuses, bytes: sum([bytes])?, times }))
        })?;
        summary.deliveries = distinct(state.deliveries, |(key, times, event)| {
            let is_counted = times > 0;
            is_counted.then_some((key, Delivered { times, event })).ok_or(NEVER)
        })?;
        summary.affiliates = distinct(state.affiliates, |(name, records)| {
            let is_counted = records > 0;
            is_counted.then(|| (name.clone(), (records, name))).ok_or(NEVER)
        })?;
        for RuleFile { rule, severity, findings, expected, records } in state.rules {
            sum([findings, expected, records])?;
            let unknown = || SummaryStateError::Impossible("a rule or a severity that is none");
            let rule = Rule::named(&rule).ok_or_else(unknown)?;
            let severity = Severity::named(&severity).ok_or_else(unknown)?;
            if summary.rules.insert(rule, RuleCount { severity, findings, expected, records }).is_some() {
                return Err(TWICE);
            }
        }
        sum(state.timeline.iter().map(|(_, records, _)| *records))?;
        let counts =
            state.timeline.into_iter().map(|(start, records, failing)| (start, Count { records, failing }));
        summary.timeline = Step::named(&state.step)
            .and_then(|step| Timeline::of(step, counts))
            .ok_or(SummaryStateError::Impossible("times that are none"))?;
        Ok((summary, state.totals))
    }
}

const TWICE: SummaryStateError = SummaryStateError::Impossible("something twice, or more than is kept");
const NEVER: SummaryStateError = SummaryStateError::Impossible("something that never came");

fn digest(state: &RawValue) -> String {
    base16ct::lower::encode_string(&Sha256::digest(state.get()))
}

/// The sum of counts, where it is one that can be.
fn sum(counts: impl IntoIterator<Item = u64>) -> Result<u64, SummaryStateError> {
    let sum = counts.into_iter().try_fold(0_u64, u64::checked_add);
    sum.filter(|sum| *sum <= MOST).ok_or(SummaryStateError::Impossible("a count that is too large"))
}

const fn statuses_file(statuses: Statuses) -> StatusesFile {
    let Statuses { valid, invalid, unknown, unreadable } = statuses;
    [valid, invalid, unknown, unreadable]
}

fn statuses_of(counts: StatusesFile) -> Result<Statuses, SummaryStateError> {
    sum(counts)?;
    let [valid, invalid, unknown, unreadable] = counts;
    Ok(Statuses { valid, invalid, unknown, unreadable })
}

fn times_file(times: Option<(Timestamp, Timestamp)>) -> Option<[String; 2]> {
    times.map(|(first, last)| [first.to_string(), last.to_string()])
}

fn times_of(times: Option<[String; 2]>) -> Result<Option<(Timestamp, Timestamp)>, SummaryStateError> {
    let Some([first, last]) = times else { return Ok(None) };
    let both = first.parse::<Timestamp>().ok().zip(last.parse::<Timestamp>().ok());
    let both = both.filter(|(first, last)| first <= last);
    both.map(Some).ok_or(SummaryStateError::Impossible("a time that is none"))
}

fn sampled<'s, V, T, const KEPT: usize>(
    all: &'s Distinct<V, KEPT>,
    write: impl Fn((&'s str, &'s V)) -> T,
) -> Sampled<T>
where
    V: Default,
{
    Sampled { is_sample: all.is_sample(), all: all.iter().map(write).collect() }
}

fn distinct<V: Default, T, const KEPT: usize>(
    file: Sampled<T>,
    read: impl Fn(T) -> Result<(String, V), SummaryStateError>,
) -> Result<Distinct<V, KEPT>, SummaryStateError> {
    let entries: Vec<(String, V)> = file.all.into_iter().map(read).collect::<Result<_, _>>()?;
    Distinct::of(entries, file.is_sample).ok_or(TWICE)
}
