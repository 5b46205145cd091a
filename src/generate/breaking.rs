//! One rule broken in a payload.

use std::borrow::Cow;

use super::fault::{Mutant, Mutation};
use super::generator::{Generator, naming};

use super::site::{Site, pick, sites};
use super::tree::Tree;
use super::value;
use crate::finding::Rule;
use crate::model::{Condition, Extra, Kind, Presence};
use crate::stand_in::Source;

/// A number that a double cannot hold: 2^53 + 1.
const UNSAFE: &str = "9007199254740993";

/// A payload that breaks a rule, where the event can.
pub(super) fn broken<'m>(
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
        Rule::NonstandardName => disputed(generator, &mut tree, source)?,
        Rule::Unidentified => {
            let Tree::Object(members) = &mut tree else { return None };
            for (name, _) in members {
                *name = Cow::Owned(format!("zz_{name}"));
            }
            String::new()
        }
        Rule::Unreadable => {
            let text = tree.to_text();
            let cut = text.char_indices().nth(text.chars().count() / 2).map_or(0, |(place, _)| place);
            let text = text.get(..cut).unwrap_or_default().to_owned();
            let mutation = Mutation::Breaks(rule);
            return Some(Mutant { mutation, pointer: String::new(), text, signed: None });
        }
        _ => return None,
    };
    Some(Mutant { mutation: Mutation::Breaks(rule), pointer, text: tree.to_text(), signed: None })
}

/// Uses another name of the event, or the second kind of a member.
fn disputed<'m>(generator: Generator<'m>, tree: &mut Tree<'m>, source: &mut Source) -> Option<String> {
    if let Some(site) = pick(generator, tree, source, |site| site.field.alternative.is_some()) {
        let second = match site.field.alternative?.kind {
            // A text by the field's name could be of the first kind too.
            Kind::Text => Tree::text("of the second kind"),
            kind => Tree::Scalar(value::ordinary(kind, site.field, source)),
        };
        *tree.at_mut(&site.steps())? = second;
        return Some(site.pointer());
    }
    let (path, alias) = (naming(generator.model).next()?, generator.model.event.aliases.first()?);
    *tree.at_mut(path)? = Tree::text(alias.name);
    Some(path.iter().fold(String::new(), |pointer, step| pointer + "/" + step))
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
pub(super) fn add<'m>(
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
