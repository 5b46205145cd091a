//! Two sets of records held against each other, without a model: what was learnt of each.

use std::collections::BTreeSet;

use super::account::{Basis, Drift, GroupName, Line};
use super::departure::Departure;
use super::trend::{ENOUGH, Trend, tells};
use crate::finding::Severity;
use crate::learn::{Form, Learned, Member, Node, Plan, Sources, State, form};

/// How the second of two sets departs from the first, as a receiver of the first would see it.
///
/// Events are told apart in both by what names them in both together. Each line has the counts of both sides. What one side
/// lacks is a difference where, at the share of the other, it should have been seen there five times; else it is told with
/// the word that there are too few records.
#[must_use]
pub fn between(from: &State, to: &State) -> Drift {
    let mut both = from.clone();
    both.merge(to.clone());
    let places = Plan::of(&both).places();
    let (before, after) = (Learned::of(from, &places), Learned::of(to, &places));
    let mut drift =
        Drift { basis: Basis::Sets, unreadable: from.unreadable + to.unreadable, ..Drift::default() };
    let names: BTreeSet<&str> =
        before.events.iter().chain(&after.events).map(|event| event.name.as_str()).collect();
    for name in names {
        let of = |learned: &'_ Learned| learned.events.iter().position(|event| event.name == name);
        let own = of(&before).and_then(|place| before.events.get(place));
        let other = of(&after).and_then(|place| after.events.get(place));
        let mut pair = Pair { name, sources: &after.sources, lines: Vec::new() };
        match (own, other) {
            (Some(own), Some(other)) => {
                let records = own.group.records.min(other.group.records);
                drift.events.insert(pair.group(), records);
                pair.compare(&own.group.root, &other.group.root);
            }
            (Some(own), None) => {
                let sides = ((own.group.records, before.records), (0, after.records));
                pair.tell(Departure::Gone, "", "event", sides, &Node::default());
            }
            (None, Some(other)) => {
                let sides = ((0, before.records), (other.group.records, after.records));
                pair.tell(Departure::NewEvent, "", "", sides, &other.group.root);
            }
            (None, None) => {}
        }
        drift.lines.append(&mut pair.lines);
    }
    drift.sort();
    drift
}

/// In how many of how many, of each set.
type Sides = ((u64, u64), (u64, u64));

/// One event in both sets.
struct Pair<'p> {
    name: &'p str,
    /// The sources of the second set.
    sources: &'p Sources,
    lines: Vec<Line>,
}

impl Pair<'_> {
    fn group(&self) -> GroupName {
        GroupName { event: self.name.to_owned(), ..GroupName::default() }
    }

    fn compare(&mut self, before: &Node, after: &Node) {
        let mut open = vec![(String::new(), before, after)];
        while let Some((pattern, before, after)) = open.pop() {
            self.kinds(&pattern, before, after);
            self.texts(&pattern, before, after);
            if let (Some(own), Some(other)) = (&before.objects, &after.objects) {
                let names: BTreeSet<&str> =
                    own.members.iter().chain(&other.members).map(|member| &*member.name).collect();
                for name in names {
                    let below = format!("{pattern}/{}", name.replace('~', "~0").replace('/', "~1"));
                    let of = |members: &'_ [Member]| members.iter().position(|member| *member.name == *name);
                    let one = of(&own.members).and_then(|place| own.members.get(place));
                    let two = of(&other.members).and_then(|place| other.members.get(place));
                    self.member(&below, (one, own.count), (two, other.count));
                    if let (Some(one), Some(two)) = (one, two) {
                        open.push((below, &one.node, &two.node));
                    }
                }
                if own.data.count > 0 && other.data.count > 0 {
                    open.push((format!("{pattern}/*"), &own.data, &other.data));
                }
            }
            if let (Some(own), Some(other)) = (&before.arrays, &after.arrays)
                && own.items.count > 0
                && other.items.count > 0
            {
                open.push((format!("{pattern}/*"), &own.items, &other.items));
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
                self.tell(Departure::NewValue, pattern, &format!("\"{word}\""), sides, after);
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
