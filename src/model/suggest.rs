//! "Did you mean": the nearest known name.

/// The known name nearest to `name`, when it is near enough to be a slip of the pen.
#[must_use]
pub fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    if name.len() > 64 {
        return None;
    }
    let plain = simplified(name);
    let length = plain.chars().count();
    known
        .filter_map(|candidate| {
            let most = candidate.len().div_ceil(5).min(3);
            // Most names are out of the question by their length alone.
            let letters = candidate.chars().filter(|c| c.is_alphanumeric()).count();
            if letters.abs_diff(length) > most + 1 || missing(&plain, candidate) > most {
                return None;
            }
            let distance = strsim::osa_distance(&plain, &simplified(candidate));
            (distance <= most).then_some((distance, candidate))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// How many of a name's letters and digits are not in a plain one, each counted as often as it is there: each of them
/// takes a slip of its own. Only those of ASCII are looked at.
fn missing(plain: &str, name: &str) -> usize {
    let mut there = [0_u8; 128];
    for byte in plain.bytes() {
        if let Some(count) = there.get_mut(usize::from(byte)) {
            *count = count.saturating_add(1);
        }
    }
    let letters = name.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase());
    let is_missing = |byte: &u8| match there.get_mut(usize::from(*byte)) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    };
    letters.filter(is_missing).count()
}

/// Lower case, without separators: `tempPassword`, `Temp-Password` and `temp_password` are one name.
#[must_use]
pub fn simplified(name: &str) -> String {
    let mut simplified = String::with_capacity(name.len());
    simplified.extend(name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase));
    simplified
}
