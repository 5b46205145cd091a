//! From schemas as they were read to the nodes of a validator, where these can say all of it.

use std::collections::{HashMap, HashSet};

use serde_json::Value as Literal;

use super::branches::told_by_formats;
use super::write::content;
use super::{Keyword, Operand, Reader, SchemaId, Style};
use crate::json::JsonKind;
use crate::packs::source::Spot;
use crate::schema_validator::{
    ASSERTED_CONTENT, Counted, INTEGER_AS_WRITTEN, Items, Limit, Members, Named, Node, NodeId, Nodes, Others,
    Types, Union,
};

/// The nodes of a schema, not yet prepared. Nothing where it has a keyword that nodes cannot say.
#[must_use]
pub fn compile(reader: &Reader, root: SchemaId, style: Style) -> Option<(Nodes, NodeId)> {
    let mut compiler =
        Compiler { reader, style, nodes: Nodes::default(), known: HashMap::new(), waiting: Vec::new() };
    let root = compiler.place(root, false);
    while let Some((id, schema, in_union)) = compiler.waiting.pop() {
        let node = compiler.node(schema, in_union)?;
        compiler.nodes.fill(id, node);
    }
    Some((compiler.nodes, root))
}

/// What is still to be made waits in a list, so that neither nesting nor references recurse.
struct Compiler<'r> {
    reader: &'r Reader,
    style: Style,
    nodes: Nodes,
    known: HashMap<(SchemaId, bool), NodeId>,
    waiting: Vec<(NodeId, SchemaId, bool)>,
}

impl Compiler<'_> {
    /// The node of a schema. A schema that is nothing but a reference is the one that it leads to.
    fn place(&mut self, schema: SchemaId, in_union: bool) -> NodeId {
        let schema = self.reader.follow(schema).unwrap_or(Reader::ANYTHING);
        let in_union = in_union && !self.style.formats_everywhere;
        if let Some(known) = self.known.get(&(schema, in_union)) {
            return *known;
        }
        let id = self.nodes.reserve();
        self.known.insert((schema, in_union), id);
        self.waiting.push((id, schema, in_union));
        id
    }

    fn node(&mut self, schema: SchemaId, in_union: bool) -> Option<Node> {
        let reader = self.reader;
        let source = reader.node(schema);
        let mut node = Node { nullable: source.nullable, ..Node::default() };
        if source.whole == Some(false) {
            node.types = Types::NONE;
        }
        for (keyword, operand) in &source.keywords {
            self.keyword(&mut node, *keyword, operand, in_union)?;
        }
        // `properties` comes before or after `required`, so this is done last.
        if let Some(required) = source.data(Keyword::Required) {
            self.required(&mut node, required);
        }
        Some(node)
    }

    fn keyword(
        &mut self,
        node: &mut Node,
        keyword: Keyword,
        operand: &Operand,
        in_union: bool,
    ) -> Option<()> {
        use Keyword as K;
        match (keyword, operand) {
            (K::Type, Operand::Data(spot)) => node.types = node.types.and(self.types(*spot)),
            (K::Enum, Operand::Data(spot)) => {
                let values = self.reader.value(*spot).items().map(|item| literal(item.raw()));
                literals(node, values.collect::<Option<_>>()?)?;
            }
            (K::Const, Operand::Data(spot)) => literals(node, vec![self.data(*spot)?])?,
            (K::Properties, Operand::Named(pairs)) => {
                for (key, schema) in pairs {
                    let name = self.reader.value(*key).text().unwrap_or_default().into();
                    let member = Some(self.place(*schema, in_union));
                    members(node).named.push(Named { name, node: member, required: false });
                }
                // Of two members of one name a reader of JSON keeps the last.
                let (named, mut seen) = (&mut members(node).named, HashSet::new());
                named.reverse();
                named.retain(|one| seen.insert(one.name.clone()));
                named.reverse();
            }
            (K::PatternProperties, Operand::Named(pairs)) => {
                for (key, schema) in pairs {
                    let pattern = self.reader.value(*key).text().unwrap_or_default().into_owned();
                    let number = self.nodes.assertion("pattern", Literal::from(pattern));
                    let member = self.place(*schema, in_union);
                    members(node).matched.push((number, member));
                }
            }
            (K::AdditionalProperties, Operand::Schema(schema)) => {
                members(node).others = match self.reader.node(*schema).whole {
                    Some(true) => Others::Allowed,
                    Some(false) => Others::Refused,
                    None => Others::Each(self.place(*schema, in_union)),
                };
            }
            (K::PropertyNames, Operand::Schema(schema)) => {
                let names = self.place(*schema, in_union);
                members(node).names = Some(names);
            }
            (K::PrefixItems, Operand::Schemas(schemas)) => {
                let first = schemas.iter().map(|schema| self.place(*schema, in_union)).collect();
                node.items.get_or_insert_with(Box::<Items>::default).first = first;
            }
            (K::Items, Operand::Schema(schema)) => {
                let others = self.place(*schema, in_union);
                node.items.get_or_insert_with(Box::<Items>::default).others = Some(others);
            }
            (K::MinLength, Operand::Data(spot)) => self.limit(node, Counted::Characters, true, *spot)?,
            (K::MaxLength, Operand::Data(spot)) => self.limit(node, Counted::Characters, false, *spot)?,
            (K::MinItems, Operand::Data(spot)) => self.limit(node, Counted::Items, true, *spot)?,
            (K::MaxItems, Operand::Data(spot)) => self.limit(node, Counted::Items, false, *spot)?,
            (K::MinProperties, Operand::Data(spot)) => self.limit(node, Counted::Members, true, *spot)?,
            (K::MaxProperties, Operand::Data(spot)) => self.limit(node, Counted::Members, false, *spot)?,
            (K::Format, _) if !in_union && !self.style.formats_everywhere => {}
            (
                K::Format
                | K::Pattern
                | K::UniqueItems
                | K::Minimum
                | K::Maximum
                | K::ExclusiveMinimum
                | K::ExclusiveMaximum
                | K::MultipleOf,
                Operand::Data(spot),
            ) => {
                let operand = self.data(*spot)?;
                node.assertions.push(self.nodes.assertion(keyword.name(), operand));
            }
            (K::IntegerAsWritten, _) => {
                node.assertions.push(self.nodes.assertion(INTEGER_AS_WRITTEN, Literal::Bool(true)));
            }
            (K::AssertedContent, Operand::Data(spot)) => {
                let said = content(&self.data(*spot)?);
                node.assertions.push(self.nodes.assertion(ASSERTED_CONTENT, said));
            }
            (K::Reference, Operand::Schema(schema)) => {
                let conjunct = self.place(*schema, in_union);
                node.conjuncts.push(conjunct);
            }
            (K::AllOf, Operand::Schemas(schemas)) => {
                for schema in schemas {
                    let conjunct = self.place(*schema, in_union);
                    node.conjuncts.push(conjunct);
                }
            }
            (K::AnyOf | K::OneOf, Operand::Schemas(schemas)) => {
                let told = told_by_formats(self.reader, keyword, schemas);
                let told = schemas.iter().zip(told);
                let branches: Vec<NodeId> =
                    told.map(|(schema, told)| self.place(*schema, in_union || told)).collect();
                node.unions.push(Union::new(keyword == K::OneOf, branches));
            }
            (K::Not, Operand::Schema(schema)) => node.not = Some(self.place(*schema, in_union)),
            (K::Required, _) => {}
            (keyword, _) if keyword.is_meaning() => {}
            _ => return None,
        }
        Some(())
    }

    fn required(&self, node: &mut Node, spot: Spot) {
        let named = &mut members(node).named;
        let mut places: HashMap<Box<str>, usize> =
            named.iter().enumerate().map(|(place, one)| (one.name.clone(), place)).collect();
        for name in self.reader.value(spot).items() {
            let name: Box<str> = name.text().unwrap_or_default().into();
            let place = *places.entry(name.clone()).or_insert(named.len());
            match named.get_mut(place) {
                Some(known) => known.required = true,
                None => named.push(Named { name, node: None, required: true }),
            }
        }
    }

    fn types(&self, spot: Spot) -> Types {
        let value = self.reader.value(spot);
        let one = Some(value).filter(|value| value.kind() == JsonKind::String);
        let names = value.items().chain(one).filter_map(crate::json::Value::text);
        names.map(|name| Types::named(&name)).fold(Types::NONE, Types::or)
    }

    fn limit(&self, node: &mut Node, of: Counted, is_least: bool, spot: Spot) -> Option<()> {
        let count = self.data(spot)?;
        // `2.0` is a count too.
        let count = count.as_u64().or_else(|| count.to_string().strip_suffix(".0")?.parse().ok())?;
        node.limits.push(Limit { of, is_least, count });
        Some(())
    }

    fn data(&self, spot: Spot) -> Option<Literal> {
        literal(self.reader.value(spot).raw())
    }
}

fn members(node: &mut Node) -> &mut Members {
    node.members.get_or_insert_with(Box::default)
}

/// Lists the values that pass. Of two lists, `enum` beside `const`, the crate judges.
fn literals(node: &mut Node, values: Vec<Literal>) -> Option<()> {
    node.literals.replace(values).is_none().then_some(())
}

/// Nothing where it cannot be held: then the reader has left it out, and said so.
fn literal(raw: &str) -> Option<Literal> {
    serde_json::from_str(raw).ok()
}
