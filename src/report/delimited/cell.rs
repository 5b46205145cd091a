//! What may stand in a cell.

use std::borrow::Cow;

use crate::json::is_number;

/// A text that no spreadsheet takes for a formula: one that begins like one gets an apostrophe before it. Numbers are
/// none, whatever their sign.
pub(super) fn kept_from_executing(text: &str) -> Cow<'_, str> {
    let begins_one =
        |c: char| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠');
    if text.starts_with(begins_one) && !is_number(text) { format!("'{text}").into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::kept_from_executing;

    #[test]
    fn formulas_become_text_and_numbers_stay_numbers() {
        for text in ["=1+1", "+cmd|' /C calc'!A0", "-1+1", "@SUM(A1)", "\t=1", "＝1+1", "+49 30 1234", "-"] {
            assert_eq!(kept_from_executing(text), format!("'{text}"));
        }
        for text in ["-12.50", "-1e5", "12", "a=b", "", "'=1", " =1"] {
            assert_eq!(kept_from_executing(text), text);
        }
    }
}
