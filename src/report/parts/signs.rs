//! Who must not see a value, in a column of one character, and what the characters mean.

use crate::model::Sensitivity;

/// The sign of a sensitivity; a blank for what is public.
pub(in crate::report) const fn sign(sensitivity: Sensitivity) -> char {
    match sensitivity {
        Sensitivity::Unsaid | Sensitivity::Public => ' ',
        Sensitivity::Financial => '$',
        Sensitivity::Personal => '@',
        Sensitivity::Secret => '*',
    }
}

/// What the signs mean that were used: `@ personal · * secret`; nothing where there were none.
pub(in crate::report) fn legend(used: impl Iterator<Item = Sensitivity>) -> String {
    let used: Vec<Sensitivity> = used.collect();
    let all = [Sensitivity::Personal, Sensitivity::Financial, Sensitivity::Secret];
    let known = all.into_iter().filter(|one| used.contains(one));
    let parts: Vec<String> = known.filter_map(|one| Some(format!("{} {}", sign(one), one.name()?))).collect();
    parts.join(" · ")
}
