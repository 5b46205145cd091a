//! The vocabulary in which providers describe their events, and what can be done with such a description.
//!
//! A model is const data: a [`Provider`] has [`Version`]s, a version has [`Event`]s, an event has a body made of
//! [`Object`]s and [`Field`]s, a field has a [`Kind`]. The same declaration serves checking, tables, `describe`,
//! `schema` and masking.

#[cfg(feature = "packs")]
mod by_schema;
#[cfg(not(feature = "packs"))]
#[path = "no_schema.rs"]
mod by_schema;
mod check;
mod conditions;
mod declared;
mod event;
mod examine;
mod facts;
mod field;
mod fields;
mod format;
mod identify;
mod interoperability;
mod kind;
pub mod money;
mod naming;
mod neutral;
mod path;
mod places;
mod schema;
pub mod signature;
mod suggest;
mod words;

pub use check::check;
pub use conditions::at as value_at;
pub use declared::Declared;
pub use event::{
    Condition, Event, EventName, EventRef, Media, MemberHeader, Provider, SummaryFields, Version,
};
pub use examine::{Examination, Question, Status, examine};
pub use facts::{Presence, Provenance, Sensitivity, Unit};
pub use field::{Alternative, Extra, Field, Object, field};
pub use fields::Fields;
pub use format::is_timestamp;
pub use identify::{Doubt, EventList, Hints, Identification, Index, NamedBy, OwnName, PathOf, SettledBy};
pub use kind::Kind;
pub use naming::{Naming, Others, Shape, Signal};
pub use neutral::{Group, Mapping, Meaning, Neutral, Slot, SlotKind, Words, means, slot};
pub use path::{Path, SensitivePath};
pub use schema::{KnownValues, OR_EMPTY, body_schema, pascal, schema};
pub use signature::Scheme;
pub use suggest::{nearest, simplified};
pub use words::name_of;
