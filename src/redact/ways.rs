//! Where values stand, for one after another in the order of the text: one walk leads to all of them, so that many places in
//! one object are not each sought from its start.

use std::borrow::Cow;

use super::lexeme::stepped;
use crate::json::{Document, Items, JsonKind, Members, Pointer, Value};

/// A walk through a document to values that follow each other. `name` tells a member's name as pointers are to show it.
pub(super) struct Ways<'d, F> {
    document: Document<'d>,
    name: F,
    levels: Vec<Level<'d>>,
    pointer: Pointer,
    last: u32,
}

/// An object or a list on the way.
struct Level<'d> {
    container: Value<'d>,
    steps: Steps<'d>,
    /// The member or item at hand.
    child: Option<Value<'d>>,
    /// How long the pointer to the container is.
    length: usize,
}

enum Steps<'d> {
    Members(Members<'d>),
    Items(usize, Items<'d>),
}

impl<'d, F: Fn(Value<'d>) -> Cow<'d, str>> Ways<'d, F> {
    pub(super) fn new(document: Document<'d>, name: F) -> Self {
        Self { document, name, levels: Vec::new(), pointer: Pointer::default(), last: 0 }
    }

    /// The pointer to a value, or to the member of which this is the name, by its index. Where that is before the last one
    /// the walk begins anew.
    pub(super) fn to(&mut self, index: u32) -> Pointer {
        if index < self.last {
            self.levels.clear();
            self.pointer.truncate(0);
        }
        self.last = index;
        while let Some(level) = self.levels.pop_if(|level| level.container.next() <= index) {
            self.pointer.truncate(level.length);
        }
        while let Some(value) = self.next(index).filter(|value| value.index() < index) {
            let steps = match value.kind() {
                JsonKind::Object => Steps::Members(value.members()),
                JsonKind::Array => Steps::Items(0, value.items()),
                _ => break,
            };
            let length = self.pointer.as_str().len();
            self.levels.push(Level { container: value, steps, child: None, length });
        }
        self.pointer.clone()
    }

    /// The root, or what holds a value in the innermost container on the way.
    fn next(&mut self, index: u32) -> Option<Value<'d>> {
        let Some(level) = self.levels.last_mut() else { return Some(self.document.root()) };
        if level.child.is_some_and(|child| index < child.next()) {
            return level.child;
        }
        self.pointer.truncate(level.length);
        level.child = match &mut level.steps {
            Steps::Members(members) => members
                .inspect(|_| stepped(1))
                .find(|(_, member)| index < member.next())
                .map(|(key, member)| {
                    self.pointer.push_key(&(self.name)(key));
                    member
                }),
            Steps::Items(place, items) => {
                let passed = items.inspect(|_| stepped(1)).find(|item| {
                    *place += 1;
                    index < item.next()
                });
                passed.inspect(|_| self.pointer.push_index(*place - 1))
            }
        };
        level.child
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that fails may say so in the shortest way")]
mod tests {
    use super::*;
    use crate::json::Tape;
    use crate::redact::lexeme::STEPS;

    fn plain(key: Value<'_>) -> Cow<'_, str> {
        key.text().unwrap_or_default()
    }

    #[test]
    fn each_value_stands_where_the_document_says_in_whatever_order_it_is_asked() {
        let text = r#"{"a":[1,{"b":[],"c/d":{}},[[2],3]],"e":"f","":{"g":[{"h":null}]},"i":4}"#;
        let mut tape = Tape::new();
        let document = tape.parse(text.as_bytes()).unwrap();
        let count = document.root().next();
        let mut ways = Ways::new(document, plain);
        for index in (0..count).chain((0..count).rev()).chain((0..count).step_by(3)) {
            assert_eq!(ways.to(index), document.pointer_of(index), "{index}");
        }
    }

    #[test]
    fn the_way_to_twice_the_values_takes_twice_the_steps() {
        let steps = |count: usize| {
            let members: Vec<String> = (0..count).map(|number| format!("\"k{number}\":[{number}]")).collect();
            let text = format!("{{{}}}", members.join(","));
            let mut tape = Tape::new();
            let document = tape.parse(text.as_bytes()).unwrap();
            STEPS.set(0);
            let mut ways = Ways::new(document, plain);
            let length: usize = (0..document.root().next()).map(|index| ways.to(index).as_str().len()).sum();
            assert!(length > 0);
            STEPS.get()
        };
        let (once, twice) = (steps(500), steps(1_000));
        assert!(once > 500 && twice <= once * 21 / 10, "{once} steps, then {twice}");
    }
}
