//! What older drafts mean by words that JSON Schema 2020-12 has another meaning for, as keywords of our own in it.

use jsonschema::json::Node as _;
use jsonschema::paths::Location;
use jsonschema::{Draft, Keyword, ValidationError, ValidationOptions, Validator};
use serde_json::{Map, Value as Schema};

use super::representation::{Instance, Lossless};

/// `true` beside `type`: an integer is a number without a fraction and an exponent, as draft-04 says. Later drafts take
/// `1.0` for one too.
pub const INTEGER_AS_WRITTEN: &str = "x-integer-as-written";

/// `contentEncoding` and `contentMediaType` as draft-06 and draft-07 are asserted. Later drafts only tell by them.
pub const ASSERTED_CONTENT: &str = "x-asserted-content";

/// What a text is that an older draft asserts the content of: `base64`, `application/json`.
struct Content(Validator<Lossless>);

struct IntegerAsWritten;

/// Adds the keywords.
pub(super) fn with_older<R>(
    options: ValidationOptions<'_, R, Lossless>,
) -> ValidationOptions<'_, R, Lossless> {
    options
        .with_keyword(INTEGER_AS_WRITTEN, |_, _, _| Ok(Box::new(IntegerAsWritten)))
        .with_keyword(ASSERTED_CONTENT, content)
}

type Made<'a> = Result<Box<dyn for<'i> Keyword<'i, Lossless>>, ValidationError<'a>>;

fn content<'a>(_: &'a Map<String, Schema>, said: &'a Schema, _: Location) -> Made<'a> {
    let options = jsonschema::options_for::<Lossless>().with_draft(Draft::Draft7).offline();
    Ok(Box::new(Content(options.build(said)?)))
}

impl<'i> Keyword<'i, Lossless> for IntegerAsWritten {
    fn validate(&self, instance: Instance<'i>) -> Result<(), ValidationError<'i>> {
        if Keyword::<Lossless>::is_valid(self, instance) { Ok(()) } else { Err(ValidationError::custom("")) }
    }

    fn is_valid(&self, instance: Instance<'i>) -> bool {
        instance.as_number().is_none_or(|number| !number.0.raw().contains(['.', 'e', 'E']))
    }
}

impl<'i> Keyword<'i, Lossless> for Content {
    fn validate(&self, instance: Instance<'i>) -> Result<(), ValidationError<'i>> {
        if self.0.is_valid(instance) { Ok(()) } else { Err(ValidationError::custom("")) }
    }

    fn is_valid(&self, instance: Instance<'i>) -> bool {
        self.0.is_valid(instance)
    }
}
