//! JSON Pointer, RFC 6901.

use std::borrow::Cow;
use std::fmt::{self, Display, Write as _};
use std::str::FromStr;

/// A JSON Pointer (RFC 6901): the path to a value. The default is the root, `""`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pointer(String);

impl Pointer {
    /// The root, with room for so many bytes of path.
    #[must_use]
    pub fn with_capacity(bytes: usize) -> Self {
        Self(String::with_capacity(bytes))
    }

    /// The pointer as RFC 6901 writes it, `/data/items/0`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Goes back to where it was so many bytes long.
    pub fn truncate(&mut self, bytes: usize) {
        if self.0.is_char_boundary(bytes) {
            self.0.truncate(bytes);
        }
    }

    /// Goes on to an object's member; `~` and `/` in its name are written `~0` and `~1`.
    pub fn push_key(&mut self, name: &str) {
        self.0.push('/');
        if !name.contains(['~', '/']) {
            self.0.push_str(name);
            return;
        }
        for character in name.chars() {
            match character {
                '~' => self.0.push_str("~0"),
                '/' => self.0.push_str("~1"),
                other => self.0.push(other),
            }
        }
    }

    /// What stands below `from`, or there, below `to`. Nothing where it stands elsewhere.
    #[must_use]
    pub fn moved(&self, from: &Self, to: &Self) -> Option<Self> {
        let rest = self.0.strip_prefix(&from.0)?;
        (rest.is_empty() || rest.starts_with('/')).then(|| Self(format!("{to}{rest}")))
    }

    /// Goes on to an array's item, the first being 0.
    pub fn push_index(&mut self, index: usize) {
        // Writing to a String cannot fail.
        let _ = write!(self.0, "/{index}");
    }
}

/// What is no JSON Pointer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a JSON Pointer begins with / and has ~ only in ~0 and ~1: /data/items/0")]
pub struct PointerError;

impl FromStr for Pointer {
    type Err = PointerError;

    fn from_str(text: &str) -> Result<Self, PointerError> {
        let all_sound = tokens(text).is_some_and(|mut tokens| tokens.all(|token| token.is_some()));
        if all_sound { Ok(Self(text.to_owned())) } else { Err(PointerError) }
    }
}

impl Display for Pointer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

/// The reference tokens of a pointer with `~0` and `~1` resolved; `None` in place of one with another `~`,
/// and instead of all of them if the pointer does not begin with `/`.
pub(super) fn tokens(pointer: &str) -> Option<impl Iterator<Item = Option<Cow<'_, str>>>> {
    let rest = match pointer.strip_prefix('/') {
        Some(rest) => Some(rest),
        None if pointer.is_empty() => None,
        None => return None,
    };
    Some(rest.into_iter().flat_map(|rest| rest.split('/')).map(unescape))
}

fn unescape(token: &str) -> Option<Cow<'_, str>> {
    if !token.contains('~') {
        return Some(Cow::Borrowed(token));
    }
    let sound = token.split('~').skip(1).all(|rest| rest.starts_with(['0', '1']));
    // `~1` first: `~01` means `~1`, not `/`.
    sound.then(|| Cow::Owned(token.replace("~1", "/").replace("~0", "~")))
}
