//! Members in another order than their sender writes, or twice: the neutral event and what is hidden stay the same.

use std::iter;

use crate::support::{registry, samples};
use hookspect::json::{Layout, Style, Tape, Writer};
use hookspect::model::{Fields, Hints};
use hookspect::normalize::{ValueMask, normalize};
use hookspect::redact::{Mask, Show};
use serde_json::Value;

/// The text with the members of every object in another order, and with those of the root twice.
fn forms(text: &str) -> [String; 3] {
    let mut tape = Tape::new();
    let document = tape.parse(text.as_bytes()).unwrap();
    let [mut sorted, mut compact] = [String::new(), String::new()];
    Writer::new(Style::COMPACT.sorted()).write(document.root(), &mut sorted).unwrap();
    Writer::new(Style::COMPACT).write(document.root(), &mut compact).unwrap();
    let inside = compact.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).unwrap();
    let twice = if inside.is_empty() { compact.clone() } else { format!("{{{inside},{inside}}}") };
    [compact, sorted, twice]
}

/// What of a neutral event does not depend on the order of members: its changes are told in that.
fn told(name: &str, text: &str) -> Value {
    let mut tape = Tape::new();
    let document = tape.parse(text.as_bytes()).unwrap();
    let hints = Hints { path: registry().named_in_path(name), ..Hints::default() };
    let identification = registry().identify(document, &hints);
    let event = normalize(document, &identification, &ValueMask::none()).to_json(Layout::Compact);
    let mut event: Value = serde_json::from_str(&event).unwrap();
    let members = event.as_object_mut().unwrap();
    members.remove("rest");
    // What has a name twice has no canonical form, of which the key is derived.
    if members.remove("dedupe_derived").is_some() {
        members.remove("dedupe_key");
    }
    if let Some(changes) = members.get_mut("changes").and_then(Value::as_array_mut) {
        changes.sort_by_key(|change| change["pointer"].to_string());
    }
    event
}

#[test]
fn the_neutral_event_is_the_same_whatever_the_order_of_members_and_the_first_of_a_name_counts() {
    let mut changes = 0;
    for (id, text) in samples() {
        let name = format!("{id}.json");
        let [compact, sorted, twice] = forms(&text).map(|text| told(&name, &text));
        assert_eq!(sorted, compact, "{name}");
        assert_eq!(twice, compact, "{name}");
        changes += usize::from(compact["changes"].is_array());
    }
    assert!(changes > 0);
}

#[test]
fn the_same_is_hidden_whether_names_are_looked_up_or_the_fields_of_all_members_are_known() {
    let mut fields = Fields::default();
    let mut hidden = 0;
    for (id, text) in samples() {
        for text in forms(&text) {
            let mut tape = Tape::new();
            let document = tape.parse(text.as_bytes()).unwrap();
            let hints = Hints { path: registry().named_in_path(&id), ..Hints::default() };
            let identification = registry().identify(document, &hints);
            let body = identification.body();
            for show in [Show::AllButSecrets, Show::NothingPersonal] {
                let mask = Mask::new(show, registry());
                fields.read(document, body);
                let known = mask.spans_of(document, body, &fields);
                assert_eq!(known, mask.spans_in(document, body, iter::once(document.root())), "{id}");
                assert_eq!(known, mask.spans(document, body), "{id}");
                hidden += known.len();
            }
        }
    }
    assert!(hidden > 100, "{hidden}");
}
