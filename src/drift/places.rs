//! Which of the places that a model declares a payload has: one walk beside the model.

use super::facts::{Facts, Key, What};
use crate::json::{JsonKind, Value};
use crate::model::{Declared, Kind, Object};

/// A place of a model, with the numbers of the facts about it. What is below it is made when it is first met.
#[derive(Debug)]
struct Place {
    pattern: Box<str>,
    /// That the member is there; the whole payload has none.
    held: Option<u32>,
    /// That an object or an array stands there.
    stands: Option<u32>,
    /// The members, in the order of the model's fields.
    members: Vec<Option<u32>>,
    /// Any item, or any member of a map.
    inner: Option<u32>,
}

/// The places of all models that were met.
#[derive(Debug, Default)]
pub(super) struct Places {
    all: Vec<Place>,
    /// The whole payload, by the number of the group.
    roots: Vec<Option<u32>>,
}

impl Places {
    /// Tells the number of every fact about what a payload has, some of them several times.
    pub(super) fn walk(
        &mut self,
        facts: &mut Facts,
        group: u32,
        body: Option<&Object<'_>>,
        root: Value<'_>,
        tell: &mut impl FnMut(&mut Facts, u32),
    ) {
        let place = self.root(group);
        let mut open = vec![(place, Declared::root(body), root)];
        while let Some((place, declared, value)) = open.pop() {
            match (declared.kind, value.kind()) {
                (Some(Kind::Object(object)), JsonKind::Object) => {
                    self.stands(facts, group, place, tell);
                    let mut hint = 0;
                    for (key, member) in value.members() {
                        let Some(position) = object.position(key, hint) else { continue };
                        hint = position + 1;
                        let Some(field) = object.fields.get(position) else { continue };
                        let (below, held) = self.member(facts, group, place, position, field.name);
                        // Of what is known to come no more nothing is new.
                        if !field.deprecated {
                            tell(facts, held);
                        }
                        if matches!(member.kind(), JsonKind::Object | JsonKind::Array) {
                            open.push((below, Declared::of(field), member));
                        }
                    }
                }
                (Some(Kind::Map(_)), JsonKind::Object) => {
                    self.stands(facts, group, place, tell);
                    let below = self.inner(place);
                    let containers = declared.members(value).filter(|(_, member, _)| is_container(*member));
                    open.extend(containers.map(|(_, member, declared)| (below, declared, member)));
                }
                (Some(Kind::List(_)), JsonKind::Array) => {
                    self.stands(facts, group, place, tell);
                    let below = self.inner(place);
                    let containers = value.items().filter(|item| is_container(*item));
                    open.extend(containers.map(|item| (below, declared.item(), item)));
                }
                (None, _) if place == self.root(group) => self.stands(facts, group, place, tell),
                _ => {}
            }
        }
    }

    fn add(&mut self, pattern: String, held: Option<u32>) -> u32 {
        let place = Place { pattern: pattern.into(), held, stands: None, members: Vec::new(), inner: None };
        self.all.push(place);
        u32::try_from(self.all.len() - 1).unwrap_or(u32::MAX)
    }

    fn root(&mut self, group: u32) -> u32 {
        if let Some(Some(root)) = self.roots.get(group as usize) {
            return *root;
        }
        let root = self.add(String::new(), None);
        if self.roots.len() <= group as usize {
            self.roots.resize(group as usize + 1, None);
        }
        if let Some(own) = self.roots.get_mut(group as usize) {
            *own = Some(root);
        }
        root
    }

    fn stands(&mut self, facts: &mut Facts, group: u32, place: u32, tell: &mut impl FnMut(&mut Facts, u32)) {
        let Some(own) = self.all.get_mut(place as usize) else { return };
        let stands = *own.stands.get_or_insert_with(|| {
            let pattern = own.pattern.clone();
            facts.number(Key { group, pattern, what: What::Stands, detail: "".into() })
        });
        tell(facts, stands);
    }

    /// The place of a member, and the number of the fact that it is there.
    fn member(
        &mut self,
        facts: &mut Facts,
        group: u32,
        place: u32,
        position: usize,
        name: &str,
    ) -> (u32, u32) {
        let known = self.all.get(place as usize).and_then(|own| *own.members.get(position)?);
        let held = known.and_then(|known| self.all.get(known as usize)?.held);
        if let (Some(known), Some(held)) = (known, held) {
            return (known, held);
        }
        let above = self.all.get(place as usize).map_or("", |own| &own.pattern);
        let pattern = format!("{above}/{}", name.replace('~', "~0").replace('/', "~1"));
        let key = Key { group, pattern: pattern.as_str().into(), what: What::Held, detail: "".into() };
        let held = facts.number(key);
        let below = self.add(pattern, Some(held));
        if let Some(own) = self.all.get_mut(place as usize) {
            if own.members.len() <= position {
                own.members.resize(position + 1, None);
            }
            if let Some(member) = own.members.get_mut(position) {
                *member = Some(below);
            }
        }
        (below, held)
    }

    fn inner(&mut self, place: u32) -> u32 {
        if let Some(inner) = self.all.get(place as usize).and_then(|own| own.inner) {
            return inner;
        }
        let above = self.all.get(place as usize).map_or("", |own| &own.pattern);
        let inner = self.add(format!("{above}/*"), None);
        if let Some(own) = self.all.get_mut(place as usize) {
            own.inner = Some(inner);
        }
        inner
    }
}

fn is_container(value: Value<'_>) -> bool {
    matches!(value.kind(), JsonKind::Object | JsonKind::Array)
}
