//! What is to be said about a pack: what is wrong with it, what was inferred, what was left out.

use std::fmt;

use super::source::FilePosition;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gravity {
    /// Worth knowing.
    Note,
    /// Probably not what was meant; the pack works without that part.
    Warning,
    /// A part of the pack does not work; the rest does.
    Error,
    /// Payloads would be judged by something else than the pack says: an event has lost its schema, or the manifest says
    /// what cannot be meant.
    Broken,
}

/// One thing to be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// How bad it is.
    pub gravity: Gravity,
    /// Where, if it is at one place.
    pub place: Option<FilePosition>,
    /// What is the matter, as the rest of a sentence that begins with the place.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

/// What has been said so far.
#[derive(Debug, Clone, Default)]
pub struct Notes(Vec<Note>);

impl Note {
    fn new(gravity: Gravity, place: Option<FilePosition>, message: impl Into<String>) -> Self {
        Self { gravity, place, message: message.into(), help: None }
    }

    /// Something that does not work.
    #[must_use]
    pub fn error(place: FilePosition, message: impl Into<String>) -> Self {
        Self::new(Gravity::Error, Some(place), message)
    }

    /// Something that payloads are judged by, and that does not say by what.
    #[must_use]
    pub fn broken(place: FilePosition, message: impl Into<String>) -> Self {
        Self::new(Gravity::Broken, Some(place), message)
    }

    /// Something that is probably not meant.
    #[must_use]
    pub fn warning(place: FilePosition, message: impl Into<String>) -> Self {
        Self::new(Gravity::Warning, Some(place), message)
    }

    /// Something worth knowing.
    #[must_use]
    pub fn remark(place: FilePosition, message: impl Into<String>) -> Self {
        Self::new(Gravity::Note, Some(place), message)
    }

    /// Something about the whole pack.
    #[must_use]
    pub fn of_pack(gravity: Gravity, message: impl Into<String>) -> Self {
        Self::new(gravity, None, message)
    }

    /// With what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for Note {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(formatter, "{place}: ")?;
        }
        formatter.write_str(&self.message)?;
        match &self.help {
            Some(help) => write!(formatter, " ({help})"),
            None => Ok(()),
        }
    }
}

impl Notes {
    /// Says one thing more.
    pub fn push(&mut self, note: Note) {
        self.0.push(note);
    }

    /// All of it.
    pub fn iter(&self) -> impl Iterator<Item = &Note> {
        self.0.iter()
    }

    /// All of it once, in the order of files and lines.
    #[must_use]
    pub fn sorted(mut self) -> Vec<Note> {
        self.0.sort_by(|one, other| (&one.place, &one.message).cmp(&(&other.place, &other.message)));
        self.0.dedup();
        self.0
    }
}
