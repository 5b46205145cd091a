//! What stands in the place of a value: by what the value is, and by a key.

use std::collections::HashMap;
use std::net::IpAddr;

use super::fits::Fits;
use super::money;
use super::options::Options;
use super::remembered::Remembered;
use crate::model::Sensitivity;
use crate::redact::category::Category;
use crate::redact::value::{is_time, is_uuid};
use crate::stand_in::{
    Key, SHORTEST_WORD, Source, brief_word, card_like, day_like, digits_like, iban_like, ipv6, is_brief_word,
    is_marked_uuid, is_plain_uuid, is_reserved_card, is_reserved_day, is_reserved_digits, is_reserved_iban,
    is_reserved_ip, is_reserved_number, is_reserved_telephone, is_word, number_like, plain_secret,
    plain_uuid_like, telephone_like, unassigned_ipv4, uuid_like, word,
};

/// How many words a worker remembers, so that their digests are not made again.
const MOST_REMEMBERED: usize = 1 << 16;

/// How many letters a secret part of an address has at the most.
const LONGEST_OF_ADDRESS: usize = 40;

/// How many digits a code has at the most that is not told from others.
const SHORT_CODE: usize = 8;

/// Makes stand-ins. What is reserved already, and what a replacer with this key made, stays as it is.
pub(super) struct Replacer<'o> {
    pub(super) options: &'o Options,
    words: HashMap<Box<str>, Box<str>>,
    /// What stands for whole values, as long as nothing else has to stand there.
    remembered: Remembered<Box<str>>,
    /// What stands in the record at hand instead.
    pub(super) fits: Fits,
}

impl<'o> Replacer<'o> {
    pub(super) fn new(options: &'o Options) -> Self {
        Self { options, words: HashMap::new(), remembered: Remembered::default(), fits: Fits::default() }
    }

    fn key(&self) -> &'o Key {
        &self.options.key
    }

    fn source(&self, kind: &str, value: &str) -> Source {
        self.key().source(kind, value.as_bytes())
    }

    /// What stands for a text.
    pub(super) fn text(&mut self, category: Category, text: &str) -> String {
        if !self.fits.is_empty() {
            return self.made(category, text);
        }
        if let Some(made) = self.remembered.get(category, text) {
            return made.clone().into_string();
        }
        let made = self.made(category, text);
        self.remembered.keep(category, text, made.as_str().into());
        made
    }

    fn made(&mut self, category: Category, text: &str) -> String {
        let trimmed = text.trim();
        if trimmed.len() < text.len() {
            let start = text.len() - text.trim_start().len();
            let (before, behind) = (text.get(..start), text.get(start + trimmed.len()..));
            let made = self.made(category, trimmed);
            return format!("{}{made}{}", before.unwrap_or_default(), behind.unwrap_or_default());
        }
        if text.is_empty() {
            return String::new();
        }
        if let Some(fitting) = self.fits.whole(text) {
            return fitting.to_owned();
        }
        if is_uuid(text) {
            return if category.sensitivity() == Sensitivity::Secret {
                self.key_uuid(text)
            } else {
                self.uuid(text)
            };
        }
        match category {
            Category::Signature if is_word(text) => text.to_owned(),
            Category::Signature if is_list(text) => self.signatures(text),
            Category::Signature => plain_secret(&mut self.source("secret", text), text.chars().count()),
            // The name of an account's holder is a name.
            Category::Declared if text.contains([' ', '@']) => self.personal(text, true),
            Category::Password
            | Category::Token
            | Category::Reference
            | Category::Opaque
            | Category::Session
            | Category::PrivateKey
            | Category::Passcode
            | Category::OneTimeCode
            | Category::CardCode
            | Category::Declared => self.secret(text),
            Category::Authorization => self.authorization(text),
            Category::Cookie => self.cookies(text),
            Category::UserInformation => self.parts(text, ':'),
            Category::CapabilityUrl if !text.contains("//") => self.parts(text, '/'),
            Category::CapabilityUrl => self.url(text, true),
            Category::CardNumber => self.card(text),
            Category::Iban => self.iban(text),
            Category::NationalId | Category::TaxId | Category::PostalCode => self.digits(text),
            Category::Account => self.account(text),
            Category::Amount => self.amount(text),
            Category::Telephone => self.telephone(text),
            Category::Ip => self.ip(text),
            _ if is_time(text) => self.day(text),
            Category::GivenName
            | Category::FamilyName
            | Category::FullName
            | Category::Username
            | Category::Company
            | Category::Email => self.personal(text, true),
            _ => self.personal(text, false),
        }
    }

    /// What stands for a JSON number; itself where nothing has to.
    pub(super) fn number(&mut self, category: Category, number: &str) -> String {
        if category == Category::Amount {
            return money::scaled_number(number, self.factor()).unwrap_or_else(|| number.to_owned());
        }
        if let Some(fitting) = self.fits.whole(number) {
            return fitting.to_owned();
        }
        let is_zero = !number.bytes().any(|byte| matches!(byte, b'1'..=b'9'));
        if is_zero || is_reserved_number(number) {
            return number.to_owned();
        }
        number_like(number, &mut self.source("number", number))
    }

    /// By what amounts are multiplied.
    pub(super) fn factor(&self) -> u128 {
        money::factor(self.key())
    }

    /// What stands for one word of a person: the same for its name, in an address, in a sentence. Written with capitals
    /// where the word has them.
    pub(super) fn word(&mut self, own: &str) -> String {
        if is_word(own) {
            return own.to_owned();
        }
        let lower = own.to_lowercase();
        let length = lower.chars().count();
        if !self.fits.is_empty() {
            if is_brief_word(own) {
                return own.to_owned();
            }
            if let Some(room) = self.fits.room(&lower) {
                let made = brief_word(&mut self.source("word", &lower), room.letters(own.chars().count()));
                return in_case_of(own, made);
            }
        }
        if let Some(made) = self.words.get(lower.as_str()) {
            return in_case_of(own, made.to_string());
        }
        let made = word(&mut self.source("word", &lower), length);
        if self.words.len() >= MOST_REMEMBERED {
            self.words.clear();
        }
        self.words.insert(lower.into(), made.as_str().into());
        in_case_of(own, made)
    }

    /// What stands for the host of an address: the same for one host in whatever case.
    pub(super) fn host(&mut self, host: &str) -> String {
        let lower = host.to_lowercase();
        let mut source = self.source("host", &lower);
        let word = match self.fits.room(&lower) {
            Some(room) => {
                let own = lower.len().saturating_sub(".example".len());
                brief_word(&mut source, own.max(room.letters_of_host()))
            }
            None => word(&mut source, SHORTEST_WORD),
        };
        let made = format!("{word}.example");
        let is_loud = host.chars().any(char::is_uppercase) && !host.chars().any(char::is_lowercase);
        if is_loud { made.to_uppercase() } else { made }
    }

    /// What stands for something that opens something.
    fn secret(&mut self, text: &str) -> String {
        if text.contains("://") || text.contains(":\\/\\/") {
            return self.personal(text, true);
        }
        if is_word(text) {
            return text.to_owned();
        }
        if text.bytes().all(|byte| byte.is_ascii_digit()) {
            // A short code of digits is found by trying, whatever stands for it: all become one.
            return if text.len() <= SHORT_CODE { "0".repeat(text.len()) } else { self.digits(text) };
        }
        let length = text.chars().count();
        if length < SHORTEST_WORD && !self.fits.is_empty() {
            if is_brief_word(text) {
                return text.to_owned();
            }
            if let Some(room) = self.fits.room(&text.to_lowercase()) {
                return brief_word(&mut self.source("secret", text), room.letters(length));
            }
        }
        plain_secret(&mut self.source("secret", text), length)
    }

    /// `Bearer …`, `Basic …`: the word that says how the rest is meant stays.
    fn authorization(&mut self, text: &str) -> String {
        match text.split_once(' ') {
            Some((scheme, rest))
                if scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') =>
            {
                format!("{scheme} {}", self.secret(rest.trim()))
            }
            _ => self.secret(text),
        }
    }

    /// `name=value; name=value`: the values.
    fn cookies(&mut self, text: &str) -> String {
        /// What says of a cookie how long and where it holds.
        const ATTRIBUTES: &[&str] =
            &["path", "expires", "max-age", "samesite", "secure", "httponly", "priority"];
        let cookies = text.split(';').map(|cookie| match cookie.split_once('=') {
            Some((name, value)) if !value.is_empty() => {
                let is_attribute = ATTRIBUTES.iter().any(|one| name.trim().eq_ignore_ascii_case(one));
                if is_attribute { cookie.to_owned() } else { format!("{name}={}", self.secret(value)) }
            }
            None if !text.contains('=') => self.secret(cookie),
            _ => cookie.to_owned(),
        });
        cookies.collect::<Vec<_>>().join(";")
    }

    /// `t=time,v1=signature`: the signatures. The time is part of what is signed anew.
    fn signatures(&mut self, text: &str) -> String {
        let fields = text.split_inclusive([',', ';']).map(|field| {
            let end = field.trim_end_matches([',', ';']).len();
            let (field, mark) = field.split_at(end);
            match field.split_once('=') {
                Some((name, value)) if !value.bytes().all(|byte| byte.is_ascii_digit()) => {
                    let made = plain_secret(&mut self.source("secret", value), value.chars().count());
                    format!("{name}={made}{mark}")
                }
                _ => format!("{field}{mark}"),
            }
        });
        fields.collect()
    }

    /// Several secrets with a mark between them. In the address of a hook a scanner takes whatever is as long as its token
    /// for it: there they are shorter.
    fn parts(&mut self, text: &str, mark: char) -> String {
        let parts = text.split(mark).map(|part| {
            let mut made = if part.is_empty() { String::new() } else { self.secret(part) };
            if mark == '/' && is_word(&made) {
                made.truncate(LONGEST_OF_ADDRESS);
            }
            made
        });
        parts.collect::<Vec<_>>().join(&mark.to_string())
    }

    /// A UUID that opens something.
    fn key_uuid(&self, text: &str) -> String {
        if is_plain_uuid(text) {
            return text.to_owned();
        }
        plain_uuid_like(text, &mut self.source("uuid", &text.to_ascii_lowercase()))
    }

    fn uuid(&mut self, text: &str) -> String {
        let key = self.key();
        let mark = |made: &str| {
            let digest = key.digest("uuid mark", made.as_bytes());
            digest.iter().take(4).fold(0, |mark, byte| mark << 8 | u32::from(*byte))
        };
        if is_marked_uuid(text, mark) {
            return text.to_owned();
        }
        uuid_like(text, &mut self.source("uuid", &text.to_ascii_lowercase()), mark)
    }

    fn card(&mut self, text: &str) -> String {
        if is_reserved_card(text) {
            return text.to_owned();
        }
        card_like(text, &mut self.source("card", &only_digits(text)))
    }

    fn iban(&mut self, text: &str) -> String {
        let plain: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
        let is_one = (15..=34).contains(&plain.len())
            && plain.bytes().take(2).all(|byte| byte.is_ascii_alphabetic())
            && plain.bytes().skip(2).take(2).all(|byte| byte.is_ascii_digit());
        if !is_one {
            return self.account(text);
        }
        if is_reserved_iban(text) {
            return text.to_owned();
        }
        iban_like(text, &mut self.source("iban", &plain.to_ascii_uppercase()))
    }

    pub(super) fn digits(&mut self, text: &str) -> String {
        if is_reserved_digits(text) {
            return text.to_owned();
        }
        digits_like(text, &mut self.source("digits", &text.to_lowercase()))
    }

    /// A number of an account, or what stands in its place.
    fn account(&mut self, text: &str) -> String {
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        if digits * 2 >= text.len() { self.digits(text) } else { self.personal(text, false) }
    }

    fn amount(&mut self, text: &str) -> String {
        money::scaled_text(text, self.factor()).unwrap_or_else(|| text.to_owned())
    }

    pub(super) fn telephone(&mut self, text: &str) -> String {
        if is_reserved_telephone(text) {
            return text.to_owned();
        }
        let digits = only_digits(text);
        let normal = digits.strip_prefix("00").unwrap_or(&digits);
        telephone_like(text, &mut self.source("telephone", normal))
    }

    pub(super) fn ip(&mut self, text: &str) -> String {
        let Ok(address) = text.parse::<IpAddr>() else { return self.personal(text, false) };
        if is_reserved_ip(text) {
            return text.to_owned();
        }
        let mut source = self.source("ip", &address.to_string());
        if address.is_ipv4() { unassigned_ipv4(&mut source) } else { ipv6(&mut source) }
    }

    pub(super) fn day(&mut self, text: &str) -> String {
        if is_reserved_day(text) {
            return text.to_owned();
        }
        day_like(text, &mut self.source("day", text.get(..10).unwrap_or(text)))
    }
}

fn only_digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// A made-up word with capitals where another word has them, so that two ways to write one name stay two ways to write
/// one name.
fn in_case_of(own: &str, made: String) -> String {
    if !own.chars().any(char::is_uppercase) {
        return made;
    }
    if own.chars().count() > 1 && !own.chars().any(char::is_lowercase) {
        return made.to_uppercase();
    }
    let mut capitals = own.chars().map(char::is_uppercase);
    let one = |letter: char| if capitals.next() == Some(true) { letter.to_ascii_uppercase() } else { letter };
    made.chars().map(one).collect()
}

/// Whether a text is a list of pairs: `t=time,v1=signature`.
fn is_list(text: &str) -> bool {
    let is_pair = |field: &str| {
        let name = field.split_once('=').map_or("", |(name, _)| name.trim_start());
        (1..=16).contains(&name.len())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    text.contains([',', ';']) && text.split([',', ';']).all(is_pair)
}
