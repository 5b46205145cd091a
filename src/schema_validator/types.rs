//! Sets of the types that JSON Schema knows.

use crate::json::{JsonKind, Value};

/// A set of types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Types(u8);

/// The types by their names, each with its bit. A number that is whole is an integer too.
const NAMES: [(&str, u8); 7] = [
    ("null", NULL),
    ("boolean", BOOLEAN),
    ("integer", INTEGER),
    ("number", NUMBER),
    ("string", STRING),
    ("array", ARRAY),
    ("object", OBJECT),
];

const NULL: u8 = 1;
const BOOLEAN: u8 = 1 << 1;
const INTEGER: u8 = 1 << 2;
const NUMBER: u8 = 1 << 3;
const STRING: u8 = 1 << 4;
const ARRAY: u8 = 1 << 5;
const OBJECT: u8 = 1 << 6;

impl Types {
    /// None of them.
    pub const NONE: Self = Self(0);
    /// Every type.
    pub const ALL: Self = Self(127);
    /// `object`.
    pub const OBJECT: Self = Self(OBJECT);
    /// `null`.
    pub const NULL: Self = Self(NULL);

    /// The type of a name; none where no type has it.
    #[must_use]
    pub fn named(name: &str) -> Self {
        NAMES.iter().find(|(own, _)| *own == name).map_or(Self::NONE, |(_, bit)| Self(*bit))
    }

    /// Whether a value has one of them.
    #[must_use]
    #[inline]
    pub fn hold(self, value: Value<'_>) -> bool {
        let bits = match value.kind() {
            JsonKind::Null => NULL,
            JsonKind::True | JsonKind::False => BOOLEAN,
            // Whether a number is whole is asked only where it matters.
            JsonKind::Number if self.0 & (INTEGER | NUMBER) == INTEGER => {
                return value.is_small_integer() || value.is_integral();
            }
            JsonKind::Number => NUMBER,
            JsonKind::String => STRING,
            JsonKind::Array => ARRAY,
            JsonKind::Object => OBJECT,
        };
        self.0 & bits != 0
    }

    /// Those of both.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Those that are in both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        let (one, other) = (widened(self.0), widened(other.0));
        Self(one & other)
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Their names.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        let shown = if self.0 & NUMBER == 0 { self.0 } else { self.0 & !INTEGER };
        NAMES.into_iter().filter(move |(_, bit)| shown & bit != 0).map(|(name, _)| name)
    }
}

/// A set with `number` holds every integer.
const fn widened(bits: u8) -> u8 {
    if bits & NUMBER == 0 { bits } else { bits | INTEGER }
}
