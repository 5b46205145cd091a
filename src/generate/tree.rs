//! A payload while it is made: values that can still be changed, then written once.

use std::borrow::Cow;
use std::fmt;

use crate::json::{Emitter, Layout, quoted};
use crate::model::Kind;

/// A JSON value whose scalars are JSON text already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tree<'m> {
    /// `null`, `true`, a number or a quoted text, as it will be written.
    Scalar(Cow<'m, str>),
    /// An array.
    List(Vec<Tree<'m>>),
    /// An object, its members in the order of the model.
    Object(Vec<(Cow<'m, str>, Tree<'m>)>),
}

impl Tree<'_> {
    /// `null`.
    pub(super) const NULL: Self = Self::Scalar(Cow::Borrowed("null"));

    /// A text, quoted and escaped.
    pub(super) fn text(text: &str) -> Self {
        Self::Scalar(Cow::Owned(quoted(text)))
    }

    /// The JSON text of a scalar that is not null.
    pub(super) fn scalar(&self) -> Option<&str> {
        match self {
            Self::Scalar(raw) if raw != "null" => Some(raw),
            _ => None,
        }
    }

    /// Whether it is null, an empty text or an empty container.
    pub(super) fn is_blank(&self) -> bool {
        match self {
            Self::Scalar(raw) => matches!(raw.as_ref(), "null" | "\"\""),
            Self::List(items) => items.is_empty(),
            Self::Object(members) => members.is_empty(),
        }
    }

    /// The member of this name.
    pub(super) fn member(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => members.iter().find(|(key, _)| key == name).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The value at a path without `*`.
    pub(super) fn at(&self, path: &[&str]) -> Option<&Self> {
        path.iter().try_fold(self, |tree, name| tree.member(name))
    }

    /// The value at a path without `*`, to be changed.
    pub(super) fn at_mut(&mut self, path: &[&str]) -> Option<&mut Self> {
        let mut tree = self;
        for name in path {
            let Self::Object(members) = tree else { return None };
            tree = members.iter_mut().find(|(key, _)| key == name).map(|(_, value)| value)?;
        }
        Some(tree)
    }

    /// Every value at a path in which `*` stands for each item of an array.
    pub(super) fn each_at_mut(&mut self, path: &[&str], change: &mut impl FnMut(&mut Self)) {
        let mut here = vec![self];
        for step in path {
            let mut next = Vec::new();
            for tree in here {
                match tree {
                    Self::List(items) if *step == "*" => next.extend(items.iter_mut()),
                    Self::Object(members) => {
                        next.extend(
                            members.iter_mut().filter(|(key, _)| key == step).map(|(_, value)| value),
                        );
                    }
                    _ => {}
                }
            }
            here = next;
        }
        here.into_iter().for_each(change);
    }

    /// Takes a member of an object away.
    pub(super) fn remove(&mut self, name: &str) {
        if let Self::Object(members) = self {
            members.retain(|(key, _)| key != name);
        }
    }

    /// Appends the value as compact JSON.
    pub fn write(&self, out: &mut String) {
        // Writing to a String cannot fail.
        let _ = self.emit(&mut Emitter::new(Layout::Compact, out));
    }

    /// The value as compact JSON.
    pub(super) fn to_text(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text
    }

    /// Recurses as deep as the model, which the generator bounds.
    fn emit(&self, out: &mut Emitter<'_, String>) -> fmt::Result {
        match self {
            Self::Scalar(raw) => out.value(raw),
            Self::List(items) => {
                out.begin_array()?;
                items.iter().try_for_each(|item| item.emit(out))?;
                out.end()
            }
            Self::Object(members) => {
                out.begin_object()?;
                for (key, value) in members {
                    out.name_text(key)?;
                    value.emit(out)?;
                }
                out.end()
            }
        }
    }
}

/// A known value: text, or for other kinds the JSON that it spells.
pub(super) fn known<'m>(kind: Kind<'_>, value: &'m str) -> Tree<'m> {
    match kind {
        Kind::Integer | Kind::Number | Kind::Boolean => Tree::Scalar(Cow::Borrowed(value)),
        _ => Tree::text(value),
    }
}
