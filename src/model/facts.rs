//! What is known of a field besides its kind: whether it has to be there, who must not see it, what it counts, how well it
//! is known.

/// Whether a member has to be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// Every source that shows the object shows it: its absence is an error.
    Required,
    /// Every full example shows it, an abridged one does not: its absence is a note.
    Usual,
    /// May be absent.
    Optional,
}

/// Who must not see a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sensitivity {
    /// Nobody has said: the member's name decides. So it is in a schema that knows nothing of secrets.
    Unsaid,
    /// Nothing to hide.
    Public,
    /// Money or tax data of somebody.
    Financial,
    /// Says something about a person.
    Personal,
    /// Opens something: passwords, tokens, capability URLs. Never printed unless asked for.
    Secret,
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit<'m> {
    /// Nothing that needs saying.
    None,
    /// Hundredths of a currency unit.
    Cents,
    /// Hundredths of a currency unit when the sibling member `0` is the text `1`, else a count.
    CentsWhen(&'m str, &'m str),
    /// Whole currency units, decimals possible.
    Major,
    /// Percent, 0 to 100.
    Percent,
    /// How many.
    Count,
}

/// How well something is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Provenance {
    /// The provider's documentation states it.
    Documented,
    /// An example that the provider printed shows it.
    Seen,
    /// Concluded from something else: a REST object, a help article, a third party's handler.
    Inferred,
}

impl Unit<'static> {
    /// The unit of a name, of those that need no more.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "cents" => Self::Cents,
            "major" => Self::Major,
            "percent" => Self::Percent,
            "count" => Self::Count,
            _ => return None,
        })
    }
}

impl Presence {
    /// `required`, `usual`, `optional`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Usual => "usual",
            Self::Optional => "optional",
        }
    }
}

impl Sensitivity {
    /// `financial`, `personal`, `secret`; nothing for what is public.
    #[must_use]
    pub const fn name(self) -> Option<&'static str> {
        match self {
            Self::Unsaid | Self::Public => None,
            Self::Financial => Some("financial"),
            Self::Personal => Some("personal"),
            Self::Secret => Some("secret"),
        }
    }

    /// The one of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "financial" => Self::Financial,
            "personal" => Self::Personal,
            "secret" => Self::Secret,
            _ => return None,
        })
    }
}

impl Provenance {
    /// `documented`, `seen`, `inferred`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::Seen => "seen",
            Self::Inferred => "inferred",
        }
    }

    /// The one of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "documented" => Self::Documented,
            "seen" => Self::Seen,
            "inferred" => Self::Inferred,
            _ => return None,
        })
    }
}
