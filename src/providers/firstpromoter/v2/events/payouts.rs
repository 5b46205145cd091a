//! Payouts, and the commissions that are put on them.

use crate::model::Event;

use super::super::bodies;
use super::super::rules::{CHANGED, DOES_CREATE, DOES_DELETE, DOES_UPDATE, SAME_ENTITY, UNCHANGED};
use super::{LISTED, NEWER, WITHDRAWN};

pub(in super::super) const CREATED: Event = Event {
    name: "payout.created",
    summary: "a payout arose",
    trigger: "Sent when a payout to a promoter is made up.",
    body: &bodies::PAYOUT,
    conditions: &[SAME_ENTITY, DOES_CREATE, UNCHANGED],
    sample: include_str!("../../../../../samples/firstpromoter/payout.created.json"),
    ..LISTED
};

pub(in super::super) const UPDATED: Event = Event {
    name: "payout.updated",
    summary: "a payout changed",
    trigger: "Sent when the status or another member of a payout changes, also when a reward other than money is marked fulfilled.",
    body: &bodies::PAYOUT,
    conditions: &[SAME_ENTITY, DOES_UPDATE, CHANGED],
    sample: include_str!("../../../../../samples/firstpromoter/payout.updated.json"),
    ..LISTED
};

pub(in super::super) const DELETED: Event = Event {
    name: "payout.deleted",
    summary: "a payout was removed",
    trigger: "Sent when a payout is removed.",
    body: &bodies::PAYOUT,
    conditions: &[SAME_ENTITY, DOES_DELETE, UNCHANGED],
    sample: include_str!("../../../../../samples/firstpromoter/payout.deleted.json"),
    ..LISTED
};

pub(in super::super) const PENDING: Event = Event {
    name: "payout.pending",
    summary: "a payout awaits payment",
    trigger: "Sent when a payout is put in the status pending.",
    body: &bodies::PAYOUT,
    conditions: &[SAME_ENTITY, CHANGED],
    sample: include_str!("../../../../../samples/firstpromoter/payout.pending.json"),
    ..NEWER
};

pub(in super::super) const PROCESSING: Event = Event {
    name: "payout.processing",
    summary: "a payout is being paid",
    trigger: "Sent when a payout is put in the status processing.",
    body: &bodies::PAYOUT,
    conditions: &[SAME_ENTITY, CHANGED],
    sample: include_str!("../../../../../samples/firstpromoter/payout.processing.json"),
    ..NEWER
};

pub(in super::super) const COMPLETED: Event = Event {
    name: "payout.completed",
    summary: "a payout was paid",
    trigger: "Sent when a payout is put in the status completed.",
    body: &bodies::PAYOUT,
    conditions: &[SAME_ENTITY, CHANGED],
    sample: include_str!("../../../../../samples/firstpromoter/payout.completed.json"),
    ..NEWER
};

pub(in super::super) const FAILED: Event = Event {
    name: "payout.failed",
    summary: "a payout failed",
    trigger: "Sent when a payout is put in the status failed.",
    body: &bodies::PAYOUT,
    conditions: &[SAME_ENTITY, CHANGED],
    sample: include_str!("../../../../../samples/firstpromoter/payout.failed.json"),
    ..NEWER
};

pub(in super::super) const CANCELLED: Event = Event {
    name: "payout.cancelled",
    summary: "a payout was cancelled",
    trigger: "Sent when a payout is put in the status cancelled.",
    body: &bodies::PAYOUT,
    conditions: &[SAME_ENTITY, CHANGED],
    sample: include_str!("../../../../../samples/firstpromoter/payout.cancelled.json"),
    ..NEWER
};

pub(in super::super) const COMMISSIONS_ADDED: Event = Event {
    name: "payout.commissions.added",
    summary: "a commission was put on a payout",
    trigger: "Sent when a commission is put on a payout.",
    body: &bodies::PAYOUT_COMMISSION,
    conditions: &[SAME_ENTITY, CHANGED],
    sample: include_str!("../../../../../samples/firstpromoter/payout.commissions.added.json"),
    ..NEWER
};

pub(in super::super) const COMMISSIONS_REMOVED: Event = Event {
    name: "payout.commissions.removed",
    summary: "a commission was taken off a payout",
    trigger: "Sent when a commission is taken off a payout.",
    body: &bodies::PAYOUT_COMMISSION,
    conditions: &[SAME_ENTITY, CHANGED],
    sample: include_str!("../../../../../samples/firstpromoter/payout.commissions.removed.json"),
    ..NEWER
};

pub(in super::super) const COMMISSIONS_CREATED: Event = Event {
    name: "payout.commissions.created",
    summary: "a commission was put on a payout",
    trigger: "Sent, by the first texts of the documentation, when a commission is put on a payout.",
    body: &bodies::PAYOUT_COMMISSION,
    conditions: &[SAME_ENTITY, DOES_CREATE, UNCHANGED],
    caution: Some(
        "the newest list of FirstPromoter's events no longer names payout.commissions.created; payout.commissions.added seems to have taken its place",
    ),
    sample: include_str!("../../../../../samples/firstpromoter/payout.commissions.created.json"),
    ..WITHDRAWN
};

pub(in super::super) const COMMISSIONS_UPDATED: Event = Event {
    name: "payout.commissions.updated",
    summary: "a commission on a payout changed",
    trigger: "Sent, by the first texts of the documentation, when a commission on a payout changes.",
    body: &bodies::PAYOUT_COMMISSION,
    conditions: &[SAME_ENTITY, DOES_UPDATE, CHANGED],
    caution: Some("the newest list of FirstPromoter's events no longer names payout.commissions.updated"),
    sample: include_str!("../../../../../samples/firstpromoter/payout.commissions.updated.json"),
    ..WITHDRAWN
};

pub(in super::super) const COMMISSIONS_DELETED: Event = Event {
    name: "payout.commissions.deleted",
    summary: "a commission was taken off a payout",
    trigger: "Sent, by the first texts of the documentation, when a commission is taken off a payout.",
    body: &bodies::PAYOUT_COMMISSION,
    conditions: &[SAME_ENTITY, DOES_DELETE, UNCHANGED],
    caution: Some(
        "the newest list of FirstPromoter's events no longer names payout.commissions.deleted; payout.commissions.removed seems to have taken its place",
    ),
    sample: include_str!("../../../../../samples/firstpromoter/payout.commissions.deleted.json"),
    ..WITHDRAWN
};
