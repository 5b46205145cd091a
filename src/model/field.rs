//! Fields and the objects they form.

use super::facts::{Presence, Provenance, Sensitivity, Unit};
use super::kind::Kind;
use super::path::SensitivePath;
use super::places::Places;
use crate::json::Value;
use crate::schema_validator::SchemaValidator;

/// An object that payloads hold: its members, in the order in which senders write them.
#[derive(Debug, PartialEq)]
pub struct Object<'m> {
    /// What it is called in its provider's words: `promoter`, `reward rule`. Unique within a version.
    pub name: &'m str,
    /// The known members.
    pub fields: &'m [Field<'m>],
    /// What a member beyond those means.
    pub extra: Extra,
    /// The name of a boolean member that, when `true`, marks a test delivery: then no other member is required.
    pub waived_by: Option<&'m str>,
    /// What a payload of this body is validated by, where fields and kinds cannot say all that its schema says.
    pub validator: Option<&'m SchemaValidator>,
    /// Of a body: what is said to be sensitive besides what its fields say.
    pub sensitive: &'m [SensitivePath<'m>],
    /// One bit a field, in their order, for the first 64: those whose absence is said.
    expected: u64,
}

impl<'m> Object<'m> {
    /// An object all of whose members are known.
    #[must_use]
    pub const fn new(name: &'m str, fields: &'m [Field<'m>]) -> Self {
        let (mut expected, mut index) = (0, 0);
        while index < fields.len() && index < 64 {
            if !matches!(fields[index].presence, Presence::Optional) {
                expected |= 1 << index;
            }
            index += 1;
        }
        Self {
            name,
            fields,
            extra: Extra::Unknown,
            waived_by: None,
            validator: None,
            sensitive: &[],
            expected,
        }
    }

    /// Members beyond the known ones are data of the account and raise nothing.
    #[must_use]
    pub const fn open(mut self) -> Self {
        self.extra = Extra::Open;
        self
    }

    /// The shape is not published: members beyond the known ones raise nothing, one note says so.
    #[must_use]
    pub const fn undocumented(mut self) -> Self {
        self.extra = Extra::Undocumented;
        self
    }

    /// Members beyond the known ones are worth knowing and no more.
    #[must_use]
    pub const fn unlisted(mut self) -> Self {
        self.extra = Extra::Unlisted;
        self
    }

    /// The same object with other fields.
    #[must_use]
    pub const fn with_fields(&self, fields: &'m [Field<'m>]) -> Self {
        let new = Self::new(self.name, fields);
        Self { fields: new.fields, expected: new.expected, ..*self }
    }

    /// These places are sensitive, whatever its fields say.
    #[must_use]
    pub const fn with_sensitive(mut self, places: &'m [SensitivePath<'m>]) -> Self {
        self.sensitive = places;
        self
    }

    /// What members beyond the known ones mean.
    #[must_use]
    pub const fn others(mut self, extra: Extra) -> Self {
        self.extra = extra;
        self
    }

    /// What is an error is said by this validator, and not by the fields.
    #[must_use]
    pub const fn validated_by(mut self, validator: &'m SchemaValidator) -> Self {
        self.validator = Some(validator);
        self
    }

    /// `member: true` marks a test delivery, in which every other member may be absent.
    #[must_use]
    pub const fn waived_by(mut self, member: &'m str) -> Self {
        self.waived_by = Some(member);
        self
    }

    /// Whether all members are there whose absence is said; the other fields with [`Self::absent`].
    pub(super) fn is_complete(&self, seen: &Places) -> bool {
        seen.holds_first(self.expected) && (self.fields.len() <= 64 || self.absent(seen).next().is_none())
    }

    /// The members that are not there and whose absence is said.
    pub(super) fn absent<'s>(&'s self, seen: &'s Places) -> impl Iterator<Item = &'s Field<'m>> {
        let fields = self.fields.iter().enumerate();
        fields
            .filter(|(place, field)| field.presence != Presence::Optional && !seen.contains(*place))
            .map(|(_, field)| field)
    }

    /// The place of the field that a key names. Senders keep the order of members, so the field at `hint` is tried first.
    #[must_use]
    #[inline]
    pub fn position(&self, key: Value<'_>, hint: usize) -> Option<usize> {
        if self.fields.get(hint).is_some_and(|field| key.is_text(field.name)) {
            return Some(hint);
        }
        self.position_elsewhere(key, hint)
    }

    /// The field that a key names, for members that are gone through in their order: `hint` is behind the last one found.
    #[inline]
    pub fn following(&self, key: Value<'_>, hint: &mut usize) -> Option<&'m Field<'m>> {
        let place = self.position(key, *hint)?;
        *hint = place + 1;
        self.fields.get(place)
    }

    /// What the hint names is absent, and what follows it is likely; then those before it.
    #[inline(never)]
    fn position_elsewhere(&self, key: Value<'_>, hint: usize) -> Option<usize> {
        let name = key.text()?;
        let is_named = |field: &Field<'_>| field.name == name;
        let mut later = self.fields.iter().skip(hint + 1);
        match later.position(is_named) {
            Some(after) => Some(hint + 1 + after),
            None => self.fields.iter().take(hint).position(is_named),
        }
    }

    /// The field of this name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&'m Field<'m>> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The field at a path below this object.
    #[must_use]
    pub fn at(&self, path: &[&str]) -> Option<&'m Field<'m>> {
        let (last, steps) = path.split_last()?;
        match steps.split_first() {
            None => self.field(last),
            Some((first, _)) => match self.field(first)?.kind {
                Kind::Object(inner) => inner.at(path.get(1..)?),
                _ => None,
            },
        }
    }
}

/// What a member that is not among the known ones means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extra {
    /// The model claims to be complete: warn about it.
    Unknown,
    /// The schema lets others be: note them.
    Unlisted,
    /// Keys are data: say nothing.
    Open,
    /// The shape is not published: say so once, not per member.
    Undocumented,
}

/// One member of an object.
#[expect(clippy::struct_excessive_bools, reason = "facts that do not depend on each other")]
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Field<'m> {
    /// The key as written.
    pub name: &'m str,
    /// What the value looks like.
    pub kind: Kind<'m>,
    /// What it means, in a few words, lower case, no full stop.
    pub meaning: &'m str,
    /// Whether it has to be there.
    pub presence: Presence,
    /// Whether `null` is fine.
    pub nullable: bool,
    /// Whether `""` is fine where the kind would refuse it.
    pub or_empty: bool,
    /// A second kind that some source shows; meeting it is fine and noted.
    pub alternative: Option<Alternative<'m>>,
    /// The values known so far. The list is always open: another value is a warning.
    pub values: &'m [&'m str],
    /// Whether a schema judges that it is one of these: then nothing is said of another one besides.
    pub enumerated: bool,
    /// Who must not see it.
    pub sensitivity: Sensitivity,
    /// What a number counts.
    pub unit: Unit<'m>,
    /// Differs from one delivery to the next without meaning anything: ids of deliveries, times, tokens.
    pub volatile: bool,
    /// Identifies the object among its siblings in an array.
    pub identity: bool,
    /// It came once and does not any more: nothing is said of its absence.
    pub deprecated: bool,
    /// How well it is known.
    pub provenance: Provenance,
    /// Where sources disagree about the name: what to say when this one is met.
    pub variant: Option<&'m str>,
}

/// A second kind that is accepted, and why. Scalars only.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Alternative<'m> {
    /// The other kind.
    pub kind: Kind<'m>,
    /// Which source shows it.
    pub why: &'m str,
}

impl Extra {
    /// `unknown`, `unlisted`, `open`, `undocumented`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Unlisted => "unlisted",
            Self::Open => "open",
            Self::Undocumented => "undocumented",
        }
    }

    /// The one of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "unknown" => Self::Unknown,
            "unlisted" => Self::Unlisted,
            "open" => Self::Open,
            "undocumented" => Self::Undocumented,
            _ => return None,
        })
    }
}

/// A documented field that is required, not null and public, until a builder says otherwise.
#[must_use]
pub const fn field<'m>(name: &'m str, kind: Kind<'m>, meaning: &'m str) -> Field<'m> {
    Field {
        name,
        kind,
        meaning,
        presence: Presence::Required,
        nullable: false,
        or_empty: false,
        alternative: None,
        values: &[],
        enumerated: false,
        sensitivity: Sensitivity::Public,
        unit: Unit::None,
        volatile: false,
        identity: false,
        deprecated: false,
        provenance: Provenance::Documented,
        variant: None,
    }
}

impl<'m> Field<'m> {
    /// May be `null`.
    #[must_use]
    pub const fn nullable(mut self) -> Self {
        self.nullable = true;
        self
    }

    /// May be absent.
    #[must_use]
    pub const fn optional(mut self) -> Self {
        self.presence = Presence::Optional;
        self
    }

    /// In every full example, missing from abridged ones.
    #[must_use]
    pub const fn usual(mut self) -> Self {
        self.presence = Presence::Usual;
        self
    }

    /// May be the empty text.
    #[must_use]
    pub const fn or_empty(mut self) -> Self {
        self.or_empty = true;
        self
    }

    /// A scalar of another kind is accepted too, with a note that says why.
    #[must_use]
    pub const fn or(mut self, kind: Kind<'m>, why: &'m str) -> Self {
        self.alternative = Some(Alternative { kind, why });
        self
    }

    /// The values known so far.
    #[must_use]
    pub const fn values(mut self, values: &'m [&'m str]) -> Self {
        self.values = values;
        self
    }

    /// Never printed unless asked for.
    #[must_use]
    pub const fn secret(mut self) -> Self {
        self.sensitivity = Sensitivity::Secret;
        self
    }

    /// Says something about a person.
    #[must_use]
    pub const fn personal(mut self) -> Self {
        self.sensitivity = Sensitivity::Personal;
        self
    }

    /// Money or tax data of somebody.
    #[must_use]
    pub const fn financial(mut self) -> Self {
        self.sensitivity = Sensitivity::Financial;
        self
    }

    /// Counts hundredths of a currency unit.
    #[must_use]
    pub const fn cents(mut self) -> Self {
        self.unit = Unit::Cents;
        self
    }

    /// Counts cents when the sibling `member` is `word`, else pieces.
    #[must_use]
    pub const fn cents_when(mut self, member: &'m str, word: &'m str) -> Self {
        self.unit = Unit::CentsWhen(member, word);
        self
    }

    /// Counts whole currency units.
    #[must_use]
    pub const fn major(mut self) -> Self {
        self.unit = Unit::Major;
        self
    }

    /// Counts percent.
    #[must_use]
    pub const fn percent(mut self) -> Self {
        self.unit = Unit::Percent;
        self
    }

    /// Counts pieces.
    #[must_use]
    pub const fn count(mut self) -> Self {
        self.unit = Unit::Count;
        self
    }

    /// Differs from delivery to delivery without meaning anything.
    #[must_use]
    pub const fn volatile(mut self) -> Self {
        self.volatile = true;
        self
    }

    /// Identifies the object among its siblings.
    #[must_use]
    pub const fn identity(mut self) -> Self {
        self.identity = true;
        self
    }

    /// Came once and does not any more.
    #[must_use]
    pub const fn deprecated(mut self) -> Self {
        self.deprecated = true;
        self
    }

    /// Known from a printed example only.
    #[must_use]
    pub const fn seen(mut self) -> Self {
        self.provenance = Provenance::Seen;
        self
    }

    /// Concluded from something else.
    #[must_use]
    pub const fn inferred(mut self) -> Self {
        self.provenance = Provenance::Inferred;
        self
    }

    /// A name about which sources disagree; `why` is said when it is met.
    #[must_use]
    pub const fn variant(mut self, why: &'m str) -> Self {
        self.variant = Some(why);
        self
    }
}
