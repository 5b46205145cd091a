//! What is to be hidden in a text that need not be JSON: one pass that looks for names and the values beside them, for
//! addresses, and for values that tell what they are. Takes time in proportion to the text.

mod below;
mod form;
mod pair;

use std::ops::Range;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::address::{Address, address_end, hook};
use super::category::Category::{self, Authorization, CapabilityUrl, Email, UserInformation};
use super::declared::Names;
use super::extent::Context;
use super::known::{known, mail_host};
use super::lexeme::{Lexeme, lexeme, quote};
use super::names::Named;
use super::value::is_opaque;
use crate::model::Sensitivity;
use form::Next;

/// A part of a text, and what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) category: Category,
}

/// Members whose value names another member of the same object.
const NAMING: &[&str] =
    &["name", "key", "header", "field", "param", "parameter", "attribute", "variable", "label", "k", "n"];
/// Members that hold what such a name names.
const VALUED: &[&str] = &["value", "val", "v", "values", "content", "text", "data", "string"];

/// Whether a member's value may name what a sibling holds.
pub(super) fn names_a_value(name: &str) -> bool {
    NAMING.iter().any(|one| name.eq_ignore_ascii_case(one))
        || (name.len() <= 16
            && ["header_name", "headername", "field_name", "fieldname"]
                .iter()
                .any(|one| name.eq_ignore_ascii_case(one)))
}

/// Whether a member holds what a sibling names.
pub(super) fn is_a_value(name: &str) -> bool {
    VALUED.iter().any(|one| name.eq_ignore_ascii_case(one))
}

/// The parts of a text that are secret, and if `personal` also those that are personal or financial, in order and apart
/// from each other.
pub(super) fn parts(text: &str, names: &Names, personal: bool) -> Vec<Part> {
    let mut scan = Scan {
        text,
        names,
        personal,
        found: Vec::new(),
        before: ('\n', 0),
        line: true,
        margin: 0,
        in_margin: true,
        next_body: Next::default(),
        next_boundary: Next::default(),
        phrase: Phrase::default(),
        tag: false,
        client: false,
        address: None,
        atom: None,
        named: None,
        valued: None,
    };
    let mut at = 0;
    while let Some(here) = lexeme(text, at) {
        at = if is_of_word(here.sign) { scan.word(at) } else { scan.mark(at, here) };
    }
    apart(scan.found)
}

/// Where the end of a text stops that began on a line before: a text that is no JSON and whose first quotation mark
/// closes something. What it is the end of cannot be known.
pub(super) fn tail(text: &str) -> Option<usize> {
    let (before, after) = text.split_once('"')?;
    let begins = before.trim_start();
    if begins.is_empty() || begins.starts_with(['{', '[']) || before.contains(['\n', ':', '=']) {
        return None;
    }
    let next = after.trim_start_matches([' ', '\t', '\r']).chars().next();
    matches!(next, Some(',' | '}' | ']')).then_some(before.len())
}

/// In order; what overlaps becomes one part.
pub(super) fn apart(mut parts: Vec<Part>) -> Vec<Part> {
    parts.sort_by_key(|part| (part.start, std::cmp::Reverse(part.end)));
    let mut out: Vec<Part> = Vec::with_capacity(parts.len());
    for part in parts.into_iter().filter(|part| part.start < part.end) {
        match out.last_mut().filter(|last| part.start < last.end) {
            Some(last) => last.end = last.end.max(part.end),
            None => out.push(part),
        }
    }
    out
}

fn is_of_word(sign: char) -> bool {
    sign.is_ascii_alphanumeric()
        || matches!(sign, '_' | '-' | '.' | '$')
        || (!sign.is_ascii() && sign.is_alphanumeric())
}

/// Where a run of letters, digits and signs of words ends that are all of ASCII and written as they are.
fn word_run(text: &[u8], from: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    let is_plain = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'$');
    let run = rest.iter().take_while(is_plain).count();
    #[cfg(test)]
    super::lexeme::STEPS.set(super::lexeme::STEPS.get() + run);
    from + run
}

/// Whether a text may be the name of a value: letters, digits and `_` alone.
pub(super) fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// What follows a word that is a scheme of authorization (RFC 7235, section 2.1), where it can be nothing else: a token that
/// chance has made, or a user's name and password in base64.
fn authorization(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    let scheme = text.get(start..end).filter(|word| word.len() <= 6)?;
    let rest = text.get(end..)?.strip_prefix(' ')?;
    let is_of_token = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~+/=".contains(byte);
    let length = rest.bytes().take(MOST_OF_TOKEN).take_while(is_of_token).count();
    let token = rest.get(..length)?;
    let is_secret = match scheme {
        _ if scheme.eq_ignore_ascii_case("bearer") => is_opaque(token),
        _ if scheme.eq_ignore_ascii_case("basic") => {
            STANDARD.decode(token).is_ok_and(|user| user.contains(&b':') && str::from_utf8(&user).is_ok())
        }
        _ => false,
    };
    is_secret.then_some(end + 1..end + 1 + length)
}

/// How many bytes of what an authorization is are looked at.
const MOST_OF_TOKEN: usize = 4096;

/// Up to three words in a row with one blank between them: a name may be several.
#[derive(Debug, Clone, Copy, Default)]
struct Phrase {
    starts: [usize; 3],
    count: usize,
    /// Blanks since the last word; more than one, or another mark, end the phrase.
    gap: usize,
    /// The mark before the first word, and its depth.
    before: (char, usize),
    /// Whether the first word begins its line.
    line: bool,
}

#[expect(clippy::struct_excessive_bools, reason = "what is known of the place, each on its own")]
struct Scan<'t, 'n> {
    text: &'t str,
    names: &'n Names,
    personal: bool,
    found: Vec<Part>,
    /// The last character and its depth.
    before: (char, usize),
    /// Whether nothing but blanks and list marks stands before on this line.
    line: bool,
    /// How many blanks and list marks begin this line.
    margin: usize,
    /// Whether there may be more of them.
    in_margin: bool,
    /// Where the next value of a part of a form begins, and where the next boundary is.
    next_body: Next,
    next_boundary: Next,
    phrase: Phrase,
    /// Whether a tag is open.
    tag: bool,
    /// Whether a program was named whose `-p` has the password right behind it.
    client: bool,
    address: Option<Address>,
    /// Where what may be the first half of an e-mail address began.
    atom: Option<usize>,
    /// What a member called `name` named, until its value comes or the object ends.
    named: Option<Named>,
    /// Where the value of a member called `value` begins, while no name has come.
    valued: Option<(usize, Context)>,
}

impl Scan<'_, '_> {
    fn push(&mut self, start: usize, end: usize, category: Category) {
        if self.personal || category.sensitivity() == Sensitivity::Secret {
            self.found.push(Part { start, end, category });
        }
    }

    /// Goes on behind something that was hidden.
    fn behind(&mut self, end: usize) -> usize {
        (self.before, self.line, self.atom, self.phrase) = (('…', 0), false, None, Phrase::default());
        end
    }

    /// A run of letters, digits, `_`, `-`, `.`; gives the offset at which to go on.
    fn word(&mut self, start: usize) -> usize {
        let (mut end, mut last, mut dashes) = (start, '-', true);
        loop {
            let plain = word_run(self.text.as_bytes(), end);
            if let Some(run) = self.text.as_bytes().get(end..plain).filter(|run| !run.is_empty()) {
                dashes &= run.iter().all(|byte| *byte == b'-');
                last = run.last().copied().map_or(last, char::from);
                end = plain;
            }
            let Some(here) = lexeme(self.text, end).filter(|here| is_of_word(here.sign)) else { break };
            dashes &= here.sign == '-';
            (end, last) = (here.end, here.sign);
        }
        if let Some(known) = known(self.text, start, end) {
            self.push(start, known.end, known.category);
            return self.behind(known.end);
        }
        if let Some(secret) = authorization(self.text, start, end) {
            self.push(secret.start, secret.end, Authorization);
            return self.behind(secret.end);
        }
        if self.in_margin {
            self.in_margin = dashes;
            self.margin += if dashes { end - start } else { 0 };
        }
        if self.phrase.gap != 1 || self.phrase.count == 0 {
            self.phrase = Phrase { before: self.before, line: self.line, ..Phrase::default() };
        }
        let [first, second, third] = self.phrase.starts;
        match self.phrase.count {
            0 => self.phrase.starts = [start, 0, 0],
            1 => self.phrase.starts = [first, start, 0],
            2 => self.phrase.starts = [first, second, start],
            _ => {
                self.phrase.starts = [second, third, start];
                self.phrase.line = false;
                self.phrase.before = (' ', 0);
            }
        }
        self.phrase.count = (self.phrase.count + 1).min(3);
        self.phrase.gap = 0;
        let slice = self.text.get(start..end).unwrap_or_default();
        if slice.eq_ignore_ascii_case("form-data")
            && let Some(next) = self.field(end)
        {
            return self.behind(next);
        }
        if let Some(next) = self.pair(start, end).or_else(|| self.password_of_client(start, slice)) {
            return self.behind(next);
        }
        if let Some(address) = &mut self.address {
            if address.hook && self.before.0 == '/' && is_opaque(slice) {
                self.push(start, end, CapabilityUrl);
                return self.behind(end);
            }
            address.see_word(slice);
        }
        self.atom = self.atom.or(Some(start));
        self.line &= dashes || slice == "export";
        self.before = (last, 0);
        end
    }

    /// A character that is of no word; gives the offset at which to go on.
    fn mark(&mut self, at: usize, here: Lexeme) -> usize {
        let Lexeme { sign, end, depth } = here;
        let mut next = end;
        match sign {
            '@' => next = self.at_sign(at, end),
            '<' => self.tag = lexeme(self.text, end).is_some_and(|next| next.sign != '/'),
            '>' => self.tag = false,
            '{' | '}' => (self.named, self.valued) = (None, None),
            '\n' | ';' | '|' | '&' => self.client = false,
            ':' if self.starts_address(end).is_some() => {
                next = self.open_address(self.starts_address(end).unwrap_or(end), depth, true);
            }
            // `//user:password@host`, without a scheme.
            '/' if self.address.is_none()
                && !matches!(self.before.0, ':' | '/')
                && !is_of_word(self.before.0) =>
            {
                if let Some(host) = lexeme(self.text, end).filter(|second| second.sign == '/') {
                    next = self.open_address(host.end, depth, false);
                }
            }
            _ => {}
        }
        let ends_address = sign.is_whitespace() || quote(sign).is_some() || matches!(sign, '<' | '>');
        match &mut self.address {
            Some(_) if ends_address => self.address = None,
            Some(address) if next == end && sign != '@' => address.see(sign),
            _ => {}
        }
        match sign {
            '\n' | '\r' => (self.margin, self.in_margin) = (0, true),
            ' ' | '\t' if self.in_margin => self.margin += 1,
            _ => self.in_margin = false,
        }
        match sign {
            '\n' | '\r' => (self.line, self.phrase.gap) = (true, 9),
            ' ' | '\t' => self.phrase.gap += 1,
            '*' | '#' | '>' | '<' => self.phrase.gap = 9,
            _ => (self.line, self.phrase.gap) = (false, 9),
        }
        // `user=jane@…`: a name and its value, unlike `bounce+jane=acme@…`.
        let is_of_atom = match sign {
            '=' => self.atom.and_then(|atom| self.text.get(atom..at)).is_some_and(|before| !is_name(before)),
            sign => matches!(sign, '+' | '!'),
        };
        if !is_of_atom {
            self.atom = None;
        }
        self.before = (sign, depth);
        next
    }

    /// The offset of the host where `//` follows a scheme's colon.
    fn starts_address(&self, after_colon: usize) -> Option<usize> {
        let first = lexeme(self.text, after_colon).filter(|first| first.sign == '/')?;
        let second = lexeme(self.text, first.end).filter(|second| second.sign == '/')?;
        is_of_word(self.before.0).then_some(second.end)
    }

    fn open_address(&mut self, host: usize, depth: usize, scheme: bool) -> usize {
        let before = self.phrase.starts.get(self.phrase.count.saturating_sub(1)).copied().unwrap_or(0);
        let name = self.text.get(before..).unwrap_or_default();
        let user_alone = !scheme || ["ssh", "git", "sftp", "svn"].iter().any(|one| name.starts_with(one));
        self.address = Some(Address::new(host, depth, user_alone));
        let Some(secret) = hook(self.text, host) else { return host };
        let end = address_end(self.text, secret, depth);
        self.push(secret, end, CapabilityUrl);
        end
    }

    /// An at sign: the end of user information, or the middle of an e-mail address.
    fn at_sign(&mut self, at: usize, end: usize) -> usize {
        let before = self.before.0;
        if let Some(start) =
            self.address.as_mut().and_then(|address| address.ends_user(before).then_some(address.start))
        {
            self.push(start, at, UserInformation);
            return end;
        }
        let Some(start) = self.atom.filter(|_| self.personal) else { return end };
        let Some(host) = mail_host(self.text, end) else { return end };
        self.push(start, host, Email);
        host
    }
}

#[cfg(test)]
mod tests {
    use super::super::lexeme::STEPS;
    use super::*;

    fn steps(text: &str) -> usize {
        STEPS.set(0);
        let _ = parts(text, &Names::default(), true);
        STEPS.get()
    }

    #[test]
    fn twice_the_text_takes_twice_the_steps() {
        // Each of these invites to look for the end of a value again and again.
        for unit in [
            r#"value:"a "#,
            r#"{"name":"token","#,
            r#""name": "a b c", "#,
            r#""password": {"a": "#,
            "https://",
            "https://u:p/",
            "token:[ ",
            "password:[",
            r#"password:"a"b "#,
            "password:'a",
            "a;b,c&",
            "token=a;b ",
            "----- ",
            "-----BEGIN PRIVATE KEY ",
            r#"\""#,
            r"\\\",
            "%25",
            "%2525%3d",
            "eyJ.",
            "4242 ",
            "DE89 ",
            "<a",
            "<token>",
            "user@",
            "a.b@c.d",
            "--token ",
            "a b c d: ",
            "token    ",
            "“password”",
            "Cookie: a=b; ",
            "Cookie: a=\"b; ",
            "Authorization: Digest a=\"\"b\"\", ",
            "X-Signature: t=1,v1=2 ",
            "token: |\n ",
            "token: |\n\n",
            "token:\n  true\n",
            r"token: |\n a ",
            "form-data; name=\"password\" ",
            "form-data; name=\"password\"\n\n",
            "form-data; name=\"note\"\n\n--",
            "mysql -p\"a ",
            "signature=a,b=",
            "signature=a,",
        ] {
            let once = steps(&unit.repeat(2_000));
            let twice = steps(&unit.repeat(4_000));
            assert!(twice <= once * 21 / 10 + 100, "{unit}: {once} steps, then {twice}");
            assert!(once <= unit.len() * 2_000 * 12, "{unit}: {once} steps");
        }
    }
}
