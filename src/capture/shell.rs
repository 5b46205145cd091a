//! The words of commands as three shells read them: POSIX shells, cmd.exe and PowerShell. Each byte is read once.

use std::borrow::Cow;
use std::ops::Range;

/// Whose quoting a text has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Dialect {
    Posix,
    Cmd,
    PowerShell,
}

/// A word as the program gets it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Word {
    /// What it says.
    pub(super) text: Vec<u8>,
    /// Where each part of it begins, in the word and in the text, ascending.
    pub(super) runs: Vec<(usize, usize)>,
}

impl Word {
    /// What it says, as text.
    pub(super) fn as_text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.text)
    }

    /// The word without its first bytes.
    pub(super) fn from(&self, start: usize) -> Self {
        let text = self.text.get(start..).unwrap_or_default().to_vec();
        let next = self.runs.partition_point(|(here, _)| *here <= start);
        let first = next.checked_sub(1).and_then(|at| self.runs.get(at));
        let first = first.map(|(here, there)| (0, there + (start - here)));
        let rest = self.runs.get(next..).unwrap_or_default();
        let runs = first.into_iter().chain(rest.iter().map(|(here, there)| (here - start, *there)));
        Self { text, runs: runs.collect() }
    }

    fn push(&mut self, byte: u8, at: usize) {
        let follows = |(here, there): &(usize, usize)| there + (self.text.len() - here) == at;
        if !self.runs.last().is_some_and(follows) {
            self.runs.push((self.text.len(), at));
        }
        self.text.push(byte);
    }

    fn extend(&mut self, bytes: &[u8], at: usize) {
        for byte in bytes {
            self.push(*byte, at);
        }
    }
}

/// A command: its words, what is given to its standard input, and where it stands.
#[derive(Debug, Default)]
pub(super) struct Command {
    pub(super) words: Vec<Word>,
    /// What follows `<<`.
    pub(super) input: Option<Word>,
    pub(super) range: Range<usize>,
    /// Whether it ends within a quote.
    pub(super) unclosed: bool,
}

/// Whether a text's first command is one of `curl`. Comments, assignments and settings may stand before it.
pub(super) fn begins_with_curl(text: &[u8]) -> bool {
    let lines = text.split(|byte| *byte == b'\n').take(64).map(|line| without_prompt(line.trim_ascii()));
    let mut lines = lines.skip_while(|line| line.is_empty() || line.starts_with(b"#") || is_setting(line));
    lines.next().is_some_and(is_curl)
}

fn is_curl(line: &[u8]) -> bool {
    [b"curl".as_slice(), b"curl.exe"].iter().any(|name| {
        line.strip_prefix(*name).is_some_and(|rest| rest.first().is_some_and(u8::is_ascii_whitespace))
    })
}

fn is_setting(line: &[u8]) -> bool {
    let word = line.split(|byte| *byte == b' ').next().unwrap_or_default();
    let is_name = |name: &[u8]| {
        name.first().is_some_and(u8::is_ascii_alphabetic)
            && name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
    };
    matches!(word, b"set" | b"export" | b"cd" | b"@echo")
        || word.iter().position(|byte| *byte == b'=').is_some_and(|at| word.get(..at).is_some_and(is_name))
}

/// A line without what a terminal shows before a command.
fn without_prompt(line: &[u8]) -> &[u8] {
    let line = line.strip_prefix(b"$ ").or_else(|| line.strip_prefix(b"% ")).unwrap_or(line);
    let windows = line.starts_with(b"PS ") || line.get(1..3) == Some(b":\\");
    let prompt = memchr::memchr(b'>', line).filter(|_| windows);
    prompt.and_then(|at| line.get(at + 1..)).unwrap_or(line).trim_ascii_start()
}

/// The commands of a text, one after another.
pub(super) struct Commands<'t> {
    text: &'t [u8],
    dialect: Dialect,
    at: usize,
}

impl<'t> Commands<'t> {
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

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.text.get(self.at + ahead).copied()
    }

    fn line_end(&self) -> usize {
        let rest = self.text.get(self.at..).unwrap_or_default();
        memchr::memchr(b'\n', rest).map_or(self.text.len(), |length| self.at + length)
    }

    /// Whether a line end is quoted here, by the character that this shell has for it; its length.
    fn joined(&self) -> Option<usize> {
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
    fn word(&mut self, word: &mut Word) -> bool {
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

    /// The lines up to one that is this word alone; false where there is none.
    fn here_document(&mut self, end: &[u8]) -> Option<Word> {
        self.at = (self.line_end() + 1).min(self.text.len());
        let mut word = Word::default();
        while self.at < self.text.len() {
            let (start, line_end) = (self.at, self.line_end());
            let line = self.text.get(start..line_end).unwrap_or_default();
            self.at = (line_end + 1).min(self.text.len());
            if line.trim_ascii() == end {
                return Some(word);
            }
            let whole = self.text.get(start..self.at).unwrap_or_default();
            whole.iter().enumerate().for_each(|(offset, byte)| word.push(*byte, start + offset));
        }
        None
    }
}

impl Iterator for Commands<'_> {
    type Item = Command;

    fn next(&mut self) -> Option<Command> {
        let mut command = Command::default();
        let mut end_of_input: Option<Vec<u8>> = None;
        loop {
            let at_line_start = self.at == 0 || self.text.get(self.at.wrapping_sub(1)) == Some(&b'\n');
            if at_line_start && command.words.is_empty() {
                let line = self.text.get(self.at..self.line_end()).unwrap_or_default();
                self.at += line.len() - without_prompt(line).len();
            }
            if let Some(length) = self.joined() {
                self.at += length;
                continue;
            }
            let Some(byte) = self.peek(0) else { break };
            match byte {
                b'\n' => {
                    if let Some(end) = end_of_input.take() {
                        command.input = self.here_document(&end);
                        command.unclosed = command.input.is_none();
                    } else {
                        self.at += 1;
                    }
                    if !command.words.is_empty() {
                        break;
                    }
                }
                byte if byte.is_ascii_whitespace() => self.at += 1,
                b';' | b'|' | b'&' => {
                    self.at += 1;
                    if !command.words.is_empty() && end_of_input.is_none() {
                        break;
                    }
                }
                b'#' if self.dialect != Dialect::Cmd => self.at = self.line_end(),
                b'<' | b'>' => {
                    let is_document = byte == b'<' && self.peek(1) == Some(b'<');
                    self.at += 1 + usize::from(matches!(self.peek(1), Some(b'<' | b'>' | b'&')));
                    self.at += usize::from(is_document && self.peek(0) == Some(b'-'));
                    while matches!(self.peek(0), Some(b' ' | b'\t')) {
                        self.at += 1;
                    }
                    let mut target = Word::default();
                    command.unclosed |= !self.word(&mut target);
                    if is_document && !target.text.is_empty() {
                        end_of_input = Some(target.text);
                    }
                }
                _ => {
                    if command.words.is_empty() {
                        command.range.start = self.at;
                    }
                    let (start, mut word) = (self.at, Word::default());
                    command.unclosed |= !self.word(&mut word);
                    if self.at == start {
                        self.at += 1;
                    }
                    command.words.push(word);
                    command.range.end = self.at;
                }
            }
        }
        (!command.words.is_empty()).then_some(command)
    }
}

#[cfg(test)]
mod tests {
    use super::{Commands, begins_with_curl};

    fn words(text: &str) -> Vec<Vec<String>> {
        let words = |command: super::Command| {
            assert!(!command.unclosed, "{text}");
            command.words.iter().map(|word| word.as_text().into_owned()).collect()
        };
        Commands::new(text.as_bytes()).map(words).collect()
    }

    #[test]
    fn words_are_what_the_shell_gives_to_the_program() {
        for (text, expected) in [
            (r#"curl -d '{"a": 1}' "x y" a\ b # c"#, vec![r#"curl|-d|{"a": 1}|x y|a b"#]),
            ("$ curl a \\\n  b\ncurl c; curl d | jq .", vec!["curl|a|b", "curl|c", "curl|d", "jq|."]),
            (r#"curl $'it\'s \u00eb\n' "\"\$\x""#, vec!["curl|it's \u{eb}\n|\"$\\x"]),
            ("curl -d \"a\" > out 2>&1", vec!["curl|-d|a|2"]),
            ("curl $(cat a b) c", vec!["curl|$(cat a b)|c"]),
            (
                "C:\\> curl ^\"http://a/b^\" ^\r\n --data ^\"^{^\\^\"a^\\^\":^\\^\"^\\^\\^\"^\\^\"^}^\"\r\n",
                vec![r#"curl|http://a/b|--data|{"a":"\""}"#],
            ),
            ("curl -d \"{\"\"a\"\":1}\" ^\n -H \"b: c^d\"", vec![r#"curl|-d|{"a":1}|-H|b: c^d"#]),
            ("PS C:\\x> curl.exe -d '{\"a\":''1''}' `\n \"b`\"c\"", vec![r#"curl.exe|-d|{"a":'1'}|b"c"#]),
            ("curl http://a/?b=1&c=2 -d x & curl y", vec!["curl|http://a/?b=1&c=2|-d|x", "curl|y"]),
        ] {
            let joined: Vec<String> = words(text).iter().map(|words| words.join("|")).collect();
            assert_eq!(joined, expected, "{text}");
        }
    }

    #[test]
    fn a_here_document_is_the_input_of_its_command() {
        let text = "curl -d @- x <<'EOF' | jq\n{\"a\":1}\nEOF\ncurl y\n";
        let commands: Vec<_> = Commands::new(text.as_bytes()).collect();
        let input = commands[0].input.as_ref().unwrap_or_else(|| unreachable!());
        assert_eq!(
            (input.text.as_slice(), input.runs.as_slice()),
            (b"{\"a\":1}\n".as_slice(), &[(0, 26)][..])
        );
        assert_eq!(commands.last().map(|last| last.words.len()), Some(2));
    }

    #[test]
    fn a_script_that_begins_otherwise_is_one_of_curl_too() {
        for text in ["curl a", "#!/bin/sh\n\nset -e\nA=1\ncurl a", "$ curl a", "PS C:\\> curl.exe a"] {
            assert!(begins_with_curl(text.as_bytes()), "{text}");
        }
        for text in ["curling a", "INFO curl a", "{\"curl \":1}", ""] {
            assert!(!begins_with_curl(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn parts_of_a_word_know_where_they_stand() {
        let command = Commands::new(b"curl -d'{\"a\"':1}").next().unwrap_or_default();
        assert_eq!(command.words[1].runs, [(0, 5), (2, 8), (6, 13)]);
        assert_eq!(command.words[1].from(3).runs, [(0, 9), (3, 13)]);
    }
}
