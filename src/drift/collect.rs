//! Adds up what records have and how they depart from their models, where they are examined.

use super::deliveries::{Deliveries, delivery};
use super::departure::Departure;
use super::facts::{Example, Facts, Key, What};
use super::newcomers::{Newcomer, Newcomers};
use super::pattern::{parent, pattern};
use super::places::Places;
use super::reach::measure;
use crate::engine::{Analysis, Examined};
use crate::finding::{Deviation, Rule};
use crate::json::{Document, JsonKind};
use crate::learn::{Sources, Stamp, milliseconds, own_time};
use crate::model::{EventRef, Identification, Object, Status};
use crate::query::time_of;
use crate::redact::{Mask, masked_text};

/// How long an example may be, in characters.
const LONGEST_EXAMPLE: usize = 80;

/// Collects where payloads depart from their models; nothing that the mask hides is kept.
#[derive(Debug)]
pub struct Drifting {
    mask: Mask,
    learns_new_events: bool,
}

/// What a worker has collected, and what it works with.
#[derive(Debug, Default)]
pub struct Part {
    pub(super) sources: Sources,
    /// Provider, version and event.
    pub(super) groups: Vec<[Box<str>; 3]>,
    pub(super) facts: Facts,
    pub(super) deliveries: Deliveries,
    /// How many records were sent to try the endpoint; they say nothing of real ones.
    pub(super) tests: u64,
    /// How many could not be read.
    pub(super) unreadable: u64,
    /// How many have more findings than are kept.
    pub(super) cut: u64,
    newcomers: Newcomers,
    places: Places,
    /// The facts of the record at hand, and its number.
    held: Vec<u32>,
    record: u64,
}

impl Drifting {
    /// An analysis that hides what this mask hides.
    #[must_use]
    pub const fn new(mask: Mask) -> Self {
        Self { mask, learns_new_events: false }
    }

    /// Learns what the payloads of events hold that no model knows, for a model of them to be proposed.
    #[must_use]
    pub const fn learning_new_events(mut self, learns: bool) -> Self {
        self.learns_new_events = learns;
        self
    }

    /// What stands at a place, as it may be shown.
    fn example(&self, document: Document<'_>, body: Option<&Object<'_>>, pointer: &str) -> Option<Box<str>> {
        let value = document.pointer(pointer)?;
        let hidden = self.mask.spans_in(document, body, std::iter::once(value));
        Some(clipped(&masked_text(document.text(), value.span(), &hidden)))
    }
}

impl Part {
    /// What was learnt of events that no model knows.
    pub fn take_newcomers(&mut self) -> Newcomers {
        std::mem::take(&mut self.newcomers)
    }

    /// The number of a group of records that are compared with each other only.
    fn group(&mut self, provider: &str, version: &str, event: &str) -> u32 {
        // They differ by event in nearly all cases.
        let is_it =
            |group: &[Box<str>; 3]| *group[2] == *event && *group[1] == *version && *group[0] == *provider;
        let known = self.groups.iter().position(is_it);
        let place = known.unwrap_or_else(|| {
            self.groups.push([provider.into(), version.into(), event.into()]);
            self.groups.len() - 1
        });
        u32::try_from(place).unwrap_or(u32::MAX)
    }

    /// A record of a group.
    fn stands(&mut self, group: u32) {
        let number = self.places.payload(&mut self.facts, group);
        if self.facts.is_first(number, self.record) {
            self.held.push(number);
        }
    }

    /// A record departs from its model, and what stands there.
    fn departs(
        &mut self,
        key: &Key,
        family: Key,
        stamp: Stamp,
        example: &dyn Fn() -> Option<Example>,
    ) -> Option<u32> {
        let family = self.facts.number(family);
        let number = self.facts.member(key.clone(), family);
        for number in [Some(family), number].into_iter().flatten() {
            if self.facts.see(number, self.record, stamp, &self.sources, example) {
                self.held.push(number);
            }
        }
        number
    }
}

/// When a record happened by its own word, or else when it was received, in milliseconds since 1970.
pub(super) fn time(examined: &Examined<'_, '_>) -> Option<i64> {
    let neutral = || examined.identification.and_then(Identification::told_by).and_then(EventRef::neutral);
    let known = time_of(examined.document, examined.identification, None);
    let own =
        || examined.document.filter(|_| neutral().is_none()).and_then(|document| own_time(document.root()));
    let received = || examined.capture?.request.received_at.as_deref().and_then(milliseconds);
    known.map(jiff::Timestamp::as_millisecond).or_else(own).or_else(received)
}

impl<'m> Analysis<'m> for Drifting {
    type Part = Part;
    type Product = ();

    fn record(&self, part: &mut Part, examined: &Examined<'_, 'm>) {
        if examined.status == Status::Unreadable {
            part.unreadable += 1;
            return;
        }
        let Some((document, identification)) = examined.document.zip(examined.identification) else { return };
        if examined.empty {
            return;
        }
        if examined.findings.iter().any(|located| located.finding.rule == Rule::TestDelivery) {
            part.tests += 1;
            return;
        }
        let source = part.sources.number(examined.source);
        let stamp = Stamp { time: time(examined), source, line: examined.position.line };
        part.record += 1;
        part.held.clear();
        let (provider, version) =
            identification.origin().map_or(("", ""), |(provider, version)| (provider.id, version.id));
        let ids = match identification {
            Identification::Identified { .. } | Identification::Ambiguous { .. } => identification.ids(),
            Identification::UnknownEvent { .. } | Identification::Unknown { .. } => None,
        };
        let at = examined.position;
        let whole = || Some(Example { text: None, line: at.line, column: at.column });
        // Of all payloads: how many are of no known provider.
        let of_everybody = part.group("", "", "");
        part.stands(of_everybody);
        // Of all payloads of a provider: how many of them are events that it did not send before.
        let of_all = part.group(provider, version, "");
        part.stands(of_all);
        match identification {
            Identification::UnknownEvent { name, .. } => {
                let name = clipped(&self.mask.text(name));
                if self.learns_new_events {
                    let (text, root, source) = (examined.text, document.root(), examined.source);
                    let called = [provider, version, &name];
                    part.newcomers.see(called, &Newcomer { text, root, source, stamp });
                }
                let key = |detail| Key {
                    group: of_all,
                    pattern: "".into(),
                    what: What::Departs(Departure::NewEvent),
                    detail,
                };
                part.departs(&key(name), key("*".into()), stamp, &whole);
            }
            Identification::Unknown { .. } => {
                let key = |detail: &str| Key {
                    group: of_all,
                    pattern: "".into(),
                    what: What::Departs(Departure::Unidentified),
                    detail: detail.into(),
                };
                part.departs(&key(""), key("*"), stamp, &whole);
            }
            Identification::Identified { .. } | Identification::Ambiguous { .. } => {}
        }
        if let Some(ids) = ids {
            let event = part.group(provider, version, &ids);
            self.compare(part, event, document, examined, stamp);
        }
        part.held.sort_unstable();
        let Part { deliveries, held, facts, sources, .. } = part;
        deliveries.add(delivery(examined).unwrap_or_default(), stamp, held, facts, sources);
    }

    fn merge(&self, into: &mut Part, mut from: Part) {
        from.deliveries.tell(&mut from.facts, &from.sources);
        let sources = into.sources.take_in(&from.sources);
        let groups: Vec<u32> = from
            .groups
            .iter()
            .map(|[provider, version, event]| into.group(provider, version, event))
            .collect();
        let numbers = into.facts.merge(from.facts, &groups, &sources, &into.sources);
        into.deliveries.merge(from.deliveries, &numbers, &sources, &mut into.facts, &into.sources);
        into.newcomers.merge(from.newcomers);
        into.tests += from.tests;
        into.unreadable += from.unreadable;
        into.cut += from.cut;
    }
}

impl Drifting {
    /// Adds what a payload of a known event has, and how it departs from the event's model.
    fn compare(
        &self,
        part: &mut Part,
        group: u32,
        document: Document<'_>,
        examined: &Examined<'_, '_>,
        stamp: Stamp,
    ) {
        let body = examined.body();
        let Part { places, facts, held, record, .. } = part;
        places.walk(facts, group, body, document.root(), &mut |facts, number| {
            if facts.is_first(number, *record) {
                held.push(number);
            }
        });
        for located in examined.findings {
            let finding = &located.finding;
            let Some((departure, found)) = Departure::of(&finding.deviation) else { continue };
            let pointer = finding.pointer.as_str();
            let pattern = pattern(document, body, pointer, self.mask.show());
            let what = What::Departs(departure);
            let example = || match departure {
                Departure::Missing => None,
                _ => self.example(document, body, pointer),
            };
            let value = || example().unwrap_or_default();
            let detail = match (departure, found) {
                (Departure::NewValue, _) => value(),
                (_, Some(found)) => found.into(),
                (_, None) => "".into(),
            };
            let family = match departure {
                Departure::NewField => format!("{}/*", parent(&pattern)),
                Departure::NewValue => pattern.clone(),
                _ => "*".to_owned(),
            };
            let family = Key { group, pattern: family.into(), what, detail: "*".into() };
            let at = located.position;
            let first = || Some(Example { text: example(), line: at.line, column: at.column });
            let key = Key { group, pattern: pattern.into(), what, detail };
            let number = part.departs(&key, family, stamp, &first);
            if let (Departure::Range, Some(number)) = (departure, number) {
                let value = document.pointer(pointer);
                let to = value.and_then(|value| measure(&key.detail, value));
                let is_hidden = || {
                    let number = value.filter(|value| value.kind() == JsonKind::Number);
                    number.is_some() && !self.mask.spans_in(document, body, number.into_iter()).is_empty()
                };
                part.facts.reach(number, to.as_deref(), is_hidden);
            }
        }
        if examined.findings.iter().any(|located| is_cut(&located.finding.deviation)) {
            part.cut += 1;
        }
    }
}

/// Whether a record has more findings than are kept, so that not all of its departures are known.
const fn is_cut(deviation: &Deviation) -> bool {
    matches!(deviation, Deviation::More { .. })
}

/// A text that is short enough for a line.
fn clipped(text: &str) -> Box<str> {
    // Only what stands on several lines is written anew: a value is told as it is.
    let is_tall = text.contains(['\n', '\r', '\t']);
    let line = if is_tall { text.split_whitespace().collect::<Vec<_>>().join(" ") } else { text.to_owned() };
    match line.char_indices().nth(LONGEST_EXAMPLE) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()).into(),
        None => line.into(),
    }
}
