//! From the place of one value to the pattern of all that stand in its place.

use crate::json::{Document, JsonKind};
use crate::learn::is_data;
use crate::model::{Declared, Kind, Object};
use crate::redact::{Show, Way};

/// The place of a finding with `*` for the items of arrays and the keys of maps; and for keys of which nothing is declared
/// and that look like data, since each would be a place of its own. A key that is a secret is masked.
pub(super) fn pattern(
    document: Document<'_>,
    body: Option<&Object<'_>>,
    pointer: &str,
    show: Show,
) -> String {
    let (mut declared, mut value) = (Declared::root(body), Some(document.root()));
    let (mut pattern, mut way) = (String::with_capacity(pointer.len()), Way::of(show));
    for token in pointer.split('/').skip(1) {
        pattern.push('/');
        let container = value.map(crate::json::Value::kind);
        if container == Some(JsonKind::Array) {
            pattern.push('*');
            let place = token.parse().ok();
            value = value.zip(place).and_then(|(array, place)| array.items().nth(place));
            declared = declared.item();
            continue;
        }
        let name = token.replace("~1", "/").replace("~0", "~");
        let masked = way.step(&name);
        let is_map = matches!(declared.kind, Some(Kind::Map(_)));
        let below = declared.named(&name);
        if is_map || below.kind.is_none() && is_data(&name) {
            pattern.push('*');
        } else if let Some(masked) = masked.filter(|_| below.kind.is_none()) {
            pattern.push_str(&masked.replace('~', "~0").replace('/', "~1"));
        } else {
            pattern.push_str(token);
        }
        value = value.and_then(|object| object.get(&name));
        declared = below;
    }
    pattern
}

/// The pattern of what holds the values of a pattern.
pub(super) fn parent(pattern: &str) -> &str {
    pattern.rsplit_once('/').map_or("", |(parent, _)| parent)
}
