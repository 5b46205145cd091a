//! Text in columns of a terminal: how wide it is, cut and broken so that no character that is drawn as one is split.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// How many columns a text takes.
pub(in crate::report) fn width(text: &str) -> usize {
    if is_plain(text.as_bytes()) { text.len() } else { text.width() }
}

/// Whether each byte is drawn by itself, in one column, as those of most texts are.
pub(in crate::report) fn is_plain(text: &[u8]) -> bool {
    plain_run(text) == text.len()
}

/// How many bytes a text begins with of which each is drawn by itself. Eight are looked at at once.
pub(in crate::report) fn plain_run(text: &[u8]) -> usize {
    const ONES: u64 = u64::from_le_bytes([0x01; 8]);
    const TOPS: u64 = u64::from_le_bytes([0x80; 8]);
    const SPACES: u64 = u64::from_le_bytes([b' '; 8]);
    let mut at = 0;
    while let Some(eight) = text.get(at..).and_then(<[u8]>::first_chunk) {
        let bytes = u64::from_le_bytes(*eight);
        // A borrow or a carry comes from a byte that ends the run itself: the lowest bit is right.
        let ends = (bytes.wrapping_sub(SPACES) | bytes.wrapping_add(ONES) | bytes) & TOPS;
        if ends != 0 {
            return at + (ends.trailing_zeros() / 8) as usize;
        }
        at += eight.len();
    }
    let rest = text.get(at..).unwrap_or_default();
    at + rest.iter().take_while(|byte| matches!(byte, b' '..=b'~')).count()
}

/// Adds so many blanks to a text.
pub(in crate::report) fn push_blanks(text: &mut String, mut count: usize) {
    const BLANKS: &str = "                                                                ";
    while count > 0 {
        let some = BLANKS.get(..count).unwrap_or(BLANKS);
        text.push_str(some);
        count -= some.len();
    }
}

/// The beginning of a text that fits into so many columns, and the rest.
pub(in crate::report) fn split_at_width(text: &str, columns: usize) -> (&str, &str) {
    if text.len() <= columns {
        return (text, "");
    }
    // The byte behind the cut tells that nothing there is drawn together with what stands before it.
    if text.as_bytes().get(..=columns).is_some_and(is_plain) {
        return text.split_at_checked(columns).unwrap_or((text, ""));
    }
    let mut used = 0;
    for (at, drawn) in text.grapheme_indices(true) {
        used += drawn.width();
        if used > columns {
            return text.split_at_checked(at).unwrap_or((text, ""));
        }
    }
    (text, "")
}

/// At most so many columns of a text, the last one an ellipsis where something was cut.
pub(in crate::report) fn shortened(text: &str, columns: usize) -> Cow<'_, str> {
    if split_at_width(text, columns).1.is_empty() {
        return Cow::Borrowed(text);
    }
    let (kept, _) = split_at_width(text, columns.saturating_sub(1));
    Cow::Owned(format!("{kept}…"))
}

/// The same of prose: cut between words.
pub(in crate::report) fn shortened_prose(text: &str, columns: usize) -> Cow<'_, str> {
    let cut = shortened(text, columns);
    let Cow::Owned(kept) = &cut else { return cut };
    match kept.trim_end_matches('…').rsplit_once(' ') {
        Some((words, _)) if !words.trim_end().is_empty() => Cow::Owned(format!("{} …", words.trim_end())),
        _ => cut,
    }
}

/// At most so many columns of the end of a text, the first one an ellipsis where something was cut.
pub(in crate::report) fn shortened_in_front(text: &str, columns: usize) -> Cow<'_, str> {
    let over = width(text).saturating_sub(columns);
    if over == 0 {
        return Cow::Borrowed(text);
    }
    let mut used = 0;
    let rest = text.grapheme_indices(true).find_map(|(at, drawn)| {
        let is_cut = used <= over;
        used += drawn.width();
        (!is_cut).then_some(at)
    });
    Cow::Owned(format!("…{}", rest.and_then(|at| text.get(at..)).unwrap_or_default()))
}

/// A text in pieces of so many columns.
pub(in crate::report) fn pieces(text: &str, columns: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (piece, after) = split_at_width(rest, columns.max(2));
        if piece.is_empty() {
            break;
        }
        pieces.push(piece);
        rest = after;
    }
    pieces
}

/// A dotted path in pieces of so many columns, where it can be, ended by a dot.
pub(in crate::report) fn path_pieces(path: &str, columns: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = path;
    while !rest.is_empty() {
        let (piece, after) = split_at_width(rest, columns.max(2));
        let dot = piece.rfind('.').filter(|_| !after.is_empty()).map_or(piece.len(), |dot| dot + 1);
        let (piece, after) = rest.split_at_checked(dot).unwrap_or((rest, ""));
        if piece.is_empty() {
            break;
        }
        parts.push(piece);
        rest = after;
    }
    parts
}

/// A text in lines of so many columns, broken between words, those after the first indented; a longer word has a line
/// of its own.
pub(in crate::report) fn broken(text: &str, columns: usize, indent: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if width(line) + 1 + width(word) <= columns => {
                line.push(' ');
                line.push_str(word);
            }
            None => lines.push(word.to_owned()),
            Some(_) => lines.push(format!("{indent}{word}")),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_run_of_plain_bytes_ends_where_the_first_other_one_is(
            text in prop::collection::vec(prop_oneof![8 => b' '..=b'~', 1 => any::<u8>()], 0..40),
        ) {
            let plain = text.iter().take_while(|byte| (b' '..=b'~').contains(*byte)).count();
            prop_assert_eq!(plain_run(&text), plain);
        }
    }

    const FAMILY: &str = "👩\u{200d}👩\u{200d}👧";

    #[test]
    fn what_is_drawn_as_one_is_not_split() {
        let text = format!("a{FAMILY}b");
        assert_eq!(split_at_width(&text, 2), ("a", &*format!("{FAMILY}b")));
        assert_eq!(split_at_width(&text, 3), (&*format!("a{FAMILY}"), "b"));
        assert_eq!(shortened(&format!("{FAMILY}{FAMILY}"), 3), format!("{FAMILY}…"));
        assert_eq!(shortened("e\u{301}e\u{301}e\u{301}", 2), "e\u{301}…");
    }

    #[test]
    fn a_text_is_cut_to_columns_and_told() {
        assert_eq!(shortened("日本語日本語", 7), "日本語…");
        assert_eq!(shortened("abc", 3), "abc");
        assert_eq!(shortened_in_front("abc", 3), "abc");
        assert_eq!(shortened_in_front("abcde", 3), "…de");
        assert_eq!(shortened_in_front("日本語日本語", 6), "…本語");
        assert_eq!(shortened_in_front("日本", 1), "…");
        assert_eq!(shortened_prose("the referral's id", 12), "the …");
        assert_eq!(shortened_prose("the referral's id", 17), "the referral's id");
        assert_eq!(pieces("abcdefg", 3), ["abc", "def", "g"]);
        assert_eq!(path_pieces("data.items[0].name", 12), ["data.", "items[0].", "name"]);
    }
}
