//! What is left of a value that was hidden where the value itself is not: its hash, the beginning of an address.

use std::ops::Range;
use std::sync::Arc;

use super::copyist::{Copyist, Region};
use super::edits::Edit;
use super::hashes;
use super::terms::Term;

impl<'m> Copyist<'_, 'm> {
    /// Puts into the place of a hash of a value that was hidden the same hash of what stands for it.
    pub(super) fn hashes(&mut self, region: &mut Region<'m>, terms: &[Arc<Term>]) {
        let places = places(region);
        let runs = places.iter().flat_map(|place| {
            let text = region.text.get(place.clone()).unwrap_or_default();
            hashes::runs(text).map(|run| place.start + run.start..place.start + run.end)
        });
        let runs: Vec<Range<usize>> = runs.collect();
        if runs.is_empty() {
            return;
        }
        let values = terms.iter().enumerate().filter(|(_, term)| term.host.is_none());
        let table = hashes::table(values.map(|(number, term)| (number, term.text.as_str())));
        let covered = region.covered();
        for run in runs {
            let written = region.text.get(run.clone()).unwrap_or_default();
            let Some((number, way)) = table.get(&written.to_ascii_lowercase()) else { continue };
            let Some(term) = terms.get(*number).filter(|_| !covered.touches(&run)) else { continue };
            let hash = way.hash(&self.replacer.text(term.category, &term.text));
            let is_loud = written.bytes().any(|byte| byte.is_ascii_uppercase());
            let text = if is_loud { hash.to_ascii_uppercase() } else { hash };
            self.account.count(term.category);
            region.edits.push(Edit { range: run, text });
        }
    }

    /// What stands for an address of which the beginning of the host is left, as much of it as there is.
    pub(super) fn cut_off(&mut self, term: &Term, host: &str, text: &str, own: Range<usize>) -> Option<Edit> {
        let rest = text.get(own.end..)?;
        let alike = |(one, other): (char, char)| one.eq_ignore_ascii_case(&other).then(|| one.len_utf8());
        let left: usize = rest.chars().zip(host.chars()).map_while(alike).sum();
        let goes_on = rest.get(left..)?.starts_with(|sign: char| sign.is_alphanumeric() || sign == '-');
        let before = text.get(..own.start)?;
        let begins =
            !before.ends_with(|sign: char| sign.is_alphanumeric() || matches!(sign, '.' | '_' | '-'));
        if left == 0 || goes_on || !begins {
            return None;
        }
        let made = self.replacer.text(term.category, &term.text);
        let (who, host) = made.rsplit_once('@')?;
        let host: String = host.chars().take(rest.get(..left)?.chars().count()).collect();
        self.account.count(term.category);
        Some(Edit { range: own.start..own.end + left, text: format!("{who}@{host}") })
    }
}

/// Where a hash may stand: of JSON in names and strings in which something else may stand, else anywhere.
fn places(region: &Region<'_>) -> Vec<Range<usize>> {
    if !region.is_json {
        return std::iter::once(0..region.text.len()).collect();
    }
    let long = region.free.iter().filter(|span| span.end - span.start >= 32);
    long.map(|span| span.start as usize..span.end as usize).collect()
}
