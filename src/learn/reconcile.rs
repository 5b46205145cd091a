//! What a person has said survives what is learnt later: three versions of a schema become one.
//!
//! What stands in a file and is not what was learnt before was stated by a person. It stays, and is marked `x-stated`; where
//! what is learnt now contradicts it, that is told and not changed.

use serde_json::{Map, Value as Json, json};

/// The keyword that names the keywords which a person has stated.
pub const STATED: &str = "x-stated";

/// Keywords that hold schemas by name, and those that hold one.
const NAMED: [&str; 1] = ["properties"];
const SINGLE: [&str; 2] = ["items", "additionalProperties"];
/// Keywords that tell what was seen. Nobody states them.
const EVIDENCE: [&str; 2] = ["x-learned", STATED];

/// Where what was learnt contradicts what was stated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// Where in the schema.
    pub pointer: String,
    /// The keyword.
    pub keyword: String,
    /// What was stated.
    pub stated: Json,
    /// What was learnt.
    pub learned: Json,
    /// What that rests on.
    pub evidence: String,
}

/// Keeps in `new` what `own`, the file as it is, says otherwise than `base`, the file as it was learnt. Recurses on the
/// levels of a schema that was read, which its reader bounds.
pub fn reconcile(base: &Json, own: &Json, new: &mut Json, told: &mut Vec<Contradiction>) {
    schema(base, own, new, "", told);
}

fn schema(base: &Json, own: &Json, new: &mut Json, at: &str, told: &mut Vec<Contradiction>) {
    let (Some(own), Some(new)) = (own.as_object(), new.as_object_mut()) else {
        if base != own {
            *new = own.clone();
        }
        return;
    };
    let nothing = Map::new();
    let base = base.as_object().unwrap_or(&nothing);
    let mut stated: Vec<String> = own
        .get(STATED)
        .and_then(Json::as_array)
        .map(|words| words.iter().filter_map(Json::as_str).map(str::to_owned).collect())
        .unwrap_or_default();
    let keywords: Vec<&String> =
        base.keys().chain(own.keys().filter(|key| !base.contains_key(*key))).collect();
    for keyword in keywords {
        let (before, now) = (base.get(keyword), own.get(keyword));
        let is_named = NAMED.contains(&keyword.as_str());
        let is_below = is_named || SINGLE.contains(&keyword.as_str());
        if EVIDENCE.contains(&keyword.as_str()) {
            continue;
        }
        if let (true, Some(now)) = (is_below && now.is_some_and(Json::is_object), now) {
            let empty = json!({});
            let target = new.entry(keyword.clone()).or_insert_with(|| json!({}));
            let before = before.unwrap_or(&empty);
            if is_named {
                members(before, now, target, &format!("{at}/{keyword}"), told);
            } else {
                schema(before, now, target, &format!("{at}/{keyword}"), told);
            }
            continue;
        }
        if before != now && !stated.contains(keyword) {
            stated.push(keyword.clone());
        }
    }
    stated.retain(|keyword| own.contains_key(keyword) || base.contains_key(keyword));
    stated.sort();
    for keyword in &stated {
        let learned = new.get(keyword).cloned();
        match own.get(keyword) {
            Some(value) => {
                if let Some(learned) = contradicting(keyword, value, learned.as_ref()) {
                    let evidence = new.get("x-learned").and_then(Json::as_str).unwrap_or_default().to_owned();
                    let (pointer, keyword, stated) = (at.to_owned(), keyword.clone(), value.clone());
                    told.push(Contradiction { pointer, keyword, stated, learned, evidence });
                }
                new.insert(keyword.clone(), value.clone());
            }
            None => {
                new.shift_remove(keyword);
            }
        }
    }
    if !stated.is_empty() {
        new.insert(STATED.to_owned(), json!(stated));
    }
}

/// The members of an object: one that a person has added stays, and one that was removed stays away.
fn members(base: &Json, own: &Json, new: &mut Json, at: &str, told: &mut Vec<Contradiction>) {
    let (Some(own), Some(new)) = (own.as_object(), new.as_object_mut()) else { return };
    for (name, value) in own {
        let pointer = format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"));
        match (base.get(name), new.get_mut(name)) {
            (Some(before), Some(target)) => schema(before, value, target, &pointer, told),
            (None, Some(target)) => schema(&Json::Null, value, target, &pointer, told),
            (_, None) => {
                new.insert(name.clone(), value.clone());
            }
        }
    }
    for name in base.as_object().into_iter().flat_map(Map::keys).filter(|name| !own.contains_key(*name)) {
        new.shift_remove(name);
    }
}

/// What was learnt that what was stated does not let pass.
fn contradicting(keyword: &str, stated: &Json, learned: Option<&Json>) -> Option<Json> {
    let words = |value: &Json| -> Vec<Json> {
        match value {
            Json::Array(items) => items.clone(),
            one => vec![one.clone()],
        }
    };
    let learned = learned?;
    match keyword {
        "type" => {
            let stated = words(stated);
            let passes = |kind: &Json| {
                stated.contains(kind) || (kind == "integer" && stated.iter().any(|one| one == "number"))
            };
            let others: Vec<Json> = words(learned).into_iter().filter(|kind| !passes(kind)).collect();
            (!others.is_empty()).then(|| Json::Array(others))
        }
        "required" => {
            let learned = words(learned);
            let others: Vec<Json> =
                words(stated).into_iter().filter(|name| !learned.contains(name)).collect();
            (!others.is_empty()).then(|| Json::Array(learned))
        }
        "format" | "pattern" if stated != learned => Some(learned.clone()),
        _ => None,
    }
}
