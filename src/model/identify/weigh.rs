//! The one place where evidence is weighed.

use std::cmp::Ordering;

use super::evidence::{Candidate, Evidence, UnknownName, weight};
use super::fit;
use super::lists::EventList;
use super::{Doubt, Identification, NamedBy, own_name};
use crate::finding::NearestMiss;
use crate::json::Pointer;
use crate::model::conditions::{at, dotted};
use crate::model::event::EventRef;
use crate::model::suggest;

impl<'m> Evidence<'_, '_, 'm> {
    /// Weighs everything.
    pub(super) fn decide(mut self) -> Identification<'m> {
        let best = |candidates: &[Candidate<'m>], proven: bool| {
            candidates.iter().filter(|one| one.proven == proven).map(|one| one.weight).max().unwrap_or(0)
        };
        let proven = best(&self.candidates, true);
        if proven < weight::UNKNOWN_NAME
            && let Some(unknown) = self.unknown_event()
        {
            return unknown;
        }
        if proven > 0 {
            let shapes = self.candidates.iter().filter(|one| one.by == NamedBy::Shape).count();
            self.candidates.retain(|one| one.proven && one.weight == proven);
            return self.settle(shapes > 1);
        }
        // Names alone, and what the body contradicts, are no candidates.
        let alone = best(&self.candidates, false);
        if alone > 0 {
            self.candidates.retain(|one| one.weight == alone);
            let by = self.candidates.first().map_or(NamedBy::FileName, |one| one.by);
            return Identification::Ambiguous { candidates: self.sorted(), doubt: Doubt::Alone(by) };
        }
        Identification::Unknown {
            nearest: self.nearest_miss(),
            event: own_name::of_event(self.root, self.hints),
            sender: own_name::of_sender(self.hints),
        }
    }

    /// The candidates by provider, then in the order of its list.
    fn sorted(mut self) -> Vec<EventRef<'m>> {
        self.candidates.sort_by(by_provider);
        self.candidates.into_iter().map(|one| one.event).collect()
    }

    /// The candidates that weigh most: one of them, if it fits the body clearly better than the others.
    fn settle(mut self, several_shapes: bool) -> Identification<'m> {
        if self.candidates.len() > 1 {
            self.leave_out_contradicted();
            self.keep_fitting();
        }
        if let [Candidate { event, by, weight, alias, .. }] = *self.candidates.as_slice() {
            let by = match by {
                // Of several events of one shape, something outside the body said which.
                NamedBy::Shape if several_shapes && weight > weight::SHAPE => self.outside_of(event),
                by => by,
            };
            return Identification::Identified { model: event, by, alias };
        }
        Identification::Ambiguous { candidates: self.sorted(), doubt: Doubt::Equal }
    }

    /// Leaves out what a constant in the body contradicts, where that leaves anything.
    fn leave_out_contradicted(&mut self) {
        let stays = |one: &Candidate<'m>| !fit::is_contradicted(one.event, self.root);
        if self.candidates.iter().any(stays) {
            let root = self.root;
            self.candidates.retain(|one| !fit::is_contradicted(one.event, root));
        }
    }

    /// Leaves out what fits the body much worse than the best candidate does. Near ties stay.
    fn keep_fitting(&mut self) {
        let Some((first, rest)) = self.candidates.split_first() else { return };
        if rest.iter().all(|one| one.event.shares_body(first.event)) {
            return;
        }
        let misfit = |one: &Candidate<'m>| fit::misfit(one.event.event.body, self.root);
        let misfits: Vec<usize> = self.candidates.iter().map(misfit).collect();
        let least = misfits.iter().copied().min().unwrap_or(0);
        let mut misfits = misfits.into_iter();
        self.candidates.retain(|_| misfits.next().is_some_and(|misfit| misfit < 2 * least + 2));
    }

    /// What said outside the body that it is this event.
    fn outside_of(&self, model: EventRef<'m>) -> NamedBy<'m> {
        let header = self.hints.headers.iter().find(|(_, event)| *event == model);
        header.map_or_else(|| self.hints.named_by_path(), |(name, _)| NamedBy::Header(name))
    }

    /// A known provider's envelope around an unknown name, where only one provider is possible.
    fn unknown_event(&self) -> Option<Identification<'m>> {
        let misfit = |one: &UnknownName<'m>| {
            one.version.version.envelope.map_or(0, |envelope| fit::misfit(envelope, self.root))
        };
        let [UnknownName { version: event, path }] = match self.unknown.as_slice() {
            [one] => [*one],
            several => {
                let least = several.iter().map(misfit).min()?;
                let mut best = several.iter().filter(|one| misfit(one) == least);
                match (best.next(), best.next()) {
                    (Some(one), None) => [*one],
                    _ => return None,
                }
            }
        };
        let name = at(self.root, path)?.text()?;
        let version = event.version;
        let near = suggest::nearest(&name, version.events.iter().map(|event| event.name))
            .or_else(|| same_beginning(&name, version.events.iter().map(|event| event.name)));
        let nearest = near.and_then(|near| version.events.iter().find(|event| event.name == near));
        Some(Identification::UnknownEvent {
            provider: event.provider,
            version,
            name: name.into_owned(),
            path,
            nearest: nearest.map(|nearest| EventRef { event: nearest, ..event }),
        })
    }

    /// What the body comes nearest to, where no provider fits.
    fn nearest_miss(&self) -> NearestMiss {
        let mut named: Vec<&Candidate<'m>> = self.candidates.iter().filter(|one| one.named).collect();
        named.sort_by(|one, other| by_provider(one, other));
        for candidate in named {
            let (event, NamedBy::Body(path)) = (candidate.event, candidate.by) else { continue };
            let absent = event.version.naming.envelope.iter().filter(|path| at(self.root, path).is_none());
            return NearestMiss::Envelope {
                at: dotted(path),
                event: event.event.name.to_owned(),
                sender: format!("{} {}", event.provider.name, event.version.id),
                missing: absent.map(|path| dotted(path)).collect(),
            };
        }
        if let [_, _, ..] = self.unknown.as_slice() {
            let mut versions: Vec<String> = self
                .unknown
                .iter()
                .map(|one| format!("{} {}", one.version.provider.name, one.version.version.id))
                .collect();
            versions.sort();
            return NearestMiss::UnknownEvent(versions);
        }
        if let Some((event, list)) = self.empty_list() {
            let sender = format!("{} {}", event.provider.name, event.version.id);
            return NearestMiss::NoEvents { sender, list };
        }
        match self.hints.provider {
            Some(provider) => NearestMiss::OtherProvider(provider.name.to_owned()),
            None => NearestMiss::Nothing,
        }
    }
}

impl<'m> Evidence<'_, '_, 'm> {
    /// The one version whose envelope a body has around an empty list of events, with the place of the list.
    fn empty_list(&self) -> Option<(EventRef<'m>, Pointer)> {
        let mut found = None;
        for EventList { list, versions } in self.index.lists(self.root) {
            let others = self.root.members().take(2).count() > 1;
            let fits = |event: &&EventRef<'m>| {
                let members = event.version.naming.envelope.len();
                self.is_asked(**event)
                    && self.envelope(**event, members) == members
                    && (!others || members > 1 || self.hints.provider.is_some())
            };
            for event in versions.iter().filter(fits).filter(|_| list.is_empty_container()) {
                if found.is_some() {
                    return None;
                }
                found = Some((*event, self.root.document().pointer_of(list.index())));
            }
        }
        found
    }
}

/// By provider, then in the order of its list.
fn by_provider(one: &Candidate<'_>, other: &Candidate<'_>) -> Ordering {
    one.event.provider.id.cmp(other.event.provider.id).then(one.place.cmp(&other.place))
}

/// `commission.paid` is nearest to the other events of `commission`.
fn same_beginning<'n>(name: &str, mut known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let (subject, _) = name.split_once(['.', '_'])?;
    known.find(|known| known.strip_prefix(subject).is_some_and(|rest| rest.starts_with(['.', '_'])))
}
