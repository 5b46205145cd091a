//! Other words in the place of some, wherever they stand in a text: also within base64.

use std::collections::BTreeMap;

use super::edits::{Edit, applied, in_order};
use super::layer::base64_layer;
use super::text::runs_of_base64;

/// How many texts in base64 may stand one inside another.
const MOST_LAYERS: usize = 4;

/// A text with other words in the place of some, and how many that were.
#[must_use]
pub fn with_other_words(text: &str, words: &BTreeMap<String, String>) -> (String, usize) {
    if words.is_empty() { (text.to_owned(), 0) } else { within(text, words, 0) }
}

fn within(text: &str, words: &BTreeMap<String, String>, depth: usize) -> (String, usize) {
    let (mut edits, mut count, mut at) = (Vec::new(), 0, 0);
    for piece in text.split_inclusive(|sign: char| !sign.is_ascii_alphabetic()) {
        let word = piece.trim_end_matches(|sign: char| !sign.is_ascii_alphabetic());
        if let Some(new) = words.get(word) {
            edits.push(Edit { range: at..at + word.len(), text: new.clone() });
            count += 1;
        }
        at += piece.len();
    }
    for range in if depth < MOST_LAYERS { runs_of_base64(text) } else { Vec::new() } {
        let raw = text.get(range.clone()).unwrap_or_default();
        let Some((layer, said)) = base64_layer(raw) else { continue };
        let (new, found) = within(&said, words, depth + 1);
        if found > 0 {
            count += found;
            edits.extend(
                layer.written(raw, &[], &new).into_iter().map(|edit| Edit { range: range.clone(), ..edit }),
            );
        }
    }
    (applied(text, &in_order(edits)), count)
}
