//! A model as JSON Schema 2020-12. What it refuses is exactly what `check` calls an error.

use serde_json::{Map, Value, json};

use super::event::EventRef;
use super::field::{Extra, Field, Object, Presence, Unit};
use super::format::{DECIMAL_PATTERN, EMAIL_PATTERN, URL_PATTERN};
use super::kind::Kind;

/// The schema of one event's payload. Formats are to be asserted.
#[must_use]
pub fn schema(model: EventRef<'_>) -> Value {
    let mut definitions = Definitions::default();
    definitions.add(model.event.body);
    let mut schema = Map::new();
    schema.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
    schema.insert("$id".into(), json!(format!("urn:hookspect:{}:{}", model.provider.id, model.event.name)));
    schema.insert(
        "title".into(),
        json!(format!("{} {} {}", model.provider.name, model.version.id, model.event.name)),
    );
    schema.insert("description".into(), json!(model.event.summary));
    schema.insert("x-event".into(), json!(model.id()));
    schema.insert("x-version".into(), json!(model.version.id));
    schema.insert("x-evidence".into(), json!(model.event.evidence));
    schema.insert("$ref".into(), json!(reference(model.event.body)));
    schema.insert("$defs".into(), Value::Object(definitions.done));
    Value::Object(schema)
}

/// The objects met so far, each under its name.
#[derive(Default)]
struct Definitions {
    done: Map<String, Value>,
}

impl Definitions {
    fn add(&mut self, object: &Object<'_>) {
        let name = slug(object.name);
        if self.done.contains_key(&name) {
            return;
        }
        self.done.insert(name.clone(), Value::Null);
        let properties: Map<String, Value> =
            object.fields.iter().map(|field| (field.name.to_owned(), self.field(field))).collect();
        let required: Vec<&str> = object
            .fields
            .iter()
            .filter(|field| field.presence == Presence::Required)
            .map(|field| field.name)
            .collect();
        let mut schema = Map::new();
        schema.insert("type".into(), json!("object"));
        schema.insert("properties".into(), Value::Object(properties));
        match object.waived_by {
            _ if required.is_empty() => {}
            None => {
                schema.insert("required".into(), json!(required));
            }
            Some(member) => {
                let (mut test, mut is_true) = (Map::new(), Map::new());
                is_true.insert(member.to_owned(), json!({ "const": true }));
                test.insert("required".into(), json!([member]));
                test.insert("properties".into(), Value::Object(is_true));
                schema.insert("if".into(), Value::Object(test));
                schema.insert("else".into(), json!({ "required": required }));
            }
        }
        match object.extra {
            Extra::Unknown => schema.insert("x-extra".into(), json!("unknown")),
            Extra::Unlisted => schema.insert("x-extra".into(), json!("unlisted")),
            Extra::Open => schema.insert("x-extra".into(), json!("open")),
            Extra::Undocumented => schema.insert("x-extra".into(), json!("undocumented")),
        };
        self.done.insert(name, Value::Object(schema));
    }

    fn field(&mut self, field: &Field<'_>) -> Value {
        let mut branches = vec![self.kind(field.kind)];
        if matches!(field.kind, Kind::Anything) {
            branches = vec![Map::new()];
        } else {
            if field.or_empty {
                branches.push(object(json!({ "const": "" })));
            }
            if let Some(alternative) = field.alternative {
                branches.push(self.kind(alternative.kind));
            }
            if field.nullable {
                branches.push(object(json!({ "type": "null" })));
            }
        }
        let mut schema = merged(&branches);
        schema.insert("description".into(), json!(field.meaning));
        annotate(field, &mut schema);
        Value::Object(schema)
    }

    fn kind(&mut self, kind: Kind<'_>) -> Map<String, Value> {
        object(match kind {
            Kind::Boolean => json!({ "type": "boolean" }),
            Kind::Integer => json!({ "type": "integer" }),
            Kind::Number => json!({ "type": "number" }),
            Kind::Decimal => json!({ "type": "string", "pattern": DECIMAL_PATTERN }),
            Kind::Text => json!({ "type": "string" }),
            Kind::Email => json!({ "type": "string", "pattern": EMAIL_PATTERN }),
            Kind::Url => json!({ "type": "string", "pattern": URL_PATTERN }),
            Kind::Timestamp => json!({ "type": "string", "format": "date-time" }),
            Kind::Uuid => json!({ "type": "string", "format": "uuid" }),
            Kind::Object(inner) => {
                self.add(inner);
                json!({ "$ref": reference(inner) })
            }
            Kind::List(item) => json!({ "type": "array", "items": self.kind(*item) }),
            Kind::Map(item) => {
                let branches = vec![self.kind(*item), object(json!({ "type": "null" }))];
                let values = if matches!(item, Kind::Anything) { Map::new() } else { merged(&branches) };
                json!({ "type": "object", "additionalProperties": values })
            }
            Kind::Change => json!({ "type": "array", "minItems": 2, "maxItems": 2 }),
            Kind::Anything => json!({}),
        })
    }
}

/// One branch stays as it is; plain types fold into one `type`; anything else becomes `anyOf`.
fn merged(branches: &[Map<String, Value>]) -> Map<String, Value> {
    let plain = |branch: &Map<String, Value>| branch.len() == 1 && branch.contains_key("type");
    match branches {
        [one] => one.clone(),
        [first, rest @ ..]
            if rest.iter().all(|branch| branch == &object(json!({ "type": "null" })))
                && first.contains_key("type") =>
        {
            let mut schema = first.clone();
            let own = schema.get("type").cloned().unwrap_or_default();
            schema.insert("type".into(), json!([own, "null"]));
            schema
        }
        all if all.iter().all(plain) => {
            let types: Vec<&Value> = all.iter().filter_map(|branch| branch.get("type")).collect();
            object(json!({ "type": types }))
        }
        all => object(json!({ "anyOf": all })),
    }
}

fn annotate(field: &Field, schema: &mut Map<String, Value>) {
    if !field.values.is_empty() {
        schema.insert("x-known-values".into(), json!(field.values));
    }
    if field.presence == Presence::Usual {
        schema.insert("x-presence".into(), json!("usual"));
    }
    if let Some(sensitivity) = field.sensitivity.name() {
        schema.insert("x-sensitivity".into(), json!(sensitivity));
    }
    let unit = match field.unit {
        Unit::None => None,
        Unit::Cents => Some(json!("cents")),
        Unit::CentsWhen(member, word) => Some(json!({ "cents-when": { "member": member, "is": word } })),
        Unit::Major => Some(json!("major")),
        Unit::Percent => Some(json!("percent")),
        Unit::Count => Some(json!("count")),
    };
    if let Some(unit) = unit {
        schema.insert("x-unit".into(), unit);
    }
    for (name, set) in [("x-volatile", field.volatile), ("x-identity", field.identity)] {
        if set {
            schema.insert(name.into(), json!(true));
        }
    }
    schema.insert("x-provenance".into(), json!(field.provenance.name()));
    for (name, why) in
        [("x-variant", field.variant), ("x-alternative", field.alternative.map(|other| other.why))]
    {
        if let Some(why) = why {
            schema.insert(name.into(), json!(why));
        }
    }
}

fn reference(object: &Object) -> String {
    format!("#/$defs/{}", slug(object.name))
}

fn slug(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '_') { c } else { '-' }).collect()
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}
