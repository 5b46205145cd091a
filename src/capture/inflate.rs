//! Bodies that were compressed before they were put into a capture.

use std::io::Read as _;

use flate2::read::MultiGzDecoder;

use super::Fidelity;
use super::layer::{Body, Content, Gravity, Part, Parts, Problem, only};
use super::place::Step;
use super::remedy::Remedy;
use super::request::Request;

/// Whether bytes begin as gzip does, RFC 1952, section 2.3.1.
#[must_use]
pub fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1f, 0x8b])
}

/// What gzip holds, if that is no more than so many bytes; with how many it were.
#[must_use]
pub fn inflated<'t>(bytes: &[u8], limit: u64) -> (Parts<'t>, u64) {
    const FORMAT: &str = "gzip";
    let (mut text, length) = (Vec::new(), bytes.len());
    let read = MultiGzDecoder::new(bytes).take(limit.saturating_add(1)).read_to_end(&mut text);
    let grown = text.len() as u64;
    if grown > limit {
        let message = format!("grows to more than {limit} bytes");
        let help = Remedy::RaiseLimit;
        return (only(Problem::new(FORMAT, Step::WHOLE, length, message, help)), grown);
    }
    let is_empty = text.is_empty();
    let body = Body::new(FORMAT, Request::default(), text, Step::Decoded { at: 0, length });
    let body = body.holding(Content::Any);
    let Err(error) = read else { return (only(body), grown) };
    let help = "the body was cut off or damaged";
    let problem = Problem::new(FORMAT, Step::WHOLE, length, format!("is broken gzip: {error}"), help);
    if is_empty {
        return (only(problem), grown);
    }
    // What could be decoded is read all the same.
    let body = Body { fidelity: Fidelity::Truncated, ..body };
    (Box::new([Part::from(problem.of(Gravity::Damage)), body.into()].into_iter()), grown)
}
