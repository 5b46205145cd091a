//! When a payload of an unknown provider says that it happened.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::json::{JsonKind, Value};

/// Members that tell when something happened, the surer first.
pub(super) const MEMBERS: [&str; 15] = [
    "occurred_at",
    "occurredAt",
    "event_time",
    "eventTime",
    "timestamp",
    "triggered_at",
    "sent_at",
    "created_at",
    "createdAt",
    "created",
    "time",
    "date",
    "processed_at",
    "updated_at",
    "updatedAt",
];

/// Members in which they may stand, beside the body itself.
pub(super) const CONTAINERS: [&str; 5] = ["event", "meta", "metadata", "header", "data"];

/// When a payload says that it happened, in milliseconds since 1970.
#[must_use]
pub fn own_time(root: Value<'_>) -> Option<i64> {
    let in_object = |object: Value<'_>| MEMBERS.iter().find_map(|name| milliseconds_of(object.get(name)?));
    in_object(root).or_else(|| {
        CONTAINERS.iter().find_map(|container| {
            in_object(root.get(container).filter(|inner| inner.kind() == JsonKind::Object)?)
        })
    })
}

fn milliseconds_of(value: Value<'_>) -> Option<i64> {
    match value.kind() {
        JsonKind::String => milliseconds(&value.text()?),
        JsonKind::Number => of_number(value.raw().parse().ok()?),
        _ => None,
    }
}

/// Seconds or milliseconds of this century.
fn of_number(number: i64) -> Option<i64> {
    match number {
        946_684_800..4_102_444_800 => Some(number * 1000),
        946_684_800_000..4_102_444_800_000 => Some(number),
        _ => None,
    }
}

/// A time as it is written, with an offset or in UTC, in milliseconds since 1970.
#[must_use]
pub fn milliseconds(text: &str) -> Option<i64> {
    if text.len() < 10 || text.len() > 40 || !text.starts_with(|sign: char| sign.is_ascii_digit()) {
        return None;
    }
    if let Ok(time) = text.parse::<Timestamp>() {
        return Some(time.as_millisecond());
    }
    let in_utc = text.parse::<DateTime>().ok()?.to_zoned(TimeZone::UTC).ok()?;
    Some(in_utc.timestamp().as_millisecond())
}

/// A time to the minute: no payload's own time can be found by it.
#[must_use]
pub fn to_the_minute(milliseconds: i64) -> String {
    let minute = Timestamp::from_millisecond(milliseconds - milliseconds.rem_euclid(60_000));
    minute.map(|time| time.strftime("%Y-%m-%dT%H:%MZ").to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{milliseconds, of_number, to_the_minute};

    #[test]
    fn seconds_milliseconds_and_texts_are_one_time() {
        let expected = Some(1_772_446_440_000);
        for text in ["2026-03-02T10:14:00Z", "2026-03-02T11:14:00+01:00", "2026-03-02 10:14:00"] {
            assert_eq!(milliseconds(text), expected, "{text}");
        }
        assert_eq!((of_number(1_772_446_440), of_number(1_772_446_440_000)), (expected, expected));
        assert_eq!((of_number(12), milliseconds("12"), milliseconds("20 November")), (None, None, None));
        assert_eq!(to_the_minute(1_772_446_499_999), "2026-03-02T10:14Z");
    }
}
