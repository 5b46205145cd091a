//! Two sets of records held against each other, without a model: what was learnt of each.

use std::collections::BTreeSet;

use super::account::{Basis, Drift, GroupName, Line};
use super::departure::Departure;
use super::sets::Set;
use super::trend::{ENOUGH, Trend, tells};
use crate::finding::Severity;
use crate::learn::{Asked, Form, Group, Learned, Member, NamePlace, Node, Plan, Sources, State, form};
use crate::redact::{Mask, Way};

/// What records are called that name no event where the others do.
const NO_NAME: &str = "(no name)";
/// What payloads are called that are no object.
const NO_OBJECT: &str = "(no object)";

/// How the second of two sets departs from the first, as a receiver of the first would see it.
///
/// Events are told apart by the models that identify them, and the others in both by what names them in both together. What
/// nothing names is held against each other as one event, and so is what is no object. Each line has the counts of both
/// sides. What one side lacks is a difference where, at the share of the other, it should have been seen there five times;
/// else it is told with the word that there are too few records. What the mask hides of names and
/// words is not told.
#[must_use]
pub fn between(mut from: Set, mut to: Set, mask: &Mask) -> Drift {
    let records = (from.records(), to.records());
    let unreadable = from.unreadable() + to.unreadable();
    pool(&mut from, &mut to);
    let compared = compared(&from, &to);
    let mut drift = Drift { basis: Basis::Sets, unreadable, ..Drift::default() };
    for Compared { known, before, after } in &compared {
        let names: BTreeSet<&str> = events(before).chain(events(after)).map(|(name, _)| name).collect();
        for name in names {
            let of = |learned| events(learned).find(|(own, _)| *own == name).map(|(_, group)| group);
            let event = known.as_deref().unwrap_or(name);
            let mut pair = Pair { name: event, sources: &after.sources, mask, lines: Vec::new() };
            match (of(before), of(after)) {
                (Some(own), Some(other)) => {
                    drift.events.insert(pair.group(), own.records.min(other.records));
                    pair.compare(&own.root, &other.root);
                }
                (Some(own), None) => {
                    let sides = ((own.records, records.0), (0, records.1));
                    pair.tell(Departure::Gone, "", "event", sides, &Node::default());
                }
                (None, Some(other)) => {
                    let sides = ((0, records.0), (other.records, records.1));
                    pair.tell(Departure::NewEvent, "", "", sides, &other.root);
                }
                (None, None) => {}
            }
            drift.lines.append(&mut pair.lines);
        }
    }
    drift.sort();
    drift
}

/// What was learnt of records on both sides.
struct Compared {
    /// What they are called; nothing where what was learnt says it.
    known: Option<String>,
    before: Learned,
    after: Learned,
}

/// What is held against each other.
fn compared(from: &Set, to: &Set) -> Vec<Compared> {
    let places = places(&from.rest, &to.rest);
    let (before, after) = (Learned::of(&from.rest, &places), Learned::of(&to.rest, &places));
    let mut taken: Vec<String> =
        events(&before).chain(events(&after)).map(|(name, _)| name.to_owned()).collect();
    let known: BTreeSet<&(String, String)> = from.known.keys().chain(to.known.keys()).collect();
    taken.extend(known.iter().map(|(_, event)| event.clone()));
    let nothing = State::new(Asked::Usual);
    let alone = |state: Option<&State>| Learned::of(state.unwrap_or(&nothing), &[]);
    let mut compared: Vec<Compared> = known
        .into_iter()
        .map(|name| {
            let (provider, event) = name;
            // The ids of events are told from each other by their providers where they have to be.
            let is_plain = taken.iter().filter(|taken| *taken == event).count() == 1;
            let called = if is_plain { event.clone() } else { format!("{provider}/{event}") };
            Compared {
                known: Some(called),
                before: alone(from.known.get(name)),
                after: alone(to.known.get(name)),
            }
        })
        .collect();
    compared.push(Compared { known: None, before, after });
    let known = Some(NO_OBJECT.to_owned());
    compared.push(Compared { known, before: alone(Some(&from.others)), after: alone(Some(&to.others)) });
    compared
}

/// The events that were learnt, and last the records without a name.
fn events(learned: &Learned) -> impl Iterator<Item = (&str, &Group)> {
    let named = learned.events.iter().map(|event| (event.name.as_str(), &event.group));
    named.chain(learned.unmatched.iter().map(|group| (NO_NAME, group)))
}

/// Puts an event that models identify in one set alone to what they do not identify, where the other set has something of
/// which that may be the same.
fn pool(from: &mut Set, to: &mut Set) {
    let lonely = |one: &Set, other: &Set| -> Vec<(String, String)> {
        one.known.keys().filter(|name| !other.known.contains_key(*name)).cloned().collect()
    };
    let (gone, new) = (lonely(from, to), lonely(to, from));
    if gone.is_empty() && new.is_empty() {
        return;
    }
    let places = places(&from.rest, &to.rest);
    let (before, after) = (Learned::of(&from.rest, &places), Learned::of(&to.rest, &places));
    let has_own = |one: &Learned, other: &Learned| one.unmatched.is_some() || !only(one, other).is_empty();
    let (takes_gone, takes_new) = (has_own(&after, &before), has_own(&before, &after));
    for (set, names, are_taken) in [(from, gone, takes_gone), (to, new, takes_new)] {
        for name in names.iter().filter(|_| are_taken) {
            if let Some(state) = set.known.remove(name) {
                set.rest.merge(state);
            }
        }
    }
}

/// The names of events that only the first one has.
fn only<'l>(one: &'l Learned, other: &Learned) -> Vec<&'l str> {
    let names = one.events.iter().map(|event| event.name.as_str());
    names.filter(|name| other.events.iter().all(|event| event.name != *name)).collect()
}

/// Where both sets name their events. Where the records of one have a name that those of the other have too, but under the
/// name of a better place, all are told apart by the place of that name.
fn places(from: &State, to: &State) -> Vec<Vec<NamePlace>> {
    let mut both = from.clone();
    both.merge(to.clone());
    let mut places = Plan::of(&both).places();
    loop {
        let (before, after) = (Learned::of(from, &places), Learned::of(to, &places));
        let (gone, new) = (only(&before, &after), only(&after, &before));
        if gone.is_empty() && new.is_empty() {
            return places;
        }
        let coarser = |(number, place): (usize, &Vec<NamePlace>)| {
            let first = vec![place.first()?.clone()];
            if number == 0 && *place == first {
                return None;
            }
            let has = |state: &State, names: &[&str]| {
                let learned = Learned::of(state, std::slice::from_ref(&first));
                learned.events.iter().any(|event| names.contains(&event.name.as_str()))
            };
            if !has(from, &new) && !has(to, &gone) {
                return None;
            }
            Some(std::iter::once(first.clone()).chain(places.iter().skip(number + 1).cloned()).collect())
        };
        match places.iter().enumerate().find_map(coarser) {
            Some(coarser) => places = coarser,
            None => return places,
        }
    }
}

/// In how many of how many, of each set.
type Sides = ((u64, u64), (u64, u64));

/// One event in both sets.
struct Pair<'p> {
    name: &'p str,
    /// The sources of the second set.
    sources: &'p Sources,
    mask: &'p Mask,
    lines: Vec<Line>,
}

impl Pair<'_> {
    fn group(&self) -> GroupName {
        GroupName { event: self.mask.text(self.name).into_owned(), ..GroupName::default() }
    }

    fn compare(&mut self, before: &Node, after: &Node) {
        let mut open = vec![(String::new(), Way::of(self.mask.show()), before, after)];
        while let Some((pattern, way, before, after)) = open.pop() {
            self.kinds(&pattern, before, after);
            self.texts(&pattern, before, after);
            if let (Some(own), Some(other)) = (&before.objects, &after.objects) {
                let names: BTreeSet<&str> =
                    own.members.iter().chain(&other.members).map(|member| &*member.name).collect();
                for name in names {
                    let mut way = way;
                    let masked = way.step(name);
                    let shown = masked.as_deref().unwrap_or(name);
                    let below = format!("{pattern}/{}", shown.replace('~', "~0").replace('/', "~1"));
                    let of = |members: &'_ [Member]| members.iter().position(|member| *member.name == *name);
                    let one = of(&own.members).and_then(|place| own.members.get(place));
                    let two = of(&other.members).and_then(|place| other.members.get(place));
                    self.member(&below, (one, own.count), (two, other.count));
                    if let (Some(one), Some(two)) = (one, two) {
                        open.push((below, way, &one.node, &two.node));
                    }
                }
                if own.data.count > 0 && other.data.count > 0 {
                    open.push((format!("{pattern}/*"), way, &own.data, &other.data));
                }
            }
            if let (Some(own), Some(other)) = (&before.arrays, &after.arrays)
                && own.items.count > 0
                && other.items.count > 0
            {
                open.push((format!("{pattern}/*"), way, &own.items, &other.items));
            }
        }
    }

    /// Whether a member came, went, or may be absent now.
    fn member(&mut self, pattern: &str, before: (Option<&Member>, u64), after: (Option<&Member>, u64)) {
        let count = |member: Option<&Member>| member.map_or(0, |member| member.objects);
        let sides = ((count(before.0), before.1), (count(after.0), after.1));
        let nothing = Node::default();
        let node = after.0.map_or(&nothing, |member| &member.node);
        match sides {
            ((0, _), (found, _)) if found > 0 => self.tell(Departure::NewField, pattern, "", sides, node),
            ((found, _), (0, records)) if found > 0 && records > 0 => {
                self.tell(Departure::Gone, pattern, "", sides, node);
            }
            ((found, all), (less, records)) if found == all && all >= ENOUGH && less < records => {
                let absent = ((0, all), (records - less, records));
                self.tell(Departure::Missing, pattern, "", absent, node);
            }
            _ => {}
        }
    }

    /// Types that only the second set has.
    fn kinds(&mut self, pattern: &str, before: &Node, after: &Node) {
        for ((name, own), (_, other)) in kinds(before).into_iter().zip(kinds(after)) {
            if own == 0 && other > 0 && before.count > 0 {
                let sides = ((0, before.count), (other, after.count));
                match name {
                    "null" => self.tell(Departure::Null, pattern, "", sides, after),
                    // Where all were null, any type is the first one.
                    _ if before.nulls == before.count => {}
                    _ => self.tell(Departure::NewKind, pattern, name, sides, after),
                }
            }
        }
    }

    /// Texts of another form, and words that only the second set has.
    fn texts(&mut self, pattern: &str, before: &Node, after: &Node) {
        let (Some(own), Some(other)) = (&before.texts, &after.texts) else { return };
        let filled = other.count() - other.of(Form::Empty);
        if let Some(known) = form(own)
            && other.of(known) < filled
        {
            let all = own.count() - own.of(Form::Empty);
            let sides = ((0, all), (filled - other.of(known), filled));
            self.tell(Departure::Format, pattern, "", sides, after);
        }
        let (Some(words), Some(others)) = (own.values.sorted(), other.values.sorted()) else { return };
        if words.is_empty() {
            return;
        }
        for (word, seen) in others {
            if !words.iter().any(|(one, _)| *one == word) {
                let sides = ((0, before.count), (seen.count, after.count));
                let shown = format!("\"{}\"", self.mask.text(word));
                self.tell(Departure::NewValue, pattern, &shown, sides, after);
            }
        }
    }

    fn tell(&mut self, departure: Departure, pattern: &str, detail: &str, sides: Sides, node: &Node) {
        let (before, since) = sides;
        let was_always = before.0 == before.1;
        let severity = match departure {
            Departure::Gone if !was_always => Severity::Warning,
            _ => departure.severity(),
        };
        let trend = if tells(before, since) { Trend::Between { before, since } } else { Trend::TooFew };
        // When and where is known of a place, and of what is so at it only where it always is.
        let is_always = since.0 == node.count && departure != Departure::Missing;
        let seen = node.seen.filter(|_| is_always);
        let first = seen.map(|seen| seen.first);
        self.lines.push(Line {
            group: self.group(),
            departure,
            pattern: pattern.to_owned(),
            detail: detail.to_owned(),
            severity,
            found: since.0,
            records: since.1,
            days: Vec::new(),
            since: first.and_then(|stamp| stamp.time),
            place: first.map(|stamp| (self.sources.name(stamp.source).to_owned(), stamp.line)),
            column: None,
            until: seen.and_then(|seen| seen.last),
            goes_on: true,
            counts_before: Some(before),
            trend,
            example: None,
            reach: None,
        });
    }
}

/// How many values of each type there are.
fn kinds(node: &Node) -> [(&'static str, u64); 7] {
    let numbers = node.numbers.as_ref();
    [
        ("null", node.nulls),
        ("boolean", node.trues + node.falses),
        ("integer", numbers.map_or(0, |numbers| numbers.plain + numbers.whole)),
        ("number with decimals", numbers.map_or(0, |numbers| numbers.fractions)),
        ("string", node.texts.as_ref().map_or(0, |texts| texts.count())),
        ("array", node.arrays.as_ref().map_or(0, |arrays| arrays.count)),
        ("object", node.objects.as_ref().map_or(0, |objects| objects.count)),
    ]
}
