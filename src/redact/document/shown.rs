//! What the addresses in an object show to everybody: `{"url": "https://shop.example/?via=jo", "token": "jo"}`. What
//! everybody is given a link with is no secret.

use std::collections::HashSet;

use crate::json::Value;
use crate::redact::lexeme::stepped;
use crate::redact::value::is_opaque;

/// A token longer than this is none that people are shown, and an address longer than that none to look for it in.
const LONGEST_PUBLIC: usize = 32;
const LONGEST_ADDRESS: usize = 512;

/// Segments of the paths and values of the parameters of the addresses that are members of an object.
pub(super) struct Shown<'d>(HashSet<&'d str>);

impl<'d> Shown<'d> {
    /// Collected once, whatever asks for it. `is_public` says whether a parameter of this name is none to hide.
    pub(super) fn by(object: Value<'d>, is_public: impl Fn(&str) -> bool) -> Self {
        let mut shown = HashSet::new();
        for (_, member) in object.members() {
            stepped(1);
            let raw = member.string_raw().unwrap_or_default();
            if !raw.starts_with("http") || raw.len() > LONGEST_ADDRESS {
                continue;
            }
            let (path, query) = raw.split_once('?').unwrap_or((raw, ""));
            let parameters = query.split(['&', '#']).filter_map(|pair| pair.split_once('='));
            let values = parameters
                .filter(|(name, value)| value.len() <= LONGEST_PUBLIC && is_public(name))
                .map(|(_, value)| value);
            shown.extend(
                path.split('/').skip(3).filter(|segment| segment.len() <= LONGEST_PUBLIC).chain(values),
            );
        }
        Self(shown)
    }

    /// Whether a value is a token that an address may show: short, and none that chance has made.
    pub(super) fn may_hold(token: Value<'_>) -> bool {
        token.string_raw().is_some_and(|raw| raw.len() <= LONGEST_PUBLIC && !is_opaque(raw))
    }

    /// Whether an address shows a token.
    pub(super) fn holds(&self, token: Value<'_>) -> bool {
        token.string_raw().is_some_and(|raw| self.0.contains(raw))
    }
}
