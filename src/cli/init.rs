//! Arguments of `init`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

/// Arguments of `init`.
#[derive(Debug, Args)]
pub struct InitArguments {
    /// The folder that the file is for, with the fixtures in it and below
    #[arg(value_name = "FOLDER", default_value = ".", value_hint = ValueHint::DirPath)]
    pub folder: PathBuf,
    /// Print what the file would hold, and write nothing
    #[arg(long)]
    pub print: bool,
}
