//! Which members and headers of a delivery have a role of their own: its time, its id, its signature.

use std::collections::BTreeMap;

use super::form::Form;
use super::state::Group;
use super::time::{CONTAINERS, MEMBERS};
use super::tree::{Node, Objects};

/// Members that hold the id of a delivery or an event, the surer first.
const IDS: [&str; 12] = [
    "event_id",
    "eventId",
    "delivery_id",
    "deliveryId",
    "webhook_id",
    "webhookId",
    "message_id",
    "messageId",
    "notification_id",
    "request_id",
    "id",
    "uuid",
];

/// The members of one event that tell of the delivery.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roles {
    /// When it happened.
    pub time: Option<Vec<String>>,
    /// What is the same when it is sent again.
    pub id: Option<Vec<String>>,
}

impl Roles {
    /// Those of an event.
    #[must_use]
    pub fn of(group: &Group) -> Self {
        let Some(root) = &group.root.objects else { return Self::default() };
        Self { time: member(root, &MEMBERS, is_time), id: member(root, &IDS, is_id) }
    }
}

/// The first of these members that every object has and that holds what it should: at the top, or in an object that tells of
/// the delivery.
fn member(root: &Objects, names: &[&str], is: impl Fn(&Node) -> bool) -> Option<Vec<String>> {
    let holds = |objects: &Objects, name: &str| {
        objects
            .members
            .iter()
            .any(|member| *member.name == *name && member.objects == objects.count && is(&member.node))
    };
    let at_top = names.iter().find(|name| holds(root, name)).map(|name| vec![(*name).to_owned()]);
    let inner = |container: &&str| {
        let held = root.members.iter().find(|member| *member.name == **container)?;
        let objects = held.node.objects.as_ref().filter(|_| held.objects == root.count)?;
        let name = names.iter().find(|name| holds(objects, name))?;
        Some(vec![(*container).to_owned(), (*name).to_owned()])
    };
    // What `data` holds is what happened to, and its id is not the delivery's.
    at_top.or_else(|| CONTAINERS.iter().filter(|container| **container != "data").find_map(inner))
}

/// Whether a place holds times and nothing else.
fn is_time(node: &Node) -> bool {
    let written = |texts: &super::scalars::Texts| {
        [Form::Timestamp, Form::Date, Form::LooseTime].into_iter().map(|form| texts.of(form)).sum::<u64>()
    };
    node.texts.as_ref().is_some_and(|texts| written(texts) == node.count)
}

/// Whether a place holds ids: texts that are no words, or whole numbers.
fn is_id(node: &Node) -> bool {
    let texts = node.texts.as_ref().map_or(0, |texts| texts.count() - texts.of(Form::Empty));
    let numbers = node.numbers.as_ref().map_or(0, |numbers| numbers.plain);
    texts + numbers == node.count
}

/// The headers that sign a delivery, of those that were seen in so many records.
#[must_use]
pub fn signing(headers: &BTreeMap<String, u64>) -> Vec<&str> {
    let signs = |name: &&String| {
        name.contains("signature")
            || name.contains("hmac")
            || name.ends_with("-sig")
            || name.ends_with("-digest")
    };
    headers.keys().filter(signs).map(String::as_str).collect()
}
