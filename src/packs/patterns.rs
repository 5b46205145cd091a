//! Patterns that are none.

use std::collections::HashSet;

use super::schema::{Keyword, Reader, SchemaId};
use super::source::Spot;
use crate::schema_validator::SchemaValidator;

/// The first pattern below a schema that cannot be compiled. A list of what is still to be looked at takes the place of
/// recursion.
pub(super) fn broken(reader: &Reader, id: SchemaId) -> Option<Spot> {
    let (mut seen, mut waiting) = (HashSet::new(), vec![id]);
    while let Some(id) = waiting.pop() {
        if !seen.insert(id) {
            continue;
        }
        let node = reader.node(id);
        if let Some(spot) = node.data(Keyword::Pattern) {
            let pattern = reader.value(spot).text().unwrap_or_default();
            let validator = SchemaValidator::new(serde_json::json!({ "pattern": pattern }), false);
            if validator.ready().is_err() {
                return Some(spot);
            }
        }
        waiting.extend(node.children());
    }
    None
}
