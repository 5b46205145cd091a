//! Secrets that deliveries are signed with: named by the arguments, or those that the environment has for a provider.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::{Context as _, Result, anyhow};

use super::console::Console;
use crate::input::{WRITTEN_BY_HAND, read_bounded, shown_path};
use crate::model::Provider;
use crate::signature::{Secret, SecretError};

/// `HOOKSPECT_SECRET_UPPROMOTE`.
fn variable(provider: &Provider) -> String {
    format!("HOOKSPECT_SECRET_{}", provider.id.to_uppercase().replace('-', "_"))
}

/// The secret that the environment has for a provider.
pub(super) enum Own {
    Secret(Secret),
    NotSet,
    Unusable(SecretError),
}

impl Own {
    pub(super) const fn secret(&self) -> Option<&Secret> {
        match self {
            Self::Secret(secret) => Some(secret),
            Self::NotSet | Self::Unusable(_) => None,
        }
    }

    /// Why there is no secret.
    pub(super) fn why_none(&self, provider: &Provider) -> String {
        let variable = variable(provider);
        match self {
            Self::Unusable(error) => format!("the variable {variable} {error}"),
            _ => format!("no secret was given: --secret-env, --secret-file or {variable}"),
        }
    }
}

pub(super) fn from_environment(provider: &Provider) -> Own {
    match env::var_os(variable(provider)).map(|value| Secret::new(value.as_encoded_bytes())) {
        None => Own::NotSet,
        Some(Ok(secret)) => Own::Secret(secret),
        Some(Err(error)) => Own::Unusable(error),
    }
}

/// The secrets that the arguments name. What of a file is not part of its key is said, unless `quiet`.
pub(super) fn secrets(
    variables: &[OsString],
    files: &[PathBuf],
    quiet: bool,
    console: Console,
) -> Result<Vec<Secret>> {
    let mut secrets = Vec::new();
    for name in variables {
        let shown = name.to_string_lossy();
        let value = env::var_os(name).ok_or_else(|| anyhow!("the environment has no variable {shown}"))?;
        let secret = Secret::new(value.as_encoded_bytes());
        secrets.push(secret.map_err(|error| anyhow!("the variable {shown} {error}"))?);
    }
    for path in files {
        let name = shown_path(path);
        let text = read_bounded(path, WRITTEN_BY_HAND)
            .with_context(|| format!("cannot read the secret from {name}"))?;
        secrets.push(Secret::new(&text).map_err(|error| anyhow!("the file {name} {error}"))?);
        if let (Some(surplus), false) = (Secret::surplus(&text), quiet) {
            let note = format!("note: {name}: {surplus} not part of the secret");
            console.say(&note);
        }
    }
    Ok(secrets)
}
