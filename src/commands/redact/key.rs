//! The file that holds the key of the stand-ins.

use std::path::Path;

use anyhow::{Context as _, Result, anyhow, bail};

use crate::input::{WRITTEN_BY_HAND, read_bounded, shown_path};
use crate::stand_in::Key;

/// How a key is made.
const MAKE_ONE: &str = "make one: (umask 077; head -c 32 /dev/urandom | base64 > redact.key)";

/// Reads a key.
///
/// # Errors
///
/// A file that others may read, or whose content anybody could guess.
pub(super) fn read(path: &Path) -> Result<Key> {
    let name = shown_path(path);
    let bytes =
        read_bounded(path, WRITTEN_BY_HAND).with_context(|| format!("cannot read the key from {name}"))?;
    if is_open_to_others(path) {
        bail!("the key in {name} can be read by others on this machine: chmod 600 {name}");
    }
    Key::new(&bytes).map_err(|error| anyhow!("the key in {name} {error}; {MAKE_ONE}"))
}

#[cfg(unix)]
fn is_open_to_others(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path)
        .is_ok_and(|metadata| metadata.is_file() && metadata.permissions().mode() & 0o044 != 0)
}

/// Elsewhere permissions are not told by a number.
#[cfg(not(unix))]
fn is_open_to_others(_: &Path) -> bool {
    false
}
