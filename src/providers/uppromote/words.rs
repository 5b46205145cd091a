//! UpPromote's words for states. Its commissions are money.

use crate::model::{Group, Words};

/// What they mean.
pub(super) static WORDS: Words = Words {
    states: &[
        (
            Group::Affiliate,
            &[
                ("pending", &["pending"]),
                ("active", &["active", "approved"]),
                ("inactive", &["inactive", "deactivated"]),
                ("rejected", &["denied", "rejected"]),
                ("blocked", &["blocked", "banned"]),
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
                ("paid", &["success", "paid"]),
                ("failed", &["failed"]),
                ("cancelled", &["cancelled"]),
            ],
        ),
    ],
    rewards: &[],
};
