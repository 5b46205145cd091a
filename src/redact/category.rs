//! What kind of value a name, a model or the value itself says that something is.

use crate::model::Sensitivity;

/// What a value is, as far as it matters to who may see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// A password, a passphrase, a shared secret.
    Password,
    /// A short word that opens something: a PIN, a one-time password.
    Passcode,
    /// A code that was sent to prove who somebody is.
    OneTimeCode,
    /// A token or a key that a program shows to be let in.
    Token,
    /// A token that may be no more than an id: a payment method's.
    Reference,
    /// A value that is a key only if it looks like chance: the parameter `key` of an address.
    Opaque,
    /// The value of an `Authorization` header.
    Authorization,
    /// A cookie, or all of them.
    Cookie,
    /// What names a session.
    Session,
    /// A signature over something: it confirms a guess of what was signed.
    Signature,
    /// The key half that is never shared.
    PrivateKey,
    /// User name and password in an address.
    UserInformation,
    /// An address that whoever has it may use.
    CapabilityUrl,
    /// A payment card's number.
    CardNumber,
    /// A payment card's security code.
    CardCode,
    /// An international bank account number.
    Iban,
    /// A number that a state gave a person.
    NationalId,
    /// A number that a tax office gave somebody.
    TaxId,
    /// What a model declares to be secret.
    Declared,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Telephone,
    /// A person's given name.
    GivenName,
    /// A person's family name.
    FamilyName,
    /// A person's whole name.
    FullName,
    /// The name by which somebody logs in or is called.
    Username,
    /// A business's name.
    Company,
    /// A street and what belongs to it.
    Street,
    /// A town.
    City,
    /// A postal code.
    PostalCode,
    /// A country or a part of one.
    Region,
    /// A day of birth, a sex: what tells people apart.
    Trait,
    /// A network address.
    Ip,
    /// An address of somebody's own: a profile, a picture.
    PersonalUrl,
    /// What somebody wrote.
    Note,
    /// What a model declares to be personal and nothing else tells more of.
    Personal,
    /// Money.
    Amount,
    /// A bank account that is no IBAN, a value added tax number.
    Account,
}

impl Category {
    /// What it is called in a report.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Passcode => "passcode",
            Self::OneTimeCode => "one-time code",
            Self::Token | Self::Reference | Self::Opaque => "token",
            Self::Authorization => "authorization",
            Self::Cookie => "cookie",
            Self::Session => "session",
            Self::Signature => "signature",
            Self::PrivateKey => "private key",
            Self::UserInformation => "user and password in a URL",
            Self::CapabilityUrl => "capability URL",
            Self::CardNumber => "card number",
            Self::CardCode => "card code",
            Self::Iban => "IBAN",
            Self::NationalId => "national id",
            Self::TaxId => "tax id",
            Self::Declared => "secret",
            Self::Email => "e-mail address",
            Self::Telephone => "telephone number",
            Self::GivenName | Self::FamilyName | Self::FullName => "name",
            Self::Username => "user name",
            Self::Company => "company",
            Self::Street => "street",
            Self::City | Self::PostalCode | Self::Region => "place",
            Self::Trait => "personal trait",
            Self::Ip => "IP address",
            Self::PersonalUrl => "personal URL",
            Self::Note => "note",
            Self::Personal => "personal text",
            Self::Amount => "amount",
            Self::Account => "account",
        }
    }

    /// Who must not see it.
    #[must_use]
    pub const fn sensitivity(self) -> Sensitivity {
        match self {
            Self::Email
            | Self::Telephone
            | Self::GivenName
            | Self::FamilyName
            | Self::FullName
            | Self::Username
            | Self::Company
            | Self::Street
            | Self::City
            | Self::PostalCode
            | Self::Region
            | Self::Trait
            | Self::Ip
            | Self::PersonalUrl
            | Self::Note
            | Self::Personal => Sensitivity::Personal,
            Self::Amount | Self::Account => Sensitivity::Financial,
            _ => Sensitivity::Secret,
        }
    }
}
