//! What parts of one delivery owe each other, and which of them tell its story.

use crate::model::Condition::{self, Blank, Changes, OneOf, Same};
use crate::model::SummaryFields;

pub(super) static SUMMARY: SummaryFields = SummaryFields {
    id: Some(&["event_id"]),
    time: Some(&["timestamp"]),
    subject: &[
        &["data", "email"],
        &["data", "referral", "email"],
        &["data", "promoter", "email"],
        &["data", "promoter_campaign", "promoter", "email"],
    ],
    amount: Some(&["data", "amount"]),
    status: &[&["data", "status"], &["data", "state"]],
};

pub(super) const SAME_ENTITY: Condition = Same {
    left: &["entity_id"],
    right: &["data", "id"],
    why: "a delivery is about the entity that it carries",
};

pub(super) const CHANGED: Condition = Changes { path: &["changes"], state: &["data"] };

pub(super) const UNCHANGED: Condition =
    Blank { path: &["changes"], why: "only an update has values before and after" };

pub(super) const DOES_CREATE: Condition =
    OneOf { path: &["action"], words: &["created"], why: "the event's name says created" };

pub(super) const DOES_UPDATE: Condition =
    OneOf { path: &["action"], words: &["updated"], why: "the event's name says updated" };

pub(super) const DOES_DELETE: Condition =
    OneOf { path: &["action"], words: &["deleted"], why: "the event's name says deleted" };

pub(super) const OF_PROMOTER: Condition = OneOf {
    path: &["entity_type"],
    words: &["promoter", "Promoter"],
    why: "the event's name begins with promoter",
};

pub(super) const OF_REFERRAL: Condition = OneOf {
    path: &["entity_type"],
    words: &["referral", "Referral"],
    why: "the event's name begins with referral",
};

pub(super) const OF_COMMISSION: Condition = OneOf {
    path: &["entity_type"],
    words: &["commission", "Commission"],
    why: "the event's name begins with commission",
};

pub(super) const OF_CONTRACT_DOCUMENT: Condition = OneOf {
    path: &["entity_type"],
    words: &["contract_document", "ContractDocument"],
    why: "the event's name begins with contract_document",
};
