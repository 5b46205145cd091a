//! Large payloads without what is in the items of their lists: of each item there is a number that says what it means.

use std::collections::HashMap;

use super::same::meaning;
use crate::json::{Document, Held, ListItems, Nodes, Tape, Value};

/// How many items ahead an item of the other payload is looked for.
const AHEAD: usize = 4;

/// A payload without what is in the items of its lists.
#[derive(Debug)]
pub struct Outline {
    nodes: Nodes,
    pub(super) items: Vec<Item>,
    pub(super) exact: bool,
}

/// An object or array in a list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    pub(super) start: u32,
    pub(super) end: u32,
    /// The same for items that mean the same.
    meaning: u64,
}

impl Outline {
    /// Reads a payload. What stands just so in the `other` one is not read again. `exact` as in [`super::Settings`]. `None`
    /// where it has no lists of larger items, or is no JSON.
    #[must_use]
    pub fn of(text: &[u8], exact: bool, other: Option<(&[u8], &Self)>) -> Option<Self> {
        let other = other.filter(|(_, outline)| outline.exact == exact);
        let other = other.map(|(text, Self { items, .. })| Other { text, items, next: 0, meanings: None });
        let mut reading = Reading { exact, items: Vec::new(), room: Vec::new(), other };
        let mut tape = Tape::new();
        let nodes = Nodes::of(tape.outline(text, &mut reading)?);
        let items = reading.items;
        (!items.is_empty()).then_some(Self { nodes, items, exact })
    }

    /// The text with no more than the first so many items of each list: a text by which it can be told what it is.
    #[must_use]
    pub fn abridged(&self, text: &[u8], most: usize) -> Vec<u8> {
        let Some(document) = self.document(text) else { return Vec::new() };
        let (mut out, mut from) = (Vec::new(), 0);
        let mut open = vec![document.root()];
        while let Some(value) = open.pop() {
            // Lists are met in the order of the text.
            let mut members: Vec<Value<'_>> = value.members().map(|(_, member)| member).collect();
            members.reverse();
            open.extend(members);
            let mut items = value.items().skip(most.saturating_sub(1));
            if let (Some(first), Some(last)) = (items.next(), items.last()) {
                let (end, next) = (first.span().end as usize, last.span().end as usize);
                out.extend_from_slice(text.get(from..end).unwrap_or_default());
                from = next;
            }
        }
        out.extend_from_slice(text.get(from..).unwrap_or_default());
        out
    }

    /// The payload in outline, of which this has to be the text.
    pub(super) fn document<'a>(&'a self, text: &'a [u8]) -> Option<Document<'a>> {
        self.nodes.document(text)
    }

    /// Which item of a list begins there.
    pub(super) fn item_at(&self, start: u32) -> Option<usize> {
        self.items.binary_search_by_key(&start, |item| item.start).ok()
    }

    /// What an item of a list means.
    pub(super) fn meaning(&self, item: Value<'_>) -> Option<u64> {
        self.items.get(self.item_at(item.span().start)?).map(|item| item.meaning)
    }
}

/// The outlines of two payloads.
#[derive(Debug, Clone, Copy)]
pub(super) struct Outlines<'o> {
    pub(super) a: &'o Outline,
    pub(super) b: &'o Outline,
}

/// Takes down what items mean.
struct Reading<'o> {
    exact: bool,
    items: Vec<Item>,
    /// What the values of an item mean.
    room: Vec<u64>,
    other: Option<Other<'o>>,
}

/// The payload that was read before, and how far it has been met again.
struct Other<'o> {
    text: &'o [u8],
    items: &'o [Item],
    next: usize,
    /// Which of its items is the first of a meaning: asked where nothing is met any more.
    meanings: Option<HashMap<u64, usize>>,
}

impl Other<'_> {
    /// The item that a text begins with, if it is one of the next ones.
    fn met(&mut self, text: &[u8]) -> Option<Item> {
        let ahead = self.items.get(self.next..)?;
        let is_met = |item: &Item| {
            let written = self.text.get(item.start as usize..item.end as usize);
            written.is_some_and(|written| text.starts_with(written))
        };
        let found = ahead.iter().take(AHEAD).position(is_met)?;
        self.next += found + 1;
        ahead.get(found).copied()
    }

    /// An item was read that means this.
    fn passed(&mut self, meaning: u64) {
        let items = self.items;
        let meanings = self.meanings.get_or_insert_with(|| {
            let numbered = items.iter().enumerate().rev();
            numbered.map(|(number, item)| (item.meaning, number)).collect()
        });
        if let Some(found) = meanings.get(&meaning) {
            self.next = found + 1;
        }
    }
}

impl ListItems for Reading<'_> {
    fn known(&mut self, text: &str, at: usize) -> Option<usize> {
        let Item { start, end, meaning } = self.other.as_mut()?.met(text.as_bytes().get(at..)?)?;
        let at = u32::try_from(at).ok()?;
        self.items.push(Item { start: at, end: at + (end - start), meaning });
        Some((end - start) as usize)
    }

    fn read(&mut self, item: Value<'_>) -> Held {
        let span = item.span();
        let meaning = meaning(item, self.exact, &mut self.room);
        self.items.push(Item { start: span.start, end: span.end, meaning });
        if let Some(other) = &mut self.other {
            other.passed(meaning);
        }
        Held::Bounds
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that fails may say so in the shortest way")]
mod tests {
    use super::*;

    #[test]
    fn an_item_more_does_not_keep_the_others_from_being_met_again() {
        let list = |first: usize| {
            let item = |index: usize| format!("{{\"id\":{index},\"name\":\"item {index}\"}}");
            format!("{{\"data\":[{}]}}", (first..1000).map(item).collect::<Vec<_>>().join(","))
        };
        let (a, b) = (list(100), list(0));
        for (first, second, most) in [(&a, &b, 100), (&b, &a, 1)] {
            let first = (first.as_bytes(), &Outline::of(first.as_bytes(), false, None).unwrap());
            let other = Other { text: first.0, items: &first.1.items, next: 0, meanings: None };
            let mut reading =
                Reading { exact: false, items: Vec::new(), room: Vec::new(), other: Some(other) };
            let mut counted = Counted { inner: &mut reading, read: 0 };
            assert!(Tape::new().outline(second.as_bytes(), &mut counted).is_some());
            assert!(counted.read <= most, "{} items were read again", counted.read);
        }
    }

    /// Counts the items that are read.
    struct Counted<'r, 'o> {
        inner: &'r mut Reading<'o>,
        read: usize,
    }

    impl ListItems for Counted<'_, '_> {
        fn known(&mut self, text: &str, at: usize) -> Option<usize> {
            self.inner.known(text, at)
        }

        fn read(&mut self, item: Value<'_>) -> Held {
            self.read += 1;
            self.inner.read(item)
        }
    }

    #[test]
    fn a_payload_is_abridged_to_the_first_items_of_its_lists() {
        let text = "{\"a\":[{},{\"b\":[1,2,3]},{}],\"c\":{\"d\":[[],[],[],[]]},\"e\":[],\"f\":[{}]}\n";
        let outline = Outline::of(text.as_bytes(), false, None).unwrap();
        let abridged = |most| String::from_utf8(outline.abridged(text.as_bytes(), most)).unwrap();
        assert_eq!(abridged(2), "{\"a\":[{},{\"b\":[1,2,3]}],\"c\":{\"d\":[[],[]]},\"e\":[],\"f\":[{}]}\n");
        assert_eq!(abridged(9), text);
    }
}
