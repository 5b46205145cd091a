//! `curl` commands: the request that they would send.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::place::Place;
use super::request::{Headers, Request};
use super::shell::{Command, Commands, Word};
use super::unwrap::{Body, Each, Layer, fault};
use super::{Fidelity, Found, Unwrapper};
use crate::json::Tape;

/// What an option means for the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    Method,
    Url,
    Query,
    Header,
    /// A header of this name.
    Named(&'static str),
    User,
    Bearer,
    Data,
    Raw,
    Json,
    Encoded,
    Form,
    FormString,
    Upload,
    /// It takes a value that says nothing of the request.
    Ignored,
}

/// The options that take a value, by what they mean; those that mean nothing here are in [`IGNORED`].
const OPTIONS: &[(&str, Meaning)] = &[
    ("X", Meaning::Method),
    ("request", Meaning::Method),
    ("url", Meaning::Url),
    ("url-query", Meaning::Query),
    ("H", Meaning::Header),
    ("header", Meaning::Header),
    ("A", Meaning::Named("User-Agent")),
    ("user-agent", Meaning::Named("User-Agent")),
    ("b", Meaning::Named("Cookie")),
    ("cookie", Meaning::Named("Cookie")),
    ("e", Meaning::Named("Referer")),
    ("referer", Meaning::Named("Referer")),
    ("u", Meaning::User),
    ("user", Meaning::User),
    ("oauth2-bearer", Meaning::Bearer),
    ("d", Meaning::Data),
    ("data", Meaning::Data),
    ("data-ascii", Meaning::Data),
    ("data-binary", Meaning::Data),
    ("data-raw", Meaning::Raw),
    ("json", Meaning::Json),
    ("data-urlencode", Meaning::Encoded),
    ("F", Meaning::Form),
    ("form", Meaning::Form),
    ("form-string", Meaning::FormString),
    ("T", Meaning::Upload),
    ("upload-file", Meaning::Upload),
];

/// The short options that take a value which says nothing of the request.
const IGNORED_SHORT: &str = "CDEKPQUYcmortwxyz";

/// The long ones, sorted; `curl --help all` lists them.
const IGNORED: &[&str] = &[
    "abstract-unix-socket",
    "alt-svc",
    "aws-sigv4",
    "cacert",
    "capath",
    "cert",
    "cert-type",
    "ciphers",
    "config",
    "connect-timeout",
    "connect-to",
    "continue-at",
    "cookie-jar",
    "create-file-mode",
    "crlfile",
    "curves",
    "delegation",
    "dns-interface",
    "dns-ipv4-addr",
    "dns-ipv6-addr",
    "dns-servers",
    "doh-url",
    "dump-header",
    "ech",
    "egd-file",
    "engine",
    "etag-compare",
    "etag-save",
    "expect100-timeout",
    "ftp-account",
    "ftp-alternative-to-user",
    "ftp-method",
    "ftp-port",
    "ftp-ssl-ccc-mode",
    "happy-eyeballs-timeout-ms",
    "haproxy-clientip",
    "hostpubmd5",
    "hostpubsha256",
    "hsts",
    "interface",
    "ip-tos",
    "ipfs-gateway",
    "keepalive-cnt",
    "keepalive-time",
    "key",
    "key-type",
    "krb",
    "libcurl",
    "limit-rate",
    "local-port",
    "login-options",
    "mail-auth",
    "mail-from",
    "mail-rcpt",
    "max-filesize",
    "max-redirs",
    "max-time",
    "netrc-file",
    "noproxy",
    "output",
    "output-dir",
    "parallel-max",
    "pass",
    "pinnedpubkey",
    "preproxy",
    "proto",
    "proto-default",
    "proto-redir",
    "proxy",
    "proxy-cacert",
    "proxy-capath",
    "proxy-cert",
    "proxy-cert-type",
    "proxy-ciphers",
    "proxy-crlfile",
    "proxy-header",
    "proxy-key",
    "proxy-key-type",
    "proxy-pass",
    "proxy-pinnedpubkey",
    "proxy-service-name",
    "proxy-tls13-ciphers",
    "proxy-tlsauthtype",
    "proxy-tlspassword",
    "proxy-tlsuser",
    "proxy-user",
    "proxy1.0",
    "pubkey",
    "quote",
    "random-file",
    "range",
    "rate",
    "request-target",
    "resolve",
    "retry",
    "retry-delay",
    "retry-max-time",
    "sasl-authzid",
    "service-name",
    "socks4",
    "socks4a",
    "socks5",
    "socks5-gssapi-service",
    "socks5-hostname",
    "speed-limit",
    "speed-time",
    "stderr",
    "telnet-option",
    "tftp-blksize",
    "time-cond",
    "tls-max",
    "tls13-ciphers",
    "tlsauthtype",
    "tlspassword",
    "tlsuser",
    "trace",
    "trace-ascii",
    "trace-config",
    "unix-socket",
    "variable",
    "vlan-priority",
    "write-out",
];

/// What a long option's value means; none where it takes no value.
fn long(name: &str) -> Option<Meaning> {
    let known = OPTIONS.iter().find(|(own, _)| own.len() > 1 && *own == name).map(|(_, meaning)| *meaning);
    known.or_else(|| IGNORED.binary_search(&name).is_ok().then_some(Meaning::Ignored))
}

fn short(letter: char) -> Option<Meaning> {
    let is_it = |own: &str| own.len() == 1 && own.starts_with(letter);
    let known = OPTIONS.iter().find(|(own, _)| is_it(own)).map(|(_, meaning)| *meaning);
    known.or_else(|| IGNORED_SHORT.contains(letter).then_some(Meaning::Ignored))
}

/// What a command would send.
#[expect(clippy::struct_excessive_bools, reason = "each is an option that stands for itself")]
#[derive(Debug, Default)]
struct Sent {
    method: Option<String>,
    urls: Vec<String>,
    queries: Vec<String>,
    headers: Headers,
    /// The pieces of its body, which `&` joins.
    data: Vec<Word>,
    has_data: bool,
    /// The fields of its form, or of what is encoded for it.
    form: Vec<(String, String)>,
    is_form: bool,
    as_query: bool,
    head: bool,
    /// A file that holds its body or a part of it.
    file: Option<String>,
    upload: bool,
}

impl Sent {
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
                self.file = Some(text.into_owned());
                (self.upload, self.has_data) = (true, true);
            }
            Meaning::Data | Meaning::Raw | Meaning::Json => {
                self.has_data = true;
                if meaning == Meaning::Json {
                    self.headers.push("Content-Type", "application/json");
                    self.headers.push("Accept", "application/json");
                }
                match (text.strip_prefix('@'), input) {
                    (Some("-"), Some(input)) if meaning != Meaning::Raw => self.data.push(input.clone()),
                    (Some(file), _) if meaning != Meaning::Raw => self.file = Some(file.to_owned()),
                    _ => self.data.push(value.clone()),
                }
            }
            Meaning::Encoded => {
                self.has_data = true;
                let (name, said) = text.split_once('=').unwrap_or(("", &text));
                match text.split_once('@') {
                    Some((name, file)) if !name.contains('=') => {
                        self.file = Some(format!("{file} for {name}"));
                    }
                    _ => self.data.push(Word { text: encoded(name, said).into_bytes(), runs: Vec::new() }),
                }
            }
            Meaning::Form | Meaning::FormString => {
                (self.has_data, self.is_form) = (true, true);
                let (name, said) = text.split_once('=').unwrap_or((&text, ""));
                if meaning == Meaning::Form && said.starts_with(['@', '<']) {
                    self.file = Some(said.get(1..).unwrap_or_default().to_owned());
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

    fn url(&self, url: &str) -> String {
        let as_query = self.data.iter().filter(|_| self.as_query).map(Word::as_text);
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

impl Unwrapper<'_> {
    /// The requests of all `curl` commands in a text.
    pub(super) fn commands(&self, text: &[u8], layer: &Layer, tapes: &mut [Tape], each: Each<'_>) {
        let mut passed = 0;
        for command in Commands::new(text) {
            let is_curl = |word: &Word| {
                let name = word.text.rsplit(|byte| matches!(byte, b'/' | b'\\')).next().unwrap_or_default();
                matches!(name, b"curl" | b"curl.exe")
            };
            let Some(start) = command.words.iter().position(is_curl) else {
                passed += 1;
                continue;
            };
            let here = Place::Part { of: &Place::Record, start: command.range.start };
            if command.unclosed {
                let layer = layer.with("curl", Request::default());
                let message = "is a curl command with a quote that is never closed".to_owned();
                let length = text.len() - command.range.start;
                let help = "copy the whole command";
                each(Found::Fault(fault(&layer, &here, length, message, help)));
                continue;
            }
            let words = command.words.get(start + 1..).unwrap_or_default();
            for sent in requests(words, command.input.as_ref()) {
                self.sent(&sent, &command, layer, tapes, each);
            }
        }
        if passed > 0 {
            each(Found::Passed(passed));
        }
    }

    /// A request, for each URL that it goes to.
    fn sent(&self, sent: &Sent, command: &Command, layer: &Layer, tapes: &mut [Tape], each: Each<'_>) {
        let urls = if sent.urls.is_empty() { vec![None] } else { sent.urls.iter().map(Some).collect() };
        let here = Place::Part { of: &Place::Record, start: command.range.start };
        for url in urls {
            let request = Request {
                headers: sent.headers.clone(),
                method: Some(sent.method().into()),
                url: url.map(|url| sent.url(url).into()),
                received_at: None,
            };
            let layer = layer.with("curl", request);
            let length = command.range.len();
            if let Some(file) = &sent.file {
                let help = "give that file itself, with --header for the signature";
                if !sent.is_form {
                    let message =
                        format!("takes its body from a file that is not part of the command: {file}");
                    each(Found::Fault(fault(&layer, &here, length, message, help)));
                    continue;
                }
                let message = format!("takes a part of its form from a file that is not here: {file}");
                each(Found::Remark(fault(&layer, &here, length, message, help)));
            }
            let decoded = Place::Decoded { of: &Place::Record, at: command.range.start, length };
            if sent.is_form {
                let fields =
                    form_urlencoded::Serializer::new(String::new()).extend_pairs(&sent.form).finish();
                let text = Cow::Owned(fields.into_bytes());
                let fidelity = Fidelity::Reserialised;
                self.body(Body { text, place: &decoded, fidelity, layer: &layer }, tapes, each);
                continue;
            }
            let fidelity = Fidelity::Exact;
            match sent.data.as_slice() {
                [] => self.body(
                    Body { text: Cow::Borrowed(b""), place: &decoded, fidelity, layer: &layer },
                    tapes,
                    each,
                ),
                _ if sent.as_query => {
                    self.body(
                        Body { text: Cow::Borrowed(b""), place: &decoded, fidelity, layer: &layer },
                        tapes,
                        each,
                    );
                }
                [one] if !one.runs.is_empty() => {
                    let place = Place::Runs { of: &Place::Record, runs: &one.runs };
                    let text = Cow::Borrowed(one.text.as_slice());
                    self.body(Body { text, place: &place, fidelity, layer: &layer }, tapes, each);
                }
                several => {
                    let pieces: Vec<&[u8]> = several.iter().map(|word| word.text.as_slice()).collect();
                    let text = Cow::Owned(pieces.join(&b'&'));
                    self.body(Body { text, place: &decoded, fidelity, layer: &layer }, tapes, each);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{IGNORED, long};

    #[test]
    fn options_are_found_by_their_order() {
        assert!(IGNORED.is_sorted());
        assert!(IGNORED.iter().all(|name| long(name).is_some()));
        assert!(long("compressed").is_none() && long("d").is_none());
    }
}
