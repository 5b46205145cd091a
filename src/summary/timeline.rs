//! How many records there were when.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// How many steps are kept. Where there are more, they become longer.
const MOST: usize = 2000;

/// What happened within a step.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Records.
    pub records: u64,
    /// Those of them that are invalid, unknown or unreadable.
    pub failing: u64,
}

impl Count {
    fn add(&mut self, other: Self) {
        self.records = self.records.saturating_add(other.records);
        self.failing = self.failing.saturating_add(other.failing);
    }
}

/// A length of time. Each but the week is made of whole ones of those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
#[expect(missing_docs, reason = "they are what they are called")]
pub enum Step {
    #[default]
    Second,
    Minute,
    TenMinutes,
    Hour,
    SixHours,
    Day,
    Week,
    Month,
    Year,
}

impl Step {
    const ALL: [Self; 9] = [
        Self::Second,
        Self::Minute,
        Self::TenMinutes,
        Self::Hour,
        Self::SixHours,
        Self::Day,
        Self::Week,
        Self::Month,
        Self::Year,
    ];

    /// `second`, `10 minutes`, `day`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Second => "second",
            Self::Minute => "minute",
            Self::TenMinutes => "10 minutes",
            Self::Hour => "hour",
            Self::SixHours => "6 hours",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// The step that is called so.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.name() == name)
    }

    /// The next longer one that is made of whole ones of this.
    const fn longer(self) -> Option<Self> {
        match self {
            Self::Second => Some(Self::Minute),
            Self::Minute => Some(Self::TenMinutes),
            Self::TenMinutes => Some(Self::Hour),
            Self::Hour => Some(Self::SixHours),
            Self::SixHours => Some(Self::Day),
            Self::Day | Self::Week => Some(Self::Month),
            Self::Month => Some(Self::Year),
            Self::Year => None,
        }
    }

    const fn seconds(self) -> Option<i64> {
        Some(match self {
            Self::Second => 1,
            Self::Minute => 60,
            Self::TenMinutes => 600,
            Self::Hour => 3600,
            Self::SixHours => 6 * 3600,
            Self::Day => 86_400,
            Self::Week => 7 * 86_400,
            Self::Month | Self::Year => return None,
        })
    }

    /// Where the step begins that a point in time is in, in seconds since 1970. Weeks begin on Monday.
    fn start(self, second: i64) -> i64 {
        if let Some(length) = self.seconds() {
            // 1970 began on a Thursday.
            let monday = if self == Self::Week { 4 * 86_400 } else { 0 };
            return (second - monday).div_euclid(length) * length + monday;
        }
        let Some(date) = date(second) else { return second };
        let month = if self == Self::Year { 1 } else { date.month() };
        Date::new(date.year(), month, 1).ok().and_then(midnight).unwrap_or(second)
    }

    /// Where the step after the one that begins here begins.
    fn after(self, start: i64) -> Option<i64> {
        if let Some(length) = self.seconds() {
            return start.checked_add(length);
        }
        let span = if self == Self::Year { 1.year() } else { 1.month() };
        midnight(date(start)?.checked_add(span).ok()?)
    }

    /// How the beginning of a step is written.
    #[must_use]
    pub fn label(self, start: Timestamp) -> String {
        let form = match self {
            Self::Second => "%Y-%m-%d %H:%M:%S",
            Self::Minute | Self::TenMinutes | Self::Hour | Self::SixHours => "%Y-%m-%d %H:%M",
            Self::Day | Self::Week => "%Y-%m-%d",
            Self::Month => "%Y-%m",
            Self::Year => "%Y",
        };
        start.to_zoned(TimeZone::UTC).strftime(form).to_string()
    }
}

fn date(second: i64) -> Option<Date> {
    Some(Timestamp::from_second(second).ok()?.to_zoned(TimeZone::UTC).date())
}

fn midnight(date: Date) -> Option<i64> {
    Some(date.to_zoned(TimeZone::UTC).ok()?.timestamp().as_second())
}

/// Counts by time, in steps that are as short as memory allows: the same ones however the records were divided, for a
/// part has longer steps only where the whole has them too.
#[derive(Debug, Clone, Default)]
pub struct Timeline {
    step: Step,
    counts: BTreeMap<i64, Count>,
}

/// A timeline in few steps, without gaps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// How long each step is.
    pub step: Step,
    /// Where each begins, and what happened within it; steps without a record are there too.
    pub rows: Vec<(Timestamp, Count)>,
    /// How many earlier steps with records are left out, where there is no way to have few.
    pub earlier: usize,
}

impl Timeline {
    /// How long the steps are, and those with records: where each begins, and what happened within it.
    pub(super) fn steps(&self) -> (Step, impl Iterator<Item = (i64, Count)>) {
        (self.step, self.counts.iter().map(|(start, count)| (*start, *count)))
    }

    /// A timeline of such steps; nothing where it is none that is ever collected.
    pub(super) fn of(step: Step, steps: impl Iterator<Item = (i64, Count)>) -> Option<Self> {
        let mut counts = BTreeMap::new();
        for (start, count) in steps {
            let is_start = date(start).is_some() && step.start(start) == start;
            let is_counted = count.records > 0 && count.failing <= count.records;
            if !is_start || !is_counted || counts.insert(start, count).is_some() {
                return None;
            }
        }
        // No timeline has weeks, for months are not made of them.
        let is_short = counts.len() <= MOST || step.longer().is_none();
        (is_short && step != Step::Week).then_some(Self { step, counts })
    }

    /// Counts a record.
    pub fn add(&mut self, time: Timestamp, failing: bool) {
        let count = Count { records: 1, failing: u64::from(failing) };
        self.counts.entry(self.step.start(time.as_second())).or_default().add(count);
        self.shrink();
    }

    /// Adds what was counted elsewhere.
    pub fn merge(&mut self, mut other: Self) {
        let step = self.step.max(other.step);
        self.lengthen(step);
        other.lengthen(step);
        for (start, count) in other.counts {
            self.counts.entry(start).or_default().add(count);
        }
        self.shrink();
    }

    fn shrink(&mut self) {
        while self.counts.len() > MOST
            && let Some(longer) = self.step.longer()
        {
            self.lengthen(longer);
        }
    }

    fn lengthen(&mut self, step: Step) {
        if step > self.step {
            self.step = step;
            self.counts = self.in_steps(step);
        }
    }

    fn in_steps(&self, step: Step) -> BTreeMap<i64, Count> {
        let mut counts: BTreeMap<i64, Count> = BTreeMap::new();
        for (start, count) in &self.counts {
            counts.entry(step.start(*start)).or_default().add(*count);
        }
        counts
    }

    /// The timeline in at most so many steps, as short as that allows.
    #[must_use]
    pub fn chart(&self, most: usize) -> Option<Chart> {
        let (first, last) = (*self.counts.first_key_value()?.0, *self.counts.last_key_value()?.0);
        let timestamp = |start: i64| Timestamp::from_second(start).ok();
        let usable = |step: &&Step| **step >= self.step && (**step != Step::Week || self.step <= Step::Day);
        for step in Step::ALL.iter().filter(usable) {
            let mut starts = vec![step.start(first)];
            while starts.len() <= most
                && let Some(next) = starts.last().and_then(|start| step.after(*start))
                && next <= last
            {
                starts.push(next);
            }
            if starts.len() <= most {
                let counts = self.in_steps(*step);
                let row =
                    |start: i64| Some((timestamp(start)?, counts.get(&start).copied().unwrap_or_default()));
                return Some(Chart {
                    step: *step,
                    rows: starts.into_iter().filter_map(row).collect(),
                    earlier: 0,
                });
            }
        }
        let counts = self.in_steps(Step::Year);
        let earlier = counts.len().saturating_sub(most);
        let rows =
            counts.into_iter().skip(earlier).filter_map(|(start, count)| Some((timestamp(start)?, count)));
        Some(Chart { step: Step::Year, rows: rows.collect(), earlier })
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that fails may say so in the shortest way")]
mod tests {
    use super::{Step, Timeline};
    use jiff::Timestamp;

    fn timeline(times: impl Iterator<Item = i64>) -> Timeline {
        let mut timeline = Timeline::default();
        times.for_each(|second| timeline.add(Timestamp::from_second(second).unwrap(), second % 2 == 0));
        timeline
    }

    #[test]
    fn the_chart_is_the_same_however_the_records_were_divided() {
        for spread in [1, 61, 3601, 90_001, 200_001] {
            let times = || (0..3000_i64).map(|number| 1_700_000_000 + number * number % 2999 * spread);
            let whole = timeline(times()).chart(24).unwrap();
            assert!(whole.rows.len() <= 24);
            let shown = whole.rows.iter().map(|(_, count)| count.records).sum::<u64>();
            // Over centuries only the last years are shown.
            assert_eq!(shown == 3000, whole.earlier == 0, "{spread}: {shown}");
            for parts in [2, 5] {
                let mut merged = Timeline::default();
                for part in (0..parts).rev() {
                    let some = times().enumerate().filter(|(at, _)| at % parts == part).map(|(_, time)| time);
                    merged.merge(timeline(some));
                }
                assert_eq!(merged.chart(24).unwrap(), whole, "{spread} in {parts}");
            }
        }
    }

    #[test]
    fn steps_without_a_record_have_a_row_and_labels_are_no_longer_than_needed() {
        let chart = timeline([1_795_169_730, 1_795_169_730 + 3 * 86_400].into_iter()).chart(24).unwrap();
        assert_eq!(chart.step, Step::SixHours);
        assert_eq!(chart.rows.len(), 13);
        assert_eq!(chart.step.label(chart.rows[0].0), "2026-11-20 06:00");
        assert_eq!(timeline([1_795_169_730].into_iter()).chart(24).unwrap().step, Step::Second);
        assert!(Timeline::default().chart(24).is_none());
    }

    #[test]
    fn weeks_begin_on_monday_and_months_with_their_first_day() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap().as_second();
        assert_eq!(Step::Week.start(at("2026-11-22T23:59:59Z")), at("2026-11-16T00:00:00Z"));
        assert_eq!(Step::Month.start(at("2024-02-29T12:00:00Z")), at("2024-02-01T00:00:00Z"));
        assert_eq!(Step::Month.after(at("2024-01-01T00:00:00Z")), Some(at("2024-02-01T00:00:00Z")));
        assert_eq!(Step::Year.start(at("1969-02-01T00:00:00Z")), at("1969-01-01T00:00:00Z"));
    }
}
