//! What is in many captures: which events, how they were judged, when they happened, what was delivered more than once,
//! and whom it is about.
//!
//! [`Summarise`] is an analysis: each worker collects a [`Summary`], and whatever records it happens to get, the merged
//! whole is the same. What could grow without bounds is bounded in a way that does not depend on the order either.

mod collect;
mod distinct;
mod file;
mod timeline;

pub use collect::{Delivered, Event, RuleCount, Statuses, Summarise, Summary};
pub use distinct::Distinct;
pub use file::{SUMMARY_STATE, SummaryStateError};
pub use timeline::{Chart, Count, Step, Timeline};
