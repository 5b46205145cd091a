//! Addresses in a text: user information before the host, and hosts whose paths are secrets.

use super::lexeme::{after, lexeme, quote};

/// Hosts that take whatever is posted to a path, and the part of that path which is no secret. A leading `.` stands for
/// any name below.
const HOOKS: &[(&str, &str)] = &[
    ("hooks.slack.com", "/"),
    ("hooks.slack-gov.com", "/"),
    ("discord.com", "/api/webhooks/"),
    ("discordapp.com", "/api/webhooks/"),
    (".discord.com", "/api/webhooks/"),
    ("hooks.zapier.com", "/hooks/"),
    (".make.com", "/"),
    ("hook.integromat.com", "/"),
    (".webhook.office.com", "/"),
    ("outlook.office.com", "/webhook/"),
    ("outlook.office365.com", "/webhook/"),
    ("api.telegram.org", "/bot"),
    ("maker.ifttt.com", "/"),
    ("open.larksuite.com", "/open-apis/bot/"),
    ("open.feishu.cn", "/open-apis/bot/"),
    (".n8n.cloud", "/webhook"),
];

/// How long a host is looked at.
const LONGEST_HOST: usize = 128;

/// What has been seen of an address since its `//`.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "what has been seen so far, each on its own")]
pub(super) struct Address {
    /// The offset after `//`.
    pub(super) start: usize,
    /// How deep its `//` is written.
    pub(super) depth: usize,
    /// Whether a scheme stands before it for which a user's name alone is no secret, or none at all.
    named_user: bool,
    colon: bool,
    /// Whether what follows the last colon is digits: a port.
    numeric: bool,
    /// Whether the host is none of a network: `u` in `u:12/34@host`.
    plain: bool,
    path: bool,
    /// How many marks of path or query there are.
    parts: usize,
    /// Whether a segment of the path says that a hook follows.
    pub(super) hook: bool,
}

impl Address {
    pub(super) const fn new(start: usize, depth: usize, named_user: bool) -> Self {
        Self {
            start,
            depth,
            named_user,
            colon: false,
            numeric: true,
            plain: true,
            path: false,
            parts: 0,
            hook: false,
        }
    }

    /// Takes in a character that is no letter.
    pub(super) fn see(&mut self, sign: char) {
        self.parts += usize::from(matches!(sign, '/' | '?' | '#'));
        match sign {
            _ if self.path => {}
            '/' | '?' | '#' => self.path = true,
            ':' => (self.colon, self.numeric) = (true, true),
            _ => self.numeric &= !self.colon,
        }
    }

    /// Takes in a run of letters, digits, `.`, `-`, `_`.
    pub(super) fn see_word(&mut self, word: &str) {
        if !self.path {
            self.numeric &= !self.colon || word.bytes().all(|byte| byte.is_ascii_digit());
            self.plain &= self.colon || !(word.contains('.') || word == "localhost");
        }
        self.hook |= matches!(word, "hooks" | "hook" | "webhooks" | "webhook");
    }

    /// Whether what stands between `//` and an at sign is user information; then what follows is looked at anew.
    pub(super) fn ends_user(&mut self, before: char) -> bool {
        let is_user = if self.path {
            // A password may hold what else ends a host: then its colon is followed by what is no port.
            self.colon && (!self.numeric || (self.plain && self.parts == 1 && before != '/'))
        } else {
            self.colon || !self.named_user
        };
        if is_user {
            *self = Self { hook: false, ..Self::new(self.start, self.depth, self.named_user) };
        }
        is_user
    }
}

/// Where the secret part of a hook's path begins, for an address whose host begins at an offset.
pub(super) fn hook(text: &str, host: usize) -> Option<usize> {
    let plain = text.as_bytes().get(host..).unwrap_or_default();
    let is_of_host = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
    let plain = plain.iter().take(LONGEST_HOST + 1).take_while(|byte| is_of_host(byte)).count();
    // Nearly every host is written as it is.
    if !matches!(text.as_bytes().get(host + plain), Some(b'\\' | b'%')) {
        let name = text.get(host..host + plain).filter(|name| name.len() <= LONGEST_HOST)?;
        return path_of_hook(text, name, host + plain);
    }
    let (mut name, mut length, mut at) = ([0_u8; LONGEST_HOST], 0, host);
    while let Some(here) = lexeme(text, at) {
        if !(here.sign.is_ascii_alphanumeric() || matches!(here.sign, '.' | '-')) {
            break;
        }
        *name.get_mut(length)? = u8::try_from(here.sign).unwrap_or(b'?');
        length += 1;
        at = here.end;
    }
    path_of_hook(text, std::str::from_utf8(name.get(..length)?).ok()?, at)
}

/// Where the secret part of the path begins that follows a host, if it is one of a hook.
fn path_of_hook(text: &str, name: &str, at: usize) -> Option<usize> {
    HOOKS.iter().find_map(|(host, path)| {
        let from = if host.starts_with('.') { name.len().checked_sub(host.len())? } else { 0 };
        let is_host = name.get(from..).is_some_and(|name| name.eq_ignore_ascii_case(host));
        if is_host { after(text, at, path) } else { None }
    })
}

/// Where an address ends: at a blank, a quotation mark or a bracket that no address holds; at `&` or `;` where it stands
/// inside a parameter of another.
pub(super) fn address_end(text: &str, from: usize, depth: usize) -> usize {
    let mut at = from;
    while let Some(here) = lexeme(text, at) {
        let ends = here.sign.is_whitespace()
            || here.sign.is_control()
            || quote(here.sign).is_some()
            || matches!(here.sign, '<' | '>' | '\\' | '|' | '{' | '}')
            || (matches!(here.sign, '&' | ';') && here.depth < depth);
        if ends {
            break;
        }
        at = here.end;
    }
    at
}
