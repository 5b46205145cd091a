//! Where deliveries may name their event, and what a record says there.

use std::fmt::{self, Display};
use std::str::FromStr;

use thiserror::Error;

use super::form::is_word;
use super::tree::says_nothing;
use crate::capture::Request;
use crate::json::{JsonKind, Pointer, Value};
use crate::redact::{holds_a_secret, tells_a_secret};

/// A place in a delivery.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum NamePlace {
    /// A header, in lower case.
    Header(String),
    /// A member of the body, by the names that lead to it.
    Body(Vec<String>),
    /// The members at the top of the body, whatever they hold.
    Keys,
    /// A segment of the path that the request was sent to, the first being 1.
    Segment(usize),
}

/// How the members at the top are written as a place.
pub(super) const KEYS: &str = "keys";
/// What stands before the number of a segment.
const PATH: &str = "path:";

/// What names no place.
#[derive(Debug, Clone, Error)]
#[error("{0} names no place: write a JSON Pointer such as /type, header:X-Event, path:2 or keys")]
pub struct NamePlaceError(String);

impl FromStr for NamePlace {
    type Err = NamePlaceError;

    fn from_str(text: &str) -> Result<Self, NamePlaceError> {
        let refused = || NamePlaceError(text.to_owned());
        if text == KEYS {
            return Ok(Self::Keys);
        }
        if let Some(header) = text.strip_prefix("header:") {
            let name = header.trim().to_ascii_lowercase();
            return if name.is_empty() { Err(refused()) } else { Ok(Self::Header(name)) };
        }
        if let Some(number) = text.strip_prefix(PATH) {
            let number = number.parse().ok().filter(|number| *number > 0);
            return number.map(Self::Segment).ok_or_else(refused);
        }
        text.parse::<Pointer>().map_err(|_| refused())?;
        let steps = text.split('/').skip(1).map(|step| step.replace("~1", "/").replace("~0", "~"));
        let steps: Vec<String> = steps.collect();
        if steps.is_empty() { Err(refused()) } else { Ok(Self::Body(steps)) }
    }
}

impl Display for NamePlace {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Header(name) => write!(formatter, "header:{name}"),
            Self::Keys => formatter.write_str(KEYS),
            Self::Segment(number) => write!(formatter, "{PATH}{number}"),
            Self::Body(steps) => {
                let mut pointer = Pointer::default();
                for step in steps {
                    pointer.push_key(step);
                }
                write!(formatter, "{pointer}")
            }
        }
    }
}

/// How long the name of an event may be, in bytes.
const LONGEST: usize = 100;

/// Members at the top of a body that often name its event, the surer first, in letters and digits alone.
const MEMBERS: [&str; 27] = [
    "event",
    "eventtype",
    "eventname",
    "type",
    "topic",
    "eventkey",
    "detailtype",
    "trigger",
    "triggerevent",
    "hookevent",
    "webhooktype",
    "webhookcode",
    "webhookevent",
    "notificationtype",
    "messagetype",
    "recordtype",
    "alerttype",
    "alertname",
    "objectkind",
    "kind",
    "resourcetype",
    "resource",
    "object",
    "category",
    "operation",
    "action",
    "method",
];

/// How many ranks there are of them.
pub(super) const RANKED: u16 = 27;
const _: () = assert!(RANKED as usize == MEMBERS.len());

/// Words at such places that say only that this is an event.
const GENERIC: [&str; 8] =
    ["event", "events", "webhook", "hook", "notification", "callback", "event_callback", "message"];

/// Members in which others may name the event.
const CONTAINERS: [&str; 10] =
    ["event", "meta", "metadata", "header", "envelope", "payload", "data", "detail", "message", "hook"];

/// How many of the containers are about the delivery: the others hold what it is about.
const OF_DELIVERY: u16 = 5;

/// How many members at the top name events in themselves; the others may say of anything what it is.
const SURE: u16 = 17;

/// Whether a place of this rank names events in itself.
#[must_use]
pub(super) fn names_events(rank: u16) -> bool {
    rank % RANKS <= SURE && rank / RANKS <= OF_DELIVERY
}

/// The rank of what a header says, before all members.
const HEADER: u16 = 0;
/// The rank of `name` in another member, where it is as good as `type`.
const NAME: u16 = 4;
/// How many ranks the members of one object have.
const RANKS: u16 = 32;

/// The rank of a member at the top, the surer ones smaller.
pub(super) fn rank(name: &str) -> Option<u16> {
    let simple = Simple::of(name)?;
    let place = MEMBERS.iter().position(|known| simple.is(known))?;
    u16::try_from(place + 1).ok()
}

/// That of a member within another, whose own place among those is given.
fn inner_rank(container: u16, name: &str) -> Option<u16> {
    let rank = if Simple::of(name)?.is("name") && container < OF_DELIVERY { NAME } else { rank(name)? };
    Some(rank + RANKS * (container + 1))
}

fn container(name: &str) -> Option<u16> {
    let simple = Simple::of(name)?;
    u16::try_from(CONTAINERS.iter().position(|known| simple.is(known))?).ok()
}

/// A short name in lower case, with its letters and digits alone.
struct Simple {
    bytes: [u8; 16],
    length: usize,
}

impl Simple {
    fn of(name: &str) -> Option<Self> {
        let (mut bytes, mut length) = ([0; 16], 0);
        if name.len() > 20 {
            return None;
        }
        for byte in name.bytes().filter(u8::is_ascii_alphanumeric) {
            *bytes.get_mut(length)? = byte.to_ascii_lowercase();
            length += 1;
        }
        Some(Self { bytes, length })
    }

    fn is(&self, known: &str) -> bool {
        known.len() == self.length && self.bytes.get(..self.length) == Some(known.as_bytes())
    }
}

/// Whether a header's name says that it holds the name of an event.
fn is_of_event(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let endings = ["-event", "-topic", "-event-type", "-event-name", "-event-key"];
    name == "ce-type" || (name.starts_with("x-") && endings.iter().any(|ending| name.ends_with(ending)))
}

/// Whether a text can be the name of an event: a word as programs write them, or a few words, and nothing that opens
/// something.
#[must_use]
pub fn is_name(text: &str) -> bool {
    let few = || {
        let words: Vec<&str> = text.split(' ').collect();
        words.len() <= 4 && words.iter().all(|word| is_word(word))
    };
    let holds_secret = || tells_a_secret(text) || text.contains([':', '=', ' ']) && holds_a_secret(text);
    text.len() <= LONGEST && (is_word(text) || few()) && !holds_secret()
}

/// Where the names of events are looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// Where providers usually have them; which of the places it is is found out.
    Usual,
    /// There, in this order.
    At(Vec<NamePlace>),
}

impl Asked {
    /// Writes what a record says in these places: a line each, `rank place=text`, in the order of the ranks.
    pub fn write(&self, root: Value<'_>, request: Option<&Request>, out: &mut Vec<Said>) {
        out.clear();
        let headers = request.map(|request| &request.headers);
        match self {
            Self::Usual => usual(root, request, out),
            Self::At(places) => {
                for (rank, place) in (0..).zip(places) {
                    if *place == NamePlace::Keys {
                        out.push(signature(root, rank));
                        continue;
                    }
                    let text = match place {
                        NamePlace::Header(name) => headers.and_then(|all| all.get(name)).map(str::to_owned),
                        NamePlace::Segment(number) => {
                            request.and_then(|request| segment(request, *number)).map(str::to_owned)
                        }
                        NamePlace::Keys => None,
                        NamePlace::Body(steps) => steps
                            .iter()
                            .try_fold(root, |value, step| value.get(step))
                            .and_then(Value::text)
                            .map(std::borrow::Cow::into_owned),
                    };
                    if let Some(text) = text
                        .filter(|text| text.len() <= LONGEST && is_one_line(text) && !tells_a_secret(text))
                    {
                        out.push(Said { rank, place: place.to_string(), text });
                    }
                }
            }
        }
    }
}

/// What a record says in one place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Said {
    /// How likely the place is to name the event, 0 being the likeliest.
    pub rank: u16,
    /// The place, as it is written.
    pub place: String,
    /// What stands there.
    pub text: String,
}

/// The rank of the members at the top, after everything else.
pub(super) const LAST: u16 = 900;
/// How many of them count.
const MOST_KEYS: usize = 64;

/// The names of the members at the top, but for those that are data.
fn signature(root: Value<'_>, rank: u16) -> Said {
    let names = root.members().filter_map(|(key, _)| key.string_raw());
    let mut names: Vec<&str> =
        names.filter(|name| !says_nothing(name) && !name.contains(',')).take(MOST_KEYS).collect();
    names.sort_unstable();
    names.dedup();
    Said { rank, place: KEYS.to_owned(), text: names.join(",") }
}

fn is_one_line(text: &str) -> bool {
    !text.is_empty() && !text.contains(char::is_control)
}

fn usual(root: Value<'_>, request: Option<&Request>, out: &mut Vec<Said>) {
    if let Some(Request { headers, .. }) = request {
        let telling = headers.iter().filter(|(name, value)| is_of_event(name) && is_name(value));
        if let Some((name, value)) = telling.min_by_key(|(name, _)| name.to_ascii_lowercase()) {
            let place = format!("header:{}", name.to_ascii_lowercase());
            out.push(Said { rank: HEADER, place, text: value.to_owned() });
        }
    }
    let mut say = |rank: u16, steps: &[&str], value: Value<'_>| {
        let Some(text) = value.text().filter(|text| is_name(text)) else { return };
        // Of two places of one rank in one record the first counts.
        if out.iter().all(|said| said.rank != rank) {
            let mut pointer = Pointer::default();
            for step in steps {
                pointer.push_key(step);
            }
            out.push(Said { rank, place: pointer.as_str().to_owned(), text: text.into_owned() });
        }
    };
    for (key, value) in root.members() {
        match value.kind() {
            JsonKind::String => {
                let Some(name) = key.string_raw() else { continue };
                if let Some(rank) = rank(name) {
                    say(rank, &[name], value);
                }
            }
            JsonKind::Object => {
                let Some(outer) = key.string_raw() else { continue };
                let Some(container) = container(outer) else { continue };
                for (key, value) in value.members() {
                    let Some(name) = key.string_raw().filter(|_| value.kind() == JsonKind::String) else {
                        continue;
                    };
                    if let Some(rank) = inner_rank(container, name) {
                        say(rank, &[outer, name], value);
                    }
                }
            }
            _ => {}
        }
    }
    // What is named needs no members to tell it by.
    if !is_named(out) {
        out.push(signature(root, LAST));
    }
    out.sort();
}

/// Whether a record that says this names its event in a place that names events in itself.
pub(super) fn is_named(said: &[Said]) -> bool {
    let is_generic = |text: &str| GENERIC.iter().any(|word| text.eq_ignore_ascii_case(word));
    said.iter().any(|said| names_events(said.rank) && !is_generic(&said.text))
}

/// A segment of the path of a request, the first being 1.
pub(super) fn segment(request: &Request, number: usize) -> Option<&str> {
    request.path()?.split('/').filter(|segment| !segment.is_empty()).nth(number.checked_sub(1)?)
}
