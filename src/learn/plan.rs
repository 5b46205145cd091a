//! Which of the places names the event: the one whose texts best tell the shapes of payloads apart.

use std::collections::{BTreeMap, BTreeSet};

use super::leaf::Spot;
use super::leaves::Leaves;
use super::place::{KEYS, LAST, NamePlace, Said, is_named, names_events};
use super::shapes::Shapes;
use super::state::{Group, State};
use super::tree::Objects;

/// A place that may name the event, or two that do so together.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The places; of two the second one refines what the first one says.
    pub places: Vec<NamePlace>,
    /// In how many records the first one holds a name.
    pub records: u64,
    /// How many names there are.
    pub names: usize,
    /// How much of what differs between the shapes of payloads it explains, from 0 to 1.
    pub explains: f64,
    /// By what candidates are ranked.
    score: f64,
    /// Whether it is beside the usual places.
    is_apart: bool,
}

/// What a candidate that is not thought of scores less than.
const UNLIKELY: f64 = -0.5;

/// What names the event.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// The places that may name the events of all records, the best one first.
    pub ranked: Vec<Candidate>,
    /// Those that do, each for the records that the ones before it do not name.
    pub chosen: Vec<Candidate>,
}

/// What the best candidates say for their names alone, and how much each name costs where there are few records for it.
const MOST_PRIOR: f64 = 0.2;
const PRICE: f64 = 0.3;

/// What a place beside the usual ones says for its names, where it is called what such places are called and where it is
/// not, and how much it has to explain to be thought of.
const LIKELY_PRIOR: f64 = 0.04;
const PLAIN_PRIOR: f64 = 0.03;
const LEAST_FARTHER: f64 = 0.5;
/// How many payloads there are for each name of such a place at least.
const LEAST_RECORDS: u64 = 3;
/// From what share of the payloads on such a place names those that no better place does.
const LEAST_SHARE: f64 = 0.9;

/// How much more of the shapes two places explain at least than one.
const LEAST_GAIN: f64 = 0.02;

/// Members that refine what another place says.
const REFINING: [&str; 4] = ["action", "webhook_code", "operation", "method"];

/// The parts of a name that two places make up.
pub(super) const SEPARATOR: &str = ".";

/// The counts of the members of payloads with one name.
pub(super) type Shape = BTreeMap<(Box<str>, Box<str>), u64>;

/// A group of records, what it says in which place, and the members of its payloads.
struct Told<'s> {
    said: BTreeMap<String, String>,
    group: &'s Group,
    shape: Shape,
    is_named: bool,
}

impl Plan {
    /// Ranks the places that the groups of a state tell of, and chooses.
    #[must_use]
    pub fn of(state: &State) -> Self {
        let shapes = Shapes::of(state);
        let named = |said: Said| match said.place.as_str() {
            KEYS => (said.place, shapes.name(&said.text).unwrap_or_default().to_owned()),
            _ => (said.place, said.text),
        };
        let told = |(key, group): (&String, &'_ Group)| {
            let said: Vec<Said> = Said::read(key).collect();
            (is_named(&said), said.into_iter().map(&named).collect(), shape(group))
        };
        let mut rest: Vec<Told<'_>> = Vec::new();
        for (key, group) in &state.groups {
            let (is_named, said, shape) = told((key, group));
            rest.push(Told { said, group, shape, is_named });
        }
        let mut ranks: BTreeMap<String, u16> = BTreeMap::new();
        for said in state.groups.keys().flat_map(|key| Said::read(key)) {
            ranks.insert(said.place, said.rank);
        }
        let mut plan = Self::default();
        // What names no event in the best place may name it in another: generations differ.
        while !rest.is_empty() {
            let ranked = ranked(&rest, &ranks, &state.leaves);
            let is_first = plan.chosen.is_empty();
            let is_chosen = |best: &&Candidate| {
                best.score > UNLIKELY && (is_first || best.is_sure(&ranks) || best.names_the_rest(&rest))
            };
            let best = ranked.first().filter(is_chosen).cloned();
            if is_first {
                plan.ranked.clone_from(&ranked);
            }
            let Some(best) = best else { break };
            let Some(first) = best.places.first().map(ToString::to_string) else { break };
            let is_apart = best.is_apart;
            plan.chosen.push(refined(&best, &ranked, &rest).unwrap_or(best));
            rest.retain(|told| if is_apart { told.is_named } else { !told.said.contains_key(&first) });
        }
        plan
    }

    /// Whether nothing tells events apart, so that all payloads are one.
    #[must_use]
    pub fn names_nothing(&self) -> bool {
        let is_none = |one: &Candidate| one.places == [NamePlace::Keys] && one.names < 2;
        self.chosen.iter().all(is_none)
    }

    /// Where deliveries name their event: in each of these places, of two the second one refines what the first one says.
    #[must_use]
    pub fn places(&self) -> Vec<Vec<NamePlace>> {
        self.chosen.iter().map(|candidate| candidate.places.clone()).collect()
    }
}

impl Candidate {
    /// Whether its place is one that names events in itself, whatever else there is.
    fn is_sure(&self, ranks: &BTreeMap<String, u16>) -> bool {
        let rank = self.places.first().and_then(|place| ranks.get(&place.to_string()));
        rank.is_some_and(|rank| names_events(*rank))
    }

    /// Whether it names nearly all of what better places do not, beside the usual ones.
    fn names_the_rest(&self, rest: &[Told<'_>]) -> bool {
        let all = rest.iter().map(|told| told.group.records).sum();
        self.is_apart && self.names > 1 && of(self.records, all) >= LEAST_SHARE
    }
}

/// The places that may name the events of these groups, the best one first.
fn ranked(groups: &[Told<'_>], ranks: &BTreeMap<String, u16>, leaves: &Leaves) -> Vec<Candidate> {
    let all = groups.iter().map(|told| told.group.records).sum();
    let mut ranked = Vec::new();
    for (place, rank) in ranks {
        let named = groups
            .iter()
            .map(|told| (told.said.get(place).map(String::as_str), told.group.records, &told.shape));
        let Ok(place) = place.parse() else { continue };
        ranked.extend(candidate(vec![place], named, prior(*rank), all));
    }
    ranked.extend(apart(groups, ranks, leaves, all));
    // Where all payloads have the same members these tell nothing.
    if ranked.iter().filter(|one| one.score > UNLIKELY).count() > 1 {
        ranked.retain(|one| one.places != [NamePlace::Keys] || one.names > 1);
    }
    ranked.sort_by(|one: &Candidate, other| other.score.total_cmp(&one.score));
    // Two places are told of where they are the best.
    let mut place = 0_usize;
    ranked.retain(|one| {
        place += 1;
        one.places.len() == 1 || place == 1
    });
    ranked
}

/// The places beside the usual ones, and the best two of any places that tell more together than one.
fn apart(groups: &[Told<'_>], ranks: &BTreeMap<String, u16>, leaves: &Leaves, all: u64) -> Vec<Candidate> {
    let unnamed = groups.iter().filter(|told| !told.is_named).map(|told| told.group.records).sum::<u64>();
    if unnamed == 0 || unnamed != leaves.all.records {
        return Vec::new();
    }
    let judged = |places: Vec<NamePlace>| {
        let apart = leaves.apart(&places, SEPARATOR)?;
        let shaped: Vec<(Option<String>, u64, Shape)> =
            apart.into_iter().map(|(name, group)| (name, group.records, shape(&group))).collect();
        let own = shaped.iter().map(|(name, count, shape)| (name.as_deref(), *count, shape));
        let named = groups.iter().filter(|told| told.is_named);
        let named = named.map(|told| (None, told.group.records, &told.shape));
        let is_likely = places.iter().all(Spot::is_likely);
        let prior = if is_likely { LIKELY_PRIOR } else { PLAIN_PRIOR };
        let mut judged = candidate(places, own.chain(named), prior, all).filter(|one| one.names > 1)?;
        judged.is_apart = true;
        if judged.explains < LEAST_FARTHER || judged.records < LEAST_RECORDS * judged.names as u64 {
            judged.score -= 1.0;
        }
        Some(judged)
    };
    let (pairs, single): (Vec<_>, Vec<_>) = leaves.axes().into_iter().partition(|places| places.len() > 1);
    let single: Vec<Candidate> = single.into_iter().filter_map(judged).collect();
    let alone = |place: Option<&NamePlace>| {
        let known = single.iter().find(|one| one.places.first() == place);
        known.map_or((0, 0.0), |one| (one.records, one.explains))
    };
    // A manifest can say two members, or a header with a member. Of two members the first is the one that names more payloads
    // or else tells more of them, and both tell more than that.
    let tells_more = |pair: &Candidate| {
        let [one, other] = pair.places.as_slice() else { return false };
        let (first, second) = (alone(Some(one)), alone(Some(other)));
        let order = first.0.cmp(&second.0).then(first.1.total_cmp(&second.1)).then(other.cmp(one));
        let is_said = match (one, other) {
            (NamePlace::Header(_), NamePlace::Body(_)) => true,
            (NamePlace::Body(_), NamePlace::Body(_)) => order.is_gt(),
            _ => false,
        };
        is_said && second.0 > 0 && pair.explains > first.1 + LEAST_GAIN
    };
    let pairs = pairs.into_iter().filter_map(judged).filter(tells_more);
    let best = pairs.max_by(|one, other| one.score.total_cmp(&other.score));
    let is_new = |one: &Candidate| one.places.iter().any(|place| !ranks.contains_key(&place.to_string()));
    single.iter().filter(|one| is_new(one)).cloned().chain(best).collect()
}

/// The pair of the best place and a member that says what was done, where there is one that tells more.
fn refined(best: &Candidate, ranked: &[Candidate], groups: &[Told<'_>]) -> Option<Candidate> {
    if best.is_apart {
        return None;
    }
    let refines = |place: &&Candidate| match place.places.as_slice() {
        [NamePlace::Body(steps)] => steps.last().is_some_and(|step| REFINING.contains(&step.as_str())),
        _ => false,
    };
    let first = best.places.first()?;
    let depth = |place: &Candidate| match place.places.as_slice() {
        [NamePlace::Body(steps)] => steps.len(),
        _ => 0,
    };
    // What is done with an event stands at the top, or else in what it is about. Members at the top are refined by one of
    // them.
    let is_inner = |other: &&Candidate| *first != NamePlace::Keys || depth(other) == 1;
    let others = ranked.iter().filter(refines).filter(is_inner).filter(|other| other.places != best.places);
    let second = others.max_by_key(|other| (std::cmp::Reverse(depth(other)), other.records))?;
    let is_inside = depth(second) > 1;
    let second = second.places.first()?;
    let (one, other) = (first.to_string(), second.to_string());
    let name = |told: &Told<'_>| {
        let first = told.said.get(&one)?;
        Some(match told.said.get(&other) {
            Some(second) => format!("{first}{SEPARATOR}{second}"),
            None => first.clone(),
        })
    };
    let pairs: Vec<Option<String>> = groups.iter().map(name).collect();
    let named =
        groups.iter().zip(&pairs).map(|(told, pair)| (pair.as_deref(), told.group.records, &told.shape));
    let all = groups.iter().map(|told| told.group.records).sum();
    let pair = candidate(vec![first.clone(), second.clone()], named, best.score, all)?;
    // Further inside the same word may say something else: it has to tell more of the shapes.
    let tells_more = !is_inside || pair.explains > best.explains + LEAST_GAIN;
    (pair.names > best.names && tells_more).then_some(pair)
}

/// What a place's rank is worth.
fn prior(rank: u16) -> f64 {
    // The members at the top tell themselves apart: where something else tells as much, it is the name.
    if rank >= LAST {
        return 0.0;
    }
    MOST_PRIOR / (1.0 + f64::from(rank) / 8.0)
}

/// Judges places by what groups of records say there.
fn candidate<'s>(
    places: Vec<NamePlace>,
    named: impl Iterator<Item = (Option<&'s str>, u64, &'s Shape)>,
    prior: f64,
    all: u64,
) -> Option<Candidate> {
    let (mut distinct, mut records) = (BTreeSet::new(), 0);
    let mut whole = Shape::new();
    let mut apart: BTreeMap<Option<&str>, (u64, Shape)> = BTreeMap::new();
    for (name, count, shape) in named {
        if let Some(name) = name {
            distinct.insert(name);
            records += count;
        }
        let (own, own_shape) = apart.entry(name).or_default();
        *own += count;
        for (member, count) in shape {
            *whole.entry(member.clone()).or_default() += count;
            *own_shape.entry(member.clone()).or_default() += count;
        }
    }
    if records == 0 {
        return None;
    }
    let before = doubt(all, &whole);
    let after: f64 = apart.values().map(|(count, shape)| doubt(*count, shape)).sum();
    let explains = if before > 0.0 { ((before - after) / before).clamp(0.0, 1.0) } else { 0.0 };
    let share = of(records, all);
    let score = share * (explains + prior) - PRICE * of(distinct.len() as u64, all.max(1));
    Some(Candidate { places, records, names: distinct.len(), explains, score, is_apart: false })
}

/// How many bits it takes to say of so many payloads which members each has.
pub(super) fn doubt(records: u64, shape: &Shape) -> f64 {
    let bits = |count: u64| {
        let part = of(count.min(records), records);
        let one = |part: f64| if part > 0.0 { -part * part.log2() } else { 0.0 };
        one(part) + one(1.0 - part)
    };
    #[expect(clippy::cast_precision_loss, reason = "a count of records")]
    let records_in_all = records as f64;
    shape.values().map(|count| bits(*count)).sum::<f64>() * records_in_all
}

/// A share of a whole.
#[expect(clippy::cast_precision_loss, reason = "a share needs no more digits than a double has")]
pub(super) fn of(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// In how many payloads each member at the top and each member below those is.
fn shape(group: &Group) -> Shape {
    let mut shape = Shape::new();
    let Some(objects) = &group.root.objects else { return shape };
    let members = |objects: &Objects| -> Vec<(Box<str>, u64)> {
        objects.members.iter().map(|member| (member.name.clone(), member.objects)).collect()
    };
    for member in &objects.members {
        shape.insert((member.name.clone(), "".into()), member.objects);
        if let Some(inner) = &member.node.objects {
            let inner = members(inner).into_iter();
            shape.extend(inner.map(|(name, count)| ((member.name.clone(), name), count)));
        }
    }
    shape
}
