//! The neutral event before it is written: a small tree whose payload values stay as they were written.

use std::borrow::Cow;
use std::fmt;

use crate::json::Emitter;

/// A value of the neutral event. Its depth is that of the format, not of the payload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Tree<'d> {
    Null,
    Flag(bool),
    Text(Cow<'d, str>),
    /// A scalar as it is written in JSON.
    Raw(Cow<'d, str>),
    Object(Members<'d>),
    List(Vec<Tree<'d>>),
}

/// The members of an object, in order.
pub(super) type Members<'d> = Vec<(&'static str, Tree<'d>)>;

impl Tree<'_> {
    /// The text of a scalar.
    pub(super) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Raw(text) => Some(text),
            _ => None,
        }
    }

    /// A member of an object.
    pub(super) fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => members.iter().find(|(key, _)| *key == name).map(|(_, value)| value),
            _ => None,
        }
    }

    /// Writes JSON. Recurses as deep as the format.
    pub(super) fn emit(&self, out: &mut Emitter<'_, String>) -> fmt::Result {
        match self {
            Self::Null => out.value("null"),
            Self::Flag(flag) => out.value(if *flag { "true" } else { "false" }),
            Self::Raw(json) => out.value(json),
            Self::Text(text) => out.text(text),
            Self::List(items) => {
                out.begin_array()?;
                items.iter().try_for_each(|item| item.emit(out))?;
                out.end()
            }
            Self::Object(members) => {
                out.begin_object()?;
                emit_members(members, out)?;
                out.end()
            }
        }
    }
}

/// Writes the members of an object that is open.
pub(super) fn emit_members(members: &Members<'_>, out: &mut Emitter<'_, String>) -> fmt::Result {
    members.iter().try_for_each(|(name, value)| {
        out.plain_name(name)?;
        value.emit(out)
    })
}
