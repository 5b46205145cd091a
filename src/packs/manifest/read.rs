//! Reads a manifest: the tables at its top.

use toml::de::DeTable;

use super::table::Reader;
use super::{FieldNote, FieldSaying, Manifest, ManifestEnvelope, ManifestEvent, ManifestVersion, Transport};
use crate::model::{EventName, MemberHeader, Path, Provenance, Scheme, Sensitivity, Signal};
use crate::packs::arena::Arena;
use crate::packs::dialect::Dialect;
use crate::packs::note::{Note, Notes};

/// The keys of what is said of a version: of the only one at the top of the manifest, else below `version`.
const VERSION: [&str; 11] = [
    "sources",
    "name-path",
    "name-header",
    "signals",
    "envelope",
    "transport",
    "payload-root",
    "items",
    "signature",
    "headers",
    "words",
];

const TOP: [&str; 12] = [
    "id",
    "name",
    "version",
    "formats",
    "mode",
    "replaces",
    "dialect",
    "references",
    "sensitive",
    "identity",
    "volatile",
    "event",
];

const EVENT: [&str; 15] = [
    "name",
    "version",
    "aliases",
    "summary",
    "trigger",
    "schema",
    "samples",
    "shapes",
    "conditions",
    "summary-fields",
    "provenance",
    "evidence",
    "caution",
    "kind",
    "members",
];

/// Reads a manifest; what is wrong in it is noted.
///
/// # Errors
///
/// It is not TOML: where, and why.
pub fn read<'m>(text: &str, arena: &'m Arena, notes: &mut Notes) -> Result<Manifest<'m>, Note> {
    let mut reader = Reader { text, notes, arena };
    let table = match DeTable::parse(text) {
        Ok(table) => table.into_inner(),
        Err(error) => {
            let message = format!("is not TOML: {}", error.message().trim().replace('\n', ", "));
            let at = reader.position(error.span().map_or(0, |span| span.start));
            return Err(Note::broken(Reader::place(at), message));
        }
    };
    Ok(reader.manifest(&table))
}

impl<'m> Reader<'_, '_, 'm> {
    fn manifest(&mut self, table: &DeTable<'_>) -> Manifest<'m> {
        let known: Vec<&str> = TOP.iter().chain(&VERSION).copied().collect();
        self.only(table, &known);
        // `note` is what it was called first.
        let formats = [("assert", true), ("ignore", false), ("note", false)];
        let mode = [("strict", true), ("open", false)];
        let mut manifest = Manifest {
            id: self.id(table),
            name: self.text(table, "name"),
            asserts_formats: self.word(table, "formats", &formats).unwrap_or(false),
            is_strict: self.word(table, "mode", &mode).unwrap_or(false),
            replaces: self.text(table, "replaces"),
            dialect: self.dialect(table),
            ..Manifest::default()
        };
        for (address, path) in self.table(table, "references").into_iter().flatten() {
            match path.get_ref().as_str() {
                Some(path) => manifest.references.push((address.get_ref().to_string(), path.to_owned())),
                None => self.wrong(address.get_ref(), path, "the path of a file in the pack"),
            }
        }
        self.field_notes(table, &mut manifest);
        self.versions(table, &mut manifest);
        for (at, event) in self.tables(table, "event") {
            let event = self.event(at, event);
            manifest.events.extend(event);
        }
        self.versions_of_events(&mut manifest);
        manifest
    }

    /// The provider's id. It is part of names and of files.
    fn id(&mut self, table: &DeTable<'_>) -> Option<String> {
        let id = self.text(table, "id")?;
        let is_plain = |sign: char| {
            sign.is_ascii_lowercase() || sign.is_ascii_digit() || matches!(sign, '-' | '_' | '.')
        };
        if id.is_empty() || !id.chars().all(is_plain) {
            let at = table.get("id").map_or(0, |value| value.span().start);
            let message = format!("is \"{id}\", and lower case letters, digits and hyphens make up an id");
            self.broken(at, message);
        }
        Some(id)
    }

    fn dialect(&mut self, table: &DeTable<'_>) -> Option<Dialect> {
        let said = self.text(table, "dialect")?;
        let dialect = Dialect::named(&said);
        if dialect.is_none() {
            let at = table.get("dialect").map_or(0, |value| value.span().start);
            self.unknown(at, &said, &["draft-04", "draft-06", "draft-07", "2019-09", "2020-12"]);
        }
        dialect
    }

    /// What is known of members wherever they are.
    fn field_notes(&mut self, table: &DeTable<'_>, manifest: &mut Manifest<'m>) {
        let levels = [
            ("secret", Sensitivity::Secret),
            ("personal", Sensitivity::Personal),
            ("financial", Sensitivity::Financial),
        ];
        if let Some(sensitive) = self.table(table, "sensitive") {
            self.only(sensitive, &levels.map(|(name, _)| name));
            for (name, level) in levels {
                self.sayings(sensitive, name, FieldNote::Sensitive(level), manifest);
            }
        }
        for (name, note) in [("identity", FieldNote::Identity), ("volatile", FieldNote::Volatile)] {
            self.sayings(table, name, note, manifest);
        }
    }

    /// One thing that is said of several members.
    fn sayings(&mut self, table: &DeTable<'_>, key: &str, note: FieldNote, manifest: &mut Manifest<'m>) {
        for item in self.items(table, key) {
            let Some(text) = item.get_ref().as_str() else {
                self.wrong(key, item, "a text");
                continue;
            };
            let (place, path) = (self.position(item.span().start), self.steps(text));
            manifest.fields.push(FieldSaying { place, path, note });
        }
    }

    /// `version = "2"` names the only one; `[[version]]` describes several.
    fn versions(&mut self, table: &DeTable<'_>, manifest: &mut Manifest<'m>) {
        let said = table.get("version");
        match said.map(|value| (value, value.get_ref())) {
            Some((_, value)) if value.as_array().is_some() => {
                for key in VERSION {
                    if let Some((key, _)) = table.iter().find(|(known, _)| known.get_ref() == key) {
                        let message = format!("{} belongs below one of the versions", key.get_ref());
                        self.broken(key.span().start, message);
                    }
                }
                let known: Vec<&str> = std::iter::once("id").chain(VERSION).collect();
                for (at, version) in self.tables(table, "version") {
                    self.only(version, &known);
                    let id = self.text(version, "id");
                    if id.is_none() {
                        self.broken(at, "has no id: a version among several needs one".to_owned());
                    }
                    let version = ManifestVersion { id, ..self.version(version) };
                    manifest.versions.push(version);
                }
            }
            said => {
                let id = match said {
                    Some((_, value)) if value.as_str().is_some() => value.as_str().map(str::to_owned),
                    Some((value, _)) => {
                        self.wrong("version", value, "a text, or a list of versions");
                        None
                    }
                    None => None,
                };
                let version = self.version(table);
                manifest.versions.push(ManifestVersion { id, ..version });
            }
        }
    }

    fn version(&mut self, table: &DeTable<'_>) -> ManifestVersion<'m> {
        let mut signals = Vec::new();
        if let Some(path) = self.path(table, "name-path") {
            signals.push(Signal::Body(path));
        }
        if let Some(header) = self.kept(table, "name-header") {
            signals.push(Signal::Header(header));
        }
        for (at, signal) in self.tables(table, "signals") {
            signals.extend(self.signal(at, signal));
        }
        let transport = self.transport(table);
        let mut signature = self.table(table, "signature").and_then(|scheme| self.signature(scheme));
        if transport == Transport::CloudEvents && signals.is_empty() {
            signals.push(Signal::Body(self.steps("type")));
        }
        if transport == Transport::StandardWebhooks {
            signature = signature.or(Some(&Scheme::STANDARD_WEBHOOKS));
            if signals.is_empty() {
                signals.push(Signal::Body(self.steps("type")));
            }
        }
        ManifestVersion {
            id: None,
            sources: self.text(table, "sources"),
            signals: self.arena.list(&signals),
            envelope: self.envelope(table),
            transport,
            payload_root: self.payload_root(table),
            items: self.list_of_events(table),
            signature,
            headers: self.headers(table),
            words: self.words(table),
        }
    }

    /// Lists at the top are read item by item, so that what is said of them is said of the items.
    fn payload_root(&mut self, table: &DeTable<'_>) -> Option<Path<'m>> {
        let path = self.path(table, "payload-root")?;
        let from = path.iter().position(|step| *step != "*" && !step.is_empty())?;
        path.get(from..)
    }

    /// The list whose items are events: one list, which a `*` at the end may stand for the items of.
    fn list_of_events(&mut self, table: &DeTable<'_>) -> Option<Path<'m>> {
        let path = self.path(table, "items")?;
        let path = path.strip_suffix(&["*"]).unwrap_or(path);
        if path.contains(&"*") || path.is_empty() {
            let at = table.get("items").map_or(0, |value| value.span().start);
            let message = "is no place of one list: expected the way to it, such as data.events";
            self.broken(at, message.to_owned());
            return None;
        }
        Some(path)
    }

    /// The members that headers repeat, by the names of the headers.
    fn headers(&mut self, table: &DeTable<'_>) -> &'m [MemberHeader<'m>] {
        let mut headers = Vec::new();
        for (name, _) in self.table(table, "headers").into_iter().flatten() {
            let path = self.table(table, "headers").and_then(|inner| self.path(inner, name.get_ref()));
            headers.extend(path.map(|path| MemberHeader { name: self.arena.text(name.get_ref()), path }));
        }
        self.arena.list(&headers)
    }

    fn transport(&mut self, table: &DeTable<'_>) -> Transport {
        let Some(said) = self.text(table, "transport") else { return Transport::None };
        match said.as_str() {
            "none" => Transport::None,
            "cloudevents" => Transport::CloudEvents,
            "standard-webhooks" => Transport::StandardWebhooks,
            "form" => Transport::Form,
            other => {
                let at = table.get("transport").map_or(0, |value| value.span().start);
                let known = ["none", "cloudevents", "standard-webhooks", "form"];
                self.unknown(at, other, &known);
                Transport::None
            }
        }
    }

    fn envelope(&mut self, table: &DeTable<'_>) -> Option<ManifestEnvelope<'m>> {
        let envelope = self.table(table, "envelope")?;
        self.only(envelope, &["members", "known-needs", "unknown-needs", "schema"]);
        let members = self.paths(envelope, "members");
        let all = members.len();
        Some(ManifestEnvelope {
            known_needs: self.count(envelope, "known-needs").unwrap_or(usize::from(all > 2)),
            unknown_needs: self.count(envelope, "unknown-needs").unwrap_or(all),
            schema: self.text(envelope, "schema"),
            members,
        })
    }

    fn event(&mut self, at: usize, event: &DeTable<'_>) -> Option<ManifestEvent<'m>> {
        self.only(event, &EVENT);
        let Some(name) = self.text(event, "name") else {
            self.broken(at, "has no name: an event needs one".to_owned());
            return None;
        };
        let mut aliases = Vec::new();
        for item in self.items(event, "aliases") {
            let why = "another name of it";
            match (item.get_ref().as_str(), item.get_ref().as_table()) {
                (Some(name), _) => aliases.push(EventName { name: self.arena.text(name), why }),
                (_, Some(alias)) => {
                    self.only(alias, &["name", "why"]);
                    let (name, said) = (self.kept(alias, "name"), self.kept(alias, "why"));
                    aliases.extend(name.map(|name| EventName { name, why: said.unwrap_or(why) }));
                }
                _ => self.wrong("aliases", item, "a text, or a table with name and why"),
            }
        }
        let provenance = [
            ("documented", Provenance::Documented),
            ("seen", Provenance::Seen),
            ("inferred", Provenance::Inferred),
        ];
        Some(ManifestEvent {
            place: self.position(at),
            name,
            version: self.text(event, "version"),
            aliases,
            summary: self.text(event, "summary"),
            trigger: self.text(event, "trigger"),
            schema: self.text(event, "schema"),
            samples: self.texts(event, "samples"),
            shapes: self.shapes(event),
            conditions: self.conditions(event),
            summary_fields: self.table(event, "summary-fields").map(|fields| self.summary_fields(fields)),
            provenance: self.word(event, "provenance", &provenance),
            evidence: self.text(event, "evidence"),
            caution: self.text(event, "caution"),
            kind: self.text(event, "kind"),
            mappings: self.mappings(event),
        })
    }

    /// Every event is of a version that there is.
    fn versions_of_events(&mut self, manifest: &mut Manifest<'m>) {
        let known: Vec<String> = manifest.versions.iter().filter_map(|version| version.id.clone()).collect();
        let several = manifest.versions.len() > 1;
        let mut missing = Vec::new();
        for event in &mut manifest.events {
            let is_known = event.version.as_ref().is_none_or(|version| known.contains(version));
            if !is_known || (several && event.version.is_none()) {
                missing.push((event.place, event.name.clone(), event.version.take()));
                event.version = known.first().cloned();
            }
        }
        for (place, name, said) in missing {
            let said = said.map_or("no version".to_owned(), |said| format!("version \"{said}\""));
            let message = format!("{name} is of {said}, and there are \"{}\"", known.join("\", \""));
            self.broken_at(place, message);
        }
    }
}
