//! Payloads as the schema of a pack says, where fields and kinds cannot say all of it: what the model makes is mended,
//! keyword by keyword.

mod fit;
mod number;
mod pattern;
mod text;

use std::borrow::Cow;

use serde_json::{Map, Value as Json};

use super::seed::Seed;
use super::tree::Tree;
use crate::json::Tape;
use crate::schema_validator::SchemaValidator;
use fit::{Budget, key_matches};

/// How many schemas one inside another are followed, references and parts counted: schemas that hold themselves end here.
const MOST_LEVELS: usize = 96;

/// How many schemas are looked at for one payload, parts and branches counted.
const MOST_STEPS: usize = 200_000;

/// How often a payload is mended before it is given up.
const MOST_ATTEMPTS: u64 = 6;

/// More items than a sample needs.
const MOST_ITEMS: usize = 64;

/// Mends a payload until its schema accepts it, as far as that can be done.
pub(super) fn mend(tree: &mut Tree<'_>, validator: &SchemaValidator, place: Seed, index: u64) {
    let schema = validator.schema();
    let mut text = String::new();
    for attempt in 0..MOST_ATTEMPTS {
        text.clear();
        tree.write(&mut text);
        let mut tape = Tape::new();
        if tape.parse(text.as_bytes()).is_ok_and(|document| validator.accepts(document.root())) {
            return;
        }
        let budget = Budget::new(MOST_STEPS);
        let index = index ^ (attempt << 40);
        let mender = Mender { root: schema, index, is_retry: attempt > 1, budget };
        mender.mend(tree, schema, place, MOST_LEVELS);
    }
}

/// Holds one payload against one schema.
struct Mender<'s> {
    root: &'s Json,
    /// The number of the sample: another one is mended in another way.
    index: u64,
    /// Whether mending alone did not help: what fits no branch is then made anew.
    is_retry: bool,
    /// How many schemas may still be looked at.
    budget: Budget,
}

/// The schemas that a keyword lists.
fn listed<'s>(schema: &'s Map<String, Json>, keyword: &str) -> &'s [Json] {
    schema.get(keyword).and_then(Json::as_array).map_or(&[], Vec::as_slice)
}

fn names<'s>(schema: &'s Map<String, Json>, keyword: &str) -> impl Iterator<Item = &'s str> {
    listed(schema, keyword).iter().filter_map(Json::as_str)
}

/// A number that a keyword gives for a count.
fn count(schema: &Map<String, Json>, keyword: &str) -> Option<usize> {
    let written = schema.get(keyword)?.to_string();
    written.strip_suffix(".0").unwrap_or(&written).parse().ok()
}

/// A literal of a schema as a payload holds it.
fn literal<'m>(json: &Json) -> Tree<'m> {
    match json {
        Json::Array(items) => Tree::List(items.iter().map(literal).collect()),
        Json::Object(members) => Tree::Object(
            members.iter().map(|(key, value)| (Cow::Owned(key.clone()), literal(value))).collect(),
        ),
        scalar => Tree::Scalar(Cow::Owned(scalar.to_string())),
    }
}

impl Mender<'_> {
    /// Recurses on the depth of schema and payload together, which `levels` bounds.
    fn mend(&self, value: &mut Tree<'_>, schema: &Json, place: Seed, levels: usize) {
        let (Json::Object(schema), Some(levels)) = (schema, levels.checked_sub(1)) else { return };
        if !self.budget.spend() {
            return;
        }
        if let Some(target) = self.target(schema) {
            self.mend(value, target, place, levels);
        }
        if !self.is_listed(value, schema, place) {
            self.typed(value, schema, place);
            match value {
                Tree::Object(_) => self.object(value, schema, place, levels),
                Tree::List(items) => self.list(items, schema, place, levels),
                Tree::Scalar(raw) if raw.starts_with('"') => {
                    if let Some(text) = text::fitting(raw, schema, &mut place.source(self.index)) {
                        *value = Tree::text(&text);
                    }
                }
                Tree::Scalar(raw) => {
                    if let Some(number) = number::fitting(raw, schema, place.chance(self.index)) {
                        *raw = Cow::Owned(number);
                    }
                }
            }
        }
        for part in listed(schema, "allOf") {
            self.mend(value, part, place, levels);
        }
        for keyword in ["anyOf", "oneOf"] {
            self.branch(value, schema, keyword, place, levels);
        }
        if let Some(condition) = schema.get("if") {
            let holds = self.fits(value, condition);
            if let Some(then) = schema.get(if holds { "then" } else { "else" }) {
                self.mend(value, then, place, levels);
            }
        }
    }

    /// What `$ref` leads to within the schema.
    fn target(&self, schema: &Map<String, Json>) -> Option<&Json> {
        fit::target(self.root, schema)
    }

    /// Makes a value one of those that are listed, where some are. Says whether some are.
    fn is_listed(&self, value: &mut Tree<'_>, schema: &Map<String, Json>, place: Seed) -> bool {
        let constant = schema.get("const").map(std::slice::from_ref);
        let Some(allowed) = constant.or_else(|| schema.get("enum")?.as_array().map(Vec::as_slice)) else {
            return false;
        };
        if !allowed.iter().any(|one| literal(one) == *value)
            && let Some(one) = self.one_of(allowed, place)
        {
            *value = literal(one);
        }
        true
    }

    fn one_of<'j>(&self, all: &'j [Json], place: Seed) -> Option<&'j Json> {
        let count = u64::try_from(all.len()).ok().filter(|count| *count > 0)?;
        all.get(usize::try_from(place.chance(self.index) % count).ok()?)
    }

    /// Makes a value one of the types that pass.
    fn typed(&self, value: &mut Tree<'_>, schema: &Map<String, Json>, place: Seed) {
        let types: Vec<&str> = match schema.get("type") {
            Some(Json::String(one)) => vec![one],
            Some(Json::Array(several)) => several.iter().filter_map(Json::as_str).collect(),
            _ => return,
        };
        if types.iter().any(|name| fit::is_of(value, name)) {
            return;
        }
        // A text or an object tells more than null.
        let telling: Vec<&str> = types.iter().copied().filter(|name| *name != "null").collect();
        let mut source = place.source(self.index);
        *value = match source.one_of(if telling.is_empty() { &types } else { &telling }) {
            "object" => Tree::Object(Vec::new()),
            "array" => Tree::List(Vec::new()),
            "string" => Tree::text(&crate::stand_in::sentence(&mut source)),
            "integer" => Tree::Scalar(Cow::Owned((1 + source.below(100)).to_string())),
            "number" => Tree::Scalar(Cow::Owned(format!("{}.5", source.below(100)))),
            "boolean" => Tree::Scalar(Cow::Borrowed(if source.below(2) == 0 { "false" } else { "true" })),
            _ => Tree::NULL,
        };
    }

    /// Makes a value fit one branch of a union: the one that it is nearest to.
    fn branch(
        &self,
        value: &mut Tree<'_>,
        schema: &Map<String, Json>,
        keyword: &str,
        place: Seed,
        levels: usize,
    ) {
        let branches = listed(schema, keyword);
        let far: Vec<usize> =
            branches.iter().map(|branch| fit::misfits(self.root, value, branch, &self.budget)).collect();
        let Some(least) = far.iter().min().copied() else { return };
        let nearest: Vec<&Json> =
            branches.iter().zip(&far).filter(|(_, far)| **far == least).map(|(branch, _)| branch).collect();
        if least == 0 && (keyword == "anyOf" || nearest.len() == 1) && !self.is_retry {
            if let Some(one) = nearest.first() {
                self.mend(value, one, place, levels);
            }
            return;
        }
        let all = u64::try_from(nearest.len()).unwrap_or(1).max(1);
        let chosen = usize::try_from(place.below(keyword).chance(self.index) % all).unwrap_or(0);
        let Some(chosen) = nearest.get(chosen).copied() else { return };
        if keyword == "oneOf" {
            // Members that only another branch has would make it fit that one too.
            let own = fit::named(self.root, chosen);
            for other in branches.iter().filter(|branch| !std::ptr::eq(*branch, chosen)) {
                for name in fit::required(self.root, other) {
                    if !own.contains(&name) {
                        value.remove(name);
                    }
                }
            }
        }
        if self.is_retry && least > 0 {
            *value = Tree::text(&crate::stand_in::sentence(&mut place.source(self.index)));
        }
        self.mend(value, chosen, place, levels);
    }

    /// Whether nothing speaks against a value, patterns and formats aside.
    fn fits(&self, value: &Tree<'_>, schema: &Json) -> bool {
        fit::misfits(self.root, value, schema, &self.budget) == 0
    }

    /// A value of a schema, from nothing.
    fn made<'m>(&self, schema: &Json, place: Seed, levels: usize) -> Tree<'m> {
        let mut value = Tree::text(&crate::stand_in::sentence(&mut place.source(self.index)));
        self.mend(&mut value, schema, place, levels);
        value
    }

    fn object(&self, value: &mut Tree<'_>, schema: &Map<String, Json>, place: Seed, levels: usize) {
        let empty = Map::new();
        let table = |keyword: &str| schema.get(keyword).and_then(Json::as_object).unwrap_or(&empty);
        let (properties, matched) = (table("properties"), table("patternProperties"));
        let Tree::Object(members) = value else { return };
        let others = schema.get("additionalProperties");
        let may_stay = |name: &str| {
            properties.contains_key(name) || matched.keys().any(|pattern| key_matches(pattern, name))
        };
        if others == Some(&Json::Bool(false)) {
            members.retain(|(name, _)| may_stay(name));
        } else if schema.get("unevaluatedProperties") == Some(&Json::Bool(false)) {
            let known = fit::named_in(self.root, schema).into_iter().map(str::to_owned).collect::<Vec<_>>();
            members.retain(|(name, _)| may_stay(name) || known.iter().any(|known| known == name));
        }
        if let Some(names) = schema.get("propertyNames") {
            for (name, _) in members.iter_mut() {
                let mut named = Tree::text(name);
                self.mend(&mut named, names, place.below("names").below(name), levels);
                if let Tree::Scalar(raw) = named {
                    let text: Option<String> = serde_json::from_str(&raw).ok();
                    *name = text.map_or_else(|| name.clone(), Cow::Owned);
                }
            }
        }
        let mut wanted: Vec<&str> = names(schema, "required").collect();
        for (name, others) in table("dependentRequired") {
            if members.iter().any(|(own, _)| own == name) {
                wanted.extend(others.as_array().into_iter().flatten().filter_map(Json::as_str));
            }
        }
        for name in wanted {
            if !members.iter().any(|(own, _)| own == name) {
                let anything = Json::Bool(true);
                let of = properties.get(name).or(others.filter(|others| others.is_object()));
                let made = self.made(of.unwrap_or(&anything), place.below(name), levels);
                members.push((Cow::Owned(name.to_owned()), made));
            }
        }
        for (name, member) in members.iter_mut() {
            let below = place.below(name);
            let own = properties.get(name.as_ref());
            let by_pattern: Vec<&Json> = matched
                .iter()
                .filter(|(pattern, _)| key_matches(pattern, name))
                .map(|(_, schema)| schema)
                .collect();
            let is_other = own.is_none() && by_pattern.is_empty();
            for schema in own.into_iter().chain(by_pattern).chain(others.filter(|_| is_other)) {
                self.mend(member, schema, below, levels);
            }
        }
        let most = count(schema, "maxProperties").unwrap_or(usize::MAX);
        while members.len() > most {
            let spare =
                members.iter().rposition(|(name, _)| names(schema, "required").all(|own| own != name));
            let Some(spare) = spare else { break };
            members.remove(spare);
        }
        let least = count(schema, "minProperties").unwrap_or(0).min(MOST_ITEMS);
        let missing: Vec<(&String, &Json)> =
            properties.iter().filter(|(name, _)| !members.iter().any(|(own, _)| own == *name)).collect();
        for (name, schema) in missing {
            if members.len() >= least {
                break;
            }
            members.push((Cow::Owned(name.clone()), self.made(schema, place.below(name), levels)));
        }
        while members.len() < least && others != Some(&Json::Bool(false)) {
            let name = format!("extra_{}", members.len());
            let made = self.made(others.unwrap_or(&Json::Bool(true)), place.below(&name), levels);
            members.push((Cow::Owned(name), made));
        }
    }

    fn list(&self, items: &mut Vec<Tree<'_>>, schema: &Map<String, Json>, place: Seed, levels: usize) {
        let (first, others) = (listed(schema, "prefixItems"), schema.get("items"));
        let anything = Json::Bool(true);
        let of = |number: usize| first.get(number).or(others).unwrap_or(&anything);
        let place_of = |number: usize| place.item(u64::try_from(number).unwrap_or(u64::MAX));
        if others == Some(&Json::Bool(false)) {
            items.truncate(first.len());
        }
        items.truncate(count(schema, "maxItems").unwrap_or(usize::MAX));
        for (number, item) in items.iter_mut().enumerate() {
            self.mend(item, of(number), place_of(number), levels);
        }
        if let Some(contained) = schema.get("contains")
            && !items.iter().any(|item| self.fits(item, contained))
        {
            items.pop();
            items.push(self.made(contained, place.below("contains"), levels));
        }
        let is_distinct = schema.get("uniqueItems") == Some(&Json::Bool(true));
        let least = count(schema, "minItems").unwrap_or(0).min(MOST_ITEMS);
        for number in 0..MOST_ITEMS {
            if is_distinct {
                let all = std::mem::take(items);
                for item in all {
                    if !items.contains(&item) {
                        items.push(item);
                    }
                }
            }
            if items.len() >= least {
                break;
            }
            let place = place_of(items.len() + number * MOST_ITEMS);
            items.push(self.made(of(items.len()), place, levels));
        }
    }
}
