//! `curl` commands: the request that they would send.

use std::borrow::Cow;

use memchr::memmem;

use super::place::Place;
use super::request::{Headers, Request};
use super::unwrap::{Body, Each, Layer, fault};
use super::{Fidelity, Found, Unwrapper};
use crate::json::Tape;

/// Options that take a value which says nothing about the request.
const WITH_VALUE: &[&str] = &[
    "-o",
    "--output",
    "-x",
    "--proxy",
    "-m",
    "--max-time",
    "--connect-timeout",
    "--retry",
    "--cacert",
    "--cert",
    "--key",
    "--resolve",
    "-w",
    "--write-out",
    "-c",
    "--cookie-jar",
    "-u",
    "--user",
    "--limit-rate",
];
const DATA: &[&str] = &["-d", "--data", "--data-raw", "--data-binary", "--data-ascii", "--json"];

#[derive(Debug, Default)]
struct Command {
    method: Option<String>,
    url: Option<String>,
    headers: Headers,
    data: Vec<String>,
}

impl Unwrapper<'_> {
    /// The requests of all `curl` commands in a text.
    pub(super) fn commands(&self, text: &str, layer: &Layer, tapes: &mut [Tape], each: Each<'_>) {
        let Some(words) = shlex::split(&plainly_quoted(text)) else {
            let layer = layer.with("curl", Request::default());
            let message = "is a curl command with a quote that is never closed".to_owned();
            return each(Found::Fault(fault(
                &layer,
                &Place::Record,
                text.len(),
                message,
                "copy the whole command",
            )));
        };
        let mut at = 0;
        for command in words.split(|word| word == "curl").filter(|words| !words.is_empty()) {
            let command = parsed(command);
            let body = command.data.join("&");
            let method =
                command.method.or_else(|| Some(if body.is_empty() { "GET" } else { "POST" }.to_owned()));
            let request = Request {
                headers: command.headers,
                method: method.map(Into::into),
                url: command.url.map(Into::into),
                received_at: None,
            };
            let layer = layer.with("curl", request);
            if body.starts_with('@') {
                let message = "takes its body from a file that is not part of the command".to_owned();
                let help = "give that file itself, with --header for the signature";
                each(Found::Fault(fault(
                    &layer,
                    &Place::Part { of: &Place::Record, start: at },
                    0,
                    message,
                    help,
                )));
                continue;
            }
            // Bodies come in the order of the commands; one that is quoted in an odd way is not found.
            let rest = text.as_bytes().get(at..).unwrap_or_default();
            let found = memmem::find(rest, body.as_bytes()).filter(|_| !body.is_empty());
            let here = match found {
                Some(start) => Place::Part { of: &Place::Record, start: at + start },
                None => Place::Decoded { of: &Place::Record, at, length: 0 },
            };
            at += found.map_or(0, |start| start + body.len());
            let text = Cow::Borrowed(body.as_bytes());
            self.body(Body { text, place: &here, fidelity: Fidelity::Exact, layer: &layer }, tapes, each);
        }
    }
}

/// The text with `$'...'`, in which browsers copy bodies with an apostrophe, as plain quotes that every shell knows.
fn plainly_quoted(text: &str) -> Cow<'_, str> {
    if !text.contains("$'") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut quote = None;
    while let Some(c) = rest.chars().next() {
        let after = rest.get(c.len_utf8()..).unwrap_or_default();
        if quote.is_none()
            && let Some(quoted) = rest.strip_prefix("$'")
        {
            let (said, length, closed) = resolved(quoted);
            out.push('\'');
            out.push_str(&said.replace('\'', "'\\''"));
            // What is not closed stays so, and is told.
            out.push_str(if closed { "'" } else { "" });
            rest = quoted.get(length..).unwrap_or_default();
            continue;
        }
        out.push(c);
        rest = after;
        match (c, quote) {
            ('\'' | '"', None) => quote = Some(c),
            (c, Some(open)) if c == open => quote = None,
            ('\\', None | Some('"')) => {
                if let Some(escaped) = rest.chars().next() {
                    out.push(escaped);
                    rest = rest.get(escaped.len_utf8()..).unwrap_or_default();
                }
            }
            _ => {}
        }
    }
    Cow::Owned(out)
}

/// What stands in `$'...'`, its length with the closing quote, and whether there is one.
fn resolved(quoted: &str) -> (String, usize, bool) {
    let mut said = String::new();
    let mut at = 0;
    while let Some(c) = quoted.get(at..).and_then(|rest| rest.chars().next()) {
        at += c.len_utf8();
        match c {
            '\'' => return (said, at, true),
            '\\' => {
                let escape = quoted.get(at..).and_then(|rest| rest.chars().next()).unwrap_or('\\');
                at += escape.len_utf8();
                let digits = |most: usize| {
                    let rest = quoted.get(at..).unwrap_or_default();
                    let count = rest.bytes().take(most).take_while(u8::is_ascii_hexdigit).count();
                    (u32::from_str_radix(rest.get(..count).unwrap_or_default(), 16).ok(), count)
                };
                let (code, length) = match escape {
                    'x' => digits(2),
                    'u' => digits(4),
                    'U' => digits(8),
                    _ => (None, 0),
                };
                match (escape, code.and_then(char::from_u32)) {
                    (_, Some(c)) => {
                        at += length;
                        said.push(c);
                    }
                    ('n', _) => said.push('\n'),
                    ('r', _) => said.push('\r'),
                    ('t', _) => said.push('\t'),
                    ('\'' | '"' | '\\' | '?', _) => said.push(escape),
                    _ => said.extend(['\\', escape]),
                }
            }
            c => said.push(c),
        }
    }
    (said, at, false)
}

fn parsed(words: &[String]) -> Command {
    let mut command = Command::default();
    let mut words = words.iter().map(String::as_str);
    while let Some(word) = words.next() {
        // `-XPOST` is `-X POST`, and `--data=x` is `--data x`.
        let (option, attached) = match word.split_at_checked(2) {
            Some((short @ ("-X" | "-H" | "-d"), value)) if !value.is_empty() => (short, Some(value)),
            _ => match word.split_once('=') {
                Some((long, value)) if long.starts_with("--") => (long, Some(value)),
                _ => (word, None),
            },
        };
        let mut value = || attached.or_else(|| words.next()).unwrap_or_default().to_owned();
        match option {
            "-X" | "--request" => command.method = Some(value()),
            "-H" | "--header" => {
                if let Some((name, value)) = value().split_once(':') {
                    command.headers.push(name.trim(), value.trim());
                }
            }
            "-A" | "--user-agent" => command.headers.push("User-Agent", value()),
            "-b" | "--cookie" => command.headers.push("Cookie", value()),
            "-e" | "--referer" => command.headers.push("Referer", value()),
            "--url" => command.url = Some(value()),
            _ if DATA.contains(&option) => command.data.push(value()),
            _ if WITH_VALUE.contains(&option) => drop(value()),
            _ if !word.starts_with('-') && command.url.is_none() => command.url = Some(word.to_owned()),
            _ => {}
        }
    }
    command
}
