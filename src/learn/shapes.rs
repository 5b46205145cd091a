//! Events that nothing names: told by the members at the top of their payloads.

use std::collections::{BTreeMap, BTreeSet};

use super::place::KEYS;
use super::place::Said;
use super::plan::{SEPARATOR, of};
use super::state::{Group, State};

/// From which likeness on two sets of members are one event: what few payloads have counts more.
const LEAST_LIKENESS: f64 = 0.5;
/// How many members an event is told by at the most.
const MOST_KEYS: usize = 3;
/// What stands between them in its name.
const PLUS: &str = "+";

/// The members at the top of the payloads of one event.
#[derive(Debug, Clone, Default)]
pub(super) struct Class {
    /// Those that all have.
    always: BTreeSet<String>,
    /// Those that any has.
    possible: BTreeSet<String>,
    /// Those of them that hold objects.
    objects: BTreeSet<String>,
    is_begun: bool,
}

impl Class {
    /// Payloads that belong to it too.
    pub(super) fn add(&mut self, group: &Group) {
        let Some(objects) = &group.root.objects else { return };
        let mut always = BTreeSet::new();
        for member in &objects.members {
            let name = member.name.to_string();
            if member.objects == objects.count {
                always.insert(name.clone());
            }
            if member.node.objects.is_some() {
                self.objects.insert(name.clone());
            }
            self.possible.insert(name);
        }
        if self.is_begun {
            self.always.retain(|name| always.contains(name));
        } else {
            (self.always, self.is_begun) = (always, true);
        }
    }

    /// The members that tell it from all others, the most telling first.
    pub(super) fn telling(&self, others: &[&Self]) -> Vec<String> {
        let (mut rest, mut chosen): (Vec<&Self>, Vec<String>) = (others.to_vec(), Vec::new());
        while !rest.is_empty() && chosen.len() < MOST_KEYS {
            let having = |name: &String| rest.iter().filter(|other| other.possible.contains(name)).count();
            let names = self.always.iter().filter(|name| !chosen.contains(name) && may_name(name));
            let Some(best) = names.min_by_key(|name| (having(name), !self.objects.contains(*name), *name))
            else {
                break;
            };
            if having(best) == rest.len() {
                break;
            }
            rest.retain(|other| other.possible.contains(best));
            chosen.push(best.clone());
        }
        chosen
    }

    /// The members that tell others from it which have all that it is told by.
    pub(super) fn excluded(&self, telling: &[String], others: &[&Self]) -> BTreeSet<String> {
        let alike = others.iter().filter(|other| telling.iter().all(|name| other.possible.contains(name)));
        alike.flat_map(|other| &other.always).filter(|name| !self.possible.contains(*name)).cloned().collect()
    }
}

/// Whether a member's name can be a part of an event's.
fn may_name(name: &str) -> bool {
    !name.contains([',', '.', '+', '='])
}

/// In how many sets of members one comes and goes that says nothing of the event: whose account it is, which app asked.
const ENOUGH_SETS: usize = 5;

/// The members that come and go beside many others, whatever the event.
fn around(mut sets: BTreeSet<BTreeSet<&str>>) -> BTreeSet<&str> {
    let mut around = BTreeSet::new();
    loop {
        let names: BTreeSet<&str> = sets.iter().flatten().copied().collect();
        let optional = |name: &str| {
            let with: Vec<BTreeSet<&str>> = sets
                .iter()
                .filter(|set| set.contains(name))
                .map(|set| set.iter().copied().filter(|one| *one != name).collect())
                .collect();
            let without = with.iter().filter(|set| sets.contains(*set)).count();
            (without * 2 >= with.len()).then_some(without)
        };
        let best = names.into_iter().filter_map(|name| Some((optional(name)?, name))).max();
        let Some((_, name)) = best.filter(|(count, _)| *count >= ENOUGH_SETS) else { return around };
        around.insert(name);
        sets = sets.into_iter().map(|set| set.into_iter().filter(|one| *one != name).collect()).collect();
    }
}

/// The events that nothing names.
#[derive(Debug, Clone, Default)]
pub(super) struct Shapes {
    /// The name of the event that payloads with these members are.
    names: BTreeMap<String, String>,
}

impl Shapes {
    /// Finds the events of the payloads that name none.
    pub(super) fn of(state: &State) -> Self {
        let mut signatures: BTreeMap<String, Vec<&Group>> = BTreeMap::new();
        for (key, group) in &state.groups {
            if let Some(said) = Said::read(key).find(|said| said.place == KEYS) {
                signatures.entry(said.text).or_default().push(group);
            }
        }
        let records = |groups: &[&Group]| groups.iter().map(|group| group.records).sum::<u64>();
        let all: u64 = signatures.values().map(|groups| records(groups)).sum();
        let mut having: BTreeMap<&str, u64> = BTreeMap::new();
        for (signature, groups) in &signatures {
            for name in signature.split(',') {
                *having.entry(name).or_default() += records(groups);
            }
        }
        let around = around(signatures.keys().map(|signature| signature.split(',').collect()).collect());
        let weight = |name: &str| {
            if around.contains(name) {
                0.0
            } else {
                -of(having.get(name).copied().unwrap_or(0), all + 1).ln()
            }
        };
        // The commonest sets lead, the others join the one that they are most like.
        let mut sets: Vec<(&String, &Vec<&Group>)> = signatures.iter().collect();
        sets.sort_by_key(|(signature, groups)| (std::cmp::Reverse(records(groups)), *signature));
        let mut classes: Vec<(BTreeSet<&str>, Class, Vec<&String>)> = Vec::new();
        for (signature, groups) in sets {
            let own: BTreeSet<&str> = signature.split(',').collect();
            let likeness = |leader: &BTreeSet<&str>| {
                let sum =
                    |names: &mut dyn Iterator<Item = &&str>| names.map(|name| weight(name)).sum::<f64>();
                let whole = sum(&mut leader.union(&own));
                if whole > 0.0 { sum(&mut leader.intersection(&own)) / whole } else { 1.0 }
            };
            let best = classes
                .iter_mut()
                .map(|class| (likeness(&class.0), class))
                .filter(|(likeness, _)| *likeness >= LEAST_LIKENESS)
                .max_by(|(one, _), (other, _)| one.total_cmp(other));
            let class = if let Some((_, class)) = best {
                class
            } else {
                classes.push((own, Class::default(), Vec::new()));
                let Some(class) = classes.last_mut() else { continue };
                class
            };
            for group in groups {
                class.1.add(group);
            }
            class.2.push(signature);
        }
        let mut names = BTreeMap::new();
        for (place, (_, class, signatures)) in classes.iter().enumerate() {
            let others = classes.iter().enumerate().filter(|(other, _)| *other != place);
            let others: Vec<&Class> = others.map(|(_, (_, class, _))| class).collect();
            let telling = class.telling(&others);
            let name = if telling.is_empty() { UNNAMED.to_owned() } else { telling.join(PLUS) };
            names.extend(signatures.iter().map(|signature| ((*signature).clone(), name.clone())));
        }
        Self { names }
    }

    /// The name of the event that payloads with these members are.
    pub(super) fn name(&self, signature: &str) -> Option<&str> {
        self.names.get(signature).map(String::as_str)
    }
}

/// What payloads are called that have nothing of their own.
pub(super) const UNNAMED: &str = "delivery";

/// The part of an event's name that the members of its payloads give it.
pub(super) fn base(name: &str) -> &str {
    name.split_once(SEPARATOR).map_or(name, |(base, _)| base)
}
