//! The headers of a delivery that its signature stands in or covers.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::SignatureError;
use crate::capture::Headers;
use crate::model::Scheme;
use crate::model::signature::{Encoding, Layout, Timestamp};

/// The blanks that may stand around a header's value, RFC 9110, section 5.6.3.
const BLANKS: [char; 2] = [' ', '\t'];

/// One header with signatures in it.
#[derive(Debug)]
pub(super) struct Line<'h> {
    /// Its signatures in the scheme's form. None where one is not in that form that has to be.
    pub(super) signatures: Vec<Vec<u8>>,
    /// The time among them, as it is written.
    pub(super) time: Option<&'h str>,
}

impl<'h> Line<'h> {
    /// Reads a header's value.
    pub(super) fn read(scheme: &Scheme<'_>, value: &'h str) -> Self {
        let decoded = |text: &str| {
            let bytes = match scheme.encoding {
                Encoding::Hex => base16ct::mixed::decode_vec(text).ok(),
                Encoding::Base64 => STANDARD.decode(text).ok(),
            };
            bytes.filter(|bytes| !bytes.is_empty())
        };
        let value = value.trim_matches(BLANKS);
        let (separator, signatures) = match scheme.layout {
            Layout::One { prefix } => {
                (None, value.strip_prefix(prefix).and_then(decoded).into_iter().collect())
            }
            Layout::Several { separator, prefix } => {
                let fields = value.split(separator).map(|field| field.trim_matches(BLANKS));
                let found = fields.filter_map(|field| field.strip_prefix(prefix).and_then(decoded));
                (Some(separator), found.collect())
            }
        };
        let time = match scheme.timestamp {
            Some((Timestamp::Field(prefix), _)) => value
                .split(separator.unwrap_or(','))
                .find_map(|field| field.trim_matches(BLANKS).strip_prefix(prefix)),
            _ => None,
        };
        Self { signatures, time }
    }
}

/// The value of a header that is signed too. Where it repeats, each must say the same: nobody knows which was signed.
pub(super) fn only<'h, 'm: 'h>(headers: &'h Headers, name: &'m str) -> Result<&'h str, SignatureError<'m>> {
    let mut values = headers.all(name).map(|value| value.trim_matches(BLANKS));
    let first = values.next().ok_or(SignatureError::MissingHeader(name))?;
    if values.all(|other| other == first) { Ok(first) } else { Err(SignatureError::SeveralValues(name)) }
}
