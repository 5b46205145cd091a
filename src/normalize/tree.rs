//! The neutral event before it is written: a small tree whose payload values stay as they were written.

use std::borrow::Cow;

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::value::RawValue;

/// A value of the neutral event. Its depth is that of the format, not of the payload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Tree<'d> {
    Null,
    Flag(bool),
    Text(Cow<'d, str>),
    /// JSON as it was written.
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

    /// Writes JSON on one line.
    pub(super) fn write(&self, out: &mut String) {
        match self {
            Self::Null => out.push_str("null"),
            Self::Flag(flag) => out.push_str(if *flag { "true" } else { "false" }),
            Self::Raw(text) => out.push_str(text),
            // Borrowed text stood in JSON without an escape, or is a word of ours: nothing in it needs one.
            Self::Text(Cow::Borrowed(text)) => write_plain(text, out),
            Self::Text(Cow::Owned(text)) if text.bytes().all(is_plain) => write_plain(text, out),
            Self::Text(Cow::Owned(text)) => {
                // Text can always be written.
                out.push_str(&serde_json::to_string(text).unwrap_or_default());
            }
            Self::List(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    item.write(out);
                }
                out.push(']');
            }
            Self::Object(members) => {
                out.push('{');
                for (index, (name, value)) in members.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    write_plain(name, out);
                    out.push(':');
                    value.write(out);
                }
                out.push('}');
            }
        }
    }
}

/// Whether a byte stands in a JSON string as it is.
const fn is_plain(byte: u8) -> bool {
    byte >= 0x20 && byte != b'"' && byte != b'\\'
}

fn write_plain(text: &str, out: &mut String) {
    out.push('"');
    out.push_str(text);
    out.push('"');
}

impl Serialize for Tree<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Raw(text) => match RawValue::from_string(text.clone().into_owned()) {
                Ok(raw) => raw.serialize(serializer),
                Err(_) => serializer.serialize_str(text),
            },
            Self::List(items) => serializer.collect_seq(items),
            Self::Object(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for (name, value) in members {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }
    }
}
