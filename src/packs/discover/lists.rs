//! Lists of event types: Svix's answer, an `EventBridge` export, and plain lists of names.

use super::{Found, Vendor, spot_of, text_of};
use crate::json::{JsonKind, Value};
use crate::packs::library::Library;

/// Finds the events of a list. False if the document is none.
pub(super) fn discover(library: &Library, source: u32, root: Value<'_>, found: &mut Vec<Found>) -> bool {
    let _ = library;
    let list = match root.kind() {
        JsonKind::Array => Some(root),
        _ => root.get("data").filter(|data| data.kind() == JsonKind::Array),
    };
    if let Some(list) = list {
        let is_type = |item: Value<'_>| {
            item.get("name").is_some_and(|name| name.kind() == JsonKind::String)
                && (item.get("schemas").is_some() || item.get("description").is_some())
        };
        if list.items().next().is_some() && list.items().all(is_type) {
            for item in list.items() {
                svix(source, item, found);
            }
            return true;
        }
        let names = list.items().all(|item| item.kind() == JsonKind::String);
        if root.kind() == JsonKind::Array && names && list.items().next().is_some() {
            for name in list.items() {
                found.push(Found::new(name.text().unwrap_or_default(), spot_of(source, name)));
            }
            return true;
        }
    }
    export(source, root, found)
}

/// One event type of Svix: each version of its schema under its number as a text.
fn svix(source: u32, item: Value<'_>, found: &mut Vec<Found>) {
    let Some(name) = item.get("name") else { return };
    let mut versions: Vec<(Value<'_>, Value<'_>)> =
        item.get("schemas").into_iter().flat_map(Value::members).collect();
    versions.sort_by_key(|(number, _)| number.text().and_then(|text| text.parse::<u32>().ok()).unwrap_or(0));
    let mut event = Found::new(name.text().unwrap_or_default(), spot_of(source, name));
    event.description = text_of(item, "description");
    let latest = versions.len().saturating_sub(1);
    for (index, (number, schema)) in versions.iter().enumerate() {
        let mut version = event.clone();
        version.schema = Some(spot_of(source, *schema));
        version.version = (index != latest).then(|| number.text().unwrap_or_default().into_owned());
        for example in schema.get("examples").into_iter().flat_map(Value::items) {
            version.samples.push(spot_of(source, example));
        }
        found.push(version);
    }
    if versions.is_empty() {
        found.push(event);
    }
}

/// `EventBridge`'s export: the schema of one event, with its source and detail type beside it.
fn export(source: u32, root: Value<'_>, found: &mut Vec<Found>) -> bool {
    let (Some(from), Some(kind)) =
        (text_of(root, "x-amazon-events-source"), text_of(root, "x-amazon-events-detail-type"))
    else {
        return false;
    };
    let mut event = Found::new(kind.clone(), spot_of(source, root));
    event.schema = Some(spot_of(source, root));
    event.description = text_of(root, "description");
    event.vendor = vec![
        Vendor {
            extension: "x-amazon-events-detail-type",
            path: Some("detail-type".to_owned()),
            value: kind,
        },
        Vendor { extension: "x-amazon-events-source", path: Some("source".to_owned()), value: from },
    ];
    found.push(event);
    true
}
