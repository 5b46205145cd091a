//! `learn`: a pack from captures.

mod pack;
mod unseen;

use anyhow::{Context as _, Result, anyhow, bail};

use super::broken::Broken;
use super::console::Console;
use super::context::Context;
use super::outputs::InUse;
use super::partial::Partial;
use super::progress::Progress;
use super::reading::{Reading, reads_stream};
use crate::cli::{IdentifyArguments, LearnArguments, LearningArguments, MergeArguments};
use crate::input::{WRITTEN_BY_PROGRAMS, read_text_bounded};
use crate::learn::{
    Asked, Candidate, Learn, Learned, MOST_GROUPS, MOST_LEVELS, NamePlace, Plan, Roles, State, signing,
};
use crate::report::{ExitStatus, harmless_lines};

/// How many places that may name the event are shown.
const MOST_SHOWN: usize = 2;

pub(super) fn run(arguments: &LearnArguments, context: Context<'_, '_>) -> Result<ExitStatus> {
    let learning = &arguments.learning;
    check(learning)?;
    // What cannot be written is told before anything is read.
    known(learning)?;
    let progress = Progress::new(context.console.error.is_terminal() && !learning.quiet);
    let asked = if learning.by.is_empty() { Asked::Usual } else { Asked::At(learning.by.clone()) };
    let nobody = IdentifyArguments { provider: None, event: None };
    let mut reading = Reading::of(&arguments.input, &nobody, context, progress);
    reading.only_captures = true;
    let file = Partial::file(learning.partial.as_ref());
    reading.written = file.cloned().into_iter().collect();
    let in_use = InUse::of(&arguments.input, context);
    file.map_or(Ok(()), |file| in_use.check(file))?;
    let partial = partial(learning)?;
    let mut broken = Broken::new(context.console);
    let holdout = arguments.holdout;
    if holdout.is_some() && reads_stream(&arguments.input) {
        bail!("--holdout reads its inputs twice: write standard input to a file first");
    }
    let learn = Learn::new(asked.clone()).holding_out(holdout);
    let (status, part) = reading.analyse(&mut broken, &learn, &mut ())?;
    let (mut state, held) = part.into_states(&asked);
    let told = match (holdout, &learning.provider) {
        (Some(holdout), Some(provider)) => {
            let folder = tempfile::tempdir()?;
            let learned = Learned::of(&state, &places(&state, learning));
            pack::write(folder.path(), provider, None, learned)?;
            unseen::told(folder.path(), holdout, &arguments.input, context)?
        }
        _ => String::new(),
    };
    state.merge(held);
    let learnt = finish(&state, learning, partial, context.console)?;
    if !learning.quiet {
        print(&told)?;
    }
    Ok(if status == ExitStatus::Fine { learnt } else { status })
}

/// Where deliveries name their event: as was said, or as is found out.
fn places(state: &State, learning: &LearningArguments) -> Vec<Vec<NamePlace>> {
    match said(state, learning) {
        [] => Plan::of(state).places(),
        said => vec![said.to_vec()],
    }
}

/// Where deliveries name their event, if that was said.
fn said<'a>(state: &'a State, learning: &'a LearningArguments) -> &'a [NamePlace] {
    match &state.asked {
        Asked::At(places) if learning.by.is_empty() => places,
        _ => &learning.by,
    }
}

/// Where what was learnt is kept.
fn partial(learning: &LearningArguments) -> Result<Option<Partial>> {
    if let Some(name) = learning.partial.as_deref().filter(|name| Partial::is_stdout(name))
        && learning.provider.is_some()
        && !learning.quiet
    {
        bail!(
            "--partial {} writes to standard output, and so does what is told: add --quiet",
            name.display()
        );
    }
    Partial::of(learning.partial.as_ref())
}

/// Adds up what several runs have learnt.
pub(super) fn merge(arguments: &MergeArguments, console: Console) -> Result<ExitStatus> {
    let learning = &arguments.learning;
    if arguments.format.is_some() || arguments.group_by.is_some() {
        bail!("--format and --group-by say how what was found is told; these files are of learn");
    }
    check(learning)?;
    let mut whole: Option<State> = None;
    for file in &arguments.files {
        let shown = file.display();
        let text =
            read_text_bounded(file, WRITTEN_BY_PROGRAMS).with_context(|| format!("cannot read {shown}"))?;
        let state = State::read(&text).map_err(|error| anyhow!("{shown} {error}"))?;
        match &mut whole {
            None => whole = Some(state),
            Some(own) if own.asked != state.asked => bail!(
                "{shown} was learnt with another --by than {}: learn both with the same",
                arguments.files.first().map(|file| file.display().to_string()).unwrap_or_default()
            ),
            Some(own) => own.merge(state),
        }
    }
    let partial = partial(learning)?;
    let state = whole.unwrap_or_else(|| State::new(Asked::Usual));
    finish(&state, learning, partial, console)
}

/// What was learnt before of the pack that this is added to.
fn known(learning: &LearningArguments) -> Result<Option<Learned>> {
    let folder = learning.output.as_deref().filter(|_| learning.provider.is_some());
    Ok(folder.map(|folder| pack::known(folder, &learning.by)).transpose()?.flatten())
}

/// Writes what was learnt, and tells of it.
fn finish(
    state: &State,
    learning: &LearningArguments,
    partial: Option<Partial>,
    console: Console,
) -> Result<ExitStatus> {
    if let Some(partial) = partial {
        partial.write(&state.write()?)?;
    }
    let Some(provider) = &learning.provider else { return Ok(ExitStatus::Fine) };
    if state.records == 0 {
        console.say("nothing was learnt: no payload was found");
        return Ok(ExitStatus::Fine);
    }
    let (by, plan) = (said(state, learning), Plan::of(state));
    let places = places(state, learning);
    let known = known(learning)?;
    let mut all = known.as_ref().map(|known| known.places.clone()).unwrap_or_default();
    all.extend(places.iter().filter(|places| !all.contains(places)).cloned().collect::<Vec<_>>());
    let learned = Learned::of(state, &all);
    if learned.events.is_empty() {
        let places: Vec<NamePlace> = places.into_iter().flatten().collect();
        bail!("no payload holds a name at {}: nothing was written", shown(&places));
    }
    let mut status = ExitStatus::Fine;
    if let Some(folder) = &learning.output {
        let contradictions = pack::write(folder, provider, known, learned.clone())?;
        for contradiction in &contradictions {
            console.say(contradiction);
            status = ExitStatus::Findings;
        }
    }
    if !learning.quiet {
        print(&told(state, &plan, &learned, by))?;
    }
    if let Some(folder) = learning.output.as_ref().filter(|_| !learning.quiet) {
        let events = counted(learned.events.len() as u64, "event");
        let folder = folder.display();
        console.say(&format!("{events} of {provider} in {folder}"));
        console.say(&format!("  hookspect validate --pack {folder} CAPTURES   holds captures against them"));
        console.say(&format!("  hookspect drift --against {folder} CAPTURES   tells since when they depart"));
    }
    Ok(status)
}

/// A provider's name is part of ids and files.
fn check(learning: &LearningArguments) -> Result<()> {
    let plain = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-' || sign == '_';
    match &learning.provider {
        Some(name) if name.is_empty() || !name.chars().all(plain) => {
            bail!("--provider {name}: lower case letters, digits and hyphens make up a provider's name")
        }
        None if learning.partial.is_none() => {
            bail!(
                "--provider NAME says what the provider is to be called; or --partial FILE keeps what was learnt"
            )
        }
        Some(name) => pack::check_name(learning.output.as_deref(), name),
        None => Ok(()),
    }
}

fn print(text: &str) -> Result<()> {
    Console::print(&harmless_lines(text))?;
    Ok(())
}

/// What was found, for people.
fn told(state: &State, plan: &Plan, learned: &Learned, by: &[NamePlace]) -> String {
    let mut text = format!("{} read", counted(state.records, "payload"));
    for (count, what) in [(state.others, "no object"), (state.unreadable, "unreadable")] {
        if count > 0 {
            text.push_str(&format!(", {count} {what}"));
        }
    }
    text.push('\n');
    text.push_str("what names the event:\n");
    if !by.is_empty() {
        text.push_str(&format!("  {} (--by)\n", shown(by)));
    } else if plan.names_nothing() {
        text.push_str("  nothing that was found; all payloads are one event (--by PLACE says where)\n");
    }
    if by.is_empty() {
        for candidate in plan.chosen.iter().filter(|_| !plan.names_nothing()) {
            text.push_str(&format!("  {}\n", evidence(candidate, state.records)));
        }
        let is_other =
            |other: &&Candidate| plan.chosen.iter().all(|one| !one.places.starts_with(&other.places));
        for candidate in plan.ranked.iter().filter(is_other).take(MOST_SHOWN) {
            text.push_str(&format!("  not {}\n", evidence(candidate, state.records)));
        }
    }
    if state.reach != u16::MAX {
        text.push_str(&format!(
            "  more than {MOST_GROUPS} combinations of names: only the likeliest places were looked at\n"
        ));
    }
    if state.levels < MOST_LEVELS {
        text.push_str(&format!(
            "too many places in one event: of its payloads no more than {} were looked into\n",
            counted(state.levels as u64, "level")
        ));
    }
    let roles: Vec<Roles> = learned.events.iter().map(|event| Roles::of(&event.group)).collect();
    let mut of_role = |what: &str, member: &dyn Fn(&Roles) -> Option<Vec<String>>| {
        let mut places: Vec<String> =
            roles.iter().filter_map(member).map(|steps| NamePlace::Body(steps).to_string()).collect();
        places.sort();
        places.dedup();
        if !places.is_empty() {
            text.push_str(&format!("{what}: {}\n", places.join(", ")));
        }
    };
    of_role("its time", &|roles| roles.time.clone());
    of_role("its id", &|roles| roles.id.clone());
    let signing = signing(&state.headers);
    if !signing.is_empty() {
        let headers = signing.join(", ");
        text.push_str(&format!(
            "its signature: {headers} (say under [signature] in the manifest how it is made)\n"
        ));
    }
    text.push_str("events:\n");
    for event in &learned.events {
        text.push_str(&format!("  {}  {}\n", event.name, counted(event.group.records, "payload")));
    }
    if let Some(group) = &learned.unmatched {
        let records = counted(group.records, "payload");
        text.push_str(&format!("  (no name there)  {records}, not in the pack\n"));
    }
    text
}

fn evidence(candidate: &Candidate, records: u64) -> String {
    format!(
        "{}: {} in {} of {}, explains {:.0} % of what differs",
        shown(&candidate.places),
        counted(candidate.names as u64, "name"),
        candidate.records,
        records,
        candidate.explains * 100.0
    )
}

fn shown(places: &[NamePlace]) -> String {
    places.iter().map(ToString::to_string).collect::<Vec<_>>().join(" with ")
}

fn counted(count: u64, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
