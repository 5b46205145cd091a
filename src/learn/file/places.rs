//! What was seen at each place, as it stands in a file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::super::form::Form;
use super::super::scalars::{Numbers, Texts};
use super::super::secrets::{Around, names_secrets};
use super::super::stamp::{Seen, Sources, Stamp};
use super::super::tree::{Arrays, MOST_LEVELS, Member, Node, Objects};
use super::super::values::{Sighting, Values};
use super::outline::{OutlineFile, TagsFile, tags_file, tags_of};
use super::{StateError, checked, impossible, is_zero};

/// By the way that leads there: names as in a JSON Pointer, `*` for the items of an array, `{}` for the values of members
/// whose names are data.
pub(super) type PlacesFile = BTreeMap<String, PlaceFile>;

#[derive(Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(super) struct PlaceFile {
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
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    tags: TagsFile,
}

/// The places below a node, and its own.
pub(super) fn places_file(root: &Node, sources: &Sources) -> PlacesFile {
    let mut places = PlacesFile::new();
    put(root, At::default(), &mut String::new(), sources, &mut places);
    places
}

/// The node with these places.
pub(super) fn node_of(places: PlacesFile, sources: &mut Sources) -> Result<Node, StateError> {
    let mut root = Node::default();
    for (path, place) in places {
        place.check()?;
        let node = at(&mut root, &path, place.parents, place.rank)
            .ok_or_else(|| impossible("a place that is too deep"))?;
        place.fill(node, sources);
    }
    Ok(root)
}

/// Where a place is.
#[derive(Clone, Copy, Default)]
struct At<'n> {
    /// The member that it is, if it is one.
    member: Option<&'n Member>,
    /// What the names around it say.
    around: Around,
}

/// Adds a place and those below it. Recurses on the levels that are looked into, so many at most.
fn put(
    node: &Node,
    At { member, around }: At<'_>,
    path: &mut String,
    sources: &Sources,
    places: &mut PlacesFile,
) {
    let texts = node.texts.as_ref().map(|texts| TextsFile {
        forms: Form::ALL
            .into_iter()
            .filter(|form| texts.of(*form) > 0)
            .map(|form| (form.name().to_owned(), texts.of(form)))
            .collect(),
        shortest: texts.shortest,
        longest: texts.longest,
        // Of a secret is kept that there were words, and none of them: no pack tells any.
        values: texts
            .values
            .sorted()
            .filter(|values| !around.hold_secret(values.iter().map(|(word, _)| *word)))
            .map(|values| {
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
    let mut below = |node: &Node, at: At<'_>, step: &str| {
        path.push('/');
        path.push_str(step);
        put(node, at, path, sources, places);
        path.truncate(length);
    };
    if let Some(arrays) = node.arrays.as_ref().filter(|arrays| arrays.items.count > 0) {
        below(&arrays.items, At { member: None, around }, "*");
    }
    if let Some(objects) = &node.objects {
        if objects.data.count > 0 {
            below(&objects.data, At { member: None, around }, "{}");
        }
        let names_secrets = names_secrets(objects);
        for member in &objects.members {
            let mut around = around;
            // A name that is a secret itself has no place of its own.
            let _ = around.step(&member.name, names_secrets);
            below(&member.node, At { member: Some(member), around }, &escaped(&member.name));
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
