//! What of a payload has no place of its own in the neutral event, at its own path.

use crate::json::{Document, JsonKind, Replace, Replacement, Value};

/// What must not be shown of a payload, and what stands there.
pub struct ValueMask<'m> {
    hidden: Vec<u32>,
    show: Box<dyn Fn(Value<'_>) -> Option<String> + 'm>,
}

impl<'m> ValueMask<'m> {
    /// `hidden` are the values and names of which anything is hidden, by their index on the tape, ascending; `show` says as
    /// JSON how one of them is shown, or a container in which one is, and `None` where a value may be shown as it is.
    pub fn new(hidden: Vec<u32>, show: impl Fn(Value<'_>) -> Option<String> + 'm) -> Self {
        Self { hidden, show: Box::new(show) }
    }

    /// Everything is shown.
    #[must_use]
    pub fn none() -> Self {
        Self::new(Vec::new(), |_| None)
    }

    /// How a value is shown that must not be, or a container in which something must not; `None` where it may be shown.
    pub(super) fn of(&self, value: Value<'_>) -> Option<String> {
        let next = self.hidden.partition_point(|hidden| *hidden < value.index());
        let is_hidden = self.hidden.get(next).is_some_and(|hidden| *hidden < value.next());
        if is_hidden { (self.show)(value) } else { None }
    }

    /// Every value and name that is not shown as it is.
    pub(super) fn replaced(&self, document: Document<'_>) -> impl Iterator<Item = (u32, String)> {
        self.hidden.iter().filter_map(move |index| {
            let value = document.value(*index);
            Some((*index, (self.show)(value)?))
        })
    }
}

/// What of a payload stays in the neutral event at its own path.
pub(super) struct Kept<'t> {
    /// By index on the tape: a leaf that was not taken, a container with anything kept in it.
    is_kept: Vec<bool>,
    /// The leaves that were taken, by their index, in order.
    taken: &'t [u32],
}

impl<'t> Kept<'t> {
    /// Which values are kept. `None` where nothing is.
    pub(super) fn of(document: Document<'_>, taken: &'t [u32]) -> Option<Self> {
        let length = document.len();
        let mut is_kept = vec![false; length];
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
            if taken.binary_search(&at).is_err() {
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
        is_kept.first().copied().unwrap_or(false).then_some(Self { is_kept, taken })
    }

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
    pub(super) kept: &'n Kept<'n>,
    pub(super) mask: &'n ValueMask<'n>,
}

impl Replace for Rest<'_> {
    fn name(&mut self, name: Value<'_>) -> Replacement {
        self.mask.of(name).map_or(Replacement::Original, |masked| Replacement::Json(masked.into()))
    }

    fn value(&mut self, name: Option<Value<'_>>, value: Value<'_>) -> Replacement {
        if !self.kept.has(value) {
            return if name.is_some() { Replacement::Nothing } else { Replacement::Json("null".into()) };
        }
        if matches!(value.kind(), JsonKind::Object | JsonKind::Array) {
            return Replacement::Original;
        }
        self.mask.of(value).map_or(Replacement::Original, |masked| Replacement::Json(masked.into()))
    }

    fn keeps_all(&self, container: Value<'_>) -> bool {
        self.kept.has_all_of(container) && self.mask.of(container).is_none()
    }
}
