//! A model from captures: which events there are, what each of them holds, and what every fact rests on.
//!
//! All records are read and none is remembered: a [`State`] holds counts by place, which add up however the records were
//! divided. At the end a [`Plan`] says what names the event, and [`Learned`] is what was learnt of each.

mod bound;
mod collect;
mod facts;
mod file;
mod form;
mod leaf;
mod learned;
mod leaves;
mod outline;
mod pack;
mod place;
mod plan;
mod reconcile;
mod roles;
mod scalars;
mod schema;
mod secrets;
mod shapes;
mod stamp;
mod state;
mod tags;
mod time;
mod tree;
mod unions;
mod unseen;
mod values;

pub use bound::MOST_PLACES;
pub use collect::{Learn, Part, digest};
pub use facts::{Presence, form, is_integer, is_map, kind_of, known_values, presence, sensitivity};
pub use file::{LEARNED_STATE, StateError};
pub use form::{Form, is_word};
pub use learned::{Learned, LearnedEvent};
pub use outline::{Kinds, Outline, Outlined};
pub use place::{Asked, NamePlace, NamePlaceError, Said, is_name};
pub use plan::{Candidate, Plan};
pub use reconcile::{Contradiction, STATED, reconcile};
pub use roles::{Roles, signing};
pub use scalars::{Numbers, Texts};
pub use schema::event_schema;
pub use stamp::{Seen, Sources, Stamp};
pub use state::{Group, MOST_GROUPS, State};
pub use tags::{Tag, Tags};
pub use time::{milliseconds, own_time, to_the_minute};
pub use tree::{Arrays, MOST_KEYS, MOST_LEVELS, Member, Moment, Node, Objects, is_data};
pub use unseen::{Holdout, HoldoutError, Unseen, Verdicts};
pub use values::{ENOUGH, MOST_VALUES, Sighting, Values};
