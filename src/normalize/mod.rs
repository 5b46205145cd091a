//! One provider-neutral event per payload. Nothing is lost: what has no place of its own is in `rest`. Nothing is
//! guessed: no scale, currency, state or kind that the model does not know.

mod event;
mod groups;
mod key;
mod lists;
mod mask;
mod member;
mod plan;
mod schema;
mod time;
mod write;

pub use event::{Normalized, Normalizer, normalize};
pub use key::{DeliveryKey, delivery_key, occurred_at};
pub use mask::ValueMask;
pub use member::Member;
pub use schema::schema;
pub use time::in_utc;

/// The name and version of the format.
pub const FORMAT: &str = "hookspect.event/v1";
