//! The payloads of each word of a place, and of each two words of two places.

use std::borrow::Cow;

use super::super::place::NamePlace;
use super::super::state::Group;
use super::{Leaves, Paired, Said, turned};

impl Leaves {
    /// What stands in a place, with the payloads of each, as far as they were added up.
    pub(super) fn groups(&self, number: Option<usize>) -> Option<Vec<(&Said, &Group)>> {
        let names = match number {
            Some(number) => Some(self.places.get(number)?.names.as_ref()?),
            None => None,
        };
        Some(match names.map_or(&[][..], |names| &names.groups) {
            _ if self.all.records == 0 => Vec::new(),
            [] => vec![(&None, &self.all)],
            [(only, _)] => vec![(only, &self.all)],
            several => several.iter().map(|(said, group)| (said, group)).collect(),
        })
    }

    /// The payloads of each two words of two places.
    pub(super) fn paired(&self, one: Option<usize>, other: Option<usize>) -> Option<Paired> {
        if let (Some(one), Some(other)) = (one, other) {
            if let Some(known) = self.pairs.get(&(one, other)) {
                return known.clone();
            }
            if let Some(known) = self.pairs.get(&(other, one)) {
                return Some(turned(known.clone()?));
            }
        }
        let (ones, others) = (self.groups(one)?, self.groups(other)?);
        match (ones.as_slice(), others.as_slice()) {
            ([], _) | (_, []) => Some(Paired::new()),
            ([(one, _)], _) => {
                let paired = others
                    .iter()
                    .map(|(other, group)| (((*one).clone(), (*other).clone()), (*group).clone()));
                Some(paired.collect())
            }
            (_, [(other, _)]) => {
                let paired =
                    ones.iter().map(|(one, group)| (((*one).clone(), (*other).clone()), (*group).clone()));
                Some(paired.collect())
            }
            _ => None,
        }
    }

    /// The places that may name events, and pairs of them.
    pub(in crate::learn) fn axes(&self) -> Vec<Vec<NamePlace>> {
        let place = |number: usize| {
            let leaf = self.places.get(number).filter(|leaf| leaf.names.is_some())?;
            leaf.spot.place.parse::<NamePlace>().ok()
        };
        let single = (0..self.places.len()).filter_map(place).map(|place| vec![place]);
        let paired = self.pairs.iter().filter(|(_, paired)| paired.is_some());
        let both = paired.flat_map(|((one, other), _)| [(*one, *other), (*other, *one)]);
        let mut axes: Vec<Vec<NamePlace>> =
            single.chain(both.filter_map(|(one, other)| Some(vec![place(one)?, place(other)?]))).collect();
        axes.sort();
        axes
    }

    /// The payloads by the names that they have in these places; nothing where they were not told apart there. Of two places
    /// the second one refines what the first one says.
    pub(in crate::learn) fn apart(
        &self,
        axis: &[NamePlace],
        separator: &str,
    ) -> Option<Vec<(Option<String>, Cow<'_, Group>)>> {
        let number = |place: &NamePlace| self.index.get(place.to_string().as_str()).copied();
        let mut apart: Vec<(Option<String>, Cow<'_, Group>)> = match axis {
            [place] => {
                let groups = self.groups(Some(number(place)?))?;
                groups
                    .into_iter()
                    .map(|(said, group)| (said.as_deref().map(str::to_owned), Cow::Borrowed(group)))
                    .collect()
            }
            [one, other] => {
                let paired = self.paired(Some(number(one)?), Some(number(other)?))?;
                let name = |(one, other): (Said, Said)| {
                    let one = one?;
                    Some(other.map_or_else(|| one.to_string(), |other| format!("{one}{separator}{other}")))
                };
                paired.into_iter().map(|(said, group)| (name(said), Cow::Owned(group))).collect()
            }
            _ => return None,
        };
        apart.sort_by(|one, other| one.0.cmp(&other.0));
        Some(apart)
    }
}
