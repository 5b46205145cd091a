//! Times as loggers write them.

use super::time::{rfc3339, seconds};

const MONTHS: &[&str] = &["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// How many bytes of a line are looked at for its time.
const NEAR: usize = 256;

/// The first time in the beginning of a text: as RFC 3339, without an offset where it has none. Without a year there is
/// no telling when it was.
pub(super) fn first(text: &str) -> Option<String> {
    let mut before = ' ';
    for (at, c) in text.char_indices().take_while(|(at, _)| *at < NEAR) {
        let begins = !before.is_alphanumeric() && !matches!(before, '.' | '-' | '/' | ':');
        if begins
            && (c.is_ascii_digit() || c.is_ascii_uppercase())
            && let Some((time, _)) = beginning(text.get(at..)?)
        {
            return Some(time);
        }
        before = c;
    }
    since_1970(text)
}

/// The time that a text begins with, and how many bytes it takes.
pub(super) fn beginning(text: &str) -> Option<(String, usize)> {
    let forms = [year_first, day_first, month_first];
    forms.iter().find_map(|form| {
        let mut rest = text;
        let time = form(&mut rest)?;
        seconds(&time)?;
        Some((time, text.len() - rest.len()))
    })
}

/// `2026-11-20T10:15:30.123Z`, `2026-11-20 10:15:30,123 +0100`, `2026/11/20 10:15:30`.
fn year_first(rest: &mut &str) -> Option<String> {
    let year = digits(rest, 4)?;
    let sign = one_of(rest, &['-', '/'])?;
    let month = digits(rest, 2)?;
    one_of(rest, &[sign])?;
    let day = digits(rest, 2)?;
    one_of(rest, &['T', ' '])?;
    let (clock, zone) = (clock(rest)?, zone(rest));
    Some(format!("{year}-{month}-{day}T{clock}{zone}"))
}

/// `20/Nov/2026:10:15:30 +0000`, `20-Nov-2026 10:15:30 UTC`.
fn day_first(rest: &mut &str) -> Option<String> {
    let day = digits(rest, 2)?;
    let sign = one_of(rest, &['-', '/'])?;
    let month = month(rest)?;
    one_of(rest, &[sign])?;
    let year = digits(rest, 4)?;
    one_of(rest, &[':', ' '])?;
    let (clock, zone) = (clock(rest)?, zone(rest));
    Some(format!("{year}-{month:02}-{day}T{clock}{zone}"))
}

/// `Nov 20 10:15:30 2026`.
fn month_first(rest: &mut &str) -> Option<String> {
    let (month, day) = month_and_day(rest)?;
    let clock = clock(rest)?;
    one_of(rest, &[' '])?;
    let year = digits(rest, 4)?;
    Some(format!("{year}-{month:02}-{day:02}T{clock}"))
}

fn month_and_day(rest: &mut &str) -> Option<(usize, u8)> {
    let month = month(rest)?;
    one_of(rest, &[' '])?;
    let day = match one_of(rest, &[' ']) {
        Some(_) => digits(rest, 1)?,
        None => digits(rest, 2)?,
    };
    one_of(rest, &[' '])?;
    Some((month, day.parse().ok()?))
}

/// The rest of a text behind the time that syslog begins a line with, which has no year: `Nov  2 10:15:30 `.
pub(super) fn after_syslog_time(text: &str) -> Option<&str> {
    let mut rest = text;
    month_and_day(&mut rest)?;
    clock(&mut rest)?;
    rest.strip_prefix(' ')
}

/// The time of a `key=value` log that counts from 1970: `ts=1795169730.5`.
fn since_1970(text: &str) -> Option<String> {
    let near =
        text.char_indices().take_while(|(at, _)| *at < NEAR).map(|(at, c)| at + c.len_utf8()).last()?;
    let mut words = text.get(..near)?.split_ascii_whitespace();
    let number = words.find_map(|word| {
        let (name, number) = word.split_once('=')?;
        matches!(name, "ts" | "time" | "t" | "timestamp").then_some(number)
    })?;
    let whole = number.trim_matches('"').split('.').next()?;
    rfc3339(whole.parse().ok().filter(|_| matches!(whole.len(), 10 | 13))?)
}

fn digits<'t>(rest: &mut &'t str, count: usize) -> Option<&'t str> {
    let (digits, after) = rest.split_at_checked(count)?;
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| *rest = after)?;
    Some(digits)
}

fn one_of(rest: &mut &str, signs: &[char]) -> Option<char> {
    let sign = rest.chars().next().filter(|sign| signs.contains(sign))?;
    *rest = rest.get(sign.len_utf8()..)?;
    Some(sign)
}

fn month(rest: &mut &str) -> Option<usize> {
    let (name, after) = rest.split_at_checked(3)?;
    let month = MONTHS.iter().position(|month| *month == name)?;
    *rest = after;
    Some(month + 1)
}

/// `10:15:30`, and a fraction after a point or a comma.
fn clock(rest: &mut &str) -> Option<String> {
    let hour = digits(rest, 2)?;
    one_of(rest, &[':'])?;
    let minute = digits(rest, 2)?;
    one_of(rest, &[':'])?;
    let second = digits(rest, 2)?;
    let mut clock = format!("{hour}:{minute}:{second}");
    let fraction = rest.strip_prefix(['.', ',']).unwrap_or_default();
    let length = fraction.bytes().take_while(u8::is_ascii_digit).count();
    if length > 0 {
        clock.push('.');
        clock.push_str(fraction.get(..length.min(9))?);
        *rest = fraction.get(length..)?;
    }
    Some(clock)
}

/// `Z`, ` UTC`, `+01:00`, ` -0700`, `+02`; nothing where there is none.
fn zone(rest: &mut &str) -> String {
    let text = rest.strip_prefix(' ').unwrap_or(rest);
    if let Some(after) = ["Z", "UTC", "GMT"].iter().find_map(|name| text.strip_prefix(name)) {
        *rest = after;
        return "Z".to_owned();
    }
    let read = || {
        let mut after = text;
        let sign = one_of(&mut after, &['+', '-'])?;
        let hour = digits(&mut after, 2)?;
        let colon = one_of(&mut after, &[':']).is_some();
        let minute = digits(&mut after, 2);
        if colon && minute.is_none() || after.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        Some((format!("{sign}{hour}:{}", minute.unwrap_or("00")), after))
    };
    let Some((zone, after)) = read() else { return String::new() };
    *rest = after;
    zone
}

#[cfg(test)]
mod tests {
    use super::first;

    #[test]
    fn the_time_of_a_line_is_read_however_loggers_write_it() {
        for (line, expected) in [
            ("2026-11-20T10:15:30.123Z INFO got", Some("2026-11-20T10:15:30.123Z")),
            ("2026-11-20 10:15:30,123 - app - INFO", Some("2026-11-20T10:15:30.123")),
            ("[2026-11-20 10:15:30] local.INFO: got", Some("2026-11-20T10:15:30")),
            ("I, [2026-11-20T10:15:30.123456 #7]  INFO", Some("2026-11-20T10:15:30.123456")),
            ("2026/11/20 10:15:30 main.go:7: got", Some("2026-11-20T10:15:30")),
            ("10.0.0.1 - - [20/Nov/2026:10:15:30 +0100] \"POST", Some("2026-11-20T10:15:30+01:00")),
            ("[20-Nov-2026 10:15:30 UTC] got", Some("2026-11-20T10:15:30Z")),
            ("[Fri Nov 20 10:15:30 2026] [notice]", Some("2026-11-20T10:15:30")),
            ("2026-11-20T10:15:30+00:00 app[web.1]: got", Some("2026-11-20T10:15:30+00:00")),
            ("2026-11-20 10:15:30.5 +0530 got", Some("2026-11-20T10:15:30.5+05:30")),
            ("level=info ts=1795169730.5 msg=got", Some("2026-11-20T10:15:30.000Z")),
            ("time=\"2026-11-20T10:15:30Z\" level=info", Some("2026-11-20T10:15:30Z")),
            ("Nov 20 10:15:30 host unit[7]: got", None),
            ("order 2026-13-20T10:15:30Z", None),
            ("version 1.2026-11-20", None),
            ("got it", None),
        ] {
            assert_eq!(first(line).as_deref(), expected, "{line}");
        }
    }
}
