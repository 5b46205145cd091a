//! What the payloads hold. Nothing says which members may be null or absent, so all but the ids may be.
//!
//! Money is text in a referral and a number everywhere else.

use crate::model::Kind::{
    Anything, Decimal, Email, Integer, List, Number, Object as Of, Text, Timestamp, Url,
};
use crate::model::{Field, Kind, Object, field};

const AFFILIATE_STATUSES: &[&str] = &["active", "inactive", "pending"];

/// How far a referral has come.
pub(super) const REFERRAL_STATUSES: &[&str] = &["pending", "approved", "denied", "paid"];

const PAYMENT_METHODS: &[&str] = &[
    "paypal",
    "bank",
    "wise",
    "debit",
    "cheque",
    "venmo",
    "paytm",
    "upi",
    "store_credit",
    "other",
    "no_payment_method",
];

/// Something an affiliate says about itself, in its own words.
const fn profile(name: &'static str, meaning: &'static str) -> Field<'static> {
    field(name, Text, meaning).nullable().usual().personal().seen()
}

/// A member of the affiliate that only the REST interface is known to have.
const fn rest_only(name: &'static str, kind: Kind<'static>, meaning: &'static str) -> Field<'static> {
    field(name, kind, meaning).nullable().optional().inferred()
}

/// One of the four totals of an affiliate.
const fn total(name: &'static str, meaning: &'static str) -> Field<'static> {
    field(name, Number, meaning).nullable().usual().major().financial().seen()
}

/// An affiliate as it is after the event.
pub(super) static AFFILIATE: Object = Object::new(
    "affiliate",
    &[
        field("id", Integer, "the affiliate's id; other events call it affiliate_id or affiliate.id").seen(),
        field("email", Email, "the affiliate's e-mail address").personal().seen(),
        profile("first_name", "the affiliate's first name"),
        profile("last_name", "the affiliate's last name"),
        field("status", Text, "the account's status, lower case; denied accounts are inactive too")
            .values(AFFILIATE_STATUSES)
            .nullable()
            .usual(),
        field("email_verified", Text, "whether the affiliate confirmed the address; a word, not a boolean")
            .values(&["verified", "unverified"])
            .nullable()
            .usual(),
        profile("company", "the affiliate's business"),
        profile("address", "street and house number"),
        profile("city", "city"),
        profile("state", "state or province"),
        profile("zipcode", "postal code"),
        profile("country", "country"),
        profile("phone", "telephone number"),
        profile("facebook", "Facebook profile, an address or a name"),
        profile("twitter", "Twitter profile, an address or a name"),
        profile("youtube", "YouTube channel, an address or a name"),
        profile("instagram", "Instagram profile, an address or a name"),
        field("created_at", Timestamp, "when the affiliate signed up, in UTC").nullable().usual().seen(),
        field("default_affiliate_link", Url, "the link that credits sales to the affiliate, by sca_ref")
            .nullable()
            .usual()
            .personal()
            .seen(),
        field("custom_affiliate_link", Url, "a tracking link of the affiliate's own; null without one")
            .nullable()
            .usual()
            .personal()
            .seen(),
        field("program_id", Integer, "id of the program that the affiliate is in").nullable().usual().seen(),
        field("program_name", Text, "name of the program that the affiliate is in").nullable().usual().seen(),
        field("custom_fields", List(&A_CUSTOM_FIELD), "the answers to the shop's own sign-up questions")
            .nullable()
            .usual()
            .personal()
            .seen(),
        field("coupons", List(&Anything), "the affiliate's coupon codes; only ever printed empty")
            .nullable()
            .usual()
            .financial()
            .seen(),
        field("vat_number", Text, "the affiliate's tax id").nullable().usual().financial().seen(),
        field("tax_value", Number, "the tax on the affiliate's commission, in percent")
            .nullable()
            .usual()
            .percent()
            .financial()
            .seen(),
        field("up_line_affiliate_id", Integer, "id of the affiliate above in the network")
            .nullable()
            .usual()
            .seen(),
        field("up_line_affiliate_email", Email, "e-mail address of the affiliate above: another person")
            .nullable()
            .usual()
            .personal()
            .seen(),
        field("payment_method", Text, "how the affiliate wants to be paid")
            .values(PAYMENT_METHODS)
            .nullable()
            .usual()
            .financial(),
        field("payment_info", Anything, "the account that payouts go to; only ever printed as null")
            .nullable()
            .usual()
            .secret()
            .seen(),
        total("paid_amount", "commission paid out so far, currency not given"),
        total("approved_amount", "commission approved and not yet paid, currency not given"),
        total("pending_amount", "commission that awaits approval, currency not given"),
        total("denied_amount", "commission denied so far, currency not given"),
        rest_only("website", Text, "the affiliate's website; in the REST interface only").personal(),
        rest_only("tiktok", Text, "TikTok profile; in the REST interface only").personal(),
        rest_only("personal_detail", Text, "what the affiliate says of itself; in the REST interface only")
            .personal(),
        rest_only("w9_form", Anything, "the affiliate's tax form; in the REST interface only").secret(),
        rest_only("internal_note", Text, "the merchant's private note; in the REST interface only")
            .personal(),
    ],
);

static A_CUSTOM_FIELD: Kind = Of(&CUSTOM_FIELD);

static CUSTOM_FIELD: Object = Object::new(
    "custom field",
    &[
        field("label", Text, "the question as the shop words it").identity().personal().seen(),
        rest_only("key", Text, "the question's own name; known from API v1"),
        field("value", Text, "the affiliate's answer")
            .nullable()
            .or(
                Number,
                "the one printed example answers with a number as text, so a bare number may come too",
            )
            .personal()
            .seen(),
    ],
);

/// A referral as it is after the event.
pub(super) static REFERRAL: Object = Object::new(
    "referral",
    &[
        field("id", Integer, "the referral's id").seen(),
        field("order_id", Integer, "Shopify's id of the order, 13 digits; null for one added by hand")
            .or(Text, "an imitation of this webhook sends the id as text, REST sends a number")
            .nullable()
            .usual()
            .personal()
            .seen(),
        field("order_number", Integer, "the order's number in the shop; null for a referral added by hand")
            .nullable()
            .usual()
            .personal()
            .seen(),
        field("customer_id", Integer, "Shopify's id of the buyer; only ever printed as null")
            .or(Text, "no source prints one, so it may be text")
            .nullable()
            .usual()
            .personal()
            .seen(),
        field("quantity", Integer, "how many items the order has").nullable().usual().count().seen(),
        money("total_sales", "the sales credited, decimal text, currency not given; negative for a return")
            .usual()
            .seen(),
        field("commission_rule", Of(&COMMISSION_RULE), "the rule that the commission was computed by")
            .nullable()
            .usual()
            .seen(),
        money("commission_adjustment", "a correction by hand, decimal text; may be negative"),
        field("status", Text, "the referral's status, lower case; a new one may be approved at once")
            .values(REFERRAL_STATUSES)
            .nullable()
            .optional()
            .inferred(),
        money("commission", "what the affiliate earns, decimal text, currency not given; may be negative"),
        field("refund_id", Integer, "id of the refund that the referral belongs to; null without one")
            .or(Text, "no source prints one, so it may be text")
            .nullable()
            .optional()
            .inferred(),
        field("tracking_type", Text, "how the sale was credited, in words such as Tracked by coupon")
            .nullable()
            .optional()
            .inferred(),
        field("affiliate", Of(&CREDITED_AFFILIATE), "who earns the commission")
            .nullable()
            .optional()
            .inferred(),
        field("coupon_applied", Text, "the coupon code used on the order")
            .nullable()
            .optional()
            .financial()
            .inferred(),
        field("customer_email", Email, "the buyer's e-mail address")
            .nullable()
            .optional()
            .personal()
            .inferred(),
        field("created_at", Timestamp, "when the referral was recorded, in UTC")
            .nullable()
            .optional()
            .inferred(),
    ],
);

/// An amount of a referral.
const fn money(name: &'static str, meaning: &'static str) -> Field<'static> {
    field(name, Decimal, meaning).nullable().optional().major().financial().inferred()
}

const UNPRINTED_RATE: &str = "UpPromote prints no value, an imitation of this webhook sends decimal text";

static COMMISSION_RULE: Object = Object::new(
    "commission rule",
    &[
        field("program_id", Integer, "id of the program whose rule it is").nullable().usual().seen(),
        field("commission_rate", Decimal, "percentage or amount, as commission_type says")
            .or(Number, UNPRINTED_RATE)
            .nullable()
            .optional()
            .inferred(),
        field("commission_type", Text, "how the commission is computed, such as Percent Of Sale")
            .nullable()
            .optional()
            .inferred(),
        field("commission_amount", Decimal, "percentage or amount, as commission_type says")
            .or(Number, UNPRINTED_RATE)
            .nullable()
            .optional()
            .variant(
                "REST calls a program's rate commission_amount, an imitation of this webhook commission_rate",
            )
            .inferred(),
    ],
)
.undocumented();

static CREDITED_AFFILIATE: Object = Object::new(
    "credited affiliate",
    &[
        field("id", Integer, "the affiliate's id").nullable().usual().inferred(),
        field("email", Email, "the affiliate's e-mail address").nullable().usual().personal().inferred(),
        field("first_name", Text, "the affiliate's first name").nullable().usual().personal().inferred(),
        field("last_name", Text, "the affiliate's last name").nullable().usual().personal().inferred(),
    ],
);

/// The status of an affiliate before and after.
pub(super) static AFFILIATE_STATUS_CHANGE: Object = Object::new(
    "affiliate status change",
    &[
        field("affiliate_id", Integer, "the affiliate's id; the other affiliate events call it id").seen(),
        field("previous_status", Text, "the account's status before").values(AFFILIATE_STATUSES).nullable(),
        field("current_status", Text, "the account's status now").values(AFFILIATE_STATUSES).nullable(),
    ],
);

/// The status of a referral before and after.
pub(super) static REFERRAL_STATUS_CHANGE: Object = Object::new(
    "referral status change",
    &[
        field("referral_id", Integer, "the referral's id, if it is named as an affiliate's is")
            .optional()
            .inferred(),
        field("id", Integer, "the referral's id, if it is named as in the other referral events")
            .optional()
            .variant(
                "no source prints the key of the referral's id, the affiliate event suggests referral_id",
            )
            .inferred(),
        field("previous_status", Text, "the referral's status before")
            .values(REFERRAL_STATUSES)
            .nullable()
            .inferred(),
        field("current_status", Text, "the referral's status now; an approval can be undone")
            .values(REFERRAL_STATUSES)
            .nullable()
            .inferred(),
    ],
)
.undocumented();

/// A payout to an affiliate.
pub(super) static PAYMENT: Object = Object::new(
    "payment",
    &[
        field("payment_id", Integer, "the payout's id; there is no id").seen(),
        field("affiliate_id", Integer, "id of the affiliate who was paid").usual().seen(),
        field("status", Text, "the payout's state, upper case")
            .values(&["SUCCESS"])
            .nullable()
            .usual()
            .seen(),
        field("affiliate_email", Email, "e-mail address of the affiliate who was paid")
            .nullable()
            .usual()
            .personal()
            .seen(),
        field("total_referrals", Integer, "how many referrals the payout covers")
            .nullable()
            .usual()
            .count()
            .seen(),
        total("total_processed", "the amount paid, currency not given"),
        field("payment_method", Text, "how the affiliate was paid")
            .values(PAYMENT_METHODS)
            .nullable()
            .usual()
            .financial(),
        field("processed_at", Timestamp, "when the payout was processed, in UTC").nullable().usual().seen(),
    ],
);
