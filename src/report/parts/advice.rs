//! What to do about a finding, as somebody does it who uses the program: the library does not know its options.

use std::borrow::Cow;

use crate::capture::Remedy;
use crate::finding::{Deviation, EventDeviation, NearestMiss, SettingDeviation, SourceDeviation};
use crate::input::{Damage, SourceError, SourceErrorKind};
use crate::model::{Identification, SettledBy};

/// What to do about a deviation.
#[must_use]
pub fn help(deviation: &Deviation) -> Option<Cow<'_, str>> {
    let own = match deviation {
        Deviation::Event(event) => return of_event(event).or_else(|| deviation.help()),
        Deviation::Source(source) => match &**source {
            SourceDeviation::Damaged(Damage::TooLarge { .. }) => Some("--max-decompressed raises the limit"),
            _ => None,
        },
        Deviation::Setting(setting) => match &**setting {
            SettingDeviation::Gone { .. } => Some("write the baseline again with --write-baseline"),
            _ => None,
        },
        Deviation::Capture(capture) => of_capture(capture.remedy),
        _ => None,
    };
    own.map(Into::into).or_else(|| deviation.help())
}

const fn of_capture(remedy: Remedy) -> Option<&'static str> {
    match remedy {
        Remedy::Do(_) => None,
        Remedy::ReadBodyFile => Some("give that file itself, with --header for the signature"),
        Remedy::NameFormat => Some("--as says which of the two it is"),
        Remedy::NameOtherFormat => Some("leave out --as, or name the form that it has"),
        Remedy::LookElsewhere => Some("--at starts at the record, or at the body of a capture in it"),
        Remedy::RaiseLimit => Some("--max-decompressed sets the limit"),
    }
}

fn of_event(event: &EventDeviation) -> Option<Cow<'static, str>> {
    let help = match event {
        EventDeviation::Unidentified { nearest: NearestMiss::Within { pointer, .. }, .. } => {
            return Some(format!("--at {pointer} reads it").into());
        }
        EventDeviation::Unconfirmed { .. } => Some("--event says what it is, if it is that all the same"),
        EventDeviation::Template => Some("fill in the members, or take a payload from `hookspect sample`"),
        EventDeviation::Unidentified { .. } | EventDeviation::NotAnObject { .. } => {
            Some("`hookspect events` lists what is known; --event says what it is")
        }
        EventDeviation::SharedObject(_)
        | EventDeviation::FitsSeveral { .. }
        | EventDeviation::FitsNone { .. } => Some(
            "the path of a captured request, a file or folder named after the event, or --event, decides",
        ),
        _ => None,
    };
    help.map(Into::into)
}

/// Why a payload is what it is, a sentence each, and what would settle it where that is open.
#[must_use]
pub fn evidence(identification: &Identification<'_>) -> Vec<String> {
    let mut evidence = identification.evidence();
    let settled_by = identification.settled_by().map(|settled_by| match settled_by {
        SettledBy::Caller => "--event or --provider decides",
        SettledBy::EventOrProvider => "a request path, a file name, --event or --provider decides",
        SettledBy::Event => "the body names no event; a request path, a file name or --event decides",
    });
    evidence.extend(settled_by.map(str::to_owned));
    evidence
}

/// Which source cannot be read, why, and what to do about it.
#[must_use]
pub fn problem(problem: &SourceError) -> String {
    format!("{}: {}", problem.name, cause(&problem.kind))
}

/// Why a source cannot be read, and what to do about it.
#[must_use]
pub fn cause(kind: &SourceErrorKind) -> String {
    match kind {
        SourceErrorKind::TooLarge { .. } => format!("{kind}; --max-decompressed raises the limit"),
        _ => kind.to_string(),
    }
}
