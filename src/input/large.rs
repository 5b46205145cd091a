//! A large file as one text, in no more memory than it has bytes: for who looks at it part by part.

use std::fs::File;
use std::io::Read;

use super::framing::Framing;
use super::limits::Limits;
use super::sniff::sniff;
use super::source::{Origin, Source};
use super::unit::Unit;

/// How much of a file tells whether it is one object, in bytes: as much as [`sniff`] looks at.
const BEGINNING: usize = 1 << 16;

/// The bytes of a file that is too large for one unit and begins as one object does, without the white space behind it.
/// `None` of any other source, and where it cannot be read: who reads it record by record is told why.
#[must_use]
pub fn large_object(source: &Source, limits: Limits) -> Option<Vec<u8>> {
    let Origin::File(path) = &source.origin else { return None };
    if limits.loose || source.is_relaxed_json() {
        return None;
    }
    let mut file = File::open(path).ok()?;
    let metadata = file.metadata().ok()?;
    let length = usize::try_from(metadata.len()).ok()?;
    if !metadata.is_file() || length <= limits.block.saturating_mul(4) || length > limits.record {
        return None;
    }
    // No room for what is something else: its records are held beside those of another file.
    let mut text = Vec::with_capacity(BEGINNING);
    file.by_ref().take(BEGINNING as u64).read_to_end(&mut text).ok()?;
    let is_object = text.first() == Some(&b'{');
    if !is_object || sniff(&text, false, limits.captures) != (Framing::Values { in_array: false }) {
        return None;
    }
    text.reserve_exact(length.saturating_sub(text.len()));
    file.take(metadata.len().saturating_sub(text.len() as u64)).read_to_end(&mut text).ok()?;
    if text.len() != length {
        return None;
    }
    let is_blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
    text.truncate(text.iter().rposition(|byte| !is_blank(byte)).map_or(0, |last| last + 1));
    Some(text)
}

impl Unit {
    /// A value that is alone in its source, by a text that stands for it.
    #[must_use]
    pub fn for_value(source: Source, text: Vec<u8>) -> Self {
        Self::alone(source, text, Framing::Values { in_array: false })
    }
}
