//! Large texts in outline: what stands around the items of their lists, and of the items only what is asked for.

use super::document::Document;
use super::node::{JsonKind, Node};
use super::parse::{MOST_NODES, NO_PARENT, narrow, parse_inner};
use super::scan::white_space;
use super::value::Value;

/// What is held of an item of a list that is an object or an array. Where something is not held, a container stands for
/// it that has its place and kind, and nothing in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// Its place and kind.
    Bounds,
    /// All but what is in those of its members whose bits are set; bit 0 is that of the first member.
    AllBut(u64),
}

/// Who knows what is wanted of the items of lists. Asked in the order of the text, of those that are objects or arrays.
pub trait ListItems {
    /// How long the item is that stands at this offset, where that is known and only its bounds are wanted: then it is
    /// not read. Whoever answers vouches for its grammar.
    fn known(&mut self, text: &str, at: usize) -> Option<usize>;

    /// What is wanted of an item that was read.
    fn read(&mut self, item: Value<'_>) -> Held;
}

/// What comes next.
enum Next {
    Value,
    /// The name of a member.
    Name,
    /// What follows a value.
    Separator,
}

/// How many objects may stand around a list, itself among them.
const MOST_AROUND: usize = 16;
/// Lists whose items are shorter than this on average, in bytes, are better held whole; so many are looked at first.
const LEAST_LENGTH: usize = 128;
const FIRST: usize = 1 << 12;

/// Reads a text in outline.
pub(super) struct Outliner<'t, 'n, 'i> {
    text: &'t str,
    nodes: &'n mut Vec<Node>,
    items: &'i mut dyn ListItems,
    at: usize,
    /// The containers that are open, by their index. There is a list in them at most, the last one.
    open: Vec<u32>,
    /// How many nodes were read and are not held.
    dropped: usize,
    /// How many items of lists were read, and how many bytes they have.
    count: usize,
    bytes: usize,
}

impl<'t, 'n, 'i> Outliner<'t, 'n, 'i> {
    pub(super) fn new(text: &'t str, nodes: &'n mut Vec<Node>, items: &'i mut dyn ListItems) -> Self {
        Self { text, nodes, items, at: 0, open: Vec::new(), dropped: 0, count: 0, bytes: 0 }
    }

    /// Reads the whole text; `None` where it is broken, or no list in it is worth it.
    pub(super) fn whole(mut self) -> Option<()> {
        self.skip_white_space();
        let mut next = Next::Value;
        loop {
            next = match (next, self.open.last()) {
                (Next::Value, _) => self.value()?,
                (Next::Name, _) => self.name()?,
                (Next::Separator, Some(&open)) => self.separator(self.kind_of(open)?)?,
                (Next::Separator, None) => break,
            };
            let is_crowded = self.count >= FIRST && self.bytes / self.count < LEAST_LENGTH;
            if is_crowded || self.nodes.len() + self.dropped > MOST_NODES {
                return None;
            }
        }
        self.skip_white_space();
        (self.at == self.text.len()).then_some(())
    }

    /// A whole value, or the beginning of an object or list around which only objects are open.
    fn value(&mut self) -> Option<Next> {
        let in_list = self.open.last().is_some_and(|open| self.kind_of(*open) == Some(JsonKind::Array));
        match self.peek()? {
            b'{' | b'[' if in_list => self.item(),
            b'{' => self.open(JsonKind::Object, b'}', Next::Name),
            b'[' => self.open(JsonKind::Array, b']', Next::Value),
            _ => {
                let from = self.at;
                self.inner()?;
                self.count += usize::from(in_list);
                self.bytes += if in_list { self.at - from } else { 0 };
                Some(Next::Separator)
            }
        }
    }

    /// Reads a value whole.
    fn inner(&mut self) -> Option<()> {
        let depth = u32::try_from(self.open.len()).ok()?;
        self.at = parse_inner(self.text.as_bytes(), self.at, depth, self.nodes).ok()?;
        Some(())
    }

    /// An object or array that is an item of a list.
    fn item(&mut self) -> Option<Next> {
        let (from, first) = (self.at, self.nodes.len());
        let index = narrow(first);
        if let Some(length) = self.items.known(self.text, from) {
            let kind = if self.peek()? == b'{' { JsonKind::Object } else { JsonKind::Array };
            self.at += length;
            let (start, end) = (narrow(from), narrow(self.at));
            self.nodes.push(Node { start, end, next: index + 1, kind, irregular: false });
        } else {
            self.inner()?;
            let held = self.items.read(Document::new(self.text, self.nodes).value(index));
            let read = self.nodes.len();
            match held {
                Held::Bounds => {
                    self.nodes.truncate(first + 1);
                    self.nodes.get_mut(first)?.next = index + 1;
                }
                Held::AllBut(0) => {}
                Held::AllBut(members) => drop_members(self.nodes, first, members)?,
            }
            self.dropped += read - self.nodes.len();
        }
        self.count += 1;
        self.bytes += self.at - from;
        Some(Next::Separator)
    }

    fn name(&mut self) -> Option<Next> {
        if self.peek()? != b'"' {
            return None;
        }
        self.inner()?;
        self.skip_white_space();
        if self.peek()? != b':' {
            return None;
        }
        self.at += 1;
        self.skip_white_space();
        Some(Next::Value)
    }

    /// What stands behind a value in a container of this kind.
    fn separator(&mut self, kind: JsonKind) -> Option<Next> {
        self.skip_white_space();
        match (self.peek()?, kind) {
            (b',', _) => {
                self.at += 1;
                self.skip_white_space();
                Some(if kind == JsonKind::Object { Next::Name } else { Next::Value })
            }
            (b'}', JsonKind::Object) | (b']', JsonKind::Array) => self.close(),
            _ => None,
        }
    }

    fn open(&mut self, kind: JsonKind, end: u8, first: Next) -> Option<Next> {
        if self.open.len() >= MOST_AROUND {
            return None;
        }
        let (start, index) = (narrow(self.at), narrow(self.nodes.len()));
        self.nodes.push(Node { start, end: start, next: NO_PARENT, kind, irregular: false });
        self.open.push(index);
        self.at += 1;
        self.skip_white_space();
        if self.peek()? == end { self.close() } else { Some(first) }
    }

    fn close(&mut self) -> Option<Next> {
        self.at += 1;
        let next = narrow(self.nodes.len());
        let node = self.nodes.get_mut(self.open.pop()? as usize)?;
        (node.end, node.next) = (narrow(self.at), next);
        Some(Next::Separator)
    }

    fn kind_of(&self, index: u32) -> Option<JsonKind> {
        self.nodes.get(index as usize).map(|node| node.kind)
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_white_space(&mut self) {
        self.at = white_space(self.text.as_bytes(), self.at);
    }
}

/// Takes what is in some members of the object away that begins at `first` and goes on to the end of the nodes.
fn drop_members(nodes: &mut Vec<Node>, first: usize, members: u64) -> Option<()> {
    let (mut from, mut to) = (first + 1, first + 1);
    let is_object = nodes.get(first)?.kind == JsonKind::Object;
    let mut member = 0_u32;
    while from < nodes.len() && is_object {
        // The name, and the value with what is in it.
        let value = from + 1;
        let end = nodes.get(value)?.next as usize;
        let is_container = matches!(nodes.get(value)?.kind, JsonKind::Array | JsonKind::Object);
        let is_dropped = is_container && members.checked_shr(member).is_some_and(|bits| bits & 1 == 1);
        let kept = if is_dropped { value + 1 } else { end };
        let moved = narrow(from - to);
        for index in from..kept {
            let node = *nodes.get(index)?;
            let next = if is_dropped && index == value { narrow(index + 1) } else { node.next };
            *nodes.get_mut(index - (from - to))? = Node { next: next - moved, ..node };
        }
        to += kept - from;
        (from, member) = (end, member + 1);
    }
    if is_object {
        nodes.truncate(to);
        nodes.get_mut(first)?.next = narrow(to);
    }
    Some(())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that fails may say so in the shortest way")]
mod tests {
    use super::*;
    use crate::json::Tape;

    /// Holds of each item what is said of it, in their order.
    struct Of<'h>(&'h [Held], usize);

    impl ListItems for Of<'_> {
        fn known(&mut self, _: &str, _: usize) -> Option<usize> {
            None
        }

        fn read(&mut self, _: Value<'_>) -> Held {
            self.1 += 1;
            self.0.get(self.1 - 1).copied().unwrap_or(Held::AllBut(0))
        }
    }

    /// What can be walked over: each value as it is written, with how many are in it.
    fn walked(document: Document<'_>) -> Vec<(&str, usize)> {
        let values = (0..document.len()).map(|index| document.value(u32::try_from(index).unwrap()));
        values.map(|value| (value.raw(), value.members().count() + value.items().count())).collect()
    }

    #[test]
    fn where_everything_is_held_it_is_the_whole_document() {
        for text in
            ["{}", " {\"a\" : [ ] , \"b\":[{\"c\":[1,{}]},2,[[]]],\"d\":{\"e\":[null]}}\n", "7", "[[1],{}]"]
        {
            let (mut whole, mut outline) = (Tape::new(), Tape::new());
            let whole = whole.parse(text.as_bytes()).unwrap();
            let outline = outline.outline(text.as_bytes(), &mut Of(&[], 0)).unwrap();
            assert_eq!(walked(outline), walked(whole), "{text}");
        }
    }

    #[test]
    fn of_items_only_what_is_asked_for_is_held() {
        let text = "{\"a\":[{\"b\":[1],\"c\":{\"d\":2},\"e\":[3]},[4,5],{\"f\":{}}],\"g\":[6]}";
        let held = [Held::AllBut(0b101), Held::Bounds, Held::AllBut(0)];
        let mut tape = Tape::new();
        let outline = tape.outline(text.as_bytes(), &mut Of(&held, 0)).unwrap();
        let items: Vec<Value<'_>> = outline.root().get("a").unwrap().items().collect();
        let first: Vec<_> = items[0].members().map(|(name, member)| (name.raw(), member.raw())).collect();
        assert_eq!(first, [("\"b\"", "[1]"), ("\"c\"", "{\"d\":2}"), ("\"e\"", "[3]")]);
        assert_eq!(items[0].get("b").unwrap().items().count(), 0);
        assert_eq!(items[0].get("c").unwrap().get("d").unwrap().raw(), "2");
        assert_eq!((items[1].raw(), items[1].items().count()), ("[4,5]", 0));
        assert_eq!((items[2].raw(), items[2].members().count()), ("{\"f\":{}}", 1));
        assert_eq!(outline.root().get("g").unwrap().items().count(), 1);
    }

    #[test]
    fn what_is_no_json_has_no_outline() {
        for text in [
            "",
            "{",
            "{\"a\":[{}",
            "{\"a\":[{},]}",
            "{\"a\":[{}]},",
            "{\"a\" [1]}",
            "{1:2}",
            "{\"a\":[{]}]}",
            "{\"a\":[1}",
            "[1]]",
            "{,}",
            "{\"a\":1,}",
            "{\"a\":[tru]}",
        ] {
            assert!(Tape::new().parse(text.as_bytes()).is_err(), "{text}");
            assert!(Tape::new().outline(text.as_bytes(), &mut Of(&[], 0)).is_none(), "{text}");
        }
    }
}
