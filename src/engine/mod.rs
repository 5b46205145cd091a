//! Sources in, examined records out, one after another in the order of the input: which event each record is, and what
//! is wrong with it. Inside, many workers examine at once.
//!
//! [`Run::over`] hands every record to a [`Sink`]. An [`Analysis`] makes more of the records on the workers that have
//! them parsed.

mod analysis;
mod delivery;
mod event_list;
mod examine;
mod examined;
mod examiner;
mod filter;
mod inflation;
mod inspector;
mod kept;
mod listed;
mod loose;
mod near_miss;
mod no_payload;
mod review;
mod run;
mod stranger;
mod unit;
mod unwrap;

pub use analysis::{Analysis, Each};
pub use delivery::{Delivery, Verification};
pub use examined::{Documents, Examined, Record};
pub use examiner::{Examiner, Unwrapping, below, requested};
pub use filter::{Candidate, Filter, Predicate};
pub use inflation::Inflation;
pub use inspector::Inspector;
pub use kept::Kept;
pub use review::{Review, Reviewed, Reviewing, Sighting};
pub use run::{Run, Sink};
pub use unwrap::{Capture, Fault, Found, Judged, Tapes, Unwrapper};
