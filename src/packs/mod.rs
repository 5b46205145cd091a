//! Providers that users bring: from files to models, and back to files.

pub mod amend;
pub mod arena;
mod authored;
mod build;
pub mod dialect;
pub mod discover;
mod event;
mod event_schema;
mod export;
mod file_names;
pub mod library;
mod lower;
pub mod manifest;
mod naming;
pub mod note;
pub mod open;
mod pack;
mod patterns;
mod publish;
mod restore;
mod sayings;
pub mod schema;
mod shape;
pub mod source;
mod split;
mod terms;

pub use arena::Arena;
pub use event_schema::validator;
pub use export::pack_files;
pub use file_names::{file_name, file_names};
pub use open::MANIFEST;
pub use pack::{Pack, load};
pub use publish::{event_schema, provider_schema};
pub use terms::Terms;
