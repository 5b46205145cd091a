//! The names that models declare, for payloads and texts that no model describes.

use std::collections::HashMap;
use std::hash::BuildHasher as _;
use std::sync::OnceLock;

use rustc_hash::FxBuildHasher;

use super::category::Category::{self, Amount, CapabilityUrl, Declared, Personal};
use super::names::{NamePosition, Named, classify};
use super::neighbours::{is_bare, is_person, may_be_of_pair, says_what_is_harmless};
use super::seen::Seen;
use super::text::{Part, is_a_value, names_a_value, parts};
use super::words::Words;
use crate::model::{Sensitivity, simplified};
use crate::registry::Registry;

/// Names longer than this are no slip of the pen, and no model has one.
const LONGEST: usize = 64;
/// Shorter names are near too many others.
const SHORTEST_NEAR: usize = 8;

/// How many names of members are kept with what they say: payloads have the same ones again and again.
const KEPT: usize = 1024;
/// At how many places next to each other a name is looked for.
const TRIED: u64 = 4;

/// What names say: by their words, and by what the models declare.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// The names of fields that are not public in some model, and who must not see them.
    fields: Vec<(String, Sensitivity)>,
    /// The same as they are looked up, once one is.
    declared: OnceLock<DeclaredNames>,
    /// What names of members say, by their hash; the first name of a place stays there.
    judged: OnceLock<Box<[OnceLock<Judged>]>>,
    /// Texts with nothing in them, first where only secrets were looked for, then where people were too.
    plain: [Seen; 2],
}

/// The names of fields that are not public, by what they are.
#[derive(Debug, Default)]
struct DeclaredNames {
    /// Names of fields that are secret in some model, simplified; of several words only: one word, as in `details`,
    /// says too little.
    secret: Vec<String>,
    /// Names of fields that are personal or financial in some model, simplified.
    personal: HashMap<String, Category>,
}

/// A name of a member, whether what is personal counted, and what it says.
#[derive(Debug)]
struct Judged {
    name: Box<str>,
    personal: bool,
    says: Says,
}

/// What the name of a member says of its value, and of what is beside it and in it.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "what a name says, each on its own")]
pub(super) struct Says {
    /// What the value is.
    pub(super) named: Option<Named>,
    /// Whether the value is about a person.
    pub(super) is_person: bool,
    /// Whether it says nothing of its own.
    pub(super) is_bare: bool,
    /// Whether it says something harmless where the object around it is called like a secret.
    pub(super) is_harmless: bool,
    /// Whether the value may name what a sibling holds.
    pub(super) names_a_value: bool,
    /// Whether it may hold what a sibling names.
    pub(super) is_a_value: bool,
    /// Whether it may be one of two members that are a name and its value.
    pub(super) may_be_of_pair: bool,
    /// Whether the value is headers, which a list holds by their names and values in turns.
    pub(super) is_headers: bool,
}

impl DeclaredNames {
    fn learn(&mut self, name: &str, sensitivity: Sensitivity) {
        match sensitivity {
            Sensitivity::Unsaid | Sensitivity::Public => {}
            Sensitivity::Secret => {
                let plain = simplified(name);
                if Words::of(name).len() > 1 && !self.secret.contains(&plain) {
                    self.secret.push(plain);
                }
            }
            Sensitivity::Personal => {
                self.personal.insert(simplified(name), Personal);
            }
            Sensitivity::Financial => {
                self.personal.entry(simplified(name)).or_insert(Amount);
            }
        }
    }

    /// Whether a simplified name is one that a model declares secret, or would be but for one slip of the pen.
    fn is_secret(&self, plain: &str) -> bool {
        self.secret.iter().any(|secret| {
            secret == plain || (plain.len() >= SHORTEST_NEAR && is_one_slip_away(secret, plain))
        })
    }
}

impl Names {
    /// Knows the names of all fields of a registry's models.
    pub(super) fn of(registry: &Registry<'_>) -> Self {
        let fields = registry.sensitive_names().iter();
        let fields = fields.map(|(name, sensitivity)| ((*name).to_owned(), *sensitivity)).collect();
        Self { fields, ..Self::default() }
    }

    fn declared(&self) -> &DeclaredNames {
        self.declared.get_or_init(|| {
            let mut names = DeclaredNames::default();
            for (name, sensitivity) in &self.fields {
                names.learn(name, *sensitivity);
            }
            names
        })
    }

    /// What a name says of its value. What is personal or financial counts only if `personal`.
    pub(super) fn classify(&self, name: &str, place: NamePosition, personal: bool) -> Option<Named> {
        if place == NamePosition::Member {
            self.member(name, personal).named
        } else {
            self.judge(name, &Words::of(name), place, personal)
        }
    }

    /// What the name of a member says. What is personal or financial counts only if `personal`.
    pub(super) fn member(&self, name: &str, personal: bool) -> Says {
        if name.len() > LONGEST {
            return self.says(name, personal);
        }
        let places = self.judged.get_or_init(|| (0..KEPT).map(|_| OnceLock::new()).collect());
        let first = FxBuildHasher.hash_one((name, personal)) >> 32;
        for next in 0..TRIED {
            let place = usize::try_from((first + next) % KEPT as u64).ok().and_then(|at| places.get(at));
            let Some(kept) = place else { break };
            let judge = || Judged { name: name.into(), personal, says: self.says(name, personal) };
            let kept = kept.get_or_init(judge);
            if kept.personal == personal && *kept.name == *name {
                return kept.says;
            }
        }
        self.says(name, personal)
    }

    fn says(&self, name: &str, personal: bool) -> Says {
        let words = Words::of(name);
        Says {
            named: self.judge(name, &words, NamePosition::Member, personal),
            is_person: is_person(&words),
            is_bare: is_bare(name),
            is_harmless: says_what_is_harmless(&words),
            names_a_value: names_a_value(name),
            is_a_value: is_a_value(name),
            may_be_of_pair: may_be_of_pair(name),
            is_headers: words.word(0) == "headers",
        }
    }

    /// The parts of a text to hide, as [`parts`] finds them.
    pub(super) fn parts(&self, text: &str, personal: bool) -> Vec<Part> {
        let [secret, people] = &self.plain;
        let seen = if personal { people } else { secret };
        seen.unless(text, || parts(text, self, personal))
    }

    fn judge(&self, name: &str, words: &Words, place: NamePosition, personal: bool) -> Option<Named> {
        let own = classify(words, place);
        let secret = own.filter(|named| named.category.sensitivity() == Sensitivity::Secret);
        if secret.is_some_and(|named| named.category != CapabilityUrl) || name.len() > LONGEST {
            return secret.or(own.filter(|_| personal));
        }
        let plain = simplified(name);
        let (known, found) = (self.declared(), |category| Some(Named { category, plural: false }));
        if known.is_secret(&plain) {
            return found(Declared);
        }
        if secret.is_some() || !personal {
            return secret;
        }
        own.or_else(|| known.personal.get(&plain).and_then(|category| found(*category)))
    }
}

/// Whether two names differ by one character, missing or another, or by two in each other's place: what is left of them
/// between what they begin and end with alike.
fn is_one_slip_away(one: &str, other: &str) -> bool {
    let alike = |one: char, other: char| if one == other { one.len_utf8() } else { 0 };
    let start: usize =
        one.chars().zip(other.chars()).map(|(a, b)| alike(a, b)).take_while(|same| *same > 0).sum();
    let (one, other) = (one.get(start..).unwrap_or_default(), other.get(start..).unwrap_or_default());
    let ends = one.chars().rev().zip(other.chars().rev());
    let end: usize = ends.map(|(a, b)| alike(a, b)).take_while(|same| *same > 0).sum();
    let rest = |name: &str| -> [Option<char>; 3] {
        let mut rest = name.get(..name.len() - end).unwrap_or_default().chars();
        [rest.next(), rest.next(), rest.next()]
    };
    match (rest(one), rest(other)) {
        ([Some(_), None, _], [_, None, _]) | ([None, ..], [Some(_), None, _]) => true,
        ([Some(a), Some(b), None], [Some(c), Some(d), None]) => (a, b) == (d, c),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_one_slip_away;

    #[test]
    fn a_slip_is_what_the_optimal_alignment_counts_as_one() {
        let letters = ["", "a", "b", "\u{e9}"];
        let words: Vec<String> = (0..4_usize.pow(5))
            .map(|number| {
                (0..5).filter_map(|place| letters.get(number >> (2 * place) & 3)).copied().collect()
            })
            .collect();
        for one in words.iter().step_by(7) {
            for other in &words {
                let expected = strsim::osa_distance(one, other) == 1;
                assert_eq!(is_one_slip_away(one, other), expected, "{one} {other}");
            }
        }
    }
}
