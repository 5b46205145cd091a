//! Signatures of the copies of signed requests, made anew over the bytes that are there now.

use std::collections::BTreeMap;

use crate::commands::secrets::from_environment;
use crate::engine::Inspector;
use crate::model::Identification;
use crate::redact::with_other_words;
use crate::registry::Registry;
use crate::signature::{Secret, sign};
use crate::stand_in::is_word;

/// Signs copies.
pub(super) struct Signing<'r, 'm> {
    pub(super) registry: &'r Registry<'m>,
    /// The secrets that the caller gave; none means those of the environment.
    pub(super) secrets: Vec<Secret>,
}

impl Signing<'_, '_> {
    /// A text in which the stand-ins of signatures are signatures again, how many, and why others are not.
    pub(super) fn renewed(&self, text: &[u8]) -> (Vec<u8>, u64, Vec<String>) {
        let (mut signatures, mut problems) = (BTreeMap::new(), Vec::new());
        for delivery in Inspector::new(self.registry).inspect(text) {
            let Some(request) = delivery.request() else { continue };
            let Some((provider, version)) = delivery.identification().and_then(Identification::origin) else {
                continue;
            };
            let Some(scheme) = version.signature else { continue };
            let Some(stand_in) = request.headers.get(scheme.header).filter(|value| is_word(value)) else {
                continue;
            };
            let own = from_environment(provider);
            let Some(secret) = self.secrets.first().or(own.secret()) else {
                problems.push(own.why_none(provider));
                continue;
            };
            match sign(scheme, secret, delivery.signed_body(), &request.headers) {
                Ok((_, signature)) => drop(signatures.insert(stand_in.to_owned(), signature)),
                Err(error) => problems.push(error.to_string()),
            }
        }
        problems.sort();
        problems.dedup();
        let Ok(text) = std::str::from_utf8(text) else { return (text.to_vec(), 0, problems) };
        let (text, _) = with_other_words(text, &signatures);
        (text.into_bytes(), signatures.len() as u64, problems)
    }
}
