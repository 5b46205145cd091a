//! The values of a YAML text one after another: its documents, the items of a list at the top, and those of lists that
//! are named.

use saphyr_parser::Event;

use super::events::Events;
use super::writer::Writer;
use super::{Broken, Rewritten, Spot};
use crate::json::Position;

/// Reads values. A broken one costs none of the others: the next begins at a line that begins as it did.
pub struct Values<'y> {
    text: &'y str,
    events: Events<'y>,
    /// The members of a mapping at the top whose items are values of their own.
    lists: &'static [&'static str],
    writer: Writer,
    state: State,
    /// Where the value at hand begins.
    start: Option<Spot>,
    /// Whether lists of the document at hand were read item by item.
    split: bool,
    /// What the next document is, where it is none but the rest of one.
    next: Option<State>,
    /// How many bytes may still be read again after what is broken.
    again: usize,
    /// How many events have been read.
    read: u64,
}

/// What is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// What stands at the top of a document.
    Top,
    /// The items of a list at the top.
    Items,
    /// The members of a mapping at the top; after the name of a list of values, that one.
    Members(Option<&'static str>),
    /// The items of a list of this name.
    Named(&'static str),
    /// The items of such a list, after what was broken in it: what follows the list is not looked at.
    Rest(&'static str),
    /// Behind such a list: what follows is not looked at, and need not be YAML.
    Behind,
    Over,
}

impl<'y> Values<'y> {
    /// Of a text. The items of `lists` are values of their own, each in a mapping of that name.
    #[must_use]
    pub fn new(text: &'y str, lists: &'static [&'static str]) -> Self {
        let start = Spot { offset: 0, position: Position::START };
        Self {
            text,
            events: Events::new(text, start),
            lists,
            // A bomb grows a thousandfold; what was written by hand hardly at all.
            writer: Writer::new((16 << 20) + text.len().saturating_mul(2)),
            state: State::Top,
            start: None,
            split: false,
            next: None,
            again: text.len().saturating_mul(4),
            read: 0,
        }
    }

    /// How many events have been read, those that were read again among them: what has been done, for those who bound
    /// it.
    #[must_use]
    pub const fn events_read(&self) -> u64 {
        self.read
    }

    /// Takes one event in; gives a value that ends with it.
    fn event(&mut self, event: &Event<'y>, spot: Spot) -> Result<Option<Rewritten>, Broken> {
        if let Event::DocumentStart(_) = event {
            (self.state, self.split) = (self.next.take().unwrap_or(State::Top), false);
            self.writer.reset();
            return Ok(None);
        }
        match (self.state, event) {
            (State::Over | State::Behind, _)
            | (_, Event::StreamStart | Event::StreamEnd | Event::Nothing) => {
                return Ok(None);
            }
            (state, Event::DocumentEnd) => {
                let is_whole = matches!(state, State::Members(_)) && !self.split && !self.writer.is_empty();
                return Ok(is_whole.then(|| self.writer.take()));
            }
            (State::Top, Event::SequenceStart(..)) => {
                self.state = State::Items;
                return Ok(None);
            }
            (State::Top, Event::MappingStart(..)) => {
                (self.state, self.start) = (State::Members(None), Some(spot));
                self.writer.event(event, spot)?;
                return Ok(None);
            }
            (State::Members(Some(name)), Event::SequenceStart(..)) if self.writer.depth() == 1 => {
                (self.state, self.split) = (State::Named(name), true);
                self.writer.forget();
                self.writer.open_unwritten(true);
                return Ok(None);
            }
            (State::Named(_), Event::SequenceEnd) if self.writer.depth() == 2 => {
                self.writer.close_unwritten();
                self.writer.forget();
                self.state = State::Members(None);
                return Ok(None);
            }
            (State::Items, Event::SequenceEnd) if self.writer.depth() == 0 => {
                self.state = State::Over;
                return Ok(None);
            }
            (State::Rest(_), Event::SequenceEnd) if self.writer.depth() == 0 => {
                self.state = State::Behind;
                return Ok(None);
            }
            (State::Rest(_), Event::SequenceStart(..)) if self.start.is_none() && !self.split => {
                self.split = true;
                return Ok(None);
            }
            _ => {}
        }
        self.value(event, spot)
    }

    fn value(&mut self, event: &Event<'y>, spot: Spot) -> Result<Option<Rewritten>, Broken> {
        let (outer, wrap) = match self.state {
            State::Named(name) => (2, Some(name)),
            State::Rest(name) => (0, Some(name)),
            _ => (0, None),
        };
        let at_top = !matches!(self.state, State::Members(_));
        if at_top && self.writer.depth() == outer && self.writer.is_empty() {
            self.start = Some(spot);
            if let Some(name) = wrap {
                self.writer.raw(&format!("{{\"{name}\":["));
            }
        }
        let is_key = matches!(self.state, State::Members(_)) && self.writer.depth() == 1;
        self.writer.event(event, spot)?;
        if let State::Members(name) = &mut self.state {
            let named = |text: &str| self.lists.iter().copied().find(|list| *list == text);
            *name = match event {
                Event::Scalar(text, ..) if is_key && name.is_none() => named(text),
                _ => None,
            };
            return Ok(None);
        }
        if self.writer.depth() > outer {
            return Ok(None);
        }
        if wrap.is_some() {
            self.writer.raw("]}");
        }
        let value = self.writer.take();
        self.writer.forget();
        Ok(Some(value))
    }

    /// Goes on after what is broken: at the next line that begins a value as the broken one was begun, or a document.
    /// Gives where the broken value begins.
    fn go_on(&mut self, broken: &Broken) -> Spot {
        let is_within = self.start.is_some();
        let from = self.start.take().unwrap_or(broken.spot);
        let name = match self.state {
            State::Named(name) | State::Rest(name) => Some(name),
            _ => None,
        };
        // Behind the items of a list that was entered in its middle, the next document is all that is looked for.
        let is_behind = matches!(self.state, State::Rest(_) | State::Behind) && !is_within;
        let is_item = matches!(self.state, State::Named(_) | State::Rest(_) | State::Items) && !is_behind;
        let read = broken.spot.offset.saturating_sub(from.offset);
        self.again = self.again.saturating_sub(read);
        self.state = State::Over;
        let rest = self.text.get(from.offset..).unwrap_or_default();
        let (mut at, mut line) = (from.offset, from.position.line);
        let indent = self.indent(from.offset);
        for text in rest.split_inclusive('\n') {
            if at > from.offset && self.again > 0 {
                let is_document = text.starts_with("---");
                let is_next = || {
                    let item = indent.and_then(|indent| text.strip_prefix(indent)?.strip_prefix('-'));
                    item.is_some_and(|item| item.starts_with([' ', '\n', '\r']))
                };
                if is_document || is_item && is_next() {
                    let position = Position { line, column: 1 };
                    let rest = self.text.get(at..).unwrap_or_default();
                    self.events = Events::new(rest, Spot { offset: at, position });
                    self.writer.reset();
                    self.state = State::Top;
                    self.next = name.filter(|_| !is_document).map(State::Rest);
                    return from;
                }
            }
            at += text.len();
            line += 1;
        }
        // Nothing more can be read.
        self.events = Events::new("", Spot { offset: self.text.len(), position: from.position });
        from
    }

    /// The blanks before the `-` of the item that begins at an offset.
    fn indent(&self, offset: usize) -> Option<&'y str> {
        let before = self.text.get(..offset)?;
        let dash = before.rfind('-')?;
        let line = before.get(..dash)?.rfind('\n').map_or(0, |at| at + 1);
        let indent = before.get(line..dash)?;
        indent.bytes().all(|byte| byte == b' ').then_some(indent)
    }
}

impl Iterator for Values<'_> {
    /// A value; or where a broken one begins, and why it is broken.
    type Item = Result<Rewritten, (Spot, Broken)>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            self.read += 1;
            let taken = match self.events.next()? {
                Ok((event, spot)) => self.event(&event, spot),
                Err(broken) => Err(broken),
            };
            match taken {
                Ok(None) => {}
                Ok(Some(value)) => {
                    self.start = None;
                    return Some(Ok(value));
                }
                // What follows a list that was entered in its middle was never meant to be read so.
                Err(broken)
                    if matches!(self.state, State::Rest(_) | State::Behind) && self.start.is_none() =>
                {
                    self.go_on(&broken);
                }
                Err(broken) => {
                    let from = self.go_on(&broken);
                    return Some(Err((from, broken)));
                }
            }
        }
    }
}
