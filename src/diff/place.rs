//! Where the differences are. A place knows its container, so that a place costs one step however deep it is; it is
//! written out when it is shown.

use crate::json::{JsonKind, Pointer, Value};

/// A place among those of a comparison. The default is the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place(u32);

/// The way from a container to what is in it.
#[derive(Debug, Clone, Copy)]
pub(super) enum PathStep<'a> {
    /// A member, by its name.
    Member(Value<'a>),
    /// An item, by its index.
    Item(u32),
    /// An item by its index, for people by the member that tells the items apart.
    Known(u32, &'a str, Value<'a>),
    /// An item of an array whose items are one place; the index is that of the first.
    Every(u32),
}

impl PathStep<'_> {
    /// About as many bytes as it takes to write.
    fn length(self) -> u64 {
        let text = match self {
            Self::Member(key) => key.raw().len(),
            Self::Known(_, name, value) => name.len() + value.raw().len(),
            Self::Item(_) | Self::Every(_) => 0,
        };
        text as u64 + 8
    }
}

#[derive(Debug)]
struct Node<'a> {
    container: Place,
    step: PathStep<'a>,
    /// About as many bytes as the whole way takes to write.
    length: u64,
}

/// The places of a comparison.
#[derive(Debug, Default)]
pub struct Places<'a> {
    nodes: Vec<Node<'a>>,
}

impl<'a> Places<'a> {
    pub(super) fn within(&mut self, container: Place, step: PathStep<'a>) -> Place {
        let length = self.length(container) + step.length();
        self.nodes.push(Node { container, step, length });
        Place(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX))
    }

    fn node(&self, place: Place) -> Option<&Node<'a>> {
        self.nodes.get((place.0 as usize).checked_sub(1)?)
    }

    /// About as many bytes as it takes to write.
    pub(super) fn length(&self, place: Place) -> u64 {
        self.node(place).map_or(0, |node| node.length)
    }

    /// The steps from the whole to a place.
    fn steps(&self, place: Place) -> Vec<PathStep<'a>> {
        let mut steps = Vec::new();
        let mut at = place;
        while let Some(node) = self.node(at) {
            steps.push(node.step);
            at = node.container;
        }
        steps.reverse();
        steps
    }

    /// The place as a JSON Pointer.
    #[must_use]
    pub fn pointer(&self, place: Place) -> Pointer {
        let mut pointer = Pointer::default();
        for step in self.steps(place) {
            match step {
                PathStep::Member(key) => pointer.push_key(&key.text().unwrap_or_default()),
                PathStep::Item(index) | PathStep::Known(index, ..) | PathStep::Every(index) => {
                    pointer.push_index(index as usize);
                }
            }
        }
        pointer
    }

    /// The values that tell items apart on the way to some places.
    #[must_use]
    pub fn identities(&self, places: impl Iterator<Item = Place>) -> Vec<Value<'a>> {
        let mut seen = vec![false; self.nodes.len() + 1];
        let mut identities = Vec::new();
        for place in places {
            let mut at = place;
            while let (Some(node), Some(seen @ false)) = (self.node(at), seen.get_mut(at.0 as usize)) {
                *seen = true;
                if let PathStep::Known(_, _, value) = node.step {
                    identities.push(value);
                }
                at = node.container;
            }
        }
        identities
    }

    /// The place for people: `data.promotions[id 7].status`. `shown` gives what stands for a name that nobody may see,
    /// and is asked for each name on the way. An item is told by its index where what tells it apart is no scalar, or
    /// `hides` says that nobody may see it.
    #[must_use]
    pub fn label(
        &self,
        place: Place,
        mut shown: impl FnMut(&str) -> Option<String>,
        hides: impl Fn(Value<'a>) -> bool,
    ) -> String {
        let mut label = String::new();
        for step in self.steps(place) {
            match step {
                PathStep::Member(key) => {
                    if !label.is_empty() {
                        label.push('.');
                    }
                    let name = key.string_raw().unwrap_or_default();
                    label.push_str(shown(name).as_deref().unwrap_or(name));
                }
                PathStep::Known(_, name, value)
                    if !matches!(value.kind(), JsonKind::Array | JsonKind::Object) && !hides(value) =>
                {
                    label.push_str(&format!("[{name} {}]", value.string_raw().unwrap_or(value.raw())));
                }
                PathStep::Item(index) | PathStep::Known(index, ..) => label.push_str(&format!("[{index}]")),
                PathStep::Every(_) => label.push_str("[]"),
            }
        }
        label
    }
}
