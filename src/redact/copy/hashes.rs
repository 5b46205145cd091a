//! Hashes of values that were hidden, beside them: the picture of somebody is often asked for by the MD5 of an address.
//! Whoever guesses the value can prove the guess by its hash.

use std::collections::HashMap;
use std::ops::Range;

use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha256};

/// How many hexadecimal digits the hashes have: MD5, SHA-1, SHA-256.
const LENGTHS: [usize; 3] = [32, 40, 64];

/// Where in a text runs of hexadecimal digits stand that are as long as a hash.
pub(super) fn runs(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_long = text.len() >= 32;
    let bytes = if is_long { text.as_bytes() } else { &[] };
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            let rest = bytes.get(at..)?;
            let start = at + rest.iter().position(u8::is_ascii_alphanumeric)?;
            let word = bytes.get(start..)?;
            let length = word.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
            at = start + length;
            if LENGTHS.contains(&length) && word.iter().take(length).all(u8::is_ascii_hexdigit) {
                return Some(start..at);
            }
        }
        None
    })
}

/// A way to make a hash of a value: of how many digits, and of the value in small letters or as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Way {
    length: usize,
    is_small: bool,
}

impl Way {
    fn all() -> impl Iterator<Item = Self> {
        LENGTHS.into_iter().flat_map(|length| [true, false].map(|is_small| Self { length, is_small }))
    }

    /// The hash of a value, in small letters.
    pub(super) fn hash(self, value: &str) -> String {
        let value = value.trim();
        let value = if self.is_small { value.to_lowercase() } else { value.to_owned() };
        let hexadecimal = base16ct::lower::encode_string;
        match self.length {
            32 => hexadecimal(&Md5::digest(value)),
            40 => hexadecimal(&Sha1::digest(value)),
            _ => hexadecimal(&Sha256::digest(value)),
        }
    }
}

/// The hashes of values, each with the number of its value and how it is made.
pub(super) fn table<'v>(values: impl Iterator<Item = (usize, &'v str)>) -> HashMap<String, (usize, Way)> {
    let mut table = HashMap::new();
    for (number, value) in values {
        for way in Way::all() {
            table.entry(way.hash(value)).or_insert((number, way));
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_that_of_other_programs() {
        let hash = |length, is_small, value: &str| Way { length, is_small }.hash(value);
        assert_eq!(hash(32, true, " ABC "), "900150983cd24fb0d6963f7d28e17f72");
        assert_eq!(hash(40, false, "abc"), "a9993e364706816aba3e25717850c26c9cd0d89d");
        assert!(hash(64, false, "abc").starts_with("ba7816bf8f01cfea414140de5dae2223"));
        assert_ne!(hash(32, false, "ABC"), hash(32, true, "ABC"));
    }

    #[test]
    fn runs_are_whole_words_of_the_right_length() {
        let hash = "900150983cd24fb0d6963f7d28e17f72";
        let found = |text: &str| runs(text).count();
        assert_eq!(found(hash), 1);
        assert_eq!(found(&format!("https://a.example/{hash}?s=80&{}", hash.to_uppercase())), 2);
        assert_eq!(found(&format!("{hash}0 x{hash} {}", "z".repeat(32))), 0);
    }
}
