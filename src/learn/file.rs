//! A state as a file: what one run has learnt, for another to go on with. Equal states are equal bytes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::form::Form;
use super::outline::{Kinds, Outline, Outlined};
use super::place::{Asked, NamePlace, Said};
use super::scalars::{Numbers, Texts};
use super::stamp::{Seen, Sources, Stamp};
use super::state::{Group, State};
use super::tags::{Tag, Tags};
use super::tree::{Arrays, MOST_LEVELS, Member, Node, Objects};
use super::values::{Sighting, Values};

/// What the file is.
const FORMAT: &str = "hookspect/learned-v1";
/// The largest count: what a double holds, so that any program reads it.
const MOST: u64 = 1 << 53;

/// Why a file is no state.
#[derive(Debug, Error)]
pub enum StateError {
    /// It cannot be read as one.
    #[error("is not what --partial writes: {0}")]
    Foreign(#[from] serde_json::Error),
    /// It is of another version.
    #[error("is of the format {0}, and this program reads {FORMAT}")]
    Version(String),
    /// Something in it cannot be.
    #[error("holds {0}")]
    Impossible(String),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StateFile {
    format: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    by: Vec<String>,
    reach: u16,
    #[serde(default = "all_levels", skip_serializing_if = "are_all")]
    levels: usize,
    records: u64,
    others: u64,
    unreadable: u64,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    headers: BTreeMap<String, u64>,
    groups: Vec<GroupFile>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupFile {
    says: Vec<(u16, String, String)>,
    records: u64,
    /// By the way that leads there: names as in a JSON Pointer, `*` for the items of an array, `{}` for the values of
    /// members whose names are data.
    places: BTreeMap<String, PlaceFile>,
}

#[derive(Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct PlaceFile {
    count: u64,
    #[serde(skip_serializing_if = "is_zero")]
    parents: u64,
    #[serde(skip_serializing_if = "is_zero")]
    rank: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    seen: Option<SeenFile>,
    #[serde(skip_serializing_if = "is_zero")]
    null: u64,
    #[serde(rename = "true", skip_serializing_if = "is_zero")]
    trues: u64,
    #[serde(rename = "false", skip_serializing_if = "is_zero")]
    falses: u64,
    #[serde(skip_serializing_if = "is_zero")]
    deep: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    numbers: Option<Numbers>,
    #[serde(skip_serializing_if = "Option::is_none")]
    texts: Option<TextsFile>,
    #[serde(skip_serializing_if = "Option::is_none")]
    arrays: Option<ArraysFile>,
    #[serde(skip_serializing_if = "Option::is_none")]
    objects: Option<ObjectsFile>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SeenFile {
    #[serde(skip_serializing_if = "Option::is_none")]
    first: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last: Option<i64>,
    source: String,
    line: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TextsFile {
    forms: BTreeMap<String, u64>,
    shortest: u32,
    longest: u32,
    /// Nothing where there were too many.
    values: Option<BTreeMap<String, (u64, Vec<u64>)>>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ArraysFile {
    count: u64,
    empty: u64,
    longest: u64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ObjectsFile {
    count: u64,
    empty: u64,
    collapsed: bool,
    /// The words of members that may say what an object is, with an outline of their objects: nothing where there were too
    /// many.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    tags: BTreeMap<String, Option<BTreeMap<String, OutlineFile>>>,
}

#[derive(Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct OutlineFile {
    count: u64,
    #[serde(skip_serializing_if = "is_zero")]
    objects: u64,
    kinds: Vec<String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    members: BTreeMap<String, (u64, OutlineFile)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    items: Option<Box<OutlineFile>>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_zero(count: &u64) -> bool {
    *count == 0
}

const fn all_levels() -> usize {
    MOST_LEVELS
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn are_all(levels: &usize) -> bool {
    *levels == MOST_LEVELS
}

impl State {
    /// The state as a file.
    ///
    /// # Errors
    ///
    /// None that is known; those of the writer of JSON.
    pub fn write(&self) -> Result<String, StateError> {
        let by = match &self.asked {
            Asked::Usual => Vec::new(),
            Asked::At(places) => places.iter().map(ToString::to_string).collect(),
        };
        let group = |(key, group): (&String, &Group)| {
            let mut places = BTreeMap::new();
            put(&group.root, None, &mut String::new(), &self.sources, &mut places);
            let says = Said::read(key).map(|said| (said.rank, said.place, said.text)).collect();
            GroupFile { says, records: group.records, places }
        };
        let file = StateFile {
            format: FORMAT.to_owned(),
            by,
            reach: self.reach,
            levels: self.levels,
            records: self.records,
            others: self.others,
            unreadable: self.unreadable,
            headers: self.headers.clone(),
            groups: self.groups.iter().map(group).collect(),
        };
        Ok(serde_json::to_string(&file)? + "\n")
    }

    /// Reads a file that [`Self::write`] has written.
    ///
    /// # Errors
    ///
    /// What is no such file.
    pub fn read(text: &str) -> Result<Self, StateError> {
        #[derive(Deserialize)]
        struct Head {
            format: String,
        }
        let Head { format } = serde_json::from_str(text)?;
        if format != FORMAT {
            return Err(StateError::Version(format.chars().take(40).collect()));
        }
        let file: StateFile = serde_json::from_str(text)?;
        let impossible = |what: &str| StateError::Impossible(what.to_owned());
        let places: Result<Vec<NamePlace>, _> = file.by.iter().map(|place| place.parse()).collect();
        let places = places.map_err(|_| impossible("a place of names that is none"))?;
        let asked = if places.is_empty() { Asked::Usual } else { Asked::At(places) };
        let mut state = Self::new(asked);
        state.reach = file.reach;
        state.levels = file.levels.clamp(1, MOST_LEVELS);
        (state.records, state.others, state.unreadable) = (file.records, file.others, file.unreadable);
        state.headers = file.headers;
        let counts = [file.records, file.others, file.unreadable].into_iter();
        let counts = counts.chain(state.headers.values().copied());
        checked(counts.chain(file.groups.iter().map(|group| group.records)).max().unwrap_or(0))?;
        for group in file.groups {
            let mut key = String::new();
            for (rank, place, text) in group.says {
                Said { rank, place, text }.write(&mut key);
            }
            let mut root = Node::default();
            for (path, place) in group.places {
                place.check()?;
                let node = at(&mut root, &path, place.parents, place.rank)
                    .ok_or_else(|| impossible("a place that is too deep"))?;
                place.fill(node, &mut state.sources);
            }
            state.groups.insert(key, Group { records: group.records, root });
        }
        Ok(state)
    }
}

/// Adds a place and those below it. Recurses on the levels that are looked into, so many at most.
fn put(
    node: &Node,
    member: Option<&Member>,
    path: &mut String,
    sources: &Sources,
    places: &mut BTreeMap<String, PlaceFile>,
) {
    let texts = node.texts.as_ref().map(|texts| TextsFile {
        forms: Form::ALL
            .into_iter()
            .filter(|form| texts.of(*form) > 0)
            .map(|form| (form.name().to_owned(), texts.of(form)))
            .collect(),
        shortest: texts.shortest,
        longest: texts.longest,
        values: texts.values.sorted().map(|values| {
            let value = |(word, seen): (&str, Sighting)| {
                (word.to_owned(), (seen.count, seen.digests().collect::<Vec<_>>()))
            };
            values.into_iter().map(value).collect()
        }),
    });
    let file = PlaceFile {
        count: node.count,
        parents: member.map_or(0, |member| member.objects),
        rank: member.map_or(0, |member| member.rank),
        seen: node.seen.map(|seen| SeenFile {
            first: seen.first.time,
            last: seen.last,
            source: sources.name(seen.first.source).to_owned(),
            line: seen.first.line,
        }),
        null: node.nulls,
        trues: node.trues,
        falses: node.falses,
        deep: node.deep,
        numbers: node.numbers.as_deref().cloned(),
        texts,
        arrays: node.arrays.as_ref().map(|arrays| ArraysFile {
            count: arrays.count,
            empty: arrays.empty,
            longest: arrays.longest,
        }),
        objects: node.objects.as_ref().map(|objects| ObjectsFile {
            count: objects.count,
            empty: objects.empty,
            collapsed: objects.collapsed,
            tags: objects.tags.as_ref().map(|tags| tags_file(tags)).unwrap_or_default(),
        }),
    };
    places.insert(path.clone(), file);
    let length = path.len();
    let mut below = |node: &Node, member: Option<&Member>, step: &str| {
        path.push('/');
        path.push_str(step);
        put(node, member, path, sources, places);
        path.truncate(length);
    };
    if let Some(arrays) = node.arrays.as_ref().filter(|arrays| arrays.items.count > 0) {
        below(&arrays.items, None, "*");
    }
    if let Some(objects) = &node.objects {
        if objects.data.count > 0 {
            below(&objects.data, None, "{}");
        }
        for member in &objects.members {
            below(&member.node, Some(member), &escaped(&member.name));
        }
    }
}

/// A name as a step, told from the steps that are none.
fn escaped(name: &str) -> String {
    match name {
        "*" => "~2".to_owned(),
        "{}" => "~3".to_owned(),
        _ => name.replace('~', "~0").replace('/', "~1"),
    }
}

/// The place that a path leads to, made where it is not there.
fn at<'n>(root: &'n mut Node, path: &str, parents: u64, rank: u64) -> Option<&'n mut Node> {
    let mut node = root;
    let steps: Vec<&str> = path.split('/').skip(1).collect();
    if steps.len() > MOST_LEVELS + 1 {
        return None;
    }
    let last = steps.len();
    for (number, step) in (1..).zip(steps) {
        node = match step {
            "*" => &mut node.arrays.get_or_insert_default().items,
            "{}" => &mut node.objects.get_or_insert_default().data,
            _ => {
                let name = match step {
                    "~2" => "*".to_owned(),
                    "~3" => "{}".to_owned(),
                    _ => step.replace("~1", "/").replace("~0", "~"),
                };
                let members = &mut node.objects.get_or_insert_default().members;
                let place = members.iter().position(|member| *member.name == *name);
                let place = place.unwrap_or_else(|| {
                    members.push(Member::new(name.into(), 0, 0, Node::default()));
                    members.len() - 1
                });
                let member = members.get_mut(place)?;
                if number == last {
                    (member.objects, member.rank) = (parents, rank);
                }
                &mut member.node
            }
        };
    }
    Some(node)
}

fn tags_file(tags: &Tags) -> BTreeMap<String, Option<BTreeMap<String, OutlineFile>>> {
    let variants = |tag: &Tag| {
        let variants = tag.variants.as_ref()?;
        Some(variants.iter().map(|(word, outline)| (word.to_string(), OutlineFile::of(outline))).collect())
    };
    tags.by_name().into_iter().map(|tag| (tag.name.to_string(), variants(tag))).collect()
}

fn tags_of(file: BTreeMap<String, Option<BTreeMap<String, OutlineFile>>>) -> Tags {
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
    fn most(&self) -> u64 {
        let members = self.members.values().map(|(objects, file)| (*objects).max(file.most()));
        let items = self.items.iter().map(|items| items.most());
        members.chain(items).fold(self.count.max(self.objects), u64::max)
    }
}

/// Whether a count or a time is one.
fn checked(count: u64) -> Result<(), StateError> {
    if count > MOST {
        return Err(StateError::Impossible("a count that is too large".to_owned()));
    }
    Ok(())
}

impl PlaceFile {
    /// Whether counts are counts.
    fn check(&self) -> Result<(), StateError> {
        let texts = self.texts.as_ref();
        let values = texts.and_then(|texts| texts.values.as_ref());
        let counts = [self.count, self.parents, self.rank, self.null, self.trues, self.falses, self.deep];
        let most = counts
            .into_iter()
            .chain(texts.into_iter().flat_map(|texts| texts.forms.values().copied()))
            .chain(values.into_iter().flat_map(|values| values.values().map(|(count, _)| *count)))
            .chain(self.numbers.iter().flat_map(|numbers| {
                let Numbers { plain, whole, fractions, negative, beyond_double, .. } = numbers;
                [*plain, *whole, *fractions, *negative, *beyond_double]
            }))
            .chain(self.arrays.iter().flat_map(|arrays| [arrays.count, arrays.empty, arrays.longest]))
            .chain(self.objects.iter().flat_map(|objects| [objects.count, objects.empty]))
            .chain(self.objects.iter().flat_map(|objects| {
                objects.tags.values().flatten().flat_map(BTreeMap::values).map(OutlineFile::most)
            }))
            .max();
        let times = self.seen.iter().flat_map(|seen| [seen.first, seen.last]).flatten();
        let last = times.map(i64::unsigned_abs).max();
        checked(most.max(last).unwrap_or(0))
    }

    fn fill(self, node: &mut Node, sources: &mut Sources) {
        node.count = self.count;
        (node.nulls, node.trues, node.falses, node.deep) = (self.null, self.trues, self.falses, self.deep);
        node.seen = self.seen.map(|seen| Seen {
            first: Stamp { time: seen.first, source: sources.number(&seen.source), line: seen.line },
            last: seen.last,
        });
        node.numbers = self.numbers.map(Box::new);
        node.texts = self.texts.map(|file| {
            let mut texts = Texts { shortest: file.shortest, longest: file.longest, ..Texts::default() };
            for (slot, form) in texts.forms.iter_mut().zip(Form::ALL) {
                *slot = file.forms.get(form.name()).copied().unwrap_or(0);
            }
            texts.values = match file.values {
                None => Values::Many,
                Some(values) => Values::Few(
                    values
                        .into_iter()
                        .map(|(word, (count, digests))| (word.into(), Sighting::of(count, &digests)))
                        .collect(),
                ),
            };
            Box::new(texts)
        });
        if let Some(ArraysFile { count, empty, longest }) = self.arrays {
            node.arrays = Some(Box::new(Arrays { count, empty, longest, items: Node::default() }));
        }
        if let Some(ObjectsFile { count, empty, collapsed, tags }) = self.objects {
            let tags = (!tags.is_empty()).then(|| Box::new(tags_of(tags)));
            node.objects = Some(Box::new(Objects { count, empty, collapsed, tags, ..Objects::default() }));
        }
    }
}
