//! What is known of the place of a value in a document.

use super::category::Category::{Password, PrivateKey, Token};
use super::names::{NamePosition, Named};
use super::value::{Scalar, is_opaque, is_time, is_uuid, may_be};
use crate::model::{Declared, Sensitivity};

/// What is known of the place of a value.
#[expect(clippy::struct_excessive_bools, reason = "what is around a value, each on its own")]
#[derive(Clone, Copy)]
pub(super) struct At<'m> {
    pub(super) declared: Declared<'m>,
    /// Who must not see it, as the models say it of this place or of one around it.
    pub(super) sensitivity: Sensitivity,
    /// What the names say, of this place or of a list around it.
    pub(super) named: Option<Named>,
    /// What the name of an object around it says, which need not be true of every member.
    pub(super) around: Option<Named>,
    /// What a sibling names it.
    pub(super) sibling: Option<Named>,
    /// Whether the object around it is about a person.
    pub(super) person: bool,
    /// Whether it is headers: a list of names and values in turns, or of such lists.
    pub(super) headers: bool,
    /// Whether it is what was before and what is now of a member: its items are what that member is.
    pub(super) pair: bool,
    /// Whether it is in what tells of a change: the payload's own model says nothing of it.
    pub(super) is_of_change: bool,
}

impl<'m> At<'m> {
    pub(super) const fn new(declared: Declared<'m>, sensitivity: Sensitivity, named: Option<Named>) -> Self {
        Self {
            declared,
            sensitivity,
            named,
            around: None,
            sibling: None,
            person: false,
            headers: false,
            pair: false,
            is_of_change: false,
        }
    }
}

/// Whether a member of an object that is called like a secret is one: of passwords and tokens whatever is not known to
/// be harmless, of what else only what looks as if chance had made it.
pub(super) fn is_secret_around(around: Named, scalar: Scalar<'_>) -> bool {
    let Scalar::Text(text) = scalar else { return false };
    if is_uuid(text) || is_time(text) {
        return false;
    }
    match around.category {
        Password | Token | PrivateKey => may_be(around, NamePosition::Member, scalar) && !text.contains(' '),
        category => category.sensitivity() == Sensitivity::Secret && is_opaque(text),
    }
}
