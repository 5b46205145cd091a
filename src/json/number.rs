//! What a number's text says about its value, without a number type that could overflow.

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
