//! What was hidden in a record, to be looked for wherever else it stands: a surname in a link, an address in a sentence.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::copyist::{Copyist, Region};
use super::edits::Edit;
use super::grams::Grams;
use super::layer::{Layer, escape_into};
use super::remembered::Remembered;
use crate::redact::category::Category;
use crate::redact::lexeme::stepped;

/// Shorter values say too little to be looked for.
const SHORTEST: usize = 4;
/// Digits alone are looked for only if they are so many: fewer are part of many a time or amount.
const SHORTEST_DIGITS: usize = 7;
/// How many are kept of one record.
const MOST: usize = 256;

/// Values that were hidden.
#[derive(Debug, Default)]
pub(super) struct Terms {
    terms: Vec<Arc<Term>>,
    /// What is looked for of values that were hidden before.
    remembered: Remembered<Arc<[Arc<Term>]>>,
}

#[derive(Debug)]
pub(super) struct Term {
    /// As it stood there.
    pub(super) text: String,
    /// In small letters, as it is looked for.
    needle: String,
    pub(super) category: Category,
    /// Whether it is an ordinary word too: then it counts in a sentence only if it is written as a name.
    is_word: bool,
    /// Of an address that may stand there cut off, its host: what is looked for is all before it.
    pub(super) host: Option<String>,
    /// How it may be written in JSON.
    in_json: OnceLock<Vec<String>>,
}

impl PartialEq for Term {
    fn eq(&self, other: &Self) -> bool {
        (self.category, self.is_word, &self.text, &self.host)
            == (other.category, other.is_word, &other.text, &other.host)
    }
}

impl Term {
    fn spelled_in_json(&self) -> &[String] {
        self.in_json.get_or_init(|| spellings(&self.needle, true))
    }
}

impl Terms {
    pub(super) fn clear(&mut self) {
        self.terms.clear();
    }

    pub(super) fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Takes note of a value that was hidden.
    pub(super) fn add(&mut self, category: Category, text: &str) {
        if matches!(category, Category::Amount | Category::PostalCode | Category::CardCode) {
            return;
        }
        let told = if let Some(told) = self.remembered.get(category, text) {
            Arc::clone(told)
        } else {
            let told = told_by(category, text.trim());
            self.remembered.keep(category, text, Arc::clone(&told));
            told
        };
        for term in told.iter() {
            if self.terms.len() < MOST && !self.terms.contains(term) {
                self.terms.push(Arc::clone(term));
            }
        }
    }
}

/// What is looked for of a value: itself, the words of a name, what stands before the at sign of an address.
fn told_by(category: Category, text: &str) -> Arc<[Arc<Term>]> {
    let mut told = Vec::new();
    let of_names = matches!(category, Category::GivenName | Category::FamilyName | Category::FullName);
    told.extend(term(category, text, of_names && !text.contains(' ')));
    if of_names {
        let words = text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| *word != text);
        told.extend(words.filter_map(|word| term(Category::FullName, word, true)));
    }
    // `jane.doe` of jane.doe@example.com is as good as a name.
    let local = text.rsplit_once('@').map(|(local, _)| local);
    let is_telling = |local: &&str| local.contains(|sign: char| !sign.is_ascii_alphabetic());
    told.extend(local.filter(is_telling).and_then(|local| term(Category::Username, local, false)));
    told.extend(cut_off(category, text));
    told.into()
}

/// `jane@ke` of jane@kelpshop.io: an address that was cut off within its host.
fn cut_off(category: Category, text: &str) -> Option<Arc<Term>> {
    let at = text.rfind('@').filter(|at| category == Category::Email && *at > 0)?;
    let (before, host) = text.split_at_checked(at + 1)?;
    let whole = term(category, text, false)?;
    let needle = before.to_ascii_lowercase();
    let host = (needle.len() >= SHORTEST).then(|| host.to_owned())?;
    Some(Arc::new(Term {
        text: whole.text.clone(),
        needle,
        category,
        is_word: false,
        host: Some(host),
        in_json: OnceLock::new(),
    }))
}

/// A value that says enough to be looked for.
fn term(category: Category, text: &str, is_word: bool) -> Option<Arc<Term>> {
    let letters = text.chars().filter(|sign| sign.is_alphabetic()).count();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let is_telling = text.chars().count() >= SHORTEST && (letters > 0 || digits >= SHORTEST_DIGITS);
    let (text, needle) = (text.to_owned(), text.to_ascii_lowercase());
    let in_json = OnceLock::new();
    is_telling.then(|| Arc::new(Term { text, needle, category, is_word, host: None, in_json }))
}

/// A place where a value stands.
struct Found {
    start: usize,
    end: usize,
    /// Which value, by its number.
    term: usize,
    /// The text in which it stands.
    whole: (usize, usize),
}

impl<'m> Copyist<'_, 'm> {
    /// Hides what was hidden in a record wherever else it stands in it. As deep as the layers, which are bounded.
    pub(super) fn sweep(&mut self, region: &mut Region<'m>) {
        if self.terms.is_empty() {
            return;
        }
        for child in &mut region.children {
            self.sweep(&mut child.region);
        }
        let terms = std::mem::take(&mut self.terms.terms);
        let mut found = if region.is_json { in_json(region, &terms) } else { in_plain(&region.text, &terms) };
        found.sort_by_key(|one| (one.start, std::cmp::Reverse(one.end)));
        let (covered, mut new) = (region.covered(), Vec::new());
        // What was replaced begins before what is found next: how far it reaches is all that matters.
        let mut reach = 0;
        let mut last = ((usize::MAX, usize::MAX), Whole::default());
        for Found { start, end, term, whole } in found {
            let is_covered = start < reach || covered.touches(&(start..end));
            let Some(term) = terms.get(term).filter(|_| !is_covered) else { continue };
            let edit = if let Some(host) = &term.host {
                self.cut_off(term, host, &region.text, start..end)
            } else {
                if last.0 != whole {
                    last = (whole, self.whole(region, whole));
                }
                let is_meant = !last.1.names_event && last.1.counts(term, &region.text, start, end);
                let run = is_meant.then(|| apart(&region.text, start, end)).flatten();
                run.and_then(|run| self.replaced(term, &region.text, region.is_json, (start..end, run)))
            };
            if let Some(edit) = edit {
                reach = reach.max(edit.range.end);
                new.push(edit);
            }
        }
        region.edits.append(&mut new);
        self.hashes(region, &terms);
        self.terms.terms = terms;
    }

    /// What is to be known of a text in which something stands.
    fn whole(&self, region: &Region<'m>, whole: (usize, usize)) -> Whole {
        let text = region.text.get(whole.0..whole.1).unwrap_or_default();
        stepped(text.len());
        Whole {
            is_sentence: text.contains(' '),
            names_event: region.is_json && self.names_event(&region.text, whole),
        }
    }

    /// Whether a value of a JSON text is the name of an event, which stays whoever is called so.
    fn names_event(&self, text: &str, (start, end): (usize, usize)) -> bool {
        let is_name = text.get(end + 1..).is_some_and(|behind| behind.trim_ascii_start().starts_with(':'));
        let said = text.get(start..end).and_then(|raw| Layer::JsonString.decoded(raw));
        !is_name && said.is_some_and(|said| self.registry.names_event(&said))
    }

    /// What stands for a value, and for the letters and digits beside it that make one word with it.
    fn replaced(
        &mut self,
        term: &Term,
        text: &str,
        is_json: bool,
        (own, run): (Range<usize>, Range<usize>),
    ) -> Option<Edit> {
        let written = text.get(run.clone())?;
        let is_plain =
            own != run || written.len() == term.text.len() && written.eq_ignore_ascii_case(&term.text);
        let new = if is_plain {
            let category = if own == run { term.category } else { Category::Username };
            self.replacer.text(category, written)
        } else {
            let new = self.replacer.text(term.category, &term.text);
            let is_encoded = written.contains('%') && !term.text.contains('%');
            if is_encoded { Layer::Form.encoded(&new, true) } else { new }
        };
        let mut escaped = String::new();
        if is_json {
            escape_into(&new, written.is_ascii(), &mut escaped);
        } else {
            escaped.push_str(&new);
        }
        let new = escaped;
        if new == written {
            return None;
        }
        self.account.count(term.category);
        Some(Edit { range: run, text: new })
    }
}

/// Where values stand in a JSON text: in names and strings in which something else may stand, but for those that change as
/// a whole.
fn in_json(region: &Region<'_>, terms: &[Arc<Term>]) -> Vec<Found> {
    let edits = region.edits.iter().map(|edit| &edit.range);
    let mut changed: Vec<&Range<usize>> =
        edits.chain(region.children.iter().map(|child| &child.range)).collect();
    changed.sort_unstable_by_key(|range| range.start);
    let mut needles = Vec::with_capacity(terms.len() * 2);
    for (number, term) in terms.iter().enumerate() {
        needles.extend(term.spelled_in_json().iter().map(|needle| (needle.as_bytes(), number)));
    }
    let grams = Grams::of(needles);
    let mut found = Vec::new();
    for span in &region.free {
        let whole = (span.start as usize, span.end as usize);
        let before = changed.partition_point(|range| range.start <= whole.0);
        let last = before.checked_sub(1).and_then(|last| changed.get(last));
        if last.is_some_and(|range| whole.1 <= range.end) {
            continue;
        }
        let text = region.text.as_bytes().get(whole.0..whole.1).unwrap_or_default();
        grams.find(text, &mut |start, end, term| {
            found.push(Found { start: whole.0 + start, end: whole.0 + end, term, whole });
        });
    }
    found
}

/// Where values stand in a text that is no JSON, each on its line.
fn in_plain(text: &str, terms: &[Arc<Term>]) -> Vec<Found> {
    let lower = text.to_ascii_lowercase();
    let ends: Vec<usize> = memchr::memchr_iter(b'\n', text.as_bytes()).collect();
    let mut found = Vec::new();
    for (number, term) in terms.iter().enumerate() {
        for needle in spellings(&term.needle, false) {
            for start in memchr::memmem::find_iter(lower.as_bytes(), needle.as_bytes()) {
                let end = start + needle.len();
                let before =
                    ends.partition_point(|at| *at < start).checked_sub(1).and_then(|last| ends.get(last));
                let behind = ends.get(ends.partition_point(|at| *at < end));
                let whole = (before.map_or(0, |at| at + 1), behind.copied().unwrap_or(text.len()));
                found.push(Found { start, end, term: number, whole });
            }
        }
    }
    found
}

/// How a value may be written, in small letters: as it is, in an address, with the escapes of JSON.
fn spellings(needle: &str, is_json: bool) -> Vec<String> {
    if needle.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return vec![needle.to_owned()];
    }
    let escaped = |is_ascii: bool| {
        let mut escaped = String::new();
        escape_into(needle, is_ascii, &mut escaped);
        escaped
    };
    let mut spellings = vec![if is_json { escaped(false) } else { needle.to_owned() }, escaped(true)];
    let encoded: String = form_urlencoded::byte_serialize(needle.as_bytes()).collect();
    spellings.extend([encoded.replace('+', "%20"), encoded].map(|text| text.to_ascii_lowercase()));
    spellings.sort();
    spellings.dedup();
    spellings
}

/// A part of a text that is a word of its own, or one of several that were put together, with the letters and digits
/// beside it. None where it is only part of another word: a letter stands beside it that is none of an escape.
fn apart(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let marks =
        bytes.get(..start).unwrap_or_default().iter().rev().take_while(|byte| **byte == b'\\').count();
    if marks % 2 == 1 {
        // It begins within an escape.
        return None;
    }
    let (before, behind) = (text.get(..start).unwrap_or_default(), text.get(end..).unwrap_or_default());
    let is_escape = before.len() >= 2
        && bytes.get(start - 2) == Some(&b'\\')
        && matches!(bytes.get(start - 1), Some(b'n' | b't' | b'r' | b'b' | b'f'));
    let is_unicode = start >= 6 && bytes.get(start - 6..start - 4) == Some(b"\\u");
    let is_encoded = start >= 3 && bytes.get(start - 3) == Some(&b'%');
    let is_hump = |one: Option<char>, next: Option<char>| {
        one.is_some_and(char::is_lowercase) && next.is_some_and(char::is_uppercase)
    };
    let (first, last) = (
        text.get(start..).and_then(|rest| rest.chars().next()),
        text.get(..end).and_then(|t| t.chars().next_back()),
    );
    let begins = is_escape
        || is_unicode
        || is_encoded
        || before.chars().next_back().is_none_or(|sign| !sign.is_alphabetic())
        || is_hump(before.chars().next_back(), first);
    let ends = behind.chars().next().is_none_or(|sign| !sign.is_alphabetic())
        || is_hump(last, behind.chars().next());
    if !begins || !ends {
        return None;
    }
    let is_word = text.get(start..end)?.chars().all(char::is_alphanumeric);
    if !is_word {
        return Some(start..end);
    }
    let of_escape = is_escape || is_unicode || is_encoded;
    let left: usize = if of_escape {
        0
    } else {
        before.chars().rev().take_while(|sign| sign.is_alphanumeric()).map(char::len_utf8).sum()
    };
    let right: usize = behind.chars().take_while(|sign| sign.is_alphanumeric()).map(char::len_utf8).sum();
    Some(start - left..end + right)
}

/// What is to be known of a text in which something stands: looked at once, whatever stands there.
#[derive(Debug, Clone, Copy, Default)]
struct Whole {
    is_sentence: bool,
    names_event: bool,
}

impl Whole {
    /// Whether a word in it is meant: in a sentence `will` is no Will.
    fn counts(self, term: &Term, text: &str, from: usize, to: usize) -> bool {
        if !term.is_word || !self.is_sentence {
            return true;
        }
        let written = text.get(from..to).unwrap_or_default();
        written == term.text || written.chars().all(|sign| !sign.is_lowercase())
    }
}
