//! All records of two sources, pair by pair.

use std::io::{self, Write};

use anyhow::{Error, Result, bail};

use super::identity::shown;
use super::operands::{Operand, Record};
use super::{Diff, parse};
use crate::cli::DiffFormat;
use crate::commands::complaint::in_words;
use crate::diff::{ChangeKind, Identity, PairedBy, Pairing, pair};
use crate::json::Tape;
use crate::report::{ExitStatus, PairCounts, PairsDocument, Unpaired};

impl<'m> Diff<'_, 'm> {
    /// Compares all records of both sides.
    pub(super) fn streams(&self, a: &Operand<'m>, b: &Operand<'m>) -> Result<ExitStatus> {
        if self.arguments.format == DiffFormat::JsonPatch {
            bail!("a patch is of one pair: name the records, as FILE#3");
        }
        let identities = [a, b].map(|operand| -> Vec<&Identity> {
            operand.records.iter().map(|record| &record.known.identity).collect()
        });
        let Pairing { pairs, removed, added } = pair(&identities[0], &identities[1]);
        // What cannot be read is neither gone nor new.
        let is_readable = |record: &&Record<'m>| record.error.is_none();
        let (removed, broken): (Vec<_>, Vec<_>) = chosen(a, &removed).into_iter().partition(is_readable);
        let (added, broken_too): (Vec<_>, Vec<_>) = chosen(b, &added).into_iter().partition(is_readable);
        let mut counts = PairCounts {
            removed: removed.len(),
            added: added.len(),
            unreadable: broken.len() + broken_too.len(),
            ..PairCounts::default()
        };
        let mut out = self.out();
        let mut documents = Vec::new();
        let mut failed = false;
        for (one, other, by) in pairs {
            let Some((one, other)) = a.records.get(one).zip(b.records.get(other)) else { continue };
            counts.pairs += 1;
            *counts.paired_by.entry(by.name()).or_default() += 1;
            if one.is_written_as(other) {
                counts.same += 1;
                continue;
            }
            let (mut ours, mut theirs) = (Tape::new(), Tape::new());
            let (ours, theirs) = match (parse(one, &mut ours), parse(other, &mut theirs)) {
                (Ok(ours), Ok(theirs)) => (ours, theirs),
                (Err(error), _) | (_, Err(error)) => {
                    counts.unreadable += 1;
                    failed = true;
                    self.complain(&error);
                    continue;
                }
            };
            let compared = self.compared((one, ours), (other, theirs), (None, None), None)?.compared;
            if compared.difference.is_empty() {
                counts.same += 1;
                continue;
            }
            counts.different += 1;
            if self.arguments.format == DiffFormat::Json {
                documents.push(serde_json::value::to_raw_value(&compared.json(Some(by)))?);
            } else {
                self.for_people(&mut out, &compared)?;
                writeln!(out)?;
            }
        }
        for error in broken.iter().chain(&broken_too).filter_map(|record| record.error.as_ref()) {
            failed = true;
            self.complain(&error.clone().into());
        }
        let ids = [&removed, &added].map(|records| self.ids(records));
        let [removed, added] = [unpaired(&removed, &ids[0]), unpaired(&added, &ids[1])];
        let total = total(&counts);
        match self.arguments.format {
            DiffFormat::Json => {
                let document = PairsDocument::new(documents, (removed, added), &counts);
                serde_json::to_writer_pretty(&mut out, &document)?;
                writeln!(out)?;
            }
            format => {
                let is_markdown = format == DiffFormat::Markdown;
                let (screen, style) = (self.context.console.out, self.context.console.style);
                for (kind, records) in [(ChangeKind::Removed, &removed), (ChangeKind::Added, &added)] {
                    for record in records {
                        if is_markdown {
                            record.markdown(&mut out, kind)?;
                        } else {
                            record.human(&mut out, kind, screen, style)?;
                        }
                    }
                }
                let gap = if removed.is_empty() && added.is_empty() { "" } else { "\n" };
                writeln!(out, "{gap}{}", screen.wrapped(&total, "  "))?;
            }
        }
        out.flush()?;
        Ok(match (failed, counts.different + counts.removed + counts.added) {
            (true, _) => ExitStatus::Failure,
            (false, 0) => ExitStatus::Fine,
            _ => ExitStatus::Findings,
        })
    }

    /// The ids by which a person finds records; of one whose payload was not asked, nothing.
    fn ids(&self, records: &[&Record<'m>]) -> Vec<String> {
        let mut tape = Tape::new();
        let id = |record: &&Record<'m>| match parse(record, &mut tape) {
            Ok(document) if record.known.is_complete() => shown(document, &record.identification, &self.mask),
            _ => String::new(),
        };
        records.iter().map(id).collect()
    }

    fn complain(&self, error: &Error) {
        let _ = writeln!(io::stderr(), "error: {}", in_words(error, self.context.console.error));
    }
}

fn chosen<'r, 'm>(operand: &'r Operand<'m>, indices: &[usize]) -> Vec<&'r Record<'m>> {
    indices.iter().filter_map(|index| operand.records.get(*index)).collect()
}

fn unpaired<'r>(records: &[&'r Record<'_>], ids: &'r [String]) -> Vec<Unpaired<'r>> {
    let unpaired = |(record, id): (&&'r Record<'_>, &'r String)| Unpaired {
        record: &record.name,
        event: &record.known.identity.event,
        id,
    };
    records.iter().zip(ids).map(unpaired).collect()
}

/// `20 pairs (19 by event id, 1 by order): 18 same, 2 different · 1 removed, 1 added`.
fn total(counts: &PairCounts) -> String {
    let PairCounts { pairs, paired_by, same, different, unreadable, removed, added } = counts;
    let by = PairedBy::ALL.iter().map(|by| by.name());
    let by: Vec<String> =
        by.filter_map(|name| paired_by.get(name).map(|count| format!("{count} by {name}"))).collect();
    let by = match by.as_slice() {
        [] => String::new(),
        [_] => by.concat().split_once(' ').map_or_else(String::new, |(_, by)| format!(" {by}")),
        _ => format!(" ({})", by.join(", ")),
    };
    let noun = if *pairs == 1 { "pair" } else { "pairs" };
    let unreadable = if *unreadable == 0 { String::new() } else { format!(", {unreadable} unreadable") };
    format!(
        "{pairs} {noun}{by}: {same} same, {different} different{unreadable} · {removed} removed, {added} added"
    )
}
