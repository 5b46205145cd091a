//! Events of `AsyncAPI`: 1.2 topics, 2.x channels with operations, 3.x channels with messages.

use super::{Found, Vendor, examples, followed, member, spot_of, text_of};
use crate::json::{JsonKind, Value};
use crate::model::simplified;
use crate::packs::library::Library;
use crate::packs::note::{Gravity, Note, Notes};
use crate::packs::source::Spot;

pub(super) fn discover(library: &Library, source: u32, found: &mut Vec<Found>, notes: &mut Notes) {
    let root = library.value(Library::root(source));
    let before = found.len();
    let path = root
        .get("x-ballerina-event-identifier")
        .filter(|identifier| text_of(*identifier, "type").as_deref() == Some("body"))
        .and_then(|identifier| text_of(identifier, "path"));
    for section in ["topics", "channels"] {
        let Some(channels) = root.get(section) else { continue };
        for (key, channel) in channels.members() {
            let channel = followed(library, spot_of(source, channel)).0;
            let name = key.text().unwrap_or_default().into_owned();
            let messages = messages(library, channel);
            let channel = Channel { name: &name, at: spot_of(source, key), several: messages.len() > 1 };
            for message in messages {
                event(library, channel, message, path.as_deref(), found);
            }
        }
    }
    if let Some(events) = root.get("events") {
        for direction in ["receive", "send"] {
            for item in events.get(direction).into_iter().flat_map(Value::items) {
                let (at, message) = followed(library, spot_of(source, item));
                let name = text_of(message, "name").or_else(|| text_of(message, "title")).unwrap_or_default();
                let channel = Channel { name: &name, at, several: false };
                event(library, channel, at, path.as_deref(), found);
            }
        }
    }
    if found.len() == before {
        let message = format!("{} describes no messages", library.place(Library::root(source)).path);
        notes.push(Note::of_pack(Gravity::Note, message));
    }
}

/// The messages of a channel: of its operations in 1.x and 2.x, under names in 3.x, each alone or several in `oneOf`.
fn messages(library: &Library, channel: Spot) -> Vec<Spot> {
    let value = library.value(channel);
    let mut heads = Vec::new();
    for operation in ["subscribe", "publish"] {
        let Some(operation) = value.get(operation) else { continue };
        let operation = followed(library, spot_of(channel.source, operation)).0;
        let message = member(library, operation, "message");
        // In 1.x the operation is the message.
        let itself = library.value(operation).get("payload").or(library.value(operation).get("oneOf"));
        heads.extend(message.or_else(|| itself.map(|_| operation)));
    }
    for (_, message) in value.get("messages").into_iter().flat_map(Value::members) {
        heads.push(followed(library, spot_of(channel.source, message)).0);
    }
    let mut messages = Vec::new();
    for head in heads {
        match library.value(head).get("oneOf").filter(|list| list.kind() == JsonKind::Array) {
            Some(list) => {
                let spots = list.items().map(|item| followed(library, spot_of(head.source, item)).0);
                messages.extend(spots);
            }
            None => messages.push(head),
        }
    }
    messages
}

/// The last step of the address of a message's own page, which often spells its name as bodies do.
fn documented_as(message: Value<'_>) -> Option<String> {
    let address = text_of(message.get("externalDocs")?, "url")?;
    let last = address.trim_end_matches('/').rsplit(['/', '#']).next()?;
    Some(last.to_owned())
}

/// Where a message was found, and whether others are there too.
#[derive(Clone, Copy)]
struct Channel<'c> {
    name: &'c str,
    at: Spot,
    several: bool,
}

fn event(library: &Library, channel: Channel<'_>, message: Spot, path: Option<&str>, found: &mut Vec<Found>) {
    let value = library.value(message);
    let Channel { name: channel, at: named_at, several } = channel;
    let kind = text_of(value, "x-ballerina-event-type");
    let own = text_of(value, "name").or_else(|| text_of(value, "title")).or_else(|| kind.clone());
    let own = own.or_else(|| library.pointer(message).1.rsplit('/').next().map(str::to_owned));
    let key = match own.filter(|_| several) {
        // Several channels may have messages of one name.
        Some(name) if found.iter().any(|other| other.key == name) => format!("{channel}.{name}"),
        Some(name) => name,
        None => channel.trim_matches('/').to_owned(),
    };
    let mut event = Found::new(key, if several { message } else { named_at });
    event.summary = text_of(value, "summary").or_else(|| text_of(value, "title"));
    event.description = text_of(value, "description");
    if let Some(name) = documented_as(value).filter(|name| simplified(name) == simplified(&event.key)) {
        event.vendor.push(Vendor { extension: "externalDocs", path: None, value: name });
    }
    if let Some(kind) = kind {
        event.vendor.push(Vendor {
            extension: "x-ballerina-event-type",
            path: path.map(str::to_owned),
            value: kind,
        });
    }
    // A payload of another format, as RAML, is none that can be read.
    let payload = value.get("payload").filter(|payload| payload.kind() == JsonKind::Object);
    if let Some(payload) = payload {
        // In 3.x a schema may stand in an object that names its format.
        let schema =
            payload.get("schema").filter(|_| payload.get("schemaFormat").is_some()).unwrap_or(payload);
        event.schema = Some(spot_of(message.source, schema));
    }
    for example in value.get("examples").into_iter().flat_map(Value::items) {
        if let Some(payload) = example.get("payload") {
            event.samples.push(spot_of(message.source, payload));
        }
    }
    examples(library, event.schema.unwrap_or(message), &mut event.samples);
    event.samples.sort_unstable();
    event.samples.dedup();
    found.push(event);
}
