//! Rows of cells between separators.

use std::io::{self, Write};

use csv::{Terminator, Writer, WriterBuilder};

use super::cell::kept_from_executing;
use crate::report::parts::terminal::Screen;

/// What stands between two cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    /// A comma; lines end as RFC 4180 says.
    Comma,
    /// A tab.
    Tab,
}

/// A table that is written row by row.
pub(super) struct Sheet<W: Write> {
    writer: Writer<W>,
    screen: Screen,
}

impl<W: Write> Sheet<W> {
    pub(super) fn new(out: W, separator: Separator, screen: Screen) -> Self {
        let (delimiter, terminator) = match separator {
            Separator::Comma => (b',', Terminator::CRLF),
            Separator::Tab => (b'\t', Terminator::Any(b'\n')),
        };
        let writer = WriterBuilder::new().delimiter(delimiter).terminator(terminator).from_writer(out);
        Self { writer, screen }
    }

    pub(super) fn row<T: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = T>) -> io::Result<()> {
        for cell in cells {
            let cell = self.screen.data(cell.as_ref());
            self.writer.write_field(kept_from_executing(&cell).as_bytes())?;
        }
        Ok(self.writer.write_record(None::<&[u8]>)?)
    }

    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}
