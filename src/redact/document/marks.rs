//! What a walk marks of a document, and what it takes note of.

use super::{Mark, Walk};
use crate::json::{Span, Value};
use crate::model::{Kind, Sensitivity};
use crate::redact::at::At;
use crate::redact::category::Category::{self, Account, Amount, Email, Personal, PersonalUrl};
use crate::redact::detect::detected;
use crate::redact::encoded::{may_be_readable, readable};
use crate::redact::mask::{Hidden, Show};
use crate::redact::names::{NamePosition, Named};
use crate::redact::neighbours::is_called_version;
use crate::redact::said::tells_by_itself;
use crate::redact::telling::{Look, Telling};
use crate::redact::text::{Part, parts};
use crate::redact::value::is_opaque;

/// A text shorter than this, in bytes, is none in which another value is looked for.
const SHORTEST_FREE: u32 = 4;

impl<'d> Walk<'_, 'd> {
    /// Takes note of a text in which something else may stand.
    pub(super) fn free(&mut self, value: Value<'d>) {
        let Span { start, end } = value.span();
        if end - start >= SHORTEST_FREE + 2 {
            self.survey.free.push(Span { start: start + 1, end: end - 1 });
        }
    }

    /// Marks what a text tells of, wherever it stands.
    pub(super) fn text(&mut self, value: Value<'d>, look: &Look<'_>) {
        let raw = look.raw();
        let found = match look.telling(self.personal) {
            Telling::Encoded if may_be_readable(raw) => Vec::new(),
            Telling::Nothing | Telling::Encoded => return,
            Telling::Parts => self.names.parts(raw, self.personal),
        };
        let is_bare = found.is_empty() && !self.is_whole;
        match is_bare.then(|| self.says_encoded(raw)).flatten() {
            Some(category) => {
                let hidden = Hidden { span: value.span(), index: value.index(), category, whole: true };
                self.survey.marks.push(Mark { hidden, is_known: false });
            }
            None => self.mark_parts(value, found),
        }
    }

    /// What a text in base64 says that is to be hidden. Of a part of it nobody could tell where it is.
    fn says_encoded(&self, raw: &str) -> Option<Category> {
        let said = readable(raw).filter(|said| Look::at(said).telling(self.personal) == Telling::Parts)?;
        parts(&said, self.names, self.personal).first().map(|part| part.category)
    }

    /// Marks parts of the text of a value, or of the name of a member.
    fn mark_parts(&mut self, value: Value<'d>, parts: Vec<Part>) {
        let (start, index) = (value.span().start + 1, value.index());
        for Part { start: from, end: to, category } in parts {
            let (Ok(from), Ok(to)) = (u32::try_from(from), u32::try_from(to)) else { break };
            let span = Span { start: start + from, end: start + to };
            let hidden = Hidden { span, index, category, whole: false };
            self.survey.marks.push(Mark { hidden, is_known: false });
        }
    }

    /// Marks the name of a member that is a secret itself, or a person where those are hidden: a table of tokens has them
    /// for names.
    pub(super) fn name(&mut self, key: Value<'d>, around: Option<Named>) {
        let Some(raw) = key.string_raw() else { return };
        let show = if self.personal { Show::NothingPersonal } else { Show::AllButSecrets };
        let of_table =
            around.filter(|named| named.category.sensitivity() == Sensitivity::Secret && is_opaque(raw));
        match of_table {
            Some(named) => {
                self.mark_parts(key, vec![Part { start: 0, end: raw.len(), category: named.category }]);
            }
            None if tells_by_itself(raw, show) => {
                self.mark_parts(key, parts(raw, self.names, self.personal));
            }
            None => {}
        }
    }

    /// Marks telephone numbers and network addresses of which no name tells. A version may look like an address.
    pub(super) fn detect(&mut self, value: Value<'d>, look: &Look<'_>) {
        if !look.may_hold_number() {
            return;
        }
        let parts = detected(look.raw())
            .into_iter()
            .filter(|part| part.category != Category::Ip || !is_called_version(value));
        self.mark_parts(value, parts.collect());
    }

    /// Takes note of a text that nothing marks.
    pub(super) fn note(&mut self, value: Value<'d>, at: At<'d>, look: &Look<'_>) {
        if look.may_hold_another() {
            self.survey.nested.push(value);
        } else if at.declared.field.is_none() && look.is_prose() {
            self.survey.prose.push(value);
        }
    }

    pub(super) fn whole(&mut self, value: Value<'d>, at: At<'d>, category: Category) {
        let known = at.declared.field.map_or(&[][..], |field| field.values);
        let is_known = self.is_whole && known.iter().any(|word| value.is_text(word) || value.raw() == *word);
        let hidden = Hidden { span: value.span(), index: value.index(), category, whole: true };
        self.survey.marks.push(Mark { hidden, is_known });
    }

    /// What a value is of which a model says who must not see it: as its kind or its name say, if they say so much.
    pub(super) fn declared(&self, at: At<'_>) -> Category {
        let by_kind = match at.declared.kind {
            Some(Kind::Email) => Some(Email),
            Some(Kind::Url) => Some(PersonalUrl),
            _ => None,
        };
        let by_name = || match at.declared.field {
            Some(field) => self.names.classify(field.name, NamePosition::Member, true),
            // Below a place whose shape is not published members have names of their own.
            None => at.named,
        };
        let found = by_kind.or_else(|| by_name().map(|named| named.category));
        let of_money = matches!(at.declared.kind, Some(Kind::Integer | Kind::Number | Kind::Decimal));
        let fits = |category: &Category| {
            category.sensitivity() == at.sensitivity || (self.is_whole && at.declared.field.is_none())
        };
        found.filter(fits).unwrap_or(match at.sensitivity {
            Sensitivity::Personal => Personal,
            Sensitivity::Financial if of_money => Amount,
            Sensitivity::Financial => Account,
            _ => Category::Declared,
        })
    }
}
