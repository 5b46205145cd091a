//! Differences for programs: the format `hookspect/v1`, and JSON Patch (RFC 6902).

use serde::Serialize;
use serde_json::value::RawValue;

use crate::diff::{Kind, patch};
use crate::json::Value;
use crate::report::human::difference::{Compared, Side};

/// What one comparison says.
#[derive(Serialize)]
pub struct Differences<'a> {
    #[serde(flatten)]
    head: Option<Head>,
    a: &'a str,
    b: &'a str,
    what: &'a str,
    ignored: Vec<Ignored<'a>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    remarks: &'a [String],
    changes: Vec<Change<'a>>,
    summary: Summary,
}

/// The comparisons of two sources, pair by pair.
#[derive(Serialize)]
pub struct PairsDocument {
    #[serde(flatten)]
    head: Head,
    paired_by: &'static str,
    pairs: Vec<Box<RawValue>>,
    #[serde(flatten)]
    rest: serde_json::Value,
}

impl PairsDocument {
    /// A document of pairs, each as [`Compared::json`] has it, and of what there is to say after them.
    #[must_use]
    pub const fn new(paired_by: &'static str, pairs: Vec<Box<RawValue>>, rest: serde_json::Value) -> Self {
        Self { head: HEAD, paired_by, pairs, rest }
    }
}

#[derive(Serialize)]
struct Head {
    format: &'static str,
    command: &'static str,
}

const HEAD: Head = Head { format: "hookspect/v1", command: "diff" };

#[derive(Serialize)]
struct Ignored<'a> {
    pointer: &'a str,
    differs: bool,
}

#[derive(Serialize)]
struct Change<'a> {
    op: &'static str,
    pointer: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    old: Option<Box<RawValue>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    new: Option<Box<RawValue>>,
    /// There where a value is hidden.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    masked: bool,
    meaning: Option<&'a str>,
}

#[derive(Serialize)]
struct Summary {
    added: usize,
    removed: usize,
    changed: usize,
}

#[derive(Serialize)]
struct Operation<'a> {
    op: &'static str,
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Box<RawValue>>,
}

/// A value as it was written, or a text of dots. Of a shape, the type's name.
fn raw(side: &Side<'_>, value: Value<'_>, shapes: bool) -> Box<RawValue> {
    let text = if shapes { format!("\"{}\"", crate::diff::type_name(value)) } else { side.json(value) };
    RawValue::from_string(text).unwrap_or_else(|_| RawValue::NULL.to_owned())
}

impl Compared<'_> {
    /// The comparison as `hookspect/v1` has it; with the format's name where it is a document of its own.
    #[must_use]
    pub fn json(&self, alone: bool) -> Differences<'_> {
        let changes = self.difference.changes.iter().map(|change| Change {
            op: match change.kind {
                Kind::Added => "add",
                Kind::Removed => "remove",
                Kind::Changed => "replace",
            },
            pointer: change.pointer.as_str(),
            old: change.old.map(|old| raw(&self.a, old, self.shapes)),
            new: change.new.map(|new| raw(&self.b, new, self.shapes)),
            masked: !self.shapes
                && (change.old.is_some_and(|old| self.a.hides(old))
                    || change.new.is_some_and(|new| self.b.hides(new))),
            meaning: change.field.map(|field| field.meaning),
        });
        let skipped = self.difference.skipped.iter();
        let count = |kind| self.difference.count(kind);
        Differences {
            head: alone.then_some(HEAD),
            a: self.a.name,
            b: self.b.name,
            what: &self.title,
            ignored: skipped
                .map(|field| Ignored { pointer: field.pointer.as_str(), differs: field.differs })
                .collect(),
            remarks: &self.difference.remarks,
            changes: changes.collect(),
            summary: Summary {
                added: count(Kind::Added),
                removed: count(Kind::Removed),
                changed: count(Kind::Changed),
            },
        }
    }

    /// A JSON Patch that makes the second payload of the first; `None` if they would show what is hidden.
    #[must_use]
    pub fn patch(&self) -> Option<String> {
        let operations = patch(&self.difference);
        let hidden = |value: Option<Value<'_>>| value.is_some_and(|value| self.b.hides(value));
        if operations.iter().any(|operation| hidden(operation.value)) {
            return None;
        }
        let operations: Vec<Operation<'_>> = operations
            .iter()
            .map(|operation| Operation {
                op: operation.name,
                path: operation.path.as_str(),
                value: operation.value.map(|value| raw(&self.b, value, false)),
            })
            .collect();
        serde_json::to_string_pretty(&operations).ok()
    }
}
