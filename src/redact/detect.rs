//! Telephone numbers and network addresses that stand in a text without a name that says so.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::category::Category::{Ip, Telephone};
use super::text::Part;

/// How many digits a telephone number has that is told by its plus sign alone, and at the most (ITU-T E.164).
const DIGITS: std::ops::RangeInclusive<usize> = FEWEST_DIGITS..=15;
pub(super) const FEWEST_DIGITS: usize = 8;
/// How much is looked at for the end of a number, in bytes.
const LONGEST: usize = 40;

/// The telephone numbers in international notation and the network addresses in a text, in order.
pub(super) fn detected(text: &str) -> Vec<Part> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    if bytes.len() < 7 || !bytes.iter().any(|byte| matches!(byte, b'+' | b'.' | b':')) {
        return found;
    }
    if bytes.len() <= 45 && text.contains(':') && text.parse::<Ipv6Addr>().is_ok() {
        return vec![Part { start: 0, end: text.len(), category: Ip }];
    }
    let mut at = 0;
    while let Some(next) = bytes.get(at..).and_then(|rest| rest.iter().position(|byte| starts(*byte))) {
        let start = at + next;
        let before = start.checked_sub(1).and_then(|before| bytes.get(before)).copied().unwrap_or(b' ');
        let is_apart =
            !before.is_ascii_alphanumeric() && !matches!(before, b'.' | b'_' | b'-' | b'/' | b'%' | b'+');
        let rest = bytes.get(start..).unwrap_or_default();
        let length = match rest.first() {
            Some(b'+') if is_apart => telephone(rest).map(|length| (length, Telephone)),
            // `rv:1.9.2.20`: the revision of a browser.
            Some(_) if is_apart && !text.get(..start).is_some_and(|before| before.ends_with("rv:")) => {
                ipv4(rest).map(|length| (length, Ip))
            }
            _ => None,
        };
        match length {
            Some((length, category)) => {
                found.push(Part { start, end: start + length, category });
                at = start + length;
            }
            None => at = start + rest.iter().take_while(|byte| byte.is_ascii_digit()).count().max(1),
        }
    }
    found
}

const fn starts(byte: u8) -> bool {
    byte == b'+' || byte.is_ascii_digit()
}

/// How long the number is that begins with this plus sign.
fn telephone(rest: &[u8]) -> Option<usize> {
    let is_of_number = |byte: &u8| byte.is_ascii_digit() || b" ()-./".contains(byte);
    let rest = rest.get(..LONGEST.min(rest.len()))?;
    let signs = 1 + rest.iter().skip(1).take_while(|byte| is_of_number(byte)).count();
    let length = 1 + rest.get(..signs)?.iter().rposition(u8::is_ascii_digit)?;
    let digits = rest.get(..length)?.iter().filter(|byte| byte.is_ascii_digit()).count();
    let is_apart = rest.get(length).is_none_or(|byte| !byte.is_ascii_alphanumeric());
    (DIGITS.contains(&digits)
        && rest.get(1).is_some_and(|byte| matches!(byte, b'1'..=b'9' | b'('))
        && is_apart)
        .then_some(length)
}

/// How long the address is that begins with this digit.
fn ipv4(rest: &[u8]) -> Option<usize> {
    let length = rest.iter().take(16).take_while(|byte| byte.is_ascii_digit() || **byte == b'.').count();
    let text = std::str::from_utf8(rest.get(..length)?).ok()?.trim_end_matches('.');
    let behind = rest.get(text.len()).copied().unwrap_or(b' ');
    let ends = !behind.is_ascii_alphanumeric() && !matches!(behind, b'-' | b'_' | b'+');
    (ends && text.parse::<Ipv4Addr>().is_ok()).then_some(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        detected(text).into_iter().filter_map(|part| text.get(part.start..part.end)).collect()
    }

    #[test]
    fn numbers_and_addresses_are_found_in_sentences() {
        assert_eq!(
            found("call +49 (30) 901-8200, or +1 202 456 1111."),
            ["+49 (30) 901-8200", "+1 202 456 1111"]
        );
        assert_eq!(found("from 81.2.69.142:443 and \"8.8.8.8\"."), ["81.2.69.142", "8.8.8.8"]);
        assert_eq!(found("2a00:1450:4001:81b::200e"), ["2a00:1450:4001:81b::200e"]);
    }

    #[test]
    fn versions_times_and_sums_are_none() {
        for text in [
            "Chrome/120.0.0.0",
            "v1.2.3.4",
            "(X11; Linux; rv:1.9.2.20) Gecko",
            "1.2.3",
            "1.2.3.4.5",
            "1.2.3.4-rc1",
            "2026-05-01T10:00:00+02:00",
            "1+12345678",
            "+1",
            "12:30:45",
            "999.1.1.1",
            "a+4915112345678",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }
}
