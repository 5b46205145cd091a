//! Patterns that are none.

use std::collections::HashSet;

use super::schema::{Keyword, Reader, SchemaId};
use super::source::Spot;
use crate::schema_validator::SchemaValidator;

/// The patterns below a schema that cannot be compiled, each with why. A list of what is still to be looked at takes the
/// place of recursion.
pub(super) fn broken(reader: &Reader, id: SchemaId) -> Vec<(Spot, String)> {
    let (mut seen, mut waiting, mut found) = (HashSet::new(), vec![id], Vec::new());
    while let Some(id) = waiting.pop() {
        if !seen.insert(id) {
            continue;
        }
        let node = reader.node(id);
        let names = node.named(Keyword::PatternProperties).iter().map(|(spot, _)| *spot);
        for spot in node.data(Keyword::Pattern).into_iter().chain(names) {
            let pattern = reader.value(spot).text().unwrap_or_default();
            let validator = SchemaValidator::new(serde_json::json!({ "pattern": pattern }), false);
            if validator.ready().is_err() {
                found.push((spot, why(&pattern)));
            }
        }
        waiting.extend(node.children());
    }
    found
}

/// What is wrong with a pattern, as far as that can be said in a few words.
fn why(pattern: &str) -> String {
    match regex_syntax::Parser::new().parse(pattern) {
        Err(regex_syntax::Error::Parse(error)) => {
            format!("{} at character {}", error.kind(), error.span().start.column)
        }
        Err(regex_syntax::Error::Translate(error)) => error.kind().to_string(),
        _ => "it is no regular expression of ECMA-262".to_owned(),
    }
}
