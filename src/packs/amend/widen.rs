//! By which changes a schema lets one more thing pass, and everything that it let pass before.

use serde_json::{Value as Json, json};

use super::reach::{Reached, together};
use super::step::Step;
use crate::packs::dialect::Dialect;
use crate::packs::schema::{Keyword, Reader, SchemaId};

/// What is to pass from now on.
#[derive(Debug, Clone, PartialEq)]
pub enum Widening<'w> {
    /// A member of this name.
    Member(&'w str),
    /// Members of any name.
    AnyMember,
    /// That a member is absent.
    Absent(&'w str),
    /// The same, and that it does not come any more.
    Gone(&'w str),
    /// A value of this type of JSON.
    Type(&'w str),
    /// This value, beside those that are listed; or any.
    Value(Option<Json>),
    /// What a keyword does not let pass; without one, a text of any form.
    Form(Option<&'w str>),
    /// What the bound of a keyword does not let pass, up to a number or down to it: a value, or how long it is.
    Bound {
        /// The keyword.
        keyword: &'w str,
        /// The number; without one there is no bound any more.
        to: Option<&'w str>,
    },
}

/// A change to a keyword of a schema, with the unions around it of which exactly one branch may fit.
#[derive(Debug, Clone)]
pub(super) struct Change {
    pub(super) id: SchemaId,
    pub(super) keyword: &'static str,
    pub(super) step: Step,
    pub(super) unions: Vec<SchemaId>,
}

/// The changes by which what stands at a place may be so; `at` are the schemas of the place, or of what holds it.
pub(super) fn changes(
    reader: &Reader,
    at: Vec<Reached>,
    widening: &Widening<'_>,
    comment: &str,
) -> Vec<Change> {
    let mut changes = Changes { reader, comment, all: Vec::new() };
    match widening {
        Widening::Member(name) => changes.member(&together(reader, at), name, &[]),
        Widening::AnyMember => changes.any_member(&together(reader, at)),
        Widening::Absent(name) => changes.absent(&together(reader, at), name),
        Widening::Gone(name) => changes.gone(&together(reader, at), name),
        Widening::Type(name) => changes.of_type(at, name),
        Widening::Value(value) => changes.value(&together(reader, at), value.as_ref()),
        Widening::Form(keyword) => changes.form(&together(reader, at), *keyword),
        Widening::Bound { keyword, to } => changes.bound(&together(reader, at), keyword, *to),
    }
    changes.all
}

/// The changes that were found.
pub(super) struct Changes<'r> {
    pub(super) reader: &'r Reader,
    pub(super) comment: &'r str,
    pub(super) all: Vec<Change>,
}

impl Changes<'_> {
    pub(super) fn push(&mut self, at: &Reached, keyword: &'static str, step: Step) {
        self.all.push(Change { id: at.id, keyword, step, unions: at.unions.clone() });
    }

    /// The keyword for remarks: one that documents of other languages allow everywhere.
    pub(super) fn comment_keyword(&self, id: SchemaId) -> &'static str {
        let dialect = self.reader.node(id).dialect;
        if dialect.is_draft() || dialect == Dialect::OpenApi31 { "$comment" } else { "x-comment" }
    }

    /// What is known of a member that was not known.
    fn unknown(&self, id: SchemaId, more: &[(&str, Json)]) -> Json {
        let mut schema = json!({ self.comment_keyword(id): self.comment });
        if self.says(id, "x-object") || self.says(id, "x-learned") {
            schema["x-provenance"] = json!("seen");
        }
        for (name, value) in more {
            schema[*name] = value.clone();
        }
        schema
    }

    /// Whether a schema has an extension of this name.
    fn says(&self, id: SchemaId, name: &str) -> bool {
        self.reader.value(self.reader.node(id).spot).get(name).is_some()
    }

    fn member(&mut self, at: &[Reached], name: &str, more: &[(&str, Json)]) {
        let has = |one: &&Reached, keyword| self.reader.node(one.id).get(keyword).is_some();
        let closed: Vec<&Reached> = at
            .iter()
            .filter(|one| has(one, Keyword::AdditionalProperties) || has(one, Keyword::UnevaluatedProperties))
            .collect();
        let open = || at.iter().find(|one| has(one, Keyword::Properties)).or_else(|| at.first());
        let named = |one: &&Reached| {
            let named = self.reader.node(one.id).named(Keyword::Properties);
            named.iter().any(|(key, _)| self.reader.value(*key).is_text(name))
        };
        let chosen: Vec<Reached> = if closed.is_empty() { open().into_iter().collect() } else { closed }
            .into_iter()
            .filter(|one| !named(one))
            .cloned()
            .collect();
        for one in chosen {
            let schema = self.unknown(one.id, more);
            self.push(&one, "properties", Step::Member(name.to_owned(), schema));
        }
    }

    fn any_member(&mut self, at: &[Reached]) {
        let mut is_said = false;
        for one in at {
            for (keyword, name) in [
                (Keyword::AdditionalProperties, "additionalProperties"),
                (Keyword::UnevaluatedProperties, "unevaluatedProperties"),
            ] {
                if self.reader.node(one.id).get(keyword).is_some() {
                    let schema = self.unknown(one.id, &[]);
                    self.push(one, name, Step::Set(schema));
                    is_said = true;
                }
            }
            if self.says(one.id, "x-extra") {
                self.push(one, "x-extra", Step::Set(json!("open")));
                is_said = true;
            }
        }
        if let Some(first) = at.first().filter(|_| !is_said) {
            let schema = self.unknown(first.id, &[]);
            self.push(first, "additionalProperties", Step::Set(schema));
        }
    }

    fn absent(&mut self, at: &[Reached], name: &str) {
        for one in at {
            let node = self.reader.node(one.id);
            let required = node.data(Keyword::Required).map(|spot| self.reader.value(spot));
            if required.is_some_and(|list| list.items().any(|item| item.is_text(name))) {
                self.push(one, "required", Step::Take(json!(name)));
                self.push(one, self.comment_keyword(one.id), Step::Set(json!(self.comment)));
            }
            if node.get(Keyword::DependentRequired).is_some() {
                self.push(one, "dependentRequired", Step::Remove);
                self.push(one, self.comment_keyword(one.id), Step::Set(json!(self.comment)));
            }
        }
    }

    fn gone(&mut self, at: &[Reached], name: &str) {
        self.absent(at, name);
        let mut known = Vec::new();
        for one in at {
            for (key, id) in self.reader.node(one.id).named(Keyword::Properties) {
                if self.reader.value(*key).is_text(name) && self.reader.node(*id).whole.is_none() {
                    known.push(Reached { id: *id, unions: one.unions.clone() });
                }
            }
        }
        for one in &known {
            self.push(one, "deprecated", Step::Set(json!(true)));
            self.push(one, self.comment_keyword(one.id), Step::Set(json!(self.comment)));
        }
        if known.is_empty() {
            self.member(at, name, &[("deprecated", json!(true))]);
        }
    }

    /// One more type. What several schemas say together each of them has to let pass; of a union one more branch does.
    fn of_type(&mut self, at: Vec<Reached>, name: &str) {
        let mut waiting = at;
        let mut seen = Vec::new();
        while let Some(one) = waiting.pop() {
            if seen.contains(&one.id) {
                continue;
            }
            seen.push(one.id);
            let node = self.reader.node(one.id);
            let branch = json!({ "type": name });
            let length = self.all.len();
            match node.schema(Keyword::Reference) {
                Some(target) if node.get(Keyword::AnyOf).is_some() => {
                    waiting.push(Reached { id: target, unions: one.unions.clone() });
                }
                Some(_) => self.push(&one, "$ref", Step::Beside(branch.clone())),
                None => {}
            }
            if node.get(Keyword::Type).is_some() && !self.allows(one.id, name) {
                if name == "null" && node.dialect == Dialect::OpenApi30 {
                    self.push(&one, "nullable", Step::Set(json!(true)));
                } else {
                    self.push(&one, "type", Step::Add(json!(name)));
                }
            }
            if name == "null" && !node.nullable {
                if node.get(Keyword::Enum).is_some() {
                    self.push(&one, "enum", Step::Add(Json::Null));
                }
                if node.get(Keyword::Const).is_some() {
                    self.push(&one, "enum", Step::From("const", Json::Null));
                }
            }
            if node.get(Keyword::AnyOf).is_some() {
                self.push(&one, "anyOf", Step::Add(branch.clone()));
            }
            if node.get(Keyword::OneOf).is_some() {
                let within = Reached { id: one.id, unions: [one.unions.as_slice(), &[one.id]].concat() };
                self.push(&within, "oneOf", Step::Add(branch));
            }
            let parts = node.schemas(Keyword::AllOf).iter().copied();
            let parts =
                parts.chain([Keyword::Then, Keyword::Else].iter().filter_map(|key| node.schema(*key)));
            waiting.extend(parts.map(|id| Reached { id, unions: one.unions.clone() }));
            if self.all.len() > length {
                self.push(&one, self.comment_keyword(one.id), Step::Set(json!(self.comment)));
            }
        }
    }

    /// Whether `type` lets values of this type pass.
    fn allows(&self, id: SchemaId, name: &str) -> bool {
        let types = self.reader.node(id).data(Keyword::Type).map(|spot| self.reader.value(spot));
        types.is_some_and(|types| types.is_text(name) || types.items().any(|one| one.is_text(name)))
    }

    fn value(&mut self, at: &[Reached], value: Option<&Json>) {
        for one in at {
            let node = self.reader.node(one.id);
            let length = self.all.len();
            let lists = [
                (node.get(Keyword::Enum).is_some(), "enum"),
                (self.says(one.id, "x-known-values"), "x-known-values"),
            ];
            for (_, keyword) in lists.into_iter().filter(|(is_there, _)| *is_there) {
                match value {
                    Some(value) => self.push(one, keyword, Step::Add(value.clone())),
                    None => self.push(one, keyword, Step::Remove),
                }
            }
            if self.says(one.id, "x-known-values") && self.says(one.id, "examples") {
                match value {
                    Some(value) => self.push(one, "examples", Step::Add(value.clone())),
                    None => self.push(one, "examples", Step::Remove),
                }
            }
            if node.get(Keyword::Const).is_some() {
                match value {
                    Some(value) => self.push(one, "enum", Step::From("const", value.clone())),
                    None => self.push(one, "const", Step::Remove),
                }
            }
            if self.all.len() > length {
                self.push(one, self.comment_keyword(one.id), Step::Set(json!(self.comment)));
            }
        }
    }

    fn form(&mut self, at: &[Reached], keyword: Option<&str>) {
        use Keyword as K;
        let asserted: &[(Keyword, &'static str)] = match keyword {
            // A model of fields says so with either.
            None => &[
                (K::Format, "format"),
                (K::Pattern, "pattern"),
                (K::MinItems, "minItems"),
                (K::MaxItems, "maxItems"),
            ],
            Some("format") => &[(K::Format, "format")],
            Some("pattern") => &[(K::Pattern, "pattern")],
            Some("multipleOf") => &[(K::MultipleOf, "multipleOf")],
            Some("uniqueItems") => &[(K::UniqueItems, "uniqueItems")],
            Some("propertyNames") => &[(K::PropertyNames, "propertyNames")],
            Some("contains") => &[(K::Contains, "contains")],
            Some("minContains") => &[(K::MinContains, "minContains")],
            Some("maxContains") => &[(K::MaxContains, "maxContains")],
            Some("not") => &[(K::Not, "not")],
            Some("anyOf") => &[(K::AnyOf, "anyOf"), (K::OneOf, "oneOf")],
            Some("oneOf") => return self.several(at),
            Some(_) => &[(K::ContentEncoding, "contentEncoding"), (K::ContentMediaType, "contentMediaType")],
        };
        for one in at {
            let node = self.reader.node(one.id);
            let length = self.all.len();
            for (keyword, name) in asserted {
                if node.get(*keyword).is_some() {
                    self.push(one, name, Step::Remove);
                }
            }
            if self.all.len() > length {
                self.push(one, self.comment_keyword(one.id), Step::Set(json!(self.comment)));
            }
        }
    }

    /// Values that fit several branches of which one may.
    fn several(&mut self, at: &[Reached]) {
        for one in at.iter().filter(|one| self.reader.node(one.id).get(Keyword::OneOf).is_some()) {
            let within = Reached { id: one.id, unions: [one.unions.as_slice(), &[one.id]].concat() };
            self.push(&within, self.comment_keyword(one.id), Step::Set(json!(self.comment)));
        }
    }
}
