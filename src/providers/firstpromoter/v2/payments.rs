//! Payouts and the batches they are paid in. Printed nowhere; the members are those of REST.

use crate::model::Kind::{Boolean, Integer, Number, Object as Of, Text, Timestamp};
use crate::model::Object;

use super::hint::hint;
use super::hints::{CAMPAIGN_SUMMARY, PROMOTER_SUMMARY};
use super::payout_methods::CHOSEN_PAYOUT_METHOD;
use super::printed::{TEST, UNITS};

/// What a promoter is paid for one period.
pub(super) static PAYOUT: Object = Object::new(
    "payout",
    &[
        hint("id", Integer, "the payout's id"),
        hint("status", Text, "how far the payout has come").values(&[
            "pending",
            "processing",
            "completed",
            "failed",
            "cancelled",
        ]),
        hint("amount", Number, "cents where the unit is cash, else a count")
            .cents_when("unit", "cash")
            .financial(),
        hint("payments_batch_id", Integer, "the batch that it is paid in"),
        hint("tax_rate", Number, "the rate of tax on top").or(Text, "REST does not say how it is written"),
        hint("unit", Text, "what the payout consists of").values(UNITS),
        hint("period_start", Text, "the first day that it covers"),
        hint("period_end", Text, "the last day that it covers"),
        hint("paid_at", Timestamp, "when it was paid"),
        hint("processing_started_at", Timestamp, "when payment began"),
        hint("failed_at", Timestamp, "when payment failed"),
        hint("error", Text, "why payment failed"),
        hint("total_incl_tax", Number, "the amount with tax").cents_when("unit", "cash").financial(),
        hint("created_at", Timestamp, "when the payout arose"),
        hint("payout_method", Of(&CHOSEN_PAYOUT_METHOD), "the way that it takes"),
        hint("promoter", Of(&PROMOTER_SUMMARY), "who is paid"),
        hint("campaign", Of(&CAMPAIGN_SUMMARY), "the campaign that it was earned in"),
        TEST,
    ],
)
.undocumented()
.waived_by("test");

/// A commission that is put on a payout or taken off it: what REST's commissions and payouts have in common.
pub(super) static PAYOUT_COMMISSION: Object = Object::new(
    "payout commission",
    &[
        hint("id", Integer, "the id of the payout or of the commission; no source says which"),
        hint("status", Text, "how far it has come"),
        hint("amount", Number, "cents where the unit is cash, else a count")
            .cents_when("unit", "cash")
            .financial(),
        hint("unit", Text, "what it consists of").values(UNITS),
        hint("created_at", Timestamp, "when it arose"),
        TEST,
    ],
)
.undocumented()
.waived_by("test");

/// Many payouts, paid together.
pub(super) static PAYMENTS_BATCH: Object = Object::new(
    "payments batch",
    &[
        hint("id", Integer, "the batch's id"),
        hint("status", Text, "how far the batch has come"),
        hint("ext_reference", Text, "the paying service's reference"),
        hint("ext_id", Text, "the paying service's id").or(Integer, "REST does not say what it is"),
        hint("scheduled_at", Timestamp, "when payment is due to begin"),
        hint("processing_started_at", Timestamp, "when payment began"),
        hint("completed_at", Timestamp, "when everything was paid"),
        hint("is_payable", Boolean, "whether it can be paid"),
        hint("is_retriable", Boolean, "whether it can be tried again"),
        hint("is_payment_otp_required", Boolean, "whether paying asks for a one-time password"),
        hint("total", Number, "the sum of its payouts").financial(),
        hint("promoters_count", Integer, "how many promoters it pays").count(),
        hint("error", Text, "why payment failed"),
        TEST,
    ],
)
.undocumented()
.waived_by("test");
