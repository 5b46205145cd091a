//! Webhooks v1 ("legacy"): one object `event`, one object `data`.

use crate::model::{Media, Naming, Signal, Version};

mod bodies;
mod events;
mod neutral;
mod objects;

/// The events of v1.
pub(super) const VERSION: Version = Version {
    id: "v1",
    naming: Naming {
        signals: &[Signal::Body(&["event", "type"])],
        envelope: &[&["event", "id"], &["event", "created_at"], &["data"]],
        known_needs: 1,
        unknown_needs: 3,
        items: None,
    },
    events: &[
        events::LEAD_SIGNUP,
        events::LEAD_BECOMES_REFERRAL,
        events::NEW_CUSTOMER,
        events::LEAD_CANCELLED,
        events::PROMOTER_SIGNED_UP,
        events::PROMOTER_ACCEPTED,
        events::REWARD_CREATED,
        events::FULFILMENT_PENDING,
        events::LEAD_SUBSCRIBED,
    ],
    sources: "FirstPromoter's documentation of the legacy webhooks in its texts of 2024 and after, its help \
              centre, its REST reference and its n8n node; nothing was checked against the live service",
    envelope: Some(&bodies::ENVELOPE),
    media: Media::Json,
    signature: None,
    headers: &[],
    neutral: neutral::EVENTS,
    words: &super::words::WORDS,
};
