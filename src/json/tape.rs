//! The storage of a parsed text's nodes, reused from text to text.

use super::diagnose::{diagnose, grammar_error};
use super::node::Node;
use super::outline::{ListItems, Outliner};
use super::parse::{Stopped, parse_end, parse_value};
use super::{Document, SyntaxError, SyntaxErrorKind};

/// Reusable storage for the nodes of a text: parsing again reuses the allocation.
#[derive(Debug, Default)]
pub struct Tape {
    nodes: Vec<Node>,
    /// Where the last parse gave up, if it did.
    stopped: Option<Stopped>,
    read: u64,
}

/// Where a parse gave up. Each container that was open there fails at the same place when it is parsed alone, so
/// whoever looks for the next record need not try them one by one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Abandoned {
    /// The first violation of the grammar. Bytes before it may still not be UTF-8.
    pub error: SyntaxError,
    /// Offsets in bytes of the brackets that were open, the outermost first.
    pub open: Vec<usize>,
}

/// A payload has about one node for every 16 bytes; more than this many are only reserved when they turn up.
const MOST_NODES_RESERVED: usize = 1 << 16;

/// Offsets are `u32`; the last value is kept free for "just past the end".
pub(super) const MOST_BYTES: usize = u32::MAX as usize - 1;

impl Tape {
    /// An empty tape; nothing is allocated before the first parse.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Parses `text` as one JSON text (RFC 8259): a value, with white space around it and nothing else.
    ///
    /// # Errors
    ///
    /// The first violation of the grammar or of UTF-8, with the offset of the offending byte. A byte order
    /// mark is such a violation: whoever reads the file removes it.
    pub fn parse<'a>(&'a mut self, text: &'a [u8]) -> Result<Document<'a>, SyntaxError> {
        if text.len() > MOST_BYTES {
            return Err(SyntaxError { offset: MOST_BYTES, kind: SyntaxErrorKind::TooLarge });
        }
        self.clear(text);
        let parsed = parse_value(text, &mut self.nodes).and_then(|end| parse_end(text, end).map(|()| end));
        self.ended(&parsed);
        parsed.map_err(|stopped| diagnose(text, &self.nodes, stopped))?;
        self.document(text)
    }

    /// Parses the value that begins at `text[0]` or after the white space there. Gives the document and the
    /// offset just past the value; what follows is not looked at, neither for its grammar nor its encoding.
    ///
    /// A number at the very end of `text` may be the beginning of a longer one: a caller who reads in chunks
    /// asks again with more text when the offset is `text.len()`.
    ///
    /// # Errors
    ///
    /// As for [`Tape::parse`]. [`SyntaxErrorKind::CutOff`] and [`SyntaxErrorKind::Empty`] mean that more text
    /// could still make it a value.
    pub fn parse_prefix<'a>(&'a mut self, text: &'a [u8]) -> Result<(Document<'a>, usize), SyntaxError> {
        let within = text.get(..MOST_BYTES).unwrap_or(text);
        self.clear(within);
        let parsed = parse_value(within, &mut self.nodes);
        self.ended(&parsed);
        let end = parsed.map_err(|stopped| {
            let error = diagnose(within, &self.nodes, stopped);
            if error.offset == MOST_BYTES {
                SyntaxError { kind: SyntaxErrorKind::TooLarge, ..error }
            } else {
                error
            }
        })?;
        let document = self.document(within.get(..end).unwrap_or(within))?;
        Ok((document, end))
    }

    /// Parses `text` as [`Tape::parse`] does, and holds of the items of its outermost lists only what is asked for: of
    /// a text of many records it takes hardly any memory. `None` where that cannot be done, or where the text is broken:
    /// whoever wants to know why parses all of it.
    pub fn outline<'a>(&'a mut self, text: &'a [u8], items: &mut dyn ListItems) -> Option<Document<'a>> {
        let text = std::str::from_utf8(text).ok().filter(|text| text.len() <= MOST_BYTES)?;
        self.clear(text.as_bytes());
        self.read = self.read.saturating_add(text.len() as u64);
        Outliner::new(text, &mut self.nodes, items).whole()?;
        Some(Document::new(text, &self.nodes))
    }

    /// Where the last parse gave up, which was of this text. None if it got to the end of the value.
    #[must_use]
    pub fn abandoned(&self, text: &[u8]) -> Option<Abandoned> {
        let stopped = self.stopped?;
        let mut open = Vec::new();
        let mut index = stopped.open;
        while let Some(node) = self.nodes.get(index as usize) {
            open.push(node.start as usize);
            index = node.next;
        }
        open.reverse();
        let within = text.get(..MOST_BYTES).unwrap_or(text);
        Some(Abandoned { error: grammar_error(within, &self.nodes, stopped), open })
    }

    /// How many bytes all parses with this tape have read: what has been done, for those who bound it.
    #[must_use]
    pub const fn bytes_read(&self) -> u64 {
        self.read
    }

    fn ended(&mut self, parsed: &Result<usize, Stopped>) {
        let (Ok(at) | Err(Stopped { at, .. })) = *parsed;
        self.read = self.read.saturating_add(at as u64);
        self.stopped = parsed.err();
    }

    pub(super) fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    fn clear(&mut self, text: &[u8]) {
        self.stopped = None;
        self.nodes.clear();
        self.nodes.reserve((text.len() / 8).clamp(16, MOST_NODES_RESERVED));
    }

    fn document<'a>(&'a self, text: &'a [u8]) -> Result<Document<'a>, SyntaxError> {
        match std::str::from_utf8(text) {
            Ok(text) => Ok(Document::new(text, &self.nodes)),
            Err(error) => Err(diagnose(text, &self.nodes, Stopped::after(error.valid_up_to()))),
        }
    }
}
