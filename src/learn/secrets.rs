//! Which words of payloads are secrets, by where they stand: no pack and no state tells them.

use super::tree::{Member, Objects};
use crate::json::{JsonKind, Value};
use crate::redact::{Way, holds_a_secret, is_name_of_pair, is_value_of_pair, names_a_secret};

/// What the names around a place say of the words that stand there.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Around {
    /// What the names on the way to it say.
    way: Way,
    /// Whether a member beside it may say that it is a secret.
    is_named: bool,
}

impl Around {
    /// Goes to a member of an object, `names_secrets` being what [`names_secrets`] says of the object. Gives what stands
    /// for its name where that is a secret itself.
    pub(super) fn step(&mut self, name: &str, names_secrets: bool) -> Option<String> {
        self.is_named = names_secrets && is_value_of_pair(name);
        self.way.step(name)
    }

    /// Whether one of the words there is a secret, or may be one.
    pub(super) fn hold_secret<'w>(self, mut words: impl Iterator<Item = &'w str> + Clone) -> bool {
        self.is_named
            || self.way.names_a_secret()
            || (self.way.leads_to_headers() && words.clone().any(names_a_secret))
            || words.any(|word| self.way.hides(word) || holds_a_secret(word))
    }
}

/// Whether a member of an object may name a secret that another one holds: it does, or nobody knows all that it names.
pub(super) fn names_secrets(objects: &Objects) -> bool {
    let may_name = |member: &Member| {
        let texts = member.node.texts.as_ref().filter(|_| is_name_of_pair(&member.name));
        texts.is_some_and(|texts| {
            let names = texts.values.sorted();
            names.is_none_or(|names| names.iter().any(|(name, _)| names_a_secret(name)))
        })
    };
    objects.members.iter().any(may_name)
}

/// Whether a member of this object is what another one names as a secret.
pub(super) fn is_named_secret(object: Value<'_>, name: &str) -> bool {
    is_value_of_pair(name)
        && object.members().any(|(key, value)| {
            value.kind() == JsonKind::String
                && key.text().is_some_and(|key| is_name_of_pair(&key))
                && value.text().is_some_and(|text| names_a_secret(&text))
        })
}
