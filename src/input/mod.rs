//! From names to records: sources, decoding, cutting into records, and many workers whose results stay in order.
//!
//! Content decides everything: compression by its magic bytes, encoding by its marks, framing by what the first lines
//! are. Nothing that was read is dropped without a word.

mod binary;
mod bounded;
mod chosen;
mod closed;
mod compressed;
mod cut;
mod cutting;
mod damage;
mod decode;
mod entries;
mod file_id;
mod follow;
mod framing;
mod glob;
mod large;
mod limits;
mod list;
mod live;
mod order;
mod pipeline;
mod scan;
mod sniff;
mod source;
mod stream;
mod table;
mod unit;

pub use binary::BinaryFormat;
pub use bounded::{WRITTEN_BY_HAND, WRITTEN_BY_PROGRAMS, read_bounded, read_text_bounded};
pub use chosen::Unread;
pub use cut::{Cause, Record, for_each_record};
pub use damage::{Compression, Damage};
pub use file_id::{FileId, settled};
pub use framing::Framing;
pub use large::large_object;
pub use limits::{Growth, IsWhole, Limits};
pub use list::{AskList, ListKind, ListPart};
pub use live::{Stop, is_live};
pub use pipeline::{Event, Reading, Weight, run};
pub use source::{
    FilesFrom, Inputs, Listed, Origin, Own, Source, SourceError, SourceErrorKind, list, listed, relative,
    shown_path, straightened,
};
pub use table::{AskTable, TableKind, TablePart};
pub use unit::Unit;
