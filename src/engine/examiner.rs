//! What the records of a run are examined by, and what is asked of each.

use std::path::Path;

use super::filter::Filter;
use super::review::Reviewing;
use super::unwrap::Judged;
use crate::capture::{CaptureFormat, Request};
use crate::input::{Growth, Origin, Source, Unit, relative, shown_path};
use crate::json::{Document, JsonKind, Pointer, Tape, Value};
use crate::model::{EventRef, Hints, Identification, Kind, Media, PathOf, Question};
use crate::policy::{Policy, SourcePolicy};
use crate::registry::Registry;

/// Whether and how wrappers are taken off.
#[derive(Debug, Clone, Copy)]
pub struct Unwrapping<'e> {
    /// No other than this.
    pub only: Option<CaptureFormat>,
    /// How far a compressed body may grow.
    pub growth: Growth,
    /// Where the payload stands, in the record or in the body of a capture in it.
    pub at: Option<&'e Pointer>,
}

/// What all units are examined by.
pub struct Examiner<'e, 'm> {
    /// The providers that are known.
    pub registry: &'e Registry<'m>,
    /// What is asked of each payload.
    pub question: &'e Question<'m>,
    /// What of the findings counts.
    pub policy: &'e Policy<'e, 'm>,
    /// What the paths of the policy start from.
    pub folder: &'e Path,
    /// Whether and how wrappers are taken off.
    pub unwrapping: Option<Unwrapping<'e>>,
    /// Which records are wanted.
    pub filter: &'e Filter,
    /// Whether only the captures count, and not what is in them.
    pub only_captures: bool,
    /// What else is looked for.
    pub reviewing: Option<Reviewing<'e>>,
}

/// Which event a document is, and what was asked of it.
#[derive(Debug)]
pub(super) struct Known<'m> {
    pub(super) identification: Identification<'m>,
    pub(super) question: Question<'m>,
}

/// The events that the path of a request names, or else the words beside it in a log; and which of these it is.
#[must_use]
pub fn requested<'m>(registry: &Registry<'m>, request: &Request) -> Option<(Vec<EventRef<'m>>, PathOf)> {
    let named = |text: Option<&str>, of| {
        let named = registry.named_in_path(text?);
        (!named.is_empty()).then_some((named, of))
    };
    named(request.path(), PathOf::Request).or_else(|| named(request.words.as_deref(), PathOf::Log))
}

/// A path as the configuration and the baseline know it.
#[must_use]
pub fn below(path: &Path, folder: &Path) -> String {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    shown_path(&relative(&whole, folder))
}

/// Where a document is an event that comes as a form, for each member whether the model wants what its text says for
/// itself.
fn as_form(identification: &Identification<'_>, document: Document<'_>) -> Option<Vec<bool>> {
    let (_, version) = identification.origin().filter(|(_, version)| version.media == Media::Form)?;
    let body = identification.body().or(version.envelope);
    let wants = |(key, value): (Value<'_>, Value<'_>)| {
        let kind = key.text().and_then(|name| body?.at(&[&*name])).map(|field| field.kind);
        let text = value.text().unwrap_or_default();
        match kind {
            Some(Kind::Boolean) => matches!(&*text, "true" | "false"),
            Some(Kind::Integer | Kind::Number) => Tape::new()
                .parse(text.as_bytes())
                .is_ok_and(|number| number.root().kind() == JsonKind::Number && number.text() == text.trim()),
            _ => false,
        }
    };
    Some(document.root().members().map(wants).collect())
}

/// Whether a request says that its body is a form.
fn says_form(request: &Request) -> bool {
    let kind = request.headers.get("content-type").unwrap_or_default();
    kind.trim_start().to_ascii_lowercase().starts_with("application/x-www-form-urlencoded")
}

impl<'m> Examiner<'_, 'm> {
    /// What the policy says of a unit's source.
    pub(super) fn policy_of(&self, unit: &Unit) -> SourcePolicy<'_, 'm> {
        let path = match &unit.source.origin {
            Origin::File(path) if self.policy.asks_for_paths() => path,
            _ => return self.policy.of_source(None),
        };
        self.policy.of_source(Some(&below(path, self.folder)))
    }

    /// What is asked of the payloads of a source, whose name may tell what they are.
    pub(super) fn question_of(&self, source: &Source) -> Question<'m> {
        let mut question = self.question.clone();
        if let Origin::File(_) = source.origin {
            question.hints.path = self.registry.named_in_path(&source.name);
        }
        question
    }

    /// What a document is, and whether it is a payload. What the caller calls it proves nothing of what it is.
    pub(super) fn judge(&self, document: Document<'_>, hints: &Hints<'m>) -> Judged<Identification<'m>> {
        let identification = self.registry.identify(document, hints);
        let is_payload = match hints {
            Hints { event: None, provider: None, .. } => identification.is_supported(),
            _ => self.registry.identify(document, &Hints::default()).is_supported(),
        };
        let (events, form) = (self.events_in(document, hints), as_form(&identification, document));
        Judged { is_payload, events, form, verdict: identification }
    }

    /// The same of a document that came with a request.
    pub(super) fn judge_received(
        &self,
        document: Document<'_>,
        question: Question<'m>,
        request: &Request,
    ) -> Judged<Known<'m>> {
        let question = self.of_request(question, request);
        let Judged { is_payload, events, form, verdict: identification } =
            self.judge(document, &question.hints);
        // What says that it is a form is one, also where nobody is known who sends it.
        let form = form.or_else(|| (self.takes_forms() && says_form(request)).then(Vec::new));
        Judged { is_payload, events, form, verdict: Known { identification, question } }
    }

    /// Whether some provider sends forms.
    fn takes_forms(&self) -> bool {
        let mut versions = self.registry.providers().iter().flat_map(|provider| provider.versions);
        versions.any(|version| version.media == Media::Form)
    }

    /// Whether the caller says where in a record the payload stands.
    pub(super) fn is_located(&self) -> bool {
        self.unwrapping.is_some_and(|unwrapping| unwrapping.at.is_some())
    }

    /// What is asked of a payload that came with this request.
    fn of_request(&self, mut question: Question<'m>, request: &Request) -> Question<'m> {
        if let Some((named, of)) = requested(self.registry, request) {
            (question.hints.path, question.hints.path_of) = (named, of);
        }
        for (name, value) in request.headers.iter() {
            self.registry.read_header(&mut question.hints, name, value);
        }
        question
    }
}
