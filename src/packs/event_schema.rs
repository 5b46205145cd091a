//! The schema of an event in the forms that its validator asks for.

use std::sync::Arc;

use serde_json::{Map, Value as Json, json};

use super::authored::authored;
use super::schema::{Reader, SchemaId, Style, compile, write};
use crate::schema_validator::{
    Authored, Items, Members, Named, Node, NodeId, Nodes, SchemaSource, SchemaValidator, Types,
};

/// The members that every `CloudEvents` delivery has, but for its type.
const REQUIRED: [&str; 3] = ["specversion", "id", "source"];

/// A validator by a schema that was read.
#[must_use]
pub fn validator(reader: Arc<Reader>, id: SchemaId, style: Style) -> SchemaValidator {
    SchemaValidator::of(Box::new(EventSchema { reader, id, style, wrappers: Vec::new() }))
}

/// The schema of an event's body.
#[derive(Debug)]
pub(super) struct EventSchema {
    /// What was read.
    pub(super) reader: Arc<Reader>,
    /// The schema of the body, or of the data in it.
    pub(super) id: SchemaId,
    /// How it is written.
    pub(super) style: Style,
    /// What is around the part of the body that the schema is of, the outermost first.
    pub(super) wrappers: Vec<Wrapper>,
}

/// Something around the part of a body that a schema is of.
#[derive(Debug)]
pub(super) enum Wrapper {
    /// The envelope of `CloudEvents`, with the event's type.
    CloudEvent(String),
    /// A member of an object of which no more is known.
    Member {
        /// Its name.
        name: String,
        /// In how many lists what it holds stands.
        lists: usize,
    },
}

impl EventSchema {
    /// The schema of the whole body, with that of the part of it.
    fn wrapped(&self, mut schema: Map<String, Json>) -> Map<String, Json> {
        for wrapper in self.wrappers.iter().rev() {
            schema = match wrapper {
                Wrapper::CloudEvent(name) => in_cloud_event(schema, name),
                Wrapper::Member { name, lists } => {
                    in_member((0..*lists).fold(schema, |items, _| in_list(items)), name)
                }
            };
        }
        schema
    }
}

impl SchemaSource for EventSchema {
    fn schema(&self) -> Json {
        let mut whole = Map::new();
        whole.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
        whole.extend(self.wrapped(write(&self.reader, self.id, self.style)));
        Json::Object(whole)
    }

    fn authored(&self) -> Option<Authored> {
        let authored = authored(&self.reader, self.id, self.style.formats_everywhere)?;
        Some(Authored { schema: self.wrapped(authored.schema), ..authored })
    }

    fn nodes(&self) -> Option<(Nodes, NodeId)> {
        let (mut nodes, mut root) = compile(&self.reader, self.id, self.style)?;
        for wrapper in self.wrappers.iter().rev() {
            root = match wrapper {
                Wrapper::CloudEvent(name) => around_data(&mut nodes, root, name),
                Wrapper::Member { name, lists } => {
                    let inner = (0..*lists).fold(root, |items, _| around_items(&mut nodes, items));
                    around_member(&mut nodes, inner, name)
                }
            };
        }
        nodes.prepare().then_some((nodes, root))
    }
}

/// The schema of the envelope around the schema of its data.
fn in_cloud_event(mut data: Map<String, Json>, name: &str) -> Map<String, Json> {
    let definitions = data.remove("$defs");
    let mut whole = Map::new();
    whole.insert("type".to_owned(), json!("object"));
    whole.insert("required".to_owned(), json!([REQUIRED.as_slice(), &["type"]].concat()));
    whole.insert(
        "properties".to_owned(),
        json!({
            "specversion": { "type": "string" },
            "id": { "type": "string" },
            "source": { "type": "string" },
            "type": { "const": name },
            "data": data,
        }),
    );
    whole.extend(definitions.map(|definitions| ("$defs".to_owned(), definitions)));
    whole
}

/// The schema of an object with a schema of one of its members, which has to be there.
fn in_member(mut inner: Map<String, Json>, name: &str) -> Map<String, Json> {
    let definitions = inner.remove("$defs");
    let mut whole = Map::new();
    whole.insert("type".to_owned(), json!("object"));
    whole.insert("required".to_owned(), json!([name]));
    whole.insert("properties".to_owned(), json!({ name: inner }));
    whole.extend(definitions.map(|definitions| ("$defs".to_owned(), definitions)));
    whole
}

/// The schema of a list with the schema of its items.
fn in_list(mut items: Map<String, Json>) -> Map<String, Json> {
    let definitions = items.remove("$defs");
    let mut whole = Map::new();
    whole.insert("type".to_owned(), json!("array"));
    whole.insert("items".to_owned(), Json::Object(items));
    whole.extend(definitions.map(|definitions| ("$defs".to_owned(), definitions)));
    whole
}

/// The same as nodes.
fn around_items(nodes: &mut Nodes, inner: NodeId) -> NodeId {
    let root = nodes.reserve();
    let items = Some(Box::new(Items { first: Vec::new(), others: Some(inner) }));
    nodes.fill(root, Node { types: Types::named("array"), items, ..Node::default() });
    root
}

/// The same as nodes.
fn around_member(nodes: &mut Nodes, inner: NodeId, name: &str) -> NodeId {
    let root = nodes.reserve();
    let named = vec![Named { name: name.into(), node: Some(inner), required: true }];
    let members = Some(Box::new(Members { named, ..Members::default() }));
    nodes.fill(root, Node { types: Types::OBJECT, members, ..Node::default() });
    root
}

/// The same as nodes.
fn around_data(nodes: &mut Nodes, data: NodeId, name: &str) -> NodeId {
    let [text, kind, root] = [nodes.reserve(), nodes.reserve(), nodes.reserve()];
    nodes.fill(text, Node { types: Types::named("string"), ..Node::default() });
    nodes.fill(kind, Node { literals: Some(vec![Json::from(name)]), ..Node::default() });
    let member = |name: &str, node, required| Named { name: name.into(), node: Some(node), required };
    let mut named: Vec<Named> = REQUIRED.iter().map(|name| member(name, text, true)).collect();
    named.extend([member("type", kind, true), member("data", data, false)]);
    let members = Some(Box::new(Members { named, ..Members::default() }));
    nodes.fill(root, Node { types: Types::OBJECT, members, ..Node::default() });
    root
}
