//! The files in which Bruno keeps a request: blocks of members or of text, each closed by a brace at the start of a line.

use std::borrow::Cow;
use std::ops::Range;

use super::layer::{Body, Gravity, Part, Parts, Problem, only};
use super::place::{Runs, Step};
use super::remedy::Remedy;
use super::request::{Headers, Request};

/// What this form is called.
const FORMAT: &str = "bruno";

/// The blocks that are called as a method is.
const METHODS: &[&str] = &["get", "post", "put", "delete", "patch", "options", "head", "connect", "trace"];

/// How much of a text is looked at for what tells it.
const HEAD: usize = 64 << 10;

/// Whether a text is such a file and holds a request.
pub(super) fn begins_bru(text: &[u8]) -> bool {
    let head = text.get(..text.len().min(HEAD)).unwrap_or(text);
    let mut lines = head.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii_end);
    let is_first = |line: &[u8]| {
        opened(line)
            .is_some_and(|name| matches!(name, "meta" | "http" | "headers") || METHODS.contains(&name))
    };
    lines.clone().find(|line| !line.is_empty()).is_some_and(is_first)
        && lines.any(|line| opened(line).is_some_and(|name| name == "http" || METHODS.contains(&name)))
}

/// The name of the block that a line opens.
fn opened(line: &[u8]) -> Option<&str> {
    let name = std::str::from_utf8(line).ok()?.strip_suffix('{')?.strip_suffix(' ')?.trim_end();
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'-' | b'_');
    (!name.is_empty() && name.bytes().all(is_name)).then_some(name)
}

/// A block: its name, and its lines without the indent that it gives them.
struct Block<'t> {
    name: &'t str,
    /// Where its first line begins and its last one ends.
    range: Range<usize>,
    closed: bool,
}

impl<'t> Block<'t> {
    /// The blocks of a text, in order. What stands between them says nothing of a request.
    fn all(text: &'t [u8]) -> Vec<Self> {
        let (mut blocks, mut open, mut at) = (Vec::new(), None::<Self>, 0);
        for line in text.split_inclusive(|byte| *byte == b'\n') {
            let start = at;
            at += line.len();
            match &mut open {
                Some(block) if line.trim_ascii_end() == b"}" => {
                    (block.range.end, block.closed) = (start, true);
                    blocks.extend(open.take());
                }
                Some(_) => {}
                None => {
                    let name = opened(line.trim_ascii_end());
                    open = name.map(|name| Block { name, range: at..text.len(), closed: false });
                }
            }
        }
        blocks.extend(open);
        blocks
    }

    /// What it says, where it is text.
    fn text(&self, text: &[u8]) -> (Vec<u8>, Runs) {
        let (mut said, mut runs, mut at) = (Vec::new(), Runs::default(), self.range.start);
        let lines = text.get(self.range.clone()).unwrap_or_default();
        for line in lines.split_inclusive(|byte| *byte == b'\n') {
            let own = line.strip_prefix(b"  ").unwrap_or(line);
            runs.push(said.len(), at + line.len() - own.len());
            said.extend_from_slice(own);
            at += line.len();
        }
        let end = said.trim_ascii_end().len();
        said.truncate(end);
        (said, runs)
    }

    /// Its members that are not switched off; a value may go on between triple quotes.
    fn members(&self, text: &'t [u8]) -> Vec<(String, String)> {
        let text = String::from_utf8_lossy(text.get(self.range.clone()).unwrap_or_default()).into_owned();
        let (mut members, mut lines) = (Vec::new(), text.lines());
        while let Some(line) = lines.next() {
            let Some((name, value)) = member(line.trim()) else { continue };
            let mut value = Cow::Borrowed(value.trim());
            if value.starts_with("'''") {
                let more = lines.by_ref().take_while(|line| line.trim() != "'''");
                value = Cow::Owned(more.map(str::trim).collect::<Vec<_>>().join("\n"));
            }
            if !name.starts_with('~') && !name.is_empty() {
                members.push((name, value.into_owned()));
            }
        }
        members
    }
}

/// `name: value`; a name with a colon in it stands between quotes.
fn member(line: &str) -> Option<(String, &str)> {
    if let Some((name, rest)) = line.strip_prefix('"').and_then(|rest| rest.split_once("\":")) {
        return Some((name.replace("\\\"", "\""), rest));
    }
    let (name, value) = line.split_once(':')?;
    Some((name.trim().to_owned(), value))
}

/// The request of a file.
pub(super) fn request(text: &[u8]) -> Parts<'_> {
    let blocks = Block::all(text);
    if let Some(cut) = blocks.iter().find(|block| !block.closed) {
        let step = Step::Part { start: cut.range.start };
        let message = format!("ends within the block {}", cut.name);
        let help = "a brace at the start of a line closes a block; the file was cut off or edited";
        return only(Problem::new(FORMAT, step, text.len() - cut.range.start, message, help));
    }
    let named = |name: &str| blocks.iter().find(|block| block.name == name);
    let line = blocks.iter().find(|block| block.name == "http" || METHODS.contains(&block.name));
    let Some(line) = line else { return only(Part::Passed(1)) };
    let members = line.members(text);
    let member = |name: &str| members.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str());
    let method = member("method").map_or_else(|| line.name.to_ascii_uppercase(), str::to_ascii_uppercase);
    let mut headers = Headers::default();
    for (name, value) in named("headers").into_iter().flat_map(|block| block.members(text)) {
        headers.push(name, value);
    }
    let request = Request {
        headers,
        method: Some(method.into()),
        url: member("url").map(Into::into),
        ..Request::default()
    };
    let mode = member("body").unwrap_or_default();
    let body = match mode {
        "none" => None,
        "formUrlEncoded" => named("body:form-urlencoded"),
        "multipartForm" => named("body:multipart-form"),
        "json" => named("body:json").or_else(|| named("body")),
        "" => blocks.iter().find(|block| block.name == "body" || block.name.starts_with("body:")),
        mode => named(&format!("body:{mode}")),
    };
    let Some(block) = body else {
        let step = Step::Decoded { at: line.range.start, length: 0 };
        return only(Body::new(FORMAT, request, Vec::new(), step));
    };
    if !matches!(block.name, "body:form-urlencoded" | "body:multipart-form") {
        let (text, runs) = block.text(text);
        return only(Body::new(FORMAT, request, text, Step::Runs(runs)));
    }
    let mut form = form_urlencoded::Serializer::new(String::new());
    let members = block.members(text);
    form.extend_pairs(members.iter().filter(|(_, value)| !value.starts_with("@file(")));
    let files = members.iter().filter_map(|(_, value)| value.strip_prefix("@file("));
    let files: Vec<&str> = files.map(|file| file.trim_end().trim_end_matches(')')).collect();
    let remark = (!files.is_empty()).then(|| {
        let message = format!("takes a part of its form from a file that is not here: {}", files.join(", "));
        let step = Step::Part { start: block.range.start };
        Problem::new(FORMAT, step, block.range.len(), message, Remedy::ReadBodyFile).of(Gravity::Remark)
    });
    let step = Step::Decoded { at: block.range.start, length: block.range.len() };
    let body = Body::new(FORMAT, request, form.finish().into_bytes(), step).reserialised();
    Box::new(remark.map(Part::from).into_iter().chain([body.into()]))
}

#[cfg(test)]
mod tests {
    use super::{begins_bru, opened};

    #[test]
    fn a_file_is_told_by_a_block_of_a_request_and_nothing_before_it() {
        for text in ["meta {\n  name: a\n}\n\npost {\n  url: b\n}\n", "\nget {\n", "http {\n  method: get\n"]
        {
            assert!(begins_bru(text.as_bytes()), "{text}");
        }
        for text in
            ["vars {\n  a: b\n}\n", "post{\n", "got post {\n", "{\"a\": {\n", "meta {\n  name: a\n}\n"]
        {
            assert!(!begins_bru(text.as_bytes()), "{text}");
        }
        assert_eq!(opened(b"body:form-urlencoded {"), Some("body:form-urlencoded"));
    }
}
