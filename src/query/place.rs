//! Where a record is asked: in its payload, or in what it means to everybody.

use std::cell::OnceCell;

use thiserror::Error;

use crate::json::{Document, PointerPattern, Scalar};
use crate::model::{Identification, nearest};
use crate::normalize::{Member, Normalized, ValueMask, normalize};

/// A place in a record.
#[derive(Debug, Clone)]
pub enum Place {
    /// In the payload; `*` stands for any one step.
    Payload(PointerPattern),
    /// In the neutral event.
    Neutral(Member),
}

/// A text that names no place.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PlaceError {
    /// It begins like a JSON Pointer and is none.
    #[error("{0} is not a JSON Pointer: write /data/promotions/*/id (* is any one step)")]
    Pointer(String),
    /// No member of the neutral event has this name.
    #[error("{name} is not a member of the neutral event{}", near.as_ref().map_or_else(String::new, |near| format!(", did you mean {near}?")))]
    Member {
        /// The name.
        name: String,
        /// The nearest that there is.
        near: Option<String>,
    },
}

impl PlaceError {
    /// What to do about it.
    #[must_use]
    pub const fn help(&self) -> Option<&'static str> {
        match self {
            Self::Pointer(_) => None,
            Self::Member { .. } => Some(
                "a place in the payload is a JSON Pointer and begins with /; `hookspect schema normalized` lists the \
                 members of the neutral event",
            ),
        }
    }
}

impl Place {
    /// Reads a place as it is typed.
    ///
    /// # Errors
    ///
    /// What begins with `/` and is no JSON Pointer; a name that the neutral event does not have.
    pub fn new(text: &str) -> Result<Self, PlaceError> {
        if text.is_empty() || text.starts_with('/') {
            let pattern = PointerPattern::new(text).ok_or_else(|| PlaceError::Pointer(text.to_owned()))?;
            return Ok(Self::Payload(pattern));
        }
        Member::named(text).map(Self::Neutral).ok_or_else(|| {
            let names: Vec<String> = Member::all().map(|member| member.name()).collect();
            let near = nearest(text, names.iter().map(String::as_str)).map(str::to_owned);
            PlaceError::Member { name: text.to_owned(), near }
        })
    }
}

/// A payload that is asked, with its neutral event once somebody asks for it.
pub(super) struct Asked<'d> {
    document: Document<'d>,
    identification: Option<&'d Identification<'d>>,
    neutral: OnceCell<Option<Normalized>>,
}

impl<'d> Asked<'d> {
    /// A payload, and what it is.
    pub(super) const fn new(document: Document<'d>, identification: Option<&'d Identification<'d>>) -> Self {
        Self { document, identification, neutral: OnceCell::new() }
    }

    /// Whether `holds` is true of one of the scalars at a place; of `None` for an object or array there.
    pub(super) fn any(&self, place: &Place, holds: &dyn Fn(Option<Scalar<'_>>) -> bool) -> bool {
        match place {
            Place::Payload(pattern) => {
                pattern.find(self.document.root()).into_iter().any(|value| holds(Scalar::of(value)))
            }
            Place::Neutral(member) => {
                let neutral = self
                    .neutral
                    .get_or_init(|| Some(normalize(self.document, self.identification?, &ValueMask::none())));
                let neutral = neutral.as_ref();
                neutral
                    .is_some_and(|event| event.scalars(member).into_iter().any(|scalar| holds(Some(scalar))))
            }
        }
    }
}
