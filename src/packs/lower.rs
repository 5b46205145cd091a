//! From schemas to the vocabulary of the models: what tables, masks and comparisons need to know of a body. What is an
//! error is said by the schema itself.

use std::collections::HashMap;

use super::arena::Arena;
use super::schema::{Reader, SchemaId};
use super::shape::{Parts, Shape, shape, shape_of};
use crate::model::{Field, Kind, Object, Sensitivity, Unit, field};

/// How deep members are described; what is deeper is shown and not described.
const MOST_LEVELS: usize = 24;

/// How many objects are made of what several schemas say together; beyond them the first of the schemas speaks alone.
const MOST_OBJECTS: usize = 20_000;

/// Makes models of schemas; each schema is made once.
pub(super) struct Lowering<'r, 'm> {
    reader: &'r Reader,
    arena: &'m Arena,
    /// Whether members beyond the known ones are worth a warning where the schema lets them be.
    is_strict: bool,
    /// The object of the schemas of a value; nothing while it is being made, so that a cycle ends.
    objects: HashMap<Parts, Option<&'m Object<'m>>>,
}

impl<'r, 'm> Lowering<'r, 'm> {
    pub(super) fn new(reader: &'r Reader, arena: &'m Arena, is_strict: bool) -> Self {
        Self { reader, arena, is_strict, objects: HashMap::new() }
    }

    /// The body of an event.
    pub(super) fn body(&mut self, id: SchemaId, name: &'m str) -> Object<'m> {
        let shape = shape(self.reader, id);
        let fields = self.fields(&shape, 0);
        self.finished(Object::new(name, fields), &shape)
    }

    fn finished(&self, object: Object<'m>, shape: &Shape) -> Object<'m> {
        let extra = shape.extensions.iter().find(|(name, _)| name == "x-extra");
        match extra.map(|(_, said)| said.trim_matches('"')) {
            Some("open") => object.open(),
            Some("undocumented") => object.undocumented(),
            Some("unknown") => object,
            _ if shape.additional.is_some() => object.open(),
            _ if self.is_strict => object,
            _ => object.unlisted(),
        }
    }

    /// Recurses on the levels of the model, so many at most.
    fn fields(&mut self, shape: &Shape, level: usize) -> &'m [Field<'m>] {
        let mut fields = Vec::with_capacity(shape.properties.len());
        for (name, parts) in &shape.properties {
            let required = shape.required.contains(name);
            fields.push(self.field(name, parts, required, level));
        }
        for name in &shape.required {
            if !shape.properties.iter().any(|(known, _)| known == name) {
                let field = field(self.arena.text(name), Kind::Anything, "");
                fields.push(Field { sensitivity: Sensitivity::Unsaid, ..field });
            }
        }
        self.arena.list(&fields)
    }

    fn field(&mut self, name: &str, parts: &[(SchemaId, bool)], required: bool, level: usize) -> Field<'m> {
        let speaking = if self.objects.len() < MOST_OBJECTS { parts.len() } else { 1 };
        let parts = parts.get(..speaking).unwrap_or(parts);
        let shape = shape_of(self.reader, parts);
        let kind = self.kind(parts, &shape, level + 1);
        let meaning = shape.description.as_deref().or(shape.title.as_deref()).unwrap_or_default();
        let mut field = field(self.arena.text(name), kind, self.arena.text(&in_short(meaning)));
        if shape.nullable {
            field = field.nullable();
        }
        if !required {
            field = field.optional();
        }
        field.sensitivity = Sensitivity::Unsaid;
        field.values = self.arena.texts(shape.values.iter().cloned());
        field.enumerated = true;
        if shape.deprecated {
            field = field.deprecated();
        }
        if shape.write_only || shape.format.as_deref() == Some("password") {
            field = field.secret();
        }
        // What is called so tells the items of a list apart; where it repeats, they are paired by content.
        if name == "id" && matches!(kind, Kind::Text | Kind::Integer | Kind::Uuid) {
            field = field.identity();
        }
        self.annotated(field, &shape)
    }

    /// What our own export says besides.
    fn annotated(&self, mut field: Field<'m>, shape: &Shape) -> Field<'m> {
        for (name, said) in &shape.extensions {
            let word = said.trim_matches('"');
            match (name.as_str(), word) {
                ("x-sensitivity", "secret") => field = field.secret(),
                ("x-sensitivity", "personal") => field = field.personal(),
                ("x-sensitivity", "financial") => field = field.financial(),
                ("x-unit", "cents") => field.unit = Unit::Cents,
                ("x-unit", "major") => field.unit = Unit::Major,
                ("x-unit", "percent") => field.unit = Unit::Percent,
                ("x-unit", "count") => field.unit = Unit::Count,
                ("x-volatile", "true") => field = field.volatile(),
                ("x-identity", "true") => field = field.identity(),
                ("x-presence", "usual") => field = field.usual(),
                ("x-provenance", "seen") => field = field.seen(),
                ("x-provenance", "inferred") => field = field.inferred(),
                ("x-known-values", _) => {
                    let values: Vec<String> = serde_json::from_str(said).unwrap_or_default();
                    field.sensitivity = Sensitivity::Unsaid;
                    field.values = self.arena.texts(values);
                    field.enumerated = false;
                }
                _ => {}
            }
        }
        field
    }

    fn kind(&mut self, parts: &[(SchemaId, bool)], shape: &Shape, level: usize) -> Kind<'m> {
        let one = match shape.types.as_slice() {
            [one] => one.as_str(),
            [] if !shape.properties.is_empty() => "object",
            [] if shape.items.is_some() => "array",
            [] if !shape.values.is_empty() => "string",
            _ => return Kind::Anything,
        };
        match one {
            "boolean" => Kind::Boolean,
            "integer" => Kind::Integer,
            "number" => Kind::Number,
            "string" => match shape.format.as_deref() {
                Some("date-time") => Kind::Timestamp,
                Some("uuid") => Kind::Uuid,
                Some("email") => Kind::Email,
                Some("uri" | "url") => Kind::Url,
                _ => Kind::Text,
            },
            _ if level >= MOST_LEVELS => Kind::Anything,
            "array" => match shape.items {
                Some(items) => {
                    let inner = super::shape::shape(self.reader, items);
                    let kind = self.kind(&[(items, true)], &inner, level + 1);
                    Kind::List(self.arena.one(kind))
                }
                None => Kind::Anything,
            },
            "object" if shape.properties.is_empty() => match shape.additional {
                Some(inner) => {
                    let of = super::shape::shape(self.reader, inner);
                    let kind = self.kind(&[(inner, true)], &of, level + 1);
                    Kind::Map(self.arena.one(kind))
                }
                None => Kind::Anything,
            },
            "object" => self.object(parts, shape, level).map_or(Kind::Anything, Kind::Object),
            _ => Kind::Anything,
        }
    }

    fn object(&mut self, parts: &[(SchemaId, bool)], shape: &Shape, level: usize) -> Option<&'m Object<'m>> {
        // References to one schema are one object.
        let mut followed: Parts = Vec::with_capacity(parts.len());
        for (id, firm) in parts {
            followed.push((self.reader.follow(*id)?, *firm || parts.len() == 1));
        }
        let (id, _) = *followed.first()?;
        if let Some(known) = self.objects.get(&followed) {
            return *known;
        }
        self.objects.insert(followed.clone(), None);
        let (path, pointer) = self.reader.library().pointer(self.reader.node(id).spot);
        let name = shape.title.clone().unwrap_or_else(|| super::schema::definition_name(path, &pointer));
        let fields = self.fields(shape, level);
        let object = self.finished(Object::new(self.arena.text(&name), fields), shape);
        let object = self.arena.object(object);
        self.objects.insert(followed, Some(object));
        Some(object)
    }
}

/// A description's first sentence, of some length.
fn in_short(description: &str) -> String {
    let line = description.trim().lines().next().unwrap_or_default();
    let sentence = line.split(". ").next().unwrap_or(line).trim_end_matches('.');
    if sentence.chars().count() <= 140 {
        return sentence.to_owned();
    }
    let mut short: String = sentence.chars().take(139).collect();
    short.push('…');
    short
}
