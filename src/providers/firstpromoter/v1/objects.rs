//! The objects that the events of v1 share: promoters, promotions, rewards, campaigns.

use crate::model::Kind::{Boolean, Email, Integer, List, Number, Object as Of, Text, Timestamp, Url};
use crate::model::{Field, Kind, Object, field};

const TYPED_BY_HAND: &str = "promoters type it themselves, so it may not be a complete address";

/// The member `event` of every delivery.
pub(super) static EVENT: Object = Object::new(
    "event",
    &[
        EVENT_ID,
        field("type", Text, "the event's name").values(&[
            "lead_signup",
            "lead_becomes_referral",
            "new_customer",
            "lead_cancelled",
            "promoter_signed_up",
            "promoter_signs_up",
            "promoter_accepted",
            "reward_created",
            "fulfilment_pending",
            "lead_subscribed",
        ]),
        EVENT_TIME,
    ],
);

/// The member `event` of a delivery whose event is not known.
pub(super) static ANY_EVENT: Object =
    Object::new("any event", &[EVENT_ID, field("type", Text, "the event's name"), EVENT_TIME]);

const EVENT_ID: Field = field("id", Integer, "the delivery's own id")
    .or(Text, "a table of 2024 types it as a string, every example prints a number")
    .volatile();

const EVENT_TIME: Field =
    field("created_at", Timestamp, "when it happened, in UTC with milliseconds").volatile();

/// Whoever refers, in every event but a promoter's sign-up.
pub(super) static PROMOTER: Object = Object::new(
    "promoter",
    &promoter_fields(
        field("promotions", List(&A_PROMOTION), "every campaign that the promoter takes part in").usual(),
    ),
);

/// A promoter as its own sign-up shows it: the promotions stand beside it.
pub(super) static NEW_PROMOTER: Object = Object::new(
    "new promoter",
    &promoter_fields(
        field("promotions", List(&A_PROMOTION), "every campaign that the promoter takes part in")
            .optional()
            .inferred(),
    ),
);

const fn promoter_fields(promotions: Field<'static>) -> [Field<'static>; 19] {
    [
        field("id", Integer, "the promoter's id"),
        field("status", Text, "the state of the promoter's account")
            .values(&["active", "pending", "blocked"])
            .usual(),
        field("cust_id", Text, "your own id of the promoter").nullable().usual(),
        field("email", Email, "the promoter's e-mail address").personal(),
        field("created_at", Timestamp, "when the promoter joined").usual(),
        field("temp_password", Text, "the generated first password; opens the dashboard until it is changed")
            .nullable()
            .usual()
            .secret()
            .volatile(),
        field("default_promotion_id", Integer, "the id of the promoter's main promotion").nullable().usual(),
        field("pref", Text, "a short token that FirstPromoter keeps for the promoter's preferences")
            .usual()
            .personal(),
        field("default_ref_id", Text, "the referral id of the main promotion").usual(),
        field("note", Text, "what an admin wrote down about the promoter").nullable().usual().personal(),
        field("w8_form_url", Url, "where the W-8 tax form lies").nullable().or_empty().usual().secret(),
        field("w9_form_url", Url, "where the W-9 tax form lies").nullable().or_empty().usual().secret(),
        field("parent_promoter_id", Integer, "the promoter above in a programme of several tiers")
            .nullable()
            .usual(),
        balance("earnings_balance", "everything earned so far"),
        balance("current_balance", "earned and not yet paid; may be negative"),
        balance("paid_balance", "everything paid so far"),
        field("auth_token", Text, "logs into the promoter's dashboard, about 32 characters")
            .usual()
            .secret()
            .volatile(),
        field("profile", Of(&PROFILE), "what the promoter filled in").usual(),
        promotions,
    ]
}

const fn balance(name: &'static str, meaning: &'static str) -> Field<'static> {
    field(name, Of(&BALANCE), meaning)
        .nullable()
        .usual()
        .financial()
        .or(Number, "the tables of 2024 type balances as numbers, every example prints an object or null")
}

/// Amounts by what is counted; only kinds that ever had a value are there.
static BALANCE: Object = Object::new(
    "balance",
    &[
        field("cash", Integer, "money, in cents; no currency is given").optional().cents().financial(),
        field("free_months", Integer, "free months of a subscription").optional().count().financial(),
        field("free_month", Integer, "free months of a subscription")
            .optional()
            .count()
            .financial()
            .variant("an old help article writes free_month, every example free_months"),
        field("credits", Integer, "credits").optional().count().financial(),
        field("points", Integer, "points").optional().count().financial(),
    ],
)
.open();

static PROFILE: Object = Object::new(
    "profile",
    &[
        field("id", Integer, "the profile's id, not the promoter's").usual(),
        field("first_name", Text, "the promoter's first name").nullable().personal(),
        field("last_name", Text, "the promoter's last name").nullable().personal(),
        field("website", Url, "the promoter's website")
            .nullable()
            .or_empty()
            .or(Text, TYPED_BY_HAND)
            .usual()
            .personal(),
        field("company_name", Text, "the promoter's company").nullable().usual().personal(),
        field("phone_number", Text, "the promoter's telephone number").nullable().usual().personal(),
        field("address", Text, "the promoter's postal address").nullable().usual().personal(),
        field("vat_id", Text, "the promoter's value added tax number").nullable().usual().financial(),
        field("country", Text, "the promoter's country, two letters").nullable().personal(),
        field("paypal_email", Email, "the PayPal account that payouts go to")
            .nullable()
            .or_empty()
            .usual()
            .personal(),
        field("avatar_url", Url, "the promoter's picture").nullable().or_empty().usual().personal(),
        field("description", Text, "what the promoter says about themselves").nullable().usual().personal(),
        field("social_accounts", Of(&SOCIAL_ACCOUNTS), "the promoter's pages in social networks").usual(),
    ],
);

static SOCIAL_ACCOUNTS: Object = Object::new(
    "social accounts",
    &[
        field("tiktok", Of(&SOCIAL_ACCOUNT), "the page on TikTok; newer promoters only").optional().seen(),
        field("twitch", Of(&SOCIAL_ACCOUNT), "the page on Twitch; newer promoters only").optional().seen(),
        field("twitter", Of(&SOCIAL_ACCOUNT), "the page on Twitter").usual().seen(),
        field("youtube", Of(&SOCIAL_ACCOUNT), "the page on YouTube").usual().seen(),
        field("facebook", Of(&SOCIAL_ACCOUNT), "the page on Facebook").usual().seen(),
        field("linkedin", Of(&SOCIAL_ACCOUNT), "the page on LinkedIn").usual().seen(),
        field("instagram", Of(&SOCIAL_ACCOUNT), "the page on Instagram").usual().seen(),
    ],
);

static SOCIAL_ACCOUNT: Object = Object::new(
    "social account",
    &[field("url", Url, "the page's address").or_empty().or(Text, TYPED_BY_HAND).personal()],
);

/// What lists of promotions hold.
pub(super) static A_PROMOTION: Kind = Of(&PROMOTION);

/// A promoter's part in one campaign.
pub(super) static PROMOTION: Object = Object::new(
    "promotion",
    &[
        field("id", Integer, "the promotion's id: one promoter in one campaign").identity(),
        field("status", Text, "whether the campaign's offer runs")
            .values(&["offer_running", "offer_inactive"])
            .usual(),
        field("ref_id", Text, "the referral id of this promotion, part of its link").usual(),
        field("promo_code", Text, "the coupon as the billing system knows it").nullable().usual(),
        field("customer_promo_code", Text, "the coupon as customers see it").nullable().usual(),
        field("target_reached_at", Timestamp, "when the promoter reached the target reward")
            .nullable()
            .usual(),
        field("promoter_id", Integer, "the promoter's id").usual(),
        field("campaign_id", Integer, "the campaign's id").usual(),
        field("referral_link", Url, "the link that the promoter spreads").usual(),
        field("ref_link", Url, "the link that the promoter spreads")
            .optional()
            .variant("a help article writes ref_link, every example referral_link"),
        field("current_offer", Of(&OFFER), "the discount that referred customers get").nullable().usual(),
        field("current_referral_reward", Of(&REWARD), "what the promoter earns by each referral")
            .nullable()
            .usual(),
        field(
            "current_promotion_reward",
            Of(&REWARD),
            "what the promoter earns by promoting, often no money",
        )
        .nullable()
        .usual(),
        field("current_target_reward", Of(&REWARD), "what the promoter earns by reaching a target")
            .nullable()
            .usual(),
        field("campaign_name", Text, "the campaign's name").usual(),
        field("hidden", Boolean, "whether the promoter's dashboard leaves it out").usual(),
        counter("visitors_count", "visitors by the link"),
        counter("leads_count", "leads, customers among them"),
        counter("customers_count", "leads that have paid"),
        counter("refunds_count", "sales refunded"),
        counter("cancellations_count", "customers that left"),
        counter("sales_count", "sales"),
        field("sales_total", Integer, "the sum of all sales, in cents").nullable().usual().cents(),
        field("refunds_total", Integer, "the sum of all refunds, in cents, zero or negative")
            .nullable()
            .usual()
            .cents(),
        counter("active_customers_count", "customers that still pay"),
    ],
);

const fn counter(name: &'static str, meaning: &'static str) -> Field<'static> {
    field(name, Integer, meaning).nullable().usual().count()
}

static OFFER: Object = Object::new(
    "offer",
    &[
        field("id", Integer, "the offer's id"),
        field("name", Text, "the offer's name"),
        field("amount", Number, "how much; percent where the unit is discount_per"),
        field("unit", Text, "what the amount counts").values(&["discount_per", "discount_mon"]),
        field("default_promo_code", Text, "the coupon that gives the discount").nullable(),
    ],
);

/// The rule by which a promoter earns something.
pub(super) static REWARD: Object = Object::new(
    "reward rule",
    &[
        field("id", Integer, "the rule's id"),
        field(
            "amount",
            Integer,
            "cents where the unit is cash, else a count; 0 or null where a percentage rules",
        )
        .nullable()
        .usual()
        .cents_when("unit", "cash"),
        field("type", Text, "what is rewarded").values(&["per_referral", "per_promotion"]),
        field("unit", Text, "what the reward consists of").values(REWARD_UNITS),
        field("name", Text, "the rule's name as people read it"),
        field("per_of_sale", Number, "the share of each sale, in percent").nullable().usual().percent(),
        field("default_promo_code", Text, "the coupon that goes with the reward").nullable().usual(),
    ],
);

/// What rewards consist of, as examples, tables and the REST interface name it.
pub(super) const REWARD_UNITS: &[&str] =
    &["cash", "points", "free_months", "credits", "discount_per", "discount_mon"];

/// A campaign: its rules, and the endpoint that hears of it.
pub(super) static CAMPAIGN: Object = Object::new(
    "campaign",
    &[
        field("id", Integer, "the campaign's id"),
        field("name", Text, "the campaign's name"),
        field("landing_url", Url, "the page that referral links lead to").or_empty(),
        field("description", Text, "what the campaign says about itself").nullable().usual(),
        field("private", Boolean, "whether promoters need an invitation").usual(),
        field("color", Text, "the campaign's colour, #rrggbb").nullable().usual(),
        field("default_webhook_url", Url, "where webhooks go; whoever knows it can post there")
            .nullable()
            .or_empty()
            .usual()
            .secret(),
        field("auto_approve_rewards", Boolean, "whether rewards need nobody's approval").usual(),
        field("auto_approve_promoters", Boolean, "whether promoters need nobody's approval").usual(),
        field("offer", Of(&OFFER), "the discount that referred customers get").nullable().usual(),
        field("referral_reward", Of(&REWARD), "what promoters earn by each referral").nullable().usual(),
        field("promotion_reward", Of(&REWARD), "what promoters earn by promoting, often no money")
            .nullable()
            .usual(),
        field("target_reward", Of(&REWARD), "what promoters earn by reaching a target")
            .nullable()
            .usual()
            .or(Text, "a table of 2024 types it as a string, examples only print null"),
    ],
);
