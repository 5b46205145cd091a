//! `validate` and `inspect`: the same reading, judging and formats; they differ in what a person sees.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;

use super::columns;
use super::console::{Console, Totals, for_json};
use super::context::Context;
use super::outputs::{InUse, Outputs, WholeFile, buffered};
use super::progress::Progress;
use super::reading::{Reading, mask, show};
use super::settings;
use super::streams::{Stderr, Stdout};
use crate::cli::{Format, InspectArguments, RuleGroup, ValidateArguments};
use crate::configuration::FailOn;
use crate::finding::{Rule, Severity};
use crate::redact::{Mask, Privacy, Show};
use crate::registry::Registry;
use crate::report::{
    Base, Concise, ExitStatus, GitHub, GitLab, Human, JUnit, Json, Layout, Line, Listing, Notation, Overview,
    RecordSheet, Report, Rows, Sarif, Screen, Separator, Several, SheetColumn, Statistics, Style, Table,
    harmless_toml, summary_in_short,
};
use crate::summary::Summarise;

/// More records than this nobody counts on the screen.
const MANY: u64 = 50;

/// What a person sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum View {
    /// The findings.
    Findings,
    /// What others should not see, and nothing else.
    Privacy,
    /// What the payloads say, and the findings.
    Payloads {
        /// All of each payload, however many there are.
        full: bool,
        /// How values are written.
        notation: Notation,
    },
}

impl View {
    fn notation(self) -> Notation {
        match self {
            Self::Findings | Self::Privacy => Notation::default(),
            Self::Payloads { notation, .. } => notation,
        }
    }
}

pub(super) fn validate(arguments: &ValidateArguments, context: Context<'_, '_>) -> Result<ExitStatus> {
    run(arguments, View::Findings, context)
}

/// Looks for real people and live secrets.
pub(super) fn privacy(arguments: &ValidateArguments, context: Context<'_, '_>) -> Result<ExitStatus> {
    run(arguments, View::Privacy, context)
}

pub(super) fn inspect(arguments: &InspectArguments, context: Context<'_, '_>) -> Result<ExitStatus> {
    let notation = if arguments.raw { Notation::AsWritten } else { Notation::AsItReads };
    run(&arguments.validate, View::Payloads { full: arguments.full, notation }, context)
}

type Out = Box<dyn Write + Send>;
type AnyReport<'m> = Box<dyn Report<'m> + Send + 'm>;

fn run(arguments: &ValidateArguments, view: View, context: Context<'_, '_>) -> Result<ExitStatus> {
    let console = context.console;
    let configuration = context.configuration;
    if arguments.dump_config {
        let text = configuration.to_string();
        let shown = if console.out.acts_on_data() { harmless_toml(&text) } else { text };
        return Console::print(&shown);
    }
    let in_use = InUse::of(&arguments.input, context);
    let outputs = Outputs::prepare(&arguments.output, &in_use, arguments.check.write_baseline.as_deref())?;
    let progress = Progress::new(console.error.is_terminal() && !arguments.output.quiet);
    let working = settings::working_folder()?;
    let base = Base::new(working.clone(), settings::checkout(&working));
    let formats = std::iter::once(outputs.stdout).chain(outputs.files.iter().map(|(format, _)| *format));
    let is_table = formats.into_iter().any(|format| matches!(format, Format::Csv | Format::Tsv));
    let review = reviews(arguments, view).then(|| Privacy::new(context.registry));
    let maker = Maker {
        columns: columns::columns(&arguments.output.columns, is_table, SheetColumn::of_rows)?,
        registry: context.registry,
        hides_people: review.is_some(),
        arguments,
        view,
        base,
        fail_on: configuration.fail_on.unwrap_or_default(),
        notes: configuration.made_notes().collect(),
    };
    let totals = console.stderr(arguments.output.quiet, &progress);
    let open = || Ok(buffered(Stdout::new(&progress)));
    let mut reports = vec![maker.report(outputs.stdout, &open, totals, console.out, console.style)?];
    let (mut files, mut written): (Vec<WholeFile>, Vec<PathBuf>) = (Vec::new(), Vec::new());
    for (format, file) in outputs.files {
        let totals = Totals::File(file.handle()?);
        let open = || file.writer();
        reports.push(maker.report(format, &open, totals, Screen::Plain, Style { colour: false })?);
        written.push(file.name().to_owned());
        files.push(file);
    }
    if arguments.output.stats {
        reports.push(Box::new(Statistics::new(Stderr::new(&progress), console.error)));
    }
    let reading = Reading {
        input: &arguments.input,
        identify: &arguments.identify,
        check: Some(&arguments.check),
        context,
        progress,
        written,
        only_captures: false,
        review: review.map(|review| (review, view == View::Privacy)),
        ends_unread: matches!(view, View::Payloads { .. }),
        form: arguments.input.form,
        says_filtered: false,
        show: show(&arguments.secrecy),
    };
    let mut report = Several::new(reports);
    let in_rows = matches!(view, View::Payloads { full: false, .. }) && outputs.stdout == Format::Human;
    let status = if in_rows && console.out.is_terminal() && !arguments.output.quiet {
        let analysis = Summarise::new(mask(context.registry, &arguments.secrecy));
        let (status, (summary, _)) = reading.analyse(&mut report, &analysis, &mut ())?;
        if summary.statuses.records() > MANY {
            let mut totals = console.stderr(false, &reading.progress);
            summary_in_short(&mut totals, &summary, console.error)?;
        }
        status
    } else {
        reading.run(&mut report)?
    };
    files.into_iter().try_for_each(WholeFile::finish)?;
    Ok(status)
}

/// Whether real people and live secrets are looked for.
fn reviews(arguments: &ValidateArguments, view: View) -> bool {
    view == View::Privacy || arguments.check.rules.contains(&RuleGroup::Privacy)
}

/// Makes the report of a format.
struct Maker<'a, 'm> {
    registry: &'a Registry<'m>,
    /// Whether nothing personal is shown: it is what is looked for.
    hides_people: bool,
    arguments: &'a ValidateArguments,
    view: View,
    base: Base,
    fail_on: FailOn,
    /// The columns of tables.
    columns: Vec<SheetColumn>,
    /// The rules whose findings the configuration makes notes: they are listed as such.
    notes: Vec<Rule>,
}

impl<'m> Maker<'_, 'm> {
    /// The report of a format on what `open` gives; standard error or the file has room for its totals.
    fn report(
        &self,
        format: Format,
        open: &dyn Fn() -> Result<Out>,
        totals: Totals,
        screen: Screen,
        style: Style,
    ) -> Result<AnyReport<'m>> {
        let mask = || {
            if self.hides_people && !self.arguments.secrecy.show_secrets {
                return Mask::new(Show::NothingPersonal, self.registry);
            }
            mask(self.registry, &self.arguments.secrecy)
        };
        let (out, base) = (open()?, self.base.clone());
        let verbose = self.arguments.output.verbose;
        let most = self.arguments.check.max_findings;
        let everything = Listing::from(Severity::Note).at_most(most);
        // Nobody can mend a note: they are told where that is asked for.
        let from = if verbose { Severity::Note } else { Severity::Warning };
        let listing = self.notes.iter().fold(Listing::from(from), |listing, rule| listing.and(*rule));
        let listing = listing.at_most(most);
        let table = |out| {
            let table = Table::new(out, mask(), screen, style, everything).verbose(verbose);
            table.notation(self.view.notation())
        };
        Ok(match format {
            Format::Human => match self.view {
                View::Findings | View::Privacy => {
                    Box::new(Human::new(out, totals, mask(), screen, style, listing, verbose))
                }
                View::Payloads { full: true, .. } => Box::new(table(out).full(true)),
                View::Payloads { full: false, .. } => Box::new(Overview::new(
                    table(out),
                    // Only one of the two will write.
                    Rows::new(open()?, totals, mask(), screen, style),
                )),
            },
            Format::Csv | Format::Tsv => {
                let separator = if format == Format::Csv { Separator::Comma } else { Separator::Tab };
                let totals = match totals {
                    // A table holds nothing else.
                    Totals::File(_) => Totals::Silent,
                    others => others,
                };
                Box::new(RecordSheet::new((out, totals), separator, self.columns.clone(), mask(), screen))
            }
            Format::Line => Box::new(Line::new(out, totals, mask(), screen, style)),
            Format::Concise => Box::new(Concise::new(out, totals, screen, listing)),
            Format::Json | Format::Ndjson => {
                let out = for_json(out, screen, style);
                let layout = if format == Format::Json { Layout::Document } else { Layout::Lines };
                let (command, fields) = match self.view {
                    View::Findings => ("validate", false),
                    View::Privacy => ("redact", false),
                    View::Payloads { .. } => ("inspect", true),
                };
                Box::new(Json::new(out, command, layout, mask(), fields, everything))
            }
            Format::Sarif => Box::new(Sarif::new(for_json(out, screen, style), base, listing)),
            Format::JUnit => Box::new(JUnit::new(out, base, self.fail_on, everything)),
            Format::GitHub => Box::new(GitHub::new(out, base, listing)),
            Format::GitLab => Box::new(GitLab::new(for_json(out, screen, style), base, listing)),
        })
    }
}
