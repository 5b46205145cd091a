//! What a text around a body says of the body: how long it is, and its hash. Both are of the copy afterwards.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::edits::Edit;
use super::replacer::Replacer;
use crate::json::{Document, JsonKind, Tape, Value};
use crate::redact::category::Category;

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

/// What has to be corrected in the text around changed bodies.
pub(super) fn corrections(
    text: &str,
    is_json: bool,
    changed: &[Changed],
    replacer: &mut Replacer<'_>,
) -> Vec<Edit> {
    let mut tape = Tape::new();
    match tape.parse(text.as_bytes()).ok().filter(|_| is_json) {
        Some(document) => of_document(document, changed, replacer),
        None => of_lines(text, changed, replacer),
    }
}

fn of_document(document: Document<'_>, changed: &[Changed], replacer: &mut Replacer<'_>) -> Vec<Edit> {
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
            let of_sibling = named.clone().filter(|_| name == "value");
            edits.extend(correction(&of_sibling.unwrap_or(name), member, changed, replacer));
            // `["…"]`, as maps of headers have it.
            if let Some(only) = member.items().next() {
                let name = plain(&key.text().unwrap_or_default());
                edits.extend(correction(&name, only, changed, replacer));
            }
        }
        open.extend(value.items().filter(|item| matches!(item.kind(), JsonKind::Object | JsonKind::Array)));
    }
    edits
}

fn correction(
    name: &str,
    value: Value<'_>,
    changed: &[Changed],
    replacer: &mut Replacer<'_>,
) -> Option<Edit> {
    let (text, quotes) = match value.kind() {
        JsonKind::Number => (value.raw().to_owned(), 0),
        JsonKind::String => (value.text()?.into_owned(), 1),
        _ => return None,
    };
    let new = corrected(name, &text, None, changed, replacer)?;
    let span = value.span();
    Some(Edit { range: span.start as usize + quotes..span.end as usize - quotes, text: new })
}

/// Lines of headers in a text; each is about the next body.
fn of_lines(text: &str, changed: &[Changed], replacer: &mut Replacer<'_>) -> Vec<Edit> {
    let (mut edits, mut at) = (Vec::new(), 0);
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let Some((name, value)) = line.split_once(':').filter(|(name, _)| name.len() < 64) else { continue };
        let trimmed = value.trim();
        let from = start + name.len() + 1 + (value.len() - value.trim_start().len());
        if let Some(new) = corrected(&plain(name), trimmed, Some(start), changed, replacer) {
            edits.push(Edit { range: from..from + trimmed.len(), text: new });
        }
    }
    edits
}

/// What a length or a hash is now; `None` where it stays, or is none.
fn corrected(
    name: &str,
    value: &str,
    after: Option<usize>,
    changed: &[Changed],
    replacer: &mut Replacer<'_>,
) -> Option<String> {
    let mut bodies = changed.iter().filter(|body| after.is_none_or(|line| body.at > line));
    if LENGTHS.contains(&name) {
        let said: usize = value.parse().ok()?;
        let fits = |body: &&Changed| (body.before.len()..=body.before.len() + LINE_END).contains(&said);
        let body = bodies.find(fits)?;
        return Some((said - body.before.len() + body.after.len()).to_string());
    }
    if !HASHES.contains(&name) {
        return None;
    }
    for body in bodies {
        let (before, new) = (Sha256::digest(&body.before), Sha256::digest(&body.after));
        let hex = |digest: &[u8]| base16ct::lower::encode_string(digest);
        for (one, other) in [(STANDARD.encode(before), STANDARD.encode(new)), (hex(&before), hex(&new))] {
            if value.contains(&one) {
                return Some(value.replace(&one, &other));
            }
        }
    }
    // A hash that is not known how to make would confirm a guess of what the body was.
    let hidden = replacer.text(Category::Signature, value);
    (hidden != value).then_some(hidden)
}

fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|sign| sign.to_ascii_lowercase()).collect()
}
