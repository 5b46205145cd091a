//! How far compressed bodies may grow.

use std::cell::Cell;

use crate::input::Growth;

/// How large one body may grow, in bytes, whatever else is allowed.
const MOST: u64 = 256 << 20;

/// How far the compressed bodies of one unit of a source may grow. Of one unit all bodies are held in memory at once, so
/// they share what a record of the unit's size may grow to; unless the user has set a limit, which holds for each.
#[derive(Debug)]
pub struct Inflation {
    growth: Growth,
    left: Cell<u64>,
}

impl Inflation {
    /// Of a unit of so many bytes.
    #[must_use]
    pub fn of(length: usize, growth: Growth) -> Self {
        Self { growth, left: Cell::new(growth.of_record(length as u64)) }
    }

    pub(super) fn limit(&self) -> u64 {
        self.left.get().min(MOST)
    }

    pub(super) fn used(&self, bytes: u64) {
        if self.growth == Growth::Proportionate {
            self.left.set(self.left.get().saturating_sub(bytes));
        }
    }
}
