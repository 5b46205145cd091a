//! Where a finding is, for programs that show it beside the source: relative paths with forward slashes, and URIs.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::input::{relative, shown_path};
use crate::report::entry::{Located, Subject};
use crate::report::parts::advice;
use crate::report::parts::terminal::harmless;

/// The folder that reported paths start from.
#[derive(Debug, Clone)]
pub struct Base {
    working: PathBuf,
    start: PathBuf,
}

impl Base {
    /// Paths given relative to `working` are reported relative to `start`; both are absolute.
    #[must_use]
    pub const fn new(working: PathBuf, start: PathBuf) -> Self {
        Self { working, start }
    }

    fn relative(&self, path: &Path) -> PathBuf {
        relative(&self.working.join(path), &self.start)
    }

    /// The path of a source of this name; standard input and its like have names that are none.
    pub(in crate::report) fn path_named(&self, source: &str) -> String {
        if source.starts_with('<') {
            source.to_owned()
        } else {
            shown_path(&self.relative(Path::new(source)))
        }
    }

    /// The same as a URI reference.
    pub(in crate::report) fn uri_named(&self, source: &str) -> String {
        encoded(self.path_named(source).replace('\\', "/").as_bytes())
    }

    /// The path of the source; standard input is called `<stdin>`.
    pub(in crate::report) fn path(&self, subject: &Subject<'_, '_>) -> String {
        subject.path.map_or_else(|| subject.source.to_owned(), |path| shown_path(&self.relative(path)))
    }

    /// The same as a URI reference (RFC 3986), byte by byte, so that names that are no UTF-8 keep their bytes.
    pub(in crate::report) fn uri(&self, subject: &Subject<'_, '_>) -> String {
        match subject.path {
            Some(path) => encoded(&bytes(&self.relative(path))),
            None => encoded(subject.source.as_bytes()),
        }
    }
}

/// What is wrong, and below it what to do about it.
pub(super) fn text_of(subject: &Subject<'_, '_>, located: &Located) -> String {
    let finding = &located.finding;
    let what = subject.sentence(located);
    match advice::help(&finding.deviation) {
        Some(help) => format!("{}\nhelp: {}", harmless(&what), harmless(&help)),
        None => harmless(&what).into_owned(),
    }
}

#[cfg(unix)]
fn bytes(path: &Path) -> Vec<u8> {
    use std::os::unix::ffi::OsStrExt;
    path.as_os_str().as_bytes().to_vec()
}

#[cfg(not(unix))]
fn bytes(path: &Path) -> Vec<u8> {
    shown_path(path).into_bytes()
}

fn encoded(bytes: &[u8]) -> String {
    let mut uri = String::with_capacity(bytes.len());
    for byte in bytes {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(*byte));
            }
            _ => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uri_keeps_every_byte_of_a_name() {
        assert_eq!(encoded("a b%0A:'\"\n.json".as_bytes()), "a%20b%250A%3A%27%22%0A.json");
        assert_eq!(encoded(b"x/\xff\xfe"), "x/%FF%FE");
        assert_eq!(encoded("ü".as_bytes()), "%C3%BC");
    }
}
