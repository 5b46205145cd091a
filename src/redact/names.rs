//! What a name says of its value, by the words of the name: its last word is what it names.

#[cfg_attr(not(test), expect(clippy::enum_glob_use, reason = "every arm names one"))]
use super::category::Category::{self, *};
use super::words::Words;
use crate::model::Sensitivity;

/// Where a name stands: the same word means more in some places than in others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NamePosition {
    /// A member of an object, or a name in a text.
    Member,
    /// A parameter of an address.
    Parameter,
    /// A header of a request.
    Header,
}

/// What a name says of its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Named {
    /// What the value is.
    pub(super) category: Category,
    /// Whether the name is in the plural: then a number is a count.
    pub(super) plural: bool,
}

/// Words that say how a value is written or which one it is, not what it is.
const WRAPPING: &[&str] = &[
    "value",
    "raw",
    "text",
    "string",
    "plain",
    "plaintext",
    "encoded",
    "encrypted",
    "hash",
    "hashed",
    "digest",
    "sha",
    "md",
    "base",
    "hex",
    "b",
    "v",
    "pem",
    "der",
    "data",
    "header",
    "input",
    "field",
    "current",
    "old",
    "new",
    "previous",
    "confirmation",
    "confirm",
    "repeat",
    "again",
    "live",
    "prod",
    "production",
    "sandbox",
    "test",
];

/// Words before `key` that make it a key which opens something. A public, a primary or a sort key does not.
const OPENING_KEYS: &[&str] = &[
    "api",
    "access",
    "private",
    "secret",
    "signing",
    "signature",
    "encryption",
    "decryption",
    "auth",
    "authentication",
    "authorization",
    "sas",
    "client",
    "consumer",
    "license",
    "licence",
    "user",
    "account",
    "master",
    "shared",
    "session",
    "storage",
    "deploy",
    "ssh",
    "pgp",
    "gpg",
    "rsa",
    "subscription",
    "webhook",
    "hook",
    "app",
    "application",
    "service",
    "server",
    "bot",
    "hmac",
    "wallet",
    "recovery",
    "security",
    "integration",
    "verification",
    "functions",
    "function",
    "write",
    "admin",
];

/// Words before `code` that make it one which lets somebody in.
const OPENING_CODES: &[&str] = &[
    "verification",
    "mfa",
    "fa",
    "factor",
    "otp",
    "sms",
    "auth",
    "authentication",
    "recovery",
    "backup",
    "activation",
    "reset",
    "login",
    "signin",
    "access",
    "unlock",
    "passcode",
    "magic",
];

/// Words before `token` that make it a bookmark in a list.
const BOOKMARKS: &[&str] = &["page", "next", "prev", "continuation", "sync", "cursor", "pagination", "skip"];

/// What is glued to other words without a sign that they are apart, and what it is.
const GLUED: &[(&str, Category)] = &[
    ("password", Password),
    ("passwd", Password),
    ("passphrase", Password),
    ("secret", Password),
    ("token", Token),
    ("apikey", Token),
    ("authkey", Token),
    ("secretkey", Token),
    ("privatekey", Token),
    ("accesskey", Token),
    ("signingkey", Token),
    ("encryptionkey", Token),
    ("licensekey", Token),
    ("sessionid", Session),
    ("sessid", Session),
    ("sessionkey", Session),
    ("cardnumber", CardNumber),
    ("firstname", GivenName),
    ("lastname", FamilyName),
    ("fullname", FullName),
    ("username", Username),
    ("passwort", Password),
    ("kennwort", Password),
    ("wachtwoord", Password),
    ("contrasena", Password),
    ("motdepasse", Password),
    ("email", Email),
    ("emailaddress", Email),
    ("phonenumber", Telephone),
];

/// The same in alphabets of their own, which need not put blanks between words.
const GLUED_ELSEWHERE: &[(&str, Category)] = &[
    ("contraseña", Password),
    ("hasło", Password),
    ("jelszó", Password),
    ("lösenord", Password),
    ("şifre", Password),
    ("пароль", Password),
    ("パスワード", Password),
    ("密码", Password),
    ("密碼", Password),
    ("口令", Password),
    ("비밀번호", Password),
    ("暗証番号", Passcode),
];

/// Who must not see the value of a member of a body, as far as its name says.
#[must_use]
pub fn sensitivity_of_name(name: &str) -> Option<Sensitivity> {
    classify(&Words::of(name), NamePosition::Member).map(|named| named.category.sensitivity())
}

/// What a name says of its value; `None` where it says nothing that matters.
pub(super) fn classify(words: &Words, place: NamePosition) -> Option<Named> {
    let mut last = 0;
    while last + 1 < words.len() && WRAPPING.contains(&words.word(last)) {
        last += 1;
    }
    let category = named(words, last, place)?;
    let plural = words.word(last).ends_with('s') && !matches!(words.word(last), "pass" | "sas");
    Some(Named { category, plural })
}

fn named(words: &Words, last: usize, place: NamePosition) -> Option<Category> {
    let (head, before) = (words.word(last), words.word(last + 1));
    if words.any(&["csrf", "xsrf"]) {
        return Some(Token);
    }
    let found = match head {
        "key" | "keys" => key(before, place),
        "code" | "codes" => code(before, place),
        "token" | "tokens" => token(words, before),
        "id" | "ids" => id(before),
        "number" | "num" | "no" | "nr" | "pan" => number(words, head, before),
        "url" | "uri" | "link" | "href" => address(words, before),
        "signature" | "signatures" | "sig" | "hmac" => {
            (!matches!(before, "email" | "mail" | "function" | "method" | "type" | "file" | "image"))
                .then_some(Signature)
        }
        "name" => name(before),
        "date" | "day" => (before == "birth").then_some(Trait),
        "at" | "on" => (before == "born").then_some(Trait),
        "birth" => {
            (words.len() == 1 || before == "of" && !words.any(&["place", "country", "city"])).then_some(Trait)
        }
        "address" | "addr" => postal(words, before),
        // `PASS WORD`, also with a sign in between that nobody sees.
        "word" | "words" => (before == "pass").then_some(Password),
        "passe" => (before == "de" && words.any(&["mot"])).then_some(Password),
        "answer" | "answers" => {
            let is_asked =
                before == "question" && words.any(&["security", "secret", "recovery", "challenge"]);
            (is_asked || matches!(before, "security" | "secret" | "recovery" | "challenge"))
                .then_some(Password)
        }
        "phrase" => matches!(before, "seed" | "recovery" | "secret" | "pass" | "backup").then_some(Password),
        _ => single(head, place).or_else(|| glued(head)),
    };
    // `amount_due_cents`: money, wherever the word stands.
    found.or_else(|| words.any(&["amount", "amounts"]).then_some(Amount))
}

/// What one word says alone.
fn single(word: &str, place: NamePosition) -> Option<Category> {
    Some(match word {
        "password" | "passwords" | "passwd" | "pwd" | "pw" | "passphrase" | "passwort" | "kennwort"
        | "senha" | "contrasena" | "wachtwoord" | "haslo" | "heslo" | "jelszo" | "lozinka" | "losenord"
        | "passord" | "adgangskode" | "salasana" | "sifre" | "secret" | "secrets" | "credential"
        | "credentials" | "mnemonic" => Password,
        "pass" | "passcode" | "pin" | "otp" | "totp" | "geheimzahl" => Passcode,
        "jwt" | "bearer" | "apikey" | "auth" | "authenticator" => Token,
        "authorization" | "authorisation" => Authorization,
        "cookie" | "cookies" => Cookie,
        "session" | "sid" if word == "session" || place == NamePosition::Parameter => Session,
        "cvv" | "cvc" | "csc" | "cvn" => CardCode,
        "iban" => Iban,
        "ssn" => NationalId,
        "hash" | "ticket" if place == NamePosition::Parameter => Opaque,
        "email" | "emails" | "mail" => Email,
        "phone" | "telephone" | "mobile" | "fax" | "msisdn" | "whatsapp" | "tel" | "phones" => Telephone,
        "forename" => GivenName,
        "surname" => FamilyName,
        "nickname" | "login" => Username,
        "company" => Company,
        "street" | "line" => Street,
        "city" | "town" => City,
        "zip" | "zipcode" | "postcode" | "plz" => PostalCode,
        "birthday" | "birthdate" | "dob" | "gender" | "nationality" | "latitude" | "longitude" | "lat"
        | "lng" | "lon" => Trait,
        "ip" | "ips" => Ip,
        "avatar" | "gravatar" | "photo" => PersonalUrl,
        "note" | "notes" | "comment" => Note,
        "total" | "subtotal" | "price" | "balance" | "revenue" | "fee" | "fees" | "earnings" | "income"
        | "salary" | "cents" | "cash" | "tax" | "discount" | "refund" => Amount,
        "bic" | "swift" => Account,
        _ => return None,
    })
}

fn glued(word: &str) -> Option<Category> {
    let lists: &[_] = if word.is_ascii() { &[GLUED] } else { &[GLUED, GLUED_ELSEWHERE] };
    let mut endings = lists.iter().copied().flatten();
    endings.find(|(ending, _)| word.ends_with(ending)).map(|(_, category)| *category)
}

fn key(before: &str, place: NamePosition) -> Option<Category> {
    if OPENING_KEYS.contains(&before) {
        return Some(Token);
    }
    // The parameter alone, `?key=`, may be anything: its value decides.
    (place == NamePosition::Parameter && before.is_empty()).then_some(Opaque)
}

fn code(before: &str, place: NamePosition) -> Option<Category> {
    match before {
        "security" | "cvc" | "cvv" => Some(CardCode),
        "pin" => Some(Passcode),
        "postal" | "zip" | "post" => Some(PostalCode),
        "sort" => Some(Account),
        "" if place == NamePosition::Parameter => Some(Opaque),
        _ => OPENING_CODES.contains(&before).then_some(OneTimeCode),
    }
}

fn token(words: &Words, before: &str) -> Option<Category> {
    if BOOKMARKS.contains(&before) {
        return None;
    }
    Some(if words.any(&["card", "payment", "bank", "source", "network"]) { Reference } else { Token })
}

fn id(before: &str) -> Option<Category> {
    match before {
        "session" | "sess" => Some(Session),
        "tax" => Some(TaxId),
        "vat" => Some(Account),
        "national" | "passport" => Some(NationalId),
        "email" | "mail" => Some(Email),
        _ => None,
    }
}

fn number(words: &Words, head: &str, before: &str) -> Option<Category> {
    match before {
        before if head == "pan" || matches!(before, "card" | "cc") => Some(CardNumber),
        "tax" => Some(TaxId),
        "security" if !words.any(&["social"]) => None,
        "security" | "passport" | "insurance" | "national" => Some(NationalId),
        "phone" | "telephone" | "mobile" | "fax" | "tel" | "cell" | "whatsapp" => Some(Telephone),
        "account" | "routing" | "iban" | "vat" | "bank" => Some(Account),
        _ => None,
    }
}

fn address(words: &Words, before: &str) -> Option<Category> {
    match before {
        "response" | "presigned" | "signed" | "magic" => Some(CapabilityUrl),
        "avatar" | "gravatar" | "photo" | "profile" | "picture" => Some(PersonalUrl),
        _ => words.any(&["password", "reset", "magic", "presigned", "autologin"]).then_some(CapabilityUrl),
    }
}

fn name(before: &str) -> Option<Category> {
    Some(match before {
        "first" | "given" | "middle" | "fore" => GivenName,
        "last" | "family" | "sur" | "maiden" => FamilyName,
        "full" | "customer" | "affiliate" | "promoter" | "contact" | "holder" | "cardholder" | "account"
        | "person" | "owner" | "sender" | "recipient" | "buyer" | "referrer" | "legal" => FullName,
        "user" | "nick" | "screen" | "display" | "login" => Username,
        "company" | "organization" | "organisation" | "business" | "shop" => Company,
        _ => return None,
    })
}

fn postal(words: &Words, before: &str) -> Option<Category> {
    match before {
        "ip" => Some(Ip),
        "email" | "mail" => Some(Email),
        "mac" | "wallet" | "contract" | "web" | "url" => None,
        _ if words.any(&["hash"]) => None,
        _ => Some(Street),
    }
}
