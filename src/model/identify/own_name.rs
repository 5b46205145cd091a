//! What a payload of no known provider says of itself.

use super::hints::Hints;
use crate::json::{JsonKind, Value};

/// What a delivery calls itself, or its sender.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnName {
    /// The name.
    pub name: String,
    /// Where it stands: `X-GitHub-Event`, `type`.
    pub place: String,
}

/// How many characters a name may have: a longer text is no name.
const LONGEST: usize = 120;

/// The members of a body that often hold the name of an event, the commoner first.
const MEMBERS: &[&[&str]] = &[
    &["type"],
    &["event"],
    &["event_type"],
    &["eventType"],
    &["event_name"],
    &["topic"],
    &["event", "type"],
    &["event", "name"],
];

/// How the names of headers end that often hold the name of an event.
const ENDINGS: &[&str] = &["-event", "-topic", "-event-type", "-event-name", "-event-key"];

/// Whether a header may say something of the event or the sender of a delivery of any provider.
pub(super) fn is_telling(header: &str) -> bool {
    is_of_event(header) || header.eq_ignore_ascii_case("User-Agent")
}

fn is_of_event(header: &str) -> bool {
    let name = header.to_ascii_lowercase();
    name == "ce-type" || (name.starts_with("x-") && ENDINGS.iter().any(|ending| name.ends_with(ending)))
}

/// What a delivery calls its event.
pub(super) fn of_event(root: Value<'_>, hints: &Hints<'_>) -> Option<OwnName> {
    let header = hints.telling.iter().find(|(name, value)| is_of_event(name) && is_name(value));
    if let Some((place, name)) = header {
        return Some(OwnName { name: name.clone(), place: place.clone() });
    }
    MEMBERS.iter().find_map(|path| {
        let value = path.iter().try_fold(root, |value, key| value.get(key))?;
        let name = value.text().filter(|_| value.kind() == JsonKind::String)?;
        is_name(&name).then(|| OwnName { name: name.into_owned(), place: path.join(".") })
    })
}

/// What a request calls its sender.
pub(super) fn of_sender(hints: &Hints<'_>) -> Option<OwnName> {
    let value = hints.header("User-Agent").filter(|value| !value.trim().is_empty())?;
    let name: String = value.chars().take(LONGEST).collect();
    Some(OwnName { name, place: "User-Agent".to_owned() })
}

/// A name is one short word with letters in it.
fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= LONGEST
        && !text.contains(char::is_whitespace)
        && text.contains(char::is_alphabetic)
}
