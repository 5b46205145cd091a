//! Files that are read whole beside the payloads: keys, lists, configurations. None of them is read without end.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The most bytes of what people write by hand: configurations, secrets, keys.
pub const WRITTEN_BY_HAND: u64 = 16 << 20;

/// The most bytes of what programs write: lists of names, baselines, what was learnt.
pub const WRITTEN_BY_PROGRAMS: u64 = 1 << 30;

/// A file's bytes.
///
/// # Errors
///
/// It cannot be read, or holds more than `most` bytes; of a device without an end no more are read.
pub fn read_bounded(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    bounded(File::open(path)?, most)
}

/// A file's text.
///
/// # Errors
///
/// As [`read_bounded`], and where it is not UTF-8.
pub fn read_text_bounded(path: &Path, most: u64) -> io::Result<String> {
    let bytes = read_bounded(path, most)?;
    String::from_utf8(bytes)
        .map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "stream did not contain valid UTF-8"))
}

/// All that a reader gives.
pub(super) fn bounded(reader: impl Read, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        let message = format!("it holds more than {most} bytes");
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_end_is_read_up_to_its_bound() {
        let kind = bounded(io::repeat(0), 1000).err().map(|error| error.kind());
        assert_eq!(kind, Some(io::ErrorKind::FileTooLarge));
        assert_eq!(bounded(io::repeat(7).take(1000), 1000).ok().map(|bytes| bytes.len()), Some(1000));
    }
}
