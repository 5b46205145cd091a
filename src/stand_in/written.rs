//! Values in the writing of another: as long, with the same groups and marks.

use super::source::Source;

/// A text with other digits in the place of its own; those that are too few leave what stands there.
pub(super) fn rewritten_digits(original: &str, digits: &str) -> String {
    let mut digits = digits.chars();
    let one = |sign: char| if sign.is_ascii_digit() { digits.next().unwrap_or(sign) } else { sign };
    original.chars().map(one).collect()
}

/// How many zeros digits that belong to nobody begin with: few numbers that anybody hands out begin so.
const fn zeros(digits: usize) -> usize {
    match digits {
        0..=3 => 1,
        4..=5 => 2,
        _ => 3,
    }
}

/// What a JSON number begins with that belongs to nobody: a zero cannot come first.
const UNASSIGNED_NUMBER: &str = "999";

/// Digits that belong to nobody in the place of a text's own, and an `X` for each letter. What it is grouped by stays.
#[must_use]
pub fn digits_like(original: &str, source: &mut Source) -> String {
    let count = original.bytes().filter(u8::is_ascii_digit).count();
    let first = zeros(count).min(count);
    let made = "0".repeat(first) + &source.digits(count - first);
    let letters = |sign: char| if sign.is_alphabetic() { 'X' } else { sign };
    rewritten_digits(original, &made).chars().map(letters).collect()
}

/// Whether a text of digits is such a one.
#[must_use]
pub fn is_reserved_digits(text: &str) -> bool {
    let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_digit).collect();
    digits.iter().take(zeros(digits.len())).all(|digit| *digit == b'0')
        && text.chars().filter(|sign| sign.is_alphabetic()).all(|letter| letter == 'X')
}

/// A JSON number with as many digits, sign kept, that belongs to nobody.
#[must_use]
pub fn number_like(original: &str, source: &mut Source) -> String {
    let (sign, digits) = original.strip_prefix('-').map_or(("", original), |digits| ("-", digits));
    if let Some((whole, decimals)) = digits.split_once('.') {
        let zeros = decimals.bytes().take_while(u8::is_ascii_digit).count();
        return format!("{sign}{}.{}", round(whole), "0".repeat(zeros));
    }
    let count = digits.bytes().take_while(u8::is_ascii_digit).count();
    let first = UNASSIGNED_NUMBER.get(..count.min(UNASSIGNED_NUMBER.len())).unwrap_or_default();
    format!("{sign}{first}{}", source.digits(count - first.len()))
}

/// A one and zeros, as many as there are digits; zero for zero.
fn round(whole: &str) -> String {
    if whole == "0" { whole.to_owned() } else { format!("1{}", "0".repeat(whole.len().saturating_sub(1))) }
}

/// Whether a JSON number is such a one.
#[must_use]
pub fn is_reserved_number(number: &str) -> bool {
    let digits = number.strip_prefix('-').unwrap_or(number);
    match digits.split_once('.') {
        Some((whole, decimals)) => decimals.bytes().all(|digit| digit == b'0') && whole == round(whole),
        None => {
            digits.bytes().all(|byte| byte.is_ascii_digit())
                && digits.bytes().zip(UNASSIGNED_NUMBER.bytes()).all(|(digit, nine)| digit == nine)
        }
    }
}

/// A day in the 19th century in the place of one: nobody lives who was born on it. What follows the day stays.
#[must_use]
pub fn day_like(original: &str, source: &mut Source) -> String {
    let (year, month, day) = (1801 + source.below(99), 1 + source.below(12), 1 + source.below(28));
    format!("{year:04}-{month:02}-{day:02}{}", original.get(10..).unwrap_or_default())
}

/// Whether a day is that long ago.
#[must_use]
pub fn is_reserved_day(text: &str) -> bool {
    text.starts_with("18") && text.as_bytes().get(4) == Some(&b'-')
}

/// A UUID of the same version and variant in the same writing (RFC 9562, section 4). Its last digits say that it was made
/// by this source's maker: `mark` is asked for them.
#[must_use]
pub fn uuid_like(original: &str, source: &mut Source, mark: impl FnOnce(&str) -> u32) -> String {
    let mut made = String::with_capacity(36);
    for (place, sign) in original.char_indices().take(28) {
        made.push(match place {
            8 | 13 | 18 | 23 | 14 | 19 => sign.to_ascii_lowercase(),
            _ => source.letter(b"0123456789abcdef"),
        });
    }
    let mark = mark(&made);
    made.push_str(&format!("{mark:08x}"));
    in_case_of(&made, original)
}

/// What a UUID begins with that opens nothing.
const PLAIN: &str = "00000000-0000-";

/// A UUID of the same version and variant in the place of one that opens something: plainly made up, since all but its last
/// digits are zeros.
#[must_use]
pub fn plain_uuid_like(original: &str, source: &mut Source) -> String {
    let one = |(place, sign): (usize, char)| match place {
        8 | 13 | 14 | 18 | 19 | 23 => sign.to_ascii_lowercase(),
        24.. => source.letter(b"0123456789abcdef"),
        _ => '0',
    };
    in_case_of(&original.char_indices().take(36).map(one).collect::<String>(), original)
}

/// Whether a UUID is such a one.
#[must_use]
pub fn is_plain_uuid(text: &str) -> bool {
    text.starts_with(PLAIN)
}

/// Whether a UUID bears the mark that `mark` gives for what stands before it.
#[must_use]
pub fn is_marked_uuid(text: &str, mark: impl FnOnce(&str) -> u32) -> bool {
    let lower = text.to_ascii_lowercase();
    lower.split_at_checked(28).is_some_and(|(made, own)| own == format!("{:08x}", mark(made)))
}

/// Capital letters where the original has nothing but such.
fn in_case_of(made: &str, original: &str) -> String {
    let has_small = original.bytes().any(|byte| byte.is_ascii_lowercase());
    let has_capital = original.bytes().any(|byte| byte.is_ascii_uppercase());
    if has_capital && !has_small { made.to_ascii_uppercase() } else { made.to_owned() }
}
