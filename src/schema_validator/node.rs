//! A schema as a table of nodes that refer to each other by number, so that what is shared stands once and a schema may
//! hold itself.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use jsonschema::Validator;
use serde_json::{Value as Literal, json};

use super::error::CompileError;
use super::older::ASSERTED_CONTENT;
use super::representation::{Instance, Lossless};
use super::types::Types;
use super::union::Union;
use crate::json::Value;

/// The number of a node in its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub u32);

/// One schema. What it does not say lets everything pass.
#[derive(Debug)]
pub struct Node {
    /// The types that pass: `type`.
    pub types: Types,
    /// Whether `null` passes whatever else it says.
    pub nullable: bool,
    /// The values that pass, if they are listed: `enum`, `const`.
    pub literals: Option<Vec<Literal>>,
    /// What it says of objects.
    pub members: Option<Box<Members>>,
    /// What it says of arrays.
    pub items: Option<Box<Items>>,
    /// Counts.
    pub limits: Vec<Limit>,
    /// What the crate decides, by number: patterns, formats, bounds of numbers, uniqueness.
    pub assertions: Vec<usize>,
    /// Schemas that hold for the same value: `$ref`, `allOf`. Each is held on its own.
    pub conjuncts: Vec<NodeId>,
    /// Schemas of which some, or exactly one, hold for the same value: `anyOf`, `oneOf`.
    pub unions: Vec<Union>,
    /// The schema that must not hold for the same value: `not`.
    pub not: Option<NodeId>,
}

/// What a schema says of an object.
#[derive(Debug, Default)]
pub struct Members {
    /// The members that it names.
    pub named: Vec<Named>,
    /// Schemas for the members whose names match: `patternProperties`, by the number of the pattern's assertion.
    pub matched: Vec<(usize, NodeId)>,
    /// What holds for the others: `additionalProperties`.
    pub others: Others,
    /// What the names are: `propertyNames`.
    pub names: Option<NodeId>,
}

/// A member that a schema names.
#[derive(Debug)]
pub struct Named {
    /// Its name.
    pub name: Box<str>,
    /// Its schema; none where it is only required.
    pub node: Option<NodeId>,
    /// Whether it has to be there.
    pub required: bool,
}

/// What holds for the members that are neither named nor matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Others {
    /// They may be anything.
    #[default]
    Allowed,
    /// There is none.
    Refused,
    /// They are as this schema says.
    Each(NodeId),
}

/// What a schema says of an array.
#[derive(Debug, Default)]
pub struct Items {
    /// The schemas of the first items: `prefixItems`.
    pub first: Vec<NodeId>,
    /// The schema of all others.
    pub others: Option<NodeId>,
}

/// A least or a greatest count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// What is counted.
    pub of: Counted,
    /// Whether it is the least, and not the greatest.
    pub is_least: bool,
    /// The count.
    pub count: u64,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// The characters of a text.
    Characters,
    /// The items of an array.
    Items,
    /// The members of an object.
    Members,
}

/// One keyword that the crate decides. It is compiled when it is first needed.
#[derive(Debug)]
pub(super) struct Assertion {
    keyword: &'static str,
    operand: Literal,
    /// The types that it says something of.
    applies: Types,
    validator: OnceLock<Result<Validator<Lossless>, CompileError>>,
}

/// Of which values a verdict is kept, so that however nodes refer to each other none is asked twice of one value.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Kept {
    /// Of objects and arrays.
    pub(super) containers: bool,
    /// Of all others.
    pub(super) scalars: bool,
    /// Whether a container that it refuses weighs as much as one that fits no branch, whatever is wrong in it.
    pub(super) is_one: bool,
}

/// The nodes of one schema.
#[derive(Debug, Default)]
pub struct Nodes {
    pub(super) list: Vec<Node>,
    pub(super) assertions: Vec<Assertion>,
    /// The numbers of assertions by keyword and operand.
    numbers: HashMap<(&'static str, String), usize>,
    /// For each node, of which values its verdict is kept.
    pub(super) kept: Vec<Kept>,
}

impl Default for Node {
    fn default() -> Self {
        Self {
            types: Types::ALL,
            nullable: false,
            literals: None,
            members: None,
            items: None,
            limits: Vec::new(),
            assertions: Vec::new(),
            conjuncts: Vec::new(),
            unions: Vec::new(),
            not: None,
        }
    }
}

impl Node {
    /// The schemas that are held against the same value.
    pub(super) fn beside(&self) -> impl Iterator<Item = NodeId> {
        let branches = self.unions.iter().flat_map(Union::branches);
        self.conjuncts.iter().copied().chain(branches).chain(self.not)
    }
}

impl Members {
    /// The place of the member that a key names; `hint` is tried first, since senders keep the order.
    pub(super) fn place(&self, key: Value<'_>, hint: usize) -> Option<usize> {
        if self.named.get(hint).is_some_and(|named| key.is_text(&named.name)) {
            return Some(hint);
        }
        self.named.iter().position(|named| key.is_text(&named.name))
    }
}

impl Assertion {
    /// The validator of this keyword alone.
    pub(super) fn ready(&self) -> Result<&Validator<Lossless>, &CompileError> {
        let made = self.validator.get_or_init(|| {
            super::build(&json!({ self.keyword: self.operand }), jsonschema::Draft::Draft202012, true)
        });
        made.as_ref()
    }

    /// The validator, if the keyword says something of this value.
    pub(super) fn for_value(&self, value: Value<'_>) -> Option<&Validator<Lossless>> {
        if self.applies.hold(value) { self.ready().ok() } else { None }
    }

    /// Whether a value is as the keyword says.
    pub(super) fn accepts(&self, value: Value<'_>) -> bool {
        self.for_value(value).is_none_or(|validator| validator.is_valid(Instance(value)))
    }
}

impl Nodes {
    /// Makes room for a node that is filled later.
    pub fn reserve(&mut self) -> NodeId {
        self.list.push(Node::default());
        NodeId(u32::try_from(self.list.len() - 1).unwrap_or(u32::MAX))
    }

    /// Fills a node.
    pub fn fill(&mut self, id: NodeId, node: Node) {
        if let Some(slot) = self.list.get_mut(id.0 as usize) {
            *slot = node;
        }
    }

    /// A node; one that says nothing where there is none.
    pub(super) fn node(&self, id: NodeId) -> &Node {
        static NOTHING: Node = Node {
            types: Types::ALL,
            nullable: false,
            literals: None,
            members: None,
            items: None,
            limits: Vec::new(),
            assertions: Vec::new(),
            conjuncts: Vec::new(),
            unions: Vec::new(),
            not: None,
        };
        self.list.get(id.0 as usize).unwrap_or(&NOTHING)
    }

    /// Of which values a node's verdict is kept.
    pub(super) fn kept_of(&self, id: NodeId) -> Kept {
        self.kept.get(id.0 as usize).copied().unwrap_or_default()
    }

    /// The number of an assertion; equal ones are one.
    pub fn assertion(&mut self, keyword: &'static str, operand: Literal) -> usize {
        let next = self.assertions.len();
        let number = *self.numbers.entry((keyword, operand.to_string())).or_insert(next);
        if number < next {
            return number;
        }
        let applies = match keyword {
            "pattern" | "format" | ASSERTED_CONTENT => Types::named("string"),
            "uniqueItems" => Types::named("array"),
            _ => Types::named("number"),
        };
        self.assertions.push(Assertion { keyword, operand, applies, validator: OnceLock::new() });
        next
    }

    /// Prepares what was filled: which branches of a union a value leaves in question, and what is worth keeping. False
    /// where a union or a negation holds itself for one and the same value: then these nodes say nothing.
    #[must_use]
    pub fn prepare(&mut self) -> bool {
        for node in self.list.iter_mut().filter(|node| node.conjuncts.len() > 1) {
            let mut seen = HashSet::new();
            node.conjuncts.retain(|id| seen.insert(*id));
        }
        if !self.drop_cycles() {
            return false;
        }
        super::union::decide(self);
        self.kept = self.kept();
        true
    }

    /// Of which values the verdict of each node is kept. A scalar asks one twice that several nodes hold beside them; a
    /// container also asks one twice whose members are named and matched, or is worth keeping for what is beside it.
    fn kept(&self) -> Vec<Kept> {
        let mut beside = vec![0_usize; self.list.len()];
        let mut kept = vec![Kept::default(); self.list.len()];
        for node in &self.list {
            for id in node.beside() {
                if let Some(count) = beside.get_mut(id.0 as usize) {
                    *count += 1;
                }
            }
            let members = node.members.iter().filter(|members| !members.matched.is_empty());
            let below = members.flat_map(|members| {
                members
                    .named
                    .iter()
                    .filter_map(|named| named.node)
                    .chain(members.matched.iter().map(|one| one.1))
            });
            for id in below {
                if let Some(kept) = kept.get_mut(id.0 as usize) {
                    kept.containers = true;
                }
            }
        }
        for ((kept, count), node) in kept.iter_mut().zip(beside).zip(&self.list) {
            kept.scalars = count > 1;
            kept.is_one = node.beside().next().is_some();
            kept.containers |= count > 1 || kept.is_one;
        }
        kept
    }

    /// What is wrong with the first assertion that cannot be compiled.
    ///
    /// # Errors
    ///
    /// The crate's words.
    pub fn ready(&self) -> Result<(), &CompileError> {
        self.assertions.iter().try_for_each(|assertion| assertion.ready().map(drop))
    }

    /// Takes away conjuncts that lead back to their own node for the same value: they say nothing more.
    fn drop_cycles(&mut self) -> bool {
        /// How far the search has come with a node.
        #[derive(Clone, Copy, PartialEq)]
        enum Mark {
            New,
            Open,
            Done,
        }
        let mut marks = vec![Mark::New; self.list.len()];
        let mut back: Vec<(NodeId, NodeId)> = Vec::new();
        for start in 0..self.list.len() {
            let start = NodeId(u32::try_from(start).unwrap_or(u32::MAX));
            let mut path: Vec<(NodeId, Vec<NodeId>)> = vec![(start, self.node(start).beside().collect())];
            while let Some((id, waiting)) = path.last_mut() {
                let id = *id;
                let Some(next) = waiting.pop().filter(|_| marks.get(id.0 as usize) != Some(&Mark::Done))
                else {
                    if let Some(mark) = marks.get_mut(id.0 as usize) {
                        *mark = Mark::Done;
                    }
                    path.pop();
                    continue;
                };
                if let Some(mark) = marks.get_mut(id.0 as usize) {
                    *mark = Mark::Open;
                }
                match marks.get(next.0 as usize) {
                    Some(Mark::Open) => back.push((id, next)),
                    Some(Mark::New) => path.push((next, self.node(next).beside().collect())),
                    _ => {}
                }
            }
        }
        for (from, to) in back {
            let Some(node) = self.list.get_mut(from.0 as usize) else { continue };
            if !node.conjuncts.contains(&to) {
                return false;
            }
            // On a cycle with a union the conjunct would be needed.
            node.conjuncts.retain(|id| *id != to);
            if !self.leads_by_conjuncts(to, from) {
                return false;
            }
        }
        true
    }

    /// Whether conjuncts alone lead from one node to another.
    fn leads_by_conjuncts(&self, from: NodeId, to: NodeId) -> bool {
        let mut seen = vec![false; self.list.len()];
        let mut waiting = vec![from];
        while let Some(id) = waiting.pop() {
            if id == to {
                return true;
            }
            match seen.get_mut(id.0 as usize) {
                Some(seen) if !*seen => *seen = true,
                _ => continue,
            }
            waiting.extend(&self.node(id).conjuncts);
        }
        false
    }
}
