//! What is to be hidden in a parsed text: one walk beside the model, without recursion.

mod marks;
mod members;
mod shown;
mod told;

use self::told::Told;
use super::at::{At, is_secret_around};
use super::declared::Names;
use super::mask::Hidden;
use super::names::NamePosition;
use super::telling::Look;
use super::value::{Scalar, is_time, may_be};
use crate::json::{Document, JsonKind, Span, Value};
use crate::model::{Declared, Fields, Kind, Object, Sensitivity};

/// How many marks there is room for at first.
const FEW: usize = 16;

/// A part of a document to hide, and what decides what may stand in its place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    pub(super) hidden: Hidden,
    /// Whether it is one of the values that the model lists: a word of the provider's, not of a person's.
    pub(super) is_known: bool,
}

/// What a copy has to look at in a document.
#[derive(Debug, Default)]
pub(super) struct Survey<'d> {
    /// What is secret, personal or financial, in the order of the text.
    pub(super) marks: Vec<Mark>,
    /// Texts that may hold another text, encoded.
    pub(super) nested: Vec<Value<'d>>,
    /// Texts of several words of which nobody knows what they say.
    pub(super) prose: Vec<Value<'d>>,
    /// Names of members that no model has.
    pub(super) keys: Vec<Value<'d>>,
    /// Where texts stand, without their quotation marks, in which something else may stand than does: of all strings and
    /// names those that are no word or form of the provider's. For copies alone.
    pub(super) free: Vec<Span>,
}

/// What a survey is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Aim {
    /// To tell what is there.
    Check,
    /// To put something else there.
    Copy,
}

/// Everything in a document that a copy has to look at. `body` is the model, where one is known; `entity` that of what it
/// tells the changes of.
pub(super) fn survey<'d>(
    document: Document<'d>,
    body: Option<&'d Object<'d>>,
    entity: Option<&'d Object<'d>>,
    names: &Names,
    aim: Aim,
) -> Survey<'d> {
    let is_copy = aim == Aim::Copy;
    let mut walk = Walk { is_whole: true, is_copy, entity, ..Walk::of(names, true) };
    walk.survey.marks.reserve(FEW);
    walk.over(document, body);
    walk.survey
}

/// The parts of a document to hide, in the order of the text: what is secret, and if `personal` also what is personal or
/// financial. `body` is the model, where one is known, and `fields` what the members are in it, if that is.
pub(super) fn hidden<'d>(
    document: Document<'d>,
    body: Option<&'d Object<'d>>,
    fields: Option<&Fields>,
    names: &Names,
    personal: bool,
) -> Vec<Hidden> {
    Walk { fields, ..Walk::of(names, personal) }.hidden(document, body)
}

/// The same of a few values and the names on the way to them, given by their spans in the order of the text.
pub(super) fn hidden_in<'d>(
    document: Document<'d>,
    body: Option<&'d Object<'d>>,
    shown: &[Span],
    names: &Names,
    personal: bool,
) -> Vec<Hidden> {
    Walk { shown: Some(shown), ..Walk::of(names, personal) }.hidden(document, body)
}

/// What of one scalar is to be hidden that stands at a path below a body.
pub(super) fn hidden_at<'d>(
    value: Value<'d>,
    body: Option<&'d Object<'d>>,
    path: &[&str],
    names: &Names,
    personal: bool,
) -> Vec<Hidden> {
    let (mut around, mut field, mut declared) = (body, None, None);
    for name in path {
        field = around.and_then(|object| object.field(name));
        declared = declared.max(field.map(|field| field.sensitivity));
        around = match field.map(|field| field.kind) {
            Some(Kind::Object(object)) => Some(object),
            _ => None,
        };
    }
    let is_said = field.is_some_and(|field| field.sensitivity != Sensitivity::Unsaid);
    let name = path.last().filter(|_| !is_said);
    let says = name.and_then(|name| names.classify(name, NamePosition::Member, personal));
    if body.is_some_and(|body| !body.sensitive.is_empty()) {
        declared = declared.max(Told::of(value.document().root(), body).around(value));
    }
    let sensitivity = declared.unwrap_or(Sensitivity::Public);
    let at = At::new(Declared { kind: field.map(|field| field.kind), field }, sensitivity, says);
    let mut walk = Walk::of(names, personal);
    match value.string_raw() {
        // What anybody may see can only tell of something by its text.
        Some(raw) if sensitivity <= Sensitivity::Public && says.is_none() => {
            walk.text(value, &Look::at(raw));
        }
        _ => walk.inside(value, at, &mut Vec::new()),
    }
    walk.survey.marks.into_iter().map(|mark| mark.hidden).collect()
}

struct Walk<'n, 'd> {
    names: &'n Names,
    personal: bool,
    survey: Survey<'d>,
    /// What is sensitive by its place.
    told: Told,
    /// Whether everything is wanted that a copy has to look at, and not only what is to be hidden.
    is_whole: bool,
    /// Whether it is wanted where something else may stand.
    is_copy: bool,
    /// What the payload tells the changes of.
    entity: Option<&'d Object<'d>>,
    /// Where only a few values are wanted, their spans, in the order of the text.
    shown: Option<&'n [Span]>,
    /// Which fields the members are, where that is known; else their names are looked up.
    fields: Option<&'n Fields>,
}

impl<'n, 'd> Walk<'n, 'd> {
    fn of(names: &'n Names, personal: bool) -> Self {
        Self {
            names,
            personal,
            survey: Survey::default(),
            told: Told::default(),
            is_whole: false,
            is_copy: false,
            entity: None,
            shown: None,
            fields: None,
        }
    }

    fn hidden(mut self, document: Document<'d>, body: Option<&'d Object<'d>>) -> Vec<Hidden> {
        self.over(document, body);
        self.survey.marks.into_iter().map(|mark| mark.hidden).collect()
    }

    /// Whether a value is wanted, or what is in it or around it.
    fn is_shown(&self, value: Value<'d>) -> bool {
        self.shown.is_none_or(|shown| {
            let span = value.span();
            let next = shown.partition_point(|one| one.end <= span.start);
            shown.get(next).is_some_and(|one| one.start < span.end)
        })
    }

    fn over(&mut self, document: Document<'d>, body: Option<&'d Object<'d>>) {
        self.told = Told::of(document.root(), body);
        let root = At::new(Declared::root(body), Sensitivity::Public, None);
        let mut open = Vec::with_capacity(8);
        open.push((document.root(), root));
        while let Some((value, at)) = open.pop() {
            match value.kind() {
                JsonKind::Object => self.members(value, at, &mut open),
                JsonKind::Array => self.items(value, at, &mut open),
                _ => self.scalar(value, at),
            }
        }
        self.survey.marks.sort_by_key(|mark| mark.hidden.span.start);
    }

    fn wanted(&self, sensitivity: Sensitivity) -> bool {
        sensitivity == Sensitivity::Secret || (self.personal && sensitivity > Sensitivity::Public)
    }

    fn items(&mut self, array: Value<'d>, at: At<'d>, open: &mut Vec<(Value<'d>, At<'d>)>) {
        let is_of_pairs = at.headers && array.items().all(|item| item.kind() == JsonKind::String);
        let mut name = None;
        for (number, item) in array.items().enumerate() {
            let sensitivity =
                at.sensitivity.max(self.told.sensitivity(item.index()).unwrap_or(at.sensitivity));
            let at = At { sensitivity, ..at };
            if is_of_pairs && number % 2 == 0 {
                name = item.text();
            } else if let Some(name) = name.take() {
                let sibling = self.names.classify(&name, NamePosition::Header, self.personal);
                self.inside(item, At { sibling, pair: false, headers: false, ..at }, open);
                continue;
            }
            let declared = if at.pair { at.declared } else { at.declared.item() };
            self.inside(item, At { declared, pair: false, ..at }, open);
        }
    }

    fn inside(&mut self, value: Value<'d>, at: At<'d>, open: &mut Vec<(Value<'d>, At<'d>)>) {
        if !self.is_shown(value) {
            return;
        }
        match value.kind() {
            JsonKind::Null | JsonKind::True | JsonKind::False => {}
            JsonKind::Number | JsonKind::String => self.scalar(value, at),
            JsonKind::Object | JsonKind::Array => open.push((value, at)),
        }
    }

    fn scalar(&mut self, value: Value<'d>, at: At<'d>) {
        if value.string_raw().is_some_and(str::is_empty) {
            return;
        }
        if self.is_copy && may_change(value, at) {
            self.free(value);
        }
        if self.wanted(at.sensitivity) {
            let category = self.declared(at);
            return self.whole(value, at, category);
        }
        let is_named = at.named.is_some() || at.sibling.is_some();
        if value.kind() == JsonKind::Number && !is_named {
            return;
        }
        let unescaped;
        let scalar = match value.kind() {
            JsonKind::Number => Scalar::Number(value.raw()),
            JsonKind::String if is_named || at.around.is_some() => {
                unescaped = value.text().unwrap_or_default();
                Scalar::Text(&unescaped)
            }
            JsonKind::String => Scalar::Text(""),
            _ => return,
        };
        let named = [at.named, at.sibling]
            .into_iter()
            .flatten()
            .find(|named| may_be(*named, NamePosition::Member, scalar));
        if let Some(named) = named.filter(|named| self.wanted(named.category.sensitivity())) {
            return self.whole(value, at, named.category);
        }
        let around = at.around.filter(|_| at.named.is_none());
        if let Some(around) = around.filter(|around| is_secret_around(*around, scalar)) {
            return self.whole(value, at, around.category);
        }
        let Some(raw) = value.string_raw() else { return };
        let look = Look::at(raw);
        if self.is_whole {
            self.note(value, at, &look);
            self.detect(value, &look);
        }
        self.text(value, &look);
    }
}

/// Whether something else may stand in a text: it is none of the words that the model lists, and of no form that it asks
/// for. A day of birth is no time of anything else.
fn may_change(value: Value<'_>, at: At<'_>) -> bool {
    let Some(raw) = value.string_raw().filter(|raw| !is_time(raw)) else { return false };
    if at.is_of_change {
        return true;
    }
    let is_form = matches!(at.declared.kind, Some(Kind::Timestamp | Kind::Uuid | Kind::Decimal));
    let listed = at.declared.field.map_or(&[][..], |field| field.values);
    !raw.is_empty() && !is_form && !listed.iter().any(|word| value.is_text(word))
}
