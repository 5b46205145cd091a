//! Texts that look like traffic and hold no request.

use super::http::begins_request;
use super::layer::{Gravity, Parts, Problem, only};
use super::place::Step;

/// Says what a text is that holds no request body.
pub(super) fn refused(text: &[u8]) -> Parts<'_> {
    let (what, help) = no_request(text).unwrap_or_default();
    let blanks = text.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let problem = Problem::new("text", Step::WHOLE, text.len(), format!("is {what}"), help);
    only(problem.at(blanks).of(Gravity::Refused))
}

/// What looks like traffic and holds no request body, with help.
pub(super) fn no_request(text: &[u8]) -> Option<(&'static str, &'static str)> {
    let text = text.trim_ascii_start();
    let lines =
        || text.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii_end).filter(|line| !line.is_empty());
    let first = lines().next()?;
    if first.starts_with(b"HTTP/") {
        return Some((
            "an HTTP response: what a receiver answered, not what a provider sent",
            "capture the request; `curl -i` prints the answer only",
        ));
    }
    let trace = |line: &[u8]| matches!(line, [b'*' | b'>' | b'<' | b'{' | b'}', b' ', ..] | [b'>' | b'<']);
    if trace(first) && lines().take(32).any(|line| line.starts_with(b"> ")) && !first.starts_with(b"{ \"") {
        return Some((
            "a trace of `curl -v`, which does not hold the request's body",
            "`curl --trace-ascii` keeps it; or give the curl command itself",
        ));
    }
    // All lines are looked at: what follows a thousand accesses may be a payload.
    let access = |line: &[u8]| {
        let quoted = line.split(|byte| *byte == b'"').nth(1).unwrap_or_default();
        let request = [quoted, b"\r\n"].concat();
        begins_request(&request) && !line.contains(&b'{')
    };
    lines().all(access).then_some((
        "an access log, which holds no bodies",
        "log the raw body in the receiver, or capture with a proxy",
    ))
}

/// Another language's print of a payload, where a log has nothing better.
#[must_use]
pub fn foreign_print(text: &[u8]) -> Option<&'static str> {
    let has = |part: &[u8]| memchr::memmem::find(text, part).is_some();
    if has(b"Parameters: {\"") && has(b"=>") {
        return Some(
            "it holds Ruby's print of parameters, and no known payload in it; log request.raw_post instead",
        );
    }
    if has(b"Array\n(") && has(b"] => ") {
        return Some(
            "it holds PHP's print_r, which is not JSON; log file_get_contents('php://input') instead",
        );
    }
    None
}
