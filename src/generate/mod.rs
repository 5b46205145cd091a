//! Payloads made from a model: valid, consistent with themselves, and plainly fake.
//!
//! A value depends on the seed, the event, its path and the number of the sample, and on nothing else: a member that is
//! added to a model changes no other member of any sample. The first samples are chosen to show what can happen: the
//! smallest payload, the fullest, then each known value, null, absence, emptiness and boundary in turn.

mod breaking;
mod choice;
mod conditions;
mod coverage;
mod example;
mod fault;
mod generator;
mod mutation;
#[cfg(feature = "packs")]
mod schema;
mod seed;
mod site;
mod story;
mod tree;
mod value;

pub use coverage::Coverage;
pub use example::example;
pub use fault::{Mutant, Mutation};
pub use generator::Generator;
pub use mutation::mutants;
pub use story::{Chapter, story};
pub use tree::Tree;
