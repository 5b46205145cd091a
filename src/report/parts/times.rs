//! Times in a column of a table, as people read them.

use std::ops::Range;

/// From so many columns on there is room for whole times.
const WIDE: usize = 120;

/// What becomes of the year that all times have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum Year<'y> {
    /// It stays.
    Kept,
    /// It is left out where all have it, and said above.
    ToBeSaid,
    /// This one is said above already.
    Said(Option<&'y str>),
}

/// The year that all times of a column have and do without on a screen of so many columns.
pub(in crate::report) fn left_out<'t>(
    times: impl Iterator<Item = &'t str>,
    year: Year<'_>,
    columns: usize,
) -> Option<&'t str> {
    let mut years = times.filter(|time| is_time(time)).map(|time| time.get(..4).unwrap_or_default());
    let first = years.next()?;
    let mut count = 1;
    for other in years {
        count += 1;
        if other != first {
            return None;
        }
    }
    let is_left_out = match year {
        Year::Kept => false,
        Year::ToBeSaid => columns < WIDE && count > 1,
        Year::Said(said) => said == Some(first),
    };
    is_left_out.then_some(first)
}

/// Adds a time as people read it, shorter on a screen of few columns; nothing and `false` where it is no time.
pub(in crate::report) fn write_short(
    out: &mut String,
    time: &str,
    is_year_left_out: bool,
    columns: usize,
) -> bool {
    if !is_time(time) {
        return false;
    }
    let (date, clock) = time.split_once(['T', ' ']).unwrap_or((time, ""));
    let date = if is_year_left_out { date.get(5..).unwrap_or(date) } else { date };
    out.push_str(date);
    out.push(' ');
    if columns < WIDE {
        out.push_str(clock.get(..5).unwrap_or(clock));
    } else {
        let fraction = clock.find('.').unwrap_or(clock.len());
        let (whole, rest) = clock.split_at_checked(fraction).unwrap_or((clock, ""));
        out.push_str(whole);
        out.push_str(rest.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit()));
    }
    true
}

/// Whether a text is a time as RFC 3339 writes it.
fn is_time(text: &str) -> bool {
    let digits = |range: Range<usize>| {
        text.get(range).is_some_and(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    text.len() >= 16 && digits(0..4) && digits(5..7) && digits(8..10) && digits(11..13) && digits(14..16)
}
