//! Results of many workers, put back in the order of the input.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::pipeline::Event;

/// How many bytes the units and results that wait for their turn may take together, more or less.
const MOST_WAITING: usize = 64 << 20;

/// Puts results back in order. Nobody may run more than `ahead` results before the one that is due, and what waits may
/// not grow beyond [`MOST_WAITING`].
pub(super) struct Order<O, E> {
    state: Mutex<State<O, E>>,
    turn: Condvar,
    ahead: u64,
}

struct State<O, E> {
    next: u64,
    /// Results by their number, with what each takes.
    waiting: BTreeMap<u64, (Vec<Event<O>>, usize)>,
    /// What all that waits takes.
    weight: usize,
    stopped: bool,
    emit: E,
}

impl<O, E: FnMut(Event<O>) -> ControlFlow<()>> Order<O, E> {
    pub(super) fn new(emit: E, ahead: u64) -> Self {
        let state = State { next: 0, waiting: BTreeMap::new(), weight: 0, stopped: false, emit };
        Self { state: Mutex::new(state), turn: Condvar::new(), ahead }
    }

    /// Results, all under one number, that take so many bytes.
    pub(super) fn put(&self, sequence: u64, events: Vec<Event<O>>, weight: usize) -> ControlFlow<()> {
        let mut state = locked(&self.state);
        let too_far = |state: &State<O, E>| {
            sequence > state.next + self.ahead || state.weight > 0 && state.weight + weight > MOST_WAITING
        };
        while sequence > state.next && too_far(&state) && !state.stopped {
            state = self.turn.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        if state.stopped {
            return ControlFlow::Break(());
        }
        state.waiting.insert(sequence, (events, weight));
        state.weight += weight;
        'due: loop {
            let next = state.next;
            let Some((events, weight)) = state.waiting.remove(&next) else { break };
            state.next += 1;
            state.weight -= weight;
            for event in events {
                if (state.emit)(event).is_break() {
                    state.stopped = true;
                    break 'due;
                }
            }
        }
        self.turn.notify_all();
        if state.stopped { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    /// Several results under one number, made while it is their turn, so that none has to be kept.
    pub(super) fn in_turn(&self, sequence: u64, events: impl Iterator<Item = Event<O>>) -> ControlFlow<()> {
        let mut state = locked(&self.state);
        while state.next < sequence && !state.stopped {
            state = self.turn.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        drop(state);
        for event in events {
            let mut state = locked(&self.state);
            if state.stopped || (state.emit)(event).is_break() {
                state.stopped = true;
                self.turn.notify_all();
                return ControlFlow::Break(());
            }
        }
        self.put(sequence, Vec::new(), 0)
    }
}

/// A lock is taken even when another worker died while it held it: what it guards stays usable.
pub(super) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
