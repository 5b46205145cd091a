//! Webhooks v2: a flat envelope of eight members around `data`.

use crate::model::{Media, MemberHeader, Naming, Scheme, Signal, Version};

mod bodies;
mod envelope;
mod events;
mod hint;
mod hints;
mod neutral;
mod payments;
mod payout_methods;
mod printed;
mod rules;

use events::{commissions, others, payouts, promoters, referrals};

const SIGNATURE: Scheme = Scheme::hex_sha256(
    "X-Webhook-Signature",
    "FirstPromoter documented it once and has taken the page down since.",
)
.or_none("Whether deliveries are signed today is not known.");

/// The events of v2.
pub(super) const VERSION: Version = Version {
    id: "v2",
    naming: Naming {
        signals: &[Signal::Body(&["event_type"]), Signal::Header("X-Event-Type")],
        envelope: &[
            &["event_id"],
            &["action"],
            &["entity_type"],
            &["entity_id"],
            &["changes"],
            &["data"],
            &["timestamp"],
        ],
        known_needs: 3,
        unknown_needs: 5,
        items: None,
    },
    events: &[
        promoters::CREATED,
        promoters::UPDATED,
        promoters::DELETED,
        promoters::PROFILE_UPDATED,
        promoters::BALANCE_UPDATED,
        promoters::CAMPAIGN_CREATED,
        promoters::CAMPAIGN_UPDATED,
        promoters::CAMPAIGN_DELETED,
        promoters::CAMPAIGN_ACCEPTED,
        promoters::CAMPAIGN_PENDING,
        promoters::CAMPAIGN_REJECTED,
        promoters::CAMPAIGN_BLOCKED,
        promoters::CAMPAIGN_INACTIVE,
        referrals::CREATED,
        referrals::UPDATED,
        referrals::DELETED,
        referrals::CONVERTED,
        referrals::CANCELLED,
        referrals::MOVED,
        commissions::CREATED,
        commissions::UPDATED,
        commissions::DELETED,
        commissions::APPROVED,
        commissions::PENDING,
        commissions::DENIED,
        payouts::CREATED,
        payouts::UPDATED,
        payouts::DELETED,
        payouts::PENDING,
        payouts::PROCESSING,
        payouts::COMPLETED,
        payouts::FAILED,
        payouts::CANCELLED,
        payouts::COMMISSIONS_ADDED,
        payouts::COMMISSIONS_REMOVED,
        payouts::COMMISSIONS_CREATED,
        payouts::COMMISSIONS_UPDATED,
        payouts::COMMISSIONS_DELETED,
        others::PAYOUT_METHOD_CREATED,
        others::PAYOUT_METHOD_UPDATED,
        others::PAYOUT_METHOD_DELETED,
        others::PAYMENTS_BATCH_CREATED,
        others::PAYMENTS_BATCH_UPDATED,
        others::PAYMENTS_BATCH_DELETED,
        others::PAYMENTS_BATCH_INITIATED,
        others::PAYMENTS_BATCH_PROCESSING,
        others::PAYMENTS_BATCH_COMPLETED,
        others::PAYMENTS_BATCH_FAILED,
        others::CONTRACT_DOCUMENT_SIGNED,
    ],
    sources: "FirstPromoter's documentation of webhooks v2 in its successive texts, its REST reference, and the \
              newest list of events, in part by way of a third party's catalogue; nothing was checked against \
              the live service",
    envelope: Some(&envelope::ENVELOPE),
    media: Media::Json,
    signature: Some(&SIGNATURE),
    headers: &[MemberHeader { name: "X-Event-Id", path: &["event_id"] }],
    neutral: neutral::EVENTS,
    words: &super::words::WORDS,
};
