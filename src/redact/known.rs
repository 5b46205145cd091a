//! Values that tell what they are by themselves, whatever they are called: tokens, private keys, payment cards, bank
//! accounts, e-mail addresses.

use super::category::Category::{self, CardNumber, Iban, PrivateKey, Token};
use super::lexeme::lexeme;
use super::tokens::{SHORTEST_TOKEN, begins_like_a_bot, bot_token, is_of_form, is_token, is_web_token};

/// What a run of letters and digits turned out to be, and where it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Known {
    pub(super) end: usize,
    pub(super) category: Category,
}

/// Countries and how long their account numbers are (ISO 13616 registry).
const IBANS: &[(&str, usize)] = &[
    ("AD", 24),
    ("AE", 23),
    ("AL", 28),
    ("AT", 20),
    ("AZ", 28),
    ("BA", 20),
    ("BE", 16),
    ("BG", 22),
    ("BH", 22),
    ("BR", 29),
    ("CH", 21),
    ("CR", 22),
    ("CY", 28),
    ("CZ", 24),
    ("DE", 22),
    ("DK", 18),
    ("DO", 28),
    ("EE", 20),
    ("EG", 29),
    ("ES", 24),
    ("FI", 18),
    ("FO", 18),
    ("FR", 27),
    ("GB", 22),
    ("GE", 22),
    ("GI", 23),
    ("GL", 18),
    ("GR", 27),
    ("GT", 28),
    ("HR", 21),
    ("HU", 28),
    ("IE", 22),
    ("IL", 23),
    ("IS", 26),
    ("IT", 27),
    ("JO", 30),
    ("KW", 30),
    ("KZ", 20),
    ("LB", 28),
    ("LI", 21),
    ("LT", 20),
    ("LU", 20),
    ("LV", 21),
    ("MC", 27),
    ("MD", 24),
    ("ME", 22),
    ("MK", 19),
    ("MT", 31),
    ("MU", 30),
    ("NL", 18),
    ("NO", 15),
    ("PK", 24),
    ("PL", 28),
    ("PS", 29),
    ("PT", 25),
    ("QA", 29),
    ("RO", 24),
    ("RS", 22),
    ("SA", 24),
    ("SE", 24),
    ("SI", 19),
    ("SK", 24),
    ("SM", 27),
    ("TN", 24),
    ("TR", 26),
    ("UA", 29),
    ("VG", 24),
    ("XK", 20),
];

/// What a run of letters, digits, `_`, `-` and `.` is. What begins before it or ends behind it is looked at too.
pub(super) fn known(text: &str, start: usize, end: usize) -> Option<Known> {
    let run = text.get(start..end)?;
    if is_of_form(run) {
        return Some(Known { end, category: Token });
    }
    match run.as_bytes().first()? {
        b'-' => private_key(text, start, run),
        b'0'..=b'9' => match bot_token(text, end).filter(|_| (8..=10).contains(&run.len())) {
            Some(end) => Some(Known { end, category: Token }),
            None => card(text, start).map(|end| Known { end, category: CardNumber }),
        },
        b'e' if run.starts_with("eyJ") => is_web_token(run).then_some(Known { end, category: Token }),
        _ => {
            if is_token(run) {
                return Some(Known { end, category: Token });
            }
            iban(text, start, run).map(|end| Known { end, category: Iban })
        }
    }
}

/// Whether a text may begin with a value that tells what it is, without looking further.
#[inline]
pub(super) fn begins_like_a_token(text: &str) -> bool {
    text.len() >= SHORTEST_TOKEN && begins_like_one(text)
}

fn begins_like_one(text: &str) -> bool {
    is_token(text)
        || begins_like_a_bot(text)
        || text.starts_with("eyJ")
        || text.starts_with("-----BEGIN")
        || text.bytes().take(4).enumerate().all(|(index, byte)| match index {
            0 | 1 => byte.is_ascii_uppercase(),
            _ => byte.is_ascii_digit(),
        })
}

/// A private key in textual encoding (RFC 7468), to its last line; to the end of the text where it has none.
fn private_key(text: &str, start: usize, run: &str) -> Option<Known> {
    if !run.starts_with("-----BEGIN") {
        return None;
    }
    let bytes = text.as_bytes();
    let label = start + 10;
    find(bytes, label, label + 64, b"PRIVATE KEY")?;
    let end = match find(bytes, label, bytes.len(), b"-----END") {
        Some(last) => find(bytes, last, last + 64, b"-----").unwrap_or(last),
        None => bytes.len(),
    };
    Some(Known { end, category: PrivateKey })
}

/// The offset after the first of these bytes between two offsets.
fn find(bytes: &[u8], from: usize, to: usize, wanted: &[u8]) -> Option<usize> {
    let part = bytes.get(from..to.min(bytes.len()))?;
    memchr::memmem::find(part, wanted).map(|at| from + at + wanted.len())
}

/// Where a payment card's number ends that begins here: groups of digits with one blank or hyphen between them, a range
/// of an issuer, and the right check digit.
fn card(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut digits, mut count, mut at) = ([0_u8; 19], 0_usize, start);
    let end = loop {
        match bytes.get(at) {
            Some(digit @ b'0'..=b'9') => {
                *digits.get_mut(count)? = digit - b'0';
                count += 1;
                at += 1;
            }
            Some(b' ' | b'-') if count >= 4 && bytes.get(at + 1).is_some_and(u8::is_ascii_digit) => at += 1,
            // Part of a longer name or of a fraction.
            Some(b'a'..=b'z' | b'A'..=b'Z' | b'_') => return None,
            Some(b'.') if bytes.get(at + 1).is_some_and(u8::is_ascii_digit) => return None,
            _ => break at,
        }
    };
    let digits = digits.get(..count)?;
    (is_issued(digits) && has_check_digit(digits)).then_some(end)
}

/// Whether an issuer hands out cards that begin so and are so long.
fn is_issued(digits: &[u8]) -> bool {
    let beginning =
        |length: usize| digits.iter().take(length).fold(0_u32, |sum, digit| sum * 10 + u32::from(*digit));
    match digits.len() {
        14 => matches!(beginning(3), 300..=305) || matches!(beginning(2), 36 | 38),
        15 => matches!(beginning(2), 34 | 37),
        16 => {
            matches!(beginning(1), 4)
                || matches!(beginning(2), 51..=55 | 62 | 65)
                || matches!(beginning(3), 644..=649)
                || matches!(beginning(4), 2221..=2720 | 3528..=3589 | 6011)
        }
        _ => false,
    }
}

/// The check digit of ISO/IEC 7812-1, annex B.
pub(super) fn has_check_digit(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| match u32::from(*digit) * if place % 2 == 1 { 2 } else { 1 } {
            doubled @ 10.. => doubled - 9,
            single => single,
        })
        .sum();
    sum.is_multiple_of(10)
}

/// Where a bank account's number ends that begins here, in groups or not, with the right length and check digits.
fn iban(text: &str, start: usize, run: &str) -> Option<usize> {
    let country = run.get(..2).filter(|country| country.bytes().all(|byte| byte.is_ascii_uppercase()))?;
    if !run.bytes().skip(2).take(2).all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (_, length) = IBANS.iter().find(|(one, _)| *one == country)?;
    let bytes = text.as_bytes();
    let (mut signs, mut at) = (Vec::with_capacity(*length), start);
    while signs.len() < *length {
        match bytes.get(at)? {
            byte if byte.is_ascii_alphanumeric() => signs.push(*byte),
            b' ' if signs.len().is_multiple_of(4) => {}
            _ => return None,
        }
        at += 1;
    }
    if bytes.get(at).is_some_and(u8::is_ascii_alphanumeric) {
        return None;
    }
    signs.rotate_left(4);
    let rest = signs.iter().fold(0_u32, |rest, byte| {
        let value = char::from(*byte).to_digit(36).unwrap_or(0);
        (rest * if value > 9 { 100 } else { 10 } + value) % 97
    });
    (rest == 1).then_some(at)
}

/// Whether a text is a bank account's number, in groups or not, with the right length and check digits.
pub(super) fn is_account(text: &str) -> bool {
    let end = text.find(|sign: char| !sign.is_ascii_alphanumeric()).unwrap_or(text.len());
    text.get(..end).and_then(|run| iban(text, 0, run)) == Some(text.len())
}

/// Where the host of an e-mail address ends that follows an at sign: names with a dot between them, the last one of
/// letters.
pub(super) fn mail_host(text: &str, from: usize) -> Option<usize> {
    let (mut at, mut end, mut dots, mut last) = (from, from, 0_usize, 0_usize);
    let mut letters = true;
    while let Some(here) = lexeme(text, at) {
        match here.sign {
            '.' if last > 0 => {
                // A full stop behind the address ends a sentence.
                let next = lexeme(text, here.end).is_some_and(|next| next.sign.is_alphanumeric());
                if !next {
                    break;
                }
                dots += 1;
                last = 0;
                letters = true;
            }
            '-' => last += 1,
            sign if sign.is_alphanumeric() => {
                last += 1;
                letters &= sign.is_alphabetic();
                end = here.end;
            }
            _ => break,
        }
        at = here.end;
    }
    (dots > 0 && last >= 2 && letters).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(text: &str) -> Option<Category> {
        let end = text.find(' ').unwrap_or(text.len());
        known(text, 0, end).filter(|known| known.end == text.len()).map(|known| known.category)
    }

    #[test]
    fn a_value_tells_what_it_is() {
        assert_eq!(is("eyJhbGciOiJub25lIn0.eyJzdWIiOiI3In0.c2lnbmF0dXJl"), Some(Token));
        assert_eq!(is(&format!("ghp_{}", "a1".repeat(18))), Some(Token));
        assert_eq!(is("4242 4242 4242 4242"), Some(CardNumber));
        assert_eq!(is("378282246310005"), Some(CardNumber));
        assert_eq!(is("DE89 3704 0044 0532 0130 00"), Some(Iban));
        assert_eq!(is("-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----"), Some(PrivateKey));
        assert_eq!(is("-----BEGIN PRIVATE KEY-----\nMIIB"), Some(PrivateKey));
    }

    #[test]
    fn what_only_looks_like_it_is_nothing() {
        for text in [
            "eyJhbGciOiJub25lIn0",
            "npm_config_cache",
            "4242424242424241",
            "4242424242424242.5",
            "42424242424242424242",
            "1736600720103",
            "DE89370400440532013001",
            "DEAR",
            "-----BEGIN PUBLIC KEY-----",
            "-----BEGIN CERTIFICATE-----",
            "2026-01-11",
        ] {
            assert_eq!(is(text), None, "{text}");
        }
    }
}
