//! Which event a payload is, with the evidence. An answer is never a guess dressed as a fact.

mod evidence;
mod fit;
mod hints;
mod index;
mod lists;
mod own_name;
mod paths;
mod weigh;

pub use hints::{Hints, PathOf};
pub use index::Index;
pub use lists::EventList;
pub use own_name::OwnName;

use super::conditions::dotted;
use super::event::{EventName, EventRef, Provider, Version};
use super::field::Object;
use super::path::Path;
use crate::finding::{NearestMiss, Teller};

/// So many candidates are named where all ids are said in one text, and so many characters of an unknown name.
const MOST_CANDIDATES: usize = 5;
const MOST_OF_A_NAME: usize = 200;

/// How sure the answer is, and what it is.
#[derive(Debug, Clone)]
pub enum Identification<'m> {
    /// One event.
    Identified {
        /// The event.
        model: EventRef<'m>,
        /// What named it.
        by: NamedBy<'m>,
        /// The other name of the event, when the body used one.
        alias: Option<&'m EventName<'m>>,
    },
    /// It may be one of several events, or one that nothing in the body confirms.
    Ambiguous {
        /// All that are possible, by provider and then in the order of its list.
        candidates: Vec<EventRef<'m>>,
        /// Why there is no telling.
        doubt: Doubt<'m>,
    },
    /// A known provider's envelope around an unknown name.
    UnknownEvent {
        /// Who sends it.
        provider: &'m Provider<'m>,
        /// In which generation.
        version: &'m Version<'m>,
        /// The name, as the body has it.
        name: String,
        /// Where the name stands.
        path: Path<'m>,
        /// The nearest known event.
        nearest: Option<EventRef<'m>>,
    },
    /// No known provider sends such a payload.
    Unknown {
        /// What came nearest.
        nearest: NearestMiss,
        /// What the delivery calls its event.
        event: Option<OwnName>,
        /// What the delivery calls its sender.
        sender: Option<OwnName>,
    },
}

/// Why an identification is ambiguous.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt<'m> {
    /// The candidates fit the body equally well.
    Equal,
    /// This names them, but nothing in the body agrees.
    Alone(NamedBy<'m>),
}

/// What would settle an ambiguous answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettledBy {
    /// A caller who says which event it is, or whose.
    Caller,
    /// The same, or the path of the request, or the name of the file.
    EventOrProvider,
    /// The path of the request, the name of the file, or a caller who says which event it is.
    Event,
}

/// What named the event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NamedBy<'m> {
    /// The caller.
    Caller,
    /// The body, at this path.
    Body(Path<'m>),
    /// A header of the request together with the body, at this path.
    HeaderAndBody(&'m str, Path<'m>),
    /// A header of the request.
    Header(&'m str),
    /// The path of the request, among events that share a shape.
    RequestPath,
    /// The words beside the body in a log, among events that share a shape.
    Log,
    /// The file's name or a folder's, among events that share a shape.
    FileName,
    /// The keys at the top of the body, which only this event has.
    Shape,
}

impl<'m> Identification<'m> {
    /// The model of the payload's body, also of an ambiguous one whose candidates share it.
    #[must_use]
    pub fn body(&self) -> Option<&'m Object<'m>> {
        match self {
            Self::Identified { model, .. } => Some(model.event.body),
            Self::Ambiguous { doubt: Doubt::Alone(_), .. } | Self::Unknown { .. } => None,
            Self::Ambiguous { candidates, .. } => {
                let first = candidates.first()?;
                candidates.iter().all(|model| model.shares_body(*first)).then_some(first.event.body)
            }
            Self::UnknownEvent { version, .. } => version.envelope,
        }
    }

    /// Whether something in the body, or the caller, speaks for the answer.
    #[must_use]
    pub const fn is_supported(&self) -> bool {
        !matches!(self, Self::Unknown { .. } | Self::Ambiguous { doubt: Doubt::Alone(_), .. })
    }

    /// What an unknown payload calls its event.
    #[must_use]
    pub const fn own_name(&self) -> Option<&OwnName> {
        match self {
            Self::Unknown { event, .. } => event.as_ref(),
            _ => None,
        }
    }

    /// What an unknown payload calls its sender.
    #[must_use]
    pub const fn sender(&self) -> Option<&OwnName> {
        match self {
            Self::Unknown { sender, .. } => sender.as_ref(),
            _ => None,
        }
    }

    /// The names of the candidates: those of one provider alone, those of several with their provider.
    #[must_use]
    pub fn candidate_names(&self) -> Vec<String> {
        let Self::Ambiguous { candidates, doubt } = self else { return Vec::new() };
        doubt.names(candidates)
    }

    /// The members that only some of the candidates know, each with a candidate that does: they would decide.
    #[must_use]
    pub fn deciding_members(&self) -> Vec<(String, EventRef<'m>)> {
        match self {
            Self::Ambiguous { candidates, doubt: Doubt::Equal } => fit::deciding(candidates),
            _ => Vec::new(),
        }
    }

    /// The model of the body that both answers share, where they do: events of one family often share an object.
    #[must_use]
    pub fn shared_body(&self, other: &Self) -> Option<&'m Object<'m>> {
        let ((provider, version), (theirs, their_version)) = (self.origin()?, other.origin()?);
        let (ours, other) = (self.body()?, other.body()?);
        (provider.id == theirs.id && version.id == their_version.id && ours.name == other.name)
            .then_some(ours)
    }

    /// The answer of somebody who expects this event: where it is one of several that fit equally well, it is settled.
    #[must_use]
    pub fn expecting(self, expected: Option<EventRef<'m>>) -> Self {
        match (self, expected) {
            (Self::Ambiguous { candidates, doubt: Doubt::Equal }, Some(model))
                if candidates.contains(&model) =>
            {
                Self::Identified { model, by: NamedBy::Caller, alias: None }
            }
            (answer, _) => answer,
        }
    }

    /// What it is, in a few words: `FirstPromoter v1 · promoter_accepted`.
    #[must_use]
    pub fn title(&self) -> String {
        let origin = self.origin().map(|(provider, version)| format!("{} {} · ", provider.name, version.id));
        let what = match self {
            Self::Identified { model, .. } => model.event.name.to_owned(),
            Self::Ambiguous { .. } => format!("{}, ambiguous", self.candidate_names().join(" or ")),
            Self::UnknownEvent { .. } => "an unknown event".to_owned(),
            Self::Unknown { .. } => "unknown payload".to_owned(),
        };
        format!("{}{what}", origin.unwrap_or_default())
    }

    /// The event, if there is exactly one.
    #[must_use]
    pub const fn model(&self) -> Option<EventRef<'m>> {
        match self {
            Self::Identified { model, .. } => Some(*model),
            _ => None,
        }
    }

    /// `identified`, `ambiguous`, `unknown-event`, `unknown`.
    #[must_use]
    pub const fn certainty(&self) -> &'static str {
        match self {
            Self::Identified { .. } => "identified",
            Self::Ambiguous { .. } => "ambiguous",
            Self::UnknownEvent { .. } => "unknown-event",
            Self::Unknown { .. } => "unknown",
        }
    }

    /// The event whose summary fields tell what happened: also that of candidates which share them.
    #[must_use]
    pub fn told_by(&self) -> Option<EventRef<'m>> {
        match self {
            Self::Identified { model, .. } => Some(*model),
            Self::Ambiguous { candidates, doubt: Doubt::Equal } => candidates.first().copied(),
            Self::Ambiguous { .. } | Self::UnknownEvent { .. } | Self::Unknown { .. } => None,
        }
    }

    /// The ids of all events that it may be, in a text that can be searched for each of them:
    /// `uppromote/affiliate.new|affiliate.approved`. A question mark ends the name of an unknown event.
    #[must_use]
    pub fn ids(&self) -> Option<String> {
        let clipped = |name: &str| name.chars().take(MOST_OF_A_NAME).collect::<String>();
        Some(match self {
            Self::Identified { model, .. } => model.id(),
            Self::Ambiguous { candidates, .. } => {
                let same = self.origin().is_some();
                let name = |(place, model): (usize, &EventRef<'_>)| {
                    if same && place > 0 { model.event.name.to_owned() } else { model.id() }
                };
                let mut names: Vec<String> =
                    candidates.iter().enumerate().take(MOST_CANDIDATES).map(name).collect();
                if candidates.len() > MOST_CANDIDATES {
                    names.push("…".to_owned());
                }
                names.join("|")
            }
            Self::UnknownEvent { provider, name, .. } => format!("{}/{}?", provider.id, clipped(name)),
            Self::Unknown { event: Some(own), .. } => format!("{}?", clipped(&own.name)),
            Self::Unknown { event: None, .. } => return None,
        })
    }

    /// Provider and version, where they are known.
    #[must_use]
    pub fn origin(&self) -> Option<(&'m Provider<'m>, &'m Version<'m>)> {
        match self {
            Self::Identified { model, .. } => Some((model.provider, model.version)),
            Self::Ambiguous { candidates, doubt: Doubt::Equal } => {
                let first = candidates.first()?;
                let same = |model: &EventRef<'m>| {
                    model.provider.id == first.provider.id && model.version.id == first.version.id
                };
                candidates.iter().all(same).then_some((first.provider, first.version))
            }
            Self::UnknownEvent { provider, version, .. } => Some((provider, version)),
            Self::Ambiguous { .. } | Self::Unknown { .. } => None,
        }
    }

    /// What could settle an ambiguous answer.
    #[must_use]
    pub fn settled_by(&self) -> Option<SettledBy> {
        let Self::Ambiguous { candidates, doubt } = self else { return None };
        Some(match doubt {
            Doubt::Alone(_) => SettledBy::Caller,
            Doubt::Equal if fit::deciding(candidates).is_empty() => SettledBy::Event,
            Doubt::Equal => SettledBy::EventOrProvider,
        })
    }

    /// Why this is the answer, a sentence each.
    #[must_use]
    pub fn evidence(&self) -> Vec<String> {
        match self {
            Self::Identified { model, by, alias } => {
                let mut evidence = vec![by.in_words(*model)];
                if let Some(alias) = alias {
                    evidence.push(format!(
                        "{} is another name of {}: {}",
                        alias.name, model.event.name, alias.why
                    ));
                }
                evidence
            }
            Self::Ambiguous { candidates, doubt } => doubt.in_words(candidates),
            Self::UnknownEvent { provider, version, path, nearest, .. } => {
                let mut evidence = vec![format!(
                    "body: has the envelope of {} {}, but {} is not an event known so far",
                    provider.name,
                    version.id,
                    dotted(path)
                )];
                if let Some(model) = nearest {
                    evidence.push(format!("the nearest known name is {}", model.event.name));
                }
                evidence
            }
            Self::Unknown { nearest, event, sender } => {
                let mut evidence = vec![nearest.to_string()];
                if let Some(OwnName { name, place }) = event {
                    evidence.push(format!("names itself `{name}` ({place})"));
                }
                if let Some(OwnName { name, place }) = sender {
                    evidence.push(format!("was sent by `{name}` ({place})"));
                }
                evidence
            }
        }
    }
}

impl NamedBy<'_> {
    /// What names an event, in a sentence.
    fn in_words(&self, model: EventRef<'_>) -> String {
        match self {
            Self::Caller => "the caller says so".to_owned(),
            Self::Body(path) => format!("body: {} names it", dotted(path)),
            Self::HeaderAndBody(header, path) => {
                format!("header and body: {header} and {} name it", dotted(path))
            }
            Self::Header(name) => format!("header: {name} names it, and the body agrees"),
            Self::RequestPath | Self::Log | Self::FileName => {
                let body = model.event.body.name;
                format!("body: has the keys of {body}; the {} tells which event", self.teller())
            }
            Self::Shape => format!("body: only {} has these keys", model.event.name),
        }
    }

    /// What it is called in messages.
    pub(super) fn teller(&self) -> Teller {
        match self {
            Self::Caller => Teller::Caller,
            Self::Body(_) | Self::Shape => Teller::Body,
            Self::Header(name) | Self::HeaderAndBody(name, _) => Teller::Header((*name).into()),
            Self::RequestPath => Teller::RequestPath,
            Self::Log => Teller::Log,
            Self::FileName => Teller::FileName,
        }
    }
}

impl Doubt<'_> {
    /// The names of the candidates: bare where one provider has all of them and is beyond doubt.
    fn names(&self, events: &[EventRef<'_>]) -> Vec<String> {
        let several = events.windows(2).any(|pair| matches!(pair, [a, b] if a.provider.id != b.provider.id));
        let bare = *self == Self::Equal && !several;
        events.iter().map(|event| if bare { event.event.name.to_owned() } else { event.id() }).collect()
    }

    /// Why there is no telling.
    fn in_words(&self, candidates: &[EventRef<'_>]) -> Vec<String> {
        if let Self::Alone(by) = self {
            let names = self.names(candidates).join(" or ");
            return vec![format!("the {} says {names}, but nothing in the body agrees", by.teller())];
        }
        let deciding = fit::deciding(candidates);
        if !deciding.is_empty() {
            let mut evidence =
                vec![format!("body: fits {} equally well", self.names(candidates).join(" and "))];
            evidence.extend(
                deciding
                    .iter()
                    .map(|(name, model)| format!("{name} would decide: only {} has it", model.id())),
            );
            return evidence;
        }
        let body = candidates.first().map_or("payload", |model| model.event.body.name);
        let count = candidates.len();
        vec![format!("body: has the keys of {body}, and {count} events send that one object")]
    }
}
