//! Texts of the length, the format and the pattern that a schema says.

use serde_json::{Map, Value as Json};

use super::count;
use super::pattern::text_like;
use crate::generate::value::timestamp;
use crate::stand_in::{self, Source};

/// How many characters a text has at most that is made longer; what wants more is given up.
const LONGEST: usize = 1 << 16;

/// A text that fits, where the schema says how texts are; `raw` is the JSON text of the present one.
pub(super) fn fitting(raw: &str, schema: &Map<String, Json>, source: &mut Source) -> Option<String> {
    let (least, most) = (count(schema, "minLength").unwrap_or(0), count(schema, "maxLength"));
    let has_length = |text: &str| {
        let length = text.chars().count();
        length >= least && most.is_none_or(|most| length <= most)
    };
    let word = |keyword: &str| schema.get(keyword).and_then(Json::as_str);
    if let Some(pattern) = word("pattern") {
        let like = |more: usize| text_like(pattern, more, &mut source.clone());
        let shortest = like(0)?;
        // What is missing may be spread over several repetitions.
        let lacks = least.saturating_sub(shortest.chars().count());
        let growths = [lacks, lacks.div_ceil(2), lacks.div_ceil(3), lacks.div_ceil(4), lacks.div_ceil(8)];
        return std::iter::once(Some(shortest))
            .chain(growths.into_iter().map(like))
            .flatten()
            .find(|text| has_length(text));
    }
    if let Some(made) = word("format").and_then(|format| formatted(format, source)) {
        return Some(made).filter(|made| has_length(made));
    }
    let present: String = serde_json::from_str(raw).ok()?;
    if has_length(&present) {
        return None;
    }
    if least > LONGEST {
        return None;
    }
    let filler = "made up ".chars().cycle();
    Some(
        present
            .chars()
            .chain(filler)
            .take(most.unwrap_or(usize::MAX).min(least.max(present.chars().count())))
            .collect(),
    )
}

/// A text of a format of JSON Schema.
fn formatted(format: &str, source: &mut Source) -> Option<String> {
    let seconds = source.below(365 * 86_400);
    let moment = timestamp(seconds);
    let part = |range: std::ops::Range<usize>| moment.get(range).unwrap_or_default().to_owned();
    Some(match format {
        "date-time" => moment,
        "date" => part(0..10),
        "time" => part(11..20),
        "duration" => format!("P{}D", 1 + source.below(30)),
        "email" | "idn-email" => stand_in::email(source),
        "hostname" | "idn-hostname" => stand_in::host(source),
        "ipv4" => stand_in::ipv4(source),
        "ipv6" => stand_in::ipv6(source),
        "uri" | "iri" | "uri-reference" | "iri-reference" | "uri-template" => stand_in::url(source),
        "uuid" => stand_in::uuid(source),
        "json-pointer" => "/made/up".to_owned(),
        "relative-json-pointer" => "0".to_owned(),
        "regex" => "^made up$".to_owned(),
        _ => return None,
    })
}
