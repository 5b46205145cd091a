//! Patterns of JSON Pointers.

use super::pointer::{Pointer, tokens};
use super::value::Value;

/// A JSON Pointer in which `*` stands for any one step: `/data/promotions/*/id`. No member can be named `*` in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointerPattern(String);

impl PointerPattern {
    /// Reads a pattern; `None` if it is neither empty nor begins with `/`, or has a `~` that is no escape.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        tokens(text)?.all(|token| token.is_some()).then(|| Self(text.to_owned()))
    }

    /// The pattern as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Every value below `root` that it stands for, in the order of the text.
    #[must_use]
    pub fn find<'d>(&self, root: Value<'d>) -> Vec<Value<'d>> {
        let mut found = vec![root];
        for token in tokens(&self.0).into_iter().flatten().flatten() {
            let any = token == "*";
            let below = |value: Value<'d>| {
                let members = value.members().filter(|(key, _)| any || key.is_text(&token));
                let items = value.items().enumerate();
                let items = items.filter(|(index, _)| any || index.to_string() == token);
                let both = members.map(|(_, member)| member).chain(items.map(|(_, item)| item));
                both.collect::<Vec<_>>()
            };
            found = found.into_iter().flat_map(below).collect();
        }
        found
    }

    /// Whether it stands for this pointer or for something that this pointer is in.
    #[must_use]
    pub fn covers(&self, pointer: &str) -> bool {
        let mut steps = pointer.split('/');
        self.0.split('/').all(|want| steps.next().is_some_and(|step| want == "*" || want == step))
    }

    /// Whether it stands for this pointer, as a whole.
    #[must_use]
    pub fn matches(&self, pointer: &Pointer) -> bool {
        let mut wanted = self.0.split('/');
        let mut steps = pointer.as_str().split('/');
        loop {
            match (wanted.next(), steps.next()) {
                (None, None) => return true,
                (Some(want), Some(step)) if want == "*" || want == step => {}
                _ => return false,
            }
        }
    }
}
