//! The vocabulary in which providers describe their events, and what can be done with such a description.
//!
//! A model is const data: a [`Provider`] has [`Version`]s, a version has [`Event`]s, an event has a body made of
//! [`Object`]s and [`Field`]s, a field has a [`Kind`]. The same declaration serves checking, tables, `describe`,
//! `schema` and masking.

mod event;
mod field;
mod kind;

pub use event::{Consistency, Digest, Event, EventName, Model, Naming, Path, Provider, Shape, Version};
pub use field::{Alternative, Extra, Field, Object, Presence, Provenance, Sensitivity, Unit, field};
pub use kind::Kind;
