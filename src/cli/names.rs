//! Names that are looked up while the command line is read: forms of captures and rules. A wrong one gets the nearest.
//! Events and providers stay text here.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, TypedValueParser};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, Error};

use crate::capture::CaptureFormat;
use crate::finding::Rule;
use crate::generate::Mutation;
use crate::model::nearest;

/// Reads the name of a form of captures.
#[derive(Debug, Clone, Copy)]
pub(super) struct FormParser;

impl TypedValueParser for FormParser {
    type Value = CaptureFormat;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<CaptureFormat, Error> {
        let name = value.to_string_lossy();
        let printed = Some(CaptureFormat::NDJSON).filter(|form| form.name() == name);
        CaptureFormat::named(&name).or(printed).ok_or_else(|| {
            let names = CaptureFormat::names();
            let hint = format!("the forms are {}", names.join(", "));
            invalid(command, arg, &name, nearest(&name, names.into_iter()), &hint)
        })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(CaptureFormat::names().into_iter().map(PossibleValue::new)))
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

/// Reads the name of a fault that a sample can be given.
#[derive(Debug, Clone, Copy)]
pub(super) struct MutationParser;

impl TypedValueParser for MutationParser {
    type Value = Mutation;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<Mutation, Error> {
        let name = value.to_string_lossy();
        Mutation::ALL.iter().copied().find(|mutation| mutation.name() == name).ok_or_else(|| {
            let names: Vec<&str> = Mutation::ALL.iter().map(|mutation| mutation.name()).collect();
            let hint = format!("the faults are {}", names.join(", "));
            invalid(command, arg, &name, nearest(&name, names.into_iter()), &hint)
        })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(Mutation::ALL.iter().map(|mutation| PossibleValue::new(mutation.name()))))
    }
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
