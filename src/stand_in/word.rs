//! Words that no language has: what stands for a name and for a secret.

use super::source::Source;

/// What every such word begins with; no name goes on with one of [`CONSONANTS`] after it.
const MARK: u8 = b'x';
const CONSONANTS: &[u8] = b"bcdfgjklmnprstvwz";
const VOWELS: &[u8] = b"aeiouy";

/// How many syllables tell words apart: (17 * 6)^6 is more than 2^40.
const SYLLABLES: usize = 6;

/// How long the shortest word is, in letters.
pub const SHORTEST_WORD: usize = 1 + 2 * SYLLABLES;

/// A word of so many small letters, of [`SHORTEST_WORD`] at least: a mark, then consonants and vowels in turn.
#[must_use]
pub fn word(source: &mut Source, length: usize) -> String {
    let mut word = marked(source);
    while word.len() < length {
        let letters = if word.len() % 2 == 1 { CONSONANTS } else { VOWELS };
        word.push(source.letter(letters));
    }
    word
}

/// The same, with marks behind it where it is to be longer: of little entropy, so that no scanner takes it for a key.
#[must_use]
pub fn plain_secret(source: &mut Source, length: usize) -> String {
    let mut word = marked(source);
    word.extend(std::iter::repeat_n(char::from(MARK), length.saturating_sub(word.len())));
    word
}

/// How long the shortest brief word is, in letters.
const SHORTEST_BRIEF: usize = 4;

/// A word for where none of [`SHORTEST_WORD`] letters has room: two marks, then consonants and vowels in turn. Of fewer
/// letters than four nothing but marks: all such become one.
#[must_use]
pub fn brief_word(source: &mut Source, length: usize) -> String {
    let mut word = String::from(char::from(MARK)).repeat(length.min(2));
    while word.len() < length {
        let letters = match (length, word.len() % 2) {
            (..SHORTEST_BRIEF, _) => &[MARK],
            (_, 0) => CONSONANTS,
            _ => VOWELS,
        };
        word.push(source.letter(letters));
    }
    word
}

/// Whether a text is such a word, in whatever case.
#[must_use]
pub fn is_brief_word(text: &str) -> bool {
    let is = |byte: u8, letters: &[u8]| letters.contains(&byte.to_ascii_lowercase());
    let is_short = text.len() < SHORTEST_BRIEF;
    !text.is_empty()
        && text.bytes().enumerate().all(|(place, byte)| match place {
            _ if is_short => is(byte, &[MARK]),
            0 | 1 => is(byte, &[MARK]),
            _ => is(byte, if place % 2 == 0 { CONSONANTS } else { VOWELS }),
        })
}

fn marked(source: &mut Source) -> String {
    let mut word = String::from(char::from(MARK));
    for _ in 0..SYLLABLES {
        word.push(source.letter(CONSONANTS));
        word.push(source.letter(VOWELS));
    }
    word
}

/// Whether a text is such a word, in whatever case.
#[must_use]
pub fn is_word(text: &str) -> bool {
    let bytes = text.as_bytes();
    let Some((mark, rest)) = bytes.split_first() else { return false };
    if bytes.len() < SHORTEST_WORD || mark.to_ascii_lowercase() != MARK {
        return false;
    }
    let has = |letters: &[u8], byte: &u8| letters.contains(&byte.to_ascii_lowercase());
    let spoken = rest
        .iter()
        .enumerate()
        .take_while(|(place, byte)| has(if place % 2 == 0 { CONSONANTS } else { VOWELS }, byte));
    let spoken = spoken.count();
    let behind = rest.get(spoken..).unwrap_or_default();
    spoken >= 2 * SYLLABLES && behind.iter().all(|byte| byte.to_ascii_lowercase() == MARK)
}

/// A word that begins with a capital, as names do.
pub(super) fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + letters.as_str())
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_word_is_told_from_every_name() {
        for seed in 0..2_000 {
            let source = &mut Source::seeded(seed);
            let (short, long) = (word(source, 0), word(source, 31));
            assert_eq!((short.len(), long.len()), (SHORTEST_WORD, 31));
            assert!(is_word(&short) && is_word(&long) && is_word(&short.to_uppercase()));
            let secret = plain_secret(source, 40);
            assert!(is_word(&secret) && secret.len() == 40, "{secret}");
        }
        for name in [
            "Xavier",
            "Xochiquetzalli",
            "Xhevdet",
            "Maximilian",
            "Yamamotohirota",
            "xvabirolumo",
            "",
            "x",
            "é",
        ] {
            assert!(!is_word(name), "{name}");
        }
        assert!(!is_word("xvabirolumoseq") && !is_word("axvabirolumose"));
    }

    #[test]
    fn a_brief_word_is_as_long_as_asked_and_told_from_every_name() {
        for seed in 0..500 {
            for length in 1..20 {
                let word = brief_word(&mut Source::seeded(seed), length);
                assert!(word.len() == length && is_brief_word(&word) && is_brief_word(&word.to_uppercase()));
            }
        }
        for name in ["", "xxl2", "Xtina", "Xaver", "xylo", "Maxx", "xxabc", "é"] {
            assert!(!is_brief_word(name), "{name}");
        }
    }

    #[test]
    fn there_are_more_than_a_million_million_words() {
        let space = (CONSONANTS.len() * VOWELS.len()) as u128;
        assert!(space.pow(6) >= 1 << 40);
        let many: HashSet<String> = (0..100_000).map(|seed| word(&mut Source::seeded(seed), 0)).collect();
        assert_eq!(many.len(), 100_000);
    }
}
