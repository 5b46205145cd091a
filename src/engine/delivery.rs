//! What came out of a capture: one webhook delivery with everything that is known of it.

use super::kept::Kept;
use crate::capture::{Captured, Fidelity, Headers, Request, received};
use crate::finding::{Finding, Located};
use crate::json::Document;
use crate::model::{EventRef, Identification, Scheme, Status};
use crate::registry::Registry;
use crate::signature::{self, Secret, Verdict, verify};

/// A webhook delivery: a payload with its verdict, and the request that brought it as far as the capture kept that.
#[derive(Debug, Clone)]
pub struct Delivery<'m> {
    kept: Kept<'m>,
    /// How its sender signs.
    scheme: Option<&'m Scheme<'m>>,
}

/// What there is to say of a delivery's signature.
#[derive(Debug, Clone)]
pub struct Verification<'m> {
    /// The verdict.
    pub verdict: Verdict,
    /// Why, as a clause.
    pub why: String,
    /// How its sender signs, where that is known.
    pub scheme: Option<&'m Scheme<'m>>,
}

impl<'m> Delivery<'m> {
    pub(super) fn new(kept: Kept<'m>, registry: &Registry<'m>) -> Self {
        let examined = kept.record().examined;
        let headers = examined.capture.map(|capture| &capture.request.headers);
        let scheme = match examined.identification.and_then(Identification::origin) {
            Some((_, version)) => version.signature,
            None => headers.and_then(|headers| signed_by(registry, headers)),
        };
        Self { kept, scheme }
    }

    /// The verdict on the payload.
    #[must_use]
    pub fn status(&self) -> Status {
        self.kept.record().examined.status
    }

    /// Whether it is a known event without an error.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.status() == Status::Valid
    }

    /// The event, if there is exactly one.
    #[must_use]
    pub fn event(&self) -> Option<EventRef<'m>> {
        self.identification().and_then(Identification::model)
    }

    /// Which event it is and how sure that is; none of what could not be read.
    #[must_use]
    pub fn identification(&self) -> Option<&Identification<'m>> {
        self.kept.record().examined.identification
    }

    /// What is wrong with the payload, in the order of its text.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.located().iter().map(|located| &located.finding)
    }

    /// The same, each with its line and column in the text that was inspected.
    #[must_use]
    pub fn located(&self) -> &[Located] {
        self.kept.record().examined.findings
    }

    /// The payload, byte for byte as the capture has it.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        self.kept.record().examined.text
    }

    /// The parsed payload, where it could be read.
    #[must_use]
    pub fn document(&self) -> Option<Document<'_>> {
        self.kept.record().examined.document
    }

    /// The request that brought it; none where the text was the payload itself.
    #[must_use]
    pub fn request(&self) -> Option<&Request> {
        self.kept.record().examined.capture.map(|capture| &capture.request)
    }

    /// How exactly the body is what was sent.
    #[must_use]
    pub fn fidelity(&self) -> Fidelity {
        self.kept.record().fidelity()
    }

    /// The body that a signature is over: that of the whole request, where the payload is a part of it.
    #[must_use]
    pub fn signed_body(&self) -> &[u8] {
        self.signed().0
    }

    fn signed(&self) -> (&[u8], Fidelity) {
        let signed = self.kept.record().examined.capture.and_then(Captured::signed);
        signed.unwrap_or_else(|| (self.body(), self.fidelity()))
    }

    /// Checks the signature as the sender documents it, with each of the secrets, in constant time for each.
    #[must_use]
    pub fn verify(&self, secrets: &[Secret]) -> Verification<'m> {
        let Some(scheme) = self.scheme else {
            let (verdict, why) = match self.identification().and_then(Identification::origin) {
                Some((provider, version)) => {
                    (Verdict::Unsigned, format!("{} {} signs nothing", provider.name, version.id))
                }
                None => (Verdict::CannotTell, "it is not known who sent it".to_owned()),
            };
            return Verification { verdict, why, scheme: None };
        };
        let none = Headers::default();
        let request = self.request();
        let headers = request.map_or(&none, |request| &request.headers);
        let received_at = received(request.and_then(|request| request.received_at.as_deref()), headers);
        let (body, fidelity) = self.signed();
        let delivery = signature::Delivery { body, fidelity, headers, received_at };
        let reason = verify(scheme, secrets, delivery);
        Verification { verdict: reason.verdict(), why: reason.to_string(), scheme: Some(scheme) }
    }
}

/// The scheme whose header is there.
fn signed_by<'m>(registry: &Registry<'m>, headers: &Headers) -> Option<&'m Scheme<'m>> {
    let versions = registry.providers().iter().flat_map(|provider| provider.versions);
    versions.filter_map(|version| version.signature).find(|scheme| headers.get(scheme.header).is_some())
}
