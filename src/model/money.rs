//! Amounts of cents as money, by moving the point in the text: no arithmetic that could round.

/// `2000` as `20.00`. None where the text is no plain whole number.
#[must_use]
pub fn from_cents(raw: &str) -> Option<String> {
    let (sign, digits) = raw.strip_prefix('-').map_or(("", raw), |digits| ("-", digits));
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (whole, cents) = digits.split_at_checked(digits.len().saturating_sub(2))?;
    let (whole, zero) = (if whole.is_empty() { "0" } else { whole }, if cents.len() < 2 { "0" } else { "" });
    Some([sign, whole, ".", zero, cents].concat())
}

#[cfg(test)]
mod tests {
    use super::from_cents;

    #[test]
    fn cents_are_shown_with_a_point_two_digits_from_the_right() {
        assert_eq!(from_cents("2000").as_deref(), Some("20.00"));
        assert_eq!(from_cents("5").as_deref(), Some("0.05"));
        assert_eq!(from_cents("-1050").as_deref(), Some("-10.50"));
        assert_eq!(from_cents("123456789012345678901").as_deref(), Some("1234567890123456789.01"));
        assert_eq!(from_cents("1e3"), None);
        assert_eq!(from_cents("12.5"), None);
    }
}
