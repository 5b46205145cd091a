//! The findings of one record: counted in full, kept up to a bound.

use super::{Deviation, Finding, Rule};
use crate::json::{Pointer, Span};

/// How many findings of one rule are kept.
const MOST_KEPT: u64 = 10_000;
/// How many bytes the pointers of one rule's findings may take.
const MOST_WRITTEN: usize = 1 << 20;

/// Findings as they arise.
#[derive(Debug, Default)]
pub struct Findings {
    kept: Vec<Finding>,
    /// What is known of each rule that was met: a few.
    rules: Vec<OfRule>,
}

/// What is known of one rule's findings.
#[derive(Debug, Clone, Copy)]
struct OfRule {
    rule: Rule,
    kept: u64,
    written: usize,
    /// How many are not kept, and where the first of them is.
    beyond: Option<(u64, Span)>,
}

impl Findings {
    /// No finding yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a finding, which is made only if there is room for it.
    pub fn add(&mut self, rule: Rule, span: Span, make: impl FnOnce() -> Finding) {
        let known = self.rules.iter().position(|known| known.rule == rule).unwrap_or_else(|| {
            self.rules.push(OfRule { rule, kept: 0, written: 0, beyond: None });
            self.rules.len() - 1
        });
        let Some(of_rule) = self.rules.get_mut(known) else { return };
        if let Some((count, _)) = &mut of_rule.beyond {
            *count += 1;
            return;
        }
        let finding = make();
        let length = finding.pointer.as_str().len();
        let is_first = of_rule.kept == 0;
        if !is_first && (of_rule.kept == MOST_KEPT || of_rule.written + length > MOST_WRITTEN) {
            of_rule.beyond = Some((1, span));
            return;
        }
        of_rule.kept += 1;
        of_rule.written += length;
        self.kept.push(finding);
    }

    /// Adds a finding that is made already.
    pub fn push(&mut self, finding: Finding) {
        self.add(finding.rule, finding.span, || finding);
    }

    /// Those that were kept, in the order of the text; each rule that has more of them ends with one that counts them.
    #[must_use]
    pub fn into_vec(self) -> Vec<Finding> {
        let mut findings = self.kept;
        for OfRule { rule, kept, beyond, .. } in self.rules {
            let Some((count, span)) = beyond else { continue };
            let deviation = Deviation::More { rule, count, kept };
            findings.push(Finding { count, ..Finding::of(deviation, Pointer::default(), span) });
        }
        findings.sort_by_key(|finding| (finding.span.start, finding.rule));
        findings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(rule: Rule, at: u32, pointer: &str) -> Finding {
        let mut place = Pointer::default();
        place.push_key(pointer);
        let deviation = Deviation::More { rule, count: 1, kept: 0 };
        Finding::of(deviation, place, Span { start: at, end: at + 1 })
    }

    fn add(findings: &mut Findings, rule: Rule, at: u32, pointer: &str) {
        findings.add(rule, Span { start: at, end: at + 1 }, || finding(rule, at, pointer));
    }

    #[test]
    fn all_are_counted_and_a_bound_of_each_rule_is_kept() {
        let mut findings = Findings::new();
        for at in 0..25_000 {
            add(&mut findings, Rule::UnknownField, at, "key");
        }
        add(&mut findings, Rule::WrongType, 30_000, "key");
        let findings = findings.into_vec();
        assert_eq!(findings.len() as u64, MOST_KEPT + 2);
        assert_eq!(findings.iter().map(|finding| finding.count).sum::<u64>(), 25_001);
        let last = findings.last();
        assert!(last.is_some_and(|finding| finding.rule == Rule::WrongType), "other rules keep their own");
    }

    #[test]
    fn pointers_take_a_bounded_room_and_the_first_is_kept_whatever_its_length() {
        let long = "k".repeat(3 << 20);
        let mut findings = Findings::new();
        let mut made = 0;
        for at in 0..100 {
            findings.add(Rule::WrongType, Span { start: at, end: at + 1 }, || {
                made += 1;
                finding(Rule::WrongType, at, &long)
            });
        }
        assert_eq!(made, 2, "one is kept, one is too much, the others are only counted");
        let findings = findings.into_vec();
        assert_eq!(findings.iter().map(|finding| finding.count).collect::<Vec<_>>(), [1, 99]);
        assert!(findings.iter().map(|finding| finding.pointer.as_str().len()).sum::<usize>() < 4 << 20);
    }

    #[test]
    fn they_come_in_the_order_of_the_text() {
        let mut findings = Findings::new();
        for at in [5, 2, 9] {
            add(&mut findings, Rule::UnknownField, at, "key");
        }
        let starts: Vec<u32> = findings.into_vec().iter().map(|finding| finding.span.start).collect();
        assert_eq!(starts, [2, 5, 9]);
    }
}
