//! What a model declares of a value: the one way down into a model, beside a walk over a document. The check, the tables,
//! the mask, the comparisons and the neutral event all go it.

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
    #[inline]
    pub fn root(body: Option<&'m Object<'m>>) -> Self {
        Self { kind: body.map(Kind::Object), field: None }
    }

    /// What it declares of the value of a field.
    #[must_use]
    #[inline]
    pub const fn of(field: &'m Field<'m>) -> Self {
        Self { kind: Some(field.kind), field: Some(field) }
    }

    /// What it declares of a member. Senders keep the order of members, so the field at `hint` is tried first.
    #[must_use]
    #[inline]
    pub fn member(&self, key: Value<'_>, hint: usize) -> Self {
        match self.kind {
            Some(Kind::Object(object)) => {
                let field = object.position(key, hint).and_then(|place| object.fields.get(place));
                field.map(Self::of).unwrap_or_default()
            }
            _ => self.entry(),
        }
    }

    /// The members of an object, name and value, each with what it declares of it.
    pub fn members<'v>(
        self,
        object: Value<'v>,
    ) -> impl Iterator<Item = (Value<'v>, Value<'v>, Self)> + use<'m, 'v> {
        let (model, mut hint) = (self.object(), 0);
        object.members().map(move |(key, member)| {
            let field = model.and_then(|model| model.following(key, &mut hint));
            (key, member, field.map_or_else(|| self.entry(), Self::of))
        })
    }

    /// The object that it declares to be there.
    #[must_use]
    #[inline]
    pub const fn object(self) -> Option<&'m Object<'m>> {
        match self.kind {
            Some(Kind::Object(object)) => Some(object),
            _ => None,
        }
    }

    /// The same of a member that is given by its name.
    #[must_use]
    pub fn named(&self, name: &str) -> Self {
        match self.kind {
            Some(Kind::Object(object)) => object.field(name).map(Self::of).unwrap_or_default(),
            _ => self.entry(),
        }
    }

    /// What it declares of a member that is no field of an object, such as any of a map: its keys are data.
    #[must_use]
    #[inline]
    pub const fn entry(&self) -> Self {
        match self.kind {
            Some(Kind::Map(item)) => Self { kind: Some(*item), field: None },
            _ => Self { kind: None, field: None },
        }
    }

    /// What it declares of an item.
    #[must_use]
    #[inline]
    pub const fn item(&self) -> Self {
        match self.kind {
            Some(Kind::List(item)) => Self { kind: Some(*item), field: self.field },
            _ => Self { kind: None, field: None },
        }
    }
}
