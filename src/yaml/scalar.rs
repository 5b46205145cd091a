//! What a plain scalar is in the core schema of YAML 1.2, section 10.3: `yes`, `on` and dates are texts.

use serde_json::Number;

/// What a plain scalar is.
pub(super) enum Plain {
    Text,
    Word(&'static str),
    /// A number that JSON writes alike.
    AsWritten,
    Number(Number),
}

/// What a plain scalar is that is written so.
pub(super) fn plain(text: &str) -> Plain {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Plain::Word("null"),
        "true" | "True" | "TRUE" => return Plain::Word("true"),
        "false" | "False" | "FALSE" => return Plain::Word("false"),
        _ => {}
    }
    if !text.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '-' | '+' | '.')) {
        return Plain::Text;
    }
    let radix = |prefix: &str, radix: u32| {
        let digits = text.strip_prefix(prefix)?;
        digits
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric())
            .then(|| u64::from_str_radix(digits, radix).ok())?
    };
    if let Some(number) = radix("0o", 8).or_else(|| radix("0x", 16)) {
        return Plain::Number(number.into());
    }
    if serde_json::from_str::<&serde_json::value::RawValue>(text).is_ok() {
        return Plain::AsWritten;
    }
    // What YAML writes more freely: `+1`, `.5`, `1.`, `007`.
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let is_number = unsigned.bytes().any(|byte| byte.is_ascii_digit())
        && unsigned
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'e' | b'E' | b'+' | b'-'));
    let whole = text.strip_prefix('+').unwrap_or(text).parse::<i64>().ok().map(Number::from);
    let number = whole.or_else(|| text.parse::<f64>().ok().and_then(Number::from_f64));
    match number.filter(|_| is_number) {
        Some(number) => Plain::Number(number),
        None => Plain::Text,
    }
}
