//! Times in UTC, with the precision of their source.

use std::borrow::Cow;

use jiff::Timestamp;

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
    let (date, rest) = (text.get(..10)?, text.get(11..)?);
    let (clock, zone) = rest.split_at_checked(rest.find(['Z', 'z', '+', '-'])?)?;
    if matches!(zone, "Z" | "z" | "+00:00" | "-00:00") {
        return Some(format!("{date}T{clock}Z").into());
    }
    // An offset is whole minutes: the seconds stay as they were written.
    let (minute, seconds) = clock.split_at_checked(6)?;
    let utc: Timestamp = format!("{date}T{minute}00{zone}").parse().ok()?;
    let utc = utc.to_string();
    let minute = utc.get(..17).filter(|_| !utc.starts_with('-'))?;
    Some(format!("{minute}{seconds}Z").into())
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
