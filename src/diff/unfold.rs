//! Large payloads of which only those items are held parsed that a comparison has to look into.

use std::collections::HashMap;
use std::ops::Range;

use super::compare::walk;
use super::outline::{Item, Outline, Outlines};
use super::{Difference, Settings};
use crate::json::{Document, Held, ListItems, Tape, Value};

/// What is wanted of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Bounds,
    /// What differs from this item of the other payload.
    Beside(usize),
    /// All but some of its members.
    AllBut(u64),
}

/// Reads what is wanted of items.
struct Unfolding<'w> {
    items: &'w [Item],
    wanted: &'w mut [Wanted],
    /// The payload whose items stand beside these, and what is wanted of them.
    other: Option<(&'w [u8], &'w [Item], &'w mut [Wanted])>,
    tape: Tape,
    next: usize,
}

impl ListItems for Unfolding<'_> {
    fn known(&mut self, _: &str, _: usize) -> Option<usize> {
        let item = self.items.get(self.next)?;
        if *self.wanted.get(self.next)? != Wanted::Bounds {
            return None;
        }
        self.next += 1;
        Some((item.end - item.start) as usize)
    }

    fn read(&mut self, item: Value<'_>) -> Held {
        let wanted = self.wanted.get(self.next).copied();
        self.next += 1;
        match (wanted, &mut self.other) {
            (Some(Wanted::AllBut(members)), _) => Held::AllBut(members),
            (Some(Wanted::Beside(number)), Some((text, items, theirs))) => {
                let written =
                    items.get(number).and_then(|other| text.get(other.start as usize..other.end as usize));
                let other = written.and_then(|written| self.tape.parse(written).ok());
                let (members, its_members) = other.map_or((0, 0), |other| alike(item, other.root()));
                if let Some(theirs) = theirs.get_mut(number) {
                    *theirs = Wanted::AllBut(its_members);
                }
                Held::AllBut(members)
            }
            _ => Held::AllBut(0),
        }
    }
}

/// A member's name and its value.
type Member<'v> = (Value<'v>, Value<'v>);

/// The members of two objects that are written alike, a bit for each: a comparison pairs them, and has nothing to look
/// for in them. Where no name stands twice they are found by their names, else up to where these differ.
fn alike(one: Value<'_>, other: Value<'_>) -> (u64, u64) {
    let (ours, theirs) = (first_members(one), first_members(other));
    let is_alike = |one: Member<'_>, other: Member<'_>| one.1.raw() == other.1.raw();
    if let (Some(_), Some(places)) = (places(&ours), places(&theirs)) {
        let numbered = ours.iter().enumerate().filter_map(|(own, member)| {
            let its = *places.get(member.0.raw())?;
            theirs.get(its).filter(|other| is_alike(*member, **other)).map(|_| (own, its))
        });
        return numbered.fold((0, 0), |(ours, theirs), (own, its)| (ours | 1 << own, theirs | 1 << its));
    }
    let first = ours.iter().zip(&theirs).take(u64::BITS as usize);
    let first = first.take_while(|((name, _), (other, _))| name.raw() == other.raw());
    let numbered = first.enumerate();
    let bits = numbered.fold(0, |bits, (at, (one, other))| bits | u64::from(is_alike(*one, *other)) << at);
    (bits, bits)
}

/// As many members as there are bits, and one more.
fn first_members(object: Value<'_>) -> Vec<Member<'_>> {
    object.members().take(u64::BITS as usize + 1).collect()
}

/// Where each name stands; none where one stands twice, or might, or where there are more of them than bits.
fn places<'v>(members: &[Member<'v>]) -> Option<HashMap<&'v str, usize>> {
    let is_plain = members.len() <= u64::BITS as usize && !members.iter().any(|(name, _)| name.is_escaped());
    let places: HashMap<_, _> = members.iter().enumerate().map(|(at, (name, _))| (name.raw(), at)).collect();
    (is_plain && places.len() == members.len()).then_some(places)
}

/// The items that are in a value, or are it.
fn within(items: &[Item], value: Value<'_>) -> Range<usize> {
    let span = value.span();
    let first = items.partition_point(|item| item.start < span.start);
    let count = items.get(first..).unwrap_or_default().partition_point(|item| item.end <= span.end);
    first..first + count
}

/// Two payloads with what a comparison of them has to look into: see [`Outline`]. The tapes hold it.
#[must_use]
pub fn unfolded<'a>(
    (text_a, a): (&'a [u8], &Outline),
    (text_b, b): (&'a [u8], &Outline),
    (tape_a, tape_b): (&'a mut Tape, &'a mut Tape),
    settings: Settings,
) -> Option<(Document<'a>, Document<'a>)> {
    if a.exact != settings.exact || b.exact != settings.exact {
        return None;
    }
    let mut ours = vec![Wanted::Bounds; a.items.len()];
    let mut theirs = vec![Wanted::Bounds; b.items.len()];
    {
        let roots = (a.document(text_a)?.root(), b.document(text_b)?.root());
        let (difference, opened) = walk(roots.0, roots.1, None, settings, Some(Outlines { a, b }));
        for (one, other) in opened {
            if let (Some(one), Some(other)) = (a.item_at(one.start), b.item_at(other.start)) {
                *ours.get_mut(one)? = Wanted::Beside(other);
                *theirs.get_mut(other)? = Wanted::AllBut(0);
            }
        }
        let values = difference.changes.iter();
        for (value, items, wanted) in
            values.flat_map(|change| [(change.old, &a.items, true), (change.new, &b.items, false)])
        {
            let Some(value) = value else { continue };
            let wanted = if wanted { &mut ours } else { &mut theirs };
            wanted.get_mut(within(items, value))?.fill(Wanted::AllBut(0));
        }
    }
    let other = Some((text_b, b.items.as_slice(), theirs.as_mut_slice()));
    let mut unfolding = Unfolding { items: &a.items, wanted: &mut ours, other, tape: Tape::new(), next: 0 };
    let one = tape_a.outline(text_a, &mut unfolding)?;
    let mut unfolding =
        Unfolding { items: &b.items, wanted: &mut theirs, other: None, tape: Tape::new(), next: 0 };
    Some((one, tape_b.outline(text_b, &mut unfolding)?))
}

/// Compares two payloads of which no model is known, as [`super::compare`] does; of both [`unfolded`] has what is to be
/// looked into.
#[must_use]
pub fn compare_unfolded<'a>(
    (one, a): (Document<'a>, &'a Outline),
    (other, b): (Document<'a>, &'a Outline),
    settings: Settings,
) -> Difference<'a> {
    walk(one.root(), other.root(), None, settings, Some(Outlines { a, b })).0
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that fails may say so in the shortest way")]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diff::{compare, patch};

    /// Everything that a difference says, and all that is in the values it shows.
    fn said(difference: &Difference<'_>) -> String {
        let value = |value: Option<Value<'_>>| {
            value.map(|value| (value.raw().to_owned(), value.next() - value.index()))
        };
        let changes: Vec<_> = difference
            .changes
            .iter()
            .map(|change| {
                let place = (
                    difference.places.pointer(change.place),
                    difference.places.label(change.place, |_| None, |_| false),
                );
                (change.kind, place, value(change.old), value(change.new), change.container, change.index)
            })
            .collect();
        let operations: Vec<_> =
            patch(difference).iter().map(|one| (one.name, one.path.clone(), value(one.value))).collect();
        format!("{changes:#?}\n{operations:#?}\n{:?}\n{:?}", difference.unlisted, difference.remarks)
    }

    /// Both ways to compare two texts, and how many nodes the second holds at the end.
    fn both(a: &str, b: &str, settings: Settings) -> Option<(String, String, usize)> {
        let (a, b) = (a.as_bytes(), b.as_bytes());
        let (mut one, mut other) = (Tape::new(), Tape::new());
        let whole = (one.parse(a).unwrap().root(), other.parse(b).unwrap().root());
        let whole = said(&compare(whole.0, whole.1, None, settings));
        let ours = Outline::of(a, settings.exact, None)?;
        let theirs = Outline::of(b, settings.exact, Some((a, &ours)))?;
        let (mut one, mut other) = (Tape::new(), Tape::new());
        let (left, right) = unfolded((a, &ours), (b, &theirs), (&mut one, &mut other), settings).unwrap();
        let held = left.len() + right.len();
        Some((said(&compare_unfolded((left, &ours), (right, &theirs), settings)), whole, held))
    }

    fn scalar() -> impl Strategy<Value = String> {
        let written = [
            "1",
            "1.0",
            "10e-1",
            "100",
            "1e2",
            "-0",
            "0.0",
            "true",
            "null",
            "\"a\"",
            "\"\\u0061\"",
            "\"\\ud800\"",
            "\"\"",
        ];
        prop::sample::select(written.map(str::to_owned).to_vec())
    }

    fn value() -> impl Strategy<Value = String> {
        scalar().prop_recursive(3, 24, 4, |inner| {
            let members = prop::collection::vec(("[a-c]", inner.clone()), 0..4);
            let object = |members: Vec<(String, String)>| {
                let members: Vec<_> =
                    members.iter().map(|(name, value)| format!("\"{name}\": {value}")).collect();
                format!("{{{}}}", members.join(" ,"))
            };
            prop_oneof![
                members.prop_map(object),
                prop::collection::vec(inner, 0..4).prop_map(|items| format!("[{}]", items.join(", "))),
            ]
        })
    }

    /// A text with lists, and what happens to each item of it: nothing, mostly.
    fn pair() -> impl Strategy<Value = (String, String)> {
        let item =
            prop_oneof![4 => value().prop_map(|inner| format!("{{\"b\":{inner},\"c\":[1]}}")), 1 => value()];
        let change = prop_oneof![
            8 => Just(None),
            1 => Just(Some(String::new())),
            2 => value().prop_map(Some),
            1 => value().prop_map(|inner| Some(format!("{{\"b\":{inner},\"c\":[1]}}"))),
        ];
        let list = prop::collection::vec((item, change, 0..12_usize), 0..14);
        (list.clone(), list, value(), value()).prop_map(|(first, second, one, other)| {
            let written = |list: &[(String, Option<String>, usize)], changed: bool| {
                let mut items: Vec<String> = Vec::new();
                for (item, change, fate) in list {
                    let own = match change {
                        Some(change) if changed => change,
                        _ => item,
                    };
                    // One is moved, another stands twice.
                    match fate {
                        0 if changed => items.insert(items.len() / 2, own.clone()),
                        1 if changed => items.extend([own.clone(), own.clone()]),
                        _ => items.push(own.clone()),
                    }
                }
                items.retain(|item| !item.is_empty());
                items.join(",")
            };
            let text = |changed: bool, value: &str| {
                format!(
                    "{{\"x\":{value},\"data\":[{}],\"y\":{{\"more\":[{}]}},\"x\":{value}}}",
                    written(&first, changed),
                    written(&second, changed)
                )
            };
            (text(false, &one), text(true, &other))
        })
    }

    proptest! {
        #[test]
        fn payloads_in_outline_differ_as_they_do_when_they_are_held_whole(
            (a, b) in pair(), exact: bool, in_order: bool, all: bool,
        ) {
            let settings = Settings { all, exact, in_order };
            if let Some((outlined, whole, _)) = both(&a, &b, settings) {
                prop_assert_eq!(outlined, whole, "{}\n{}", a, b);
            }
        }
    }

    #[test]
    fn of_long_lists_hardly_more_is_held_than_what_differs() {
        let list = |change: &dyn Fn(usize) -> bool| {
            let item = |index: usize| {
                let own = if change(index) { ",\"changed\":[]" } else { "" };
                format!("{{\"id\":{index},\"of\":{{\"a\":[1,2,3,4],\"b\":[5,6,7,8]}}{own}}}")
            };
            format!("{{\"data\":[{}]}}", (0..1000).map(item).collect::<Vec<_>>().join(","))
        };
        let held = |change: &dyn Fn(usize) -> bool| {
            let (outlined, whole, held) =
                both(&list(&|_| false), &list(change), Settings::default()).unwrap();
            assert_eq!(outlined, whole);
            held
        };
        // Three nodes around the items, one of each item, and of what differs its members.
        assert_eq!(held(&|_| false), 2 * 1003);
        assert_eq!(held(&|index| index == 500), 2 * 1003 + 4 + 6);
        assert!(held(&|_| true) < 2 * 1003 + 1000 * 11);
    }
}
