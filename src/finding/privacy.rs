//! What should not be in a payload that others see: real people and what opens something. Never the value itself.

use std::fmt;

use super::Rule;

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sensitive {
    /// An e-mail address that may be somebody's.
    Email,
    /// A telephone number that may be somebody's.
    Telephone,
    /// A network address that may be somebody's.
    Ip,
    /// A token of a known maker, a password in a URL, a private key, the path of a hook.
    Token,
    /// A JSON Web Token.
    WebToken,
    /// A secret by its name whose value looks as if chance had made it.
    Chance,
    /// A payment card's number that is of no test range.
    Card,
    /// A bank account of a bank that exists.
    Iban,
}

/// Where it was found.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Within {
    /// In a value.
    Value,
    /// In a value that is encoded in base64.
    Encoded,
    /// In a member's name.
    Key,
    /// In the name of the file.
    FileName,
    /// In a header of the request.
    Header(Box<str>),
    /// In the URL of the request.
    Url,
}

/// Something that should not be there, with its parts.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PrivacyDeviation {
    /// What it is.
    pub what: Sensitive,
    /// Where it is.
    pub within: Within,
}

impl Sensitive {
    /// What it is called, with an article.
    #[must_use]
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Email => "an e-mail address that may be somebody's",
            Self::Telephone => "a telephone number that may be somebody's",
            Self::Ip => "a network address that may be somebody's",
            Self::Token => "a secret that may open something",
            Self::WebToken => "a JSON Web Token",
            Self::Chance => "a secret by its name, and it looks like a real one",
            Self::Card => "a payment card number that is of no test range",
            Self::Iban => "a bank account number of a bank that may exist",
        }
    }

    const fn rule(self) -> Rule {
        match self {
            Self::Email => Rule::RealEmail,
            Self::Telephone => Rule::RealPhone,
            Self::Ip => Rule::RealIp,
            Self::Token => Rule::LiveToken,
            Self::WebToken => Rule::Jwt,
            Self::Chance => Rule::HighEntropy,
            Self::Card => Rule::RealCard,
            Self::Iban => Rule::RealIban,
        }
    }

    /// What to write instead.
    const fn instead(self) -> &'static str {
        match self {
            Self::Email => "write an address at example.com or below .example: nobody has one there",
            Self::Telephone => "write a number that is kept for fiction, like +1 202 555 0143",
            Self::Ip => "write an address kept for documentation: 192.0.2.1, 203.0.113.7, 2001:db8::1",
            Self::Token | Self::WebToken => {
                "revoke it if it is live, and write something that is plainly none, like made-up"
            }
            Self::Chance => "revoke it if it is live, and write words instead, like not-a-real-secret",
            Self::Card => "write a card of a test range, like 4242 4242 4242 4242",
            Self::Iban => {
                "write an account without a bank: zeros in the place of the bank, with right check digits"
            }
        }
    }
}

impl PrivacyDeviation {
    /// What kind of deviation it is.
    #[must_use]
    pub const fn rule(&self) -> Rule {
        match self.within {
            Within::Key => Rule::PersonInKey,
            Within::FileName => Rule::PersonInName,
            _ => self.what.rule(),
        }
    }

    /// What to do about it.
    pub(super) const fn help(&self) -> &'static str {
        match self.within {
            Within::FileName => "rename the file",
            _ => self.what.instead(),
        }
    }
}

impl fmt::Display for PrivacyDeviation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let noun = self.what.noun();
        match &self.within {
            Within::Value if self.what == Sensitive::Chance => write!(formatter, "is {noun}"),
            Within::Value => write!(formatter, "holds {noun}"),
            Within::Encoded => write!(formatter, "holds in base64 {noun}"),
            Within::Key => write!(formatter, "has in the name of a member {noun}"),
            Within::FileName => write!(formatter, "is in a file whose name holds {noun}"),
            Within::Header(name) => write!(formatter, "came with a header {name} that holds {noun}"),
            Within::Url => write!(formatter, "came to a URL that holds {noun}"),
        }
    }
}
