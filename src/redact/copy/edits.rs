//! Changes of a text: everything between them stays byte for byte.

use std::ops::Range;

/// A part of a text and what stands there instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    /// Which part, in bytes.
    pub(super) range: Range<usize>,
    /// What stands there instead.
    pub(super) text: String,
}

/// Changes in order; where two overlap the one that begins first stays, and of two that begin together the longer one.
pub(super) fn in_order(mut edits: Vec<Edit>) -> Vec<Edit> {
    edits.sort_by_key(|edit| (edit.range.start, std::cmp::Reverse(edit.range.end)));
    let mut end = 0;
    edits.retain(|edit| {
        let is_apart = edit.range.start >= end;
        if is_apart {
            end = edit.range.end;
        }
        is_apart
    });
    edits
}

/// A text with its changes, which are in order.
pub(super) fn applied(text: &str, edits: &[Edit]) -> String {
    let grown: usize = edits.iter().map(|edit| edit.text.len()).sum();
    let (mut out, mut at) = (String::with_capacity(text.len() + grown), 0);
    for Edit { range, text: new } in edits {
        out.push_str(text.get(at..range.start).unwrap_or_default());
        out.push_str(new);
        at = range.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}
