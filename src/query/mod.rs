//! Which records are wanted by what they say and by when they happened: `--where`, `--since`, `--until`.
//!
//! A condition names a place, in the payload (a JSON Pointer) or in the neutral event (`affiliate.email`), and what has to
//! stand there. It looks at the payload itself, so what an output has to hide can be asked for; it is not shown by that.

mod comparison;
mod condition;
mod place;
mod time;

pub use comparison::Comparison;
pub use condition::{Where, WhereError};
pub use place::{Place, PlaceError};
pub use time::{Moment, MomentError, Period, time_of};
