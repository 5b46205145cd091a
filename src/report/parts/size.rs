//! Amounts of bytes, for people.

/// An amount of bytes in a unit that suits.
pub(in crate::report) fn size(bytes: u64) -> String {
    size_per(bytes, 1.0)
}

/// Bytes in so many seconds, in a unit that suits.
#[expect(clippy::cast_precision_loss, reason = "a rate for people")]
pub(in crate::report) fn size_per(bytes: u64, seconds: f64) -> String {
    let amount = bytes as f64 / seconds;
    match amount {
        _ if amount >= 1e9 => format!("{:.2} GB", amount / 1e9),
        _ if amount >= 1e6 => format!("{:.1} MB", amount / 1e6),
        _ if amount >= 1e3 => format!("{:.1} kB", amount / 1e3),
        _ => format!("{amount:.0} B"),
    }
}
