//! Holds a value against a table of nodes. Every verdict is that of JSON Schema 2020-12.

use std::collections::HashMap;

use super::met::Met;
use super::node::{Counted, Limit, Members, Node, NodeId, Nodes, Others};
use super::representation::{Instance, equals};
use super::union::{Nothing, Union};
use super::violation::{Form, Place, Tell, Violation, Way, of_one};
use crate::json::{JsonKind, Trail, Value};

/// How many schemas within each other are followed: a schema that holds itself may be as deep as the value.
pub(super) const MOST_LEVELS: usize = 600;

/// What becomes of violations.
trait Sink<'v> {
    /// Whether they are told: then the nearest branch of a union tells its own.
    const TELLS: bool;
    /// Whether the first one settles it.
    const STOPS: bool;

    fn take<'s>(&mut self, value: Value<'v>, trail: &Trail<'_>, violation: impl FnOnce() -> Violation<'s>);
}

/// Nobody asks what they are.
struct Verdict;

/// How many there are, and how grave they are.
struct Weight {
    top: u32,
    sum: usize,
}

/// They are told with their places.
struct Telling<'t, 'v>(Tell<'t, 'v>);

impl<'v> Sink<'v> for Verdict {
    const TELLS: bool = false;
    const STOPS: bool = true;

    fn take<'s>(&mut self, _: Value<'v>, _: &Trail<'_>, _: impl FnOnce() -> Violation<'s>) {}
}

impl<'v> Sink<'v> for Weight {
    const TELLS: bool = false;
    const STOPS: bool = false;

    fn take<'s>(&mut self, value: Value<'v>, _: &Trail<'_>, violation: impl FnOnce() -> Violation<'s>) {
        self.sum += violation().weight(value.index() == self.top);
    }
}

impl<'v> Sink<'v> for Telling<'_, 'v> {
    const TELLS: bool = true;
    const STOPS: bool = false;

    fn take<'s>(&mut self, value: Value<'v>, trail: &Trail<'_>, violation: impl FnOnce() -> Violation<'s>) {
        (self.0)(Place { value, way: Way::Trail(trail) }, violation());
    }
}

/// What is known of a node and a value.
#[derive(Debug, Clone, Copy)]
struct Known {
    holds: bool,
    is_told: bool,
    /// For which branch it was weighed last, by number; 0 for none.
    weighed: u64,
}

/// A walk over one value.
pub(super) struct Walk<'n> {
    nodes: &'n Nodes,
    /// What nodes said of values that ask them more than once, so that nothing is asked twice.
    known: HashMap<(NodeId, u32), Known>,
    /// How many branches were weighed.
    weighed: u64,
    /// Whether there was more than could be followed.
    pub(super) is_too_deep: bool,
}

impl<'n> Walk<'n> {
    pub(super) fn new(nodes: &'n Nodes) -> Self {
        Self { nodes, known: HashMap::new(), weighed: 0, is_too_deep: false }
    }

    /// Whether a value is as a node says.
    pub(super) fn accepts(&mut self, id: NodeId, value: Value<'_>) -> bool {
        self.value(id, value, &Trail::Root, 0, &mut Verdict)
    }

    /// Tells all that is violated.
    pub(super) fn tell<'v>(&mut self, id: NodeId, value: Value<'v>, tell: Tell<'_, 'v>) {
        self.value(id, value, &Trail::Root, 0, &mut Telling(tell));
    }

    /// Whether a value is as a node says. Recurses on the nesting of the schema, so many levels at most.
    fn value<'v, S: Sink<'v>>(
        &mut self,
        id: NodeId,
        value: Value<'v>,
        trail: &Trail<'_>,
        level: usize,
        sink: &mut S,
    ) -> bool {
        let nodes = self.nodes;
        let node = nodes.node(id);
        if node.nullable && value.kind() == JsonKind::Null {
            return true;
        }
        let is_container = matches!(value.kind(), JsonKind::Array | JsonKind::Object);
        let kept = nodes.kept_of(id);
        let is_kept = if is_container { kept.containers } else { kept.scalars };
        if !node.types.hold(value) {
            let told = Known { holds: false, is_told: true, weighed: 0 };
            let is_new = |known: &mut HashMap<_, _>| {
                known.insert((id, value.index()), told).is_none_or(|before: Known| !before.is_told)
            };
            // One violation is enough of a value that is something else altogether.
            if !S::TELLS || !is_kept || is_new(&mut self.known) {
                sink.take(value, trail, || Violation::Type { expected: node.types });
            }
            return false;
        }
        if level > MOST_LEVELS {
            self.is_too_deep = true;
            return true;
        }
        let weighs = !S::TELLS && !S::STOPS;
        let mut weighed = if weighs { self.weighed } else { 0 };
        if is_kept && let Some(known) = self.known.get(&(id, value.index())) {
            if known.holds || known.is_told {
                return known.holds;
            }
            let is_one = is_container && kept.is_one;
            // What others break weighs what it would if nobody had asked before, once for each branch.
            if !S::TELLS && (is_one || S::STOPS || known.weighed == self.weighed) {
                if is_one {
                    sink.take(value, trail, || Violation::NoBranch);
                }
                return false;
            }
            weighed = weighed.max(known.weighed);
        }
        let mut holds = self.itself(node, value, trail, level, sink);
        if holds || !S::STOPS {
            holds &= self.beside(node, value, trail, level, sink);
        }
        if is_kept {
            self.known.insert((id, value.index()), Known { holds, is_told: S::TELLS, weighed });
        }
        holds
    }

    /// What a node says of a value by itself.
    fn itself<'v, S: Sink<'v>>(
        &mut self,
        node: &'n Node,
        value: Value<'v>,
        trail: &Trail<'_>,
        level: usize,
        sink: &mut S,
    ) -> bool {
        let mut holds = true;
        if let Some(allowed) = &node.literals
            && !allowed.iter().any(|literal| equals(value, literal))
        {
            holds = false;
            sink.take(value, trail, || Violation::Unlisted { allowed });
        }
        for limit in &node.limits {
            let Some(count) = counted(limit.of, value) else { continue };
            if if limit.is_least { count < limit.count } else { count > limit.count } {
                holds = false;
                let &Limit { of, is_least, count } = limit;
                sink.take(value, trail, || Violation::Count { of, is_least, count });
            }
        }
        for number in &node.assertions {
            holds &= self.assertion(*number, value, trail, sink);
        }
        if S::STOPS && !holds {
            return false;
        }
        match value.kind() {
            JsonKind::Object => {
                if let Some(members) = &node.members {
                    holds &= self.members(members, value, trail, level, sink);
                }
            }
            JsonKind::Array => {
                if let Some(items) = &node.items {
                    for (index, item) in value.items().enumerate() {
                        let Some(id) = items.first.get(index).copied().or(items.others) else { break };
                        holds &= self.value(id, item, &trail.index(index), level + 1, sink);
                        if S::STOPS && !holds {
                            return false;
                        }
                    }
                }
            }
            _ => {}
        }
        holds
    }

    /// What the nodes say that hold for the same value.
    fn beside<'v, S: Sink<'v>>(
        &mut self,
        node: &'n Node,
        value: Value<'v>,
        trail: &Trail<'_>,
        level: usize,
        sink: &mut S,
    ) -> bool {
        let mut holds = true;
        for id in &node.conjuncts {
            holds &= self.value(*id, value, trail, level + 1, sink);
            if S::STOPS && !holds {
                return false;
            }
        }
        for union in &node.unions {
            holds &= self.union(union, value, trail, level, sink);
            if S::STOPS && !holds {
                return false;
            }
        }
        if let Some(id) = node.not
            && self.value(id, value, trail, level + 1, &mut Verdict)
        {
            holds = false;
            sink.take(value, trail, || Violation::Form(Box::new(Form::not())));
        }
        holds
    }

    /// What the crate says by one keyword.
    fn assertion<'v, S: Sink<'v>>(
        &self,
        number: usize,
        value: Value<'v>,
        trail: &Trail<'_>,
        sink: &mut S,
    ) -> bool {
        let Some(assertion) = self.nodes.assertions.get(number) else { return true };
        let Some(validator) = assertion.for_value(value) else { return true };
        if validator.is_valid(Instance(value)) {
            return true;
        }
        sink.take(value, trail, || {
            let error = validator.validate(Instance(value)).err();
            error.map_or(Violation::NoBranch, |error| of_one(error.kind()))
        });
        false
    }

    fn members<'v, S: Sink<'v>>(
        &mut self,
        members: &'n Members,
        value: Value<'v>,
        trail: &Trail<'_>,
        level: usize,
        sink: &mut S,
    ) -> bool {
        let (mut holds, mut hint, mut met) = (true, 0, Met::new(members.named.len()));
        for (key, member) in value.members() {
            let place = members.place(key, hint);
            let named = place.and_then(|place| members.named.get(place));
            let mut is_known = false;
            if let (Some(place), Some(named)) = (place, named) {
                hint = place + 1;
                met.add(place);
                if let Some(id) = named.node {
                    is_known = true;
                    holds &= self.value(id, member, &trail.key(&named.name), level + 1, sink);
                }
            }
            let name = || key.text().unwrap_or_default();
            for (pattern, id) in &members.matched {
                if self.nodes.assertions.get(*pattern).is_some_and(|pattern| pattern.accepts(key)) {
                    is_known = true;
                    holds &= self.value(*id, member, &trail.key(&name()), level + 1, sink);
                }
            }
            match members.others {
                Others::Refused if !is_known => {
                    holds = false;
                    let (name, key) = (name(), key.span());
                    sink.take(value, trail, || Violation::Unexpected { name: &name, key });
                }
                Others::Each(id) if !is_known => {
                    holds &= self.value(id, member, &trail.key(&name()), level + 1, sink);
                }
                _ => {}
            }
            if let Some(id) = members.names
                && !self.value(id, key, trail, level + 1, &mut Verdict)
            {
                holds = false;
                sink.take(value, trail, || Violation::Form(Box::new(Form::names())));
            }
            if S::STOPS && !holds {
                return false;
            }
        }
        for (place, named) in members.named.iter().enumerate().filter(|(_, named)| named.required) {
            if !met.has(place) {
                holds = false;
                sink.take(value, trail, || Violation::Missing { name: &named.name });
                if S::STOPS {
                    return false;
                }
            }
        }
        holds
    }

    fn union<'v, S: Sink<'v>>(
        &mut self,
        union: &'n Union,
        value: Value<'v>,
        trail: &Trail<'_>,
        level: usize,
        sink: &mut S,
    ) -> bool {
        let mut possible = union.possible(value);
        let (first, second) = (possible.next(), possible.next());
        let (first, second) = match (first, second) {
            (None, _) => {
                no_branch(union, value, trail, sink);
                return false;
            }
            (Some(only), None) => return self.value(only, value, trail, level + 1, sink),
            (Some(first), Some(second)) => (first, second),
        };
        let possible: Vec<NodeId> = [first, second].into_iter().chain(possible).collect();
        let mut fitting = 0;
        for id in &possible {
            fitting += usize::from(self.value(*id, value, trail, level + 1, &mut Verdict));
            if fitting > 0 && !union.is_exclusive {
                return true;
            }
        }
        match fitting {
            1 => return true,
            0 if S::TELLS => self.nearest(&possible, value, trail, level, sink),
            0 => sink.take(value, trail, || Violation::NoBranch),
            _ => sink.take(value, trail, || Violation::Several),
        }
        false
    }

    /// Tells what the branch says that refuses the value least.
    fn nearest<'v, S: Sink<'v>>(
        &mut self,
        possible: &[NodeId],
        value: Value<'v>,
        trail: &Trail<'_>,
        level: usize,
        sink: &mut S,
    ) {
        let weigh = |id: &NodeId| {
            self.weighed += 1;
            let mut weight = Weight { top: value.index(), sum: 0 };
            self.weigh(*id, value, trail, level + 1, &mut weight);
            weight.sum
        };
        if let Some(best) = possible.iter().copied().min_by_key(weigh) {
            self.value(best, value, trail, level + 1, sink);
        }
    }

    /// The same walk where the verdict on the node itself is known and its weight is asked for.
    fn weigh(&mut self, id: NodeId, value: Value<'_>, trail: &Trail<'_>, level: usize, weight: &mut Weight) {
        let node = self.nodes.node(id);
        if !node.types.hold(value) {
            weight.take(value, trail, || Violation::Type { expected: node.types });
            return;
        }
        self.itself(node, value, trail, level, weight);
        self.beside(node, value, trail, level, weight);
    }
}

/// Tells why no branch is left.
fn no_branch<'v, S: Sink<'v>>(union: &Union, value: Value<'v>, trail: &Trail<'_>, sink: &mut S) {
    match union.nothing(value) {
        Nothing::Types(expected) => sink.take(value, trail, || Violation::Type { expected }),
        Nothing::Missing(tag) => sink.take(value, trail, || Violation::Missing { name: tag }),
        Nothing::Other(tag) => match value.get(tag) {
            Some(held) => {
                let allowed = union.values(tag);
                sink.take(held, &trail.key(tag), || Violation::Unlisted { allowed: &allowed });
            }
            None => sink.take(value, trail, || Violation::NoBranch),
        },
    }
}

/// How much there is of something; nothing where the value has none of it.
fn counted(of: Counted, value: Value<'_>) -> Option<u64> {
    let count = match (of, value.kind()) {
        (Counted::Characters, JsonKind::String) => value.text()?.chars().count(),
        (Counted::Items, JsonKind::Array) => value.items().count(),
        (Counted::Members, JsonKind::Object) => value.members().count(),
        _ => return None,
    };
    u64::try_from(count).ok()
}
