//! The headers with which bodies would be signed, for programs.

use std::io::{self, Write};

use serde::Serialize;

use super::frame::{EventName, Frame, Layout};

/// A body and the header that signs it.
#[derive(Debug, Clone, Serialize)]
pub struct Signature<'a> {
    /// The source's name.
    pub source: &'a str,
    /// Which record of its source the body is, from 1.
    pub record: u64,
    /// The event, where there is one.
    #[serde(flatten)]
    pub name: EventName<'a>,
    /// The scheme.
    pub scheme: &'a str,
    /// The name of the header.
    pub header: &'a str,
    /// Its value.
    pub value: &'a str,
    /// How many bytes were signed.
    pub bytes: usize,
}

/// Signatures, one after another.
#[derive(Debug)]
pub struct Signatures<W> {
    out: W,
    frame: Frame,
    signed: u64,
}

#[derive(Serialize)]
struct Line<'a> {
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    line_type: Option<&'static str>,
    #[serde(flatten)]
    signature: &'a Signature<'a>,
}

#[derive(Serialize)]
struct Summary {
    signed: u64,
}

impl<W: Write> Signatures<W> {
    /// Signatures on `out`.
    pub const fn new(out: W, layout: Layout) -> Self {
        Self { out, frame: Frame::new("verify", "signatures", layout), signed: 0 }
    }

    /// Writes one.
    pub fn signature(&mut self, signature: &Signature<'_>) -> io::Result<()> {
        self.signed += 1;
        let line = Line { line_type: self.frame.line_type("signature"), signature };
        self.frame.item(&mut self.out, &line)
    }

    /// Shows what was written so far.
    pub fn pause(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    /// Writes the summary.
    pub fn finish(&mut self) -> io::Result<()> {
        self.frame.end(&mut self.out, &[], &Summary { signed: self.signed })
    }
}
