//! The ways in which promoters are paid. Printed nowhere; the members are those of REST.

use crate::model::Kind::{Anything, Boolean, Integer, Text};
use crate::model::{Field, Object};

use super::hint::hint;
use super::printed::TEST;

/// A way in which a promoter can be paid, as an event's subject.
pub(super) static PAYOUT_METHOD: Object =
    Object::new("payout method", &payout_method_fields()).undocumented().waived_by("test");

/// A way in which a promoter can be paid, inside something else.
pub(super) static CHOSEN_PAYOUT_METHOD: Object =
    Object::new("chosen payout method", &payout_method_fields()).open();

const fn payout_method_fields() -> [Field<'static>; 9] {
    [
        hint("id", Integer, "the payout method's id"),
        hint("method", Text, "the service that pays"),
        hint("date_added", Text, "when the promoter added it"),
        hint("is_disabled", Boolean, "whether it can't be used"),
        hint("meta", Anything, "the account that money goes to").secret(),
        hint("is_selected", Boolean, "whether the promoter chose it"),
        hint("details", Anything, "the account that money goes to").secret(),
        hint("managed_payouts", Anything, "whether and how FirstPromoter pays by it").secret(),
        TEST,
    ]
}
