//! By what the events of a pack are told: where their bodies hold their names, and which keys each has.

use std::collections::{BTreeMap, HashSet};
use std::rc::Rc;

use super::discover::Found;
use super::schema::{Reader, SchemaId};
use super::shape::{Shape, Shapes};
use crate::json::{JsonKind, Value};
use crate::model::simplified;

/// An event with its schema read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Described<'f> {
    pub(super) found: &'f Found,
    pub(super) schema: Option<SchemaId>,
}

/// What tells the events of a pack.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Telling {
    /// The members whose texts make up an event's name; none where only keys tell.
    pub(super) paths: Vec<Vec<String>>,
    /// How that was concluded: `constants at type, in 17 of 17 events`.
    pub(super) rule: String,
    /// The name of each event, as the body spells it where it does.
    pub(super) names: Vec<String>,
    /// The keys that every event requires.
    pub(super) envelope: Vec<String>,
    /// The keys that tell each event.
    pub(super) keys: Vec<Keys>,
}

impl Telling {
    /// The same of the whole delivery, where what was concluded is of a part of it.
    pub(super) fn below(&mut self, root: &[&str]) {
        for path in &mut self.paths {
            path.splice(0..0, root.iter().map(|step| (*step).to_owned()));
        }
        self.envelope.clear();
        self.keys.clear();
    }
}

/// The keys that tell an event.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Keys {
    pub(super) all: Vec<String>,
    pub(super) any: Vec<String>,
    pub(super) at_least: usize,
    pub(super) none: Vec<String>,
    /// Members with the only texts they hold.
    pub(super) words: Vec<(String, Vec<String>)>,
}

/// What one event says of its name at one path, and how it says it: the lower, the firmer.
type Said = (u8, String);

const HOW: [&str; 5] =
    ["constants", "vendor extensions", "values shared by all events", "examples", "words in descriptions"];

/// How many levels below the body a name is looked for.
const MOST_LEVELS: usize = 3;

/// How much of a pack a rule has to cover, in percent.
const ENOUGH: usize = 90;

/// Where a path holds the keys of the document and nothing else: how much of the events with samples it has to cover, in
/// percent, and how many events at least. Samples are copied from one event to the next.
const ENOUGH_SAMPLES: usize = 60;
const FEWEST_SAMPLES: usize = 5;

/// What members that hold the names of events are usually called.
const USUAL: [&str; 5] = ["type", "event", "event_type", "eventType", "topic"];

/// Concludes by what the events are told.
pub(super) fn tell(reader: &Reader, events: &[Described<'_>]) -> Telling {
    let known = Shapes::new(reader);
    let tops: Vec<Option<Rc<Shape>>> =
        events.iter().map(|event| event.schema.map(|id| known.of(id))).collect();
    let mut paths: BTreeMap<String, BTreeMap<usize, Said>> = BTreeMap::new();
    for (place, event) in events.iter().enumerate() {
        for (path, said) in sayings(reader, &known, event) {
            let known = paths.entry(path).or_default().entry(place).or_insert_with(|| said.clone());
            if said.0 < known.0 {
                *known = said;
            }
        }
    }
    let mut telling =
        Telling { names: events.iter().map(|event| bare(&event.found.key)).collect(), ..Telling::default() };
    let sampled = events.iter().filter(|event| !event.found.samples.is_empty()).count();
    let says_key = |(place, (_, value)): (&usize, &Said)| {
        events.get(*place).is_some_and(|event| simplified(&event.found.key) == simplified(value))
    };
    let covers = |said: &BTreeMap<usize, Said>| {
        said.len() * 100 >= events.len() * ENOUGH
            || (said.len() >= FEWEST_SAMPLES
                && said.len() * 100 >= sampled * ENOUGH_SAMPLES
                && said.len() * 2 >= events.len()
                && said.iter().all(says_key))
    };
    let distinct = |said: &BTreeMap<usize, Said>| {
        let values: HashSet<&str> = said.values().map(|(_, value)| value.as_str()).collect();
        values.len() * 100 >= said.len() * ENOUGH
    };
    let rank = |path: &str, said: &BTreeMap<usize, Said>| {
        let how: usize = said.values().map(|(how, _)| usize::from(*how)).sum();
        let in_list = path.split('.').any(|step| step == "*");
        let says_other = !said.iter().all(says_key);
        let unusual = !path.rsplit('.').next().is_some_and(|last| USUAL.contains(&last));
        (
            in_list,
            says_other,
            how / said.len().max(1),
            unusual,
            path.matches('.').count(),
            usize::MAX - said.len(),
        )
    };
    let several = events.len() > 1;
    let single = paths
        .iter()
        .filter(|(_, said)| {
            covers(said) && (distinct(said) && (several || said.values().all(|(how, _)| *how < 2)))
        })
        .min_by_key(|(path, said)| (rank(path, said), (*path).clone()));
    if let Some((path, said)) = single {
        telling.paths = vec![steps(path)];
        telling.rule = rule(path, said, events.len());
        for (place, (_, value)) in said {
            if let Some(name) = telling.names.get_mut(*place) {
                name.clone_from(value);
            }
        }
    } else if let Some((one, other)) = pair(&paths, events.len()) {
        let (first, second) = (paths.get(one), paths.get(other));
        telling.paths = vec![steps(one), steps(other)];
        telling.rule = format!("values at {one} and {other} together");
        for (place, name) in telling.names.iter_mut().enumerate() {
            if let (Some((_, one)), Some((_, other))) =
                (first.and_then(|said| said.get(&place)), second.and_then(|said| said.get(&place)))
            {
                *name = format!("{one}.{other}");
            }
        }
    }
    if telling.paths.is_empty()
        && let Some(path) = free_text(reader, &known, events)
    {
        telling.rule =
            format!("the only free text that is called so at {path}, in the schema that the events share");
        telling.paths = vec![steps(&path)];
        for (name, event) in telling.names.iter_mut().zip(events) {
            let spelled =
                event.found.vendor.iter().find(|vendor| simplified(&vendor.value) == simplified(name));
            if let Some(vendor) = spelled {
                name.clone_from(&vendor.value);
            }
        }
    }
    let shapes: Vec<&Shape> = tops.iter().flatten().map(Rc::as_ref).collect();
    telling.envelope = envelope(&shapes, telling.paths.first());
    telling.keys = tops
        .iter()
        .map(|top| top.as_ref().map(|top| keys(&known, top, &shapes)).unwrap_or_default())
        .collect();
    telling
}

/// Where nearly all events have one schema, the member in it that is called as names usually are and may be any text: nothing
/// else could tell them.
fn free_text(reader: &Reader, shapes: &Shapes<'_>, events: &[Described<'_>]) -> Option<String> {
    let own = |event: &Described<'_>| event.schema.and_then(|id| reader.follow(id));
    let shared = |one: SchemaId| events.iter().filter(|event| own(event) == Some(one)).count();
    let one = events.iter().take(2).filter_map(own).max_by_key(|one| shared(*one))?;
    if events.len() < 2 || shared(one) * 100 < events.len() * ENOUGH {
        return None;
    }
    let mut free = Vec::new();
    for (name, parts) in &shapes.of(one).properties {
        let member = shapes.of_parts(parts);
        let below = member.properties.iter().map(|(inner, parts)| (format!("{name}.{inner}"), parts));
        for (path, parts) in std::iter::once((name.clone(), parts)).chain(below) {
            let member = shapes.of_parts(parts);
            let words = [&member.title, &member.description];
            let is_constant = words.iter().any(|text| text.as_deref().and_then(backticked).is_some());
            let usual = path.rsplit('.').next().is_some_and(|last| USUAL.contains(&last));
            if usual && member.types == ["string"] && member.values.is_empty() && !is_constant {
                free.push(path);
            }
        }
    }
    match free.as_slice() {
        [path] => Some(path.clone()),
        _ => None,
    }
}

/// A key as a name: where a document has paths for keys, the last and only step.
fn bare(key: &str) -> String {
    match key.strip_prefix('/') {
        Some(rest) if !rest.is_empty() && !rest.contains('/') => rest.to_owned(),
        _ => key.to_owned(),
    }
}

fn rule(path: &str, said: &BTreeMap<usize, Said>, events: usize) -> String {
    let worst = said.values().map(|(how, _)| usize::from(*how)).max().unwrap_or(0);
    let how = HOW.get(worst).copied().unwrap_or_default();
    format!("{how} at {path}, in {} of {events} events", said.len())
}

fn steps(path: &str) -> Vec<String> {
    path.split('.').map(str::to_owned).collect()
}

/// Two paths whose values together tell the events.
fn pair(paths: &BTreeMap<String, BTreeMap<usize, Said>>, events: usize) -> Option<(&String, &String)> {
    let wide: Vec<_> = paths.iter().filter(|(_, said)| said.len() * 100 >= events * ENOUGH).collect();
    for (index, (one, first)) in wide.iter().enumerate() {
        for (other, second) in wide.iter().skip(index + 1) {
            let pairs: HashSet<(&str, &str)> = first
                .iter()
                .filter_map(|(place, (_, value))| Some((value.as_str(), second.get(place)?.1.as_str())))
                .collect();
            if events > 1 && pairs.len() * 100 >= events * ENOUGH {
                let varied = |said: &BTreeMap<usize, Said>| {
                    said.values().map(|(_, value)| value).collect::<HashSet<_>>().len()
                };
                // The coarser one comes first, as a kind before its case.
                return Some(if varied(first) <= varied(second) { (one, other) } else { (other, one) });
            }
        }
    }
    None
}

/// What an event says of its name at each path of its body.
fn sayings(reader: &Reader, shapes: &Shapes<'_>, event: &Described<'_>) -> Vec<(String, Said)> {
    let mut sayings = Vec::new();
    let key = simplified(&event.found.key);
    for vendor in &event.found.vendor {
        if let Some(path) = &vendor.path {
            sayings.push((path.clone(), (1, vendor.value.clone())));
        }
    }
    let wanted: Vec<String> = std::iter::once(key.clone())
        .chain(event.found.vendor.iter().map(|vendor| simplified(&vendor.value)))
        .collect();
    if let Some(id) = event.schema {
        let mut said = Vec::new();
        below(shapes, &[(id, true)], "", 1, &wanted, &mut said);
        // Of several events in one schema it says the same of each.
        said.retain(|(path, _)| !event.found.vendor.iter().any(|vendor| vendor.path.as_ref() == Some(path)));
        sayings.extend(said);
    }
    for sample in event.found.samples.iter().take(3) {
        in_sample(reader.value(*sample), "", 1, &wanted, &mut sayings);
    }
    sayings
}

/// Recurses on a few levels of a schema.
fn below(
    shapes: &Shapes<'_>,
    parts: &[(SchemaId, bool)],
    prefix: &str,
    level: usize,
    wanted: &[String],
    sayings: &mut Vec<(String, Said)>,
) {
    let own = shapes.of_parts(parts);
    for (name, parts) in &own.properties {
        if name.contains('.') || name == "*" {
            continue;
        }
        let path = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
        let inner = shapes.of_parts(parts);
        let is_key = |value: &&String| wanted.contains(&simplified(value));
        if let [one] = inner.values.as_slice() {
            sayings.push((path.clone(), (0, one.clone())));
        } else if let Some(one) = inner.values.iter().find(is_key) {
            sayings.push((path.clone(), (2, one.clone())));
        } else if let Some(one) = inner.examples.iter().find(is_key) {
            sayings.push((path.clone(), (3, one.clone())));
        } else if inner.types == ["string"]
            && let Some(one) = inner.description.as_deref().and_then(backticked)
        {
            sayings.push((path.clone(), (4, one)));
        }
        if level < MOST_LEVELS && !inner.properties.is_empty() {
            below(shapes, parts, &path, level + 1, wanted, sayings);
        }
        if level < MOST_LEVELS
            && let Some(items) = inner.items
        {
            below(shapes, &[(items, true)], &format!("{path}.*"), level + 1, wanted, sayings);
        }
    }
}

/// Recurses on a few levels of a sample.
fn in_sample(
    value: Value<'_>,
    prefix: &str,
    level: usize,
    wanted: &[String],
    sayings: &mut Vec<(String, Said)>,
) {
    for (key, member) in value.members() {
        let Some(name) = key.text().filter(|name| !name.contains('.') && name != "*") else { continue };
        let path = if prefix.is_empty() { name.into_owned() } else { format!("{prefix}.{name}") };
        match member.kind() {
            JsonKind::String => {
                let text = member.text().unwrap_or_default();
                if wanted.contains(&simplified(&text)) {
                    sayings.push((path, (3, text.into_owned())));
                }
            }
            JsonKind::Object if level < MOST_LEVELS => in_sample(member, &path, level + 1, wanted, sayings),
            JsonKind::Array if level < MOST_LEVELS => {
                for item in member.items().take(1) {
                    in_sample(item, &format!("{path}.*"), level + 1, wanted, sayings);
                }
            }
            _ => {}
        }
    }
}

/// The one word in backticks of a description.
fn backticked(description: &str) -> Option<String> {
    let mut words = description.split('`').skip(1).step_by(2);
    match (words.next(), words.next()) {
        (Some(word), None) if !word.is_empty() && !word.contains(char::is_whitespace) => {
            Some(word.to_owned())
        }
        _ => None,
    }
}

/// The keys that every event requires, but for that of the name.
fn envelope(shapes: &[&Shape], name: Option<&Vec<String>>) -> Vec<String> {
    let Some((first, rest)) = shapes.split_first() else { return Vec::new() };
    let named = name.and_then(|path| path.first());
    let everywhere = |key: &&String| rest.iter().all(|shape| shape.required.contains(key));
    first.required.iter().filter(everywhere).filter(|key| Some(*key) != named).cloned().collect()
}

/// The keys that tell one event from the others.
fn keys(known: &Shapes<'_>, own: &Shape, shapes: &[&Shape]) -> Keys {
    let frequency = |key: &String| shapes.iter().filter(|shape| shape.required.contains(key)).count();
    let mut required = own.required.clone();
    required.sort_by_key(frequency);
    let mut keys = Keys::default();
    for (name, parts) in &own.properties {
        let values = known.of_parts(parts).values.clone();
        if !values.is_empty() && values.len() <= 16 && own.required.contains(name) {
            keys.words.push((name.clone(), values));
        }
    }
    keys.all = keys.words.iter().map(|(name, _)| name.clone()).collect();
    for key in &required {
        if keys.all.len() < keys.words.len() + 2 && !keys.all.contains(key) {
            keys.all.push(key.clone());
        }
    }
    keys.any = required.into_iter().filter(|key| !keys.all.contains(key)).collect();
    keys.at_least = (keys.any.len() * 3).div_ceil(5);
    let declared = |key: &String| own.properties.iter().any(|(name, _)| name == key);
    let mut foreign: Vec<String> = shapes
        .iter()
        .flat_map(|shape| shape.required.iter())
        .filter(|key| !declared(key) && !own.required.contains(key))
        .cloned()
        .collect();
    foreign.sort();
    foreign.dedup();
    keys.none = foreign;
    if keys.all.is_empty() {
        keys.any = own.properties.iter().map(|(name, _)| name.clone()).collect();
        keys.at_least = keys.any.len().div_ceil(2);
    }
    keys
}
