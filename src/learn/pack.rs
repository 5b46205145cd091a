//! What was learnt as a pack: a manifest, one schema an event.

use std::collections::BTreeMap;

use serde_json::Value as Json;
use toml::{Table, Value as Toml};

use super::facts::{Presence, presence};
use super::place::{NamePlace, Said};
use super::plan::SEPARATOR;
use super::schema::event_schema;
use super::state::{Group, State};

/// An event that was found.
#[derive(Debug, Clone)]
pub struct LearnedEvent {
    /// Its name.
    pub name: String,
    /// What was seen of it.
    pub group: Group,
}

/// What was learnt of a provider, by event.
#[derive(Debug, Clone)]
pub struct Learned {
    /// Where deliveries name their event: in each of these places, of two the second one refines what the first one says.
    /// Nowhere where all are one event.
    pub places: Vec<Vec<NamePlace>>,
    /// The events, by name.
    pub events: Vec<LearnedEvent>,
    /// What names no event in that place.
    pub unmatched: Option<Group>,
}

/// The name of the only event where deliveries name none.
const ONLY: &str = "delivery";

impl Learned {
    /// Groups what was learnt by what stands in these places.
    #[must_use]
    pub fn of(state: &State, places: &[Vec<NamePlace>]) -> Self {
        let mut events: BTreeMap<String, Group> = BTreeMap::new();
        let mut unmatched: Option<Group> = None;
        for (key, group) in &state.groups {
            let own = match name_of(key, places) {
                Some(name) => events.entry(name).or_default(),
                None => unmatched.get_or_insert_default(),
            };
            own.merge(group.clone(), &[], &state.sources);
        }
        for (name, group) in &mut events {
            group.root.scrub(name, &state.sources);
        }
        if let Some(group) = &mut unmatched {
            group.root.scrub("", &state.sources);
        }
        let events = events.into_iter().map(|(name, group)| LearnedEvent { name, group }).collect();
        Self { places: places.to_vec(), events, unmatched }
    }

    /// The files of the pack, by their paths below its folder.
    #[must_use]
    pub fn files(&self, state: &State, provider: &str) -> Vec<(String, String)> {
        let mut names = BTreeMap::new();
        let mut files = Vec::new();
        for event in &self.events {
            let path = path_of(&event.name, &mut names);
            let schema: Json = event_schema(&event.name, &event.group.root, &state.sources);
            files.push((path, format!("{schema:#}\n")));
        }
        let manifest = self.manifest(state, provider, &files);
        files.push((crate::packs::MANIFEST.to_owned(), manifest));
        files
    }

    fn manifest(&self, state: &State, provider: &str, schemas: &[(String, String)]) -> String {
        let mut top = Table::new();
        let text = |text: &str| Toml::String(text.to_owned());
        top.insert("id".into(), text(provider));
        top.insert("name".into(), text(provider));
        top.insert("formats".into(), text("assert"));
        top.insert("version".into(), text("learned"));
        let records = state.records;
        top.insert("sources".into(), text(&format!("learned from {records} captured payloads")));
        top.insert("signals".into(), Toml::Array(self.signals()));
        let envelope = self.envelope();
        let needs = |count: usize| Toml::Integer(i64::try_from(count).unwrap_or(i64::MAX));
        let mut table = Table::new();
        table.insert("known-needs".into(), needs(envelope.len().div_ceil(2)));
        table.insert("unknown-needs".into(), needs(envelope.len()));
        table.insert("members".into(), Toml::Array(envelope.iter().map(|name| text(name)).collect()));
        top.insert("envelope".into(), Toml::Table(table));
        let events = self.events.iter().zip(schemas).map(|(event, (path, _))| {
            let mut table = Table::new();
            table.insert("name".into(), text(&event.name));
            table.insert("schema".into(), text(path));
            table.insert("provenance".into(), text("seen"));
            let records = event.group.records;
            let payloads = if records == 1 { "payload" } else { "payloads" };
            table.insert("evidence".into(), text(&format!("learned from {records} {payloads}")));
            if self.places.is_empty() {
                table.insert("shapes".into(), Toml::Array(vec![shape(&event.group)]));
            }
            Toml::Table(table)
        });
        top.insert("event".into(), Toml::Array(events.collect()));
        toml::to_string(&top).unwrap_or_default()
    }

    /// Where deliveries name their event, as a manifest says it.
    fn signals(&self) -> Vec<Toml> {
        let table = |pairs: &[(&str, Toml)]| {
            Toml::Table(pairs.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect())
        };
        let path = |steps: &[String]| Toml::String(NamePlace::Body(steps.to_vec()).to_string());
        let separator = ("separator", Toml::String(SEPARATOR.to_owned()));
        let header = |name: &str| Toml::String(name.to_owned());
        if self.places.is_empty() {
            return vec![table(&[("keys", Toml::Boolean(true))])];
        }
        let signals = self.places.iter().flat_map(|places| match places.as_slice() {
            [NamePlace::Header(name), NamePlace::Body(steps), ..] => {
                vec![table(&[("header", header(name)), ("path", path(steps)), separator.clone()])]
            }
            [NamePlace::Header(name), ..] => vec![table(&[("header", header(name))])],
            [NamePlace::Body(first), NamePlace::Body(second), ..] => {
                let both = Toml::Array(vec![path(first), path(second)]);
                vec![table(&[("paths", both), separator.clone()]), table(&[("path", path(first))])]
            }
            [NamePlace::Body(steps), ..] => vec![table(&[("path", path(steps))])],
            [] => Vec::new(),
        });
        signals.collect()
    }

    /// The members at the top that all payloads of all events have, but for that of the name.
    fn envelope(&self) -> Vec<String> {
        let of_name = |name: &String| {
            self.places.iter().flatten().any(|place| match place {
                NamePlace::Body(steps) => steps.first() == Some(name),
                NamePlace::Header(_) => false,
            })
        };
        let always = |group: &Group| -> Vec<String> {
            let Some(objects) = &group.root.objects else { return Vec::new() };
            let always = objects.by_name().into_iter().filter(|member| member.objects == objects.count);
            always.map(|member| member.name.to_string()).collect()
        };
        let Some((first, rest)) = self.events.split_first() else { return Vec::new() };
        let mut common = always(&first.group);
        for event in rest {
            let own = always(&event.group);
            common.retain(|name| own.contains(name));
        }
        common.retain(|name| !of_name(name));
        common
    }
}

/// The keys that tell the only event.
fn shape(group: &Group) -> Toml {
    let objects = group.root.objects.as_deref();
    let members = |wanted: &[Presence]| -> Vec<Toml> {
        let Some(objects) = objects else { return Vec::new() };
        let members = objects.by_name().into_iter().filter(|one| wanted.contains(&presence(one, objects)));
        members.map(|member| Toml::String(member.name.to_string())).collect()
    };
    let always = members(&[Presence::Required, Presence::Usual]);
    let mut shape = Table::new();
    if always.is_empty() {
        let any = members(&[Presence::Optional]);
        shape.insert("at-least".into(), Toml::Integer(1));
        shape.insert("any".into(), Toml::Array(any));
    } else {
        shape.insert("all".into(), Toml::Array(always));
    }
    Toml::Table(shape)
}

/// The name of the event of a group: what stands in the first of these places that says something.
fn name_of(key: &str, places: &[Vec<NamePlace>]) -> Option<String> {
    if places.is_empty() {
        return Some(ONLY.to_owned());
    }
    let at = |place: &NamePlace| {
        let place = place.to_string();
        Said::read(key).find(|said| said.place == place).map(|said| said.text)
    };
    places.iter().find_map(|places| {
        let (first, rest) = places.split_first()?;
        let mut name = at(first)?;
        for part in rest.iter().filter_map(at) {
            name.push_str(SEPARATOR);
            name.push_str(&part);
        }
        Some(name)
    })
}

/// A path for the schema of an event that any file system takes, and no other event has.
fn path_of(name: &str, taken: &mut BTreeMap<String, usize>) -> String {
    let plain =
        |sign: char| if sign.is_ascii_alphanumeric() || matches!(sign, '.' | '_' | '-') { sign } else { '-' };
    let stem: String = name.chars().map(plain).collect();
    let stem = stem.trim_start_matches('.');
    // File systems may take upper and lower case for one.
    let count = taken.entry(stem.to_lowercase()).or_default();
    *count += 1;
    match *count {
        1 => format!("events/{stem}.json"),
        number => format!("events/{stem}-{number}.json"),
    }
}
