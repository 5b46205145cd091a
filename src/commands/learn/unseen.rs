//! What a model makes of the records that it was not learnt from.

use std::io;
use std::path::Path;

use anyhow::Result;

use super::super::context::Context;
use super::super::progress::Progress;
use super::super::reading::Reading;
use super::counted;
use crate::cli::{IdentifyArguments, InputArguments};
use crate::configuration::Configuration;
use crate::learn::{Holdout, Unseen, Verdicts};
use crate::packs::{Arena, load};
use crate::registry::Registry;
use crate::report::{Entry, Report, Tally};

/// Reads the inputs again, and tells by event how many of the records that were held out the pack in this folder refuses.
pub(super) fn told(
    folder: &Path,
    holdout: Holdout,
    input: &InputArguments,
    context: Context<'_, '_>,
) -> Result<String> {
    let arena = Arena::new();
    let pack = load(&arena, folder)?;
    let registry = Registry::builder().provider(pack.provider).build()?;
    let nobody = IdentifyArguments { provider: None, event: None };
    let configuration = Configuration::default();
    let context = Context { registry: &registry, configuration: &configuration, ..context };
    let reading = Reading::of(input, &nobody, context, Progress::new(false));
    let (_, verdicts) = reading.analyse(&mut Silent, &Unseen(holdout), &mut ())?;
    let mut text = "held out:\n".to_owned();
    let mut whole = Verdicts::default();
    for (name, verdicts) in &verdicts {
        let Verdicts { records, refused } = *verdicts;
        whole = Verdicts { records: whole.records + records, refused: whole.refused + refused };
        if refused > 0 {
            let name = if name.is_empty() { "(no known event)" } else { name };
            text.push_str(&format!("  {name}  {refused} of {} refused\n", counted(records, "payload")));
        }
    }
    text.push_str(&format!("  {} of {} refused in all\n", whole.refused, counted(whole.records, "payload")));
    Ok(text)
}

/// Says nothing: the first reading has said it.
struct Silent;

impl<'m> Report<'m> for Silent {
    fn entry(&mut self, _: &Entry<'_, 'm>) -> io::Result<()> {
        Ok(())
    }

    fn finish(&mut self, _: &Tally) -> io::Result<()> {
        Ok(())
    }
}
