//! JSON in colour, byte by byte as it passes: names, texts, numbers, `null`. The text itself stays what it is.

use std::io::{self, Write};

const NAME: &[u8] = b"\x1b[34m";
const TEXT: &[u8] = b"\x1b[32m";
const NUMBER: &[u8] = b"\x1b[36m";
const WORD: &[u8] = b"\x1b[35m";
const NULL: &[u8] = b"\x1b[2m";
const PLAIN: &[u8] = b"\x1b[0m";

/// Where a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Within {
    /// Between tokens.
    Nothing,
    /// A name or a text; whether the next character is escaped.
    String { escaped: bool },
    /// A number, `true`, `false` or `null`.
    Scalar,
}

/// JSON on its way to a screen that shows colour. Any number of values may follow each other.
pub struct ColouredJson<W> {
    out: W,
    within: Within,
    /// The open containers: whether each is an object.
    open: Vec<bool>,
    /// Whether a string that begins here is a name.
    expects_name: bool,
}

impl<W: Write> ColouredJson<W> {
    /// JSON on `out`.
    pub const fn new(out: W) -> Self {
        Self { out, within: Within::Nothing, open: Vec::new(), expects_name: false }
    }

    /// Takes a byte; `into` is what is written of all.
    fn byte(&mut self, byte: u8, into: &mut Vec<u8>) {
        match self.within {
            Within::String { escaped } => {
                into.push(byte);
                let ends = byte == b'"' && !escaped;
                self.within = Within::String { escaped: byte == b'\\' && !escaped };
                if ends {
                    into.extend_from_slice(PLAIN);
                    self.within = Within::Nothing;
                }
                return;
            }
            Within::Scalar if !matches!(byte, b',' | b']' | b'}' | b' ' | b'\n' | b'\r' | b'\t') => {
                into.push(byte);
                return;
            }
            Within::Scalar => {
                into.extend_from_slice(PLAIN);
                self.within = Within::Nothing;
            }
            Within::Nothing => {}
        }
        match byte {
            b'{' | b'[' => {
                self.open.push(byte == b'{');
                self.expects_name = byte == b'{';
            }
            b'}' | b']' => {
                self.open.pop();
                self.expects_name = false;
            }
            b',' => self.expects_name = self.open.last().copied().unwrap_or_default(),
            b':' => self.expects_name = false,
            b'"' => {
                into.extend_from_slice(if self.expects_name { NAME } else { TEXT });
                self.within = Within::String { escaped: false };
            }
            b'-' | b'0'..=b'9' => self.scalar(NUMBER, into),
            b't' | b'f' => self.scalar(WORD, into),
            b'n' => self.scalar(NULL, into),
            _ => {}
        }
        into.push(byte);
    }

    fn scalar(&mut self, colour: &[u8], into: &mut Vec<u8>) {
        into.extend_from_slice(colour);
        self.within = Within::Scalar;
    }
}

impl<W: Write> Write for ColouredJson<W> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let mut painted = Vec::with_capacity(buffer.len() * 2);
        for byte in buffer {
            self.byte(*byte, &mut painted);
        }
        self.out.write_all(&painted)?;
        Ok(buffer.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that fails may say so in the shortest way")]
mod tests {
    use super::*;

    fn painted(parts: &[&str]) -> String {
        let mut out = ColouredJson::new(Vec::new());
        for part in parts {
            out.write_all(part.as_bytes()).unwrap();
        }
        String::from_utf8(out.out).unwrap()
    }

    fn bare(painted: &str) -> String {
        let mut parts = painted.split("\x1b[");
        let first = parts.next().unwrap_or_default().to_owned();
        first + &parts.map(|part| part.split_once('m').map_or(part, |(_, rest)| rest)).collect::<String>()
    }

    #[test]
    fn names_texts_numbers_and_words_have_colours_of_their_own() {
        assert_eq!(
            painted(&[r#"{"a":["b",-1.5,null],"c":true}"#]),
            "{\x1b[34m\"a\"\x1b[0m:[\x1b[32m\"b\"\x1b[0m,\x1b[36m-1.5\x1b[0m,\x1b[2mnull\x1b[0m],\
             \x1b[34m\"c\"\x1b[0m:\x1b[35mtrue\x1b[0m}"
        );
    }

    #[test]
    fn the_text_stays_what_it_is_wherever_it_is_cut() {
        let text = "{\"k\\\"\\\\\": \"a, \\\"b\\\": {1}\", \"n\": 10}\n[1,2]\n\"x\"\nnull\n";
        let whole = painted(&[text]);
        assert_eq!(bare(&whole), text);
        for at in 0..text.len() {
            let (head, tail) = text.split_at(at);
            assert_eq!(painted(&[head, tail]), whole, "cut at {at}");
        }
    }
}
