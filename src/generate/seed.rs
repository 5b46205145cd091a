//! What decides the values of a sample: one number for each place.

use crate::stand_in::{Source, scattered};

/// Where a walk stands: a number that the seed, the event and the path decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Seed(u64);

impl Seed {
    pub(super) fn new(seed: u64) -> Self {
        Self(scattered(seed ^ 0x5a17_ed00_0000_0001))
    }

    /// The place one step further down.
    pub(super) fn below(self, step: &str) -> Self {
        let mut hash = self.0 ^ 0xcbf2_9ce4_8422_2325;
        for byte in step.bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        Self(scattered(hash))
    }

    /// The place of an item of an array.
    pub(super) const fn item(self, index: u64) -> Self {
        Self(scattered(self.0 ^ index.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x0000_17e5))
    }

    /// What decides about this place in one sample.
    pub(super) const fn chance(self, index: u64) -> u64 {
        scattered(self.0.wrapping_add(index.wrapping_mul(0xd134_2543_de82_ef95)))
    }

    /// Where the value of this place in one sample comes from.
    pub(super) fn source(self, index: u64) -> Source {
        Source::seeded(self.chance(index) ^ 0x76a1)
    }
}
