//! Providers that users bring: from files to models, and back to files.

pub mod arena;
pub mod dialect;
pub mod discover;
mod export;
pub mod library;
mod lower;
pub mod manifest;
mod naming;
pub mod note;
pub mod open;
mod pack;
mod patterns;
pub mod schema;
mod shape;
pub mod source;

pub use arena::Arena;
pub use export::{export, schema_of};
pub use pack::{Pack, load};
