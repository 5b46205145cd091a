//! Deliveries of `CloudEvents` in binary mode: the attributes are headers, and the body is the data alone.

use super::place::{Runs, Step};
use super::request::Request;
use crate::json::quoted;

/// The same delivery in structured mode, as one JSON object, and where its data stands in the body. Nothing where the
/// headers are not those of such a delivery.
#[must_use]
pub fn structured(request: &Request, body: &[u8]) -> Option<(Vec<u8>, Step<'static>)> {
    let has = |name: &str| request.headers.get(name).is_some();
    if !["ce-specversion", "ce-type", "ce-source", "ce-id"].into_iter().all(has) {
        return None;
    }
    let mut text = String::from("{");
    for (name, value) in request.headers.iter() {
        let attribute = name.get(..3).filter(|start| start.eq_ignore_ascii_case("ce-")).and(name.get(3..));
        if let Some(attribute) = attribute {
            text.push_str(&format!("{}:{},", quoted(&attribute.to_ascii_lowercase()), quoted(value)));
        }
    }
    text.push_str("\"data\":");
    let mut runs = Runs::default();
    runs.push(0, 0);
    runs.mark(text.len(), 0);
    let mut text = text.into_bytes();
    text.extend_from_slice(body);
    runs.mark(text.len(), body.len());
    text.push(b'}');
    Some((text, Step::Runs(runs)))
}
