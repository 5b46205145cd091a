//! Amounts, multiplied by one number that a key decides: sums, differences and shares stay true.

use crate::stand_in::Key;

/// What amounts may be multiplied by: primes, so that a product is told from most amounts.
const FACTORS: &[u128] = &[
    211, 223, 227, 229, 233, 239, 241, 251, 257, 263, 269, 271, 277, 281, 283, 293, 307, 311, 313, 317, 331,
    337, 347, 349, 353, 359, 367, 373, 379, 383, 389, 397, 401, 409, 419, 421, 431, 433, 439, 443, 449, 457,
    461, 463, 467, 479, 487, 491, 499, 503, 509, 521, 523, 541, 547, 557, 563, 569, 571, 577, 587, 593, 599,
    601,
];

/// How many digits an amount has at the most that is multiplied.
const MOST_DIGITS: usize = 24;
/// The least whole number that a double does not hold together with its neighbours: 2^53.
const UNSAFE: u128 = 1 << 53;

/// What a key multiplies amounts by.
pub(super) fn factor(key: &Key) -> u128 {
    let digest = key.digest("amount", b"");
    let first = usize::from(digest.first().copied().unwrap_or(0));
    FACTORS.get(first % FACTORS.len()).copied().unwrap_or(211)
}

/// A JSON number multiplied, its decimals and its exponent kept; `None` where it has too many digits.
pub(super) fn scaled_number(number: &str, factor: u128) -> Option<String> {
    let (mantissa, exponent) =
        number.find(['e', 'E']).and_then(|at| number.split_at_checked(at)).unwrap_or((number, ""));
    let (sign, digits) = mantissa.strip_prefix('-').map_or(("", mantissa), |digits| ("-", digits));
    let product = product(digits, factor)?;
    let is_whole = !digits.contains('.') && exponent.is_empty();
    let own: u128 = if is_whole { digits.parse().ok()? } else { 0 };
    // No reader is to lose a digit that it did not lose before.
    if is_whole && own < UNSAFE && own.checked_mul(factor)? >= UNSAFE {
        return None;
    }
    Some(format!("{sign}{product}{exponent}"))
}

/// The same of a text that holds one number: `12.50`, `-3.40`, `12.50 EUR`.
pub(super) fn scaled_text(text: &str, factor: u128) -> Option<String> {
    let start = text.find(|sign: char| sign.is_ascii_digit())?;
    let rest = text.get(start..)?;
    let end = rest.find(|sign: char| !(sign.is_ascii_digit() || sign == '.')).unwrap_or(rest.len());
    let (number, behind) = rest.split_at_checked(end)?;
    if behind.bytes().any(|byte| byte.is_ascii_digit()) || number.matches('.').count() > 1 {
        return None;
    }
    Some(format!("{}{}{behind}", text.get(..start)?, product(number, factor)?))
}

/// Digits with or without a point, multiplied as if there were none.
fn product(number: &str, factor: u128) -> Option<String> {
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    let digits = format!("{whole}{decimals}");
    if digits.is_empty() || digits.len() > MOST_DIGITS {
        return None;
    }
    let product = digits.parse::<u128>().ok()?.checked_mul(factor)?.to_string();
    if !number.contains('.') {
        return Some(product);
    }
    let padded = format!("{product:0>width$}", width = decimals.len() + 1);
    let (whole, decimals) = padded.split_at_checked(padded.len() - decimals.len())?;
    Some(format!("{whole}.{decimals}"))
}

/// Whether an amount may be such a product, or is none that is multiplied. Zero may always be one.
pub(super) fn is_settled(amount: &str, factor: u128) -> bool {
    let digits: String = amount
        .chars()
        .take_while(|sign| !matches!(sign, 'e' | 'E'))
        .filter(char::is_ascii_digit)
        .take(MOST_DIGITS + 1)
        .collect();
    digits.parse::<u128>().is_ok_and(|number| number % factor == 0)
        || (scaled_number(amount, factor).is_none() && scaled_text(amount, factor).is_none())
        || amount.parse::<u64>().is_ok_and(|number| scaled_number(&number.to_string(), factor).is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_true_of_amounts_stays_true() {
        let scaled = |number: &str| scaled_number(number, 211);
        assert_eq!(scaled("62.4").as_deref(), Some("13166.4"));
        assert_eq!(scaled("-0.05").as_deref(), Some("-10.55"));
        assert_eq!(scaled("1000").as_deref(), Some("211000"));
        assert_eq!(scaled("0").as_deref(), Some("0"));
        assert_eq!(scaled("0.00").as_deref(), Some("0.00"));
        assert_eq!(scaled("1e3").as_deref(), Some("211e3"));
        assert_eq!(scaled("9007199254740991"), None);
        assert_eq!(scaled("9007199254740993").as_deref(), Some("1900519042750349523"));
        assert_eq!(scaled_text("12.50 EUR", 211).as_deref(), Some("2637.50 EUR"));
        assert_eq!(scaled_text("-3.40", 211).as_deref(), Some("-717.40"));
        assert_eq!(scaled_text("1,234.50", 211), None);
        assert_eq!(scaled_text("none", 211), None);
        assert!(is_settled("13166.4", 211) && is_settled("0", 211) && !is_settled("62.4", 211));
        assert!(is_settled("9007199254740991", 211) && is_settled("none", 211));
    }
}
