//! The one place that hides: which parts of a payload no output may show.
//!
//! A model says which fields are secret; names decide everywhere else, also in text that does not parse.

use std::collections::{BTreeSet, HashMap};
use std::sync::RwLock;

use crate::json::{Document, Kind as JsonKind, Span, Value};
use crate::model::{Declared, Kind, Object, Sensitivity, nearest, simplified};
use crate::registry::Registry;

/// Words that make a member's name read like a secret's, simplified.
const TELLING: &[&str] = &[
    "password",
    "passwd",
    "passphrase",
    "token",
    "secret",
    "apikey",
    "authorization",
    "cookie",
    "credential",
    "privatekey",
    "signingkey",
    "accesskey",
    "bearer",
];

/// What is hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Show {
    /// Everything is shown.
    Everything,
    /// Secrets are hidden.
    AllButSecrets,
    /// Secrets, personal and financial data are hidden.
    NothingPersonal,
}

/// Decides what is hidden, and how a hidden text looks.
#[derive(Debug)]
pub struct Mask {
    show: Show,
    secret_names: BTreeSet<String>,
    /// What was found of names that no model has: the same few come again and again.
    judged: RwLock<HashMap<String, bool>>,
}

/// How many names are kept in mind; a payload may have any number of them.
const MOST_JUDGED: usize = 10_000;

impl Mask {
    /// A mask that knows the secret names of all models.
    #[must_use]
    pub fn new(show: Show, registry: &Registry<'_>) -> Self {
        Self { show, secret_names: registry.secret_names().clone(), judged: RwLock::default() }
    }

    /// Whether nothing is hidden.
    #[must_use]
    pub fn shows_everything(&self) -> bool {
        self.show == Show::Everything
    }

    /// Whether a member of this name is a secret wherever it stands.
    #[must_use]
    pub fn is_secret_name(&self, name: &str) -> bool {
        let known = self.judged.read().ok().and_then(|judged| judged.get(name).copied());
        known.unwrap_or_else(|| {
            let secret = self.reads_like_a_secret(name);
            if let Ok(mut judged) = self.judged.write()
                && judged.len() < MOST_JUDGED
            {
                judged.insert(name.to_owned(), secret);
            }
            secret
        })
    }

    fn reads_like_a_secret(&self, name: &str) -> bool {
        let plain = simplified(name);
        TELLING.iter().any(|word| plain.contains(word))
            || self.secret_names.contains(&plain)
            || (plain.len() > 5 && nearest(&plain, self.secret_names.iter().map(String::as_str)).is_some())
    }

    /// Who must not see a member: what the model says of it, or else what its name says.
    #[must_use]
    pub fn sensitivity(&self, object: Option<&Object<'_>>, name: &str) -> Sensitivity {
        match object.and_then(|object| object.field(name)) {
            Some(field) => field.sensitivity,
            None if self.is_secret_name(name) => Sensitivity::Secret,
            None => Sensitivity::Public,
        }
    }

    /// Whether values of this sensitivity are hidden.
    #[must_use]
    pub fn hides(&self, sensitivity: Sensitivity) -> bool {
        match self.show {
            Show::Everything => false,
            Show::AllButSecrets => sensitivity == Sensitivity::Secret,
            Show::NothingPersonal => sensitivity != Sensitivity::Public,
        }
    }

    /// The scalars of a document to hide, in the order of the text. `body` is the model, where one is known.
    #[must_use]
    pub fn spans<'d>(&self, document: Document<'d>, body: Option<&'d Object<'d>>) -> Vec<Hidden> {
        let mut hidden = Vec::new();
        if self.shows_everything() {
            return hidden;
        }
        let mut hide = |value: Value<'_>, kind: Option<Kind<'_>>, sensitivity| {
            let sensitivity = self.of_value(value, kind, sensitivity);
            if self.hides(sensitivity) && value.raw() != "\"\"" {
                hidden.push(Hidden { span: value.span(), index: value.index(), sensitivity });
            }
        };
        let mut open = vec![(document.root(), Declared::root(body), Sensitivity::Public)];
        while let Some((value, declared, sensitivity)) = open.pop() {
            let mut inside = |value: Value<'d>, declared: Declared<'d>, sensitivity| match value.kind() {
                JsonKind::Null | JsonKind::True | JsonKind::False => {}
                JsonKind::Number | JsonKind::String => hide(value, declared.kind, sensitivity),
                JsonKind::Object | JsonKind::Array => open.push((value, declared, sensitivity)),
            };
            match value.kind() {
                JsonKind::Object => {
                    for (next, (key, member)) in value.members().enumerate() {
                        let declared = declared.member(key, next);
                        let own = match declared.field {
                            Some(field) => field.sensitivity,
                            None => self.sensitivity(None, &key.text().unwrap_or_default()),
                        };
                        inside(member, declared, own.max(sensitivity));
                    }
                }
                JsonKind::Array => {
                    value.items().for_each(|element| inside(element, declared.item(), sensitivity));
                }
                _ => hide(value, declared.kind, sensitivity),
            }
        }
        hidden.sort_by_key(|hidden| hidden.span.start);
        hidden
    }

    /// The sensitivity of a value, given that of its place. A text that no model knows may be JSON or a URL with secrets
    /// of its own.
    #[must_use]
    pub fn of_value(&self, value: Value<'_>, kind: Option<Kind<'_>>, place: Sensitivity) -> Sensitivity {
        let telling = |raw: &str| raw.contains("\\\"") || raw.contains('=');
        let unknown = kind.is_none() && value.kind() == JsonKind::String;
        let secret = unknown && telling(value.raw()) && !self.raw_spans(value.raw()).is_empty();
        if secret { Sensitivity::Secret } else { place }
    }

    /// The parts to hide of text that is not JSON: whatever follows a name that reads like a secret's.
    #[must_use]
    pub fn raw_spans(&self, text: &str) -> Vec<Hidden> {
        let mut hidden: Vec<Hidden> = Vec::new();
        if self.shows_everything() {
            return hidden;
        }
        let mut offset = 0;
        while let Some(separator) =
            text.get(offset..).and_then(|rest| rest.find([':', '='])).map(|at| at + offset)
        {
            offset = separator + 1;
            let name = name_before(text.get(..separator).unwrap_or_default());
            if hidden.last().is_some_and(|last| (last.span.end as usize) > separator)
                || !self.is_secret_name(name)
            {
                continue;
            }
            let Some((start, end)) = value_after(text, separator + 1) else { continue };
            let (Ok(start), Ok(end)) = (u32::try_from(start), u32::try_from(end)) else { break };
            hidden.push(Hidden { span: Span { start, end }, index: 0, sensitivity: Sensitivity::Secret });
        }
        hidden
    }
}

/// A part of a text that is not shown.
#[derive(Debug, Clone, Copy)]
pub struct Hidden {
    /// Where, in bytes of the record; a string's quotes included.
    pub span: Span,
    /// Which value of the document.
    pub index: u32,
    /// Why.
    pub sensitivity: Sensitivity,
}

/// What stands for a hidden value: four dots and its length in characters, quotes kept.
#[must_use]
pub fn veil(raw: &str) -> String {
    match raw.strip_prefix('"').map(|rest| rest.strip_suffix('"').unwrap_or(rest)) {
        Some(text) => format!("\"•••• ({})\"", text.chars().count()),
        None => format!("•••• ({})", raw.chars().count()),
    }
}

/// A part of a JSON text in which a text of dots stands for everything that is hidden: JSON again.
#[must_use]
pub fn veiled(text: &str, span: Span, hidden: &[Hidden]) -> String {
    let (mut out, mut at) = (String::new(), span.start);
    let inside = |part: &&Hidden| part.span.start >= span.start && part.span.end <= span.end;
    for part in hidden.iter().filter(inside) {
        out.push_str(text.get(at as usize..part.span.start as usize).unwrap_or_default());
        out.push_str(&json_veil(
            text.get(part.span.start as usize..part.span.end as usize).unwrap_or_default(),
        ));
        at = part.span.end;
    }
    out.push_str(text.get(at as usize..span.end as usize).unwrap_or_default());
    out
}

/// What stands for a hidden value in JSON: always a text.
#[must_use]
pub fn json_veil(raw: &str) -> String {
    let dots = veil(raw);
    if dots.starts_with('"') { dots } else { format!("\"{dots}\"") }
}

/// The name that ends just before a separator: a quoted one, or a bare word.
fn name_before(text: &str) -> &str {
    let text = text.trim_end();
    if let Some(inner) = text.strip_suffix(['"', '\'']) {
        let start = inner.rfind(['"', '\'', '\n', '{', ',']).map_or(0, |at| at + 1);
        return inner.get(start..).unwrap_or_default();
    }
    let start = text
        .rfind(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.')))
        .map_or(0, |at| at + text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
    text.get(start..).unwrap_or_default()
}

/// The value that begins after a separator: to its closing quote, to the bracket that closes it, or to the end of the
/// line where nothing closes it.
fn value_after(text: &str, from: usize) -> Option<(usize, usize)> {
    let rest = text.get(from..)?;
    let start = from + (rest.len() - rest.trim_start().len());
    let value = text.get(start..)?;
    let line_end = || value.find(['\n', '\r']).unwrap_or(value.len());
    let length = match value.chars().next()? {
        quote @ ('"' | '\'') => match closing_quote(value, quote) {
            Some(end) if is_end_of_value(value.get(end..).unwrap_or_default()) => end,
            // A quote inside the secret would show its rest.
            _ => line_end(),
        },
        '{' | '[' => closing_bracket(value),
        ',' | '}' | ']' => return None,
        _ => line_end(),
    };
    (length > 0).then_some((start, start + length))
}

fn is_end_of_value(rest: &str) -> bool {
    rest.trim_start_matches([' ', '\t'])
        .chars()
        .next()
        .is_none_or(|c| matches!(c, ',' | '}' | ']' | '\n' | '\r'))
}

fn closing_quote(value: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in value.char_indices().skip(1) {
        match c {
            '\n' | '\r' => return None,
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return Some(at + c.len_utf8()),
            _ => {}
        }
    }
    None
}

fn closing_bracket(value: &str) -> usize {
    let mut depth = 0_usize;
    for (at, c) in value.char_indices() {
        match c {
            '{' | '[' => depth += 1,
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    value.len()
}
