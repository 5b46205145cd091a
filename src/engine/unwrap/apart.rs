//! Bodies that hold several payloads: lists of them, and bodies with a list of events in them.

use super::{Capture, Each, FIRST_ITEMS, Found, Layers, Opened, Tapes, Unwrapper};
use crate::capture::{
    Alone, Content, Fidelity, Place, Portion, Step, WholeBody, comes_first, each_alone, layer, structured,
};
use crate::json::{Document, JsonKind, Pointer, Tape};

impl<J> Unwrapper<'_, J> {
    /// Takes a record apart that holds several events, in the list that is the node of this number. False where it is
    /// left whole.
    pub fn several(
        &self,
        document: Document<'_>,
        list: u32,
        tapes: &mut Tapes,
        each: &mut dyn FnMut(Found<'_, J>),
    ) -> bool {
        let layers = Layers::default();
        let record = Opened::record(document.text().as_bytes(), &Place::RECORD, &layers);
        self.events(document, list, record, &mut tapes.of_layers, each)
    }

    /// A body whose headers are those of a `CloudEvents` delivery in binary mode, as the payload that it is in structured
    /// mode. False where it is none.
    pub(super) fn cloud_event(&self, body: Opened<'_>, tapes: &mut [Tape], each: Each<'_, J>) -> bool {
        let Opened { text, place, layers, fidelity } = body;
        let Some((structured, step)) = structured(&layers.request, text.trim_ascii_end()) else {
            return false;
        };
        let Some(Ok(document)) = tapes.first_mut().map(|tape| tape.parse(&structured)) else { return false };
        let judged = (self.judge)(document, &layers.request);
        if !judged.is_payload {
            return false;
        }
        let whole = layers.whole.clone();
        let whole =
            whole.unwrap_or_else(|| WholeBody { text: text.into(), fidelity, portion: Portion::Field });
        let Layers { request, chain, .. } = layers;
        each(Found::Capture(Capture {
            text: &structured,
            document: Ok(document),
            judged: Some(judged.verdict),
            place: &place.within(step),
            fidelity: fidelity.max(Fidelity::Transcoded),
            request,
            chain,
            whole: Some(&whole),
        }));
        true
    }

    /// Whether a document is a list of objects, and one of the first is a payload or a layer. Many a body is a list of
    /// something else: the steps of a patch, for one.
    pub(super) fn is_list_of_payloads(
        &self,
        document: Document<'_>,
        layers: &Layers,
        tapes: &mut [Tape],
    ) -> bool {
        let items = || document.root().items();
        let Some(tape) = tapes.first_mut() else { return false };
        items().all(|item| item.kind() == JsonKind::Object)
            && items().take(FIRST_ITEMS).any(|item| {
                tape.parse(item.raw().as_bytes()).is_ok_and(|item| {
                    self.is_payload(item, layers) || comes_first(item) || layer(item).is_some()
                })
            })
    }

    /// The items of a list of payloads, as if each had been sent alone; only the list was signed.
    pub(super) fn items(
        &self,
        document: Document<'_>,
        list: Opened<'_>,
        tapes: &mut [Tape],
        each: Each<'_, J>,
    ) {
        let Opened { text, place, fidelity, .. } = list;
        let mut layers = list.layers.clone();
        let whole = layers.whole.take();
        let whole =
            whole.unwrap_or_else(|| WholeBody { text: text.into(), fidelity, portion: Portion::Field });
        for (number, item) in document.root().items().enumerate() {
            let mut pointer = Pointer::default();
            pointer.push_index(number);
            layers.whole = Some(WholeBody { portion: Portion::Value(pointer), ..whole.clone() });
            let place = &place.within(Step::Part { start: item.span().start as usize });
            let text = item.raw().as_bytes();
            self.opened(Opened { text, place, layers: &layers, fidelity }, Content::Any, tapes, each);
        }
    }

    /// The items of a list of events in a body, each as if the body had been sent with it alone. False where they are not
    /// taken apart.
    pub(super) fn events(
        &self,
        document: Document<'_>,
        list: u32,
        body: Opened<'_>,
        tapes: &mut [Tape],
        each: Each<'_, J>,
    ) -> bool {
        let Opened { text, place, layers, fidelity } = body;
        let (Some(items), Some(tape)) = (each_alone(document, document.value(list)), tapes.first_mut())
        else {
            return false;
        };
        let whole = layers.whole.clone();
        let whole =
            whole.unwrap_or_else(|| WholeBody { text: text.into(), fidelity, portion: Portion::Field });
        let Layers { request, chain, .. } = layers;
        for Alone { text, step, pointer } in items {
            let place = &place.within(step);
            let whole = WholeBody { portion: Portion::WithOnly(pointer), ..whole.clone() };
            let document = tape.parse(&text);
            let judged = document.ok().map(|document| (self.judge)(document, request).verdict);
            let (fidelity, whole) = (fidelity.max(Fidelity::Transcoded), Some(&whole));
            each(Found::Capture(Capture {
                text: &text,
                document,
                judged,
                place,
                fidelity,
                request,
                chain,
                whole,
            }));
        }
        true
    }
}
