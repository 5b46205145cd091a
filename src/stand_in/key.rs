//! What makes stand-ins one-way: a key that whoever gets a copy does not have.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use thiserror::Error;

use super::source::Source;

/// The least length of a key in bytes. Shorter ones can be found by trying.
pub const SHORTEST_KEY: usize = 16;

/// A key that stand-ins depend on. It is never printed.
#[derive(Clone)]
pub struct Key {
    /// The HMAC with the key taken in: each digest begins with a copy.
    code: Hmac<Sha256>,
}

/// Why bytes are no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum KeyError {
    /// There is nothing but blanks and line ends.
    #[error("is empty")]
    Empty,
    /// It is shorter than [`SHORTEST_KEY`].
    #[error("has {0} bytes, and a key that cannot be found by trying has at least {SHORTEST_KEY}")]
    Short(usize),
    /// The same few bytes all over: zeros, a word that somebody typed again and again.
    #[error("repeats itself: a key is made by chance")]
    Repeating,
}

impl Key {
    /// A key from the bytes of a file; white space around it is no part of it.
    ///
    /// # Errors
    ///
    /// Bytes that anybody could guess.
    pub fn new(bytes: &[u8]) -> Result<Self, KeyError> {
        let bytes = bytes.trim_ascii();
        if bytes.is_empty() {
            return Err(KeyError::Empty);
        }
        if bytes.len() < SHORTEST_KEY {
            return Err(KeyError::Short(bytes.len()));
        }
        let repeats =
            |period: usize| bytes.iter().zip(bytes.iter().skip(period)).all(|(one, other)| one == other);
        if (1..=bytes.len() / 2).any(repeats) {
            return Err(KeyError::Repeating);
        }
        // An HMAC takes keys of any length.
        let code = Hmac::<Sha256>::new_from_slice(bytes).map_err(|_| KeyError::Empty)?;
        Ok(Self { code })
    }

    /// What decides about the stand-in of a value: HMAC-SHA-256 of its kind and the value in its normal form.
    #[must_use]
    pub fn digest(&self, kind: &str, value: &[u8]) -> [u8; 32] {
        let mut code = self.code.clone();
        code.update(kind.as_bytes());
        code.update(&[0]);
        code.update(value);
        code.finalize().into_bytes().into()
    }

    /// The choices of a value's stand-in.
    #[must_use]
    pub fn source(&self, kind: &str, value: &[u8]) -> Source {
        Source::from_digest(&self.digest(kind, value))
    }

    /// Eight hexadecimal digits by which two copies can be told to be made with one key. They say nothing of the key.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let digest = self.digest("fingerprint", b"");
        base16ct::lower::encode_string(digest.get(..4).unwrap_or_default())
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Key({})", self.fingerprint())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_anybody_could_guess_is_no_key() {
        assert_eq!(Key::new(b" \r\n").err(), Some(KeyError::Empty));
        assert_eq!(Key::new(b"correct horse\n").err(), Some(KeyError::Short(13)));
        assert_eq!(Key::new(&[0; 32]).err(), Some(KeyError::Repeating));
        assert_eq!(Key::new(b"changemechangemechangeme").err(), Some(KeyError::Repeating));
        assert!(Key::new(b"2f7c1a9e04b85d63\n").is_ok());
    }

    #[test]
    fn a_digest_depends_on_key_kind_and_value() {
        let key = |text: &[u8]| Key::new(text).map_err(|error| error.to_string());
        let (one, other) = (key(b"2f7c1a9e04b85d63"), key(b"2f7c1a9e04b85d64"));
        let (Ok(one), Ok(other)) = (one, other) else { unreachable!("both are keys") };
        assert_eq!(one.digest("a", b"b"), one.digest("a", b"b"));
        assert_ne!(one.digest("a", b"b"), other.digest("a", b"b"));
        assert_ne!(one.digest("a", b"b"), one.digest("ab", b""));
        assert_ne!(one.fingerprint(), other.fingerprint());
        // RFC 2104 over `kind NUL value`, by another program.
        assert_eq!(base16ct::lower::encode_string(&one.digest("word", b"ada")), EXPECTED);
    }

    const EXPECTED: &str = "2ad5c9acaad2f4438bb2f7f6716c1bcd3fc15aefbab7d2f32ae52386c5b01248";
}
