//! What is known of a payload besides its body.

use crate::model::event::{EventRef, Provider};

/// What is known besides the body.
#[derive(Debug, Clone, Default)]
pub struct Hints<'m> {
    /// The caller says that it is this event.
    pub event: Option<EventRef<'m>>,
    /// The caller says who sent it.
    pub provider: Option<&'m Provider<'m>>,
    /// The events that the name of the file, or of a folder above it, names; or the path of the request, or a log.
    pub path: Vec<EventRef<'m>>,
    /// Which of them `path` is of.
    pub path_of: PathOf,
    /// The events that headers of the request name, each with the header.
    pub headers: Vec<(&'m str, EventRef<'m>)>,
    /// The headers of the request that say something of its event or its sender, by name and value.
    pub telling: Vec<(String, String)>,
}

/// What names events around a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PathOf {
    /// The name of the file, or of a folder above it.
    #[default]
    File,
    /// The path of the request.
    Request,
    /// The words beside the body in a log.
    Log,
}

impl<'m> Hints<'m> {
    /// The value of a header that tells something.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let found = self.telling.iter().find(|(own, _)| own.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// What gave `path`.
    pub(in crate::model) const fn named_by_path(&self) -> super::NamedBy<'m> {
        match self.path_of {
            PathOf::File => super::NamedBy::FileName,
            PathOf::Request => super::NamedBy::RequestPath,
            PathOf::Log => super::NamedBy::Log,
        }
    }
}
