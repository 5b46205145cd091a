//! What was learnt of an event as JSON Schema 2020-12, with the evidence for each fact.

use serde_json::{Map, Value as Json, json};

use super::facts::{Presence, form, is_integer, is_map, kind_of, known_values, presence, sensitivity};
use super::form::Form;
use super::scalars::Texts;
use super::stamp::Sources;
use super::time::to_the_minute;
use super::tree::{Member, Node, Objects};
use crate::model::{OR_EMPTY, Sensitivity};

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The schema of an event's payloads.
#[must_use]
pub fn event_schema(name: &str, root: &Node, sources: &Sources) -> Json {
    let mut schema = Map::new();
    schema.insert("$schema".into(), json!(DIALECT));
    schema.insert("title".into(), json!(name));
    Writer { sources }.node(root, "", &mut schema);
    Json::Object(schema)
}

struct Writer<'s> {
    sources: &'s Sources,
}

impl Writer<'_> {
    /// What a place holds. Recurses on the levels that were looked into, so many at most.
    fn node(&self, node: &Node, name: &str, schema: &mut Map<String, Json>) {
        let types = types(node, name);
        match types.as_slice() {
            [] => {}
            [one] => {
                schema.insert("type".into(), json!(one));
            }
            several => {
                schema.insert("type".into(), json!(several));
            }
        }
        if let Some(texts) = &node.texts {
            said_form(texts, schema);
        }
        if let Some(arrays) = &node.arrays
            && arrays.items.count > 0
        {
            let mut items = Map::new();
            self.node(&arrays.items, name, &mut items);
            schema.insert("items".into(), Json::Object(items));
        }
        if let Some(objects) = &node.objects {
            self.objects(objects, schema);
        }
        if let Some((known, _)) = known_values(node, name) {
            let words: Vec<&str> = known.iter().map(|(word, _)| *word).collect();
            schema.insert("examples".into(), json!(words));
            let listed: u64 = known.iter().map(|(_, count)| count).sum();
            let filled = node.texts.as_ref().map_or(0, |texts| texts.count() - texts.of(Form::Empty));
            // Where rare words came too, nobody can say that another one is new.
            if listed == filled {
                // An empty text is a value that came too.
                let has_empty = node.texts.as_ref().is_some_and(|texts| texts.of(Form::Empty) > 0);
                let closed: Vec<&str> = has_empty.then_some("").into_iter().chain(words).collect();
                schema.insert("x-known-values".into(), json!(closed));
            }
        }
        if let Some(level) = sensitivity(node, name).and_then(Sensitivity::name) {
            schema.insert("x-sensitivity".into(), json!(level));
        }
    }

    fn objects(&self, objects: &Objects, schema: &mut Map<String, Json>) {
        let members = objects.in_order();
        if is_map(objects) {
            let mut data = objects.clone();
            data.collapse(self.sources);
            return self.data(&data.data, schema);
        }
        if !members.is_empty() {
            let member = |member: &&Member| (member.name.to_string(), self.member(member, objects));
            schema.insert("properties".into(), Json::Object(members.iter().map(member).collect()));
            let required: Vec<&str> = members
                .iter()
                .filter(|member| presence(member, objects) == Presence::Required)
                .map(|member| &*member.name)
                .collect();
            if !required.is_empty() {
                schema.insert("required".into(), json!(required));
            }
            super::unions::tell(objects, schema);
        }
        if objects.data.count > 0 {
            self.data(&objects.data, schema);
        }
    }

    /// The values of members whose names are data.
    fn data(&self, data: &Node, schema: &mut Map<String, Json>) {
        let mut values = Map::new();
        self.node(data, "", &mut values);
        values.insert("x-learned".into(), json!(self.evidence(data, "")));
        schema.insert("additionalProperties".into(), Json::Object(values));
    }

    fn member(&self, member: &Member, objects: &Objects) -> Json {
        let (node, mut schema) = (&member.node, Map::new());
        self.node(node, &member.name, &mut schema);
        schema.insert("description".into(), json!(words(member, objects)));
        if presence(member, objects) == Presence::Usual {
            schema.insert("x-presence".into(), json!("usual"));
        }
        schema.insert("x-provenance".into(), json!("seen"));
        schema.insert("x-learned".into(), json!(self.evidence(node, &member.name)));
        Json::Object(schema)
    }

    /// What a fact rests on, in one line: counts, and the first place.
    fn evidence(&self, node: &Node, name: &str) -> String {
        let mut parts = vec![listed(kinds(node))];
        if let Some(texts) = &node.texts {
            let forms = Form::ALL.into_iter().map(|form| (form.name(), texts.of(form)));
            parts.push(format!("texts: {}", listed(forms)));
            if texts.longest > 0 {
                parts.push(format!("{} to {} characters", texts.shortest, texts.longest));
            }
        }
        if let Some(numbers) = &node.numbers {
            let counts = [
                ("digits", u64::from(numbers.digits)),
                ("decimal places", u64::from(numbers.places)),
                ("below zero", numbers.negative),
                ("beyond a double", numbers.beyond_double),
            ];
            parts.push(format!("numbers: {}", listed(counts)));
        }
        if let Some(arrays) = &node.arrays {
            parts.push(format!("arrays: {} empty, up to {} items", arrays.empty, arrays.longest));
        }
        if let Some(objects) = node.objects.as_ref().filter(|objects| objects.empty > 0) {
            parts.push(format!("objects: {} empty", objects.empty));
        }
        if let Some((known, chance)) = known_values(node, name) {
            let known = listed(known);
            parts.push(format!("values: {known}, a new one in {:.2} %", chance * 100.0));
        }
        if let Some(seen) = node.seen {
            let place = format!("{}:{}", self.sources.name(seen.first.source), seen.first.line);
            parts.push(match (seen.first.time, seen.last) {
                (Some(first), Some(last)) => {
                    format!("{} ({place}) to {}", to_the_minute(first), to_the_minute(last))
                }
                _ => place,
            });
        }
        parts.join("; ")
    }
}

/// Counts that are not 0, with what they count.
fn listed<'n>(counts: impl IntoIterator<Item = (&'n str, u64)>) -> String {
    let counts = counts.into_iter().filter(|(_, count)| *count > 0);
    counts.map(|(name, count)| format!("{name} {count}")).collect::<Vec<_>>().join(", ")
}

/// How often a member is there, in words.
fn words(member: &Member, objects: &Objects) -> String {
    let node = &member.node;
    let mut words = format!("in {} of {}", member.objects, objects.count);
    if node.nulls > 0 {
        words.push_str(&format!(", {} null", node.nulls));
    }
    let empty = node.texts.as_ref().map_or(0, |texts| texts.of(Form::Empty))
        + node.arrays.as_ref().map_or(0, |arrays| arrays.empty)
        + node.objects.as_ref().map_or(0, |objects| objects.empty);
    if empty > 0 {
        words.push_str(&format!(", {empty} empty"));
    }
    words
}

/// How many values there are of each kind.
fn kinds(node: &Node) -> [(&'static str, u64); 7] {
    let numbers = node.numbers.as_deref();
    [
        ("null", node.nulls),
        ("boolean", node.trues + node.falses),
        ("integer", numbers.map_or(0, |numbers| numbers.plain)),
        ("number", numbers.map_or(0, |numbers| numbers.whole + numbers.fractions)),
        ("string", node.texts.as_ref().map_or(0, |texts| texts.count())),
        ("array", node.arrays.as_ref().map_or(0, |arrays| arrays.count)),
        ("object", node.objects.as_ref().map_or(0, |objects| objects.count)),
    ]
}

/// The types of JSON Schema that a place has been seen with. None where only `null` was: that says nothing of the others.
fn types(node: &Node, name: &str) -> Vec<&'static str> {
    if node.deep > 0 {
        return Vec::new();
    }
    let number = if is_integer(node, name) { "integer" } else { "number" };
    let mut types: Vec<&str> = [
        ("boolean", node.trues + node.falses > 0),
        (number, node.numbers.is_some()),
        ("string", node.texts.is_some()),
        ("array", node.arrays.is_some()),
        ("object", node.objects.is_some()),
    ]
    .into_iter()
    .filter(|(_, seen)| *seen)
    .map(|(kind, _)| kind)
    .collect();
    if node.nulls > 0 && !types.is_empty() {
        types.push("null");
    }
    types
}

/// The form of the texts of a place, as a format or a pattern. An empty text is a value of its own.
fn said_form(texts: &Texts, schema: &mut Map<String, Json>) {
    let Some(form) = form(texts) else { return };
    let may_be_empty = texts.of(Form::Empty) > 0;
    match kind_of(form).and_then(crate::model::Kind::pattern) {
        Some(pattern) => {
            let pattern = if may_be_empty { format!("{OR_EMPTY}{pattern}") } else { pattern.to_owned() };
            schema.insert("pattern".into(), json!(pattern));
        }
        None if may_be_empty => {
            schema.insert("anyOf".into(), json!([{ "const": "" }, { "format": form.name() }]));
        }
        None => {
            schema.insert("format".into(), json!(form.name()));
        }
    }
}
