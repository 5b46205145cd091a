//! One value of a document, and the ways on from it.

use std::borrow::Cow;
use std::iter::FusedIterator;

use super::document::Document;
use super::node::{JsonKind, Node, Span};
use super::number::{canonical, is_integral};
use super::scan::same;
use super::unescape::{unescape, unescaped, with_halves};

/// A value, or a member's name, of a [`Document`]. Cheap to copy.
#[derive(Clone, Copy, Debug)]
pub struct Value<'a> {
    document: Document<'a>,
    node: &'a Node,
    index: u32,
}

impl<'a> Value<'a> {
    #[inline]
    pub(super) fn new(document: Document<'a>, node: &'a Node, index: u32) -> Self {
        Self { document, node, index }
    }

    /// What it is.
    #[must_use]
    #[inline]
    pub fn kind(self) -> JsonKind {
        self.node.kind
    }

    /// Its index on the tape, the root's being 0; for [`Document::value`].
    #[must_use]
    #[inline]
    pub fn index(self) -> u32 {
        self.index
    }

    /// The document it belongs to.
    #[must_use]
    #[inline]
    pub fn document(self) -> Document<'a> {
        self.document
    }

    /// The bytes it was written in, counted from the start of the text; a string's include its quotes.
    #[must_use]
    #[inline]
    pub fn span(self) -> Span {
        Span { start: self.node.start, end: self.node.end }
    }

    /// The value as it was written; a string with its quotes.
    #[must_use]
    #[inline]
    pub fn raw(self) -> &'a str {
        self.slice(self.node.start, self.node.end)
    }

    /// Whether it is a string that holds a backslash, so that what it means is not what was written.
    #[must_use]
    #[inline]
    pub fn is_escaped(self) -> bool {
        self.node.irregular && self.node.kind == JsonKind::String
    }

    /// A string as it was written between its quotes, escapes and all; `None` if it is not a string.
    #[must_use]
    #[inline]
    pub fn string_raw(self) -> Option<&'a str> {
        (self.node.kind == JsonKind::String)
            .then(|| self.slice(self.node.start.saturating_add(1), self.node.end.saturating_sub(1)))
    }

    /// A string with its escapes resolved; `None` if it is not a string. A surrogate without its other half
    /// becomes U+FFFD, because Rust's strings cannot hold it; [`Value::raw`] keeps it.
    #[must_use]
    #[inline]
    pub fn text(self) -> Option<Cow<'a, str>> {
        let raw = self.string_raw()?;
        Some(if self.node.irregular { Cow::Owned(unescape(raw)) } else { Cow::Borrowed(raw) })
    }

    /// Whether it is a string that holds half of a surrogate pair, for which [`Value::text`] gives U+FFFD.
    #[must_use]
    pub fn is_halved(self) -> bool {
        self.is_escaped() && with_halves(self.raw()).is_some()
    }

    /// What [`Value::text`] gives, for who will ask himself whether it is UTF-8.
    #[must_use]
    pub(crate) fn text_bytes(self) -> Option<Cow<'a, [u8]>> {
        let raw = self.string_raw()?;
        Some(if self.node.irregular { unescaped(raw).into() } else { raw.as_bytes().into() })
    }

    /// The index on the tape just past this value and everything in it.
    #[must_use]
    #[inline]
    pub fn next(self) -> u32 {
        self.node.next
    }

    /// An object's members as (name, value), in the order they were written; repeated names are kept. Empty for
    /// anything but an object.
    #[must_use]
    #[inline]
    pub fn members(self) -> Members<'a> {
        Members(self.children(JsonKind::Object))
    }

    /// An array's items in order. Empty for anything but an array.
    #[must_use]
    #[inline]
    pub fn items(self) -> Items<'a> {
        Items(self.children(JsonKind::Array))
    }

    /// The value of an object's first member of this name; names are compared with their escapes resolved.
    /// `None` if there is none, or if this is no object.
    #[must_use]
    #[inline]
    pub fn get(self, name: &str) -> Option<Value<'a>> {
        self.document.member(self.index, name)
    }

    /// Whether it is an array or an object with nothing in it.
    #[must_use]
    #[inline]
    pub fn is_empty_container(self) -> bool {
        matches!(self.node.kind, JsonKind::Array | JsonKind::Object)
            && self.node.next == self.index.saturating_add(1)
    }

    /// Whether it is written without white space between its tokens. Looks at each of them, not at their bytes.
    pub(super) fn is_compact(self) -> bool {
        let nodes = self.document.nodes();
        let Some(inside) = nodes.get(self.index as usize..self.node.next as usize) else { return false };
        // Between two children stands one sign, and one at each end of a container.
        let mut length = inside.len().saturating_sub(1);
        for (node, index) in inside.iter().zip(self.index..) {
            let (scalar, brackets) =
                (node.end.wrapping_sub(node.start), 1 + u32::from(node.next == index.wrapping_add(1)));
            let is_container = matches!(node.kind, JsonKind::Object | JsonKind::Array);
            length += if is_container { brackets } else { scalar } as usize;
        }
        length == self.raw().len()
    }

    /// Whether it is a number that is mathematically an integer, decided on its text: `1.0`, `1e2` and `10e-1`
    /// are, `1.5` is not.
    #[must_use]
    #[inline]
    pub fn is_integral(self) -> bool {
        self.node.kind == JsonKind::Number && (!self.node.irregular || is_integral(self.raw()))
    }

    /// A scalar in the one form that all ways to write its value share: `1.0`, `1` and `10e-1` are one number, `"a"`
    /// and `"\\u0061"` one string. What it looks like is of no importance. Containers have none: the text as written.
    #[must_use]
    pub fn canonical_scalar(self) -> Cow<'a, str> {
        match self.node.kind {
            JsonKind::Number => match canonical(self.raw()) {
                Some((negative, digits, power)) => {
                    Cow::Owned(format!("{}{digits}e{power}", if negative { "-" } else { "" }))
                }
                None => Cow::Borrowed(self.raw()),
            },
            JsonKind::String if self.node.irregular => {
                // U+FFFD stands for a lone surrogate too. What holds one begins with another sign than all other texts.
                let text = unescape(self.raw());
                let halves = if text.contains('\u{fffd}') { with_halves(self.raw()) } else { None };
                Cow::Owned(halves.map_or(text, |halves| format!("\\{halves}")))
            }
            _ => Cow::Borrowed(self.raw()),
        }
    }

    /// Whether it is a string that, with its escapes resolved, is this text. Cheaper than [`Value::text`].
    #[must_use]
    #[expect(
        clippy::inline_always,
        reason = "the check asks it of every name; a call would write the value to memory"
    )]
    #[inline(always)]
    pub fn is_text(self, wanted: &str) -> bool {
        if self.node.kind != JsonKind::String {
            return false;
        }
        let text = self.document.text();
        if self.node.irregular {
            return means(text, self.node, wanted);
        }
        let (start, length) = (self.node.start as usize + 1, wanted.len());
        (self.node.end as usize).wrapping_sub(start) == length + 1
            && text.as_bytes().get(start..start + length).is_some_and(|text| same(text, wanted.as_bytes()))
    }

    /// Whether it is a number of at most 15 digits, with or without a sign and nothing else: a whole number that
    /// every program reads as it is. Cheaper than [`Value::is_integral`].
    #[must_use]
    #[inline]
    pub fn is_small_integer(self) -> bool {
        self.node.kind == JsonKind::Number
            && !self.node.irregular
            && self.node.end.wrapping_sub(self.node.start) <= 15
    }

    #[inline]
    fn children(self, kind: JsonKind) -> Children<'a> {
        let next = self.index.saturating_add(1);
        let end = if self.node.kind == kind { self.node.next } else { next };
        Children { document: self.document, next, end }
    }

    #[inline]
    fn slice(self, start: u32, end: u32) -> &'a str {
        self.document.text().get(start as usize..end as usize).unwrap_or_default()
    }
}

/// Whether a string with escapes means a text.
#[cold]
fn means(text: &str, node: &Node, wanted: &str) -> bool {
    let raw = text.get(node.start as usize + 1..(node.end as usize).saturating_sub(1));
    raw.is_some_and(|raw| unescape(raw) == wanted)
}

/// The subtrees from one index on the tape up to another.
#[derive(Clone, Debug)]
struct Children<'a> {
    document: Document<'a>,
    next: u32,
    end: u32,
}

impl<'a> Children<'a> {
    #[inline]
    fn advance(&mut self) -> Option<Value<'a>> {
        if self.next >= self.end {
            return None;
        }
        let value = self.document.value(self.next);
        self.next = value.next();
        Some(value)
    }
}

/// The members of an object, see [`Value::members`].
#[derive(Clone, Debug)]
pub struct Members<'a>(Children<'a>);

impl<'a> Iterator for Members<'a> {
    type Item = (Value<'a>, Value<'a>);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let Children { document, next, end } = self.0;
        if next >= end {
            return None;
        }
        // A name is followed by its value.
        let [name, value, ..] = document.nodes().get(next as usize..)? else { return None };
        self.0.next = value.next;
        Some((Value::new(document, name, next), Value::new(document, value, next + 1)))
    }
}

impl FusedIterator for Members<'_> {}

/// The items of an array, see [`Value::items`].
#[derive(Clone, Debug)]
pub struct Items<'a>(Children<'a>);

impl<'a> Iterator for Items<'a> {
    type Item = Value<'a>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        self.0.advance()
    }
}

impl FusedIterator for Items<'_> {}
