//! What the payloads mean in the neutral event. A referral here is a commission with its sale.

use crate::model::slot;
use crate::model::{Mapping, Neutral, Slot, means};

static AFFILIATE: &[Mapping] = &[
    means(&["id"], slot::AFFILIATE_ID),
    means(&["email"], slot::AFFILIATE_EMAIL),
    means(&["first_name"], slot::AFFILIATE_FIRST_NAME),
    means(&["last_name"], slot::AFFILIATE_LAST_NAME),
    means(&["status"], slot::AFFILIATE_STATUS),
    means(&["company"], slot::AFFILIATE_COMPANY),
    means(&["country"], slot::AFFILIATE_COUNTRY),
    means(&["created_at"], slot::AFFILIATE_CREATED_AT),
    means(&["default_affiliate_link"], slot::AFFILIATE_LINK),
    means(&["custom_affiliate_link"], slot::AFFILIATE_LINK),
    means(&["up_line_affiliate_id"], slot::AFFILIATE_PARENT_ID),
    means(&["program_id"], slot::PROGRAM_ID),
    means(&["program_name"], slot::PROGRAM_NAME),
];

static REFERRAL: &[Mapping] = &[
    means(&["id"], slot::COMMISSION_ID),
    means(&["status"], slot::COMMISSION_STATUS),
    means(&["commission"], slot::COMMISSION_AMOUNT),
    means(&["created_at"], slot::COMMISSION_CREATED_AT),
    means(&["total_sales"], slot::SALE_AMOUNT),
    means(&["order_id"], slot::SALE_ORDER_ID),
    means(&["order_number"], slot::SALE_ORDER_NUMBER),
    means(&["quantity"], slot::SALE_QUANTITY),
    means(&["customer_id"], slot::REFERRAL_EXTERNAL_ID),
    means(&["customer_email"], slot::REFERRAL_EMAIL),
    means(&["coupon_applied"], Slot::Coupon),
    means(&["commission_rule", "program_id"], slot::PROGRAM_ID),
    means(&["affiliate", "id"], slot::AFFILIATE_ID),
    means(&["affiliate", "email"], slot::AFFILIATE_EMAIL),
    means(&["affiliate", "first_name"], slot::AFFILIATE_FIRST_NAME),
    means(&["affiliate", "last_name"], slot::AFFILIATE_LAST_NAME),
];

/// Only the sign-up and the recording of a sale happen when the object arises.
static NOW: &[Mapping] = &[means(&["created_at"], Slot::OccurredAt)];

static PAYMENT: &[Mapping] = &[
    means(&["payment_id"], slot::PAYOUT_ID),
    means(&["status"], slot::PAYOUT_STATUS),
    means(&["payment_method"], slot::PAYOUT_METHOD),
    means(&["total_processed"], slot::PAYOUT_AMOUNT),
    means(&["total_referrals"], slot::PAYOUT_ITEMS),
    means(&["processed_at"], slot::PAYOUT_PAID_AT),
    means(&["processed_at"], Slot::OccurredAt),
    means(&["affiliate_id"], slot::AFFILIATE_ID),
    means(&["affiliate_email"], slot::AFFILIATE_EMAIL),
];

static AFFILIATE_STATUS_CHANGE: &[Mapping] = &[
    means(&["affiliate_id"], slot::AFFILIATE_ID),
    means(&["current_status"], slot::AFFILIATE_STATUS),
    means(&["previous_status"], Slot::Former("current_status")),
];

static REFERRAL_STATUS_CHANGE: &[Mapping] = &[
    means(&["referral_id"], slot::COMMISSION_ID),
    means(&["id"], slot::COMMISSION_ID),
    means(&["current_status"], slot::COMMISSION_STATUS),
    means(&["previous_status"], Slot::Former("current_status")),
];

const fn event(
    event: &'static str,
    kind: &'static str,
    maps: &'static [(&'static [&'static str], &'static [Mapping<'static>])],
) -> Neutral<'static> {
    Neutral { event, kind: Some(kind), maps }
}

pub(super) static EVENTS: &[Neutral] = &[
    event("referral.new", "commission.created", &[(&[], REFERRAL), (&[], NOW)]),
    event("referral.approved", "commission.approved", &[(&[], REFERRAL)]),
    event("referral.denied", "commission.denied", &[(&[], REFERRAL)]),
    event("referral.status-changed", "commission.status_changed", &[(&[], REFERRAL_STATUS_CHANGE)]),
    event("affiliate.new", "affiliate.created", &[(&[], AFFILIATE), (&[], NOW)]),
    event("affiliate.approved", "affiliate.approved", &[(&[], AFFILIATE)]),
    event("affiliate.inactive", "affiliate.deactivated", &[(&[], AFFILIATE)]),
    event("affiliate.status-changed", "affiliate.status_changed", &[(&[], AFFILIATE_STATUS_CHANGE)]),
    event("payment.paid", "payout.paid", &[(&[], PAYMENT)]),
];
