//! What language a file speaks: a draft of JSON Schema, or a document that holds schemas.

use crate::json::{JsonKind, Value};

/// The language of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dialect {
    /// JSON Schema draft-04.
    Draft4,
    /// JSON Schema draft-06.
    Draft6,
    /// JSON Schema draft-07.
    Draft7,
    /// JSON Schema 2019-09.
    Draft201909,
    /// JSON Schema 2020-12.
    Draft202012,
    /// Swagger 2.0.
    Swagger2,
    /// `OpenAPI` 3.0.
    OpenApi30,
    /// `OpenAPI` 3.1 and later, whose schemas are JSON Schema 2020-12.
    OpenApi31,
    /// `AsyncAPI` 1.
    AsyncApi1,
    /// `AsyncAPI` 2.
    AsyncApi2,
    /// `AsyncAPI` 3.
    AsyncApi3,
}

impl Dialect {
    /// As its makers write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft4 => "JSON Schema draft-04",
            Self::Draft6 => "JSON Schema draft-06",
            Self::Draft7 => "JSON Schema draft-07",
            Self::Draft201909 => "JSON Schema 2019-09",
            Self::Draft202012 => "JSON Schema 2020-12",
            Self::Swagger2 => "Swagger 2.0",
            Self::OpenApi30 => "OpenAPI 3.0",
            Self::OpenApi31 => "OpenAPI 3.1",
            Self::AsyncApi1 => "AsyncAPI 1",
            Self::AsyncApi2 => "AsyncAPI 2",
            Self::AsyncApi3 => "AsyncAPI 3",
        }
    }

    /// Whether it is a draft of JSON Schema.
    #[must_use]
    pub const fn is_draft(self) -> bool {
        matches!(self, Self::Draft4 | Self::Draft6 | Self::Draft7 | Self::Draft201909 | Self::Draft202012)
    }

    /// What a document says it is, if it says so.
    #[must_use]
    pub fn of(root: Value<'_>) -> Option<Self> {
        let version = |key: &str| {
            let value = root.get(key)?;
            // `swagger: 2.0` in YAML is a number.
            Some(value.text().map_or_else(|| value.raw().to_owned(), std::borrow::Cow::into_owned))
        };
        if let Some(version) = version("openapi") {
            return Some(if version.starts_with("3.0") { Self::OpenApi30 } else { Self::OpenApi31 });
        }
        if version("swagger").is_some_and(|version| version.starts_with('2')) {
            return Some(Self::Swagger2);
        }
        if let Some(version) = version("asyncapi") {
            return Some(match version.as_bytes().first() {
                Some(b'1') => Self::AsyncApi1,
                Some(b'2') => Self::AsyncApi2,
                _ => Self::AsyncApi3,
            });
        }
        Self::named(&root.get("$schema").and_then(Value::text)?)
    }

    /// The draft that a `$schema` names, with or without a `#` at its end.
    #[must_use]
    pub fn named(schema: &str) -> Option<Self> {
        let drafts = [
            ("draft-04", Self::Draft4),
            ("draft-06", Self::Draft6),
            ("draft-07", Self::Draft7),
            ("2019-09", Self::Draft201909),
            ("2020-12", Self::Draft202012),
            // EventBridge's export.
            ("JSONSchemaDraft4", Self::Draft4),
        ];
        drafts.into_iter().find(|(sign, _)| schema.contains(sign)).map(|(_, draft)| draft)
    }

    /// Whether only a `$ref` counts where one stands, and not what stands beside it.
    #[must_use]
    pub const fn reference_stands_alone(self) -> bool {
        !matches!(self, Self::Draft201909 | Self::Draft202012 | Self::OpenApi31)
    }

    /// Whether `exclusiveMinimum` is a boolean beside `minimum`.
    #[must_use]
    pub const fn has_boolean_bounds(self) -> bool {
        matches!(self, Self::Draft4 | Self::Swagger2 | Self::OpenApi30)
    }

    /// Whether a list of schemas in `items` applies item by item.
    #[must_use]
    pub const fn has_tuples_in_items(self) -> bool {
        !matches!(self, Self::Draft202012 | Self::OpenApi31 | Self::OpenApi30)
    }

    /// The keyword that names a schema.
    #[must_use]
    pub const fn id_keyword(self) -> &'static str {
        if matches!(self, Self::Draft4) { "id" } else { "$id" }
    }
}

/// Whether a value looks like a schema: an object with a keyword of its own, or a boolean.
#[must_use]
pub fn looks_like_schema(value: Value<'_>) -> bool {
    const SIGNS: [&str; 14] = [
        "$ref",
        "$defs",
        "definitions",
        "properties",
        "allOf",
        "anyOf",
        "oneOf",
        "enum",
        "const",
        "items",
        "additionalProperties",
        "patternProperties",
        "not",
        "if",
    ];
    match value.kind() {
        JsonKind::True | JsonKind::False => true,
        JsonKind::Object => {
            value
                .get("$schema")
                .is_some_and(|schema| schema.text().is_some_and(|text| text.contains("schema")))
                || SIGNS.iter().any(|sign| {
                    value.get(sign).is_some_and(|found| match *sign {
                        "$ref" => found.kind() == JsonKind::String,
                        "allOf" | "anyOf" | "oneOf" | "enum" => found.kind() == JsonKind::Array,
                        "const" => true,
                        _ => matches!(
                            found.kind(),
                            JsonKind::Object | JsonKind::True | JsonKind::False | JsonKind::Array
                        ),
                    })
                })
                || value.get("type").is_some_and(is_type)
        }
        _ => false,
    }
}

fn is_type(value: Value<'_>) -> bool {
    let is_name = |value: Value<'_>| {
        value.text().is_some_and(|name| {
            ["null", "boolean", "integer", "number", "string", "array", "object"].contains(&&*name)
        })
    };
    is_name(value)
        || (value.kind() == JsonKind::Array && value.items().next().is_some() && value.items().all(is_name))
}
