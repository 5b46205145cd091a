//! A title for every object, in the form in which types are named, and none twice.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value as Json, json};

use super::{LISTS, NAMED, SINGLE};
use crate::model::pascal;

/// Gives titles. A title that was written for people becomes the description where there is none.
pub(super) fn entitle(whole: &mut Map<String, Json>, root: &str) {
    let mut titles = Titles { taken: HashSet::new(), last: HashMap::new() };
    // Definitions may have to give way to the root, and what is nested to both.
    let root = titles.unused(root);
    for (key, definition) in definitions(whole) {
        let named = definition.get("title").and_then(Json::as_str).map(pascal);
        let wanted = named.filter(|name| is_name(name)).unwrap_or_else(|| pascal(key));
        if let Json::Object(schema) = definition
            && (is_object(schema) || schema.contains_key("title"))
        {
            let title = titles.unused(&wanted);
            give(schema, &title);
        }
    }
    give(whole, &root);
    titles.below(whole, &root);
    for (key, definition) in definitions(whole) {
        let own = definition.get("title").and_then(Json::as_str).map_or_else(|| pascal(key), str::to_owned);
        if let Json::Object(schema) = definition {
            titles.below(schema, &own);
        }
    }
}

fn definitions(whole: &mut Map<String, Json>) -> impl Iterator<Item = (&String, &mut Json)> {
    whole.get_mut("$defs").and_then(Json::as_object_mut).into_iter().flatten()
}

struct Titles {
    taken: HashSet<String>,
    /// The last number behind each title that was wanted more than once: those before it are taken.
    last: HashMap<String, usize>,
}

impl Titles {
    /// A title that nothing has yet. Case alone tells no types apart: some languages put each in a file.
    fn unused(&mut self, wanted: &str) -> String {
        let mut title = wanted.to_owned();
        if self.taken.insert(title.to_lowercase()) {
            return title;
        }
        let last = self.last.entry(title.to_lowercase()).or_insert(1);
        loop {
            *last += 1;
            title = format!("{wanted}{last}");
            if self.taken.insert(title.to_lowercase()) {
                return title;
            }
        }
    }

    /// Recurses on what is nested in one definition, which has the depth that its file may have.
    fn below(&mut self, schema: &mut Map<String, Json>, parent: &str) {
        for (keyword, inner) in schema.iter_mut() {
            let keyword = keyword.as_str();
            if NAMED.contains(&keyword) {
                for (name, member) in inner.as_object_mut().into_iter().flatten() {
                    let word = if keyword == "properties" { pascal(name) } else { "Value".to_owned() };
                    self.nested(member, &word, keyword == "properties", parent);
                }
            } else if LISTS.contains(&keyword) {
                for item in inner.as_array_mut().into_iter().flatten() {
                    self.nested(item, "", false, parent);
                }
            } else if let Some((_, Some(word))) = SINGLE.iter().find(|(known, _)| *known == keyword) {
                self.nested(inner, word, false, parent);
            }
        }
    }

    /// `is_telling`: whether the word alone says what it is.
    fn nested(&mut self, schema: &mut Json, word: &str, is_telling: bool, parent: &str) {
        let Json::Object(schema) = schema else { return };
        if !is_object(schema) {
            // A title of something that is no type of its own would only make it one.
            if let Some(title) = schema.shift_remove("title") {
                describe(schema, title);
            }
            let part = if word.is_empty() { parent.to_owned() } else { format!("{parent}{word}") };
            return self.below(schema, &part);
        }
        let own = schema.get("title").and_then(Json::as_str).map(pascal).filter(|name| is_name(name));
        let longer = format!("{parent}{word}");
        let wanted = match own {
            Some(own) if !self.taken.contains(&own.to_lowercase()) => own,
            _ if is_telling && is_name(word) && !self.taken.contains(&word.to_lowercase()) => word.to_owned(),
            _ => longer,
        };
        let title = self.unused(&wanted);
        give(schema, &title);
        self.below(schema, &title);
    }
}

/// Whether it is short enough for the name of a type, and written in letters that every language has.
fn is_name(name: &str) -> bool {
    name.len() <= 60 && name.starts_with(|first: char| first.is_ascii_alphabetic())
}

fn is_object(schema: &Map<String, Json>) -> bool {
    let object = json!("object");
    schema.contains_key("properties")
        || schema.get("type").is_some_and(|kind| {
            *kind == object || kind.as_array().is_some_and(|kinds| kinds.contains(&object))
        })
}

fn give(schema: &mut Map<String, Json>, title: &str) {
    match schema.get_mut("title") {
        Some(known) if known == title => {}
        Some(known) => {
            let former = std::mem::replace(known, json!(title));
            describe(schema, former);
        }
        None => {
            let place = ["$schema", "$id"].iter().filter(|key| schema.contains_key(**key)).count();
            schema.shift_insert(place, "title".to_owned(), json!(title));
        }
    }
}

/// Keeps what a title said, where it said it to people.
fn describe(schema: &mut Map<String, Json>, title: Json) {
    if title.as_str().is_some_and(|title| title.contains(' ')) {
        schema.entry("description").or_insert(title);
    }
}
