//! The commands of a text: their words, and what is given to them.

use std::ops::Range;

use super::quoting::{Dialect, Reader, Word};

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
pub(super) struct Commands<'t>(Reader<'t>);

impl<'t> Commands<'t> {
    pub(super) fn new(text: &'t [u8]) -> Self {
        Self(Reader::new(text))
    }

    /// The lines up to one that is this word alone; false where there is none.
    fn here_document(&mut self, end: &[u8]) -> Option<Word> {
        self.0.at = (self.0.line_end() + 1).min(self.0.text.len());
        let mut word = Word::default();
        while self.0.at < self.0.text.len() {
            let (start, line_end) = (self.0.at, self.0.line_end());
            let line = self.0.text.get(start..line_end).unwrap_or_default();
            self.0.at = (line_end + 1).min(self.0.text.len());
            if line.trim_ascii() == end {
                return Some(word);
            }
            let whole = self.0.text.get(start..self.0.at).unwrap_or_default();
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
            let at_line_start = self.0.at == 0 || self.0.text.get(self.0.at.wrapping_sub(1)) == Some(&b'\n');
            if at_line_start && command.words.is_empty() {
                let line = self.0.text.get(self.0.at..self.0.line_end()).unwrap_or_default();
                self.0.at += line.len() - without_prompt(line).len();
            }
            if let Some(length) = self.0.joined() {
                self.0.at += length;
                continue;
            }
            let Some(byte) = self.0.peek(0) else { break };
            match byte {
                b'\n' => {
                    if let Some(end) = end_of_input.take() {
                        command.input = self.here_document(&end);
                        command.unclosed = command.input.is_none();
                    } else {
                        self.0.at += 1;
                    }
                    if !command.words.is_empty() {
                        break;
                    }
                }
                byte if byte.is_ascii_whitespace() => self.0.at += 1,
                b';' | b'|' | b'&' => {
                    self.0.at += 1;
                    if !command.words.is_empty() && end_of_input.is_none() {
                        break;
                    }
                }
                b'#' if self.0.dialect != Dialect::Cmd => self.0.at = self.0.line_end(),
                b'<' | b'>' => {
                    let is_document = byte == b'<' && self.0.peek(1) == Some(b'<');
                    self.0.at += 1 + usize::from(matches!(self.0.peek(1), Some(b'<' | b'>' | b'&')));
                    self.0.at += usize::from(is_document && self.0.peek(0) == Some(b'-'));
                    while matches!(self.0.peek(0), Some(b' ' | b'\t')) {
                        self.0.at += 1;
                    }
                    let mut target = Word::default();
                    command.unclosed |= !self.0.word(&mut target);
                    if is_document && !target.text.is_empty() {
                        end_of_input = Some(target.text);
                    }
                }
                _ => {
                    if command.words.is_empty() {
                        command.range.start = self.0.at;
                    }
                    let (start, mut word) = (self.0.at, Word::default());
                    command.unclosed |= !self.0.word(&mut word);
                    if self.0.at == start {
                        self.0.at += 1;
                    }
                    command.words.push(word);
                    command.range.end = self.0.at;
                }
            }
        }
        (!command.words.is_empty()).then_some(command)
    }
}

#[cfg(test)]
mod tests {
    use super::{Commands, begins_with_curl};
    use crate::capture::place::Runs;

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
        assert_eq!(input.text, b"{\"a\":1}\n");
        assert_eq!(input.runs, Runs::at(26));
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
}
