//! Hexadecimal numbers as decimal ones, exactly.

/// More digits than this are not converted: the work would grow with the square of their number.
pub(super) const MOST_DIGITS: usize = 4096;

/// One limb holds nine decimal digits.
const LIMB: u64 = 1_000_000_000;

/// The number that hexadecimal digits say, in decimal ones without a leading zero.
pub(super) fn decimal(digits: &[u8]) -> String {
    // The lowest limb comes first.
    let mut limbs: Vec<u32> = vec![0];
    for eight in digits.chunks(8) {
        let mut carry = eight.iter().fold(0, |value, digit| value * 16 + u64::from(value_of(*digit)));
        let factor = 1_u64 << (4 * eight.len());
        for limb in &mut limbs {
            let value = u64::from(*limb) * factor + carry;
            *limb = low(value);
            carry = value / LIMB;
        }
        while carry > 0 {
            limbs.push(low(carry));
            carry /= LIMB;
        }
    }
    let mut limbs = limbs.iter().rev();
    let mut text = limbs.next().map(u32::to_string).unwrap_or_default();
    for limb in limbs {
        text.push_str(&format!("{limb:09}"));
    }
    text
}

fn value_of(digit: u8) -> u32 {
    char::from(digit).to_digit(16).unwrap_or_default()
}

fn low(value: u64) -> u32 {
    (value % LIMB) as u32
}

#[cfg(test)]
mod tests {
    use super::decimal;

    #[test]
    fn hexadecimal_numbers_of_any_size_become_their_decimal_ones() {
        for (hexadecimal, wanted) in [
            ("0", "0"),
            ("00", "0"),
            ("fF", "255"),
            ("3B9ACA00", "1000000000"),
            ("ffffffffffffffff", "18446744073709551615"),
            ("100000000000000000000000000000000", "340282366920938463463374607431768211456"),
            ("de0b6b3a7640000", "1000000000000000000"),
        ] {
            assert_eq!(decimal(hexadecimal.as_bytes()), wanted);
        }
    }
}
