//! What a value violates of a schema, whoever found it: as data, with the place.

use jsonschema::ValidationError;
use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use serde_json::Value as Literal;

use super::finder::Finder;
use super::node::Counted;
use super::older::{ASSERTED_CONTENT, INTEGER_AS_WRITTEN};
use super::types::Types;
use crate::json::{Pointer, Span, Trail, Value};

/// What a value violates.
#[derive(Debug, Clone, PartialEq)]
pub enum Violation<'s> {
    /// It is of another type.
    Type {
        /// The types that pass.
        expected: Types,
    },
    /// It is none of the listed values; never an empty list.
    Unlisted {
        /// Those that pass.
        allowed: &'s [Literal],
    },
    /// A member is not there.
    Missing {
        /// Its name.
        name: &'s str,
    },
    /// A member is there that must not be.
    Unexpected {
        /// Its name.
        name: &'s str,
        /// Where its name stands.
        key: Span,
    },
    /// There are too few or too many.
    Count {
        /// Of what.
        of: Counted,
        /// Whether there are too few.
        is_least: bool,
        /// The least or the greatest count.
        count: u64,
    },
    /// A number is below or above a bound.
    Bound {
        /// Which bound.
        bound: Bound,
        /// The bound, as a number of JSON.
        limit: String,
    },
    /// It fits more than one branch of a union of which it may fit one.
    Several,
    /// It fits no branch of a union.
    NoBranch,
    /// A keyword of its own about one value's form.
    Form(Box<Form>),
}

/// A bound of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// `minimum`
    Least,
    /// `maximum`
    Greatest,
    /// `exclusiveMinimum`
    Above,
    /// `exclusiveMaximum`
    Below,
}

/// A keyword about the form of one value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// The keyword.
    pub keyword: String,
    /// What is wrong, as a clause.
    pub message: String,
    /// What was expected, as a noun.
    pub expected: String,
}

/// Where something is violated.
#[derive(Debug, Clone, Copy)]
pub struct Place<'t, 'v> {
    /// The value.
    pub value: Value<'v>,
    pub(super) way: Way<'t>,
}

/// The way to a value, as those know it who found it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Way<'t> {
    Trail(&'t Trail<'t>),
    /// In the notation of RFC 6901.
    Written(&'t str),
}

impl Place<'_, '_> {
    /// The way to the value.
    #[must_use]
    pub fn pointer(&self) -> Pointer {
        match self.way {
            Way::Trail(trail) => trail.pointer(),
            Way::Written(path) => pointer(path),
        }
    }
}

/// Takes what is violated.
pub type Tell<'t, 'v> = &'t mut dyn FnMut(Place<'_, 'v>, Violation<'_>);

/// Tells one error of the crate: once, or once for each name that it lists. A union that nothing fits tells those of its
/// nearest branch. Recurses on the nesting of unions in a schema.
pub(super) fn tell<'v>(finder: &mut Finder<'v>, error: &ValidationError<'_>, told: Tell<'_, 'v>) {
    let path = error.instance_path().as_str();
    let value = finder.at(path);
    let mut say = |violation: Violation<'_>| told(Place { value, way: Way::Written(path) }, violation);
    match error.kind() {
        Kind::AnyOf { context } | Kind::OneOfNotValid { context } => {
            if let Some(expected) = only_types(context, path) {
                return say(Violation::Type { expected });
            }
            let best = context.iter().min_by_key(|errors| distance(errors, path));
            for error in best.into_iter().flatten() {
                tell(finder, error, told);
            }
        }
        Kind::OneOfMultipleValid { .. } => say(Violation::Several),
        Kind::Required { property } => {
            say(Violation::Missing { name: property.as_str().unwrap_or_default() });
        }
        Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => {
            for name in unexpected {
                let key = finder.key(value, name);
                say(Violation::Unexpected { name, key });
            }
        }
        // `additionalProperties: false` without any property: told once, about the object.
        Kind::FalseSchema if error.schema_path().as_str().ends_with("/additionalProperties") => {
            for (name, _) in value.members() {
                let key = name.span();
                say(Violation::Unexpected { name: &name.text().unwrap_or_default(), key });
            }
        }
        Kind::FalseSchema => say(Violation::Type { expected: Types::NONE }),
        Kind::Type { kind } => say(Violation::Type { expected: types(kind) }),
        Kind::Constant { expected_value } => {
            say(Violation::Unlisted { allowed: std::slice::from_ref(expected_value) });
        }
        Kind::Enum { options } => {
            say(Violation::Unlisted { allowed: options.as_array().map_or(&[], Vec::as_slice) });
        }
        Kind::MinLength { limit } => say(count(Counted::Characters, true, *limit)),
        Kind::MaxLength { limit } => say(count(Counted::Characters, false, *limit)),
        Kind::MinItems { limit } => say(count(Counted::Items, true, *limit)),
        Kind::MaxItems { limit } => say(count(Counted::Items, false, *limit)),
        Kind::AdditionalItems { limit } => say(count(Counted::Items, false, *limit as u64)),
        Kind::MinProperties { limit } => say(count(Counted::Members, true, *limit)),
        Kind::MaxProperties { limit } => say(count(Counted::Members, false, *limit)),
        other => say(of_one(other)),
    }
}

/// What one value violates by itself.
pub(super) fn of_one(kind: &Kind) -> Violation<'static> {
    let (bound, limit) = match kind {
        Kind::Minimum { limit } => (Bound::Least, limit),
        Kind::Maximum { limit } => (Bound::Greatest, limit),
        Kind::ExclusiveMinimum { limit } => (Bound::Above, limit),
        Kind::ExclusiveMaximum { limit } => (Bound::Below, limit),
        other => return Violation::Form(Box::new(form(other))),
    };
    Violation::Bound { bound, limit: limit.to_string() }
}

const fn count(of: Counted, is_least: bool, count: u64) -> Violation<'static> {
    Violation::Count { of, is_least, count }
}

fn types(kind: &TypeKind) -> Types {
    match kind {
        TypeKind::Single(one) => Types::named(one.as_str()),
        TypeKind::Multiple(set) => {
            set.iter().map(|one| Types::named(one.as_str())).fold(Types::NONE, Types::or)
        }
    }
}

/// What is wrong and what was expected.
fn form(kind: &Kind) -> Form {
    let (message, expected) = match kind {
        Kind::Format { format } => (format!("is not of the format {format}"), format.clone()),
        Kind::Pattern { pattern } => {
            (format!("does not match the pattern {pattern}"), format!("text like {pattern}"))
        }
        Kind::BacktrackLimitExceeded { .. } | Kind::RegexEngineFailure { .. } => {
            ("could not be held against its pattern in time".to_owned(), "text of the pattern".to_owned())
        }
        Kind::MultipleOf { multiple_of } => {
            (format!("is not a multiple of {multiple_of}"), format!("a multiple of {multiple_of}"))
        }
        Kind::Custom { keyword, .. } if keyword == INTEGER_AS_WRITTEN => (
            "has a fraction or an exponent, so draft-04 takes it for no integer".to_owned(),
            "an integer in digits alone".to_owned(),
        ),
        Kind::Custom { keyword, .. } if keyword == ASSERTED_CONTENT => (
            "does not hold what the schema says with `contentEncoding` and `contentMediaType`".to_owned(),
            "text of that encoding and media type".to_owned(),
        ),
        Kind::UniqueItems => ("holds an item twice".to_owned(), "distinct items".to_owned()),
        Kind::PropertyNames { .. } => return Form::names(),
        Kind::Not { .. } => return Form::not(),
        other => {
            let keyword = other.keyword();
            (format!("is not what the schema says with `{keyword}`"), format!("what `{keyword}` says"))
        }
    };
    Form { keyword: kind.keyword().to_owned(), message, expected }
}

impl Form {
    /// `propertyNames`.
    pub(super) fn names() -> Self {
        Self {
            keyword: "propertyNames".to_owned(),
            message: "has a member whose name the schema does not allow".to_owned(),
            expected: "other names".to_owned(),
        }
    }

    /// `not`.
    pub(super) fn not() -> Self {
        Self {
            keyword: "not".to_owned(),
            message: "is what the schema excludes with `not`".to_owned(),
            expected: "another value".to_owned(),
        }
    }
}

impl Violation<'_> {
    /// How far a value with this fault is from none: one of another type is further than one that lacks a member.
    /// `is_top` says whether it is about the whole value, and not about something in it.
    pub(super) const fn weight(&self, is_top: bool) -> usize {
        match self {
            Self::Type { .. } if is_top => 10_000,
            Self::Unlisted { .. } => 100,
            Self::Missing { .. } => 10,
            Self::Unexpected { .. } => 1,
            _ => 5,
        }
    }
}

/// How far the errors of a branch are from none.
fn distance(errors: &[ValidationError<'_>], at: &str) -> usize {
    let weight = |error: &ValidationError<'_>| {
        let violation = match error.kind() {
            Kind::Type { kind } => Violation::Type { expected: types(kind) },
            Kind::Constant { .. } | Kind::Enum { .. } => Violation::Unlisted { allowed: &[] },
            Kind::Required { .. } => Violation::Missing { name: "" },
            Kind::AdditionalProperties { unexpected } => return unexpected.len(),
            _ => Violation::Several,
        };
        violation.weight(error.instance_path().as_str() == at)
    };
    errors.iter().map(weight).sum()
}

/// The types that the branches want, where each refuses the value's type.
fn only_types(context: &[Vec<ValidationError<'_>>], at: &str) -> Option<Types> {
    let wanted = |errors: &Vec<ValidationError<'_>>| {
        errors.iter().find_map(|error| match error.kind() {
            Kind::Type { kind } if error.instance_path().as_str() == at => Some(types(kind)),
            _ => None,
        })
    };
    context.iter().map(wanted).try_fold(Types::NONE, |all, one| Some(all.or(one?)))
}

fn pointer(path: &str) -> Pointer {
    let mut pointer = Pointer::with_capacity(path.len());
    for token in path.split('/').skip(1) {
        pointer.push_key(&token.replace("~1", "/").replace("~0", "~"));
    }
    pointer
}
