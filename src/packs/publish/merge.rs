//! Several schemas as one, in which what is the same stands once.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::{Map, Value as Json, json};

use super::references::each_reference;

/// A definition of one of the schemas.
struct Part {
    /// The schema that it is of.
    event: usize,
    key: String,
    schema: Json,
    /// The place of its root among the parts: what `#` refers to.
    root: usize,
}

/// The references to each schema, and the definitions of all. Roots are called as they are given.
pub(super) fn merge(events: Vec<(String, Json)>) -> (Vec<Json>, Map<String, Json>) {
    let mut parts: Vec<Part> = Vec::new();
    let mut places: HashMap<(usize, String), usize> = HashMap::new();
    let mut roots = Vec::new();
    for (event, (name, mut schema)) in events.into_iter().enumerate() {
        let own = schema.as_object_mut();
        let definitions = own.and_then(|own| {
            own.shift_remove("$schema");
            own.shift_remove("$id");
            own.shift_remove("$defs")
        });
        let root = parts.len();
        roots.push(root);
        parts.push(Part { event, key: name, schema, root });
        if let Some(Json::Object(definitions)) = definitions {
            for (key, schema) in definitions {
                places.insert((event, key.clone()), parts.len());
                parts.push(Part { event, key, schema, root });
            }
        }
    }
    let place = |part: &Part, reference: &str| match reference {
        "#" => Some(part.root),
        other => places.get(&(part.event, other.strip_prefix("#/$defs/")?.to_owned())).copied(),
    };
    let classes = classes(&parts, &place);
    let mut names: BTreeMap<usize, String> = BTreeMap::new();
    let mut taken = HashSet::new();
    for is_root in [true, false] {
        for (number, part) in parts.iter().enumerate() {
            let Some(class) = classes.get(number).copied() else { continue };
            if (part.root == number) == is_root && !names.contains_key(&class) {
                names.insert(class, unused(&part.key, &mut taken));
            }
        }
    }
    let name =
        |number: usize| classes.get(number).and_then(|class| names.get(class)).cloned().unwrap_or_default();
    let branches = roots.iter().map(|root| json!({ "$ref": format!("#/$defs/{}", name(*root)) })).collect();
    let mut definitions = Map::new();
    for (number, part) in parts.iter().enumerate() {
        let own = name(number);
        if !definitions.contains_key(&own) {
            let mut schema = part.schema.clone();
            each_reference(&mut schema, &mut |reference| {
                if let Some(target) = place(part, reference) {
                    *reference = format!("#/$defs/{}", name(target));
                }
            });
            definitions.insert(own, schema);
        }
    }
    definitions.sort_keys();
    (branches, definitions)
}

/// A number for each part; parts of one number are the same, whatever they refer to being the same too. Begins with
/// what is written in them, and splits until their references split no more.
fn classes(parts: &[Part], place: &dyn Fn(&Part, &str) -> Option<usize>) -> Vec<usize> {
    let mut written: Vec<String> = Vec::with_capacity(parts.len());
    let mut targets: Vec<Vec<Option<usize>>> = Vec::with_capacity(parts.len());
    for (number, part) in parts.iter().enumerate() {
        let (mut schema, mut led) = (part.schema.clone(), Vec::new());
        each_reference(&mut schema, &mut |reference| {
            if let Some(target) = place(part, reference) {
                led.push(Some(target));
                reference.clear();
            }
        });
        let role = if part.root == number { "root" } else { "" };
        written.push(format!("{role}\n{}\n{schema}", part.key));
        targets.push(led);
    }
    let mut classes = numbered(&written);
    loop {
        let class = |target: &Option<usize>| target.and_then(|target| classes.get(target).copied());
        let refined: Vec<(Option<usize>, Vec<Option<usize>>)> = targets
            .iter()
            .enumerate()
            .map(|(number, led)| (classes.get(number).copied(), led.iter().map(class).collect()))
            .collect();
        let next = numbered(&refined);
        if next.iter().max() == classes.iter().max() {
            return next;
        }
        classes = next;
    }
}

/// The same number for the same value, in the order of their coming.
fn numbered<T: std::hash::Hash + Eq>(values: &[T]) -> Vec<usize> {
    let mut known: HashMap<&T, usize> = HashMap::new();
    values
        .iter()
        .map(|value| {
            let next = known.len();
            *known.entry(value).or_insert(next)
        })
        .collect()
}

fn unused(wanted: &str, taken: &mut HashSet<String>) -> String {
    let mut name = wanted.to_owned();
    for number in 2.. {
        if taken.insert(name.clone()) {
            break;
        }
        name = format!("{wanted}_{number}");
    }
    name
}
