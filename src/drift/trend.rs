//! Whether something is a change, or was always so.

use super::account::Day;

/// So many records have to stand on each side of a change, and there have to be as many to say anything: of ten records in a
/// row chance makes none, or all, of what half of them do once in a thousand times.
pub const ENOUGH: u64 = 10;
/// Up to this share, in percent, is as good as none.
const NONE: u64 = 5;
/// From this share on, in percent, is as good as all.
const ALL: u64 = 95;
/// Where something happens in fewer records than as good as all: so many should have had it before, had it always been so.
const EXPECTED: u64 = 5;

/// How something goes over time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trend {
    /// There are too few records to tell.
    TooFew,
    /// No record says when it happened.
    Untimed,
    /// In as good as no record before a day, and from then on in a share of them.
    Begun {
        /// The first day of it, in days since 1970.
        day: i32,
        /// In how many of how many records before.
        before: (u64, u64),
        /// In how many of how many since.
        since: (u64, u64),
    },
    /// In a share of the records before a day, and in as good as none since.
    Ended {
        /// The first day without it.
        day: i32,
        /// In how many of how many records before.
        before: (u64, u64),
        /// In how many of how many since.
        since: (u64, u64),
    },
    /// In different shares of two sets.
    Between {
        /// In how many of how many records of the one that is held against.
        before: (u64, u64),
        /// In how many of how many of the other.
        since: (u64, u64),
    },
    /// In some share of the records all along.
    Steady,
}

/// How something goes over days that are in order.
///
/// Every day is tried as the one between: the days before it against those from it on, and against those after it, since the
/// change itself may fall into it. It is a change where one side has as good as none (at most 5 %) and the other as good as
/// all (at least 95 %), with at least [`ENOUGH`] records on each; or where one side has none at all though at the share of
/// the other it should have five. Of several such days the one with the greatest difference is taken, the earliest of equals.
#[must_use]
pub fn trend(days: &[Day]) -> Trend {
    let all = days.iter().fold((0, 0), add);
    if all.1 < ENOUGH {
        return Trend::TooFew;
    }
    let dated: Vec<(i32, &Day)> = days.iter().filter_map(|day| Some((day.day?, day))).collect();
    if dated.is_empty() {
        return Trend::Untimed;
    }
    let total = dated.iter().map(|(_, day)| *day).fold((0, 0), add);
    let mut best: Option<(u128, Trend)> = None;
    let mut before = (0, 0);
    for (number, own) in &dated {
        let from = (total.0 - before.0, total.1 - before.1);
        let after = (from.0 - own.found, from.1 - own.records);
        for since in [after, from] {
            let Some((size, trend)) = change(*number, before, since) else { continue };
            if best.is_none_or(|(largest, _)| size > largest) {
                best = Some((size, trend));
            }
        }
        before = add(before, own);
    }
    best.map_or(Trend::Steady, |(_, trend)| trend)
}

fn add((found, records): (u64, u64), day: &Day) -> (u64, u64) {
    (found + day.found, records + day.records)
}

/// The change between two sides, and how great it is.
fn change(day: i32, before: (u64, u64), since: (u64, u64)) -> Option<(u128, Trend)> {
    if before.1 < ENOUGH || since.1 < ENOUGH {
        return None;
    }
    let grows = is_less(before, since);
    let (low, high) = if grows { (before, since) } else { (since, before) };
    let whole = low.0 * 100 <= low.1 * NONE && high.0 * 100 >= high.1 * ALL;
    let is_new = low.0 == 0 && tells(low, high);
    if !whole && !is_new {
        return None;
    }
    let trend = if grows { Trend::Begun { day, before, since } } else { Trend::Ended { day, before, since } };
    // The difference of the shares in millionths, then how many records bear it out.
    let share = |(found, records): (u64, u64)| u128::from(found) * 1_000_000 / u128::from(records.max(1));
    let borne = u128::from(before.1) + u128::from(since.1);
    Some(((share(high) - share(low)) << 64 | borne, trend))
}

/// Whether chance hardly makes the difference between two sides, of which one has none: at the share of the other it should
/// have five.
pub(super) fn tells(one: (u64, u64), other: (u64, u64)) -> bool {
    let (low, high) = if is_less(one, other) { (one, other) } else { (other, one) };
    high.0 > 0 && u128::from(low.1) * u128::from(high.0) >= u128::from(EXPECTED) * u128::from(high.1)
}

fn is_less(one: (u64, u64), other: (u64, u64)) -> bool {
    u128::from(one.0) * u128::from(other.1) < u128::from(other.0) * u128::from(one.1)
}

#[cfg(test)]
mod tests {
    use super::{Trend, trend};
    use crate::drift::Day;

    fn days(counts: &[(u64, u64)]) -> Vec<Day> {
        let day = |(day, (found, records)): (i32, &(u64, u64))| Day {
            day: Some(day),
            found: *found,
            records: *records,
        };
        (0..).zip(counts).map(day).collect()
    }

    #[test]
    fn what_no_record_had_and_then_all_have_begins_on_the_day_between() {
        let got = trend(&days(&[(0, 8), (0, 8), (3, 8), (8, 8), (8, 8)]));
        assert_eq!(got, Trend::Begun { day: 2, before: (0, 16), since: (16, 16) });
        let got = trend(&days(&[(8, 8), (8, 8), (0, 8), (0, 8)]));
        assert_eq!(got, Trend::Ended { day: 2, before: (16, 16), since: (0, 16) });
    }

    #[test]
    fn what_happens_now_and_then_is_no_change() {
        assert_eq!(trend(&days(&[(3, 100), (2, 100), (4, 100), (3, 100)])), Trend::Steady);
        assert_eq!(trend(&days(&[(0, 30), (1, 30), (0, 30), (1, 30)])), Trend::Steady);
        assert_eq!(trend(&days(&[(10, 10), (10, 10)])), Trend::Steady);
    }

    #[test]
    fn a_rare_thing_begins_where_it_should_have_been_seen_before() {
        let got = trend(&days(&[(0, 100), (0, 100), (12, 100), (11, 100)]));
        assert!(matches!(got, Trend::Begun { day: 2, before: (0, 200), .. }), "{got:?}");
    }

    #[test]
    fn few_records_say_nothing() {
        assert_eq!(trend(&days(&[(0, 3), (3, 3)])), Trend::TooFew);
        assert_eq!(trend(&days(&[(0, 9), (9, 9)])), Trend::Steady);
        assert_eq!(trend(&[Day { day: None, found: 3, records: 30 }]), Trend::Untimed);
    }
}
