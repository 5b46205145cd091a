//! The eight members that every delivery of v2 has.

use crate::model::Kind::{Anything, Change, Integer, Map, Object as Of, Text, Timestamp, Uuid};
use crate::model::{Field, Kind, Object, field};

/// The envelope of any event, known or not.
pub(super) static ENVELOPE: Object = Object::new("envelope", &fields(&[], Anything));

/// The envelope of the events named `names`, around `data`.
pub(super) const fn around(
    names: &'static [&'static str],
    data: &'static Object<'static>,
) -> [Field<'static>; 8] {
    fields(names, Of(data))
}

const fn fields(names: &'static [&'static str], data: Kind<'static>) -> [Field<'static>; 8] {
    [
        field("event_id", Uuid, "the event's own id, the same when it is delivered again").volatile(),
        field("event_type", Text, "the event's name").values(names),
        field("action", Text, "what was done to the entity").values(&["created", "updated", "deleted"]),
        field("entity_type", Text, "what the event is about").values(ENTITY_TYPES),
        field("entity_id", Integer, "the entity's id, the same as in data").nullable(),
        field("changes", Map(&Change), "by member, the value before and the value now; empty unless updated")
            .personal(),
        field("data", data, "the whole entity as it is now"),
        field("timestamp", Timestamp, "when it happened, in UTC with whole seconds").volatile(),
    ]
}

/// The REST reference capitalises them in its record of a delivery.
const ENTITY_TYPES: &[&str] = &[
    "promoter",
    "promoter_campaign",
    "referral",
    "commission",
    "payout",
    "payout_method",
    "payments_batch",
    "contract_document",
    "Promoter",
    "PromoterCampaign",
    "Referral",
    "Commission",
    "Payout",
    "PayoutMethod",
    "PaymentsBatch",
    "ContractDocument",
];
