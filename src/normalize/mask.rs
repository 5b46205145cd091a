//! What of a payload must not be shown.

use crate::json::{Document, Value};

/// What must not be shown of a payload, and what stands there.
#[derive(Clone, Copy)]
pub struct ValueMask<'m> {
    hidden: &'m [u32],
    show: &'m dyn Fn(Value<'_>) -> Option<String>,
}

impl<'m> ValueMask<'m> {
    /// `hidden` are the values and names of which anything is hidden, by their index on the tape, ascending; `show` says as
    /// JSON how one of them is shown, or a container in which one is, and `None` where a value may be shown as it is.
    pub fn new(hidden: &'m [u32], show: &'m dyn Fn(Value<'_>) -> Option<String>) -> Self {
        Self { hidden, show }
    }

    /// Everything is shown.
    #[must_use]
    pub fn none() -> Self {
        Self::new(&[], &|_| None)
    }

    /// How a value is shown that must not be, or a container in which something must not; `None` where it may be shown.
    pub(super) fn of(&self, value: Value<'_>) -> Option<String> {
        if self.hidden.is_empty() {
            return None;
        }
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
