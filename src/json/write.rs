//! Writing a value out again: only the white space between its tokens changes.

use std::fmt::{self, Write};

use super::tape::JsonKind;
use super::value::Value;

/// Deeper levels are indented no further: a million `[` would need a terabyte of spaces.
const DEEPEST_INDENT: usize = 100;

/// Writes `value` without white space. Numbers, strings, names, order and repeated names stay as written.
///
/// # Errors
///
/// Those of `out`.
pub fn write_compact(value: Value<'_>, out: &mut impl Write) -> fmt::Result {
    write_value(value, None, out)
}

/// Writes `value` with each member and item on a line of its own, indented by `indent` spaces a level (up to a
/// hundred levels). Numbers, strings, names, order and repeated names stay as written. No line end at the end.
///
/// # Errors
///
/// Those of `out`.
pub fn write_pretty(value: Value<'_>, indent: usize, out: &mut impl Write) -> fmt::Result {
    write_value(value, Some(indent), out)
}

/// Writes `value` without white space, each object's members sorted by their names; repeated names keep their order.
/// Numbers, strings and names stay as written.
pub fn write_sorted(value: Value<'_>, out: &mut String) {
    enum Step<'v> {
        Value(Value<'v>),
        Literal(&'v str),
    }
    let mut open = vec![Step::Value(value)];
    while let Some(step) = open.pop() {
        let value = match step {
            Step::Literal(text) => {
                out.push_str(text);
                continue;
            }
            Step::Value(value) => value,
        };
        let is_object = value.kind() == JsonKind::Object;
        let mut parts: Vec<(Option<Value<'_>>, Value<'_>)> = match value.kind() {
            JsonKind::Object => value.members().map(|(key, member)| (Some(key), member)).collect(),
            JsonKind::Array => value.items().map(|item| (None, item)).collect(),
            _ => {
                out.push_str(value.raw());
                continue;
            }
        };
        if is_object {
            parts.sort_by_cached_key(|(key, _)| key.and_then(Value::text));
        }
        out.push(if is_object { '{' } else { '[' });
        open.push(Step::Literal(if is_object { "}" } else { "]" }));
        for (index, (key, value)) in parts.into_iter().enumerate().rev() {
            open.push(Step::Value(value));
            if let Some(key) = key {
                open.extend([Step::Literal(":"), Step::Literal(key.raw())]);
            }
            if index > 0 {
                open.push(Step::Literal(","));
            }
        }
    }
}

/// A container that is being written.
struct Open {
    /// Index on the tape just past its last member or item.
    end: u32,
    is_object: bool,
}

fn write_value(value: Value<'_>, indent: Option<usize>, out: &mut impl Write) -> fmt::Result {
    let document = value.document();
    let mut open: Vec<Open> = Vec::new();
    let mut index = value.index();
    loop {
        let value = document.value(index);
        let is_object = value.kind() == JsonKind::Object;
        let is_container = is_object || value.kind() == JsonKind::Array;
        if is_container && !value.is_empty_container() {
            out.write_char(if is_object { '{' } else { '[' })?;
            open.push(Open { end: value.next(), is_object });
            index = index.saturating_add(1);
        } else {
            out.write_str(match value.kind() {
                JsonKind::Object => "{}",
                JsonKind::Array => "[]",
                _ => value.raw(),
            })?;
            index = value.next();
            while let Some(container) = open.pop_if(|container| container.end == index) {
                new_line(open.len(), indent, out)?;
                out.write_char(if container.is_object { '}' } else { ']' })?;
            }
            if open.is_empty() {
                return Ok(());
            }
            out.write_char(',')?;
        }
        new_line(open.len(), indent, out)?;
        if open.last().is_some_and(|container| container.is_object) {
            out.write_str(document.value(index).raw())?;
            out.write_str(if indent.is_some() { ": " } else { ":" })?;
            index = index.saturating_add(1);
        }
    }
}

fn new_line(depth: usize, indent: Option<usize>, out: &mut impl Write) -> fmt::Result {
    let Some(indent) = indent else { return Ok(()) };
    let width = indent.saturating_mul(depth.min(DEEPEST_INDENT));
    write!(out, "\n{:width$}", "")
}
