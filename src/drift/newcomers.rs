//! Events that no model knows: what their payloads hold, learnt as `learn` learns it.

use serde_json::{Map, Value as Json, json};
use toml::Table;

use crate::json::Value;
use crate::learn::{Asked, Learned, LearnedEvent, Node, Said, Stamp, State, digest, event_schema};

/// What parts the words that tell one event from another in the name that it is learnt under.
const SEPARATOR: &str = "\u{1f}";

/// The payloads of events that no model knows, by provider, version and name.
#[derive(Debug, Default)]
pub struct Newcomers {
    state: Option<State>,
    key: String,
}

/// A record of such an event.
pub(super) struct Newcomer<'r> {
    /// Its text and what that says.
    pub(super) text: &'r [u8],
    pub(super) root: Value<'r>,
    /// The name of its source, and when and where it was.
    pub(super) source: &'r str,
    pub(super) stamp: Stamp,
}

impl Newcomers {
    /// A record was seen of the event of this provider, version and name.
    pub(super) fn see(&mut self, event: [&str; 3], newcomer: &Newcomer<'_>) {
        let Newcomer { text, root, source, stamp } = newcomer;
        let said = [Said::name(&event.join(SEPARATOR))];
        let state = self.state.get_or_insert_with(|| State::new(Asked::Usual));
        let stamp = Stamp { source: state.sources.number(source), ..*stamp };
        state.see(&said, &mut self.key, (*root, None), stamp, digest(text));
    }

    /// Adds what was seen elsewhere.
    pub(super) fn merge(&mut self, other: Self) {
        match (&mut self.state, other.state) {
            (Some(own), Some(other)) => own.merge(other),
            (own @ None, other) => *own = other,
            (_, None) => {}
        }
    }

    /// What was learnt of them.
    #[must_use]
    pub fn models(mut self) -> NewModels {
        let learned = self.state.as_mut().map(|state| {
            state.settle();
            Learned::named(state)
        });
        NewModels { learned }
    }
}

/// What was learnt of events that no model knew.
#[derive(Debug)]
pub struct NewModels {
    learned: Option<Learned>,
}

impl NewModels {
    /// The schema of what stands in payloads of an event at a place, `*` in it for the items of lists, and what a manifest says
    /// of the event. Of what was not learnt anything passes.
    pub(super) fn of(&self, event: [&str; 3], within: &[String]) -> (Map<String, Json>, Table) {
        let ([_, _, name], called) = (event, event.join(SEPARATOR));
        let learnt = self.learned.iter().find_map(|learned| {
            let event = learned.events.iter().find(|event| event.name == called)?;
            Some((event, inner(&event.group.root, within)?, &learned.sources))
        });
        let schema = learnt.map(|(_, root, sources)| event_schema(name, root, sources));
        let unknown = || json!({ "$schema": "https://json-schema.org/draft/2020-12/schema", "title": name, "x-extra": "open" });
        let Json::Object(schema) = schema.unwrap_or_else(unknown) else { return Default::default() };
        (schema, learnt.map(|(event, ..)| LearnedEvent::grounds(event)).unwrap_or_default())
    }
}

/// What was seen at a place.
fn inner<'n>(root: &'n Node, within: &[String]) -> Option<&'n Node> {
    within.iter().try_fold(root, |node, step| {
        if let Some(arrays) = node.arrays.as_ref().filter(|_| step == "*") {
            return Some(&arrays.items);
        }
        let members = &node.objects.as_ref()?.members;
        members.iter().find(|member| *member.name == **step).map(|member| &member.node)
    })
}
