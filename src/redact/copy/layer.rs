//! Texts inside texts: how each is written in the one around it, and how a change in it is written there.

use std::borrow::Cow;
use std::ops::Range;

use base64::Engine as _;

use super::edits::Edit;
use crate::redact::encoded::{engine, readable};

/// How a text is written in the one around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::redact) enum Layer {
    /// As it is.
    Plain,
    /// As a JSON string, without the quotation marks.
    JsonString,
    /// As a value of a form.
    Form,
    /// In a cell of a table, quotation marks twice.
    Cell,
    /// In base64.
    Base64 {
        /// Whether `-` and `_` stand for the last two signs.
        url_safe: bool,
        /// Whether `=` fills the end.
        padded: bool,
    },
}

impl Layer {
    /// What a text says that is written so; `None` where it is not.
    pub(super) fn decoded(self, raw: &str) -> Option<Cow<'_, str>> {
        if let Self::Base64 { url_safe, .. } = self {
            return String::from_utf8(engine(url_safe, false).decode(raw).ok()?).ok().map(Cow::Owned);
        }
        if !raw.bytes().any(|byte| self.marks(byte)) {
            return Some(Cow::Borrowed(raw));
        }
        let (mut out, mut at) = (Vec::with_capacity(raw.len()), 0);
        while let Some(step) = self.step(raw, at) {
            out.extend_from_slice(step.says.get(..step.said).unwrap_or_default());
            at += step.written;
        }
        String::from_utf8(out).ok().map(Cow::Owned)
    }

    /// Changes of what a text says as changes of how it is written. In order; `changed` is all of what it says then.
    pub(super) fn written(self, raw: &str, edits: &[Edit], changed: &str) -> Vec<Edit> {
        if let Self::Base64 { url_safe, padded } = self {
            return vec![Edit { range: 0..raw.len(), text: engine(url_safe, padded).encode(changed) }];
        }
        let (mut said, mut at) = (0, 0);
        let mut outer = |wanted: usize| {
            while said < wanted {
                let Some(step) = self.step(raw, at) else { break };
                said += step.said;
                at += step.written;
            }
            at
        };
        let place = |range: &Range<usize>| {
            let start = outer(range.start);
            start..outer(range.end)
        };
        let places: Vec<Range<usize>> = edits.iter().map(|edit| &edit.range).map(place).collect();
        let is_ascii = raw.is_ascii();
        let one =
            |(edit, range): (&Edit, Range<usize>)| Edit { range, text: self.encoded(&edit.text, is_ascii) };
        edits.iter().zip(places).map(one).collect()
    }

    /// A text as it is written so; `is_ascii` says that no other signs are to be used.
    pub(super) fn encoded(self, text: &str, is_ascii: bool) -> String {
        match self {
            Self::Plain | Self::Base64 { .. } => text.to_owned(),
            Self::JsonString => {
                let mut out = String::with_capacity(text.len());
                escape_into(text, is_ascii, &mut out);
                out
            }
            Self::Form => form_urlencoded::byte_serialize(text.as_bytes()).collect(),
            Self::Cell => text.replace('"', "\"\""),
        }
    }

    const fn marks(self, byte: u8) -> bool {
        match self {
            Self::JsonString => byte == b'\\',
            Self::Form => matches!(byte, b'%' | b'+'),
            Self::Cell => byte == b'"',
            Self::Plain | Self::Base64 { .. } => false,
        }
    }

    /// The next sign: how many bytes it is written with, and what they say.
    fn step(self, raw: &str, at: usize) -> Option<Step> {
        let bytes = raw.as_bytes();
        let byte = *bytes.get(at)?;
        let plain = |says: u8, written: usize| Step { written, says: [says, 0, 0, 0], said: 1 };
        Some(match (self, byte) {
            (Self::JsonString, b'\\') => escape(bytes, at),
            (Self::Form, b'+') => plain(b' ', 1),
            (Self::Form, b'%') => match bytes.get(at + 1..at + 3).and_then(hexadecimal) {
                Some(says) => plain(u8::try_from(says).unwrap_or(b'?'), 3),
                None => plain(b'%', 1),
            },
            (Self::Cell, b'"') if bytes.get(at + 1) == Some(&b'"') => plain(b'"', 2),
            _ => plain(byte, 1),
        })
    }
}

struct Step {
    written: usize,
    says: [u8; 4],
    said: usize,
}

fn hexadecimal(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |code, byte| Some(code * 16 + char::from(*byte).to_digit(16)?))
}

/// An escape of JSON. Half a pair of code units says U+FFFD, as everywhere.
fn escape(bytes: &[u8], at: usize) -> Step {
    let unit = |at: usize| {
        bytes.get(at..at + 2).filter(|start| *start == b"\\u")?;
        bytes.get(at + 2..at + 6).and_then(hexadecimal)
    };
    let sign = |sign: char, written: usize| {
        let mut says = [0; 4];
        let said = sign.encode_utf8(&mut says).len();
        Step { written, says, said }
    };
    if let Some(high) = unit(at) {
        let low =
            unit(at + 6).filter(|low| (0xdc00..0xe000).contains(low) && (0xd800..0xdc00).contains(&high));
        return match low {
            Some(low) => {
                let code = 0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00);
                sign(char::from_u32(code).unwrap_or('\u{fffd}'), 12)
            }
            None => sign(char::from_u32(high).unwrap_or('\u{fffd}'), 6),
        };
    }
    let says = match bytes.get(at + 1) {
        Some(b'n') => '\n',
        Some(b't') => '\t',
        Some(b'r') => '\r',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(byte) => char::from(*byte),
        None => return sign('\\', 1),
    };
    sign(says, 2)
}

/// Appends a text as it stands between the quotation marks of a JSON string.
pub(super) fn escape_into(text: &str, is_ascii: bool, out: &mut String) {
    let is_plain = |byte: u8| byte >= b' ' && !matches!(byte, b'"' | b'\\') && (byte < 0x80 || !is_ascii);
    if text.bytes().all(is_plain) {
        return out.push_str(text);
    }
    for sign in text.chars() {
        match sign {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            sign if sign < ' ' || (is_ascii && !sign.is_ascii()) => {
                for unit in sign.encode_utf16(&mut [0; 2]) {
                    out.push_str(&format!("\\u{unit:04x}"));
                }
            }
            sign => out.push(sign),
        }
    }
}

/// The layer of a text that says something readable in base64, and what it says.
pub(in crate::redact) fn base64_layer(raw: &str) -> Option<(Layer, String)> {
    let text = readable(raw)?;
    let layer = Layer::Base64 { url_safe: raw.contains(['-', '_']), padded: raw.len().is_multiple_of(4) };
    Some((layer, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a text says after one of its words was changed, read back from how it is written then.
    fn changed(layer: Layer, raw: &str) -> String {
        let said = layer.decoded(raw).unwrap_or_default().into_owned();
        let start = said.find("Ada").unwrap_or(0);
        let edits = [Edit { range: start..start + 3, text: "\"Bo\" é".to_owned() }];
        let whole = said.replace("Ada", "\"Bo\" é");
        let mut out = raw.to_owned();
        for Edit { range, text } in layer.written(raw, &edits, &whole).into_iter().rev() {
            out.replace_range(range, &text);
        }
        assert_eq!(layer.decoded(&out).as_deref(), Some(whole.as_str()), "{out}");
        out
    }

    #[test]
    fn a_change_is_written_as_the_text_around_it_is() {
        assert_eq!(
            changed(Layer::JsonString, r"\/é\u00e9 \ud83d\ude00\nAda\/"),
            r#"\/é\u00e9 \ud83d\ude00\n\"Bo\" é\/"#
        );
        assert_eq!(changed(Layer::JsonString, r"\u00e9Ada"), r#"\u00e9\"Bo\" \u00e9"#);
        assert_eq!(changed(Layer::Form, "a%40b+Ada%20c"), "a%40b+%22Bo%22+%C3%A9%20c");
        assert_eq!(changed(Layer::Cell, r#"{""n"":""Ada""}"#), r#"{""n"":""""Bo"" é""}"#);
        changed(Layer::Base64 { url_safe: false, padded: true }, "eyJuIjoiQWRhIn0=");
        changed(Layer::Base64 { url_safe: true, padded: false }, "eyJuIjoiQWRhIn0");
    }

    #[test]
    fn base64_is_what_says_something_readable() {
        assert!(base64_layer("amFuZUBhY21lLmNvbQ==").is_some_and(|(_, text)| text == "jane@acme.com"));
        for other in ["approved", "0123456789ab", "cus_9fA1xYz00000", "a b"] {
            assert!(base64_layer(other).is_none(), "{other}");
        }
    }
}
