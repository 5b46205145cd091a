//! Tags and outlines as they stand in a file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::super::outline::{Kinds, Outline, Outlined};
use super::super::tags::{Tag, Tags};
use super::is_zero;

/// The words of members that may say what an object is, with an outline of their objects: nothing where there were too many.
pub(super) type TagsFile = BTreeMap<String, Option<BTreeMap<String, OutlineFile>>>;

#[derive(Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(super) struct OutlineFile {
    count: u64,
    #[serde(skip_serializing_if = "is_zero")]
    objects: u64,
    kinds: Vec<String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    members: BTreeMap<String, (u64, OutlineFile)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    items: Option<Box<OutlineFile>>,
}

/// Tags as they are written.
pub(super) fn tags_file(tags: &Tags) -> TagsFile {
    let variants = |tag: &Tag| {
        let variants = tag.variants.as_ref()?;
        Some(variants.iter().map(|(word, outline)| (word.to_string(), OutlineFile::of(outline))).collect())
    };
    tags.by_name().into_iter().map(|tag| (tag.name.to_string(), variants(tag))).collect()
}

/// Tags that were written.
pub(super) fn tags_of(file: TagsFile) -> Tags {
    let tag = |(name, variants): (String, Option<BTreeMap<String, OutlineFile>>)| Tag {
        name: name.into(),
        variants: variants
            .map(|variants| variants.into_iter().map(|(word, file)| (word.into(), file.outline())).collect()),
    };
    Tags::new(file.into_iter().map(tag).collect())
}

impl OutlineFile {
    /// Recurses on the levels of an outline.
    fn of(outline: &Outline) -> Self {
        let kinds = Kinds::ALL.into_iter().filter(|(kind, _)| outline.kinds.has(*kind));
        let member = |part: &Outlined| (part.name.to_string(), (part.objects, Self::of(&part.outline)));
        Self {
            count: outline.count,
            objects: outline.objects,
            kinds: kinds.map(|(_, name)| name.to_owned()).collect(),
            members: outline.members.iter().map(member).collect(),
            items: outline.items.as_ref().map(|items| Box::new(Self::of(items))),
        }
    }

    /// Recurses as deep as the file is, which the reader of JSON bounds.
    fn outline(self) -> Outline {
        let kind =
            |name: &String| Kinds::ALL.into_iter().find(|(_, known)| known == name).map(|(kind, _)| kind);
        let member = |(name, (objects, file)): (String, (u64, Self))| {
            Outlined::new(name.into(), objects, file.outline())
        };
        Outline {
            count: self.count,
            objects: self.objects,
            kinds: self.kinds.iter().filter_map(kind).fold(Kinds::default(), Kinds::or),
            members: self.members.into_iter().map(member).collect(),
            items: self.items.map(|items| Box::new(items.outline())),
        }
    }

    /// The largest count.
    pub(super) fn most(&self) -> u64 {
        let members = self.members.values().map(|(objects, file)| (*objects).max(file.most()));
        let items = self.items.iter().map(|items| items.most());
        members.chain(items).fold(self.count.max(self.objects), u64::max)
    }
}
