//! Takes wrappers off, one layer after another, until a body is left.

use std::borrow::Cow;
use std::cell::Cell;

use super::bodies::{Form, fields, is_blank, resolved, unbase64};
use super::headers::{attributes, header_map, siblings};
use super::place::Place;
use super::request::{Headers, Request};
use super::wrapper::{HeadersAt, Path, Wrapper, follow, instant, scalar};
use super::{
    Capture, Fault, Fidelity, Found, Unwrapper, archives, automation, cloud, databases, envelope, exports,
    http, inspectors, lines,
};
use crate::json::{Document, JsonKind, Tape, Value};

/// How many wrappers are taken off one body.
pub(super) const MOST_LAYERS: usize = 8;

/// Every family, the most particular first; the envelope that anybody may make comes last.
const FAMILIES: &[&[Wrapper]] = &[
    inspectors::WRAPPERS,
    automation::WRAPPERS,
    cloud::WRAPPERS,
    exports::WRAPPERS,
    archives::WRAPPERS,
    databases::WRAPPERS,
    lines::WRAPPERS,
    envelope::WRAPPERS,
];

/// Every wrapper.
pub(super) fn wrappers() -> impl Iterator<Item = &'static Wrapper> {
    std::iter::once(&automation::DELIVERY).chain(FAMILIES.iter().copied().flatten())
}

/// What was taken off so far, and what it told.
#[derive(Debug, Clone, Default)]
pub(super) struct Layer {
    pub(super) request: Request,
    pub(super) chain: Vec<&'static str>,
}

impl Layer {
    /// One wrapper more.
    pub(super) fn with(&self, name: &'static str, mut request: Request) -> Self {
        request.add_outer(&self.request);
        let mut chain = Vec::with_capacity(self.chain.len() + 1);
        chain.extend_from_slice(&self.chain);
        chain.push(name);
        Self { request, chain }
    }
}

/// A text that was found, and what is known of it.
pub(super) struct Body<'b> {
    pub(super) text: Cow<'b, [u8]>,
    pub(super) place: &'b Place<'b>,
    pub(super) fidelity: Fidelity,
    pub(super) layer: &'b Layer,
}

/// Where what is found goes.
pub(super) type Each<'e> = &'e mut dyn FnMut(Found<'_>);

impl Unwrapper<'_> {
    /// Unwraps the value of a record that parses. False where it is no wrapper.
    pub(super) fn value(
        &self,
        document: Document<'_>,
        place: &Place<'_>,
        layer: &Layer,
        tapes: &mut [Tape],
        each: Each<'_>,
    ) -> bool {
        let root = document.root();
        if root.kind() == JsonKind::String {
            return self.string(root, place, layer, tapes, each);
        }
        if root.kind() != JsonKind::Object {
            return false;
        }
        let found = if self.comes_first(document) {
            Some(&automation::DELIVERY)
        } else if (self.is_payload)(document) {
            None
        } else {
            let mut fitting = FAMILIES.iter().copied().flatten().filter(|wrapper| wrapper.fits(root));
            let first = fitting.next();
            // The envelope that anybody may make fits many a wrapper that has a name of its own.
            let other = fitting.find(|other| first.is_some_and(|first| other.contradicts(first)));
            if let (Some(first), Some(other)) = (first, other) {
                let message = format!("has the marks of {} and of {}", first.name, other.name);
                let layer = layer.with(first.name, Request::default());
                let (here, length) = part_of(root, place);
                each(Found::Fault(fault(&layer, &here, length, message, "--as says which of the two it is")));
                return true;
            }
            first
        };
        if let Some(wrapper) = found {
            self.read(wrapper, root, place, layer, tapes, each);
        }
        found.is_some()
    }

    /// JSON text in a JSON string.
    fn string(
        &self,
        value: Value<'_>,
        place: &Place<'_>,
        layer: &Layer,
        tapes: &mut [Tape],
        each: Each<'_>,
    ) -> bool {
        let text = value.text().unwrap_or_default();
        // A quotation mark alone is text; only what was encoded twice begins with one and goes on as JSON.
        let start = text.trim_start();
        let start = start.strip_prefix('"').map_or(start, |twice| twice.trim_start_matches(['\\', '"']));
        if !matches!(start.trim_start().as_bytes().first(), Some(b'{' | b'[')) {
            return false;
        }
        let layer = layer.with("json-string", Request::default());
        within(value, place, &mut |text, place| {
            self.body(Body { text, place, fidelity: Fidelity::Exact, layer: &layer }, tapes, each);
        });
        true
    }

    /// A body: unwrapped further if it is a wrapper itself.
    pub(super) fn body(&self, body: Body<'_>, tapes: &mut [Tape], each: Each<'_>) {
        let Body { text, place, fidelity, layer } = body;
        let Some((tape, inner)) = tapes.split_first_mut() else {
            return each(Found::Fault(fault(
                layer,
                place,
                text.len(),
                format!("is wrapped more than {MOST_LAYERS} times"),
                "what is inside was not looked at; unwrap the outer layers first",
            )));
        };
        let document = tape.parse(&text);
        if let Ok(document) = document
            && self.value(document, place, layer, inner, each)
        {
            return;
        }
        if document.is_err()
            && let Ok(form) = std::str::from_utf8(&text)
            && self.form(form, place, layer, inner, each)
        {
            return;
        }
        let chain = layer.chain.as_slice();
        each(Found::Capture(Capture {
            text: &text,
            document,
            place,
            fidelity,
            request: &layer.request,
            chain,
        }));
    }

    /// Hands over what stands in a wrapper.
    pub(super) fn read(
        &self,
        wrapper: &Wrapper,
        root: Value<'_>,
        place: &Place<'_>,
        layer: &Layer,
        tapes: &mut [Tape],
        each: Each<'_>,
    ) {
        if let Some(why) = wrapper.refusal {
            let (here, length) = part_of(root, place);
            let layer = layer.with(wrapper.name, Request::default());
            let help = "give the request itself, or the export that holds it";
            let fault = fault(&layer, &here, length, format!("is {why}"), help);
            return each(Found::Fault(Fault { refused: true, ..fault }));
        }
        let mut passed = 0;
        let outside = wrapper.request_outside.then(|| layer.with(wrapper.name, request(wrapper, root)));
        for item in wrapper.items_of(root) {
            if !wrapper.is_item(item) {
                passed += 1;
                continue;
            }
            let layer = match &outside {
                Some(layer) => layer.clone(),
                None => layer.with(wrapper.name, request(wrapper, item)),
            };
            self.item(wrapper, item, place, &layer, tapes, each);
        }
        if passed > 0 {
            each(Found::Passed(passed));
        }
    }

    fn item(
        &self,
        wrapper: &Wrapper,
        item: Value<'_>,
        place: &Place<'_>,
        layer: &Layer,
        tapes: &mut [Tape],
        each: Each<'_>,
    ) {
        let found = wrapper.bodies.iter().filter_map(|body| resolved(*body, item));
        let found: Vec<(Value<'_>, Form)> = found.filter(|(value, _)| !is_blank(*value)).collect();
        for (number, (value, form)) in found.iter().copied().enumerate() {
            let is_last = number + 1 == found.len();
            let reserialised = value.kind() != JsonKind::String;
            match form {
                Form::Column => {
                    let columns = databases::COLUMNS.iter().filter_map(|name| value.get(name));
                    let is_object = |value: &Value<'_>| {
                        value.kind() == JsonKind::Object
                            || value.text().is_some_and(|text| text.trim_start().starts_with('{'))
                    };
                    let Some(column) = columns.into_iter().find(is_object) else { continue };
                    return self.plain(column, place, layer, tapes, each);
                }
                Form::Line if reserialised => return self.plain(value, place, layer, tapes, each),
                Form::Line => {
                    return within(value, place, &mut |text, place| {
                        self.line(&text, place, layer, tapes, each);
                    });
                }
                // What a tool has left out of one place may stand in the next.
                Form::Plain if value.raw() == "{}" && !is_last => {}
                Form::Plain => return self.plain(value, place, layer, tapes, each),
                Form::Flagged64 => {
                    if unbase64(&value.text().unwrap_or_default()).is_ok() {
                        return self.decoded(value, form, place, layer, tapes, each);
                    }
                    let (here, length) = part_of(value, place);
                    let message = "says that its body is base64, and it is plain text".to_owned();
                    let help = "the text was taken as it stands";
                    each(Found::Remark(fault(layer, &here, length, message, help)));
                    return self.plain(value, place, layer, tapes, each);
                }
                Form::Fields => {
                    let (here, length) = (value.span().start as usize, value.raw().len());
                    let here = Place::Decoded { of: place, at: here, length };
                    let text = Cow::Owned(fields(value).into_bytes());
                    let fidelity = Fidelity::Reserialised;
                    return self.body(Body { text, place: &here, fidelity, layer }, tapes, each);
                }
                Form::Base64 if !is_last && unbase64(&value.text().unwrap_or_default()).is_err() => {}
                Form::Base64 | Form::Message64 | Form::Gzip64 => {
                    return self.decoded(value, form, place, layer, tapes, each);
                }
            }
        }
        let chain = layer.chain.as_slice();
        let at = place.locate(item.span().start as usize);
        let here = Place::Decoded { of: &Place::Record, at: at.offset, length: 0 };
        each(Found::Capture(Capture {
            text: b"",
            document: Err(EMPTY),
            place: &here,
            fidelity: Fidelity::Exact,
            request: &layer.request,
            chain,
        }));
    }

    /// Text is the body itself; anything else is what a tool made of it.
    fn plain(&self, value: Value<'_>, place: &Place<'_>, layer: &Layer, tapes: &mut [Tape], each: Each<'_>) {
        if value.kind() == JsonKind::String {
            return within(value, place, &mut |text, place| {
                self.body(Body { text, place, fidelity: Fidelity::Exact, layer }, tapes, each);
            });
        }
        let here = Place::Part { of: place, start: value.span().start as usize };
        let text = Cow::Borrowed(value.raw().as_bytes());
        self.body(Body { text, place: &here, fidelity: Fidelity::Reserialised, layer }, tapes, each);
    }

    fn decoded(
        &self,
        value: Value<'_>,
        form: Form,
        place: &Place<'_>,
        layer: &Layer,
        tapes: &mut [Tape],
        each: Each<'_>,
    ) {
        let start = value.span().start as usize;
        let here = Place::Decoded { of: place, at: start, length: value.raw().len() };
        let text = value.text().unwrap_or_default();
        let bytes = match unbase64(&text) {
            Ok(bytes) => bytes,
            Err(why) => {
                let help = "the wrapper says that its body is base64; the export is damaged or was edited";
                return each(Found::Fault(fault(
                    layer,
                    &here,
                    text.len(),
                    format!("has a body that is not base64: {why}"),
                    help,
                )));
            }
        };
        if form == Form::Message64 && http::begins_request(&bytes) {
            return self.messages(&bytes, &here, layer, tapes, each);
        }
        self.unzipped(bytes, &here, layer, tapes, each);
    }
}

/// What a parse of nothing says.
const EMPTY: crate::json::SyntaxError =
    crate::json::SyntaxError { offset: 0, kind: crate::json::SyntaxErrorKind::Empty };

/// Hands over what a JSON string says, and where that stands.
fn within(value: Value<'_>, place: &Place<'_>, then: &mut dyn FnMut(Cow<'_, [u8]>, &Place<'_>)) {
    let start = value.span().start as usize + 1;
    match value.text().unwrap_or_default() {
        Cow::Borrowed(text) => then(Cow::Borrowed(text.as_bytes()), &Place::Part { of: place, start }),
        Cow::Owned(text) => {
            let raw = value.string_raw().unwrap_or_default();
            let here = Place::JsonString { of: place, raw, start, last: Cell::default() };
            then(Cow::Owned(text.into_bytes()), &here);
        }
    }
}

/// Where a value stands, and its length.
fn part_of<'p>(value: Value<'_>, place: &'p Place<'p>) -> (Place<'p>, usize) {
    (Place::Part { of: place, start: value.span().start as usize }, value.raw().len())
}

fn request(wrapper: &Wrapper, value: Value<'_>) -> Request {
    let first = |paths: &[Path], read: &dyn Fn(Value<'_>) -> Option<String>| {
        paths.iter().filter_map(|path| follow(value, path)).find_map(read)
    };
    let headers = wrapper.headers.iter().map(|at| match at {
        HeadersAt::Map(path) => follow(value, path).map(header_text).unwrap_or_default(),
        HeadersAt::Attributes(path, name) => {
            follow(value, path).map(|value| attributes(value, name)).unwrap_or_default()
        }
        HeadersAt::Siblings => siblings(value),
    });
    let mut url = first(wrapper.url, &scalar);
    if let (Some(url), Some(query)) =
        (&mut url, wrapper.query.and_then(|path| follow(value, path)).and_then(scalar))
        && !query.is_empty()
    {
        url.push('?');
        url.push_str(&query);
    }
    Request {
        headers: headers.into_iter().find(|headers: &Headers| !headers.is_empty()).unwrap_or_default(),
        method: first(wrapper.method, &scalar).or_else(|| wrapper.always.map(str::to_owned)).map(Into::into),
        url: url.map(Into::into),
        received_at: first(wrapper.time, &instant).map(Into::into),
    }
}

/// Headers; a text that holds them as JSON is read as such.
fn header_text(value: Value<'_>) -> Headers {
    let text = value.text().filter(|text| text.trim_start().starts_with(['{', '[']));
    let mut tape = Tape::new();
    match text.as_ref().and_then(|text| tape.parse(text.as_bytes()).ok()) {
        Some(document) => header_map(document.root()),
        None => header_map(value),
    }
}

/// A layer that could not be read.
/// `length` is that of the text at `place` which the reader has to see.
pub(super) fn fault(
    layer: &Layer,
    place: &Place<'_>,
    length: usize,
    message: String,
    help: &'static str,
) -> Fault {
    let layer = layer.chain.last().copied().unwrap_or("record");
    Fault { layer, message, help, at: place.locate(0), range: place.range(length), refused: false }
}

#[cfg(test)]
mod tests {
    use super::wrappers;
    use crate::capture::wrapper::Mark;

    #[test]
    fn every_wrapper_is_told_by_at_least_three_facts() {
        for wrapper in wrappers() {
            // That there is nothing else is a fact of its own.
            let facts = |mark: &Mark| if matches!(mark, Mark::Only(_)) { 2 } else { 1 };
            let count: usize = wrapper.marks.iter().chain(wrapper.item_marks).map(facts).sum();
            assert!(count >= 3 || wrapper.is_anybodys, "{} has {count}", wrapper.name);
        }
    }
}
