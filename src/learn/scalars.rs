//! What was seen of the numbers and the strings of one place.

use serde::{Deserialize, Serialize};

use super::form::Form;
use super::values::Values;
use crate::json::Value;

/// The numbers of a place.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Numbers {
    /// How many were written as whole numbers: digits and perhaps a sign.
    pub plain: u64,
    /// How many are whole and were written otherwise: `1.0`, `1e2`.
    pub whole: u64,
    /// How many are not whole.
    pub fractions: u64,
    /// How many are below zero.
    pub negative: u64,
    /// How many a double does not hold.
    pub beyond_double: u64,
    /// The most digits before the point.
    pub digits: u32,
    /// The most digits after it.
    pub places: u32,
}

/// The strings of a place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Texts {
    /// How many there are of each form, in the order of [`Form::ALL`].
    pub forms: [u64; Form::ALL.len()],
    /// The shortest that is not empty, in characters.
    pub shortest: u32,
    /// The longest.
    pub longest: u32,
    /// The words among them.
    pub values: Values,
}

impl Numbers {
    pub(super) fn observe(&mut self, value: Value<'_>) {
        let raw = value.raw();
        let unsigned = raw.strip_prefix('-');
        self.negative += u64::from(unsigned.is_some());
        let unsigned = unsigned.unwrap_or(raw);
        let before = unsigned.bytes().take_while(u8::is_ascii_digit).count();
        self.digits = self.digits.max(length(before));
        if before == unsigned.len() {
            self.plain += 1;
            self.beyond_double += u64::from(before > 15 && is_beyond_double(unsigned));
            return;
        }
        if value.is_integral() {
            self.whole += 1;
        } else {
            self.fractions += 1;
            let after = unsigned.get(before + 1..).unwrap_or_default();
            let places = after.bytes().take_while(u8::is_ascii_digit).count();
            self.places = self.places.max(length(places));
        }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.plain += other.plain;
        self.whole += other.whole;
        self.fractions += other.fractions;
        self.negative += other.negative;
        self.beyond_double += other.beyond_double;
        self.digits = self.digits.max(other.digits);
        self.places = self.places.max(other.places);
    }

    /// How many there are.
    #[must_use]
    pub const fn count(&self) -> u64 {
        self.plain + self.whole + self.fractions
    }
}

impl Texts {
    pub(super) fn observe(&mut self, text: &str, digest: u64) {
        let form = Form::of(text);
        if let Some(count) = self.forms.get_mut(form as usize) {
            *count += 1;
        }
        if form == Form::Empty {
            return;
        }
        // Every character has one byte that does not continue another.
        let characters = length(text.bytes().filter(|byte| byte & 0xc0 != 0x80).count());
        self.shortest = shorter(self.shortest, characters);
        self.longest = self.longest.max(characters);
        if form == Form::Word {
            self.values.add(text, digest);
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        for (own, other) in self.forms.iter_mut().zip(other.forms) {
            *own += other;
        }
        self.shortest = shorter(self.shortest, other.shortest);
        self.longest = self.longest.max(other.longest);
        self.values.merge(other.values);
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.forms.iter().sum()
    }

    /// How many of them have a form.
    #[must_use]
    pub fn of(&self, form: Form) -> u64 {
        self.forms.get(form as usize).copied().unwrap_or(0)
    }
}

/// The shorter of two lengths, of which 0 is none.
fn shorter(one: u32, other: u32) -> u32 {
    if one == 0 || other == 0 { one.max(other) } else { one.min(other) }
}

fn length(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

/// Whether a double does not hold a whole number.
fn is_beyond_double(digits: &str) -> bool {
    digits.parse::<f64>().is_ok_and(|double| format!("{double:.0}") != digits)
}
