//! Payloads with one fault each, and which fault it is.

use std::borrow::Cow;

use super::breaking::{add, broken};
use super::fault::{Mutant, Mutation};
use super::generator::Generator;
use super::site::pick;
use super::tree::Tree;
use crate::model::Kind;
use crate::stand_in::{Source, scattered};

/// How deep a payload is nested that is nested too deep for readers that recurse.
const DEEP: usize = 10_000;

/// How many payloads are tried until one has the fault that is meant, and no other.
const TRIES: u64 = 24;

/// Payloads of an event with one fault each, without end: of this mutation, or of each that the event can have in turn.
/// Empty where the event cannot have it. `is_meant` says whether a payload has the fault that it was given and no other:
/// one member may be ruled in more ways than its field says.
pub fn mutants<F: Fn(&Mutant) -> bool>(
    generator: Generator<'_>,
    only: Option<Mutation>,
    is_meant: F,
) -> impl Iterator<Item = Mutant> + use<'_, F> {
    let meant = move |mutation, index: u64| {
        let tries = (0..TRIES).filter_map(|again| mutant(generator, mutation, index + (again << 40)));
        tries.into_iter().find(&is_meant)
    };
    let possible: Vec<Mutation> = Mutation::ALL
        .iter()
        .copied()
        .filter(|one| only.is_none_or(|only| only == *one))
        .filter(|one| meant(*one, 0).is_some())
        .collect();
    (0..u64::MAX).map_while(move |index| {
        let count = u64::try_from(possible.len()).ok().filter(|count| *count > 0)?;
        meant(*possible.get(usize::try_from(index % count).ok()?)?, index)
    })
}

fn mutant(generator: Generator<'_>, mutation: Mutation, index: u64) -> Option<Mutant> {
    let mut tree = generator.full(index);
    let source = &mut Source::seeded(scattered(index ^ 0x0bad));
    let (pointer, text) = match mutation {
        Mutation::Breaks(rule) => return broken(generator, rule, tree, source),
        Mutation::ByteOrderMark => (String::new(), format!("\u{feff}{}", tree.to_text())),
        Mutation::Reserialised => {
            let original = tree.to_text();
            let text = respaced(&original);
            return Some(Mutant { mutation, pointer: String::new(), text, signed: Some(original) });
        }
        Mutation::LoneSurrogate => {
            let site = pick(generator, &tree, source, |site| {
                matches!(site.field.kind, Kind::Text) && site.field.values.is_empty()
            })?;
            *tree.at_mut(&site.steps())? = Tree::Scalar(Cow::Borrowed("\"\\ud83d\""));
            (site.pointer(), tree.to_text())
        }
        Mutation::DeepNesting => {
            let nested = Tree::Scalar(Cow::Owned("[".repeat(DEEP) + &"]".repeat(DEEP)));
            (add(&mut tree, generator, "zz_made_up", nested)?, tree.to_text())
        }
    };
    Some(Mutant { mutation, pointer, text, signed: None })
}

/// The same JSON with a blank behind each colon and comma between members.
fn respaced(text: &str) -> String {
    let (mut out, mut quoted, mut escaped) = (String::with_capacity(text.len() * 2), false, false);
    for sign in text.chars() {
        out.push(sign);
        match sign {
            '"' if !escaped => quoted = !quoted,
            ':' | ',' if !quoted => out.push(' '),
            _ => {}
        }
        escaped = quoted && sign == '\\' && !escaped;
    }
    out
}
