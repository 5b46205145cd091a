//! Payloads with one fault each, and which fault it is.

use std::borrow::Cow;
use std::fmt;

use super::generator::{Generator, naming};
use super::tree::Tree;
use crate::finding::Rule;
use crate::model::{Condition, Extra, Field, Kind, Object, Presence};
use crate::stand_in::{Source, scattered};

/// A number that a double cannot hold: 2^53 + 1.
const UNSAFE: &str = "9007199254740993";

/// How deep a payload is nested that is nested too deep for readers that recurse.
const DEEP: usize = 10_000;

/// What is done to a payload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mutation {
    /// So that it breaks this rule, and no other of the same or a higher severity.
    Breaks(Rule),
    /// A byte order mark before it: harmless for a reader that knows it.
    ByteOrderMark,
    /// Half a pair of UTF-16 code units in a text: JSON, yet not Unicode.
    LoneSurrogate,
    /// Brackets nested ten thousand deep in a member that the model does not have.
    DeepNesting,
    /// The same JSON with other white space: a signature of the original no longer fits.
    Reserialised,
}

/// A payload with one fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mutant {
    /// What was done.
    pub mutation: Mutation,
    /// Where, as a JSON Pointer; empty for the whole payload.
    pub pointer: String,
    /// The payload's text.
    pub text: String,
    /// What its sender has signed, where somebody wrote it anew since.
    pub signed: Option<String>,
}

impl Mutation {
    /// Every mutation, those that break rules first.
    pub const ALL: &'static [Self] = &[
        Self::Breaks(Rule::MissingField),
        Self::Breaks(Rule::WrongType),
        Self::Breaks(Rule::UnexpectedNull),
        Self::Breaks(Rule::WrongFormat),
        Self::Breaks(Rule::UnknownField),
        Self::Breaks(Rule::UnknownValue),
        Self::Breaks(Rule::UnsafeNumber),
        Self::Breaks(Rule::DuplicateKey),
        Self::Breaks(Rule::Inconsistent),
        Self::Breaks(Rule::UnknownEvent),
        Self::Breaks(Rule::AbsentField),
        Self::Breaks(Rule::TestDelivery),
        Self::Breaks(Rule::Unreadable),
        Self::ByteOrderMark,
        Self::LoneSurrogate,
        Self::DeepNesting,
        Self::Reserialised,
    ];

    /// The rule's name, or `byte-order-mark`, `lone-surrogate`, `deep-nesting`, `reserialised`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Breaks(rule) => rule.name(),
            Self::ByteOrderMark => "byte-order-mark",
            Self::LoneSurrogate => "lone-surrogate",
            Self::DeepNesting => "deep-nesting",
            Self::Reserialised => "reserialised",
        }
    }

    /// The rule that `validate` must report for it, where it must report one.
    #[must_use]
    pub const fn rule(self) -> Option<Rule> {
        match self {
            Self::Breaks(rule) => Some(rule),
            Self::DeepNesting => Some(Rule::UnknownField),
            Self::ByteOrderMark | Self::LoneSurrogate | Self::Reserialised => None,
        }
    }
}

impl fmt::Display for Mutation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name())
    }
}

/// Payloads of an event with one fault each, without end: of this mutation, or of each that the event can have in turn.
/// Empty where the event cannot have it.
pub fn mutants(generator: Generator<'_>, only: Option<Mutation>) -> impl Iterator<Item = Mutant> {
    let possible: Vec<Mutation> = Mutation::ALL
        .iter()
        .copied()
        .filter(|one| only.is_none_or(|only| only == *one))
        .filter(|one| mutant(generator, *one, 0).is_some())
        .collect();
    (0..u64::MAX).map_while(move |index| {
        let count = u64::try_from(possible.len()).ok().filter(|count| *count > 0)?;
        let mutation = *possible.get(usize::try_from(index % count).ok()?)?;
        mutant(generator, mutation, index)
    })
}

/// A member of a payload that can be changed, and the field that describes it.
struct Site<'m> {
    path: Vec<Cow<'m, str>>,
    field: &'m Field<'m>,
    within: &'m Object<'m>,
}

impl Site<'_> {
    fn pointer(&self) -> String {
        let steps = self.path.iter().map(|step| step.replace('~', "~0").replace('/', "~1"));
        steps.fold(String::new(), |pointer, step| pointer + "/" + &step)
    }

    fn steps(&self) -> Vec<&str> {
        self.path.iter().map(AsRef::as_ref).collect()
    }
}

fn mutant(generator: Generator<'_>, mutation: Mutation, index: u64) -> Option<Mutant> {
    let mut tree = generator.full(index);
    let source = &mut Source::seeded(scattered(index ^ 0x0bad));
    let (pointer, text) = match mutation {
        Mutation::Breaks(rule) => return broken(generator, rule, tree, source),
        Mutation::ByteOrderMark => (String::new(), format!("\u{feff}{}", written(&tree))),
        Mutation::Reserialised => {
            let original = written(&tree);
            let text = respaced(&original);
            return Some(Mutant { mutation, pointer: String::new(), text, signed: Some(original) });
        }
        Mutation::LoneSurrogate => {
            let site = pick(generator, &tree, source, |site| {
                matches!(site.field.kind, Kind::Text) && site.field.values.is_empty()
            })?;
            *tree.at_mut(&site.steps())? = Tree::Scalar(Cow::Borrowed("\"\\ud83d\""));
            (site.pointer(), written(&tree))
        }
        Mutation::DeepNesting => {
            let nested = Tree::Scalar(Cow::Owned("[".repeat(DEEP) + &"]".repeat(DEEP)));
            (add(&mut tree, generator, "zz_made_up", nested)?, written(&tree))
        }
    };
    Some(Mutant { mutation, pointer, text, signed: None })
}

fn broken<'m>(
    generator: Generator<'m>,
    rule: Rule,
    mut tree: Tree<'m>,
    source: &mut Source,
) -> Option<Mutant> {
    let scalar = |raw: &'static str| Tree::Scalar(Cow::Borrowed(raw));
    let mut replace =
        |tree: &mut Tree<'m>, suits: &dyn Fn(&Site<'m>) -> bool, value: &dyn Fn(&Site<'m>) -> Tree<'m>| {
            let site = pick(generator, tree, source, suits)?;
            *tree.at_mut(&site.steps())? = value(&site);
            Some(site.pointer())
        };
    let no_other = |site: &Site<'m>| site.field.alternative.is_none();
    let pointer = match rule {
        Rule::MissingField => {
            let site = pick(generator, &tree, source, |site| {
                site.field.presence == Presence::Required && site.within.waived_by.is_none()
            })?;
            let (name, above) = site.path.split_last()?;
            tree.at_mut(&above.iter().map(AsRef::as_ref).collect::<Vec<_>>())?.remove(name);
            site.pointer()
        }
        Rule::AbsentField => {
            // The finding stands at the object that lacks the member.
            let site = pick(generator, &tree, source, |site| site.field.presence == Presence::Usual)?;
            let (name, above) = site.path.split_last()?;
            tree.at_mut(&above.iter().map(AsRef::as_ref).collect::<Vec<_>>())?.remove(name);
            above.iter().fold(String::new(), |pointer, step| pointer + "/" + step)
        }
        Rule::WrongType => {
            let suits = |site: &Site<'m>| no_other(site) && !matches!(site.field.kind, Kind::Anything);
            replace(&mut tree, &suits, &|site| match site.field.kind {
                Kind::List(_) | Kind::Change => Tree::Object(Vec::new()),
                _ => Tree::List(Vec::new()),
            })?
        }
        Rule::UnexpectedNull => {
            let suits = |site: &Site<'m>| !site.field.nullable && !matches!(site.field.kind, Kind::Anything);
            replace(&mut tree, &suits, &|_| Tree::NULL)?
        }
        Rule::WrongFormat => {
            let suits = |site: &Site<'m>| {
                let formed = matches!(
                    site.field.kind,
                    Kind::Email | Kind::Url | Kind::Timestamp | Kind::Uuid | Kind::Decimal
                );
                formed && no_other(site) && site.field.values.is_empty()
            };
            replace(&mut tree, &suits, &|_| Tree::text("not of this form"))?
        }
        Rule::UnknownValue => {
            let suits =
                |site: &Site<'m>| !site.field.values.is_empty() && matches!(site.field.kind, Kind::Text);
            replace(&mut tree, &suits, &|_| Tree::text("a value that nobody knows"))?
        }
        Rule::UnsafeNumber => {
            let suits = |site: &Site<'m>| matches!(site.field.kind, Kind::Integer | Kind::Number);
            replace(&mut tree, &suits, &|_| scalar(UNSAFE))?
        }
        Rule::UnknownField => add(&mut tree, generator, "zz_made_up", scalar("true"))?,
        Rule::DuplicateKey => {
            let site = pick(generator, &tree, source, |_| true)?;
            let (name, above) = site.path.split_last()?;
            let Tree::Object(members) = tree.at_mut(&above.iter().map(AsRef::as_ref).collect::<Vec<_>>())?
            else {
                return None;
            };
            let again = members.iter().find(|(key, _)| key == name)?.clone();
            members.push(again);
            site.pointer()
        }
        Rule::Inconsistent => contradict(generator, &mut tree, source)?,
        Rule::UnknownEvent => {
            let path = naming(generator.model).next()?;
            *tree.at_mut(path)? = Tree::text("made_up_event");
            path.iter().fold(String::new(), |pointer, step| pointer + "/" + step)
        }
        Rule::TestDelivery => {
            let suits = |site: &Site<'m>| site.within.waived_by == Some(site.field.name);
            let pointer = replace(&mut tree, &suits, &|_| scalar("true"))?;
            // The finding stands at the object that the member marks.
            pointer.rsplit_once('/').map_or(String::new(), |(above, _)| above.to_owned())
        }
        Rule::Unreadable => {
            let text = written(&tree);
            let cut = text.char_indices().nth(text.chars().count() / 2).map_or(0, |(place, _)| place);
            let text = text.get(..cut).unwrap_or_default().to_owned();
            let mutation = Mutation::Breaks(rule);
            return Some(Mutant { mutation, pointer: String::new(), text, signed: None });
        }
        _ => return None,
    };
    Some(Mutant { mutation: Mutation::Breaks(rule), pointer, text: written(&tree), signed: None })
}

/// Breaks one of the rules between parts of the payload.
fn contradict<'m>(generator: Generator<'m>, tree: &mut Tree<'m>, source: &mut Source) -> Option<String> {
    let rules = generator.model.event.conditions;
    let first = usize::try_from(source.below(u64::try_from(rules.len()).ok()?)).ok()?;
    (0..rules.len()).filter_map(|offset| rules.get((first + offset) % rules.len())).find_map(|rule| {
        match *rule {
            Condition::Same { left, right, .. } if !left.contains(&"*") => {
                let is_number =
                    |path| tree.at(path).and_then(Tree::scalar).is_some_and(|raw| !raw.starts_with('"'));
                if !is_number(left) || tree.at(right).and_then(Tree::scalar).is_none() {
                    return None;
                }
                *tree.at_mut(left)? = Tree::Scalar(Cow::Borrowed("1"));
                Some(format!("/{}", left.join("/")))
            }
            Condition::Differ { left, right, .. } => {
                let other = tree.at(right).filter(|value| value.scalar().is_some())?.clone();
                *tree.at_mut(left)? = other;
                Some(format!("/{}", left.join("/")))
            }
            Condition::Changes { path, .. } => {
                let Tree::Object(pairs) = tree.at_mut(path)? else { return None };
                let (name, Tree::List(pair)) = pairs.first_mut()? else { return None };
                let [old, new] = pair.as_mut_slice() else { return None };
                *old = new.clone();
                Some(format!("/{}/{name}", path.join("/")))
            }
            _ => None,
        }
    })
}

/// Adds a member to an object in which it is unknown.
fn add<'m>(
    tree: &mut Tree<'m>,
    generator: Generator<'m>,
    name: &'static str,
    value: Tree<'m>,
) -> Option<String> {
    let sites = sites(generator, tree);
    let above = sites.iter().find(|site| site.within.extra == Extra::Unknown)?;
    let (_, above) = above.path.split_last()?;
    let Tree::Object(members) = tree.at_mut(&above.iter().map(AsRef::as_ref).collect::<Vec<_>>())? else {
        return None;
    };
    members.push((Cow::Borrowed(name), value));
    Some(above.iter().fold(String::new(), |pointer, step| pointer + "/" + step) + "/" + name)
}

/// One of the members that fit.
fn pick<'m>(
    generator: Generator<'m>,
    tree: &Tree<'m>,
    source: &mut Source,
    suits: impl Fn(&Site<'m>) -> bool,
) -> Option<Site<'m>> {
    let mut fitting: Vec<Site<'m>> = sites(generator, tree).into_iter().filter(suits).collect();
    let index = usize::try_from(source.below(u64::try_from(fitting.len()).ok()?)).ok()?;
    (index < fitting.len()).then(|| fitting.swap_remove(index))
}

/// Every member that can be changed without changing which event it is, or breaking a rule between parts as well.
fn sites<'m>(generator: Generator<'m>, tree: &Tree<'m>) -> Vec<Site<'m>> {
    let event = generator.model.event;
    let mut ruled: Vec<&[&str]> = naming(generator.model).collect();
    let mut changed: Vec<Vec<&str>> = Vec::new();
    for rule in event.conditions {
        match *rule {
            Condition::Same { left, right, .. } | Condition::Differ { left, right, .. } => {
                ruled.extend([left, right]);
            }
            Condition::OneOf { path, .. }
            | Condition::Filled { path, .. }
            | Condition::Blank { path, .. } => {
                ruled.push(path);
            }
            Condition::Changes { path, state } => {
                ruled.extend([path, state]);
                if let Some(Tree::Object(pairs)) = tree.at(path) {
                    changed.extend(pairs.iter().map(|(name, _)| [state, &[name.as_ref()]].concat()));
                }
            }
        }
    }
    let deciding: Vec<&str> = event
        .shapes
        .iter()
        .flat_map(|shape| shape.all.iter().chain(shape.any).chain(shape.words.iter().map(|(key, _)| key)))
        .copied()
        .collect();
    let mut sites = Vec::new();
    collect(event.body, tree, &[], &mut sites);
    sites.retain(|site| {
        let steps = site.steps();
        let decides = steps.len() == 1 && steps.first().is_some_and(|key| deciding.contains(key));
        !decides && !changed.contains(&steps) && !ruled.iter().any(|path| path.starts_with(&steps))
    });
    sites
}

/// The members of an object and of the objects in it. As deep as the payload, which the generator bounds.
fn collect<'m>(object: &'m Object<'m>, tree: &Tree<'m>, path: &[Cow<'m, str>], sites: &mut Vec<Site<'m>>) {
    for field in object.fields {
        let Some(value) = tree.member(field.name) else { continue };
        let path = [path, &[Cow::Borrowed(field.name)]].concat();
        if let Kind::Object(inner) = field.kind {
            collect(inner, value, &path, sites);
        }
        sites.push(Site { path, field, within: object });
    }
}

fn written(tree: &Tree<'_>) -> String {
    let mut text = String::new();
    tree.write(&mut text);
    text
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
