//! The forms of text. Each is exactly what the exported schema says, so that any validator agrees.

/// RFC 3339, section 5.6, `date-time`: a date that exists, a leap second only where UTC can have one.
#[must_use]
pub fn is_timestamp(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (Some(date), Some(b'T' | b't'), Some(rest)) = (bytes.get(..10), bytes.get(10), bytes.get(11..))
    else {
        return false;
    };
    is_date(date) && is_time(rest)
}

fn is_date(date: &[u8]) -> bool {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = date else { return false };
    let (Some(century), Some(year), Some(month), Some(day)) =
        (two_digits(y1, y2), two_digits(y3, y4), two_digits(m1, m2), two_digits(d1, d2))
    else {
        return false;
    };
    let year = century * 100 + year;
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return false,
    };
    (1..=days).contains(&day)
}

fn is_time(time: &[u8]) -> bool {
    let Some((&[h1, h2, b':', m1, m2, b':', s1, s2], mut rest)) = time.split_first_chunk::<8>() else {
        return false;
    };
    let (Some(hour), Some(minute), Some(second)) =
        (two_digits(h1, h2), two_digits(m1, m2), two_digits(s1, s2))
    else {
        return false;
    };
    if let [b'.', fraction @ ..] = rest {
        let digits = fraction.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if digits == 0 {
            return false;
        }
        rest = fraction.get(digits..).unwrap_or_default();
    }
    let offset = match *rest {
        [b'Z' | b'z'] => 0,
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
            let (Some(hours @ 0..=23), Some(minutes @ 0..=59)) = (two_digits(h1, h2), two_digits(m1, m2))
            else {
                return false;
            };
            let minutes = i32::from(hours * 60 + minutes);
            if sign == b'+' { minutes } else { -minutes }
        }
        _ => return false,
    };
    let leap_second = || (i32::from(hour * 60 + minute) - offset).rem_euclid(1440) == 1439;
    hour <= 23 && minute <= 59 && (second <= 59 || (second == 60 && leap_second()))
}

fn two_digits(tens: u8, ones: u8) -> Option<u16> {
    (tens.is_ascii_digit() && ones.is_ascii_digit())
        .then(|| u16::from(tens - b'0') * 10 + u16::from(ones - b'0'))
}

/// RFC 9562, section 4: five groups of hexadecimal digits.
pub(super) fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// The regular expression of an e-mail address. Mail servers accept far more than strict grammars do.
pub(super) const EMAIL_PATTERN: &str = "^[^\\u0000-\\u0020@]+@[^\\u0000-\\u0020@]+$";

/// What [`EMAIL_PATTERN`] accepts.
pub(super) fn is_email(text: &str) -> bool {
    let (mut signs, mut place) = (0, 0);
    for (index, byte) in text.bytes().enumerate() {
        if byte <= b' ' {
            return false;
        }
        if byte == b'@' {
            (signs, place) = (signs + 1, index);
        }
    }
    signs == 1 && place > 0 && place + 1 < text.len()
}

/// The regular expression of an address on the web.
pub(super) const URL_PATTERN: &str = "^https?://[^\\u0000-\\u0020]+$";

/// What [`URL_PATTERN`] accepts.
pub(super) fn is_url(text: &str) -> bool {
    text.strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))
        .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte > b' '))
}

/// The regular expression of a decimal number in text.
pub(super) const DECIMAL_PATTERN: &str = "^-?[0-9]+(\\.[0-9]+)?$";

/// What [`DECIMAL_PATTERN`] accepts.
pub(super) fn is_decimal(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    match unsigned.split_once('.') {
        Some((whole, fraction)) => digits(whole) && digits(fraction),
        None => digits(unsigned),
    }
}

/// Whether a program that keeps numbers in doubles (IEEE 754 binary64) loses this one: a whole number that it
/// rounds, or one beyond its range.
pub(super) fn is_unsafe_number(raw: &str) -> bool {
    if raw.len() <= 15 && !raw.bytes().any(|byte| matches!(byte, b'e' | b'E')) {
        return false;
    }
    let Ok(double) = raw.parse::<f64>() else { return false };
    if double.is_infinite() {
        return true;
    }
    let whole = raw.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    whole && format!("{double:.0}") != raw && raw != "-0"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timestamps_are_those_of_rfc_3339() {
        for good in [
            "2025-01-11T13:45:20.103Z",
            "2025-01-11t13:45:20z",
            "2024-02-29T00:00:00+05:30",
            "2000-02-29T23:59:60Z",
            "2025-06-30T20:59:60-03:00",
            "0000-01-01T00:00:00.000000000001Z",
        ] {
            assert!(is_timestamp(good), "{good}");
        }
        for bad in [
            "2025-01-11",
            "2025-01-11 13:45:20Z",
            "2025-02-29T00:00:00Z",
            "1900-02-29T00:00:00Z",
            "2025-13-01T00:00:00Z",
            "2025-00-10T00:00:00Z",
            "2025-01-11T24:00:00Z",
            "2025-01-11T13:45:20",
            "2025-01-11T13:45:20.Z",
            "2025-01-11T13:45:20+0530",
            "2025-01-11T13:45:60Z",
            "2025-01-11T13:45:20+24:00",
            "20250111T134520Z",
            "",
        ] {
            assert!(!is_timestamp(bad), "{bad}");
        }
    }

    #[test]
    fn addresses_are_judged_mildly() {
        assert!(is_email("pat@example.com") && is_email("\"a\"@localhost") && is_email("ü@exämple"));
        assert!(
            !is_email("") && !is_email("pat") && !is_email("a@b@c") && !is_email("a b@c") && !is_email("@c")
        );
        assert!(is_url("https://host?fpr=x") && is_url("http://localhost:3001?a=b"));
        assert!(
            !is_url("ftp://host") && !is_url("https://") && !is_url("host.example") && !is_url("https://a b")
        );
    }

    #[test]
    fn decimals_have_digits_on_both_sides_of_the_point() {
        assert!(is_decimal("57.34") && is_decimal("-0.5") && is_decimal("12"));
        assert!(
            !is_decimal("12,50")
                && !is_decimal(".5")
                && !is_decimal("1.")
                && !is_decimal("")
                && !is_decimal("1e3")
        );
    }

    #[test]
    fn numbers_that_doubles_round_are_unsafe() {
        assert!(
            is_unsafe_number("9007199254740993")
                && is_unsafe_number("1e400")
                && is_unsafe_number("-9007199254740993")
        );
        assert!(
            !is_unsafe_number("9007199254740992")
                && !is_unsafe_number("4957999104217")
                && !is_unsafe_number("1e22")
        );
        assert!(!is_unsafe_number("0.1") && !is_unsafe_number("123456789012345678.5"));
    }
}
