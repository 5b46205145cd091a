//! What refers to what within one schema.

use std::collections::HashSet;

use serde_json::{Map, Value as Json};

/// Calls with the text of every reference in a schema; what is data (constants, examples) holds none.
pub(super) fn each_reference(schema: &mut Json, with: &mut dyn FnMut(&mut String)) {
    let mut waiting = vec![(schema, false)];
    while let Some((value, are_names)) = waiting.pop() {
        match value {
            Json::Object(members) => {
                for (key, member) in members {
                    match (key.as_str(), member) {
                        (_, member) if are_names => waiting.push((member, false)),
                        ("$ref", Json::String(reference)) => with(reference),
                        ("const" | "enum" | "examples" | "default", _) => {}
                        ("properties" | "patternProperties" | "dependentSchemas", member) => {
                            waiting.push((member, true));
                        }
                        (name, _) if name.starts_with("x-") => {}
                        (_, member) => waiting.push((member, false)),
                    }
                }
            }
            Json::Array(items) => waiting.extend(items.iter_mut().map(|item| (item, false))),
            _ => {}
        }
    }
}

/// Leaves out the definitions that nothing refers to, directly or through others.
pub(super) fn prune(whole: &mut Map<String, Json>) {
    let Some(Json::Object(mut definitions)) = whole.shift_remove("$defs") else { return };
    let mut reached: HashSet<String> = HashSet::new();
    let mut root = Json::Object(std::mem::take(whole));
    let mut found = references(&mut root);
    while let Some(key) = found.pop() {
        if !reached.contains(&key) {
            found.extend(definitions.get_mut(&key).map(references).into_iter().flatten());
            reached.insert(key);
        }
    }
    if let Json::Object(root) = root {
        *whole = root;
    }
    definitions.retain(|key, _| reached.contains(key));
    if !definitions.is_empty() {
        whole.insert("$defs".to_owned(), Json::Object(definitions));
    }
}

fn references(schema: &mut Json) -> Vec<String> {
    let mut found = Vec::new();
    each_reference(schema, &mut |reference| {
        found.extend(reference.strip_prefix("#/$defs/").map(str::to_owned));
    });
    found
}
