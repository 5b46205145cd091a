//! What of a payload has no place of its own in the neutral event, at its own path.

use crate::json::{Document, Kind, Value};

/// Writes the payload without the values that were taken. `None` when nothing is left. `veil` says how a value is shown
/// that must not be. No recursion: the tape is read from its end for what is kept, then from its start.
pub(super) fn rest(
    document: Document<'_>,
    taken: &[bool],
    veil: &dyn Fn(Value<'_>) -> Option<String>,
) -> Option<String> {
    let kept = kept(document, taken);
    if !kept.first().copied().unwrap_or(false) {
        return None;
    }
    let is_kept = |value: Value<'_>| kept.get(value.index() as usize).copied().unwrap_or(true);
    let mut out = String::with_capacity(document.text().len());
    // The ends of open containers on the tape, whether each is an object, and whether it has a member yet.
    let mut open: Vec<(u32, bool, bool)> = Vec::new();
    let mut index = 0;
    loop {
        while let Some((end, is_object, _)) = open.last().copied().filter(|(end, ..)| *end <= index) {
            debug_assert!(end <= index);
            out.push(if is_object { '}' } else { ']' });
            open.pop();
        }
        if open.is_empty() && index > 0 {
            return Some(out);
        }
        let value = document.value(index);
        let mut key = None;
        let mut value = value;
        if open.last().is_some_and(|(_, is_object, _)| *is_object) {
            key = Some(value);
            value = document.value(index + 1);
        }
        if !is_kept(value) && key.is_some() {
            index = value.next();
            continue;
        }
        if let Some((_, _, begun)) = open.last_mut() {
            if *begun {
                out.push(',');
            }
            *begun = true;
        }
        if let Some(key) = key {
            out.push_str(key.raw());
            out.push(':');
        }
        let container = matches!(value.kind(), Kind::Object | Kind::Array) && !value.is_empty_container();
        if !is_kept(value) {
            // An item keeps its place in the array.
            out.push_str("null");
            index = value.next();
        } else if container {
            let is_object = value.kind() == Kind::Object;
            out.push(if is_object { '{' } else { '[' });
            open.push((value.next(), is_object, false));
            index = value.index() + 1;
        } else {
            match veil(value) {
                Some(veiled) => out.push_str(&veiled),
                None => out.push_str(value.raw()),
            }
            index = value.next();
        }
        if open.is_empty() {
            return Some(out);
        }
    }
}

/// Which values are kept: a leaf that was not taken, a container with anything kept in it.
fn kept(document: Document<'_>, taken: &[bool]) -> Vec<bool> {
    let length = document.len();
    let mut kept = vec![false; length];
    for index in (0..length).rev() {
        let Ok(number) = u32::try_from(index) else { continue };
        let value = document.value(number);
        let container = matches!(value.kind(), Kind::Object | Kind::Array) && !value.is_empty_container();
        let keeps = if container {
            let mut within = value.members().map(|(_, member)| member).chain(value.items());
            within.any(|value| kept.get(value.index() as usize).copied().unwrap_or(false))
        } else {
            !taken.get(index).copied().unwrap_or(false)
        };
        if let Some(place) = kept.get_mut(index) {
            *place = keeps;
        }
    }
    kept
}
