//! What a schema says of a value all in all: its references and `allOf` followed, the branches of its unions together.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::schema::{Keyword, Reader, SchemaId};
use crate::json::{JsonKind, Value};

/// The schemas that say something of one value, and whether each of them always holds or is a branch of a union.
pub(super) type Parts = Vec<(SchemaId, bool)>;

/// A schema seen from outside.
#[expect(clippy::struct_excessive_bools, reason = "facts that do not depend on each other")]
#[derive(Debug, Clone, Default)]
pub(super) struct Shape {
    /// The types that it names, null left out; none where it names none.
    pub(super) types: Vec<String>,
    pub(super) nullable: bool,
    /// The members, each once, in the order in which they were met.
    pub(super) properties: Vec<(String, Parts)>,
    pub(super) required: Vec<String>,
    /// Whether members beyond those are refused.
    pub(super) closed: bool,
    pub(super) items: Option<SchemaId>,
    /// What members beyond the known ones are.
    pub(super) additional: Option<SchemaId>,
    /// The texts it may be.
    pub(super) values: Vec<String>,
    /// Whether those come from what always holds, and not from the branches of a union.
    values_hold: bool,
    pub(super) format: Option<String>,
    pub(super) pattern: Option<String>,
    pub(super) title: Option<String>,
    pub(super) description: Option<String>,
    pub(super) examples: Vec<String>,
    pub(super) write_only: bool,
    pub(super) deprecated: bool,
    /// The extensions, name and value.
    pub(super) extensions: Vec<(String, String)>,
}

/// What the lists of a shape hold, to look things up in.
#[derive(Debug, Default)]
struct Held {
    /// Where each member stands in its list.
    properties: HashMap<String, usize>,
    required: HashSet<String>,
}

impl Held {
    fn of(shape: &Shape) -> Self {
        let places = shape.properties.iter().enumerate().map(|(place, (name, _))| (name.clone(), place));
        Self { properties: places.collect(), required: shape.required.iter().cloned().collect() }
    }
}

/// How many schemas one shape may be made of.
const MOST_PARTS: usize = 4000;

/// How many unions in each other are looked at for what their branches have in common.
const MOST_UNIONS: usize = 3;

/// The shapes of schemas, each made once.
pub(super) struct Shapes<'r> {
    reader: &'r Reader,
    known: RefCell<HashMap<Parts, Rc<Shape>>>,
}

impl<'r> Shapes<'r> {
    pub(super) fn new(reader: &'r Reader) -> Self {
        Self { reader, known: RefCell::default() }
    }

    pub(super) fn of(&self, id: SchemaId) -> Rc<Shape> {
        self.of_parts(&[(id, true)])
    }

    pub(super) fn of_parts(&self, parts: &[(SchemaId, bool)]) -> Rc<Shape> {
        let known = self.known.borrow().get(parts).map(Rc::clone);
        known.unwrap_or_else(|| {
            let made = Rc::new(shape_of(self.reader, parts));
            self.known.borrow_mut().insert(parts.to_vec(), Rc::clone(&made));
            made
        })
    }
}

/// The shape of a schema. A list of what is still to be looked at takes the place of recursion.
pub(super) fn shape(reader: &Reader, id: SchemaId) -> Shape {
    shape_of(reader, &[(id, true)])
}

/// The shape of a value of which several schemas say something. Where each is a branch of a union, one of them holds.
pub(super) fn shape_of(reader: &Reader, parts: &[(SchemaId, bool)]) -> Shape {
    if let [(id, _)] = parts {
        return shape_within(reader, vec![(*id, true)], Shape::default(), MOST_UNIONS);
    }
    let mut shape = Shape::default();
    if parts.iter().all(|(_, firm)| !firm) {
        let branches: Vec<SchemaId> = parts.iter().map(|(id, _)| *id).collect();
        require_in_common(reader, &branches, MOST_UNIONS - 1, &mut shape, &mut Held::default());
    }
    shape_within(reader, parts.iter().rev().copied().collect(), shape, MOST_UNIONS)
}

/// Adds to a shape what schemas say, with what the branches of so many unions in each other have in common.
fn shape_within(reader: &Reader, mut waiting: Parts, mut shape: Shape, unions: usize) -> Shape {
    let mut held = Held::of(&shape);
    let mut seen = HashSet::new();
    while let Some((id, firm)) = waiting.pop() {
        if !seen.insert(id) || seen.len() > MOST_PARTS {
            continue;
        }
        let node = reader.node(id);
        shape.nullable |= node.nullable;
        add(reader, id, firm, &mut shape, &mut held);
        // In the order of the text: what is pushed last is looked at first.
        for keyword in [Keyword::OneOf, Keyword::AnyOf] {
            let branches = node.schemas(keyword);
            let others: Vec<SchemaId> = branches.iter().copied().filter(|id| !is_null(reader, *id)).collect();
            shape.nullable |= others.len() < branches.len();
            let alone = others.len() == 1;
            if firm && others.len() > 1 && unions > 0 {
                require_in_common(reader, &others, unions - 1, &mut shape, &mut held);
            }
            waiting.extend(others.into_iter().rev().map(|id| (id, firm && alone)));
        }
        waiting.extend(node.schemas(Keyword::AllOf).iter().rev().map(|id| (*id, firm)));
        for keyword in [Keyword::Reference, Keyword::DynamicReference] {
            waiting.extend(node.schema(keyword).map(|id| (id, firm)));
        }
    }
    shape
}

/// What each of several branches requires is required.
fn require_in_common(
    reader: &Reader,
    branches: &[SchemaId],
    unions: usize,
    shape: &mut Shape,
    held: &mut Held,
) {
    let mut common: Option<Vec<String>> = None;
    for branch in branches {
        let required = shape_within(reader, vec![(*branch, true)], Shape::default(), unions).required;
        common = Some(match common {
            None => required,
            Some(known) => {
                let required: HashSet<String> = required.into_iter().collect();
                known.into_iter().filter(|name| required.contains(name)).collect()
            }
        });
    }
    for name in common.into_iter().flatten() {
        if held.required.insert(name.clone()) {
            shape.required.push(name);
        }
    }
}

fn is_null(reader: &Reader, id: SchemaId) -> bool {
    let node = reader.node(id);
    let says = |keyword| node.data(keyword).map(|spot| reader.value(spot).raw().to_owned());
    says(Keyword::Type).as_deref() == Some("\"null\"")
        || says(Keyword::Const).as_deref() == Some("null")
        || says(Keyword::Enum).is_some_and(|list| list.replace([' ', '\n'], "") == "[null]")
}

fn add(reader: &Reader, id: SchemaId, firm: bool, shape: &mut Shape, held: &mut Held) {
    let node = reader.node(id);
    let value = |keyword| node.data(keyword).map(|spot| reader.value(spot));
    let text = |keyword| value(keyword).and_then(Value::text).map(std::borrow::Cow::into_owned);
    if let Some(types) = value(Keyword::Type) {
        let names = types.items().chain(Some(types).filter(|types| types.kind() == JsonKind::String));
        for name in names.filter_map(Value::text) {
            if name == "null" {
                shape.nullable = true;
            } else if !shape.types.iter().any(|known| *known == name) {
                shape.types.push(name.into_owned());
            }
        }
    }
    for (key, id) in node.named(Keyword::Properties) {
        let name = reader.value(*key).text().unwrap_or_default().into_owned();
        let next = shape.properties.len();
        match shape.properties.get_mut(*held.properties.entry(name.clone()).or_insert(next)) {
            Some((_, parts)) => parts.push((*id, firm)),
            None => shape.properties.push((name, vec![(*id, firm)])),
        }
    }
    if firm {
        for name in value(Keyword::Required).into_iter().flat_map(Value::items).filter_map(Value::text) {
            if held.required.insert(name.clone().into_owned()) {
                shape.required.push(name.into_owned());
            }
        }
    }
    if let Some(additional) = node.schema(Keyword::AdditionalProperties) {
        match reader.node(additional).whole {
            Some(false) => shape.closed = true,
            Some(true) => {}
            None => shape.additional = shape.additional.or(Some(additional)),
        }
    }
    shape.items = shape.items.or(node.schema(Keyword::Items));
    let (mut values, mut known) = (Vec::new(), HashSet::new());
    for literal in value(Keyword::Enum).into_iter().flat_map(Value::items).chain(value(Keyword::Const)) {
        match literal.text() {
            Some(text) if known.insert(text.clone().into_owned()) => values.push(text.into_owned()),
            None if literal.kind() == JsonKind::Null => shape.nullable = true,
            _ => {}
        }
    }
    narrow(shape, values, firm);
    shape.format = shape.format.take().or_else(|| text(Keyword::Format));
    shape.pattern = shape.pattern.take().or_else(|| text(Keyword::Pattern));
    shape.title = shape.title.take().or_else(|| text(Keyword::Title));
    shape.description = shape.description.take().or_else(|| text(Keyword::Description));
    shape.deprecated |= value(Keyword::Deprecated).is_some_and(|said| said.kind() == JsonKind::True);
    shape.write_only |= value(Keyword::WriteOnly).is_some_and(|said| said.kind() == JsonKind::True);
    let examples = value(Keyword::Examples).into_iter().flat_map(Value::items).chain(value(Keyword::Example));
    shape.examples.extend(examples.filter_map(Value::text).map(std::borrow::Cow::into_owned));
    for (keyword, operand) in &node.keywords {
        if let (Keyword::Extension, super::schema::Operand::Data(key)) = (keyword, operand) {
            let name = reader.value(*key);
            let held = name.document().value(key.node + 1);
            shape.extensions.push((name.text().unwrap_or_default().into_owned(), held.raw().to_owned()));
        }
    }
}

/// Takes one list of the texts that a value may be together with those before: of what always holds only what all lists have
/// is left, branches of a union add theirs.
fn narrow(shape: &mut Shape, values: Vec<String>, firm: bool) {
    if values.is_empty() {
        return;
    }
    match (firm, shape.values_hold && !shape.values.is_empty()) {
        (true, true) => {
            let values: HashSet<String> = values.into_iter().collect();
            let common: Vec<String> =
                shape.values.iter().filter(|known| values.contains(*known)).cloned().collect();
            if !common.is_empty() {
                shape.values = common;
            }
        }
        (true, false) => (shape.values, shape.values_hold) = (values, true),
        (false, true) => {}
        (false, false) => {
            let known: HashSet<String> = shape.values.iter().cloned().collect();
            shape.values.extend(values.into_iter().filter(|value| !known.contains(value)));
        }
    }
}
