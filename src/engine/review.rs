//! What else is looked for in records, beside what the models say of them.

use crate::capture::Request;
use crate::finding::Finding;
use crate::json::Document;
use crate::model::Object;

/// A record that is reviewed, or a body that was taken out of one.
#[derive(Debug, Clone, Copy)]
pub struct Reviewed<'a> {
    /// Its text.
    pub text: &'a str,
    /// The text parsed, where it is JSON.
    pub document: Option<Document<'a>>,
    /// Its model, where that is known.
    pub body: Option<&'a Object<'a>>,
    /// The request that brought it, where a capture kept that.
    pub request: Option<&'a Request>,
}

/// Something that was seen.
#[derive(Debug)]
pub struct Sighting {
    /// What there is to say of it, which is not what it is.
    pub finding: Finding,
    /// What it is, to be held against what is allowed. It is never printed.
    pub value: String,
}

/// Looks for something.
pub trait Review: Sync {
    /// What there is to say of a record.
    fn record(&self, reviewed: &Reviewed<'_>) -> Vec<Sighting>;

    /// What there is to say of the name of a file.
    fn file_name(&self, name: &str) -> Vec<Sighting>;
}

/// How records are reviewed.
#[derive(Clone, Copy)]
pub struct Reviewing<'e> {
    /// By whom.
    pub review: &'e dyn Review,
    /// Whether nothing else is asked of them: then each is looked at as it stands, with all that is around its bodies.
    pub alone: bool,
}
