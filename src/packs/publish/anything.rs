//! What may be anything, in words that generators of types understand: where only a description stands, some take an
//! object for granted.

use serde_json::{Map, Value as Json, json};

use super::{LISTS, NAMED, SINGLE};
use crate::packs::restore::ANYTHING;

/// Lists all types where a schema has a description, or other words, and says nothing of what it accepts.
pub(super) fn spell_out(whole: &mut Map<String, Json>) {
    let mut waiting: Vec<&mut Map<String, Json>> = vec![whole];
    while let Some(schema) = waiting.pop() {
        if !schema.is_empty() && schema.keys().all(|key| is_meaning(key)) {
            let mut spelled = Map::new();
            spelled.insert("type".to_owned(), json!(ANYTHING));
            spelled.append(schema);
            *schema = spelled;
        }
        for (keyword, inner) in schema.iter_mut() {
            let keyword = keyword.as_str();
            let is_named = NAMED.contains(&keyword) || keyword == "$defs";
            if SINGLE.iter().any(|(known, _)| *known == keyword) {
                waiting.extend(inner.as_object_mut());
                continue;
            }
            let inner: Vec<&mut Json> = match inner {
                Json::Object(named) if is_named => named.values_mut().collect(),
                Json::Array(list) if LISTS.contains(&keyword) => list.iter_mut().collect(),
                _ => Vec::new(),
            };
            waiting.extend(inner.into_iter().filter_map(Json::as_object_mut));
        }
    }
}

fn is_meaning(key: &str) -> bool {
    key.starts_with("x-")
        || matches!(key, "title" | "description" | "examples" | "default" | "deprecated" | "writeOnly")
}
