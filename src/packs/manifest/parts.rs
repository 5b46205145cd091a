//! Reads the parts of a manifest that become parts of models: signals, shapes, conditions, meanings.

use toml::de::DeTable;

use super::table::Reader;
use crate::model::{
    Condition, Group, Mapping, Meaning, Others, Shape, Signal, Slot, SlotKind, SummaryFields, Words, slot,
};

impl<'m> Reader<'_, '_, 'm> {
    /// A place where deliveries name their event.
    pub(super) fn signal(&mut self, at: usize, table: &DeTable<'_>) -> Option<Signal<'m>> {
        self.only(table, &["path", "paths", "header", "separator", "keys"]);
        let separator = self.kept(table, "separator").unwrap_or(".");
        let (path, header) = (self.path(table, "path"), self.kept(table, "header"));
        let parts = self.paths(table, "paths");
        let signal = match (path, header) {
            (Some(path), Some(header)) => Signal::HeaderAndBody { header, path, separator },
            (Some(path), None) => Signal::Body(path),
            (None, Some(header)) => Signal::Header(header),
            (None, None) if !parts.is_empty() => Signal::Joined { parts: self.arena.list(&parts), separator },
            (None, None) if self.flag(table, "keys") => Signal::Shape,
            (None, None) => {
                self.broken(at, "names no place: expected path, paths, header or keys = true".to_owned());
                return None;
            }
        };
        Some(signal)
    }

    /// The keys that tell an event.
    pub(super) fn shapes(&mut self, event: &DeTable<'_>) -> Vec<Shape<'m>> {
        let others = [("allowed", Others::Allowed), ("excluded", Others::Excluded)];
        let mut shapes = Vec::new();
        for (_, table) in self.tables(event, "shapes") {
            self.only(table, &["all", "any", "at-least", "none", "words", "others"]);
            let mut words = Vec::new();
            if let Some(listed) = self.table(table, "words") {
                for (key, _) in listed {
                    let values = self.kept_texts(listed, key.get_ref());
                    words.push((self.arena.text(key.get_ref()), values));
                }
            }
            let any = self.kept_texts(table, "any");
            shapes.push(Shape {
                all: self.kept_texts(table, "all"),
                at_least: self.count(table, "at-least").unwrap_or(any.len()),
                any,
                none: self.kept_texts(table, "none"),
                words: self.arena.list(&words),
                others: self.word(table, "others", &others).unwrap_or(Others::Allowed),
            });
        }
        shapes
    }

    /// What parts of a payload owe each other.
    pub(super) fn conditions(&mut self, event: &DeTable<'_>) -> Vec<Condition<'m>> {
        let mut conditions = Vec::new();
        for (at, table) in self.tables(event, "conditions") {
            self.only(
                table,
                &["same", "differ", "path", "one-of", "filled", "blank", "changes", "state", "why"],
            );
            let why = self.kept(table, "why").unwrap_or("the pack's manifest says so");
            let pair = |paths: Vec<_>| if let [left, right] = *paths { Some((left, right)) } else { None };
            let (same, differ) = (pair(self.paths(table, "same")), pair(self.paths(table, "differ")));
            let condition = if let Some((left, right)) = same {
                Condition::Same { left, right, why }
            } else if let Some((left, right)) = differ {
                Condition::Differ { left, right, why }
            } else if let Some(path) = self.path(table, "filled") {
                Condition::Filled { path, why }
            } else if let Some(path) = self.path(table, "blank") {
                Condition::Blank { path, why }
            } else if let (Some(path), true) = (self.path(table, "path"), table.get("one-of").is_some()) {
                Condition::OneOf { path, words: self.kept_texts(table, "one-of"), why }
            } else if let (Some(path), Some(state)) = (self.path(table, "changes"), self.path(table, "state"))
            {
                Condition::Changes { path, state }
            } else {
                let message = "says nothing: expected same = [A, B], differ = [A, B], path with one-of, filled, \
                               blank, or changes with state";
                self.broken(at, message.to_owned());
                continue;
            };
            conditions.push(condition);
        }
        conditions
    }

    /// Which members tell the story in one line.
    pub(super) fn summary_fields(&mut self, table: &DeTable<'_>) -> SummaryFields<'m> {
        self.only(table, &["id", "time", "subject", "amount", "status"]);
        let (subject, status) = (self.paths(table, "subject"), self.paths(table, "status"));
        SummaryFields {
            id: self.path(table, "id"),
            time: self.path(table, "time"),
            subject: self.arena.list(&subject),
            amount: self.path(table, "amount"),
            status: self.arena.list(&status),
        }
    }

    /// What members mean in the neutral event.
    pub(super) fn mappings(&mut self, event: &DeTable<'_>) -> Vec<Mapping<'m>> {
        let mut mappings = Vec::new();
        for (at, table) in self.tables(event, "members") {
            self.only(table, &["path", "is", "of", "unit", "when"]);
            let (Some(path), Some(is)) = (self.path(table, "path"), self.text(table, "is")) else {
                self.broken(at, "needs a path and what it is".to_owned());
                continue;
            };
            let of = self.kept(table, "of");
            let slot = match (is.as_str(), of) {
                ("event.id", _) => Slot::EventId,
                ("event.name", _) => Slot::EventName,
                ("occurred_at", _) => Slot::OccurredAt,
                ("coupon", _) => Slot::Coupon,
                ("currency", _) => Slot::Currency,
                ("changes", of) => Slot::Changes(of.unwrap_or_default()),
                ("former", Some(of)) => Slot::Former(of),
                (name, _) => {
                    let Some(slot) = named(name, self.kept(table, "unit")) else {
                        let known: Vec<String> = slot::ALL.iter().copied().map(name_of).collect();
                        let known: Vec<&str> = known.iter().map(String::as_str).collect();
                        let at = table.get("is").map_or(at, |value| value.span().start);
                        self.unknown(at, name, &known);
                        continue;
                    };
                    slot
                }
            };
            let slot = self.condition_of(table, slot);
            mappings.push(Mapping { path, slot });
        }
        mappings
    }
}

impl<'m> Reader<'_, '_, 'm> {
    /// What a member means only where another one holds a word.
    fn condition_of(&mut self, table: &DeTable<'_>, slot: Slot<'m>) -> Slot<'m> {
        let Some(when) = self.table(table, "when") else { return slot };
        self.only(when, &["path", "is"]);
        if let (Some(at), Some(is)) = (self.path(when, "path"), self.kept(when, "is")) {
            return Slot::When { at, is, then: self.arena.one(slot) };
        }
        let at = table.get("when").map_or(0, |value| value.span().start);
        self.broken(at, "when needs a path, and the word that is to be there as is".to_owned());
        slot
    }

    /// What a provider's own words for states and rewards mean.
    pub(super) fn words(&mut self, table: &DeTable<'_>) -> Words<'m> {
        let Some(words) = self.table(table, "words") else { return Words::NONE };
        let groups = Group::ALL.iter().copied().filter(|group| !group.states().is_empty());
        let known: Vec<&str> = groups.clone().map(Group::name).chain(["rewards"]).collect();
        self.only(words, &known);
        let mut states = Vec::new();
        for group in groups {
            if let Some(listed) = self.table(words, group.name()) {
                let meanings = self.meanings(listed, group.states());
                states.push((group, meanings));
            }
        }
        let rewards = self.table(words, "rewards").map(|listed| self.meanings(listed, Group::REWARDS));
        Words { states: self.arena.list(&states), rewards: rewards.unwrap_or_default() }
    }

    fn meanings(&mut self, listed: &DeTable<'_>, known: &'static [&'static str]) -> &'m [Meaning<'m>] {
        self.only(listed, known);
        let mut meanings: Vec<Meaning<'m>> = Vec::new();
        for (key, _) in listed {
            if let Some(word) = known.iter().find(|word| **word == key.get_ref()) {
                meanings.push((word, self.kept_texts(listed, key.get_ref())));
            }
        }
        self.arena.list(&meanings)
    }
}

/// The place in the neutral event of a name. A commission with a `unit` beside it is a reward.
fn named<'m>(name: &str, unit: Option<&'m str>) -> Option<Slot<'m>> {
    let fits = |slot: &&Slot<'static>| {
        let is_reward = matches!(slot, Slot::In(_, _, SlotKind::Reward(_)));
        name_of(**slot) == name && is_reward == unit.is_some()
    };
    let found = *slot::ALL.iter().find(fits)?;
    Some(match (found, unit) {
        (Slot::In(group, member, SlotKind::Reward(_)), Some(unit)) => {
            Slot::In(group, member, SlotKind::Reward(unit))
        }
        (other, _) => other,
    })
}

/// What a place is called in manifests: `affiliate.id`.
pub(super) fn name_of(slot: Slot<'_>) -> String {
    match slot {
        Slot::EventId => "event.id".to_owned(),
        Slot::EventName => "event.name".to_owned(),
        Slot::OccurredAt => "occurred_at".to_owned(),
        Slot::Coupon => "coupon".to_owned(),
        Slot::Currency => "currency".to_owned(),
        Slot::Changes(_) => "changes".to_owned(),
        Slot::Former(_) => "former".to_owned(),
        Slot::When { then, .. } => match then {
            // A condition of a condition there is none.
            Slot::When { .. } => String::new(),
            then => name_of(*then),
        },
        Slot::In(group, member, _) => format!("{}.{member}", group.name()),
    }
}
