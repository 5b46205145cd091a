//! The places of a payload where a fault can be put without making another one.

use std::borrow::Cow;

use super::generator::{Generator, naming};
use super::tree::Tree;
use crate::model::{Condition, Field, Kind, Object};
use crate::stand_in::Source;

/// A member of a payload that can be changed, and the field that describes it.
pub(super) struct Site<'m> {
    pub(super) path: Vec<Cow<'m, str>>,
    pub(super) field: &'m Field<'m>,
    pub(super) within: &'m Object<'m>,
}

impl Site<'_> {
    pub(super) fn pointer(&self) -> String {
        let steps = self.path.iter().map(|step| step.replace('~', "~0").replace('/', "~1"));
        steps.fold(String::new(), |pointer, step| pointer + "/" + &step)
    }

    pub(super) fn steps(&self) -> Vec<&str> {
        self.path.iter().map(AsRef::as_ref).collect()
    }
}

/// One of the members that fit.
pub(super) fn pick<'m>(
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
pub(super) fn sites<'m>(generator: Generator<'m>, tree: &Tree<'m>) -> Vec<Site<'m>> {
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
