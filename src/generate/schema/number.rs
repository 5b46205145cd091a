//! Numbers within the bounds of a schema.

use serde_json::{Map, Value as Json};

/// How many of the numbers within bounds are drawn from.
const SPREAD: f64 = 100.0;

/// A number that fits, where this one does not; `chance` decides which.
pub(super) fn fitting(raw: &str, schema: &Map<String, Json>, chance: u64) -> Option<String> {
    let bound = |keyword: &str| schema.get(keyword).and_then(Json::as_f64);
    let present: f64 = raw.parse().ok()?;
    let step = bound("multipleOf").filter(|step| *step > 0.0);
    let is_whole = schema.get("type").and_then(Json::as_str) == Some("integer");
    let grain = step.unwrap_or(if is_whole { 1.0 } else { 0.5 });
    let above = bound("exclusiveMinimum").map(|least| least + grain);
    let below = bound("exclusiveMaximum").map(|most| most - grain);
    let tightest = |one: Option<f64>, other: Option<f64>, of: fn(f64, f64) -> f64| match (one, other) {
        (Some(one), Some(other)) => Some(of(one, other)),
        (one, other) => one.or(other),
    };
    let least = tightest(bound("minimum"), above, f64::max);
    let most = tightest(bound("maximum"), below, f64::min);
    let fits = least.is_none_or(|least| present >= least)
        && most.is_none_or(|most| present <= most)
        && step.is_none_or(|step| (present / step).fract() == 0.0);
    if fits {
        return None;
    }
    let start = match (least, most) {
        (Some(least), _) => (least / grain).ceil(),
        (None, Some(most)) => (most / grain).floor() - SPREAD,
        (None, None) => 1.0,
    };
    let room = most.map_or(SPREAD, |most| ((most / grain).floor() - start).clamp(0.0, SPREAD));
    let share = f64::from(u32::try_from(chance % 1_000).unwrap_or(0)) / 1_000.0;
    let offset = share * (room + 1.0);
    let number = (start + offset.floor().min(room)) * grain;
    Some(if number.fract() == 0.0 && number.abs() < 1e15 {
        format!("{number:.0}")
    } else {
        number.to_string()
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::fitting;

    #[test]
    fn a_number_is_moved_within_its_bounds_and_onto_its_steps() {
        for schema in [
            json!({ "type": "integer", "minimum": 1, "maximum": 3 }),
            json!({ "minimum": -5, "maximum": -4, "type": "integer" }),
            json!({ "exclusiveMinimum": 0, "exclusiveMaximum": 1 }),
            json!({ "type": "integer", "multipleOf": 25, "minimum": 30 }),
            json!({ "multipleOf": 0.25, "maximum": 2 }),
            json!({ "type": "integer", "maximum": -1 }),
        ] {
            let keywords = schema.as_object().unwrap_or_else(|| unreachable!());
            for chance in 0..50 {
                let number = fitting("1000000.1", keywords, chance * 37).unwrap_or_default();
                let value: Value = serde_json::from_str(&number).unwrap_or_default();
                assert!(jsonschema::is_valid(&schema, &value), "{schema}: {number}");
                assert_eq!(fitting(&number, keywords, 7), None, "{schema}: {number}");
            }
        }
    }
}
