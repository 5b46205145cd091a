//! Writes the events of a YAML text as JSON. Aliases are written out, up to a size.

use std::ops::Range;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use saphyr_parser::{Event, ScalarStyle, Tag};
use serde_json::Value as Scalar;

use super::scalar::{Plain, plain};
use super::{Broken, Place, Rewritten, Spot};

/// How deep a document may be nested.
pub const MOST_LEVELS: usize = 120;

/// A container that is still open.
struct Level {
    list: bool,
    /// How many keys and values are in it.
    count: usize,
    anchor: usize,
    start: Start,
}

/// Where a value begins in what is written: in its text and in its places.
#[derive(Debug, Clone, Copy)]
struct Start {
    text: usize,
    places: usize,
}

/// Writes values, one after another.
pub(super) struct Writer {
    done: Rewritten,
    open: Vec<Level>,
    /// What each anchor stands for; nothing while its container is open.
    anchors: Vec<Option<Rewritten>>,
    /// How many bytes aliases may still add, and anchors keep.
    left: usize,
    largest: usize,
}

impl Writer {
    /// `largest` bytes is what aliases may add in all.
    pub(super) const fn new(largest: usize) -> Self {
        let done = Rewritten { text: String::new(), places: Vec::new() };
        Self { done, open: Vec::new(), anchors: Vec::new(), left: largest, largest }
    }

    /// How many containers are open.
    pub(super) const fn depth(&self) -> usize {
        self.open.len()
    }

    /// Whether nothing is written yet.
    pub(super) const fn is_empty(&self) -> bool {
        self.done.places.is_empty()
    }

    /// What is written, which is over.
    pub(super) fn take(&mut self) -> Rewritten {
        std::mem::take(&mut self.done)
    }

    /// Gives up what is written; the containers that are open stay so, as if nothing were in them.
    pub(super) fn forget(&mut self) {
        self.done = Rewritten::default();
        for level in &mut self.open {
            level.count = 0;
        }
    }

    /// Gives up all that is open, too.
    pub(super) fn reset(&mut self) {
        self.open.clear();
        self.forget();
    }

    /// Writes what stands for something that the text does not hold.
    pub(super) fn raw(&mut self, text: &str) {
        self.done.text.push_str(text);
    }

    /// A container that is open and of which nothing is written.
    pub(super) fn open_unwritten(&mut self, list: bool) {
        let start = self.start();
        self.open.push(Level { list, count: 0, anchor: 0, start });
    }

    /// Closes such a one.
    pub(super) fn close_unwritten(&mut self) {
        self.open.pop();
    }

    /// Writes what an event says.
    pub(super) fn event(&mut self, event: &Event<'_>, spot: Spot) -> Result<(), Broken> {
        match event {
            Event::MappingStart(anchor, _) => self.open(false, *anchor, spot),
            Event::SequenceStart(anchor, _) => self.open(true, *anchor, spot),
            Event::MappingEnd | Event::SequenceEnd => self.close(spot),
            Event::Scalar(text, style, anchor, tag) => {
                self.scalar(text, *style, *anchor, tag.as_deref(), spot)
            }
            Event::Alias(anchor) => self.alias(*anchor, spot),
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => Ok(()),
        }
    }

    fn start(&self) -> Start {
        Start { text: self.done.text.len(), places: self.done.places.len() }
    }

    fn place(&mut self, spot: Spot) {
        self.done.places.push(Place { written: self.done.text.len(), spot });
    }

    /// Writes what stands before a value or key.
    fn before(&mut self, scalar: bool, spot: Spot) -> Result<(), Broken> {
        if let Some(level) = self.open.last_mut() {
            let key = !level.list && level.count.is_multiple_of(2);
            if key && !scalar {
                return Err(Broken::new(spot, "is a key that is not text: JSON has none such"));
            }
            let sign = match level.count {
                0 => None,
                _ if level.list || key => Some(','),
                _ => Some(':'),
            };
            self.done.text.extend(sign);
            level.count += 1;
        }
        Ok(())
    }

    fn is_key(&self) -> bool {
        // Counted already: the first, third ... of a mapping.
        self.open.last().is_some_and(|level| !level.list && !level.count.is_multiple_of(2))
    }

    fn open(&mut self, list: bool, anchor: usize, spot: Spot) -> Result<(), Broken> {
        self.before(false, spot)?;
        if self.open.len() >= MOST_LEVELS {
            return Err(Broken::new(spot, format!("is nested deeper than {MOST_LEVELS} levels")));
        }
        let start = self.start();
        self.place(spot);
        self.done.text.push(if list { '[' } else { '{' });
        self.open.push(Level { list, count: 0, anchor, start });
        Ok(())
    }

    fn close(&mut self, spot: Spot) -> Result<(), Broken> {
        let Some(level) = self.open.pop() else { return Ok(()) };
        if !level.list && !level.count.is_multiple_of(2) {
            self.done.text.push_str(":null");
        }
        self.done.text.push(if level.list { ']' } else { '}' });
        self.anchor(level.anchor, level.start, spot)
    }

    fn scalar(
        &mut self,
        text: &str,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<&Tag>,
        spot: Spot,
    ) -> Result<(), Broken> {
        self.before(true, spot)?;
        let start = self.start();
        self.place(spot);
        let is_text = style != ScalarStyle::Plain
            || self.is_key()
            || tag.is_some_and(|tag| tag.is_yaml_core_schema() && tag.suffix == "str");
        match binary(text, tag) {
            Some(bytes) => self.text(&bytes),
            None if is_text => self.text(text),
            None => match plain(text) {
                Plain::Text => self.text(text),
                Plain::Word(word) => self.done.text.push_str(word),
                Plain::AsWritten => self.done.text.push_str(text),
                Plain::Number(number) => self.done.text.push_str(&number.to_string()),
            },
        }
        self.anchor(anchor, start, spot)
    }

    fn text(&mut self, text: &str) {
        if text.bytes().all(|byte| byte >= b' ' && byte != b'"' && byte != b'\\') {
            self.done.text.push('"');
            self.done.text.push_str(text);
            self.done.text.push('"');
        } else {
            self.done.text.push_str(&Scalar::from(text).to_string());
        }
    }

    fn alias(&mut self, anchor: usize, spot: Spot) -> Result<(), Broken> {
        let Some(piece) = self.anchors.get(anchor).cloned().flatten() else {
            return Err(Broken::new(spot, "is an alias of something that it is in, or of nothing"));
        };
        self.before(piece.text.starts_with('"'), spot)?;
        self.spend(piece.bytes(), spot)?;
        let start = self.done.text.len();
        self.done.text.push_str(&piece.text);
        let moved = piece.places.iter().map(|place| Place { written: start + place.written, ..*place });
        self.done.places.extend(moved);
        Ok(())
    }

    fn anchor(&mut self, anchor: usize, start: Start, spot: Spot) -> Result<(), Broken> {
        if anchor == 0 {
            return Ok(());
        }
        if self.anchors.len() <= anchor {
            self.anchors.resize(anchor + 1, None);
        }
        let piece = self.done.part(start.text..self.done.text.len(), start.places..self.done.places.len());
        self.spend(piece.bytes(), spot)?;
        if let Some(slot) = self.anchors.get_mut(anchor) {
            *slot = Some(piece);
        }
        Ok(())
    }

    fn spend(&mut self, bytes: usize, spot: Spot) -> Result<(), Broken> {
        let Some(left) = self.left.checked_sub(bytes) else {
            let cause = format!("makes the document larger than {} bytes", self.largest);
            return Err(Broken::new(spot, cause));
        };
        self.left = left;
        Ok(())
    }
}

impl Rewritten {
    fn bytes(&self) -> usize {
        self.text.len() + size_of_val(self.places.as_slice())
    }

    fn part(&self, text: Range<usize>, places: Range<usize>) -> Self {
        let start = text.start;
        let moved = |place: &Place| Place { written: place.written.saturating_sub(start), ..*place };
        Self {
            text: self.text.get(text).unwrap_or_default().to_owned(),
            places: self.places.get(places).unwrap_or_default().iter().map(moved).collect(),
        }
    }
}

/// The text that a scalar of bytes says, where they are text.
fn binary(text: &str, tag: Option<&Tag>) -> Option<String> {
    tag.filter(|tag| tag.suffix == "binary")?;
    let digits: String = text.split_ascii_whitespace().collect();
    String::from_utf8(STANDARD.decode(digits).ok()?).ok()
}
