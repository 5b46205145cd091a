//! Parts of a text that are spoken for, and whether another part touches them. It is asked for each of many parts, so no
//! answer looks at all of them.

use std::ops::Range;

use crate::redact::lexeme::stepped;

/// Parts of a text, by where they begin.
#[derive(Debug, Default)]
pub(in crate::redact) struct Cover {
    /// Where each part begins, and how far those up to it reach.
    parts: Vec<(usize, usize)>,
}

impl Cover {
    pub(in crate::redact) fn of<'r>(parts: impl IntoIterator<Item = &'r Range<usize>>) -> Self {
        let mut parts: Vec<(usize, usize)> = parts.into_iter().map(|part| (part.start, part.end)).collect();
        parts.sort_unstable();
        let mut reach = 0;
        for (_, end) in &mut parts {
            reach = reach.max(*end);
            *end = reach;
        }
        Self { parts }
    }

    /// Whether a part has bytes in common with one of these.
    pub(in crate::redact) fn touches(&self, part: &Range<usize>) -> bool {
        self.reach(part.end).is_some_and(|reach| reach > part.start)
    }

    /// Whether a byte is in one of these.
    pub(in crate::redact) fn holds(&self, at: usize) -> bool {
        self.touches(&(at..at + 1))
    }

    /// Whether one of these has all of a part.
    pub(in crate::redact) fn holds_all(&self, part: &Range<usize>) -> bool {
        self.reach(part.start + 1).is_some_and(|reach| reach >= part.end)
    }

    /// How far those reach that begin before a place.
    fn reach(&self, place: usize) -> Option<usize> {
        let steps = |(start, _): &(usize, usize)| {
            stepped(1);
            *start < place
        };
        let last = self.parts.partition_point(steps).checked_sub(1)?;
        self.parts.get(last).map(|(_, reach)| *reach)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_answers_as_a_look_at_every_part_does(
            parts in prop::collection::vec((0_usize..40, 0_usize..9), 0..12),
            (start, length) in (0_usize..40, 0_usize..9),
        ) {
            let parts: Vec<Range<usize>> = parts.into_iter().map(|(at, length)| at..at + length).collect();
            let (cover, own) = (Cover::of(&parts), start..start + length);
            let touches = parts.iter().any(|part| part.start < own.end && own.start < part.end);
            prop_assert_eq!(cover.touches(&own), touches);
            prop_assert_eq!(cover.holds(start), parts.iter().any(|part| part.contains(&start)));
            let holds_all = parts.iter().any(|part| part.start <= own.start && own.end <= part.end);
            prop_assert_eq!(cover.holds_all(&own), holds_all);
        }
    }
}
