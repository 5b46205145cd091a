//! Learns from records where they are examined.

use super::place::{Asked, Said};
use super::stamp::Stamp;

use super::state::State;
use super::time::{milliseconds, own_time};
use super::unseen::Holdout;
use crate::engine::{Analysis, Examined};
use crate::json::JsonKind;
use crate::model::Status;
use crate::stand_in::scattered;

/// Collects a [`State`].
#[derive(Debug)]
pub struct Learn {
    asked: Asked,
    holdout: Option<Holdout>,
    takes_any_kind: bool,
}

/// What a worker has learnt, and what it works with.
#[derive(Debug, Default)]
pub struct Part {
    state: Option<State>,
    held: Option<State>,
    said: Vec<Said>,
    key: String,
}

impl Part {
    /// What was learnt, and what of the records that were held out.
    #[must_use]
    pub fn into_states(self, asked: &Asked) -> (State, State) {
        let state = |state: Option<State>| {
            let mut state = state.unwrap_or_else(|| State::new(asked.clone()));
            state.settle();
            state
        };
        (state(self.state), state(self.held))
    }
}

impl Learn {
    /// Learns what each event holds, told apart by what is said in these places.
    #[must_use]
    pub fn new(asked: Asked) -> Self {
        Self { asked, holdout: None, takes_any_kind: false }
    }

    /// Learns apart what this share of the records holds.
    #[must_use]
    pub fn holding_out(mut self, holdout: Option<Holdout>) -> Self {
        self.holdout = holdout;
        self
    }

    /// Learns from payloads that are no object too.
    #[must_use]
    pub const fn of_any_kind(mut self) -> Self {
        self.takes_any_kind = true;
        self
    }
}

impl<'m> Analysis<'m> for Learn {
    type Part = Part;
    type Product = ();

    fn record(&self, part: &mut Part, examined: &Examined<'_, 'm>) {
        let digest = digest(examined.text);
        let is_held = self.holdout.is_some_and(|holdout| holdout.holds(digest));
        let state = if is_held { &mut part.held } else { &mut part.state };
        let state = state.get_or_insert_with(|| State::new(self.asked.clone()));
        if examined.status == Status::Unreadable {
            state.unreadable += 1;
            return;
        }
        let is_taken = |kind: JsonKind| kind == JsonKind::Object || self.takes_any_kind;
        let Some(document) = examined.document.filter(|document| is_taken(document.root().kind())) else {
            state.others += u64::from(!examined.empty);
            return;
        };
        let root = document.root();
        let request = examined.capture.map(|capture| &capture.request);
        for (name, _) in request.into_iter().flat_map(|request| request.headers.iter()) {
            state.header(name);
        }
        self.asked.write(root, request, &mut part.said);
        let received = || examined.capture?.request.received_at.as_deref().and_then(milliseconds);
        let stamp = Stamp {
            time: own_time(root).or_else(received),
            source: state.sources.number(examined.source),
            line: examined.position.line,
        };
        state.see(&part.said, &mut part.key, (root, request), stamp, digest);
    }

    fn merge(&self, into: &mut Part, from: Part) {
        for (own, other) in [(&mut into.state, from.state), (&mut into.held, from.held)] {
            match (own, other) {
                (Some(own), Some(other)) => own.merge(other),
                (own @ None, other) => *own = other,
                (_, None) => {}
            }
        }
    }
}

/// A digest of a record by which it is told from others, the same on every machine; never 0.
#[must_use]
pub fn digest(text: &[u8]) -> u64 {
    let (words, rest) = text.as_chunks::<8>();
    let mut digest = text.len() as u64 ^ 0x9e37_79b9_7f4a_7c15;
    for word in words {
        digest = (digest ^ u64::from_le_bytes(*word)).wrapping_mul(0x2127_599b_f432_5c37).rotate_left(23);
    }
    let last = rest.iter().fold(0, |last, byte| last << 8 | u64::from(*byte));
    scattered(digest ^ last).max(1)
}
