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

/// Shortens times for a screen of so many columns; returns the year that all have and do without.
pub(in crate::report) fn shorten(times: Vec<&mut String>, year: Year<'_>, columns: usize) -> Option<String> {
    let mut times: Vec<&mut String> = times.into_iter().filter(|time| is_time(time)).collect();
    let year_of = |time: &str| time.chars().take(4).collect::<String>();
    let first = times.first().map(|time| year_of(time));
    let shared = first.filter(|first| times.iter().all(|time| year_of(time) == *first));
    let left_out = shared.filter(|shared| match year {
        Year::Kept => false,
        Year::ToBeSaid => columns < WIDE && times.len() > 1,
        Year::Said(said) => said == Some(shared.as_str()),
    });
    for time in &mut times {
        let (date, clock) = time.split_once(['T', ' ']).unwrap_or((time, ""));
        let date = if left_out.is_some() { date.get(5..).unwrap_or(date) } else { date };
        let fraction = clock.find('.').unwrap_or(clock.len());
        let (whole, rest) = clock.split_at_checked(fraction).unwrap_or((clock, ""));
        let zone = rest.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
        let shown = if columns < WIDE {
            clock.get(..5).unwrap_or(clock).to_owned()
        } else {
            format!("{whole}{zone}")
        };
        **time = format!("{date} {shown}");
    }
    left_out
}

/// Whether a text is a time as RFC 3339 writes it.
fn is_time(text: &str) -> bool {
    let digits = |range: Range<usize>| {
        text.get(range).is_some_and(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    text.len() >= 16 && digits(0..4) && digits(5..7) && digits(8..10) && digits(11..13) && digits(14..16)
}
