//! Where one schema of a document describes several events, or a list of them: as many events as there are.

use std::collections::HashSet;

use super::discover::{Found, Vendor};
use super::note::Notes;
use super::schema::{Keyword, Reader, SchemaId};
use super::shape::{Parts, Shape, shape, shape_of};
use super::source::Spot;
use crate::json::{JsonKind, Value};

/// The member that tells the branches of a schema apart, and the branch of each of its values.
struct Cases {
    member: String,
    branches: Vec<(String, Spot)>,
}

/// The events that there are. A schema with a discriminator is one of each of its branches. One that is a list is of its
/// items, as lists of payloads are read item by item. One that holds a list of events is of each event that an item may be.
pub(super) fn split(reader: &mut Reader, found: Vec<Found>, notes: &mut Notes) -> Vec<Found> {
    let mut all = Vec::new();
    for mut event in found {
        let Some(mut id) = event.schema.map(|spot| reader.read(spot, notes)) else {
            all.push(event);
            continue;
        };
        let mut cases = discriminated(reader, id);
        if let Some(items) = items_alone(reader, &shape(reader, id)) {
            id = items;
            event.schema = Some(reader.node(id).spot);
            event.samples = event.samples.iter().filter_map(|sample| first_item(reader, *sample)).collect();
            cases = cases_of(reader, id);
        }
        match cases {
            Some(cases) => all.extend(each_case(reader, &event, cases)),
            None => match listed(reader, id) {
                Some((list, cases)) => all.extend(each_listed(reader, &event, &list, cases)),
                None => all.push(event),
            },
        }
    }
    all
}

/// One event a branch, each with the branch as its schema.
fn each_case(reader: &Reader, event: &Found, cases: Cases) -> Vec<Found> {
    let Cases { member, branches } = cases;
    let one = |(key, spot): (String, Spot)| {
        let mut one = event.clone();
        let says =
            |sample: &Spot| reader.value(*sample).get(&member).is_some_and(|value| value.is_text(&key));
        one.samples.retain(says);
        one.vendor.push(Vendor {
            extension: "discriminator",
            path: Some(member.clone()),
            value: key.clone(),
        });
        (one.key, one.named_at, one.schema) = (key, spot, Some(spot));
        one
    };
    branches.into_iter().map(one).collect()
}

/// One event a branch of the items of a list, each with the schema of the whole.
fn each_listed(reader: &Reader, event: &Found, list: &str, cases: Cases) -> Vec<Found> {
    let Cases { member, branches } = cases;
    let path = format!("{list}.*.{member}");
    let one = |(key, spot): (String, Spot)| {
        let mut one = event.clone();
        let says = |item: Value<'_>| item.get(&member).is_some_and(|value| value.is_text(&key));
        one.samples.retain(|sample| {
            let list = reader.value(*sample).get(list);
            list.is_some_and(|list| !list.is_empty_container() && list.items().all(says))
        });
        one.vendor.push(Vendor { extension: "discriminator", path: Some(path.clone()), value: key.clone() });
        (one.key, one.named_at) = (key, spot);
        one
    };
    branches.into_iter().map(one).collect()
}

/// The schema of the items of a schema that lets nothing but a list pass.
fn items_alone(reader: &Reader, own: &Shape) -> Option<SchemaId> {
    let is_list = own.types.iter().all(|kind| kind == "array") && !own.types.is_empty();
    let items = own.items.filter(|_| is_list)?;
    reader.follow(items)
}

/// The first item of a sample that is a list; the sample itself where it is none.
fn first_item(reader: &Reader, sample: Spot) -> Option<Spot> {
    let value = reader.value(sample);
    match value.kind() {
        JsonKind::Array => value.items().next().map(|item| Spot { node: item.index(), ..sample }),
        _ => Some(sample),
    }
}

/// The list of an object whose items are one of several events, and these: all else that it holds is text and the like that
/// names no event itself.
fn listed(reader: &Reader, id: SchemaId) -> Option<(String, Cases)> {
    let own = shape(reader, id);
    let mut list = None;
    for (name, parts) in &own.properties {
        let member = shape_of(reader, parts);
        let is_plain = member.values.len() != 1
            && member.items.is_none()
            && member.properties.is_empty()
            && !member.types.iter().any(|kind| kind == "object" || kind == "array");
        match (items_alone(reader, &member), list) {
            (Some(items), None) => list = Some((name, items)),
            (None, _) if is_plain => {}
            _ => return None,
        }
    }
    let (name, items) = list?;
    let is_key = !name.contains('.') && name != "*";
    Some((name.clone(), cases_of(reader, items).filter(|_| is_key)?))
}

/// What a schema is one of: by its discriminator, or by a constant that each branch requires.
fn cases_of(reader: &Reader, id: SchemaId) -> Option<Cases> {
    discriminated(reader, id).or_else(|| by_constants(reader, id))
}

fn discriminated(reader: &Reader, id: SchemaId) -> Option<Cases> {
    let node = reader.node(reader.follow(id)?);
    let at = node.data(Keyword::Discriminator)?;
    let value = reader.value(at);
    let member = value.get("propertyName")?.text()?.into_owned();
    let mut branches = Vec::new();
    for (key, target) in value.get("mapping")?.members() {
        let target = target.text()?;
        let reference = if target.contains(['/', '#', '.']) {
            target.into_owned()
        } else {
            format!("#/components/schemas/{target}")
        };
        branches.push((key.text()?.into_owned(), reader.library().resolve(at, &reference).ok()?));
    }
    (!branches.is_empty()).then_some(Cases { member, branches })
}

fn by_constants(reader: &Reader, id: SchemaId) -> Option<Cases> {
    let node = reader.node(reader.follow(id)?);
    let branches = [Keyword::OneOf, Keyword::AnyOf].iter().map(|keyword| node.schemas(*keyword));
    let branches = branches.into_iter().find(|branches| branches.len() > 1)?;
    let constants = |id: SchemaId| -> Vec<(String, String)> {
        let own = shape(reader, id);
        let of_member = |(name, parts): &(String, Parts)| {
            let values = shape_of(reader, parts).values;
            let [value] = values.as_slice() else { return None };
            own.required.contains(name).then(|| (name.clone(), value.clone()))
        };
        own.properties.iter().filter_map(of_member).collect()
    };
    let each: Vec<Vec<(String, String)>> = branches.iter().map(|id| constants(*id)).collect();
    let (member, values) = each.first()?.iter().find_map(|(member, _)| {
        let value = |own: &Vec<(String, String)>| own.iter().find(|(name, _)| name == member).cloned();
        let values: Vec<String> = each.iter().filter_map(|own| value(own).map(|(_, value)| value)).collect();
        let distinct: HashSet<&String> = values.iter().collect();
        (distinct.len() == branches.len()).then(|| (member.clone(), values))
    })?;
    let spots = branches.iter().map(|id| reader.node(reader.follow(*id).unwrap_or(*id)).spot);
    Some(Cases { member, branches: values.into_iter().zip(spots).collect() })
}
