//! `curl` commands: the request that they would send.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::alone::{ALWAYS, MOST_TIMES};
use super::curl_options::{Meaning, long, short};
use super::layer::{Body, Gravity, Part, Parts, Problem};
use super::place::{Runs, Step};
use super::quoting::Word;
use super::remedy::Remedy;
use super::request::{Headers, Request};
use super::shell::{Command, Commands};

/// What this form is called.
const FORMAT: &str = "curl";

/// What a command would send.
#[expect(clippy::struct_excessive_bools, reason = "each is an option that stands for itself")]
#[derive(Debug, Default)]
struct Sent {
    method: Option<String>,
    urls: Vec<String>,
    queries: Vec<String>,
    headers: Headers,
    /// The pieces of its body, each with what stands before it where it is not the first.
    data: Vec<(&'static str, Word)>,
    has_data: bool,
    /// Whether a piece came with `--json`, which also sets headers.
    is_json: bool,
    /// The fields of its form, or of what is encoded for it.
    form: Vec<(String, String)>,
    is_form: bool,
    as_query: bool,
    head: bool,
    /// The files that hold its body or a part of it.
    file: Option<String>,
    upload: bool,
}

impl Sent {
    /// Notes a file that holds the body or a part of it, beside those that are known.
    fn elsewhere(&mut self, file: &str) {
        let known = self.file.take().map(|known| format!("{known}, "));
        self.file = Some(format!("{}{file}", known.unwrap_or_default()));
    }

    fn take(&mut self, meaning: Meaning, value: &Word, input: Option<&Word>) {
        let text = value.as_text();
        match meaning {
            Meaning::Ignored => {}
            Meaning::Method => self.method = Some(text.into_owned()),
            Meaning::Url => self.urls.push(text.into_owned()),
            Meaning::Query => self.queries.push(query(&text)),
            Meaning::Header => {
                // A name with nothing behind the colon takes a header away; a semicolon sends an empty one.
                match (text.split_once(':'), text.split_once(';')) {
                    (Some((name, said)), _) if !said.trim().is_empty() => {
                        self.headers.push(name.trim(), said.trim());
                    }
                    (None, Some((name, ""))) => self.headers.push(name.trim(), ""),
                    _ => {}
                }
            }
            Meaning::Named(name) => self.headers.push(name, text),
            Meaning::User => {
                self.headers.push("Authorization", format!("Basic {}", STANDARD.encode(text.as_bytes())));
            }
            Meaning::Bearer => self.headers.push("Authorization", format!("Bearer {text}")),
            Meaning::Upload => {
                self.elsewhere(&text);
                (self.upload, self.has_data) = (true, true);
            }
            Meaning::Data | Meaning::Raw | Meaning::Json => {
                self.has_data = true;
                // JSON is added to what is there as it is, so that a document can be given in pieces.
                let between = if meaning == Meaning::Json { "" } else { "&" };
                self.is_json |= meaning == Meaning::Json;
                match (text.strip_prefix('@'), input) {
                    (Some("-"), Some(input)) if meaning != Meaning::Raw => {
                        self.data.push((between, input.clone()));
                    }
                    (Some(file), _) if meaning != Meaning::Raw => self.elsewhere(file),
                    _ => self.data.push((between, value.clone())),
                }
            }
            Meaning::Encoded => {
                self.has_data = true;
                let (name, said) = text.split_once('=').unwrap_or(("", &text));
                match text.split_once('@') {
                    Some((name, file)) if !name.contains('=') => {
                        self.elsewhere(&format!("{file} for {name}"));
                    }
                    _ => {
                        let word = Word { text: encoded(name, said).into_bytes(), runs: Runs::default() };
                        self.data.push(("&", word));
                    }
                }
            }
            Meaning::Form | Meaning::FormString => {
                (self.has_data, self.is_form) = (true, true);
                let (name, said) = text.split_once('=').unwrap_or((&text, ""));
                if meaning == Meaning::Form && said.starts_with(['@', '<']) {
                    self.elsewhere(said.get(1..).unwrap_or_default());
                } else {
                    // What follows a semicolon tells its type.
                    let said = said.strip_prefix('"').and_then(|said| said.strip_suffix('"')).unwrap_or(said);
                    let said = said.split(";type=").next().unwrap_or(said);
                    self.form.push((name.to_owned(), said.to_owned()));
                }
            }
        }
    }

    fn method(&self) -> &str {
        match &self.method {
            Some(method) => method,
            None if self.head => "HEAD",
            None if self.upload => "PUT",
            None if self.has_data && !self.as_query => "POST",
            None => "GET",
        }
    }

    /// Its headers; those of `--json` give way to what was written.
    fn headers(&self) -> Headers {
        let mut headers = self.headers.clone();
        for name in ["Content-Type", "Accept"] {
            if self.is_json && headers.get(name).is_none() {
                headers.push(name, "application/json");
            }
        }
        headers
    }

    /// The pieces of its body in one.
    fn joined(&self) -> Vec<u8> {
        let mut whole = Vec::new();
        for (number, (between, piece)) in self.data.iter().enumerate() {
            if number > 0 {
                whole.extend_from_slice(between.as_bytes());
            }
            whole.extend_from_slice(&piece.text);
        }
        whole
    }

    fn url(&self, url: &str) -> String {
        let as_query = (self.as_query && !self.data.is_empty()).then(|| self.joined());
        let as_query = as_query.iter().map(|data| String::from_utf8_lossy(data));
        let added: Vec<Cow<'_, str>> =
            self.queries.iter().map(|query| Cow::Borrowed(query.as_str())).chain(as_query).collect();
        if added.is_empty() {
            return url.to_owned();
        }
        let sign = if url.contains('?') { '&' } else { '?' };
        format!("{url}{sign}{}", added.join("&"))
    }
}

/// `name=value` with the value encoded, as curl does it.
fn encoded(name: &str, value: &str) -> String {
    let mut text = if name.is_empty() { String::new() } else { format!("{name}=") };
    for byte in value.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                text.push(char::from(byte));
            }
            // What curl makes of a blank, as forms do.
            b' ' => text.push('+'),
            _ => text.push_str(&format!("%{byte:02X}")),
        }
    }
    text
}

/// A value of `--url-query`: after a plus it is encoded already.
fn query(text: &str) -> String {
    match (text.strip_prefix('+'), text.split_once('=')) {
        (Some(plain), _) => plain.to_owned(),
        (None, Some((name, value))) => encoded(name, value),
        (None, None) => encoded("", text),
    }
}

/// The requests of the words after `curl`: `--next` begins another.
fn requests(words: &[Word], input: Option<&Word>) -> Vec<Sent> {
    let mut all = vec![Sent::default()];
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let Some(sent) = all.last_mut() else { break };
        let text = word.as_text();
        if let Some(name) = text.strip_prefix("--").filter(|name| !name.is_empty()) {
            let (name, attached) = match name.split_once('=') {
                Some((name, _)) if long(name).is_some() => (name, Some(word.from(name.len() + 3))),
                _ => (name, None),
            };
            match (long(name), name) {
                (Some(meaning), _) => {
                    if let Some(value) = attached.or_else(|| words.next().cloned()) {
                        sent.take(meaning, &value, input);
                    }
                }
                (None, "next") => all.push(Sent::default()),
                (None, "get") => sent.as_query = true,
                (None, "head") => sent.head = true,
                _ => {}
            }
        } else if text == "-:" {
            all.push(Sent::default());
        } else if let Some(letters) = text.strip_prefix('-').filter(|letters| !letters.is_empty()) {
            for (at, letter) in letters.char_indices() {
                if let Some(meaning) = short(letter) {
                    let attached = word.from(1 + at + letter.len_utf8());
                    let value = Some(attached).filter(|word| !word.text.is_empty());
                    if let Some(value) = value.or_else(|| words.next().cloned()) {
                        sent.take(meaning, &value, input);
                    }
                    break;
                }
                match letter {
                    'G' => sent.as_query = true,
                    'I' => sent.head = true,
                    _ => {}
                }
            }
        } else if !text.is_empty() {
            sent.urls.push(text.into_owned());
        }
    }
    all.retain(|sent| sent.has_data || !sent.urls.is_empty());
    all
}

/// The requests of all `curl` commands in a text.
pub(super) fn commands(text: &[u8]) -> Parts<'_> {
    let mut commands = Commands::new(text);
    let mut passed = 0;
    let mut parts = Vec::new().into_iter();
    Box::new(std::iter::from_fn(move || {
        loop {
            if let Some(part) = parts.next() {
                return Some(part);
            }
            let Some(command) = commands.next() else {
                return (passed > 0).then(|| Part::Passed(std::mem::take(&mut passed)));
            };
            match command.words.iter().position(is_curl) {
                Some(curl) => parts = sent_by(&command, curl, text.len()).into_iter(),
                None => passed += 1,
            }
        }
    }))
}

fn is_curl(word: &Word) -> bool {
    let name = word.text.rsplit(|byte| matches!(byte, b'/' | b'\\')).next().unwrap_or_default();
    matches!(name, b"curl" | b"curl.exe")
}

/// What a command sends whose word of this number is `curl`.
fn sent_by(command: &Command, curl: usize, end: usize) -> Vec<Part<'static>> {
    if command.unclosed {
        let step = Step::Part { start: command.range.start };
        let message = "is a curl command with a quote that is never closed";
        let length = end - command.range.start;
        return vec![Problem::new(FORMAT, step, length, message, "copy the whole command").into()];
    }
    let words = command.words.get(curl + 1..).unwrap_or_default();
    requests(words, command.input.as_ref()).iter().flat_map(|sent| parts(sent, command)).collect()
}

/// A request, for each URL that it goes to. What is sent to each is repeated only as often as it is worth.
fn parts(sent: &Sent, command: &Command) -> Vec<Part<'static>> {
    let (start, length) = (command.range.start, command.range.len());
    let addresses: usize = sent.urls.iter().map(|url| url.len() + 1).sum();
    let repeated = length.saturating_sub(addresses).max(1);
    let most = (length.saturating_mul(MOST_TIMES).saturating_add(ALWAYS) / repeated).max(1);
    let urls: Vec<Option<&String>> =
        if sent.urls.is_empty() { vec![None] } else { sent.urls.iter().map(Some).take(most).collect() };
    let mut parts = Vec::new();
    if let Some(others @ 1..) = sent.urls.len().checked_sub(urls.len()) {
        let message =
            format!("goes to {others} more addresses, and its body is too long to be read for each");
        let step = Step::Part { start };
        parts.push(Problem::new(FORMAT, step, length, message, "split it into several commands").into());
    }
    for url in urls {
        if let Some(file) = &sent.file {
            let (step, help) = (Step::Part { start }, Remedy::ReadBodyFile);
            if !sent.is_form {
                let message = format!("takes its body from a file that is not part of the command: {file}");
                parts.push(Problem::new(FORMAT, step, length, message, help).into());
                continue;
            }
            let message = format!("takes a part of its form from a file that is not here: {file}");
            let remark = Problem::new(FORMAT, step, length, message, help).of(Gravity::Remark);
            parts.push(remark.into());
        }
        let request = Request {
            headers: sent.headers(),
            method: Some(sent.method().into()),
            url: url.map(|url| sent.url(url).into()),
            ..Request::default()
        };
        let decoded = Step::Decoded { at: start, length };
        let body = |text: Vec<u8>, step| Body::new(FORMAT, request, text, step);
        let part = match sent.data.as_slice() {
            _ if sent.is_form => {
                let fields =
                    form_urlencoded::Serializer::new(String::new()).extend_pairs(&sent.form).finish();
                body(fields.into_bytes(), decoded).reserialised()
            }
            [] => body(Vec::new(), decoded),
            _ if sent.as_query => body(Vec::new(), decoded),
            [(_, one)] if !one.runs.is_empty() => body(one.text.clone(), Step::Runs(one.runs.clone())),
            _ => body(sent.joined(), decoded),
        };
        parts.push(part.into());
    }
    parts
}
