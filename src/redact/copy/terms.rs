//! What was hidden in a record, to be looked for wherever else it stands: a surname in a link, an address in a sentence.

use std::ops::Range;

use super::copyist::{Copyist, Region};
use super::edits::Edit;
use super::layer::{Layer, escape_into};
use crate::json::{Document, JsonKind, Tape};
use crate::model::{Declared, Kind, Object};
use crate::redact::category::Category;
use crate::redact::value::is_time;

/// Shorter values say too little to be looked for.
const SHORTEST: usize = 4;
/// Digits alone are looked for only if they are so many: fewer are part of many a time or amount.
const SHORTEST_DIGITS: usize = 7;
/// How many are kept of one record.
const MOST: usize = 256;

/// Values that were hidden.
#[derive(Debug, Default)]
pub(super) struct Terms {
    terms: Vec<Term>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Term {
    /// As it stood there.
    text: String,
    /// In small letters, as it is looked for.
    needle: String,
    category: Category,
    /// Whether it is an ordinary word too: then it counts in a sentence only if it is written as a name.
    is_word: bool,
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
        let text = text.trim();
        let of_names = matches!(category, Category::GivenName | Category::FamilyName | Category::FullName);
        if matches!(category, Category::Amount | Category::PostalCode | Category::CardCode) {
            return;
        }
        self.keep(category, text, of_names && !text.contains(' '));
        if of_names {
            for word in text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| *word != text) {
                self.keep(Category::FullName, word, true);
            }
        }
        // `jane.doe` of jane.doe@example.com is as good as a name.
        let local = text.rsplit_once('@').map(|(local, _)| local);
        let telling = |local: &&str| local.contains(|sign: char| !sign.is_ascii_alphabetic());
        if let Some(local) = local.filter(telling) {
            self.keep(Category::Username, local, false);
        }
    }

    fn keep(&mut self, category: Category, text: &str, is_word: bool) {
        let letters = text.chars().filter(|sign| sign.is_alphabetic()).count();
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let is_telling = text.chars().count() >= SHORTEST && (letters > 0 || digits >= SHORTEST_DIGITS);
        if !is_telling || self.terms.len() >= MOST {
            return;
        }
        let term = Term { text: text.to_owned(), needle: text.to_ascii_lowercase(), category, is_word };
        if !self.terms.contains(&term) {
            self.terms.push(term);
        }
    }
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
        let lower = region.text.to_ascii_lowercase();
        let terms = std::mem::take(&mut self.terms);
        let mut found: Vec<(usize, usize, usize)> = Vec::new();
        for (number, term) in terms.terms.iter().enumerate() {
            for needle in spellings(&term.needle, region.is_json) {
                let places = memchr::memmem::find_iter(lower.as_bytes(), needle.as_bytes());
                found.extend(places.map(|start| (start, start + needle.len(), number)));
            }
        }
        found.sort_by_key(|(start, end, _)| (*start, std::cmp::Reverse(*end)));
        let mut tape = Tape::new();
        let document =
            if region.is_json && !found.is_empty() { tape.parse(region.text.as_bytes()).ok() } else { None };
        let mut new = Vec::new();
        for (start, end, number) in found {
            let covers = |range: &Range<usize>| range.start < end && start < range.end;
            let is_covered = region.edits.iter().chain(&new).any(|edit| covers(&edit.range))
                || region.children.iter().any(|child| covers(&child.range));
            let Some(term) = terms.terms.get(number).filter(|_| !is_covered) else { continue };
            let Some(whole) = self.may_change(&region.text, document, region.model.body, start, end) else {
                continue;
            };
            let Some(run) = apart(&region.text, start, end) else { continue };
            if counts(term, &region.text, whole, start, end) {
                new.extend(self.replaced(term, &region.text, region.is_json, (start..end, run)));
            }
        }
        region.edits.append(&mut new);
        self.terms = terms;
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

    /// The text in which a part stands that may be changed; `None` where it may not: in a number, in a name that the
    /// model knows, in a word of the provider's.
    fn may_change(
        &self,
        text: &str,
        document: Option<Document<'_>>,
        body: Option<&'m Object<'m>>,
        start: usize,
        end: usize,
    ) -> Option<(usize, usize)> {
        let Some(document) = document else {
            let line = text.get(..start)?.rfind('\n').map_or(0, |at| at + 1);
            let behind = text.get(end..)?.find('\n').map_or(text.len(), |at| end + at);
            return Some((line, behind));
        };
        let (mut value, mut declared) = (document.root(), Declared::root(body));
        loop {
            let holds = |span: crate::json::Span| (span.start as usize) < start && end < span.end as usize;
            match value.kind() {
                JsonKind::Object => {
                    let members = value.members().enumerate();
                    let mut hit = members.skip_while(|(_, (_, member))| (member.span().end as usize) < end);
                    let (place, (key, member)) = hit.next()?;
                    let of_member = declared.member(key, place);
                    if holds(key.span()) {
                        let span = key.span();
                        let is_free = of_member.field.is_none();
                        return is_free.then_some((span.start as usize + 1, span.end as usize - 1));
                    }
                    (value, declared) = (member, of_member);
                }
                JsonKind::Array => {
                    value = value.items().find(|item| end <= item.span().end as usize)?;
                    declared = declared.item();
                }
                JsonKind::String if holds(value.span()) => {
                    let known = declared.field.map_or(&[][..], |field| field.values);
                    let is_word = known.iter().any(|word| value.is_text(word));
                    let is_form = matches!(declared.kind, Some(Kind::Timestamp | Kind::Uuid | Kind::Decimal));
                    // A day of birth is no time of anything else.
                    let is_time = value.string_raw().is_some_and(is_time);
                    let names_event = || value.text().is_some_and(|text| self.registry.names_event(&text));
                    let span = value.span();
                    return (!is_word && !is_form && !is_time && !names_event())
                        .then_some((span.start as usize + 1, span.end as usize - 1));
                }
                _ => return None,
            }
        }
    }
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

/// Whether a word in a text is meant: in a sentence `will` is no Will.
fn counts(term: &Term, text: &str, (start, end): (usize, usize), from: usize, to: usize) -> bool {
    let is_sentence = text.get(start..end).is_some_and(|whole| whole.contains(' '));
    if !term.is_word || !is_sentence {
        return true;
    }
    let written = text.get(from..to).unwrap_or_default();
    written == term.text || written.chars().all(|sign| !sign.is_lowercase())
}
