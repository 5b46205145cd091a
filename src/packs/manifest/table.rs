//! Tables of a manifest, read key by key: what is wrong is noted with its place, and reading goes on.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::json::{Position, PositionCursor};
use crate::model::{Path, nearest};
use crate::packs::arena::Arena;
use crate::packs::note::{Note, Notes};
use crate::packs::open::MANIFEST;
use crate::packs::source::FilePosition;

/// A value with its place.
pub(super) type Item<'i> = Spanned<DeValue<'i>>;

/// Reads tables, notes what is wrong with them, and keeps what they say.
pub(super) struct Reader<'t, 'n, 'm> {
    pub(super) text: &'t str,
    pub(super) notes: &'n mut Notes,
    pub(super) arena: &'m Arena,
}

impl<'m> Reader<'_, '_, 'm> {
    pub(super) fn position(&self, at: usize) -> Position {
        PositionCursor::new(self.text.as_bytes(), Position::START).at(at)
    }

    /// That the manifest says something that cannot be meant: without it payloads would be judged by something else.
    pub(super) fn broken(&mut self, at: usize, message: String) {
        self.broken_at(self.position(at), message);
    }

    pub(super) fn broken_at(&mut self, position: Position, message: String) {
        self.notes.push(Note::broken(Self::place(position), message));
    }

    /// A place in the manifest.
    pub(super) fn place(position: Position) -> FilePosition {
        FilePosition { path: MANIFEST.to_owned(), position }
    }

    pub(super) fn wrong(&mut self, key: &str, value: &Item<'_>, expected: &str) {
        let found = match value.get_ref() {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a time",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        self.broken(value.span().start, format!("{key} is {found}, expected {expected}"));
    }

    /// Names each key that is not known, with the one that was probably meant.
    pub(super) fn only(&mut self, table: &DeTable<'_>, known: &[&str]) {
        for (key, _) in table {
            let name = key.get_ref();
            if known.contains(&&**name) {
                continue;
            }
            let meant = match nearest(name, known.iter().copied()) {
                Some(near) => format!("did you mean {near}?"),
                None => format!("known are {}", known.join(", ")),
            };
            self.broken(key.span().start, format!("{name} is not a key of a pack's manifest: {meant}"));
        }
    }

    pub(super) fn text(&mut self, table: &DeTable<'_>, key: &str) -> Option<String> {
        let value = table.get(key)?;
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.wrong(key, value, "a text");
        }
        text.map(str::to_owned)
    }

    /// A text that lives as long as the models.
    pub(super) fn kept(&mut self, table: &DeTable<'_>, key: &str) -> Option<&'m str> {
        self.text(table, key).map(|text| self.arena.text(&text))
    }

    pub(super) fn count(&mut self, table: &DeTable<'_>, key: &str) -> Option<usize> {
        let value = table.get(key)?;
        let count = value.get_ref().as_integer().and_then(|number| number.as_str().parse().ok());
        if count.is_none() {
            self.wrong(key, value, "a count");
        }
        count
    }

    pub(super) fn flag(&mut self, table: &DeTable<'_>, key: &str) -> bool {
        let Some(value) = table.get(key) else { return false };
        if value.get_ref().as_bool().is_none() {
            self.wrong(key, value, "true or false");
        }
        value.get_ref().as_bool().unwrap_or(false)
    }

    /// One of a few words.
    pub(super) fn word<T: Copy>(&mut self, table: &DeTable<'_>, key: &str, words: &[(&str, T)]) -> Option<T> {
        let said = self.text(table, key)?;
        let found = words.iter().find(|(word, _)| *word == said).map(|(_, meaning)| *meaning);
        if found.is_none() {
            let at = table.get(key).map_or(0, |value| value.span().start);
            let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            self.unknown(at, &said, &known);
        }
        found
    }

    /// Says that a word is none of those that are known here.
    pub(super) fn unknown(&mut self, at: usize, said: &str, known: &[&str]) {
        let message = match nearest(said, known.iter().copied()) {
            Some(near) => format!("is \"{said}\": did you mean \"{near}\"?"),
            None => format!("is \"{said}\", expected one of \"{}\"", known.join("\", \"")),
        };
        self.broken(at, message);
    }

    pub(super) fn table<'t, 'i>(&mut self, table: &'t DeTable<'i>, key: &str) -> Option<&'t DeTable<'i>> {
        let value = table.get(key)?;
        let inner = value.get_ref().as_table();
        if inner.is_none() {
            self.wrong(key, value, "a table");
        }
        inner
    }

    pub(super) fn items<'t, 'i>(&mut self, table: &'t DeTable<'i>, key: &str) -> Vec<&'t Item<'i>> {
        let Some(value) = table.get(key) else { return Vec::new() };
        if value.get_ref().as_array().is_none() {
            self.wrong(key, value, "a list");
        }
        value.get_ref().as_array().into_iter().flatten().collect()
    }

    /// The tables of a list.
    pub(super) fn tables<'t, 'i>(
        &mut self,
        table: &'t DeTable<'i>,
        key: &str,
    ) -> Vec<(usize, &'t DeTable<'i>)> {
        let mut tables = Vec::new();
        for item in self.items(table, key) {
            match item.get_ref().as_table() {
                Some(inner) => tables.push((item.span().start, inner)),
                None => self.wrong(key, item, "a table"),
            }
        }
        tables
    }

    pub(super) fn texts(&mut self, table: &DeTable<'_>, key: &str) -> Vec<String> {
        let mut texts = Vec::new();
        for item in self.items(table, key) {
            match item.get_ref().as_str() {
                Some(text) => texts.push(text.to_owned()),
                None => self.wrong(key, item, "a text"),
            }
        }
        texts
    }

    pub(super) fn kept_texts(&mut self, table: &DeTable<'_>, key: &str) -> &'m [&'m str] {
        let texts = self.texts(table, key);
        self.arena.texts(texts)
    }

    /// A member's place: `data.id`, or as a JSON Pointer, `/data/id`.
    pub(super) fn path(&mut self, table: &DeTable<'_>, key: &str) -> Option<Path<'m>> {
        self.text(table, key).map(|text| self.steps(&text))
    }

    pub(super) fn paths(&mut self, table: &DeTable<'_>, key: &str) -> Vec<Path<'m>> {
        self.texts(table, key).iter().map(|text| self.steps(text)).collect()
    }

    pub(super) fn steps(&self, text: &str) -> Path<'m> {
        match text.strip_prefix('/') {
            Some(pointer) => {
                let step = |step: &str| step.replace("~1", "/").replace("~0", "~");
                self.arena.texts(pointer.split('/').map(step))
            }
            None => self.arena.texts(text.split('.').map(str::to_owned)),
        }
    }
}
