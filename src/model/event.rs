//! Events, the versions and providers they belong to, and what their payloads can be told by.

use super::facts::Provenance;
use super::field::Object;
use super::naming::{Naming, Shape};
use super::neutral::{Neutral, Words};
use super::path::Path;
use super::signature::Scheme;

/// A platform that sends webhooks.
#[derive(Debug, Clone, Copy)]
pub struct Provider<'m> {
    /// `firstpromoter`: lower case, the first half of an event id.
    pub id: &'m str,
    /// `FirstPromoter`: as its owner writes it.
    pub name: &'m str,
    /// What it sends, older first.
    pub versions: &'m [Version<'m>],
}

/// One generation of a provider's webhooks.
#[derive(Debug, Clone, Copy)]
pub struct Version<'m> {
    /// `v1`.
    pub id: &'m str,
    /// By what its deliveries are told.
    pub naming: Naming<'m>,
    /// Every event known, in the order of the documentation. Names are unique within the provider.
    pub events: &'m [Event<'m>],
    /// Where the facts come from, in a sentence.
    pub sources: &'m str,
    /// The delivery's own members that every event shares, checked when the event's name is not known.
    pub envelope: Option<&'m Object<'m>>,
    /// What the bodies of its deliveries are written in.
    pub media: Media,
    /// How deliveries are signed, where they are.
    pub signature: Option<&'m Scheme<'m>>,
    /// The headers of every delivery that repeat what its body holds.
    pub headers: &'m [MemberHeader<'m>],
    /// What its events and their members mean in the neutral event, one entry an event.
    pub neutral: &'m [Neutral<'m>],
    /// What its words for states and rewards mean in the neutral event.
    pub words: &'m Words<'m>,
}

/// What bodies are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Media {
    /// JSON.
    #[default]
    Json,
    /// `application/x-www-form-urlencoded`: the members of an object, each a text, a number, `true` or `false`. JSON is
    /// taken too.
    Form,
}

/// A header of every delivery that repeats a member of its body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MemberHeader<'m> {
    /// The header's name.
    pub name: &'m str,
    /// The member, a scalar.
    pub path: Path<'m>,
}

/// A name of an event other than its main one.
#[derive(Debug, Clone, Copy)]
pub struct EventName<'m> {
    /// The name as a payload would hold it.
    pub name: &'m str,
    /// Who uses it.
    pub why: &'m str,
}

/// One kind of webhook.
#[derive(Debug, Clone, Copy)]
pub struct Event<'m> {
    /// The name as the provider writes it: `promoter_signed_up`, `affiliate.new`.
    pub name: &'m str,
    /// Other names for the same thing; meeting one is noted.
    pub aliases: &'m [EventName<'m>],
    /// What happened, in a few words: `a new promoter joined the programme`.
    pub summary: &'m str,
    /// When exactly it is sent, in a sentence.
    pub trigger: &'m str,
    /// What the whole payload looks like.
    pub body: &'m Object<'m>,
    /// By which keys the payload is told where it names no event.
    pub shapes: &'m [Shape<'m>],
    /// What has to hold between parts of one payload.
    pub conditions: &'m [Condition<'m>],
    /// Which members tell the story in one line.
    pub summary_fields: &'m SummaryFields<'m>,
    /// How well the event itself is known.
    pub provenance: Provenance,
    /// What the model rests on, in a sentence or two.
    pub evidence: &'m str,
    /// Said as a note about every payload of this event: a doubtful name, a withdrawn event.
    pub caution: Option<&'m str>,
    /// A made-up payload that is valid: the text of `samples/PROVIDER/EVENT.json`.
    pub sample: &'m str,
}

/// What has to hold between parts of one payload. A condition says nothing where a part is absent or of another type.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Condition<'m> {
    /// Both are the same value. `left` may hold `*`: then each is.
    Same {
        /// The place that is reported.
        left: Path<'m>,
        /// The place it has to agree with.
        right: Path<'m>,
        /// Why, as a clause: `the promotions of a promoter carry its id`.
        why: &'m str,
    },
    /// The two are different values.
    Differ {
        /// The place that is reported.
        left: Path<'m>,
        /// The place it must not equal.
        right: Path<'m>,
        /// Why.
        why: &'m str,
    },
    /// The text is one of these words.
    OneOf {
        /// The place.
        path: Path<'m>,
        /// What this event makes of it.
        words: &'m [&'m str],
        /// Why.
        why: &'m str,
    },
    /// Neither null nor empty.
    Filled {
        /// The place.
        path: Path<'m>,
        /// Why.
        why: &'m str,
    },
    /// Null, or absent, or an empty object.
    Blank {
        /// The place.
        path: Path<'m>,
        /// Why.
        why: &'m str,
    },
    /// An object of `[old, new]` pairs: the two differ, and `new` is what `state` holds under the same key.
    Changes {
        /// The object of pairs.
        path: Path<'m>,
        /// The object as it is now.
        state: Path<'m>,
    },
}

/// Which members tell the story in one line. A path that a payload lacks is left out.
#[derive(Debug, Clone, Copy)]
pub struct SummaryFields<'m> {
    /// The delivery's id.
    pub id: Option<Path<'m>>,
    /// When it happened.
    pub time: Option<Path<'m>>,
    /// Whom it is about.
    pub subject: &'m [Path<'m>],
    /// How much it is about.
    pub amount: Option<Path<'m>>,
    /// The state that things are in now.
    pub status: &'m [Path<'m>],
}

/// An event together with where it belongs.
#[derive(Debug, Clone, Copy)]
pub struct EventRef<'m> {
    /// Who sends it.
    pub provider: &'m Provider<'m>,
    /// In which generation.
    pub version: &'m Version<'m>,
    /// The event.
    pub event: &'m Event<'m>,
}

impl<'m> EventRef<'m> {
    /// `firstpromoter/promoter_signed_up`.
    #[must_use]
    pub fn id(self) -> String {
        [self.provider.id, "/", self.event.name].concat()
    }

    /// Whether a payload comes with it.
    #[must_use]
    pub fn has_sample(self) -> bool {
        self.event.sample.trim() != "{}"
    }

    /// What it means in the neutral event.
    #[must_use]
    pub fn neutral(self) -> Option<&'m Neutral<'m>> {
        self.version.neutral.iter().find(|neutral| neutral.event == self.event.name)
    }

    /// Whether both payloads are one object: objects of one name are one within a version.
    #[must_use]
    pub fn shares_body(self, other: Self) -> bool {
        self.provider.id == other.provider.id
            && self.version.id == other.version.id
            && self.event.body.name == other.event.body.name
    }

    /// Its name and its other names.
    pub fn bare_names(self) -> impl Iterator<Item = &'m str> {
        std::iter::once(self.event.name).chain(self.event.aliases.iter().map(|alias| alias.name))
    }

    /// Where a body of this event holds its name, or a part of it, and what it may hold there: the name and the other
    /// names. Empty where several members may name an event, so that none of them has to.
    #[must_use]
    pub fn names_in_body(self) -> Vec<(Path<'m>, Vec<&'m str>)> {
        self.version.naming.names_in_body(self.bare_names())
    }

    /// Everything that it may be called: its name and its other names, each with and without the provider.
    pub fn names(self) -> impl Iterator<Item = String> + 'm {
        self.bare_names().flat_map(move |name| [format!("{}/{name}", self.provider.id), name.to_owned()])
    }
}

/// Two are one event where provider and name are the same: a registry has no name twice within a provider.
impl PartialEq for EventRef<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.event.name == other.event.name && self.provider.id == other.provider.id
    }
}

impl Eq for EventRef<'_> {}

impl<'m> Provider<'m> {
    /// Every event of every version, in order.
    pub fn events(&'m self) -> impl Iterator<Item = EventRef<'m>> {
        self.versions.iter().flat_map(move |version| {
            version.events.iter().map(move |event| EventRef { provider: self, version, event })
        })
    }
}
