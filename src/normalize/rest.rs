//! What of a payload has no place of its own in the neutral event, at its own path.

use crate::json::{Document, JsonKind, Replace, Replacement, Value};

/// How a value is shown that must not be, as a JSON text; `None` where it may be shown.
pub type MaskValue<'d> = Box<dyn Fn(Value<'_>) -> Option<String> + 'd>;

/// The payload without the values that were taken: what is left stands at its own path, an item at its own index.
pub(super) struct Rest<'n> {
    /// By index on the tape, see [`kept`].
    pub(super) kept: &'n [bool],
    pub(super) mask: &'n MaskValue<'n>,
}

impl Replace for Rest<'_> {
    fn name(&mut self, name: Value<'_>) -> Replacement {
        (self.mask)(name).map_or(Replacement::Original, |masked| Replacement::Json(masked.into()))
    }

    fn value(&mut self, name: Option<Value<'_>>, value: Value<'_>) -> Replacement {
        if !self.kept.get(value.index() as usize).copied().unwrap_or(true) {
            return if name.is_some() { Replacement::Nothing } else { Replacement::Json("null".into()) };
        }
        if matches!(value.kind(), JsonKind::Object | JsonKind::Array) {
            return Replacement::Original;
        }
        (self.mask)(value).map_or(Replacement::Original, |masked| Replacement::Json(masked.into()))
    }
}

/// Which values are kept: a leaf that was not taken, a container with anything kept in it. `None` where nothing is.
pub(super) fn kept(document: Document<'_>, taken: &[bool]) -> Option<Vec<bool>> {
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
    kept.first().copied().unwrap_or(false).then_some(kept)
}
