//! A parsed text with its nodes: the way in for everything that reads values.

use std::fmt;

use super::node::{JsonKind, Node};
use super::pointer::{Pointer, tokens};
use super::scan::same;
use super::value::Value;

/// A parsed JSON text. Cheap to copy. The default holds `null`, from no text.
#[derive(Clone, Copy, Default)]
pub struct Document<'a> {
    text: &'a str,
    nodes: &'a [Node],
}

/// Stands in for a node that is not there, which no document of the parser makes necessary.
static NOTHING: Node = Node { start: 0, end: 0, next: u32::MAX, kind: JsonKind::Null, irregular: false };

impl<'a> Document<'a> {
    pub(super) fn new(text: &'a str, nodes: &'a [Node]) -> Self {
        Self { text, nodes }
    }

    /// The outermost value.
    #[must_use]
    #[inline]
    pub fn root(self) -> Value<'a> {
        self.value(0)
    }

    /// The text that was parsed, with the white space around the value; spans count from its first byte.
    #[must_use]
    #[inline]
    pub fn text(self) -> &'a str {
        self.text
    }

    pub(super) fn nodes(self) -> &'a [Node] {
        self.nodes
    }

    /// The value, or the member's name, with this index on the tape. An index past the last gives the last.
    #[must_use]
    #[inline]
    pub fn value(self, index: u32) -> Value<'a> {
        match self.nodes.get(index as usize) {
            Some(node) => Value::new(self, node, index),
            None => self.last(),
        }
    }

    /// The value of the first member of this name, found on the nodes themselves: this is the check's inner loop.
    pub(super) fn member(self, object: u32, name: &str) -> Option<Value<'a>> {
        let header = self.nodes.get(object as usize).filter(|node| node.kind == JsonKind::Object)?;
        let mut index = object + 1;
        let mut rest = self.nodes.get(index as usize..header.next as usize)?;
        while let [key, value, ..] = rest {
            let start = key.start as usize + 1;
            let found = if key.irregular {
                self.value(index).is_text(name)
            } else {
                (key.end as usize).wrapping_sub(start) == name.len() + 1
                    && self
                        .text
                        .as_bytes()
                        .get(start..start + name.len())
                        .is_some_and(|key| same(key, name.as_bytes()))
            };
            if found {
                return Some(Value::new(self, value, index + 1));
            }
            rest = rest.get(value.next.wrapping_sub(index) as usize..)?;
            index = value.next;
        }
        None
    }

    #[cold]
    fn last(self) -> Value<'a> {
        let index = u32::try_from(self.nodes.len().saturating_sub(1)).unwrap_or(u32::MAX);
        Value::new(self, self.nodes.last().unwrap_or(&NOTHING), index)
    }

    /// The number of nodes: values and members' names. At least one.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "a document always has a value")]
    pub fn len(self) -> usize {
        self.nodes.len()
    }

    /// The value at a JSON Pointer (RFC 6901, the plain form without `#`), the first one where names repeat.
    /// `None` if there is none or if `pointer` is none.
    #[must_use]
    pub fn pointer(self, pointer: &str) -> Option<Value<'a>> {
        let mut value = self.root();
        for token in tokens(pointer)? {
            let token = token?;
            value = match value.kind() {
                JsonKind::Object => value.get(&token)?,
                JsonKind::Array => value.items().nth(array_index(&token)?)?,
                _ => return None,
            };
        }
        Some(value)
    }

    /// The value or member's name that begins with the byte at this offset of the text.
    #[must_use]
    pub fn starting_at(self, offset: usize) -> Option<Value<'a>> {
        let index = self.nodes.partition_point(|node| (node.start as usize) < offset);
        let node = self.nodes.get(index).filter(|node| node.start as usize == offset)?;
        Some(Value::new(self, node, u32::try_from(index).ok()?))
    }

    /// The first value or member's name that begins with this byte of the text or behind it.
    #[must_use]
    pub(crate) fn at_or_after(self, offset: u32) -> Option<Value<'a>> {
        let index = self.nodes.partition_point(|node| node.start < offset);
        Some(Value::new(self, self.nodes.get(index)?, u32::try_from(index).ok()?))
    }

    /// The JSON Pointer (RFC 6901) of the node with this index; a member's name has the pointer of its value.
    /// Takes time in proportion to the nodes before it on its level and on those above.
    #[must_use]
    pub fn pointer_of(self, index: u32) -> Pointer {
        let index = self.value(index).index();
        let mut pointer = Pointer::default();
        let mut value = self.root();
        while value.index() < index {
            let child = match value.kind() {
                JsonKind::Object => {
                    value.members().find(|(_, member)| index < member.next()).map(|(name, member)| {
                        pointer.push_key(&name.text().unwrap_or_default());
                        member
                    })
                }
                JsonKind::Array => {
                    value.items().enumerate().find(|(_, item)| index < item.next()).map(|(place, item)| {
                        pointer.push_index(place);
                        item
                    })
                }
                _ => None,
            };
            match child {
                Some(child) => value = child,
                None => break,
            }
        }
        pointer
    }
}

/// Says nothing of the text, which may hold secrets.
impl fmt::Debug for Document<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("Document");
        shown.field("bytes", &self.text.len()).field("nodes", &self.nodes.len()).finish_non_exhaustive()
    }
}

/// RFC 6901, section 4: digits without a leading zero.
fn array_index(token: &str) -> Option<usize> {
    let plain = token.bytes().all(|byte| byte.is_ascii_digit()) && (token == "0" || !token.starts_with('0'));
    if plain { token.parse().ok() } else { None }
}
