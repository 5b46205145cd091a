//! The parser: one loop over the bytes. It finds out that and where a text is broken; `diagnose` says why.

use super::crowded::CROWDED;
use super::node::{JsonKind, Node};
use super::scan::{Token, number, plain_number, plain_string, string, white_space};

/// What the parser was looking for when it could not go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expected {
    /// A value, or the end of an array that has just begun.
    Value,
    /// A member's name, or the end of an object that has just begun.
    Name,
    /// The colon after a member's name.
    Colon,
    /// A comma or the end of the container.
    Separator,
    /// The rest of a string.
    StringRest,
    /// The rest of a number.
    NumberRest,
    /// The end of the text.
    End,
    /// Fewer containers in each other.
    LessDepth,
    /// Fewer values.
    FewerValues,
}

/// Where the parser stopped, for the diagnosis.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stopped {
    /// Offset of the byte that does not fit; the length of the text if it ends too early.
    pub(super) at: usize,
    /// Offset of the first byte of the token that was being read.
    pub(super) token: usize,
    pub(super) expected: Expected,
    /// Index of the innermost container that is still open, [`NO_PARENT`] if there is none.
    pub(super) open: u32,
}

impl Stopped {
    /// Stopped at `at`, when the whole value has been read.
    pub(super) fn after(at: usize) -> Self {
        Self { at, token: at, expected: Expected::End, open: NO_PARENT }
    }
}

/// How many containers may stand in each other. No memory is needed for more than that of their nodes; but a text of
/// nothing but brackets takes sixteen times its size.
pub(super) const MOST_DEPTH: u32 = 1 << 22;

/// How many values and names a document may have: a gibibyte of nodes. Fewer in the tests of this room, which need not
/// fill it.
pub(super) const MOST_NODES: usize = if cfg!(test) { 1 << 16 } else { 1 << 26 };

/// Stands for the parent of the root.
pub(super) const NO_PARENT: u32 = u32::MAX;

/// What comes next.
pub(super) enum Next {
    /// A value.
    Value,
    /// A member's name.
    Name,
    /// What follows a value that has just ended.
    Separator,
    /// Nothing: the whole has ended.
    Nothing,
}

/// Reads the value at the start of `text` into `nodes` and gives the offset just past it.
pub(super) fn parse_value(text: &[u8], nodes: &mut Vec<Node>) -> Result<usize, Stopped> {
    parse_inner(text, 0, 0, nodes)
}

/// The same of a value that begins at `from` or after the white space there, and has `depth` containers around it.
pub(super) fn parse_inner(
    text: &[u8],
    from: usize,
    depth: u32,
    nodes: &mut Vec<Node>,
) -> Result<usize, Stopped> {
    parse_crowded(text, (from, depth), nodes, CROWDED)
}

/// The same, and beyond so many nodes it is asked whether they are worth it.
pub(super) fn parse_crowded(
    text: &[u8],
    (from, depth): (usize, u32),
    nodes: &mut Vec<Node>,
    crowded: usize,
) -> Result<usize, Stopped> {
    let (at, open) = (white_space(text, from), NO_PARENT);
    let stopped = Stopped { at, token: at, expected: Expected::Value, open };
    let most = crowded.min(MOST_NODES);
    let mut parser =
        Parser::<true> { text, nodes, at, open, depth, in_object: false, most, dropped: 0, stopped };
    match parser.go_on(Next::Value) {
        Ok(()) => Ok(parser.at),
        Err(Broken) => Err(parser.stopped),
    }
}

/// Checks that nothing but white space follows the value that ended at `at`.
pub(super) fn parse_end(text: &[u8], at: usize) -> Result<(), Stopped> {
    let at = white_space(text, at);
    if at == text.len() { Ok(()) } else { Err(Stopped::after(at)) }
}

/// There is no stack: while a container is open, its node's `next` holds the index of its parent. One that does not hold
/// nodes keeps those of the containers that are open, and of what was read last.
pub(super) struct Parser<'a, const HOLDS: bool> {
    pub(super) text: &'a [u8],
    pub(super) nodes: &'a mut Vec<Node>,
    pub(super) at: usize,
    /// Index of the innermost open container, or [`NO_PARENT`].
    pub(super) open: u32,
    /// How many containers are open.
    pub(super) depth: u32,
    /// Whether the innermost one is an object.
    pub(super) in_object: bool,
    /// Beyond how many nodes it is asked whether they are worth it; and how many are not held.
    pub(super) most: usize,
    pub(super) dropped: usize,
    /// Where it is broken, once it is.
    pub(super) stopped: Stopped,
}

/// The text is broken; where and how stands in [`Parser::stopped`], so that each step returns no more than a byte.
pub(super) struct Broken;

impl<const HOLDS: bool> Parser<'_, HOLDS> {
    /// Reads on to the end of the outermost value, from what comes next.
    pub(super) fn go_on(&mut self, mut next: Next) -> Result<(), Broken> {
        loop {
            next = match next {
                Next::Value => self.value()?,
                Next::Name => self.members()?,
                Next::Separator => self.separator()?,
                Next::Nothing => return Ok(()),
            };
        }
    }

    /// Reads a scalar, or the beginning of a container.
    fn value(&mut self) -> Result<Next, Broken> {
        match self.peek() {
            Some(b'"') => {
                self.string()?;
                Ok(Next::Separator)
            }
            Some(b'{') => {
                self.open(JsonKind::Object)?;
                match self.peek() {
                    Some(b'"') => Ok(Next::Name),
                    Some(b'}') => Ok(self.close()),
                    _ => Err(self.stopped(Expected::Name)),
                }
            }
            Some(b'[') => {
                self.open(JsonKind::Array)?;
                Ok(if self.peek() == Some(b']') { self.close() } else { Next::Value })
            }
            Some(b'n') => self.literal(b"null", JsonKind::Null),
            Some(b't') => self.literal(b"true", JsonKind::True),
            Some(b'f') => self.literal(b"false", JsonKind::False),
            Some(b'-' | b'0'..=b'9') => {
                let found = number(self.text, self.at);
                let found = found.map_err(|broken| self.stopped_in_token(broken, Expected::NumberRest))?;
                self.scalar(JsonKind::Number, found);
                Ok(Next::Separator)
            }
            _ => Err(self.stopped(Expected::Value)),
        }
    }

    fn string(&mut self) -> Result<(), Broken> {
        let found = string(self.text, self.at + 1);
        let found = found.map_err(|broken| self.stopped_in_token(broken, Expected::StringRest))?;
        self.scalar(JsonKind::String, found);
        Ok(())
    }

    #[inline]
    fn literal(&mut self, word: &[u8], kind: JsonKind) -> Result<Next, Broken> {
        if !begins(self.text, self.at, word) {
            return Err(self.stopped(Expected::Value));
        }
        self.scalar(kind, Token { end: self.at + word.len(), irregular: false });
        Ok(Next::Separator)
    }

    #[inline]
    fn scalar(&mut self, kind: JsonKind, Token { end, irregular }: Token) {
        let plain = plain(self.nodes.len(), (self.at, end), kind);
        self.nodes.push(Node { irregular, ..plain });
        self.at = end;
    }

    /// Reads a member's name; and its value too where both are plain, and members like that as long as they follow.
    fn members(&mut self) -> Result<Next, Broken> {
        while let Some(name_end) = plain_string(self.text, self.at + 1)
            && self.text.get(name_end) == Some(&b':')
        {
            let index = self.nodes.len();
            let name = plain(index, (self.at, name_end), JsonKind::String);
            self.at = name_end + 1;
            let Some((kind, end)) = plain_scalar(self.text, self.at) else {
                self.nodes.push(name);
                self.skip_white_space();
                return Ok(Next::Value);
            };
            self.nodes.extend_from_slice(&[name, plain(index + 1, (self.at, end), kind)]);
            self.at = end;
            if !begins(self.text, self.at, b",\"") || self.nodes.len() > self.most {
                return Ok(Next::Separator);
            }
            self.at += 1;
            self.pass();
        }
        self.name()
    }

    /// A member's name with its colon.
    fn name(&mut self) -> Result<Next, Broken> {
        self.string()?;
        self.skip_white_space();
        if self.peek() != Some(b':') {
            return Err(self.stopped(Expected::Colon));
        }
        self.at += 1;
        self.skip_white_space();
        Ok(Next::Value)
    }

    /// What follows a value: a comma, or ends of containers.
    #[inline]
    fn separator(&mut self) -> Result<Next, Broken> {
        if self.open == NO_PARENT {
            return Ok(Next::Nothing);
        }
        self.skip_white_space();
        match self.peek() {
            Some(b',') => {
                if self.nodes.len() > self.most {
                    self.crowded()?;
                }
                self.at += 1;
                self.pass();
                self.skip_white_space();
                if !self.in_object {
                    Ok(Next::Value)
                } else if self.peek() == Some(b'"') {
                    Ok(Next::Name)
                } else {
                    Err(self.stopped(Expected::Name))
                }
            }
            Some(b'}') if self.in_object => Ok(self.close()),
            Some(b']') if !self.in_object => Ok(self.close()),
            _ => Err(self.stopped(Expected::Separator)),
        }
    }

    /// What was read in the innermost container is not looked at again, where nodes are not held.
    #[inline]
    fn pass(&mut self) {
        if !HOLDS {
            let held = self.open as usize + 1;
            let passed = self.nodes.len().saturating_sub(held);
            self.dropped += passed;
            self.most = self.most.saturating_sub(passed);
            self.nodes.truncate(held);
        }
    }

    /// Adds the header of a container and goes to its first token.
    #[inline]
    fn open(&mut self, kind: JsonKind) -> Result<(), Broken> {
        if self.depth == MOST_DEPTH {
            return Err(self.stopped(Expected::LessDepth));
        }
        self.depth += 1;
        let index = narrow(self.nodes.len());
        let start = narrow(self.at);
        self.nodes.push(Node { start, end: start, next: self.open, kind, irregular: false });
        self.open = index;
        self.in_object = kind == JsonKind::Object;
        self.at += 1;
        self.skip_white_space();
        Ok(())
    }

    /// Completes the header of the innermost container and goes back to its parent.
    #[inline]
    fn close(&mut self) -> Next {
        self.at += 1;
        self.depth -= 1;
        let next = narrow(self.nodes.len());
        if let Some(node) = self.nodes.get_mut(self.open as usize) {
            node.end = narrow(self.at);
            self.open = std::mem::replace(&mut node.next, next);
        }
        self.in_object = self.nodes.get(self.open as usize).is_some_and(|node| node.kind == JsonKind::Object);
        Next::Separator
    }

    #[inline]
    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    #[inline]
    fn skip_white_space(&mut self) {
        // Most JSON is written without any, and then no call is paid for.
        if self.peek().is_none_or(|byte| byte <= b' ') {
            self.at = white_space(self.text, self.at);
        }
    }

    #[cold]
    pub(super) fn stopped(&mut self, expected: Expected) -> Broken {
        self.stopped_in_token(self.at, expected)
    }

    #[cold]
    fn stopped_in_token(&mut self, at: usize, expected: Expected) -> Broken {
        self.stopped = Stopped { at, token: self.at, expected, open: self.open };
        Broken
    }
}

/// The node of a plain scalar or name, which will have this index.
#[inline]
fn plain(index: usize, (start, end): (usize, usize), kind: JsonKind) -> Node {
    Node { start: narrow(start), end: narrow(end), next: narrow(index + 1), kind, irregular: false }
}

/// The kind of a scalar at `at` and the offset past it, where that costs least to say; everything else is said by
/// [`Parser::value`].
#[inline]
fn plain_scalar(text: &[u8], at: usize) -> Option<(JsonKind, usize)> {
    let word = |word: &[u8], kind| begins(text, at, word).then_some((kind, at + word.len()));
    match text.get(at)? {
        b'"' => Some((JsonKind::String, plain_string(text, at + 1)?)),
        b'0'..=b'9' => Some((JsonKind::Number, plain_number(text, at)?)),
        b'n' => word(b"null", JsonKind::Null),
        b't' => word(b"true", JsonKind::True),
        b'f' => word(b"false", JsonKind::False),
        _ => None,
    }
}

#[inline]
fn begins(text: &[u8], at: usize, word: &[u8]) -> bool {
    text.get(at..).is_some_and(|rest| rest.starts_with(word))
}

#[inline]
#[expect(clippy::cast_possible_truncation, reason = "Tape takes no text, and so no node, past u32::MAX")]
pub(super) fn narrow(offset: usize) -> u32 {
    offset as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::{SyntaxErrorKind, Tape};

    #[test]
    fn a_text_of_more_values_than_a_document_may_have_is_refused_where_they_are_too_many() {
        let parsed = |items: usize| {
            let text = format!("[{}0]", "0,".repeat(items - 1));
            Tape::new().parse(text.as_bytes()).err()
        };
        assert_eq!(parsed(MOST_NODES), None);
        let error = parsed(MOST_NODES + 1);
        assert_eq!(error.map(|error| error.kind), Some(SyntaxErrorKind::TooManyValues));
        assert_eq!(error.map(|error| error.offset), Some(2 * MOST_NODES));
    }
}
