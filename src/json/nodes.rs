//! The nodes of a parsed text that outlive the tape: whoever needs the document again does not parse it again.

use super::Document;
use super::node::Node;

/// What a parser has found in a text, without the text.
#[derive(Debug, Clone)]
pub struct Nodes {
    nodes: Box<[Node]>,
    /// How many bytes the text has.
    length: usize,
}

impl Nodes {
    /// The nodes of a document.
    #[must_use]
    pub fn of(document: Document<'_>) -> Self {
        Self { nodes: document.nodes().into(), length: document.text().len() }
    }

    /// How many bytes of memory they take.
    #[must_use]
    pub fn bytes(&self) -> usize {
        size_of_val(&*self.nodes)
    }

    /// The document again. `text` has to be the text that was parsed; of one that has another length or is not UTF-8
    /// there is no document.
    #[must_use]
    pub fn document<'a>(&'a self, text: &'a [u8]) -> Option<Document<'a>> {
        let text = std::str::from_utf8(text).ok().filter(|text| text.len() == self.length)?;
        Some(Document::new(text, &self.nodes))
    }
}
