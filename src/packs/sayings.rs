//! What a manifest says of members, put into the models of the events; and what of it no event has.

use super::build::Builder;
use super::manifest::{FieldNote, FieldSaying};
use super::note::Note;
use super::open::MANIFEST;
use super::source::FilePosition;
use crate::model::{Extra, Field, Kind, Object, Path, SensitivePath, nearest};

/// Why a model has no member at a path.
enum Absent<'m> {
    /// It says nothing of what is there.
    Undescribed,
    /// It says what is there, and the member is not: what was probably meant.
    Unknown(Option<&'m str>),
}

/// Whether some model has what a manifest says something of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach<'m> {
    /// One has it, or may have it.
    Reached,
    /// None so far, and what was probably meant.
    Missed(Option<&'m str>),
}

impl<'m> Builder<'_, 'm> {
    /// A body with everything that the manifest says of members. What is sensitive is so by its place too, so that it is
    /// hidden where the model has no such member.
    pub(super) fn with_sayings(&mut self, body: &'m Object<'m>) -> &'m Object<'m> {
        let manifest = self.manifest;
        if manifest.fields.is_empty() {
            return body;
        }
        let mut marked: Option<Object<'m>> = None;
        self.reached.resize(manifest.fields.len(), Reach::Missed(None));
        for (place, saying) in manifest.fields.iter().enumerate() {
            let reach = match self.marked(marked.as_ref().unwrap_or(body), saying.path, saying.note) {
                Ok(object) => {
                    marked = Some(object);
                    Reach::Reached
                }
                Err(Absent::Undescribed) => Reach::Reached,
                Err(Absent::Unknown(near)) => Reach::Missed(near),
            };
            match self.reached.get_mut(place) {
                Some(known @ Reach::Missed(None)) => *known = reach,
                Some(known) if reach == Reach::Reached => *known = reach,
                _ => {}
            }
        }
        let sensitive: Vec<SensitivePath<'m>> = manifest.fields.iter().filter_map(sensitive).collect();
        let object = marked.unwrap_or_else(|| body.with_fields(body.fields));
        self.arena.object(object.with_sensitive(self.arena.list(&sensitive)))
    }

    /// Says what the manifest tells of members that no event has.
    pub(super) fn tell_missed(&mut self) {
        for (saying, reach) in self.manifest.fields.iter().zip(&self.reached) {
            let Reach::Missed(near) = reach else { continue };
            let place = FilePosition { path: MANIFEST.to_owned(), position: saying.place };
            let effect = match saying.note {
                FieldNote::Sensitive(_) => "it is hidden where it comes all the same",
                FieldNote::Identity | FieldNote::Volatile => "this is without effect",
            };
            let message = format!("no event of this pack has a member {}: {effect}", saying.path.join("."));
            let help = match near {
                Some(near) => format!("did you mean {near}?"),
                None => "a schema that names it makes it known".to_owned(),
            };
            self.notes.push(Note::error(place, message).help(help));
        }
    }

    /// An object with a note on the member at a path. `*` stands for the items of a list and for any key of a map; a list
    /// that the path does not name is entered all the same. Recurses on the length of the path and the lists of the model.
    fn marked(&self, object: &Object<'m>, path: Path<'_>, note: FieldNote) -> Result<Object<'m>, Absent<'m>> {
        let Some((first, rest)) = path.split_first() else { return Err(Absent::Unknown(None)) };
        let mut fields = object.fields.to_vec();
        let Some(field) = fields.iter_mut().find(|field| field.name == *first) else {
            let is_silent = object.extra == Extra::Open || object.fields.is_empty() || *first == "*";
            let near = || nearest(first, object.fields.iter().map(|field| field.name));
            return Err(if is_silent { Absent::Undescribed } else { Absent::Unknown(near()) });
        };
        if rest.is_empty() {
            match note {
                FieldNote::Sensitive(level) => field.sensitivity = level,
                FieldNote::Identity => {
                    let name = field.name;
                    for field in &mut fields {
                        field.identity = field.name == name;
                    }
                }
                FieldNote::Volatile => field.volatile = true,
            }
        } else {
            field.kind = self.marked_kind(field.kind, rest, note)?;
        }
        Ok(object.with_fields(self.arena.list::<Field<'m>>(&fields)))
    }

    fn marked_kind(&self, kind: Kind<'m>, path: Path<'_>, note: FieldNote) -> Result<Kind<'m>, Absent<'m>> {
        let Some((first, rest)) = path.split_first() else { return Err(Absent::Undescribed) };
        match kind {
            Kind::Object(inner) => {
                self.marked(inner, path, note).map(|object| Kind::Object(self.arena.object(object)))
            }
            Kind::List(inner) => {
                let path = if *first == "*" { rest } else { path };
                self.marked_kind(*inner, path, note).map(|kind| Kind::List(self.arena.one(kind)))
            }
            Kind::Map(inner) => {
                self.marked_kind(*inner, rest, note).map(|kind| Kind::Map(self.arena.one(kind)))
            }
            Kind::Anything | Kind::Change => Err(Absent::Undescribed),
            _ => Err(Absent::Unknown(None)),
        }
    }
}

fn sensitive<'m>(saying: &FieldSaying<'m>) -> Option<SensitivePath<'m>> {
    match saying.note {
        FieldNote::Sensitive(sensitivity) => Some(SensitivePath { path: saying.path, sensitivity }),
        FieldNote::Identity | FieldNote::Volatile => None,
    }
}
