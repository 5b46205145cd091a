//! Event names in paths of files and requests.

use rustc_hash::FxHashMap;

use crate::model::event::EventRef;

/// The names of events as they stand in paths: lower case, with hyphens for separators.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// The places of the events of each name.
    names: FxHashMap<String, Vec<usize>>,
    longest: usize,
}

impl Names {
    pub(super) fn new(events: &[EventRef<'_>]) -> Self {
        let mut all = Self::default();
        for (place, event) in events.iter().enumerate() {
            for name in event.bare_names() {
                let name = hyphenated(name);
                all.longest = all.longest.max(name.len());
                let places = all.names.entry(name).or_default();
                if !places.contains(&place) {
                    places.push(place);
                }
            }
        }
        all
    }

    /// The events that a path names: the part nearest to the file decides, and in it the longest name. Separators are
    /// interchangeable, so `affiliate-new`, `affiliate.new` and `affiliate_new` are one.
    pub(super) fn find(&self, path: &str) -> &[usize] {
        path.rsplit(['/', '\\']).find_map(|part| self.within(&hyphenated(part))).unwrap_or_default()
    }

    /// The events of the longest name in a part of a path.
    fn within(&self, part: &str) -> Option<&[usize]> {
        let is_word = |at: usize, before: bool| {
            let (head, tail) = part.split_at_checked(at)?;
            let next = if before { head.chars().next_back() } else { tail.chars().next() };
            Some(next.is_some_and(char::is_alphanumeric))
        };
        // Names begin and end where a word does.
        let begins: Vec<usize> = (0..part.len()).filter(|at| is_word(*at, true) == Some(false)).collect();
        let ends: Vec<usize> = (1..=part.len()).filter(|at| is_word(*at, false) == Some(false)).collect();
        let mut best: Option<(usize, &[usize])> = None;
        for begin in begins {
            let first = ends.partition_point(|end| *end <= begin);
            for end in ends.iter().skip(first).take_while(|end| *end - begin <= self.longest) {
                let Some(name) = part.get(begin..*end) else { continue };
                if best.is_none_or(|(length, _)| name.len() > length)
                    && let Some(places) = self.names.get(name)
                {
                    best = Some((name.len(), places));
                }
            }
        }
        best.map(|(_, places)| places)
    }
}

fn hyphenated(name: &str) -> String {
    let hyphen = |c: char| if matches!(c, '.' | '_' | ' ' | '/') { '-' } else { c.to_ascii_lowercase() };
    let mut hyphenated = String::with_capacity(name.len());
    hyphenated.extend(name.chars().map(hyphen));
    hyphenated
}
