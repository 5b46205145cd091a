//! Which files of a folder are read: those whose names say that they hold records, and those whose beginning does. What
//! is left is counted.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use memchr::memchr_iter;

use super::binary::BinaryFormat;

/// The endings of files that are read whatever they hold. A file that is named is read whatever its name.
const ENDINGS: &[&str] = &["json", "ndjson", "jsonl", "json-seq", "jsonseq", "jsonc", "json5", "har", "http"];

/// The endings of files that may hold captures, and much else: their beginning decides. Any other is not opened.
const MAYBE: &[&str] = &[
    "log", "txt", "text", "csv", "tsv", "sh", "curl", "bat", "cmd", "ps1", "yaml", "yml", "hurl", "bru",
    "rest", "out", "raw", "req", "request", "body", "payload", "sse",
];

/// The endings of compressed files.
pub(super) const COMPRESSED: &[&str] = &["gz", "zst"];

/// How much of a file is looked at, in bytes.
const BEGINNING: u64 = 64 << 10;

/// Why a file of a folder is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Choice {
    /// Its name says that it holds records.
    ByName,
    /// Its beginning does.
    ByContent,
    /// It is not read.
    Not,
}

impl Choice {
    /// Whether a file is read: by its name alone where captures are not read.
    pub(super) fn of(path: &Path, captures: bool) -> Self {
        if may_hold_json(path) {
            return Self::ByName;
        }
        let name = ending(path).unwrap_or_default();
        if !captures || !(name.is_empty() || MAYBE.contains(&name.as_str())) {
            return Self::Not;
        }
        let mut beginning = Vec::new();
        let read = File::open(path).and_then(|file| file.take(BEGINNING).read_to_end(&mut beginning));
        if read.is_ok() && holds_object(&beginning) { Self::ByContent } else { Self::Not }
    }
}

/// Whether the name of a file says that it holds records.
pub(super) fn may_hold_json(path: &Path) -> bool {
    let Some(last) = ending(path) else { return false };
    if COMPRESSED.contains(&last.as_str()) {
        return ending(&path.with_extension("")).is_some_and(|ending| ENDINGS.contains(&ending.as_str()));
    }
    ENDINGS.contains(&last.as_str())
}

fn ending(path: &Path) -> Option<String> {
    path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase())
}

/// Whether a text that begins so holds an object, and so may hold a payload: in a capture, or in a line of a log.
fn holds_object(text: &[u8]) -> bool {
    BinaryFormat::of(text).is_none()
        && !text.contains(&0)
        && memchr_iter(b'{', text).any(|at| opens_object(text, at))
}

/// Whether an object with a member begins here, in JSON, in a quoted text or as another language prints it.
fn opens_object(text: &[u8], at: usize) -> bool {
    let rest = text.get(at + 1..).unwrap_or_default();
    let next = rest.iter().find(|byte| !byte.is_ascii_whitespace() && **byte != b'\\');
    matches!(next, Some(b'"' | b'\''))
}

/// Files of folders that were not read, by their endings.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(transparent)]
pub struct Unread(BTreeMap<String, u64>);

impl Unread {
    /// One file more.
    pub fn add(&mut self, path: &Path) {
        *self.0.entry(ending(path).unwrap_or_default()).or_default() += 1;
    }

    /// Adds others.
    pub fn merge(&mut self, other: &Self) {
        for (ending, count) in &other.0 {
            let own = self.0.entry(ending.clone()).or_default();
            *own = own.saturating_add(*count);
        }
    }

    /// How many files there are.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.0.values().fold(0, |sum, count| sum.saturating_add(*count))
    }

    /// How many there are of each ending, the most frequent first. That of files without one is empty.
    #[must_use]
    pub fn by_ending(&self) -> Vec<(&str, u64)> {
        let mut all: Vec<(&str, u64)> =
            self.0.iter().map(|(ending, count)| (ending.as_str(), *count)).collect();
        all.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        all
    }
}

/// So many endings are named.
const NAMED: usize = 5;

/// `8 .md, 3 .png, 1 without an ending`.
impl fmt::Display for Unread {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = self.by_ending();
        for (place, (ending, count)) in all.iter().take(NAMED).enumerate() {
            let comma = if place > 0 { ", " } else { "" };
            match *ending {
                "" => write!(formatter, "{comma}{count} without an ending")?,
                ending => write!(formatter, "{comma}{count} .{ending}")?,
            }
        }
        let others = all.iter().skip(NAMED).fold(0_u64, |sum, (_, count)| sum.saturating_add(*count));
        if others > 0 { write!(formatter, ", {others} others") } else { Ok(()) }
    }
}
