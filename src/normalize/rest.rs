//! What of a payload has no place of its own in the neutral event, at its own path.

use crate::json::{Document, JsonKind, Value};

/// Writes the payload without the values that were taken. `None` when nothing is left. `mask` says how a value is shown
/// that must not be. No recursion: the tape is read from its end for what is kept, then from its start.
pub(super) fn rest(
    document: Document<'_>,
    taken: &[bool],
    mask: &dyn Fn(Value<'_>) -> Option<String>,
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
        let container =
            matches!(value.kind(), JsonKind::Object | JsonKind::Array) && !value.is_empty_container();
        if !is_kept(value) {
            // An item keeps its place in the array.
            out.push_str("null");
            index = value.next();
        } else if container {
            let is_object = value.kind() == JsonKind::Object;
            out.push(if is_object { '{' } else { '[' });
            open.push((value.next(), is_object, false));
            index = value.index() + 1;
        } else {
            match mask(value) {
                Some(masked) => out.push_str(&masked),
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
    let is_taken = |index: u32| taken.get(index as usize).copied().unwrap_or(false);
    let mut kept = vec![false; length];
    // The ends of open containers on the tape, and where they stand themselves.
    let mut open: Vec<(u32, u32)> = Vec::new();
    let mut index = 0;
    while (index as usize) < length {
        while open.pop_if(|(end, _)| *end <= index).is_some() {}
        let key = open.last().is_some_and(|(_, at)| document.value(*at).kind() == JsonKind::Object);
        let value = document.value(if key { index + 1 } else { index });
        let at = value.index();
        if matches!(value.kind(), JsonKind::Object | JsonKind::Array) && !value.is_empty_container() {
            open.push((value.next(), at));
            index = at + 1;
            continue;
        }
        index = value.next();
        if !is_taken(at) {
            // Those around what is kept are kept; from the innermost out, until one is already.
            let around = open.iter().rev().map(|(_, at)| *at);
            for at in std::iter::once(at).chain(around) {
                match kept.get_mut(at as usize) {
                    Some(place) if !*place => *place = true,
                    _ => break,
                }
            }
        }
    }
    kept
}
