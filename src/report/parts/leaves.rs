//! What a payload says, leaf by leaf, as every format shows it.

use std::borrow::Cow;

use crate::json::{Items, JsonKind, Members, Pointer, Value};
use crate::model::{Declared, Field, Kind, Sensitivity, Unit, money};
use crate::redact::{Hidden, Mask, masked_value, within};
use crate::report::entry::Entry;
use crate::report::parts::notation::key_label;

/// How many levels are indented; what lies deeper has its path from there for a label.
const MOST_INDENTED: usize = 8;
/// Below this many levels a value is not taken apart any more: paths would grow with every level.
const DEEPEST: usize = 100;
/// How many bytes the paths of all leaves may take: so many, and so many times the payload. A long name above many
/// leaves would be written as often as there are leaves.
const MOST_WRITTEN: usize = 4 << 20;
const MOST_TIMES: usize = 16;

/// A scalar or an empty container.
pub(in crate::report) struct Leaf<'l, 'm> {
    pub(in crate::report) pointer: &'l str,
    /// Its name, or the path from the nearest container that has a line of its own.
    pub(in crate::report) label: &'l str,
    /// In how many of those containers it lies.
    pub(in crate::report) depth: usize,
    /// As written, or its placeholder.
    pub(in crate::report) value: String,
    pub(in crate::report) masked: bool,
    /// Whether it is null or empty.
    pub(in crate::report) blank: bool,
    pub(in crate::report) meaning: Option<&'m str>,
    pub(in crate::report) sensitivity: Sensitivity,
    pub(in crate::report) amount: Option<Amount>,
}

/// What a number counts.
pub(in crate::report) enum Amount {
    /// Hundredths of a unit of money, and the amount in whole units; none where the value is hidden.
    Cents(Option<String>),
    Percent,
}

/// What a walk meets.
pub(in crate::report) enum Met<'l, 'm> {
    /// An object whose members follow, one level deeper.
    Object { label: &'l str, depth: usize },
    /// A scalar or an empty container.
    Leaf(Leaf<'l, 'm>),
}

/// A value and what is known of its place.
struct Node<'v, 'm> {
    value: Value<'v>,
    kind: Option<Kind<'m>>,
    field: Option<&'m Field<'m>>,
    parent: Option<Value<'v>>,
    sensitivity: Sensitivity,
    /// Where in the dotted path its label begins.
    label: usize,
    /// How far its label is indented.
    depth: usize,
}

impl<'m> Node<'_, 'm> {
    /// What the model declares of the value.
    const fn declared(&self) -> Declared<'m> {
        Declared { kind: self.kind, field: self.field }
    }

    /// Whether its members are indented below its own label. The whole payload has none; `dotted` is how long the path
    /// to it is.
    fn is_indented(&self, dotted: usize) -> bool {
        self.value.kind() == JsonKind::Object && dotted > 0 && self.depth < MOST_INDENTED
    }
}

/// An open container, and how long the paths are that lead to it.
struct Level<'v, 'm> {
    step: Node<'v, 'm>,
    children: Children<'v>,
    pointer: usize,
    dotted: usize,
}

enum Children<'v> {
    Members(Members<'v>),
    Items(std::iter::Enumerate<Items<'v>>),
}

/// The paths to where a walk stands.
#[derive(Default)]
struct Paths {
    pointer: Pointer,
    dotted: String,
}

impl Paths {
    fn label(&self, from: usize) -> &str {
        self.dotted.get(from..).unwrap_or(&self.dotted).trim_start_matches('.')
    }
}

/// Hands every object and every leaf of a payload to `visit`, in order. Returns how many were left out because the paths of the others
/// take all the room there is. No recursion.
pub(in crate::report) fn each<'m, E>(
    entry: &Entry<'_, 'm>,
    mask: &Mask,
    visit: &mut dyn FnMut(Met<'_, 'm>) -> Result<(), E>,
) -> Result<u64, E> {
    let Some(document) = entry.document else { return Ok(0) };
    let hidden = mask.spans(document, entry.body());
    let most_written = MOST_WRITTEN + MOST_TIMES * document.text().len();
    let (mut written, mut left_out) = (0, 0);
    let mut paths = Paths::default();
    let mut open: Vec<Level<'_, 'm>> = Vec::new();
    let mut next = Some(Node {
        value: document.root(),
        kind: entry.body().map(Kind::Object),
        field: None,
        parent: None,
        sensitivity: Sensitivity::Public,
        label: 0,
        depth: 0,
    });
    loop {
        if let Some(step) = next.take() {
            if let Some(children) = children(step.value).filter(|_| open.len() < DEEPEST) {
                let (pointer, dotted) = (paths.pointer.as_str().len(), paths.dotted.len());
                if step.is_indented(dotted) {
                    visit(Met::Object { label: paths.label(step.label), depth: step.depth })?;
                }
                open.push(Level { step, children, pointer, dotted });
            } else {
                written += paths.pointer.as_str().len() + paths.dotted.len();
                if written > most_written {
                    left_out += 1;
                } else {
                    visit(Met::Leaf(leaf(&step, &paths, open.len() >= DEEPEST, &hidden)))?;
                }
            }
        }
        let Some(level) = open.last_mut() else { return Ok(left_out) };
        paths.pointer.truncate(level.pointer);
        paths.dotted.truncate(level.dotted);
        next = level.next(&mut paths, &hidden);
        if next.is_none() {
            open.pop();
        }
    }
}

/// The content of a container that is not empty.
fn children(value: Value<'_>) -> Option<Children<'_>> {
    match value.kind() {
        _ if value.is_empty_container() => None,
        JsonKind::Object => Some(Children::Members(value.members())),
        JsonKind::Array => Some(Children::Items(value.items().enumerate())),
        _ => None,
    }
}

impl<'v, 'm> Level<'v, 'm> {
    fn next(&mut self, paths: &mut Paths, hidden: &[Hidden]) -> Option<Node<'v, 'm>> {
        let above = &self.step;
        match &mut self.children {
            Children::Members(members) => {
                let (key, value) = members.next()?;
                let masked = masked_value(key, hidden).map(|name| name.trim_matches('"').to_owned());
                let name = masked.map_or_else(|| key.text().unwrap_or_default(), Cow::Owned);
                let Declared { kind, field } = above.declared().member(key, 0);
                let own = field.map_or(Sensitivity::Public, |field| field.sensitivity);
                let (label, depth) = if above.is_indented(paths.dotted.len()) {
                    (paths.dotted.len(), above.depth + 1)
                } else {
                    (above.label, above.depth)
                };
                paths.pointer.push_key(&name);
                if !paths.dotted.is_empty() {
                    paths.dotted.push('.');
                }
                paths.dotted.push_str(&key_label(&name));
                Some(Node {
                    value,
                    kind,
                    field,
                    parent: Some(above.value),
                    sensitivity: above.sensitivity.max(own),
                    label,
                    depth,
                })
            }
            Children::Items(items) => {
                let (index, value) = items.next()?;
                let item = above.declared().item().kind;
                paths.pointer.push_index(index);
                paths.dotted.push_str(&format!("[{index}]"));
                let is_object = value.kind() == JsonKind::Object;
                Some(Node {
                    value,
                    kind: item,
                    field: above.field.filter(|_| !is_object),
                    parent: None,
                    sensitivity: above.sensitivity,
                    label: above.label,
                    depth: above.depth,
                })
            }
        }
    }
}

fn leaf<'l, 'm>(step: &Node<'_, 'm>, paths: &'l Paths, too_deep: bool, hidden: &[Hidden]) -> Leaf<'l, 'm> {
    let raw = step.value.raw();
    let folded = too_deep && children(step.value).is_some();
    let parts = if folded { &[] } else { within(hidden, step.value.span()) };
    let by_value = parts.iter().map(|part| part.category.sensitivity()).max().unwrap_or(Sensitivity::Public);
    let value = match step.value.kind() {
        _ if folded => format!("… ({} bytes, too deep to show)", raw.len()),
        // Whatever blanks it holds: a value is one line everywhere.
        JsonKind::Object => "{}".to_owned(),
        JsonKind::Array => "[]".to_owned(),
        _ => masked_value(step.value, parts).unwrap_or_else(|| raw.to_owned()),
    };
    // The amount in whole units would say in other words what is hidden.
    let said = |amount| match amount {
        Amount::Cents(_) if !parts.is_empty() => Amount::Cents(None),
        amount => amount,
    };
    Leaf {
        pointer: paths.pointer.as_str(),
        label: paths.label(step.label),
        depth: step.depth,
        masked: folded || !parts.is_empty(),
        blank: step.value.kind() == JsonKind::Null || raw == "\"\"" || step.value.is_empty_container(),
        value,
        meaning: step.field.map(|field| field.meaning),
        sensitivity: step.sensitivity.max(by_value),
        amount: step.field.and_then(|field| amount_of(field.unit, raw, step.parent)).map(said),
    }
}

/// What a number counts.
fn amount_of(unit: Unit<'_>, raw: &str, parent: Option<Value<'_>>) -> Option<Amount> {
    let cents = || money::from_cents(raw).map(|money| Amount::Cents(Some(money)));
    match unit {
        Unit::Cents => cents(),
        Unit::CentsWhen(member, word) => {
            let is_money = parent.and_then(|parent| parent.get(member)).and_then(Value::text)? == word;
            if is_money { cents() } else { None }
        }
        Unit::Percent => raw.starts_with(|c: char| c == '-' || c.is_ascii_digit()).then_some(Amount::Percent),
        Unit::Major | Unit::Count | Unit::None => None,
    }
}
