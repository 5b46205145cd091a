//! Members that may say what an object is, and the objects of each of their words in outline: what a union by tag is found
//! by.

use super::outline::{MOST_PLACES, Outline};
use super::tree::Objects;
use crate::json::Value;

/// How many words of a tag are told apart. One that has more is none.
pub(super) const MOST_VARIANTS: usize = 16;
/// How many members of the objects of one place may be their tag. Of more the surest and the first by the alphabet are.
const MOST_TAGS: usize = 16;

/// Names of members that say what an object is, the surer first, in small letters alone.
const NAMES: [&str; 18] = [
    "type",
    "kind",
    "object",
    "typename",
    "objecttype",
    "itemtype",
    "resourcetype",
    "recordtype",
    "entitytype",
    "nodetype",
    "blocktype",
    "class",
    "variant",
    "model",
    "category",
    "method",
    "event",
    "action",
];

/// How sure a name is to be that of a tag, 0 being the surest. None where it is none.
pub(super) fn sureness(name: &str) -> Option<usize> {
    if name.len() > 16 {
        return None;
    }
    let letters = || name.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase());
    NAMES.iter().position(|known| letters().eq(known.bytes()))
}

/// The members of the objects of a place that may be their tag.
#[derive(Debug, Clone, Default)]
pub struct Tags(Vec<Tag>);

/// One of them.
#[derive(Debug, Clone)]
pub struct Tag {
    /// Its name.
    pub name: Box<str>,
    /// The objects of each of its words, or nothing where there are too many, or too much in them.
    pub variants: Option<Vec<(Box<str>, Outline)>>,
}

impl Tags {
    /// Tags that were seen elsewhere.
    #[must_use]
    pub const fn new(tags: Vec<Tag>) -> Self {
        Self(tags)
    }

    /// All of them, by name.
    #[must_use]
    pub fn by_name(&self) -> Vec<&Tag> {
        let mut tags: Vec<&Tag> = self.0.iter().collect();
        tags.sort_by(|one, other| one.name.cmp(&other.name));
        tags
    }

    /// An object with this word in a member of this name was seen.
    pub(super) fn observe(&mut self, name: &str, word: &str, object: Value<'_>) {
        let Some(tag) = self.tag(name) else { return };
        let Some(variants) = &mut tag.variants else { return };
        let known = variants.iter().position(|(known, _)| **known == *word);
        let place = known.unwrap_or_else(|| {
            variants.push((word.into(), Outline::default()));
            variants.len() - 1
        });
        let Some((_, outline)) = variants.get_mut(place) else { return };
        if outline.observe(object) || known.is_none() {
            tag.bound();
        }
        self.narrow();
    }

    fn tag(&mut self, name: &str) -> Option<&mut Tag> {
        let known = self.0.iter().position(|tag| *tag.name == *name);
        let place = known.unwrap_or_else(|| {
            self.0.push(Tag { name: name.into(), variants: Some(Vec::new()) });
            self.0.len() - 1
        });
        self.0.get_mut(place)
    }

    /// Of too many tags those stay which nothing that comes later pushes out: their counts are whole.
    fn narrow(&mut self) {
        while self.0.len() > MOST_TAGS {
            let last = (0..).zip(&self.0).max_by_key(|(_, tag)| (sureness(&tag.name), &tag.name));
            let Some(last) = last.map(|(place, _)| place) else { return };
            self.0.swap_remove(last);
        }
    }

    /// Adds what was seen elsewhere.
    pub(super) fn merge(&mut self, other: Self) {
        for other in other.0 {
            let Some(own) = self.tag(&other.name) else { continue };
            match (&mut own.variants, other.variants) {
                (Some(variants), Some(others)) => {
                    for (word, outline) in others {
                        match variants.iter_mut().find(|(known, _)| *known == word) {
                            Some((_, known)) => known.merge(outline),
                            None => variants.push((word, outline)),
                        }
                    }
                }
                (variants, _) => *variants = None,
            }
            own.bound();
        }
        self.narrow();
    }

    /// Leaves out what no pack may hold: words that are not among the known ones of their member, and names that the objects
    /// do not have.
    pub(super) fn scrub(&mut self, known: impl Fn(&str) -> Vec<Box<str>>, objects: &Objects) {
        for tag in &mut self.0 {
            let known = known(&tag.name);
            let Some(variants) = &mut tag.variants else { continue };
            variants.retain(|(word, _)| known.contains(word));
            for (_, outline) in variants {
                outline.prune(objects);
            }
        }
        self.0.retain(|tag| tag.variants.as_ref().is_none_or(|variants| !variants.is_empty()));
    }
}

impl Tag {
    /// Too many words, or too much in the objects of one, tell nothing.
    fn bound(&mut self) {
        let is_beyond = self.variants.as_ref().is_some_and(|variants| {
            variants.len() > MOST_VARIANTS
                || variants.iter().any(|(_, outline)| outline.places() > MOST_PLACES)
        });
        if is_beyond {
            self.variants = None;
        }
    }
}
