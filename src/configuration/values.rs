//! Single values of a configuration: texts, rules, events, words, each with what to say where it is none.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::problem::Problem;
use crate::finding::Rule;
use crate::json::{Position, PositionCursor, Span};
use crate::model::{EventRef, nearest};
use crate::registry::{NameError, Registry};

/// A value with its place.
pub(super) type Value<'i> = Spanned<DeValue<'i>>;

/// Reads a table, and notes what is wrong with it.
pub(super) struct Reader<'t, 'm> {
    pub(super) text: &'t str,
    pub(super) registry: &'t Registry<'m>,
    pub(super) problems: Vec<Problem>,
}

impl<'m> Reader<'_, 'm> {
    pub(super) fn rule(&mut self, value: &Value<'_>) -> Option<Rule> {
        let name = self.string(value)?;
        self.rule_named(&name, value.span().start)
    }

    pub(super) fn rule_named(&mut self, name: &str, at: usize) -> Option<Rule> {
        let rule = Rule::named(name);
        if rule.is_none() {
            let meant = meant(name, Rule::ALL.iter().map(|rule| rule.name()));
            let message = format!("`{name}` is not a rule{meant} (`hookspect explain` lists the rules)");
            self.problem(at, message);
        }
        rule
    }

    pub(super) fn event(&mut self, value: &Value<'_>) -> Option<EventRef<'m>> {
        let name = self.string(value)?;
        let message = match self.registry.event(&name) {
            Ok(event) => return Some(event),
            Err(NameError::Ambiguous { ids, .. }) => {
                format!("`{name}` is the name of several events: say {}", ids.join(" or "))
            }
            Err(NameError::Unknown { near, .. }) => {
                let meant = near.map_or_else(String::new, |near| format!(", did you mean `{near}`?"));
                format!("`{name}` is not an event{meant} (`hookspect events` lists the events)")
            }
        };
        self.problem(value.span().start, message);
        None
    }

    /// The value of a key that holds one of a few words.
    pub(super) fn word<T: Copy>(
        &mut self,
        table: &DeTable<'_>,
        key: &str,
        all: &[T],
        name: fn(T) -> &'static str,
    ) -> Option<T> {
        let value = table.get(key)?;
        let word = self.string(value)?;
        let found = all.iter().copied().find(|one| name(*one) == word);
        if found.is_none() {
            let names: Vec<&str> = all.iter().map(|one| name(*one)).collect();
            let meant = meant(&word, names.iter().copied());
            let message = format!("`{word}` is not one of {}{meant}", names.join(", "));
            self.problem(value.span().start, message);
        }
        found
    }

    pub(super) fn string(&mut self, value: &Value<'_>) -> Option<String> {
        let text = value.get_ref().as_str().map(str::to_owned);
        if text.is_none() {
            self.wrong(value, "a string");
        }
        text
    }

    pub(super) fn only(&mut self, table: &DeTable<'_>, known: &[&str], of: &str) {
        for (key, _) in table {
            let name = key.get_ref().as_ref();
            if !known.contains(&name) {
                let meant = meant(name, known.iter().copied());
                let known = known.join(", ");
                self.problem(
                    key.span().start,
                    format!("`{name}` is not a key of {of}{meant} (it has {known})"),
                );
            }
        }
    }

    pub(super) fn needed(&mut self, of: &str, place: Span, keys: &[(&str, bool)]) {
        // A key that is there and wrong has been reported already.
        let absent = keys.iter().filter(|(_, there)| !there && self.problems.is_empty());
        let messages: Vec<String> = absent.map(|(key, _)| format!("{of} needs a `{key}`")).collect();
        for message in messages {
            self.problem(place.start as usize, message);
        }
    }

    pub(super) fn wrong(&mut self, value: &Value<'_>, expected: &str) {
        let found = value.get_ref().type_str();
        self.problem(value.span().start, format!("expected {expected}, found {found}"));
    }

    pub(super) fn problem(&mut self, offset: usize, message: impl AsRef<str>) {
        // A key or a text may hold line breaks and worse.
        let visible = |c: char| if c.is_control() { c.escape_default().to_string() } else { c.to_string() };
        let message = message.as_ref().chars().map(visible).collect();
        let position = PositionCursor::new(self.text.as_bytes(), Position::START).at(offset);
        self.problems.push(Problem { position, message });
    }
}

fn meant<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> String {
    nearest(name, known).map_or_else(String::new, |near| format!(", did you mean `{near}`?"))
}
