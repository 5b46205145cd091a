//! Where a record begins that follows a broken one: on its own, or within a text that was never closed.

/// How a record begins, as far as the records before it tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Beginning {
    /// On its own.
    #[default]
    OfItsOwn,
    /// A text of the broken record before is open: the bytes up to the next quotation mark may be more of it.
    WithinText,
}

impl Beginning {
    /// How the record after a broken one begins. Takes time in proportion to the broken record.
    #[must_use]
    pub fn after_broken(self, text: &[u8]) -> Self {
        let mut within = self.of(text) == Self::WithinText;
        let mut rest = text;
        while let Some(at) = memchr::memchr2(b'"', b'\\', rest) {
            let escapes = rest.get(at) == Some(&b'\\');
            within ^= !escapes;
            rest = rest.get(at + 1 + usize::from(escapes)..).unwrap_or_default();
        }
        if within { Self::WithinText } else { Self::OfItsOwn }
    }

    /// How this record begins: what opens like a payload begins anew, whatever was left open before it.
    #[must_use]
    pub fn of(self, text: &[u8]) -> Self {
        if matches!(text.first(), Some(b'{' | b'[')) { Self::OfItsOwn } else { self }
    }

    /// Where the text that was open before a record ends in it, in bytes from its start.
    #[must_use]
    pub fn text_end(self, text: &str) -> usize {
        if self.of(text.as_bytes()) == Self::OfItsOwn {
            return 0;
        }
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(found) = memchr::memchr2(b'"', b'\\', bytes.get(at..).unwrap_or_default()) {
            at += found;
            if bytes.get(at) == Some(&b'"') {
                return at;
            }
            at += 2;
        }
        text.len()
    }
}

#[cfg(test)]
mod tests {
    use super::Beginning::{OfItsOwn, WithinText};

    #[test]
    fn a_text_is_open_until_a_quotation_mark_closes_it() {
        assert_eq!(OfItsOwn.after_broken(br#"{"password":"abc"#), WithinText);
        assert_eq!(OfItsOwn.after_broken(br#"{"password":"a\"b\\"#), WithinText);
        assert_eq!(OfItsOwn.after_broken(br#"{"password":"abc","x":tru}"#), OfItsOwn);
        assert_eq!(WithinText.after_broken(b"in the middle"), WithinText);
        assert_eq!(WithinText.after_broken(br#"the end","x":tru}"#), OfItsOwn);
        assert_eq!(WithinText.after_broken(br#"{"a":"b"#), WithinText);
        assert_eq!(WithinText.after_broken(br#"{"a":tru}"#), OfItsOwn);
    }

    #[test]
    fn what_is_more_of_an_open_text_ends_at_the_quotation_mark() {
        assert_eq!(WithinText.text_end("in the middle"), 13);
        assert_eq!(WithinText.text_end(r#"a\" end","x":tru}"#), 7);
        assert_eq!(WithinText.text_end(r#"{"a":tru}"#), 0);
        assert_eq!(OfItsOwn.text_end("in the middle"), 0);
    }
}
