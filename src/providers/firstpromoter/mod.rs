//! FirstPromoter: affiliate tracking for subscriptions, in two generations of webhooks.

use crate::model::Provider;

mod v1;
mod v2;
mod words;

/// FirstPromoter.
pub(super) static PROVIDER: Provider =
    Provider { id: "firstpromoter", name: "FirstPromoter", versions: &[v1::VERSION, v2::VERSION] };
