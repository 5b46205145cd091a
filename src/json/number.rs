//! What a number's text says about its value, without a number type that could overflow.

use std::cmp::Ordering;

/// Whether the number, written as RFC 8259 has it, is mathematically an integer.
pub(super) fn is_integral(text: &str) -> bool {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent_value(exponent)),
        None => (text, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = || whole.bytes().chain(fraction.bytes()).rev();
    if digits().all(|digit| matches!(digit, b'0' | b'-')) {
        return true;
    }
    let trailing_zeros = digits().take_while(|digit| *digit == b'0').count();
    let places = length(fraction.len()).saturating_sub(exponent);
    length(trailing_zeros) >= places
}

/// Whether a text is a number as RFC 8259 writes it; zeros before it do no harm.
#[must_use]
pub fn is_number(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent.strip_prefix(['+', '-']).unwrap_or(exponent))),
        None => (unsigned, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    digits(whole) && fraction.is_none_or(digits) && exponent.is_none_or(digits)
}

/// Which of two numbers is the larger, decided on their texts: nothing is rounded. `None` where one of them is no
/// number, or its exponent is beyond any counting.
#[must_use]
pub fn compare_numbers(one: &str, other: &str) -> Option<Ordering> {
    if !is_number(one) || !is_number(other) {
        return None;
    }
    let (one, other) = (canonical(one)?, canonical(other)?);
    // The sign, then how many digits stand before the point, then the digits.
    let rank = |(negative, digits, _): &(bool, String, i64)| match (digits.is_empty(), negative) {
        (true, _) => 0,
        (false, true) => -1,
        (false, false) => 1,
    };
    let magnitude = |(_, digits, power): &(bool, String, i64)| length(digits.len()) + power;
    let size = magnitude(&one).cmp(&magnitude(&other)).then_with(|| one.1.cmp(&other.1));
    Some(rank(&one).cmp(&rank(&other)).then(match rank(&one) {
        0 => Ordering::Equal,
        -1 => size.reverse(),
        _ => size,
    }))
}

/// The exponent, or the nearest number that there is: no text is so long that more would make a difference.
fn exponent_value(text: &str) -> i64 {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let size = digits.bytes().fold(0_i64, |size, digit| {
        size.saturating_mul(10).saturating_add(i64::from(digit.wrapping_sub(b'0')))
    });
    if negative { -size } else { size }
}

fn length(bytes: usize) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}

/// A number's value, written in one way only: sign, digits without zeros at either end, and the power of ten of the
/// last digit. `None` where the exponent is beyond any counting.
pub(super) fn canonical(text: &str) -> Option<(bool, String, i64)> {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent_value(exponent)),
        None => (text, 0),
    };
    let negative = mantissa.starts_with('-');
    let mantissa = mantissa.trim_start_matches('-');
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = format!("{whole}{fraction}");
    let significant = all.trim_start_matches('0').trim_end_matches('0');
    if significant.is_empty() {
        return Some((false, String::new(), 0));
    }
    if exponent.checked_abs().is_none_or(|size| size > i64::MAX / 4) {
        return None;
    }
    let dropped = all.len() - all.trim_end_matches('0').len();
    let power = exponent - length(fraction.len()) + length(dropped);
    Some((negative, significant.to_owned(), power))
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering::{Equal, Greater, Less};

    use super::{compare_numbers, is_number};

    #[test]
    fn numbers_are_compared_by_value_whatever_their_size_and_form() {
        for (one, other, expected) in [
            ("1", "1.0", Some(Equal)),
            ("10e-1", "1", Some(Equal)),
            ("0", "-0.0", Some(Equal)),
            ("2", "10", Some(Less)),
            ("-2", "-10", Some(Greater)),
            ("-1", "0", Some(Less)),
            ("0", "0.001", Some(Less)),
            ("9007199254740993", "9007199254740992", Some(Greater)),
            ("1e400", "1e399", Some(Greater)),
            ("0.25", "0.3", Some(Less)),
            ("007", "7", Some(Equal)),
            ("1e99999999999999999999", "1", None),
            ("ten", "1", None),
            ("", "1", None),
        ] {
            assert_eq!(compare_numbers(one, other), expected, "{one} {other}");
        }
    }

    #[test]
    fn a_number_is_what_json_calls_one() {
        for text in ["0", "-1.5", "1e5", "1E+5", "12.50"] {
            assert!(is_number(text), "{text}");
        }
        for text in ["", "-", "1.", ".5", "+1", "1e", "0x10", "1 ", "Infinity"] {
            assert!(!is_number(text), "{text}");
        }
    }
}
