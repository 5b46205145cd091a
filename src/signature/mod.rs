//! Is a captured delivery signed by who holds the secret? The scheme is data that the provider declares.

mod rewritings;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use sha2::{Sha256, Sha512};

use crate::capture::{Fidelity, Headers};
use crate::model::Scheme;
use crate::model::signature::{Encoding, Hash, Key, Layout, Part, Timestamp};
use rewritings::rewritings;

/// A secret that deliveries are signed with. It is never printed.
#[derive(Clone)]
pub struct Secret(Vec<u8>);

impl Secret {
    /// A secret as it was configured; a newline at its end is none of it.
    #[must_use]
    pub fn new(text: &[u8]) -> Option<Self> {
        let text = text.strip_suffix(b"\n").unwrap_or(text);
        let text = text.strip_suffix(b"\r").unwrap_or(text);
        (!text.is_empty()).then(|| Self(text.to_vec()))
    }

    /// The key that a scheme makes of it.
    fn key(&self, scheme: &Scheme) -> Result<Vec<u8>, String> {
        match scheme.key {
            Key::Text => Ok(self.0.clone()),
            Key::Base64 { prefix } => {
                let text = self.0.strip_prefix(prefix.as_bytes()).unwrap_or(&self.0);
                STANDARD.decode(text).map_err(|_| format!("the secret is no base64 after {prefix}"))
            }
        }
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Secret(••••)")
    }
}

/// What is known of a delivery.
#[derive(Debug, Clone, Copy)]
pub struct Delivery<'d> {
    /// The body as it was kept.
    pub body: &'d [u8],
    /// How exactly that is what was sent.
    pub fidelity: Fidelity,
    /// The headers.
    pub headers: &'d Headers,
    /// When it was received, in seconds since 1970, where that is known.
    pub received_at: Option<i64>,
}

/// What is to be said of a delivery's signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It was signed with one of the secrets.
    Valid,
    /// It was not.
    Invalid,
    /// There is no signature.
    Unsigned,
    /// The capture has lost what would be needed to tell.
    CannotTell,
}

impl Verdict {
    /// `valid`, `invalid`, `unsigned`, `cannot-tell`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Invalid => "invalid",
            Self::Unsigned => "unsigned",
            Self::CannotTell => "cannot-tell",
        }
    }
}

/// A verdict and why, as a clause.
pub type Reasoned = (Verdict, String);

/// Checks the signature of a delivery against several secrets, in constant time for each.
#[must_use]
pub fn verify(scheme: &Scheme, secrets: &[Secret], delivery: Delivery<'_>) -> Reasoned {
    let values: Vec<&str> = delivery.headers.all(scheme.header).collect();
    if values.is_empty() {
        return (Verdict::Unsigned, format!("there is no header {}", scheme.header));
    }
    let given: Vec<Vec<u8>> = values.iter().flat_map(|value| signatures(scheme, value)).collect();
    if given.is_empty() {
        return (Verdict::Invalid, format!("the header {} holds no signature of the scheme", scheme.header));
    }
    if secrets.is_empty() {
        return (Verdict::CannotTell, "no secret was given".to_owned());
    }
    let timestamp = match timestamp(scheme, delivery.headers) {
        Ok(timestamp) => timestamp,
        Err(why) => return (Verdict::CannotTell, why),
    };
    let mut keys = Vec::with_capacity(secrets.len());
    for secret in secrets {
        match secret.key(scheme) {
            Ok(key) => keys.push(key),
            Err(why) => return (Verdict::CannotTell, why),
        }
    }
    let fits = |body: &[u8]| -> Result<bool, String> {
        let signed = signed(scheme, body, timestamp.as_deref(), delivery.headers)?;
        Ok(keys.iter().any(|key| given.iter().any(|given| matches(scheme.hash, key, &signed, given))))
    };
    let found = match first_fitting(delivery, &fits) {
        Ok(found) => found,
        Err(why) => return (Verdict::CannotTell, why),
    };
    match found {
        Some(how) => match late(scheme, timestamp.as_deref(), delivery.received_at) {
            Some(why) => (Verdict::Invalid, why),
            None => (Verdict::Valid, how),
        },
        None => match delivery.fidelity {
            Fidelity::Exact => {
                (Verdict::Invalid, "the signature is not that of this body and secret".to_owned())
            }
            Fidelity::Transcoded => (
                Verdict::CannotTell,
                "the body was rewritten in another encoding or with other line ends, so its bytes are lost"
                    .to_owned(),
            ),
            Fidelity::Reserialised => (
                Verdict::CannotTell,
                "a tool has parsed the body and written it again; none of the usual ways to write it fits"
                    .to_owned(),
            ),
            Fidelity::Truncated => (Verdict::CannotTell, "the end of the body is missing".to_owned()),
        },
    }
}

/// The header with which a delivery of this body would be signed: its name and value.
///
/// # Errors
///
/// A secret that is none for this scheme, or a header that is signed too and not there.
pub fn sign<'m>(
    scheme: &Scheme<'m>,
    secret: &Secret,
    body: &[u8],
    headers: &Headers,
) -> Result<(&'m str, String), String> {
    let time = timestamp(scheme, headers)?;
    let signature = code(scheme.hash, &secret.key(scheme)?, &signed(scheme, body, time.as_deref(), headers)?);
    let text = match scheme.encoding {
        Encoding::Hex => base16ct::lower::encode_string(&signature),
        Encoding::Base64 => STANDARD.encode(&signature),
    };
    let field = match (scheme.timestamp, scheme.layout, time) {
        (Some((Timestamp::Field(prefix), _)), Layout::Several { separator, .. }, Some(time)) => {
            format!("{prefix}{time}{separator}")
        }
        _ => String::new(),
    };
    let prefix = match scheme.layout {
        Layout::One { prefix } | Layout::Several { prefix, .. } => prefix,
    };
    Ok((scheme.header, format!("{field}{prefix}{text}")))
}

/// In which form the body has the signature: as it stands, or nearly. None where it has it in no form.
fn first_fitting(
    delivery: Delivery<'_>,
    fits: &dyn Fn(&[u8]) -> Result<bool, String>,
) -> Result<Option<String>, String> {
    let body = delivery.body;
    if fits(body)? {
        return Ok(Some("the signature is that of the body".to_owned()));
    }
    let without = body.strip_suffix(b"\n").map(|body| body.strip_suffix(b"\r").unwrap_or(body));
    if let Some(without) = without
        && fits(without)?
    {
        return Ok(Some(
            "the signature is that of the body without its final newline, which an editor may have added"
                .to_owned(),
        ));
    }
    if without.is_none() && fits(&[body, b"\n"].concat())? {
        return Ok(Some("the signature is that of the body with a final newline".to_owned()));
    }
    // Senders write one line; several are an editor's work.
    if delivery.fidelity != Fidelity::Exact || body.trim_ascii().contains(&b'\n') {
        for (text, how) in rewritings(body) {
            if fits(text.as_bytes())? {
                return Ok(Some(format!("the signature is that of the body written {how}")));
            }
        }
    }
    Ok(None)
}

/// The signatures in a header's value that have the scheme's form.
fn signatures(scheme: &Scheme, value: &str) -> Vec<Vec<u8>> {
    let decoded = |text: &str| match scheme.encoding {
        Encoding::Hex => base16ct::mixed::decode_vec(text).ok().filter(|bytes| !bytes.is_empty()),
        Encoding::Base64 => STANDARD.decode(text).ok(),
    };
    match scheme.layout {
        Layout::One { prefix } => value.trim().strip_prefix(prefix).and_then(decoded).into_iter().collect(),
        Layout::Several { separator, prefix } => {
            let fields = value.split(separator).map(str::trim);
            fields.filter_map(|field| field.strip_prefix(prefix).and_then(decoded)).collect()
        }
    }
}

fn timestamp(scheme: &Scheme, headers: &Headers) -> Result<Option<String>, String> {
    let missing = |what: &str| format!("{what}, which is signed too, is missing");
    match scheme.timestamp {
        None => Ok(None),
        Some((Timestamp::Header(name), _)) => headers
            .get(name)
            .map(|value| Some(value.trim().to_owned()))
            .ok_or_else(|| missing(&format!("the header {name}"))),
        Some((Timestamp::Field(prefix), _)) => {
            let separator = match scheme.layout {
                Layout::Several { separator, .. } => separator,
                Layout::One { .. } => ',',
            };
            let mut fields = headers.get(scheme.header).unwrap_or_default().split(separator);
            let found = fields.find_map(|field| field.trim().strip_prefix(prefix));
            found
                .map(|time| Some(time.to_owned()))
                .ok_or_else(|| missing("the time in the signature's header"))
        }
    }
}

/// What is signed.
fn signed(
    scheme: &Scheme,
    body: &[u8],
    timestamp: Option<&str>,
    headers: &Headers,
) -> Result<Vec<u8>, String> {
    let mut text = Vec::with_capacity(body.len() + 64);
    for part in scheme.signed {
        match part {
            Part::Body => text.extend_from_slice(body),
            Part::Timestamp => text.extend_from_slice(timestamp.unwrap_or_default().as_bytes()),
            Part::Text(fixed) => text.extend_from_slice(fixed.as_bytes()),
            Part::Header(name) => match headers.get(name) {
                Some(value) => text.extend_from_slice(value.trim().as_bytes()),
                None => return Err(format!("the header {name}, which is signed too, is missing")),
            },
        }
    }
    Ok(text)
}

/// Why a delivery was received too long after it was signed, or before.
fn late(scheme: &Scheme, timestamp: Option<&str>, received_at: Option<i64>) -> Option<String> {
    let (_, tolerance) = scheme.timestamp?;
    let signed_at = timestamp?.parse::<i64>().ok()?;
    let away = received_at?.abs_diff(signed_at);
    (away > tolerance).then(|| {
        format!("the signature fits, but it was received {away} seconds away from its signing, more than {tolerance}")
    })
}

fn matches(hash: Hash, key: &[u8], text: &[u8], given: &[u8]) -> bool {
    /// An HMAC of any hash takes keys of any length, so making one cannot fail.
    fn fits<M: Mac + KeyInit>(key: &[u8], text: &[u8], given: &[u8]) -> bool {
        <M as KeyInit>::new_from_slice(key)
            .is_ok_and(|code| code.chain_update(text).verify_slice(given).is_ok())
    }
    match hash {
        Hash::Sha1 => fits::<Hmac<Sha1>>(key, text, given),
        Hash::Sha256 => fits::<Hmac<Sha256>>(key, text, given),
        Hash::Sha512 => fits::<Hmac<Sha512>>(key, text, given),
    }
}

fn code(hash: Hash, key: &[u8], text: &[u8]) -> Vec<u8> {
    fn made<M: Mac + KeyInit>(key: &[u8], text: &[u8]) -> Vec<u8> {
        <M as KeyInit>::new_from_slice(key)
            .map(|code| code.chain_update(text).finalize().into_bytes().to_vec())
            .unwrap_or_default()
    }
    match hash {
        Hash::Sha1 => made::<Hmac<Sha1>>(key, text),
        Hash::Sha256 => made::<Hmac<Sha256>>(key, text),
        Hash::Sha512 => made::<Hmac<Sha512>>(key, text),
    }
}
