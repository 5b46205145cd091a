//! Secrets that deliveries are signed with, and the keys that schemes make of them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use thiserror::Error;

use super::SignatureError;
use crate::model::Scheme;
use crate::model::signature::Key;

/// A secret that deliveries are signed with. It is never printed.
#[derive(Clone)]
pub struct Secret(Vec<u8>);

/// Why a text is not a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SecretError {
    /// There is nothing in it but blanks and line ends.
    #[error("is empty: there is no secret in it")]
    Empty,
    /// It is in an encoding that no sender uses for its secrets.
    #[error("is UTF-16 text: save it as UTF-8, for the bytes of a secret are its key")]
    Utf16,
}

/// What an editor has put around a secret, and what is not part of the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Surplus {
    /// A byte order mark before it.
    Mark,
    /// A line end of Windows behind it.
    LineEnd,
    /// Both.
    MarkAndLineEnd,
}

impl std::fmt::Display for Surplus {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Self::Mark => "the byte order mark at its start is",
            Self::LineEnd => "the CRLF at its end is",
            Self::MarkAndLineEnd => "the byte order mark at its start and the CRLF at its end are",
        })
    }
}

impl Secret {
    /// A secret as it was kept. A byte order mark before it and line ends behind it are no part of it.
    ///
    /// # Errors
    ///
    /// A text without a secret: an empty key would let everybody sign.
    pub fn new(text: &[u8]) -> Result<Self, SecretError> {
        if matches!(text, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]) && text.contains(&0) {
            return Err(SecretError::Utf16);
        }
        let bare = bare(text);
        if bare.trim_ascii().is_empty() { Err(SecretError::Empty) } else { Ok(Self(bare.to_vec())) }
    }

    /// What of a text is left out of the secret, beyond a plain newline.
    #[must_use]
    pub fn surplus(text: &[u8]) -> Option<Surplus> {
        let line_end = text.get(text.len() - behind(text)..).is_some_and(|end| end.contains(&b'\r'));
        match (text.starts_with(MARK), line_end) {
            (true, true) => Some(Surplus::MarkAndLineEnd),
            (true, false) => Some(Surplus::Mark),
            (false, true) => Some(Surplus::LineEnd),
            (false, false) => None,
        }
    }

    /// The key that a scheme makes of it.
    pub(super) fn key<'m>(&self, scheme: &Scheme<'m>) -> Result<Vec<u8>, SignatureError<'m>> {
        match scheme.key {
            Key::Text => Ok(self.0.clone()),
            Key::Base64 { prefix } => {
                let text = self.0.strip_prefix(prefix.as_bytes()).unwrap_or(&self.0);
                let key = STANDARD.decode(text).map_err(|_| SignatureError::NotBase64 { prefix })?;
                if key.is_empty() { Err(SignatureError::EmptyKey { prefix }) } else { Ok(key) }
            }
        }
    }
}

/// UTF-8's byte order mark.
const MARK: &[u8] = b"\xef\xbb\xbf";

fn bare(text: &[u8]) -> &[u8] {
    let text = text.strip_prefix(MARK).unwrap_or(text);
    text.get(..text.len() - behind(text)).unwrap_or_default()
}

/// How many bytes at a text's end are line ends.
fn behind(text: &[u8]) -> usize {
    text.iter().rev().take_while(|byte| matches!(byte, b'\r' | b'\n')).count()
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Secret(••••)")
    }
}
