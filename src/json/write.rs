//! Writing values out: one [`Writer`] for every way in which JSON is written.
//!
//! A [`Style`] says what it looks like. Unless it says otherwise numbers, strings, names, order and repeated names stay as
//! they were written. A [`Replace`] says what stands in the place of single names and values, so that a text can be
//! written anew with some of it hidden, replaced or left out and all else as it was:
//!
//! ```
//! use hookspect::json::{Replace, Replacement, Style, Tape, Value, Writer};
//!
//! struct Redacted;
//!
//! impl Replace for Redacted {
//!     fn value(&mut self, name: Option<Value<'_>>, _: Value<'_>) -> Replacement {
//!         match name {
//!             Some(name) if name.is_text("email") => Replacement::Text("someone@example.com".to_owned()),
//!             Some(name) if name.is_text("note") => Replacement::Nothing,
//!             _ => Replacement::Original,
//!         }
//!     }
//! }
//!
//! let mut tape = Tape::new();
//! let document = tape.parse(br#"{ "id":1.50,  "email": "a@b.test", "note":"\u0061" }"#)?;
//! let mut out = String::new();
//! Writer::new(Style::AsWritten).replacing(Redacted).write(document.root(), &mut out)?;
//! assert_eq!(out, r#"{ "id":1.50,  "email": "someone@example.com" }"#);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::borrow::Cow;
use std::fmt::{self, Write};

use thiserror::Error;

use super::canonical::{CanonicalError, canonical_number, sound_text};
use super::emit::{Emitter, Layout};
use super::node::JsonKind;
use super::pointer::Pointer;
use super::quote::{Escape, write_quoted};
use super::value::Value;
use super::walk::{Order, Visit, Walk};

/// What a text looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// As it was written, white space and all.
    AsWritten,
    /// Its tokens anew.
    Tokens {
        /// The white space between them.
        layout: Layout,
        /// The order of members.
        order: Order,
        /// How names and strings are written.
        strings: Strings,
    },
    /// The canonical form of RFC 8785.
    Canonical,
}

/// How names and strings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strings {
    /// As they were.
    AsWritten,
    /// With the escapes that must be, and these.
    Escaped(&'static [Escape]),
}

impl Style {
    /// No white space, all else as it was written.
    pub const COMPACT: Self = Self::laid_out(Layout::Compact);

    /// Each member and item on a line of its own, `indent` spaces a level.
    #[must_use]
    pub const fn pretty(indent: usize) -> Self {
        Self::laid_out(Layout::Pretty(indent))
    }

    /// Other white space, all else as it was written.
    #[must_use]
    pub const fn laid_out(layout: Layout) -> Self {
        Self::Tokens { layout, order: Order::AsWritten, strings: Strings::AsWritten }
    }

    /// The same with members sorted by name, where there is a choice.
    #[must_use]
    pub const fn sorted(self) -> Self {
        match self {
            Self::Tokens { layout, strings, .. } => Self::Tokens { layout, order: Order::ByName, strings },
            other => other,
        }
    }
}

/// What stands in the place of a name or of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Replacement {
    /// What was written.
    Original,
    /// A string with this text.
    Text(String),
    /// This JSON. In the place of a name it has to be a string.
    Json(Cow<'static, str>),
    /// Nothing: the member is left out, name and value, or the item.
    Nothing,
}

/// What is replaced in a text that is being written.
pub trait Replace {
    /// What stands in the place of a member's name.
    fn name(&mut self, _name: Value<'_>) -> Replacement {
        Replacement::Original
    }

    /// What stands in the place of a value; `name` is its member's. In a container that stays everything is asked for.
    fn value(&mut self, name: Option<Value<'_>>, value: Value<'_>) -> Replacement;

    /// Whether all of a container that stays is known to stay as it is; then nothing in it need be asked for.
    fn keeps_all(&self, container: Value<'_>) -> bool {
        let _ = container;
        false
    }
}

/// Nothing is replaced.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unchanged;

impl Replace for Unchanged {
    fn value(&mut self, _: Option<Value<'_>>, _: Value<'_>) -> Replacement {
        Replacement::Original
    }

    fn keeps_all(&self, _: Value<'_>) -> bool {
        true
    }
}

/// Why a value was not written.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum WriteError {
    /// It has no canonical form.
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
    /// The output refused.
    #[error(transparent)]
    Output(#[from] fmt::Error),
}

/// Writes values in a style, with some of them replaced.
#[derive(Debug, Clone)]
pub struct Writer<R = Unchanged> {
    style: Style,
    replace: R,
}

impl Writer {
    /// A writer that replaces nothing.
    #[must_use]
    pub const fn new(style: Style) -> Self {
        Self { style, replace: Unchanged }
    }

    /// The same with replacements.
    pub const fn replacing<R: Replace>(self, replace: R) -> Writer<R> {
        Writer { style: self.style, replace }
    }
}

impl<R: Replace> Writer<R> {
    /// Writes a value.
    ///
    /// # Errors
    ///
    /// Those of `out`, and for the canonical form what it cannot hold; `out` then ends anywhere.
    pub fn write(&mut self, value: Value<'_>, out: &mut impl Write) -> Result<(), WriteError> {
        let layout = match self.style {
            Style::AsWritten => return Ok(self.copy(value, out)?),
            Style::Tokens { layout, .. } => layout,
            Style::Canonical => Layout::Compact,
        };
        self.emit(value, &mut Emitter::new(layout, out))
    }

    /// Writes a value as a part of a larger text, in the layout of that.
    ///
    /// # Errors
    ///
    /// As [`Writer::write`].
    pub fn emit(&mut self, value: Value<'_>, out: &mut Emitter<'_, impl Write>) -> Result<(), WriteError> {
        let order = match self.style {
            Style::AsWritten => Order::AsWritten,
            Style::Tokens { order, .. } => order,
            Style::Canonical => Order::ByUnits,
        };
        let style = self.style;
        let is_as_written =
            matches!(style, Style::Tokens { order: Order::AsWritten, strings: Strings::AsWritten, .. });
        if is_as_written && out.layout() == Layout::Compact && value.is_compact() {
            // It is written already, and only has to be copied.
            return Ok(self.copy(value, out.verbatim()?)?);
        }
        // In canonical form, the name that was written last in each open container.
        let mut last: Vec<Option<Value<'_>>> = Vec::new();
        let mut walk = Walk::new(value, order);
        while let Some(visit) = walk.next() {
            let Visit::Value { name, value } = visit else {
                last.pop();
                out.end()?;
                continue;
            };
            let is_container = matches!(value.kind(), JsonKind::Object | JsonKind::Array);
            let (of_name, of_value) = self.replaced(name, value);
            if is_container && of_value != Replacement::Original {
                walk.pass_over();
            }
            if of_value == Replacement::Nothing {
                continue;
            }
            if let Some(name) = name {
                if let Some(last) = last.last_mut() {
                    let before = last.replace(name);
                    if before.is_some_and(|before| before.text() == name.text()) {
                        return Err(CanonicalError::Repeated { pointer: pointer(value) }.into());
                    }
                }
                match of_name {
                    Replacement::Text(text) => out.name(&in_quotes(&text, style))?,
                    Replacement::Json(json) => out.name(&json)?,
                    _ => out.name(&string(name, value, style)?)?,
                }
            }
            match (of_value, value.kind()) {
                (Replacement::Text(text), _) => out.value(&in_quotes(&text, style))?,
                (Replacement::Json(json), _) => out.value(&json)?,
                (_, kind @ (JsonKind::Object | JsonKind::Array)) => {
                    if style == Style::Canonical {
                        last.push(None);
                    }
                    out.begin(kind == JsonKind::Object)?;
                }
                (_, JsonKind::String) => out.value(&string(value, value, style)?)?,
                (_, JsonKind::Number) if style == Style::Canonical => {
                    let text = || value.raw().chars().take(40).collect();
                    let refusal = || CanonicalError::Number { pointer: pointer(value), text: text() };
                    out.value(&canonical_number(value.raw()).ok_or_else(refusal)?)?;
                }
                _ => out.value(value.raw())?,
            }
        }
        Ok(())
    }

    /// Whether all of a container is known to stay.
    pub(super) fn keeps_all(&self, container: Value<'_>) -> bool {
        self.replace.keeps_all(container)
    }

    /// What stands in the place of a name and a value.
    pub(super) fn replaced(
        &mut self,
        name: Option<Value<'_>>,
        value: Value<'_>,
    ) -> (Replacement, Replacement) {
        match name.map_or(Replacement::Original, |name| self.replace.name(name)) {
            Replacement::Nothing => (Replacement::Nothing, Replacement::Nothing),
            of_name => (of_name, self.replace.value(name, value)),
        }
    }
}

/// A name or a string as JSON; `at` is where it is told that it has no canonical form. Half of a surrogate pair stays as
/// it was written where that is allowed: there is no other way.
fn string<'v>(string: Value<'v>, at: Value<'_>, style: Style) -> Result<Cow<'v, str>, CanonicalError> {
    if matches!(style, Style::AsWritten | Style::Tokens { strings: Strings::AsWritten, .. }) {
        return Ok(string.raw().into());
    }
    match sound_text(string) {
        // Without an escape it is written as it must be.
        Some(_) if style == Style::Canonical && !string.is_escaped() => Ok(string.raw().into()),
        Some(text) => Ok(in_quotes(&text, style).into()),
        None if style == Style::Canonical => Err(CanonicalError::Surrogate { pointer: pointer(at) }),
        None => Ok(string.raw().into()),
    }
}

fn in_quotes(text: &str, style: Style) -> String {
    let escapes = match style {
        Style::Tokens { strings: Strings::Escaped(escapes), .. } => escapes,
        _ => &[],
    };
    let mut out = String::with_capacity(text.len() + 2);
    // Writing to a String cannot fail.
    let _ = write_quoted(text, escapes, &mut out);
    out
}

fn pointer(value: Value<'_>) -> Pointer {
    value.document().pointer_of(value.index())
}

/// Writes `value` without white space. Numbers, strings, names, order and repeated names stay as written.
///
/// # Errors
///
/// Those of `out`.
pub fn write_compact(value: Value<'_>, out: &mut impl Write) -> fmt::Result {
    write_tokens(value, Style::COMPACT, out)
}

/// Writes `value` with each member and item on a line of its own, indented by `indent` spaces a level (up to a
/// hundred levels). Numbers, strings, names, order and repeated names stay as written. No line end at the end.
///
/// # Errors
///
/// Those of `out`.
pub fn write_pretty(value: Value<'_>, indent: usize, out: &mut impl Write) -> fmt::Result {
    write_tokens(value, Style::pretty(indent), out)
}

fn write_tokens(value: Value<'_>, style: Style, out: &mut impl Write) -> fmt::Result {
    match Writer::new(style).write(value, out) {
        Ok(()) => Ok(()),
        Err(WriteError::Output(error)) => Err(error),
        // Only the canonical form cannot hold everything.
        Err(WriteError::Canonical(_)) => Err(fmt::Error),
    }
}

/// Writes `value` in the canonical form of RFC 8785: no blanks, members sorted by the UTF-16 units of their names,
/// numbers as ECMAScript writes doubles.
///
/// # Errors
///
/// What the form cannot hold; `out` then ends anywhere.
pub fn write_canonical(value: Value<'_>, out: &mut String) -> Result<(), CanonicalError> {
    match Writer::new(Style::Canonical).write(value, out) {
        Err(WriteError::Canonical(error)) => Err(error),
        // Writing to a String cannot fail.
        Ok(()) | Err(WriteError::Output(_)) => Ok(()),
    }
}
