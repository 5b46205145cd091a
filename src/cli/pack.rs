//! Arguments of `pack`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueHint};

/// Arguments of `pack`.
#[derive(Debug, Args)]
pub struct PackArguments {
    /// What to do.
    #[command(subcommand)]
    pub command: PackCommand,
}

/// What can be done with packs.
#[derive(Debug, Subcommand)]
pub enum PackCommand {
    /// Write the events of API documents, JSON Schema files or samples as a pack that a person can edit
    Import(PackImportArguments),
    /// Say what is wrong with a pack and what was inferred, and check its own samples
    Check(PackCheckArguments),
    /// List the packs that are loaded
    List,
}

/// Arguments of `pack import`.
#[derive(Debug, Args)]
pub struct PackImportArguments {
    /// Files or folders
    #[arg(value_name = "PATH", required = true, value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,
    /// The folder to write; of several packs one below it each
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub output: PathBuf,
    /// Replace files of the folder that hold something else, what was edited there included
    #[arg(long)]
    pub force: bool,
}

/// Arguments of `pack check`.
#[derive(Debug, Args)]
pub struct PackCheckArguments {
    /// The pack: a folder or a file
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub path: PathBuf,
}
