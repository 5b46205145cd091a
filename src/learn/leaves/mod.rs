//! What payloads hold that name their event in none of the usual places, told apart by each text that may be its name and
//! by pairs of these.
//!
//! A place is given up for good once it cannot name the event: where something stands there that is no name, where it has
//! too many words, or where payloads of too many shapes lack it. Whether it is given up depends on what was seen in all, and
//! what is given up in a part is so in the whole: so that it makes no difference how the records were divided. Where places
//! are too many the first ones count, in an order that does not depend on the records.

mod apart;
mod sum;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;

use super::bound::places;
use super::collect::digest;
use super::leaf::{Spot, Word, walk};
use super::stamp::Sources;
use super::state::Group;
use super::tree::Moment;
use crate::capture::Request;
use crate::json::Value;

/// How many words a place may have.
const MOST_WORDS: usize = 128;
/// How many pairs of words two places may have.
const MOST_PAIRED: usize = 96;
/// In payloads of how many shapes a place may be missing.
const MOST_SHAPES: usize = 8;
/// How many places that hold different things are looked at, and of how many of them pairs are.
const MOST_VARIED: u64 = 64;
const MOST_PARTNERS: u64 = 12;
/// How many places payloads may have in all of those: where one has many there are fewer of these.
const MOST_VARIED_PLACES: u64 = 1 << 15;
const MOST_PARTNER_PLACES: u64 = 1 << 13;
/// How many places are remembered.
const MOST_LEAVES: usize = 4096;
/// How many records that say different things are gathered before they are added up.
const MOST_PENDING: usize = 1024;

/// What stands in a place: a word, or no text.
pub(super) type Said = Option<Box<str>>;
/// The payloads of two words.
pub(super) type Paired = BTreeMap<(Said, Said), Group>;

/// The payloads that name their event in none of the usual places.
#[derive(Debug, Clone, Default)]
pub struct Leaves {
    /// Whether none are told apart, because each has too many places.
    pub is_closed: bool,
    /// All of them.
    pub(super) all: Group,
    /// Digests of their shapes, the smallest ones.
    pub(super) shapes: BTreeSet<u64>,
    /// The places, in no order that means anything.
    pub(super) places: Vec<Leaf>,
    /// By the numbers of two places, the smaller first: the payloads of each two words, or nothing where there are too many.
    pub(super) pairs: BTreeMap<(usize, usize), Option<Paired>>,
    /// The places of which pairs are looked at.
    partners: Vec<usize>,
    index: HashMap<Box<str>, usize>,
    records: u64,
    pending: HashMap<String, Pending>,
    key: String,
}

/// A place that may name events.
#[derive(Debug, Clone)]
pub(super) struct Leaf {
    pub(super) spot: Spot,
    /// A digest of its only word.
    pub(super) only: Option<u64>,
    /// Whether different things stood there.
    pub(super) is_varied: bool,
    /// What may name events; nothing once it cannot.
    pub(super) names: Option<Names>,
    mark: u64,
}

/// What stands in a place that may name events.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    /// The shapes of payloads that have nothing there.
    pub(super) lacking: BTreeSet<u64>,
    /// The payloads of each word. Where there is but one these are all, and are not kept twice.
    pub(super) groups: Vec<(Said, Group)>,
}

/// Records that say the same.
#[derive(Debug, Clone, Default)]
struct Pending {
    key: String,
    words: Vec<(usize, Box<str>)>,
    group: Group,
}

impl Leaf {
    pub(super) const fn new(spot: Spot, names: Option<Names>) -> Self {
        Self { spot, only: None, is_varied: false, names, mark: 0 }
    }

    fn say(&mut self, word: &str) {
        if self.is_varied {
            return;
        }
        let digest = digest(word.as_bytes());
        self.is_varied = self.only.is_some_and(|only| only != digest);
        self.only = if self.is_varied { None } else { Some(digest) };
    }

    fn vary(&mut self) {
        (self.is_varied, self.only) = (true, None);
    }
}

impl Names {
    fn group(&mut self, said: &Said) -> Option<&mut Group> {
        self.groups.iter_mut().find(|(known, _)| known == said).map(|(_, group)| group)
    }
}

impl Leaves {
    /// Makes a list of places findable by what they are called.
    pub(super) fn with(leaves: Vec<Leaf>) -> Self {
        let index =
            leaves.iter().enumerate().map(|(number, leaf)| (leaf.spot.place.clone(), number)).collect();
        Self { places: leaves, index, ..Self::default() }
    }

    /// None that are told apart.
    pub(super) fn closed() -> Self {
        Self { is_closed: true, ..Self::default() }
    }

    /// These places, of payloads that have these shapes.
    pub(super) fn counting(self, all: Group, shapes: BTreeSet<u64>) -> Self {
        Self { records: all.records, all, shapes, ..self }
    }

    /// A payload was seen which says this in the usual places. It counts once [`Self::flush`] was called.
    pub(super) fn observe(&mut self, key: &str, root: Value<'_>, request: Option<&Request>, at: &Moment<'_>) {
        self.records += 1;
        let mut pending = std::mem::take(&mut self.key);
        pending.clear();
        pending.push_str(key);
        let mut words: Vec<(usize, Box<str>)> = Vec::new();
        let shape = walk(root, request, &mut |place, word| self.tell(place, word, &mut words));
        for (number, word) in &words {
            let _ = writeln!(pending, "{number}={word}");
        }
        for leaf in self.places.iter_mut().filter(|leaf| leaf.mark != self.records) {
            leaf.vary();
            if leaf.names.as_mut().is_some_and(|names| names.lacks(shape)) {
                leaf.names = None;
            }
        }
        keep(&mut self.shapes, shape);
        let group = if let Some(known) = self.pending.get_mut(&pending) {
            &mut known.group
        } else {
            let new = Pending { key: key.to_owned(), words, group: Group::default() };
            &mut self.pending.entry(pending.clone()).or_insert(new).group
        };
        group.records += 1;
        group.root.observe(root, 0, at);
        self.key = pending;
    }

    /// Whether it is time to call [`Self::flush`].
    pub(super) fn is_full(&self) -> bool {
        self.pending.len() >= MOST_PENDING || self.places.len() > 2 * MOST_LEAVES
    }

    fn tell(&mut self, place: &str, word: Word<'_>, words: &mut Vec<(usize, Box<str>)>) {
        let number = match self.index.get(place) {
            Some(number) => *number,
            None => self.add_leaf(place),
        };
        let Some(leaf) = self.places.get_mut(number).filter(|leaf| leaf.mark != self.records) else { return };
        leaf.mark = self.records;
        match word {
            Word::Name(word) => {
                leaf.say(word);
                if leaf.names.is_some() {
                    words.push((number, word.into()));
                }
            }
            Word::Other => leaf.names = None,
        }
    }

    fn add_leaf(&mut self, place: &str) -> usize {
        let spot = Spot::of(place);
        let may_name = self.shapes.len() <= MOST_SHAPES && spot.may_name();
        let names = may_name.then(|| Names { lacking: self.shapes.clone(), groups: Vec::new() });
        let mut leaf = Leaf::new(spot, names);
        if self.records > 1 {
            leaf.vary();
        }
        self.places.push(leaf);
        self.index.insert(place.into(), self.places.len() - 1);
        self.places.len() - 1
    }

    /// Adds up what was gathered, and gives it by what it says in the usual places.
    pub(super) fn flush(&mut self, sources: &Sources) -> Vec<(String, Group)> {
        let pending: Vec<Pending> = std::mem::take(&mut self.pending).into_values().collect();
        self.bound();
        let mut groups = Vec::with_capacity(pending.len());
        for Pending { key, words, group } in pending {
            self.add(&words, &group, sources);
            groups.push((key, group));
        }
        let order = self.bound();
        self.keep_first(&order);
        groups
    }

    fn add(&mut self, words: &[(usize, Box<str>)], group: &Group, sources: &Sources) {
        if self.is_closed {
            return;
        }
        let said =
            |number: usize| words.iter().find(|(known, _)| *known == number).map(|(_, word)| word.clone());
        let had_any = self.all.records > 0;
        for (number, leaf) in self.places.iter_mut().enumerate() {
            let Some(names) = &mut leaf.names else { continue };
            if names.groups.is_empty() && had_any {
                names.groups.push((None, Group::default()));
            }
            let said = said(number);
            if names.group(&said).is_none() {
                names.groups.push((said, Group::default()));
            }
        }
        // Pairs are made where both places begin to hold different things, of what was the same in one of them.
        let is_varied = |number: &usize| {
            let names = self.places.get(*number).and_then(|leaf| leaf.names.as_ref());
            names.is_some_and(|names| names.groups.len() > 1)
        };
        let varied: Vec<usize> = self.partners.iter().copied().filter(is_varied).collect();
        for pair in pairs_of(&varied) {
            if !self.pairs.contains_key(&pair) {
                let made = self.made(pair);
                self.pairs.insert(pair, made);
            }
            let Some(known) = self.pairs.get_mut(&pair) else { continue };
            let Some(paired) = known else { continue };
            let own = paired.entry((said(pair.0), said(pair.1))).or_default();
            own.merge(group.clone(), &[], sources);
            if paired.len() > MOST_PAIRED {
                *known = None;
            }
        }
        for (number, leaf) in self.places.iter_mut().enumerate() {
            let Some(names) = &mut leaf.names else { continue };
            if names.groups.len() < 2 {
                continue;
            }
            let is_new = names.groups.iter().all(|(_, group)| group.records == 0);
            if let Some((_, first)) = names.groups.first_mut().filter(|_| is_new && had_any) {
                first.clone_from(&self.all);
            }
            if let Some(own) = names.group(&said(number)) {
                own.merge(group.clone(), &[], sources);
            }
            if names.groups.len() > MOST_WORDS {
                leaf.names = None;
            }
        }
        self.all.merge(group.clone(), &[], sources);
    }

    /// What was added up of a pair of places of which one held but one thing until now.
    fn made(&self, (one, other): (usize, usize)) -> Option<Paired> {
        if self.all.records == 0 {
            return Some(Paired::new());
        }
        let groups = |number: usize| {
            let names = self.places.get(number)?.names.as_ref()?;
            let known: Vec<_> = names.groups.iter().filter(|(_, group)| group.records > 0).collect();
            Some(match (known.is_empty(), names.groups.first()) {
                (true, Some((only, _))) => vec![(only, &self.all)],
                _ => known.into_iter().map(|(said, group)| (said, group)).collect(),
            })
        };
        let (ones, others) = (groups(one)?, groups(other)?);
        let mut paired = Paired::new();
        for (one, own) in &ones {
            for (other, group) in &others {
                let group = if others.len() == 1 { own } else { group };
                paired.insert(((*one).clone(), (*other).clone()), (*group).clone());
            }
        }
        (ones.len() == 1 || others.len() == 1).then_some(paired)
    }

    /// Gives up what is too much. Gives the places in order.
    fn bound(&mut self) -> Vec<usize> {
        let places = places(&self.all);
        let most = MOST_VARIED.min(MOST_VARIED_PLACES / places.max(1));
        let partners = MOST_PARTNERS.min(MOST_PARTNER_PLACES / places.max(1));
        if most == 0 {
            self.close();
            return Vec::new();
        }
        let mut order: Vec<usize> = (0..self.places.len()).collect();
        order.sort_by(|one, other| {
            let spot = |number: &usize| self.places.get(*number).map(|leaf| &leaf.spot);
            spot(one).cmp(&spot(other))
        });
        self.partners.clear();
        let mut varied = 0;
        for number in &order {
            let Some(leaf) = self.places.get_mut(*number).filter(|leaf| leaf.is_varied) else { continue };
            varied += 1;
            if varied > most {
                leaf.names = None;
            }
            if varied <= partners && leaf.names.is_some() {
                self.partners.push(*number);
            }
        }
        self.partners.sort_unstable();
        let partners = &self.partners;
        self.pairs.retain(|(one, other), _| partners.contains(one) && partners.contains(other));
        order
    }

    /// Forgets all places but the first ones, of places in order.
    fn keep_first(&mut self, order: &[usize]) {
        if self.places.len() <= MOST_LEAVES || order.len() < self.places.len() {
            return;
        }
        let kept: Vec<usize> = order.iter().copied().take(MOST_LEAVES).collect();
        let number = |old: &usize| kept.iter().position(|kept| kept == old);
        let moved = |((one, other), paired): ((usize, usize), Option<Paired>)| {
            let (one, other) = (number(&one)?, number(&other)?);
            Some(if one < other { ((one, other), paired) } else { ((other, one), paired.map(turned)) })
        };
        let pairs = std::mem::take(&mut self.pairs).into_iter().filter_map(moved).collect();
        let partners = self.partners.iter().filter_map(&number).collect();
        let leaves = kept.iter().filter_map(|number| self.places.get(*number).cloned()).collect();
        let Self { places, index, .. } = Self::with(leaves);
        (self.pairs, self.partners, self.places, self.index) = (pairs, partners, places, index);
        self.partners.sort_unstable();
    }

    /// Tells nothing apart any more.
    pub(super) fn close(&mut self) {
        let pending = std::mem::take(&mut self.pending);
        *self = Self { is_closed: true, pending, ..Self::default() };
    }

    /// All payloads that are held, to be cut.
    pub(super) fn held(&mut self) -> impl Iterator<Item = &mut Group> {
        let names = self.places.iter_mut().filter_map(|leaf| leaf.names.as_mut());
        let apart = names.flat_map(|names| names.groups.iter_mut().map(|(_, group)| group));
        let paired = self.pairs.values_mut().flatten().flat_map(BTreeMap::values_mut);
        let pending = self.pending.values_mut().map(|pending| &mut pending.group);
        std::iter::once(&mut self.all).chain(apart).chain(paired).chain(pending)
    }
}

impl Names {
    /// Payloads of this shape have nothing there. Says whether those are too many.
    fn lacks(&mut self, shape: u64) -> bool {
        self.lacking.insert(shape);
        self.lacking.len() > MOST_SHAPES
    }
}

fn turned(paired: Paired) -> Paired {
    paired.into_iter().map(|((one, other), group)| ((other, one), group)).collect()
}

/// Each two of these, which are in order.
fn pairs_of(numbers: &[usize]) -> Vec<(usize, usize)> {
    let after = |(at, one): (usize, &usize)| {
        numbers.iter().skip(at + 1).map(|other| (*one, *other)).collect::<Vec<_>>()
    };
    numbers.iter().enumerate().flat_map(after).collect()
}

/// Adds a digest to the smallest ones, of which one more is kept than shapes may lack a place.
fn keep(shapes: &mut BTreeSet<u64>, shape: u64) {
    shapes.insert(shape);
    if shapes.len() > MOST_SHAPES + 1 {
        shapes.pop_last();
    }
}
