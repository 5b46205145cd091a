//! Values as other languages print them: a dict of Python, a hash of Ruby, an object of Node. Written as JSON where the
//! print is whole and holds nothing else.

use std::ops::Range;

use crate::json::{is_number, write_quoted};

/// A value that was printed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Printed {
    /// It as JSON.
    pub(super) json: String,
    /// How long the print is, in bytes.
    pub(super) length: usize,
}

/// Reads the print that a text begins with; where there is none, how far it looked like one. Each byte is read once.
pub(super) fn printed(text: &[u8]) -> Result<Printed, usize> {
    let mut reader = Reader { text, at: 0, json: String::new(), open: Vec::new() };
    match reader.read() {
        Some(()) => Ok(Printed { json: reader.json, length: reader.at }),
        None => Err(reader.at),
    }
}

/// A container that is not closed yet.
struct Open {
    close: u8,
    is_empty: bool,
}

struct Reader<'t> {
    text: &'t [u8],
    at: usize,
    json: String,
    open: Vec<Open>,
}

impl Reader<'_> {
    fn read(&mut self) -> Option<()> {
        self.value()?;
        while let Some(Open { close, is_empty }) = self.open.last_mut() {
            let (close, first) = (*close, *is_empty);
            *is_empty = false;
            self.blanks();
            if !first && self.peek() != Some(close) {
                self.take(b',')?;
                self.blanks();
            }
            if self.peek() == Some(close) {
                self.at += 1;
                self.json.push(if close == b'}' { '}' } else { ']' });
                self.open.pop();
                continue;
            }
            if !first {
                self.json.push(',');
            }
            if close == b'}' {
                self.key()?;
            }
            self.value()?;
        }
        Some(())
    }

    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn take(&mut self, wanted: u8) -> Option<()> {
        (self.peek()? == wanted).then(|| self.at += 1)
    }

    fn blanks(&mut self) {
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    /// A key with its colon or arrow.
    fn key(&mut self) -> Option<()> {
        let is_symbol = self.take(b':').is_some();
        match self.peek()? {
            b'"' | b'\'' => self.string()?,
            _ => {
                let word = self.word()?;
                self.quoted(word)?;
            }
        }
        self.blanks();
        let is_arrow = self.text.get(self.at..)?.starts_with(b"=>");
        if is_arrow {
            self.at += 2;
        } else if is_symbol {
            return None;
        } else {
            self.take(b':')?;
        }
        self.json.push(':');
        Some(())
    }

    fn value(&mut self) -> Option<()> {
        self.blanks();
        match self.peek()? {
            open @ (b'{' | b'[' | b'(') => {
                self.at += 1;
                self.json.push(if open == b'{' { '{' } else { '[' });
                let close = match open {
                    b'{' => b'}',
                    b'[' => b']',
                    _ => b')',
                };
                self.open.push(Open { close, is_empty: true });
                Some(())
            }
            b'"' | b'\'' => self.string(),
            b':' => {
                self.at += 1;
                let word = self.word()?;
                self.quoted(word)
            }
            _ => {
                let word = self.word()?;
                self.scalar(word)
            }
        }
    }

    /// Letters, digits and the signs of a number.
    fn word(&mut self) -> Option<Range<usize>> {
        let rest = self.text.get(self.at..)?;
        let is_part = |byte: &u8| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'+' | b'.' | b'?' | b'!')
        };
        let length = rest.iter().take_while(|byte| is_part(byte)).count();
        let word = self.at..self.at + length;
        self.at = word.end;
        (length > 0).then_some(word)
    }

    fn scalar(&mut self, word: Range<usize>) -> Option<()> {
        let all = self.text;
        let text = std::str::from_utf8(all.get(word)?).ok()?;
        let text = match text {
            "None" | "nil" | "null" | "undefined" => "null",
            "True" | "true" => "true",
            "False" | "false" => "false",
            // An amount that Python keeps in decimals is a number to whoever sent it.
            "Decimal" => {
                self.take(b'(')?;
                let quote = self.peek()?;
                self.take(quote)?;
                let number = self.word()?;
                self.take(quote)?;
                self.take(b')')?;
                std::str::from_utf8(all.get(number)?).ok().filter(|number| is_number(number))?
            }
            number if is_number(number) => number,
            _ => return None,
        };
        self.json.push_str(text);
        Some(())
    }

    fn quoted(&mut self, range: Range<usize>) -> Option<()> {
        let text = std::str::from_utf8(self.text.get(range)?).ok()?;
        write_quoted(text, &[], &mut self.json).ok()
    }

    /// A string in either quotes. No language prints a line end within one.
    fn string(&mut self) -> Option<()> {
        let quote = self.peek()?;
        self.at += 1;
        self.json.push('"');
        loop {
            let rest = self.text.get(self.at..)?;
            let plain = rest
                .iter()
                .position(|byte| *byte == quote || matches!(byte, b'\\' | b'"' | 0..=0x1f))
                .unwrap_or(rest.len());
            let Ok(text) = std::str::from_utf8(rest.get(..plain)?) else { return None };
            self.json.push_str(text);
            self.at += plain;
            let sign = self.peek()?;
            self.at += 1;
            match sign {
                sign if sign == quote => break,
                b'\\' => self.escape(quote)?,
                b'"' => self.json.push_str("\\\""),
                b'\t' => self.json.push_str("\\t"),
                _ => {
                    self.at -= 1;
                    return None;
                }
            }
        }
        self.json.push('"');
        Some(())
    }

    /// What follows a backslash.
    fn escape(&mut self, quote: u8) -> Option<()> {
        let sign = self.peek()?;
        self.at += 1;
        let c = match sign {
            b'n' => '\n',
            b't' => '\t',
            b'r' => '\r',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'a' => '\u{7}',
            b'v' => '\u{b}',
            b'e' if quote == b'"' => '\u{1b}',
            b'\\' | b'"' | b'\'' | b'/' | b'#' => char::from(sign),
            b'u' if self.peek() == Some(b'{') => {
                self.at += 1;
                let c = self.hexadecimal(1..=6)?;
                self.take(b'}')?;
                c
            }
            // Half a pair is kept as it was written.
            b'u' => {
                let digits = self.text.get(self.at..self.at + 4)?;
                if !digits.iter().all(u8::is_ascii_hexdigit) {
                    return None;
                }
                self.json.push_str("\\u");
                self.json.push_str(std::str::from_utf8(digits).ok()?);
                self.at += 4;
                return Some(());
            }
            b'U' => self.hexadecimal(8..=8)?,
            // What is a character to Python is a byte to Ruby.
            b'x' => self.hexadecimal(2..=2).filter(|c| c.is_ascii() || quote == b'\'')?,
            _ => return None,
        };
        let mut one = [0; 4];
        let mut written = String::new();
        write_quoted(c.encode_utf8(&mut one), &[], &mut written).ok()?;
        self.json.push_str(written.get(1..written.len() - 1)?);
        Some(())
    }

    fn hexadecimal(&mut self, digits: std::ops::RangeInclusive<usize>) -> Option<char> {
        let rest = self.text.get(self.at..)?;
        let count = rest.iter().take(*digits.end()).take_while(|byte| byte.is_ascii_hexdigit()).count();
        if count < *digits.start() {
            return None;
        }
        let text = std::str::from_utf8(rest.get(..count)?).ok()?;
        self.at += count;
        char::from_u32(u32::from_str_radix(text, 16).ok()?)
    }
}

#[cfg(test)]
mod tests {
    use super::{Printed, printed};

    #[test]
    fn prints_of_other_languages_become_json() {
        for (print, json) in [
            (
                "{'a': None, 'b': True, 'c': 1.50, 'd': 'it\\'s \"ë\" \\xeb\\n'}",
                r#"{"a":null,"b":true,"c":1.50,"d":"it's \"ë\" ë\n"}"#,
            ),
            (
                "{'a': [1, 'x'], 'b': ('y',), 'c': {}, 'd': Decimal('2.10')}",
                r#"{"a":[1,"x"],"b":["y"],"c":{},"d":2.10}"#,
            ),
            (
                "{\"a\"=>nil, \"b\" => {:c=>\"d\", e: :f}, \"g\"=>[]}",
                r#"{"a":null,"b":{"c":"d","e":"f"},"g":[]}"#,
            ),
            ("{\"a\"=>\"\\#{x} \\e\\u00eb\"}", r##"{"a":"#{x} \u001b\u00eb"}"##),
            ("{ a: 'b', c: undefined,\n  d: [ 1, 2 ] }", r#"{"a":"b","c":null,"d":[1,2]}"#),
            ("{\"a\": None}", r#"{"a":null}"#),
        ] {
            assert_eq!(
                printed(print.as_bytes()),
                Ok(Printed { json: json.to_owned(), length: print.len() }),
                "{print}"
            );
        }
    }

    #[test]
    fn what_is_no_whole_print_is_left_alone() {
        for text in [
            "{Mozilla/5.0}",
            "{'a': <object>}",
            "{'a': [Object]}",
            "{'a', 'b'}",
            "{'a': 'b\nc'}",
            "{'a': datetime.datetime(2026, 1, 1)}",
            "{\"a\"=>\"\\xff\"}",
            "{'a': 1",
            "{'a': {'b': 1}",
            "{#<A>=>1}",
            "{:a: 1}",
            "",
        ] {
            assert!(printed(text.as_bytes()).is_err(), "{text}");
        }
        let deep = "{'a':".repeat(100_000);
        assert_eq!(printed(deep.as_bytes()), Err(deep.len()));
    }
}
