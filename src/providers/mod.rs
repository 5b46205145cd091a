//! What is known of each provider, as data. No code outside this folder names a provider.

use crate::model::Provider;

mod firstpromoter;
mod uppromote;

/// Every provider, in the order in which they are listed.
pub static PROVIDERS: &[&Provider] = &[&firstpromoter::PROVIDER, &uppromote::PROVIDER];
