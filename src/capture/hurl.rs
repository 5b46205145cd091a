//! What Hurl writes otherwise than editors do: sections with fields, and bodies in quotes or encoded.

use std::ops::Range;

use super::body::unbase64;

/// A section of a request or of what is said about its answer: `[Form]`.
pub(super) fn section(line: &[u8]) -> Option<&str> {
    let name = line.strip_prefix(b"[")?.strip_suffix(b"]")?;
    let is_name =
        name.first().is_some_and(u8::is_ascii_uppercase) && name.iter().all(u8::is_ascii_alphabetic);
    std::str::from_utf8(name).ok().filter(|_| is_name)
}

/// What becomes of the fields of a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fields {
    /// They are the body.
    Form,
    /// They belong to the URL.
    Query,
    /// They change nothing of what is kept.
    Other,
}

impl Fields {
    /// What becomes of the fields of the section with a name, in either of Hurl's spellings.
    pub(super) fn of(section: &str) -> Self {
        match section {
            "Form" | "FormParams" | "Multipart" | "MultipartFormData" => Self::Form,
            "Query" | "QueryStringParams" => Self::Query,
            _ => Self::Other,
        }
    }
}

/// A field of a section: `name: value`. Nothing where a body begins.
pub(super) fn field(line: &str) -> Option<(&str, &str)> {
    let begins_body = line.starts_with(['{', '[', '"', '`', '<']) || encoded(line.as_bytes()).is_some();
    let (name, value) = line.split_once(':').filter(|_| !begins_body)?;
    Some((name.trim(), value.trim()))
}

/// Whether a line begins a body in quotes or one that is encoded.
pub(super) fn begins_quoted(line: &[u8]) -> bool {
    line.first() == Some(&b'`')
        || ["base64,", "hex,", "file,"].iter().any(|name| line.starts_with(name.as_bytes()))
}

/// How a body is written.
pub(super) enum Quoted {
    /// Between quotes: where it stands in what was given.
    Part(Range<usize>),
    /// Encoded; here it is decoded, or it is said why it cannot be.
    Decoded(Result<Vec<u8>, String>),
    /// It is in this file.
    File(String),
}

/// What a body says that stands in quotes or is encoded; nothing where it is written as it is.
pub(super) fn quoted(body: &[u8]) -> Option<Quoted> {
    if let Some(rest) = body.strip_prefix(b"```") {
        let start = 3 + memchr::memchr(b'\n', rest).map_or(0, |line| line + 1);
        let end = memchr::memmem::rfind(body, b"```").filter(|end| *end >= start);
        return Some(end.map_or_else(|| open("three backticks"), |end| Quoted::Part(start..end)));
    }
    if body.first() == Some(&b'`') {
        let end = body.len().checked_sub(1).filter(|end| *end > 0 && body.get(*end) == Some(&b'`'));
        return Some(end.map_or_else(|| open("a backtick"), |end| Quoted::Part(1..end)));
    }
    let Some((encoding, text)) = encoded(body) else {
        return is_open(body).then(|| open("a semicolon"));
    };
    let text: String = text.split_ascii_whitespace().collect();
    Some(match encoding {
        "file" => Quoted::File(text),
        "hex" => {
            let mut bytes = vec![0; text.len() / 2];
            let decoded = base16ct::mixed::decode(text.as_bytes(), &mut bytes).map(<[u8]>::to_vec);
            Quoted::Decoded(decoded.map_err(|error| format!("is not hexadecimal: {error}")))
        }
        _ => Quoted::Decoded(unbase64(&text).map_err(|error| format!("is not base64: {error}"))),
    })
}

/// What is said of a body whose end is missing.
fn open(end: &str) -> Quoted {
    Quoted::Decoded(Err(format!("is never closed by {end}")))
}

/// Whether a body is encoded, and its semicolon is missing. What has more commas is a table.
fn is_open(body: &[u8]) -> bool {
    let after = ["base64,", "hex,", "file,"].iter().find_map(|name| body.strip_prefix(name.as_bytes()));
    after.is_some_and(|text| !text.contains(&b','))
}

/// `base64,e30=;`: how a body is encoded, and what is.
fn encoded(body: &[u8]) -> Option<(&str, &str)> {
    let (encoding, text) = std::str::from_utf8(body).ok()?.trim_end().strip_suffix(';')?.split_once(',')?;
    matches!(encoding, "base64" | "hex" | "file").then_some((encoding, text))
}
