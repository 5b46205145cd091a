//! gzip and zstd: member after member, frame after frame, up to a limit, and to the last byte that can be decoded.

use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::GzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

use super::damage::{Compression, Damage};
use super::limits::Growth;

/// A reader of bytes.
pub(super) type Bytes = Box<dyn Read + Send>;

/// How many compressed bytes have been read so far; shared with who reads what becomes of them.
pub(super) type Count = Arc<AtomicU64>;

/// What comes out of compressed data, and the count of what has gone in.
pub(super) fn decompressed(reader: Bytes, form: Compression, growth: Growth) -> (Bytes, Count) {
    let count = Count::default();
    let reader: Bytes = Box::new(Counted { reader, count: Arc::clone(&count) });
    let reader = BufReader::with_capacity(32 << 10, reader);
    let reader: Bytes = match form {
        Compression::Gzip => Box::new(Gzip { member: Some(GzDecoder::new(reader)), first: true }),
        Compression::Zstd => Box::new(Zstd::new(reader)),
    };
    (Box::new(Limited { reader, given: 0, growth, count: Arc::clone(&count) }), count)
}

struct Counted {
    reader: Bytes,
    count: Count,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        self.count.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

/// A reader that fails once it has given more than what has gone in allows.
struct Limited {
    reader: Bytes,
    given: u64,
    growth: Growth,
    count: Count,
}

impl Read for Limited {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        self.given += count as u64;
        let limit = self.growth.of_source(self.count.load(Ordering::Relaxed));
        if self.given > limit { Err(Damage::TooLarge { limit }.into()) } else { Ok(count) }
    }
}

/// What follows the data, where it is not more of it.
fn trailing(reader: &mut impl BufRead, form: Compression) -> io::Error {
    let mut zeros = 0;
    loop {
        let length = match reader.fill_buf() {
            Ok([]) => return Damage::Padding { form, count: zeros }.into(),
            Ok(bytes) if bytes.iter().all(|byte| *byte == 0) => bytes.len(),
            Ok(_) => return Damage::Trailing(form).into(),
            Err(error) => return error,
        };
        zeros += length as u64;
        reader.consume(length);
    }
}

/// gzip members one after another, RFC 1952.
struct Gzip {
    /// The member at hand; none at the end.
    member: Option<GzDecoder<BufReader<Bytes>>>,
    first: bool,
}

impl Gzip {
    fn damage(&self, error: io::Error) -> io::Error {
        let form = Compression::Gzip;
        match error.kind() {
            io::ErrorKind::UnexpectedEof => Damage::CutOff(form).into(),
            // A member begins with its header: what has none is no member.
            io::ErrorKind::InvalidInput if !self.first && error.to_string().contains("header") => {
                Damage::Trailing(form).into()
            }
            io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
                Damage::Corrupt { form, why: error.to_string() }.into()
            }
            _ => error,
        }
    }
}

impl Read for Gzip {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while let Some(member) = &mut self.member {
            match member.read(buffer) {
                Ok(0) if !buffer.is_empty() => {}
                Ok(count) => return Ok(count),
                Err(error) => return Err(self.damage(error)),
            }
            let Some(member) = self.member.take() else { break };
            let mut reader = member.into_inner();
            match reader.fill_buf()?.first() {
                None => break,
                Some(0x1f) => {
                    self.member = Some(GzDecoder::new(reader));
                    self.first = false;
                }
                Some(_) => return Err(trailing(&mut reader, Compression::Gzip)),
            }
        }
        Ok(0)
    }
}

/// Zstandard frames one after another, RFC 8878.
struct Zstd {
    reader: BufReader<Bytes>,
    decoder: FrameDecoder,
    state: ZstdState,
    first: bool,
}

enum ZstdState {
    Between,
    InFrame,
    /// The frame is broken: what was decoded of it is given, then the error.
    Broken(Option<io::Error>),
}

/// An empty last block, with the room of a checksum: it makes the decoder give out what it has kept for later blocks.
const LAST_BLOCK: [u8; 7] = [1, 0, 0, 0, 0, 0, 0];

impl Zstd {
    fn new(reader: BufReader<Bytes>) -> Self {
        Self { reader, decoder: FrameDecoder::new(), state: ZstdState::Between, first: true }
    }

    /// Begins the next frame. False at the end of the input.
    fn next_frame(&mut self) -> io::Result<bool> {
        loop {
            match self.reader.fill_buf()?.first() {
                None => return Ok(false),
                Some(0) if !self.first => return Err(trailing(&mut self.reader, Compression::Zstd)),
                Some(_) => {}
            }
            match self.decoder.reset(&mut self.reader) {
                Ok(()) => {
                    (self.state, self.first) = (ZstdState::InFrame, false);
                    return Ok(true);
                }
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
                    let length = u64::from(length);
                    let skipped = io::copy(&mut self.reader.by_ref().take(length), &mut io::sink())?;
                    if skipped < length {
                        return Err(Damage::CutOff(Compression::Zstd).into());
                    }
                    self.first = false;
                }
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::BadMagicNumber(_)))
                    if !self.first =>
                {
                    return Err(Damage::Trailing(Compression::Zstd).into());
                }
                Err(error) => return Err(damage(&error)),
            }
        }
    }

    /// Decodes until there is as much to give as is wanted, or the frame ends.
    fn decode(&mut self, wanted: usize) -> Result<(), FrameDecoderError> {
        while self.decoder.can_collect() < wanted && !self.decoder.is_finished() {
            let missing = wanted - self.decoder.can_collect();
            self.decoder.decode_blocks(&mut self.reader, BlockDecodingStrategy::UptoBytes(missing))?;
        }
        Ok(())
    }

    /// Whether the frame is what its checksum says. It is known once all of it has been given.
    fn is_sound(&self) -> bool {
        let wanted = self.decoder.get_checksum_from_data();
        wanted.is_none() || wanted == self.decoder.get_calculated_checksum()
    }
}

/// The reader's own errors stay what they are; an end where more was due is a cut.
fn damage(error: &FrameDecoderError) -> io::Error {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(inner) = cause {
        if let Some(io) = inner.downcast_ref::<io::Error>() {
            return match io.kind() {
                io::ErrorKind::UnexpectedEof => Damage::CutOff(Compression::Zstd).into(),
                kind => io::Error::new(kind, io.to_string()),
            };
        }
        cause = inner.source();
    }
    Damage::Corrupt { form: Compression::Zstd, why: error.to_string() }.into()
}

impl Read for Zstd {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if matches!(self.state, ZstdState::Between) && !self.next_frame()? {
                return Ok(0);
            }
            if matches!(self.state, ZstdState::InFrame)
                && let Err(error) = self.decode(buffer.len())
            {
                self.state = ZstdState::Broken(Some(damage(&error)));
                // If it does not help, what was kept cannot be had.
                let _ = self.decoder.decode_blocks(&LAST_BLOCK[..], BlockDecodingStrategy::All);
            }
            let count = self.decoder.read(buffer)?;
            if count > 0 || buffer.is_empty() {
                return Ok(count);
            }
            if let ZstdState::Broken(error) = &mut self.state {
                return error.take().map_or(Ok(0), Err);
            }
            if !self.is_sound() {
                self.state = ZstdState::Broken(None);
                let why = "its checksum does not match".to_owned();
                return Err(Damage::Corrupt { form: Compression::Zstd, why }.into());
            }
            self.state = ZstdState::Between;
        }
    }
}
