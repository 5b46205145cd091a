//! The whole body of each group of events: the envelope, around the entity.

use crate::model::Object;

use super::envelope::around;
use super::{hints, payments, payout_methods, printed};

/// A promoter as printed.
pub(super) static PROMOTER_CREATED: Object =
    Object::new("promoter.created delivery", &around(&["promoter.created"], &printed::PROMOTER));

/// A promoter in its other events.
pub(super) static PROMOTER: Object = Object::new(
    "promoter delivery",
    &around(&["promoter.updated", "promoter.deleted", "promoter.profile.updated"], &hints::PROMOTER),
);

/// A promoter whose balance moved.
pub(super) static PROMOTER_BALANCE: Object = Object::new(
    "promoter balance delivery",
    &around(&["promoter.balance.updated"], &hints::PROMOTER_BALANCE),
);

/// A promoter's part in a campaign.
pub(super) static PROMOTER_CAMPAIGN: Object = Object::new(
    "promoter campaign delivery",
    &around(
        &[
            "promoter_campaign.created",
            "promoter_campaign.updated",
            "promoter_campaign.deleted",
            "promoter_campaign.accepted",
            "promoter_campaign.pending",
            "promoter_campaign.rejected",
            "promoter_campaign.blocked",
            "promoter_campaign.inactive",
        ],
        &hints::PROMOTER_CAMPAIGN,
    ),
);

/// A referral as printed.
pub(super) static REFERRAL_UPDATED: Object =
    Object::new("referral.updated delivery", &around(&["referral.updated"], &printed::REFERRAL));

/// A referral in its other events.
pub(super) static REFERRAL: Object = Object::new(
    "referral delivery",
    &around(
        &[
            "referral.created",
            "referral.deleted",
            "referral.converted",
            "referral.cancelled",
            "referral.moved",
        ],
        &hints::REFERRAL,
    ),
);

/// A commission as printed.
pub(super) static COMMISSION_PRINTED: Object = Object::new(
    "commission.created and commission.updated delivery",
    &around(&["commission.created", "commission.updated"], &printed::COMMISSION),
);

/// A commission in its other events.
pub(super) static COMMISSION: Object = Object::new(
    "commission delivery",
    &around(
        &["commission.deleted", "commission.approved", "commission.pending", "commission.denied"],
        &hints::COMMISSION,
    ),
);

/// A payout.
pub(super) static PAYOUT: Object = Object::new(
    "payout delivery",
    &around(
        &[
            "payout.created",
            "payout.updated",
            "payout.deleted",
            "payout.pending",
            "payout.processing",
            "payout.completed",
            "payout.failed",
            "payout.cancelled",
        ],
        &payments::PAYOUT,
    ),
);

/// A commission on its way to or from a payout.
pub(super) static PAYOUT_COMMISSION: Object = Object::new(
    "payout commission delivery",
    &around(
        &[
            "payout.commissions.added",
            "payout.commissions.removed",
            "payout.commissions.created",
            "payout.commissions.updated",
            "payout.commissions.deleted",
        ],
        &payments::PAYOUT_COMMISSION,
    ),
);

/// A way of being paid.
pub(super) static PAYOUT_METHOD: Object = Object::new(
    "payout method delivery",
    &around(
        &["payout_method.created", "payout_method.updated", "payout_method.deleted"],
        &payout_methods::PAYOUT_METHOD,
    ),
);

/// A batch of payouts.
pub(super) static PAYMENTS_BATCH: Object = Object::new(
    "payments batch delivery",
    &around(
        &[
            "payments_batch.created",
            "payments_batch.updated",
            "payments_batch.deleted",
            "payments_batch.initiated",
            "payments_batch.processing",
            "payments_batch.completed",
            "payments_batch.failed",
        ],
        &payments::PAYMENTS_BATCH,
    ),
);

/// A document that a promoter signed.
pub(super) static CONTRACT_DOCUMENT: Object = Object::new(
    "contract document delivery",
    &around(&["contract_document.signed"], &printed::CONTRACT_DOCUMENT),
);
