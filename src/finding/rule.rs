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
    /// From the mildest on.
    pub const ALL: [Self; 3] = [Self::Note, Self::Warning, Self::Error];

    /// The one that is called so.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|severity| severity.name() == name)
    }

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

/// One row a rule: what it is, its severity, its name. The name is also that of its page.
macro_rules! rules {
    ($($(#[$documentation:meta])* $rule:ident: $severity:ident, $name:literal;)*) => {
        /// A named kind of finding.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule {
            $($(#[$documentation])* $rule,)*
        }

        impl Rule {
            /// Every rule, errors first.
            pub const ALL: &'static [Self] = &[$(Self::$rule),*];

            const fn row(self) -> Row {
                match self {
                    $(Self::$rule => Row {
                        name: $name,
                        severity: Severity::$severity,
                        page: include_str!(concat!("pages/", $name, ".md")),
                    },)*
                }
            }
        }
    };
}

/// What is known of a rule.
struct Row {
    name: &'static str,
    severity: Severity,
    page: &'static str,
}

rules! {
    /// The record is not JSON.
    Unreadable: Error, "unreadable";
    /// A wrapper around a payload that cannot be read.
    BrokenCapture: Error, "broken-capture";
    /// Traffic without a request in it.
    NoRequest: Error, "no-request";
    /// No provider sends such a payload.
    Unidentified: Error, "unidentified";
    /// Not the event that the caller expected.
    UnexpectedEvent: Error, "unexpected-event";
    /// Not what the configuration says that a fixture is.
    BrokenExpectation: Error, "broken-expectation";
    /// A member that is always there is not.
    MissingField: Error, "missing-field";
    /// A value of another type.
    WrongType: Error, "wrong-type";
    /// A `null` where none is sent.
    UnexpectedNull: Error, "unexpected-null";
    /// Text or a list that does not have the form it should.
    WrongFormat: Error, "wrong-format";
    /// An e-mail address that may be somebody's.
    RealEmail: Error, "real-email";
    /// A telephone number that may be somebody's.
    RealPhone: Error, "real-phone";
    /// A network address that may be somebody's.
    RealIp: Error, "real-ip";
    /// A payment card that is of no test range.
    RealCard: Error, "real-card";
    /// A bank account of a bank that may exist.
    RealIban: Error, "real-iban";
    /// A token, a key or a password that may open something.
    LiveToken: Error, "live-token";
    /// A JSON Web Token.
    Jwt: Error, "jwt";
    /// A person or a secret in the name of a member.
    PersonInKey: Error, "person-in-key";
    /// A person or a secret in the name of a file.
    PersonInName: Error, "person-in-name";
    /// A secret by its name whose value looks as if chance had made it.
    HighEntropy: Warning, "high-entropy";
    /// A known provider's event of an unknown name.
    UnknownEvent: Warning, "unknown-event";
    /// A member that the model does not have.
    UnknownField: Warning, "unknown-field";
    /// A value beyond the known ones.
    UnknownValue: Warning, "unknown-value";
    /// A number that programs with double-precision numbers cannot hold.
    UnsafeNumber: Warning, "unsafe-number";
    /// One key twice in one object.
    DuplicateKey: Warning, "duplicate-key";
    /// Parts of one payload contradict each other.
    Inconsistent: Warning, "inconsistent";
    /// A capture that contradicts itself.
    DoubtfulCapture: Warning, "doubtful-capture";
    /// Relaxed JSON, which was read all the same.
    LooseSyntax: Warning, "loose-syntax";
    /// An entry of the configuration or the baseline that has no effect.
    UnusedEntry: Warning, "unused-entry";
    /// Several events have this shape.
    AmbiguousEvent: Note, "ambiguous-event";
    /// A name or type about which the sources disagree.
    NonstandardName: Note, "nonstandard-name";
    /// The provider does not document this part.
    UndocumentedData: Note, "undocumented-data";
    /// The event itself is known only from thin evidence.
    ThinEvidence: Note, "thin-evidence";
    /// A member that every full example shows is absent.
    AbsentField: Note, "absent-field";
    /// A delivery sent to try the endpoint.
    TestDelivery: Note, "test-delivery";
    /// There is nothing in it.
    EmptyBody: Note, "empty-body";
}

impl Rule {
    /// The name in every format and on the command line, lower case with hyphens.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.row().name
    }

    /// The severity it has unless the configuration or `--strict` changes it.
    #[must_use]
    pub const fn severity(self) -> Severity {
        self.row().severity
    }

    /// The rule of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|rule| rule.name() == name)
    }

    /// Whether it is about what others should not see: it is only looked for where that is asked, and what it is about is
    /// not shown.
    #[must_use]
    pub const fn is_about_privacy(self) -> bool {
        matches!(
            self,
            Self::RealEmail
                | Self::RealPhone
                | Self::RealIp
                | Self::RealCard
                | Self::RealIban
                | Self::LiveToken
                | Self::Jwt
                | Self::PersonInKey
                | Self::PersonInName
                | Self::HighEntropy
        )
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
        self.row().page
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name())
    }
}
