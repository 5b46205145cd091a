//! Texts that match a pattern: plainly made up, since most of a long run is one letter.

use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, Hir, HirKind};

use crate::stand_in::Source;

/// How many signs at the end of a long run differ from text to text.
const VARYING: usize = 6;

/// How long a text becomes before it is given up.
const LONGEST: usize = 4_096;

/// How large a pattern may be, in bytes, and how deep its groups.
const LARGEST: usize = 4_096;
const DEEPEST: u32 = 48;

/// A text that matches a pattern; open repetitions are repeated `more` times beyond what they need. None where the pattern
/// is not one of those that can be turned around.
pub(super) fn text_like(pattern: &str, more: usize, source: &mut Source) -> Option<String> {
    let pattern = without_look_around(pattern);
    if pattern.len() > LARGEST {
        return None;
    }
    let tree = ParserBuilder::new().nest_limit(DEEPEST).build().parse(&pattern).ok()?;
    let mut text = String::new();
    write(&tree, more, source, &mut text).then_some(text)
}

/// A pattern without what only looks ahead or behind, and without ECMA-262's own spellings: what matches it may match the
/// pattern, which its schema says in the end.
fn without_look_around(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some(sign) = rest.chars().next() {
        let look = ["(?=", "(?!", "(?<=", "(?<!"].iter().find(|look| rest.starts_with(**look));
        if let Some(end) = look.and_then(|_| group_end(rest)) {
            rest = rest.get(end..).unwrap_or_default();
            continue;
        }
        let length =
            if sign == '\\' { 1 + rest.chars().nth(1).map_or(0, char::len_utf8) } else { sign.len_utf8() };
        let (here, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        out.push_str(if here == "\\/" { "/" } else { here });
        rest = after;
    }
    out
}

/// Where the group at the start of a pattern ends.
fn group_end(pattern: &str) -> Option<usize> {
    let (mut depth, mut escaped, mut in_class) = (0_usize, false, false);
    for (at, sign) in pattern.char_indices() {
        match sign {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => in_class = true,
            ']' => in_class = false,
            '(' if !in_class => depth += 1,
            ')' if !in_class => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// Appends a text that a part of a pattern matches. Recurses on the nesting of groups, which the parser bounds.
fn write(part: &Hir, more: usize, source: &mut Source, out: &mut String) -> bool {
    if out.len() > LONGEST {
        return false;
    }
    match part.kind() {
        HirKind::Empty | HirKind::Look(_) => true,
        HirKind::Literal(literal) => match std::str::from_utf8(&literal.0) {
            Ok(text) => {
                out.push_str(text);
                true
            }
            Err(_) => false,
        },
        HirKind::Class(class) => push(class, true, source, out),
        HirKind::Capture(group) => write(&group.sub, more, source, out),
        HirKind::Concat(parts) => parts.iter().all(|part| write(part, more, source, out)),
        HirKind::Alternation(parts) => {
            let index = source.below(u64::try_from(parts.len()).unwrap_or(1));
            let chosen = usize::try_from(index).ok().and_then(|index| parts.get(index));
            chosen.is_some_and(|part| write(part, more, source, out))
        }
        HirKind::Repetition(repetition) => {
            let least = usize::try_from(repetition.min).unwrap_or(usize::MAX);
            let most = repetition.max.map_or(usize::MAX, |most| usize::try_from(most).unwrap_or(usize::MAX));
            let count = least.saturating_add(more).min(most);
            if count > LONGEST {
                return false;
            }
            (0..count).all(|number| match repetition.sub.kind() {
                HirKind::Class(class) => push(class, count - number <= VARYING, source, out),
                _ => write(&repetition.sub, more, source, out),
            })
        }
    }
}

/// Appends a sign of a class: one of those that are easy to read, or always the same.
fn push(class: &Class, varies: bool, source: &mut Source, out: &mut String) -> bool {
    const READABLE: &str = "xabcdefghijklmnopqrstuvwyz0123456789XABCDEFGHIJKLMNOPQRSTUVWYZ_-. ";
    let ranges: Vec<(char, char)> = match class {
        Class::Unicode(class) => class.iter().map(|range| (range.start(), range.end())).collect(),
        Class::Bytes(class) => {
            class.iter().map(|range| (char::from(range.start()), char::from(range.end()))).collect()
        }
    };
    let holds = |sign: char| ranges.iter().any(|(start, end)| (*start..=*end).contains(&sign));
    let readable: Vec<char> = READABLE.chars().filter(|sign| holds(*sign)).collect();
    let of_kind: Vec<char> = readable.iter().copied().filter(char::is_ascii_alphanumeric).collect();
    let usual = if of_kind.is_empty() { &readable } else { &of_kind };
    let index = if varies { source.below(u64::try_from(usual.len()).unwrap_or(1)) } else { 0 };
    let sign = usize::try_from(index).ok().and_then(|index| usual.get(index).copied());
    let Some(sign) = sign.or_else(|| ranges.first().map(|(start, _)| *start)) else { return false };
    out.push(sign);
    true
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_text_matches_the_pattern_that_it_was_made_of() {
        for pattern in [
            "^[A-Z]{3}-[0-9]{4}$",
            r"^evt_[a-z\d]{26}$",
            r"^([0-9]+\.?[0-9]*|\.[0-9]+)s$",
            "^oauth_(?:(?:token_)|(?:custom_))?[a-z]+$",
            r"^\/v\d+\/[^\/]+$",
            "^(a|bb|ccc){2,}$",
            r"^[^@\s]+@[^@\s]+$",
            "^#[0-9a-fA-F]{6}$",
            "^(?!0000)[0-9]{4}$",
            r"\u0041",
            "^[äöü]+$",
        ] {
            for seed in 0..40 {
                let Some(text) = text_like(pattern, 0, &mut Source::seeded(seed)) else {
                    assert_eq!(pattern, r"\u0041", "can be turned around");
                    continue;
                };
                assert!(
                    jsonschema::is_valid(&json!({ "pattern": pattern }), &json!(text)),
                    "{pattern}: {text}"
                );
            }
        }
    }

    #[test]
    fn what_would_grow_without_bounds_is_given_up() {
        for pattern in ["^(a{1000}){1000}$", &"(".repeat(200), &format!("^{}$", "a".repeat(10_000))] {
            assert_eq!(text_like(pattern, 0, &mut Source::seeded(1)), None);
        }
    }
}
