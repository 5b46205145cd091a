//! Points in time, as captures keep them.

use jiff::Timestamp;

use super::request::Headers;

/// RFC 3339 of a time since 1970: of seconds, milliseconds, microseconds or nanoseconds, by its size. `None` beyond the
/// year 9999.
#[must_use]
pub(super) fn rfc3339(number: i64) -> Option<String> {
    let millis = match number.unsigned_abs() {
        0..100_000_000_000 => number.saturating_mul(1000),
        100_000_000_000..100_000_000_000_000 => number,
        100_000_000_000_000..100_000_000_000_000_000 => number / 1000,
        _ => number / 1_000_000,
    };
    Timestamp::from_millisecond(millis).ok().map(|time| format!("{time:.3}"))
}

/// Seconds since 1970 of a time that is written as a date and a time of day, with an offset or in UTC.
#[must_use]
pub fn seconds(text: &str) -> Option<i64> {
    let (clock, rest) = text.split_at_checked(19)?;
    // Loggers write fractions of any length, after a point or a comma.
    let zone = rest.trim_start_matches(|c: char| matches!(c, '.' | ',') || c.is_ascii_digit());
    let zone = if zone.starts_with(['+', '-']) { zone } else { "Z" };
    format!("{clock}{zone}").parse().ok().map(Timestamp::as_second)
}

/// When a request was received, in seconds since 1970: as what captured it has `told`, or as its headers do.
#[must_use]
pub fn received(told: Option<&str>, headers: &Headers) -> Option<i64> {
    let by_header = || STAMPS.iter().find_map(|name| stamp(headers.get(name)?));
    told.and_then(seconds).or_else(by_header)
}

/// Headers that say when a request came, those of a server of one's own first.
const STAMPS: &[&str] = &["X-Received-At", "X-Request-Received-At", "X-Request-Start", "Date"];

/// The time in such a header: a date of HTTP (RFC 9110, section 5.6.7), of RFC 3339, or a number, as in `t=1700000000.123`.
fn stamp(text: &str) -> Option<i64> {
    let text = text.trim();
    let number = text.strip_prefix("t=").unwrap_or(text);
    let whole = number.split('.').next().unwrap_or(number);
    if whole.len() >= 10 && whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return rfc3339(whole.parse().ok()?).as_deref().and_then(seconds);
    }
    let of_http = || jiff::fmt::rfc2822::parse(text).ok().map(|time| time.timestamp().as_second());
    seconds(text).or_else(of_http)
}

#[cfg(test)]
mod tests {
    use super::{rfc3339, seconds, stamp};

    #[test]
    fn headers_say_when_a_request_came() {
        for (text, expected) in [
            ("Fri, 20 Nov 2026 10:15:30 GMT", Some(1_795_169_730)),
            ("2026-11-20T10:15:30Z", Some(1_795_169_730)),
            ("t=1795169730.123", Some(1_795_169_730)),
            ("1795169730123", Some(1_795_169_730)),
            ("yesterday", None),
            ("17", None),
            ("", None),
        ] {
            assert_eq!(stamp(text), expected, "{text}");
        }
    }

    #[test]
    fn times_are_read_with_and_without_an_offset() {
        for (text, expected) in [
            ("2026-11-20T10:15:30Z", Some(1_795_169_730)),
            ("2026-11-20 10:15:30", Some(1_795_169_730)),
            ("2026-11-20T11:15:30.500+01:00", Some(1_795_169_730)),
            ("2026-11-20T09:45:30-0030", Some(1_795_169_730)),
            ("2026-11-20T10:15:30,123", Some(1_795_169_730)),
            ("2026-11-20T10:15:30.123456789012Z", Some(1_795_169_730)),
            ("2026-13-20T10:15:30Z", None),
            ("20 November", None),
        ] {
            assert_eq!(seconds(text), expected, "{text}");
        }
    }

    #[test]
    fn milliseconds_and_seconds_become_one_form() {
        for (number, expected) in [
            (1_795_169_730_500, Some("2026-11-20T10:15:30.500Z")),
            (1_795_169_730, Some("2026-11-20T10:15:30.000Z")),
            (0, Some("1970-01-01T00:00:00.000Z")),
            (1_795_169_730_500_000, Some("2026-11-20T10:15:30.500Z")),
            (1_795_169_730_500_000_000, Some("2026-11-20T10:15:30.500Z")),
            (99_999_999_999_999, Some("5138-11-16T09:46:39.999Z")),
        ] {
            assert_eq!(rfc3339(number).as_deref(), expected, "{number}");
        }
    }
}
