//! The headers of a delivery: what its provider sends beside a body, with a signature of the exact bytes or one that a
//! receiver has to refuse.

use base16ct::lower::encode_string;
use sha2::{Digest as _, Sha256};
use thiserror::Error;

use crate::capture::Headers;
use crate::json::{JsonKind, Tape};
use crate::model::signature::{Key, Part, Timestamp};
use crate::model::{Media, Scheme, Signal, Version, value_at};
use crate::signature::{Secret, SignatureError, sign};

/// Which signature a request has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignatureState {
    /// That of the body, with the first secret, at the time of sending.
    Valid,
    /// That of the body, signed longer ago than its scheme allows.
    Stale,
    /// None.
    Missing,
    /// One that looks right and is not that of the body.
    Wrong,
    /// That of the body with the second secret: the one before it was changed.
    Old,
    /// The one that the request was captured with, and its time.
    Kept,
}

impl SignatureState {
    /// Every state.
    pub const ALL: [Self; 6] = [Self::Valid, Self::Stale, Self::Missing, Self::Wrong, Self::Old, Self::Kept];

    /// `valid`, `stale`, `none`, `wrong`, `old`, `kept`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Stale => "stale",
            Self::Missing => "none",
            Self::Wrong => "wrong",
            Self::Old => "old",
            Self::Kept => "kept",
        }
    }
}

/// Why a request cannot have the signature that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Unsigned<'m> {
    /// There is no secret to sign with.
    #[error("there is no secret to sign with")]
    NoSecret,
    /// There is no second secret.
    #[error("an old signature needs two secrets: the present one, then the one before it")]
    NoOldSecret,
    /// A signature without a time is never stale.
    #[error("{0} holds no time, so that no signature is stale")]
    NeverStale(&'m str),
    /// The secret or the headers do not suit the scheme.
    #[error("{0}")]
    Scheme(SignatureError<'m>),
}

/// What the headers of a delivery are made of.
#[derive(Debug, Clone, Copy)]
pub struct Parts<'p, 'm> {
    /// Whose delivery it is, where that is known.
    pub version: Option<&'p Version<'m>>,
    /// What the body is written in.
    pub media: Media,
    /// The event's name, where it is known.
    pub event: Option<&'p str>,
    /// How it is signed; none where nobody signs.
    pub scheme: Option<&'p Scheme<'m>>,
    /// Headers that were asked for: they stand as they are.
    pub own: &'p Headers,
    /// The headers that it was captured with.
    pub captured: Option<&'p Headers>,
    /// The bytes that the signature is of: the body, or what it was before somebody wrote it anew.
    pub signed: &'p [u8],
    /// The secrets, the present one first.
    pub secrets: &'p [Secret],
    /// Which signature it has.
    pub state: SignatureState,
    /// When it is sent, in seconds since 1970.
    pub sent_at: i64,
    /// Which of the requests of this run it is: deliveries of the same body have ids of their own.
    pub number: u64,
}

/// Headers that belong to one connection, or that whoever sends a request writes.
const OF_CONNECTIONS: &[&str] = &[
    "host",
    "content-length",
    "content-encoding",
    "transfer-encoding",
    "connection",
    "keep-alive",
    "proxy-connection",
    "te",
    "trailer",
    "upgrade",
    "expect",
];

/// So many seconds older than its scheme allows is a stale signature.
const LATE: i64 = 3_600;

/// The headers of a delivery, the signature last.
///
/// # Errors
///
/// A signature that cannot be had.
pub fn delivery_headers<'m>(parts: &Parts<'_, 'm>) -> Result<Headers, Unsigned<'m>> {
    let kept = parts.state == SignatureState::Kept;
    let time_header = parts.scheme.and_then(|scheme| match scheme.timestamp {
        Some((Timestamp::Header(name), _)) => Some(name),
        _ => None,
    });
    let is_signature = |name: &str| parts.scheme.is_some_and(|scheme| is(scheme.header, name));
    let mut headers = Headers::default();
    let given = parts.own.iter().filter(|(name, _)| kept || !is_signature(name));
    let of_capture = parts.captured.into_iter().flat_map(Headers::iter).filter(|(name, _)| {
        !OF_CONNECTIONS.iter().any(|own| is(own, name))
            && parts.own.get(name).is_none()
            && (kept || !(is_signature(name) || time_header.is_some_and(|time| is(time, name))))
    });
    given.chain(of_capture).for_each(|(name, value)| headers.push(name, value));
    let media = match parts.media {
        Media::Json => "application/json",
        Media::Form => "application/x-www-form-urlencoded",
    };
    add(&mut headers, "Content-Type", || media.to_owned());
    // A receiver can tell that its provider did not send it.
    add(&mut headers, "User-Agent", || "hookspect".to_owned());
    if let Some(version) = parts.version {
        name_event(&mut headers, version, parts.event);
        repeat_members(&mut headers, version, parts.signed);
    }
    match parts.scheme {
        Some(scheme) if !kept => seal(&mut headers, scheme, parts)?,
        _ => {}
    }
    Ok(headers)
}

fn is(name: &str, other: &str) -> bool {
    name.eq_ignore_ascii_case(other)
}

fn add(headers: &mut Headers, name: &str, value: impl FnOnce() -> String) {
    if headers.get(name).is_none() {
        headers.push(name, value());
    }
}

/// Adds the headers that name the event.
fn name_event(headers: &mut Headers, version: &Version<'_>, event: Option<&str>) {
    let Some(event) = event else { return };
    for signal in version.naming.signals {
        match *signal {
            Signal::Header(name) => add(headers, name, || event.to_owned()),
            Signal::HeaderAndBody { header, separator, .. } => {
                let first = event.split_once(separator).map_or(event, |(first, _)| first);
                add(headers, header, || first.to_owned());
            }
            Signal::Body(_) | Signal::Joined { .. } | Signal::Shape => {}
        }
    }
}

/// Adds the headers that repeat a member of the body.
fn repeat_members(headers: &mut Headers, version: &Version<'_>, body: &[u8]) {
    let mut tape = Tape::new();
    let Ok(document) = tape.parse(body) else { return };
    for header in version.headers {
        let Some(value) = value_at(document.root(), header.path) else { continue };
        let text = match value.kind() {
            JsonKind::String => value.text().map(std::borrow::Cow::into_owned),
            JsonKind::Number | JsonKind::True | JsonKind::False => Some(value.raw().to_owned()),
            JsonKind::Null | JsonKind::Array | JsonKind::Object => None,
        };
        if let Some(text) = text.filter(|text| !text.chars().any(char::is_control)) {
            add(headers, header.name, || text);
        }
    }
}

/// Adds the headers that are signed too, and the signature.
fn seal<'m>(headers: &mut Headers, scheme: &Scheme<'m>, parts: &Parts<'_, 'm>) -> Result<(), Unsigned<'m>> {
    let time = match (parts.state, scheme.timestamp) {
        (SignatureState::Stale, None) => return Err(Unsigned::NeverStale(scheme.header)),
        (SignatureState::Stale, Some((_, tolerance))) => {
            let tolerance = i64::try_from(tolerance).unwrap_or(i64::MAX);
            parts.sent_at.saturating_sub(tolerance).saturating_sub(LATE)
        }
        _ => parts.sent_at,
    };
    for part in scheme.signed {
        if let Part::Header(name) = *part {
            add(headers, name, || delivery_id(parts));
        }
    }
    let mut beside = headers.clone();
    match scheme.timestamp {
        Some((Timestamp::Header(name), _)) => {
            add(headers, name, || time.to_string());
            beside = headers.clone();
        }
        Some((Timestamp::Field(prefix), _)) => {
            let given = parts.own.get(scheme.header).map(str::to_owned);
            beside.push(scheme.header, given.unwrap_or_else(|| format!("{prefix}{time}")));
        }
        None => {}
    }
    let none_of_theirs = none_of_theirs(scheme);
    let secret = match parts.state {
        SignatureState::Missing | SignatureState::Kept => return Ok(()),
        SignatureState::Wrong => none_of_theirs.as_ref().ok_or(Unsigned::NoSecret)?,
        SignatureState::Old => parts.secrets.get(1).ok_or(Unsigned::NoOldSecret)?,
        SignatureState::Valid | SignatureState::Stale => parts.secrets.first().ok_or(Unsigned::NoSecret)?,
    };
    let (name, value) = sign(scheme, secret, parts.signed, &beside).map_err(Unsigned::Scheme)?;
    headers.push(name, value);
    Ok(())
}

/// The id of a delivery, which depends on its body and its number alone.
fn delivery_id(parts: &Parts<'_, '_>) -> String {
    let digest = Sha256::new_with_prefix(parts.number.to_le_bytes()).chain_update(parts.signed).finalize();
    format!("msg_{}", encode_string(digest.get(..12).unwrap_or_default()))
}

/// A secret that nobody signs with.
fn none_of_theirs(scheme: &Scheme<'_>) -> Option<Secret> {
    let text = match scheme.key {
        Key::Text => "not the secret".to_owned(),
        // "not the secret!" in base64.
        Key::Base64 { prefix } => format!("{prefix}bm90IHRoZSBzZWNyZXQh"),
    };
    Secret::new(text.as_bytes()).ok()
}
