//! The events of a YAML text, each with its place in bytes.

use saphyr_parser::{Event, Marker, Parser, StrInput};

use super::{Broken, Spot};
use crate::json::Position;

/// The events of a text that begins at the start of a line.
pub(super) struct Events<'y> {
    text: &'y str,
    parser: Parser<'y, StrInput<'y>>,
    /// Where the text begins in the whole one.
    start: Spot,
    /// How many characters and bytes the last place was from there: places come in order.
    last: (usize, usize),
    over: bool,
}

impl<'y> Events<'y> {
    pub(super) fn new(text: &'y str, start: Spot) -> Self {
        Self { text, parser: Parser::new_from_str(text), start, last: (0, 0), over: false }
    }

    fn spot(&mut self, marker: Marker) -> Spot {
        let narrow = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let (characters, bytes) =
            Some(self.last).filter(|(characters, _)| *characters <= marker.index()).unwrap_or_default();
        let rest = self.text.get(bytes..).unwrap_or_default();
        let more = rest.char_indices().nth(marker.index() - characters).map_or(rest.len(), |(at, _)| at);
        self.last = (marker.index(), bytes + more);
        let line = self.start.position.line.saturating_add(narrow(marker.line())).saturating_sub(1);
        let position = Position { line, column: narrow(marker.col() + 1) };
        Spot { offset: self.start.offset + bytes + more, position }
    }
}

impl<'y> Iterator for Events<'y> {
    type Item = Result<(Event<'y>, Spot), Broken>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.over {
            return None;
        }
        match self.parser.next_event()? {
            Ok((event, span)) => {
                let spot = self.spot(span.start);
                Some(Ok((event, spot)))
            }
            Err(error) => {
                self.over = true;
                let spot = self.spot(*error.marker());
                Some(Err(Broken::new(spot, format!("is not YAML: {}", error.info()))))
            }
        }
    }
}
