//! What is to be said of a delivery's signature, as data; the words stand beside it.

use thiserror::Error;

use crate::capture::Fidelity;

/// What is to be said of a delivery's signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It was signed with one of the secrets.
    Valid,
    /// It was not.
    Invalid,
    /// There is no signature.
    Unsigned,
    /// The capture has lost what would be needed to tell.
    CannotTell,
}

impl Verdict {
    /// `valid`, `invalid`, `unsigned`, `cannot-tell`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Invalid => "invalid",
            Self::Unsigned => "unsigned",
            Self::CannotTell => "cannot-tell",
        }
    }
}

/// In which form a body has the signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignedForm {
    /// As it was kept.
    AsKept,
    /// Without the newline at its end.
    WithoutNewline,
    /// With a newline at its end.
    WithNewline,
    /// As JSON written in another way, in words.
    Rewritten(&'static str),
}

impl std::fmt::Display for SignedForm {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::AsKept => formatter.write_str("the signature is that of the body"),
            Self::WithoutNewline => formatter.write_str(
                "the signature is that of the body without its final newline, which an editor may have added",
            ),
            Self::WithNewline => {
                formatter.write_str("the signature is that of the body with a final newline")
            }
            Self::Rewritten(how) => write!(formatter, "the signature is that of the body written {how}"),
        }
    }
}

/// Why a delivery cannot be signed or its signature not be checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SignatureError<'m> {
    /// A secret that is not one of the scheme.
    #[error("the secret is not base64 after {prefix}")]
    NotBase64 {
        /// What stands before the base64.
        prefix: &'m str,
    },
    /// A key that everybody has.
    #[error("the secret is empty after {prefix}")]
    EmptyKey {
        /// What stands before the key.
        prefix: &'m str,
    },
    /// A header that is signed too.
    #[error("the header {0}, which is signed too, is missing")]
    MissingHeader(&'m str),
    /// The time among the signatures.
    #[error("the time in the signature's header, which is signed too, is missing")]
    MissingTime,
    /// A header that is signed too and that stands there with different values.
    #[error("the header {0}, which is signed too, is there more than once with different values")]
    SeveralValues(&'m str),
}

/// Why a verdict is what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason<'m> {
    /// The signature is that of the body in this form.
    Fits(SignedForm),
    /// The same, of a scheme with a time, where it is not known when the delivery was received.
    FitsUndated(SignedForm),
    /// There is no such header.
    NoHeader(&'m str),
    /// A header of that name holds no signature of the scheme.
    NoSignature(&'m str),
    /// More headers of that name than any sender sends.
    TooManyHeaders(&'m str),
    /// Of several headers of that name at least one is not this body's.
    OneIsWrong(&'m str),
    /// It is not the signature of this body with one of the secrets.
    Wrong,
    /// It fits, but the delivery was received too far away from the time of signing.
    Late {
        /// Seconds between signing and receipt.
        away: u64,
        /// Seconds that are allowed.
        tolerance: u64,
    },
    /// It fits, but the time of signing is not a number of seconds.
    NoTime,
    /// No secret was given.
    NoSecret,
    /// What would be needed is missing or cannot be used.
    Unusable(SignatureError<'m>),
    /// The capture has not kept the bytes of the body.
    Lost(Fidelity),
}

impl Reason<'_> {
    /// The verdict that follows.
    #[must_use]
    pub const fn verdict(&self) -> Verdict {
        match self {
            Self::Fits(_) | Self::FitsUndated(_) => Verdict::Valid,
            Self::NoHeader(_) => Verdict::Unsigned,
            Self::NoSignature(_)
            | Self::TooManyHeaders(_)
            | Self::OneIsWrong(_)
            | Self::Wrong
            | Self::Late { .. } => Verdict::Invalid,
            Self::NoTime | Self::NoSecret | Self::Unusable(_) | Self::Lost(_) => Verdict::CannotTell,
        }
    }
}

impl std::fmt::Display for Reason<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Fits(form) => form.fmt(formatter),
            Self::FitsUndated(form) => write!(
                formatter,
                "{form}; the capture does not say when it was received, so nobody can tell whether that was too late"
            ),
            Self::NoHeader(name) => write!(formatter, "there is no header {name}"),
            Self::NoSignature(name) => {
                write!(formatter, "the header {name} holds no signature of the scheme")
            }
            Self::TooManyHeaders(name) => {
                write!(formatter, "the header {name} is there too often to be a sender's")
            }
            Self::OneIsWrong(name) => write!(
                formatter,
                "the header {name} is there more than once, and not each of them is the signature of this body"
            ),
            Self::Wrong => formatter.write_str("the signature is not that of this body and secret"),
            Self::Late { away, tolerance } => write!(
                formatter,
                "the signature fits, but it was received {away} seconds away from its signing, more than {tolerance}"
            ),
            Self::NoTime => {
                formatter.write_str("the signature fits, but the time in it is not a number of seconds")
            }
            Self::NoSecret => formatter.write_str("no secret was given"),
            Self::Unusable(error) => error.fmt(formatter),
            Self::Lost(fidelity) => formatter.write_str(match fidelity {
                Fidelity::Exact | Fidelity::Reserialised => {
                    "a tool has parsed the body and written it again; none of the usual ways to write it fits"
                }
                Fidelity::Transcoded => {
                    "the body was rewritten in another encoding or with other line ends, so its bytes are lost"
                }
                Fidelity::Truncated => "the end of the body is missing",
            }),
        }
    }
}
