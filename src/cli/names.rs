//! Names that are looked up while the command line is read: events, providers, rules. A wrong one gets the nearest.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, TypedValueParser};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, Error};

use super::arguments::SchemaSubject;

use crate::capture::Form;
use crate::finding::Rule;
use crate::model::{Model, Provider, nearest};
use crate::providers::PROVIDERS;

/// Reads `PROVIDER/EVENT`, or an event's name alone.
#[derive(Debug, Clone, Copy)]
pub(super) struct EventParser;

impl TypedValueParser for EventParser {
    type Value = Model<'static>;

    fn parse_ref(
        &self,
        command: &Command,
        arg: Option<&Arg>,
        value: &OsStr,
    ) -> Result<Model<'static>, Error> {
        let name = value.to_string_lossy();
        Model::named(PROVIDERS, &name).ok_or_else(|| {
            let ids: Vec<String> = models().map(Model::id).collect();
            let names = models().map(|model| model.event.name);
            let near = nearest(&name, ids.iter().map(String::as_str).chain(names));
            invalid(command, arg, &name, near, "`hookspect events` lists all events")
        })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(models().map(|model| PossibleValue::new(model.id()).help(model.event.summary))))
    }
}

/// Reads `config`, `normalized`, or an event.
#[derive(Debug, Clone, Copy)]
pub(super) struct SchemaParser;

impl TypedValueParser for SchemaParser {
    type Value = SchemaSubject;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<SchemaSubject, Error> {
        match value.to_str() {
            Some("config") => return Ok(SchemaSubject::Configuration),
            Some("normalized") => return Ok(SchemaSubject::Normalized),
            _ => {}
        }
        EventParser.parse_ref(command, arg, value).map(SchemaSubject::Event)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let config = PossibleValue::new("config").help("the configuration file hookspect.toml");
        let events: Vec<PossibleValue> = EventParser.possible_values()?.collect();
        let normalized = PossibleValue::new("normalized").help("the neutral event that normalize prints");
        Some(Box::new([config, normalized].into_iter().chain(events)))
    }
}

/// Reads a provider's id.
#[derive(Debug, Clone, Copy)]
pub(super) struct ProviderParser;

impl TypedValueParser for ProviderParser {
    type Value = &'static Provider<'static>;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<Self::Value, Error> {
        let name = value.to_string_lossy().to_lowercase();
        let found = PROVIDERS.iter().copied().find(|provider| provider.id == name);
        found.ok_or_else(|| {
            let near = nearest(&name, PROVIDERS.iter().map(|provider| provider.id));
            invalid(command, arg, &name, near, "`hookspect events` lists all providers")
        })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(PROVIDERS.iter().map(|provider| PossibleValue::new(provider.id).help(provider.name))))
    }
}

/// Reads the name of a form of captures.
#[derive(Debug, Clone, Copy)]
pub(super) struct FormParser;

impl TypedValueParser for FormParser {
    type Value = Form;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<Form, Error> {
        let name = value.to_string_lossy();
        Form::named(&name).ok_or_else(|| {
            let names = Form::names();
            let hint = format!("the forms are {}", names.join(", "));
            invalid(command, arg, &name, nearest(&name, names.into_iter()), &hint)
        })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(Form::names().into_iter().map(PossibleValue::new)))
    }
}

/// Reads a rule's name.
#[derive(Debug, Clone, Copy)]
pub(super) struct RuleParser;

impl TypedValueParser for RuleParser {
    type Value = Rule;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<Rule, Error> {
        let name = value.to_string_lossy();
        Rule::named(&name).ok_or_else(|| {
            let near = nearest(&name, Rule::ALL.iter().map(|rule| rule.name()));
            invalid(command, arg, &name, near, "`hookspect explain` without a rule lists them")
        })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(Rule::ALL.iter().map(|rule| PossibleValue::new(rule.name()))))
    }
}

fn models() -> impl Iterator<Item = Model<'static>> {
    PROVIDERS.iter().flat_map(|provider| provider.models())
}

fn invalid(command: &Command, arg: Option<&Arg>, value: &str, near: Option<&str>, hint: &str) -> Error {
    let mut error = Error::new(ErrorKind::InvalidValue).with_cmd(command);
    if let Some(arg) = arg {
        error.insert(ContextKind::InvalidArg, ContextValue::String(arg.to_string()));
    }
    error.insert(ContextKind::InvalidValue, ContextValue::String(value.to_owned()));
    if let Some(near) = near {
        error.insert(ContextKind::SuggestedValue, ContextValue::String(near.to_owned()));
    }
    error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![hint.to_owned().into()]));
    error
}
