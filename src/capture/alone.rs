//! A body that holds a list of events, as the bodies that it would be with each of them alone.

use super::place::{Runs, Step};
use crate::json::{Document, Pointer, Value};

/// How much longer than the body all that is made of it may be: what is around the list is repeated for each item.
pub(super) const MOST_TIMES: usize = 16;

/// How long all that is made of a body may always be, in bytes.
pub(super) const ALWAYS: usize = 1 << 20;

/// A body with one item of a list in it and none of the others.
#[derive(Debug)]
pub struct Alone {
    /// The body.
    pub text: Vec<u8>,
    /// Where its parts stand in the whole one.
    pub step: Step<'static>,
    /// Where the item stands in the whole body.
    pub pointer: Pointer,
}

/// Each item of a list in a document, alone in it. Nothing where there are not several, or where what is around the list
/// is so large that repeating it would cost more than reading it is worth.
#[must_use]
pub fn each_alone<'t>(
    document: Document<'t>,
    list: Value<'t>,
) -> Option<impl Iterator<Item = Alone> + use<'t>> {
    let text = document.text();
    let (before, rest) = text.split_at_checked(list.span().start as usize + 1)?;
    let (within, _) = rest.split_at_checked(list.raw().len().checked_sub(2)?)?;
    let end = before.len() + within.trim_ascii_end().len();
    let after = text.get(end..)?;
    let count = list.items().count();
    let around = count.saturating_mul(before.len() + after.len());
    if count < 2 || around > MOST_TIMES.saturating_mul(text.len()).saturating_add(ALWAYS) {
        return None;
    }
    let place = document.pointer_of(list.index());
    Some(list.items().enumerate().map(move |(number, item)| {
        // With the blanks before it, so that its lines look as they do in the whole body.
        let (start, stop) = (item.span().start as usize, item.span().end as usize);
        let blanks = text.get(..start).map_or(0, |text| text.len() - text.trim_ascii_end().len());
        let item = text.get(start - blanks..stop).unwrap_or_default();
        let mut runs = Runs::default();
        runs.push(0, 0);
        runs.push(before.len(), start - blanks);
        runs.push(before.len() + item.len(), end);
        let mut pointer = place.clone();
        pointer.push_index(number);
        let text = [before, item, after].concat().into_bytes();
        Alone { text, step: Step::Runs(runs), pointer }
    }))
}
