//! What older dialects say otherwise than JSON Schema 2020-12, evened out.

use super::{Keyword, Operand};
use crate::json::{JsonKind, Value};
use crate::packs::dialect::Dialect;
use crate::packs::library::Library;
use crate::packs::source::Spot;

/// What older drafts mean by words that have another meaning in JSON Schema 2020-12.
pub(super) fn older(keywords: &mut Vec<(Keyword, Operand)>, spot: Spot, value: Value<'_>, dialect: Dialect) {
    let has = |wanted: Keyword| keywords.iter().any(|(keyword, _)| *keyword == wanted);
    let is_type = |name: &str| {
        let kind = value.get("type").filter(|_| has(Keyword::Type));
        kind.is_some_and(|kind| kind.is_text(name) || kind.items().any(|kind| kind.is_text(name)))
    };
    let content = has(Keyword::ContentEncoding) || has(Keyword::ContentMediaType);
    match dialect {
        Dialect::Draft4 if is_type("integer") && !is_type("number") => {
            keywords.push((Keyword::IntegerAsWritten, Operand::Data(spot)));
        }
        Dialect::Draft6 | Dialect::Draft7 if content => {
            keywords.push((Keyword::AssertedContent, Operand::Data(spot)));
        }
        _ => {}
    }
}

/// `minimum: 5` beside `exclusiveMinimum: true` is `exclusiveMinimum: 5`.
pub(super) fn even_bounds(library: &Library, keywords: &mut Vec<(Keyword, Operand)>) {
    for (bound, exclusive) in
        [(Keyword::Minimum, Keyword::ExclusiveMinimum), (Keyword::Maximum, Keyword::ExclusiveMaximum)]
    {
        let place = |wanted: Keyword| keywords.iter().position(|(keyword, _)| *keyword == wanted);
        let Some(index) = place(exclusive) else { continue };
        let Some((_, Operand::Data(spot))) = keywords.get(index) else { continue };
        match library.value(*spot).kind() {
            JsonKind::True => {
                let bound = place(bound);
                keywords.remove(index);
                if let Some((keyword, _)) = bound
                    .map(|bound| bound - usize::from(bound > index))
                    .and_then(|bound| keywords.get_mut(bound))
                {
                    *keyword = exclusive;
                }
            }
            JsonKind::False => drop(keywords.remove(index)),
            _ => {}
        }
    }
}
