//! The names of secrets in all models.

use std::collections::{BTreeSet, HashSet};

use crate::model::{EventRef, Kind, Object, Sensitivity, simplified};

/// The simplified names of all secret fields that the events' bodies hold. No recursion.
pub(super) fn names(events: &[EventRef<'_>]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut seen: HashSet<*const Object<'_>> = HashSet::new();
    let mut open: Vec<&Object<'_>> = events.iter().map(|event| event.event.body).collect();
    open.extend(events.iter().filter_map(|event| event.version.envelope));
    while let Some(object) = open.pop() {
        if !seen.insert(std::ptr::from_ref(object)) {
            continue;
        }
        for field in object.fields {
            if field.sensitivity == Sensitivity::Secret {
                names.insert(simplified(field.name));
            }
            let mut kind = field.kind;
            while let Kind::List(inner) | Kind::Map(inner) = kind {
                kind = *inner;
            }
            if let Kind::Object(inner) = kind {
                open.push(inner);
            }
        }
    }
    names
}
