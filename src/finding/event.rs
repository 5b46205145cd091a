//! What is wrong about which event a payload is.

use std::borrow::Cow;
use std::fmt;

use super::Rule;
use super::values::{Met, with_article};
use crate::json::Pointer;

/// What says which event a payload is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Teller {
    /// Whoever called the program or the library.
    Caller,
    /// The body.
    Body,
    /// This header of the request.
    Header(Box<str>),
    /// The path of the request.
    RequestPath,
    /// The words beside the body in a log.
    Log,
    /// The name of the file, or of a folder above it.
    FileName,
}

impl fmt::Display for Teller {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Caller => formatter.write_str("caller"),
            Self::Body => formatter.write_str("body"),
            Self::Header(name) => write!(formatter, "header {name}"),
            Self::RequestPath => formatter.write_str("request path"),
            Self::Log => formatter.write_str("log"),
            Self::FileName => formatter.write_str("file name"),
        }
    }
}

/// What a payload comes nearest to, though no known provider sends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NearestMiss {
    /// Its event is known, and the members around it are not all there.
    Envelope {
        /// The dotted path of the event's name.
        at: String,
        /// The name.
        event: String,
        /// Provider and version.
        sender: String,
        /// The dotted paths of what is missing.
        missing: Vec<String>,
    },
    /// An unknown event in an envelope that several versions share: provider and version of each.
    UnknownEvent(Vec<String>),
    /// No event of the provider that the caller named.
    OtherProvider(String),
    /// No event of any.
    Nothing,
    /// Not even an object, as every payload is.
    NotAnObject,
    /// A delivery whose list of events is empty.
    NoEvents {
        /// Provider and version.
        sender: String,
        /// Where the list stands.
        list: Pointer,
    },
    /// A capture in an unusual form: what it looks like, as a clause.
    Capture(String),
    /// A value within it looks like a payload.
    Within {
        /// Where that stands.
        pointer: Pointer,
        /// What it looks like: ids of events, or a capture.
        what: String,
    },
}

impl fmt::Display for NearestMiss {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Envelope { at, event, sender, missing } => {
                let missing = missing.join(", ");
                write!(
                    formatter,
                    "{at} is {event}, which {sender} knows, but the rest of its envelope is missing: {missing}"
                )
            }
            Self::UnknownEvent(senders) => {
                let senders = senders.join(" and of ");
                write!(formatter, "it names an event that is not known, in an envelope of {senders}")
            }
            Self::OtherProvider(name) => write!(formatter, "no event of {name} has such a body"),
            Self::Nothing => formatter.write_str("no known provider sends a body with these keys"),
            Self::NotAnObject => formatter.write_str("a webhook payload is an object, and this is not one"),
            Self::NoEvents { sender, list } => {
                write!(formatter, "the list at {list}, which holds the events of {sender}, is empty")
            }
            Self::Capture(clause) => formatter.write_str(clause),
            Self::Within { pointer, what } => write!(formatter, "what stands at {pointer} looks like {what}"),
        }
    }
}

/// Which event a payload is, where another was expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FoundEvent {
    /// One of these ids; never none.
    OneOf(Vec<Box<str>>),
    /// One of this provider that is not known.
    UnknownOf(Box<str>),
    /// None that is known.
    Nothing,
}

impl fmt::Display for FoundEvent {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OneOf(ids) => formatter.write_str(&ids.join(" or ")),
            Self::UnknownOf(provider) => write!(formatter, "an unknown event of {provider}"),
            Self::Nothing => formatter.write_str("no known event"),
        }
    }
}

/// What is wrong about which event a payload is, with its parts. Events are told by their ids unless it says otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EventDeviation {
    /// Something outside the body names events, and nothing in the body agrees.
    Unconfirmed {
        /// What names them.
        teller: Teller,
        /// The events.
        events: Vec<String>,
    },
    /// A template whose members were not filled in.
    Template,
    /// A known envelope around a name that is not known.
    UnknownEvent {
        /// The name, shortened.
        name: Box<str>,
        /// Provider and version.
        sender: Box<str>,
        /// The bare name of the nearest known event.
        nearest: Option<Box<str>>,
    },
    /// No known provider sends such a payload.
    Unidentified {
        /// What it comes nearest to.
        nearest: NearestMiss,
        /// What the payload calls itself, and where.
        own_name: Option<(Box<str>, Box<str>)>,
    },
    /// The list in a delivery that holds its events is empty.
    NoEvents {
        /// Provider and version.
        sender: Box<str>,
    },
    /// It is not an object, and so not a payload.
    NotAnObject {
        /// What it is.
        found: Met,
    },
    /// Another event than the one that was expected.
    Unexpected {
        /// The expected one.
        expected: Box<str>,
        /// What it is.
        found: FoundEvent,
    },
    /// The body names another event than the caller, who is believed.
    NamesAnother {
        /// The bare name of the event that the caller says it is.
        event: Box<str>,
    },
    /// The body calls its event by another name than the usual one.
    OtherName {
        /// That name.
        name: Box<str>,
        /// The usual one.
        event: Box<str>,
        /// Who uses the other.
        why: Box<str>,
    },
    /// There is something to know about the event itself.
    Doubtful {
        /// The bare name.
        event: Box<str>,
        /// What.
        caution: Box<str>,
    },
    /// Something outside the body names another event than the body, which is believed.
    Contradicted {
        /// What the payload is.
        event: Box<str>,
        /// What says otherwise.
        teller: Teller,
        /// What it says.
        named: Box<str>,
    },
    /// The events share one object: bare names.
    SharedObject(Vec<Box<str>>),
    /// The payload fits several events equally well.
    FitsSeveral {
        /// The events.
        events: Vec<Box<str>>,
        /// Members that would decide, each with an event that has it.
        deciding: Vec<(Box<str>, Box<str>)>,
    },
    /// The payload can be of several events, and is as none of them is.
    FitsNone {
        /// The events.
        events: Vec<Box<str>>,
        /// The one that the fewest things are wrong for.
        nearest: Box<str>,
    },
    /// Something outside the body names an event with another object.
    OtherObject {
        /// What the model calls the object of the payload.
        object: Box<str>,
        /// What names the event.
        teller: Teller,
        /// The event.
        named: Box<str>,
    },
}

impl EventDeviation {
    /// What kind of deviation it is.
    #[must_use]
    pub const fn rule(&self) -> Rule {
        match self {
            Self::Unconfirmed { .. }
            | Self::Template
            | Self::Unidentified { .. }
            | Self::NotAnObject { .. } => Rule::Unidentified,
            Self::UnknownEvent { .. } => Rule::UnknownEvent,
            Self::NoEvents { .. } => Rule::EmptyBody,
            Self::Unexpected { .. } => Rule::UnexpectedEvent,
            Self::NamesAnother { .. } | Self::Contradicted { .. } | Self::OtherObject { .. } => {
                Rule::Inconsistent
            }
            Self::OtherName { .. } => Rule::NonstandardName,
            Self::Doubtful { .. } => Rule::ThinEvidence,
            Self::SharedObject(_) | Self::FitsSeveral { .. } | Self::FitsNone { .. } => Rule::AmbiguousEvent,
        }
    }

    /// What to do about it.
    pub(super) fn help(&self) -> Option<Cow<'_, str>> {
        Some(match self {
            Self::Unconfirmed { .. } => "the caller can say what it is, if it is that all the same".into(),
            Self::Template => "fill in the members, or take a made-up payload of the event".into(),
            Self::UnknownEvent { nearest: Some(name), .. } => {
                format!("the nearest known name is {name}; the envelope was checked").into()
            }
            Self::UnknownEvent { nearest: None, .. } => {
                "the envelope was checked, the rest was read and not checked".into()
            }
            Self::Unidentified { nearest: NearestMiss::Within { pointer, .. }, .. } => {
                format!("read the value at {pointer} alone").into()
            }
            Self::Unidentified { .. } | Self::NotAnObject { .. } => {
                "the registry lists what is known; the caller can say what it is".into()
            }
            Self::Unexpected { .. } => "the payload or the expectation is of another event".into(),
            Self::Contradicted { teller: Teller::RequestPath, .. } => {
                "the body's own word was believed; look where the provider sends its events".into()
            }
            Self::Contradicted { teller: Teller::FileName, .. } => {
                "the body's own word was believed; rename the file or replace its content".into()
            }
            Self::Contradicted { .. } => "the body's own word was believed".into(),
            Self::SharedObject(_) | Self::FitsSeveral { .. } | Self::FitsNone { .. } => {
                "the path of a captured request, a file or folder named after the event, or the caller, decides"
                    .into()
            }
            Self::NoEvents { .. }
            | Self::NamesAnother { .. }
            | Self::OtherName { .. }
            | Self::Doubtful { .. }
            | Self::OtherObject { .. } => return None,
        })
    }
}

impl fmt::Display for EventDeviation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unconfirmed { teller, events } => {
                let events = events.join(" or ");
                write!(
                    formatter,
                    "is not identified: the {teller} says {events}, but nothing in the body agrees"
                )
            }
            Self::Template => formatter
                .write_str("names no event: this is a template that was not filled in, not a delivery"),
            Self::UnknownEvent { name, sender, .. } => {
                write!(formatter, "is {name}, which is not an event of {sender} known so far")
            }
            Self::Unidentified { nearest, own_name } => {
                write!(formatter, "is not a payload of a known provider: {nearest}")?;
                match own_name {
                    Some((name, place)) => write!(formatter, "; it names itself `{name}` ({place})"),
                    None => Ok(()),
                }
            }
            Self::NoEvents { sender } => write!(formatter, "is the list of events of {sender}, and empty"),
            Self::NotAnObject { found } => {
                let found = with_article(found.name());
                write!(formatter, "is {found}, not a payload: webhooks send an object")
            }
            Self::Unexpected { expected, found } => write!(formatter, "is {found}, expected {expected}"),
            Self::NamesAnother { event } => {
                write!(formatter, "names another event than {event}, which the caller says it is")
            }
            Self::OtherName { name, event, why } => {
                write!(formatter, "is {name}, another name of {event}: {why}")
            }
            Self::Doubtful { event, caution } => write!(formatter, "is {event}: {caution}"),
            Self::Contradicted { event, teller, named } => {
                write!(formatter, "is {event}, but the {teller} says {named}")
            }
            Self::SharedObject(names) => {
                let names = names.join(" or ");
                write!(formatter, "can be {names}: these events share one object and the body names none")
            }
            Self::FitsSeveral { events, deciding } => {
                let members: Vec<String> =
                    deciding.iter().map(|(member, event)| format!("{member} ({event})")).collect();
                let (events, members) = (events.join(" or "), members.join(", "));
                write!(formatter, "can be {events}: it fits them equally well")?;
                if deciding.is_empty() { Ok(()) } else { write!(formatter, "; {members} would decide") }
            }
            Self::FitsNone { events, nearest } => {
                let events = events.join(" or ");
                write!(
                    formatter,
                    "can be {events}, and fits none of them: what is wrong is told as of {nearest}"
                )
            }
            Self::OtherObject { object, teller, named } => {
                write!(formatter, "has the keys of {object}, but the {teller} says {named}")
            }
        }
    }
}
