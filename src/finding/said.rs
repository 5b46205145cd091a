//! What findings repeat of a payload, so that it can be hidden there too.

use super::{Deviation, EventDeviation, NearestMiss};
use crate::json::Pointer;

/// What stands in the place of texts and of ways to values, where something else than they has to.
pub trait Hide {
    /// What stands for a text.
    fn text(&self, text: &str) -> Option<String>;

    /// What stands for the way to a value.
    fn pointer(&self, pointer: &Pointer) -> Option<Pointer>;
}

impl Deviation {
    /// Hides what the payload calls its event, and the names on ways to its values.
    pub fn hide(&mut self, hide: &impl Hide) {
        let Self::Event(event) = self else { return };
        match &mut **event {
            EventDeviation::UnknownEvent { name, .. } => put(name, hide.text(name)),
            EventDeviation::Unidentified { nearest, own_name } => {
                if let Some((name, _)) = own_name {
                    put(name, hide.text(name));
                }
                nearest.hide(hide);
            }
            _ => {}
        }
    }
}

impl NearestMiss {
    /// Hides what it repeats of the payload.
    pub fn hide(&mut self, hide: &impl Hide) {
        match self {
            Self::NoEvents { list, .. } => put(list, hide.pointer(list)),
            Self::Capture(clause) => put(clause, hide.text(clause)),
            Self::Within { pointer, what } => {
                put(pointer, hide.pointer(pointer));
                put(what, hide.text(what));
            }
            Self::Envelope { .. }
            | Self::UnknownEvent(_)
            | Self::OtherProvider(_)
            | Self::Nothing
            | Self::NotAnObject => {}
        }
    }
}

fn put<T>(own: &mut T, other: Option<impl Into<T>>) {
    if let Some(other) = other {
        *own = other.into();
    }
}
