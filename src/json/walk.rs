//! Every value of a document once, in order, without recursion.

use std::vec;

use super::document::Document;
use super::node::JsonKind;
use super::value::Value;

/// The order of an object's members.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// That in which they were written.
    #[default]
    AsWritten,
    /// By name, as Unicode orders characters; repeated names keep their order.
    ByName,
    /// By the UTF-16 code units of the names, as RFC 8785 wants it.
    ByUnits,
}

/// A stop on the way through a value.
#[derive(Debug, Clone, Copy)]
pub enum Visit<'v> {
    /// A value. What is in a container follows, and then its end.
    Value {
        /// The member's name; `None` for the root and for an item.
        name: Option<Value<'v>>,
        /// The value itself.
        value: Value<'v>,
    },
    /// The end of a container.
    End(Value<'v>),
}

/// A walk through a value and everything in it.
#[derive(Debug)]
pub struct Walk<'v> {
    document: Document<'v>,
    order: Order,
    root: Option<u32>,
    /// Small: a text of a million brackets has a million of them.
    open: Vec<Open>,
}

#[derive(Debug)]
struct Open {
    container: u32,
    /// Index on the tape of what comes next, unless it is sorted.
    next: u32,
    /// Index just past the last value.
    end: u32,
    sorted: Option<Box<vec::IntoIter<(u32, u32)>>>,
}

impl<'v> Walk<'v> {
    /// A walk through `value`.
    #[must_use]
    pub fn new(value: Value<'v>, order: Order) -> Self {
        Self { document: value.document(), order, root: Some(value.index()), open: Vec::new() }
    }

    /// How many containers are open.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.open.len()
    }

    /// Leaves out what is in the container that was met last, and its end.
    pub fn pass_over(&mut self) {
        self.open.pop();
    }

    fn enter(&mut self, value: Value<'v>) {
        let is_object = value.kind() == JsonKind::Object;
        if !is_object && value.kind() != JsonKind::Array {
            return;
        }
        let sorted = (is_object && self.order != Order::AsWritten)
            .then(|| Box::new(sorted_members(value, self.order).into_iter()));
        let (container, end) = (value.index(), value.next());
        self.open.push(Open { container, next: container.saturating_add(1), end, sorted });
    }

    /// The name and the value that come next in the container that was opened last; `None` at its end.
    fn child(&mut self) -> Option<(Option<Value<'v>>, Value<'v>)> {
        let document = self.document;
        let open = self.open.last_mut()?;
        if let Some(sorted) = &mut open.sorted {
            let (name, value) = sorted.next()?;
            return Some((Some(document.value(name)), document.value(value)));
        }
        if open.next >= open.end {
            return None;
        }
        let first = document.value(open.next);
        let (name, value) = match document.value(open.container).kind() {
            JsonKind::Object => (Some(first), document.value(first.next())),
            _ => (None, first),
        };
        open.next = value.next();
        Some((name, value))
    }
}

impl<'v> Iterator for Walk<'v> {
    type Item = Visit<'v>;

    fn next(&mut self) -> Option<Visit<'v>> {
        let (name, value) = match self.root.take() {
            Some(root) => (None, self.document.value(root)),
            None => match self.child() {
                Some(child) => child,
                None => return self.open.pop().map(|open| Visit::End(self.document.value(open.container))),
            },
        };
        self.enter(value);
        Some(Visit::Value { name, value })
    }
}

/// The indexes of an object's names and values on the tape.
fn sorted_members(object: Value<'_>, order: Order) -> Vec<(u32, u32)> {
    if let Some(mut members) = led_members(object, order) {
        let document = object.document();
        let name = |index: u32| document.value(index).string_raw();
        members.sort_by(|one, other| one.0.cmp(&other.0).then_with(|| name(one.1).cmp(&name(other.1))));
        return members.into_iter().map(|(_, name, value)| (name, value)).collect();
    }
    let mut members: Vec<_> = object
        .members()
        .map(|(name, value)| (name.text().unwrap_or_default(), name.index(), value.index()))
        .collect();
    match order {
        Order::ByUnits if members.iter().any(|(name, ..)| !name.is_ascii()) => {
            members.sort_by(|one, other| one.0.encode_utf16().cmp(other.0.encode_utf16()));
        }
        _ => members.sort_by(|one, other| one.0.cmp(&other.0)),
    }
    members.into_iter().map(|(_, name, value)| (name, value)).collect()
}

/// The members of an object, each after the number that the first bytes of its name make: by that, and where it is the
/// same by the name as it is written, they are sorted. `None` where a name is not written as it reads, or is ordered
/// otherwise than its bytes.
fn led_members(object: Value<'_>, order: Order) -> Option<Vec<(u64, u32, u32)>> {
    let led = |(name, value): (Value<'_>, Value<'_>)| {
        let raw = name
            .string_raw()
            .filter(|raw| !name.is_escaped() && (order != Order::ByUnits || raw.is_ascii()))?;
        let first = raw.as_bytes().first_chunk::<8>().copied().unwrap_or_else(|| {
            let mut first = [0; 8];
            first.iter_mut().zip(raw.bytes()).for_each(|(place, byte)| *place = byte);
            first
        });
        Some((u64::from_be_bytes(first), name.index(), value.index()))
    };
    object.members().map(led).collect()
}
