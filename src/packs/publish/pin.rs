//! The name of an event as a constant in its schema.

use serde_json::{Map, Value as Json, json};

use super::MOST_STEPS;

/// Says at the member that holds the name of an event which texts it may hold, where the schema lets it hold them and
/// says no more of it than that it is text.
pub(super) fn pin(whole: &mut Map<String, Json>, path: &[&str], texts: &[&str]) {
    let definitions = whole.get("$defs").and_then(Json::as_object).cloned().unwrap_or_default();
    if let Some(pinned) = pinned(whole, path, texts, &definitions) {
        *whole = pinned;
    }
}

/// The same schema with the member at the path pinned. Recurses on the length of the path.
fn pinned(
    schema: &Map<String, Json>,
    path: &[&str],
    texts: &[&str],
    definitions: &Map<String, Json>,
) -> Option<Map<String, Json>> {
    let mut schema = dereferenced(schema, definitions)?;
    let Some((first, rest)) = path.split_first() else { return leaf(schema, texts) };
    if *first == "*" {
        let inner = schema.get("items").and_then(Json::as_object)?;
        let inner = pinned(inner, rest, texts, definitions)?;
        schema.insert("items".to_owned(), Json::Object(inner));
        return Some(schema);
    }
    let may_be_object = schema.get("type").is_none_or(|kind| kind == "object");
    let is_closed = ["additionalProperties", "unevaluatedProperties"]
        .iter()
        .any(|key| schema.get(*key).is_some_and(|others| *others != json!(true)));
    let known = schema.get("properties").and_then(|members| members.get(first));
    let empty = Map::new();
    let member = match known {
        Some(Json::Object(member)) => member,
        Some(_) => return None,
        None if is_closed || !may_be_object => return None,
        None => &empty,
    };
    let member = pinned(member, rest, texts, definitions)?;
    let members = schema.entry("properties").or_insert_with(|| json!({}));
    members.as_object_mut()?.insert((*first).to_owned(), Json::Object(member));
    Some(schema)
}

fn leaf(mut schema: Map<String, Json>, texts: &[&str]) -> Option<Map<String, Json>> {
    let is_text = schema.get("type").is_none_or(|kind| kind == "string");
    let texts: Vec<&str> = match schema.get("enum") {
        Some(Json::Array(listed)) => {
            texts.iter().copied().filter(|text| listed.iter().any(|one| one == text)).collect()
        }
        _ => texts.to_vec(),
    };
    let says_more = ["const", "oneOf", "anyOf", "allOf", "$ref"].iter().any(|key| schema.contains_key(*key));
    if !is_text || says_more || texts.is_empty() {
        return None;
    }
    schema.shift_remove("enum");
    let mut leaf = Map::new();
    leaf.insert("type".to_owned(), json!("string"));
    match texts.as_slice() {
        [one] => leaf.insert("const".to_owned(), json!(one)),
        several => leaf.insert("enum".to_owned(), json!(several)),
    };
    leaf.extend(schema);
    Some(leaf)
}

/// A schema that is nothing but a reference, as what it refers to.
fn dereferenced(schema: &Map<String, Json>, definitions: &Map<String, Json>) -> Option<Map<String, Json>> {
    let is_meaning = |key: &str| key.starts_with("x-") || matches!(key, "description" | "title" | "examples");
    let mut schema = schema.clone();
    for _ in 0..MOST_STEPS {
        let Some(target) = schema.get("$ref").and_then(Json::as_str) else { return Some(schema) };
        if !schema.keys().all(|key| key == "$ref" || is_meaning(key)) {
            return Some(schema);
        }
        let target = definitions.get(target.strip_prefix("#/$defs/")?)?.as_object()?;
        schema.shift_remove("$ref");
        for (key, value) in target {
            schema.entry(key.clone()).or_insert_with(|| value.clone());
        }
    }
    None
}
