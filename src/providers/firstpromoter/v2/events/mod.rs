//! The events of v2, by what they are about, and what the events of each standing have in common.

use crate::model::{Event, Provenance};

use super::envelope::ENVELOPE;
use super::rules::SUMMARY;

pub(super) mod commissions;
pub(super) mod others;
pub(super) mod payouts;
pub(super) mod promoters;
pub(super) mod referrals;

/// Events whose payload the documentation prints.
const PRINTED: Event = Event {
    name: "",
    aliases: &[],
    summary: "",
    trigger: "",
    body: &ENVELOPE,
    shapes: &[],
    conditions: &[],
    summary_fields: &SUMMARY,
    provenance: Provenance::Documented,
    evidence: "Printed in full in two generations of the documentation, which name some members differently; the \
               examples are illustrations, not captures.",
    caution: None,
    sample: "",
};

/// Events that every text of the documentation lists, without a payload.
const LISTED: Event = Event {
    evidence: "Listed in every text of the documentation; its payload is not printed, so the members of data are \
               only likely.",
    ..PRINTED
};

/// Events that only the newest list names.
const NEWER: Event = Event {
    provenance: Provenance::Inferred,
    evidence: "Named by the newest list of events only, known in part from a third party's catalogue; neither its \
               payload nor the action that it carries is printed.",
    ..PRINTED
};

/// Events that the newest list no longer names.
const WITHDRAWN: Event = Event {
    evidence: "Listed in the first texts of the documentation and in the REST reference, gone from the newest list; \
               its payload was never printed.",
    ..PRINTED
};
