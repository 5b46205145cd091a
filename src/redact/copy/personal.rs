//! Texts about people: e-mail addresses, web addresses, telephone numbers and words, each in its place.

use super::replacer::Replacer;
use crate::redact::address::address_end;
use crate::redact::known::{begins_like_a_token, mail_host};
use crate::redact::text::is_name;
use crate::redact::value::is_time;
use crate::stand_in::{is_reserved_digits, is_reserved_host};

/// How many digits a telephone number has at least in a text of words.
const SHORTEST_TELEPHONE: usize = 7;
/// How much is looked at for the end of one, in characters.
const LONGEST_TELEPHONE: usize = 40;
/// How long the part before the at sign of an address may be, in characters.
const LONGEST_LOCAL: usize = 128;
/// What stands before an address of somebody and a colon.
const SCHEMES: &[&str] = &["mailto", "tel", "sms"];
/// Words of so many letters or fewer say little and are only hidden where they may be names.
const LITTLE: usize = 3;

impl Replacer<'_> {
    /// A text about somebody: each word becomes another, marks and blanks stay. `of_names` says that short words may be
    /// names too.
    pub(super) fn personal(&mut self, text: &str, of_names: bool) -> String {
        let mut out = String::with_capacity(text.len() * 2);
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let length = self.piece(text, at, rest, of_names, &mut out);
            at += length.max(1);
            while !text.is_char_boundary(at) {
                at += 1;
            }
        }
        out
    }

    /// Appends what stands for the piece that begins here; gives the length of the piece.
    fn piece(&mut self, text: &str, at: usize, rest: &str, of_names: bool, out: &mut String) -> usize {
        let Some(first) = rest.chars().next() else { return 0 };
        if let Some(length) = tag_length(rest) {
            out.push_str(&self.tag(rest.get(..length).unwrap_or_default()));
            return length;
        }
        if let Some(encoded) = rest.get(..3).filter(|encoded| is_encoded(encoded)) {
            out.push_str(encoded);
            return encoded.len();
        }
        if !first.is_alphanumeric() && first != '+' {
            out.push(first);
            return first.len_utf8();
        }
        if let Some(length) = email_length(text, at) {
            out.push_str(&self.email(rest.get(..length).unwrap_or_default()));
            return length;
        }
        if let Some(length) = url_length(text, at, rest) {
            out.push_str(&self.url(rest.get(..length).unwrap_or_default(), false));
            return length;
        }
        if first == '+' || first.is_ascii_digit() {
            if is_time(rest) {
                let length = rest.find(|sign: char| !is_of_time(sign)).unwrap_or(rest.len());
                out.push_str(rest.get(..length).unwrap_or_default());
                return length;
            }
            if let Some(length) = telephone_length(rest) {
                out.push_str(&self.telephone(rest.get(..length).unwrap_or_default()));
                return length;
            }
        }
        if first == '+' {
            out.push(first);
            return 1;
        }
        let length = rest.find(|sign: char| !sign.is_alphanumeric()).unwrap_or(rest.len());
        let run = rest.get(..length).unwrap_or_default();
        let is_scheme =
            SCHEMES.contains(&run) && rest.get(length..).is_some_and(|rest| rest.starts_with(':'));
        out.push_str(&if is_scheme { run.to_owned() } else { self.run(run, of_names) });
        length
    }

    /// A run of letters and digits.
    fn run(&mut self, run: &str, of_names: bool) -> String {
        if run.bytes().all(|byte| byte.is_ascii_digit()) {
            return if is_reserved_digits(run) { run.to_owned() } else { self.digits(run) };
        }
        let length = run.chars().count();
        if length == 1 || (!of_names && length <= LITTLE) {
            let crossed = |sign: char| match sign {
                sign if sign.is_uppercase() => 'X',
                sign if sign.is_numeric() => '0',
                _ => 'x',
            };
            return run.chars().map(crossed).collect();
        }
        self.word(run)
    }

    /// An e-mail address. One that can belong to nobody stays.
    pub(super) fn email(&mut self, address: &str) -> String {
        let is_encoded = !address.contains('@');
        let (who, host) = match address.rsplit_once(if is_encoded { "%40" } else { "@" }) {
            Some((who, host)) if !is_reserved_host(host) => (who, host),
            _ => return address.to_owned(),
        };
        let mut out = String::with_capacity(address.len() * 2);
        let mut run = String::new();
        let mut encoded = 0;
        for sign in who.chars().chain(['@']) {
            encoded = if sign == '%' { 3_usize } else { encoded.saturating_sub(1) };
            if sign.is_alphanumeric() && encoded == 0 {
                run.push(sign);
                continue;
            }
            if !run.is_empty() {
                out.push_str(&self.word(&run));
                run.clear();
            }
            out.push(sign);
        }
        if is_encoded {
            out.truncate(out.len() - 1);
            out.push_str("%40");
        }
        out.push_str(&self.host(host));
        out
    }

    /// A tag of HTML: only what stands in quotation marks is text.
    fn tag(&mut self, tag: &str) -> String {
        let mut out = String::with_capacity(tag.len());
        let (mut rest, mut quote) = (tag, None);
        while let Some(at) = rest.find(|sign| quote.map_or(matches!(sign, '"' | '\''), |quote| sign == quote))
        {
            let (piece, behind) = rest.split_at_checked(at).unwrap_or((rest, ""));
            let is_text = quote.is_some() && piece.contains(['@', '%', ':', ' ']);
            out.push_str(&if is_text { self.personal(piece, false) } else { piece.to_owned() });
            let mark = behind.chars().next().unwrap_or('"');
            out.push(mark);
            quote = if quote.is_some() { None } else { Some(mark) };
            rest = behind.get(1..).unwrap_or_default();
        }
        out.push_str(rest);
        out
    }

    /// A web address. Of one whose host can belong to nobody the path stays, but for what looks like a token: what its
    /// query carries may be somebody's all the same. Nothing stays of the path of one that `opens` something.
    pub(super) fn url(&mut self, address: &str, opens: bool) -> String {
        let Some((scheme, rest)) = address.split_once("//") else { return address.to_owned() };
        let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let (user, host) =
            authority.rsplit_once('@').map_or((None, authority), |(user, host)| (Some(user), host));
        let (name, port) = match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => (name, Some(port)),
            _ => (host, None),
        };
        let is_nobodys = is_reserved_host(name) && user.is_none();
        let query = path.find(['?', '#', ';']).unwrap_or(path.len());
        let mut out = format!("{scheme}//");
        if let Some(user) = user {
            out.push_str(&self.text(crate::redact::Category::UserInformation, user));
            out.push('@');
        }
        out.push_str(&if is_reserved_host(name) { name.to_owned() } else { self.host(name) });
        if let Some(port) = port {
            out.push(':');
            out.push_str(port);
        }
        // Short words of a path, `in`, `u`, say nothing of anybody; what is encoded stays encoded.
        let (mut at, mut token_end) = (0, 0);
        while let Some(rest) = path.get(at..).filter(|rest| !rest.is_empty()) {
            if at >= token_end && begins_like_a_token(rest) {
                token_end = at + rest.find(['/', '?', '#', '&', ';']).unwrap_or(rest.len());
            }
            let stays = is_nobodys && !opens && at < query && at >= token_end;
            if let Some(length) = email_in_path(path, at) {
                out.push_str(&self.email(rest.get(..length).unwrap_or_default()));
                at += length;
                continue;
            }
            let encoded = rest.starts_with('%').then(|| rest.get(..3)).flatten();
            let length = rest.find(|sign: char| !sign.is_alphanumeric()).unwrap_or(rest.len());
            match (encoded, rest.get(..length).filter(|run| !run.is_empty())) {
                (Some(encoded), _) => {
                    out.push_str(encoded);
                    at += encoded.len();
                }
                (None, Some(run)) => {
                    let is_little = run.len() < LITTLE && run.bytes().all(|byte| byte.is_ascii_lowercase());
                    out.push_str(&if is_little || stays { run.to_owned() } else { self.run(run, true) });
                    at += length;
                }
                (None, None) => {
                    let sign = rest.chars().next().unwrap_or('/');
                    out.push(sign);
                    at += sign.len_utf8();
                }
            }
        }
        out
    }
}

fn is_of_time(sign: char) -> bool {
    sign.is_ascii_digit() || matches!(sign, '-' | ':' | '.' | 'T' | 'Z' | '+' | 't' | 'z')
}

/// How long the e-mail address is that begins here.
pub(super) fn email_length(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let is_of_local = |sign: char| sign.is_alphanumeric() || "._%+-'!#$&*/=?^`{|}~".contains(sign);
    let end = rest.char_indices().take(LONGEST_LOCAL).find(|(_, sign)| !is_of_local(*sign));
    let end = end.map_or(rest.len().min(LONGEST_LOCAL), |(end, _)| end);
    let run = rest.get(..end)?;
    let (local, sign) = match run.find("%40") {
        Some(local) => (local, 3),
        None if rest.get(end..)?.starts_with('@') => (end, 1),
        None => return None,
    };
    let before = rest.get(..local)?;
    // `user=jane@…`: a name stands before the address.
    if before.is_empty()
        || before.contains("//")
        || before.split_once('=').is_some_and(|(name, _)| is_name(name))
    {
        return None;
    }
    mail_host(text, at + local + sign).map(|end| end - at)
}

/// How long the e-mail address is that begins here in the path or the query of an address, where a word begins.
fn email_in_path(path: &str, at: usize) -> Option<usize> {
    let (before, rest) = path.split_at_checked(at)?;
    let is_begin = rest.starts_with(char::is_alphanumeric) && !before.ends_with(char::is_alphanumeric);
    let length = email_length(path, at).filter(|_| is_begin)?;
    let local = rest.get(..length)?.split('@').next().unwrap_or_default();
    (!local.contains(['/', '?', '&', '=', '#'])).then_some(length)
}

/// Whether these are a percent sign and two hexadecimal digits.
fn is_encoded(text: &str) -> bool {
    text.strip_prefix('%').is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// How long a tag is that is looked at, in bytes.
const LONGEST_TAG: usize = 4096;

/// How long the tag of HTML is that begins here.
fn tag_length(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('<')?;
    inner.trim_start_matches('/').starts_with(|sign: char| sign.is_ascii_alphabetic()).then_some(())?;
    let end = inner.bytes().take(LONGEST_TAG).position(|byte| matches!(byte, b'>' | b'<'))?;
    (inner.as_bytes().get(end) == Some(&b'>')).then_some(end + 2)
}

/// How long the web address is that begins here.
fn url_length(text: &str, at: usize, rest: &str) -> Option<usize> {
    let scheme = rest.find(|sign: char| !sign.is_ascii_alphanumeric())?;
    let is_one = (2..=12).contains(&scheme) && rest.get(scheme..)?.starts_with("://");
    is_one.then(|| address_end(text, at, 0) - at)
}

/// How long the telephone number is that begins here: digits in groups.
fn telephone_length(rest: &str) -> Option<usize> {
    let is_of_number = |sign: &char| sign.is_ascii_digit() || "+ ()-./".contains(*sign);
    let end = rest.chars().take(LONGEST_TELEPHONE).take_while(is_of_number).count();
    let number = rest.get(..end)?.trim_end_matches(|sign: char| !sign.is_ascii_digit());
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let is_apart = !rest.get(number.len()..)?.starts_with(|sign: char| sign.is_alphanumeric());
    ((SHORTEST_TELEPHONE..=15).contains(&digits) && is_apart).then_some(number.len())
}
