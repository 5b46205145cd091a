//! Telephone numbers that reach nobody: kept for fiction, or of a form that no plan hands out.

use super::source::Source;
use super::written::rewritten_digits;

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
    Range { prefix: "441134960", digits: 3 },
    Range { prefix: "442079460", digits: 3 },
    Range { prefix: "447700900", digits: 3 },
    Range { prefix: "441632960", digits: 3 },
    Range { prefix: "33199000", digits: 3 },
    Range { prefix: "336399800", digits: 2 },
    Range { prefix: "493023125", digits: 3 },
    Range { prefix: "498999998", digits: 3 },
    Range { prefix: "61255500", digits: 3 },
];

/// Country codes of one and of two digits (ITU-T E.164, Annex); all others have three.
const LONG_COUNTRIES: &[&str] = &[
    "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48",
    "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66", "81",
    "82", "84", "86", "90", "91", "92", "93", "94", "95", "98",
];

/// What a national number never begins with, in no plan: one zero may be the digit that is dialled before it, two are
/// dialled to leave the country.
const UNASSIGNABLE: &str = "00";
/// The same where no country stands before it, after the zeros that are dialled to leave the country.
const UNASSIGNABLE_ALONE: &str = "000";

/// A number in international notation.
#[must_use]
pub fn telephone(source: &mut Source) -> String {
    let index = source.below(u64::try_from(RANGES.len()).unwrap_or(0));
    let Some(range) = usize::try_from(index).ok().and_then(|index| RANGES.get(index)) else {
        return String::new();
    };
    format!("+{}{}", range.prefix, source.digits(range.digits))
}

/// A number that cannot be handed out, written as another one is: of the same country, with as many digits in the same
/// groups.
#[must_use]
pub fn telephone_like(original: &str, source: &mut Source) -> String {
    let digits: String = original.chars().filter(char::is_ascii_digit).collect();
    let (kept, zeros) = if original.trim_start().starts_with('+') {
        (country(&digits), UNASSIGNABLE)
    } else if let Some(national) = digits.strip_prefix("00") {
        (2 + country(national), UNASSIGNABLE)
    } else {
        (0, UNASSIGNABLE_ALONE)
    };
    let mut made = format!("{}{zeros}", digits.get(..kept).unwrap_or_default());
    made.push_str(&source.digits(digits.len().saturating_sub(made.len())));
    rewritten_digits(original, &made)
}

/// Numbers of the ranges that are kept free, written as another one is: of the same country, as long, the likeliest first.
/// They look more like real ones than [`telephone_like`]'s, for those who let only such pass; there are far fewer.
#[must_use]
pub fn kept_free_like(original: &str, source: &mut Source) -> Vec<String> {
    let digits: String = original.chars().filter(char::is_ascii_digit).collect();
    let dialled = if digits.starts_with("00") && !original.trim_start().starts_with('+') { "00" } else { "" };
    let national = digits.strip_prefix(dialled).unwrap_or(&digits);
    let mut made = Vec::new();
    for range in RANGES {
        let whole = format!("{}{}", range.prefix, source.digits(range.digits));
        // North America writes its numbers without the country too.
        let alone = whole.strip_prefix('1').filter(|rest| rest.len() == 10 && national.len() == 10);
        let country = country(range.prefix);
        let is_of_country = whole.len() == national.len() && national.get(..country) == whole.get(..country);
        if let Some(number) = alone.or_else(|| is_of_country.then_some(whole.as_str())) {
            made.push(rewritten_digits(original, &format!("{dialled}{number}")));
        }
    }
    if !made.is_empty() {
        let first = usize::try_from(source.below(u64::try_from(made.len()).unwrap_or(1))).unwrap_or(0);
        made.rotate_left(first);
    }
    made
}

/// How many digits the country code has that a number in international notation begins with.
fn country(digits: &str) -> usize {
    match digits.get(..2) {
        _ if digits.starts_with(['1', '7']) => 1,
        Some(two) if LONG_COUNTRIES.contains(&two) => 2,
        _ => 3,
    }
}

/// Whether a number reaches nobody, however it is grouped: `+1 (202) 555-0143`, `+44 20 7946 0958`, `555-0199`.
#[must_use]
pub fn is_reserved_telephone(number: &str) -> bool {
    let all: String = number.chars().filter(char::is_ascii_digit).collect();
    let is_international = number.trim_start().starts_with('+') || all.starts_with("00");
    let digits = all.strip_prefix("00").unwrap_or(&all);
    let in_range = RANGES
        .iter()
        .any(|range| digits.starts_with(range.prefix) && digits.len() == range.prefix.len() + range.digits);
    let unassignable = if is_international {
        digits.get(country(digits)..).is_some_and(|national| national.starts_with(UNASSIGNABLE))
    } else {
        false
    };
    in_range
        || is_north_american_fiction(digits)
        || (digits.len() >= 5 && unassignable)
        || (all.len() >= 5 && all.starts_with(UNASSIGNABLE_ALONE))
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
