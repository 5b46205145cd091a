//! One provider-neutral event per payload. Nothing is lost: what has no place of its own is in `rest`. Nothing is
//! guessed: no scale, currency, state or kind that the model does not know.

mod build;
mod event;
mod member;
mod rest;
mod schema;
mod time;
mod tree;

pub use event::{DeliveryKey, Normalized, delivery_key, normalize, occurred_at};
pub use member::Member;
pub use rest::ValueMask;
pub use schema::schema;
pub use time::in_utc;

/// The name and version of the format.
pub const FORMAT: &str = "hookspect.event/v1";
