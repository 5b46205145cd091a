//! The forms in which a request is written: as a command of a shell, over the wire, for programs.

use jiff::Timestamp;
use thiserror::Error;

use super::Outgoing;
use crate::json::quoted;

/// A form in which requests are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequestForm {
    /// A command that sends it, for a POSIX shell.
    Curl,
    /// What goes over the wire, RFC 9112.
    Http,
    /// A HAR 1.2 file with all of them.
    Har,
    /// One JSON object a line: `method`, `url`, `received_at`, `headers`, `body`.
    Ndjson,
}

/// Why a form cannot hold a request.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// A header that would end the line that it stands in.
    #[error("the header {0} is not one line of text")]
    Header(String),
    /// A byte that no argument of a command can hold.
    #[error("its body holds a NUL, which no command line can: http can")]
    Nul,
    /// Bytes that are not text.
    #[error("its body is not UTF-8: http and curl keep the bytes of any")]
    NotText,
}

/// The longest body that is an argument of a command: Linux takes no argument of more than 128 KiB.
const LONGEST_ARGUMENT: usize = 100_000;

impl RequestForm {
    /// Every form.
    pub const ALL: [Self; 4] = [Self::Curl, Self::Http, Self::Har, Self::Ndjson];

    /// `curl`, `http`, `har`, `ndjson`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Curl => "curl",
            Self::Http => "http",
            Self::Har => "har",
            Self::Ndjson => "ndjson",
        }
    }

    /// What stands before the first request.
    #[must_use]
    pub fn beginning(self) -> String {
        let version = env!("CARGO_PKG_VERSION");
        match self {
            Self::Har => format!(
                "{{\"log\":{{\"version\":\"1.2\",\"creator\":{{\"name\":\"hookspect\",\"version\":\"{version}\"}},\"entries\":["
            ),
            Self::Curl | Self::Http | Self::Ndjson => String::new(),
        }
    }

    /// What stands behind the last.
    #[must_use]
    pub const fn end(self) -> &'static str {
        match self {
            Self::Har => "\n]}}\n",
            Self::Curl | Self::Http | Self::Ndjson => "",
        }
    }

    /// A request in this form; `first` says that none was written before it.
    ///
    /// # Errors
    ///
    /// What the form cannot hold.
    pub fn written(self, request: &Outgoing<'_>, first: bool) -> Result<Vec<u8>, Refusal> {
        let in_line = |text: &str| !text.is_empty() && !text.chars().any(char::is_control);
        let is_name = |name: &str| in_line(name) && !name.contains([':', ' ']);
        let broken = request
            .headers
            .iter()
            .find(|(name, value)| !is_name(name) || !(value.is_empty() || in_line(value)));
        if let Some((name, _)) = broken {
            return Err(Refusal::Header(name.to_owned()));
        }
        match self {
            Self::Curl => curl(request),
            Self::Http => Ok(http(request)),
            Self::Har => {
                let entry = har(request)?;
                // A brace that begins a line looks like the next record of a stream.
                Ok(format!("{}\n {entry}", if first { "" } else { "," }).into_bytes())
            }
            Self::Ndjson => ndjson(request).map(String::into_bytes),
        }
    }
}

fn curl(request: &Outgoing<'_>) -> Result<Vec<u8>, Refusal> {
    if request.body.contains(&0) {
        return Err(Refusal::Nul);
    }
    let mut command = format!("curl --request {}", in_shell(request.method));
    for (name, value) in request.headers.iter() {
        // A colon and nothing behind it takes a header away.
        let line = if value.is_empty() { format!("{name};") } else { format!("{name}: {value}") };
        command.push_str(&format!(" --header {}", in_shell(&line)));
    }
    let url = request.url.map_or_else(|| "\"$URL\"".to_owned(), in_shell);
    let mut body = b"'".to_vec();
    for byte in request.body {
        match byte {
            b'\'' => body.extend_from_slice(b"'\\''"),
            byte => body.push(*byte),
        }
    }
    body.push(b'\'');
    Ok(match request.body.len() {
        0 => [command.as_bytes(), b" ", url.as_bytes(), b"\n"].concat(),
        1..=LONGEST_ARGUMENT => {
            [command.as_bytes(), b" --data-raw ", &body, b" ", url.as_bytes(), b"\n"].concat()
        }
        _ => {
            [b"printf %s ", &*body, b" | ", command.as_bytes(), b" --data-binary @- ", url.as_bytes(), b"\n"]
                .concat()
        }
    })
}

fn http(request: &Outgoing<'_>) -> Vec<u8> {
    let (host, path) = request.url.and_then(parts).unwrap_or(("localhost", request.path));
    let mut head = format!("{} {path} HTTP/1.1\r\nHost: {host}\r\n", request.method);
    for (name, value) in request.headers.iter() {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str(&format!("Content-Length: {}\r\n\r\n", request.body.len()));
    [head.as_bytes(), request.body].concat()
}

fn har(request: &Outgoing<'_>) -> Result<String, Refusal> {
    let body = text(request)?;
    let url = quoted(&url(request));
    let headers: Vec<String> = request
        .headers
        .iter()
        .map(|(name, value)| format!("{{\"name\":{},\"value\":{}}}", quoted(name), quoted(value)))
        .collect();
    let kind = quoted(request.headers.get("content-type").unwrap_or("application/json"));
    let (method, headers, size) = (quoted(request.method), headers.join(","), body.len());
    let (time, body) = (time(request), quoted(body));
    Ok(format!(
        "{{\"startedDateTime\":{time},\"time\":0,\"request\":{{\"method\":{method},\"url\":{url},\
         \"httpVersion\":\"HTTP/1.1\",\"cookies\":[],\"headers\":[{headers}],\"queryString\":[],\
         \"postData\":{{\"mimeType\":{kind},\"text\":{body}}},\"headersSize\":-1,\"bodySize\":{size}}},\
         \"response\":{{\"status\":0,\"statusText\":\"\",\"httpVersion\":\"HTTP/1.1\",\"cookies\":[],\"headers\":[],\
         \"content\":{{\"size\":0,\"mimeType\":\"\"}},\"redirectURL\":\"\",\"headersSize\":-1,\"bodySize\":-1}},\
         \"cache\":{{}},\"timings\":{{\"send\":0,\"wait\":0,\"receive\":0}}}}"
    ))
}

fn ndjson(request: &Outgoing<'_>) -> Result<String, Refusal> {
    let mut names: Vec<(String, Vec<String>)> = Vec::new();
    for (name, value) in request.headers.iter() {
        match names.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
            Some((_, values)) => values.push(quoted(value)),
            None => names.push((name.to_owned(), vec![quoted(value)])),
        }
    }
    if request.headers.get("content-length").is_none() {
        names.push(("Content-Length".to_owned(), vec![quoted(&request.body.len().to_string())]));
    }
    let header = |(name, values): &(String, Vec<String>)| match values.as_slice() {
        [value] => format!("{}:{value}", quoted(name)),
        several => format!("{}:[{}]", quoted(name), several.join(",")),
    };
    Ok(format!(
        "{{\"method\":{},\"url\":{},\"received_at\":{},\"headers\":{{{}}},\"body\":{}}}\n",
        quoted(request.method),
        quoted(&url(request)),
        time(request),
        names.iter().map(header).collect::<Vec<_>>().join(","),
        quoted(text(request)?)
    ))
}

fn text<'o>(request: &Outgoing<'o>) -> Result<&'o str, Refusal> {
    std::str::from_utf8(request.body).map_err(|_| Refusal::NotText)
}

fn time(request: &Outgoing<'_>) -> String {
    quoted(&Timestamp::from_second(request.sent_at).unwrap_or_default().to_string())
}

fn url(request: &Outgoing<'_>) -> String {
    request.url.map_or_else(|| format!("http://localhost{}", request.path), str::to_owned)
}

/// The host of a URL, and the path with the query.
fn parts(url: &str) -> Option<(&str, &str)> {
    let (_, rest) = url.split_once("://")?;
    let rest = rest.split('#').next()?;
    let (authority, path) = rest.find(['/', '?']).map_or((rest, "/"), |at| rest.split_at(at));
    let host = authority.rsplit('@').next()?;
    Some((host, if path.starts_with('?') { "/" } else { path }))
}

/// A word as a POSIX shell takes it for one.
#[must_use]
pub fn in_shell(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "@%+=:,./_-".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capture::Headers;

    fn request<'o>(headers: &'o Headers, body: &'o [u8]) -> Outgoing<'o> {
        Outgoing { method: "POST", url: None, path: "/", headers, body, sent_at: 0 }
    }

    #[test]
    fn what_a_form_cannot_hold_is_refused_and_not_cut() {
        let none = Headers::default();
        assert_eq!(RequestForm::Curl.written(&request(&none, b"{\0}"), true), Err(Refusal::Nul));
        assert_eq!(RequestForm::Har.written(&request(&none, b"{\xff}"), true), Err(Refusal::NotText));
        assert!(RequestForm::Http.written(&request(&none, b"{\0\xff}"), true).is_ok());
        let mut split = Headers::default();
        split.push("X-Note", "a\r\nX-Other: b");
        for form in RequestForm::ALL {
            assert_eq!(form.written(&request(&split, b"{}"), true), Err(Refusal::Header("X-Note".into())));
        }
    }

    #[test]
    fn a_body_too_long_for_an_argument_comes_through_a_pipe() {
        let (none, body) = (Headers::default(), vec![b'1'; LONGEST_ARGUMENT + 1]);
        let command = RequestForm::Curl.written(&request(&none, &body), true).unwrap_or_default();
        assert!(command.starts_with(b"printf %s '1") && command.ends_with(b" --data-binary @- \"$URL\"\n"));
    }

    #[test]
    fn a_url_is_the_host_and_the_path() {
        let none = Headers::default();
        for (url, host, path) in [
            ("https://shop.example:8443/hooks?a=1#top", "shop.example:8443", "/hooks?a=1"),
            ("http://u:p@shop.example", "shop.example", "/"),
        ] {
            let request = Outgoing { url: Some(url), ..request(&none, b"") };
            let head = format!("POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\n\r\n");
            assert_eq!(RequestForm::Http.written(&request, true), Ok(head.into_bytes()));
        }
    }
}
