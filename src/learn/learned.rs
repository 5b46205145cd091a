//! What was learnt of a provider, by event: what a pack holds of it, without anything rare or personal.

use std::collections::{BTreeMap, BTreeSet};

use super::file::StateError;
use super::place::{Asked, KEYS, NamePlace, Said, is_named};
use super::plan::SEPARATOR;
use super::shapes::{Shapes, UNNAMED};
use super::stamp::Sources;
use super::state::{Group, State};

/// An event that was found.
#[derive(Debug, Clone)]
pub struct LearnedEvent {
    /// Its name.
    pub name: String,
    /// What was seen of it.
    pub group: Group,
}

/// What was learnt of a provider, by event.
#[derive(Debug, Clone)]
pub struct Learned {
    /// Where deliveries name their event: in each of these places, of two the second one refines what the first one says.
    /// Nowhere where all are one event.
    pub places: Vec<Vec<NamePlace>>,
    /// The events, by name.
    pub events: Vec<LearnedEvent>,
    /// What names no event in those places.
    pub unmatched: Option<Group>,
    /// How many payloads there were.
    pub records: u64,
    /// The names of the sources.
    pub sources: Sources,
}

/// What stands for the place of the name in a pack's own file.
const NAME: &str = "name";

impl Learned {
    /// Groups what was learnt by what stands in these places.
    #[must_use]
    pub fn of(state: &State, places: &[Vec<NamePlace>]) -> Self {
        let shapes = Shapes::of(state);
        let usual: BTreeSet<String> =
            state.groups.keys().flat_map(|key| Said::read(key)).map(|said| said.place).collect();
        let is_apart =
            |places: &&Vec<NamePlace>| places.iter().any(|place| !usual.contains(&place.to_string()));
        let apart = places.iter().filter(is_apart).find_map(|places| state.leaves.apart(places, SEPARATOR));
        let Some(apart) = apart else {
            return Self::grouped(state, places.to_vec(), |key| Some(name_of(key, places, &shapes)));
        };
        let mut learned = Self::grouped(state, places.to_vec(), |key| {
            let said: Vec<Said> = Said::read(key).collect();
            is_named(&said).then(|| name_of(key, places, &shapes))
        });
        for (name, group) in apart {
            learned.add(name, group.into_owned(), &[]);
        }
        learned.scrub();
        learned
    }

    /// The events of a state whose groups say under `name` what they are called.
    #[must_use]
    pub fn named(state: &State) -> Self {
        Self::grouped(state, Vec::new(), |key| Some(named(key)))
    }

    /// Groups by name; nothing stands for those that do not count.
    fn grouped(
        state: &State,
        places: Vec<Vec<NamePlace>>,
        name_of: impl Fn(&str) -> Option<Option<String>>,
    ) -> Self {
        let mut events: BTreeMap<String, Group> = BTreeMap::new();
        let mut unmatched: Option<Group> = None;
        for (key, group) in &state.groups {
            let own = match name_of(key) {
                None => continue,
                Some(Some(name)) => events.entry(name).or_default(),
                Some(None) => unmatched.get_or_insert_default(),
            };
            own.merge(group.clone(), &[], &state.sources);
        }
        let (records, sources) = (state.records, state.sources.clone());
        let events = events.into_iter().map(|(name, group)| LearnedEvent { name, group }).collect();
        let mut learned = Self { places, events, unmatched, records, sources };
        learned.scrub();
        learned
    }

    /// Leaves out what no pack may hold.
    fn scrub(&mut self) {
        for event in &mut self.events {
            event.group.root.scrub(&self.sources);
        }
        if let Some(group) = &mut self.unmatched {
            group.root.scrub(&self.sources);
        }
    }

    /// Adds what was learnt at another time.
    pub fn merge(&mut self, other: Self) {
        let numbers = self.sources.take_in(&other.sources);
        self.records += other.records;
        for places in other.places {
            if !self.places.contains(&places) {
                self.places.push(places);
            }
        }
        for LearnedEvent { name, group } in other.events {
            self.add(Some(name), group, &numbers);
        }
        if let Some(group) = other.unmatched {
            self.add(None, group, &numbers);
        }
        self.scrub();
    }

    /// Adds payloads of an event, or of none.
    fn add(&mut self, name: Option<String>, group: Group, numbers: &[u32]) {
        let Some(name) = name else {
            return self.unmatched.get_or_insert_default().merge(group, numbers, &self.sources);
        };
        let place = self.events.binary_search_by(|event| event.name.cmp(&name));
        let place = place.unwrap_or_else(|place| {
            self.events.insert(place, LearnedEvent { name, group: Group::default() });
            place
        });
        if let Some(event) = self.events.get_mut(place) {
            event.group.merge(group, numbers, &self.sources);
        }
    }

    /// What a pack keeps of it, so that more can be learnt later: where names stand, and counts.
    ///
    /// # Errors
    ///
    /// Those of the writer of JSON.
    pub fn write(&self) -> Result<String, StateError> {
        let places: Vec<Vec<String>> =
            self.places.iter().map(|places| places.iter().map(ToString::to_string).collect()).collect();
        let mut state = State::new(Asked::Usual);
        state.sources = self.sources.clone();
        state.records = self.records;
        for event in &self.events {
            let mut key = String::new();
            Said::name(&event.name).write(&mut key);
            state.groups.insert(key, event.group.clone());
        }
        state.groups.extend(self.unmatched.clone().map(|group| (String::new(), group)));
        Ok(format!("{}\n{}", serde_json::to_string(&places)?, state.write()?))
    }

    /// Reads what [`Self::write`] has written.
    ///
    /// # Errors
    ///
    /// What is no such text.
    pub fn read(text: &str) -> Result<Self, StateError> {
        let (places, state) = text.split_once('\n').unwrap_or((text, ""));
        let places: Vec<Vec<String>> = serde_json::from_str(places)?;
        let place = |place: &String| place.parse::<NamePlace>();
        let places = places.iter().map(|places| places.iter().map(place).collect());
        let places: Result<Vec<Vec<NamePlace>>, _> = places.collect();
        let places = places.map_err(|error| StateError::Impossible(error.to_string()))?;
        Ok(Self::grouped(&State::read(state)?, places, |key| Some(named(key))))
    }
}

/// The name of the event of a group that is called by it.
fn named(key: &str) -> Option<String> {
    Said::read(key).find(|said| said.place == NAME).map(|said| said.text)
}

impl Said {
    /// That an event is called this, wherever that was said.
    #[must_use]
    pub fn name(name: &str) -> Self {
        Self { rank: 0, place: NAME.to_owned(), text: name.to_owned() }
    }
}

/// The name of the event of a group: what stands in the first of these places that says something.
fn name_of(key: &str, places: &[Vec<NamePlace>], shapes: &Shapes) -> Option<String> {
    if places.is_empty() {
        return Some(UNNAMED.to_owned());
    }
    let at = |place: &NamePlace| {
        let place = place.to_string();
        let said = Said::read(key).find(|said| said.place == place)?;
        if place == KEYS { shapes.name(&said.text).map(str::to_owned) } else { Some(said.text) }
    };
    places.iter().find_map(|places| {
        let (first, rest) = places.split_first()?;
        let mut name = at(first)?;
        for part in rest.iter().filter_map(at) {
            name.push_str(SEPARATOR);
            name.push_str(&part);
        }
        Some(name)
    })
}
