//! What the payloads of v2 mean in the neutral event.

use crate::model::slot;
use crate::model::{Mapping, Neutral, Slot, means};

static DELIVERY: &[Mapping<'static>] = &[
    means(&["event_id"], Slot::EventId),
    means(&["event_type"], Slot::EventName),
    means(&["timestamp"], Slot::OccurredAt),
    means(&["changes"], Slot::Changes("/data")),
];

static PROMOTER: &[Mapping<'static>] = &[
    means(&["id"], slot::AFFILIATE_ID),
    means(&["cust_id"], slot::AFFILIATE_EXTERNAL_ID),
    means(&["email"], slot::AFFILIATE_EMAIL),
    means(&["name"], slot::AFFILIATE_NAME),
    means(&["status"], slot::AFFILIATE_STATUS),
    means(&["joined_at"], slot::AFFILIATE_CREATED_AT),
    means(&["created_at"], slot::AFFILIATE_CREATED_AT),
    means(&["parent_promoter_id"], slot::AFFILIATE_PARENT_ID),
    means(&["parent_promoter", "id"], slot::AFFILIATE_PARENT_ID),
    means(&["default_ref_id"], slot::AFFILIATE_CODE),
    means(&["profile", "first_name"], slot::AFFILIATE_FIRST_NAME),
    means(&["profile", "last_name"], slot::AFFILIATE_LAST_NAME),
    means(&["profile", "company_name"], slot::AFFILIATE_COMPANY),
    means(&["profile", "country"], slot::AFFILIATE_COUNTRY),
    means(&["promoter_campaigns", "*", "ref_token"], slot::AFFILIATE_CODE),
];

static PROMOTER_IN_BRIEF: &[Mapping<'static>] = &[
    means(&["id"], slot::AFFILIATE_ID),
    means(&["email"], slot::AFFILIATE_EMAIL),
    means(&["name"], slot::AFFILIATE_NAME),
];

static CAMPAIGN_IN_BRIEF: &[Mapping<'static>] =
    &[means(&["id"], slot::PROGRAM_ID), means(&["name"], slot::PROGRAM_NAME)];

/// A promoter's part in one campaign.
static ENROLMENT: &[Mapping<'static>] = &[
    means(&["promoter_id"], slot::AFFILIATE_ID),
    means(&["campaign_id"], slot::PROGRAM_ID),
    means(&["promoter", "id"], slot::AFFILIATE_ID),
    means(&["promoter", "email"], slot::AFFILIATE_EMAIL),
    means(&["promoter", "name"], slot::AFFILIATE_NAME),
    means(&["campaign", "id"], slot::PROGRAM_ID),
    means(&["campaign", "name"], slot::PROGRAM_NAME),
    means(&["ref_token"], slot::AFFILIATE_CODE),
    means(&["ref_id"], slot::AFFILIATE_CODE),
    means(&["coupon"], slot::AFFILIATE_CODE),
    means(&["ref_link"], slot::AFFILIATE_LINK),
];

static REFERRAL: &[Mapping<'static>] = &[
    means(&["id"], slot::REFERRAL_ID),
    means(&["uid"], slot::REFERRAL_EXTERNAL_ID),
    means(&["email"], slot::REFERRAL_EMAIL),
    means(&["state"], slot::REFERRAL_STATE),
    means(&["status"], slot::REFERRAL_STATE),
    means(&["created_at"], slot::REFERRAL_CREATED_AT),
    means(&["customer_since"], slot::REFERRAL_CONVERTED_AT),
    means(&["cancelled_at"], slot::REFERRAL_CANCELLED_AT),
];

static COMMISSION: &[Mapping<'static>] = &[
    means(&["id"], slot::COMMISSION_ID),
    means(&["status"], slot::COMMISSION_STATUS),
    means(&["amount"], slot::COMMISSION_REWARD),
    means(&["currency"], Slot::Currency),
    means(&["tier"], slot::COMMISSION_TIER),
    means(&["created_at"], slot::COMMISSION_CREATED_AT),
    means(&["promoter_id"], slot::AFFILIATE_ID),
    means(&["referral", "id"], slot::REFERRAL_ID),
    means(&["referral", "email"], slot::REFERRAL_EMAIL),
    means(&["referral", "uid"], slot::REFERRAL_EXTERNAL_ID),
    means(&["referral_id"], slot::REFERRAL_ID),
    means(&["sale_amount"], slot::SALE_AMOUNT),
    means(&["event_id"], slot::SALE_PROCESSOR_ID),
];

static PAYOUT: &[Mapping<'static>] = &[
    means(&["id"], slot::PAYOUT_ID),
    means(&["status"], slot::PAYOUT_STATUS),
    means(&["amount"], slot::PAYOUT_AMOUNT),
    means(&["paid_at"], slot::PAYOUT_PAID_AT),
    means(&["payout_method", "method"], slot::PAYOUT_METHOD),
];

/// A commission that is put on a payout or taken off it. No source says whose members the delivered ones are; the entity's
/// type does.
static PAYOUT_COMMISSION: &[Mapping<'static>] = &[
    means(&["id"], of("payout", &slot::PAYOUT_ID)),
    means(&["status"], of("payout", &slot::PAYOUT_STATUS)),
    means(&["amount"], of("payout", &slot::PAYOUT_AMOUNT)),
    means(&["id"], of("commission", &slot::COMMISSION_ID)),
    means(&["status"], of("commission", &slot::COMMISSION_STATUS)),
    means(&["amount"], of("commission", &slot::COMMISSION_REWARD)),
];

const fn of(entity: &'static str, then: &'static Slot<'static>) -> Slot<'static> {
    Slot::When { at: &["entity_type"], is: entity, then }
}

static SIGNER: &[Mapping<'static>] = &[means(&["promoter_id"], slot::AFFILIATE_ID)];

type Maps = &'static [(&'static [&'static str], &'static [Mapping<'static>])];

static OF_PROMOTER: Maps = &[(&[], DELIVERY), (&["data"], PROMOTER)];
static OF_ENROLMENT: Maps = &[(&[], DELIVERY), (&["data"], ENROLMENT)];
static OF_REFERRAL: Maps =
    &[(&[], DELIVERY), (&["data"], REFERRAL), (&["data", "promoter_campaign"], ENROLMENT)];
static OF_COMMISSION: Maps =
    &[(&[], DELIVERY), (&["data"], COMMISSION), (&["data", "promoter_campaign"], ENROLMENT)];
static OF_PAYOUT: Maps = &[
    (&[], DELIVERY),
    (&["data"], PAYOUT),
    (&["data", "promoter"], PROMOTER_IN_BRIEF),
    (&["data", "campaign"], CAMPAIGN_IN_BRIEF),
];
static OF_PAYOUT_COMMISSION: Maps = &[
    (&[], DELIVERY),
    (&["data"], PAYOUT_COMMISSION),
    (&["data", "promoter"], PROMOTER_IN_BRIEF),
    (&["data", "campaign"], CAMPAIGN_IN_BRIEF),
];
/// No source says whose members these are, or the neutral event has no place for them.
static OF_NOTHING: Maps = &[(&[], DELIVERY)];

const fn event(event: &'static str, kind: &'static str, maps: Maps) -> Neutral<'static> {
    Neutral { event, kind: Some(kind), maps }
}

pub(super) static EVENTS: &[Neutral] = &[
    event("promoter.created", "affiliate.created", OF_PROMOTER),
    event("promoter.updated", "affiliate.updated", OF_PROMOTER),
    event("promoter.deleted", "affiliate.deleted", OF_PROMOTER),
    event("promoter.profile.updated", "affiliate.updated", OF_PROMOTER),
    event("promoter.balance.updated", "affiliate.balance_changed", OF_PROMOTER),
    event("promoter_campaign.created", "enrollment.created", OF_ENROLMENT),
    event("promoter_campaign.updated", "enrollment.updated", OF_ENROLMENT),
    event("promoter_campaign.deleted", "enrollment.deleted", OF_ENROLMENT),
    event("promoter_campaign.accepted", "enrollment.accepted", OF_ENROLMENT),
    event("promoter_campaign.pending", "enrollment.pending", OF_ENROLMENT),
    event("promoter_campaign.rejected", "enrollment.rejected", OF_ENROLMENT),
    event("promoter_campaign.blocked", "enrollment.blocked", OF_ENROLMENT),
    event("promoter_campaign.inactive", "enrollment.deactivated", OF_ENROLMENT),
    event("referral.created", "referral.created", OF_REFERRAL),
    event("referral.updated", "referral.updated", OF_REFERRAL),
    event("referral.deleted", "referral.deleted", OF_REFERRAL),
    event("referral.converted", "referral.converted", OF_REFERRAL),
    event("referral.cancelled", "referral.cancelled", OF_REFERRAL),
    event("referral.moved", "referral.moved", OF_REFERRAL),
    event("commission.created", "commission.created", OF_COMMISSION),
    event("commission.updated", "commission.updated", OF_COMMISSION),
    event("commission.deleted", "commission.deleted", OF_COMMISSION),
    event("commission.approved", "commission.approved", OF_COMMISSION),
    event("commission.pending", "commission.pending", OF_COMMISSION),
    event("commission.denied", "commission.denied", OF_COMMISSION),
    event("payout.created", "payout.created", OF_PAYOUT),
    event("payout.updated", "payout.updated", OF_PAYOUT),
    event("payout.deleted", "payout.deleted", OF_PAYOUT),
    event("payout.pending", "payout.pending", OF_PAYOUT),
    event("payout.processing", "payout.processing", OF_PAYOUT),
    event("payout.completed", "payout.paid", OF_PAYOUT),
    event("payout.failed", "payout.failed", OF_PAYOUT),
    event("payout.cancelled", "payout.cancelled", OF_PAYOUT),
    event("payout.commissions.added", "payout.item_added", OF_PAYOUT_COMMISSION),
    event("payout.commissions.removed", "payout.item_removed", OF_PAYOUT_COMMISSION),
    event("payout.commissions.created", "payout.item_added", OF_PAYOUT_COMMISSION),
    event("payout.commissions.updated", "payout.updated", OF_PAYOUT_COMMISSION),
    event("payout.commissions.deleted", "payout.item_removed", OF_PAYOUT_COMMISSION),
    event("payout_method.created", "payout_method.created", OF_NOTHING),
    event("payout_method.updated", "payout_method.updated", OF_NOTHING),
    event("payout_method.deleted", "payout_method.deleted", OF_NOTHING),
    event("payments_batch.created", "payout_batch.created", OF_NOTHING),
    event("payments_batch.updated", "payout_batch.updated", OF_NOTHING),
    event("payments_batch.deleted", "payout_batch.deleted", OF_NOTHING),
    event("payments_batch.initiated", "payout_batch.initiated", OF_NOTHING),
    event("payments_batch.processing", "payout_batch.processing", OF_NOTHING),
    event("payments_batch.completed", "payout_batch.completed", OF_NOTHING),
    event("payments_batch.failed", "payout_batch.failed", OF_NOTHING),
    event("contract_document.signed", "document.signed", &[(&[], DELIVERY), (&["data"], SIGNER)]),
];
