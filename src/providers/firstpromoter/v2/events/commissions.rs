//! Commissions: what promoters earn, in money or otherwise.

use crate::model::Condition::OneOf;
use crate::model::Event;

use super::super::bodies;
use super::super::rules::{
    CHANGED, DOES_CREATE, DOES_DELETE, DOES_UPDATE, OF_COMMISSION, SAME_ENTITY, UNCHANGED,
};
use super::{LISTED, NEWER, PRINTED};

pub(in super::super) const CREATED: Event = Event {
    name: "commission.created",
    summary: "a promoter earned a commission",
    trigger: "Sent when a commission arises.",
    body: &bodies::COMMISSION_PRINTED,
    conditions: &[SAME_ENTITY, DOES_CREATE, OF_COMMISSION, UNCHANGED],
    evidence: "Printed in full in two generations of the documentation, each time for a reward other than money; they name some members differently.",
    sample: include_str!("../../../../../samples/firstpromoter/commission.created.json"),
    ..PRINTED
};

pub(in super::super) const UPDATED: Event = Event {
    name: "commission.updated",
    summary: "a commission changed",
    trigger: "Sent when the status or another member of a commission changes; for rewards other than money the step from pending to approved asks for delivery.",
    body: &bodies::COMMISSION_PRINTED,
    conditions: &[SAME_ENTITY, DOES_UPDATE, OF_COMMISSION, CHANGED],
    sample: include_str!("../../../../../samples/firstpromoter/commission.updated.json"),
    ..PRINTED
};

pub(in super::super) const DELETED: Event = Event {
    name: "commission.deleted",
    summary: "a commission was removed",
    trigger: "Sent when a commission is removed.",
    body: &bodies::COMMISSION,
    conditions: &[SAME_ENTITY, DOES_DELETE, OF_COMMISSION, UNCHANGED],
    sample: include_str!("../../../../../samples/firstpromoter/commission.deleted.json"),
    ..LISTED
};

pub(in super::super) const APPROVED: Event = Event {
    name: "commission.approved",
    summary: "a commission was approved",
    trigger: "Sent when a commission is put in the status approved.",
    body: &bodies::COMMISSION,
    conditions: &[
        SAME_ENTITY,
        OF_COMMISSION,
        CHANGED,
        OneOf { path: &["data", "status"], words: &["approved"], why: "the event's name says approved" },
    ],
    sample: include_str!("../../../../../samples/firstpromoter/commission.approved.json"),
    ..NEWER
};

pub(in super::super) const PENDING: Event = Event {
    name: "commission.pending",
    summary: "a commission awaits approval",
    trigger: "Sent when a commission is put in the status pending.",
    body: &bodies::COMMISSION,
    conditions: &[
        SAME_ENTITY,
        OF_COMMISSION,
        CHANGED,
        OneOf { path: &["data", "status"], words: &["pending"], why: "the event's name says pending" },
    ],
    sample: include_str!("../../../../../samples/firstpromoter/commission.pending.json"),
    ..NEWER
};

pub(in super::super) const DENIED: Event = Event {
    name: "commission.denied",
    summary: "a commission was denied",
    trigger: "Sent when a commission is put in the status denied.",
    body: &bodies::COMMISSION,
    conditions: &[
        SAME_ENTITY,
        OF_COMMISSION,
        CHANGED,
        OneOf { path: &["data", "status"], words: &["denied"], why: "the event's name says denied" },
    ],
    sample: include_str!("../../../../../samples/firstpromoter/commission.denied.json"),
    ..NEWER
};
