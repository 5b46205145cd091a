//! The effective settings of a run: the configuration file with what the command line says on top.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::cli::{Asked, CheckArguments};
use crate::configuration::{Configuration, FailOn};
use crate::input::{relative, shown_path};
use crate::registry::Registry;

/// Reads the configuration, if there is one and the command heeds it, and puts the arguments above it.
pub(super) fn configuration<'m>(registry: &Registry<'m>, asked: &Asked) -> Result<Configuration<'m>> {
    let working = working_folder()?;
    let arguments = &asked.everywhere.configuration;
    let path = match &arguments.config {
        _ if !asked.command.is_configured() => None,
        Some(path) => Some(path.clone()),
        None if arguments.isolated => None,
        None => Configuration::find(&working),
    };
    let mut configuration = match path {
        Some(path) => {
            let name = shown_path(&relative(&path, &working));
            Configuration::load(&path, &name, registry)?
        }
        None => Configuration { folder: working.clone(), ..Configuration::default() },
    };
    if let Some(check) = asked.command.check() {
        above(&mut configuration, check, &working);
    }
    Ok(configuration)
}

/// What the arguments say counts, whatever the file says.
fn above(configuration: &mut Configuration<'_>, check: &CheckArguments, working: &Path) {
    configuration.strict |= check.strict;
    configuration.fail_on = match check.fail_on {
        _ if check.exit_zero => Some(FailOn::Never),
        said => said.or(configuration.fail_on),
    };
    if let Some(path) = &check.baseline {
        configuration.baseline = Some(working.join(path));
    }
    if check.write_baseline.is_some() {
        configuration.baseline = None;
    }
}

pub(super) fn working_folder() -> Result<PathBuf> {
    env::current_dir().context("the working directory cannot be found")
}

/// The folder that a CI service's paths start from: the checkout that the working directory is in, or else the
/// working directory itself.
pub(super) fn checkout(working: &Path) -> PathBuf {
    ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"]
        .into_iter()
        .filter_map(env::var_os)
        .map(PathBuf::from)
        .find(|folder| folder.is_absolute() && working.starts_with(folder))
        .unwrap_or_else(|| working.to_owned())
}
