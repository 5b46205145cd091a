//! Unions, and what tells their branches apart before any of them is tried: the type of the value, and members that
//! hold one of a few texts.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use serde_json::Value as Literal;

use super::node::{NodeId, Nodes};
use super::types::Types;
use crate::json::{JsonKind, Value};

/// How many members a union is told by at most.
const MOST_TAGS: usize = 3;

/// Through how many conjuncts of conjuncts is looked for what a branch refuses. What is found less lets more branches be
/// tried.
const MOST_CONJUNCTS: usize = 64;

/// Several schemas of which some, or exactly one, hold for a value.
#[derive(Debug)]
pub struct Union {
    /// Whether exactly one has to hold: `oneOf`.
    pub is_exclusive: bool,
    pub(super) branches: Vec<Branch>,
    /// The members that every branch for objects narrows to some texts.
    pub(super) tags: Vec<Box<str>>,
}

/// One of them.
#[derive(Debug)]
pub(super) struct Branch {
    pub(super) node: NodeId,
    /// The types that it may let pass.
    pub(super) types: Types,
    /// What it says of each tag of the union; nothing where it lets no object pass.
    tags: Vec<Tag>,
}

/// What a branch says of a member.
#[derive(Debug)]
struct Tag {
    values: Vec<Box<str>>,
    required: bool,
}

/// Why no branch is left.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Nothing<'u> {
    /// None lets such a type pass.
    Types(Types),
    /// This member is not there.
    Missing(&'u str),
    /// This member holds another text.
    Other(&'u str),
}

impl Union {
    /// A union of these schemas.
    #[must_use]
    pub fn new(is_exclusive: bool, branches: impl IntoIterator<Item = NodeId>) -> Self {
        let branch = |node| Branch { node, types: Types::ALL, tags: Vec::new() };
        Self { is_exclusive, branches: branches.into_iter().map(branch).collect(), tags: Vec::new() }
    }

    /// Its schemas.
    pub(super) fn branches(&self) -> impl Iterator<Item = NodeId> {
        self.branches.iter().map(|branch| branch.node)
    }

    /// The branches that a value leaves in question; the others refuse it for certain.
    pub(super) fn possible<'u>(&'u self, value: Value<'u>) -> impl Iterator<Item = NodeId> + 'u {
        let said = self.said(value);
        let is_object = value.kind() == JsonKind::Object;
        self.branches
            .iter()
            .filter(move |branch| {
                branch.types.hold(value)
                    && (!is_object || branch.tags.iter().zip(&said).all(|(tag, said)| tag.allows(said)))
            })
            .map(|branch| branch.node)
    }

    /// What a value says at each tag.
    fn said<'v>(&self, value: Value<'v>) -> Vec<Said<'v>> {
        self.tags.iter().map(|tag| Said::of(value.get(tag))).collect()
    }

    /// Why a value leaves no branch in question.
    pub(super) fn nothing(&self, value: Value<'_>) -> Nothing<'_> {
        let fitting: Vec<&Branch> = self.branches.iter().filter(|branch| branch.types.hold(value)).collect();
        if fitting.is_empty() {
            return Nothing::Types(self.branches.iter().fold(Types::NONE, |all, one| all.or(one.types)));
        }
        let refused = self.tags.iter().zip(self.said(value)).enumerate().find(|(place, (_, said))| {
            fitting.iter().all(|branch| branch.tags.get(*place).is_some_and(|tag| !tag.allows(said)))
        });
        match refused {
            Some((_, (tag, Said::Nothing))) => Nothing::Missing(tag),
            Some((_, (tag, _))) => Nothing::Other(tag),
            None => Nothing::Other(self.tags.first().map_or("", |tag| tag)),
        }
    }

    /// The texts that the branches know for a tag.
    pub(super) fn values(&self, tag: &str) -> Vec<Literal> {
        let place = self.tags.iter().position(|own| &**own == tag);
        let tags = self.branches.iter().filter_map(|branch| branch.tags.get(place?));
        let mut seen = HashSet::new();
        tags.flat_map(|tag| &tag.values)
            .filter(|value| seen.insert(*value))
            .map(|value| Literal::from(&**value))
            .collect()
    }
}

/// What a value says at a tag.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Said<'v> {
    Nothing,
    Text(Cow<'v, str>),
    Something,
}

impl<'v> Said<'v> {
    fn of(value: Option<Value<'v>>) -> Self {
        match value.map(Value::text) {
            None => Self::Nothing,
            Some(Some(text)) => Self::Text(text),
            Some(None) => Self::Something,
        }
    }
}

impl Tag {
    fn allows(&self, said: &Said<'_>) -> bool {
        match said {
            Said::Nothing => !self.required,
            Said::Text(text) => self.values.iter().any(|value| **value == **text),
            Said::Something => false,
        }
    }
}

/// Finds out for every union what tells its branches apart.
pub(super) fn decide(nodes: &mut Nodes) {
    let mut known = HashMap::new();
    for id in 0..nodes.list.len() {
        let count = nodes.list.get(id).map_or(0, |node| node.unions.len());
        for place in 0..count {
            let Some(union) = nodes.list.get(id).and_then(|node| node.unions.get(place)) else { continue };
            let ids: Vec<NodeId> = union.branches().collect();
            let types: Vec<Types> = ids.iter().map(|id| types(nodes, *id, 0, &mut known)).collect();
            let objects = ids.iter().zip(&types).filter(|(_, types)| !types.and(Types::OBJECT).is_empty());
            let tags = tags(nodes, &objects.map(|(id, _)| *id).collect::<Vec<_>>());
            let said: Vec<Vec<Tag>> = ids
                .iter()
                .zip(&types)
                .map(|(id, types)| {
                    let is_object = !types.and(Types::OBJECT).is_empty();
                    tags.iter().filter(|_| is_object).filter_map(|name| tag(nodes, *id, name)).collect()
                })
                .collect();
            let Some(union) = nodes.list.get_mut(id).and_then(|node| node.unions.get_mut(place)) else {
                continue;
            };
            union.tags = tags;
            for ((branch, types), tags) in union.branches.iter_mut().zip(types).zip(said) {
                (branch.types, branch.tags) = (types, tags);
            }
        }
    }
}

/// The nodes that hold for the same value as this one, itself first: its conjuncts and theirs.
fn together(nodes: &Nodes, id: NodeId) -> Vec<NodeId> {
    let (mut all, mut seen) = (vec![id], HashSet::from([id]));
    let mut place = 0;
    while let Some(id) = all.get(place).copied().filter(|_| place < MOST_CONJUNCTS) {
        place += 1;
        for conjunct in &nodes.node(id).conjuncts {
            if seen.insert(*conjunct) {
                all.push(*conjunct);
            }
        }
    }
    all
}

/// The types that a node may let pass: those that it and its conjuncts name, or those of their listed values. Recurses on
/// conjuncts of conjuncts, so many at most; each node is asked once.
fn types(nodes: &Nodes, id: NodeId, level: usize, known: &mut HashMap<NodeId, Types>) -> Types {
    if let Some(known) = known.get(&id) {
        return *known;
    }
    let node = nodes.node(id);
    let mut types = node.types;
    if let Some(literals) = &node.literals {
        types = types.and(literals.iter().map(of_literal).fold(Types::NONE, Types::or));
    }
    if level < MOST_CONJUNCTS {
        for id in &node.conjuncts {
            types = types.and(self::types(nodes, *id, level + 1, known));
        }
    }
    let types = if node.nullable { types.or(Types::NULL) } else { types };
    known.insert(id, types);
    types
}

fn of_literal(literal: &Literal) -> Types {
    Types::named(match literal {
        Literal::Null => "null",
        Literal::Bool(_) => "boolean",
        Literal::Number(_) => "number",
        Literal::String(_) => "string",
        Literal::Array(_) => "array",
        Literal::Object(_) => "object",
    })
}

/// What a branch says of a member, if it narrows it to some texts.
fn tag(nodes: &Nodes, id: NodeId, name: &str) -> Option<Tag> {
    let (mut values, mut required): (Option<Vec<Box<str>>>, bool) = (None, false);
    for id in together(nodes, id) {
        let node = nodes.node(id);
        for named in node.members.iter().flat_map(|members| &members.named).filter(|one| &*one.name == name) {
            required |= named.required;
            values = values.or_else(|| texts(nodes, named.node?));
        }
    }
    Some(Tag { values: values?, required })
}

/// The texts that a node lets pass, if there are only those.
fn texts(nodes: &Nodes, id: NodeId) -> Option<Vec<Box<str>>> {
    let all = together(nodes, id);
    if all.iter().any(|id| nodes.node(*id).nullable) {
        return None;
    }
    all.into_iter().find_map(|id| {
        let literals = nodes.node(id).literals.as_ref()?;
        literals.iter().map(|literal| literal.as_str().map(Box::from)).collect()
    })
}

/// The members that each of several branches narrows, those first that tell more of them apart.
fn tags(nodes: &Nodes, branches: &[NodeId]) -> Vec<Box<str>> {
    let Some((first, rest)) = branches.split_first() else { return Vec::new() };
    let mut found: Vec<(usize, Box<str>)> = Vec::new();
    for id in together(nodes, *first) {
        for named in nodes.node(id).members.iter().flat_map(|members| &members.named) {
            let others: Option<Vec<Tag>> =
                std::iter::once(first).chain(rest).map(|branch| tag(nodes, *branch, &named.name)).collect();
            let Some(others) = others else { continue };
            let distinct: HashSet<&str> =
                others.iter().flat_map(|tag| &tag.values).map(|value| &**value).collect();
            if distinct.len() > 1 && !found.iter().any(|(_, name)| *name == named.name) {
                found.push((distinct.len(), named.name.clone()));
            }
        }
    }
    found.sort_by(|(one, _), (other, _)| other.cmp(one));
    found.into_iter().take(MOST_TAGS).map(|(_, name)| name).collect()
}
