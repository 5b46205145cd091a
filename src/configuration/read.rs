//! From TOML to a configuration: every wrong key, rule, event and glob is named with its place and what was meant.

use std::io;
use std::path::{Path, PathBuf};

use toml::de::{DeTable, DeValue};

use super::problem::ConfigurationError;
use super::values::{Reader, Value};
use super::{
    Allow, Allowed, Configuration, Expectation, ExpectedVerdict, FailOn, Globs, Ignore, Origin, Override,
};
use crate::finding::{Level, Rule};
use crate::input::{WRITTEN_BY_HAND, read_text_bounded, straightened};
use crate::json::{PointerPattern, Span};
use crate::registry::Registry;

const TOP: &[&str] =
    &["fail-on", "strict", "baseline", "packs", "rules", "override", "ignore", "allow", "expect"];
const OVERRIDE: &[&str] = &["path", "rules"];
const IGNORE: &[&str] = &["path", "rule", "pointer", "reason"];
const ALLOW: &[&str] = &["path", "rule", "value", "pattern", "pointer", "reason"];
const EXPECT: &[&str] = &["path", "event", "verdict", "rules"];

/// The rules that a payload can be expected to break: not those about expectations themselves.
pub(super) fn expectable() -> impl Iterator<Item = Rule> {
    let about_settings =
        |rule: &Rule| matches!(rule, Rule::UnexpectedEvent | Rule::BrokenExpectation | Rule::UnusedEntry);
    Rule::ALL.iter().copied().filter(move |rule| !about_settings(rule))
}

/// Reads a configuration's text. `folder` is what its paths start from, absolute.
///
/// # Errors
///
/// Everything that is wrong with it; a text that is not TOML has one problem.
pub fn read<'m>(
    origin: Origin,
    folder: PathBuf,
    registry: &Registry<'m>,
) -> Result<Configuration<'m>, ConfigurationError> {
    let mut reader = Reader { text: &origin.text, registry, problems: Vec::new() };
    let mut configuration = Configuration { folder, ..Configuration::default() };
    match DeTable::parse(&origin.text) {
        Ok(table) => reader.top(table.get_ref(), &mut configuration),
        Err(error) => {
            let message = format!("is not TOML: {}", error.message().trim().replace('\n', ", "));
            reader.problem(error.span().map_or(0, |span| span.start), message);
        }
    }
    let mut problems = reader.problems;
    if problems.is_empty() {
        configuration.origin = Some(origin);
        return Ok(configuration);
    }
    problems.sort_by_key(|problem| problem.position);
    Err(ConfigurationError::Wrong { name: origin.name, problems })
}

impl<'m> Reader<'_, 'm> {
    fn top(&mut self, table: &DeTable<'_>, configuration: &mut Configuration<'m>) {
        self.only(table, TOP, "hookspect.toml");
        configuration.fail_on = self.word(table, "fail-on", FailOn::ALL, FailOn::name);
        configuration.strict = table.get("strict").is_some_and(|value| {
            let strict = value.get_ref().as_bool();
            if strict.is_none() {
                self.wrong(value, "true or false");
            }
            strict.unwrap_or_default()
        });
        if let Some(packs) = table.get("packs") {
            let is_text = |pack: &Value<'_>| pack.get_ref().as_str().is_some();
            if !packs.get_ref().as_array().is_some_and(|packs| packs.iter().all(is_text)) {
                self.wrong(packs, "a list of paths");
            }
        }
        let baseline = table.get("baseline").and_then(|value| self.string(value));
        configuration.baseline = baseline.map(|name| configuration.folder.join(name));
        if let Some(rules) = table.get("rules") {
            configuration.rules = self.levels(rules);
        }
        for (table, place) in self.entries(table, "override") {
            self.only(table, OVERRIDE, "[[override]]");
            let paths = self.paths(table);
            let rules = table.get("rules").map(|rules| self.levels(rules));
            self.needed("[[override]]", place, &[("path", paths.is_some()), ("rules", rules.is_some())]);
            if let (Some(paths), Some(rules)) = (paths, rules) {
                configuration.overrides.push(Override { place, paths, rules });
            }
        }
        for (table, place) in self.entries(table, "ignore") {
            if let Some(ignore) = self.ignore(table, place) {
                configuration.ignores.push(ignore);
            }
        }
        for (table, place) in self.entries(table, "allow") {
            if let Some(allow) = self.allow(table, place) {
                configuration.allows.push(allow);
            }
        }
        for (table, place) in self.entries(table, "expect") {
            if let Some(expectation) = self.expectation(table, place) {
                configuration.expectations.push(expectation);
            }
        }
    }

    fn ignore(&mut self, table: &DeTable<'_>, place: Span) -> Option<Ignore> {
        self.only(table, IGNORE, "[[ignore]]");
        let paths = self.paths(table);
        let rule = table.get("rule").and_then(|value| self.rule(value));
        let pointer = self.pointer(table);
        let reason = table.get("reason").and_then(|value| self.string(value));
        if !table.contains_key("rule") && !table.contains_key("pointer") {
            let message = "[[ignore]] needs a `rule` or a `pointer`: it would leave out everything";
            self.problem(place.start as usize, message);
            return None;
        }
        Some(Ignore { place, paths, rule, pointer, reason })
    }

    fn pointer(&mut self, table: &DeTable<'_>) -> Option<PointerPattern> {
        table.get("pointer").and_then(|value| {
            let text = self.string(value)?;
            let pattern = PointerPattern::new(&text);
            if pattern.is_none() {
                let message = format!(
                    "`{text}` is not a JSON Pointer: write /data/promotions/*/id (* is any one step)"
                );
                self.problem(value.span().start, message);
            }
            pattern
        })
    }

    fn allow(&mut self, table: &DeTable<'_>, place: Span) -> Option<Allow> {
        self.only(table, ALLOW, "[[allow]]");
        let paths = self.paths(table);
        let rule = table.get("rule").and_then(|value| self.rule(value));
        if rule.is_some_and(|rule| !rule.is_about_privacy()) {
            let message = "[[allow]] is about what others may see: other findings are left out by [[ignore]]";
            self.problem(place.start as usize, message);
        }
        let hash = table.get("value").and_then(|value| {
            let text = self.string(value)?;
            let hash = Allowed::hash(&text);
            if hash.is_none() {
                let message = "`value` is the SHA-256 of what is allowed: printf %s VALUE | sha256sum";
                self.problem(value.span().start, message);
            }
            hash
        });
        let pattern = table.get("pattern").and_then(|value| {
            let text = self.string(value)?;
            Allowed::pattern(&text)
                .map_err(|why| self.problem(value.span().start, format!("`{text}` is not a glob: {why}")))
                .ok()
        });
        let pointer = self.pointer(table);
        let reason = table.get("reason").and_then(|value| self.string(value));
        if !["value", "pattern", "pointer"].iter().any(|key| table.contains_key(*key)) {
            let message = "[[allow]] needs a `value`, a `pattern` or a `pointer`: it would allow everything";
            self.problem(place.start as usize, message);
            return None;
        }
        self.needed("[[allow]]", place, &[("reason", reason.is_some())]);
        Some(Allow { place, paths, rule, value: hash.or(pattern), pointer, reason: reason? })
    }

    fn expectation(&mut self, table: &DeTable<'_>, place: Span) -> Option<Expectation<'m>> {
        self.only(table, EXPECT, "[[expect]]");
        let paths = self.paths(table);
        let event = table.get("event").and_then(|value| self.event(value));
        let verdict = self.word(table, "verdict", ExpectedVerdict::ALL, ExpectedVerdict::name);
        let rules = table.get("rules").map(|value| self.expected_rules(value)).unwrap_or_default();
        self.needed("[[expect]]", place, &[("path", paths.is_some())]);
        if !EXPECT.iter().any(|key| *key != "path" && table.contains_key(*key)) {
            let message = "[[expect]] needs an `event`, a `verdict` or `rules`: it expects nothing";
            self.problem(place.start as usize, message);
        }
        Some(Expectation { place, paths: paths?, event, verdict, rules })
    }

    fn expected_rules(&mut self, value: &Value<'_>) -> Vec<Rule> {
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(value, "a list of rules, like [\"missing-field\"]");
            return Vec::new();
        };
        let mut rules = Vec::new();
        for item in items {
            let Some(rule) = self.rule(item) else { continue };
            if !expectable().any(|one| one == rule) {
                self.problem(item.span().start, format!("no payload can be expected to break `{rule}`"));
            }
            rules.push(rule);
        }
        rules
    }

    /// The tables of `[[name]]`, and where each begins.
    fn entries<'v>(&mut self, table: &'v DeTable<'_>, name: &str) -> Vec<(&'v DeTable<'v>, Span)> {
        let Some(value) = table.get(name) else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(value, &format!("a list of tables: write [[{name}]]"));
            return Vec::new();
        };
        let mut entries = Vec::new();
        for item in items {
            match item.get_ref().as_table() {
                Some(table) => entries.push((table, self.line(item.span().start))),
                None => self.wrong(item, &format!("a table: write [[{name}]]")),
            }
        }
        entries
    }

    /// The rest of the line that begins at an offset.
    fn line(&self, start: usize) -> Span {
        let rest = self.text.get(start..).unwrap_or_default();
        let end = start + rest.lines().next().map_or(0, |line| line.trim_end().len());
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span { start: offset(start), end: offset(end) }
    }

    fn paths(&mut self, table: &DeTable<'_>) -> Option<Globs> {
        let value = table.get("path")?;
        let patterns = match value.get_ref() {
            DeValue::Array(items) => items.iter().filter_map(|item| self.string(item)).collect(),
            _ => vec![self.string(value)?],
        };
        match Globs::new(patterns) {
            Ok(globs) => Some(globs),
            Err((pattern, why)) => {
                self.problem(value.span().start, format!("`{pattern}` is not a glob: {why}"));
                None
            }
        }
    }

    fn levels(&mut self, value: &Value<'_>) -> Vec<(Rule, Level)> {
        let Some(table) = value.get_ref().as_table() else {
            self.wrong(value, "a table of rules and severities, like { unknown-field = \"error\" }");
            return Vec::new();
        };
        let mut levels = Vec::new();
        for (key, _) in table {
            let Some(rule) = self.rule_named(key.get_ref(), key.span().start) else { continue };
            if let Some(level) = self.word(table, key.get_ref(), Level::ALL, Level::name) {
                levels.push((rule, level));
            }
        }
        levels
    }
}

impl<'m> Configuration<'m> {
    /// The packs that a configuration names, as it writes them. What is wrong with it is for [`read`] to say.
    #[must_use]
    pub fn packs(text: &str) -> Vec<String> {
        let Ok(table) = DeTable::parse(text) else { return Vec::new() };
        let packs = table.get_ref().get("packs").and_then(|packs| packs.get_ref().as_array());
        let names = packs.into_iter().flatten().filter_map(|pack| pack.get_ref().as_str());
        names.map(str::to_owned).collect()
    }

    /// Reads a configuration file. `name` is what messages call it.
    pub fn load(path: &Path, name: &str, registry: &Registry<'m>) -> Result<Self, ConfigurationError> {
        let unreadable = |error: io::Error| ConfigurationError::Io { name: name.to_owned(), error };
        let text = read_text_bounded(path, WRITTEN_BY_HAND).map_err(unreadable)?;
        let folder = straightened(&std::path::absolute(path).map_err(unreadable)?);
        let folder = folder.parent().unwrap_or(Path::new("/")).to_owned();
        let origin = Origin { path: path.to_owned(), name: name.to_owned(), text };
        read(origin, folder, registry)
    }
}
