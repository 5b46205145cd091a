//! Telephone numbers that are kept for fiction and reach nobody.

use super::source::Source;

/// A range of numbers that is kept free: what they begin with, as digits after the plus sign, and how many digits
/// follow.
struct Range {
    prefix: &'static str,
    digits: usize,
}

/// Ranges that national regulators keep for drama and examples: NANPA (555-0100 to 555-0199), Ofcom, ARCEP,
/// Bundesnetzagentur, ACMA.
const RANGES: &[Range] = &[
    Range { prefix: "120255501", digits: 2 },
    Range { prefix: "131255501", digits: 2 },
    Range { prefix: "141555501", digits: 2 },
    Range { prefix: "442079460", digits: 3 },
    Range { prefix: "447700900", digits: 3 },
    Range { prefix: "441632960", digits: 3 },
    Range { prefix: "33199000", digits: 3 },
    Range { prefix: "336399800", digits: 2 },
    Range { prefix: "493023125", digits: 3 },
    Range { prefix: "498999998", digits: 3 },
    Range { prefix: "61255500", digits: 3 },
];

/// A number in international notation.
#[must_use]
pub fn telephone(source: &mut Source) -> String {
    let index = source.below(u64::try_from(RANGES.len()).unwrap_or(0));
    let Some(range) = usize::try_from(index).ok().and_then(|index| RANGES.get(index)) else {
        return String::new();
    };
    format!("+{}{}", range.prefix, source.digits(range.digits))
}

/// Whether a number reaches nobody, however it is grouped: `+1 (202) 555-0143`, `+44 20 7946 0958`, `555-0199`.
#[must_use]
pub fn is_reserved_telephone(number: &str) -> bool {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.strip_prefix("00").unwrap_or(&digits);
    let in_range = RANGES
        .iter()
        .any(|range| digits.starts_with(range.prefix) && digits.len() == range.prefix.len() + range.digits);
    in_range || is_north_american_fiction(digits)
}

/// 555-0100 to 555-0199 in any area of the North American plan, with or without area and country.
fn is_north_american_fiction(digits: &str) -> bool {
    let local = match digits.len() {
        11 if digits.starts_with('1') => digits.get(4..),
        10 => digits.get(3..),
        7 => Some(digits),
        _ => None,
    };
    local.is_some_and(|local| local.starts_with("55501"))
}
