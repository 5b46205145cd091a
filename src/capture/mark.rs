//! The facts by which a form of captures is told.

use super::headers::{header_map, siblings};
use super::request::are_of_a_request;
use super::value::{Path, field_named, follow};
use crate::json::{JsonKind, Value};

/// One fact by which a form is told.
#[derive(Debug, Clone, Copy)]
pub(super) enum Mark {
    /// The member is there.
    Has(Path),
    /// The member is not there.
    Lacks(Path),
    /// The member is an object.
    Object(Path),
    /// The member is an array.
    List(Path),
    /// The member is text.
    Text(Path),
    /// The member is exactly this text.
    Is(Path, &'static str),
    /// The member is text that begins so.
    Begins(Path, &'static str),
    /// The member is text that holds this.
    Holds(Path, &'static str),
    /// One of these members is there.
    Any(&'static [Path]),
    /// The object has these members and no other.
    Only(&'static [&'static str]),
    /// The header map is that of a request.
    RequestHeaders(Path),
    /// At least two of the members beside the body are headers of a request.
    HeaderSiblings,
    /// Two members hold the same value.
    Same(Path, Path),
    /// The member is text of so many hexadecimal digits.
    Hexadecimal(Path, usize),
    /// It is a list of `{field, value}`, and one of them has this name.
    FieldNamed(&'static str),
}

impl Mark {
    /// Whether it holds of a value.
    pub(super) fn holds(self, value: Value<'_>) -> bool {
        let at = |path| follow(value, path);
        let kind = |path, kind| at(path).is_some_and(|value| value.kind() == kind);
        let text = |path, test: &dyn Fn(&str) -> bool| {
            at(path).and_then(Value::text).is_some_and(|text| test(&text))
        };
        match self {
            Self::Has(path) => at(path).is_some(),
            Self::Lacks(path) => at(path).is_none(),
            Self::Object(path) => kind(path, JsonKind::Object),
            Self::List(path) => kind(path, JsonKind::Array),
            Self::Text(path) => kind(path, JsonKind::String),
            Self::Is(path, wanted) => at(path).is_some_and(|value| value.is_text(wanted)),
            Self::Begins(path, beginning) => text(path, &|text| text.starts_with(beginning)),
            Self::Holds(path, part) => text(path, &|text| text.contains(part)),
            Self::Any(paths) => paths.iter().any(|path| at(path).is_some()),
            Self::Only(keys) => {
                value.members().all(|(key, _)| keys.iter().any(|one| key.is_text(one)))
                    && keys.iter().all(|key| value.get(key).is_some())
            }
            Self::RequestHeaders(path) => at(path).is_some_and(|value| are_of_a_request(&header_map(value))),
            Self::Hexadecimal(path, length) => {
                text(path, &|text| text.len() == length && text.bytes().all(|byte| byte.is_ascii_hexdigit()))
            }
            Self::FieldNamed(name) => field_named(value, name).is_some(),
            Self::HeaderSiblings => are_of_a_request(&siblings(value)),
            Self::Same(one, other) => {
                at(one).is_some_and(|value| at(other).is_some_and(|other| value.raw() == other.raw()))
            }
        }
    }

    /// The mark in words, for a document that lacks it.
    pub(super) fn in_words(self) -> String {
        match self {
            Self::Has(path) => format!("a member {}", dotted(path)),
            Self::Lacks(path) => format!("no member {}", dotted(path)),
            Self::Object(path) => format!("an object {}", dotted(path)),
            Self::List(path) => format!("a list {}", dotted(path)),
            Self::Text(path) => format!("a text {}", dotted(path)),
            Self::Is(path, wanted) => format!("{} to be {wanted}", dotted(path)),
            Self::Begins(path, beginning) => format!("{} to begin with {beginning}", dotted(path)),
            Self::Holds(path, part) => format!("{} to hold {part}", dotted(path)),
            Self::Any(paths) => {
                let names: Vec<String> = paths.iter().map(|path| dotted(path)).collect();
                format!("one of {}", names.join(", "))
            }
            Self::Only(keys) => format!("nothing but {}", keys.join(", ")),
            Self::RequestHeaders(path) => format!("request headers in {}", dotted(path)),
            Self::Hexadecimal(path, length) => format!("{} to be {length} hexadecimal digits", dotted(path)),
            Self::FieldNamed(name) => format!("a field {name}"),
            Self::HeaderSiblings => "request headers beside the body".to_owned(),
            Self::Same(one, other) => format!("{} to be {}", dotted(one), dotted(other)),
        }
    }
}

fn dotted(path: &[&str]) -> String {
    path.join(".")
}
