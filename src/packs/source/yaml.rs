//! A file of a pack in YAML: its text as JSON, and where each value stood.

use super::Broken;
use crate::json::Position;
use crate::yaml::rewrite;

/// The text as JSON, with one place a node.
pub(super) fn as_json(text: &str) -> Result<(String, Vec<Position>), Broken> {
    let rewritten = rewrite(text).map_err(|broken| Broken::new(broken.spot.position, broken.cause))?;
    let places = rewritten.places.iter().map(|place| place.spot.position);
    Ok((rewritten.text, places.collect()))
}
