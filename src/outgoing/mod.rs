//! Requests to be sent: a body with the headers that its provider sends, signed as asked, written so that a shell, `nc` or
//! an HTTP client sends it. Nothing here opens a connection.

mod fields;
mod form;
mod headers;

pub use fields::as_form;
pub use form::{Refusal, RequestForm, in_shell};
pub use headers::{Parts, SignatureState, Unsigned, delivery_headers};

use crate::capture::Headers;

/// A request as it would go over the wire.
#[derive(Debug, Clone, Copy)]
pub struct Outgoing<'o> {
    /// Its method.
    pub method: &'o str,
    /// Where to, where that is known; else a place that whoever sends it fills in.
    pub url: Option<&'o str>,
    /// The path and query that go with no URL: `/`.
    pub path: &'o str,
    /// Its headers, in their order, without `Host` and `Content-Length`.
    pub headers: &'o Headers,
    /// Its body, byte for byte.
    pub body: &'o [u8],
    /// When it is sent, in seconds since 1970.
    pub sent_at: i64,
}
