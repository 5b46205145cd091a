//! Ways of being paid, batches of payouts, and signed documents.

use crate::model::Event;

use super::super::bodies;
use super::super::rules::{
    CHANGED, DOES_CREATE, DOES_DELETE, DOES_UPDATE, OF_CONTRACT_DOCUMENT, SAME_ENTITY, UNCHANGED,
};
use super::{LISTED, NEWER, PRINTED};

pub(in super::super) const PAYOUT_METHOD_CREATED: Event = Event {
    name: "payout_method.created",
    summary: "a promoter added a way of being paid",
    trigger: "Sent when a promoter adds a payout method.",
    body: &bodies::PAYOUT_METHOD,
    conditions: &[SAME_ENTITY, DOES_CREATE, UNCHANGED],
    sample: include_str!("../../../../../samples/firstpromoter/payout_method.created.json"),
    ..LISTED
};

pub(in super::super) const PAYOUT_METHOD_UPDATED: Event = Event {
    name: "payout_method.updated",
    summary: "a way of being paid changed",
    trigger: "Sent when a payout method of a promoter changes.",
    body: &bodies::PAYOUT_METHOD,
    conditions: &[SAME_ENTITY, DOES_UPDATE, CHANGED],
    sample: include_str!("../../../../../samples/firstpromoter/payout_method.updated.json"),
    ..LISTED
};

pub(in super::super) const PAYOUT_METHOD_DELETED: Event = Event {
    name: "payout_method.deleted",
    summary: "a way of being paid was removed",
    trigger: "Sent when a payout method of a promoter is removed.",
    body: &bodies::PAYOUT_METHOD,
    conditions: &[SAME_ENTITY, DOES_DELETE, UNCHANGED],
    sample: include_str!("../../../../../samples/firstpromoter/payout_method.deleted.json"),
    ..LISTED
};

pub(in super::super) const PAYMENTS_BATCH_CREATED: Event = Event {
    name: "payments_batch.created",
    summary: "a batch of payouts was made up",
    trigger: "Sent when payouts are gathered in a batch.",
    body: &bodies::PAYMENTS_BATCH,
    conditions: &[SAME_ENTITY, DOES_CREATE, UNCHANGED],
    sample: include_str!("../../../../../samples/firstpromoter/payments_batch.created.json"),
    ..LISTED
};

pub(in super::super) const PAYMENTS_BATCH_UPDATED: Event = Event {
    name: "payments_batch.updated",
    summary: "a batch of payouts changed",
    trigger: "Sent when a batch of payouts changes.",
    body: &bodies::PAYMENTS_BATCH,
    conditions: &[SAME_ENTITY, DOES_UPDATE, CHANGED],
    sample: include_str!("../../../../../samples/firstpromoter/payments_batch.updated.json"),
    ..LISTED
};

pub(in super::super) const PAYMENTS_BATCH_DELETED: Event = Event {
    name: "payments_batch.deleted",
    summary: "a batch of payouts was removed",
    trigger: "Sent when a batch of payouts is removed.",
    body: &bodies::PAYMENTS_BATCH,
    conditions: &[SAME_ENTITY, DOES_DELETE, UNCHANGED],
    sample: include_str!("../../../../../samples/firstpromoter/payments_batch.deleted.json"),
    ..LISTED
};

pub(in super::super) const PAYMENTS_BATCH_INITIATED: Event = Event {
    name: "payments_batch.initiated",
    summary: "a batch of payouts was set going",
    trigger: "Sent when payment of a batch is set going.",
    body: &bodies::PAYMENTS_BATCH,
    conditions: &[SAME_ENTITY, CHANGED],
    sample: include_str!("../../../../../samples/firstpromoter/payments_batch.initiated.json"),
    ..NEWER
};

pub(in super::super) const PAYMENTS_BATCH_PROCESSING: Event = Event {
    name: "payments_batch.processing",
    summary: "a batch of payouts is being paid",
    trigger: "Sent when a batch is being paid.",
    body: &bodies::PAYMENTS_BATCH,
    conditions: &[SAME_ENTITY, CHANGED],
    sample: include_str!("../../../../../samples/firstpromoter/payments_batch.processing.json"),
    ..NEWER
};

pub(in super::super) const PAYMENTS_BATCH_COMPLETED: Event = Event {
    name: "payments_batch.completed",
    summary: "a batch of payouts was paid",
    trigger: "Sent when a batch has been paid.",
    body: &bodies::PAYMENTS_BATCH,
    conditions: &[SAME_ENTITY, CHANGED],
    sample: include_str!("../../../../../samples/firstpromoter/payments_batch.completed.json"),
    ..NEWER
};

pub(in super::super) const PAYMENTS_BATCH_FAILED: Event = Event {
    name: "payments_batch.failed",
    summary: "a batch of payouts failed",
    trigger: "Sent when payment of a batch fails.",
    body: &bodies::PAYMENTS_BATCH,
    conditions: &[SAME_ENTITY, CHANGED],
    sample: include_str!("../../../../../samples/firstpromoter/payments_batch.failed.json"),
    ..NEWER
};

pub(in super::super) const CONTRACT_DOCUMENT_SIGNED: Event = Event {
    name: "contract_document.signed",
    summary: "a promoter signed a document",
    trigger: "Sent when a promoter signs a contract document.",
    body: &bodies::CONTRACT_DOCUMENT,
    conditions: &[SAME_ENTITY, DOES_UPDATE, OF_CONTRACT_DOCUMENT, CHANGED],
    evidence: "Printed in full, alike in two generations of the documentation; REST shows the document with other members.",
    sample: include_str!("../../../../../samples/firstpromoter/contract_document.signed.json"),
    ..PRINTED
};
