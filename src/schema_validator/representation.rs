//! Our own document as the `jsonschema` crate wants to see an instance: nothing is copied, numbers keep their text.

use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use jsonschema::JsonType;
use jsonschema::json::cmp::equal_numbers;
use jsonschema::json::{Array, Json, JsonNumber, Node, NodeIdentity, Object};
use jsonschema_value::LazyInstance;
use serde_json::Value as Literal;

use crate::json::{Items, JsonKind, Members, Tape, Value};

/// The representation: documents of [`crate::json`].
#[derive(Debug, Clone, Copy)]
pub enum Lossless {}

/// A value of a document.
#[derive(Debug, Clone, Copy)]
pub struct Instance<'v>(pub Value<'v>);

/// Where a property's name is kept while it is judged like a value.
#[derive(Debug, Default)]
pub struct NameBuffer {
    text: String,
    tape: Tape,
}

impl Json for Lossless {
    type Node<'a> = Instance<'a>;
    type PreparedKey = String;
    type StringBuffer = NameBuffer;

    /// A lookup walks over the members before the one it seeks, so that one pass replaces a few of them.
    const KEYS_PER_LOOKUP: usize = 8;

    fn prepare_key(key: &str) -> String {
        key.to_owned()
    }

    fn with_string_node<T>(
        buffer: &mut NameBuffer,
        string: &str,
        validator: impl FnOnce(Instance<'_>) -> T,
    ) -> T {
        buffer.text = Literal::from(string).to_string();
        validator(Instance(buffer.tape.parse(buffer.text.as_bytes()).unwrap_or_default().root()))
    }
}

impl<'a> Node<'a, Lossless> for Instance<'a> {
    type Object = Self;
    type Array = Self;
    type Number = Self;

    #[inline]
    fn as_object(&self) -> Option<Self> {
        (self.0.kind() == JsonKind::Object).then_some(*self)
    }

    #[inline]
    fn as_array(&self) -> Option<Self> {
        (self.0.kind() == JsonKind::Array).then_some(*self)
    }

    #[inline]
    fn as_string(&self) -> Option<Cow<'a, str>> {
        self.0.text()
    }

    #[inline]
    fn as_number(&self) -> Option<Self> {
        (self.0.kind() == JsonKind::Number).then_some(*self)
    }

    #[inline]
    fn as_boolean(&self) -> Option<bool> {
        match self.0.kind() {
            JsonKind::True => Some(true),
            JsonKind::False => Some(false),
            _ => None,
        }
    }

    #[inline]
    fn is_null(&self) -> bool {
        self.0.kind() == JsonKind::Null
    }

    #[inline]
    fn json_type(&self) -> JsonType {
        match self.0.kind() {
            JsonKind::Null => JsonType::Null,
            JsonKind::False | JsonKind::True => JsonType::Boolean,
            JsonKind::Number => JsonType::Number,
            JsonKind::String => JsonType::String,
            JsonKind::Array => JsonType::Array,
            JsonKind::Object => JsonType::Object,
        }
    }

    fn equals_value(&self, expected: &Literal) -> bool {
        equals(self.0, expected)
    }

    fn to_value(&self) -> Cow<'a, Literal> {
        Cow::Owned(literal(self.0.raw().as_bytes(), 0))
    }

    fn lazy_value(&self) -> LazyInstance<'a> {
        LazyInstance::Deferred {
            bytes: self.0.raw().as_bytes(),
            tag: 0,
            make: literal,
            cell: std::sync::OnceLock::new(),
        }
    }

    #[inline]
    fn identity(&self) -> Option<NodeIdentity> {
        Some(NodeIdentity::tagged(self.0.document().text().as_ptr().addr(), self.0.index()))
    }
}

impl<'a> Object<'a, Lossless> for Instance<'a> {
    type Node = Self;
    type MemberName = Cow<'a, str>;
    type MembersIter = InstanceMembers<'a>;

    fn len(&self) -> usize {
        self.0.members().count()
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty_container()
    }

    #[inline]
    fn get(&self, key: &String) -> Option<Self> {
        self.0.get(key).map(Self)
    }

    #[inline]
    fn members(&self) -> InstanceMembers<'a> {
        InstanceMembers(self.0.members())
    }
}

impl<'a> Array<'a, Lossless> for Instance<'a> {
    type Node = Self;
    type ElementsIter = InstanceItems<'a>;

    fn len(&self) -> usize {
        self.0.items().count()
    }

    #[inline]
    fn elements(&self) -> InstanceItems<'a> {
        InstanceItems(self.0.items())
    }

    fn is_unique(&self) -> bool {
        is_unique(self.0)
    }
}

impl JsonNumber for Instance<'_> {
    fn as_u64(&self) -> Option<u64> {
        self.0.raw().parse().ok()
    }

    fn as_i64(&self) -> Option<i64> {
        self.0.raw().parse().ok()
    }

    /// `None` beyond the range of a double: then the sign decides on which side of a bound it is.
    fn as_f64(&self) -> Option<f64> {
        self.0.raw().parse().ok().filter(|double: &f64| double.is_finite())
    }

    fn as_str(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.0.raw())
    }

    fn to_number(&self) -> Cow<'_, serde_json::Number> {
        let number = self.0.raw().parse().ok();
        Cow::Owned(number.unwrap_or_else(|| serde_json::Number::from(0)))
    }

    #[inline]
    fn is_integer(&self) -> bool {
        self.0.is_small_integer() || self.0.is_integral()
    }

    fn is_written_as_integer(&self) -> bool {
        !self.0.raw().contains(['.', 'e', 'E'])
    }
}

/// The members of an object with their names.
#[derive(Debug)]
pub struct InstanceMembers<'a>(Members<'a>);

impl<'a> Iterator for InstanceMembers<'a> {
    type Item = (Cow<'a, str>, Instance<'a>);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|(name, member)| (name.text().unwrap_or_default(), Instance(member)))
    }
}

/// The items of an array.
#[derive(Debug)]
pub struct InstanceItems<'a>(Items<'a>);

impl<'a> Iterator for InstanceItems<'a> {
    type Item = Instance<'a>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(Instance)
    }
}

/// For the crate's own messages, which are not shown; what `serde_json` cannot hold becomes null.
fn literal(text: &[u8], _: u32) -> Literal {
    serde_json::from_slice(text).unwrap_or_default()
}

/// Whether a value is a literal of a schema: numbers by their value, members in any order. Recurses on the depth of
/// the literal, which the reader of schemas limits.
pub(super) fn equals(value: Value<'_>, expected: &Literal) -> bool {
    match (value.kind(), expected) {
        (JsonKind::Null, Literal::Null)
        | (JsonKind::True, Literal::Bool(true))
        | (JsonKind::False, Literal::Bool(false)) => true,
        (JsonKind::String, Literal::String(text)) => {
            value.is_text(text) && (!text.contains('\u{fffd}') || !value.is_halved())
        }
        (JsonKind::Number, Literal::Number(number)) => equal_numbers(&Instance(value), number),
        (JsonKind::Array, Literal::Array(items)) => {
            let mut found = value.items();
            items.iter().all(|item| found.next().is_some_and(|value| equals(value, item)))
                && found.next().is_none()
        }
        (JsonKind::Object, Literal::Object(members)) => {
            value.members().count() == members.len()
                && members
                    .iter()
                    .all(|(name, member)| value.get(name).is_some_and(|value| equals(value, member)))
        }
        _ => false,
    }
}

/// Whether no two items are equal. Only items of one fingerprint are compared.
fn is_unique(array: Value<'_>) -> bool {
    let prints = Fingerprints::of(array);
    let mut items: Vec<(u64, Value<'_>)> = array.items().map(|item| (prints.at(item), item)).collect();
    items.sort_by_key(|(print, _)| *print);
    items.chunk_by(|(one, _), (other, _)| one == other).all(|alike| {
        alike
            .iter()
            .enumerate()
            .all(|(index, (_, one))| alike.iter().skip(index + 1).all(|(_, other)| !same(*one, *other)))
    })
}

/// A number for every value in a container; equal values have the same. Children stand after their container on the
/// tape, so one walk from its end has them all in time.
struct Fingerprints {
    first: u32,
    prints: Vec<u64>,
}

impl Fingerprints {
    fn of(container: Value<'_>) -> Self {
        let (first, document) = (container.index(), container.document());
        let count = container.next().saturating_sub(first);
        let mut all = Self { first, prints: vec![0; usize::try_from(count).unwrap_or_default()] };
        for index in (first..container.next()).rev() {
            let value = document.value(index);
            let mut hasher = DefaultHasher::new();
            match value.kind() {
                JsonKind::Object => {
                    let members = value.members().map(|(name, member)| {
                        let mut hasher = DefaultHasher::new();
                        (all.at(name), all.at(member)).hash(&mut hasher);
                        hasher.finish()
                    });
                    (1_u8, members.fold(0, u64::wrapping_add)).hash(&mut hasher);
                }
                JsonKind::Array => {
                    2_u8.hash(&mut hasher);
                    value.items().for_each(|item| all.at(item).hash(&mut hasher));
                }
                JsonKind::String => (3_u8, value.canonical_scalar()).hash(&mut hasher),
                _ => (4_u8, value.canonical_scalar()).hash(&mut hasher),
            }
            if let Some(print) = all.prints.get_mut((index - first) as usize) {
                *print = hasher.finish();
            }
        }
        all
    }

    fn at(&self, value: Value<'_>) -> u64 {
        self.prints.get((value.index() - self.first) as usize).copied().unwrap_or_default()
    }
}

/// Whether two values are equal as JSON Schema has it. A list of pairs takes the place of recursion.
fn same(left: Value<'_>, right: Value<'_>) -> bool {
    let mut pairs = vec![(left, right)];
    while let Some((left, right)) = pairs.pop() {
        let equal = match (left.kind(), right.kind()) {
            (JsonKind::Object, JsonKind::Object) => {
                let (left, right) = (in_order(left), in_order(right));
                pairs.extend(left.iter().zip(&right).map(|((_, one), (_, other))| (*one, *other)));
                left.len() == right.len() && left.iter().zip(&right).all(|(one, other)| one.0 == other.0)
            }
            (JsonKind::Array, JsonKind::Array) => {
                pairs.extend(left.items().zip(right.items()));
                left.items().count() == right.items().count()
            }
            (one, other) => one == other && left.canonical_scalar() == right.canonical_scalar(),
        };
        if !equal {
            return false;
        }
    }
    true
}

/// An object's members in the order of their names.
fn in_order(object: Value<'_>) -> Vec<(Cow<'_, str>, Value<'_>)> {
    let mut members: Vec<_> =
        object.members().map(|(name, member)| (name.canonical_scalar(), member)).collect();
    members.sort_by(|(one, _), (other, _)| one.cmp(other));
    members
}
