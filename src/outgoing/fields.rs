//! Bodies as forms, for providers that send these.

use crate::json::{JsonKind, Tape};

/// The members of an object as the fields of a form (`application/x-www-form-urlencoded`): what is no text as it is
/// written. Nothing where the body is no object.
#[must_use]
pub fn as_form(body: &[u8]) -> Option<Vec<u8>> {
    let mut tape = Tape::new();
    let root = tape.parse(body).ok()?.root();
    if root.kind() != JsonKind::Object {
        return None;
    }
    let mut form = form_urlencoded::Serializer::new(String::new());
    for (key, value) in root.members() {
        let text = value.text();
        form.append_pair(&key.text()?, text.as_deref().unwrap_or_else(|| value.raw()));
    }
    Some(form.finish().into_bytes())
}
