//! A name as its words: `cardNumber`, `card-number` and `CARD_NUMBER2` are all *card number*.

/// How many words are kept, from the end: the last ones say what a name names.
const KEPT: usize = 6;
/// How many bytes of a word are kept, from its end.
const LONGEST: usize = 24;

/// The last words of a name, in lower case, digits left out. Takes no memory but its own, however long the name is.
#[derive(Debug, Clone)]
pub(super) struct Words {
    words: [([u8; LONGEST], usize); KEPT],
    count: usize,
}

#[derive(PartialEq, Clone, Copy)]
enum Class {
    Lower,
    Upper,
    Other,
}

impl Words {
    /// Splits a name at everything that is no letter, and where its case says that a word begins.
    pub(super) fn of(name: &str) -> Self {
        // The ends of the words, the last ones first, then those words in lower case.
        let mut spans = [(0, 0); KEPT];
        let (mut found, mut start, mut before) = (0_usize, 0, Class::Other);
        let mut close = |start: usize, end: usize| {
            if start < end {
                if let Some(span) = spans.get_mut(found % KEPT) {
                    *span = (start, end);
                }
                found += 1;
            }
        };
        let mut chars = name.char_indices().peekable();
        while let Some((at, sign)) = chars.next() {
            let class = class(sign);
            let next = chars.peek().map(|(_, sign)| self::class(*sign));
            let begins = match (before, class) {
                (_, Class::Other) => {
                    close(start, at);
                    start = at + sign.len_utf8();
                    before = Class::Other;
                    continue;
                }
                (Class::Lower, Class::Upper) => true,
                // `APIKey`: the last capital belongs to the word that follows.
                (Class::Upper, Class::Upper) => next == Some(Class::Lower),
                _ => false,
            };
            if begins {
                close(start, at);
                start = at;
            }
            before = class;
        }
        close(start, name.len());
        let count = found.min(KEPT);
        let mut words = [([0; LONGEST], 0); KEPT];
        for (from_end, word) in words.iter_mut().enumerate().take(count) {
            let Some((start, end)) = spans.get((found - 1 - from_end) % KEPT).copied() else { continue };
            let mut start = start.max(end.saturating_sub(LONGEST));
            while !name.is_char_boundary(start) {
                start += 1;
            }
            let own = name.get(start..end).unwrap_or_default();
            for (slot, byte) in word.0.iter_mut().zip(own.bytes()) {
                *slot = byte.to_ascii_lowercase();
            }
            word.1 = own.len();
            if !own.is_ascii() {
                lower(own, &mut word.0);
            }
        }
        Self { words, count }
    }

    /// A word counted from the end, the last one being 0; empty where there is none.
    pub(super) fn word(&self, index: usize) -> &str {
        self.words
            .get(index)
            .filter(|_| index < self.count)
            .and_then(|(bytes, length)| std::str::from_utf8(bytes.get(..*length)?).ok())
            .unwrap_or_default()
    }

    /// How many words are kept.
    pub(super) const fn len(&self) -> usize {
        self.count
    }

    /// Whether one of the kept words is one of these.
    pub(super) fn any(&self, wanted: &[&str]) -> bool {
        (0..self.count).any(|index| wanted.contains(&self.word(index)))
    }
}

/// Writes the letters of other alphabets in lower case, where that takes as many bytes.
fn lower(word: &str, out: &mut [u8; LONGEST]) {
    for (at, sign) in word.char_indices().filter(|(_, sign)| !sign.is_ascii()) {
        let mut small = sign.to_lowercase();
        let small = small.next().filter(|one| small.next().is_none() && one.len_utf8() == sign.len_utf8());
        let place = out.get_mut(at..at + sign.len_utf8());
        if let (Some(small), Some(place)) = (small, place) {
            small.encode_utf8(place);
        }
    }
}

fn class(sign: char) -> Class {
    match sign {
        'a'..='z' => Class::Lower,
        'A'..='Z' => Class::Upper,
        '\0'..='\u{7f}' => Class::Other,
        _ if sign.is_uppercase() => Class::Upper,
        _ if sign.is_alphabetic() => Class::Lower,
        _ => Class::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    fn split(name: &str) -> String {
        let words = Words::of(name);
        let all: Vec<&str> = (0..words.len()).rev().map(|index| words.word(index)).collect();
        all.join(" ")
    }

    #[test]
    fn a_name_is_split_where_a_reader_sees_a_word_begin() {
        for (name, words) in [
            ("card_number", "card number"),
            ("cardNumber", "card number"),
            ("CARD-NUMBER2", "card number"),
            ("ResponseURL", "response url"),
            ("APIKey", "api key"),
            ("x-csrf-jwt", "x csrf jwt"),
            ("w9_form_url", "w form url"),
            ("oauth2Token", "oauth token"),
            ("2faCode", "fa code"),
            ("JSESSIONID", "jsessionid"),
            ("API key", "api key"),
            ("user[password]", "user password"),
            ("CONTRASEÑA_Nueva", "contraseña nueva"),
            ("Пароль", "пароль"),
            ("パスワード", "パスワード"),
            ("pass\u{200b}word", "pass word"),
            ("", ""),
            ("__", ""),
            ("a.b.c.d.e.f.g.h", "c d e f g h"),
        ] {
            assert_eq!(split(name), words, "{name}");
        }
    }

    #[test]
    fn of_a_long_word_the_end_is_kept() {
        let name = format!("{}password", "x".repeat(100_000));
        assert!(split(&name).ends_with("password"));
    }
}
