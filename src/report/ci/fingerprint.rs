//! A stable name for each finding, by which other programs tell old findings from new ones.

use std::collections::HashMap;
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::finding::Finding;

/// How much of a hash makes a fingerprint, in bytes.
const LENGTH: usize = 16;

/// Hands out fingerprints: from the path, the rule, the pointer, and which of several such findings it is. Neither
/// line nor message counts, so a payload that is formatted anew keeps its findings.
#[derive(Debug, Default)]
pub(in crate::report) struct Fingerprints {
    /// How many findings there were of one path, rule and pointer, by the hash of these. Records of a path may come at
    /// any time, so no path is ever done with.
    seen: HashMap<[u8; LENGTH], u64>,
}

impl Fingerprints {
    /// The fingerprint of the next finding, in 32 hexadecimal digits.
    pub(in crate::report) fn next(&mut self, path: &str, finding: &Finding) -> String {
        let mut text = format!("{path}\0{}\0{}\0", finding.rule.name(), finding.pointer);
        let count = self.seen.entry(hash(&text)).or_default();
        *count += 1;
        // Writing to a String cannot fail.
        let _ = write!(text, "{count}");
        let mut hexadecimal = String::with_capacity(2 * LENGTH);
        for byte in hash(&text) {
            let _ = write!(hexadecimal, "{byte:02x}");
        }
        hexadecimal
    }
}

fn hash(text: &str) -> [u8; LENGTH] {
    let mut first = [0; LENGTH];
    for (to, from) in first.iter_mut().zip(Sha256::digest(text)) {
        *to = from;
    }
    first
}
