//! What is said of payloads besides their texts: the names on the way to a value, and those of events.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::at::is_secret_around;
use super::declared::Names;
use super::known::{begins_like_a_token, known};
use super::mask::{Show, placeholder, without};
use super::names::{NamePosition, Named, classify};
use super::neighbours::{is_bare, says_what_is_harmless};
use super::text::{is_a_value, names_a_value, parts};
use super::value::{Scalar, is_opaque, may_be};
use super::words::Words;
use crate::finding::{Finding, Hide};
use crate::json::Pointer;
use crate::model::{Identification, Sensitivity};

/// What names say where no model is known.
static NOBODYS: LazyLock<Names> = LazyLock::new(Names::default);

/// Whether a text begins as the tokens of known makers do, and is as long.
fn is_token(text: &str) -> bool {
    begins_like_a_token(text) && known(text, 0, text.len()).is_some()
}

/// Whether a word tells by itself that it opens something, or a part of it between `:` and `/` does.
#[must_use]
pub fn tells_a_secret(word: &str) -> bool {
    word.split([':', '/']).any(is_token)
}

/// Whether a text holds something that no output may show, as `password: swordfish` does.
#[must_use]
pub fn holds_a_secret(text: &str) -> bool {
    !NOBODYS.parts(text, false).is_empty()
}

/// Whether a word is the name of a secret, as a member or a header has it.
#[must_use]
pub fn names_a_secret(word: &str) -> bool {
    let words = Words::of(word);
    let named = classify(&words, NamePosition::Member).or_else(|| classify(&words, NamePosition::Header));
    named.is_some_and(|named| named.category.sensitivity() == Sensitivity::Secret)
}

/// Whether a member of this name may name what one beside it holds.
#[must_use]
pub fn is_name_of_pair(name: &str) -> bool {
    names_a_value(name)
}

/// Whether a member of this name may hold what one beside it names.
#[must_use]
pub fn is_value_of_pair(name: &str) -> bool {
    is_a_value(name)
}

/// The names on the way to a value, from the outermost in.
#[derive(Debug, Clone, Copy, Default)]
pub struct Way {
    /// Whether a name above says that secrets are below: a table of tokens has them for names.
    is_secret: bool,
    /// Which secret the last name says that the value is, or one above where the last says nothing of its own.
    named: Option<Named>,
    /// Which secret a name above says that is around the value.
    around: Option<Named>,
    /// Whether the value is headers, which lists hold as names and values in turns.
    is_headers: bool,
    show: Show,
}

impl Way {
    /// A way on which so much is shown.
    #[must_use]
    pub fn of(show: Show) -> Self {
        Self { show, ..Self::default() }
    }

    /// Goes one name further. Gives what stands for it where it is a secret itself, or a person where those are hidden: it
    /// begins as the tokens of known makers do, it is an address with a password, or chance has made it and it is one of a
    /// table of secrets.
    pub fn step(&mut self, name: &str) -> Option<String> {
        if self.show != Show::Everything && (self.is_secret && is_opaque(name) || is_token(name)) {
            return Some(placeholder(name));
        }
        let words = Words::of(name);
        let named = classify(&words, NamePosition::Member);
        let named = named.filter(|named| named.category.sensitivity() == Sensitivity::Secret);
        self.is_secret |= named.is_some();
        let around = self.named.or(self.around);
        self.named = named.or(around.filter(|_| is_bare(name)));
        self.around = around.filter(|_| self.named.is_some() || !says_what_is_harmless(&words));
        self.is_headers = words.word(0) == "headers";
        masked_name(name, self.show)
    }

    /// Whether a list at its end holds the names of headers and their values in turns.
    #[must_use]
    pub const fn leads_to_headers(&self) -> bool {
        self.is_headers
    }

    /// Whether the names say that the value at its end is a secret, whatever it is.
    #[must_use]
    pub fn names_a_secret(&self) -> bool {
        self.named.is_some()
    }

    /// Whether a text at its end is one of the secrets that the names tell of.
    #[must_use]
    pub fn hides(&self, text: &str) -> bool {
        let scalar = Scalar::Text(text);
        match (self.named, self.around) {
            (Some(named), _) => may_be(named, NamePosition::Member, scalar),
            (None, Some(around)) => is_secret_around(around, scalar),
            (None, None) => self.is_secret && is_opaque(text),
        }
    }
}

/// A way to a value in which dots stand for names that are secrets themselves, and for people where those are hidden; `None`
/// where there is nothing to hide.
#[must_use]
pub fn masked_pointer(pointer: &Pointer, show: Show) -> Option<Pointer> {
    // Most ways have no name that could be one.
    let may_tell = |step: &str| is_opaque(step) || tells_by_itself(step, show);
    if show == Show::Everything || !pointer.as_str().split('/').any(may_tell) {
        return None;
    }
    let (mut way, mut masked, mut is_masked) = (Way::of(show), Pointer::default(), false);
    for step in pointer.as_str().split('/').skip(1) {
        let own = if step.contains('~') {
            step.replace("~1", "/").replace("~0", "~").into()
        } else {
            Cow::Borrowed(step)
        };
        let dots = way.step(&own);
        is_masked |= dots.is_some();
        masked.push_key(dots.as_deref().unwrap_or(&own));
    }
    is_masked.then_some(masked)
}

/// Whether there may be something to hide in the name of a member, whatever is around it. In ways, `~1` is a slash.
pub(super) fn tells_by_itself(name: &str, show: Show) -> bool {
    let is_address = || name.contains(':') && (name.contains('/') || name.contains("~1"));
    begins_like_a_token(name) || is_address() || (show == Show::NothingPersonal && name.contains('@'))
}

fn masked_name(name: &str, show: Show) -> Option<String> {
    let may_tell = show != Show::Everything && tells_by_itself(name, show);
    may_tell.then(|| masked_text_of(name, show)).flatten()
}

/// A text of a payload, as the name that it gives its event, with dots for what is hidden of it; `None` where nothing is.
fn masked_text_of(name: &str, show: Show) -> Option<String> {
    without(name, &parts(name, &NOBODYS, show == Show::NothingPersonal))
}

impl Hide for Show {
    fn text(&self, text: &str) -> Option<String> {
        masked_text_of(text, *self)
    }

    fn pointer(&self, pointer: &Pointer) -> Option<Pointer> {
        masked_pointer(pointer, *self)
    }
}

/// Puts dots into what a finding says, for what is hidden of the names in it.
pub fn hide_in_finding(finding: &mut Finding, show: Show) {
    if show == Show::Everything {
        return;
    }
    if let Some(masked) = masked_pointer(&finding.pointer, show) {
        finding.pointer = masked;
    }
    finding.deviation.hide(&show);
}

/// Puts dots into what a payload calls its event and its sender, for what is hidden of it.
pub fn hide_in_identification(identification: &mut Identification<'_>, show: Show) {
    if show == Show::Everything {
        return;
    }
    let hide = |name: &mut String| {
        if let Some(masked) = masked_text_of(name, show) {
            *name = masked;
        }
    };
    match identification {
        Identification::UnknownEvent { name, .. } => hide(name),
        Identification::Unknown { event, sender, nearest } => {
            event.iter_mut().chain(sender).for_each(|own| hide(&mut own.name));
            nearest.hide(&show);
        }
        Identification::Identified { .. } | Identification::Ambiguous { .. } => {}
    }
}
