//! YAML as JSON: the text is rewritten, and each value keeps the place where it stood.
//!
//! The core schema of YAML 1.2: `yes`, `on` and dates are texts. Aliases are written out, up to a size.

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, ScanError, Tag};
use serde_json::{Number, Value as Scalar};

use super::{Broken, MOST_LEVELS};
use crate::json::Position;

/// How many bytes a YAML text may grow to when its aliases are written out.
const LARGEST: usize = 64 << 20;

/// A YAML text as JSON.
#[derive(Debug, Default)]
pub(super) struct Rewritten {
    /// The same data as JSON.
    pub(super) text: String,
    /// Where each value, key and container of `text` stood, in their order.
    pub(super) places: Vec<Position>,
}

/// Rewrites one document.
pub(super) fn rewrite(yaml: &str) -> Result<Rewritten, Broken> {
    let mut writer = Writer::default();
    let mut parser = Parser::new_from_str(yaml);
    let mut documents = 0;
    while let Some(event) = parser.next_event() {
        let (event, span) = event.map_err(|error| broken(&error))?;
        let place = place(span.start);
        match event {
            Event::DocumentStart(_) if documents > 0 => {
                return Err(Broken::new(place, "is a second document: a file holds one"));
            }
            Event::DocumentStart(_) => documents += 1,
            Event::MappingStart(anchor, _) => writer.open(false, anchor, place)?,
            Event::SequenceStart(anchor, _) => writer.open(true, anchor, place)?,
            Event::MappingEnd | Event::SequenceEnd => writer.close(),
            Event::Scalar(text, style, anchor, tag) => {
                writer.scalar(&text, style, anchor, tag.as_deref(), place)?;
            }
            Event::Alias(anchor) => writer.alias(anchor, place)?,
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
    }
    if writer.done.places.is_empty() {
        return Err(Broken::new(Position::START, "holds nothing"));
    }
    Ok(writer.done)
}

fn place(marker: Marker) -> Position {
    let narrow = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Position { line: narrow(marker.line()), column: narrow(marker.col() + 1) }
}

fn broken(error: &ScanError) -> Broken {
    Broken::new(place(*error.marker()), format!("is not YAML: {}", error.info()))
}

/// A piece of the output: of its text and of its places.
#[derive(Debug, Clone, Copy)]
struct Piece {
    text: (usize, usize),
    places: (usize, usize),
}

/// A container that is still open.
struct Level {
    list: bool,
    /// How many keys and values are in it.
    count: usize,
    anchor: usize,
    start: (usize, usize),
}

#[derive(Default)]
struct Writer {
    done: Rewritten,
    open: Vec<Level>,
    /// What each anchor stands for; nothing while its container is open.
    anchors: Vec<Option<Piece>>,
}

impl Writer {
    /// Writes what stands before a value or key.
    fn before(&mut self, scalar: bool, place: Position) -> Result<(), Broken> {
        if let Some(level) = self.open.last_mut() {
            let key = !level.list && level.count.is_multiple_of(2);
            if key && !scalar {
                return Err(Broken::new(place, "is a key that is not text: JSON has none such"));
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

    fn open(&mut self, list: bool, anchor: usize, place: Position) -> Result<(), Broken> {
        self.before(false, place)?;
        if self.open.len() >= MOST_LEVELS {
            return Err(Broken::new(place, format!("is nested deeper than {MOST_LEVELS} levels")));
        }
        let start = (self.done.text.len(), self.done.places.len());
        self.done.text.push(if list { '[' } else { '{' });
        self.done.places.push(place);
        self.open.push(Level { list, count: 0, anchor, start });
        Ok(())
    }

    fn close(&mut self) {
        if let Some(level) = self.open.pop() {
            if !level.list && !level.count.is_multiple_of(2) {
                self.done.text.push_str(":null");
            }
            self.done.text.push(if level.list { ']' } else { '}' });
            self.anchor(level.anchor, level.start);
        }
    }

    fn scalar(
        &mut self,
        text: &str,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<&Tag>,
        place: Position,
    ) -> Result<(), Broken> {
        self.before(true, place)?;
        let start = (self.done.text.len(), self.done.places.len());
        let is_text = style != ScalarStyle::Plain
            || self.is_key()
            || tag.is_some_and(|tag| tag.is_yaml_core_schema() && tag.suffix == "str");
        if is_text {
            self.text(text);
        } else {
            match plain(text) {
                Plain::Text => self.text(text),
                Plain::Word(word) => self.done.text.push_str(word),
                Plain::AsWritten => self.done.text.push_str(text),
                Plain::Number(number) => self.done.text.push_str(&number.to_string()),
            }
        }
        self.done.places.push(place);
        self.anchor(anchor, start);
        Ok(())
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

    fn alias(&mut self, anchor: usize, place: Position) -> Result<(), Broken> {
        let Some(piece) = self.anchors.get(anchor).copied().flatten() else {
            return Err(Broken::new(place, "is an alias of something that it is in, or of nothing"));
        };
        let text = self.done.text.get(piece.text.0..piece.text.1).unwrap_or_default().to_owned();
        self.before(text.starts_with('"'), place)?;
        if self.done.text.len() + text.len() > LARGEST {
            return Err(Broken::new(place, format!("makes the document larger than {LARGEST} bytes")));
        }
        self.done.text.push_str(&text);
        self.done.places.extend_from_within(piece.places.0..piece.places.1);
        Ok(())
    }

    fn anchor(&mut self, anchor: usize, start: (usize, usize)) {
        if anchor == 0 {
            return;
        }
        if self.anchors.len() <= anchor {
            self.anchors.resize(anchor + 1, None);
        }
        let piece =
            Piece { text: (start.0, self.done.text.len()), places: (start.1, self.done.places.len()) };
        if let Some(slot) = self.anchors.get_mut(anchor) {
            *slot = Some(piece);
        }
    }
}

/// What a plain scalar is in the core schema of YAML 1.2, section 10.3.
enum Plain {
    Text,
    Word(&'static str),
    /// A number that JSON writes alike.
    AsWritten,
    Number(Number),
}

fn plain(text: &str) -> Plain {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Plain::Word("null"),
        "true" | "True" | "TRUE" => return Plain::Word("true"),
        "false" | "False" | "FALSE" => return Plain::Word("false"),
        _ => {}
    }
    if !text.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '-' | '+' | '.')) {
        return Plain::Text;
    }
    let radix = |prefix: &str, radix: u32| {
        let digits = text.strip_prefix(prefix)?;
        digits
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric())
            .then(|| u64::from_str_radix(digits, radix).ok())?
    };
    if let Some(number) = radix("0o", 8).or_else(|| radix("0x", 16)) {
        return Plain::Number(number.into());
    }
    if serde_json::from_str::<&serde_json::value::RawValue>(text).is_ok() {
        return Plain::AsWritten;
    }
    // What YAML writes more freely: `+1`, `.5`, `1.`, `007`.
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let is_number = unsigned.bytes().any(|byte| byte.is_ascii_digit())
        && unsigned
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'e' | b'E' | b'+' | b'-'));
    let whole = text.strip_prefix('+').unwrap_or(text).parse::<i64>().ok().map(Number::from);
    let number = whole.or_else(|| text.parse::<f64>().ok().and_then(Number::from_f64));
    match number.filter(|_| is_number) {
        Some(number) => Plain::Number(number),
        None => Plain::Text,
    }
}
