//! Events of `OpenAPI` 3.0, 3.1 and 3.2 and of Swagger 2.0: webhooks, callbacks, and schemas that say they are events.

use std::collections::HashSet;

use super::{Found, Vendor, examples, followed, member, spot_of, text_of};
use crate::json::{JsonKind, Value};
use crate::packs::library::Library;
use crate::packs::note::{Gravity, Note, Notes};
use crate::packs::source::Spot;

pub(super) fn discover(library: &Library, source: u32, found: &mut Vec<Found>, notes: &mut Notes) {
    let root = library.value(Library::root(source));
    let before = found.len();
    let mut seen = HashSet::new();
    for section in ["webhooks", "x-webhooks"] {
        let Some(webhooks) = root.get(section) else { continue };
        for (key, item) in webhooks.members() {
            let name = key.text().unwrap_or_default().into_owned();
            // Some publish the same list under both names.
            if seen.insert(name.clone()) {
                let (at, item) = (spot_of(source, key), spot_of(source, item));
                if !path_item(library, &name, at, item, found, notes) {
                    let message = format!("{name} describes no body: its deliveries are no known event");
                    notes.push(Note::warning(library.place(at), message));
                }
            }
        }
    }
    for (_, item) in root.get("paths").into_iter().flat_map(Value::members) {
        for (_, operation) in item.members() {
            for (key, callback) in operation.get("callbacks").into_iter().flat_map(Value::members) {
                let (at, callback) = followed(library, spot_of(source, callback));
                let name = key.text().unwrap_or_default().into_owned();
                for (_, item) in callback.members().filter(|(_, item)| item.kind() == JsonKind::Object) {
                    let item = spot_of(at.source, item);
                    path_item(library, &name, spot_of(source, key), item, found, notes);
                }
            }
        }
    }
    if found.len() == before {
        components(library, source, root, found);
    }
    if found.len() == before {
        names(source, root, found);
        if found.len() > before {
            let message = "describes no payload of an event; the names of its events were taken from the list of \
                           those that can be subscribed to";
            notes.push(Note::remark(library.place(Library::root(source)), message));
        }
    }
    if found.len() == before && root.get("paths").is_some() {
        let message = format!("{} describes no webhooks", library.place(Library::root(source)).path);
        notes.push(Note::of_pack(Gravity::Note, message));
    }
}

/// The operations with which a payload is sent.
const METHODS: [&str; 9] = ["post", "put", "patch", "get", "delete", "query", "options", "head", "trace"];

/// The events of the operations at a path; whether there is something to say of each: a body, or that it is broken.
fn path_item(
    library: &Library,
    key: &str,
    named_at: Spot,
    item: Spot,
    found: &mut Vec<Found>,
    notes: &mut Notes,
) -> bool {
    let (at, item) = followed(library, item);
    let mut is_told = is_broken(library, key, at, notes);
    for (method, operation) in item.members() {
        let method = method.text().unwrap_or_default();
        if !METHODS.contains(&&*method) {
            continue;
        }
        if let Some(body) = operation.get("requestBody") {
            is_told |= is_broken(library, key, spot_of(at.source, body), notes);
        }
        let operation_spot = spot_of(at.source, operation);
        let mut event = Found::new(key, named_at);
        event.summary = text_of(operation, "summary");
        event.description = text_of(operation, "description");
        if let Some(category) =
            operation.get("x-github").and_then(|extension| text_of(extension, "subcategory"))
        {
            event.vendor.push(Vendor { extension: "x-github.subcategory", path: None, value: category });
        }
        body(library, operation_spot, &mut event);
        if event.schema.is_some() || !event.samples.is_empty() {
            found.push(event);
            is_told = true;
        }
    }
    is_told
}

/// Whether a part of an event is a reference that leads nowhere. Then it is said that nothing is held against its payloads.
fn is_broken(library: &Library, key: &str, spot: Spot, notes: &mut Notes) -> bool {
    let (end, last) = followed(library, spot);
    let Some(reference) = text_of(last, "$ref") else { return false };
    match library.resolve(end, &reference) {
        Ok(_) => false,
        Err(why) => {
            let message = format!("{key} refers to {reference}, which {}: it has no schema", why.in_words());
            notes.push(Note::broken(library.place(end), message));
            true
        }
    }
}

/// The schema of an operation's body with its examples: of JSON, or of the one field of a form.
fn body(library: &Library, operation: Spot, event: &mut Found) {
    if let Some(content) =
        member(library, operation, "requestBody").and_then(|body| member(library, body, "content"))
    {
        let types: Vec<(String, Spot)> = library
            .value(content)
            .members()
            .map(|(name, value)| {
                (name.text().unwrap_or_default().into_owned(), spot_of(content.source, value))
            })
            .collect();
        let is_json = |name: &str| name.contains("json") || name == "*/*";
        let chosen = types.iter().find(|(name, _)| is_json(name)).or_else(|| types.first());
        let Some((name, media)) = chosen else { return };
        examples(library, *media, &mut event.samples);
        let Some(schema) = library.value(*media).get("schema") else { return };
        event.schema = Some(spot_of(media.source, schema));
        if name.contains("form") {
            form(library, name, event);
        }
        return;
    }
    // Swagger 2.0.
    for parameter in library.value(operation).get("parameters").into_iter().flat_map(Value::items) {
        let (at, parameter) = followed(library, spot_of(operation.source, parameter));
        if text_of(parameter, "in").as_deref() == Some("body")
            && let Some(schema) = parameter.get("schema")
        {
            event.schema = Some(spot_of(at.source, schema));
        }
    }
}

/// A form with one field that is an object: the body is what the field holds. Of others the fields are the members.
fn form(library: &Library, media: &str, event: &mut Found) {
    let Some(schema) = event.schema else { return };
    let Some(properties) = member(library, schema, "properties") else { return };
    let mut members = library.value(properties).members();
    if let (Some((name, value)), None) = (members.next(), members.next()) {
        event.form_field = name.text().map(std::borrow::Cow::into_owned);
        event.schema = Some(spot_of(properties.source, value));
    } else {
        event.is_form = media.contains("urlencoded");
    }
}

/// Schemas that a vendor's extension, a union of events or their names mark as events.
fn components(library: &Library, source: u32, root: Value<'_>, found: &mut Vec<Found>) {
    let schemas = root.get("components").and_then(|components| components.get("schemas"));
    let Some(schemas) = schemas.or_else(|| root.get("definitions")) else { return };
    for (key, schema) in schemas.members() {
        let vendor = marks(schema);
        if !vendor.is_empty() {
            found.push(of_schema(library, source, key, schema, vendor));
        }
    }
    if !found.is_empty() {
        return;
    }
    // A schema that is nothing but the choice among events.
    let unions: Vec<(Value<'_>, Vec<Spot>)> = schemas
        .members()
        .filter_map(|(key, schema)| Some((key, branches(library, spot_of(source, schema))?)))
        .collect();
    let is_event = |key: Value<'_>| {
        let name = key.text().unwrap_or_default().to_ascii_lowercase();
        name.contains("event") || name.contains("webhook")
    };
    if let Some((_, branches)) =
        unions.into_iter().filter(|(key, _)| is_event(*key)).max_by_key(|(_, branches)| branches.len())
        && branches.len() > 2
    {
        for branch in branches {
            let (spot, value) = followed(library, branch);
            let (_, pointer) = library.pointer(spot);
            let key = text_of(value, "title")
                .unwrap_or_else(|| pointer.rsplit('/').next().unwrap_or_default().to_owned());
            let mut event = Found::new(key, spot);
            event.schema = Some(spot);
            event.description = text_of(value, "description");
            examples(library, spot, &mut event.samples);
            found.push(event);
        }
        return;
    }
    for (key, schema) in schemas.members() {
        let name = key.text().unwrap_or_default();
        if name.len() > 7 && (name.ends_with("Webhook") || name.ends_with("WebhookPayload")) {
            found.push(of_schema(library, source, key, schema, Vec::new()));
        }
    }
}

/// The branches of a union, which may stand beside an envelope in `allOf`.
fn branches(library: &Library, schema: Spot) -> Option<Vec<Spot>> {
    let (at, value) = followed(library, schema);
    for keyword in ["oneOf", "anyOf"] {
        if let Some(list) = value.get(keyword) {
            return Some(list.items().map(|item| spot_of(at.source, item)).collect());
        }
    }
    value.get("allOf")?.items().find_map(|part| {
        let (at, part) = followed(library, spot_of(at.source, part));
        let list = part.get("oneOf").or_else(|| part.get("anyOf"))?;
        Some(list.items().map(|item| spot_of(at.source, item)).collect())
    })
}

fn of_schema(
    library: &Library,
    source: u32,
    key: Value<'_>,
    schema: Value<'_>,
    vendor: Vec<Vendor>,
) -> Found {
    let mut event = Found::new(key.text().unwrap_or_default(), spot_of(source, key));
    let at = spot_of(source, schema);
    event.schema = Some(at);
    event.vendor = vendor;
    event.summary = text_of(schema, "title");
    event.description = text_of(schema, "description");
    examples(library, at, &mut event.samples);
    for (_, example) in schema.get("x-examples").into_iter().flat_map(Value::members) {
        let value = example.get("value").unwrap_or(example);
        event.samples.push(spot_of(source, value));
    }
    event
}

/// What extensions say about the event that a schema is of.
fn marks(schema: Value<'_>) -> Vec<Vendor> {
    let mut marks = Vec::new();
    if let Some(name) = schema.get("x-webhook").and_then(|mark| text_of(mark, "event")) {
        marks.push(Vendor { extension: "x-webhook.event", path: None, value: name });
    }
    if let Some(name) = schema.get("x-stripeEvent").and_then(|mark| text_of(mark, "type")) {
        marks.push(Vendor { extension: "x-stripeEvent.type", path: Some("type".to_owned()), value: name });
    }
    if let (Some(source), Some(kind)) =
        (text_of(schema, "x-amazon-events-source"), text_of(schema, "x-amazon-events-detail-type"))
    {
        let kind = Vendor {
            extension: "x-amazon-events-detail-type",
            path: Some("detail-type".to_owned()),
            value: kind,
        };
        let source =
            Vendor { extension: "x-amazon-events-source", path: Some("source".to_owned()), value: source };
        marks.extend([kind, source]);
    }
    marks
}

/// The names in the list of events that one can subscribe to, where there is nothing else.
fn names(source: u32, root: Value<'_>, found: &mut Vec<Found>) {
    const LISTS: [&str; 9] = [
        "enabled_events",
        "eventTypes",
        "event_types",
        "eventType",
        "event_type",
        "events",
        "event",
        "topic",
        "triggers",
    ];
    let document = root.document();
    let mut best: Option<Value<'_>> = None;
    let mut waiting = vec![root];
    while let Some(value) = waiting.pop() {
        for (key, member) in value.members() {
            if LISTS.iter().any(|name| key.is_text(name)) {
                let list = member.get("items").unwrap_or(member).get("enum");
                let longer = |list: &Value<'_>| {
                    list.items().count() > best.map_or(2, |best| best.items().count())
                        && list.items().all(|item| item.kind() == JsonKind::String)
                };
                best = list.filter(longer).or(best);
            }
            waiting.push(member);
        }
        waiting.extend(value.items());
    }
    for name in best.into_iter().flat_map(Value::items) {
        let name_text = name.text().unwrap_or_default();
        if name_text != "*" {
            found.push(Found::new(name_text, spot_of(source, document.value(name.index()))));
        }
    }
}
