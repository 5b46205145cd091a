//! Promoters, and their parts in campaigns.

use crate::model::{Event, Provenance};

use super::super::bodies;
use super::super::rules::{
    CHANGED, DOES_CREATE, DOES_DELETE, DOES_UPDATE, OF_PROMOTER, SAME_ENTITY, UNCHANGED,
};
use super::{LISTED, NEWER, PRINTED, WITHDRAWN};

pub(in super::super) const CREATED: Event = Event {
    name: "promoter.created",
    summary: "a new promoter joined the programme",
    trigger: "Sent when a promoter is created, by the sign-up page or by the API.",
    body: &bodies::PROMOTER_CREATED,
    conditions: &[SAME_ENTITY, DOES_CREATE, OF_PROMOTER, UNCHANGED],
    sample: include_str!("../../../../../samples/firstpromoter/promoter.created.json"),
    ..PRINTED
};

pub(in super::super) const UPDATED: Event = Event {
    name: "promoter.updated",
    summary: "a promoter's data changed",
    trigger: "Sent when any member of a promoter changes.",
    body: &bodies::PROMOTER,
    conditions: &[SAME_ENTITY, DOES_UPDATE, OF_PROMOTER, CHANGED],
    sample: include_str!("../../../../../samples/firstpromoter/promoter.updated.json"),
    ..LISTED
};

pub(in super::super) const DELETED: Event = Event {
    name: "promoter.deleted",
    summary: "a promoter was removed",
    trigger: "Sent when a promoter is removed.",
    body: &bodies::PROMOTER,
    conditions: &[SAME_ENTITY, DOES_DELETE, OF_PROMOTER, UNCHANGED],
    sample: include_str!("../../../../../samples/firstpromoter/promoter.deleted.json"),
    ..LISTED
};

pub(in super::super) const PROFILE_UPDATED: Event = Event {
    name: "promoter.profile.updated",
    summary: "a promoter's profile changed",
    trigger: "Sent when a promoter or an admin changes the profile.",
    body: &bodies::PROMOTER,
    conditions: &[SAME_ENTITY, DOES_UPDATE, CHANGED],
    caution: Some("the newest list of FirstPromoter's events no longer names promoter.profile.updated"),
    sample: include_str!("../../../../../samples/firstpromoter/promoter.profile.updated.json"),
    ..WITHDRAWN
};

pub(in super::super) const BALANCE_UPDATED: Event = Event {
    name: "promoter.balance.updated",
    summary: "a promoter's balance moved",
    trigger: "Sent when what a promoter has earned, is owed or was paid changes.",
    body: &bodies::PROMOTER_BALANCE,
    conditions: &[SAME_ENTITY, DOES_UPDATE, CHANGED],
    evidence: "Listed in every text of the documentation; neither the payload nor the entity type that it carries is printed.",
    sample: include_str!("../../../../../samples/firstpromoter/promoter.balance.updated.json"),
    ..LISTED
};

pub(in super::super) const CAMPAIGN_CREATED: Event = Event {
    name: "promoter_campaign.created",
    summary: "a promoter joined a campaign",
    trigger: "Sent when a promoter begins to take part in a campaign.",
    body: &bodies::PROMOTER_CAMPAIGN,
    conditions: &[SAME_ENTITY, DOES_CREATE, UNCHANGED],
    sample: include_str!("../../../../../samples/firstpromoter/promoter_campaign.created.json"),
    ..LISTED
};

pub(in super::super) const CAMPAIGN_UPDATED: Event = Event {
    name: "promoter_campaign.updated",
    summary: "a promoter's part in a campaign changed",
    trigger: "Sent when the state, the referral id or another member of the enrolment changes.",
    body: &bodies::PROMOTER_CAMPAIGN,
    conditions: &[SAME_ENTITY, DOES_UPDATE, CHANGED],
    sample: include_str!("../../../../../samples/firstpromoter/promoter_campaign.updated.json"),
    ..LISTED
};

pub(in super::super) const CAMPAIGN_DELETED: Event = Event {
    name: "promoter_campaign.deleted",
    summary: "a promoter left a campaign",
    trigger: "Sent when an enrolment is removed.",
    body: &bodies::PROMOTER_CAMPAIGN,
    conditions: &[SAME_ENTITY, DOES_DELETE, UNCHANGED],
    sample: include_str!("../../../../../samples/firstpromoter/promoter_campaign.deleted.json"),
    ..LISTED
};

pub(in super::super) const CAMPAIGN_ACCEPTED: Event = Event {
    name: "promoter_campaign.accepted",
    summary: "a promoter was accepted into a campaign",
    trigger: "Sent when an enrolment is put in the state accepted.",
    body: &bodies::PROMOTER_CAMPAIGN,
    conditions: &[SAME_ENTITY, CHANGED],
    provenance: Provenance::Documented,
    sample: include_str!("../../../../../samples/firstpromoter/promoter_campaign.accepted.json"),
    ..NEWER
};

pub(in super::super) const CAMPAIGN_PENDING: Event = Event {
    name: "promoter_campaign.pending",
    summary: "a promoter awaits acceptance into a campaign",
    trigger: "Sent when an enrolment is put in the state pending.",
    body: &bodies::PROMOTER_CAMPAIGN,
    conditions: &[SAME_ENTITY, CHANGED],
    provenance: Provenance::Documented,
    sample: include_str!("../../../../../samples/firstpromoter/promoter_campaign.pending.json"),
    ..NEWER
};

pub(in super::super) const CAMPAIGN_REJECTED: Event = Event {
    name: "promoter_campaign.rejected",
    summary: "a promoter was turned away from a campaign",
    trigger: "Sent when an enrolment is put in the state rejected.",
    body: &bodies::PROMOTER_CAMPAIGN,
    conditions: &[SAME_ENTITY, CHANGED],
    provenance: Provenance::Documented,
    sample: include_str!("../../../../../samples/firstpromoter/promoter_campaign.rejected.json"),
    ..NEWER
};

pub(in super::super) const CAMPAIGN_BLOCKED: Event = Event {
    name: "promoter_campaign.blocked",
    summary: "a promoter was blocked in a campaign",
    trigger: "Sent when an enrolment is put in the state blocked.",
    body: &bodies::PROMOTER_CAMPAIGN,
    conditions: &[SAME_ENTITY, CHANGED],
    provenance: Provenance::Documented,
    sample: include_str!("../../../../../samples/firstpromoter/promoter_campaign.blocked.json"),
    ..NEWER
};

pub(in super::super) const CAMPAIGN_INACTIVE: Event = Event {
    name: "promoter_campaign.inactive",
    summary: "a promoter became inactive in a campaign",
    trigger: "Sent when an enrolment is put in the state inactive.",
    body: &bodies::PROMOTER_CAMPAIGN,
    conditions: &[SAME_ENTITY, CHANGED],
    provenance: Provenance::Documented,
    sample: include_str!("../../../../../samples/firstpromoter/promoter_campaign.inactive.json"),
    ..NEWER
};
