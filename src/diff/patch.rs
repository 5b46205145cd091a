//! A difference as a JSON Patch (RFC 6902).

use super::{Change, ChangeKind, Difference};
use crate::json::{Pointer, Value};

/// One operation of a patch.
#[derive(Debug, Clone)]
pub struct Operation<'a> {
    /// `add`, `remove` or `replace`.
    pub name: &'static str,
    /// Where, when all operations before it are done.
    pub path: Pointer,
    /// The new value, unless it removes one.
    pub value: Option<Value<'a>>,
}

/// The operations that make the second payload of the first, one after another. The difference has to be of everything,
/// in order ([`super::Settings`]), and all of it listed.
///
/// Inner containers come before those around them, so that every path still holds; in an array, removals come from the
/// end, then additions from the beginning.
#[must_use]
pub fn patch<'a>(difference: &Difference<'a>) -> Vec<Operation<'a>> {
    let mut changes: Vec<&Change<'a>> = difference.changes.iter().collect();
    changes.sort_by_key(|change| {
        let step = match change.kind {
            ChangeKind::Changed => 0,
            ChangeKind::Removed => 1,
            ChangeKind::Added => 2,
        };
        let index = i64::from(change.index.unwrap_or_default());
        (
            std::cmp::Reverse(change.container),
            step,
            if change.kind == ChangeKind::Removed { -index } else { index },
        )
    });
    changes
        .into_iter()
        .map(|change| {
            let (name, value) = match change.kind {
                ChangeKind::Added => ("add", change.new),
                ChangeKind::Removed => ("remove", None),
                ChangeKind::Changed => ("replace", change.new),
            };
            Operation { name, path: difference.places.pointer(change.place), value }
        })
        .collect()
}
