//! Lines in columns of a screen: none is wider than it is, and each says which event and which record it is about.

use std::borrow::Cow;

use super::Cells;
use crate::model::Status;
use crate::report::parts::lines::{shortened_in_front, width};
use crate::report::parts::straight::{GAP, fitted_by_turns, push_row};
use crate::report::parts::style::Style;
use crate::report::parts::terminal::Screen;
use crate::report::parts::times::write_short;

/// Times are whole on screens of so many columns.
const WIDE: usize = 140;
/// The widths of a time without fraction and zone, and of one without seconds.
const SECONDS: usize = 19;
const MINUTES: usize = 16;
/// No event asks for more columns.
const MOST_EVENT: usize = 64;
/// What time, event, who, what and verdict ask for where lines come one by one: later ones stay in the same columns for
/// the most part.
const LIVE: [usize; 5] = [24, 26, 26, 16, 7];

/// A column, in the order in which they stand in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Time,
    Event,
    Who,
    What,
    Verdict,
    Record,
}

use Column::{Event, Record, Time, Verdict, What, Who};

/// How a time is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Clock {
    Whole,
    Seconds,
    Minutes,
}

/// One way to lay out lines.
struct Form {
    clock: Clock,
    /// Whether events are said with their provider.
    has_provider: bool,
    columns: &'static [Column],
    /// Which columns give way, in turn, and down to which width.
    turns: &'static [(Column, usize)],
}

const ALL: &[Column] = &[Time, Event, Who, What, Verdict, Record];
const WITHOUT_WHAT: &[Column] = &[Time, Event, Who, Verdict, Record];
const FEWEST: &[Column] = &[Time, Event, Verdict, Record];
const ROOMY: &[(Column, usize)] = &[(Record, 20), (Verdict, 20), (Who, 16), (What, 13)];
const TIGHT: &[(Column, usize)] =
    &[(Record, 20), (Verdict, 20), (Who, 16), (Record, 12), (Verdict, 12), (Who, 10), (What, 10)];

/// From the one that needs most columns on: the first that fits is taken, and else the last.
const FORMS: [Form; 7] = [
    Form { clock: Clock::Whole, has_provider: true, columns: ALL, turns: ROOMY },
    Form { clock: Clock::Seconds, has_provider: true, columns: ALL, turns: ROOMY },
    Form { clock: Clock::Seconds, has_provider: false, columns: ALL, turns: ROOMY },
    Form { clock: Clock::Minutes, has_provider: false, columns: ALL, turns: ROOMY },
    Form { clock: Clock::Minutes, has_provider: false, columns: ALL, turns: TIGHT },
    Form { clock: Clock::Minutes, has_provider: false, columns: WITHOUT_WHAT, turns: TIGHT },
    Form { clock: Clock::Minutes, has_provider: false, columns: FEWEST, turns: TIGHT },
];

/// The widths that columns ask for. They only grow: lines that come later stay in the same columns.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Widths {
    time: usize,
    /// Of events with their provider, and without.
    id: usize,
    event: usize,
    who: usize,
    what: usize,
    verdict: usize,
    record: usize,
}

impl Widths {
    /// Takes in what a line asks for.
    pub(super) fn add(&mut self, cells: &Cells) {
        self.time = self.time.max(width(&cells.time));
        self.id = self.id.max(width(&cells.id).min(MOST_EVENT));
        self.event = self.event.max(width(&cells.event).min(MOST_EVENT));
        self.who = self.who.max(width(&cells.who));
        self.what = self.what.max(width(&cells.what));
        self.verdict = self.verdict.max(width(&cells.verdict));
        self.record = self.record.max(width(&cells.record));
    }

    /// Takes in what lines may ask for that come one by one.
    pub(super) fn expect_more(&mut self) {
        let [time, event, who, what, verdict] = LIVE;
        self.time = self.time.max(time);
        self.id = self.id.max(event);
        self.event = self.event.max(event);
        self.who = self.who.max(who);
        self.what = self.what.max(what);
        self.verdict = self.verdict.max(verdict);
    }

    const fn of(&self, column: Column, form: &Form) -> usize {
        match (column, form.clock) {
            (Time, Clock::Seconds) if self.time > SECONDS => SECONDS,
            (Time, Clock::Minutes) if self.time > MINUTES => MINUTES,
            (Time, _) => self.time,
            (Event, _) if form.has_provider => self.id,
            (Event, _) => self.event,
            (Who, _) => self.who,
            (What, _) => self.what,
            (Verdict, _) => self.verdict,
            (Record, _) => self.record,
        }
    }

    /// How lines of these widths are laid out on a screen of so many columns.
    pub(super) fn laid_out(&self, columns: usize, screen: Screen) -> Layout {
        let least = |column: Column, form: &Form| {
            let natural = self.of(column, form);
            let turn = form.turns.iter().rev().find(|(turn, _)| *turn == column);
            turn.map_or(natural, |(_, least)| natural.min(*least))
        };
        let fits = |form: &&Form| {
            let cells: usize = form.columns.iter().map(|column| least(*column, form)).sum();
            let has_room = form.clock != Clock::Whole || columns >= WIDE;
            has_room && cells + GAP * (form.columns.len() - 1) < columns
        };
        let [.., narrowest] = &FORMS;
        let form = FORMS.iter().find(fits).unwrap_or(narrowest);
        let place = |column| form.columns.iter().position(|other| *other == column);
        let turns: Vec<(usize, usize)> =
            form.turns.iter().filter_map(|(column, least)| Some((place(*column)?, *least))).collect();
        let natural = form.columns.iter().map(|column| self.of(*column, form)).collect();
        Layout { form, widths: fitted_by_turns(natural, &turns, 0, screen) }
    }
}

/// How lines are laid out.
pub(super) struct Layout {
    form: &'static Form,
    widths: Vec<usize>,
}

impl Layout {
    /// Adds a line.
    pub(super) fn push(&self, out: &mut String, cells: &Cells, screen: Screen, style: Style) {
        let columns = self.form.columns.iter().zip(&self.widths);
        let texts: Vec<(Cow<'_, str>, usize)> =
            columns.map(|(column, width)| (self.text(*column, cells, *width), *width)).collect();
        let row = texts.iter().map(|(text, width)| (text.as_ref(), *width));
        push_row(out, row, screen, |out, place, text| {
            out.push_str(&painted(self.form.columns.get(place).copied(), text, cells.status, style));
        });
        out.push('\n');
    }

    /// What stands in a column of so many columns of the screen.
    fn text<'c>(&self, column: Column, cells: &'c Cells, columns: usize) -> Cow<'c, str> {
        match column {
            Time => time(&cells.time, self.form.clock),
            Event if self.form.has_provider => Cow::Borrowed(&cells.id),
            Event => Cow::Borrowed(&cells.event),
            Who => Cow::Borrowed(&cells.who),
            What => Cow::Borrowed(&cells.what),
            Verdict => Cow::Borrowed(&cells.verdict),
            // Its end tells a record from the others of its folder or file.
            Record => shortened_in_front(&cells.record, columns),
        }
    }
}

fn time(time: &str, clock: Clock) -> Cow<'_, str> {
    let short = match clock {
        Clock::Whole => None,
        Clock::Seconds => super::in_seconds(time),
        Clock::Minutes => {
            let mut short = String::new();
            write_short(&mut short, time, false, 0).then_some(short)
        }
    };
    short.map_or(Cow::Borrowed(time), Cow::Owned)
}

fn painted(column: Option<Column>, text: &str, status: Status, style: Style) -> String {
    match column {
        Some(Event) => style.name(text),
        Some(Verdict) => style.status(status, text),
        Some(Record) => style.dim(text),
        _ if text == "-" => style.dim(text),
        _ => text.to_owned(),
    }
}
