//! What a line of a log says around the value in it: when it came, which program has logged it, to which address it
//! was sent, and in which words.

use super::log_time;
use super::request::Request;

/// How many bytes of the words before a value are kept, and of those behind it.
const WORDS: usize = 200;

/// The methods that deliver something.
const METHODS: &[&str] = &["POST", "PUT", "PATCH", "DELETE", "GET"];

/// What the text before and after a value in a line tells of its request.
pub(super) fn request(before: &[u8], after: &[u8]) -> Request {
    let before = String::from_utf8_lossy(before);
    let (logged_by, rest) = origin(&before);
    let (method, url) = address(rest).map_or((None, None), |(method, url)| (method, Some(url)));
    let after = String::from_utf8_lossy(after.get(..after.len().min(WORDS)).unwrap_or_default());
    let words = format!("{} {}", last(rest, WORDS), after);
    Request {
        received_at: log_time::first(rest).or_else(|| log_time::first(&before)).map(Into::into),
        logged_by: logged_by.map(Into::into),
        method: method.map(Into::into),
        url: url.map(Into::into),
        words: Some(words.trim()).filter(|words| words.contains(char::is_alphabetic)).map(Into::into),
        ..Request::default()
    }
}

/// Which program has logged a line, where what collects logs has written that before it; and the line itself.
pub(super) fn origin(line: &str) -> (Option<String>, &str) {
    let forms = [compose, kubectl, syslog, stern];
    let found = forms.iter().find_map(|form| form(line.trim_start()));
    found.map_or((None, line), |(name, rest)| (Some(name), rest))
}

/// `web-1  | TEXT` of docker compose, `0|web  | TEXT` of pm2.
fn compose(line: &str) -> Option<(String, &str)> {
    let (name, rest) = line.split_once(" | ").or_else(|| Some((line.strip_suffix(" |")?, "")))?;
    let name = name.trim_end();
    let number = name.split_once('|').filter(|(number, _)| number.bytes().all(|byte| byte.is_ascii_digit()));
    let name = number.map_or(name, |(_, name)| name);
    is_name(name).then(|| (name.to_owned(), rest))
}

/// `[pod/web-7d4b/app] TEXT` of `kubectl logs --prefix`.
fn kubectl(line: &str) -> Option<(String, &str)> {
    let (name, rest) = line.strip_prefix("[pod/")?.split_once(']')?;
    let (pod, container) = name.split_once('/')?;
    (is_name(pod) && is_name(container)).then(|| (name.to_owned(), rest))
}

/// `Nov 20 10:15:30 host web[7]: TEXT` of syslog and journald, `2026-11-20T10:15:30+00:00 app[web.1]: TEXT` of Heroku.
fn syslog(line: &str) -> Option<(String, &str)> {
    let line = match line.strip_prefix('<').and_then(|line| line.split_once('>')) {
        Some((priority, rest)) if priority.bytes().all(|byte| byte.is_ascii_digit()) => rest,
        _ => line,
    };
    let words = log_time::after_syslog_time(line)
        .or_else(|| line.get(log_time::beginning(line)?.1..)?.strip_prefix(' '))?;
    let (first, behind) = words.split_once(' ')?;
    let (unit, rest) = if let Some(unit) = first.strip_suffix(':') {
        (unit, behind)
    } else {
        let (unit, rest) = behind.split_once(' ')?;
        (unit.strip_suffix(':').filter(|_| is_name(first))?, rest)
    };
    let (name, number) = unit.strip_suffix(']')?.split_once('[')?;
    let is_process = number.bytes().all(|byte| byte.is_ascii_digit());
    let unit = if is_process { name } else { unit };
    (is_name(name) && is_name(number)).then(|| (unit.to_owned(), rest))
}

/// `web-7d4b9c6f5-x2x9z app TEXT` of stern: a pod's name ends in what Kubernetes has made up.
fn stern(line: &str) -> Option<(String, &str)> {
    let (pod, rest) = line.split_once(' ')?;
    let (container, rest) = rest.split_once(' ')?;
    let mut parts = pod.rsplit('-');
    let (own, set) = (parts.next()?, parts.next()?);
    // Kubernetes leaves out of what it makes up the letters and digits that could spell something.
    let is_made_up = |part: &str| part.bytes().all(|byte| b"bcdfghjklmnpqrstvwxz2456789".contains(&byte));
    let is_pod = parts.next().is_some()
        && own.len() == 5
        && (8..=10).contains(&set.len())
        && is_made_up(own)
        && is_made_up(set);
    (is_pod && is_name(pod) && is_name(container)).then(|| (format!("{pod}/{container}"), rest))
}

fn is_name(text: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    !text.is_empty() && text.len() <= 253 && text.chars().all(is_part)
}

/// The address that a line names: `POST /hooks/a`, `path=/hooks/a`.
fn address(text: &str) -> Option<(Option<&str>, String)> {
    let mut words =
        text.split(|c: char| c.is_ascii_whitespace() || matches!(c, '"' | '\'' | ',' | '[' | ']'));
    let mut method = None;
    let is_address = |word: &str| word.starts_with('/') && word.len() > 1 || word.contains("://");
    let found = words.find_map(|word| {
        if word.is_empty() {
            return None;
        }
        if let Some(known) = METHODS.iter().find(|known| **known == word) {
            method = Some(*known);
            return None;
        }
        if method.is_some() && is_address(word) {
            return Some(word);
        }
        match word.split_once(['=', ':']) {
            Some(("method" | "http_method", value)) => {
                method = METHODS.iter().find(|known| **known == value).copied();
                None
            }
            Some(("path" | "url" | "uri" | "request_uri" | "http_path", value)) if is_address(value) => {
                Some(value)
            }
            _ => {
                method = None;
                None
            }
        }
    })?;
    Some((method, found.trim_end_matches([':', ';']).to_owned()))
}

/// The last bytes of a text, as far as they are whole characters.
fn last(text: &str, bytes: usize) -> &str {
    let from = text.len().saturating_sub(bytes);
    let from = (from..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    text.get(from..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{origin, request};

    #[test]
    fn what_collects_logs_writes_who_has_logged_a_line() {
        for (line, name, rest) in [
            ("web-1  | got {", Some("web-1"), "got {"),
            ("web-1  | ", Some("web-1"), ""),
            ("0|hooks    | got {", Some("hooks"), "got {"),
            ("[pod/web-7d4b9c6f5-x2x9z/app] got {", Some("web-7d4b9c6f5-x2x9z/app"), " got {"),
            ("web-7d4b9c6f5-x2x9z app got {", Some("web-7d4b9c6f5-x2x9z/app"), "got {"),
            ("Nov 20 10:15:30 host web[7]: got {", Some("web"), "got {"),
            ("<34>Nov  2 10:15:30 host web[7]: got {", Some("web"), "got {"),
            ("2026-11-20T10:15:30+0000 host web[7]: got {", Some("web"), "got {"),
            ("2026-11-20T10:15:30.1+00:00 app[web.1]: got {", Some("app[web.1]"), "got {"),
            ("one | two {", Some("one"), "two {"),
            ("some text | more {", None, "some text | more {"),
            ("2026-11-20T10:15:30Z INFO hooks: got {", None, "2026-11-20T10:15:30Z INFO hooks: got {"),
            ("user-created from here {", None, "user-created from here {"),
        ] {
            assert_eq!(origin(line), (name.map(str::to_owned), rest), "{line}");
        }
    }

    #[test]
    fn a_line_tells_when_and_where_to_and_in_which_words() {
        let of = |before: &str, after: &str| request(before.as_bytes(), after.as_bytes());
        let one = of("web-1  | 2026-11-20T10:15:30Z INFO POST /hooks/a?b=c body=", " status=200");
        assert_eq!(one.received_at.as_deref(), Some("2026-11-20T10:15:30Z"));
        assert_eq!((one.method.as_deref(), one.url.as_deref()), (Some("POST"), Some("/hooks/a?b=c")));
        assert_eq!(one.logged_by.as_deref(), Some("web-1"));
        assert!(one.words.unwrap_or_default().ends_with("body=  status=200"));
        let two = of("level=info method=PUT path=/hooks/b body=\"", "\"");
        assert_eq!((two.method.as_deref(), two.url.as_deref()), (Some("PUT"), Some("/hooks/b")));
        let three = of("at /app/index.js got ", "");
        assert_eq!((three.method, three.url), (None, None));
        assert_eq!(of("  ", "").words, None);
    }
}
