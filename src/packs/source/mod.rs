//! The files of a pack: JSON or YAML, read into one kind of document in which each value knows its line and column.

mod yaml;

use std::fmt;

use thiserror::Error;

use crate::json::{Document, JsonKind, OwnedDocument, Position, PositionCursor, Value};
use crate::yaml::MOST_LEVELS as LEVELS;

/// How deep a schema's document may be nested. Real ones stay below 60; what walks them may recurse so far.
pub(super) const MOST_LEVELS: usize = LEVELS;

/// One file of a pack.
#[derive(Debug)]
pub struct Source {
    /// Its path below the pack's root, with `/`.
    pub path: String,
    document: OwnedDocument,
    /// Where the values stood, if the document was not JSON: one place a node.
    places: Option<Vec<Position>>,
}

/// Why a file is no source.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{cause}")]
pub struct Broken {
    /// Where.
    pub place: Position,
    /// What is the matter: `is not YAML: ...`.
    pub cause: String,
}

impl Broken {
    pub(super) fn new(place: Position, cause: impl Into<String>) -> Self {
        Self { place, cause: cause.into() }
    }
}

/// A value in one of several sources. Cheap to copy and to compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Spot {
    /// The number of the source.
    pub source: u32,
    /// The value's index on its tape.
    pub node: u32,
}

impl Source {
    /// Reads a file: JSON if it begins like JSON, else YAML.
    ///
    /// # Errors
    ///
    /// The place and the cause, if it is neither, or nested too deeply.
    pub fn read(path: impl Into<String>, bytes: Vec<u8>) -> Result<Self, Broken> {
        let path = path.into();
        let text = String::from_utf8(bytes).map_err(|error| {
            let (at, bytes) = (error.utf8_error().valid_up_to(), error.into_bytes());
            Broken::new(PositionCursor::new(&bytes, Position::START).at(at), "is not UTF-8")
        })?;
        let text = match text.strip_prefix('\u{feff}') {
            Some(rest) => rest.to_owned(),
            None => text,
        };
        let looks_like_json = text.trim_start().starts_with(['{', '[']);
        let ending = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
        let is_yaml = matches!(ending.as_str(), "yaml" | "yml");
        let text = if looks_like_json || !is_yaml {
            match OwnedDocument::parse(text) {
                Ok(document) => return Self { path, document, places: None }.limited(),
                Err((error, text)) if !is_yaml && (looks_like_json || ending == "json") => {
                    let place = PositionCursor::new(text.as_bytes(), Position::START).at(error.offset);
                    return Err(Broken::new(place, format!("is not JSON: {error}")));
                }
                Err((_, text)) => text,
            }
        } else {
            text
        };
        let (text, places) = yaml::as_json(&text)?;
        match OwnedDocument::parse(text) {
            Ok(document) => Ok(Self { path, document, places: Some(places) }),
            Err((error, _)) => Err(Broken::new(Position::START, format!("is not YAML: {error}"))),
        }
    }

    /// Refuses what is nested too deeply for those who walk it.
    fn limited(self) -> Result<Self, Broken> {
        let document = self.document();
        let mut ends: Vec<u32> = Vec::new();
        for index in 0..u32::try_from(document.len()).unwrap_or(u32::MAX) {
            while ends.last().is_some_and(|end| *end <= index) {
                ends.pop();
            }
            let value = document.value(index);
            if matches!(value.kind(), JsonKind::Array | JsonKind::Object) {
                ends.push(value.next());
                if ends.len() > MOST_LEVELS {
                    let cause = format!("is nested deeper than {MOST_LEVELS} levels");
                    return Err(Broken::new(self.place(value), cause));
                }
            }
        }
        Ok(self)
    }

    /// The document.
    #[must_use]
    pub fn document(&self) -> Document<'_> {
        self.document.document()
    }

    /// Whether the file is JSON, so that its text is that of the document.
    #[must_use]
    pub fn is_json(&self) -> bool {
        self.places.is_none()
    }

    /// Where one of its values stands in the file.
    #[must_use]
    pub fn place(&self, value: Value<'_>) -> Position {
        if let Some(places) = &self.places {
            return places.get(value.index() as usize).copied().unwrap_or_default();
        }
        let text = self.document().text().as_bytes();
        PositionCursor::new(text, Position::START).at(value.span().start as usize)
    }
}

/// A place in a file of a pack, as it is shown: `openapi.yaml:12:5`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FilePosition {
    /// The path below the pack's root.
    pub path: String,
    /// Where in the file.
    pub position: Position,
}

impl fmt::Display for FilePosition {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}:{}", self.path, self.position.line, self.position.column)
    }
}
