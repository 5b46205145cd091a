//! Which branches of a union only formats tell apart.

use super::{Keyword, Reader, SchemaId};
use crate::json::{JsonKind, Value};
use crate::schema_validator::Types;

/// Of each branch of a union whether formats tell it from another one: of `oneOf` those that share a type with another,
/// null left out. `anyOf` lets a value be of several branches, so that nothing has to tell them apart.
pub(super) fn told_by_formats(reader: &Reader, keyword: Keyword, branches: &[SchemaId]) -> Vec<bool> {
    let types: Vec<Types> = branches.iter().map(|branch| types(reader, *branch)).collect();
    let shares = |(place, own): (usize, &Types)| {
        let mut others = types.iter().enumerate().filter(|(other, _)| *other != place);
        keyword == Keyword::OneOf && others.any(|(_, other)| !own.and(*other).is_empty())
    };
    types.iter().enumerate().map(shares).collect()
}

/// The types but null that a schema names; all where it names none.
fn types(reader: &Reader, schema: SchemaId) -> Types {
    let own = reader.follow(schema).and_then(|id| reader.node(id).data(Keyword::Type));
    let Some(value) = own.map(|spot| reader.value(spot)) else { return Types::ALL };
    let one = Some(value).filter(|value| value.kind() == JsonKind::String);
    let names = value.items().chain(one).filter_map(Value::text).filter(|name| name != "null");
    names.map(|name| Types::named(&name)).fold(Types::NONE, Types::or)
}
