//! Many workers, one order: units are handed out under one lock and their results handed over in the same order.

use std::fs::File;
use std::io::{self, Cursor, Read};
use std::iter::Peekable;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex};

use super::compressed::Bytes;
use super::damage::Damage;
use super::decode::{Decoded, decoded, is_plain};
use super::follow::{Arrival, followed};
use super::limits::Limits;
use super::list::AskList;
use super::live::{self, Stop};
use super::order::{Order, locked};
use super::source::{Origin, Source, SourceError, SourceErrorKind};
use super::stream::Stream;
use super::table::AskTable;
use super::unit::Unit;

/// What comes out of the pipeline, in the order of the input.
#[derive(Debug)]
pub enum Event<O> {
    /// A unit and what was made of it.
    Unit(Unit, O),
    /// A source that could not be read, or not to its end.
    Problem(SourceError),
}

/// What takes memory while it waits for its turn.
pub trait Weight {
    /// How many bytes it takes, more or less.
    fn bytes(&self) -> usize;
}

/// How many bytes of small files, and how many of them, one worker takes at a time.
const BATCH: u64 = 256 << 10;
const BATCH_FILES: usize = 64;

/// How many small files all workers together hold open: systems allow as few as 256.
const MOST_OPEN: usize = 128;

/// How many bytes of units and results one worker holds for one number.
const MOST_HELD: usize = 16 << 20;

/// How sources are read.
#[derive(Clone, Copy)]
pub struct Reading<'r> {
    /// How much is read at the most.
    pub limits: Limits,
    /// Ends the run as if its live sources had ended.
    pub stop: &'r Stop,
    /// Who knows of a list in a large value whether its items are records; without it values are read whole.
    pub lists: Option<AskList<'r>>,
    /// The same of a text and its rows.
    pub tables: Option<AskTable<'r>>,
}

/// Reads all sources with `jobs` workers, the calling thread among them. `examine` makes something of each unit, `emit`
/// gets it in the order of the input, and may stop everything. Returns what the workers had of their own.
pub fn run<W: Send, O: Send + Weight>(
    sources: Vec<Result<Source, SourceError>>,
    jobs: NonZeroUsize,
    reading: Reading<'_>,
    worker: impl Fn() -> W + Sync,
    examine: impl Fn(&mut W, &Unit) -> O + Sync,
    emit: impl FnMut(Event<O>) -> ControlFlow<()> + Send,
) -> Vec<W> {
    let Reading { limits, stop, .. } = reading;
    let (sources, arrivals) = if limits.follow {
        let (sources, problems): (Vec<_>, Vec<_>) = sources.into_iter().partition(Result::is_ok);
        let sources = sources.into_iter().flatten().map(Arc::new).collect();
        (problems, Some(followed(sources, limits, stop)))
    } else {
        (sources, None)
    };
    let feeder = Feeder {
        sources: sources.into_iter().peekable(),
        peeked: None,
        current: None,
        arrivals,
        sequence: 0,
        reading,
        most_files: (MOST_OPEN / jobs).clamp(1, BATCH_FILES),
    };
    let feeder = Mutex::new(feeder);
    let order = Order::new(emit, jobs.get() as u64 * 4);
    let weight = |event: &Event<O>| match event {
        Event::Unit(unit, outcome) => unit.text.len() + outcome.bytes(),
        Event::Problem(_) => 0,
    };
    let work = || {
        let mut own = worker();
        loop {
            // The guard must not live longer than this line: others wait for it.
            let next = locked(&feeder).next();
            let Some((sequence, work)) = next else { break };
            let examine = |unit: Unit, own: &mut W| {
                let outcome = examine(own, &unit);
                Event::Unit(unit, outcome)
            };
            let go_on = match work {
                Work::Problem(problem) => order.put(sequence, vec![Event::Problem(problem)], 0),
                Work::Unit(unit) => {
                    let event = examine(unit, &mut own);
                    let weight = weight(&event);
                    order.put(sequence, vec![event], weight)
                }
                Work::Files(files) => {
                    let units = files.into_iter().flat_map(|small| open_whole(small, reading));
                    let mut events = units.map(|unit| match unit {
                        Ok(unit) => examine(unit, &mut own),
                        Err(problem) => Event::Problem(problem),
                    });
                    let (mut held, mut bytes) = (Vec::new(), 0);
                    // Compressed files grow, and so does what is made of short records: what would be too much to
                    // hold is handed over in turn instead.
                    while let Some(event) = (bytes <= MOST_HELD).then(|| events.next()).flatten() {
                        bytes += weight(&event);
                        held.push(event);
                    }
                    if bytes <= MOST_HELD {
                        order.put(sequence, held, bytes)
                    } else {
                        order.in_turn(sequence, held.into_iter().chain(events))
                    }
                }
            };
            if go_on.is_break() {
                break;
            }
        }
        own
    };
    std::thread::scope(|scope| {
        // Where the system gives no more threads, fewer do the work.
        let start = |_| std::thread::Builder::new().spawn_scoped(scope, work).ok();
        let others: Vec<_> = (1..jobs.get()).map_while(start).collect();
        let mut workers = vec![work()];
        for other in others {
            // A worker that died has said why: nobody takes its place.
            workers.push(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        workers
    })
}

/// The part that only one worker can do at a time.
struct Feeder<'r> {
    sources: Peekable<std::vec::IntoIter<Result<Source, SourceError>>>,
    /// The source that was opened to see whether it is small.
    peeked: Option<Result<Opened, SourceError>>,
    current: Option<(Arc<Source>, Stream<'r>)>,
    /// What comes from sources that are read on, all at once.
    arrivals: Option<Receiver<Arrival>>,
    sequence: u64,
    reading: Reading<'r>,
    /// How many files one worker takes at a time.
    most_files: usize,
}

/// A source that is open.
enum Opened {
    /// A file that is one unit.
    Small(Small),
    /// Any other; whether it gives its bytes when it has them.
    Other(Arc<Source>, File, bool),
}

/// A file that is one unit.
struct Small {
    source: Arc<Source>,
    file: File,
    /// How many bytes it had when it was opened.
    length: u64,
}

impl Opened {
    fn open(source: Source, limits: Limits) -> Result<Self, SourceError> {
        let opened = match &source.origin {
            Origin::Stdin => live::stdin().map(|(file, is_live)| (file, is_live, None)),
            Origin::File(path) => File::open(path).and_then(|file| {
                let metadata = file.metadata()?;
                let is_live = !metadata.is_file() && !metadata.is_dir();
                Ok((file, is_live, Some(metadata.len()).filter(|_| metadata.is_file())))
            }),
        };
        let (file, is_live, length) = opened.map_err(|error| problem(&source, error))?;
        let source = Arc::new(source);
        Ok(match length.filter(|length| *length <= limits.block.saturating_mul(4) as u64) {
            Some(length) => Self::Small(Small { source, file, length }),
            None => Self::Other(source, file, is_live),
        })
    }
}

enum Work {
    /// A unit of a source that is read in order.
    Unit(Unit),
    /// Small files that one worker reads alone: many at once, for each handing over has its price.
    Files(Vec<Small>),
    /// Nothing to do but to tell.
    Problem(SourceError),
}

impl Feeder<'_> {
    fn next(&mut self) -> Option<(u64, Work)> {
        let work = self.work()?;
        let sequence = self.sequence;
        self.sequence += 1;
        Some((sequence, work))
    }

    /// A small file with those that follow it. Fewer at the end, so that all workers end together.
    fn batch(&mut self, first: Small) -> Vec<Small> {
        let most = (self.sources.len() / 16).clamp(1, self.most_files);
        let mut bytes = first.length;
        let mut batch = vec![first];
        while batch.len() < most && bytes < BATCH {
            // Opening what is no regular file may wait for somebody who writes to it.
            let is_file = |source: &Result<Source, _>| source.as_ref().is_ok_and(|source| source.is_regular);
            let Some(Ok(source)) = self.sources.next_if(is_file) else { break };
            match Opened::open(source, self.reading.limits) {
                Ok(Opened::Small(small)) => {
                    bytes += small.length;
                    batch.push(small);
                }
                other => {
                    self.peeked = Some(other);
                    break;
                }
            }
        }
        batch
    }

    fn work(&mut self) -> Option<Work> {
        loop {
            if let Some((source, stream)) = &mut self.current {
                match stream.next_unit() {
                    Ok(Some(unit)) => return Some(Work::Unit(unit)),
                    Ok(None) => self.current = None,
                    Err(error) => {
                        let problem = problem(source, error);
                        self.current = None;
                        return Some(Work::Problem(problem));
                    }
                }
                continue;
            }
            // Those that read on end by themselves, with what they have read.
            if self.reading.stop.requested() && self.arrivals.is_none() {
                return None;
            }
            let opened = match self.peeked.take() {
                Some(opened) => opened,
                None => match self.sources.next() {
                    Some(source) => source.and_then(|source| Opened::open(source, self.reading.limits)),
                    None => {
                        return Some(match self.arrivals.as_ref()?.recv().ok()? {
                            Ok(unit) => Work::Unit(unit),
                            Err(problem) => Work::Problem(problem),
                        });
                    }
                },
            };
            match opened {
                Ok(Opened::Small(small)) => return Some(Work::Files(self.batch(small))),
                Ok(Opened::Other(source, file, is_live)) => match self.stream(&source, file, is_live) {
                    Ok(stream) => self.current = Some((source, stream)),
                    Err(error) => return Some(Work::Problem(problem(&source, error))),
                },
                Err(problem) => return Some(Work::Problem(problem)),
            }
        }
    }
}

impl<'r> Feeder<'r> {
    fn stream(&self, source: &Arc<Source>, file: File, is_live: bool) -> io::Result<Stream<'r>> {
        let (Reading { limits, stop, lists, tables }, source) = (self.reading, Arc::clone(source));
        let stream = |reader: Bytes| {
            let decoded = decoded(reader, limits.growth)?;
            Ok::<_, io::Error>(Stream::new(source, decoded, limits).asking(lists, tables))
        };
        if !is_live {
            return stream(Box::new(file));
        }
        let (reader, pulse) = live::live(file, stop.clone())?;
        Ok(stream(Box::new(reader))?.live(pulse, self.reading.stop.clone()))
    }
}

/// The units of a small file: one, unless it is compressed and grows.
fn open_whole(small: Small, reading: Reading<'_>) -> impl Iterator<Item = Result<Unit, SourceError>> {
    let Reading { limits, lists, tables, .. } = reading;
    let Small { source, file, length } = small;
    let mut stream = read(file, length).and_then(|bytes| {
        let limits = Limits { block: limits.block.max(bytes.len() + 1), ..limits };
        let stream = |decoded| Stream::new(Arc::clone(&source), decoded, limits).asking(lists, tables);
        if is_plain(bytes.get(..4).unwrap_or(&bytes)) {
            let nothing_more: Bytes = Box::new(io::empty());
            return Ok(
                stream(Decoded { reader: nothing_more, compressed: None, is_marked: false }).begun(bytes)
            );
        }
        Ok(stream(decoded(Box::new(Cursor::new(bytes)), limits.growth)?))
    });
    let mut ended = false;
    std::iter::from_fn(move || {
        if ended {
            return None;
        }
        let next = match &mut stream {
            Ok(stream) => stream.next_unit(),
            Err(error) => Err(io::Error::new(error.kind(), error.to_string())),
        };
        ended = next.is_err();
        next.map_err(|error| problem(&source, error)).transpose()
    })
}

/// The bytes of a file that had so many when it was opened. Systems have files that say they have none, and give some.
fn read(mut file: impl Read, length: u64) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; usize::try_from(length).unwrap_or(0)];
    if bytes.is_empty() {
        file.read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    let mut filled = 0;
    // Nobody looks behind the last of them.
    while let Some(rest) = bytes.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match file.read(rest) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    bytes.truncate(filled);
    Ok(bytes)
}

pub(super) fn problem(source: &Source, error: io::Error) -> SourceError {
    let kind = match Damage::of(&error) {
        Some(Damage::TooLarge { limit }) => SourceErrorKind::TooLarge { limit: *limit },
        Some(damage) => SourceErrorKind::Decode(damage.clone()),
        None => SourceErrorKind::Io(error),
    };
    SourceError { name: source.name.clone(), kind }
}

#[cfg(test)]
mod tests {
    use std::io::{self, Read};

    use super::read;

    /// Gives so many bytes, and counts how often it is asked.
    struct Counted<'c> {
        left: usize,
        asked: &'c mut usize,
    }

    impl Read for Counted<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            *self.asked += 1;
            let given = self.left.min(buffer.len());
            buffer.iter_mut().take(given).for_each(|byte| *byte = b'1');
            self.left -= given;
            Ok(given)
        }
    }

    #[test]
    fn a_small_file_is_read_with_one_call_and_one_that_does_not_say_how_long_it_is_to_its_end() {
        for (length, left, wanted, most) in [
            (40, 40, 40, 1),
            (2000, 2000, 2000, 1),
            (1 << 20, 1 << 20, 1 << 20, 1),
            (40, 60, 40, 1),
            (40, 20, 20, 2),
            (0, 5000, 5000, 12),
        ] {
            let mut asked = 0;
            let bytes = read(Counted { left, asked: &mut asked }, length).unwrap_or_default();
            assert_eq!(bytes.len(), wanted);
            assert!(asked <= most, "{length}: {asked} calls");
        }
    }
}
