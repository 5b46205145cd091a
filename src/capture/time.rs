//! Points in time that a capture keeps as a number.

/// RFC 3339 of a time since 1970: of milliseconds, or of seconds where the number is too small for those.
#[must_use]
pub(super) fn rfc3339(number: i64) -> String {
    let millis = if number.unsigned_abs() < 100_000_000_000 { number.saturating_mul(1000) } else { number };
    let (day, of_day) = (millis.div_euclid(86_400_000), millis.rem_euclid(86_400_000));
    // 719,468 days lie between 0000-03-01 and 1970-01-01.
    let (year, month, date) = civil(day + 719_468);
    let (seconds, millis) = (of_day / 1000, of_day % 1000);
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    format!("{year:04}-{month:02}-{date:02}T{hour:02}:{minute:02}:{second:02}.{millis:03}Z")
}

/// Seconds since 1970 of a time that is written as a date and a time of day, with an offset or in UTC.
#[must_use]
pub fn seconds(text: &str) -> Option<i64> {
    let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<i64>().ok();
    let separators = [(4, b'-'), (7, b'-'), (13, b':'), (16, b':')];
    let fits = |(at, wanted): (usize, u8)| text.as_bytes().get(at) == Some(&wanted);
    if !separators.into_iter().all(fits) || !matches!(text.as_bytes().get(10), Some(b'T' | b't' | b' ')) {
        return None;
    }
    let zone = text.get(19..)?.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
    let ahead = match zone.as_bytes().first() {
        Some(sign @ (b'+' | b'-')) => {
            let minutes = zone.get(1..3)?.parse::<i64>().ok()? * 60
                + zone.get(zone.len() - 2..)?.parse::<i64>().ok()?;
            if *sign == b'-' { -minutes } else { minutes }
        }
        _ => 0,
    };
    let day = days(number(0..4)?, number(5..7)?, number(8..10)?) - 719_468;
    Some(day * 86_400 + number(11..13)? * 3600 + number(14..16)? * 60 + number(17..19)? - ahead * 60)
}

/// Days since 0000-03-01 in the proleptic Gregorian calendar.
#[must_use]
pub const fn days(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    year * 365 + year.div_euclid(4) - year.div_euclid(100)
        + year.div_euclid(400)
        + (month * 153 + 2) / 5
        + day
        - 1
}

/// Year, month and day of a day counted from 0000-03-01 in the proleptic Gregorian calendar.
#[must_use]
pub const fn civil(days: i64) -> (i64, i64, i64) {
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    if month < 10 { (year + era * 400, month + 3, day) } else { (year + era * 400 + 1, month - 9, day) }
}

#[cfg(test)]
mod tests {
    use super::{rfc3339, seconds};

    #[test]
    fn times_are_read_with_and_without_an_offset() {
        for (text, expected) in [
            ("2026-11-20T10:15:30Z", Some(1_795_169_730)),
            ("2026-11-20 10:15:30", Some(1_795_169_730)),
            ("2026-11-20T11:15:30.500+01:00", Some(1_795_169_730)),
            ("2026-11-20T09:45:30-0030", Some(1_795_169_730)),
            ("20 November", None),
        ] {
            assert_eq!(seconds(text), expected, "{text}");
        }
    }

    #[test]
    fn milliseconds_and_seconds_become_one_form() {
        assert_eq!(rfc3339(1_795_169_730_500), "2026-11-20T10:15:30.500Z");
        assert_eq!(rfc3339(1_795_169_730), "2026-11-20T10:15:30.000Z");
        assert_eq!(rfc3339(0), "1970-01-01T00:00:00.000Z");
    }
}
