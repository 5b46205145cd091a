//! From tokens to text: which commas, colons and white space stand between them.

use std::fmt::{self, Write};

use super::quote::write_quoted;

/// Deeper levels are indented no further: a million `[` would need a terabyte of spaces.
const DEEPEST_INDENT: usize = 100;

/// The white space between the tokens of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// None.
    Compact,
    /// One blank after each comma and each colon.
    Spaced,
    /// Each member and item on a line of its own, with so many spaces a level, up to a hundred levels. No line end at
    /// the end.
    Pretty(usize),
}

/// Writes one JSON text token by token. Whoever calls it says in which order they come; between two values of one
/// container, or a name and its value, it puts what belongs there.
#[derive(Debug)]
pub struct Emitter<'o, W> {
    out: &'o mut W,
    layout: Layout,
    open: Vec<Level>,
    after_name: bool,
}

/// A container that is being written.
#[derive(Debug)]
struct Level {
    is_object: bool,
    is_begun: bool,
}

impl<'o, W: Write> Emitter<'o, W> {
    /// A text in this layout, at the end of `out`.
    pub const fn new(layout: Layout, out: &'o mut W) -> Self {
        Self { out, layout, open: Vec::new(), after_name: false }
    }

    /// What stands between the tokens.
    pub(crate) const fn layout(&self) -> Layout {
        self.layout
    }

    /// Begins an object: names and values follow in turn.
    ///
    /// # Errors
    ///
    /// Those of the output, as of every method here.
    pub fn begin_object(&mut self) -> fmt::Result {
        self.begin(true)
    }

    /// Begins an array.
    pub fn begin_array(&mut self) -> fmt::Result {
        self.begin(false)
    }

    pub(super) fn begin(&mut self, is_object: bool) -> fmt::Result {
        self.separate()?;
        self.open.push(Level { is_object, is_begun: false });
        self.out.write_char(if is_object { '{' } else { '[' })
    }

    /// Ends what was begun last.
    pub fn end(&mut self) -> fmt::Result {
        let Some(Level { is_object, is_begun }) = self.open.pop() else { return Ok(()) };
        if is_begun {
            self.new_line()?;
        }
        self.out.write_char(if is_object { '}' } else { ']' })
    }

    /// Writes the name of a member, which is a JSON string already.
    pub fn name(&mut self, json: &str) -> fmt::Result {
        self.separate()?;
        self.out.write_str(json)?;
        self.colon()
    }

    /// Writes the name of a member.
    pub fn name_text(&mut self, name: &str) -> fmt::Result {
        self.separate()?;
        write_quoted(name, &[], self.out)?;
        self.colon()
    }

    /// Writes the name of a member in which nothing is to be escaped: one of our own.
    pub fn plain_name(&mut self, name: &str) -> fmt::Result {
        self.separate()?;
        self.out.write_char('"')?;
        self.out.write_str(name)?;
        self.after_name = true;
        self.out.write_str(if self.layout == Layout::Compact { "\":" } else { "\": " })
    }

    /// Writes a scalar or an empty container, which is JSON already.
    pub fn value(&mut self, json: &str) -> fmt::Result {
        self.separate()?;
        self.out.write_str(json)
    }

    /// Writes a text as a string.
    pub fn text(&mut self, text: &str) -> fmt::Result {
        self.separate()?;
        write_quoted(text, &[], self.out)
    }

    /// Where to write a value that is JSON already, laid out as the text is.
    pub(super) fn verbatim(&mut self) -> Result<&mut W, fmt::Error> {
        self.separate()?;
        Ok(self.out)
    }

    fn colon(&mut self) -> fmt::Result {
        self.after_name = true;
        self.out.write_str(if self.layout == Layout::Compact { ":" } else { ": " })
    }

    /// What stands before a name, or before a value that has none.
    #[inline]
    fn separate(&mut self) -> fmt::Result {
        if std::mem::replace(&mut self.after_name, false) {
            return Ok(());
        }
        let Some(level) = self.open.last_mut() else { return Ok(()) };
        if std::mem::replace(&mut level.is_begun, true) {
            self.out.write_str(if self.layout == Layout::Spaced { ", " } else { "," })?;
        }
        self.new_line()
    }

    #[inline]
    fn new_line(&mut self) -> fmt::Result {
        match self.layout {
            Layout::Compact | Layout::Spaced => Ok(()),
            Layout::Pretty(indent) => self.indented(indent),
        }
    }

    fn indented(&mut self, indent: usize) -> fmt::Result {
        let width = indent.saturating_mul(self.open.len().min(DEEPEST_INDENT));
        write!(self.out, "\n{:width$}", "")
    }
}
