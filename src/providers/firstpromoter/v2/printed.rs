//! The entities whose payloads the documentation prints, each in two generations of its text.

use crate::model::Kind::{Boolean, Email, Integer, Number, Object as Of, Text, Timestamp, Url};
use crate::model::{Field, Object, field};

/// The promoter of `promoter.created`.
pub(super) static PROMOTER: Object = Object::new("promoter", &promoter_fields(&PROFILE)).waived_by("test");

/// The referral of `referral.updated`.
pub(super) static REFERRAL: Object = Object::new("referral", &REFERRAL_FIELDS).waived_by("test");

/// The commission of `commission.created` and `commission.updated`.
pub(super) static COMMISSION: Object = Object::new("commission", &COMMISSION_FIELDS).waived_by("test");

/// The document of `contract_document.signed`.
pub(super) static CONTRACT_DOCUMENT: Object = Object::new(
    "contract document",
    &[
        field("id", Integer, "the document's id").seen(),
        field("promoter_id", Integer, "who signed").seen(),
        field("signed_at", Timestamp, "when the promoter signed").seen(),
        field("created_at", Timestamp, "when the document was made").seen(),
        TEST,
    ],
)
.waived_by("test");

/// The only member of a test delivery.
pub(super) const TEST: Field =
    field("test", Boolean, "true in a test delivery, which carries nothing else").optional();

/// A promoter's members as printed, around the given profile.
pub(super) const fn promoter_fields(profile: &'static Object<'static>) -> [Field<'static>; 14] {
    [
        field("id", Integer, "the promoter's id").seen(),
        field("status", Text, "the state of the promoter's account; in the first texts only")
            .values(&["active", "pending", "blocked"])
            .optional()
            .seen(),
        field("email", Email, "the promoter's e-mail address").personal().seen(),
        field("name", Text, "the promoter's whole name").nullable().optional().personal().seen(),
        field("cust_id", Text, "your own id of the promoter").nullable().seen(),
        field(
            "default_ref_id",
            Text,
            "the referral id of the promoter's main campaign; in the first texts only",
        )
        .nullable()
        .optional()
        .seen(),
        field("balances", Of(&BALANCES), "what the promoter has, by what is counted")
            .nullable()
            .optional()
            .financial()
            .seen(),
        first_text_balance("earnings_balance", "everything earned so far"),
        first_text_balance("current_balance", "earned and not yet paid"),
        first_text_balance("paid_balance", "everything paid so far"),
        field("joined_at", Timestamp, "when the promoter joined").optional().seen(),
        field("created_at", Timestamp, "when the promoter joined")
            .optional()
            .seen()
            .variant("the first texts of the documentation print created_at, later ones joined_at"),
        field("profile", Of(profile), "what the promoter filled in").seen(),
        TEST,
    ]
}

const fn first_text_balance(name: &'static str, meaning: &'static str) -> Field<'static> {
    field(name, Of(&BALANCES), meaning).nullable().optional().financial().seen().variant(
        "the first texts of the documentation print three balances, later ones one object named balances",
    )
}

/// Amounts by what is counted.
static BALANCES: Object = Object::new(
    "balances",
    &[
        field("cash", Number, "money, in cents as REST counts it; no currency is given")
            .nullable()
            .optional()
            .cents()
            .financial(),
        countable("credits", "credits"),
        countable("points", "points"),
        countable("free_months", "free months of a subscription"),
        countable("discount", "discount on the promoter's own subscription"),
    ],
)
.open();

const fn countable(name: &'static str, meaning: &'static str) -> Field<'static> {
    field(name, Number, meaning).nullable().optional().count().financial().inferred()
}

static PROFILE: Object = Object::new("profile", &PROFILE_FIELDS);

/// A profile's members as printed.
pub(super) const PROFILE_FIELDS: [Field; 11] = [
    field("id", Integer, "the profile's id, not the promoter's").seen(),
    field("first_name", Text, "the promoter's first name").nullable().personal().seen(),
    field("last_name", Text, "the promoter's last name").nullable().personal().seen(),
    field("website", Url, "the promoter's website")
        .nullable()
        .or_empty()
        .or(Text, "promoters type it themselves, so it may not be a complete address")
        .personal()
        .seen(),
    field("company_name", Text, "the promoter's company").nullable().personal().seen(),
    field("phone_number", Text, "the promoter's telephone number").nullable().personal().seen(),
    field("address", Text, "the promoter's postal address").nullable().personal().seen(),
    field("country", Text, "the promoter's country, two letters").nullable().personal().seen(),
    field("paypal_email", Email, "the PayPal account that payouts go to")
        .nullable()
        .or_empty()
        .personal()
        .seen(),
    field("avatar", Url, "the promoter's picture").nullable().or_empty().optional().personal().seen(),
    field("avatar_url", Url, "the promoter's picture")
        .nullable()
        .or_empty()
        .optional()
        .personal()
        .seen()
        .variant("the first texts of the documentation print avatar_url, later ones avatar"),
];

/// A referral's members as printed.
pub(super) const REFERRAL_FIELDS: [Field; 12] = [
    field("id", Integer, "the referral's id").seen(),
    field("state", Text, "how far the referral has come").values(STATES).optional().seen(),
    field("status", Text, "how far the referral has come")
        .values(STATES)
        .optional()
        .seen()
        .variant("the first texts of the documentation print status, later ones state"),
    field("email", Email, "the referred person's e-mail address").nullable().personal().seen(),
    field("uid", Text, "your own id of the referred person").nullable().seen(),
    field("customer_since", Timestamp, "when the referral paid first; null before that").nullable().seen(),
    field("cancelled_at", Timestamp, "when the referral cancelled; in the first texts only")
        .nullable()
        .optional()
        .seen(),
    field("plan_name", Text, "the plan that the referral pays for; in the first texts only")
        .nullable()
        .optional()
        .seen(),
    field("fraud_check", Text, "whether the referral looks like fraud")
        .values(FRAUD_CHECKS)
        .nullable()
        .optional()
        .seen(),
    field("suspicion", Text, "whether the referral looks like fraud")
        .values(FRAUD_CHECKS)
        .nullable()
        .optional()
        .seen()
        .variant("the first texts of the documentation print suspicion, later ones fraud_check"),
    field("created_at", Timestamp, "when the referral was first tracked").seen(),
    TEST,
];

/// The states of REST, and two that only examples print: customer and lead.
const STATES: &[&str] = &[
    "subscribed",
    "signup",
    "active",
    "cancelled",
    "refunded",
    "denied",
    "pending",
    "moved",
    "customer",
    "lead",
];

/// What the check for fraud may have found.
pub(super) const FRAUD_CHECKS: &[&str] =
    &["no_suspicion", "same_ip_suspicion", "same_promoter_email", "ad_source"];

/// A commission's members as printed.
pub(super) const COMMISSION_FIELDS: [Field; 10] = [
    field("id", Integer, "the commission's id").seen(),
    field("status", Text, "whether the commission is granted")
        .values(&["pending", "approved", "denied"])
        .seen(),
    field("amount", Integer, "cents where the unit is cash, else a count")
        .cents_when("unit", "cash")
        .financial()
        .seen(),
    field("unit", Text, "what the commission consists of").values(UNITS).optional().seen(),
    field("currency", Text, "the currency, three letters in lower case; in the first texts only")
        .nullable()
        .optional()
        .seen(),
    field("promoter_id", Integer, "who earned it; in the first texts only").nullable().optional().seen(),
    field("referral", Of(&REFERRED), "whose payment is rewarded").nullable().optional().seen(),
    field("referral_id", Integer, "whose payment is rewarded").nullable().optional().seen().variant(
        "the first texts of the documentation print referral_id, later ones an object named referral",
    ),
    field("created_at", Timestamp, "when the commission arose").seen(),
    TEST,
];

/// What commissions and payouts may consist of.
pub(super) const UNITS: &[&str] =
    &["cash", "points", "credits", "free_months", "mon_discount", "discount_per"];

static REFERRED: Object = Object::new(
    "referral of a commission",
    &[
        field("id", Integer, "the referral's id").seen(),
        field("email", Email, "the referred person's e-mail address").nullable().personal().seen(),
        field("uid", Text, "your own id of the referred person").nullable().seen(),
    ],
);
