//! What a text is written like: each text has exactly one form, so that counts add up.

use crate::model::Kind;

/// What a text is written like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Form {
    /// Nothing between the quotes.
    Empty,
    /// RFC 3339, with date, time and offset.
    Timestamp,
    /// A day: `2026-03-02`.
    Date,
    /// Begins with a day and is no time of RFC 3339.
    LooseTime,
    /// RFC 9562.
    Uuid,
    /// An e-mail address.
    Email,
    /// An address on the web.
    Url,
    /// Digits, without a zero before them.
    Integer,
    /// A decimal number with a point.
    Decimal,
    /// Digits with a zero before them: a code and no number.
    Code,
    /// A word or a name as programs write them, `order.paid`.
    Word,
    /// Anything else.
    Other,
}

impl Form {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Empty,
        Self::Timestamp,
        Self::Date,
        Self::LooseTime,
        Self::Uuid,
        Self::Email,
        Self::Url,
        Self::Integer,
        Self::Decimal,
        Self::Code,
        Self::Word,
        Self::Other,
    ];

    /// That of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let Some(first) = text.bytes().next() else { return Self::Empty };
        if first.is_ascii_digit() || first == b'-' {
            return Self::of_digits(text);
        }
        if first == b'h' && Kind::Url.fits_text(text) {
            return Self::Url;
        }
        let is_hexadecimal = first.is_ascii_hexdigit();
        if is_hexadecimal && Kind::Uuid.fits_text(text) {
            return Self::Uuid;
        }
        if text.contains('@') && Kind::Email.fits_text(text) {
            return Self::Email;
        }
        if is_word(text) { Self::Word } else { Self::Other }
    }

    fn of_digits(text: &str) -> Self {
        let bytes = text.as_bytes();
        if bytes.get(4) == Some(&b'-') && bytes.get(7) == Some(&b'-') {
            return match () {
                () if Kind::Timestamp.fits_text(text) => Self::Timestamp,
                () if is_date(text) => Self::Date,
                () if text.get(..10).is_some_and(is_date) => Self::LooseTime,
                () if Kind::Uuid.fits_text(text) => Self::Uuid,
                () => Self::Other,
            };
        }
        if Kind::Decimal.fits_text(text) {
            let digits = text.trim_start_matches('-');
            return match (digits.contains('.'), digits.len() > 1 && digits.starts_with('0')) {
                (true, _) => Self::Decimal,
                (false, true) => Self::Code,
                (false, false) => Self::Integer,
            };
        }
        match () {
            () if Kind::Uuid.fits_text(text) => Self::Uuid,
            () if text.contains('@') && Kind::Email.fits_text(text) => Self::Email,
            () => Self::Other,
        }
    }

    /// What it is called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Timestamp => "date-time",
            Self::Date => "date",
            Self::LooseTime => "time",
            Self::Uuid => "uuid",
            Self::Email => "email",
            Self::Url => "uri",
            Self::Integer => "integer",
            Self::Decimal => "decimal",
            Self::Code => "digits",
            Self::Word => "word",
            Self::Other => "text",
        }
    }

    /// The form of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.name() == name)
    }
}

/// `2026-03-02`: a day that there is.
fn is_date(text: &str) -> bool {
    let mut whole = [0_u8; 20];
    let (Some(day), Some(clock)) = (whole.get_mut(..10), text.as_bytes().get(..10)) else { return false };
    day.copy_from_slice(clock);
    if let Some(rest) = whole.get_mut(10..) {
        rest.copy_from_slice(b"T00:00:00Z");
    }
    text.len() == 10 && std::str::from_utf8(&whole).is_ok_and(crate::model::is_timestamp)
}

/// How long a word may be, in bytes.
const LONGEST_WORD: usize = 64;
/// How many digits a word may have: more are an id.
const MOST_DIGITS: usize = 4;

/// A word as programs write them: letters, few digits, and what joins words.
#[must_use]
pub fn is_word(text: &str) -> bool {
    let (mut letters, mut digits) = (0_usize, 0_usize);
    if text.len() > LONGEST_WORD {
        return false;
    }
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' => letters += 1,
            b'0'..=b'9' => digits += 1,
            b'_' | b'.' | b'-' | b':' | b'/' => {}
            _ => return false,
        }
    }
    letters > 0 && digits <= MOST_DIGITS && !text.contains("//")
}

#[cfg(test)]
mod tests {
    use super::{Form, is_word};

    #[test]
    fn every_text_has_one_form() {
        for (text, form) in [
            ("", Form::Empty),
            ("2026-03-02T10:14:00Z", Form::Timestamp),
            ("2026-03-02T10:14:00.123+02:00", Form::Timestamp),
            ("2026-03-02", Form::Date),
            ("2026-02-30", Form::Other),
            ("2026-03-02 10:14:00", Form::LooseTime),
            ("2026-03-02T10:14:00", Form::LooseTime),
            ("00000000-0000-4000-8000-000000000000", Form::Uuid),
            ("f0000000-0000-4000-8000-000000000000", Form::Uuid),
            ("pat@shop.example", Form::Email),
            ("1@shop.example", Form::Email),
            ("https://shop.example/a", Form::Url),
            ("12", Form::Integer),
            ("-12", Form::Integer),
            ("0", Form::Integer),
            ("007", Form::Code),
            ("12.50", Form::Decimal),
            ("order.paid", Form::Word),
            ("USD", Form::Word),
            ("a note", Form::Other),
            ("evt_93847583745", Form::Other),
            ("-", Form::Other),
        ] {
            assert_eq!(Form::of(text), form, "{text}");
            assert_eq!(Form::named(form.name()), Some(form));
        }
        assert!(!is_word("---") && !is_word("héllo"));
    }
}
