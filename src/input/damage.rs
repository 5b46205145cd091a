//! What is wrong with compressed data or with an encoding. Everything before it has been read by then.

use std::io;

use thiserror::Error;

/// Why a source could not be decoded to its end.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Damage {
    /// The data ends too early.
    #[error("the {0} data is cut off")]
    CutOff(Compression),
    /// The data contradicts itself or its checksum.
    #[error("the {form} data is damaged: {why}")]
    Corrupt {
        /// What it is.
        form: Compression,
        /// What the decoder says.
        why: String,
    },
    /// Nothing but zeros follows the data, as copying in blocks leaves them.
    #[error("{count} zero {} follow{} the {form} data", if *.count == 1 { "byte" } else { "bytes" }, if *.count == 1 { "s" } else { "" })]
    Padding {
        /// What it is.
        form: Compression,
        /// How many zeros there are.
        count: u64,
    },
    /// Something else follows the data.
    #[error("something that is not {0} follows the {0} data")]
    Trailing(Compression),
    /// Half of a surrogate pair, for which nothing stands in UTF-8.
    #[error("UTF-16 with half a character")]
    HalfCharacter,
    /// It grows beyond what is allowed.
    #[error("decompresses to more than {limit} bytes")]
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
}

/// A form of compression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compression {
    /// RFC 1952
    Gzip,
    /// RFC 8878
    Zstd,
}

impl std::fmt::Display for Compression {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.pad(match self {
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
        })
    }
}

impl Damage {
    /// The damage that an error of a reader tells of.
    pub(super) fn of(error: &io::Error) -> Option<&Self> {
        error.get_ref()?.downcast_ref()
    }

    /// Whether nothing is missing all the same.
    #[must_use]
    pub fn is_harmless(&self) -> bool {
        matches!(self, Self::Padding { .. })
    }

    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::CutOff(_) => "everything before was read; fetch the file again, it was cut off on the way",
            Self::Corrupt { .. } | Self::HalfCharacter => {
                "everything before was read; fetch the file again, it was damaged on the way"
            }
            Self::Padding { .. } => "everything was read; copying in blocks leaves such zeros",
            Self::Trailing(_) => "everything before was read; take what follows into a file of its own",
            Self::TooLarge { .. } => "raise the limit on decompressed data, if that much is expected",
        }
    }
}

impl From<Damage> for io::Error {
    fn from(damage: Damage) -> Self {
        Self::new(io::ErrorKind::InvalidData, damage)
    }
}
