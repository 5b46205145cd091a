//! Entities whose payloads are printed nowhere. Their members are those of the REST interface, none of them certain.

use crate::model::Kind::{
    Anything, Boolean, Email, Integer, List, Map, Number, Object as Of, Text, Timestamp, Url,
};
use crate::model::{Field, Kind, Object};

use super::hint::hint;
use super::payout_methods::CHOSEN_PAYOUT_METHOD;
use super::printed::{
    COMMISSION_FIELDS, FRAUD_CHECKS, PROFILE_FIELDS, REFERRAL_FIELDS, TEST, promoter_fields,
};

/// Printed for one event, and so only likely for another: the printed members, then the hints.
const fn likely<const PRINTED: usize, const HINTS: usize, const ALL: usize>(
    printed: [Field<'static>; PRINTED],
    hints: [Field<'static>; HINTS],
) -> [Field<'static>; ALL] {
    assert!(PRINTED + HINTS == ALL, "the lengths add up");
    let mut all = [TEST; ALL];
    let mut index = 0;
    while index < ALL {
        all[index] = if index < PRINTED {
            printed[index].nullable().optional().inferred()
        } else {
            hints[index - PRINTED]
        };
        index += 1;
    }
    all
}

/// A promoter in any event but its creation.
pub(super) static PROMOTER: Object =
    Object::new("any promoter", &PROMOTER_FIELDS).undocumented().waived_by("test");

static PROMOTER_FIELDS: [Field; 31] = likely(
    promoter_fields(&PROFILE),
    [
        hint("note", Text, "what an admin wrote down about the promoter").personal(),
        hint("stats", Of(&STATS), "what the promoter has brought so far"),
        hint("is_customized", Boolean, "whether the promoter has rules of its own"),
        hint("fraud_suspicions", List(&Anything), "what about the promoter looks like fraud"),
        hint("is_confirmed", Boolean, "whether the promoter confirmed the e-mail address"),
        hint("invoice_details_status", Text, "whether the promoter's invoice details are complete"),
        hint("last_login_at", Timestamp, "when the promoter logged in last"),
        hint("archived_at", Timestamp, "when the promoter was archived"),
        hint("custom_fields", Map(&Anything), "fields that the account defined itself").personal(),
        hint("password_setup_url", Url, "lets whoever opens it choose the promoter's password")
            .or_empty()
            .secret()
            .volatile(),
        hint("first_event_at", Timestamp, "when the promoter's first visitor or referral came"),
        hint("promoter_campaigns", List(&AN_ENROLMENT), "every campaign that the promoter takes part in"),
        hint("track_ad_traffic", Boolean, "whether visitors from advertisements are tracked"),
        hint("auth_provider", Text, "by which service the promoter logs in"),
        hint("selected_payout_method", Of(&CHOSEN_PAYOUT_METHOD), "how the promoter wants to be paid"),
        hint("parent_promoter", Of(&PROMOTER_SUMMARY), "the promoter above in a programme of several tiers"),
        hint("parent_promoter_id", Integer, "the promoter above in a programme of several tiers"),
    ],
);

static PROFILE: Object = Object::new("any profile", &ANY_PROFILE_FIELDS).open();

static ANY_PROFILE_FIELDS: [Field; 18] = likely(
    PROFILE_FIELDS,
    [
        hint("company_number", Text, "the company's number in its register").financial(),
        hint("vat_id", Text, "the promoter's value added tax number").financial(),
        hint("w8_form_url", Url, "where the W-8 tax form lies").or_empty().secret(),
        hint("w9_form_url", Url, "where the W-9 tax form lies").or_empty().secret(),
        hint("description", Text, "what the promoter says about themselves").personal(),
        hint("invoice_details_validation_errors", Anything, "what is wrong with the invoice details")
            .financial(),
        hint("should_validate_invoice_details", Boolean, "whether the invoice details are checked"),
    ],
);

/// What `promoter.balance.updated` carries.
pub(super) static PROMOTER_BALANCE: Object =
    Object::new("promoter balance", &promoter_balance_fields()).undocumented().waived_by("test");

const fn promoter_balance_fields() -> [Field<'static>; 14] {
    likely(promoter_fields(&PROFILE), [])
}

static STATS: Object = Object::new(
    "stats",
    &[
        hint("clicks_count", Number, "clicks on the promoter's links").count(),
        hint("referrals_count", Number, "people referred").count(),
        hint("sales_count", Number, "sales").count(),
        hint("customers_count", Number, "referrals that have paid").count(),
        hint("revenue_amount", Number, "the sum of all sales").financial(),
        hint("active_customers_count", Number, "customers that still pay").count(),
    ],
)
.open();

/// The promoter of something else.
pub(super) static PROMOTER_SUMMARY: Object = Object::new(
    "promoter in brief",
    &[
        hint("id", Integer, "the promoter's id"),
        hint("email", Email, "the promoter's e-mail address").or_empty().personal(),
        hint("name", Text, "the promoter's whole name").personal(),
    ],
)
.open();

/// The campaign of something else.
pub(super) static CAMPAIGN_SUMMARY: Object = Object::new(
    "campaign in brief",
    &[
        hint("id", Integer, "the campaign's id"),
        hint("name", Text, "the campaign's name"),
        hint("color", Text, "the campaign's colour, #rrggbb"),
    ],
)
.open();

static AN_ENROLMENT: Kind = Of(&ENROLMENT);

static ENROLMENT: Object = Object::new(
    "enrolment in brief",
    &[
        hint("id", Integer, "the enrolment's id: one promoter in one campaign").identity(),
        hint("campaign_id", Integer, "the campaign's id"),
        hint("promoter_id", Integer, "the promoter's id"),
        hint("state", Text, "how the promoter stands in the campaign").values(ENROLMENT_STATES),
        hint("ref_token", Text, "the referral id, part of the link"),
        hint("promoter", Of(&PROMOTER_SUMMARY), "who takes part"),
        hint("campaign", Of(&CAMPAIGN_SUMMARY), "the campaign"),
    ],
)
.open();

const ENROLMENT_STATES: &[&str] = &["pending", "accepted", "rejected", "blocked", "inactive", "not_set"];

/// A promoter's part in one campaign.
pub(super) static PROMOTER_CAMPAIGN: Object = Object::new(
    "promoter campaign",
    &[
        hint("id", Integer, "the enrolment's id: one promoter in one campaign"),
        hint("campaign_id", Integer, "the campaign's id"),
        hint("promoter_id", Integer, "the promoter's id"),
        hint("created_at", Timestamp, "when the promoter joined the campaign"),
        hint("promoter", Of(&PROMOTER_SUMMARY), "who takes part"),
        hint("campaign", Of(&CAMPAIGN_SUMMARY), "the campaign"),
        hint("state", Text, "how the promoter stands in the campaign").values(ENROLMENT_STATES),
        hint("stats", Of(&STATS), "what the promoter has brought to the campaign so far"),
        hint("coupon", Text, "the coupon as the billing system knows it"),
        hint("display_coupon", Text, "the coupon as customers see it"),
        hint("ref_token", Text, "the referral id, part of the link"),
        hint("ref_id", Text, "the referral id, part of the link")
            .variant("the first texts of the documentation speak of ref_id, later ones of ref_token"),
        hint("ref_link", Url, "the link that the promoter spreads").or_empty(),
        hint("is_customized", Boolean, "whether the promoter has rules of its own"),
        hint("direct_url", Text, "a page whose visitors count as the promoter's without a link"),
        hint("referral_rewards_customized", Boolean, "whether referrals get rewards of their own"),
        hint("promoter_rewards_customized", Boolean, "whether the promoter gets rewards of its own"),
        hint("rewards_for_promoters", List(&Anything), "the rules by which the promoter earns"),
        hint("rewards_for_referrals", List(&Anything), "what referrals get"),
        hint("promo_codes", List(&Anything), "the coupons that count as the promoter's"),
        TEST,
    ],
)
.undocumented()
.waived_by("test");

/// A referral in any event but its update.
pub(super) static REFERRAL: Object =
    Object::new("any referral", &ANY_REFERRAL_FIELDS).undocumented().waived_by("test");

static ANY_REFERRAL_FIELDS: [Field; 23] = likely(
    REFERRAL_FIELDS,
    [
        hint("metadata", Anything, "what was passed along with the referral").personal(),
        hint("entry_source", Text, "by which way the referral was tracked"),
        hint("promoter_campaign", Of(&ENROLMENT), "the promoter's part in the campaign that brought it"),
        hint("created_by_user_email", Email, "which admin added it by hand").or_empty().personal(),
        hint("username", Text, "the referred person's user name").personal(),
        hint("split_details", Anything, "how commissions for it are split"),
        hint("first_name", Text, "the referred person's first name").personal(),
        hint("last_name", Text, "the referred person's last name").personal(),
        hint("website", Text, "the referred person's website").personal(),
        hint("comment", Text, "what was noted down about the referral").personal(),
        hint("is_expired", Boolean, "whether it came too late to earn anything"),
    ],
);

/// A commission in any event but its creation and its update.
pub(super) static COMMISSION: Object =
    Object::new("any commission", &ANY_COMMISSION_FIELDS).undocumented().waived_by("test");

static ANY_COMMISSION_FIELDS: [Field; 30] = likely(
    COMMISSION_FIELDS,
    [
        hint("metadata", Anything, "what was passed along with the sale").personal(),
        hint("is_self_referral", Boolean, "whether the promoter referred itself"),
        hint("commission_type", Text, "whether a sale or an admin brought it").values(&["sale", "custom"]),
        hint("created_by_user_email", Email, "which admin added it by hand").or_empty().personal(),
        hint("created_by_user_at", Timestamp, "when an admin added it by hand"),
        hint("sale_amount", Number, "the sale's amount").financial(),
        hint("original_sale_amount", Number, "the sale's amount before conversion").financial(),
        hint("original_sale_currency", Text, "the sale's currency before conversion, three letters"),
        hint("event_id", Text, "the billing system's id of the sale"),
        hint("plan_id", Text, "the billing system's id of the plan")
            .or(Integer, "REST does not say what it is"),
        hint("tier", Integer, "1 for the referrer, 2 for the promoter above"),
        hint("internal_note", Text, "what admins alone read").personal(),
        hint("external_note", Text, "what the promoter reads too").personal(),
        hint("fraud_check", Text, "whether the commission looks like fraud").values(FRAUD_CHECKS),
        hint("is_paid", Boolean, "whether it has been paid"),
        hint("is_split", Boolean, "whether it is shared by two promoters"),
        hint("status_updated_at", Timestamp, "when it got the status that it has"),
        hint("promoter_campaign", Of(&ENROLMENT), "the earner's part in the campaign"),
        hint("reward", Of(&REWARD_SUMMARY), "the rule that it was earned by"),
        hint("split_details", Anything, "how it is split"),
    ],
);

static REWARD_SUMMARY: Object = Object::new(
    "reward in brief",
    &[hint("id", Integer, "the rule's id"), hint("name", Text, "the rule's name as people read it")],
)
.open();
