//! From nodes to one JSON Schema 2020-12 that holds everything it refers to.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value as Json, json};

use super::branches::told_by_formats;
use super::{Keyword, Operand, Reader, SchemaId};
use crate::packs::source::Spot;

/// How a schema is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Where formats are kept: everywhere, or only where a union needs them to tell its branches apart.
    pub formats_everywhere: bool,
    /// Whether what only helps to understand is kept: titles, descriptions, examples.
    pub meaning: bool,
    /// Whether it becomes a part of another schema, so that `#` would not be itself.
    pub is_part: bool,
}

/// Writes a schema with everything that it refers to under `$defs`.
#[must_use]
pub fn write(reader: &Reader, root: SchemaId, style: Style) -> Map<String, Json> {
    let mut writer = Writer {
        reader,
        style,
        root,
        names: HashMap::new(),
        taken: HashSet::new(),
        last: HashMap::new(),
        waiting: Vec::new(),
    };
    let mut schema = match writer.schema(root, false) {
        Json::Object(schema) => schema,
        // `true` and `false` as objects, so that more can stand beside them.
        Json::Bool(false) => Map::from_iter([("not".to_owned(), json!({}))]),
        _ => Map::new(),
    };
    let mut definitions = Map::new();
    while let Some((name, id, in_union)) = writer.waiting.pop() {
        let definition = writer.schema(id, in_union);
        definitions.insert(name, definition);
    }
    if !definitions.is_empty() {
        definitions.sort_keys();
        schema.insert("$defs".to_owned(), Json::Object(definitions));
    }
    schema
}

struct Writer<'r> {
    reader: &'r Reader,
    style: Style,
    root: SchemaId,
    names: HashMap<(SchemaId, bool), String>,
    taken: HashSet<String>,
    /// The last number behind each name that was wanted more than once.
    last: HashMap<String, usize>,
    waiting: Vec<(String, SchemaId, bool)>,
}

impl Writer<'_> {
    /// Recurses on what is nested in one place of a source, which its reader limits; what is referred to waits.
    fn schema(&mut self, id: SchemaId, in_union: bool) -> Json {
        let node = self.reader.node(id);
        if let Some(whole) = node.whole {
            return Json::Bool(whole);
        }
        let mut schema = Map::new();
        for (keyword, operand) in &node.keywords {
            if let Some((name, value)) = self.keyword(*keyword, operand, in_union) {
                schema.insert(name, value);
            }
        }
        Json::Object(if node.nullable { nullable(schema) } else { schema })
    }

    fn keyword(&mut self, keyword: Keyword, operand: &Operand, in_union: bool) -> Option<(String, Json)> {
        use Keyword as K;
        let name = keyword.name().to_owned();
        match (keyword, operand) {
            (K::Reference | K::DynamicReference, Operand::Schema(id)) => {
                Some(("$ref".to_owned(), json!(self.reference(*id, in_union))))
            }
            (K::Format, Operand::Data(spot)) => {
                let kept = self.style.formats_everywhere || in_union || self.style.meaning;
                // Where it is only meaning it must not validator.
                let name =
                    if self.style.formats_everywhere || in_union { name } else { "x-format".to_owned() };
                if kept { Some((name, self.data(*spot)?)) } else { None }
            }
            (K::Extension, Operand::Data(key)) => {
                let value = self.data(Spot { source: key.source, node: key.node + 1 })?;
                let name = self.text(*key);
                // Generators of types read these, and only as lists beside the values.
                let misleads = name.starts_with("x-enum") && !value.is_array();
                (self.style.meaning && !misleads).then_some((name, value))
            }
            (K::Example, Operand::Data(spot)) => {
                let example = self.data(*spot)?;
                (self.style.meaning && example.get("$ref").is_none())
                    .then(|| ("examples".to_owned(), json!([example])))
            }
            (K::Examples, Operand::Data(spot)) => {
                let mut examples = self.data(*spot)?;
                // A reference to an example is none, and there is no reading it as a schema's.
                let list = examples.as_array_mut()?;
                list.retain(|example| example.get("$ref").is_none());
                (self.style.meaning && !list.is_empty()).then_some((name, examples))
            }
            (K::Title | K::Description, Operand::Data(spot)) => {
                let text = self.data(*spot)?;
                (self.style.meaning && text.is_string()).then_some((name, text))
            }
            (
                K::Default | K::Deprecated | K::WriteOnly | K::ContentEncoding | K::ContentMediaType,
                Operand::Data(spot),
            ) => {
                let data = self.data(*spot)?;
                self.style.meaning.then_some((name, data))
            }
            (K::IntegerAsWritten, _) => Some((name, json!(true))),
            (K::AssertedContent, Operand::Data(spot)) => Some((name, content(&self.data(*spot)?))),
            (K::Discriminator, _) => None,
            // A name or a value that is listed twice says nothing more, and is refused by many.
            (K::Required | K::Enum | K::Type, Operand::Data(spot)) => {
                Some((name, each_once(self.data(*spot)?)))
            }
            (_, Operand::Data(spot)) => Some((name, self.data(*spot)?)),
            (_, Operand::Schema(id)) => Some((name, self.schema(*id, in_union))),
            (_, Operand::Schemas(ids)) => {
                let told = told_by_formats(self.reader, keyword, ids);
                let told = ids.iter().zip(told);
                let list = told.map(|(id, told)| self.schema(*id, in_union || told)).collect();
                Some((name, Json::Array(list)))
            }
            (_, Operand::Named(pairs)) => {
                let named = pairs.iter().map(|(key, id)| (self.text(*key), self.schema(*id, in_union)));
                Some((name, Json::Object(named.collect())))
            }
            (_, Operand::Lists(pairs)) => {
                let lists = pairs.iter().map(|(key, list)| Some((self.text(*key), self.data(*list)?)));
                Some((name, Json::Object(lists.collect::<Option<_>>()?)))
            }
        }
    }

    fn reference(&mut self, id: SchemaId, in_union: bool) -> String {
        // Where formats are kept everywhere, a union changes nothing.
        let in_union = in_union && !self.style.formats_everywhere;
        if id == self.root && !in_union && !self.style.is_part {
            return "#".to_owned();
        }
        if let Some(name) = self.names.get(&(id, in_union)) {
            return format!("#/$defs/{name}");
        }
        let (path, pointer) = self.reader.library().pointer(self.reader.node(id).spot);
        let wanted = definition_name(path, &pointer);
        let mut name = wanted.clone();
        if !self.taken.insert(name.clone()) {
            let last = self.last.entry(wanted.clone()).or_insert(1);
            loop {
                *last += 1;
                name = format!("{wanted}_{last}");
                if self.taken.insert(name.clone()) {
                    break;
                }
            }
        }
        self.names.insert((id, in_union), name.clone());
        self.waiting.push((name.clone(), id, in_union));
        format!("#/$defs/{name}")
    }

    /// Nothing where it cannot be held; what judges payloads can, or was left out when it was read.
    fn data(&self, spot: Spot) -> Option<Json> {
        serde_json::from_str(self.reader.value(spot).raw()).ok()
    }

    fn text(&self, spot: Spot) -> String {
        self.reader.value(spot).text().unwrap_or_default().into_owned()
    }
}

/// What a schema says of the content of a text, and nothing else of it.
pub(super) fn content(schema: &Json) -> Json {
    let said = ["contentEncoding", "contentMediaType"].into_iter();
    let said = said.filter_map(|key| Some((key.to_owned(), schema.get(key)?.clone())));
    Json::Object(said.filter(|(_, text)| text.is_string()).collect())
}

/// A list without what is in it already.
fn each_once(mut data: Json) -> Json {
    if let Json::Array(items) = &mut data {
        let mut seen = HashSet::new();
        items.retain(|item| seen.insert(item.to_string()));
    }
    data
}

/// What a schema is called after the place where it stood: the last name in it, or its file's.
pub(in crate::packs) fn definition_name(path: &str, pointer: &str) -> String {
    const CONTAINERS: [&str; 6] = ["schemas", "definitions", "$defs", "properties", "items", "schema"];
    let last = pointer.rsplit('/').find(|token| {
        !token.is_empty() && !CONTAINERS.contains(token) && !token.bytes().all(|b| b.is_ascii_digit())
    });
    let file = || {
        let name = path.rsplit('/').next().unwrap_or_default();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        stem.strip_suffix(".schema").unwrap_or(stem)
    };
    let name: String = last
        .unwrap_or_else(file)
        .chars()
        .map(|character| if character.is_ascii_alphanumeric() { character } else { '_' })
        .collect();
    if name.is_empty() { "schema".to_owned() } else { name }
}

/// The same schema, that accepts `null` too.
fn nullable(mut schema: Map<String, Json>) -> Map<String, Json> {
    const MEANING: [&str; 6] = ["title", "description", "examples", "default", "deprecated", "writeOnly"];
    let is_meaning = |name: &String| MEANING.contains(&name.as_str()) || name.starts_with("x-");
    let simple = |name: &String| {
        !matches!(name.as_str(), "$ref" | "allOf" | "anyOf" | "oneOf" | "not" | "if" | "const")
    };
    match schema.get("type") {
        Some(kind) if schema.keys().all(simple) => {
            let mut kinds = kind.as_array().cloned().unwrap_or_else(|| vec![kind.clone()]);
            if !kinds.contains(&json!("null")) {
                kinds.push(json!("null"));
            }
            schema.insert("type".to_owned(), Json::Array(kinds));
            if let Some(Json::Array(values)) = schema.get_mut("enum")
                && !values.contains(&Json::Null)
            {
                values.push(Json::Null);
            }
            schema
        }
        _ if schema.keys().all(is_meaning) => schema,
        _ => {
            let (mut outer, judging): (Map<_, _>, Map<_, _>) =
                schema.into_iter().partition(|(name, _)| is_meaning(name));
            outer.insert("anyOf".to_owned(), json!([Json::Object(judging), { "type": "null" }]));
            outer
        }
    }
}
