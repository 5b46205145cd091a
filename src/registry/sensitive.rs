//! The names of what not everybody must see, in all models.

use std::collections::{BTreeMap, HashSet};

use crate::model::{EventRef, Kind, Object, Sensitivity};

/// The names of all fields that are not public in the events' bodies, as the models write them, and who must not see
/// them at the strictest. No recursion.
pub(super) fn names<'m>(events: &[EventRef<'m>]) -> BTreeMap<&'m str, Sensitivity> {
    let mut names = BTreeMap::new();
    let mut seen: HashSet<*const Object<'_>> = HashSet::new();
    let mut open: Vec<&'m Object<'m>> = events.iter().map(|event| event.event.body).collect();
    open.extend(events.iter().filter_map(|event| event.version.envelope));
    while let Some(object) = open.pop() {
        if !seen.insert(std::ptr::from_ref(object)) {
            continue;
        }
        for place in object.sensitive {
            if let Some(name) = place.path.iter().rev().find(|step| **step != "*") {
                learn(&mut names, name, place.sensitivity);
            }
        }
        for field in object.fields {
            learn(&mut names, field.name, field.sensitivity);
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

fn learn<'m>(names: &mut BTreeMap<&'m str, Sensitivity>, name: &'m str, sensitivity: Sensitivity) {
    if sensitivity > Sensitivity::Public {
        let strictest = names.entry(name).or_insert(sensitivity);
        *strictest = sensitivity.max(*strictest);
    }
}
