//! Two texts beside each other: what of each differs from the other, how it is shortened, broken and painted.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::lines::split_at_width;

/// Texts of more words are compared at both ends only.
const MOST_WORDS: usize = 1_000;
/// Equal parts of fewer columns between two that differ are part of the difference.
const LEAST_EQUAL: usize = 3;
/// How many columns around what differs are shown of a long text.
const AROUND: usize = 16;

/// A part of a text, and whether it differs from the other text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::report) struct Part {
    pub(in crate::report) text: String,
    pub(in crate::report) differs: bool,
}

/// Which of the two texts one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum Tense {
    /// What was.
    Old,
    /// What is.
    New,
}

impl Tense {
    /// What stands around a part that differs, where no colour tells it.
    pub(in crate::report) fn in_signs(self, text: &str) -> String {
        match self {
            Self::Old => format!("[-{text}-]"),
            Self::New => format!("{{+{text}+}}"),
        }
    }
}

/// A text in parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::report) struct Marked {
    parts: Vec<Part>,
    /// Whether parts that both texts have were cut down.
    is_cut: bool,
}

impl Marked {
    /// A text of which nothing is marked.
    pub(in crate::report) fn plain(text: &str) -> Self {
        Self { parts: vec![Part { text: text.to_owned(), differs: false }], is_cut: false }
    }

    /// The text without colour: what differs has signs around it where only a part of the text is there.
    pub(in crate::report) fn without_colour(&self, tense: Tense) -> String {
        let signs = |part: &Part| part.differs && self.is_cut;
        self.painted(|part| if signs(part) { tense.in_signs(&part.text) } else { part.text.clone() })
    }

    pub(in crate::report) fn width(&self) -> usize {
        self.parts.iter().map(|part| part.text.width()).sum()
    }

    /// The same with room for signs where they are needed.
    pub(in crate::report) fn width_with_signs(&self) -> usize {
        let signs = self.parts.iter().filter(|part| part.differs && self.is_cut).count();
        self.width() + signs * Tense::Old.in_signs("").len()
    }

    /// The text with its parts painted.
    pub(in crate::report) fn painted(&self, paint: impl Fn(&Part) -> String) -> String {
        self.parts.iter().map(paint).collect()
    }

    /// Adds an unmarked text at the end.
    pub(in crate::report) fn push(&mut self, text: &str) {
        self.parts.push(Part { text: text.to_owned(), differs: false });
    }

    fn add(&mut self, text: &str, differs: bool) {
        match self.parts.last_mut() {
            Some(last) if last.differs == differs => last.text.push_str(text),
            _ => self.parts.push(Part { text: text.to_owned(), differs }),
        }
    }

    /// In lines of so many columns.
    pub(in crate::report) fn lines(&self, columns: usize) -> Vec<Self> {
        let columns = columns.max(2);
        let line = || Self { parts: Vec::new(), is_cut: self.is_cut };
        let mut lines = vec![line()];
        for part in &self.parts {
            let mut rest = part.text.as_str();
            while !rest.is_empty() {
                let used = lines.last().map_or(0, Self::width);
                let (fits, after) = split_at_width(rest, columns.saturating_sub(used));
                if fits.is_empty() {
                    lines.push(line());
                } else if let Some(line) = lines.last_mut() {
                    line.add(fits, part.differs);
                }
                rest = after;
            }
        }
        lines
    }

    /// Cuts what both texts have down to what stands around the differences.
    fn without_the_same(self) -> Self {
        let last = self.parts.len().saturating_sub(1);
        let parts = self.parts.into_iter().enumerate().map(|(place, part)| {
            let (before, after) = (place > 0, place < last);
            if part.differs || part.text.width() <= AROUND * (usize::from(before) + usize::from(after)) + 1 {
                return part;
            }
            let head = if before { split_at_width(&part.text, AROUND).0 } else { "" };
            let tail = if after { last_columns(&part.text, AROUND) } else { "" };
            Part { text: format!("{head}…{tail}"), differs: false }
        });
        Self { parts: parts.collect(), is_cut: true }
    }
}

/// What differs in two texts. Those with little in common are told whole.
pub(in crate::report) fn marked(old: &str, new: &str, long: usize) -> (Marked, Marked) {
    let whole = || (Marked::plain(old), Marked::plain(new));
    let (ours, theirs) = (words(old), words(new));
    let ops = if ours.len().max(theirs.len()) > MOST_WORDS {
        at_both_ends(&ours, &theirs)
    } else {
        capture_diff_slices(Algorithm::Myers, &ours, &theirs)
    };
    let (mut before, mut after, mut same) = (Marked::default(), Marked::default(), 0);
    let text = |words: &[&str], from: usize, length: usize| {
        words.get(from..from + length).unwrap_or_default().concat()
    };
    let last = ops.len().saturating_sub(1);
    for (place, op) in ops.iter().enumerate() {
        let (old, new) = (op.old_range(), op.new_range());
        let (old, new) = (text(&ours, old.start, old.len()), text(&theirs, new.start, new.len()));
        let between = place > 0 && place < last;
        let equal = matches!(op, DiffOp::Equal { .. }) && !(between && old.width() < LEAST_EQUAL);
        same += if equal { old.len() } else { 0 };
        before.add(&old, !equal);
        after.add(&new, !equal);
    }
    if same * 2 < old.len().min(new.len()) || same == 0 {
        return whole();
    }
    if before.width().max(after.width()) > long {
        return (before.without_the_same(), after.without_the_same());
    }
    (before, after)
}

/// The same head, what is between, the same tail.
fn at_both_ends(ours: &[&str], theirs: &[&str]) -> Vec<DiffOp> {
    let head = ours.iter().zip(theirs).take_while(|(one, other)| one == other).count();
    let most = ours.len().min(theirs.len()) - head;
    let ends = ours.iter().rev().zip(theirs.iter().rev()).take(most);
    let tail = ends.take_while(|(one, other)| one == other).count();
    let (old_len, new_len) = (ours.len() - head - tail, theirs.len() - head - tail);
    let end = DiffOp::Equal { old_index: head + old_len, new_index: head + new_len, len: tail };
    vec![
        DiffOp::Equal { old_index: 0, new_index: 0, len: head },
        DiffOp::Replace { old_index: head, old_len, new_index: head, new_len },
        end,
    ]
}

/// Letters and digits that stand together, and everything else that is drawn as one character alone.
fn words(text: &str) -> Vec<&str> {
    let of_word = |drawn: &str| drawn.chars().next().is_some_and(char::is_alphanumeric);
    let (mut words, mut start, mut in_word) = (Vec::new(), 0, false);
    for (at, drawn) in text.grapheme_indices(true) {
        let joins = in_word && of_word(drawn);
        if at > start && !joins {
            words.push(text.get(start..at).unwrap_or_default());
            start = at;
        }
        in_word = of_word(drawn);
    }
    if start < text.len() {
        words.push(text.get(start..).unwrap_or_default());
    }
    words
}

fn last_columns(text: &str, columns: usize) -> &str {
    let width = text.width();
    split_at_width(text, width.saturating_sub(columns)).1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(old: &str, new: &str) -> (String, String) {
        let (old, new) = marked(old, new, 60);
        let paint = |part: &Part| if part.differs { format!("<{}>", part.text) } else { part.text.clone() };
        (old.painted(paint), new.painted(paint))
    }

    #[test]
    fn what_differs_inside_is_marked() {
        let pair = |old: &str, new: &str| (old.to_owned(), new.to_owned());
        assert_eq!(
            told("https://shop.example.com/?ref=mira", "https://shop.example.com/?ref=noor"),
            pair("https://shop.example.com/?ref=<mira>", "https://shop.example.com/?ref=<noor>")
        );
        assert_eq!(told("pending", "active"), pair("pending", "active"));
    }

    #[test]
    fn what_a_long_text_shares_with_the_other_is_cut_down() {
        let text = |middle: &str| format!("{}{middle}{}", "same words ".repeat(30), " and more".repeat(30));
        let (old, new) = told(&text("one"), &text("two"));
        assert_eq!(old, "…ords same words <one> and more and mo…");
        assert!(new.contains("<two>") && new.width() < 60, "{new}");
    }

    #[test]
    fn a_text_goes_on_in_lines_that_lose_nothing() {
        let (old, _) = marked("https://shop.example.com/a/b?x=1", "https://shop.example.com/a/c?x=1", 60);
        let lines = old.lines(10);
        let plain: Vec<String> = lines.iter().map(|line| line.painted(|part| part.text.clone())).collect();
        assert_eq!(plain.concat(), "https://shop.example.com/a/b?x=1");
        assert!(plain.iter().all(|line| line.width() <= 10), "{plain:?}");
    }
}
