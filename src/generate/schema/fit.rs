//! How far a value is from what a schema says, without patterns and formats: enough to tell the branches of a union.

use std::cell::Cell;

use serde_json::{Map, Value as Json, json};

use super::{listed, literal, names};
use crate::generate::tree::Tree;
use crate::json::{Tape, quoted};
use crate::schema_validator::SchemaValidator;

/// How far a value of another type is.
const OF_ANOTHER_TYPE: usize = 10_000;
/// How far one that is not listed is.
const UNLISTED: usize = 100;
/// How far an object that lacks a member is.
const LACKING: usize = 10;

/// How deep values are compared: a branch is told by what stands near its top.
const MOST_DEPTH: usize = 12;

/// How many schemas may be looked at: branches of branches grow fast.
pub(super) struct Budget(Cell<usize>);

impl Budget {
    pub(super) const fn new(steps: usize) -> Self {
        Self(Cell::new(steps))
    }

    /// Counts one. Says whether there was one left.
    pub(super) fn spend(&self) -> bool {
        let left = self.0.get().checked_sub(1);
        self.0.set(left.unwrap_or(0));
        left.is_some()
    }
}

/// What `$ref` leads to within a schema.
pub(super) fn target<'s>(root: &'s Json, schema: &Map<String, Json>) -> Option<&'s Json> {
    let fragment = schema.get("$ref")?.as_str()?.strip_prefix('#')?;
    let pointer = form_urlencoded::parse(format!("p={}", fragment.replace('+', "%2B")).as_bytes())
        .next()
        .map(|(_, pointer)| pointer.into_owned())?;
    root.pointer(&pointer)
}

/// Whether a value is of the type of this name.
pub(super) fn is_of(value: &Tree<'_>, name: &str) -> bool {
    match (value, name) {
        (Tree::Object(_), "object") | (Tree::List(_), "array") => true,
        (Tree::Scalar(raw), name) => match raw.as_bytes().first() {
            Some(b'"') => name == "string",
            Some(b't' | b'f') => name == "boolean",
            Some(b'n') => name == "null",
            _ => name == "number" || (name == "integer" && !raw.contains(['.', 'e', 'E'])),
        },
        _ => false,
    }
}

/// How far a value is from what a schema says; 0 where nothing speaks against it.
pub(super) fn misfits(root: &Json, value: &Tree<'_>, schema: &Json, budget: &Budget) -> usize {
    distance(root, value, schema, MOST_DEPTH, budget)
}

fn distance(root: &Json, value: &Tree<'_>, schema: &Json, levels: usize, budget: &Budget) -> usize {
    let schema = match schema {
        Json::Bool(false) => return OF_ANOTHER_TYPE,
        Json::Object(schema) if levels > 0 && budget.spend() => schema,
        _ => return 0,
    };
    let far = |value: &Tree<'_>, schema: &Json| distance(root, value, schema, levels - 1, budget);
    let mut sum = target(root, schema).map_or(0, |target| far(value, target));
    let types: Vec<&str> = match schema.get("type") {
        Some(Json::String(one)) => vec![one],
        Some(Json::Array(several)) => several.iter().filter_map(Json::as_str).collect(),
        _ => Vec::new(),
    };
    if !types.is_empty() && !types.iter().any(|name| is_of(value, name)) {
        return sum + OF_ANOTHER_TYPE;
    }
    let constant = schema.get("const").map(std::slice::from_ref);
    if let Some(allowed) = constant.or_else(|| schema.get("enum")?.as_array().map(Vec::as_slice))
        && !allowed.iter().any(|one| literal(one) == *value)
    {
        sum += UNLISTED;
    }
    if let Tree::Object(members) = value {
        let properties = schema.get("properties").and_then(Json::as_object);
        sum += LACKING * names(schema, "required").filter(|name| value.member(name).is_none()).count();
        for (name, member) in members {
            match properties.and_then(|properties| properties.get(name.as_ref())) {
                Some(schema) => sum += far(member, schema),
                None if schema.get("additionalProperties") == Some(&Json::Bool(false)) => sum += 1,
                None => {}
            }
        }
    }
    sum += listed(schema, "allOf").iter().map(|part| far(value, part)).sum::<usize>();
    for keyword in ["anyOf", "oneOf"] {
        sum += listed(schema, keyword).iter().map(|part| far(value, part)).min().unwrap_or(0);
    }
    if schema.get("not").is_some_and(|not| far(value, not) == 0) {
        sum += UNLISTED;
    }
    sum
}

/// The members that a schema names, through references, parts and branches.
pub(super) fn named<'s>(root: &'s Json, schema: &'s Json) -> Vec<&'s str> {
    schema.as_object().map(|schema| named_in(root, schema)).unwrap_or_default()
}

/// The same of an object of keywords.
pub(super) fn named_in<'s>(root: &'s Json, schema: &'s Map<String, Json>) -> Vec<&'s str> {
    let mut found = Vec::new();
    for schema in below(root, schema) {
        found.extend(names(schema, "required"));
        let properties = schema.get("properties").and_then(Json::as_object);
        found.extend(properties.into_iter().flat_map(Map::keys).map(String::as_str));
    }
    found
}

/// The members that a schema requires, through references, parts and branches.
pub(super) fn required<'s>(root: &'s Json, schema: &'s Json) -> Vec<&'s str> {
    let all = schema.as_object().map(|schema| below(root, schema)).unwrap_or_default();
    all.into_iter().flat_map(|schema| names(schema, "required")).collect()
}

/// A schema and those that hold for the same value, each once.
fn below<'s>(root: &'s Json, schema: &'s Map<String, Json>) -> Vec<&'s Map<String, Json>> {
    let (mut found, mut at) = (vec![schema], 0);
    while let Some(schema) = found.get(at).copied() {
        at += 1;
        let parts = ["allOf", "anyOf", "oneOf"].into_iter().flat_map(|keyword| listed(schema, keyword));
        for part in target(root, schema).into_iter().chain(parts).filter_map(Json::as_object) {
            if !found.iter().any(|known| std::ptr::eq(*known, part)) {
                found.push(part);
            }
        }
    }
    found
}

/// Whether the name of a member matches a pattern.
pub(super) fn key_matches(pattern: &str, name: &str) -> bool {
    let (validator, text) = (SchemaValidator::new(json!({ "pattern": pattern }), false), quoted(name));
    Tape::new().parse(text.as_bytes()).is_ok_and(|document| validator.accepts(document.root()))
}
