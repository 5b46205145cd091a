//! Objects of several shapes at one place, and the member that says which it is: what becomes a union by tag.

use serde_json::{Map, Value as Json, json};

use super::facts::{MANY, is_integer};
use super::outline::{Kinds, Outline};
use super::plan::{Shape, doubt};
use super::tags::{Tag, sureness};
use super::tree::{Node, Objects};
use super::values::ENOUGH;

/// How much of what differs between the objects a tag explains at least.
const LEAST_EXPLAINED: f64 = 0.5;

/// Says in `schema` what holds for the objects of each word of the tag, if one tells their shapes apart. What it says
/// nothing of stays open: words that were not seen, and members that those objects may have besides.
pub(super) fn tell(objects: &Objects, schema: &mut Map<String, Json>) {
    let Some((tag, variants)) = tag(objects) else { return };
    let branches = variants.iter().filter_map(|(word, outline)| {
        let mut then = Map::new();
        told(outline, objects, &mut then);
        // What is always there is said for all of them; it is the same for none.
        if then.is_empty() {
            return None;
        }
        let count = outline.objects;
        then.insert("x-learned".into(), json!(format!("{count} of {} objects", objects.count)));
        let condition = json!({ "properties": { tag: { "const": word } }, "required": [tag] });
        Some(json!({ "if": condition, "then": then }))
    });
    let branches: Vec<Json> = branches.collect();
    if !branches.is_empty() {
        schema.insert("allOf".into(), Json::Array(branches));
    }
}

/// The tag that best tells the objects of a place apart, and the objects of its words in the order of these.
fn tag(objects: &Objects) -> Option<(&str, Vec<(&str, &Outline)>)> {
    let tags = objects.tags.as_ref()?.by_name().into_iter();
    let judged = tags.filter_map(|tag| {
        let variants = variants(tag, objects)?;
        let explained = explained(&variants);
        let sureness = std::cmp::Reverse(sureness(&tag.name));
        (explained >= LEAST_EXPLAINED).then_some((explained, sureness, &*tag.name, variants))
    });
    let best = judged.max_by(|one, other| one.0.total_cmp(&other.0).then_with(|| one.1.cmp(&other.1)))?;
    Some((best.2, best.3))
}

/// The objects of the words that are the provider's own and were seen often enough, if there are several.
fn variants<'t>(tag: &'t Tag, objects: &Objects) -> Option<Vec<(&'t str, &'t Outline)>> {
    let known = objects.known_words(&tag.name);
    let mut variants: Vec<(&str, &Outline)> = tag
        .variants
        .as_ref()?
        .iter()
        .filter(|(word, outline)| known.contains(word) && outline.objects >= ENOUGH as u64)
        .map(|(word, outline)| (&**word, outline))
        .collect();
    variants.sort_by_key(|(word, _)| *word);
    (variants.len() > 1).then_some(variants)
}

/// How much of what differs between objects their words explain, from 0 to 1.
fn explained(variants: &[(&str, &Outline)]) -> f64 {
    let (mut whole, mut all, mut after) = (Shape::new(), 0, 0.0);
    for (_, outline) in variants {
        let own = shape(outline);
        after += doubt(outline.objects, &own);
        all += outline.objects;
        for (place, count) in own {
            *whole.entry(place).or_default() += count;
        }
    }
    let before = doubt(all, &whole);
    if before > 0.0 { ((before - after) / before).clamp(0.0, 1.0) } else { 0.0 }
}

/// In how many objects each member is, with each of the kinds of its values, and each member below those.
fn shape(outline: &Outline) -> Shape {
    let mut shape = Shape::new();
    for part in &outline.members {
        for (kind, name) in Kinds::ALL {
            if part.outline.kinds.without(Kinds::NULL).has(kind) {
                shape.insert((part.name.clone(), format!("={name}").into()), part.objects);
            }
        }
        shape.insert((part.name.clone(), "".into()), part.objects);
        for inner in &part.outline.members {
            shape.insert((part.name.clone(), inner.name.clone()), inner.objects);
        }
    }
    shape
}

/// What objects in outline have beyond what is said of all objects of their place. Recurses on the levels of an outline.
fn told(outline: &Outline, all: &Objects, schema: &mut Map<String, Json>) {
    let mut parts: Vec<_> = outline.members.iter().collect();
    parts.sort_by(|one, other| one.name.cmp(&other.name));
    let (mut required, mut properties) = (Vec::new(), Map::new());
    for part in parts {
        let Some(member) = all.members.iter().find(|member| member.name == part.name) else { continue };
        let is_always = part.objects == outline.objects && outline.objects >= MANY;
        if is_always && member.objects < all.count {
            required.push(&*part.name);
        }
        let mut own = Map::new();
        value(&part.outline, &member.node, &part.name, &mut own);
        if !own.is_empty() {
            properties.insert(part.name.to_string(), Json::Object(own));
        }
    }
    if !required.is_empty() {
        schema.insert("required".into(), json!(required));
    }
    if !properties.is_empty() {
        schema.insert("properties".into(), Json::Object(properties));
    }
}

fn value(outline: &Outline, node: &Node, name: &str, schema: &mut Map<String, Json>) {
    let all = Kinds::at(node);
    // Few values that are not null do not make it impossible.
    let nullable = if outline.count < MANY && all.has(Kinds::NULL) { Kinds::NULL } else { Kinds::default() };
    let own = outline.kinds.or(nullable);
    let is_narrower = !all.without(own).is_empty() && node.deep == 0;
    if is_narrower && outline.count >= ENOUGH as u64 && !own.without(Kinds::NULL).is_empty() {
        let number = if is_integer(node, name) { "integer" } else { "number" };
        let kinds = Kinds::ALL.into_iter().filter(|(kind, _)| own.has(*kind));
        let kinds: Vec<&str> = kinds.map(|(_, kind)| if kind == "number" { number } else { kind }).collect();
        schema.insert("type".into(), if let [one] = kinds.as_slice() { json!(one) } else { json!(kinds) });
    }
    if let Some(objects) = &node.objects {
        told(outline, objects, schema);
    }
    if let (Some(items), Some(arrays)) = (&outline.items, &node.arrays) {
        let mut own = Map::new();
        value(items, &arrays.items, name, &mut own);
        if !own.is_empty() {
            schema.insert("items".into(), Json::Object(own));
        }
    }
}
