//! Where a value ends in a text that need not be JSON: at its closing mark, or where the next name, line or parameter
//! begins. What cannot be told belongs to the value: a secret must not show its end.

use super::lexeme::{Lexeme, lexeme, quote};

/// How a name and its value stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// `name: value`.
    Colon,
    /// `name=value`.
    Equals,
    /// `<name>value</name>`.
    Tag,
    /// `--name value`.
    Flag,
    /// `"name" "value"`: the colon is missing.
    Adjacent,
    /// `the name is value`.
    Is,
}

/// What is known of the place of a value.
#[expect(clippy::struct_excessive_bools, reason = "facts that do not depend on each other")]
#[derive(Debug, Clone, Copy)]
pub(super) struct Context {
    pub(super) link: Link,
    /// How deep the link is written: what is deeper does not end the value.
    pub(super) depth: usize,
    /// Whether the value goes on to the end of the line: the name begins it.
    pub(super) line: bool,
    /// How far in the line of the name begins.
    pub(super) margin: usize,
    /// The quotation mark that stands before the name and also closes the value, and how deep it is written.
    pub(super) enclosing: Option<(char, usize)>,
    /// Whether brackets and all in them are the value.
    pub(super) brackets: bool,
    /// Whether it is a parameter of an address, which a fragment may follow.
    pub(super) parameter: bool,
    /// Whether the name is that of a member of JSON, so that a literal of JSON is a whole value.
    pub(super) json: bool,
    /// Whether the value is that of a header of credentials, which may be a list of them, and which another header may
    /// follow on the line.
    pub(super) header: bool,
}

/// A value without the marks around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Extent {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether it is written as text.
    pub(super) quoted: bool,
    /// Whether it is brackets and what they hold.
    pub(super) brackets: bool,
}

/// The value that begins at an offset; `None` where none does.
pub(super) fn extent(text: &str, at: usize, context: Context) -> Option<Extent> {
    let first = lexeme(text, at)?;
    match first.sign {
        '{' | '[' => {
            let inner = blanks(text, first.end, true);
            let of_objects = lexeme(text, inner).is_some_and(|inner| matches!(inner.sign, '{' | ']' | '}'));
            if !context.brackets && (first.sign == '{' || of_objects) {
                return None;
            }
            Some(Extent { start: at, end: closing_bracket(text, at), quoted: false, brackets: true })
        }
        ',' | '}' | ']' | ')' | ':' | '>' => None,
        '<' if context.link == Link::Tag => None,
        sign => match quote(sign) {
            Some(mark) if context.enclosing != Some((mark, first.depth)) => {
                let end = closing_quote(text, first.end, (mark, first.depth), context.link);
                Some(Extent { start: first.end, end, quoted: true, brackets: false })
            }
            Some(_) => None,
            None => {
                let literal = context.json.then(|| literal_end(text, at)).flatten();
                let end = literal.unwrap_or_else(|| bare_end(text, at, context));
                let shown =
                    text.get(at..end).unwrap_or_default().trim_end_matches([' ', '\t', ',', ';', '\r']);
                (!shown.is_empty()).then_some(Extent {
                    start: at,
                    end: at + shown.len(),
                    quoted: false,
                    brackets: false,
                })
            }
        },
    }
}

/// The offset after blanks, and after line breaks too if `lines`.
pub(super) fn blanks(text: &str, from: usize, lines: bool) -> usize {
    let mut at = from;
    while let Some(here) = lexeme(text, at) {
        if !(here.sign == ' ' || here.sign == '\t' || (lines && here.sign.is_whitespace())) {
            break;
        }
        at = here.end;
    }
    at
}

/// What a quotation mark inside a text turns out to be, by what follows it.
#[derive(PartialEq)]
enum After {
    /// The value ends here.
    End,
    /// A name ended here: the value ended before the quotation mark that opened it.
    Name,
    /// It belongs to the value.
    Inside,
}

fn after_quote(text: &str, from: usize, mark: char, link: Link) -> After {
    let at = blanks(text, from, false);
    let Some(next) = lexeme(text, at) else { return After::End };
    match next.sign {
        ',' | '}' | ']' | ')' | ';' | '&' | '>' | '|' | '\n' | '\r' | '\\' => After::End,
        ':' => After::Name,
        // `'secret' --next`, `a="b" c=d`: a shell's word, or an attribute, ends at a blank.
        _ if at > from && (mark != '"' || matches!(link, Link::Flag | Link::Equals)) => After::End,
        _ => After::Inside,
    }
}

/// Where a quoted value ends: before its closing mark.
fn closing_quote(text: &str, from: usize, (mark, depth): (char, usize), link: Link) -> usize {
    let (mut at, mut opened) = (from, None);
    while let Some(here) = lexeme(text, at) {
        if quote(here.sign) == Some(mark) && here.depth <= depth {
            if here.depth < depth {
                // The text that this one stands in ends.
                return at;
            }
            match after_quote(text, here.end, mark, link) {
                After::End => return at,
                After::Name => return opened.unwrap_or(at),
                After::Inside => opened = Some(at),
            }
        }
        at = here.end;
    }
    text.len()
}

/// Where a literal of JSON ends that is a whole value: what follows it is the end of a member.
fn literal_end(text: &str, from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    let is_of_literal = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '+' | '-' | '.');
    let word = rest.get(..rest.find(|sign: char| !is_of_literal(sign))?)?;
    let is_number = word.starts_with(|sign: char| sign == '-' || sign.is_ascii_digit())
        && word.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E'));
    let ends = rest.get(word.len()..)?.trim_start().starts_with([',', '}', ']']);
    (ends && (is_number || matches!(word, "null" | "true" | "false"))).then_some(from + word.len())
}

/// Where a value without marks ends.
fn bare_end(text: &str, from: usize, context: Context) -> usize {
    if let Some(end) = context.header.then(|| list_end(text, from)).flatten() {
        return end;
    }
    let mut at = from;
    let mut words = 0_usize;
    while let Some(here) = lexeme(text, at) {
        // `\n` in a JSON text ends a line of what the text holds; `%0A` belongs to the value of a parameter.
        let ends_line = here.sign == '\n' && text.as_bytes().get(at) != Some(&b'%');
        if ends_line || (here.depth <= context.depth && ends_bare(text, here, context)) {
            let scheme = here.sign == ' ' && words == 0 && is_scheme(text.get(from..at).unwrap_or_default());
            if !scheme {
                return at;
            }
            words += 1;
        }
        at = here.end;
    }
    text.len()
}

fn ends_bare(text: &str, here: Lexeme, context: Context) -> bool {
    let next_is_name = || begins_name(text, here.end);
    match here.sign {
        '\n' | '\r' => true,
        '<' => context.link == Link::Tag || !context.line,
        sign if quote(sign).is_some() => {
            quote(sign).map(|mark| (mark, here.depth)) == context.enclosing
                || after_quote(text, here.end, '"', context.link) != After::Inside
        }
        _ if context.link == Link::Tag || context.enclosing.is_some() && context.line => false,
        '#' => context.parameter,
        '&' => !context.line || next_is_name(),
        ';' | ',' => {
            let rest = blanks(text, here.end, false);
            let blank = rest > here.end || lexeme(text, rest).is_none_or(|next| next.sign == '\n');
            (!context.line && (blank || context.link == Link::Equals)) || begins_name(text, rest)
        }
        '}' | ']' | ')' => {
            let next = lexeme(text, blanks(text, here.end, false));
            !context.line || next.is_none_or(|next| matches!(next.sign, ',' | '}' | ']' | ')' | '\n'))
        }
        '{' | '[' | '|' | '>' => !context.line,
        sign if sign.is_whitespace() => {
            let next = || name_and_link(text, here.end);
            !context.line
                || matches!(next(), (end, Some('=')) if end > here.end)
                || (context.header && matches!(next(), (end, Some(':')) if end > here.end))
                || (context.header && matches!(next(), (_, Some('{' | '['))))
        }
        _ => false,
    }
}

/// Where a list of credentials ends: `name=value; name=value` of cookies (RFC 6265, section 4.2.1), and behind a scheme
/// `name="value", name=value` (RFC 9110, section 11.4). `None` where no such list begins.
fn list_end(text: &str, from: usize) -> Option<usize> {
    let word = name_and_link(text, from);
    let mut at = match word {
        (end, Some(' ')) if text.get(from..end).is_some_and(is_scheme) => blanks(text, end, false),
        _ => from,
    };
    let mut end = None;
    loop {
        let name = name_and_link(text, at);
        let value = match name {
            (behind, Some('=')) if behind > at => lexeme(text, behind)?.end,
            // `HttpOnly` and `Secure` have no value.
            (behind, None | Some(';' | ',' | '\n' | '\r' | '"' | '\'')) if end.is_some() && behind > at => {
                behind
            }
            _ => return end,
        };
        let behind = value_of_list_end(text, value);
        end = Some(behind);
        match lexeme(text, behind) {
            Some(mark) if matches!(mark.sign, ';' | ',') => at = blanks(text, mark.end, false),
            _ => return end,
        }
    }
}

/// Where one value of a list ends: behind its closing mark, which a table doubles, or before what separates it from the
/// next.
fn value_of_list_end(text: &str, from: usize) -> usize {
    let mark =
        |at: usize| lexeme(text, at).and_then(|here| Some(((quote(here.sign)?, here.depth), here.end)));
    let opened = mark(from);
    let doubled = opened.and_then(|(mark_of, end)| mark(end).filter(|(second, _)| *second == mark_of));
    let is_empty =
        |end: usize| lexeme(text, end).is_none_or(|next| matches!(next.sign, ',' | ';' | '\n' | '\r'));
    if let Some((_, end)) = doubled.filter(|(_, end)| is_empty(*end)) {
        return end;
    }
    let mut at = doubled.or(opened).map_or(from, |(_, end)| end);
    while let Some(here) = lexeme(text, at).filter(|here| !matches!(here.sign, '\n' | '\r')) {
        let closing = mark(at);
        match (opened, closing) {
            (Some((own, _)), Some((found, end))) if own == found => {
                return if doubled.is_some() { mark(end).map_or(end, |(_, end)| end) } else { end };
            }
            (None, Some(_)) => return at,
            (None, None) if here.sign.is_whitespace() || matches!(here.sign, ';' | ',' | '<') => return at,
            _ => at = here.end,
        }
    }
    at
}

/// Whether a name and `=` or `:` stand here.
fn begins_name(text: &str, from: usize) -> bool {
    let (end, link) = name_and_link(text, from);
    end > from && matches!(link, Some('=' | ':'))
}

/// Where the name ends that stands here, and the sign behind it.
pub(super) fn name_and_link(text: &str, from: usize) -> (usize, Option<char>) {
    let mut at = from;
    while let Some(here) = lexeme(text, at) {
        if !(here.sign.is_alphanumeric() || matches!(here.sign, '_' | '-' | '.')) {
            return (at, Some(here.sign));
        }
        at = here.end;
    }
    (at, None)
}

/// Words that say how the credentials behind them are written, of RFC 9110's registry and of providers' pages.
const SCHEMES: &[&str] = &[
    "bearer",
    "basic",
    "token",
    "digest",
    "hawk",
    "oauth",
    "apikey",
    "negotiate",
    "hmac",
    "aws4-hmac-sha256",
    "bot",
    "key",
];

/// Whether a word says how the credentials that follow it are written.
fn is_scheme(word: &str) -> bool {
    SCHEMES.iter().any(|scheme| word.eq_ignore_ascii_case(scheme))
}

/// The offset after the bracket that closes the one at an offset; texts in between are passed over.
fn closing_bracket(text: &str, from: usize) -> usize {
    let (mut at, mut depth) = (from, 0_usize);
    while let Some(here) = lexeme(text, at) {
        at = here.end;
        match here.sign {
            '{' | '[' => depth += 1,
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at;
                }
            }
            sign => {
                if let Some(mark) = quote(sign).filter(|mark| *mark == '"') {
                    at = passed_over(text, at, (mark, here.depth));
                }
            }
        }
    }
    text.len()
}

/// The offset after the mark that closes a text; where it began if nothing on the line does.
fn passed_over(text: &str, from: usize, opened: (char, usize)) -> usize {
    let mut at = from;
    while let Some(here) = lexeme(text, at).filter(|here| here.sign != '\n' || here.depth > 0) {
        at = here.end;
        if quote(here.sign) == Some(opened.0) && here.depth == opened.1 {
            return at;
        }
    }
    from
}
