//! What `inspect`, `detect` and `validate` share: read, examine on all cores, report in order, count.

use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow, bail};

use super::console::Console;
use super::context::Context;
use super::filters;
use super::forced::Forced;
use super::interruption;
use super::names::Said;
use super::outputs::{InUse, WholeFile, is_report};
use super::progress::Progress;
use super::sink::{End, Known, SettingsChecked, Sink, kept_pointer};
use super::sorted::{Sorted, USUAL_MOST};
use crate::capture::{CaptureFormat, is_whole};
use crate::cli::{CheckArguments, IdentifyArguments, InputArguments, MaskWhat, SecrecyArguments, SortKey};
use crate::configuration::FailOn;
use crate::engine::{Analysis, Each, Examined, Examiner, Reviewing, Run, Unwrapping};
use crate::input::{
    FileId, FilesFrom, Growth, Inputs, IsWhole, Limits, Listed, Origin, Own, Source, SourceError,
    SourceErrorKind, Stop, WRITTEN_BY_PROGRAMS, is_live, listed, read_bounded, shown_path,
};
use crate::json::Position;
use crate::model::{Hints, Question};
use crate::policy::{Baseline, BaselineError, Policy, Recorder};
use crate::query::time_of;
use crate::redact::{Mask, Privacy, Show};
use crate::registry::Registry;
use crate::report::{ExitStatus, Products, Report, advice};

/// How records are read and checked.
pub(super) struct Reading<'a, 'm> {
    pub(super) input: &'a InputArguments,
    pub(super) identify: &'a IdentifyArguments,
    pub(super) check: Option<&'a CheckArguments>,
    pub(super) context: Context<'a, 'm>,
    pub(super) progress: Progress,
    /// Files that the run writes: they are not read as payloads.
    pub(super) written: Vec<PathBuf>,
    /// Whether only the captures count, and not what is in them.
    pub(super) only_captures: bool,
    /// Looks for real people and live secrets, where that is asked for; and whether nothing else is asked.
    pub(super) review: Option<(Privacy, bool)>,
    /// Whether a stream, which may never end, need not be read on once nobody reads the results.
    pub(super) ends_unread: bool,
    /// The form that every record is a capture in, where the caller says so.
    pub(super) form: Option<CaptureFormat>,
    /// Whether it says how many records no filter let through, because no totals do.
    pub(super) says_filtered: bool,
    /// What of the names may be shown that payloads give their events and members.
    pub(super) show: Show,
}

/// The mask that the arguments ask for.
pub(super) fn mask(registry: &Registry<'_>, secrecy: &SecrecyArguments) -> Mask {
    Mask::new(show(secrecy), registry)
}

/// What may be shown as the arguments have it.
pub(super) const fn show(secrecy: &SecrecyArguments) -> Show {
    match (secrecy.show_secrets, secrecy.mask) {
        (true, _) => Show::Everything,
        (false, Some(MaskWhat::Personal)) => Show::NothingPersonal,
        (false, _) => Show::AllButSecrets,
    }
}

/// Whether something is read that cannot be read twice.
pub(super) fn reads_stream(input: &InputArguments) -> bool {
    let is_stream = |name: &OsString| {
        name == "-" || Path::new(name).metadata().is_ok_and(|of| !of.is_file() && !of.is_dir())
    };
    (input.inputs.is_empty() && input.files_from.is_none())
        || input.inputs.iter().any(is_stream)
        || input.follow
}

impl<'a, 'm> Reading<'a, 'm> {
    /// Reads and checks as the arguments say: nothing else is asked, nothing is written.
    pub(super) fn of(
        input: &'a InputArguments,
        identify: &'a IdentifyArguments,
        context: Context<'a, 'm>,
        progress: Progress,
    ) -> Self {
        Self {
            input,
            identify,
            check: None,
            context,
            progress,
            written: Vec::new(),
            only_captures: false,
            review: None,
            ends_unread: true,
            form: input.form,
            says_filtered: false,
            show: Show::default(),
        }
    }
}

impl<'m> Reading<'_, 'm> {
    /// Reads everything, hands each record to the report, and tells how the run ends.
    pub(super) fn run(&self, report: &mut (dyn Report<'m> + Send)) -> Result<ExitStatus> {
        self.analyse(report, &(), &mut ()).map(|(status, ())| status)
    }

    /// The same with an analysis of the records: what it makes of each goes to `products`, and what it has collected is
    /// returned.
    pub(super) fn analyse<A: Analysis<'m>>(
        &self,
        report: &mut (dyn Report<'m> + Send),
        analysis: &A,
        products: &mut (dyn Products<'m, A::Product> + Send),
    ) -> Result<(ExitStatus, A::Part)> {
        self.check_form()?;
        let said = self.context.said(self.identify)?;
        if let Said { event: Some(model), provider: Some(provider) } = said
            && model.provider.id != provider.id
        {
            return Err(anyhow!("--event {} is not an event of --provider {}", model.id(), provider.id));
        }
        let expected = self.check.and_then(|check| check.expect.as_deref());
        let expect = expected.map(|name| self.context.event(name, "--expect <EVENT>")).transpose()?;
        let known = self.known()?;
        let new_baseline = self.check.and_then(|check| check.write_baseline.as_deref());
        let in_use = InUse::of(self.input, self.context);
        let create = |name: &Path| in_use.check(name).and_then(|()| WholeFile::create(name));
        let new_baseline = new_baseline.map(create).transpose()?;
        let Listed { sources, unread } = self.sources()?;
        self.progress.expect(|| total(&sources).filter(|_| !self.input.follow));
        let jobs = self.jobs(&sources);
        let captures = !self.input.no_unwrap;
        let limits = Limits {
            growth: self.input.max_decompressed.map_or(Growth::Proportionate, Growth::UpTo),
            captures: captures.then_some(is_whole as IsWhole),
            loose: self.form == Some(CaptureFormat::JSON5),
            follow: self.input.follow,
            ..Limits::default()
        };
        let unwrapping = self.unwrapping(limits.growth);
        let question = Question {
            hints: Hints { event: said.event, provider: said.provider, ..Hints::default() },
            expect,
        };
        let filter = filters::filter(&self.input.filter.only, &self.input.filter.records)?;
        let policy = Policy::new(self.context.configuration);
        let folder = &self.context.configuration.folder;
        let documents = report.documents();
        let mut sink =
            Sink::new(report, products, &policy, folder, self.context.console, self.progress.clone());
        sink.known = known;
        sink.show = self.show;
        sink.tally.unread = unread;
        let examiner = Examiner {
            registry: self.context.registry,
            question: &question,
            policy: &policy,
            folder,
            unwrapping,
            filter: &filter,
            only_captures: self.only_captures,
            reviewing: self.review.as_ref().map(|(review, alone)| Reviewing { review, alone: *alone }),
        };
        let fail_on = self.context.configuration.fail_on.unwrap_or_default();
        sink.end = self.end(&sources, fail_on);
        let stop = interruptible(&sources, self.input.follow);
        let run = Run { examiner: &examiner, jobs, limits, documents, stop: &stop };
        let forced = Forced { analysis, registry: self.context.registry, event: said.event };
        let part = match self.input.filter.sort {
            None => run.over(sources, &forced, &mut sink)?,
            Some(SortKey::Time) => {
                let most = self.input.filter.max_sorted.unwrap_or(USUAL_MOST);
                let mut sorted = Sorted::new(&mut sink, most);
                let time = Each(|examined: &Examined<'_, 'm>| {
                    time_of(examined.document, examined.identification, examined.capture)
                });
                let (part, ()) = run.over(sources, &(&forced, time), &mut sorted)?;
                sorted.hand_on()?;
                part
            }
        };
        self.progress.finish();
        let (tally, known) = sink.finish(self.settings_checked())?;
        if self.says_filtered && tally.filtered > 0 {
            let records = if tally.filtered == 1 { "record" } else { "records" };
            self.context.console.say(&format!("{} {records} left out by filters", tally.filtered));
        }
        if let Some(warning) = said.event.and_then(|event| part.warning(event)) {
            self.context.console.say(&warning);
        }
        if let (Some(file), Known::Recording(recorder)) = (new_baseline, known) {
            if tally.failed_sources > 0 {
                return Err(anyhow!("the baseline was not written: not every source could be read"));
            }
            write_baseline(file, &recorder, self.context.console)?;
        }
        Ok((tally.exit(fail_on, self.input.allow_empty), part.inner))
    }

    fn unwrapping(&self, growth: Growth) -> Option<Unwrapping<'_>> {
        let only = self.form;
        (!self.input.no_unwrap).then_some(Unwrapping { only, growth, at: self.input.at.as_ref() })
    }

    /// Captures are in no form that only requests are printed in.
    fn check_form(&self) -> Result<()> {
        if self.form == Some(CaptureFormat::NDJSON) {
            bail!("--as ndjson is a form that requests are printed in: --signature says how they are signed");
        }
        Ok(())
    }

    /// What is said of the settings: whoever does not check payloads does not check them either.
    fn settings_checked(&self) -> SettingsChecked {
        match self.check {
            None => SettingsChecked::Not,
            Some(check) if check.allow_unused => SettingsChecked::Missing,
            Some(_) => SettingsChecked::MissingAndUnused,
        }
    }

    /// Files end, so their verdicts are waited for; a stream is read on only while something may come of it.
    fn end(&self, sources: &[Result<Source, SourceError>], fail_on: FailOn) -> End {
        let is_stream = |source: &Source| self.input.follow || source.origin == Origin::Stdin;
        let writes =
            !self.written.is_empty() || self.check.is_some_and(|check| check.write_baseline.is_some());
        match (sources.iter().flatten().any(is_stream) && !writes, self.ends_unread) {
            (false, _) => End::OfSources,
            (true, true) => End::Unread,
            (true, false) => End::UnreadAndFailed(fail_on),
        }
    }

    /// What is read. Nothing is written when something that was to be read would be replaced, or read while it is
    /// written.
    fn sources(&self) -> Result<Listed> {
        let listed = listed(&self.request());
        let sources = &listed.sources;
        let own = |source: &&Result<Source, SourceError>| {
            let own =
                |kind: &SourceErrorKind| matches!(kind, SourceErrorKind::Own | SourceErrorKind::Replaced);
            source.as_ref().is_err_and(|problem| own(&problem.kind))
        };
        if let Some(Err(problem)) = sources.iter().find(own) {
            return Err(anyhow!(advice::problem(problem)));
        }
        let reads_stdin = sources.iter().flatten().any(|source| source.origin == Origin::Stdin);
        if reads_stdin && FileId::of_stdin().is_some_and(|stdin| FileId::of_stdout() == Some(stdin)) {
            return Err(anyhow!("standard input is the file that standard output goes to"));
        }
        if reads_stdin {
            self.context.console.awaits_input();
        }
        Ok(listed)
    }

    fn known(&self) -> Result<Known> {
        if self.check.is_some_and(|check| check.write_baseline.is_some()) {
            return Ok(Known::Recording(Recorder::default()));
        }
        let Some(path) = &self.context.configuration.baseline else { return Ok(Known::Nothing) };
        let name = shown_path(&crate::input::relative(path, &super::settings::working_folder()?));
        let text = read_bounded(path, WRITTEN_BY_PROGRAMS)
            .with_context(|| format!("cannot read the baseline {name}"))?;
        let baseline = Baseline::read(&text, kept_pointer).map_err(|error| {
            let cure = match error {
                BaselineError::Foreign => "; `--write-baseline` writes one",
                BaselineError::Version(_) => ": write it again with `--write-baseline`",
                BaselineError::Syntax { .. } | BaselineError::Entry(_) => "",
            };
            match error.position() {
                Some(Position { line, column }) => anyhow!("{name}:{line}:{column}: {error}{cure}"),
                None => anyhow!("{name}: {error}{cure}"),
            }
        })?;
        Ok(Known::Baseline { baseline, name, path: path.clone(), text })
    }

    fn request(&self) -> Inputs {
        let files_from = self.input.files_from.as_ref().map(|path| {
            if path.as_os_str() == "-" { FilesFrom::Stdin } else { FilesFrom::File(path.clone()) }
        });
        let new_baseline = self.check.and_then(|check| check.write_baseline.as_ref());
        let replaced = self.written.iter().chain(new_baseline).filter_map(|path: &PathBuf| {
            let own = if is_report(path) { Own::PassedOver } else { Own::Refused };
            Some((FileId::of(path)?, own))
        });
        let baseline = self.context.configuration.baseline.as_deref().and_then(FileId::of);
        let written = FileId::of_stdout();
        let passed_over = baseline.into_iter().chain(written).map(|file| (file, Own::PassedOver));
        let own = replaced.chain(passed_over).collect();
        let captures = !self.input.no_unwrap;
        Inputs { inputs: self.input.inputs.clone(), files_from, hidden: self.input.hidden, captures, own }
    }

    /// One source that is a small file is done by one worker: no thread is worth its start.
    fn jobs(&self, sources: &[Result<Source, SourceError>]) -> NonZeroUsize {
        let asked = self.input.jobs.or_else(|| std::thread::available_parallelism().ok());
        let single = match sources {
            [Ok(Source { origin: Origin::File(path), .. })] => {
                path.metadata().is_ok_and(|metadata| metadata.len() < 1 << 22)
            }
            [Err(_)] => true,
            _ => false,
        };
        asked.filter(|_| !single).unwrap_or(NonZeroUsize::MIN)
    }
}

/// What ends a run that reads a live source when it is interrupted: it says then what it has read. Another interruption
/// ends the program, and so does the first of a run that ends by itself.
fn interruptible(sources: &[Result<Source, SourceError>], follow: bool) -> Stop {
    let stop = Stop::default();
    let live = |source: &Source| match &source.origin {
        Origin::Stdin => true,
        Origin::File(path) => !source.is_regular && is_live(path),
    };
    if follow || sources.iter().flatten().any(live) {
        interruption::ends_live(&stop);
    }
    stop
}

/// How many bytes there are to read, where all sources are plain files.
fn total(sources: &[Result<Source, SourceError>]) -> Option<u64> {
    let compressed = |path: &Path| path.extension().is_some_and(|ending| ending == "gz" || ending == "zst");
    sources.iter().flatten().try_fold(0, |total, source| match &source.origin {
        Origin::File(path) if !compressed(path) => Some(total + path.metadata().ok()?.len()),
        _ => None,
    })
}

fn write_baseline(file: WholeFile, recorder: &Recorder, console: Console) -> Result<()> {
    let name = file.shown();
    let mut text = Vec::new();
    recorder.write(&mut text)?;
    file.write_all(&text)?.finish()?;
    let findings = if recorder.len() == 1 { "finding" } else { "findings" };
    console.say(&format!("{name}: {} known {findings} written", recorder.len()));
    Ok(())
}
