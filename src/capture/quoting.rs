//! What a word says under the quoting of three shells: POSIX shells, cmd.exe and PowerShell. Each byte is read once.

use std::borrow::Cow;

use super::place::Runs;

/// Whose quoting a text has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    Posix,
    Cmd,
    PowerShell,
}

/// A word as the program gets it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Word {
    /// What it says.
    pub(super) text: Vec<u8>,
    /// Where each part of it stands in the text.
    pub(super) runs: Runs,
}

impl Word {
    /// What it says, as text.
    pub(super) fn as_text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.text)
    }

    /// The word without its first bytes.
    pub(super) fn from(&self, start: usize) -> Self {
        let text = self.text.get(start..).unwrap_or_default().to_vec();
        Self { text, runs: self.runs.from(start) }
    }

    pub(super) fn push(&mut self, byte: u8, at: usize) {
        self.runs.push(self.text.len(), at);
        self.text.push(byte);
    }

    fn extend(&mut self, bytes: &[u8], at: usize) {
        for byte in bytes {
            self.push(*byte, at);
        }
    }
}

/// Reads words of a text.
pub(super) struct Reader<'t> {
    pub(super) text: &'t [u8],
    pub(super) dialect: Dialect,
    pub(super) at: usize,
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t [u8]) -> Self {
        let has = |part: &[u8]| memchr::memmem::find(text, part).is_some();
        let dialect = if has(b"^\"") || has(b" ^\n") || has(b" ^\r\n") {
            Dialect::Cmd
        } else if has(b"`\n") || has(b"`\r\n") || (has(b"curl.exe") && !has(b"\\\n")) {
            Dialect::PowerShell
        } else {
            Dialect::Posix
        };
        Self { text, dialect, at: 0 }
    }

    pub(super) fn peek(&self, ahead: usize) -> Option<u8> {
        self.text.get(self.at + ahead).copied()
    }

    pub(super) fn line_end(&self) -> usize {
        let rest = self.text.get(self.at..).unwrap_or_default();
        memchr::memchr(b'\n', rest).map_or(self.text.len(), |length| self.at + length)
    }

    /// Whether a line end is quoted here, by the character that this shell has for it; its length.
    pub(super) fn joined(&self) -> Option<usize> {
        let sign = match self.dialect {
            Dialect::Posix => b'\\',
            Dialect::Cmd => b'^',
            Dialect::PowerShell => b'`',
        };
        match (self.peek(0) == Some(sign), self.peek(1), self.peek(2)) {
            (true, Some(b'\n'), _) => Some(2),
            (true, Some(b'\r'), Some(b'\n')) => Some(3),
            _ => None,
        }
    }

    /// One word, up to a blank or the end of the command. False where a quote in it is never closed.
    pub(super) fn word(&mut self, word: &mut Word) -> bool {
        let mut closed = true;
        while let (true, Some(byte)) = (closed, self.peek(0)) {
            if let Some(length) = self.joined() {
                // In cmd.exe an empty line after it stands for a line end in the word.
                self.at += length;
                if self.dialect == Dialect::Cmd && self.peek(0) == Some(b'\n') {
                    word.push(b'\n', self.at);
                    self.at += 1;
                }
                continue;
            }
            if byte.is_ascii_whitespace() || matches!(byte, b';' | b'|' | b'<' | b'>') {
                break;
            }
            // A parameter of an address may stand unquoted where a command was pasted.
            let next = self.peek(1);
            if byte == b'&' && next.is_none_or(|next| next.is_ascii_whitespace() || next == b'&') {
                break;
            }
            let at = self.at;
            self.at += 1;
            closed = match (self.dialect, byte, next) {
                (Dialect::Posix, b'\\', Some(escaped))
                | (Dialect::PowerShell, b'`', Some(escaped))
                | (Dialect::Cmd, b'^', Some(escaped))
                    if self.dialect != Dialect::Cmd || escaped != b'"' =>
                {
                    word.push(escaped, self.at);
                    self.at += 1;
                    true
                }
                // The text ends where the character that is quoted should stand.
                (Dialect::Posix, b'\\', None) => false,
                (Dialect::Posix, b'$', Some(b'\'')) => self.ansi_quoted(word),
                (Dialect::Posix, b'$', Some(b'(')) => self.substitution(word, at),
                (Dialect::Posix | Dialect::PowerShell, b'\'', _) => self.single_quoted(word),
                (Dialect::Posix | Dialect::PowerShell, b'"', _) => self.double_quoted(word),
                (Dialect::Cmd, b'"', _) => self.cmd_quoted(word, false),
                (Dialect::Cmd, b'^', Some(b'"')) => {
                    self.at += 1;
                    self.cmd_quoted(word, true)
                }
                _ => {
                    word.push(byte, at);
                    true
                }
            };
        }
        closed
    }

    fn single_quoted(&mut self, word: &mut Word) -> bool {
        while let Some(byte) = self.peek(0) {
            let at = self.at;
            self.at += 1;
            match (byte, self.peek(0)) {
                (b'\'', Some(b'\'')) if self.dialect == Dialect::PowerShell => {
                    word.push(b'\'', at);
                    self.at += 1;
                }
                (b'\'', _) => return true,
                // Older versions hand a quote on only after a backslash.
                (b'\\', Some(b'"')) if self.dialect == Dialect::PowerShell => {}
                _ => word.push(byte, at),
            }
        }
        false
    }

    fn double_quoted(&mut self, word: &mut Word) -> bool {
        while let Some(byte) = self.peek(0) {
            let at = self.at;
            self.at += 1;
            let next = self.peek(0);
            let quoted = match self.dialect {
                Dialect::Posix => byte == b'\\' && matches!(next, Some(b'"' | b'\\' | b'$' | b'`' | b'\n')),
                _ => (byte == b'`' || (byte == b'\\' && next == Some(b'"'))) && next.is_some(),
            };
            match (byte, next) {
                (_, Some(escaped)) if quoted => {
                    if escaped != b'\n' {
                        word.push(escaped, self.at);
                    }
                    self.at += 1;
                }
                (b'"', Some(b'"')) if self.dialect == Dialect::PowerShell => {
                    word.push(b'"', at);
                    self.at += 1;
                }
                (b'"', _) => return true,
                _ => word.push(byte, at),
            }
        }
        false
    }

    /// What stands between quotes of cmd.exe; `carets` says that each character that means something has a caret, as
    /// browsers write it.
    fn cmd_quoted(&mut self, word: &mut Word, carets: bool) -> bool {
        while let Some(mut byte) = self.peek(0) {
            if carets && self.joined().is_some() {
                self.at += self.joined().unwrap_or_default();
                if self.peek(0) == Some(b'\n') {
                    word.push(b'\n', self.at);
                    self.at += 1;
                }
                continue;
            }
            if carets && byte == b'^' {
                self.at += 1;
                let Some(escaped) = self.peek(0) else { break };
                byte = escaped;
            }
            let at = self.at;
            self.at += 1;
            let quote = if carets { b"^\"".as_slice() } else { b"\"" };
            let rest = self.text.get(self.at..).unwrap_or_default();
            match byte {
                b'\\' if rest.starts_with(b"\\") => {
                    word.push(b'\\', at);
                    self.at += 1;
                }
                b'\\' if carets && rest.starts_with(b"^\\^\"") => {
                    word.extend(b"\\\"", at);
                    self.at += 4;
                }
                b'\\' | b'"' if rest.starts_with(quote) => {
                    word.push(b'"', at);
                    self.at += quote.len();
                }
                b'"' => return true,
                _ => word.push(byte, at),
            }
        }
        false
    }

    /// `$(...)`, which nobody but the shell can resolve, as it was written; on one line.
    fn substitution(&mut self, word: &mut Word, start: usize) -> bool {
        let (end, mut depth, mut at) = (self.line_end(), 0_usize, self.at);
        while let Some(byte) = self.text.get(at).filter(|_| at < end) {
            at += 1;
            match byte {
                b'(' => depth += 1,
                b')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
        for (offset, byte) in self.text.get(start..at).unwrap_or_default().iter().enumerate() {
            word.push(*byte, start + offset);
        }
        self.at = at;
        true
    }

    /// What stands in `$'...'`.
    fn ansi_quoted(&mut self, word: &mut Word) -> bool {
        self.at += 1;
        while let Some(byte) = self.peek(0) {
            let at = self.at;
            self.at += 1;
            match byte {
                b'\'' => return true,
                b'\\' => {
                    let Some(escape) = self.peek(0) else { break };
                    self.at += 1;
                    let most = match escape {
                        b'x' => 2,
                        b'u' => 4,
                        b'U' => 8,
                        _ => 0,
                    };
                    let rest = self.text.get(self.at..).unwrap_or_default();
                    let digits = rest.iter().take(most).take_while(|byte| byte.is_ascii_hexdigit()).count();
                    let digits =
                        std::str::from_utf8(rest.get(..digits).unwrap_or_default()).unwrap_or_default();
                    let code = u32::from_str_radix(digits, 16).ok();
                    match (escape, code) {
                        (b'x', Some(code)) => word.push(u8::try_from(code).unwrap_or(b'?'), at),
                        (_, Some(code)) => {
                            let said = char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
                            word.extend(said.encode_utf8(&mut [0; 4]).as_bytes(), at);
                        }
                        (b'n', _) => word.push(b'\n', at),
                        (b'r', _) => word.push(b'\r', at),
                        (b't', _) => word.push(b'\t', at),
                        (b'\'' | b'"' | b'\\' | b'?', _) => word.push(escape, at),
                        _ => word.extend(&[b'\\', escape], at),
                    }
                    self.at += code.map_or(0, |_| digits.len());
                }
                _ => word.push(byte, at),
            }
        }
        false
    }
}
