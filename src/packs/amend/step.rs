//! The single changes that a schema is widened by.

use serde_json::{Map, Value as Json, json};

/// A change to one keyword of one schema.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Step {
    /// One more among the values of a list, before `null`; what is no list becomes one.
    Add(Json),
    /// One less among them; a list of none goes.
    Take(Json),
    /// It holds this.
    Set(Json),
    /// It goes.
    Remove,
    /// One more member of an object.
    Member(String, Json),
    /// A reference becomes one branch of a union with another one.
    Beside(Json),
    /// It holds what stands under another keyword, with one more value.
    From(&'static str, Json),
}

/// Makes a change, and tells which members of the schema are others now.
pub(super) fn apply(schema: &mut Map<String, Json>, keyword: &str, step: &Step) -> Vec<String> {
    let changed = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    match step {
        Step::Add(value) => {
            let own = schema.entry(keyword).or_insert_with(|| json!([]));
            if !own.is_array() {
                *own = json!([own.clone()]);
            }
            let Some(list) = own.as_array_mut() else { return Vec::new() };
            if list.contains(value) {
                return Vec::new();
            }
            let null = if keyword == "type" { json!("null") } else { Json::Null };
            let before_null = list.last() == Some(&null);
            list.insert(list.len() - usize::from(before_null), value.clone());
        }
        Step::Take(value) => {
            let Some(list) = schema.get_mut(keyword).and_then(Json::as_array_mut) else { return Vec::new() };
            list.retain(|one| one != value);
            if list.is_empty() {
                schema.shift_remove(keyword);
            }
        }
        Step::Set(value) => drop(schema.insert(keyword.to_owned(), value.clone())),
        Step::Remove => drop(schema.shift_remove(keyword)),
        Step::Member(name, value) => {
            let own = schema.entry(keyword).or_insert_with(|| json!({}));
            let Some(members) = own.as_object_mut() else { return Vec::new() };
            members.entry(name.clone()).or_insert_with(|| value.clone());
        }
        Step::Beside(branch) => {
            let Some(reference) = schema.shift_remove("$ref") else {
                return apply(schema, "anyOf", &Step::Add(branch.clone()));
            };
            schema.insert("anyOf".to_owned(), json!([{ "$ref": reference }, branch]));
            return changed(&["$ref", "anyOf"]);
        }
        Step::From(other, value) => {
            let Some(own) = schema.shift_remove(*other) else {
                return apply(schema, keyword, &Step::Add(value.clone()));
            };
            schema.insert(keyword.to_owned(), json!([own, value]));
            return changed(&[other, keyword]);
        }
    }
    changed(&[keyword])
}
