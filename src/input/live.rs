//! A source that gives its bytes when it has them: a pipe, a terminal. A thread of its own reads it, so that what has
//! come can be cut into records while nothing more comes.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How many bytes are read at a time: what a pipe holds.
const CHUNK: usize = 64 << 10;
/// How many chunks are read ahead.
const AHEAD: usize = 16;
/// How often a wait looks whether it was asked to stop.
const LOOK: Duration = Duration::from_millis(50);

/// Asks a run to end as if its live sources had ended. Clones ask the same run.
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Asks for it.
    pub fn request(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether it was asked for.
    #[must_use]
    pub fn requested(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Standard input, and whether it is live. Elsewhere than on a regular file it is.
pub(super) fn stdin() -> io::Result<(File, bool)> {
    #[cfg(unix)]
    let own = std::os::fd::AsFd::as_fd(&io::stdin()).try_clone_to_owned()?;
    #[cfg(windows)]
    let own = std::os::windows::io::AsHandle::as_handle(&io::stdin()).try_clone_to_owned()?;
    let file = File::from(own);
    let live = !file.metadata().is_ok_and(|metadata| metadata.is_file());
    Ok((file, live))
}

/// Whether what stands under a path gives its bytes when it has them.
#[must_use]
pub fn is_live(path: &Path) -> bool {
    path.metadata().is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir())
}

/// Reads what has come.
pub(super) struct LiveReader(Arc<Mutex<Arrivals>>);

/// Tells whether more has come than was read.
pub(super) struct Pulse(Arc<Mutex<Arrivals>>);

struct Arrivals {
    chunks: Receiver<io::Result<Vec<u8>>>,
    current: Vec<u8>,
    /// How much of the current chunk was read.
    at: usize,
    next: Option<io::Result<Vec<u8>>>,
    ended: bool,
    stop: Stop,
}

/// Reads a live source from now on.
pub(super) fn live(mut source: impl Read + Send + 'static, stop: Stop) -> io::Result<(LiveReader, Pulse)> {
    let (sender, chunks) = sync_channel(AHEAD);
    // It ends with its source, or with the program: nothing can wake it from a read.
    std::thread::Builder::new().spawn(move || {
        loop {
            let mut chunk = vec![0; CHUNK];
            let read = match source.read(&mut chunk) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                read => read,
            };
            let ended = !matches!(read, Ok(1..));
            let sent = sender.send(read.map(|count| {
                chunk.truncate(count);
                chunk
            }));
            if ended || sent.is_err() {
                break;
            }
        }
    })?;
    let arrivals = Arrivals { chunks, current: Vec::new(), at: 0, next: None, ended: false, stop };
    let arrivals = Arc::new(Mutex::new(arrivals));
    Ok((LiveReader(Arc::clone(&arrivals)), Pulse(arrivals)))
}

fn locked(arrivals: &Mutex<Arrivals>) -> MutexGuard<'_, Arrivals> {
    arrivals.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Read for LiveReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut arrivals = locked(&self.0);
        if arrivals.at >= arrivals.current.len() {
            arrivals.await_more()?;
        }
        let rest = arrivals.current.get(arrivals.at..).unwrap_or_default();
        let count = rest.len().min(buffer.len());
        if let (Some(to), Some(from)) = (buffer.get_mut(..count), rest.get(..count)) {
            to.copy_from_slice(from);
        }
        arrivals.at += count;
        Ok(count)
    }
}

impl Arrivals {
    /// Waits for the next chunk; an empty one is the end.
    fn await_more(&mut self) -> io::Result<()> {
        (self.current, self.at) = (Vec::new(), 0);
        while !self.ended {
            let next = match self.next.take() {
                Some(next) => Ok(next),
                None => self.chunks.recv_timeout(LOOK),
            };
            match next {
                Ok(chunk) => {
                    self.current = chunk?;
                    self.ended = self.current.is_empty();
                    return Ok(());
                }
                Err(RecvTimeoutError::Timeout) if !self.stop.requested() => {}
                Err(_) => self.ended = true,
            }
        }
        Ok(())
    }
}

impl Pulse {
    /// Whether nothing comes within this time: not a byte, and no end either.
    pub(super) fn rests(&self, within: Duration) -> bool {
        let mut arrivals = locked(&self.0);
        if arrivals.at < arrivals.current.len() || arrivals.next.is_some() || arrivals.ended {
            return false;
        }
        match arrivals.chunks.recv_timeout(within) {
            Ok(chunk) => {
                arrivals.next = Some(chunk);
                false
            }
            Err(RecvTimeoutError::Timeout) => true,
            Err(RecvTimeoutError::Disconnected) => {
                arrivals.ended = true;
                false
            }
        }
    }
}

/// Adds what a reader has to give, at most a chunk. Returns how much that was; nothing at the end.
pub(super) fn read_some(reader: &mut dyn Read, carry: &mut Vec<u8>) -> io::Result<usize> {
    let before = carry.len();
    carry.resize(before + (64 << 10), 0);
    let read = loop {
        match reader.read(carry.get_mut(before..).unwrap_or_default()) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            read => break read,
        }
    };
    carry.truncate(before + read.as_ref().copied().unwrap_or(0));
    read
}
