//! How a form of captures that is JSON is declared: by what it is told beyond doubt, and where in it the request stands.

use super::mark::Mark;
use super::value::{Path, follow};
use crate::json::{JsonKind, Value};

/// How many items are looked at for one that is a capture.
const FIRST_ITEMS: usize = 16;

/// Where a body stands, and in which form.
#[derive(Debug, Clone, Copy)]
pub(super) enum BodyAt {
    /// Text is the body as it was sent; an object is what the capturing tool made of it.
    Any(Path),
    /// Only text.
    Text(Path),
    /// As [`BodyAt::Any`], unless its member `type` is one of these.
    AnyBut(Path, &'static [&'static str]),
    /// Of a list the first item that has the last member, where another one is one of these texts: what somebody wrote
    /// that a body is compared with.
    First(Path, Option<(&'static str, &'static [&'static str])>, &'static str),
    /// Base64 of the body.
    Base64(Path),
    /// Base64 where the flag is true, else text.
    Base64If(Path, Path),
    /// Base64 where the member beside it says `base64`, else text.
    Base64Named(Path, Path),
    /// Base64 of a whole HTTP message, or of a body alone.
    Message64(Path),
    /// Base64 of gzip of JSON.
    Gzip64(Path),
    /// A line of a log, with a payload somewhere in it or none.
    Line(Path),
    /// The value of the `{field, value}` of this name in a list of such, which is a line of a log.
    Field(&'static str),
    /// The fields of a form: a list of `{name, value}` or `{key, value}`.
    Fields(Path),
    /// A column of a row: the first of the usual names whose text is an object.
    Column,
}

/// Where the headers stand.
#[derive(Debug, Clone, Copy)]
pub(super) enum HeadersAt {
    /// An object of texts or lists of texts, a list of `{name, value}` or of pairs, a block of lines, or JSON text of
    /// one of these.
    Map(Path),
    /// An object of objects that hold the value under this name: message attributes.
    Attributes(Path, &'static str),
    /// The other members beside the body.
    Siblings,
}

/// A form of captures: what it is called, how it is told, and where in it the request stands. Paths start at the item.
#[derive(Debug, Clone, Copy)]
pub(super) struct JsonFormat {
    /// What it is called: `webhook.site`.
    pub(super) name: &'static str,
    /// The facts that tell it, all of them needed. The first is one that only this vendor has.
    pub(super) marks: &'static [Mark],
    /// Where its captures are, if it holds several.
    pub(super) items: Option<Path>,
    /// What each item has to be besides.
    pub(super) item_marks: &'static [Mark],
    /// Whether headers, method and URL stand in the document and not in the item.
    pub(super) request_outside: bool,
    /// Where the body is, the most exact place first.
    pub(super) bodies: &'static [BodyAt],
    /// Where the name of a file is that holds the body.
    pub(super) files: &'static [Path],
    /// Where the headers are; the first that has any.
    pub(super) headers: &'static [HeadersAt],
    /// Where the method is.
    pub(super) method: &'static [Path],
    /// The method, where it is always the same and so never kept.
    pub(super) always: Option<&'static str>,
    /// Where the URL or path is.
    pub(super) url: &'static [Path],
    /// What stands before the path, where they are kept apart.
    pub(super) base: Option<Path>,
    /// Where the query is, when the URL lacks it.
    pub(super) query: Option<Path>,
    /// Where the time of receipt is.
    pub(super) time: &'static [Path],
    /// Where the name of the program is that has logged it.
    pub(super) logged_by: &'static [Path],
    /// Whether anybody may make it: it then gives way to a form with a name of its own.
    pub(super) is_anybodys: bool,
    /// Why there is no request in it, where there never is.
    pub(super) refusal: Option<&'static str>,
}

impl JsonFormat {
    /// A form with these marks.
    pub(super) const fn new(name: &'static str, marks: &'static [Mark]) -> Self {
        Self {
            name,
            marks,
            items: None,
            item_marks: &[],
            request_outside: false,
            bodies: &[],
            files: &[],
            headers: &[],
            method: &[],
            always: None,
            url: &[],
            base: None,
            query: None,
            time: &[],
            logged_by: &[],
            is_anybodys: false,
            refusal: None,
        }
    }

    /// It holds several captures, each with these marks.
    pub(super) const fn each(mut self, items: Path, marks: &'static [Mark]) -> Self {
        self.items = Some(items);
        self.item_marks = marks;
        self
    }

    /// Headers, method and URL stand beside the items.
    pub(super) const fn request_outside(mut self) -> Self {
        self.request_outside = true;
        self
    }

    /// Where the body is.
    pub(super) const fn body(mut self, bodies: &'static [BodyAt]) -> Self {
        self.bodies = bodies;
        self
    }

    /// Where the name of a file is that holds the body, where no other place has one.
    pub(super) const fn files(mut self, files: &'static [Path]) -> Self {
        self.files = files;
        self
    }

    /// Where the headers are.
    pub(super) const fn headers(mut self, headers: &'static [HeadersAt]) -> Self {
        self.headers = headers;
        self
    }

    /// Where the method and the URL are.
    pub(super) const fn line(mut self, method: &'static [Path], url: &'static [Path]) -> Self {
        self.method = method;
        self.url = url;
        self
    }

    /// The method is always this one.
    pub(super) const fn always(mut self, method: &'static str) -> Self {
        self.always = Some(method);
        self
    }

    /// Where that is what stands before the path.
    pub(super) const fn base(mut self, base: Path) -> Self {
        self.base = Some(base);
        self
    }

    /// Where the query is.
    pub(super) const fn query(mut self, query: Path) -> Self {
        self.query = Some(query);
        self
    }

    /// Where the time of receipt is.
    pub(super) const fn time(mut self, time: &'static [Path]) -> Self {
        self.time = time;
        self
    }

    /// Where the name of the program is that has logged it.
    pub(super) const fn logged_by(mut self, logged_by: &'static [Path]) -> Self {
        self.logged_by = logged_by;
        self
    }

    /// Anybody may make it.
    pub(super) const fn anybodys(mut self) -> Self {
        self.is_anybodys = true;
        self
    }

    /// There is no request in it.
    pub(super) const fn refused(mut self, why: &'static str) -> Self {
        self.refusal = Some(why);
        self
    }

    /// Whether a value has this form.
    pub(super) fn fits(&self, value: Value<'_>) -> bool {
        self.marks.iter().all(|mark| mark.holds(value))
            && (self.item_marks.is_empty()
                || self.items_of(value).into_iter().take(FIRST_ITEMS).any(|item| self.is_item(item)))
    }

    /// Whether a value among its items is one of its captures.
    pub(super) fn is_item(&self, item: Value<'_>) -> bool {
        self.item_marks.iter().all(|mark| mark.holds(item))
    }

    /// Whether one value cannot have both forms.
    pub(super) fn contradicts(&self, other: &Self) -> bool {
        self.name != other.name && !self.is_anybodys && !other.is_anybodys
    }

    /// The one mark that a value lacks to have this form, where its first mark and all others hold.
    pub(super) fn lacks_one(&self, value: Value<'_>) -> Option<Mark> {
        let vendors = matches!(self.marks.first()?, Mark::Has(_) | Mark::Begins(..) | Mark::Holds(..));
        if self.refusal.is_some() || self.marks.len() < 3 || !vendors || !self.marks.first()?.holds(value) {
            return None;
        }
        let mut missing = self.marks.iter().filter(|mark| !mark.holds(value));
        let one = missing.next()?;
        missing.next().is_none().then_some(*one)
    }

    /// Its captures: itself, where it holds but one.
    pub(super) fn items_of<'d>(&self, value: Value<'d>) -> Vec<Value<'d>> {
        along(vec![value], self.items.unwrap_or_default())
    }

    /// The way to the list that all its captures stand in, and the way on from there. Nothing where there is no such
    /// list, or more than it is needed to read one of them.
    fn list(&self) -> Option<(&'static [&'static str], &'static [&'static str])> {
        let path = self.items.filter(|_| !self.request_outside && self.refusal.is_none())?;
        let list = path.iter().position(|step| step.starts_with(['*', '/']))?;
        let is_one = list > 0 && path.get(list).is_some_and(|step| step.starts_with('*'));
        path.split_at_checked(list).filter(|_| is_one)
    }

    /// The list in a value that all its captures stand in, one or several in each item.
    pub(super) fn list_in<'d>(&self, value: Value<'d>) -> Option<Value<'d>> {
        follow(value, self.list()?.0).filter(|list| list.kind() == JsonKind::Array)
    }

    /// The captures in one item of that list.
    pub(super) fn within<'d>(&self, item: Value<'d>) -> Vec<Value<'d>> {
        match self.list().and_then(|(_, on)| on.split_first()) {
            Some((first, on)) if first.starts_with("**") => {
                along(nested_in(vec![item], first.trim_start_matches('*')), on)
            }
            Some((_, on)) => along(vec![item], on),
            None => Vec::new(),
        }
    }
}

/// What some values lead to along a way.
fn along<'d>(mut found: Vec<Value<'d>>, path: &[&str]) -> Vec<Value<'d>> {
    for step in path {
        found = match *step {
            "*" => found
                .into_iter()
                .flat_map(|value| value.items().chain(value.members().map(|(_, member)| member)))
                .collect(),
            step if step.starts_with("**") => {
                let inner = step.trim_start_matches('*');
                found.into_iter().flat_map(|list| nested(list, inner)).collect()
            }
            step if step.starts_with("//") => {
                let inner = step.trim_start_matches('/');
                found.into_iter().flat_map(|value| with_inner(value, inner)).collect()
            }
            name => found.into_iter().filter_map(|value| value.get(name)).collect(),
        };
    }
    found
}

/// The items of a list, and in place of those that have such a list themselves, the items of that, in order. No recursion
/// on the depth of the input.
fn nested<'d>(list: Value<'d>, inner: &str) -> Vec<Value<'d>> {
    let mut open: Vec<Value<'_>> = list.items().collect();
    open.reverse();
    nested_in(open, inner)
}

/// The same of items whose order is turned round.
fn nested_in<'d>(mut open: Vec<Value<'d>>, inner: &str) -> Vec<Value<'d>> {
    let mut found = Vec::new();
    while let Some(value) = open.pop() {
        match value.get(inner) {
            Some(inner) => push_reversed(&mut open, inner),
            None => found.push(value),
        }
    }
    found
}

/// A value and the items of its list of this name, each with those of its own.
fn with_inner<'d>(value: Value<'d>, inner: &str) -> Vec<Value<'d>> {
    let (mut open, mut found) = (vec![value], Vec::new());
    while let Some(value) = open.pop() {
        found.push(value);
        if let Some(inner) = value.get(inner) {
            push_reversed(&mut open, inner);
        }
    }
    found
}

fn push_reversed<'d>(open: &mut Vec<Value<'d>>, list: Value<'d>) {
    let at = open.len();
    open.extend(list.items());
    if let Some(new) = open.get_mut(at..) {
        new.reverse();
    }
}
