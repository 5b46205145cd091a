//! What counts say of a place: the one reading of them that schemas, reports and comparisons share.

use super::form::Form;
use super::plan::of;
use super::scalars::Texts;
use super::secrets::{Around, names_secrets};
use super::stamp::Sources;
use super::tree::{Member, Node, Objects};
use super::values::{ENOUGH, Sighting, Values};
use crate::model::{Kind, Sensitivity};
use crate::redact::{sensitivity_of_name, tells_a_secret};

/// From how many objects on a member that all of them have has to be there. Of fewer it is usual.
pub(super) const MANY: u64 = 10;
/// From how many texts on a form that all of them have is theirs.
const ENOUGH_TEXTS: u64 = 3;
/// Up to which chance of a new word the known ones are worth telling.
const MOST_CHANCE: f64 = 0.1;
/// From how many amounts on that are all whole they are whole numbers.
const ENOUGH_AMOUNTS: u64 = 20;

/// How often a member is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// In every object, and there were many.
    Required,
    /// In every object so far.
    Usual,
    /// Not in all.
    Optional,
}

/// How often a member is there.
#[must_use]
pub fn presence(member: &Member, objects: &Objects) -> Presence {
    match (member.objects == objects.count, objects.count >= MANY) {
        (true, true) => Presence::Required,
        (true, false) => Presence::Usual,
        (false, _) => Presence::Optional,
    }
}

/// The form that all texts of a place have which are not empty.
#[must_use]
pub fn form(texts: &Texts) -> Option<Form> {
    let filled = texts.count() - texts.of(Form::Empty);
    if filled < ENOUGH_TEXTS {
        return None;
    }
    let all = |form: &Form| texts.of(*form) == filled;
    let one = [Form::Timestamp, Form::Date, Form::Uuid, Form::Email, Form::Url].into_iter().find(all);
    let decimals = texts.of(Form::Decimal);
    let is_decimal = decimals > 0 && decimals + texts.of(Form::Integer) == filled;
    one.or(is_decimal.then_some(Form::Decimal))
}

/// The kind of model that stands for a form.
#[must_use]
pub const fn kind_of(form: Form) -> Option<Kind<'static>> {
    match form {
        Form::Timestamp => Some(Kind::Timestamp),
        Form::Uuid => Some(Kind::Uuid),
        Form::Email => Some(Kind::Email),
        Form::Url => Some(Kind::Url),
        Form::Decimal => Some(Kind::Decimal),
        _ => None,
    }
}

/// Whether the numbers of a place are whole, and not only happen to be.
#[must_use]
pub fn is_integer(node: &Node, name: &str) -> bool {
    let Some(numbers) = &node.numbers else { return false };
    let is_money = sensitivity_of_name(name) == Some(Sensitivity::Financial);
    numbers.fractions == 0 && numbers.whole == 0 && (!is_money || numbers.count() >= ENOUGH_AMOUNTS)
}

/// Who must not see the values of a member: by its name, or by the form of its texts.
#[must_use]
pub fn sensitivity(node: &Node, name: &str) -> Option<Sensitivity> {
    let by_form = || {
        let texts = node.texts.as_ref()?;
        (texts.of(Form::Email) > 0).then_some(Sensitivity::Personal)
    };
    let holds_text = node.texts.is_some() || node.numbers.is_some();
    sensitivity_of_name(name).filter(|_| holds_text).or_else(by_form)
}

/// The words of a place that are the provider's own, each with its count, and the chance that the next one is new (Good and
/// Turing: those that were seen once, of all). Nothing where they are data, or a person's.
#[must_use]
pub fn known_values<'n>(node: &'n Node, name: &str) -> Option<(Vec<(&'n str, u64)>, f64)> {
    let texts = node.texts.as_ref()?;
    if sensitivity(node, name).is_some() || is_a_name(name) {
        return None;
    }
    let all = texts.values.sorted()?;
    let filled = texts.count() - texts.of(Form::Empty);
    let words: u64 = all.iter().map(|(_, seen)| seen.count).sum();
    let rare =
        filled.saturating_sub(words) + all.iter().map(|(_, seen)| u64::from(seen.count == 1)).sum::<u64>();
    let chance = of(rare, filled);
    let known: Vec<(&str, u64)> = all
        .iter()
        .filter(|(_, seen)| seen.records() >= ENOUGH)
        .map(|(word, seen)| (*word, seen.count))
        .collect();
    let is_proper = |word: &str| {
        word.starts_with(|sign: char| sign.is_ascii_uppercase())
            && word.contains(|sign: char| sign.is_ascii_lowercase())
    };
    let are_proper = all.iter().any(|(word, _)| is_proper(word));
    if known.is_empty() || chance > MOST_CHANCE || (are_proper && !says_a_kind(name)) {
        return None;
    }
    Some((known, chance))
}

/// Whether a member holds what something is called.
fn is_a_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["name", "title", "label", "slug", "id", "text", "key", "code_challenge"]
        .iter()
        .any(|ending| name.ends_with(ending))
}

/// Whether a member says of what kind something is, or how it stands.
fn says_a_kind(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [
        "type",
        "kind",
        "status",
        "state",
        "event",
        "action",
        "object",
        "reason",
        "association",
        "brand",
        "method",
    ]
    .iter()
    .any(|ending| name.ends_with(ending))
}

/// From how many objects on the names of members may be found to be data.
const ENOUGH_OBJECTS: u64 = 5;
/// How many names there are at least where names are data.
const ENOUGH_NAMES: usize = 5;
/// Up to which share of the names an object has on average where names are data.
const MOST_SHARED: f64 = 0.3;
/// From which share of names on that were seen in one object alone new objects go on to bring new ones.
const LEAST_NEW: f64 = 0.25;

/// Whether the names of an object's members are data: new objects go on to bring new names, each has few of them, and all
/// hold values of one kind.
#[must_use]
pub fn is_map(objects: &Objects) -> bool {
    if objects.collapsed {
        return true;
    }
    let names = objects.members.len();
    if objects.count < ENOUGH_OBJECTS || names < ENOUGH_NAMES {
        return false;
    }
    let held: u64 = objects.members.iter().map(|member| member.objects).sum();
    let new = objects.members.iter().filter(|member| member.objects == 1).count();
    let kind = |node: &Node| {
        [
            node.trues + node.falses > 0,
            node.numbers.is_some(),
            node.texts.is_some(),
            node.arrays.is_some(),
            node.objects.is_some(),
        ]
    };
    let mut kinds = objects.members.iter().map(|member| kind(&member.node));
    let first = kinds.next();
    of(held, objects.count * names as u64) <= MOST_SHARED
        && of(new as u64, names as u64) >= LEAST_NEW
        && kinds.all(|kind| Some(kind) == first)
}

/// What stands for the digests of records, which a pack does not hold.
const ANY: [u64; ENOUGH] = [1, 2, 3];

impl Objects {
    /// The provider's own words in the member of this name.
    #[must_use]
    pub fn known_words(&self, name: &str) -> Vec<Box<str>> {
        let member = self.members.iter().find(|member| *member.name == *name);
        let known = member.and_then(|member| known_values(&member.node, name));
        known.into_iter().flat_map(|(known, _)| known).map(|(word, _)| word.into()).collect()
    }
}

impl Node {
    /// Leaves out what no pack may hold of payloads: words that are rare, a person's, or secrets. What is left is what
    /// [`known_values`] tells. Names that are data go with them.
    pub fn scrub(&mut self, sources: &Sources) {
        self.scrub_below("", Around::default(), sources);
    }

    /// The same at the end of a way. Recurses on the levels that are looked into, so many at most.
    fn scrub_below(&mut self, name: &str, around: Around, sources: &Sources) {
        if let Some(texts) = &mut self.texts {
            let words = texts.values.sorted();
            if words.is_some_and(|words| around.hold_secret(words.iter().map(|(word, _)| *word))) {
                texts.values = Values::Many;
            }
            texts.values.close_if(tells_a_secret);
        }
        let known: Option<Vec<Box<str>>> = known_values(self, name)
            .map(|(known, _)| known.into_iter().map(|(word, _)| word.into()).collect());
        if let Some(seen) = &mut self.seen {
            let minute = |time: i64| time - time.rem_euclid(60_000);
            (seen.first.time, seen.last) = (seen.first.time.map(minute), seen.last.map(minute));
        }
        if let Some(texts) = &mut self.texts {
            match (&mut texts.values, known) {
                (Values::Few(values), known) => {
                    let known = known.unwrap_or_default();
                    values.retain(|(word, _)| known.contains(word));
                    for (_, seen) in values {
                        *seen = Sighting::of(seen.count, &ANY);
                    }
                }
                (Values::Many, _) => {}
            }
        }
        if let Some(arrays) = &mut self.arrays {
            arrays.items.scrub_below(name, around, sources);
        }
        if let Some(objects) = &mut self.objects {
            if is_map(objects) {
                objects.collapse(sources);
            }
            let names_secrets = names_secrets(objects);
            let mut below = Vec::new();
            for mut member in std::mem::take(&mut objects.members) {
                let mut around = around;
                if around.step(&member.name, names_secrets).is_some() {
                    objects.data.merge(member.node, &[], sources);
                    continue;
                }
                member.node.scrub_below(&member.name, around, sources);
                below.push(member);
            }
            objects.members = below;
            objects.data.scrub_below("", around, sources);
            if let Some(mut tags) = objects.tags.take() {
                tags.scrub(|name| objects.known_words(name), objects);
                objects.tags = Some(tags);
            }
        }
    }
}
