//! Writes a provider as a manifest that reads back as the same.

use std::fmt::Write as _;

use super::FieldNote;
use super::parts::name_of;
use crate::model::signature::{Encoding, Hash, Key, Layout, Part, Timestamp};
use crate::model::{
    Condition, Event, EventRef, Meaning, Media, MemberHeader, Others, Path, Provider, Scheme, Sensitivity,
    Shape, Signal, Slot, SlotKind, SummaryFields, Version, Words,
};
use crate::packs::terms::Terms;

/// Where the files of an event and of an envelope are, below the folder of the pack.
pub(in crate::packs) struct Files<'f> {
    pub(in crate::packs) schema: &'f dyn Fn(EventRef<'_>) -> Option<String>,
    pub(in crate::packs) sample: &'f dyn Fn(EventRef<'_>) -> Option<String>,
    pub(in crate::packs) envelope: &'f dyn Fn(&Version<'_>) -> Option<String>,
}

/// A provider as a manifest.
pub(in crate::packs) fn write(provider: &Provider<'_>, terms: &Terms<'_>, files: &Files<'_>) -> String {
    let mut lines = Lines::default();
    lines.text("id", provider.id);
    lines.text("name", provider.name);
    lines.text("formats", if terms.asserts_formats { "assert" } else { "ignore" });
    lines.terms(terms);
    let several = provider.versions.len() > 1;
    for version in provider.versions {
        if several {
            lines.0.push_str("\n[[version]]\n");
            lines.text("id", version.id);
        } else {
            lines.text("version", version.id);
        }
        lines.version(version, several, (files.envelope)(version).as_deref());
    }
    for model in provider.events() {
        lines.event(model, several, files);
    }
    lines.0
}

/// A text as TOML has it.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

/// A list of texts as TOML has it.
fn list<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let texts: Vec<String> = texts.into_iter().map(quoted).collect();
    format!("[{}]", texts.join(", "))
}

/// A member's place: dotted where no step holds a dot, else as a JSON Pointer.
fn dotted(path: Path<'_>) -> String {
    if path.iter().all(|step| !step.is_empty() && !step.contains(['.', '/', '~'])) {
        return path.join(".");
    }
    let step = |step: &&str| step.replace('~', "~0").replace('/', "~1");
    format!("/{}", path.iter().map(step).collect::<Vec<_>>().join("/"))
}

fn quoted_path(path: Path<'_>) -> String {
    quoted(&dotted(path))
}

fn paths<'p>(paths: impl IntoIterator<Item = &'p Path<'p>>) -> String {
    let paths: Vec<String> = paths.into_iter().map(|path| quoted_path(path)).collect();
    format!("[{}]", paths.join(", "))
}

/// A table in one line, of what is there.
fn inline(members: &[(&str, Option<String>)]) -> String {
    let members: Vec<String> = members
        .iter()
        .filter_map(|(key, value)| value.as_ref().map(|value| format!("{key} = {value}")))
        .collect();
    format!("{{ {} }}", members.join(", "))
}

#[derive(Default)]
struct Lines(String);

impl Lines {
    fn value(&mut self, key: &str, value: &str) {
        let _ = writeln!(self.0, "{key} = {value}");
    }

    fn text(&mut self, key: &str, text: &str) {
        self.value(key, &quoted(text));
    }

    /// A list with one item a line, if there is any.
    fn rows(&mut self, key: &str, rows: &[String]) {
        if !rows.is_empty() {
            self.value(key, &format!("[\n  {},\n]", rows.join(",\n  ")));
        }
    }

    /// What is said of the pack as a whole and of members wherever they are.
    fn terms(&mut self, terms: &Terms<'_>) {
        if terms.is_strict {
            self.text("mode", "strict");
        }
        if let Some(replaces) = &terms.replaces {
            self.text("replaces", replaces);
        }
        let said = |note: FieldNote| {
            let own = terms.fields.iter().filter(|saying| saying.note == note);
            let paths: Vec<String> = own.map(|saying| quoted_path(saying.path)).collect();
            (!paths.is_empty()).then(|| format!("[{}]", paths.join(", ")))
        };
        let levels = [
            ("secret", said(FieldNote::Sensitive(Sensitivity::Secret))),
            ("personal", said(FieldNote::Sensitive(Sensitivity::Personal))),
            ("financial", said(FieldNote::Sensitive(Sensitivity::Financial))),
        ];
        if levels.iter().any(|(_, paths)| paths.is_some()) {
            self.value("sensitive", &inline(&levels));
        }
        for (key, note) in [("identity", FieldNote::Identity), ("volatile", FieldNote::Volatile)] {
            if let Some(paths) = said(note) {
                self.value(key, &paths);
            }
        }
    }

    fn version(&mut self, version: &Version<'_>, is_below: bool, envelope: Option<&str>) {
        self.text("sources", version.sources);
        match version.naming.signals {
            [Signal::Body(path)] => self.value("name-path", &quoted_path(path)),
            [Signal::Body(path), Signal::Header(header)] => {
                self.value("name-path", &quoted_path(path));
                self.text("name-header", header);
            }
            signals => self.rows("signals", &signals.iter().map(signal).collect::<Vec<_>>()),
        }
        if version.media == Media::Form {
            self.text("transport", "form");
        }
        let naming = version.naming;
        if let Some(items) = naming.items {
            self.value("items", &quoted_path(items));
        }
        self.value(
            "envelope",
            &inline(&[
                ("members", Some(paths(naming.envelope))),
                ("known-needs", Some(naming.known_needs.to_string())),
                ("unknown-needs", Some(naming.unknown_needs.to_string())),
                ("schema", envelope.map(quoted)),
            ]),
        );
        if !version.headers.is_empty() {
            let header =
                |header: &MemberHeader<'_>| format!("{} = {}", quoted(header.name), quoted_path(header.path));
            let headers: Vec<String> = version.headers.iter().map(header).collect();
            self.value("headers", &format!("{{ {} }}", headers.join(", ")));
        }
        if *version.words != Words::NONE {
            self.value("words", &words(version.words));
        }
        if let Some(scheme) = version.signature {
            let _ = write!(self.0, "\n[{}]\n", if is_below { "version.signature" } else { "signature" });
            self.signature(scheme);
        }
    }

    fn signature(&mut self, scheme: &Scheme<'_>) {
        if scheme.name != scheme.header {
            self.text("name", scheme.name);
        }
        self.text("header", scheme.header);
        let hash = match scheme.hash {
            Hash::Sha1 => "sha1",
            Hash::Sha256 => "sha256",
            Hash::Sha512 => "sha512",
        };
        self.text("hash", hash);
        self.text("encoding", if scheme.encoding == Encoding::Hex { "hex" } else { "base64" });
        let (Layout::One { prefix } | Layout::Several { prefix, .. }) = scheme.layout;
        if !prefix.is_empty() {
            self.text("prefix", prefix);
        }
        if let Layout::Several { separator, .. } = scheme.layout {
            self.text("separator", &separator.to_string());
        }
        let part = |part: &Part<'_>| match part {
            Part::Body => "body".to_owned(),
            Part::Timestamp => "timestamp".to_owned(),
            Part::Header(name) => format!("header:{name}"),
            Part::Text(text) => format!("text:{text}"),
        };
        let signed: Vec<String> = scheme.signed.iter().map(part).collect();
        self.value("signed", &list(signed.iter().map(String::as_str)));
        match scheme.timestamp {
            Some((Timestamp::Header(name), _)) => self.text("timestamp-header", name),
            Some((Timestamp::Field(prefix), _)) => self.text("timestamp-prefix", prefix),
            None => {}
        }
        if let Some((_, tolerance)) = scheme.timestamp {
            self.value("tolerance", &tolerance.to_string());
        }
        match scheme.key {
            Key::Text => self.text("key", "text"),
            Key::Base64 { prefix: "" } => self.text("key", "base64"),
            Key::Base64 { prefix } => self.text("key", &format!("base64:{prefix}")),
        }
        self.text("sources", scheme.sources);
        if let Some(absence) = scheme.absence {
            self.text("absence", absence);
        }
    }

    fn event(&mut self, model: EventRef<'_>, several: bool, files: &Files<'_>) {
        let event = model.event;
        self.0.push_str("\n[[event]]\n");
        self.text("name", event.name);
        if several {
            self.text("version", model.version.id);
        }
        let alias = |alias: &crate::model::EventName<'_>| {
            inline(&[("name", Some(quoted(alias.name))), ("why", Some(quoted(alias.why)))])
        };
        self.rows("aliases", &event.aliases.iter().map(alias).collect::<Vec<_>>());
        for (key, text) in [("summary", event.summary), ("trigger", event.trigger)] {
            if !text.is_empty() {
                self.text(key, text);
            }
        }
        if let Some(path) = (files.schema)(model) {
            self.text("schema", &path);
        }
        if let Some(path) = (files.sample)(model) {
            self.value("samples", &list([path.as_str()]));
        }
        self.text("provenance", event.provenance.name());
        self.text("evidence", event.evidence);
        if let Some(caution) = event.caution {
            self.text("caution", caution);
        }
        self.rows("shapes", &event.shapes.iter().map(shape).collect::<Vec<_>>());
        self.rows("conditions", &event.conditions.iter().map(condition).collect::<Vec<_>>());
        self.summary_fields(event);
        self.neutral(model);
    }

    fn summary_fields(&mut self, event: &Event<'_>) {
        let SummaryFields { id, time, subject, amount, status } = event.summary_fields;
        let members = [
            ("id", id.map(quoted_path)),
            ("time", time.map(quoted_path)),
            ("subject", (!subject.is_empty()).then(|| paths(*subject))),
            ("amount", amount.map(quoted_path)),
            ("status", (!status.is_empty()).then(|| paths(*status))),
        ];
        if members.iter().any(|(_, value)| value.is_some()) {
            self.value("summary-fields", &inline(&members));
        }
    }

    fn neutral(&mut self, model: EventRef<'_>) {
        let Some(neutral) = model.neutral() else { return };
        if let Some(kind) = neutral.kind {
            self.text("kind", kind);
        }
        let mut rows = Vec::new();
        for (below, mappings) in neutral.maps {
            for mapping in *mappings {
                let path = [*below, mapping.path].concat();
                let (slot, when) = match mapping.slot {
                    Slot::When { at, is, then } => {
                        let when = inline(&[("path", Some(quoted_path(at))), ("is", Some(quoted(is)))]);
                        (*then, Some(when))
                    }
                    slot => (slot, None),
                };
                let (of, unit) = match slot {
                    Slot::Changes(of) | Slot::Former(of) => (Some(of), None),
                    Slot::In(_, _, SlotKind::Reward(unit)) => (None, Some(unit)),
                    _ => (None, None),
                };
                rows.push(inline(&[
                    ("path", Some(quoted_path(&path))),
                    ("is", Some(quoted(&name_of(mapping.slot)))),
                    ("of", of.map(quoted)),
                    ("unit", unit.map(quoted)),
                    ("when", when),
                ]));
            }
        }
        self.rows("members", &rows);
    }
}

fn words(words: &Words<'_>) -> String {
    let meanings = |meanings: &[Meaning<'_>]| {
        let each = meanings.iter().map(|(word, own)| format!("{word} = {}", list(own.iter().copied())));
        format!("{{ {} }}", each.collect::<Vec<_>>().join(", "))
    };
    let mut groups: Vec<String> =
        words.states.iter().map(|(group, own)| format!("{} = {}", group.name(), meanings(own))).collect();
    if !words.rewards.is_empty() {
        groups.push(format!("rewards = {}", meanings(words.rewards)));
    }
    format!("{{ {} }}", groups.join(", "))
}

fn signal(signal: &Signal<'_>) -> String {
    match *signal {
        Signal::Body(path) => inline(&[("path", Some(quoted_path(path)))]),
        Signal::Joined { parts, separator } => {
            inline(&[("paths", Some(paths(parts))), ("separator", Some(quoted(separator)))])
        }
        Signal::Header(header) => inline(&[("header", Some(quoted(header)))]),
        Signal::HeaderAndBody { header, path, separator } => inline(&[
            ("header", Some(quoted(header))),
            ("path", Some(quoted_path(path))),
            ("separator", Some(quoted(separator))),
        ]),
        Signal::Shape => "{ keys = true }".to_owned(),
    }
}

fn shape(shape: &Shape<'_>) -> String {
    let texts = |texts: &[&str]| (!texts.is_empty()).then(|| list(texts.iter().copied()));
    let words =
        shape.words.iter().map(|(key, words)| format!("{} = {}", quoted(key), list(words.iter().copied())));
    let words: Vec<String> = words.collect();
    inline(&[
        ("all", texts(shape.all)),
        ("at-least", Some(shape.at_least.to_string())),
        ("any", texts(shape.any)),
        ("none", texts(shape.none)),
        ("words", (!words.is_empty()).then(|| format!("{{ {} }}", words.join(", ")))),
        ("others", (shape.others == Others::Excluded).then(|| quoted("excluded"))),
    ])
}

fn condition(condition: &Condition<'_>) -> String {
    let pair = |left: Path<'_>, right: Path<'_>| Some(paths(&[left, right]));
    match *condition {
        Condition::Same { left, right, why } => {
            inline(&[("same", pair(left, right)), ("why", Some(quoted(why)))])
        }
        Condition::Differ { left, right, why } => {
            inline(&[("differ", pair(left, right)), ("why", Some(quoted(why)))])
        }
        Condition::OneOf { path, words, why } => inline(&[
            ("path", Some(quoted_path(path))),
            ("one-of", Some(list(words.iter().copied()))),
            ("why", Some(quoted(why))),
        ]),
        Condition::Filled { path, why } => {
            inline(&[("filled", Some(quoted_path(path))), ("why", Some(quoted(why)))])
        }
        Condition::Blank { path, why } => {
            inline(&[("blank", Some(quoted_path(path))), ("why", Some(quoted(why)))])
        }
        Condition::Changes { path, state } => {
            inline(&[("changes", Some(quoted_path(path))), ("state", Some(quoted_path(state)))])
        }
    }
}
