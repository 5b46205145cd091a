//! What of a payload no output may show: one policy for every report and every copy.

mod mask;

pub use mask::{Hidden, Mask, Show, json_veil, veil, veiled};
