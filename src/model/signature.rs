//! How a provider signs its deliveries, as data.

/// A scheme of signatures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scheme<'m> {
    /// What it is called in messages: `X-UpPromote-Signature`.
    pub name: &'m str,
    /// The header that holds the signature, or several of them.
    pub header: &'m str,
    /// The hash of the HMAC, RFC 2104.
    pub hash: Hash,
    /// How the signature is written.
    pub encoding: Encoding,
    /// How the header's value is made up.
    pub layout: Layout<'m>,
    /// What is signed, one part after another.
    pub signed: &'m [Part<'m>],
    /// Where the time of signing stands, and how many seconds it may be away from the time of receipt.
    pub timestamp: Option<(Timestamp<'m>, u64)>,
    /// How the secret becomes the key.
    pub key: Key<'m>,
    /// What the knowledge of it rests on, in a sentence.
    pub sources: &'m str,
    /// Why a genuine delivery may come without a signature, in a sentence.
    pub absence: Option<&'m str>,
}

/// The hash of an HMAC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hash {
    /// SHA-1.
    Sha1,
    /// SHA-256.
    Sha256,
    /// SHA-512.
    Sha512,
}

/// How a signature is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// Hexadecimal digits of either case.
    Hex,
    /// Base64.
    Base64,
}

/// How the value of a signature's header is made up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout<'m> {
    /// The signature, after a prefix: `sha256=`, or nothing.
    One {
        /// What stands before it.
        prefix: &'m str,
    },
    /// Several, each after a prefix: `v1,AAA v1,BBB`. Others are passed over.
    Several {
        /// What stands between them.
        separator: char,
        /// What stands before each that counts.
        prefix: &'m str,
    },
}

/// A part of what is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'m> {
    /// The body, byte for byte.
    Body,
    /// The time of signing, as it is written.
    Timestamp,
    /// The value of a header.
    Header(&'m str),
    /// This text.
    Text(&'m str),
}

/// Where the time of signing stands, in seconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timestamp<'m> {
    /// In a header of its own.
    Header(&'m str),
    /// Among the parts of the signature's header, after this prefix: `t=`.
    Field(&'m str),
}

/// How a secret becomes the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key<'m> {
    /// Its text is the key.
    Text,
    /// Base64 after this prefix: `whsec_`. A secret without the prefix is base64 alone.
    Base64 {
        /// The prefix.
        prefix: &'m str,
    },
}

impl<'m> Scheme<'m> {
    /// HMAC-SHA256 of the body in hexadecimal digits, alone in a header, the secret's text being the key.
    #[must_use]
    pub const fn hex_sha256(header: &'m str, sources: &'m str) -> Self {
        Self {
            name: header,
            header,
            hash: Hash::Sha256,
            encoding: Encoding::Hex,
            layout: Layout::One { prefix: "" },
            signed: &[Part::Body],
            timestamp: None,
            key: Key::Text,
            sources,
            absence: None,
        }
    }

    /// What Standard Webhooks 1.0.0 specifies.
    pub const STANDARD_WEBHOOKS: Scheme<'static> = Scheme {
        name: "standard-webhooks",
        header: "webhook-signature",
        hash: Hash::Sha256,
        encoding: Encoding::Base64,
        layout: Layout::Several { separator: ' ', prefix: "v1," },
        signed: &[Part::Header("webhook-id"), Part::Text("."), Part::Timestamp, Part::Text("."), Part::Body],
        timestamp: Some((Timestamp::Header("webhook-timestamp"), 300)),
        key: Key::Base64 { prefix: "whsec_" },
        sources: "The specification of Standard Webhooks.",
        absence: None,
    };

    /// A genuine delivery may come without a signature.
    #[must_use]
    pub const fn or_none(mut self, why: &'m str) -> Self {
        self.absence = Some(why);
        self
    }

    /// The scheme in a few words: `X-Signature, HMAC-SHA256 of the body, in hexadecimal digits`.
    #[must_use]
    pub fn in_words(&self) -> String {
        let hash = match self.hash {
            Hash::Sha1 => "SHA1",
            Hash::Sha256 => "SHA256",
            Hash::Sha512 => "SHA512",
        };
        let what = if self.signed == [Part::Body] { "the body" } else { "the body and more" };
        let encoding = match self.encoding {
            Encoding::Hex => "hexadecimal digits",
            Encoding::Base64 => "base64",
        };
        format!("{}, HMAC-{hash} of {what}, in {encoding}", self.header)
    }
}
