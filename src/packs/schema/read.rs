//! From the values of the sources to nodes: references followed, dialects evened out, each place read once.

use std::collections::HashMap;
use std::sync::Arc;

use super::older::{even_bounds, older};
use super::{Keyword, Node, Operand, SchemaId};
use crate::json::{JsonKind, Value};
use crate::model::nearest;
use crate::packs::dialect::Dialect;
use crate::packs::library::Library;
use crate::packs::note::{Note, Notes};
use crate::packs::source::{FilePosition, Spot};

/// Reads schemas out of a library. What is to be read waits in a list, so that neither nesting nor references recurse.
#[derive(Debug)]
pub struct Reader {
    library: Arc<Library>,
    nodes: Vec<Node>,
    known: HashMap<(Spot, Dialect), SchemaId>,
    waiting: Vec<SchemaId>,
    /// Whether it has been said that the content of texts is not checked.
    content_told: bool,
}

impl Reader {
    /// The one schema that accepts anything: where a reference leads nowhere.
    pub(super) const ANYTHING: SchemaId = SchemaId(0);

    /// A reader that has read nothing.
    #[must_use]
    pub fn new(library: Arc<Library>) -> Self {
        let anything = Node {
            spot: Spot { source: 0, node: 0 },
            dialect: Dialect::Draft202012,
            whole: Some(true),
            nullable: false,
            keywords: Vec::new(),
        };
        Self {
            library,
            nodes: vec![anything],
            known: HashMap::new(),
            waiting: Vec::new(),
            content_told: false,
        }
    }

    /// Where the values are.
    #[must_use]
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// A node.
    #[must_use]
    pub fn node(&self, id: SchemaId) -> &Node {
        static NOTHING: Node = Node {
            spot: Spot { source: 0, node: 0 },
            dialect: Dialect::Draft202012,
            whole: Some(true),
            nullable: false,
            keywords: Vec::new(),
        };
        self.nodes.get(id.0 as usize).unwrap_or(&NOTHING)
    }

    /// How many nodes there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.nodes.len()
    }

    /// The value at a spot.
    #[must_use]
    pub fn value(&self, spot: Spot) -> Value<'_> {
        self.library.value(spot)
    }

    /// The schema at a spot, if it was read.
    #[must_use]
    pub fn known(&self, spot: Spot) -> Option<SchemaId> {
        self.known.get(&(spot, self.library.dialect(spot.source))).copied()
    }

    /// Reads the schema at a spot with everything that it holds and refers to.
    pub fn read(&mut self, spot: Spot, notes: &mut Notes) -> SchemaId {
        let id = self.place(spot, self.library.dialect(spot.source));
        while let Some(next) = self.waiting.pop() {
            self.fill(next, notes);
        }
        id
    }

    /// Follows references that stand alone, up to the first schema that says something itself. Nothing where they
    /// only lead to each other.
    #[must_use]
    pub fn follow(&self, id: SchemaId) -> Option<SchemaId> {
        let mut at = id;
        for _ in 0..=self.nodes.len() {
            let node = self.node(at);
            let asserts = node.keywords.iter().any(|(keyword, _)| {
                !matches!(
                    keyword,
                    Keyword::Reference
                        | Keyword::Title
                        | Keyword::Description
                        | Keyword::Example
                        | Keyword::Examples
                        | Keyword::Default
                        | Keyword::Deprecated
                        | Keyword::Extension
                )
            });
            match node.schema(Keyword::Reference) {
                Some(target) if !asserts && !node.nullable => at = target,
                _ => return Some(at),
            }
        }
        None
    }

    fn place(&mut self, spot: Spot, dialect: Dialect) -> SchemaId {
        if let Some(known) = self.known.get(&(spot, dialect)) {
            return *known;
        }
        let id = SchemaId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        self.nodes.push(Node { spot, dialect, whole: None, nullable: false, keywords: Vec::new() });
        self.known.insert((spot, dialect), id);
        self.waiting.push(id);
        id
    }

    fn fill(&mut self, id: SchemaId, notes: &mut Notes) {
        let Node { spot, dialect, .. } = *self.node(id);
        let library = Arc::clone(&self.library);
        let value = library.value(spot);
        let (mut whole, mut nullable, mut keywords) = (None, false, Vec::new());
        match value.kind() {
            JsonKind::False => whole = Some(false),
            JsonKind::Object => {
                nullable = value.get("nullable").is_some_and(|said| said.kind() == JsonKind::True);
                keywords = self.keywords(&library, spot, value, dialect, notes);
            }
            // `payload:` with nothing after it is written.
            JsonKind::True | JsonKind::Null => whole = Some(true),
            _ => {
                whole = Some(true);
                notes.push(Note::warning(library.place(spot), "is not a schema, so it accepts anything"));
            }
        }
        if let Some(node) = self.nodes.get_mut(id.0 as usize) {
            *node = Node { spot, dialect, whole, nullable, keywords };
        }
    }

    fn keywords(
        &mut self,
        library: &Library,
        spot: Spot,
        value: Value<'_>,
        dialect: Dialect,
        notes: &mut Notes,
    ) -> Vec<(Keyword, Operand)> {
        let mut keywords = Vec::new();
        let reference =
            value.get("$ref").or_else(|| value.get("$dynamicRef")).or_else(|| value.get("$recursiveRef"));
        let alone = reference.is_some_and(|value| value.kind() == JsonKind::String)
            && dialect.reference_stands_alone();
        for (key, member) in value.members() {
            let Some(name) = key.text() else { continue };
            let at = |value: Value<'_>| Spot { source: spot.source, node: value.index() };
            if matches!(&*name, "$ref" | "$dynamicRef" | "$recursiveRef") {
                if member.kind() == JsonKind::String {
                    let target = self.target(library, spot, at(member), dialect, notes);
                    let spot = self.node(target).spot;
                    let keyword = match &*name {
                        "$ref" => Keyword::Reference,
                        _ if library.is_dynamic(spot, &member.text().unwrap_or_default()) => {
                            Keyword::DynamicReference
                        }
                        _ => Keyword::Reference,
                    };
                    keywords.push((keyword, Operand::Schema(target)));
                }
                continue;
            }
            let is_note = matches!(
                &*name,
                "title" | "description" | "example" | "examples" | "default" | "deprecated" | "writeOnly"
            );
            if alone && !is_note && !name.starts_with("x-") {
                continue;
            }
            self.keyword(library, spot, &name, key, member, dialect, &mut keywords, notes);
        }
        older(&mut keywords, spot, value, dialect);
        let has = |wanted: Keyword| keywords.iter().any(|(keyword, _)| *keyword == wanted);
        if (has(Keyword::ContentEncoding) || has(Keyword::ContentMediaType))
            && !has(Keyword::AssertedContent)
            && !std::mem::replace(&mut self.content_told, true)
        {
            let message = format!(
                "tells what a text holds, which {} does not assert: such texts are not decoded, here and elsewhere",
                dialect.name()
            );
            notes.push(Note::remark(library.place(spot), message));
        }
        if dialect.has_boolean_bounds() {
            even_bounds(library, &mut keywords);
        }
        keywords
    }

    #[expect(clippy::too_many_arguments, reason = "one member of a schema and where it belongs")]
    fn keyword(
        &mut self,
        library: &Library,
        spot: Spot,
        name: &str,
        key: Value<'_>,
        member: Value<'_>,
        dialect: Dialect,
        keywords: &mut Vec<(Keyword, Operand)>,
        notes: &mut Notes,
    ) {
        let at = |value: Value<'_>| Spot { source: spot.source, node: value.index() };
        let place = |value: Value<'_>| library.place(at(value));
        match (name, member.kind()) {
            ("items", JsonKind::Array) if dialect.has_tuples_in_items() => {
                let ids = member.items().map(|item| self.place(at(item), dialect)).collect();
                keywords.push((Keyword::PrefixItems, Operand::Schemas(ids)));
            }
            ("additionalItems", _) if dialect.has_tuples_in_items() => {
                // Without a list in `items` it says nothing.
                let has_tuple =
                    library.value(spot).get("items").is_some_and(|items| items.kind() == JsonKind::Array);
                if has_tuple {
                    keywords.push((Keyword::Items, Operand::Schema(self.place(at(member), dialect))));
                }
            }
            ("dependencies", JsonKind::Object) => {
                let (lists, schemas): (Vec<_>, Vec<_>) =
                    member.members().partition(|(_, value)| value.kind() == JsonKind::Array);
                if !lists.is_empty() {
                    let pairs = lists.into_iter().map(|(name, list)| (at(name), at(list))).collect();
                    keywords.push((Keyword::DependentRequired, Operand::Lists(pairs)));
                }
                if !schemas.is_empty() {
                    let named =
                        schemas.into_iter().map(|(name, value)| (at(name), self.place(at(value), dialect)));
                    let named = named.collect();
                    keywords.push((Keyword::DependentSchemas, Operand::Named(named)));
                }
            }
            _ => {
                let Some(keyword) = Keyword::named(name) else {
                    if let Some(meant) = misspelt(name) {
                        let message = format!("{name} is not a keyword, so it says nothing");
                        let note = Note::warning(place(key), message);
                        notes.push(note.help(format!("did you mean {meant}?")));
                    }
                    return;
                };
                match self.operand(keyword, spot, key, member, dialect) {
                    Ok(operand) if !keyword.is_meaning() && !is_held(member, &operand) => {
                        let message = format!(
                            "holds a number beyond the range of doubles or half of a surrogate pair, so `{name}` cannot be \
                             held against payloads"
                        );
                        notes.push(Note::broken(place(member), message));
                    }
                    Ok(operand) => keywords.push((keyword, operand)),
                    Err(wanted) => {
                        let message = format!("is not {wanted}, so `{name}` says nothing here");
                        // `required: true` at a member is how draft 3 had it, and many still write it.
                        let is_old = keyword == Keyword::Required
                            && matches!(member.kind(), JsonKind::True | JsonKind::False);
                        let is_harmless = is_old || keyword.is_meaning();
                        let note: fn(FilePosition, String) -> Note =
                            if is_harmless { Note::warning } else { Note::error };
                        notes.push(note(place(member), message));
                    }
                }
            }
        }
    }

    /// What a keyword holds, or what it would have to hold.
    fn operand(
        &mut self,
        keyword: Keyword,
        spot: Spot,
        key: Value<'_>,
        member: Value<'_>,
        dialect: Dialect,
    ) -> Result<Operand, &'static str> {
        use Keyword as K;
        let at = |value: Value<'_>| Spot { source: spot.source, node: value.index() };
        let data = Operand::Data(at(member));
        let is = |kinds: &[JsonKind], wanted| {
            if kinds.contains(&member.kind()) { Ok(data.clone()) } else { Err(wanted) }
        };
        let is_schema = matches!(member.kind(), JsonKind::Object | JsonKind::True | JsonKind::False);
        match keyword {
            K::Items
            | K::AdditionalProperties
            | K::PropertyNames
            | K::Contains
            | K::Not
            | K::If
            | K::Then
            | K::Else
            | K::UnevaluatedItems
            | K::UnevaluatedProperties => {
                if is_schema {
                    Ok(Operand::Schema(self.place(at(member), dialect)))
                } else {
                    Err("a schema")
                }
            }
            K::AllOf | K::AnyOf | K::OneOf | K::PrefixItems => {
                if member.kind() == JsonKind::Array && member.items().next().is_some() {
                    Ok(Operand::Schemas(member.items().map(|item| self.place(at(item), dialect)).collect()))
                } else {
                    Err("a list of schemas")
                }
            }
            K::Properties | K::PatternProperties | K::DependentSchemas => {
                if member.kind() == JsonKind::Object {
                    let named =
                        member.members().map(|(name, value)| (at(name), self.place(at(value), dialect)));
                    Ok(Operand::Named(named.collect()))
                } else {
                    Err("an object of schemas")
                }
            }
            K::DependentRequired => {
                if member.kind() == JsonKind::Object {
                    Ok(Operand::Lists(member.members().map(|(name, list)| (at(name), at(list))).collect()))
                } else {
                    Err("an object of lists")
                }
            }
            K::Required => {
                let texts = member.items().all(|item| item.kind() == JsonKind::String);
                if member.kind() == JsonKind::Array && texts { Ok(data) } else { Err("a list of names") }
            }
            K::Enum => is(&[JsonKind::Array], "a list of values"),
            K::Type => {
                if is_type(member) {
                    Ok(data)
                } else {
                    Err("a type of JSON")
                }
            }
            K::ExclusiveMinimum | K::ExclusiveMaximum if dialect.has_boolean_bounds() => {
                is(&[JsonKind::True, JsonKind::False, JsonKind::Number], "a boolean")
            }
            K::Minimum | K::Maximum | K::MultipleOf | K::ExclusiveMinimum | K::ExclusiveMaximum => {
                is(&[JsonKind::Number], "a number")
            }
            K::MinLength
            | K::MaxLength
            | K::MinItems
            | K::MaxItems
            | K::MinContains
            | K::MaxContains
            | K::MinProperties
            | K::MaxProperties => {
                let whole = member.is_integral() && !member.raw().starts_with('-');
                if whole { Ok(data) } else { Err("a count") }
            }
            K::UniqueItems | K::Deprecated | K::WriteOnly | K::IntegerAsWritten => {
                is(&[JsonKind::True, JsonKind::False], "a boolean")
            }
            K::Pattern | K::Format | K::ContentEncoding | K::ContentMediaType => {
                is(&[JsonKind::String], "text")
            }
            K::Extension => Ok(Operand::Data(at(key))),
            // A description that refers to a file of text says nothing here, and nothing is wrong with it.
            K::Title
            | K::Description
            | K::Default
            | K::Examples
            | K::Example
            | K::Const
            | K::Discriminator => Ok(data),
            K::AssertedContent => is(&[JsonKind::Object], "an object"),
            K::Reference | K::DynamicReference => Err("text"),
        }
    }

    /// The schema that a reference leads to; one that accepts anything, and a note, where it leads nowhere.
    fn target(
        &mut self,
        library: &Library,
        from: Spot,
        at: Spot,
        dialect: Dialect,
        notes: &mut Notes,
    ) -> SchemaId {
        let reference = library.value(at).text().unwrap_or_default();
        match library.resolve(from, &reference) {
            Ok(spot) => {
                // What says nothing of its own speaks like those who refer to it.
                let dialect = library.said_dialect(spot.source).unwrap_or(dialect);
                self.place(spot, dialect)
            }
            Err(why) => {
                let message = format!("refers to {reference}, which {}: it accepts anything", why.in_words());
                notes.push(Note::error(library.place(at), message));
                Self::ANYTHING
            }
        }
    }
}

/// The keyword that a name was probably meant to be, where the name is none of JSON Schema, `OpenAPI` and their drafts.
fn misspelt(name: &str) -> Option<&'static str> {
    const OTHERS: [&str; 13] = [
        "$schema",
        "$anchor",
        "$dynamicAnchor",
        "$recursiveAnchor",
        "$vocabulary",
        "$comment",
        "$defs",
        "definitions",
        "readOnly",
        "nullable",
        "contentSchema",
        "externalDocs",
        "additionalItems",
    ];
    let is_name = name.len() > 3 && !OTHERS.contains(&name) && name.bytes().all(|b| b.is_ascii_alphabetic());
    if !is_name {
        return None;
    }
    nearest(name, Keyword::names().filter(|known| known.len() > 3))
}

/// Whether what a keyword says can be said without loss: its data, or the names of its members.
fn is_held(member: Value<'_>, operand: &Operand) -> bool {
    let is_held = |value: Value<'_>| serde_json::from_str::<serde_json::Value>(value.raw()).is_ok();
    match operand {
        Operand::Data(_) | Operand::Lists(_) => is_held(member),
        Operand::Named(_) => member.members().all(|(name, _)| !name.is_escaped() || is_held(name)),
        Operand::Schema(_) | Operand::Schemas(_) => true,
    }
}

fn is_type(value: Value<'_>) -> bool {
    const TYPES: [&str; 7] = ["null", "boolean", "integer", "number", "string", "array", "object"];
    let known = |value: Value<'_>| value.text().is_some_and(|name| TYPES.contains(&&*name));
    match value.kind() {
        JsonKind::Array => value.items().next().is_some() && value.items().all(known),
        _ => known(value),
    }
}
