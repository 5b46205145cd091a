//! From stored bytes to UTF-8: gzip and zstd by their magic bytes, UTF-16 by its mark or by its zeros.

use std::io::{self, Cursor, Read};

use encoding_rs::{Decoder, DecoderResult, UTF_16BE, UTF_16LE};

use super::compressed::{Bytes, Count, decompressed};
use super::damage::{Compression, Damage};
use super::limits::Growth;

/// What a source says, and how many compressed bytes have been read for it, where it is compressed.
pub(super) struct Decoded {
    pub(super) reader: Bytes,
    pub(super) compressed: Option<Count>,
    /// Whether UTF-8's byte order mark was taken off.
    pub(super) is_marked: bool,
}

/// Takes off compression and encoding. What comes out is UTF-8 without a mark, if the text is valid at all.
pub(super) fn decoded(reader: Bytes, growth: Growth) -> io::Result<Decoded> {
    let (head, reader) = peek(reader)?;
    let form = match head.as_slice() {
        [0x1f, 0x8b, ..] => Compression::Gzip,
        [0x28, 0xb5, 0x2f, 0xfd, ..] => Compression::Zstd,
        _ => {
            return Ok(Decoded {
                reader: text(&head, reader),
                compressed: None,
                is_marked: is_marked(&head),
            });
        }
    };
    let (reader, count) = decompressed(reader, form, growth);
    let (head, reader) = peek(reader)?;
    Ok(Decoded { reader: text(&head, reader), compressed: Some(count), is_marked: is_marked(&head) })
}

fn is_marked(head: &[u8]) -> bool {
    head.starts_with(&[0xef, 0xbb, 0xbf])
}

/// Whether bytes stand for themselves: neither compressed nor marked nor UTF-16.
pub(super) fn is_plain(head: &[u8]) -> bool {
    !matches!(head, [0x1f, 0x8b, ..] | [0x28, 0xb5, 0x2f, 0xfd, ..] | [0xef, 0xbb, 0xbf, ..])
        && utf16(head).is_none()
}

/// Reads up to four bytes ahead; fewer where they say already that what follows stands for itself: a live source may
/// have no fourth byte for long. An error behind some bytes comes after them.
fn peek(mut reader: Bytes) -> io::Result<(Vec<u8>, Bytes)> {
    let mut head = Vec::with_capacity(4);
    while head.len() < 4 && !stands_for_itself(&head) {
        match reader.by_ref().take(1).read_to_end(&mut head) {
            Ok(0) => break,
            Ok(_) => {}
            Err(error) if head.is_empty() => return Err(error),
            Err(error) => {
                reader = Box::new(Failing(Some(error)));
                break;
            }
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
    if is_marked(head) {
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
            error: None,
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

/// UTF-16 as UTF-8. A lone surrogate in the encoding itself is an error: nothing stands for it.
struct Utf16 {
    reader: Bytes,
    decoder: Decoder,
    input: Vec<u8>,
    output: Cursor<Vec<u8>>,
    ended: bool,
    /// What comes once the output is given.
    error: Option<io::Error>,
}

impl Read for Utf16 {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let count = self.output.read(buffer)?;
            if count > 0 || buffer.is_empty() {
                return Ok(count);
            }
            if let Some(error) = self.error.take() {
                self.ended = true;
                return Err(error);
            }
            if self.ended {
                return Ok(0);
            }
            self.input.clear();
            self.input.resize(32 << 10, 0);
            let read = loop {
                match self.reader.read(&mut self.input) {
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    Err(error) => {
                        self.error = Some(error);
                        break 0;
                    }
                    Ok(read) => break read,
                }
            };
            self.input.truncate(read);
            self.ended = self.input.is_empty();
            let mut decoded = vec![0; self.input.len() * 3 + 16];
            let (result, _, written) =
                self.decoder.decode_to_utf8_without_replacement(&self.input, &mut decoded, self.ended);
            if let DecoderResult::Malformed(..) = result {
                self.error = Some(Damage::HalfCharacter.into());
            }
            decoded.truncate(written);
            self.output = Cursor::new(decoded);
        }
    }
}
