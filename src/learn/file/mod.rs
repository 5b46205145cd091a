//! A state as a file: what one run has learnt, for another to go on with. Equal states are equal bytes.

mod leaves;
mod outline;
mod places;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use self::leaves::LeavesFile;
use self::places::{PlacesFile, node_of, places_file};
use super::place::{Asked, NamePlace, Said};
use super::state::{Group, State};
use super::tree::MOST_LEVELS;

/// What the file is.
const FORMAT: &str = "hookspect/learned-v1";
/// How that begins in every version.
pub const LEARNED_STATE: &str = "hookspect/learned-";
/// The largest count: what a double holds, so that any program reads it.
const MOST: u64 = 1 << 53;

/// Why a file is no state.
#[derive(Debug, Error)]
pub enum StateError {
    /// It cannot be read as one.
    #[error("is not what --partial writes: {0}")]
    Foreign(#[from] serde_json::Error),
    /// It is of another version.
    #[error("is of the format {0}, and this program reads {FORMAT}")]
    Version(String),
    /// Something in it cannot be.
    #[error("holds {0}")]
    Impossible(String),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StateFile {
    format: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    by: Vec<String>,
    reach: u16,
    #[serde(default = "all_levels", skip_serializing_if = "are_all")]
    levels: usize,
    records: u64,
    others: u64,
    unreadable: u64,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    headers: BTreeMap<String, u64>,
    groups: Vec<GroupFile>,
    /// The payloads that name their event in none of the usual places.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unnamed: Option<LeavesFile>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupFile {
    says: Vec<(u16, String, String)>,
    records: u64,
    places: PlacesFile,
}

const fn all_levels() -> usize {
    MOST_LEVELS
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn are_all(levels: &usize) -> bool {
    *levels == MOST_LEVELS
}

impl State {
    /// The state as a file.
    ///
    /// # Errors
    ///
    /// None that is known; those of the writer of JSON.
    pub fn write(&self) -> Result<String, StateError> {
        let by = match &self.asked {
            Asked::Usual => Vec::new(),
            Asked::At(places) => places.iter().map(ToString::to_string).collect(),
        };
        let group = |(key, group): (&String, &Group)| {
            let places = places_file(&group.root, &self.sources);
            let says = Said::read(key).map(|said| (said.rank, said.place, said.text)).collect();
            GroupFile { says, records: group.records, places }
        };
        let file = StateFile {
            format: FORMAT.to_owned(),
            by,
            reach: self.reach,
            levels: self.levels,
            records: self.records,
            others: self.others,
            unreadable: self.unreadable,
            headers: self.headers.clone(),
            groups: self.groups.iter().map(group).collect(),
            unnamed: LeavesFile::of(&self.leaves, &self.sources),
        };
        Ok(serde_json::to_string(&file)? + "\n")
    }

    /// Reads a file that [`Self::write`] has written.
    ///
    /// # Errors
    ///
    /// What is no such file.
    pub fn read(text: &str) -> Result<Self, StateError> {
        #[derive(Deserialize)]
        struct Head {
            format: String,
        }
        let Head { format } = serde_json::from_str(text)?;
        if format != FORMAT {
            return Err(StateError::Version(format.chars().take(40).collect()));
        }
        let file: StateFile = serde_json::from_str(text)?;
        let places: Result<Vec<NamePlace>, _> = file.by.iter().map(|place| place.parse()).collect();
        let places = places.map_err(|_| impossible("a place of names that is none"))?;
        let asked = if places.is_empty() { Asked::Usual } else { Asked::At(places) };
        let mut state = Self::new(asked);
        state.reach = file.reach;
        state.levels = file.levels.clamp(1, MOST_LEVELS);
        (state.records, state.others, state.unreadable) = (file.records, file.others, file.unreadable);
        state.headers = file.headers;
        let counts = [file.records, file.others, file.unreadable].into_iter();
        let counts = counts.chain(state.headers.values().copied());
        checked(counts.chain(file.groups.iter().map(|group| group.records)).max().unwrap_or(0))?;
        for group in file.groups {
            let mut key = String::new();
            for (rank, place, text) in group.says {
                Said { rank, place, text }.write(&mut key);
            }
            let root = node_of(group.places, &mut state.sources)?;
            state.groups.insert(key, Group { records: group.records, root });
        }
        if let Some(unnamed) = file.unnamed {
            state.leaves = unnamed.leaves(&mut state.sources)?;
        }
        Ok(state)
    }
}

/// Whether a count or a time is one.
fn checked(count: u64) -> Result<(), StateError> {
    if count > MOST {
        return Err(StateError::Impossible("a count that is too large".to_owned()));
    }
    Ok(())
}

/// What cannot be.
fn impossible(what: &str) -> StateError {
    StateError::Impossible(what.to_owned())
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_zero(count: &u64) -> bool {
    *count == 0
}
