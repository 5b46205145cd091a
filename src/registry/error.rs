//! What a registry refuses, and names that stand for no event or for several.

use thiserror::Error;

/// Why providers do not make a registry.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RegistryError {
    /// Two providers have one id.
    #[error("the provider id {id} is taken twice: by {first} and by {second}")]
    ProviderTwice {
        /// The id.
        id: String,
        /// The name of the one.
        first: String,
        /// The name of the other.
        second: String,
    },
    /// Two events of one provider have one name.
    #[error("{name} is the name of two events: {first} and {second}")]
    NameTwice {
        /// The provider and the name that both have.
        name: String,
        /// The one, and its version.
        first: String,
        /// The other.
        second: String,
    },
    /// An event has its own name among its other names, or one of them twice.
    #[error("{event} has the name {name} twice")]
    OwnNameTwice {
        /// The event's id.
        event: String,
        /// The name.
        name: String,
    },
    /// A version says that something tells its events, and no event has it.
    #[error("{signal} tells the events of {version}, but no event of it answers to that")]
    Unanswered {
        /// The provider and its version.
        version: String,
        /// What should tell the events.
        signal: String,
    },
    /// An event has shapes, and its version is not told by them.
    #[error("{event} has shapes, but {version} does not tell its events by shape")]
    Unasked {
        /// The event's id.
        event: String,
        /// Its version.
        version: String,
    },
}

/// Why a name stands for no event or provider.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NameError {
    /// There is none of this name.
    #[error("{name} is not known")]
    Unknown {
        /// The name.
        name: String,
        /// The nearest known name, when it is near enough to be a slip of the pen.
        near: Option<String>,
    },
    /// Several providers have an event of this name.
    #[error("{name} is the name of several events: {}", ids.join(", "))]
    Ambiguous {
        /// The name.
        name: String,
        /// The ids of all events that have it.
        ids: Vec<String>,
    },
}
