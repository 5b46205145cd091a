//! Where events may have their names beside the usual places: members of likely names further inside, other headers, and
//! the path of the request. Looked at in records that are not named by what surely names events.

use super::place::{NamePlace, RANKED, Said, is_name, rank};
use crate::capture::Request;
use crate::json::{JsonKind, Pointer, Value};

/// The rank of the first of these places: after the members at the top, whatever those hold.
const FIRST: u16 = 901;
/// How many names lead to a member that is looked at: fewer are usual places.
const LEVELS: std::ops::RangeInclusive<usize> = 2..=4;
/// The ranks of headers and of the segments of paths.
const HEADERS: u16 = FIRST + 3 * RANKED;
const SEGMENTS: u16 = HEADERS + 1;
/// How many segments of a path are looked at, and how many headers.
const MOST_SEGMENTS: usize = 6;
const MOST_HEADERS: usize = 8;

/// Adds what a record says in these places, but for those that were looked at.
pub(super) fn say(root: Value<'_>, request: Option<&Request>, out: &mut Vec<Said>) {
    members(root, &mut Vec::new(), out);
    let Some(request) = request else { return };
    let mut headers: Vec<(String, &str)> = request
        .headers
        .iter()
        .filter(|(name, value)| name.len() > 2 && name.is_char_boundary(2) && is_name(value))
        .map(|(name, value)| (name.to_ascii_lowercase(), value))
        .filter(|(name, _)| name.starts_with("x-"))
        .collect();
    headers.sort_unstable();
    for (name, value) in headers.into_iter().take(MOST_HEADERS) {
        add(HEADERS, NamePlace::Header(name).to_string(), value, out);
    }
    for (number, rank) in (1..=MOST_SEGMENTS).zip(SEGMENTS..) {
        let Some(segment) = segment(request, number) else { break };
        if is_name(segment) {
            add(rank, NamePlace::Segment(number).to_string(), segment, out);
        }
    }
}

/// A segment of the path of a request, the first being 1.
pub(super) fn segment(request: &Request, number: usize) -> Option<&str> {
    request.path()?.split('/').filter(|segment| !segment.is_empty()).nth(number.checked_sub(1)?)
}

fn add(rank: u16, place: String, text: &str, out: &mut Vec<Said>) {
    if out.iter().all(|said| said.place != place) {
        out.push(Said { rank, place, text: text.to_owned() });
    }
}

/// Looks at members of likely names. Recurses on the levels that are looked at.
fn members<'v>(object: Value<'v>, way: &mut Vec<&'v str>, out: &mut Vec<Said>) {
    for (key, value) in object.members() {
        let Some(name) = key.string_raw() else { continue };
        way.push(name);
        match value.kind() {
            JsonKind::Object if way.len() < *LEVELS.end() => members(value, way, out),
            JsonKind::String if LEVELS.contains(&way.len()) => {
                if let Some(own) = rank(name)
                    && let Some(text) = value.text().filter(|text| is_name(text))
                {
                    let level = u16::try_from(way.len() - LEVELS.start()).unwrap_or(0);
                    let rank = FIRST + level * RANKED + own - 1;
                    // Of two places of one rank in one record the first counts.
                    if out.iter().all(|said| said.rank != rank) {
                        let mut pointer = Pointer::default();
                        for step in way.iter() {
                            pointer.push_key(step);
                        }
                        add(rank, pointer.as_str().to_owned(), &text, out);
                    }
                }
            }
            _ => {}
        }
        way.pop();
    }
}
