//! Payment cards of test ranges and bank accounts without a bank.

use super::source::Source;
use super::written::rewritten_digits;

/// What test cards of payment platforms begin with, and how many digits they have. No issuer hands these out.
const TEST_CARDS: &[(&str, usize)] = &[
    ("424242", 16),
    ("400000", 16),
    ("411111", 16),
    ("555555", 16),
    ("510510", 16),
    ("601111", 16),
    ("378282", 15),
    ("371449", 15),
    ("305693", 14),
    ("385200", 14),
];

/// How many digits of an account number tell accounts apart, at the most; all before them say that there is no bank.
const OF_ACCOUNT: usize = 10;
/// How many digits or letters in a row say that there is no bank, at the least.
const OF_BANK: usize = 4;

/// A card number of 16 digits with its check digit (ISO/IEC 7812-1, annex B).
#[must_use]
pub fn card(source: &mut Source) -> String {
    card_like("0000000000000000", source)
}

/// A card number of a test range, as long as another one and in the same groups.
#[must_use]
pub fn card_like(original: &str, source: &mut Source) -> String {
    let length = original.bytes().filter(u8::is_ascii_digit).count();
    let fitting: Vec<&str> =
        TEST_CARDS.iter().filter(|(_, digits)| *digits == length).map(|(prefix, _)| *prefix).collect();
    let prefix = if fitting.is_empty() { "424242" } else { source.one_of(&fitting) };
    let mut number = prefix.to_owned();
    number.push_str(&source.digits(length.saturating_sub(number.len() + 1)));
    let check = (0..10).map(|digit| char::from(b'0' + digit)).find(|digit| luhn(&format!("{number}{digit}")));
    number.extend(check);
    rewritten_digits(original, &number)
}

/// A German account number in the notation of ISO 13616, with the right check digits and a bank that does not exist.
#[must_use]
pub fn iban(source: &mut Source) -> String {
    iban_like("DE00000000000000000000", source)
}

/// An account number of the same country, length and groups, with the right check digits and a bank that does not exist:
/// zeros, or `X` where its letters stand.
#[must_use]
pub fn iban_like(original: &str, source: &mut Source) -> String {
    let plain: Vec<char> = original.chars().filter(char::is_ascii_alphanumeric).collect();
    let country: String = plain.iter().take(2).map(char::to_ascii_uppercase).collect();
    let account = plain.get(4..).unwrap_or_default();
    let digits = account.iter().filter(|sign| sign.is_ascii_digit()).count();
    let free = OF_ACCOUNT.min(digits.saturating_sub(OF_BANK));
    let mut made = "0".repeat(digits - free) + &source.digits(free);
    let mut made = made.drain(..);
    let account: String = account
        .iter()
        .map(|sign| if sign.is_ascii_digit() { made.next().unwrap_or('0') } else { 'X' })
        .collect();
    let check = 98 - remainder(&format!("{account}{country}00")).unwrap_or(0);
    let whole = format!("{country}{check:02}{account}");
    let mut signs = whole.chars();
    let one = |sign: char| if sign.is_ascii_alphanumeric() { signs.next().unwrap_or(sign) } else { sign };
    original.chars().map(one).collect()
}

/// Whether a card number is right and of a test range. Blanks and hyphens do not matter.
#[must_use]
pub fn is_reserved_card(number: &str) -> bool {
    let digits: String = number.chars().filter(|sign| !matches!(sign, ' ' | '-')).collect();
    TEST_CARDS.iter().any(|(prefix, _)| digits.starts_with(prefix)) && luhn(&digits)
}

/// Whether an account number is right and its bank does not exist. Blanks do not matter.
#[must_use]
pub fn is_reserved_iban(number: &str) -> bool {
    let plain: String = number.chars().filter(|sign| !matches!(sign, ' ' | '-')).collect();
    let Some((head, account)) = plain.split_at_checked(4) else { return false };
    let digits: String = account.chars().filter(char::is_ascii_digit).collect();
    let of_bank = digits.len() - OF_ACCOUNT.min(digits.len().saturating_sub(OF_BANK));
    let no_bank = digits.bytes().take(of_bank).all(|digit| digit == b'0')
        && account.chars().filter(|sign| !sign.is_ascii_digit()).all(|letter| letter == 'X');
    no_bank && of_bank >= OF_BANK && remainder(&format!("{account}{head}")) == Some(1)
}

/// Whether digits end in their check digit.
fn luhn(digits: &str) -> bool {
    let mut sum = 0;
    for (place, sign) in digits.chars().rev().enumerate() {
        let Some(digit) = sign.to_digit(10) else { return false };
        let doubled = if place % 2 == 1 { digit * 2 } else { digit };
        sum += if doubled > 9 { doubled - 9 } else { doubled };
    }
    digits.len() > 1 && sum % 10 == 0
}

/// What is left of an account number after division by 97, letters standing for 10 to 35.
fn remainder(text: &str) -> Option<u32> {
    text.chars().try_fold(0, |rest, sign| {
        let value = sign.to_digit(36)?;
        Some((rest * if value > 9 { 100 } else { 10 } + value) % 97)
    })
}
