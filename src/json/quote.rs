//! A text as a JSON string (RFC 8259, section 7): what must be escaped, and what some programs escape besides.

use std::fmt::{self, Write};

use super::scan::is_plain;

/// What a program may escape in a string though it need not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Escape {
    /// What is not ASCII becomes `\uXXXX`.
    NonAscii,
    /// `/` becomes `\/`.
    Slash,
    /// `<`, `>` and `&` become `\uXXXX`, and so do two line ends of Unicode.
    Markup,
}

/// Writes `text` between quotes, with as few escapes as there can be and those of `escapes`. The short ones are used
/// where there are any, hexadecimal digits are lower case, as RFC 8785 has them.
///
/// # Errors
///
/// Those of `out`.
pub fn write_quoted(text: &str, escapes: &[Escape], out: &mut impl Write) -> fmt::Result {
    out.write_char('"')?;
    if escapes.is_empty() && is_plain(text.as_bytes()) {
        out.write_str(text)?;
        return out.write_char('"');
    }
    let escapes = |what| escapes.contains(&what);
    for c in text.chars() {
        match c {
            '"' => out.write_str("\\\"")?,
            '\\' => out.write_str("\\\\")?,
            '\u{8}' => out.write_str("\\b")?,
            '\u{c}' => out.write_str("\\f")?,
            '\n' => out.write_str("\\n")?,
            '\r' => out.write_str("\\r")?,
            '\t' => out.write_str("\\t")?,
            '/' if escapes(Escape::Slash) => out.write_str("\\/")?,
            '\0'..' ' => write_units(c, out)?,
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' if escapes(Escape::Markup) => write_units(c, out)?,
            c if !c.is_ascii() && escapes(Escape::NonAscii) => write_units(c, out)?,
            c => out.write_char(c)?,
        }
    }
    out.write_char('"')
}

/// Writes a character as the escapes of its UTF-16 code units.
///
/// # Errors
///
/// Those of `out`.
pub fn write_units(c: char, out: &mut impl Write) -> fmt::Result {
    c.encode_utf16(&mut [0; 2]).iter().try_for_each(|unit| write!(out, "\\u{unit:04x}"))
}

/// A text as a JSON string.
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    // Writing to a String cannot fail.
    let _ = write_quoted(text, &[], &mut out);
    out
}
