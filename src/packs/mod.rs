//! Providers that users bring: from files to models, and back to files.

pub mod dialect;
pub mod discover;
pub mod library;
pub mod note;
pub mod open;
pub mod schema;
pub mod source;
