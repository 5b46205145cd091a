//! Which of the places that a model declares a payload has: one walk beside the model.

use super::facts::{Facts, Key, What};
use crate::json::{JsonKind, Value};
use crate::model::{Declared, Kind, Object};

/// A place of a model, with the numbers of the facts about it. What is below it is made when it is first met.
#[derive(Debug)]
struct Place {
    pattern: Box<str>,
    /// That an object or an array stands there.
    stands: Option<u32>,
    /// The members, in the order of the model's fields.
    members: Vec<Option<Member>>,
    /// Any item, or any member of a map.
    inner: Option<u32>,
}

/// A member of a place.
#[derive(Debug, Clone, Copy)]
struct Member {
    /// Its own place.
    place: u32,
    /// The number of the fact that it is there.
    held: u32,
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
                    for (key, inner) in value.members() {
                        let Some(position) = object.position(key, hint) else { continue };
                        hint = position + 1;
                        let Some(field) = object.fields.get(position) else { continue };
                        let known = self.known(place, position);
                        let member = || self.member(facts, group, place, position, field.name);
                        let Member { place: below, held } = known.unwrap_or_else(member);
                        // Of what is known to come no more nothing is new.
                        if !field.deprecated {
                            tell(facts, held);
                        }
                        if is_container(inner) {
                            open.push((below, Declared::of(field), inner));
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
                (None, _) if Some(place) == self.roots.get(group as usize).copied().flatten() => {
                    self.stands(facts, group, place, tell);
                }
                _ => {}
            }
        }
    }

    fn add(&mut self, pattern: String) -> u32 {
        let place = Place { pattern: pattern.into(), stands: None, members: Vec::new(), inner: None };
        self.all.push(place);
        u32::try_from(self.all.len() - 1).unwrap_or(u32::MAX)
    }

    fn root(&mut self, group: u32) -> u32 {
        if let Some(Some(root)) = self.roots.get(group as usize) {
            return *root;
        }
        let root = self.add(String::new());
        if self.roots.len() <= group as usize {
            self.roots.resize(group as usize + 1, None);
        }
        if let Some(own) = self.roots.get_mut(group as usize) {
            *own = Some(root);
        }
        root
    }

    /// The number of the fact that a payload of a group is there.
    pub(super) fn payload(&mut self, facts: &mut Facts, group: u32) -> u32 {
        let root = self.root(group);
        self.number(facts, group, root)
    }

    fn stands(&mut self, facts: &mut Facts, group: u32, place: u32, tell: &mut impl FnMut(&mut Facts, u32)) {
        let stands = self.number(facts, group, place);
        tell(facts, stands);
    }

    /// The number of the fact that an object or an array stands at a place.
    fn number(&mut self, facts: &mut Facts, group: u32, place: u32) -> u32 {
        let Some(own) = self.all.get_mut(place as usize) else { return u32::MAX };
        *own.stands.get_or_insert_with(|| {
            let pattern = own.pattern.clone();
            facts.number(Key { group, pattern, what: What::Stands, detail: "".into() })
        })
    }

    /// What is known of a member that was met before.
    #[inline]
    fn known(&self, place: u32, position: usize) -> Option<Member> {
        *self.all.get(place as usize)?.members.get(position)?
    }

    /// What is known of a member from now on.
    #[inline(never)]
    fn member(&mut self, facts: &mut Facts, group: u32, place: u32, position: usize, name: &str) -> Member {
        let above = self.all.get(place as usize).map_or("", |own| &own.pattern);
        let pattern = format!("{above}/{}", name.replace('~', "~0").replace('/', "~1"));
        let key = Key { group, pattern: pattern.as_str().into(), what: What::Held, detail: "".into() };
        let held = facts.number(key);
        let member = Member { place: self.add(pattern), held };
        if let Some(own) = self.all.get_mut(place as usize) {
            if own.members.len() <= position {
                own.members.resize(position + 1, None);
            }
            if let Some(known) = own.members.get_mut(position) {
                *known = Some(member);
            }
        }
        member
    }

    fn inner(&mut self, place: u32) -> u32 {
        if let Some(inner) = self.all.get(place as usize).and_then(|own| own.inner) {
            return inner;
        }
        let above = self.all.get(place as usize).map_or("", |own| &own.pattern);
        let inner = self.add(format!("{above}/*"));
        if let Some(own) = self.all.get_mut(place as usize) {
            own.inner = Some(inner);
        }
        inner
    }
}

fn is_container(value: Value<'_>) -> bool {
    matches!(value.kind(), JsonKind::Object | JsonKind::Array)
}
