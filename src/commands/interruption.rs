//! What happens when a run is interrupted (SIGINT, SIGTERM, SIGHUP; Ctrl-C on Windows): a live one is asked to end,
//! any other ends at once and leaves nothing half-written behind.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, Once, OnceLock, PoisonError};

use crate::input::Stop;

/// Files that are not complete yet. Signals are the process's, so this is too.
static UNFINISHED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
/// What asks a live run to end.
static LIVE: OnceLock<Stop> = OnceLock::new();

/// A live run is asked to end by the first interruption; the second ends the program.
pub(super) fn ends_live(stop: &Stop) {
    if LIVE.set(stop.clone()).is_ok() {
        listen();
    }
}

/// Makes a file that vanishes when the run is interrupted before [`finished`]. `make` gives what it has made and its path.
pub(super) fn unfinished<T>(
    make: impl FnOnce() -> io::Result<T>,
    path: impl FnOnce(&T) -> &Path,
) -> io::Result<T> {
    listen();
    let mut files = files();
    let file = make()?;
    files.insert(path(&file).to_owned());
    Ok(file)
}

/// Gives a complete file its place: from now on it stays.
pub(super) fn finished<T>(path: &Path, place: impl FnOnce() -> T) -> T {
    let mut files = files();
    files.remove(path);
    place()
}

fn files() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

fn listen() {
    static LISTENING: Once = Once::new();
    LISTENING.call_once(|| {
        // Where nobody can listen the system ends the program, as ever.
        drop(ctrlc::set_handler(interrupted));
    });
}

fn interrupted() {
    if let Some(live) = LIVE.get()
        && !live.requested()
    {
        return live.request();
    }
    // Nothing is made or given its place while this is held, and it is held to the end.
    let files = files();
    for file in files.iter() {
        let _ = fs::remove_file(file);
    }
    // What a shell expects of a program that SIGINT has ended.
    #[expect(clippy::exit, reason = "nothing else ends the program from here")]
    std::process::exit(130);
}
