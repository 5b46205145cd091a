//! Points in time, of records and as they are typed.

use std::borrow::Cow;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use thiserror::Error;

use crate::capture::{Captured, seconds};
use crate::engine::{Candidate, Predicate};
use crate::json::Document;
use crate::model::{Identification, value_at};
use crate::normalize::occurred_at;

/// A point in time as it is typed: a time (`2026-05-01T10:00:00Z`), a day (`2026-05-01`, its midnight in UTC), or a duration
/// that ended now (`2h`, `3 days`, `P1W`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment(Timestamp);

/// A text that is no point in time.
#[derive(Debug, Clone, Error)]
#[error(
    "{0} is neither a time nor a duration: write 2026-05-01, 2026-05-01T10:00:00Z, or 2h, 3 days, 1w for so long ago"
)]
pub struct MomentError(String);

impl Moment {
    /// Reads a point in time; durations end at `now`.
    ///
    /// # Errors
    ///
    /// What is neither a time nor a duration, and what lies beyond the calendar.
    pub fn new(text: &str, now: Timestamp) -> Result<Self, MomentError> {
        let text = text.trim();
        let ago = || {
            let span: Span = text.parse().ok()?;
            let then = now.to_zoned(TimeZone::UTC).checked_sub(span.abs()).ok()?;
            Some(then.timestamp())
        };
        timestamp(text).or_else(ago).map(Self).ok_or_else(|| MomentError(text.to_owned()))
    }

    /// Seconds since 1970.
    #[must_use]
    pub fn second(self) -> i64 {
        self.0.as_second()
    }
}

/// A time with an offset, or else in UTC; a day is its midnight.
pub(super) fn timestamp(text: &str) -> Option<Timestamp> {
    let in_utc = |time: DateTime| time.to_zoned(TimeZone::UTC).ok().map(|time| time.timestamp());
    if !text.starts_with(|c: char| c.is_ascii_digit()) || text.len() < 10 {
        return None;
    }
    if text.len() == 10 {
        return in_utc(text.parse::<Date>().ok()?.to_datetime(jiff::civil::Time::midnight()));
    }
    let with_offset = || text.parse::<Timestamp>().ok();
    let without = || in_utc(text.parse().ok()?);
    let as_logged = || Timestamp::from_second(seconds(text)?).ok();
    with_offset().or_else(without).or_else(as_logged)
}

/// When a record happened, or else when it was received, or else what its own time says, in that order.
#[must_use]
pub fn time_of<'d>(
    document: Option<Document<'d>>,
    identification: Option<&Identification<'d>>,
    capture: Option<&Captured>,
) -> Option<Timestamp> {
    let happened = document.zip(identification).and_then(|(document, of)| occurred_at(document, of));
    let received = || capture?.request.received_at.as_deref().and_then(timestamp);
    let own = || {
        let path = identification?.told_by()?.event.summary_fields.time?;
        let value: Cow<'_, str> = value_at(document?.root(), path)?.text()?;
        timestamp(&value)
    };
    happened.and_then(|time| timestamp(&time)).or_else(received).or_else(own)
}

/// From one point in time on, and before another.
#[derive(Debug, Clone, Copy, Default)]
pub struct Period {
    /// The first point that belongs to it.
    pub since: Option<Moment>,
    /// The first point after it.
    pub until: Option<Moment>,
}

impl Predicate for Period {
    fn holds(&self, candidate: &Candidate<'_, '_>) -> bool {
        let Some(time) = time_of(candidate.document, candidate.identification, candidate.capture) else {
            return false;
        };
        self.since.is_none_or(|Moment(since)| time >= since)
            && self.until.is_none_or(|Moment(until)| time < until)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that fails may say so in the shortest way")]
mod tests {
    use super::Moment;

    #[test]
    fn times_days_and_durations_are_points_in_time() {
        let now = "2026-11-20T10:15:30Z".parse().unwrap();
        for (text, expected) in [
            ("2026-05-01", "2026-05-01T00:00:00Z"),
            ("2026-05-01T10:00:00+02:00", "2026-05-01T08:00:00Z"),
            ("2026-05-01 10:00:00", "2026-05-01T10:00:00Z"),
            ("2h", "2026-11-20T08:15:30Z"),
            ("90m", "2026-11-20T08:45:30Z"),
            ("3 days", "2026-11-17T10:15:30Z"),
            ("1w", "2026-11-13T10:15:30Z"),
            ("1 month", "2026-10-20T10:15:30Z"),
            ("PT30S", "2026-11-20T10:15:00Z"),
            ("2h ago", "2026-11-20T08:15:30Z"),
        ] {
            assert_eq!(Moment::new(text, now).unwrap().0.to_string(), expected, "{text}");
        }
        for text in ["", "yesterday", "2026-13-01", "12", "9999999999y", "2h30"] {
            assert!(Moment::new(text, now).is_err(), "{text}");
        }
    }
}
