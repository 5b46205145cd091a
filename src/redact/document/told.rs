//! What the body of a payload says is sensitive by its place, whatever the model has there.

use std::collections::HashSet;

use crate::json::{JsonKind, Value};
use crate::model::{Object, Path, Sensitivity};

/// The values that are told to be sensitive by their places.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// By their index on the tape, ascending, each once.
    values: Vec<(u32, Sensitivity)>,
}

impl Told {
    /// What a body says of the payload below a root.
    pub(super) fn of(root: Value<'_>, body: Option<&Object<'_>>) -> Self {
        let mut values = Vec::new();
        for place in body.map_or(&[][..], |body| body.sensitive) {
            at(root, place.path, &mut |value| values.push((value.index(), place.sensitivity)));
        }
        values.sort_by_key(|(index, sensitivity)| (*index, std::cmp::Reverse(*sensitivity)));
        values.dedup_by_key(|(index, _)| *index);
        Self { values }
    }

    /// Who must not see the value of an index, if it is one of them.
    #[inline]
    pub(super) fn sensitivity(&self, index: u32) -> Option<Sensitivity> {
        if self.values.is_empty() {
            return None;
        }
        let place = self.values.binary_search_by_key(&index, |(index, _)| *index).ok()?;
        self.values.get(place).map(|(_, sensitivity)| *sensitivity)
    }

    /// Who must not see a value, if it is one of them or in one.
    pub(super) fn around(&self, value: Value<'_>) -> Option<Sensitivity> {
        let is_in =
            |index: u32| index <= value.index() && value.index() < value.document().value(index).next();
        let around = self.values.iter().filter(|(index, _)| is_in(*index));
        around.map(|(_, sensitivity)| *sensitivity).max()
    }
}

/// Every value at a path: a `*` stands for the items of a list or for any member, and a list that the path does not name is
/// gone through all the same. No recursion; each value is met once at most with each rest of the path.
fn at<'d>(root: Value<'d>, path: Path<'_>, found: &mut dyn FnMut(Value<'d>)) {
    let (mut open, mut seen) = (vec![(root, path)], HashSet::new());
    while let Some((value, path)) = open.pop() {
        // Only lists below a `*` lead to one value in several ways.
        if value.kind() == JsonKind::Array && !seen.insert((value.index(), path.len())) {
            continue;
        }
        let Some((first, rest)) = path.split_first() else {
            found(value);
            continue;
        };
        match value.kind() {
            JsonKind::Array => {
                open.extend(value.items().map(|item| (item, path)));
                if *first == "*" {
                    open.extend(value.items().map(|item| (item, rest)));
                }
            }
            JsonKind::Object => {
                let is_meant = |key: Value<'_>| *first == "*" || key.is_text(first);
                let meant = value.members().filter(|(key, _)| is_meant(*key));
                open.extend(meant.map(|(_, member)| (member, rest)));
            }
            _ => {}
        }
    }
}
