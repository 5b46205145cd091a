//! Values by their pointers, many of one document: what a large container holds is listed when it is first asked for, so
//! that each further value costs no more than its pointer.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::json::{JsonKind, Span, Value};

/// Of so many nodes a container is looked through, not listed.
const FEW_NODES: u32 = 32;

/// Finds values of one document.
pub(super) struct Finder<'v> {
    root: Value<'v>,
    /// The items of arrays and the members of objects, by the nodes of the containers; all by their nodes.
    items: HashMap<u32, Vec<u32>>,
    members: HashMap<u32, HashMap<Cow<'v, str>, u32>>,
}

impl<'v> Finder<'v> {
    pub(super) fn new(root: Value<'v>) -> Self {
        Self { root, items: HashMap::new(), members: HashMap::new() }
    }

    /// The value at a pointer of RFC 6901; the root where there is none.
    pub(super) fn at(&mut self, pointer: &str) -> Value<'v> {
        let mut value = self.root;
        for token in pointer.split('/').skip(1) {
            let child = match value.kind() {
                JsonKind::Array => token.parse().ok().and_then(|place| self.item(value, place)),
                _ if token.contains('~') => self.member(value, &token.replace("~1", "/").replace("~0", "~")),
                _ => self.member(value, token),
            };
            let Some(child) = child else { return self.root };
            value = child;
        }
        value
    }

    /// Where the name of an object's member stands; where the object stands if it has none of this name.
    pub(super) fn key(&mut self, object: Value<'v>, name: &str) -> Span {
        let Some(member) = self.member(object, name) else { return object.span() };
        // A name stands before its value.
        object.document().value(member.index().saturating_sub(1)).span()
    }

    fn item(&mut self, array: Value<'v>, place: usize) -> Option<Value<'v>> {
        if is_small(array) {
            return array.items().nth(place);
        }
        let items = self.items.entry(array.index());
        let items = items.or_insert_with(|| array.items().map(Value::index).collect());
        items.get(place).map(|index| array.document().value(*index))
    }

    fn member(&mut self, object: Value<'v>, name: &str) -> Option<Value<'v>> {
        if is_small(object) {
            return object.get(name);
        }
        let members = self.members.entry(object.index()).or_insert_with(|| {
            let mut members = HashMap::new();
            for (key, member) in object.members() {
                members.entry(key.text().unwrap_or_default()).or_insert(member.index());
            }
            members
        });
        members.get(name).map(|index| object.document().value(*index))
    }
}

fn is_small(container: Value<'_>) -> bool {
    container.next().saturating_sub(container.index()) < FEW_NODES
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::{Document, Tape};

    #[test]
    fn each_value_and_each_name_is_found_where_the_document_has_it() {
        let items: Vec<String> = (0..40).map(|number| format!("[{number}]")).collect();
        let members: Vec<String> = (0..40).map(|number| format!("\"k/~{number}\": {number}")).collect();
        let (items, members) = (items.join(", "), members.join(", "));
        let text = format!("{{ \"a\": [{items}], \"b\": {{ {members}, \"k/~7\": null }} }}");
        let mut tape = Tape::new();
        let document: Document<'_> = tape.parse(text.as_bytes()).unwrap_or_default();
        let mut finder = Finder::new(document.root());
        for pointer in ["", "/a", "/a/0", "/a/39/0", "/b/k~1~07", "/b/k~1~039"] {
            let wanted = document.pointer(pointer).map(Value::index);
            assert_eq!(Some(finder.at(pointer).index()), wanted, "{pointer}");
        }
        assert_eq!(finder.at("/a/40").index(), 0, "the root stands for what is not there");
        let object = finder.at("/b");
        let key = finder.key(object, "k/~7");
        assert_eq!(text.get(key.start as usize..key.end as usize), Some("\"k/~7\""));
        assert_eq!(Some(key.start as usize), text.find("\"k/~7\""), "the first of two members of one name");
    }
}
