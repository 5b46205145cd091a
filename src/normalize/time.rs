//! Times in UTC, with the precision of their source.

use std::borrow::Cow;

use crate::capture::{civil, days};
use crate::model::is_timestamp;

/// A time as in RFC 3339, in UTC, with as many decimals as it was written with. `None` if it is none.
#[must_use]
pub fn in_utc(text: Cow<'_, str>) -> Option<Cow<'_, str>> {
    if !is_timestamp(&text) {
        return None;
    }
    if text.ends_with('Z') && text.as_bytes().get(10) == Some(&b'T') {
        return Some(text);
    }
    let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<i64>().ok();
    let (date, rest) = (text.get(..10)?, text.get(11..)?);
    let (clock, zone) = rest.split_at_checked(rest.find(['Z', 'z', '+', '-'])?)?;
    if matches!(zone, "Z" | "z" | "+00:00" | "-00:00") {
        return Some(format!("{date}T{clock}Z").into());
    }
    let minutes = zone.get(1..3)?.parse::<i64>().ok()? * 60 + zone.get(4..6)?.parse::<i64>().ok()?;
    let ahead = if zone.starts_with('-') { -minutes } else { minutes };
    let day = days(number(0..4)?, number(5..7)?, number(8..10)?);
    let total = day * 1440 + number(11..13)? * 60 + number(14..16)? - ahead;
    let (day, minute) = (total.div_euclid(1440), total.rem_euclid(1440));
    let (year, month, date) = civil(day);
    let seconds = clock.get(6..)?;
    let (hour, minute) = (minute / 60, minute % 60);
    (0..10_000)
        .contains(&year)
        .then(|| format!("{year:04}-{month:02}-{date:02}T{hour:02}:{minute:02}:{seconds}Z").into())
}

#[cfg(test)]
mod tests {
    use super::in_utc;

    #[test]
    fn offsets_are_taken_off_and_the_precision_stays() {
        for (text, utc) in [
            ("2024-10-03T11:45:10.312Z", "2024-10-03T11:45:10.312Z"),
            ("2026-03-01T00:30:00+02:00", "2026-02-28T22:30:00Z"),
            ("2024-02-28T23:30:00.5-01:00", "2024-02-29T00:30:00.5Z"),
            ("2025-12-31T23:59:59-00:30", "2026-01-01T00:29:59Z"),
            ("2000-03-01T01:00:00+01:30", "2000-02-29T23:30:00Z"),
            ("1900-03-01T00:00:00+00:01", "1900-02-28T23:59:00Z"),
        ] {
            assert_eq!(in_utc(text.into()).as_deref(), Some(utc));
        }
        for text in ["2024-10-03", "yesterday", "2024-10-03T11:45:10", "2024-13-03T11:45:10Z", ""] {
            assert_eq!(in_utc(text.into()), None, "{text}");
        }
    }
}
