//! FirstPromoter's words for states and rewards. Both versions share them.

use crate::model::{Group, Words};

/// What they mean.
pub(super) static WORDS: Words = Words {
    states: &[
        (
            Group::Affiliate,
            &[
                ("pending", &["pending"]),
                ("active", &["active", "approved", "accepted"]),
                ("inactive", &["inactive", "deactivated"]),
                ("rejected", &["denied", "rejected"]),
                ("blocked", &["blocked", "banned"]),
            ],
        ),
        (
            Group::Referral,
            &[
                ("lead", &["signup", "subscribed", "lead"]),
                ("customer", &["active", "customer"]),
                ("cancelled", &["cancelled"]),
                ("refunded", &["refunded"]),
            ],
        ),
        (
            Group::Commission,
            &[
                ("pending", &["pending"]),
                ("approved", &["approved"]),
                ("denied", &["denied"]),
                ("paid", &["paid"]),
            ],
        ),
        (
            Group::Payout,
            &[
                ("pending", &["pending"]),
                ("processing", &["processing"]),
                ("paid", &["completed", "paid"]),
                ("failed", &["failed"]),
                ("cancelled", &["cancelled"]),
            ],
        ),
    ],
    rewards: &[
        ("money", &["cash"]),
        ("points", &["points"]),
        ("months", &["free_months"]),
        ("credits", &["credits"]),
        ("discount", &["discount_per", "discount_mon", "mon_discount"]),
    ],
};
