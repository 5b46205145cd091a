//! What a model declares of a value: the one way down into a model, beside a walk over a document.

use super::field::{Field, Object};
use super::kind::Kind;
use crate::json::Value;

/// What a model declares of a value; nothing where no model knows it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Declared<'m> {
    /// What the value looks like.
    pub kind: Option<Kind<'m>>,
    /// The member that it is the value of, or that it is an item of.
    pub field: Option<&'m Field<'m>>,
}

impl<'m> Declared<'m> {
    /// What a model declares of the whole payload.
    #[must_use]
    pub fn root(body: Option<&'m Object<'m>>) -> Self {
        Self { kind: body.map(Kind::Object), field: None }
    }

    /// What it declares of a member. Senders keep the order of members, so the field at `hint` is tried first.
    #[must_use]
    pub fn member(&self, key: Value<'_>, hint: usize) -> Self {
        match self.kind {
            Some(Kind::Object(object)) => {
                let hinted = object.fields.get(hint).filter(|field| key.is_text(field.name));
                let field = hinted.or_else(|| object.fields.iter().find(|field| key.is_text(field.name)));
                Self { kind: field.map(|field| field.kind), field }
            }
            // The keys of a map are data: no field stands behind them.
            Some(Kind::Map(item)) => Self { kind: Some(*item), field: None },
            _ => Self::default(),
        }
    }

    /// What it declares of an item.
    #[must_use]
    pub const fn item(&self) -> Self {
        match self.kind {
            Some(Kind::List(item)) => Self { kind: Some(*item), field: self.field },
            _ => Self { kind: None, field: None },
        }
    }
}
