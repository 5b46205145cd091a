//! From a unit of a source to the verdicts on its records: what each worker does.

use std::ops::Range;
use std::path::Path;

use crate::finding::{Finding, Rule};
use crate::input::{Cause, Framing, Origin, Unit, for_each_record, relative, shown_path};
use crate::json::{Document, Pointer, Position, PositionCursor, Span, Tape};
use crate::model::{Identification, Question, Status, examine, named_in_path};
use crate::policy::{Policy, SourcePolicy};
use crate::providers::PROVIDERS;
use crate::report::Located;

/// What was made of one record, before it has a number.
pub(super) struct Outcome {
    pub(super) range: Range<usize>,
    pub(super) position: Position,
    pub(super) identification: Option<Identification>,
    pub(super) findings: Vec<Located>,
    /// How many findings the configuration left out.
    pub(super) ignored: u64,
    pub(super) status: Status,
    /// What the command makes of it besides.
    pub(super) product: Option<String>,
}

/// What a command makes of each payload besides its findings, on the worker that has it parsed.
pub(super) type Product<'p> = &'p (dyn Fn(Document<'_>, &Identification) -> String + Sync);

/// What the policy says of a unit's source. `folder` is where its paths start from.
pub(super) fn source_policy<'p>(policy: &'p Policy<'p>, unit: &Unit, folder: &Path) -> SourcePolicy<'p> {
    let path = match &unit.source.origin {
        Origin::File(path) if policy.asks_for_paths() => path,
        _ => return policy.of_source(None),
    };
    policy.of_source(Some(&below(path, folder)))
}

/// A path as the configuration and the baseline know it.
pub(super) fn below(path: &Path, folder: &Path) -> String {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    shown_path(&relative(&whole, folder))
}

/// Examines every record of a unit.
pub(super) fn judged(
    unit: &Unit,
    tape: &mut Tape,
    question: &Question,
    policy: &Policy<'_>,
    folder: &Path,
    product: Option<Product<'_>>,
) -> Vec<Outcome> {
    let policy = source_policy(policy, unit, folder);
    let mut question = question.clone();
    question.expect = question.expect.or(policy.event());
    if let Origin::File(_) = unit.source.origin {
        question.hints.path = named_in_path(PROVIDERS, &unit.source.name);
    }
    let mut outcomes = Vec::new();
    let mut cursor = PositionCursor::new(&unit.text, unit.start);
    for_each_record(unit, tape, &mut |record| {
        let (mut ignored, mut made) = (0, None);
        let (identification, status, mut findings) = match record.document {
            Ok(document) => {
                let mut examination = examine(PROVIDERS, document, &question);
                ignored += policy.levelled(&mut examination.findings);
                let status = examination.status();
                made = product.map(|product| product(document, &examination.identification));
                (Some(examination.identification), status, examination.findings)
            }
            Err(cause) => {
                let mut findings = vec![unreadable(cause, unit.framing)];
                ignored += policy.levelled(&mut findings);
                (None, Status::Unreadable, findings)
            }
        };
        policy.expected(status, Span { start: 0, end: 1 }, &mut findings);
        let start = record.range.start;
        let position = cursor.at(start);
        // A broken record's finding may lie behind the next record's start: the walk to it is its own.
        let mut within = cursor.clone();
        let locate = |finding: Finding| {
            let position = within.at(start + finding.span.start as usize);
            Located { finding, position }
        };
        let findings = findings.into_iter().map(locate).collect();
        outcomes.push(Outcome {
            range: record.range,
            position,
            identification,
            findings,
            ignored,
            status,
            product: made,
        });
    });
    outcomes
}

fn unreadable(cause: Cause, framing: Framing) -> Finding {
    let offset = match cause {
        Cause::Syntax(error) => u32::try_from(error.offset).unwrap_or(u32::MAX),
        Cause::Binary => 0,
    };
    let message = match cause {
        Cause::Syntax(error) => format!("is no JSON: {error}"),
        Cause::Binary => cause.to_string(),
    };
    let span = Span { start: offset, end: offset.saturating_add(1) };
    let mut finding = Finding::new(Rule::Unreadable, Pointer::default(), span, message);
    finding.help = match cause {
        Cause::Syntax(error) => error.help().map(Into::into),
        Cause::Binary => {
            Some("give the payload itself: JSON text, plain or compressed with gzip or zstd".into())
        }
    };
    if finding.help.is_none() && framing == Framing::Lines {
        finding.help = Some("this source holds one JSON value a line; the next line was read on".into());
    }
    finding
}
