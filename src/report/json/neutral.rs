//! Neutral events, and payloads as they are: what `normalize` prints.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::engine::{Analysis, Documents, Examined};
use crate::json::{Document, Layout, Style as JsonStyle, Value, WriteError, Writer};
use crate::model::{Fields, Identification, Status};
use crate::normalize::{Normalized, Normalizer, ValueMask, normalize};
use crate::redact::{Mask, Masked, indices, masked_value};
use crate::report::entry::Entry;
use crate::report::parts::terminal::Screen;
use crate::report::tally::Tally;
use crate::report::{Products, Report};

/// JSON over several lines, two blanks a level.
pub const PRETTY: Layout = Layout::Pretty(2);

/// The neutral event of a payload, with what must not be shown hidden.
#[must_use]
pub fn masked_event(document: Document<'_>, identification: &Identification<'_>, mask: &Mask) -> Normalized {
    let hidden = mask.spans(document, identification.body());
    let (indices, show) = (indices(&hidden), |value: Value<'_>| masked_value(value, &hidden));
    normalize(document, identification, &ValueMask::new(&indices, &show))
}

/// The members of the same, `rest` left out.
pub(in crate::report) fn masked_members<'m>(
    normalizer: &mut Normalizer<'m>,
    document: Document<'_>,
    identification: &Identification<'m>,
    mask: &Mask,
) -> Normalized {
    let hidden = mask.spans(document, identification.body());
    let (indices, show) = (indices(&hidden), |value: Value<'_>| masked_value(value, &hidden));
    normalizer.members(document, identification, &ValueMask::new(&indices, &show))
}

/// Makes the neutral event of each payload, with what must not be shown hidden: a line, or several.
pub struct EachEvent {
    mask: Mask,
    layout: Layout,
}

impl EachEvent {
    /// Events in this layout.
    #[must_use]
    pub const fn new(mask: Mask, layout: Layout) -> Self {
        Self { mask, layout }
    }
}

impl<'m> Analysis<'m> for EachEvent {
    type Part = (Fields, Normalizer<'m>);
    type Product = Option<String>;

    fn record(
        &self,
        (fields, normalizer): &mut (Fields, Normalizer<'m>),
        examined: &Examined<'_, 'm>,
    ) -> Option<String> {
        let (document, identification) = (examined.document?, examined.identification?);
        fields.read(document, identification.body());
        let hidden = self.mask.spans_of(document, identification.body(), fields);
        let (indices, show) = (indices(&hidden), |value: Value<'_>| masked_value(value, &hidden));
        let mask = ValueMask::new(&indices, &show);
        Some(normalizer.to_json(document, identification, fields, &mask, self.layout))
    }

    fn merge(&self, _: &mut Self::Part, _: Self::Part) {}
}

/// Which records are normalised.
#[derive(Debug, Clone, Default)]
pub struct Chosen {
    /// Only valid ones.
    pub only_valid: bool,
    /// How many were left out.
    pub left_out: Arc<AtomicU64>,
}

impl Chosen {
    pub(in crate::report) fn takes(&self, entry: &Entry<'_, '_>) -> bool {
        let takes = !self.only_valid || entry.status == Status::Valid;
        if !takes {
            self.left_out.fetch_add(1, Ordering::Relaxed);
        }
        takes
    }
}

/// One neutral event a record, as it was made where the record was examined: on a line, or over several.
pub struct NeutralEvents<W> {
    out: W,
    chosen: Chosen,
}

impl<W: Write> NeutralEvents<W> {
    /// Events on `out`.
    pub const fn new(out: W, chosen: Chosen) -> Self {
        Self { out, chosen }
    }
}

impl<'m, W: Write> Products<'m, Option<String>> for NeutralEvents<W> {
    fn product(&mut self, entry: &Entry<'_, 'm>, event: Option<String>) -> io::Result<()> {
        let takes = self.chosen.takes(entry);
        match event.filter(|_| takes) {
            Some(event) => writeln!(self.out, "{event}"),
            None => Ok(()),
        }
    }

    fn pause(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl<W: Write> NeutralEvents<W> {
    /// Writes what is still held.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// How a payload itself is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PayloadForm {
    /// In the canonical form of RFC 8785.
    Canonical,
    /// Without blanks; members sorted if so.
    Compact {
        /// Members sorted by name.
        sorted: bool,
    },
    /// Over several lines; members sorted if so.
    Pretty {
        /// Members sorted by name.
        sorted: bool,
    },
}

impl PayloadForm {
    const fn style(self) -> JsonStyle {
        match self {
            Self::Canonical => JsonStyle::Canonical,
            Self::Compact { sorted: false } => JsonStyle::COMPACT,
            Self::Compact { sorted: true } => JsonStyle::COMPACT.sorted(),
            Self::Pretty { sorted: false } => JsonStyle::laid_out(PRETTY),
            Self::Pretty { sorted: true } => JsonStyle::laid_out(PRETTY).sorted(),
        }
    }
}

/// The payloads themselves, in another layout.
pub struct Payloads<W, E> {
    out: W,
    errors: E,
    /// What `errors` is connected to.
    screen: Screen,
    mask: Mask,
    form: PayloadForm,
    chosen: Chosen,
    /// How many could not be written.
    refused: Arc<AtomicU64>,
}

impl<W: Write, E: Write> Payloads<W, E> {
    /// Payloads on `out`; what has no canonical form, or would show a secret in it, is told on `errors` and counted.
    pub const fn new(
        out: W,
        errors: E,
        screen: Screen,
        mask: Mask,
        form: PayloadForm,
        chosen: Chosen,
        refused: Arc<AtomicU64>,
    ) -> Self {
        Self { out, errors, screen, mask, form, chosen, refused }
    }

    fn refuse(&mut self, entry: &Entry<'_, '_>, why: &str) -> io::Result<()> {
        self.refused.fetch_add(1, Ordering::Relaxed);
        writeln!(self.errors, "error: {}", self.screen.harmless(&format!("{}: {why}", entry.name())))
    }
}

impl<'m, W: Write, E: Write> Report<'m> for Payloads<W, E> {
    fn documents(&self) -> Documents {
        Documents::All
    }

    fn entry(&mut self, entry: &Entry<'_, 'm>) -> io::Result<()> {
        let Some(document) = entry.document.filter(|_| self.chosen.takes(entry)) else { return Ok(()) };
        let hidden = self.mask.spans(document, entry.body());
        if self.form == PayloadForm::Canonical && !hidden.is_empty() {
            return self.refuse(entry, "its canonical form would show secrets; --show-secrets prints it");
        }
        let mut out = String::new();
        let mut writer = Writer::new(self.form.style()).replacing(Masked(&hidden));
        match writer.write(document.root(), &mut out) {
            Err(WriteError::Canonical(error)) => return self.refuse(entry, &error.to_string()),
            written => written.map_err(io::Error::other)?,
        }
        writeln!(self.out, "{out}")
    }

    fn pause(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    fn finish(&mut self, _: &Tally) -> io::Result<()> {
        self.out.flush()
    }
}
