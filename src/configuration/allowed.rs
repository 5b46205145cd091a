//! Which value an entry allows: one that it does not name, or any of a form.

use globset::{ErrorKind, GlobBuilder, GlobMatcher};
use sha2::{Digest, Sha256};

/// A value that others may see.
#[derive(Debug, Clone)]
pub enum Allowed {
    /// The one with this SHA-256, in hexadecimal digits: the entry need not say it.
    Hash(String),
    /// Any that fits a glob, whole.
    Pattern {
        /// As it was written.
        pattern: String,
        /// The same, to be held against values.
        glob: GlobMatcher,
    },
}

impl Allowed {
    /// By its hash; `None` where the text is no SHA-256.
    #[must_use]
    pub fn hash(text: &str) -> Option<Self> {
        let digits = text.strip_prefix("sha256:").unwrap_or(text);
        let is_one = digits.len() == 64 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_one.then(|| Self::Hash(digits.to_ascii_lowercase()))
    }

    /// By a glob.
    ///
    /// # Errors
    ///
    /// Why the text is none.
    pub fn pattern(text: &str) -> Result<Self, ErrorKind> {
        let glob = GlobBuilder::new(text).case_insensitive(true).build();
        let glob = glob.map_err(|error| error.kind().clone())?.compile_matcher();
        Ok(Self::Pattern { pattern: text.to_owned(), glob })
    }

    /// Whether it is this value. The hash is of the value as it stands, or in small letters.
    #[must_use]
    pub fn is(&self, value: &str) -> bool {
        match self {
            Self::Hash(hash) => {
                let of = |text: &str| base16ct::lower::encode_string(&Sha256::digest(text));
                *hash == of(value) || *hash == of(&value.to_lowercase())
            }
            Self::Pattern { glob, .. } => glob.is_match(value),
        }
    }
}
