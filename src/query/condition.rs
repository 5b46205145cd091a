//! `--where 'PATH OP VALUE'`.

use std::cmp::Ordering;

use regex::Regex;
use thiserror::Error;

use super::comparison::{Bound, Comparison};
use super::place::{Asked, Place, PlaceError};
use crate::engine::{Candidate, Predicate};

/// A condition on what stands at a place.
#[derive(Debug, Clone)]
pub struct Where {
    place: Place,
    comparison: Comparison,
    /// Whether it has to be untrue of all that stands there.
    negated: bool,
}

/// A text that is no condition.
#[derive(Debug, Clone, Error)]
pub enum WhereError {
    /// It asks nothing.
    #[error("a condition names a place: PATH, or PATH OP VALUE")]
    Empty,
    /// It has an equals sign more than the operator.
    #[error(
        "{0}= is no operator: {0} asks whether it is this, and a text that begins with = stands in double quotes"
    )]
    Doubled(&'static str),
    /// It names no place.
    #[error(transparent)]
    Place(#[from] PlaceError),
    /// Its regular expression is none.
    #[error("{pattern} is not a regular expression: {why}")]
    Pattern {
        /// The expression.
        pattern: String,
        /// What is wrong with it.
        why: String,
    },
    /// It compares with what is neither a number nor a time.
    #[error("{0} is neither a number nor a time: only those are smaller or larger")]
    Bound(String),
}

/// What can be asked of a value.
#[derive(Debug, Clone, Copy)]
enum Operator {
    Is,
    Matches,
    Beyond(&'static [Ordering]),
}

/// The operators; of two that begin alike the longer one comes first.
const OPERATORS: &[(&str, Operator, bool)] = &[
    ("!=", Operator::Is, true),
    ("!~", Operator::Matches, true),
    ("<=", Operator::Beyond(&[Ordering::Less, Ordering::Equal]), false),
    (">=", Operator::Beyond(&[Ordering::Greater, Ordering::Equal]), false),
    ("=", Operator::Is, false),
    ("~", Operator::Matches, false),
    ("<", Operator::Beyond(&[Ordering::Less]), false),
    (">", Operator::Beyond(&[Ordering::Greater]), false),
];

impl Where {
    /// Reads a condition: `PATH OP VALUE`, or `PATH` and `!PATH` for what is there and what is not. OP is one of
    /// `=`, `!=`, `~`, `!~`, `<`, `<=`, `>`, `>=`; blanks around it are not part of VALUE, and neither are double quotes
    /// around that.
    ///
    /// # Errors
    ///
    /// A place that there is none, an expression that is none, a bound that is neither number nor time.
    pub fn new(text: &str) -> Result<Self, WhereError> {
        let Some((path, (name, operator, negated), value)) = split(text) else {
            let (path, negated) = match text.trim().strip_prefix('!') {
                Some(path) => (path.trim_start(), true),
                None => (text.trim(), false),
            };
            if path.is_empty() {
                return Err(WhereError::Empty);
            }
            return Ok(Self { place: Place::new(path)?, comparison: Comparison::Present, negated });
        };
        if matches!(operator, Operator::Is) && value.starts_with('=') {
            return Err(WhereError::Doubled(name));
        }
        let place = Place::new(path.trim())?;
        let value = value.trim();
        let value = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(value);
        let comparison = match operator {
            Operator::Is => Comparison::Is(value.to_owned()),
            Operator::Matches => Comparison::Matches(Regex::new(value).map_err(|error| {
                let why = error.to_string();
                let why = why.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned();
                WhereError::Pattern { pattern: value.to_owned(), why }
            })?),
            Operator::Beyond(orders) => {
                let bound = Bound::new(value).ok_or_else(|| WhereError::Bound(value.to_owned()))?;
                Comparison::Beyond { orders, bound }
            }
        };
        Ok(Self { place, comparison, negated: *negated })
    }
}

type Parts<'t> = (&'t str, &'static (&'static str, Operator, bool), &'t str);

/// The path, the operator and the value: an operator between blanks is meant before one within a word. A tilde before 0
/// or 1 belongs to a JSON Pointer.
fn split(text: &str) -> Option<Parts<'_>> {
    let operator_at = |at: usize| {
        let rest = text.get(at..)?;
        let found = OPERATORS.iter().find(|(name, ..)| rest.starts_with(name))?;
        Some((text.get(..at)?, found, rest.get(found.0.len()..)?))
    };
    let all = || text.char_indices().skip(1).filter_map(|(at, _)| operator_at(at));
    let apart = all().find(|(path, _, value)| path.ends_with(' ') && value.starts_with(' '));
    apart.or_else(|| {
        all().find(|(_, (name, ..), value)| {
            *name != "~" || !text.starts_with('/') || !value.starts_with(['0', '1'])
        })
    })
}

impl Predicate for Where {
    fn holds(&self, candidate: &Candidate<'_, '_>) -> bool {
        let found = candidate.document.is_some_and(|document| {
            let asked = Asked::new(document, candidate.identification);
            asked.any(&self.place, &|scalar| self.comparison.holds(scalar))
        });
        found != self.negated
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that fails may say so in the shortest way")]
mod tests {
    use super::split;

    #[test]
    fn an_operator_is_found_where_it_is_meant() {
        for (text, path, operator, value) in [
            ("/status=active", "/status", "=", "active"),
            ("/status!=a=b", "/status", "!=", "a=b"),
            ("/a~1b=3", "/a~1b", "=", "3"),
            ("/a~1b ~ ^1", "/a~1b ", "~", " ^1"),
            ("affiliate.email~@x", "affiliate.email", "~", "@x"),
            ("/amount >= 10", "/amount ", ">=", " 10"),
            ("/a=b ~ c", "/a=b ", "~", " c"),
            ("/link!~^https", "/link", "!~", "^https"),
        ] {
            let (found, (name, ..), rest) = split(text).unwrap();
            assert_eq!((found, *name, rest), (path, operator, value), "{text}");
        }
        for text in ["/a", "!/a", "/a~1b", "affiliate.id"] {
            assert!(split(text).is_none(), "{text}");
        }
    }
}
