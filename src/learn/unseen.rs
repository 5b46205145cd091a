//! How a model does on records that it was not learnt from.

use std::collections::BTreeMap;
use std::str::FromStr;

use thiserror::Error;

use crate::engine::{Analysis, Examined};
use crate::model::{Identification, Status};

use super::collect::digest;

/// Which share of the records is not learnt from, in percent. A record is on the same side in every run, and so is one that
/// was sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holdout(u8);

/// What is no such share.
#[derive(Debug, Clone, Error)]
#[error("{0} is no share of the records: write 20%, from 1% to 99%")]
pub struct HoldoutError(String);

impl FromStr for Holdout {
    type Err = HoldoutError;

    fn from_str(text: &str) -> Result<Self, HoldoutError> {
        let percent = text.strip_suffix('%').unwrap_or(text).trim().parse();
        let percent = percent.ok().filter(|percent| (1..=99).contains(percent));
        percent.map(Self).ok_or_else(|| HoldoutError(text.to_owned()))
    }
}

impl Holdout {
    /// Whether a record of this digest is held out.
    #[must_use]
    pub fn holds(self, digest: u64) -> bool {
        digest % 100 < u64::from(self.0)
    }
}

/// What became of the records that were held out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Verdicts {
    /// How many there are.
    pub records: u64,
    /// How many of them the model refuses.
    pub refused: u64,
}

/// Counts what becomes of the records that are held out, by event; of those without one under an empty name.
#[derive(Debug)]
pub struct Unseen(pub Holdout);

impl<'m> Analysis<'m> for Unseen {
    type Part = BTreeMap<String, Verdicts>;
    type Product = ();

    fn record(&self, part: &mut Self::Part, examined: &Examined<'_, 'm>) {
        if examined.document.is_none() || !self.0.holds(digest(examined.text)) {
            return;
        }
        let model = examined.identification.and_then(Identification::model);
        let name = model.map_or(String::new(), |model| model.event.name.to_owned());
        let verdicts = part.entry(name).or_default();
        verdicts.records += 1;
        verdicts.refused += u64::from(examined.status != Status::Valid);
    }

    fn merge(&self, into: &mut Self::Part, from: Self::Part) {
        for (name, verdicts) in from {
            let own = into.entry(name).or_default();
            own.records += verdicts.records;
            own.refused += verdicts.refused;
        }
    }
}
