//! From stored bytes to UTF-8: gzip and zstd by their magic bytes, UTF-16 by its mark or by its zeros.

use std::io::{self, BufReader, Cursor, Read};

use encoding_rs::{Decoder, DecoderResult, UTF_16BE, UTF_16LE};
use flate2::read::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

/// How much is read at the most.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes that one compressed source may grow to.
    pub decompressed: u64,
    /// Bytes of one record.
    pub record: usize,
    /// Whether text that is not JSON is handed over as it is, for the captures in it.
    pub captures: bool,
    /// Whether every source is one text with the liberties of JSON5, whatever its name.
    pub loose: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Self { decompressed: 16 << 30, record: 1 << 30, captures: true, loose: false }
    }
}

/// The error text by which the limit is told from other errors of a reader.
pub(super) const OVER_LIMIT: &str = "decompressed size is over the limit";

/// A reader of bytes.
pub(super) type Bytes = Box<dyn Read + Send>;

/// Takes off compression and encoding. What comes out is UTF-8 without a mark, if the text is valid at all.
pub(super) fn decoded(reader: Bytes, limits: Limits) -> io::Result<Bytes> {
    let (head, reader) = peek(reader)?;
    let reader: Bytes = match head.as_slice() {
        [0x1f, 0x8b, ..] => limited(Box::new(MultiGzDecoder::new(reader)), limits),
        [0x28, 0xb5, 0x2f, 0xfd, ..] => limited(Box::new(Zstd::new(reader)), limits),
        _ => return Ok(text(&head, reader)),
    };
    let (head, reader) = peek(reader)?;
    Ok(text(&head, reader))
}

/// Whether bytes stand for themselves: neither compressed nor marked nor UTF-16.
pub(super) fn is_plain(head: &[u8]) -> bool {
    !matches!(head, [0x1f, 0x8b, ..] | [0x28, 0xb5, 0x2f, 0xfd, ..] | [0xef, 0xbb, 0xbf, ..])
        && utf16(head).is_none()
}

/// Reads up to four bytes ahead; fewer where they say already that what follows stands for itself. A live source may
/// have no fourth byte for long.
fn peek(mut reader: Bytes) -> io::Result<(Vec<u8>, Bytes)> {
    let mut head = Vec::with_capacity(4);
    while head.len() < 4 && !stands_for_itself(&head) {
        if reader.by_ref().take(1).read_to_end(&mut head)? == 0 {
            break;
        }
    }
    let whole = Cursor::new(head.clone()).chain(reader);
    Ok((head, Box::new(whole)))
}

/// Whether the first bytes are the beginning of no compression, mark or UTF-16: text of one byte a character. A zstd
/// frame begins with `(`.
fn stands_for_itself(head: &[u8]) -> bool {
    matches!(head, [b'\t'..=b'\'' | b')'..=b'~', b'\t'..=b'~', ..])
}

fn text(head: &[u8], mut reader: Bytes) -> Bytes {
    if head.starts_with(&[0xef, 0xbb, 0xbf]) {
        let mark = io::copy(&mut reader.by_ref().take(3), &mut io::sink());
        return match mark {
            Ok(_) => reader,
            Err(error) => Box::new(Failing(Some(error))),
        };
    }
    match utf16(head) {
        Some(decoder) => Box::new(Utf16 {
            reader,
            decoder,
            input: Vec::new(),
            output: Cursor::new(Vec::new()),
            ended: false,
        }),
        None => reader,
    }
}

fn utf16(head: &[u8]) -> Option<Decoder> {
    match *head {
        [0xff, 0xfe, ..] => Some(UTF_16LE.new_decoder_with_bom_removal()),
        [0xfe, 0xff, ..] => Some(UTF_16BE.new_decoder_with_bom_removal()),
        [first, 0, second, ..] if first != 0 && second != 0 => {
            Some(UTF_16LE.new_decoder_without_bom_handling())
        }
        [0, first, 0, second, ..] if first != 0 && second != 0 => {
            Some(UTF_16BE.new_decoder_without_bom_handling())
        }
        _ => None,
    }
}

/// A reader that can only fail.
struct Failing(Option<io::Error>);

impl Read for Failing {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

fn limited(reader: Bytes, limits: Limits) -> Bytes {
    Box::new(Limited { reader, left: limits.decompressed })
}

/// A reader that fails once it has given more than its limit.
struct Limited {
    reader: Bytes,
    left: u64,
}

impl Read for Limited {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        self.left = self.left.checked_sub(count as u64).ok_or_else(|| io::Error::other(OVER_LIMIT))?;
        Ok(count)
    }
}

/// Zstandard frames one after another, RFC 8878.
struct Zstd {
    reader: BufReader<Bytes>,
    decoder: FrameDecoder,
    in_frame: bool,
}

impl Zstd {
    fn new(reader: Bytes) -> Self {
        Self { reader: BufReader::new(reader), decoder: FrameDecoder::new(), in_frame: false }
    }

    /// Begins the next frame. False at the end of the input.
    fn next_frame(&mut self) -> io::Result<bool> {
        loop {
            if io::BufRead::fill_buf(&mut self.reader)?.is_empty() {
                return Ok(false);
            }
            match self.decoder.reset(&mut self.reader) {
                Ok(()) => {
                    self.in_frame = true;
                    return Ok(true);
                }
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
                    io::copy(&mut self.reader.by_ref().take(u64::from(length)), &mut io::sink())?;
                }
                Err(error) => return Err(io::Error::new(io::ErrorKind::InvalidData, error.to_string())),
            }
        }
    }
}

impl Read for Zstd {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if !self.in_frame && !self.next_frame()? {
                return Ok(0);
            }
            let invalid =
                |error: FrameDecoderError| io::Error::new(io::ErrorKind::InvalidData, error.to_string());
            while self.decoder.can_collect() < buffer.len() && !self.decoder.is_finished() {
                let missing = buffer.len() - self.decoder.can_collect();
                self.decoder
                    .decode_blocks(&mut self.reader, BlockDecodingStrategy::UptoBytes(missing))
                    .map_err(invalid)?;
            }
            let count = self.decoder.read(buffer)?;
            if count > 0 || buffer.is_empty() {
                return Ok(count);
            }
            self.in_frame = false;
        }
    }
}

/// UTF-16 as UTF-8. A lone surrogate in the encoding itself is an error: nothing stands for it.
struct Utf16 {
    reader: Bytes,
    decoder: Decoder,
    input: Vec<u8>,
    output: Cursor<Vec<u8>>,
    ended: bool,
}

impl Read for Utf16 {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let count = self.output.read(buffer)?;
            if count > 0 || buffer.is_empty() || self.ended {
                return Ok(count);
            }
            self.input.clear();
            self.input.resize(32 << 10, 0);
            let read = loop {
                match self.reader.read(&mut self.input) {
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    read => break read?,
                }
            };
            self.input.truncate(read);
            self.ended = self.input.is_empty();
            let mut decoded = vec![0; self.input.len() * 3 + 16];
            let (result, _, written) =
                self.decoder.decode_to_utf8_without_replacement(&self.input, &mut decoded, self.ended);
            if let DecoderResult::Malformed(..) = result {
                return Err(io::Error::new(io::ErrorKind::InvalidData, "UTF-16 with half a character"));
            }
            decoded.truncate(written);
            self.output = Cursor::new(decoded);
        }
    }
}
