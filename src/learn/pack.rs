//! What was learnt as a pack: a manifest, one schema an event.

use std::collections::BTreeMap;

use serde_json::Value as Json;
use toml::{Table, Value as Toml};

use super::facts::{Presence, presence};
use super::learned::Learned;
use super::place::NamePlace;
use super::plan::SEPARATOR;
use super::schema::event_schema;
use super::state::Group;

impl Learned {
    /// The files of the pack, by their paths below its folder.
    #[must_use]
    pub fn files(&self, provider: &str) -> Vec<(String, String)> {
        let mut names = BTreeMap::new();
        let mut files = Vec::new();
        for event in &self.events {
            let path = path_of(&event.name, &mut names);
            let schema: Json = event_schema(&event.name, &event.group.root, &self.sources);
            files.push((path, format!("{schema:#}\n")));
        }
        let manifest = self.manifest(provider, &files);
        files.push((crate::packs::MANIFEST.to_owned(), manifest));
        files
    }

    fn manifest(&self, provider: &str, schemas: &[(String, String)]) -> String {
        let mut top = Table::new();
        let text = |text: &str| Toml::String(text.to_owned());
        top.insert("id".into(), text(provider));
        top.insert("name".into(), text(provider));
        top.insert("formats".into(), text("assert"));
        top.insert("version".into(), text("learned"));
        let records = self.records;
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
