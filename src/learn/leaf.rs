//! Where a record may name its event when none of the usual places does: every string outside of lists, every header but
//! those that any request has, and every segment of the path.

use std::fmt::Write as _;

use super::collect::digest;
use super::place::{NamePlace, is_name, segment};
use super::secrets::is_named_secret;
use super::tree::{MOST_LEVELS, says_nothing};
use crate::capture::Request;
use crate::json::{JsonKind, Pointer, Value};
use crate::redact::sensitivity_of_name;

/// How many segments of a path are looked at.
const MOST_SEGMENTS: usize = 6;
/// How many levels of members make up the shape of a payload.
const SHAPE_LEVELS: usize = 2;

/// Parts of names that say what something is or what was done. In doubt such places are looked at rather than others.
const TELLING: [&str; 24] = [
    "type",
    "kind",
    "event",
    "action",
    "topic",
    "verb",
    "operation",
    "resource",
    "entity",
    "object",
    "subject",
    "trigger",
    "category",
    "class",
    "method",
    "command",
    "model",
    "name",
    "code",
    "what",
    "change",
    "activity",
    "notification",
    "hook",
];

/// Headers that say nothing of what a payload tells.
const OF_TRANSPORT: [&str; 22] = [
    "accept",
    "accept-encoding",
    "accept-language",
    "authorization",
    "cache-control",
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "cookie",
    "date",
    "expect",
    "forwarded",
    "host",
    "keep-alive",
    "origin",
    "pragma",
    "referer",
    "te",
    "transfer-encoding",
    "user-agent",
    "via",
];
const OF_PROXIES: [&str; 6] = ["x-forwarded-", "x-real-", "x-amzn-", "x-envoy-", "x-b3-", "cf-"];

/// A place, in the order in which places are looked at where there are too many: those of likely names first, then those
/// that are less deep, then by the alphabet. It does not depend on what stands there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    is_plain: bool,
    level: u8,
    /// The place as it is written.
    pub(super) place: Box<str>,
}

impl Spot {
    /// The spot of a place, as it is written.
    pub(super) fn of(place: &str) -> Self {
        let (mut is_plain, mut level) = (false, 0);
        if place.starts_with('/') {
            let name = place.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
            is_plain = !TELLING.iter().any(|part| name.contains(part));
            level = u8::try_from(place.matches('/').count()).unwrap_or(u8::MAX);
        }
        Self { is_plain, level, place: place.into() }
    }

    /// Whether what stands there may be told: a person's data names nothing.
    pub(super) fn may_name(&self) -> bool {
        let names = self.place.strip_prefix("header:").unwrap_or(&self.place);
        names.split('/').all(|name| sensitivity_of_name(name).is_none())
    }

    /// Whether the place has a likely name.
    pub(super) fn is_likely(place: &NamePlace) -> bool {
        !Self::of(&place.to_string()).is_plain
    }
}

/// What stands in a place.
#[derive(Debug, Clone, Copy)]
pub(super) enum Word<'t> {
    /// What may be a name.
    Name(&'t str),
    /// What is none.
    Other,
}

impl<'t> Word<'t> {
    fn of(text: &'t str) -> Self {
        if is_name(text) { Self::Name(text) } else { Self::Other }
    }
}

/// Tells of each place in a record that holds a text, and gives a digest of its shape.
pub(super) fn walk(root: Value<'_>, request: Option<&Request>, tell: &mut dyn FnMut(&str, Word<'_>)) -> u64 {
    let mut shape = 0;
    members(root, 1, &mut Pointer::default(), &mut shape, tell);
    let Some(request) = request else { return shape };
    for (name, value) in request.headers.iter() {
        let name = name.to_ascii_lowercase();
        let is_of_transport = OF_TRANSPORT.contains(&name.as_str())
            || OF_PROXIES.iter().any(|beginning| name.starts_with(beginning));
        if !is_of_transport && !value.is_empty() {
            tell(&format!("header:{name}"), Word::of(value));
        }
    }
    let mut place = String::new();
    for number in 1..=MOST_SEGMENTS {
        let Some(segment) = segment(request, number) else { break };
        place.clear();
        let _ = write!(place, "path:{number}");
        tell(&place, Word::of(segment));
    }
    shape
}

/// Tells of the members of an object. Recurses on the levels that are looked into, so many at most.
fn members(
    object: Value<'_>,
    level: usize,
    pointer: &mut Pointer,
    shape: &mut u64,
    tell: &mut dyn FnMut(&str, Word<'_>),
) {
    let length = pointer.as_str().len();
    for (key, value) in object.members() {
        let Some(name) = key.text().filter(|name| !says_nothing(name)) else { continue };
        pointer.push_key(&name);
        if level <= SHAPE_LEVELS {
            *shape = shape.wrapping_add(digest(pointer.as_str().as_bytes()));
        }
        match value.kind() {
            JsonKind::Object if level < MOST_LEVELS => members(value, level + 1, pointer, shape, tell),
            JsonKind::String => {
                if let Some(text) = value.text().filter(|text| !text.is_empty()) {
                    let word = Word::of(&text);
                    let is_secret = matches!(word, Word::Name(_)) && is_named_secret(object, &name);
                    tell(pointer.as_str(), if is_secret { Word::Other } else { word });
                }
            }
            _ => {}
        }
        pointer.truncate(length);
    }
}
