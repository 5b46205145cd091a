//! What of a payload no output may show: one policy for every report and every copy.
//!
//! The model decides first: a field is public, personal, financial or secret. Where no model knows a field, the words of
//! its name and the kind of its value decide together: `max_tokens: 4096` is a count. Last, values that tell what they
//! are by themselves are found wherever they stand: in public fields, in addresses, in texts that are no JSON.

mod address;
mod at;
mod category;
mod check;
mod copy;
mod declared;
mod detect;
mod document;
mod encoded;
mod extent;
mod known;
mod lexeme;
mod mask;
mod names;
mod neighbours;
mod said;
mod seen;
mod table;
mod telling;
mod text;
mod tokens;
mod value;
mod ways;
mod words;

pub use category::Category;
pub use check::Privacy;
pub use copy::{
    Account, Arrangement, Copied, CopiedUnit, Copies, Copyist, FreeText, Options, Remark, with_other_words,
};
pub use mask::{
    Hidden, Mask, Masked, Show, indices, masked_text, masked_value, placeholder, with_spans, within,
};
pub use names::sensitivity_of_name;
pub use said::{
    Way, hide_in_finding, hide_in_identification, holds_a_secret, is_name_of_pair, is_value_of_pair,
    masked_pointer, names_a_secret, tells_a_secret,
};
