//! Referrals: leads and the customers that they become.

use crate::model::Event;

use super::super::bodies;
use super::super::rules::{
    CHANGED, DOES_CREATE, DOES_DELETE, DOES_UPDATE, OF_REFERRAL, SAME_ENTITY, UNCHANGED,
};
use super::{LISTED, NEWER, PRINTED};

pub(in super::super) const CREATED: Event = Event {
    name: "referral.created",
    summary: "a lead or customer was tracked",
    trigger: "Sent when a referred lead or customer is first tracked.",
    body: &bodies::REFERRAL,
    conditions: &[SAME_ENTITY, DOES_CREATE, OF_REFERRAL, UNCHANGED],
    sample: include_str!("../../../../../samples/firstpromoter/referral.created.json"),
    ..LISTED
};

pub(in super::super) const UPDATED: Event = Event {
    name: "referral.updated",
    summary: "a referral changed",
    trigger: "Sent when the state, the plan or another member of a referral changes.",
    body: &bodies::REFERRAL_UPDATED,
    conditions: &[SAME_ENTITY, DOES_UPDATE, OF_REFERRAL, CHANGED],
    sample: include_str!("../../../../../samples/firstpromoter/referral.updated.json"),
    ..PRINTED
};

pub(in super::super) const DELETED: Event = Event {
    name: "referral.deleted",
    summary: "a referral was removed",
    trigger: "Sent when a referral is removed.",
    body: &bodies::REFERRAL,
    conditions: &[SAME_ENTITY, DOES_DELETE, OF_REFERRAL, UNCHANGED],
    sample: include_str!("../../../../../samples/firstpromoter/referral.deleted.json"),
    ..LISTED
};

pub(in super::super) const CONVERTED: Event = Event {
    name: "referral.converted",
    summary: "a lead became a customer",
    trigger: "Sent when a referred lead becomes a customer.",
    body: &bodies::REFERRAL,
    conditions: &[SAME_ENTITY, OF_REFERRAL, CHANGED],
    sample: include_str!("../../../../../samples/firstpromoter/referral.converted.json"),
    ..NEWER
};

pub(in super::super) const CANCELLED: Event = Event {
    name: "referral.cancelled",
    summary: "a referral cancelled",
    trigger: "Sent when a referral is put in the state cancelled.",
    body: &bodies::REFERRAL,
    conditions: &[SAME_ENTITY, OF_REFERRAL, CHANGED],
    sample: include_str!("../../../../../samples/firstpromoter/referral.cancelled.json"),
    ..NEWER
};

pub(in super::super) const MOVED: Event = Event {
    name: "referral.moved",
    summary: "a referral went to another campaign",
    trigger: "Sent when a promoter crosses a threshold of upgrade or downgrade and the campaign takes the referrals along.",
    body: &bodies::REFERRAL,
    conditions: &[SAME_ENTITY, OF_REFERRAL, CHANGED],
    evidence: "Added by the second text of the documentation; its payload is not printed, nor the action that it carries.",
    sample: include_str!("../../../../../samples/firstpromoter/referral.moved.json"),
    ..LISTED
};
