//! What the payloads of v1 mean in the neutral event.

use crate::model::slot;
use crate::model::{Mapping, Neutral, Slot, means};

static DELIVERY: &[Mapping<'static>] = &[
    means(&["event", "id"], Slot::EventId),
    means(&["event", "type"], Slot::EventName),
    means(&["event", "created_at"], Slot::OccurredAt),
];

static PROMOTER: &[Mapping<'static>] = &[
    means(&["id"], slot::AFFILIATE_ID),
    means(&["cust_id"], slot::AFFILIATE_EXTERNAL_ID),
    means(&["email"], slot::AFFILIATE_EMAIL),
    means(&["status"], slot::AFFILIATE_STATUS),
    means(&["created_at"], slot::AFFILIATE_CREATED_AT),
    means(&["parent_promoter_id"], slot::AFFILIATE_PARENT_ID),
    means(&["default_ref_id"], slot::AFFILIATE_CODE),
    means(&["profile", "first_name"], slot::AFFILIATE_FIRST_NAME),
    means(&["profile", "last_name"], slot::AFFILIATE_LAST_NAME),
    means(&["profile", "company_name"], slot::AFFILIATE_COMPANY),
    means(&["profile", "country"], slot::AFFILIATE_COUNTRY),
    means(&["promotions", "*", "ref_id"], slot::AFFILIATE_CODE),
    means(&["promotions", "*", "promo_code"], slot::AFFILIATE_CODE),
    means(&["promotions", "*", "referral_link"], slot::AFFILIATE_LINK),
];

/// A promoter's part in the campaign that the event is about.
static PROMOTION: &[Mapping<'static>] = &[
    means(&["promoter_id"], slot::AFFILIATE_ID),
    means(&["campaign_id"], slot::PROGRAM_ID),
    means(&["campaign_name"], slot::PROGRAM_NAME),
    means(&["ref_id"], slot::AFFILIATE_CODE),
    means(&["promo_code"], slot::AFFILIATE_CODE),
    means(&["referral_link"], slot::AFFILIATE_LINK),
];

/// Promotions beside a new promoter: several programs, none of them the one.
static PROMOTIONS: &[Mapping<'static>] = &[
    means(&["*", "ref_id"], slot::AFFILIATE_CODE),
    means(&["*", "promo_code"], slot::AFFILIATE_CODE),
    means(&["*", "referral_link"], slot::AFFILIATE_LINK),
];

static CAMPAIGN: &[Mapping<'static>] =
    &[means(&["id"], slot::PROGRAM_ID), means(&["name"], slot::PROGRAM_NAME)];

static LEAD: &[Mapping<'static>] = &[
    means(&["id"], slot::REFERRAL_ID),
    means(&["uid"], slot::REFERRAL_EXTERNAL_ID),
    means(&["email"], slot::REFERRAL_EMAIL),
    means(&["state"], slot::REFERRAL_STATE),
    means(&["status"], slot::REFERRAL_STATE),
    means(&["created_at"], slot::REFERRAL_CREATED_AT),
    means(&["customer_since"], slot::REFERRAL_CONVERTED_AT),
    means(&["cancelled_at"], slot::REFERRAL_CANCELLED_AT),
];

static REWARD: &[Mapping<'static>] = &[
    means(&["id"], slot::COMMISSION_ID),
    means(&["status"], slot::COMMISSION_STATUS),
    means(&["amount"], slot::COMMISSION_REWARD),
    means(&["created_at"], slot::COMMISSION_CREATED_AT),
    means(&["tier_level"], slot::COMMISSION_TIER),
    means(&["conversion_amount"], slot::SALE_AMOUNT),
    means(&["event_id"], slot::SALE_PROCESSOR_ID),
];

/// Its status is that of the delivery, not of the commission, and stays in the rest.
static FULFILMENT: &[Mapping<'static>] = &[
    means(&["id"], slot::COMMISSION_ID),
    means(&["amount"], slot::COMMISSION_REWARD),
    means(&["created_at"], slot::COMMISSION_CREATED_AT),
];

type Maps = &'static [(&'static [&'static str], &'static [Mapping<'static>])];

static OF_LEAD: Maps = &[
    (&[], DELIVERY),
    (&["data"], LEAD),
    (&["data", "promoter"], PROMOTER),
    (&["data", "promotion"], PROMOTION),
];

const fn event(event: &'static str, kind: &'static str, maps: Maps) -> Neutral<'static> {
    Neutral { event, kind: Some(kind), maps }
}

pub(super) static EVENTS: &[Neutral] = &[
    event("lead_signup", "referral.created", OF_LEAD),
    event("lead_subscribed", "referral.created", OF_LEAD),
    event("lead_becomes_referral", "referral.converted", OF_LEAD),
    event("new_customer", "referral.converted", OF_LEAD),
    event("lead_cancelled", "referral.cancelled", OF_LEAD),
    event(
        "promoter_signed_up",
        "affiliate.created",
        &[(&[], DELIVERY), (&["data", "promoter"], PROMOTER), (&["data", "promotions"], PROMOTIONS)],
    ),
    event(
        "promoter_accepted",
        "enrollment.accepted",
        &[
            (&[], DELIVERY),
            (&["data", "campaign"], CAMPAIGN),
            (&["data", "promoter"], PROMOTER),
            (&["data", "promotion"], PROMOTION),
        ],
    ),
    event(
        "reward_created",
        "commission.created",
        &[
            (&[], DELIVERY),
            (&["data"], REWARD),
            (&["data", "lead"], LEAD),
            (&["data", "promoter"], PROMOTER),
            (&["data", "promotion"], PROMOTION),
        ],
    ),
    event(
        "fulfilment_pending",
        "commission.fulfilment_requested",
        &[
            (&[], DELIVERY),
            (&["data"], FULFILMENT),
            (&["data", "campaign"], CAMPAIGN),
            (&["data", "promoter"], PROMOTER),
        ],
    ),
];
