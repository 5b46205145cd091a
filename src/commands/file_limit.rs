//! How large a file may become. A system ends a program that writes more (SIGXFSZ), and what is half-written would stay:
//! so it is asked before.

use std::fs::File;
use std::io;

/// Whether so many bytes more may be written to a file.
///
/// # Errors
///
/// The process must not write files of that size.
#[cfg(unix)]
pub(super) fn leaves_room(mut file: &File, bytes: usize) -> io::Result<()> {
    use rustix::process::{Resource, getrlimit};
    use std::io::Seek as _;

    let Some(limit) = getrlimit(Resource::Fsize).current else { return Ok(()) };
    // What has no position, a pipe or a terminal, has no size either.
    let Ok(position) = file.stream_position() else { return Ok(()) };
    if position.saturating_add(bytes as u64) <= limit {
        return Ok(());
    }
    let words = format!("files may have {limit} bytes here (ulimit -f), and this one is larger");
    Err(io::Error::new(io::ErrorKind::FileTooLarge, words))
}

/// Elsewhere a write that is refused is an error and no more.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "as where there are limits")]
pub(super) const fn leaves_room(_: &File, _: usize) -> io::Result<()> {
    Ok(())
}
