//! The events of v1.

use crate::model::Condition::{Blank, Filled, OneOf, Same};
use crate::model::{Condition, Event, EventName, Provenance, SummaryFields};

use super::bodies;

static LEAD_SUMMARY: SummaryFields = SummaryFields {
    id: Some(&["event", "id"]),
    time: Some(&["event", "created_at"]),
    subject: &[&["data", "email"]],
    amount: None,
    status: &[&["data", "state"], &["data", "status"]],
};

static PROMOTER_SUMMARY: SummaryFields = SummaryFields {
    id: Some(&["event", "id"]),
    time: Some(&["event", "created_at"]),
    subject: &[&["data", "promoter", "email"]],
    amount: None,
    status: &[&["data", "state"], &["data", "promoter", "status"]],
};

static REWARD_SUMMARY: SummaryFields = SummaryFields {
    id: Some(&["event", "id"]),
    time: Some(&["event", "created_at"]),
    subject: &[&["data", "promoter", "email"]],
    amount: Some(&["data", "amount"]),
    status: &[&["data", "status"]],
};

const OWN_PROMOTION: Condition = Same {
    left: &["data", "promotion", "promoter_id"],
    right: &["data", "promoter", "id"],
    why: "the promotion is the promoter's own",
};

const OWN_PROMOTIONS: Condition = Same {
    left: &["data", "promoter", "promotions", "*", "promoter_id"],
    right: &["data", "promoter", "id"],
    why: "the promotions of a promoter carry its id",
};

const OWN_PROMOTIONS_ASIDE: Condition = Same {
    left: &["data", "promotions", "*", "promoter_id"],
    right: &["data", "promoter", "id"],
    why: "the promotions of a promoter carry its id",
};

const ACTIVE: Condition =
    OneOf { path: &["data", "state"], words: &["active"], why: "who pays first becomes active" };

const PAID: Condition =
    Filled { path: &["data", "customer_since"], why: "the first payment makes the lead a customer" };

const NOT_CANCELLED: Condition =
    Blank { path: &["data", "cancelled_at"], why: "who has just paid first has not cancelled" };

pub(super) const LEAD_SIGNUP: Event = Event {
    name: "lead_signup",
    aliases: &[],
    summary: "a referred person signed up",
    trigger: "Sent when a referred person is created in the state signup or moved to it: a trial or a free \
              account, nothing paid yet.",
    body: &bodies::LEAD_BODY,
    shapes: &[],
    conditions: &[
        OneOf { path: &["data", "state"], words: &["signup"], why: "a lead that signs up is in this state" },
        Blank { path: &["data", "customer_since"], why: "a lead that signs up has paid nothing" },
        OWN_PROMOTION,
        OWN_PROMOTIONS,
        OWN_PROMOTIONS_ASIDE,
    ],
    summary_fields: &LEAD_SUMMARY,
    provenance: Provenance::Documented,
    evidence: "Documented and printed in full by every text, and described by the help centre.",
    caution: None,
    sample: include_str!("../../../../samples/firstpromoter/lead_signup.json"),
};

pub(super) const LEAD_BECOMES_REFERRAL: Event = Event {
    name: "lead_becomes_referral",
    aliases: &[],
    summary: "a lead paid for the first time",
    trigger: "Sent once for each referred lead, at its first payment.",
    body: &bodies::LEAD_BODY,
    shapes: &[],
    conditions: &[ACTIVE, PAID, NOT_CANCELLED, OWN_PROMOTION, OWN_PROMOTIONS, OWN_PROMOTIONS_ASIDE],
    summary_fields: &LEAD_SUMMARY,
    provenance: Provenance::Documented,
    evidence: "Documented and printed in full by every text; the page \"New Customer\" of 2024 prints this name.",
    caution: None,
    sample: include_str!("../../../../samples/firstpromoter/lead_becomes_referral.json"),
};

pub(super) const NEW_CUSTOMER: Event = Event {
    name: "new_customer",
    aliases: &[],
    summary: "a lead paid for the first time",
    trigger: "Said to be sent once for each referred lead, at its first payment, just as lead_becomes_referral.",
    body: &bodies::LEAD_BODY,
    shapes: &[],
    conditions: &[ACTIVE, PAID, NOT_CANCELLED, OWN_PROMOTION, OWN_PROMOTIONS, OWN_PROMOTIONS_ASIDE],
    summary_fields: &LEAD_SUMMARY,
    provenance: Provenance::Documented,
    evidence: "Only in the current documentation, whose example repeats the delivery id and the time of the one \
               for lead_becomes_referral.",
    caution: Some(
        "new_customer is doubtful as a name on the wire: older documentation and FirstPromoter's own n8n node \
         know lead_becomes_referral for the same event, so expect that one too",
    ),
    sample: include_str!("../../../../samples/firstpromoter/new_customer.json"),
};

pub(super) const LEAD_CANCELLED: Event = Event {
    name: "lead_cancelled",
    aliases: &[],
    summary: "a lead or customer cancelled",
    trigger: "Sent when the billing integration or the API reports that a lead or customer has cancelled.",
    body: &bodies::LEAD_BODY,
    shapes: &[],
    conditions: &[
        OneOf { path: &["data", "state"], words: &["cancelled"], why: "the lead has cancelled" },
        Filled { path: &["data", "cancelled_at"], why: "a lead that has cancelled did so at some time" },
        OWN_PROMOTION,
        OWN_PROMOTIONS,
        OWN_PROMOTIONS_ASIDE,
    ],
    summary_fields: &LEAD_SUMMARY,
    provenance: Provenance::Documented,
    evidence: "Documented and known to FirstPromoter's n8n node; the printed example looks derived from those of \
               the other lead events.",
    caution: None,
    sample: include_str!("../../../../samples/firstpromoter/lead_cancelled.json"),
};

pub(super) const PROMOTER_SIGNED_UP: Event = Event {
    name: "promoter_signed_up",
    aliases: &[EventName {
        name: "promoter_signs_up",
        why: "FirstPromoter's own n8n node filters on it, the documentation prints promoter_signed_up",
    }],
    summary: "a new promoter joined the programme",
    trigger: "Sent when a promoter is created, by the sign-up page or by the API.",
    body: &bodies::PROMOTER_SIGNED_UP_BODY,
    shapes: &[],
    conditions: &[
        OneOf {
            path: &["data", "promoter", "status"],
            words: &["pending", "active"],
            why: "a new promoter waits for approval or is approved at once",
        },
        OWN_PROMOTIONS_ASIDE,
        OWN_PROMOTIONS,
    ],
    summary_fields: &PROMOTER_SUMMARY,
    provenance: Provenance::Documented,
    evidence: "Documented with full examples that look made by hand; no captured payload is known.",
    caution: None,
    sample: include_str!("../../../../samples/firstpromoter/promoter_signed_up.json"),
};

pub(super) const PROMOTER_ACCEPTED: Event = Event {
    name: "promoter_accepted",
    aliases: &[],
    summary: "a promoter was accepted into a campaign",
    trigger: "Sent when an admin or the automatic approval accepts a promoter into a campaign, also when the \
              promoter is moved to another one.",
    body: &bodies::PROMOTER_ACCEPTED_BODY,
    shapes: &[],
    conditions: &[
        OneOf { path: &["data", "state"], words: &["accepted"], why: "the promoter has been accepted" },
        Same {
            left: &["data", "promotion", "campaign_id"],
            right: &["data", "campaign", "id"],
            why: "the promotion belongs to the campaign that accepted the promoter",
        },
        OWN_PROMOTION,
        OWN_PROMOTIONS,
        OWN_PROMOTIONS_ASIDE,
    ],
    summary_fields: &PROMOTER_SUMMARY,
    provenance: Provenance::Documented,
    evidence: "Documented and printed in full by every text, described by the help centre, read by public handlers. The \
               help centre says that accounts of v2 receive it in this form too; that members of a profile may be null \
               was seen in an answer of the REST interface.",
    caution: None,
    sample: include_str!("../../../../samples/firstpromoter/promoter_accepted.json"),
};

pub(super) const REWARD_CREATED: Event = Event {
    name: "reward_created",
    aliases: &[],
    summary: "a promoter earned a reward",
    trigger: "Sent when a reward arises for a promoter of any tier, as a rule by a lead's payment.",
    body: &bodies::REWARD_CREATED_BODY,
    shapes: &[],
    conditions: &[OWN_PROMOTION, OWN_PROMOTIONS, OWN_PROMOTIONS_ASIDE],
    summary_fields: &REWARD_SUMMARY,
    provenance: Provenance::Documented,
    evidence: "Documented and printed in full by every text; what a reward without a lead looks like is printed \
               nowhere.",
    caution: None,
    sample: include_str!("../../../../samples/firstpromoter/reward_created.json"),
};

pub(super) const FULFILMENT_PENDING: Event = Event {
    name: "fulfilment_pending",
    aliases: &[],
    summary: "a reward other than money awaits delivery",
    trigger: "Sent to the fulfilment URL as soon as such a reward is approved; the answer 200 marks it delivered.",
    body: &bodies::FULFILMENT_PENDING_BODY,
    shapes: &[],
    conditions: &[
        OneOf { path: &["data", "status"], words: &["pending"], why: "it still awaits delivery" },
        OWN_PROMOTIONS,
        OWN_PROMOTIONS_ASIDE,
    ],
    summary_fields: &REWARD_SUMMARY,
    provenance: Provenance::Documented,
    evidence: "Documented and printed in full by every text; the help centre describes it without the reward.",
    caution: None,
    sample: include_str!("../../../../samples/firstpromoter/fulfilment_pending.json"),
};

pub(super) const LEAD_SUBSCRIBED: Event = Event {
    name: "lead_subscribed",
    aliases: &[],
    summary: "a referred person left an e-mail address",
    trigger: "Said to be sent at the first step of a form in two steps, when a lead arises in the state subscribed.",
    body: &bodies::SUBSCRIBED_LEAD_BODY,
    shapes: &[],
    conditions: &[
        OneOf {
            path: &["data", "state"],
            words: &["subscribed"],
            why: "a lead that subscribes is in this state",
        },
        OWN_PROMOTION,
        OWN_PROMOTIONS,
        OWN_PROMOTIONS_ASIDE,
    ],
    summary_fields: &LEAD_SUMMARY,
    provenance: Provenance::Inferred,
    evidence: "A third party's guide names it and the REST interface knows the state; no payload is printed, so \
               the lead's shape is taken from the other lead events.",
    caution: Some(
        "lead_subscribed is named by a third party only; FirstPromoter documents neither the event nor its payload",
    ),
    sample: include_str!("../../../../samples/firstpromoter/lead_subscribed.json"),
};
