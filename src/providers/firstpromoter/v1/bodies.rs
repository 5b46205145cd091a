//! What each event of v1 carries: the member `data`, and the whole body around it.

use crate::model::Kind::{
    Anything, Boolean, Email, Integer, List, Map, Number, Object as Of, Text, Timestamp, Url,
};
use crate::model::{Field, Object, field};

use super::objects::{
    A_PROMOTION, ANY_EVENT, CAMPAIGN, EVENT, NEW_PROMOTER, PROMOTER, PROMOTION, REWARD, REWARD_UNITS,
};

/// The body of any event, known or not.
pub(super) static ENVELOPE: Object = Object::new(
    "envelope",
    &[
        field("event", Of(&ANY_EVENT), "which event this is, and when it happened"),
        field("data", Anything, "what it is about"),
    ],
);

const fn body(data: &'static Object<'static>) -> [Field<'static>; 2] {
    [
        field("event", Of(&EVENT), "which event this is, and when it happened"),
        field("data", Of(data), "what it is about"),
    ]
}

/// A lead, with the promoter and the promotion that brought it.
pub(super) static LEAD_BODY: Object = Object::new("lead event", &body(&LEAD));

/// A lead of which little is known.
pub(super) static SUBSCRIBED_LEAD_BODY: Object =
    Object::new("subscribed lead event", &body(&SUBSCRIBED_LEAD));

/// A promoter beside its promotions.
pub(super) static PROMOTER_SIGNED_UP_BODY: Object =
    Object::new("promoter sign-up event", &body(&PROMOTER_SIGNED_UP));

/// A promoter in a campaign.
pub(super) static PROMOTER_ACCEPTED_BODY: Object =
    Object::new("promoter acceptance event", &body(&PROMOTER_ACCEPTED));

/// A reward that a promoter earned.
pub(super) static REWARD_CREATED_BODY: Object = Object::new("reward event", &body(&REWARD_CREATED));

/// Something other than money that awaits delivery.
pub(super) static FULFILMENT_PENDING_BODY: Object =
    Object::new("fulfilment event", &body(&FULFILMENT_PENDING));

const LEAD_ID: Field = field("id", Integer, "the lead's id");
const STATE: Field = field("state", Text, "how far the lead has come").values(LEAD_STATES).usual();
const STATUS: Field = field("status", Text, "how far the lead has come")
    .values(LEAD_STATES)
    .optional()
    .variant("the field tables call a lead's state status, every example prints state");
const EMAIL: Field = field("email", Email, "the lead's e-mail address").personal();
const UID: Field =
    field("uid", Text, "your own id of the lead, or the billing system's; empty when none was passed")
        .nullable()
        .usual();
const CUSTOMER_SINCE: Field =
    field("customer_since", Timestamp, "when the lead paid first; null before that").nullable();
const CANCELLED_AT: Field =
    field("cancelled_at", Timestamp, "when the lead cancelled; null before that").nullable().usual();
const PLAN_NAME: Field = field("plan_name", Text, "the plan that the lead pays for").nullable().usual();
const SUSPICION: Field =
    field("suspicion", Text, "whether the referral looks like fraud").values(SUSPICIONS).nullable().usual();
const USERNAME: Field = field("username", Text, "the lead's user name").nullable().usual().personal();
const WEBSITE: Field = field("website", Url, "the lead's website")
    .nullable()
    .or_empty()
    .or(Text, "no source prints one, so it may not be a complete address")
    .usual()
    .personal();
const CREATED_AT: Field = field("created_at", Timestamp, "when the lead was first seen").usual();
const SPLIT_PROMOTION_ID: Field =
    field("split_promotion_id", Integer, "the promotion that the commission is split with")
        .nullable()
        .usual();
const CUSTOM_FIELDS: Field = field("custom_fields", Map(&Anything), "fields that the account defined itself")
    .nullable()
    .usual()
    .personal()
    .seen();
const SPLIT_PERCENTAGE_VALUE: Field = field(
    "split_percentage_value",
    Number,
    "the share of the commission that the split gives away, in percent",
)
.nullable()
.usual()
.percent();
const VISITOR_SUB_ID: Field =
    field("visitor_sub_id", Text, "the sub-id by which the visitor came; only ever printed as null")
        .nullable()
        .usual()
        .or(Integer, "no source prints one, so it may be a number")
        .inferred();
const LEAD_FIRST_NAME: Field = field("first_name", Text, "the lead's first name; in help articles only")
    .nullable()
    .optional()
    .personal();
const LEAD_LAST_NAME: Field =
    field("last_name", Text, "the lead's last name; in help articles only").nullable().optional().personal();
const PROMOTION_OF_LEAD: Field =
    field("promotion", Of(&PROMOTION), "the promoter's part in the campaign that brought the lead");
const PROMOTER_OF_LEAD: Field = field("promoter", Of(&PROMOTER), "who referred the lead");

const LEAD_STATES: &[&str] =
    &["subscribed", "signup", "active", "cancelled", "denied", "refunded", "pending", "moved"];

const SUSPICIONS: &[&str] =
    &["no_suspicion", "self_referral", "same_ip_suspicion", "same_promoter_email", "ad_source"];

/// Tables of 2024 list it under `data` of every event.
const MISPLACED_PROMOTIONS: Field =
    field("promotions", List(&A_PROMOTION), "every campaign that the promoter takes part in")
        .optional()
        .variant("tables of 2024 place promotions here, every example inside promoter");

static LEAD: Object = Object::new(
    "lead",
    &[
        LEAD_ID,
        STATE,
        STATUS,
        EMAIL,
        UID,
        CUSTOMER_SINCE,
        CANCELLED_AT,
        PLAN_NAME,
        SUSPICION,
        USERNAME,
        WEBSITE,
        CREATED_AT,
        SPLIT_PROMOTION_ID,
        CUSTOM_FIELDS,
        SPLIT_PERCENTAGE_VALUE,
        VISITOR_SUB_ID,
        LEAD_FIRST_NAME,
        LEAD_LAST_NAME,
        PROMOTION_OF_LEAD,
        PROMOTER_OF_LEAD,
        MISPLACED_PROMOTIONS,
    ],
);

static REWARDED_LEAD: Object = Object::new(
    "rewarded lead",
    &[
        LEAD_ID,
        STATE,
        STATUS,
        EMAIL,
        UID,
        CUSTOMER_SINCE,
        CANCELLED_AT,
        PLAN_NAME,
        SUSPICION,
        USERNAME.optional(),
        WEBSITE.optional(),
        CREATED_AT,
        SPLIT_PROMOTION_ID,
        CUSTOM_FIELDS,
        SPLIT_PERCENTAGE_VALUE,
        VISITOR_SUB_ID,
        LEAD_FIRST_NAME,
        LEAD_LAST_NAME,
    ],
);

static SUBSCRIBED_LEAD: Object = Object::new(
    "subscribed lead",
    &[
        LEAD_ID.inferred(),
        STATE.optional().inferred(),
        STATUS.inferred(),
        EMAIL.inferred(),
        UID.optional().inferred(),
        CUSTOMER_SINCE.optional().inferred(),
        CANCELLED_AT.optional().inferred(),
        PLAN_NAME.optional().inferred(),
        SUSPICION.optional().inferred(),
        USERNAME.optional().inferred(),
        WEBSITE.optional().inferred(),
        CREATED_AT.optional().inferred(),
        SPLIT_PROMOTION_ID.optional().inferred(),
        CUSTOM_FIELDS.optional().inferred(),
        SPLIT_PERCENTAGE_VALUE.optional().inferred(),
        VISITOR_SUB_ID.optional().inferred(),
        LEAD_FIRST_NAME.inferred(),
        LEAD_LAST_NAME.inferred(),
        PROMOTION_OF_LEAD.nullable().optional().inferred(),
        PROMOTER_OF_LEAD.nullable().optional().inferred(),
        MISPLACED_PROMOTIONS.inferred(),
    ],
);

static PROMOTER_SIGNED_UP: Object = Object::new(
    "promoter sign-up",
    &[
        field("promoter", Of(&NEW_PROMOTER), "who joined"),
        field("promotions", List(&A_PROMOTION), "every campaign that the promoter joined"),
    ],
);

static PROMOTER_ACCEPTED: Object = Object::new(
    "promoter acceptance",
    &[
        field("state", Text, "how the promoter stands in the campaign").values(&["accepted"]),
        field("campaign", Of(&CAMPAIGN), "the campaign that accepted the promoter"),
        field("promoter", Of(&PROMOTER), "who was accepted"),
        field("promotion", Of(&PROMOTION), "the promoter's part in the campaign"),
        MISPLACED_PROMOTIONS,
    ],
);

static REWARD_CREATED: Object = Object::new(
    "reward",
    &[
        field("id", Integer, "the reward's id"),
        field("status", Text, "whether the reward is granted").values(&["approved", "pending", "denied"]),
        field("amount", Integer, "cents where the unit is cash, else a count")
            .cents_when("unit", "cash")
            .financial(),
        field("unit", Text, "what the reward consists of").values(REWARD_UNITS),
        field("created_at", Timestamp, "when the reward arose"),
        field("lead", Of(&REWARDED_LEAD), "whose payment is rewarded; a reward given by hand has none")
            .nullable()
            .usual(),
        field("event_id", Text, "the billing system's id of the sale: an invoice or a charge")
            .nullable()
            .usual(),
        field("conversion_amount", Integer, "the sale's amount, in cents").nullable().cents().financial(),
        field("tier_level", Integer, "1 for the referrer, 2 for the promoter above"),
        field("split_type", Text, "how the commission is split; only ever printed as null")
            .nullable()
            .usual(),
        field("promoter", Of(&PROMOTER), "who earned it; in the second tier not the lead's referrer"),
        field("promotion", Of(&PROMOTION), "the earner's part in the campaign"),
        MISPLACED_PROMOTIONS,
    ],
);

static FULFILMENT_PENDING: Object = Object::new(
    "fulfilment",
    &[
        field("id", Integer, "the reward's id; a help article calls it the fulfilment's"),
        field("status", Text, "whether it has been delivered").values(&["pending"]),
        field("amount", Integer, "how many to deliver; cents where the unit is cash")
            .cents_when("unit", "cash")
            .financial(),
        field("date_paid", Text, "when it was paid; only ever printed as null").nullable().usual().seen(),
        field("due_date", Text, "when it is due; only ever printed as null").nullable().usual().seen(),
        field("unit", Text, "what to deliver").values(REWARD_UNITS),
        field("created_at", Timestamp, "when the fulfilment arose"),
        field("has_issues", Boolean, "whether earlier attempts to deliver it failed"),
        field("reward", Of(&REWARD), "the rule that it was earned by").nullable().usual(),
        field("promoter", Of(&PROMOTER), "who gets it"),
        field("campaign", Of(&CAMPAIGN), "the campaign that it was earned in"),
        MISPLACED_PROMOTIONS,
    ],
);
