//! Differences for programs: the format `hookspect/v1`, and JSON Patch (RFC 6902).

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::value::RawValue;
use thiserror::Error;

use super::frame::FORMAT;
use crate::diff::{ChangeKind, Counts, PairedBy, patch};
use crate::json::Value;
use crate::redact::masked_pointer;
use crate::report::human::difference::{Compared, Side};
use crate::report::human::unpaired::Unpaired;

/// Why there is no patch.
#[derive(Debug, Error)]
pub enum PatchError {
    /// It would show what is hidden.
    #[error("the patch would hold secrets")]
    Secrets,
    /// The paths of its operations would be longer than the payloads by far.
    #[error("the patch would be too long: too many changes lie too deep to write each one's path")]
    TooLong,
    /// It could not be written.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
}

/// What one comparison says.
#[derive(Serialize)]
pub struct Differences<'a> {
    #[serde(flatten)]
    head: Option<Head>,
    #[serde(skip_serializing_if = "Option::is_none")]
    paired_by: Option<&'static str>,
    a: &'a str,
    b: &'a str,
    what: &'a str,
    ignored: Vec<Ignored>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    remarks: Vec<String>,
    changes: Vec<Change<'a>>,
    summary: Summary,
}

/// The comparisons of two sources, pair by pair.
#[derive(Serialize)]
pub struct PairsDocument<'a> {
    #[serde(flatten)]
    head: Head,
    pairs: Vec<Box<RawValue>>,
    removed: Vec<Unpaired<'a>>,
    added: Vec<Unpaired<'a>>,
    summary: &'a PairCounts,
}

impl<'a> PairsDocument<'a> {
    /// A document of the pairs that differ, each as [`Compared::json`] has it, and of the records without a partner.
    #[must_use]
    pub fn new(
        pairs: Vec<Box<RawValue>>,
        (removed, added): (Vec<Unpaired<'a>>, Vec<Unpaired<'a>>),
        summary: &'a PairCounts,
    ) -> Self {
        Self { head: HEAD, pairs, removed, added, summary }
    }
}

/// What became of the records of two sources.
#[derive(Debug, Clone, Default, Serialize)]
pub struct PairCounts {
    /// Records that have a partner, and these.
    pub pairs: usize,
    /// Those pairs by what they have in common.
    pub paired_by: BTreeMap<&'static str, usize>,
    /// Pairs without a difference.
    pub same: usize,
    /// Pairs with one.
    pub different: usize,
    /// Pairs of which one is no JSON, and records without a partner that are none.
    pub unreadable: usize,
    /// Records that only the first has.
    pub removed: usize,
    /// Records that only the second has.
    pub added: usize,
}

#[derive(Serialize)]
struct Head {
    format: &'static str,
    command: &'static str,
}

const HEAD: Head = Head { format: FORMAT, command: "diff" };

#[derive(Serialize)]
struct Ignored {
    pointer: String,
    differs: bool,
}

#[derive(Serialize)]
struct Change<'a> {
    op: &'static str,
    pointer: String,
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
    /// Changes that are counted and not listed, where there are any.
    #[serde(skip_serializing_if = "is_zero")]
    unlisted: usize,
}

#[derive(Serialize)]
struct Operation<'a> {
    op: &'static str,
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Box<RawValue>>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "what serde asks for")]
const fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// A value as it was written, or a text of dots. Of a shape, the type's name.
fn raw(side: &Side<'_>, value: Value<'_>, shapes: bool) -> Box<RawValue> {
    let text = if shapes { format!("\"{}\"", crate::diff::type_name(value)) } else { side.json(value) };
    RawValue::from_string(text).unwrap_or_else(|_| RawValue::NULL.to_owned())
}

impl Compared<'_> {
    /// The comparison as `hookspect/v1` has it: a document of its own, or one of many pairs and how it was paired.
    #[must_use]
    pub fn json(&self, paired_by: Option<PairedBy>) -> Differences<'_> {
        let pointer = |place| {
            let pointer = self.difference.places.pointer(place);
            let masked = masked_pointer(&pointer, self.show);
            masked.unwrap_or(pointer).to_string()
        };
        let changes = self.difference.changes.iter().map(|change| Change {
            op: match change.kind {
                ChangeKind::Added => "add",
                ChangeKind::Removed => "remove",
                ChangeKind::Changed => "replace",
            },
            pointer: pointer(change.place),
            old: change.old.map(|old| raw(&self.a, old, self.shapes)),
            new: change.new.map(|new| raw(&self.b, new, self.shapes)),
            masked: !self.shapes
                && (change.old.is_some_and(|old| self.a.hides(old))
                    || change.new.is_some_and(|new| self.b.hides(new))),
            meaning: change.field.map(|field| field.meaning),
        });
        let skipped = self.difference.skipped.iter();
        let Counts { added, removed, changed } = self.difference.counts();
        Differences {
            head: paired_by.is_none().then_some(HEAD),
            paired_by: paired_by.map(PairedBy::name),
            a: self.a.name,
            b: self.b.name,
            what: &self.title,
            ignored: skipped
                .map(|field| Ignored { pointer: pointer(field.place), differs: field.differs })
                .collect(),
            remarks: self.remarks().collect(),
            changes: changes.collect(),
            summary: Summary { added, removed, changed, unlisted: self.difference.unlisted.all() },
        }
    }

    /// A JSON Patch that makes the second payload of the first.
    pub fn patch(&self) -> Result<String, PatchError> {
        if self.difference.unlisted != Counts::default() {
            return Err(PatchError::TooLong);
        }
        let operations = patch(&self.difference);
        let hidden = |value: Option<Value<'_>>| value.is_some_and(|value| self.b.hides(value));
        let is_secret = |path| masked_pointer(path, self.show).is_some();
        if operations.iter().any(|operation| hidden(operation.value) || is_secret(&operation.path)) {
            return Err(PatchError::Secrets);
        }
        let operations: Vec<Operation<'_>> = operations
            .iter()
            .map(|operation| Operation {
                op: operation.name,
                path: operation.path.as_str(),
                value: operation.value.map(|value| raw(&self.b, value, false)),
            })
            .collect();
        Ok(serde_json::to_string_pretty(&operations)?)
    }
}
