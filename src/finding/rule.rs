//! The rule catalogue: one entry serves the checks, the formats, `explain` and the completions.

use std::fmt;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Probably not what the provider sends.
    Warning,
    /// Not what the provider promises.
    Error,
}

impl Severity {
    /// `error`, `warning`, `note`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What the configuration makes of a rule's findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// They are left out.
    Off,
    /// They have this severity.
    At(Severity),
}

impl Level {
    /// Every level, mildest first.
    pub const ALL: &'static [Self] =
        &[Self::Off, Self::At(Severity::Note), Self::At(Severity::Warning), Self::At(Severity::Error)];

    /// `off`, `note`, `warning`, `error`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::At(severity) => severity.name(),
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name())
    }
}

/// A named kind of finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// The record is no JSON.
    Unreadable,
    /// A wrapper around a payload that cannot be read.
    BrokenCapture,
    /// Traffic without a request in it.
    NoRequest,
    /// No provider sends such a payload.
    Unidentified,
    /// Not the event that the caller expected.
    UnexpectedEvent,
    /// Not what the configuration says that a fixture is.
    BrokenExpectation,
    /// A member that is always there is not.
    MissingField,
    /// A value of another type.
    WrongType,
    /// A `null` where none is sent.
    UnexpectedNull,
    /// Text or a list that does not have the form it should.
    WrongFormat,
    /// A known provider's event of an unknown name.
    UnknownEvent,
    /// A member that the model does not have.
    UnknownField,
    /// A value beyond the known ones.
    UnknownValue,
    /// A number that programs with double-precision numbers cannot hold.
    UnsafeNumber,
    /// One key twice in one object.
    DuplicateKey,
    /// Parts of one payload contradict each other.
    Inconsistent,
    /// A capture that contradicts itself.
    DoubtfulCapture,
    /// JSON with liberties that was read all the same.
    LooseSyntax,
    /// Several events have this shape.
    AmbiguousEvent,
    /// A name or type about which the sources disagree.
    NonstandardName,
    /// The provider does not document this part.
    UndocumentedData,
    /// The event itself is known only from thin evidence.
    ThinEvidence,
    /// A member that every full example shows is absent.
    AbsentField,
    /// A delivery sent to try the endpoint.
    TestDelivery,
    /// There is nothing in it.
    EmptyBody,
    /// An entry of the configuration or the baseline that has no effect.
    UnusedEntry,
}

impl Rule {
    /// Every rule, errors first.
    pub const ALL: &'static [Self] = &[
        Self::Unreadable,
        Self::BrokenCapture,
        Self::NoRequest,
        Self::Unidentified,
        Self::UnexpectedEvent,
        Self::BrokenExpectation,
        Self::MissingField,
        Self::WrongType,
        Self::UnexpectedNull,
        Self::WrongFormat,
        Self::UnknownEvent,
        Self::UnknownField,
        Self::UnknownValue,
        Self::UnsafeNumber,
        Self::DuplicateKey,
        Self::Inconsistent,
        Self::DoubtfulCapture,
        Self::LooseSyntax,
        Self::UnusedEntry,
        Self::AmbiguousEvent,
        Self::NonstandardName,
        Self::UndocumentedData,
        Self::ThinEvidence,
        Self::AbsentField,
        Self::TestDelivery,
        Self::EmptyBody,
    ];

    /// The name in every format and on the command line, lower case with hyphens.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::BrokenCapture => "broken-capture",
            Self::NoRequest => "no-request",
            Self::DoubtfulCapture => "doubtful-capture",
            Self::LooseSyntax => "loose-syntax",
            Self::Unidentified => "unidentified",
            Self::UnexpectedEvent => "unexpected-event",
            Self::BrokenExpectation => "broken-expectation",
            Self::MissingField => "missing-field",
            Self::WrongType => "wrong-type",
            Self::UnexpectedNull => "unexpected-null",
            Self::WrongFormat => "wrong-format",
            Self::UnknownEvent => "unknown-event",
            Self::UnknownField => "unknown-field",
            Self::UnknownValue => "unknown-value",
            Self::UnsafeNumber => "unsafe-number",
            Self::DuplicateKey => "duplicate-key",
            Self::Inconsistent => "inconsistent",
            Self::AmbiguousEvent => "ambiguous-event",
            Self::NonstandardName => "nonstandard-name",
            Self::UndocumentedData => "undocumented-data",
            Self::ThinEvidence => "thin-evidence",
            Self::AbsentField => "absent-field",
            Self::TestDelivery => "test-delivery",
            Self::EmptyBody => "empty-body",
            Self::UnusedEntry => "unused-entry",
        }
    }

    /// The severity it has unless the configuration or `--strict` changes it.
    #[must_use]
    pub const fn severity(self) -> Severity {
        match self {
            Self::Unreadable
            | Self::BrokenCapture
            | Self::NoRequest
            | Self::Unidentified
            | Self::UnexpectedEvent
            | Self::BrokenExpectation
            | Self::MissingField
            | Self::WrongType
            | Self::UnexpectedNull
            | Self::WrongFormat => Severity::Error,
            Self::UnknownEvent
            | Self::UnknownField
            | Self::UnknownValue
            | Self::UnsafeNumber
            | Self::DuplicateKey
            | Self::Inconsistent
            | Self::DoubtfulCapture
            | Self::LooseSyntax
            | Self::UnusedEntry => Severity::Warning,
            Self::AmbiguousEvent
            | Self::NonstandardName
            | Self::UndocumentedData
            | Self::ThinEvidence
            | Self::AbsentField
            | Self::TestDelivery
            | Self::EmptyBody => Severity::Note,
        }
    }

    /// The rule of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|rule| rule.name() == name)
    }

    /// What `explain` prints, in Markdown: the rule's page, and how to silence it.
    #[must_use]
    pub fn explanation(self) -> String {
        format!(
            "{page}\n## How to silence it\n\nIn hookspect.toml, everywhere (or `note`, `warning`, `error`):\n\n    \
             [rules]\n    {name} = \"off\"\n\nor at one place of some files:\n\n    \
             [[ignore]]\n    rule = \"{name}\"\n    pointer = \"/data/items/*/id\"\n    path = \"fixtures/**\"\n",
            page = self.page(),
            name = self.name(),
        )
    }

    /// The rule's page, in Markdown: what it means, why it matters, an example, what to do.
    #[must_use]
    pub const fn page(self) -> &'static str {
        match self {
            Self::Unreadable => include_str!("pages/unreadable.md"),
            Self::BrokenCapture => include_str!("pages/broken-capture.md"),
            Self::NoRequest => include_str!("pages/no-request.md"),
            Self::DoubtfulCapture => include_str!("pages/doubtful-capture.md"),
            Self::LooseSyntax => include_str!("pages/loose-syntax.md"),
            Self::Unidentified => include_str!("pages/unidentified.md"),
            Self::UnexpectedEvent => include_str!("pages/unexpected-event.md"),
            Self::BrokenExpectation => include_str!("pages/broken-expectation.md"),
            Self::MissingField => include_str!("pages/missing-field.md"),
            Self::WrongType => include_str!("pages/wrong-type.md"),
            Self::UnexpectedNull => include_str!("pages/unexpected-null.md"),
            Self::WrongFormat => include_str!("pages/wrong-format.md"),
            Self::UnknownEvent => include_str!("pages/unknown-event.md"),
            Self::UnknownField => include_str!("pages/unknown-field.md"),
            Self::UnknownValue => include_str!("pages/unknown-value.md"),
            Self::UnsafeNumber => include_str!("pages/unsafe-number.md"),
            Self::DuplicateKey => include_str!("pages/duplicate-key.md"),
            Self::Inconsistent => include_str!("pages/inconsistent.md"),
            Self::AmbiguousEvent => include_str!("pages/ambiguous-event.md"),
            Self::NonstandardName => include_str!("pages/nonstandard-name.md"),
            Self::UndocumentedData => include_str!("pages/undocumented-data.md"),
            Self::ThinEvidence => include_str!("pages/thin-evidence.md"),
            Self::AbsentField => include_str!("pages/absent-field.md"),
            Self::TestDelivery => include_str!("pages/test-delivery.md"),
            Self::EmptyBody => include_str!("pages/empty-body.md"),
            Self::UnusedEntry => include_str!("pages/unused-entry.md"),
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name())
    }
}
