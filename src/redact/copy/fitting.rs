//! Stand-ins that fit what a schema says of a value: its pattern, its length, its format, its list. What the copy of a valid
//! payload breaks is found by the schema's validator, and so is what passes: one value of the payload is changed at a time.

use std::cell::Cell;

use super::copyist::Copyist;
use super::layer::escape_into;
use crate::json::{Document, JsonKind, Tape, Value};
use crate::redact::tokens::is_token;
use crate::redact::value::is_time;
use crate::schema_validator::{SchemaValidator, Violation};
use crate::stand_in::{
    Shape, is_reserved_card, is_reserved_email, is_reserved_iban, is_reserved_ip, is_reserved_telephone,
    kept_free_like,
};

/// How often a record is copied again with other stand-ins.
const MOST_ROUNDS: usize = 4;
/// How many values of a payload are looked at.
const MOST_VALUES: usize = 256;
/// How many bytes are read in search of what fits a payload, beside a few times the payload itself: what is asked sign by sign
/// of a large payload would never end.
const MOST_READ: usize = 4 << 20;
/// How often a payload may be read whatever its size.
const MOST_TIMES: usize = 16;

/// A payload whose copy is not as its schema says, while the payload is.
pub(super) struct Unfit<'m> {
    validator: &'m SchemaValidator,
    before: String,
    after: String,
}

impl<'m> Copyist<'_, 'm> {
    /// A copy with stand-ins that fit: `copy` makes it, and is asked again where some did not.
    pub(super) fn fitted<T>(&mut self, mut copy: impl FnMut(&mut Self) -> T) -> T {
        self.replacer.fits.clear();
        self.unfit.clear();
        let so_far = std::mem::take(&mut self.account);
        let mut made = copy(self);
        for _ in 0..MOST_ROUNDS {
            if self.unfit.is_empty() {
                break;
            }
            let unfit = std::mem::take(&mut self.unfit);
            let mut is_new = false;
            for payload in &unfit {
                is_new |= self.fit(payload);
            }
            self.replacer.fits.agree();
            if !is_new {
                self.unfit = unfit;
                break;
            }
            self.account = super::account::Account::default();
            made = copy(self);
        }
        let own = std::mem::replace(&mut self.account, so_far);
        self.account.add(&own);
        made
    }

    /// Takes note of a copy of a payload that breaks what the payload does not.
    pub(super) fn judge(&mut self, validator: Option<&'m SchemaValidator>, before: &str, after: &str) {
        let Some(validator) = validator else { return };
        let (mut tape, mut own) = (Tape::new(), Tape::new());
        let Ok(copy) = tape.parse(after.as_bytes()) else { return };
        if validator.accepts(copy.root()) {
            return;
        }
        let Ok(document) = own.parse(before.as_bytes()) else { return };
        if said(validator, document) != said(validator, copy) {
            let unfit = Unfit { validator, before: before.to_owned(), after: after.to_owned() };
            self.unfit.push(unfit);
        }
    }

    /// Where in a record a stand-in is that its schema does not take, for each payload with such; the record's start where
    /// the payload stands inside something.
    pub(super) fn broken_places(&self, record: &str) -> Vec<u32> {
        let place = |unfit: &Unfit<'_>| {
            let (mut tape, mut own) = (Tape::new(), Tape::new());
            let copy = tape.parse(unfit.after.as_bytes()).ok()?;
            let document = own.parse(record.as_bytes()).ok().filter(|_| unfit.before == record)?;
            let before = said(unfit.validator, document);
            let new = said(unfit.validator, copy).into_iter().find(|one| !before.contains(one))?;
            Some(document.value(new.0).span().start)
        };
        self.unfit.iter().map(|unfit| place(unfit).unwrap_or(0)).collect()
    }

    /// Finds other stand-ins for the values of a payload whose usual ones break its schema. Says whether there are some.
    fn fit(&mut self, unfit: &Unfit<'m>) -> bool {
        let (mut one, mut other) = (Tape::new(), Tape::new());
        let (Ok(before), Ok(after)) =
            (one.parse(unfit.before.as_bytes()), other.parse(unfit.after.as_bytes()))
        else {
            return false;
        };
        let left = Cell::new(MOST_READ + MOST_TIMES * unfit.before.len());
        let oracle = Oracle { validator: unfit.validator, before, said: said(unfit.validator, before), left };
        let mut unlisted = Vec::new();
        let _ = unfit.validator.check(after.root(), &mut |place, violation| {
            if matches!(violation, Violation::Unlisted { .. }) {
                unlisted.push(place.value.index());
            }
        });
        let nodes = u32::try_from(before.len().min(after.len())).unwrap_or(u32::MAX);
        let changed = (0..nodes).map(|index| (before.value(index), after.value(index)));
        let changed = changed.filter(|(old, new)| {
            matches!(old.kind(), JsonKind::String | JsonKind::Number) && old.raw() != new.raw()
        });
        let mut is_new = false;
        for (old, new) in changed.take(MOST_VALUES) {
            if unlisted.contains(&old.index()) {
                // What a schema lists is its author's word, and nobody's secret.
                let text = old.text().unwrap_or_else(|| old.raw().into());
                is_new |= self.replacer.fits.settle(&text, &text);
            } else if !oracle.accepts(old, new.raw()) {
                is_new |= match old.kind() {
                    JsonKind::Number => self.fit_number(&oracle, old),
                    _ => self.fit_text(&oracle, old, new),
                };
            }
        }
        is_new
    }

    fn fit_number(&mut self, oracle: &Oracle<'_, 'm>, old: Value<'_>) -> bool {
        let raw = old.raw();
        let (sign, digits) = raw.strip_prefix('-').map_or(("", raw), |digits| ("-", digits));
        let round = format!("{sign}1{}", "0".repeat(digits.len().saturating_sub(1)));
        let candidates = [round.as_str(), "0", "1"];
        let fitting = candidates.into_iter().find(|number| oracle.accepts(old, number));
        fitting.is_some_and(|number| self.replacer.fits.settle(raw, number))
    }

    fn fit_text(&mut self, oracle: &Oracle<'_, 'm>, old: Value<'_>, new: Value<'_>) -> bool {
        let (Some(text), Some(stand_in)) = (old.text(), new.text()) else { return false };
        // Words with less room say as much of whose they are wherever they stand.
        let is_longer = stand_in.chars().count() > text.chars().count();
        if is_longer && self.replacer.fits.shorten(&text) {
            return true;
        }
        let accepts = |candidate: &str| {
            let mut quoted = String::from('"');
            escape_into(candidate, true, &mut quoted);
            quoted.push('"');
            oracle.accepts(old, &quoted)
        };
        let mut source = self.replacer.options.key.source("fitting", text.as_bytes());
        let made = if is_reserved_telephone(&stand_in) && !is_reserved_telephone(&text) {
            kept_free_like(&text, &mut source).into_iter().find(|number| accepts(number))
        } else if is_reserved_card(&stand_in)
            || is_reserved_iban(&stand_in)
            || is_reserved_ip(&stand_in)
            || is_reserved_email(&stand_in)
            || is_time(&text)
        {
            // Others of these might belong to somebody.
            None
        } else {
            Shape::of(&text, &mut |candidate| accepts(candidate)).and_then(|shape| {
                if shape.is_made(&text) {
                    return Some(text.to_string());
                }
                Some(shape.filled(&mut source)).filter(|made| accepts(made))
            })
        };
        made.filter(|made| !is_token(made)).is_some_and(|made| self.replacer.fits.settle(&text, &made))
    }
}

/// Says whether a payload with another value keeps its verdict.
struct Oracle<'d, 'm> {
    validator: &'m SchemaValidator,
    before: Document<'d>,
    said: Vec<(u32, &'static str)>,
    /// How many bytes may still be read.
    left: Cell<usize>,
}

impl Oracle<'_, '_> {
    fn accepts(&self, value: Value<'_>, raw: &str) -> bool {
        let (text, span) = (self.before.text(), value.span());
        let Some(left) = self.left.get().checked_sub(text.len()) else { return false };
        self.left.set(left);
        let mut trial = String::with_capacity(text.len() + raw.len());
        trial.push_str(text.get(..span.start as usize).unwrap_or_default());
        trial.push_str(raw);
        trial.push_str(text.get(span.end as usize..).unwrap_or_default());
        let mut tape = Tape::new();
        let Ok(document) = tape.parse(trial.as_bytes()) else { return false };
        if self.said.is_empty() {
            return self.validator.accepts(document.root());
        }
        said(self.validator, document) == self.said
    }
}

/// What a payload violates, and at which nodes: of a copy these are the same ones.
fn said(validator: &SchemaValidator, document: Document<'_>) -> Vec<(u32, &'static str)> {
    let mut said = Vec::new();
    // A value that cannot be held against its schema is so before and after.
    let _ = validator.check(document.root(), &mut |place, violation| {
        said.push((place.value.index(), kind(&violation)));
    });
    said
}

const fn kind(violation: &Violation<'_>) -> &'static str {
    match violation {
        Violation::Type { .. } => "type",
        Violation::Unlisted { .. } => "unlisted",
        Violation::Missing { .. } => "missing",
        Violation::Unexpected { .. } => "unexpected",
        Violation::Count { .. } => "count",
        Violation::Bound { .. } => "bound",
        Violation::Several => "several",
        Violation::NoBranch => "no branch",
        Violation::Form(_) => "form",
    }
}
