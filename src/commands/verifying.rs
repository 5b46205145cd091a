//! What a body is verified or signed with: the scheme of its sender, the secrets, the headers.

use super::secrets::{Own, from_environment};
use crate::capture::{Captured, Headers, received};
use crate::model::{Identification, Provider, Scheme};
use crate::registry::Registry;
use crate::report::{Checked, Entry};
use crate::signature::{Delivery, Reason, Secret, Verdict, verify};

/// What captures are verified with.
pub(super) struct Verifying<'r, 'm> {
    pub(super) registry: &'r Registry<'m>,
    /// Secrets that the caller gave; none means those of the environment.
    pub(super) secrets: Vec<Secret>,
    pub(super) headers: Headers,
    pub(super) provider: Option<&'m Provider<'m>>,
}

impl<'m> Verifying<'_, 'm> {
    /// What is to be said of a body's signature.
    pub(super) fn check(&self, entry: &Entry<'_, 'm>) -> Checked<'m> {
        let headers = self.headers_of(entry);
        let Some((provider, scheme)) = self.scheme(entry, &headers) else {
            let (verdict, why) = match unsigned_version(entry) {
                Some(version) => (Verdict::Unsigned, format!("{version} signs nothing")),
                None => (Verdict::CannotTell, "it is not known who sent it; --provider says who".to_owned()),
            };
            return Checked { scheme: None, header: None, verdict, why };
        };
        let own = if self.secrets.is_empty() { from_environment(provider) } else { Own::NotSet };
        let secrets = match &own {
            Own::Secret(secret) => std::slice::from_ref(secret),
            _ => &self.secrets,
        };
        let told = entry.capture.and_then(|capture| capture.request.received_at.as_deref());
        let received_at = received(told, &headers);
        let signed = entry.capture.and_then(Captured::signed);
        let (body, fidelity) = signed.unwrap_or_else(|| (entry.text, entry.fidelity()));
        let delivery = Delivery { body, fidelity, headers: &headers, received_at };
        let reason = verify(scheme, secrets, delivery);
        let verdict = reason.verdict();
        let mut why = match (&reason, &own) {
            (Reason::NoSecret, own) => own.why_none(provider),
            _ => reason.to_string(),
        };
        if verdict == Verdict::Unsigned {
            if entry.capture.is_none() {
                why.push_str(" (--header gives that of a bare body)");
            }
            if let Some(absence) = scheme.absence {
                why = format!("{why}. {absence}");
            }
        }
        Checked { scheme: Some(scheme.name), header: Some(scheme.header), verdict, why }
    }

    pub(super) fn headers_of(&self, entry: &Entry<'_, '_>) -> Headers {
        let mut headers = self.headers.clone();
        if let Some(capture) = entry.capture {
            headers.add_outer(&capture.request.headers);
        }
        headers
    }

    /// The scheme of the version that the payload is of, or else one whose header is there.
    pub(super) fn scheme(
        &self,
        entry: &Entry<'_, 'm>,
        headers: &Headers,
    ) -> Option<(&'m Provider<'m>, &'m Scheme<'m>)> {
        if let Some((provider, version)) = entry.identification.and_then(Identification::origin) {
            return Some((provider, version.signature?));
        }
        let asked = |provider: &&&Provider<'_>| self.provider.is_none_or(|asked| asked.id == provider.id);
        let mut schemes = self.registry.providers().iter().filter(asked).flat_map(|provider| {
            provider.versions.iter().filter_map(move |version| Some((*provider, version.signature?)))
        });
        let all: Vec<_> = schemes.by_ref().collect();
        let there = all.iter().find(|(_, scheme)| headers.get(scheme.header).is_some());
        there.or(all.first().filter(|_| self.provider.is_some())).copied()
    }
}

/// The version of a payload that nobody signs.
fn unsigned_version(entry: &Entry<'_, '_>) -> Option<String> {
    let (provider, version) = entry.identification?.origin()?;
    version.signature.is_none().then(|| format!("{} {}", provider.name, version.id))
}
