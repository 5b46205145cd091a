//! What a text around a body says of the body: how long it is, and its hash. Both are of the copy afterwards.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::cover::Cover;
use super::edits::Edit;
use super::layer::escape_into;
use super::replacer::Replacer;
use crate::json::{Document, JsonKind, Tape, Value};
use crate::redact::category::Category;
use crate::redact::lexeme::stepped;

/// A body that was changed.
pub(super) struct Changed {
    pub(super) before: String,
    pub(super) after: String,
    /// Where it begins in the text around it.
    pub(super) at: usize,
}

/// Names of members and headers that hold the length of a body, without hyphens and in small letters.
const LENGTHS: &[&str] = &["contentlength", "bodysize", "size", "bodylength", "contentsize", "bytes"];
/// Names of those that hold its hash.
const HASHES: &[&str] = &[
    "contentmd5",
    "digest",
    "contentdigest",
    "reprdigest",
    "xamzcontentsha256",
    "md5ofbody",
    "md5ofmessagebody",
    "bodysha256",
    "bodyhash",
    "etag",
];

/// How many bytes a length may be more than what was found: a line end of an editor.
const LINE_END: usize = 2;
/// How many signs a SHA-256 has in base64 and in hexadecimal digits.
const DIGESTS: [usize; 2] = [44, 64];

/// Where bodies stand that are no JSON in a text with the heads of messages, as the lengths in these say.
pub(super) fn said_bodies(text: &str) -> Vec<Range<usize>> {
    let (mut found, mut at, mut said) = (Vec::new(), 0, None);
    for line in text.split_inclusive('\n') {
        at += line.len();
        if let Some((name, value)) = line.split_once(':').filter(|(name, _)| plain(name) == "contentlength") {
            said = value.trim().parse::<usize>().ok().filter(|_| name.len() < 64);
        } else if line.trim().is_empty()
            && let Some(length) = said.take()
        {
            let body = text.get(at..at.saturating_add(length)).unwrap_or_default();
            if !body.is_empty() && !body.trim_start().starts_with(['{', '[', '"']) {
                found.push(at..at + length);
            }
        }
    }
    found
}

/// What has to be corrected in the text around changed bodies. `documents` are the parts of it that are JSON: what
/// they say is theirs.
pub(super) fn corrections(
    text: &str,
    is_json: bool,
    changed: Vec<Changed>,
    documents: &Cover,
    replacer: &mut Replacer<'_>,
) -> Vec<Edit> {
    let bodies = Bodies::of(changed);
    let mut tape = Tape::new();
    match tape.parse(text.as_bytes()).ok().filter(|_| is_json) {
        Some(document) => of_document(document, &bodies, replacer),
        None => of_lines(text, &bodies, documents, replacer),
    }
}

fn of_document(document: Document<'_>, bodies: &Bodies, replacer: &mut Replacer<'_>) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut open = vec![document.root()];
    while let Some(value) = open.pop() {
        let mut named: Option<String> = None;
        for (key, member) in value.members() {
            let name = plain(&key.text().unwrap_or_default());
            if matches!(member.kind(), JsonKind::Object | JsonKind::Array) {
                open.push(member);
            }
            // `{"name": "Content-Length", "value": "…"}`
            if matches!(name.as_str(), "name" | "key") {
                named = member.text().map(|text| plain(&text));
            }
            let of_sibling = named.as_deref().filter(|_| name == "value");
            edits.extend(correction(of_sibling.unwrap_or(&name), member, bodies, replacer));
            // `["…"]`, as maps of headers have it.
            if let Some(only) = member.items().next() {
                edits.extend(correction(&name, only, bodies, replacer));
            }
        }
        open.extend(value.items().filter(|item| matches!(item.kind(), JsonKind::Object | JsonKind::Array)));
    }
    edits
}

/// What stands in a document instead of a length or a hash: a number for a number, within the quotation marks of a string
/// what stands between such.
fn correction(name: &str, value: Value<'_>, bodies: &Bodies, replacer: &mut Replacer<'_>) -> Option<Edit> {
    let (start, end) = (value.span().start as usize, value.span().end as usize);
    match value.kind() {
        JsonKind::Number => {
            let new = match corrected(name, value.raw(), None, bodies)? {
                Said::Now(new) => new,
                Said::Unknown => replacer.number(Category::Signature, value.raw()),
            };
            (new != value.raw()).then_some(Edit { range: start..end, text: new })
        }
        JsonKind::String => {
            let own = value.text()?;
            let new = corrected(name, &own, None, bodies)?.text(&own, replacer);
            let mut text = String::with_capacity(new.len());
            escape_into(&new, value.is_escaped() && value.raw().is_ascii(), &mut text);
            (new != own).then_some(Edit { range: start + 1..end - 1, text })
        }
        _ => None,
    }
}

/// Lines of headers in a text; each is about the next body.
fn of_lines(text: &str, bodies: &Bodies, documents: &Cover, replacer: &mut Replacer<'_>) -> Vec<Edit> {
    let (mut edits, mut at) = (Vec::new(), 0);
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let Some((name, value)) = line.split_once(':').filter(|(name, _)| name.len() < 64) else { continue };
        let trimmed = value.trim();
        let from = start + name.len() + 1 + (value.len() - value.trim_start().len());
        let range = from..from + trimmed.len();
        let Some(said) = corrected(&plain(name), trimmed, Some(start), bodies) else { continue };
        if documents.touches(&range) {
            continue;
        }
        let new = said.text(trimmed, replacer);
        if new != trimmed {
            edits.push(Edit { range, text: new });
        }
    }
    edits
}

/// What a length or a hash is now.
enum Said {
    Now(String),
    /// A hash that is not known how to make: it would confirm a guess of what the body was.
    Unknown,
}

impl Said {
    fn text(self, own: &str, replacer: &mut Replacer<'_>) -> String {
        match self {
            Self::Now(new) => new,
            Self::Unknown => replacer.text(Category::Signature, own),
        }
    }
}

/// What a length or a hash is now; `None` where it stays, or is none.
fn corrected(name: &str, value: &str, after: Option<usize>, bodies: &Bodies) -> Option<Said> {
    if LENGTHS.contains(&name) {
        let said: usize = value.parse().ok()?;
        let body = bodies.of_length(said, after)?;
        return Some(Said::Now((said - body.before.len() + body.after.len()).to_string()));
    }
    HASHES.contains(&name).then(|| bodies.hashed(value, after).map_or(Said::Unknown, Said::Now))
}

/// Bodies that were changed, by what may be said of them.
struct Bodies {
    /// In the order of the text.
    changed: Vec<Changed>,
    /// By how long they were.
    by_length: HashMap<usize, Vec<usize>>,
    /// By what their hashes were, and what these are now.
    by_hash: OnceCell<HashMap<String, Vec<(usize, String)>>>,
}

impl Bodies {
    fn of(mut changed: Vec<Changed>) -> Self {
        changed.sort_by_key(|body| body.at);
        let mut by_length: HashMap<usize, Vec<usize>> = HashMap::new();
        for (number, body) in changed.iter().enumerate() {
            by_length.entry(body.before.len()).or_default().push(number);
        }
        Self { changed, by_length, by_hash: OnceCell::new() }
    }

    /// The number of the first body behind a place.
    fn first(&self, after: Option<usize>) -> usize {
        after.map_or(0, |line| self.changed.partition_point(|body| body.at <= line))
    }

    /// The first body behind a place that was as long as is said.
    fn of_length(&self, said: usize, after: Option<usize>) -> Option<&Changed> {
        let first = self.first(after);
        let of_one = |length: usize| {
            let numbers = self.by_length.get(&length)?;
            numbers.get(numbers.partition_point(|number| *number < first)).copied()
        };
        let number = (0..=LINE_END).filter_map(|end| of_one(said.checked_sub(end)?)).min()?;
        self.changed.get(number)
    }

    /// A value with the hash of the first body behind a place of which it has one as the hash of its copy.
    fn hashed(&self, value: &str, after: Option<usize>) -> Option<String> {
        let first = self.first(after);
        let hashes = self.by_hash.get_or_init(|| self.hashes());
        let parts = DIGESTS.into_iter().flat_map(|length| {
            let starts = 0..(value.len() + 1).saturating_sub(length);
            starts.filter_map(move |start| value.get(start..start + length))
        });
        let known = parts.filter_map(|before| {
            let bodies: &Vec<(usize, String)> = hashes.get(before)?;
            let (number, new) = bodies.get(bodies.partition_point(|(number, _)| *number < first))?;
            Some((*number, before, new))
        });
        let (_, before, new) = known.min_by_key(|(number, ..)| *number)?;
        Some(value.replace(before, new))
    }

    fn hashes(&self) -> HashMap<String, Vec<(usize, String)>> {
        let mut hashes: HashMap<String, Vec<(usize, String)>> = HashMap::new();
        for (number, body) in self.changed.iter().enumerate() {
            stepped(body.before.len());
            let digests = [&body.before, &body.after].map(Sha256::digest);
            let in_base64 = digests.map(|digest| STANDARD.encode(digest));
            let in_hex = digests.map(|digest| base16ct::lower::encode_string(&digest));
            for [before, new] in [in_base64, in_hex] {
                hashes.entry(before).or_default().push((number, new));
            }
        }
        hashes
    }
}

fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|sign| sign.to_ascii_lowercase()).collect()
}
