//! `diff`: what changed between two payloads, or between the payloads of two sources, pair by pair.

mod identity;
mod operands;
mod streams;
mod twins;

use std::io::{self, Write};

use anyhow::{Result, anyhow, bail};

use identity::Known;
use operands::{Chosen, Operand, Record, USUAL_MOST};

use super::console::{Console, for_json};
use super::context::Context;
use super::filters;
use super::names::Said;
use super::reading::mask;
use crate::cli::{DiffArguments, DiffFormat};
use crate::diff::{
    Difference, Outline, Remark, Settings, compare, compare_shapes, compare_unfolded, unfolded,
};
use crate::generate::example;
use crate::json::{Document, Layout, PointerPattern, Tape, Value};
use crate::model::{EventRef, Identification, NamedBy, Object};
use crate::redact::Mask;
use crate::report::{Compared, ExitStatus, Notation, PatchError, Side, masked_event};

pub(super) fn run(arguments: &DiffArguments, context: Context<'_, '_>) -> Result<ExitStatus> {
    let against = arguments.against.as_deref();
    let against = against.map(|name| context.event(name, "--against <EVENT>")).transpose()?;
    let said = context.said(&arguments.identify)?;
    // The sample says which event the other payload is held against.
    let said = Said { event: against.or(said.event), ..said };
    let (only, events): (Vec<String>, Vec<String>) =
        arguments.only.iter().cloned().partition(|only| only.is_empty() || only.starts_with('/'));
    let filter = filters::filter(&events, &arguments.filter)?;
    let diff = Diff {
        arguments,
        context,
        mask: mask(context.registry, &arguments.secrecy),
        ignore: patterns(&arguments.ignore)?,
        only: patterns(&only)?,
    };
    let chosen = Chosen {
        unwraps: !arguments.no_unwrap,
        at: arguments.at.clone(),
        filter,
        most: arguments.max_held.unwrap_or(USUAL_MOST),
        outlined: (!arguments.keys_only && !arguments.normalized && against.is_none())
            .then_some(arguments.exact),
    };
    let (mut a, mut b) = match (arguments.operands.as_slice(), against) {
        ([file], Some(model)) => (sample(model), Operand::read(context, said, file, &chosen, None)?),
        ([a, b], None) if a == "-" && b == "-" => bail!("standard input can be read only once"),
        ([a, b], None) => {
            let a = Operand::read(context, said, a, &chosen, None)?;
            let b = Operand::read(context, said, b, &chosen, Some(&a))?;
            (a, b)
        }
        ([_], None) => bail!("diff needs two payloads: hookspect diff A B, or --against EVENT"),
        _ => bail!("--against compares one payload with an event's sample: give one file"),
    };
    match (a.records.as_slice(), b.records.as_slice()) {
        ([one], [other]) if !(a.is_directory && b.is_directory) => {
            let parts = (a.pointer.as_deref(), b.pointer.as_deref());
            if arguments.normalized {
                return diff.single(&diff.neutral(one)?, &diff.neutral(other)?, parts);
            }
            diff.single(one, other, parts)
        }
        _ if arguments.normalized => bail!("--normalized compares one pair: name the records, as FILE#3"),
        _ => {
            // A sample has no id of a delivery or of anybody.
            if against.is_none() {
                a.complete(None);
            }
            b.complete(Some(&a));
            diff.streams(&a, &b)
        }
    }
}

fn sample(model: EventRef<'_>) -> Operand<'_> {
    let name = format!("sample of {}", model.id());
    let text = example(model, 0).as_bytes().to_vec().into();
    let identification = Identification::Identified { model, by: NamedBy::Caller, alias: None };
    let record = Record {
        name,
        known: Known::default(),
        number: 1,
        text,
        error: None,
        identification,
        outline: None,
        twin: None,
    };
    Operand { records: vec![record], pointer: None, is_directory: false }
}

fn patterns(texts: &[String]) -> Result<Vec<PointerPattern>> {
    let read = |text: &String| {
        PointerPattern::new(text).ok_or_else(|| {
            anyhow!("{text} is not a JSON Pointer: write /data/promotions/*/id (* is any one step)")
        })
    };
    texts.iter().map(read).collect()
}

struct Diff<'a, 'm> {
    arguments: &'a DiffArguments,
    context: Context<'a, 'm>,
    mask: Mask,
    ignore: Vec<PointerPattern>,
    only: Vec<PointerPattern>,
}

impl<'m> Diff<'_, 'm> {
    fn single(
        &self,
        a: &Record<'m>,
        b: &Record<'m>,
        parts: (Option<&str>, Option<&str>),
    ) -> Result<ExitStatus> {
        let (mut one, mut other) = (Tape::new(), Tape::new());
        let (mut whole_one, mut whole_other) = (Tape::new(), Tape::new());
        let outlines = a.outline.as_deref().zip(b.outline.as_deref());
        let unfolded = match outlines {
            Some((ours, theirs)) => {
                let (a, b) = ((a.text.as_slice(), ours), (b.text.as_slice(), theirs));
                unfolded(a, b, (&mut one, &mut other), self.settings())
            }
            None => None,
        };
        let outlines = outlines.filter(|_| unfolded.is_some());
        let (one, other) = match unfolded {
            Some(both) => both,
            None => (parse(a, &mut whole_one)?, parse(b, &mut whole_other)?),
        };
        let compared = self.compared((a, one), (b, other), parts, outlines)?;
        let is_met = |pattern: &PointerPattern| {
            // What nothing in the outline fits may stand in an item that is alike in both.
            matches_any(pattern, &compared.roots)
                || outlines.is_some()
                    && [a, b].into_iter().any(|record| {
                        parse(record, &mut Tape::new())
                            .is_ok_and(|document| matches_any(pattern, &[document.root()]))
                    })
        };
        for (option, patterns) in [("--ignore", &self.ignore), ("--only", &self.only)] {
            for pattern in patterns.iter().filter(|pattern| !is_met(pattern)) {
                self.context.console.say(&format!("warning: {option} {} matched nothing", pattern.as_str()));
            }
        }
        let mut out = self.out();
        let compared = compared.compared;
        match self.arguments.format {
            DiffFormat::Json => {
                serde_json::to_writer_pretty(&mut out, &compared.json(None))?;
                writeln!(out)?;
            }
            DiffFormat::JsonPatch => {
                let patch = compared.patch().map_err(|error| match error {
                    PatchError::Secrets => anyhow!("{error}; --show-secrets writes them"),
                    error => error.into(),
                })?;
                writeln!(out, "{patch}")?;
            }
            _ => self.for_people(&mut out, &compared)?,
        }
        out.flush()?;
        Ok(if compared.difference.is_empty() { ExitStatus::Fine } else { ExitStatus::Findings })
    }

    /// Standard output, harmless where JSON goes to what may act on it.
    fn out(&self) -> Box<dyn Write + Send> {
        let out: Box<dyn Write + Send> = Box::new(Console::stdout());
        match self.arguments.format {
            DiffFormat::Json | DiffFormat::JsonPatch => {
                for_json(out, self.context.console.out, self.context.console.style)
            }
            _ => out,
        }
    }

    /// The neutral event of a record, as a record. Its secrets are hidden already.
    fn neutral(&self, record: &Record<'m>) -> Result<Record<'m>> {
        let mut tape = Tape::new();
        let document = parse(record, &mut tape)?;
        let event = masked_event(document, &record.identification, &self.mask);
        let text = event.to_json(Layout::Compact).into_bytes().into();
        Ok(Record {
            name: record.name.clone(),
            known: Known::default(),
            number: record.number,
            text,
            error: None,
            identification: record.identification.clone(),
            outline: None,
            twin: None,
        })
    }

    fn for_people(&self, out: &mut dyn Write, compared: &Compared<'_>) -> io::Result<()> {
        match self.arguments.format {
            DiffFormat::Markdown => compared.markdown(out),
            DiffFormat::SideBySide => {
                compared.side_by_side(out, self.context.console.out, self.context.console.style)
            }
            _ => compared.human(out, self.context.console.out, self.context.console.style),
        }
    }

    fn compared<'v>(
        &self,
        (a, one): (&'v Record<'m>, Document<'v>),
        (b, other): (&'v Record<'m>, Document<'v>),
        parts: (Option<&str>, Option<&str>),
        outlines: Option<(&'v Outline, &'v Outline)>,
    ) -> Result<WithRoots<'v>> {
        let (ours, theirs) = (&a.identification, &b.identification);
        let (mut body, title) = match (ours, theirs) {
            _ if self.arguments.normalized => (None, "neutral events".to_owned()),
            _ if ours.title() == theirs.title() => (ours.body(), ours.title()),
            _ => {
                // Events of one family often share an object.
                let shared = ours.shared_body(theirs);
                let title = format!("two events: {} and {}", ours.title(), theirs.title());
                (shared, title)
            }
        };
        let part = |record: &Record<'_>, document: Document<'v>, pointer: Option<&str>| match pointer {
            None => Ok(document.root()),
            Some(pointer) => document
                .pointer(pointer)
                .ok_or_else(|| anyhow!("{}: there is nothing at {pointer}", record.name)),
        };
        let roots = [part(a, one, parts.0)?, part(b, other, parts.1)?];
        if parts.0.is_some() || parts.1.is_some() {
            body = body
                .filter(|_| parts.0 == parts.1)
                .and_then(|body| within(body, parts.0.unwrap_or_default()));
        }
        let shapes = self.arguments.keys_only || self.arguments.against.is_some();
        let settings = self.settings();
        let [left, right] = roots;
        let mut difference = match outlines {
            Some((ours, theirs)) => compare_unfolded((one, ours), (other, theirs), settings),
            None if shapes => compare_shapes(left, right, body),
            None => compare(left, right, body, settings),
        };
        self.narrow(&mut difference);
        if self.arguments.normalized && !settings.all {
            let own = ["/event_id", "/dedupe_key", "/dedupe_derived", "/occurred_at"];
            let places = &difference.places;
            difference.changes.retain(|change| !own.contains(&places.pointer(change.place).as_str()));
            let text = "not compared: event_id, dedupe_key and occurred_at, which each event has of its own; \
                        --all compares everything";
            difference.remarks.push(Remark { place: None, text: text.to_owned() });
        }
        let shown = |old: bool| {
            difference.changes.iter().filter_map(move |change| if old { change.old } else { change.new })
        };
        let places = (difference.changes.iter().map(|change| change.place))
            .chain(difference.skipped.iter().map(|skipped| skipped.place))
            .chain(difference.remarks.iter().filter_map(|remark| remark.place));
        let identities = difference.places.identities(places);
        let side = |record: &'v Record<'m>, document: Document<'v>, old: bool| {
            let own = |value: &Value<'v>| std::ptr::eq(value.document().text(), document.text());
            let shown = shown(old).chain(identities.iter().copied().filter(own));
            let hidden = self.mask.spans_in(document, record.identification.body(), shown);
            Side { name: &record.name, text: document.text(), hidden }
        };
        let (a, b) = (side(a, one, true), side(b, other, false));
        let notation = if self.arguments.raw { Notation::AsWritten } else { Notation::AsItReads };
        let show = self.mask.show();
        Ok(WithRoots { compared: Compared { title, a, b, difference, show, shapes, notation }, roots })
    }

    fn settings(&self) -> Settings {
        let patch = self.arguments.format == DiffFormat::JsonPatch;
        Settings { all: self.arguments.all || patch, exact: self.arguments.exact, in_order: patch }
    }

    /// Leaves out what `--ignore` covers and `--only` does not.
    fn narrow(&self, difference: &mut Difference<'_>) {
        if self.ignore.is_empty() && self.only.is_empty() {
            return;
        }
        let places = &difference.places;
        let kept = |place| {
            let pointer = places.pointer(place);
            let pointer = pointer.as_str();
            !self.ignore.iter().any(|pattern| pattern.covers(pointer))
                && (self.only.is_empty() || self.only.iter().any(|pattern| pattern.covers(pointer)))
        };
        difference.changes.retain(|change| kept(change.place));
        difference.skipped.retain(|field| kept(field.place));
    }
}

struct WithRoots<'v> {
    compared: Compared<'v>,
    roots: [Value<'v>; 2],
}

fn parse<'t>(record: &'t Record<'_>, tape: &'t mut Tape) -> Result<Document<'t>> {
    if let Some(error) = &record.error {
        return Err(error.clone().into());
    }
    tape.parse(&record.text).map_err(|error| anyhow!("{}: is not JSON: {error}", record.name))
}

/// The model of what is at a pointer below an object.
fn within<'m>(body: &'m Object<'m>, pointer: &str) -> Option<&'m Object<'m>> {
    let mut kind = crate::model::Kind::Object(body);
    for step in pointer.split('/').skip(1) {
        kind = match kind {
            crate::model::Kind::Object(object) => object.field(step)?.kind,
            crate::model::Kind::List(item) | crate::model::Kind::Map(item) => *item,
            _ => return None,
        };
    }
    match kind {
        crate::model::Kind::Object(object) => Some(object),
        _ => None,
    }
}

/// Whether a pattern stands for something in one of the values.
fn matches_any(pattern: &PointerPattern, roots: &[Value<'_>]) -> bool {
    roots.iter().any(|root| !pattern.find(*root).is_empty())
}
