//! Which schemas of a pack judge the values at a place of a payload.

use std::collections::HashSet;

use crate::packs::schema::{Keyword, Reader, SchemaId};

/// A schema that judges a value, and the unions that it was reached through of which exactly one branch may fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reached {
    pub(super) id: SchemaId,
    pub(super) unions: Vec<SchemaId>,
}

/// The schemas of the values at a place: `*` stands for the items of a list and for the members of a map.
pub(super) fn at_place(reader: &Reader, root: SchemaId, steps: &[String]) -> Vec<Reached> {
    let mut reached = vec![Reached { id: root, unions: Vec::new() }];
    for step in steps {
        reached = below(reader, &together(reader, reached), step);
    }
    reached
}

/// The same schemas with all that judge the same value: what they refer to, and the parts that they are made of.
pub(super) fn together(reader: &Reader, from: Vec<Reached>) -> Vec<Reached> {
    let (mut seen, mut all) = (HashSet::new(), Vec::new());
    let mut waiting = from;
    waiting.reverse();
    while let Some(one) = waiting.pop() {
        if !seen.insert(one.id) {
            continue;
        }
        let node = reader.node(one.id);
        let unions_within = || {
            let mut unions = one.unions.clone();
            unions.push(one.id);
            unions
        };
        for id in
            [Keyword::Reference, Keyword::Then, Keyword::Else].iter().filter_map(|key| node.schema(*key))
        {
            waiting.push(Reached { id, unions: one.unions.clone() });
        }
        for keyword in [Keyword::AllOf, Keyword::AnyOf] {
            let ids = node.schemas(keyword).iter();
            waiting.extend(ids.map(|id| Reached { id: *id, unions: one.unions.clone() }));
        }
        let ids = node.schemas(Keyword::OneOf).iter();
        waiting.extend(ids.map(|id| Reached { id: *id, unions: unions_within() }));
        let dependent = node.named(Keyword::DependentSchemas).iter();
        waiting.extend(dependent.map(|(_, id)| Reached { id: *id, unions: one.unions.clone() }));
        all.push(one);
    }
    all
}

/// The schemas of a member, or of what `*` stands for.
fn below(reader: &Reader, from: &[Reached], step: &str) -> Vec<Reached> {
    let mut reached: Vec<Reached> = Vec::new();
    for one in from {
        let node = reader.node(one.id);
        let mut ids: Vec<SchemaId> = Vec::new();
        if step == "*" {
            ids.extend(
                [Keyword::Items, Keyword::AdditionalProperties].iter().filter_map(|key| node.schema(*key)),
            );
            ids.extend(node.schemas(Keyword::PrefixItems));
            ids.extend(node.named(Keyword::PatternProperties).iter().map(|(_, id)| *id));
        } else {
            let named = node.named(Keyword::Properties).iter();
            ids.extend(named.filter(|(key, _)| reader.value(*key).is_text(step)).map(|(_, id)| *id));
            if ids.is_empty() {
                ids.extend(node.schema(Keyword::AdditionalProperties));
                ids.extend(node.named(Keyword::PatternProperties).iter().map(|(_, id)| *id));
            }
        }
        for id in ids.into_iter().filter(|id| reader.node(*id).whole.is_none()) {
            if reached.iter().all(|known| known.id != id) {
                reached.push(Reached { id, unions: one.unions.clone() });
            }
        }
    }
    reached
}

/// The schemas that a condition is made of: where those let more pass, others let less pass.
pub(super) fn in_conditions(reader: &Reader) -> HashSet<SchemaId> {
    let all = (0..u32::try_from(reader.count()).unwrap_or(u32::MAX)).map(SchemaId);
    let conditions = [Keyword::Not, Keyword::If, Keyword::Contains];
    let mut waiting: Vec<SchemaId> =
        all.flat_map(|id| conditions.iter().filter_map(move |key| reader.node(id).schema(*key))).collect();
    let mut found = HashSet::new();
    while let Some(id) = waiting.pop() {
        if found.insert(id) {
            waiting.extend(reader.node(id).children());
        }
    }
    found
}
