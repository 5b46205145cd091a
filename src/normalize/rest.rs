//! What of a payload has no place of its own in the neutral event, at its own path.

use crate::json::{Document, JsonKind, Replace, Replacement, Value};

/// How a value is shown that must not be, or a container in which something must not, as a JSON text; `None` where it may
/// be shown.
pub type MaskValue<'d> = Box<dyn Fn(Value<'_>) -> Option<String> + 'd>;

/// What of a payload stays in the neutral event at its own path.
pub(super) struct Kept {
    /// By index on the tape: a leaf that was not taken, a container with anything kept in it.
    is_kept: Vec<bool>,
    /// The leaves that were taken, by their index, in order.
    taken: Vec<u32>,
}

impl Kept {
    fn has(&self, value: Value<'_>) -> bool {
        self.is_kept.get(value.index() as usize).copied().unwrap_or(true)
    }

    /// Whether nothing in a container was taken.
    fn has_all_of(&self, container: Value<'_>) -> bool {
        let next = self.taken.partition_point(|taken| *taken < container.index());
        self.taken.get(next).is_none_or(|taken| *taken >= container.next())
    }
}

/// The payload without the values that were taken: what is left stands at its own path, an item at its own index.
pub(super) struct Rest<'n> {
    pub(super) kept: &'n Kept,
    pub(super) mask: &'n MaskValue<'n>,
}

impl Replace for Rest<'_> {
    fn name(&mut self, name: Value<'_>) -> Replacement {
        (self.mask)(name).map_or(Replacement::Original, |masked| Replacement::Json(masked.into()))
    }

    fn value(&mut self, name: Option<Value<'_>>, value: Value<'_>) -> Replacement {
        if !self.kept.has(value) {
            return if name.is_some() { Replacement::Nothing } else { Replacement::Json("null".into()) };
        }
        if matches!(value.kind(), JsonKind::Object | JsonKind::Array) {
            return Replacement::Original;
        }
        (self.mask)(value).map_or(Replacement::Original, |masked| Replacement::Json(masked.into()))
    }

    fn keeps_all(&self, container: Value<'_>) -> bool {
        self.kept.has_all_of(container) && (self.mask)(container).is_none()
    }
}

/// Which values are kept. `None` where nothing is.
pub(super) fn kept(document: Document<'_>, taken: &[bool]) -> Option<Kept> {
    let length = document.len();
    let is_taken = |index: u32| taken.get(index as usize).copied().unwrap_or(false);
    let (mut is_kept, mut all_taken) = (vec![false; length], Vec::new());
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
        if is_taken(at) {
            all_taken.push(at);
        } else {
            // Those around what is kept are kept; from the innermost out, until one is already.
            let around = open.iter().rev().map(|(_, at)| *at);
            for at in std::iter::once(at).chain(around) {
                match is_kept.get_mut(at as usize) {
                    Some(place) if !*place => *place = true,
                    _ => break,
                }
            }
        }
    }
    is_kept.first().copied().unwrap_or(false).then_some(Kept { is_kept, taken: all_taken })
}
