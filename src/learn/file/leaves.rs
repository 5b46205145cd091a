//! Payloads that name their event in none of the usual places, as they stand in a file.

use serde::{Deserialize, Serialize};

use super::super::leaf::Spot;
use super::super::leaves::{Leaf, Leaves, Names, Paired, Said};
use super::super::stamp::Sources;
use super::super::state::Group;
use super::places::{PlacesFile, node_of, places_file};
use super::{StateError, checked, impossible};

/// All of them, and the places that may name them in the order in which these are looked at.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LeavesFile {
    #[serde(skip_serializing_if = "Option::is_none")]
    all: Option<PayloadsFile>,
    shapes: Vec<u64>,
    leaves: Vec<LeafFile>,
    pairs: Vec<PairFile>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PayloadsFile {
    records: u64,
    places: PlacesFile,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LeafFile {
    place: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    only: Option<u64>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    varied: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    names: Option<NamesFile>,
}

/// The payloads of each word, or the only word of all.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct NamesFile {
    lacking: Vec<u64>,
    groups: Vec<(Option<String>, Option<PayloadsFile>)>,
}

/// The payloads of each two words of two places.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PairFile {
    one: usize,
    other: usize,
    groups: Option<Vec<PairedFile>>,
}

type PairedFile = (Option<String>, Option<String>, PayloadsFile);

impl PayloadsFile {
    fn of(group: &Group, sources: &Sources) -> Self {
        Self { records: group.records, places: places_file(&group.root, sources) }
    }

    fn group(self, sources: &mut Sources) -> Result<Group, StateError> {
        checked(self.records)?;
        Ok(Group { records: self.records, root: node_of(self.places, sources)? })
    }
}

impl LeavesFile {
    /// The payloads as they are written; nothing where there are none.
    pub(super) fn of(leaves: &Leaves, sources: &Sources) -> Option<Self> {
        if leaves.is_closed {
            return Some(Self { all: None, shapes: Vec::new(), leaves: Vec::new(), pairs: Vec::new() });
        }
        if leaves.all.records == 0 {
            return None;
        }
        let payloads = |group: &Group| PayloadsFile::of(group, sources);
        let mut order: Vec<(usize, &Leaf)> = leaves.places.iter().enumerate().collect();
        order.sort_by(|one, other| one.1.spot.cmp(&other.1.spot));
        let place = |number: usize| order.iter().position(|(known, _)| *known == number).unwrap_or(number);
        let leaf = |(_, leaf): &(usize, &Leaf)| LeafFile {
            place: leaf.spot.place.to_string(),
            only: leaf.only,
            varied: leaf.is_varied,
            names: leaf.names.as_ref().map(|names| {
                let is_kept = names.groups.len() > 1;
                let group = |(said, group): &(Option<Box<str>>, Group)| {
                    (said.as_deref().map(str::to_owned), is_kept.then(|| payloads(group)))
                };
                let mut groups: Vec<_> = names.groups.iter().map(group).collect();
                groups.sort_by(|one, other| one.0.cmp(&other.0));
                NamesFile { lacking: names.lacking.iter().copied().collect(), groups }
            }),
        };
        let pair = |((one, other), paired): (&(usize, usize), &Option<Paired>)| {
            let (one, other) = (place(*one), place(*other));
            let groups = paired.as_ref().map(|paired| {
                let group = |((first, second), group): (&(Said, Said), &Group)| {
                    let (first, second) = if one < other { (first, second) } else { (second, first) };
                    let text = |said: &Said| said.as_deref().map(str::to_owned);
                    (text(first), text(second), payloads(group))
                };
                let mut groups: Vec<_> = paired.iter().map(group).collect();
                groups.sort_by(|one, other| (&one.0, &one.1).cmp(&(&other.0, &other.1)));
                groups
            });
            PairFile { one: one.min(other), other: one.max(other), groups }
        };
        let mut pairs: Vec<PairFile> = leaves.pairs.iter().map(pair).collect();
        pairs.sort_by_key(|pair| (pair.one, pair.other));
        Some(Self {
            all: Some(payloads(&leaves.all)),
            shapes: leaves.shapes.iter().copied().collect(),
            leaves: order.iter().map(leaf).collect(),
            pairs,
        })
    }

    /// The payloads that were written.
    pub(super) fn leaves(self, sources: &mut Sources) -> Result<Leaves, StateError> {
        let Some(all) = self.all else { return Ok(Leaves::closed()) };
        let mut leaves = Vec::with_capacity(self.leaves.len());
        for file in self.leaves {
            let names = file.names.map(|names| {
                let mut groups = Vec::with_capacity(names.groups.len());
                for (said, payloads) in names.groups {
                    let group = payloads.map(|payloads| payloads.group(sources)).transpose()?;
                    groups.push((said.map(String::into_boxed_str), group.unwrap_or_default()));
                }
                Ok::<_, StateError>(Names { lacking: names.lacking.into_iter().collect(), groups })
            });
            let mut leaf = Leaf::new(Spot::of(&file.place), names.transpose()?);
            (leaf.only, leaf.is_varied) = (file.only, file.varied);
            leaves.push(leaf);
        }
        let count = leaves.len();
        let mut whole = Leaves::with(leaves);
        for PairFile { one, other, groups } in self.pairs {
            if one >= other || other >= count {
                return Err(impossible("a pair of places that are none"));
            }
            let mut paired = groups.as_ref().map(|_| Paired::new());
            for (first, second, payloads) in groups.into_iter().flatten() {
                let said = (first.map(String::into_boxed_str), second.map(String::into_boxed_str));
                let group = payloads.group(sources)?;
                paired.get_or_insert_default().insert(said, group);
            }
            whole.pairs.insert((one, other), paired);
        }
        let all = all.group(sources)?;
        Ok(whole.counting(all, self.shapes.into_iter().collect()))
    }
}
