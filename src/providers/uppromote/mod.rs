//! UpPromote: affiliate marketing for shops. The bodies of its webhooks name no event.

use crate::model::{Media, Naming, Provider, Scheme, Version};

mod events;
mod neutral;
mod objects;
mod words;

const SIGNATURE: Scheme = Scheme::hex_sha256(
    "X-UpPromote-Signature",
    "UpPromote's overview and help pages name header and hash; that it is hexadecimal is seen in public receivers.",
)
.or_none("The request that tries a new address comes without body and signature.");

/// UpPromote.
pub(super) static PROVIDER: Provider = Provider {
    id: "uppromote",
    name: "UpPromote",
    versions: &[Version {
        id: "v2",
        naming: Naming::SHAPE,
        events: &[
            events::REFERRAL_NEW,
            events::REFERRAL_APPROVED,
            events::REFERRAL_DENIED,
            events::REFERRAL_STATUS_CHANGED,
            events::AFFILIATE_NEW,
            events::AFFILIATE_APPROVED,
            events::AFFILIATE_INACTIVE,
            events::AFFILIATE_STATUS_CHANGED,
            events::PAYMENT_PAID,
        ],
        sources: "the webhook pages of UpPromote's API v2, five of which print an example, two of those \
                  cut short; its REST pages, its help centre and public receivers for the rest; nothing \
                  was checked against the live service",
        envelope: None,
        media: Media::Json,
        signature: Some(&SIGNATURE),
        headers: &[],
        neutral: neutral::EVENTS,
        words: &words::WORDS,
    }],
};
