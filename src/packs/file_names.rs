//! The names of files for events and whatever else a provider may call as it likes: readable, taken by every file system,
//! and never one name for two.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest as _, Sha256};

/// So many characters of a name are shown: what is put before or behind them still fits into 255 bytes.
const MOST_SHOWN: usize = 80;

/// Names that Windows keeps for devices, whatever their ending is.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// A name as part of a file's name: letters, digits, dots, `_` and `-` as they are, every other sign a `-`. Different names
/// may give the same; see [`file_names`].
#[must_use]
pub fn file_name(name: &str) -> String {
    let plain = |sign: char| {
        if sign.is_ascii_alphanumeric() || matches!(sign, '.' | '_' | '-') { sign } else { '-' }
    };
    let shown: String = name.chars().map(plain).collect();
    // A dot at the start hides a file, a hyphen makes it look like an option.
    let shown: String = shown.trim_start_matches(['.', '-']).chars().take(MOST_SHOWN).collect();
    match shown.as_str() {
        "" => "unnamed".to_owned(),
        device if is_device(device) => format!("_{device}"),
        _ => shown,
    }
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let plain = stem.trim_end_matches(|sign: char| sign.is_ascii_digit());
    // `com` and `lpt` are devices with one digit, the others without.
    let digits = usize::from(matches!(plain, "com" | "lpt"));
    DEVICES.contains(&plain) && stem.len() == plain.len() + digits
}

/// Names for the file of one thing, the readable one first; each further one ends in a few digits that the true name alone
/// gives, so that no order of the names changes them.
pub(super) fn candidates(name: &str) -> impl Iterator<Item = String> {
    let shown = file_name(name);
    let first = shown.clone();
    let others = (0_u64..).map(move |round| {
        let hash = Sha256::new().chain_update(round.to_le_bytes()).chain_update(name).finalize();
        let digits = base16ct::lower::encode_string(hash.get(..4).unwrap_or_default());
        format!("{shown}-{digits}")
    });
    std::iter::once(first).chain(others)
}

/// A name of a file for each name: different ones for different names, also where upper and lower case are one, and none
/// of those that are `taken`, in lower case.
#[must_use]
pub fn file_names<'n>(
    names: impl IntoIterator<Item = &'n str>,
    mut taken: BTreeSet<String>,
) -> BTreeMap<&'n str, String> {
    let names: BTreeSet<&str> = names.into_iter().collect();
    let mut alike: BTreeMap<String, usize> = BTreeMap::new();
    for name in &names {
        *alike.entry(file_name(name).to_lowercase()).or_default() += 1;
    }
    // What needs no change has its own name; of others that look alike none has it.
    let (plain, changed): (Vec<&str>, Vec<&str>) =
        names.iter().copied().partition(|name| file_name(name) == *name);
    let mut files = BTreeMap::new();
    for (name, is_plain) in
        plain.iter().map(|name| (*name, true)).chain(changed.iter().map(|name| (*name, false)))
    {
        let is_alone = alike.get(&file_name(name).to_lowercase()).is_none_or(|count| *count == 1);
        let skipped = usize::from(!is_plain && !is_alone);
        let file = candidates(name).skip(skipped).find(|file| taken.insert(file.to_lowercase()));
        files.insert(name, file.unwrap_or_default());
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of<'n>(names: &[&'n str]) -> BTreeMap<&'n str, String> {
        file_names(names.iter().copied(), BTreeSet::new())
    }

    #[test]
    fn a_name_stays_readable_and_is_taken_by_every_system() {
        let cases = [
            ("order.paid", "order.paid"),
            ("order/paid now", "order-paid-now"),
            ("../evil", "evil"),
            ("--all", "all"),
            ("con", "_con"),
            ("COM1.made", "_COM1.made"),
            ("com", "com"),
            ("company", "company"),
            ("", "unnamed"),
            ("購入", "unnamed"),
        ];
        for (name, file) in cases {
            assert_eq!(file_name(name), file, "{name}");
        }
        assert_eq!(file_name(&"x".repeat(9_000)).len(), MOST_SHOWN);
    }

    #[test]
    fn names_that_differ_in_signs_or_case_only_have_files_of_their_own_in_every_order() {
        let names = ["a/b", "a-b", "A-b", "a b", "c/d", "a-b-2", "購入", "返品"];
        let files = of(&names);
        let mut backwards = names;
        backwards.reverse();
        assert_eq!(files, of(&backwards));
        let folded: BTreeSet<String> = files.values().map(|file| file.to_lowercase()).collect();
        assert_eq!(folded.len(), names.len(), "{files:?}");
        assert_eq!((files["A-b"].as_str(), files["c/d"].as_str()), ("A-b", "c-d"));
        assert!(files["a/b"].starts_with("a-b-"), "{files:?}");
        // A file's name does not depend on the names that look otherwise.
        assert_eq!(of(&["a/b", "a b"])["a/b"], files["a/b"]);
    }

    #[test]
    fn a_name_that_is_taken_is_given_to_nobody() {
        let files = file_names(["A-B"], BTreeSet::from(["a-b".to_owned()]));
        assert!(files["A-B"].starts_with("A-B-"), "{files:?}");
    }

    #[test]
    fn a_name_that_looks_like_the_name_of_another_ones_file_takes_it_from_nobody() {
        let of_pair = of(&["a/b", "a b"]);
        let files = of(&["a/b", "a b", &of_pair["a/b"]]);
        assert_eq!(files.values().collect::<BTreeSet<_>>().len(), 3, "{files:?}");
    }
}
