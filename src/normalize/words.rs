//! The canonical words for states, and the raw words that they stand for.

use crate::model::Group;

type Table = &'static [(&'static str, &'static [&'static str])];

const AFFILIATE: Table = &[
    ("pending", &["pending"]),
    ("active", &["active", "approved", "accepted"]),
    ("inactive", &["inactive", "deactivated"]),
    ("rejected", &["denied", "rejected"]),
    ("blocked", &["blocked", "banned"]),
];
const REFERRAL: Table = &[
    ("lead", &["signup", "subscribed", "lead"]),
    ("trial", &[]),
    ("customer", &["active", "customer"]),
    ("cancelled", &["cancelled"]),
    ("refunded", &["refunded"]),
];
const COMMISSION: Table =
    &[("pending", &["pending"]), ("approved", &["approved"]), ("denied", &["denied"]), ("paid", &["paid"])];
const PAYOUT: Table = &[
    ("pending", &["pending"]),
    ("processing", &["processing"]),
    ("paid", &["completed", "success", "paid"]),
    ("failed", &["failed"]),
    ("cancelled", &["cancelled"]),
];
/// What a commission can consist of.
const REWARD: Table = &[
    ("money", &["cash"]),
    ("points", &["points"]),
    ("months", &["free_months"]),
    ("credits", &["credits"]),
    ("discount", &["discount_per", "discount_mon", "mon_discount"]),
];

const fn states(group: Group) -> Table {
    match group {
        Group::Affiliate => AFFILIATE,
        Group::Referral => REFERRAL,
        Group::Commission => COMMISSION,
        Group::Payout => PAYOUT,
        Group::Program | Group::Sale => &[],
    }
}

/// The canonical words of a group's state.
pub(super) fn canonical_states(group: Group) -> impl Iterator<Item = &'static str> {
    states(group).iter().map(|(word, _)| *word)
}

/// The canonical words for what a commission consists of.
pub(super) fn canonical_rewards() -> impl Iterator<Item = &'static str> {
    REWARD.iter().map(|(word, _)| *word)
}

/// The canonical word for a state; upper and lower case are one.
pub(super) fn state(group: Group, raw: &str) -> Option<&'static str> {
    find(states(group), raw)
}

/// The canonical word for what a commission consists of.
pub(super) fn reward(raw: &str) -> Option<&'static str> {
    find(REWARD, raw)
}

fn find(table: Table, raw: &str) -> Option<&'static str> {
    let known = |(_, words): &&(&str, &[&str])| words.iter().any(|word| word.eq_ignore_ascii_case(raw));
    table.iter().find(known).map(|(word, _)| *word)
}
