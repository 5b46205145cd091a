//! Where reality departs from the models: since when, how often, and whether that is a change or was always so.
//!
//! What is wrong with single records the check has said already. Here it is added up by event, place and day, beside how
//! many records there were in which it could have happened. Nothing depends on the order of records: they are placed by
//! their own time, and a delivery that came several times counts once.

mod account;
mod between;
mod collect;
mod deliveries;
mod departure;
mod facts;
mod file;
mod newcomers;
mod pattern;
mod places;
mod propose;
mod reach;
mod retries;
mod sets;
mod trend;

pub use account::{Basis, Day, Drift, GroupName, Grouping, Line, Section};
pub use between::between;
pub use collect::{Drifting, Part};
pub use departure::Departure;
pub use file::{DRIFT_STATE, DriftStateError};
pub use newcomers::{NewModels, Newcomers};
pub use propose::{Accept, AcceptError, Unproposed, propose};
pub use reach::is_least;
pub use retries::{LearningOnce, Noting, Retries};
pub use sets::{Set, Sorted, Sorting};
pub use trend::{ENOUGH, Trend, trend};
