//! Is a captured delivery signed by who holds the secret? The scheme is data that the provider declares.

mod header;
mod rewritings;
mod secret;
mod verdict;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use sha2::{Sha256, Sha512};

use crate::capture::{Fidelity, Headers};
use crate::model::Scheme;
use crate::model::signature::{Encoding, Hash, Layout, Part, Timestamp};
use header::{Line, only};

pub use secret::{Secret, SecretError, Surplus};
pub use verdict::{Reason, SignatureError, SignedForm, Verdict};

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

/// More lines of one header than any sender sends: each costs a hash of the body.
const MOST_LINES: usize = 16;

/// Checks the signature of a delivery against several secrets, in constant time for each. Of several headers each must
/// hold a signature that fits; within one header the scheme says whether others may stand beside it.
#[must_use]
pub fn verify<'m>(scheme: &Scheme<'m>, secrets: &[Secret], delivery: Delivery<'_>) -> Reason<'m> {
    let lines: Vec<Line<'_>> =
        delivery.headers.all(scheme.header).map(|value| Line::read(scheme, value)).collect();
    match lines.as_slice() {
        [] => Reason::NoHeader(scheme.header),
        lines if lines.iter().any(|line| line.signatures.is_empty()) => Reason::NoSignature(scheme.header),
        lines if lines.len() > MOST_LINES => Reason::TooManyHeaders(scheme.header),
        _ if secrets.is_empty() => Reason::NoSecret,
        lines => checked(scheme, secrets, delivery, lines).unwrap_or_else(Reason::Unusable),
    }
}

fn checked<'m>(
    scheme: &Scheme<'m>,
    secrets: &[Secret],
    delivery: Delivery<'_>,
    lines: &[Line<'_>],
) -> Result<Reason<'m>, SignatureError<'m>> {
    let keys = secrets.iter().map(|secret| secret.key(scheme)).collect::<Result<Vec<_>, _>>()?;
    let times =
        lines.iter().map(|line| time(scheme, delivery.headers, line)).collect::<Result<Vec<_>, _>>()?;
    let signed = times
        .iter()
        .map(|time| pieces(scheme, delivery.headers, *time))
        .collect::<Result<Vec<Vec<Piece<'_>>>, _>>()?;
    // How many of the headers fit the body in the form that the most of them fit.
    let mut most = 0;
    let mut is_signed = |body: &[u8]| {
        let fitting = lines.iter().zip(&signed).filter(|(line, pieces)| {
            keys.iter().any(|key| matches(scheme.hash, key, pieces, body, &line.signatures))
        });
        let count = fitting.count();
        most = count.max(most);
        count == lines.len()
    };
    let Some(form) = first_fitting(delivery, &mut is_signed) else {
        return Ok(match delivery.fidelity {
            _ if most > 0 => Reason::OneIsWrong(scheme.header),
            Fidelity::Exact => Reason::Wrong,
            lossy => Reason::Lost(lossy),
        });
    };
    let Some((_, tolerance)) = scheme.timestamp else { return Ok(Reason::Fits(form)) };
    for time in times.into_iter().flatten() {
        let digits = Some(time).filter(|time| time.bytes().all(|byte| byte.is_ascii_digit()));
        let Some(signed_at) = digits.and_then(|time| time.parse::<i64>().ok()) else {
            return Ok(Reason::NoTime);
        };
        let away = delivery.received_at.map_or(0, |received_at| received_at.abs_diff(signed_at));
        if away > tolerance {
            return Ok(Reason::Late { away, tolerance });
        }
    }
    Ok(if delivery.received_at.is_some() { Reason::Fits(form) } else { Reason::FitsUndated(form) })
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
) -> Result<(&'m str, String), SignatureError<'m>> {
    let given = Line::read(scheme, headers.get(scheme.header).unwrap_or_default());
    let time = time(scheme, headers, &given)?;
    let signature = code(scheme.hash, &secret.key(scheme)?, &pieces(scheme, headers, time)?, body);
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
fn first_fitting(delivery: Delivery<'_>, is_signed: &mut dyn FnMut(&[u8]) -> bool) -> Option<SignedForm> {
    let body = delivery.body;
    if is_signed(body) {
        return Some(SignedForm::AsKept);
    }
    match body.strip_suffix(b"\n").map(|body| body.strip_suffix(b"\r").unwrap_or(body)) {
        Some(without) if is_signed(without) => return Some(SignedForm::WithoutNewline),
        None if [&b"\n"[..], b"\r\n"].iter().any(|end| is_signed(&[body, end].concat())) => {
            return Some(SignedForm::WithNewline);
        }
        _ => {}
    }
    // Senders write one line; several are an editor's work.
    if delivery.fidelity != Fidelity::Exact || body.trim_ascii().contains(&b'\n') {
        return rewritings::find(body, is_signed).map(SignedForm::Rewritten);
    }
    None
}

/// The time of signing, as it is written, where the scheme has one.
fn time<'h, 'm: 'h>(
    scheme: &Scheme<'m>,
    headers: &'h Headers,
    line: &Line<'h>,
) -> Result<Option<&'h str>, SignatureError<'m>> {
    match scheme.timestamp {
        None => Ok(None),
        Some((Timestamp::Header(name), _)) => only(headers, name).map(Some),
        Some((Timestamp::Field(_), _)) => line.time.map(Some).ok_or(SignatureError::MissingTime),
    }
}

/// A piece of what is signed.
#[derive(Debug, Clone, Copy)]
enum Piece<'p> {
    Body,
    Text(&'p str),
}

/// What is signed, piece by piece.
fn pieces<'p, 'm: 'p>(
    scheme: &Scheme<'m>,
    headers: &'p Headers,
    time: Option<&'p str>,
) -> Result<Vec<Piece<'p>>, SignatureError<'m>> {
    let piece = |part: &Part<'m>| match *part {
        Part::Body => Ok(Piece::Body),
        Part::Timestamp => Ok(Piece::Text(time.unwrap_or_default())),
        Part::Text(fixed) => Ok(Piece::Text(fixed)),
        Part::Header(name) => only(headers, name).map(Piece::Text),
    };
    scheme.signed.iter().map(piece).collect()
}

/// An HMAC of what is signed. One of any hash takes keys of any length, so making one cannot fail.
fn hashed<M: Mac + KeyInit>(key: &[u8], pieces: &[Piece<'_>], body: &[u8]) -> Option<M> {
    let mut code = <M as KeyInit>::new_from_slice(key).ok()?;
    for piece in pieces {
        match piece {
            Piece::Body => code.update(body),
            Piece::Text(text) => code.update(text.as_bytes()),
        }
    }
    Some(code)
}

fn matches(hash: Hash, key: &[u8], pieces: &[Piece<'_>], body: &[u8], given: &[Vec<u8>]) -> bool {
    fn any<M: Mac + KeyInit + Clone>(
        key: &[u8],
        pieces: &[Piece<'_>],
        body: &[u8],
        given: &[Vec<u8>],
    ) -> bool {
        hashed::<M>(key, pieces, body)
            .is_some_and(|code| given.iter().any(|given| code.clone().verify_slice(given).is_ok()))
    }
    match hash {
        Hash::Sha1 => any::<Hmac<Sha1>>(key, pieces, body, given),
        Hash::Sha256 => any::<Hmac<Sha256>>(key, pieces, body, given),
        Hash::Sha512 => any::<Hmac<Sha512>>(key, pieces, body, given),
    }
}

fn code(hash: Hash, key: &[u8], pieces: &[Piece<'_>], body: &[u8]) -> Vec<u8> {
    fn made<M: Mac + KeyInit>(key: &[u8], pieces: &[Piece<'_>], body: &[u8]) -> Vec<u8> {
        hashed::<M>(key, pieces, body).map(|code| code.finalize().into_bytes().to_vec()).unwrap_or_default()
    }
    match hash {
        Hash::Sha1 => made::<Hmac<Sha1>>(key, pieces, body),
        Hash::Sha256 => made::<Hmac<Sha256>>(key, pieces, body),
        Hash::Sha512 => made::<Hmac<Sha512>>(key, pieces, body),
    }
}
