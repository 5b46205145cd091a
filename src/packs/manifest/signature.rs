//! Reads how deliveries are signed. A scheme that cannot mean what it says would judge every delivery by something else.

use toml::de::DeTable;

use super::table::Reader;
use crate::model::Scheme;
use crate::model::signature::{Encoding, Hash, Key, Layout, Part, Timestamp};

/// How many seconds a signature may be away from the receipt, where the manifest does not say.
const TOLERANCE: usize = 300;

const KEYS: [&str; 13] = [
    "name",
    "header",
    "hash",
    "encoding",
    "prefix",
    "separator",
    "signed",
    "timestamp-header",
    "timestamp-prefix",
    "tolerance",
    "key",
    "sources",
    "absence",
];

impl<'m> Reader<'_, '_, 'm> {
    /// How deliveries are signed.
    pub(super) fn signature(&mut self, table: &DeTable<'_>) -> Option<&'m Scheme<'m>> {
        self.only(table, &KEYS);
        let Some(header) = self.kept(table, "header") else {
            let at = table.iter().next().map_or(0, |(key, _)| key.span().start);
            self.broken(at, "needs the header that holds the signature".to_owned());
            return None;
        };
        if !is_header(header) {
            self.broken(at(table, "header"), format!("is \"{header}\", which no header can be called"));
        }
        let hashes = [("sha256", Hash::Sha256), ("sha1", Hash::Sha1), ("sha512", Hash::Sha512)];
        let encodings = [("hex", Encoding::Hex), ("base64", Encoding::Base64)];
        let hash = self.word(table, "hash", &hashes).unwrap_or(Hash::Sha256);
        let encoding = self.word(table, "encoding", &encodings).unwrap_or(Encoding::Hex);
        let (layout, key) = (self.layout(table), self.key(table));
        let signed = self.signed(table)?;
        let timestamp = self.timestamp(table, layout, &signed);
        let tolerance = self.count(table, "tolerance").unwrap_or(TOLERANCE);
        let scheme = Scheme {
            name: self.kept(table, "name").unwrap_or(header),
            header,
            hash,
            encoding,
            layout,
            signed: self.arena.list(&signed),
            timestamp: timestamp.map(|timestamp| (timestamp, tolerance as u64)),
            key,
            sources: self.kept(table, "sources").unwrap_or("The pack's own manifest says so."),
            absence: self.kept(table, "absence"),
        };
        Some(self.arena.one(scheme))
    }

    fn layout(&mut self, table: &DeTable<'_>) -> Layout<'m> {
        let prefix = self.kept(table, "prefix").unwrap_or_default();
        let Some(said) = self.text(table, "separator") else { return Layout::One { prefix } };
        let mut signs = said.chars();
        if let (Some(separator), None) = (signs.next(), signs.next()) {
            return Layout::Several { separator, prefix };
        }
        let message =
            format!("separator is \"{said}\", expected one character; blanks beside it are passed over");
        self.broken(at(table, "separator"), message);
        Layout::One { prefix }
    }

    /// What is signed. None where what the manifest says of it cannot be read.
    fn signed(&mut self, table: &DeTable<'_>) -> Option<Vec<Part<'m>>> {
        let Some(listed) = table.get("signed") else { return Some(vec![Part::Body]) };
        let mut is_read = listed.get_ref().is_array();
        let mut signed = Vec::new();
        for item in self.items(table, "signed") {
            let Some(text) = item.get_ref().as_str() else {
                self.wrong("signed", item, "a text");
                is_read = false;
                continue;
            };
            signed.push(match (text, text.strip_prefix("header:"), text.strip_prefix("text:")) {
                ("body", ..) => Part::Body,
                ("timestamp", ..) => Part::Timestamp,
                (_, Some(header), _) => Part::Header(self.arena.text(header)),
                (_, _, Some(text)) => Part::Text(self.arena.text(text)),
                _ => {
                    self.unknown(item.span().start, text, &["body", "timestamp", "header:NAME", "text:TEXT"]);
                    is_read = false;
                    continue;
                }
            });
        }
        if is_read && !signed.contains(&Part::Body) {
            self.broken(listed.span().start, "signed has no \"body\": any body would pass".to_owned());
        }
        is_read.then_some(signed)
    }

    /// Where the time of signing stands. Only a time that is signed says when.
    fn timestamp(
        &mut self,
        table: &DeTable<'_>,
        layout: Layout<'_>,
        signed: &[Part<'_>],
    ) -> Option<Timestamp<'m>> {
        let header = self.kept(table, "timestamp-header");
        let field = self.kept(table, "timestamp-prefix");
        let is_signed = signed.contains(&Part::Timestamp)
            || header.is_some_and(|name| signed.contains(&Part::Header(name)));
        let (key, message) = match (header, field) {
            (Some(_), Some(_)) => (
                "timestamp-prefix",
                "timestamp-prefix stands beside timestamp-header: the time stands in one place",
            ),
            (None, None) if is_signed => (
                "signed",
                "signed has \"timestamp\", and neither timestamp-header nor timestamp-prefix says where it stands",
            ),
            (None, Some(_)) if matches!(layout, Layout::One { .. }) => (
                "timestamp-prefix",
                "timestamp-prefix needs a separator: the signature stands in the same header",
            ),
            (Some(_), _) if !is_signed => (
                "timestamp-header",
                "timestamp-header names a time that is not in signed: anybody could write another",
            ),
            (_, Some(_)) if !is_signed => (
                "timestamp-prefix",
                "timestamp-prefix names a time that is not in signed: anybody could write another",
            ),
            _ => return header.map(Timestamp::Header).or(field.map(Timestamp::Field)),
        };
        self.broken(at(table, key), message.to_owned());
        header.map(Timestamp::Header).or(field.map(Timestamp::Field))
    }

    fn key(&mut self, table: &DeTable<'_>) -> Key<'m> {
        match self.kept(table, "key") {
            Some("text") | None => Key::Text,
            Some("base64") => Key::Base64 { prefix: "" },
            Some(said) => {
                if let Some(prefix) = said.strip_prefix("base64:") {
                    return Key::Base64 { prefix };
                }
                self.unknown(at(table, "key"), said, &["text", "base64", "base64:PREFIX"]);
                Key::Text
            }
        }
    }
}

/// Where the value of a key begins, in bytes.
fn at(table: &DeTable<'_>, key: &str) -> usize {
    table.get(key).map_or(0, |value| value.span().start)
}

/// Whether a header can be called this: a token of RFC 9110, section 5.6.2.
fn is_header(name: &str) -> bool {
    let is_token = |sign: u8| sign.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&sign);
    !name.is_empty() && name.bytes().all(is_token)
}
