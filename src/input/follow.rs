//! Files that are read on as they grow, through truncation and rotation, several at once.
//!
//! Nothing but the file system is asked, again and again: it is the same everywhere, also over a network.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use super::decode::decoded;
use super::file_id::FileId;
use super::limits::Limits;
use super::live::{self, Stop, is_live};
use super::pipeline::problem;
use super::source::{Origin, Source, SourceError};
use super::stream::Stream;
use super::unit::Unit;

/// How long a file that has given everything is left alone.
const POLL: Duration = Duration::from_millis(20);
/// How long a file is still read that another one has replaced: who writes to it may not know yet.
const GRACE: Duration = Duration::from_millis(300);
/// How many units of all files wait to be examined.
const AHEAD: usize = 16;

/// What has come from one of the files.
pub(super) type Arrival = Result<Unit, SourceError>;

/// Reads all sources on, each in threads of its own, until asked to stop. What each of them gives stays in order.
pub(super) fn followed(sources: Vec<Arc<Source>>, limits: Limits, stop: &Stop) -> Receiver<Arrival> {
    let (sender, arrivals) = sync_channel(AHEAD);
    for (reader, source) in sources.into_iter().enumerate() {
        let followed = Followed { source, reader, limits, stop: stop.clone(), arrivals: sender.clone() };
        let name = followed.source.name.clone();
        // Where the system gives no more threads, the file cannot be followed.
        if let Err(error) = std::thread::Builder::new().spawn(move || followed.read()) {
            let _ = sender.send(Err(SourceError { name, kind: error.into() }));
        }
    }
    arrivals
}

/// One source that is read on.
struct Followed {
    source: Arc<Source>,
    /// Which of the sources it is.
    reader: usize,
    limits: Limits,
    stop: Stop,
    arrivals: SyncSender<Arrival>,
}

/// Why reading has ended.
enum Ended {
    /// The file begins anew.
    Anew,
    /// Nothing more is wanted, or can be read.
    ForGood,
}

impl Followed {
    fn read(&self) {
        loop {
            match self.read_to_its_end() {
                Ok(Ended::Anew) if !self.stop.requested() => {}
                Ok(_) => return,
                Err(error) => {
                    let _ = self.arrivals.send(Err(problem(&self.source, error)));
                    return;
                }
            }
        }
    }

    /// Reads the source from its beginning until it begins anew.
    fn read_to_its_end(&self) -> io::Result<Ended> {
        let (reader, pulse, ends_alone) = match &self.source.origin {
            Origin::File(path) if !is_live(path) => {
                let Some(file) = Growing::open(path, &self.stop)? else { return Ok(Ended::ForGood) };
                let (reader, pulse) = live::live(file, self.stop.clone())?;
                (reader, pulse, false)
            }
            Origin::File(path) => {
                let (reader, pulse) = live::live(File::open(path)?, self.stop.clone())?;
                (reader, pulse, true)
            }
            Origin::Stdin => {
                let (reader, pulse) = live::live(live::stdin()?.0, self.stop.clone())?;
                (reader, pulse, true)
            }
        };
        let decoded = decoded(Box::new(reader), self.limits.growth)?;
        let stream = Stream::new(Arc::clone(&self.source), decoded, self.limits);
        let mut stream = stream.live(pulse, self.stop.clone()).of_reader(self.reader);
        while let Some(unit) = stream.next_unit()? {
            // A file in which nothing was ever written is waiting, and not empty.
            let nothing = unit.first && unit.last && unit.text.is_empty();
            if (ends_alone || !nothing) && self.arrivals.send(Ok(unit)).is_err() {
                return Ok(Ended::ForGood);
            }
        }
        Ok(if ends_alone { Ended::ForGood } else { Ended::Anew })
    }
}

/// A file that ends only when it is cut off or replaced.
struct Growing {
    path: PathBuf,
    file: File,
    id: Option<FileId>,
    /// How much of it was read.
    at: u64,
    /// Since when its name is that of another file.
    replaced: Option<Instant>,
    stop: Stop,
}

impl Growing {
    /// Opens a file; one that is being replaced may not be there for a moment. None where nobody waits for it.
    fn open(path: &Path, stop: &Stop) -> io::Result<Option<Self>> {
        loop {
            match File::open(path) {
                Ok(file) => {
                    let id = FileId::of_open(path, &file);
                    let (path, stop) = (path.to_owned(), stop.clone());
                    return Ok(Some(Self { path, file, id, at: 0, replaced: None, stop }));
                }
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    if stop.requested() {
                        return Ok(None);
                    }
                    std::thread::sleep(POLL);
                }
                Err(error) => return Err(error),
            }
        }
    }

    /// Whether there is less in it than was read.
    fn is_cut_off(&self) -> bool {
        self.file.metadata().is_ok_and(|metadata| metadata.len() < self.at)
    }

    /// Whether its name is that of another file for long enough.
    fn is_replaced(&mut self) -> bool {
        let another = fs::metadata(&self.path).is_ok() && FileId::of(&self.path) != self.id;
        if !another {
            self.replaced = None;
            return false;
        }
        self.replaced.get_or_insert_with(Instant::now).elapsed() > GRACE
    }
}

impl Read for Growing {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let count = self.file.read(buffer)?;
            self.at += count as u64;
            if count > 0 || self.stop.requested() || self.is_cut_off() {
                return Ok(count);
            }
            if self.is_replaced() {
                // What has come since the last look is read all the same.
                let count = self.file.read(buffer)?;
                self.at += count as u64;
                return Ok(count);
            }
            std::thread::sleep(POLL);
        }
    }
}
