//! Bodies that were compressed before they were put into a capture.

use std::borrow::Cow;
use std::cell::Cell;
use std::io::Read as _;

use flate2::read::MultiGzDecoder;

use super::place::Place;
use super::request::Request;
use super::unwrap::{Body, Each, Layer, fault};
use super::{Fidelity, Found, Unwrapper};
use crate::input::Growth;
use crate::json::Tape;

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

    fn limit(&self) -> u64 {
        self.left.get().min(MOST)
    }

    fn used(&self, bytes: usize) {
        if self.growth == Growth::Proportionate {
            self.left.set(self.left.get().saturating_sub(bytes as u64));
        }
    }
}

impl Unwrapper<'_> {
    /// A body that may be compressed.
    pub(super) fn unzipped(
        &self,
        bytes: Vec<u8>,
        place: &Place<'_>,
        layer: &Layer,
        tapes: &mut [Tape],
        each: Each<'_>,
    ) {
        if !bytes.starts_with(&[0x1f, 0x8b]) {
            let text = Cow::Owned(bytes);
            return self.body(Body { text, place, fidelity: Fidelity::Exact, layer }, tapes, each);
        }
        let (mut text, limit, length) = (Vec::new(), self.inflation.limit(), bytes.len());
        let read = MultiGzDecoder::new(bytes.as_slice()).take(limit.saturating_add(1)).read_to_end(&mut text);
        self.inflation.used(text.len());
        let layer = layer.with("gzip", Request::default());
        let mut fidelity = Fidelity::Exact;
        if text.len() as u64 > limit {
            let message = format!("grows to more than {limit} bytes");
            let help = "--max-decompressed sets the limit";
            return each(Found::Fault(fault(&layer, place, length, message, help)));
        }
        if let Err(error) = read {
            let message = format!("is broken gzip: {error}");
            let help = "the body was cut off or damaged";
            let fault = fault(&layer, place, length, message, help);
            if text.is_empty() {
                return each(Found::Fault(fault));
            }
            // What could be decoded is read all the same.
            each(Found::Damage(fault));
            fidelity = Fidelity::Truncated;
        }
        let here = Place::Decoded { of: place, at: 0, length };
        let text = Cow::Owned(text);
        self.body(Body { text, place: &here, fidelity, layer: &layer }, tapes, each);
    }
}
