//! A name and the value beside it, wherever in a text they stand: what separates them, how far the value goes, and whether
//! it can be what it is called.

use super::below::{below, block_end};
use super::{Scan, is_a_value, names_a_value};
use crate::redact::category::Category::{
    Authorization, Cookie, Declared, OneTimeCode, Passcode, Password, PrivateKey, Signature, Token,
    UserInformation,
};
use crate::redact::extent::{Context, Extent, Link, blanks, extent};
use crate::redact::known::known;
use crate::redact::lexeme::{decoded, lexeme, quote};
use crate::redact::names::{NamePosition, Named};
use crate::redact::value::{Scalar, is_opaque, may_be};

/// A name longer than this is judged by its end.
const LONGEST_NAME: usize = 256;
/// Programs whose flag `-p` has the password right behind it.
const CLIENTS: &[&str] = &["mysql", "mariadb", "sshpass"];
/// How long the name of one of them is at the most: `mysqldump`, `mariadb-admin`.
const LONGEST_CLIENT: usize = 16;

/// A separator between a name and its value.
struct Separator {
    value: usize,
    link: Link,
    depth: usize,
    /// Whether a quotation mark closes the name.
    quoted: bool,
}

impl Scan<'_, '_> {
    /// What separates a name that ends at an offset from its value.
    fn separator(&self, start: usize, end: usize) -> Option<Separator> {
        // Most words are followed by a mark that separates no name from a value.
        if matches!(
            self.text.as_bytes().get(end),
            None | Some(b'/' | b',' | b'?' | b'&' | b';' | b'#' | b'@' | b'+' | b'!')
        ) {
            return None;
        }
        let (mut at, mut quoted, mut depth) = (end, false, 0);
        for _ in 0..3 {
            let Some(here) = lexeme(self.text, at) else { break };
            if quote(here.sign).is_some() && !quoted {
                (quoted, depth) = (true, here.depth);
            } else if !matches!(here.sign, ']' | ')') {
                break;
            }
            at = here.end;
        }
        let after_blanks = blanks(self.text, at, quoted);
        let here = lexeme(self.text, after_blanks)?;
        let found = |value: usize, link| Some(Separator { value, link, depth: here.depth, quoted });
        match here.sign {
            ':' | '：' => {
                let next = lexeme(self.text, here.end);
                let is_more = |sign: char| next.is_some_and(|next| next.sign == sign);
                // `Type::member` is no name and its value; what stands in quotation marks is one.
                if is_more(':') && quoted {
                    let value = next.map_or(here.end, |next| next.end);
                    return found(value, Link::Colon);
                }
                if is_more(':') || (is_more('/') && self.starts_address(here.end).is_some()) {
                    return None;
                }
                found(if is_more('=') { here.end + 1 } else { here.end }, Link::Colon)
            }
            '=' | '＝' => {
                let mut value = here.end;
                while let Some(more) = lexeme(self.text, value).filter(|more| matches!(more.sign, '=' | '>'))
                {
                    value = more.end;
                }
                found(value, Link::Equals)
            }
            '-' | ';' if quoted => {
                let next = lexeme(self.text, here.end)?;
                let value = if here.sign == ';' { here.end } else { next.end };
                if here.sign == ';' || next.sign == '>' { found(value, Link::Equals) } else { None }
            }
            '>' if self.tag && after_blanks == end => found(here.end, Link::Tag),
            sign if quoted && quote(sign).is_some() => {
                Some(Separator { value: after_blanks, link: Link::Adjacent, depth, quoted })
            }
            _ if after_blanks > end && !quoted && self.is_flag(start) => found(after_blanks, Link::Flag),
            'i' if after_blanks > end && !quoted => {
                let rest = self.text.get(after_blanks..)?.strip_prefix("is")?;
                let rest = rest.strip_prefix(':').unwrap_or(rest);
                let value = self.text.len() - rest.trim_start_matches(' ').len();
                rest.starts_with(' ').then_some(Separator { value, link: Link::Is, depth: 0, quoted })
            }
            _ => None,
        }
    }

    fn is_flag(&self, start: usize) -> bool {
        self.text.as_bytes().get(start) == Some(&b'-')
            && (self.before.0.is_whitespace() || self.before.0 == '"')
    }

    /// Whether a header begins here that a shell's argument holds: `-H 'name: value'`.
    fn is_header_argument(&self, start: usize) -> bool {
        let before = self.text.get(..start).and_then(|before| before.strip_suffix(['\'', '"']));
        before.is_some_and(|before| {
            let before = before.trim_end_matches([' ', '$']);
            before.ends_with("-H") || before.ends_with("--header")
        })
    }

    /// A name that ends at an offset, and its value; gives the offset behind what was hidden.
    pub(super) fn pair(&mut self, start: usize, end: usize) -> Option<usize> {
        let separator = self.separator(start, end)?;
        let is_parameter = matches!(self.before.0, '?' | '&' | ';' | '#');
        let place = if is_parameter { NamePosition::Parameter } else { NamePosition::Member };
        let from = if is_parameter || separator.link == Link::Flag {
            start
        } else {
            self.phrase.starts.first().copied().unwrap_or(start)
        };
        let own = decoded(self.text, self.near(start, end), end);
        let name = if from == start { own.clone() } else { decoded(self.text, self.near(from, end), end) };
        let mark = (!separator.quoted).then(|| quote(self.phrase.before.0)).flatten();
        let mut context = Context {
            link: separator.link,
            depth: separator.depth,
            line: (self.phrase.line || self.is_header_argument(from)) && !is_parameter,
            margin: self.margin,
            enclosing: mark.map(|mark| (mark, self.phrase.before.1)),
            brackets: false,
            parameter: is_parameter,
            json: separator.quoted && separator.link == Link::Colon,
            header: false,
        };
        let value = match separator.link {
            Link::Tag | Link::Flag | Link::Adjacent | Link::Is => separator.value,
            _ => blanks(self.text, separator.value, separator.quoted),
        };
        if separator.link == Link::Is {
            return self.said(value, self.names.classify(&name, place, self.personal)?);
        }
        if !is_parameter && from == start && names_a_value(&own) {
            return self.naming(value, context);
        }
        let named = match self.named {
            Some(named) if is_a_value(&own) => Some(named),
            _ => self.names.classify(&name, place, self.personal),
        };
        let Some(named) = named else {
            if is_a_value(&own) {
                self.valued = Some((value, context));
            }
            return self.user(&own, value, context);
        };
        context.line |= matches!(named.category, Authorization | Cookie) && !is_parameter;
        context.header = matches!(named.category, Authorization | Cookie | Signature)
            && separator.link == Link::Colon
            && !separator.quoted;
        context.brackets = matches!(named.category, Password | Declared | PrivateKey) || named.plural;
        self.hide(value, context, named, place)
    }

    /// The start of a name, or of its end where it is too long for a name.
    fn near(&self, start: usize, end: usize) -> usize {
        let mut near = start.max(end.saturating_sub(LONGEST_NAME));
        while !self.text.is_char_boundary(near) {
            near += 1;
        }
        near
    }

    /// Hides a value if it can be what it is called.
    fn hide(&mut self, at: usize, context: Context, named: Named, place: NamePosition) -> Option<usize> {
        if let Some(below) = below(self.text, at, context) {
            let first = below.first;
            let line = Extent { start: first.start, end: first.end, quoted: false, brackets: false };
            let raw = self.text.get(first.clone()).unwrap_or_default();
            if !is_what_it_is_called(line, raw, named, place) {
                return None;
            }
            let end = if below.is_block { block_end(self.text, first.end, context) } else { first.end };
            self.push(first.start, end, named.category);
            return Some(end);
        }
        let mut extent = extent(self.text, at, context)?;
        let raw = self.text.get(extent.start..extent.end).unwrap_or_default();
        if raw.starts_with("-----BEGIN") {
            let word = extent.start + raw.find(' ').unwrap_or(raw.len());
            extent.end =
                known(self.text, extent.start, word).map_or(extent.end, |known| known.end.max(extent.end));
        }
        if !extent.brackets && !is_what_it_is_called(extent, raw, named, place) {
            return None;
        }
        self.push(extent.start, extent.end, named.category);
        let closed = if extent.quoted { lexeme(self.text, extent.end).map(|mark| mark.end) } else { None };
        Some(closed.unwrap_or(extent.end))
    }

    /// `the password is hunter2`: a word that no sentence would have there. What is said of a password in plain words has
    /// no digits in it.
    fn said(&mut self, at: usize, named: Named) -> Option<usize> {
        let rest = self.text.get(at..)?;
        let bare = rest.trim_start_matches(['"', '\'', '`', '\\']);
        let start = at + rest.len() - bare.len();
        let end = bare.find(|sign: char| {
            sign.is_whitespace() || matches!(sign, '"' | '\'' | '`' | ',' | ';' | '<' | '\\')
        });
        let word = bare.get(..end.unwrap_or(bare.len()))?.trim_end_matches(['.', '!', '?', ')', ':']);
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        let is_meant = match named.category {
            Password => word.len() >= 4 && digits > 0,
            Passcode | OneTimeCode => digits >= 4 && digits == word.len(),
            Token => is_opaque(word),
            _ => false,
        };
        if !is_meant || !may_be(named, NamePosition::Member, Scalar::Text(word)) {
            return None;
        }
        self.push(start, start + word.len(), named.category);
        Some(start + word.len())
    }

    /// A member called `name`: what it names may stand in a member called `value`, before it or behind it.
    fn naming(&mut self, at: usize, context: Context) -> Option<usize> {
        let value = extent(self.text, at, context).filter(|value| value.end - value.start <= LONGEST_NAME);
        let name = value.map(|value| decoded(self.text, value.start, value.end));
        self.named = name.and_then(|name| self.names.classify(&name, NamePosition::Member, self.personal));
        let (named, (at, context)) = self.named.zip(self.valued.take())?;
        self.hide(at, context, named, NamePosition::Member).filter(|end| *end > at)?;
        None
    }

    /// `mysql -pPASSWORD`: the flag and its value without a sign between them.
    pub(super) fn password_of_client(&mut self, start: usize, word: &str) -> Option<usize> {
        if !self.client {
            self.client = word.len() <= LONGEST_CLIENT && CLIENTS.iter().any(|one| word.starts_with(one));
            return None;
        }
        let is_flag = word.starts_with("-p") && self.before.0.is_whitespace();
        let at = start + 2;
        if !is_flag || lexeme(self.text, at).is_none_or(|next| next.sign.is_whitespace()) {
            return None;
        }
        let context = Context {
            link: Link::Flag,
            depth: 0,
            line: false,
            margin: self.margin,
            enclosing: None,
            brackets: false,
            parameter: false,
            json: false,
            header: false,
        };
        let value = extent(self.text, at, context)?;
        self.push(value.start, value.end, Password);
        Some(value.end)
    }

    /// `--user name:password`, `-u name:password`.
    fn user(&mut self, name: &str, at: usize, context: Context) -> Option<usize> {
        if !matches!(name, "--user" | "-u" | "--proxy-user" | "-U") {
            return None;
        }
        let value = extent(self.text, at, context)?;
        let text = self.text.get(value.start..value.end)?;
        let (_, password) = text.split_once(':')?;
        (!password.is_empty() && !password.starts_with('/')).then(|| {
            self.push(value.start, value.end, UserInformation);
            value.end
        })
    }
}

/// Whether a part of a text can be what a name says.
fn is_what_it_is_called(extent: Extent, raw: &str, named: Named, place: NamePosition) -> bool {
    let read = if raw.len() <= 512 { decoded(raw, 0, raw.len()) } else { raw.into() };
    let is_number = !extent.quoted
        && read.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E'));
    may_be(named, place, if is_number { Scalar::Number(&read) } else { Scalar::Text(&read) })
}
