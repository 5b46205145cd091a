//! Schemas as their authors wrote them, for what only holds together with the way that led to a schema: references whose
//! target depends on it.

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json, json};

use super::dialect::Dialect;
use super::library::join;
use super::schema::{Keyword, Reader, SchemaId};
use super::source::Spot;
use crate::json::{JsonKind, Value};
use crate::schema_validator::Authored;

/// Where the files of a pack are, for references among them. Nothing is ever fetched.
const BASE: &str = "https://pack.invalid/";

/// The files that a schema reaches, and what leads to it, where a reference in them depends on the way to it.
pub(super) fn authored(reader: &Reader, id: SchemaId, formats: bool) -> Option<Authored> {
    let (mut seen, mut waiting) = (BTreeSet::new(), vec![id]);
    let (mut dynamic, mut sources) = (None, BTreeSet::new());
    while let Some(id) = waiting.pop() {
        if !seen.insert(id) {
            continue;
        }
        let node = reader.node(id);
        sources.insert(node.spot.source);
        if node.get(Keyword::DynamicReference).is_some() {
            dynamic.get_or_insert(node.dialect);
        }
        waiting.extend(node.children());
    }
    let dialect = dynamic?;
    let files = sources.iter().map(|source| {
        let file = Spot { source: *source, node: 0 };
        (address(reader, file), held(reader.value(file)))
    });
    let spot = reader.node(id).spot;
    let fragment = reader.library().pointer(spot).1;
    let reference = format!("{}#{}", address(reader, spot), encoded(&fragment));
    let schema = Map::from_iter([("$ref".to_owned(), json!(reference))]);
    Some(Authored { draft: draft(dialect), schema, files: files.collect(), formats })
}

/// A file as far as it can be held: of what judges payloads, all; what cannot be held was told when it was read. Recurses on
/// the nesting of a source, which its reader limits.
fn held(value: Value<'_>) -> Json {
    if let Ok(whole) = serde_json::from_str(value.raw()) {
        return whole;
    }
    match value.kind() {
        JsonKind::Object => {
            let members = value.members().filter(|(name, _)| !name.is_halved());
            let members =
                members.filter_map(|(name, member)| Some((name.text()?.into_owned(), held(member))));
            Json::Object(members.collect())
        }
        JsonKind::Array => Json::Array(value.items().map(held).collect()),
        _ => Json::Null,
    }
}

/// The address of the file that a spot is in.
fn address(reader: &Reader, spot: Spot) -> String {
    join(BASE, reader.library().pointer(spot).0)
}

const fn draft(dialect: Dialect) -> jsonschema::Draft {
    match dialect {
        Dialect::Draft201909 => jsonschema::Draft::Draft201909,
        _ => jsonschema::Draft::Draft202012,
    }
}

/// A JSON Pointer as the fragment of an address.
fn encoded(pointer: &str) -> String {
    let mut text = String::new();
    for byte in pointer.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~!$&'()*+,;=:@?".contains(&byte) {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
    }
    text
}
