//! What is wrong, as data. What is said about it is in [`words`](super::words).

use super::values::{Expected, Met, Near};
use super::{
    CaptureDeviation, Contradiction, EventDeviation, PrivacyDeviation, Rule, SchemaDeviation,
    SettingDeviation, SourceDeviation,
};

/// What is wrong, with its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deviation {
    /// A value of another type.
    WrongType {
        /// What the model says.
        expected: Expected,
        /// What there is.
        found: Met,
        /// Who sends such payloads.
        sender: Box<str>,
    },
    /// A `null` where none is sent.
    UnexpectedNull {
        /// What the model says.
        expected: Expected,
        /// Who sends such payloads.
        sender: Box<str>,
    },
    /// Text that does not have the form it should.
    WrongFormat {
        /// What the model says.
        expected: Expected,
        /// Whether there is no text at all.
        is_empty: bool,
    },
    /// A change that is no pair of values.
    WrongPair {
        /// How many values there are.
        count: usize,
    },
    /// A member that is always there is not.
    MissingField {
        /// Its name.
        name: Box<str>,
        /// What the model says.
        expected: Expected,
        /// What it would say.
        meaning: Box<str>,
        /// Who sends such payloads.
        sender: Box<str>,
    },
    /// Members that every full example shows are absent.
    AbsentFields {
        /// Their names; never none.
        names: Vec<Box<str>>,
    },
    /// A member that the model does not have.
    UnknownField {
        /// What the model calls the object.
        object: Box<str>,
        /// The known name that it is near to.
        near: Near,
        /// Who sends such payloads.
        sender: Box<str>,
    },
    /// A value beyond the known ones.
    UnknownValue {
        /// The known ones.
        known: Vec<Box<str>>,
        /// The one that it is near to.
        near: Option<Box<str>>,
    },
    /// A number that programs with double-precision numbers cannot hold.
    UnsafeNumber,
    /// One key several times in one object.
    DuplicateKey {
        /// How often it is there.
        times: usize,
    },
    /// A name about which the sources disagree.
    DisputedName {
        /// In which way.
        why: Box<str>,
    },
    /// A type about which the sources disagree.
    DisputedType {
        /// What there is.
        found: Expected,
        /// In which way they disagree.
        why: Box<str>,
    },
    /// The provider does not document this part.
    UndocumentedData,
    /// A delivery sent to try the endpoint.
    TestDelivery,
    /// Parts of one payload contradict each other.
    Contradiction(Contradiction),
    /// There are more findings of a rule than are kept.
    More {
        /// The rule.
        rule: Rule,
        /// How many more.
        count: u64,
        /// How many are kept.
        kept: u64,
    },
    /// Which event it is.
    Event(Box<EventDeviation>),
    /// The source, or the text of the record.
    Source(Box<SourceDeviation>),
    /// The settings, or what they expect.
    Setting(Box<SettingDeviation>),
    /// What is wrapped around the payload.
    Capture(Box<CaptureDeviation>),
    /// A schema that a user brought says so.
    Schema(Box<SchemaDeviation>),
    /// What others should not see.
    Privacy(Box<PrivacyDeviation>),
}

impl Deviation {
    /// What kind of deviation it is.
    #[must_use]
    pub fn rule(&self) -> Rule {
        match self {
            Self::WrongType { .. } => Rule::WrongType,
            Self::UnexpectedNull { .. } => Rule::UnexpectedNull,
            Self::WrongFormat { .. } | Self::WrongPair { .. } => Rule::WrongFormat,
            Self::MissingField { .. } => Rule::MissingField,
            Self::AbsentFields { .. } => Rule::AbsentField,
            Self::UnknownField { .. } => Rule::UnknownField,
            Self::UnknownValue { .. } => Rule::UnknownValue,
            Self::UnsafeNumber => Rule::UnsafeNumber,
            Self::DuplicateKey { .. } => Rule::DuplicateKey,
            Self::DisputedName { .. } | Self::DisputedType { .. } => Rule::NonstandardName,
            Self::UndocumentedData => Rule::UndocumentedData,
            Self::TestDelivery => Rule::TestDelivery,
            Self::Contradiction(_) => Rule::Inconsistent,
            Self::More { rule, .. } => *rule,
            Self::Event(event) => event.rule(),
            Self::Source(source) => source.rule(),
            Self::Setting(setting) => setting.rule(),
            Self::Capture(capture) => capture.rule,
            Self::Schema(schema) => schema.rule(),
            Self::Privacy(privacy) => privacy.rule(),
        }
    }
}

impl From<EventDeviation> for Deviation {
    fn from(deviation: EventDeviation) -> Self {
        Self::Event(Box::new(deviation))
    }
}

impl From<SourceDeviation> for Deviation {
    fn from(deviation: SourceDeviation) -> Self {
        Self::Source(Box::new(deviation))
    }
}

impl From<SettingDeviation> for Deviation {
    fn from(deviation: SettingDeviation) -> Self {
        Self::Setting(Box::new(deviation))
    }
}

impl From<CaptureDeviation> for Deviation {
    fn from(deviation: CaptureDeviation) -> Self {
        Self::Capture(Box::new(deviation))
    }
}

impl From<PrivacyDeviation> for Deviation {
    fn from(deviation: PrivacyDeviation) -> Self {
        Self::Privacy(Box::new(deviation))
    }
}

impl From<SchemaDeviation> for Deviation {
    fn from(deviation: SchemaDeviation) -> Self {
        Self::Schema(Box::new(deviation))
    }
}
