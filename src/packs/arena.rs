//! Where the models that are read at run time live.

use bumpalo::Bump;

use crate::model::Object;
use crate::schema_validator::SchemaValidator;

/// Holds models; what is put in lives as long as it.
#[derive(Default)]
pub struct Arena {
    plain: Bump,
    validators: typed_arena::Arena<SchemaValidator>,
}

impl std::fmt::Debug for Arena {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Arena").finish_non_exhaustive()
    }
}

impl Arena {
    /// An empty one.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Keeps a text.
    pub(super) fn text(&self, text: &str) -> &str {
        self.plain.alloc_str(text)
    }

    /// Keeps a value.
    pub(super) fn one<T: Copy>(&self, value: T) -> &T {
        self.plain.alloc(value)
    }

    /// Keeps an object.
    pub(super) fn object<'a>(&'a self, object: Object<'a>) -> &'a Object<'a> {
        self.plain.alloc(object)
    }

    /// Keeps several values.
    pub(super) fn list<T: Copy>(&self, values: &[T]) -> &[T] {
        self.plain.alloc_slice_copy(values)
    }

    /// Keeps a list of texts.
    pub(super) fn texts<'a>(&'a self, texts: impl IntoIterator<Item = String>) -> &'a [&'a str] {
        let texts: Vec<&'a str> = texts.into_iter().map(|text| self.text(&text)).collect();
        self.list(&texts)
    }

    /// Keeps a validator.
    pub(super) fn validator(&self, validator: SchemaValidator) -> &SchemaValidator {
        self.validators.alloc(validator)
    }
}
