//! Event names in paths of files and requests.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::event::EventRef;

/// By so many bytes it is told whether a name may begin at a word.
const BEGINNING: usize = 3;

/// The names of events as they stand in paths: lower case, with hyphens for separators.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// The places of the events of each name.
    places: FxHashMap<String, Vec<usize>>,
    /// How the names begin: hardly a part of a path has a word that does.
    beginnings: FxHashSet<[u8; BEGINNING]>,
    /// Whether some name is shorter than that.
    has_short: bool,
    longest: usize,
}

impl Names {
    pub(super) fn new(events: &[EventRef<'_>]) -> Self {
        let mut all = Self::default();
        for (place, event) in events.iter().enumerate() {
            event.bare_names().for_each(|name| all.put(name, place));
        }
        all
    }

    fn put(&mut self, name: &str, place: usize) {
        let name = hyphenated(name);
        self.longest = self.longest.max(name.len());
        match beginning(name.as_bytes()) {
            Some(beginning) => _ = self.beginnings.insert(beginning),
            None => self.has_short = true,
        }
        let places = self.places.entry(name).or_default();
        if !places.contains(&place) {
            places.push(place);
        }
    }

    /// The events that a path names: the part nearest to the file decides, and in it the longest name. Separators are
    /// interchangeable, so `affiliate-new`, `affiliate.new` and `affiliate_new` are one.
    pub(super) fn find(&self, path: &str) -> &[usize] {
        if !self.may_stand_in(path.as_bytes()) {
            return &[];
        }
        let mut parts = path.rsplit(['/', '\\']).filter(|part| self.may_stand_in(part.as_bytes()));
        parts.find_map(|part| self.within(&hyphenated(part))).unwrap_or_default()
    }

    /// Whether a word in a path or a part of one may begin as a name does.
    fn may_stand_in(&self, part: &[u8]) -> bool {
        let mut is_within = false;
        self.has_short
            || part.iter().enumerate().any(|(at, byte)| {
                let begins = !std::mem::replace(&mut is_within, byte.is_ascii_alphanumeric());
                let beginning = || beginning(part.get(at..)?);
                begins && beginning().is_some_and(|beginning| self.beginnings.contains(&beginning))
            })
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
                    && let Some(places) = self.places.get(name)
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

/// The first bytes of a text that has so many, as [`hyphenated`] has them.
fn beginning(text: &[u8]) -> Option<[u8; BEGINNING]> {
    let mut beginning: [u8; BEGINNING] = *text.first_chunk()?;
    for byte in &mut beginning {
        *byte = if matches!(byte, b'.' | b'_' | b' ' | b'/') { b'-' } else { byte.to_ascii_lowercase() };
    }
    Some(beginning)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Names, hyphenated};

    proptest! {
        #[test]
        fn no_name_is_passed_over_for_how_words_begin(
            known in prop::collection::vec("[abé][-._/ab]{0,4}", 1..4),
            words in prop::collection::vec("[-._/abAé1]{1,5}", 1..5),
            put in 0_usize..4,
        ) {
            let mut names = Names::default();
            known.iter().enumerate().for_each(|(place, name)| names.put(name, place));
            let path = [words.join("/"), known.get(put).cloned().unwrap_or_default()].join("-");
            let all = path.rsplit(['/', '\\']).find_map(|part| names.within(&hyphenated(part)));
            prop_assert_eq!(names.find(&path), all.unwrap_or_default());
        }
    }
}
