//! Writing a value as it was written, but for what is replaced in it.

use std::fmt::{self, Write};

use super::node::JsonKind;
use super::quote::write_quoted;
use super::value::Value;
use super::walk::{Order, Visit, Walk};
use super::write::{Replace, Replacement, Writer};

impl<R: Replace> Writer<R> {
    /// Copies the text of a value from its start to its end, but for what is replaced. What is left out goes with the
    /// comma before it and the white space around that comma, or with those behind it where nothing comes before.
    pub(super) fn copy(&mut self, value: Value<'_>, out: &mut impl Write) -> fmt::Result {
        /// An open container: where its last value ends that stays, and whether the white space and the comma before the
        /// next value are to be left out.
        #[derive(Default)]
        struct Level {
            kept_to: Option<u32>,
            skips: bool,
        }
        let text = value.document().text();
        let slice = |from: u32, to: u32| text.get(from as usize..to as usize).unwrap_or_default();
        let whole = value.span();
        let mut levels: Vec<Level> = Vec::new();
        let mut walk = Walk::new(value, Order::AsWritten);
        let mut at = whole.start;
        while let Some(visit) = walk.next() {
            let Visit::Value { name, value } = visit else {
                levels.pop();
                continue;
            };
            let (begin, span) = (name.unwrap_or(value).span().start, value.span());
            let is_container = matches!(value.kind(), JsonKind::Object | JsonKind::Array);
            let (of_name, of_value) = self.replaced(name, value);
            let is_whole = is_container && of_value == Replacement::Original && self.keeps_all(value);
            if is_container && (is_whole || of_value != Replacement::Original) {
                walk.pass_over();
            }
            let mut level = levels.last_mut();
            if let Some(level) = level.as_deref_mut()
                && std::mem::take(&mut level.skips)
            {
                at = begin;
            }
            if of_value == Replacement::Nothing {
                let from = match level {
                    Some(Level { kept_to: Some(end), .. }) => *end,
                    Some(level) => {
                        level.skips = true;
                        begin
                    }
                    None => begin,
                };
                out.write_str(slice(at, from.max(at)))?;
                at = span.end;
                continue;
            }
            if let Some(level) = level {
                level.kept_to = Some(span.end);
            }
            if let (Some(name), true) = (name, of_name != Replacement::Original) {
                out.write_str(slice(at, begin))?;
                replacement(&of_name, out)?;
                at = name.span().end;
            }
            if of_value != Replacement::Original {
                out.write_str(slice(at, span.start))?;
                replacement(&of_value, out)?;
                at = span.end;
            } else if is_container && !is_whole {
                levels.push(Level::default());
            }
        }
        out.write_str(slice(at, whole.end.max(at)))
    }
}

fn replacement(replacement: &Replacement, out: &mut impl Write) -> fmt::Result {
    match replacement {
        Replacement::Text(text) => write_quoted(text, &[], out),
        Replacement::Json(json) => out.write_str(json),
        Replacement::Original | Replacement::Nothing => Ok(()),
    }
}
