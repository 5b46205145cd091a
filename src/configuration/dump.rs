//! The effective configuration as the file that would say the same.

use std::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{Allowed, Configuration, ExpectedVerdict, Globs};
use crate::finding::{Level, Rule};
use crate::input::{relative, shown_path};
use crate::json::PointerPattern;
use crate::model::EventRef;

#[derive(serde::Serialize)]
#[serde(rename_all = "kebab-case")]
struct File<'a> {
    fail_on: &'static str,
    strict: bool,
    baseline: Option<String>,
    rules: Levels<'a>,
    #[serde(rename = "override", skip_serializing_if = "Vec::is_empty")]
    overrides: Vec<Override<'a>>,
    #[serde(rename = "ignore", skip_serializing_if = "Vec::is_empty")]
    ignores: Vec<Ignore<'a>>,
    #[serde(rename = "allow", skip_serializing_if = "Vec::is_empty")]
    allows: Vec<Allow<'a>>,
    #[serde(rename = "expect", skip_serializing_if = "Vec::is_empty")]
    expectations: Vec<Expectation<'a>>,
}

#[derive(serde::Serialize)]
struct Override<'a> {
    path: &'a [String],
    rules: Levels<'a>,
}

#[derive(serde::Serialize)]
struct Ignore<'a> {
    path: Option<&'a [String]>,
    rule: Option<&'static str>,
    pointer: Option<&'a str>,
    reason: Option<&'a str>,
}

#[derive(serde::Serialize)]
struct Allow<'a> {
    path: Option<&'a [String]>,
    rule: Option<&'static str>,
    value: Option<&'a str>,
    pattern: Option<&'a str>,
    pointer: Option<&'a str>,
    reason: &'a str,
}

#[derive(serde::Serialize)]
struct Expectation<'a> {
    path: &'a [String],
    event: Option<String>,
    verdict: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    rules: Vec<&'static str>,
}

/// Rules and what becomes of their findings, in the order given.
struct Levels<'a>(std::borrow::Cow<'a, [(Rule, Level)]>);

impl Serialize for Levels<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (rule, level) in self.0.iter() {
            map.serialize_entry(rule.name(), level.name())?;
        }
        map.end()
    }
}

fn allow(entry: &super::Allow) -> Allow<'_> {
    let (value, pattern) = match &entry.value {
        Some(Allowed::Hash(hash)) => (Some(hash.as_str()), None),
        Some(Allowed::Pattern { pattern, .. }) => (None, Some(pattern.as_str())),
        None => (None, None),
    };
    Allow {
        path: entry.paths.as_ref().map(Globs::patterns),
        rule: entry.rule.map(Rule::name),
        value,
        pattern,
        pointer: entry.pointer.as_ref().map(PointerPattern::as_str),
        reason: &entry.reason,
    }
}

/// TOML with every setting and every rule, which reads back as the same configuration.
impl fmt::Display for Configuration<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = File {
            fail_on: self.fail_on.unwrap_or_default().name(),
            strict: self.strict,
            baseline: self.baseline.as_deref().map(|path| shown_path(&relative(path, &self.folder))),
            rules: Levels(Rule::ALL.iter().map(|rule| (*rule, self.level(*rule))).collect()),
            overrides: self
                .overrides
                .iter()
                .map(|entry| Override {
                    path: entry.paths.patterns(),
                    rules: Levels(entry.rules.as_slice().into()),
                })
                .collect(),
            ignores: self
                .ignores
                .iter()
                .map(|entry| Ignore {
                    path: entry.paths.as_ref().map(Globs::patterns),
                    rule: entry.rule.map(Rule::name),
                    pointer: entry.pointer.as_ref().map(PointerPattern::as_str),
                    reason: entry.reason.as_deref(),
                })
                .collect(),
            allows: self.allows.iter().map(allow).collect(),
            expectations: self
                .expectations
                .iter()
                .map(|entry| Expectation {
                    path: entry.paths.patterns(),
                    event: entry.event.map(EventRef::id),
                    verdict: entry.verdict.map(ExpectedVerdict::name),
                    rules: entry.rules.iter().map(|rule| rule.name()).collect(),
                })
                .collect(),
        };
        let text = toml::to_string(&file).map_err(|_| fmt::Error)?;
        let from = self.origin.as_ref().map_or("the defaults", |origin| origin.name.as_str());
        // A line break in the file's name would end the comment.
        let from: String = from.chars().map(|c| if c.is_control() { '?' } else { c }).collect();
        writeln!(formatter, "# {from}, and the command line")?;
        formatter.write_str(&text)
    }
}
