//! The events of API v2, and by which keys their payloads are told apart.
//!
//! The events of one family share their shapes to the letter: the status of a payload does not tell which of
//! them it is, because a new referral may be approved already and a new affiliate inactive.

use crate::model::Condition::{Differ, OneOf};
use crate::model::{Condition, Event, Others, Provenance, Shape, SummaryFields};

use super::objects;

static REFERRAL_SUMMARY: SummaryFields = SummaryFields {
    id: None,
    time: Some(&["created_at"]),
    subject: &[&["affiliate", "email"]],
    amount: Some(&["commission"]),
    status: &[&["status"]],
};

static REFERRAL_CHANGE_SUMMARY: SummaryFields = SummaryFields {
    id: None,
    time: None,
    subject: &[&["referral_id"], &["id"]],
    amount: None,
    status: &[&["current_status"]],
};

static AFFILIATE_SUMMARY: SummaryFields = SummaryFields {
    id: None,
    time: Some(&["created_at"]),
    subject: &[&["email"]],
    amount: None,
    status: &[&["status"]],
};

static AFFILIATE_CHANGE_SUMMARY: SummaryFields = SummaryFields {
    id: None,
    time: None,
    subject: &[&["affiliate_id"]],
    amount: None,
    status: &[&["current_status"]],
};

static PAYMENT_SUMMARY: SummaryFields = SummaryFields {
    id: None,
    time: Some(&["processed_at"]),
    subject: &[&["affiliate_email"], &["affiliate_id"]],
    amount: Some(&["total_processed"]),
    status: &[&["status"]],
};

const OTHER_UP_LINE: Condition = Differ {
    left: &["up_line_affiliate_id"],
    right: &["id"],
    why: "nobody is the affiliate above themselves",
};

const CHANGED: Condition = Differ {
    left: &["current_status"],
    right: &["previous_status"],
    why: "a status change goes from one status to another",
};

/// A referral, whole or cut after its commission rule.
static REFERRAL_SHAPES: &[Shape] = &[Shape {
    all: &["id"],
    at_least: 2,
    any: &[
        "commission_rule",
        "tracking_type",
        "commission_adjustment",
        "total_sales",
        "commission",
        "refund_id",
        "coupon_applied",
        "affiliate",
        "order_number",
    ],
    none: &["payment_id", "previous_status", "current_status"],
    words: &[],
    others: Others::Allowed,
}];

const NOT_OF_AFFILIATE: &[&str] = &["payment_id", "commission_rule", "tracking_type"];

/// An affiliate, whole or cut after its seventh member.
static AFFILIATE_SHAPES: &[Shape] = &[
    Shape {
        all: &["id", "email"],
        at_least: 2,
        any: &[
            "email_verified",
            "default_affiliate_link",
            "custom_affiliate_link",
            "program_id",
            "program_name",
            "up_line_affiliate_id",
            "payment_info",
            "paid_amount",
            "pending_amount",
            "approved_amount",
            "denied_amount",
        ],
        none: NOT_OF_AFFILIATE,
        words: &[],
        others: Others::Allowed,
    },
    // `company` because accounts of many systems have the others, with a boolean, which `words` lets pass.
    Shape {
        all: &["id", "email", "status", "email_verified", "company"],
        at_least: 0,
        any: &[],
        none: NOT_OF_AFFILIATE,
        words: &[("email_verified", &["verified", "unverified"])],
        others: Others::Allowed,
    },
];

/// The change of an affiliate's status, whatever the words: the id's key decides.
static AFFILIATE_STATUS_CHANGE_SHAPES: &[Shape] = &[Shape {
    all: &["affiliate_id", "previous_status", "current_status"],
    at_least: 0,
    any: &[],
    none: &["id", "referral_id", "email", "commission", "tracking_type"],
    words: &[],
    others: Others::Allowed,
}];

/// The change of a referral's status: by the likely key of its id, else by words that only referrals have.
static REFERRAL_STATUS_CHANGE_SHAPES: &[Shape] = &[
    Shape {
        all: &["referral_id", "previous_status", "current_status"],
        at_least: 0,
        any: &[],
        none: &["payment_id", "email", "tracking_type", "commission_rule"],
        words: &[],
        others: Others::Allowed,
    },
    // Diffs of other systems use these words too, but inside an envelope, which no payload of UpPromote has.
    Shape {
        all: &["previous_status", "current_status"],
        at_least: 0,
        any: &[],
        none: &[
            "affiliate_id",
            "payment_id",
            "email",
            "tracking_type",
            "commission_rule",
            "event",
            "event_type",
            "type",
            "object",
            "data",
        ],
        words: &[
            ("previous_status", objects::REFERRAL_STATUSES),
            ("current_status", objects::REFERRAL_STATUSES),
        ],
        others: Others::Allowed,
    },
];

/// Members of a payout that few other payloads have.
const OF_A_PAYMENT: &[&str] = &[
    "affiliate_id",
    "affiliate_email",
    "total_processed",
    "total_referrals",
    "processed_at",
    "payment_method",
];

/// A payout: nothing else calls its id so. Where little of it is left, nothing foreign may stand beside it.
static PAYMENT_SHAPES: &[Shape] = &[
    Shape {
        all: &["payment_id"],
        at_least: 2,
        any: OF_A_PAYMENT,
        none: &[],
        words: &[],
        others: Others::Allowed,
    },
    Shape {
        all: &["payment_id"],
        at_least: 0,
        any: OF_A_PAYMENT,
        none: &[],
        words: &[],
        others: Others::Excluded,
    },
];

pub(super) const REFERRAL_NEW: Event = Event {
    name: "referral.new",
    aliases: &[],
    summary: "a sale was credited to an affiliate",
    trigger: "Sent when the shop records a referral: an order credited to an affiliate, or a commission \
              added by hand.",
    body: &objects::REFERRAL,
    shapes: REFERRAL_SHAPES,
    conditions: &[],
    summary_fields: &REFERRAL_SUMMARY,
    provenance: Provenance::Documented,
    evidence: "UpPromote's page prints an example, known up to the beginning of commission_rule; what \
               follows is taken from the REST object and from public receivers.",
    caution: None,
    sample: include_str!("../../../samples/uppromote/referral.new.json"),
};

pub(super) const REFERRAL_APPROVED: Event = Event {
    name: "referral.approved",
    aliases: &[],
    summary: "a referral was approved",
    trigger: "Sent when the merchant, the automatic approval or the API approves a referral; \
              referral.status-changed is to be expected for the same step.",
    body: &objects::REFERRAL,
    shapes: REFERRAL_SHAPES,
    conditions: &[OneOf {
        path: &["status"],
        words: &["approved"],
        why: "a referral that has just been approved is in this status",
    }],
    summary_fields: &REFERRAL_SUMMARY,
    provenance: Provenance::Documented,
    evidence: "UpPromote names the event; no example is known. Two public receivers read the same object \
               as in referral.new.",
    caution: None,
    sample: include_str!("../../../samples/uppromote/referral.approved.json"),
};

pub(super) const REFERRAL_DENIED: Event = Event {
    name: "referral.denied",
    aliases: &[],
    summary: "a referral was denied",
    trigger: "Sent when a referral is denied, without a reason; referral.status-changed is to be expected \
              for the same step.",
    body: &objects::REFERRAL,
    shapes: REFERRAL_SHAPES,
    conditions: &[OneOf {
        path: &["status"],
        words: &["denied"],
        why: "a referral that has just been denied is in this status",
    }],
    summary_fields: &REFERRAL_SUMMARY,
    provenance: Provenance::Documented,
    evidence: "UpPromote names the event; no example is known. A public receiver reads the same object as \
               in referral.new.",
    caution: None,
    sample: include_str!("../../../samples/uppromote/referral.denied.json"),
};

pub(super) const REFERRAL_STATUS_CHANGED: Event = Event {
    name: "referral.status-changed",
    aliases: &[],
    summary: "a referral's status changed",
    trigger: "Sent when a referral goes from any status to another: also to paid, and back to pending.",
    body: &objects::REFERRAL_STATUS_CHANGE,
    shapes: REFERRAL_STATUS_CHANGE_SHAPES,
    conditions: &[CHANGED],
    summary_fields: &REFERRAL_CHANGE_SUMMARY,
    provenance: Provenance::Documented,
    evidence: "UpPromote names the event; no example is known. A public receiver reads previous_status and \
               current_status; the key of the referral's id is unknown, referral_id is a guess after the \
               affiliate's event.",
    caution: Some(
        "no example is known: under which key it holds the referral's id and what else it holds, is not \
         published",
    ),
    sample: include_str!("../../../samples/uppromote/referral.status-changed.json"),
};

pub(super) const AFFILIATE_NEW: Event = Event {
    name: "affiliate.new",
    aliases: &[],
    summary: "a new affiliate exists",
    trigger: "Sent when an affiliate signs up or the merchant creates one.",
    body: &objects::AFFILIATE,
    shapes: AFFILIATE_SHAPES,
    conditions: &[OTHER_UP_LINE],
    summary_fields: &AFFILIATE_SUMMARY,
    provenance: Provenance::Documented,
    evidence: "UpPromote's page prints a complete example; which members may be null or absent is not \
               documented.",
    caution: None,
    sample: include_str!("../../../samples/uppromote/affiliate.new.json"),
};

pub(super) const AFFILIATE_APPROVED: Event = Event {
    name: "affiliate.approved",
    aliases: &[],
    summary: "an affiliate was approved",
    trigger: "Sent when an affiliate is approved; affiliate.status-changed is to be expected for the same \
              step.",
    body: &objects::AFFILIATE,
    shapes: AFFILIATE_SHAPES,
    conditions: &[
        OneOf {
            path: &["status"],
            words: &["active"],
            why: "an affiliate who has just been approved is in this status",
        },
        OTHER_UP_LINE,
    ],
    summary_fields: &AFFILIATE_SUMMARY,
    provenance: Provenance::Documented,
    evidence: "UpPromote names the event; no example is known. A public receiver reads the same object as \
               in affiliate.new.",
    caution: None,
    sample: include_str!("../../../samples/uppromote/affiliate.approved.json"),
};

pub(super) const AFFILIATE_INACTIVE: Event = Event {
    name: "affiliate.inactive",
    aliases: &[],
    summary: "an affiliate was denied or deactivated",
    trigger: "Sent when an affiliate is denied or deactivated, and no member says which; \
              affiliate.status-changed is to be expected for the same step.",
    body: &objects::AFFILIATE,
    shapes: AFFILIATE_SHAPES,
    conditions: &[
        OneOf {
            path: &["status"],
            words: &["inactive"],
            why: "denied and deactivated affiliates are in this status",
        },
        OTHER_UP_LINE,
    ],
    summary_fields: &AFFILIATE_SUMMARY,
    provenance: Provenance::Documented,
    evidence: "UpPromote's page prints an example, known up to company: the same members in the same order \
               as in affiliate.new.",
    caution: None,
    sample: include_str!("../../../samples/uppromote/affiliate.inactive.json"),
};

pub(super) const AFFILIATE_STATUS_CHANGED: Event = Event {
    name: "affiliate.status-changed",
    aliases: &[],
    summary: "an affiliate's status changed",
    trigger: "Sent when an affiliate goes from any status to another.",
    body: &objects::AFFILIATE_STATUS_CHANGE,
    shapes: AFFILIATE_STATUS_CHANGE_SHAPES,
    conditions: &[CHANGED],
    summary_fields: &AFFILIATE_CHANGE_SUMMARY,
    provenance: Provenance::Documented,
    evidence: "UpPromote's page prints a complete example of three members.",
    caution: None,
    sample: include_str!("../../../samples/uppromote/affiliate.status-changed.json"),
};

pub(super) const PAYMENT_PAID: Event = Event {
    name: "payment.paid",
    aliases: &[],
    summary: "a payout to an affiliate was paid",
    trigger: "Sent when a payout to an affiliate is marked as paid or has been processed.",
    body: &objects::PAYMENT,
    shapes: PAYMENT_SHAPES,
    conditions: &[],
    summary_fields: &PAYMENT_SUMMARY,
    provenance: Provenance::Documented,
    evidence: "UpPromote's page prints a complete example; which members may be null or absent is not \
               documented.",
    caution: None,
    sample: include_str!("../../../samples/uppromote/payment.paid.json"),
};
