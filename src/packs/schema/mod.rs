//! Schemas of every dialect in one form: nodes with the keywords of JSON Schema 2020-12, shared and never copied.

mod branches;
mod compile;
mod older;
mod read;
mod write;

use super::dialect::Dialect;
use super::source::Spot;
use crate::schema_validator::{ASSERTED_CONTENT, INTEGER_AS_WRITTEN};

pub use compile::compile;
pub use read::Reader;
pub(super) use write::definition_name;
pub use write::{Style, write};

/// The number of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SchemaId(pub u32);

/// A keyword that says what a value must be, or that helps to understand it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Keyword {
    /// `$ref`
    Reference,
    /// `type`
    Type,
    /// `enum`
    Enum,
    /// `const`
    Const,
    /// `properties`
    Properties,
    /// `required`
    Required,
    /// `additionalProperties`
    AdditionalProperties,
    /// `patternProperties`
    PatternProperties,
    /// `propertyNames`
    PropertyNames,
    /// `minProperties`
    MinProperties,
    /// `maxProperties`
    MaxProperties,
    /// `dependentRequired`
    DependentRequired,
    /// `dependentSchemas`
    DependentSchemas,
    /// `prefixItems`
    PrefixItems,
    /// `items`, of what comes after `prefixItems`
    Items,
    /// `contains`
    Contains,
    /// `minContains`
    MinContains,
    /// `maxContains`
    MaxContains,
    /// `minItems`
    MinItems,
    /// `maxItems`
    MaxItems,
    /// `uniqueItems`
    UniqueItems,
    /// `minLength`
    MinLength,
    /// `maxLength`
    MaxLength,
    /// `pattern`
    Pattern,
    /// `format`
    Format,
    /// `minimum`
    Minimum,
    /// `maximum`
    Maximum,
    /// `exclusiveMinimum`
    ExclusiveMinimum,
    /// `exclusiveMaximum`
    ExclusiveMaximum,
    /// `multipleOf`
    MultipleOf,
    /// `allOf`
    AllOf,
    /// `anyOf`
    AnyOf,
    /// `oneOf`
    OneOf,
    /// `not`
    Not,
    /// `if`
    If,
    /// `then`
    Then,
    /// `else`
    Else,
    /// `unevaluatedItems`
    UnevaluatedItems,
    /// `unevaluatedProperties`
    UnevaluatedProperties,
    /// `title`
    Title,
    /// `description`
    Description,
    /// `default`
    Default,
    /// `examples`
    Examples,
    /// `example`, of `OpenAPI`
    Example,
    /// `deprecated`
    Deprecated,
    /// `writeOnly`
    WriteOnly,
    /// `discriminator`, of `OpenAPI`
    Discriminator,
    /// `contentEncoding`
    ContentEncoding,
    /// `contentMediaType`
    ContentMediaType,
    /// That an integer is written without a fraction and an exponent: `type` of draft-04.
    IntegerAsWritten,
    /// That `contentEncoding` and `contentMediaType` are asserted, of draft-06 and draft-07: the object that has them.
    AssertedContent,
    /// `$dynamicRef` or `$recursiveRef` that may lead elsewhere from one use of the schema to the next.
    DynamicReference,
    /// What begins with `x-`, under its own name.
    Extension,
}

/// What a keyword holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Operand {
    /// Data as it stands in the source.
    Data(Spot),
    /// A schema.
    Schema(SchemaId),
    /// Several schemas.
    Schemas(Vec<SchemaId>),
    /// Schemas under names, which stand at these spots.
    Named(Vec<(Spot, SchemaId)>),
    /// Lists of names under names.
    Lists(Vec<(Spot, Spot)>),
}

/// One schema.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Where it stands.
    pub spot: Spot,
    /// The language it was written in.
    pub dialect: Dialect,
    /// What it is, if it is `true` or `false`.
    pub whole: Option<bool>,
    /// Whether `null` passes whatever else it says: `nullable`, in whichever dialect.
    pub nullable: bool,
    /// Its keywords in the order in which they were written.
    pub keywords: Vec<(Keyword, Operand)>,
}

impl Node {
    /// What a keyword holds.
    #[must_use]
    pub fn get(&self, keyword: Keyword) -> Option<&Operand> {
        self.keywords.iter().find(|(one, _)| *one == keyword).map(|(_, operand)| operand)
    }

    /// The schema under a keyword.
    #[must_use]
    pub fn schema(&self, keyword: Keyword) -> Option<SchemaId> {
        match self.get(keyword)? {
            Operand::Schema(id) => Some(*id),
            _ => None,
        }
    }

    /// The schemas under a keyword.
    #[must_use]
    pub fn schemas(&self, keyword: Keyword) -> &[SchemaId] {
        match self.get(keyword) {
            Some(Operand::Schemas(ids)) => ids,
            _ => &[],
        }
    }

    /// The named schemas under a keyword.
    #[must_use]
    pub fn named(&self, keyword: Keyword) -> &[(Spot, SchemaId)] {
        match self.get(keyword) {
            Some(Operand::Named(pairs)) => pairs,
            _ => &[],
        }
    }

    /// The data under a keyword.
    #[must_use]
    pub fn data(&self, keyword: Keyword) -> Option<Spot> {
        match self.get(keyword)? {
            Operand::Data(spot) => Some(*spot),
            _ => None,
        }
    }

    /// Every schema that it refers to or holds.
    pub fn children(&self) -> impl Iterator<Item = SchemaId> {
        self.keywords.iter().flat_map(|(_, operand)| {
            let (one, several, named) = match operand {
                Operand::Schema(id) => (Some(*id), &[][..], &[][..]),
                Operand::Schemas(ids) => (None, ids.as_slice(), &[][..]),
                Operand::Named(pairs) => (None, &[][..], pairs.as_slice()),
                Operand::Data(_) | Operand::Lists(_) => (None, &[][..], &[][..]),
            };
            one.into_iter().chain(several.iter().copied()).chain(named.iter().map(|(_, id)| *id))
        })
    }
}

impl Keyword {
    /// The keyword of this name, as JSON Schema 2020-12 and `OpenAPI` have it.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        NAMES
            .iter()
            .find(|(_, known)| *known == name)
            .map(|(keyword, _)| *keyword)
            .or_else(|| name.starts_with("x-").then_some(Self::Extension))
    }

    /// The names of all keywords.
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMES.iter().map(|(_, name)| *name)
    }

    /// Whether it only helps to understand.
    #[must_use]
    pub const fn is_meaning(self) -> bool {
        matches!(
            self,
            Self::Title
                | Self::Description
                | Self::Default
                | Self::Examples
                | Self::Example
                | Self::Deprecated
                | Self::WriteOnly
                | Self::Discriminator
                | Self::ContentEncoding
                | Self::ContentMediaType
                | Self::Extension
        )
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        NAMES.iter().find(|(keyword, _)| *keyword == self).map_or("x-", |(_, name)| name)
    }
}

const NAMES: &[(Keyword, &str)] = &[
    (Keyword::Reference, "$ref"),
    (Keyword::Type, "type"),
    (Keyword::Properties, "properties"),
    (Keyword::Description, "description"),
    (Keyword::Required, "required"),
    (Keyword::Items, "items"),
    (Keyword::Enum, "enum"),
    (Keyword::Format, "format"),
    (Keyword::Example, "example"),
    (Keyword::Examples, "examples"),
    (Keyword::AdditionalProperties, "additionalProperties"),
    (Keyword::Title, "title"),
    (Keyword::OneOf, "oneOf"),
    (Keyword::AnyOf, "anyOf"),
    (Keyword::AllOf, "allOf"),
    (Keyword::Const, "const"),
    (Keyword::Default, "default"),
    (Keyword::Pattern, "pattern"),
    (Keyword::MinLength, "minLength"),
    (Keyword::MaxLength, "maxLength"),
    (Keyword::Minimum, "minimum"),
    (Keyword::Maximum, "maximum"),
    (Keyword::ExclusiveMinimum, "exclusiveMinimum"),
    (Keyword::ExclusiveMaximum, "exclusiveMaximum"),
    (Keyword::MultipleOf, "multipleOf"),
    (Keyword::MinItems, "minItems"),
    (Keyword::MaxItems, "maxItems"),
    (Keyword::UniqueItems, "uniqueItems"),
    (Keyword::MinProperties, "minProperties"),
    (Keyword::MaxProperties, "maxProperties"),
    (Keyword::Deprecated, "deprecated"),
    (Keyword::WriteOnly, "writeOnly"),
    (Keyword::Discriminator, "discriminator"),
    (Keyword::PatternProperties, "patternProperties"),
    (Keyword::PropertyNames, "propertyNames"),
    (Keyword::DependentRequired, "dependentRequired"),
    (Keyword::DependentSchemas, "dependentSchemas"),
    (Keyword::PrefixItems, "prefixItems"),
    (Keyword::Contains, "contains"),
    (Keyword::MinContains, "minContains"),
    (Keyword::MaxContains, "maxContains"),
    (Keyword::Not, "not"),
    (Keyword::If, "if"),
    (Keyword::Then, "then"),
    (Keyword::Else, "else"),
    (Keyword::UnevaluatedItems, "unevaluatedItems"),
    (Keyword::UnevaluatedProperties, "unevaluatedProperties"),
    (Keyword::ContentEncoding, "contentEncoding"),
    (Keyword::ContentMediaType, "contentMediaType"),
    (Keyword::IntegerAsWritten, INTEGER_AS_WRITTEN),
    (Keyword::AssertedContent, ASSERTED_CONTENT),
];
