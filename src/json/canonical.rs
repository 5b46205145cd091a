//! The canonical form of JSON, RFC 8785: what hashes and signatures of archives are made of.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt::Write;

use thiserror::Error;

use super::number::canonical;
use super::pointer::Pointer;
use super::tape::JsonKind;
use super::value::Value;

/// Why a value has no canonical form.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CanonicalError {
    /// A double cannot hold the number: it is too large, or a whole number that would change.
    #[error("{pointer} is the number {text}, which the canonical form (RFC 8785) cannot hold")]
    Number {
        /// Where it is.
        pointer: Pointer,
        /// The number, shortened.
        text: String,
    },
    /// One object has a name twice.
    #[error("{pointer} is there twice, and the canonical form (RFC 8785) has each name once")]
    Repeated {
        /// Which member.
        pointer: Pointer,
    },
    /// A text holds half of a surrogate pair, which is no character.
    #[error("{pointer} holds half of a surrogate pair, which the canonical form (RFC 8785) cannot hold")]
    Surrogate {
        /// Where.
        pointer: Pointer,
    },
}

/// Writes `value` in canonical form: no blanks, members sorted by the UTF-16 units of their names, numbers as ECMAScript
/// writes doubles.
///
/// # Errors
///
/// What the form cannot hold; `out` then ends anywhere.
pub fn write_canonical(value: Value<'_>, out: &mut String) -> Result<(), CanonicalError> {
    enum Step<'v> {
        Value(Value<'v>),
        Key(Cow<'v, str>),
        Literal(char),
    }
    let pointer = |value: Value<'_>| value.document().pointer_of(value.index());
    let mut open = vec![Step::Value(value)];
    while let Some(step) = open.pop() {
        match step {
            Step::Literal(literal) => out.push(literal),
            Step::Key(key) => {
                write_text(&key, out);
                out.push(':');
            }
            Step::Value(value) => match value.kind() {
                JsonKind::Null | JsonKind::True | JsonKind::False => out.push_str(value.raw()),
                JsonKind::Number => {
                    let number = canonical_number(value.raw());
                    let text = || value.raw().chars().take(40).collect();
                    let number = number
                        .ok_or_else(|| CanonicalError::Number { pointer: pointer(value), text: text() })?;
                    out.push_str(&number);
                }
                JsonKind::String => match sound_text(value) {
                    Some(text) => write_text(&text, out),
                    None => return Err(CanonicalError::Surrogate { pointer: pointer(value) }),
                },
                JsonKind::Array => {
                    out.push('[');
                    open.push(Step::Literal(']'));
                    let items: Vec<Value<'_>> = value.items().collect();
                    for (index, item) in items.iter().enumerate().rev() {
                        open.push(Step::Value(*item));
                        if index > 0 {
                            open.push(Step::Literal(','));
                        }
                    }
                }
                JsonKind::Object => {
                    out.push('{');
                    open.push(Step::Literal('}'));
                    let mut members = Vec::new();
                    for (key, member) in value.members() {
                        let name = sound_text(key);
                        let name =
                            name.ok_or_else(|| CanonicalError::Surrogate { pointer: pointer(member) })?;
                        members.push((name, member));
                    }
                    members.sort_by(|(one, _), (other, _)| by_units(one, other));
                    let twice =
                        members.windows(2).find(|pair| matches!(pair, [one, other] if one.0 == other.0));
                    if let Some([_, (_, member)]) = twice {
                        return Err(CanonicalError::Repeated { pointer: pointer(*member) });
                    }
                    for (index, (name, member)) in members.into_iter().enumerate().rev() {
                        open.push(Step::Value(member));
                        open.push(Step::Key(name));
                        if index > 0 {
                            open.push(Step::Literal(','));
                        }
                    }
                }
            },
        }
    }
    Ok(())
}

/// The order of two names by their UTF-16 units: of ASCII names that of their bytes.
fn by_units(one: &str, other: &str) -> Ordering {
    if one.is_ascii() && other.is_ascii() {
        return one.cmp(other);
    }
    one.encode_utf16().cmp(other.encode_utf16())
}

/// A string's text; `None` if it holds half of a surrogate pair.
fn sound_text(value: Value<'_>) -> Option<Cow<'_, str>> {
    let text = value.text()?;
    if !value.is_escaped() {
        return Some(text);
    }
    // U+FFFD stands for such a half; written as itself or as an escape of its own it is sound.
    let halves = || text.matches('\u{fffd}').count() != replacements(value.raw());
    (!text.contains('\u{fffd}') || !halves()).then_some(text)
}

/// How often U+FFFD itself is written in a JSON text.
fn replacements(raw: &str) -> usize {
    raw.matches('\u{fffd}').count() + raw.to_ascii_lowercase().matches("\\ufffd").count()
}

fn write_text(text: &str, out: &mut String) {
    out.push('"');
    if text.bytes().all(|byte| byte >= b' ' && !matches!(byte, b'"' | b'\\')) {
        out.push_str(text);
        out.push('"');
        return;
    }
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\0'..='\u{1f}' => {
                // Writing to a String cannot fail.
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

/// A number as ECMAScript writes the double nearest to it. `None` if there is none, or if it is a whole number that
/// would be another one.
fn canonical_number(raw: &str) -> Option<String> {
    let double: f64 = raw.parse().ok().filter(|double: &f64| double.is_finite())?;
    let text = ryu_js::Buffer::new().format(double).to_owned();
    let is_whole = !raw.contains(['.', 'e', 'E']);
    (!is_whole || canonical(raw) == canonical(&text)).then_some(text)
}
