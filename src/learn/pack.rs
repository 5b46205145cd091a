//! What was learnt as a pack: a manifest, one schema an event.

use std::collections::BTreeMap;

use serde_json::Value as Json;
use toml::{Table, Value as Toml};

use super::facts::{Presence, presence};
use super::learned::{Learned, LearnedEvent};
use super::place::NamePlace;
use super::plan::SEPARATOR;
use super::roles::Roles;
use super::schema::event_schema;
use super::shapes::{Class, base};
use super::state::Group;
use crate::packs::{MANIFEST, file_names};

impl Learned {
    /// The files of the pack, by their paths below its folder. The events of which one is `known` keep their paths.
    #[must_use]
    pub fn files(&self, provider: &str, known: &BTreeMap<String, String>) -> Vec<(String, String)> {
        let stem = |path: &String| Some(path.strip_prefix("events/")?.strip_suffix(".json")?.to_lowercase());
        let new = self.events.iter().map(|event| event.name.as_str());
        let stems = file_names(
            new.filter(|name| !known.contains_key(*name)),
            known.values().filter_map(stem).collect(),
        );
        let mut files = Vec::new();
        for event in &self.events {
            let path = known.get(&event.name).cloned().unwrap_or_else(|| {
                format!("events/{}.json", stems.get(event.name.as_str()).map_or("", String::as_str))
            });
            let schema: Json = event_schema(&event.name, &event.group.root, &self.sources);
            files.push((path, format!("{schema:#}\n")));
        }
        let manifest = self.manifest(provider, &files);
        files.push((MANIFEST.to_owned(), manifest));
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
        let classes = self.classes();
        let events = self.events.iter().zip(schemas).map(|(event, (path, _))| {
            let mut table = Table::new();
            table.insert("name".into(), text(&event.name));
            table.insert("schema".into(), text(path));
            table.extend(event.grounds());
            // A header proves nothing until the body agrees.
            if self.places.is_empty() || self.is_beside_body() {
                table.insert("shapes".into(), Toml::Array(vec![shape(&event.group)]));
            } else if let Some(classes) = &classes {
                table.extend(self.told_by_keys(event, classes).map(|shape| ("shapes".to_owned(), shape)));
            }
            Toml::Table(table)
        });
        top.insert("event".into(), Toml::Array(events.collect()));
        toml::to_string(&top).unwrap_or_default()
    }

    /// Whether something beside the body names events.
    fn is_beside_body(&self) -> bool {
        let is = |place: &NamePlace| matches!(place, NamePlace::Header(_) | NamePlace::Segment(_));
        self.places.iter().any(|places| places.first().is_some_and(is))
    }

    /// The events that the members at the top tell, by the part of their names that says so.
    fn classes(&self) -> Option<BTreeMap<&str, Class>> {
        self.places.iter().find(|places| places.first() == Some(&NamePlace::Keys))?;
        let mut classes: BTreeMap<&str, Class> = BTreeMap::new();
        for event in &self.events {
            classes.entry(base(&event.name)).or_default().add(&event.group);
        }
        Some(classes)
    }

    /// The keys that tell one of those events, and the words of the member that refines it.
    fn told_by_keys(&self, event: &LearnedEvent, classes: &BTreeMap<&str, Class>) -> Option<Toml> {
        let base = base(&event.name);
        let others: Vec<&Class> =
            classes.iter().filter(|(name, _)| **name != base).map(|(_, class)| class).collect();
        let class = classes.get(base)?;
        let mut all = class.telling(&others);
        let mut none = class.excluded(&all, &others);
        let refining = self.places.iter().flatten().find_map(|place| match place {
            NamePlace::Body(steps) => steps.first(),
            NamePlace::Header(_) | NamePlace::Keys | NamePlace::Segment(_) => None,
        });
        let word = event.name.strip_prefix(base).and_then(|rest| rest.strip_prefix(SEPARATOR));
        let mut words = Table::new();
        match (refining, word) {
            (Some(member), Some(word)) => {
                all.push(member.clone());
                words.insert(member.clone(), Toml::Array(vec![Toml::String(word.to_owned())]));
            }
            (Some(member), None) => none.extend([member.clone()]),
            (None, _) => {}
        }
        if all.is_empty() {
            return Some(Toml::Array(vec![shape(&event.group)]));
        }
        let texts = |texts: Vec<String>| Toml::Array(texts.into_iter().map(Toml::String).collect());
        let mut table = Table::new();
        table.insert("all".into(), texts(all));
        if !none.is_empty() {
            table.insert("none".into(), texts(none.into_iter().collect()));
        }
        if !words.is_empty() {
            table.insert("words".into(), Toml::Table(words));
        }
        Some(Toml::Array(vec![Toml::Table(table)]))
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
            [NamePlace::Keys, ..] => vec![table(&[("keys", Toml::Boolean(true))])],
            [NamePlace::Segment(_), ..] | [] => Vec::new(),
        });
        let keys = table(&[("keys", Toml::Boolean(true))]);
        signals.chain(self.is_beside_body().then_some(keys)).collect()
    }

    /// The members at the top that all payloads of all events have, but for that of the name.
    fn envelope(&self) -> Vec<String> {
        let of_name = |name: &String| {
            self.places.iter().flatten().any(|place| match place {
                NamePlace::Body(steps) => steps.first() == Some(name),
                NamePlace::Header(_) | NamePlace::Keys | NamePlace::Segment(_) => false,
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

impl LearnedEvent {
    /// What a manifest says of an event beside its name: what that rests on, and which members are its time and its id.
    #[must_use]
    pub fn grounds(&self) -> Table {
        let text = |text: &str| Toml::String(text.to_owned());
        let mut table = Table::new();
        table.insert("provenance".into(), text("seen"));
        let records = self.group.records;
        let payloads = if records == 1 { "payload" } else { "payloads" };
        table.insert("evidence".into(), text(&format!("learned from {records} {payloads}")));
        let Roles { time, id } = Roles::of(&self.group);
        let fields: Table = [("id", id), ("time", time)]
            .into_iter()
            .filter_map(|(key, steps)| Some((key.to_owned(), text(&NamePlace::Body(steps?).to_string()))))
            .collect();
        if !fields.is_empty() {
            table.insert("summary-fields".into(), Toml::Table(fields));
        }
        table
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
