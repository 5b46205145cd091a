//! From names on the command line to events and providers. A wrong one gets the nearest, one of several all of them.

use anyhow::Result;
use clap::CommandFactory;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::context::Context;
use crate::cli::{Cli, IdentifyArguments};
use crate::model::{EventRef, Provider};
use crate::registry::NameError;

/// What the caller says of the payloads.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Said<'m> {
    /// Which event they are.
    pub(super) event: Option<EventRef<'m>>,
    /// Who sent them.
    pub(super) provider: Option<&'m Provider<'m>>,
}

impl<'m> Context<'_, 'm> {
    /// The event and the provider that the arguments name.
    pub(super) fn said(&self, arguments: &IdentifyArguments) -> Result<Said<'m>> {
        let event = arguments.event.as_deref().map(|name| self.event(name, "--event <EVENT>"));
        let provider = arguments.provider.as_deref().map(|id| self.provider(id, "--provider <PROVIDER>"));
        Ok(Said { event: event.transpose()?, provider: provider.transpose()? })
    }

    /// The event of a name that `argument` holds.
    pub(super) fn event(&self, name: &str, argument: &str) -> Result<EventRef<'m>> {
        let hint = "`hookspect events` lists all events";
        Ok(self.registry.event(name).map_err(|error| usage(error, argument, hint))?)
    }

    /// The provider of an id that `argument` holds.
    pub(super) fn provider(&self, id: &str, argument: &str) -> Result<&'m Provider<'m>> {
        let hint = "`hookspect events` lists all providers";
        Ok(self.registry.provider(id).map_err(|error| usage(error, argument, hint))?)
    }
}

/// The error as clap words those that it finds itself.
fn usage(error: NameError, argument: &str, hint: &str) -> clap::Error {
    let mut told = clap::Error::new(ErrorKind::InvalidValue).with_cmd(&Cli::command());
    told.insert(ContextKind::InvalidArg, ContextValue::String(argument.to_owned()));
    let hint = match error {
        NameError::Unknown { name, near } => {
            told.insert(ContextKind::InvalidValue, ContextValue::String(name));
            if let Some(near) = near {
                told.insert(ContextKind::SuggestedValue, ContextValue::String(near));
            }
            hint.to_owned()
        }
        NameError::Ambiguous { name, ids } => {
            told.insert(ContextKind::InvalidValue, ContextValue::String(name));
            format!("several providers have an event of this name: say {}", ids.join(" or "))
        }
    };
    told.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![hint.into()]));
    told
}
