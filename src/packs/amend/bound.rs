//! By which changes a bound lets pass what was seen beyond it: it moves there.

use std::cmp::Ordering;

use serde_json::{Value as Json, json};

use super::reach::Reached;
use super::step::Step;
use super::widen::Changes;
use crate::json::compare_numbers;
use crate::packs::schema::{Keyword, SchemaId};

/// A bound, and the keyword for what must not even be equal to it.
struct Bound {
    keyword: Keyword,
    name: &'static str,
    exclusive: Option<(Keyword, &'static str)>,
    /// Which numbers are beyond it.
    beyond: Ordering,
}

impl Bound {
    fn of(keyword: &str) -> Option<Self> {
        use Keyword as K;
        let (keyword, name, exclusive) = match keyword {
            "minLength" => (K::MinLength, "minLength", None),
            "maxLength" => (K::MaxLength, "maxLength", None),
            "minItems" => (K::MinItems, "minItems", None),
            "maxItems" => (K::MaxItems, "maxItems", None),
            "minProperties" => (K::MinProperties, "minProperties", None),
            "maxProperties" => (K::MaxProperties, "maxProperties", None),
            "minimum" | "exclusiveMinimum" => {
                (K::Minimum, "minimum", Some((K::ExclusiveMinimum, "exclusiveMinimum")))
            }
            "maximum" | "exclusiveMaximum" => {
                (K::Maximum, "maximum", Some((K::ExclusiveMaximum, "exclusiveMaximum")))
            }
            _ => return None,
        };
        let beyond = if name.starts_with("min") { Ordering::Less } else { Ordering::Greater };
        Some(Self { keyword, name, exclusive, beyond })
    }
}

impl Changes<'_> {
    /// Moves the bounds that do not let a number pass to it; without a number they go.
    pub(super) fn bound(&mut self, at: &[Reached], keyword: &str, to: Option<&str>) {
        let Some(bound) = Bound::of(keyword) else { return };
        // A schema holds numbers as programs do: what is not the same then is no bound.
        let number = to.and_then(|to| serde_json::from_str::<Json>(to).ok());
        let number = number.filter(|number| {
            to.and_then(|to| compare_numbers(&number.to_string(), to)) == Some(Ordering::Equal)
        });
        for one in at {
            let length = self.all.len();
            let limit = |keyword: Keyword| {
                let spot = self.reader.node(one.id).data(keyword)?;
                Some(self.reader.value(spot).raw())
            };
            let order = |limit: &str| to.and_then(|to| compare_numbers(to, limit));
            let is_beyond_it =
                limit(bound.keyword).is_some_and(|limit| order(limit).is_none_or(|is| is == bound.beyond));
            let exclusive = bound.exclusive.filter(|(keyword, _)| {
                let refuses = |is: Ordering| is == bound.beyond || is == Ordering::Equal;
                limit(*keyword).is_some_and(|limit| order(limit).is_none_or(refuses))
            });
            if let Some((_, name)) = exclusive {
                self.push(one, name, Step::Remove);
            }
            if is_beyond_it || exclusive.is_some() {
                let step = number.as_ref().map_or(Step::Remove, |number| Step::Set(number.clone()));
                self.push(one, bound.name, step);
            }
            if bound.keyword == Keyword::MaxItems && self.ends(one.id, to) {
                self.push(one, "items", Step::Remove);
            }
            if self.all.len() > length {
                self.push(one, self.comment_keyword(one.id), Step::Set(json!(self.comment)));
            }
        }
    }

    /// Whether nothing may come after the items that a schema lists, and more came.
    fn ends(&self, id: SchemaId, count: Option<&str>) -> bool {
        let node = self.reader.node(id);
        let listed = node.schemas(Keyword::PrefixItems).len();
        let is_last =
            node.schema(Keyword::Items).is_some_and(|rest| self.reader.node(rest).whole == Some(false));
        let is_beyond = |count: &str| count.parse::<usize>().is_ok_and(|count| count > listed);
        listed > 0 && is_last && count.is_none_or(is_beyond)
    }
}
