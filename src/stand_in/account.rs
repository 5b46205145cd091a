//! Payment cards of test ranges and bank accounts without a bank.

use super::source::Source;

/// What test cards of payment platforms begin with. No issuer hands these out.
const TEST_CARDS: &[&str] = &["424242", "400000", "411111", "555555", "510510", "601111"];

/// A card number of 16 digits with its check digit (ISO/IEC 7812-1, annex B).
#[must_use]
pub fn card(source: &mut Source) -> String {
    let mut number = source.one_of(TEST_CARDS).to_owned();
    number.push_str(&source.digits(9));
    let check = (0..10).map(|digit| char::from(b'0' + digit)).find(|digit| luhn(&format!("{number}{digit}")));
    number.extend(check);
    number
}

/// A German account number in the notation of ISO 13616, with the right check digits and a bank that does not exist.
#[must_use]
pub fn iban(source: &mut Source) -> String {
    let account = format!("00000000{}", source.digits(10));
    let check = 98 - remainder(&format!("{account}DE00")).unwrap_or(0);
    format!("DE{check:02}{account}")
}

/// Whether a card number is right and of a test range. Blanks and hyphens do not matter.
#[must_use]
pub fn is_reserved_card(number: &str) -> bool {
    let digits: String = number.chars().filter(|sign| !matches!(sign, ' ' | '-')).collect();
    TEST_CARDS.iter().any(|prefix| digits.starts_with(prefix)) && luhn(&digits)
}

/// Whether an account number is right and its bank does not exist. Blanks do not matter.
#[must_use]
pub fn is_reserved_iban(number: &str) -> bool {
    let plain: String = number.chars().filter(|sign| *sign != ' ').collect();
    let Some((head, account)) = plain.split_at_checked(4) else { return false };
    account.starts_with("00000000") && remainder(&format!("{account}{head}")) == Some(1)
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
