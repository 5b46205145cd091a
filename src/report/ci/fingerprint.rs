//! A stable name for each finding, by which other programs tell old findings from new ones.

use std::collections::HashMap;
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::finding::{Finding, Rule};

/// Hands out fingerprints: from the path, the rule, the pointer, and which of several such findings it is. Neither
/// line nor message counts, so a payload that is formatted anew keeps its findings.
#[derive(Debug, Default)]
pub(in crate::report) struct Fingerprints {
    path: String,
    seen: HashMap<(Rule, String), u64>,
}

impl Fingerprints {
    /// The fingerprint of the next finding, in 32 hexadecimal digits.
    pub(in crate::report) fn next(&mut self, path: &str, finding: &Finding) -> String {
        if self.path != path {
            path.clone_into(&mut self.path);
            self.seen.clear();
        }
        let pointer = finding.pointer.as_str();
        let count = self.seen.entry((finding.rule, pointer.to_owned())).or_default();
        *count += 1;
        let text = format!("{path}\0{}\0{pointer}\0{count}", finding.rule.name());
        let mut hexadecimal = String::with_capacity(32);
        for byte in Sha256::digest(text).iter().take(16) {
            let _ = write!(hexadecimal, "{byte:02x}");
        }
        hexadecimal
    }
}
