//! The way from the root to where a walk stands: a linked list on the stack that becomes a JSON Pointer only when there
//! is something to say.

use super::Pointer;

/// One step of the way, and the steps before it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Trail<'t> {
    Root,
    Key(&'t Trail<'t>, &'t str),
    Index(&'t Trail<'t>, usize),
}

impl<'t> Trail<'t> {
    pub(crate) const fn key(&'t self, name: &'t str) -> Trail<'t> {
        Trail::Key(self, name)
    }

    pub(crate) const fn index(&'t self, index: usize) -> Trail<'t> {
        Trail::Index(self, index)
    }

    /// The way in the notation of RFC 6901.
    pub(crate) fn pointer(&self) -> Pointer {
        let mut steps = Vec::new();
        let mut step = self;
        loop {
            step = match step {
                Trail::Root => break,
                Trail::Key(parent, _) | Trail::Index(parent, _) => {
                    steps.push(step);
                    parent
                }
            };
        }
        let bytes =
            steps.iter().map(|step| if let Trail::Key(_, name) = step { name.len() + 1 } else { 8 }).sum();
        let mut pointer = Pointer::with_capacity(bytes);
        for step in steps.into_iter().rev() {
            match step {
                Trail::Root => {}
                Trail::Key(_, name) => pointer.push_key(name),
                Trail::Index(_, index) => pointer.push_index(*index),
            }
        }
        pointer
    }
}
