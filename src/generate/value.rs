//! A value of a kind: what a field's kind, unit and name say that it looks like.

use std::borrow::Cow;

use super::tree::Tree;
use crate::json::quoted;
use crate::model::{Field, Kind, Sensitivity, Unit};
use crate::stand_in::{self, Source};

/// The greatest whole number that a double holds exactly together with its neighbours: 2^53 - 1 (RFC 8259, section 6).
const LARGEST: &str = "9007199254740991";

/// How long a long text is, in characters.
const LONG: usize = 255;

/// 2026-01-01T00:00:00Z in seconds since 1970: samples happen in the year after it.
const FIRST_SECOND: i64 = 1_767_225_600;

/// The JSON text of an ordinary scalar of a kind, for a field of this name and unit.
pub(super) fn ordinary(kind: Kind<'_>, field: &Field<'_>, source: &mut Source) -> Cow<'static, str> {
    match kind {
        Kind::Boolean => Cow::Borrowed(if source.below(2) == 0 { "false" } else { "true" }),
        Kind::Integer => whole(field, source).to_string().into(),
        Kind::Number => match field.unit {
            Unit::Major => format!("{}.{:02}", source.below(900), 1 + source.below(99)).into(),
            Unit::None => format!("{}.{}", source.below(500), 1 + source.below(9)).into(),
            Unit::Cents | Unit::CentsWhen(..) | Unit::Percent | Unit::Count => {
                whole(field, source).to_string().into()
            }
        },
        Kind::Decimal => format!("\"{}.{:02}\"", source.below(900), source.below(100)).into(),
        Kind::Text => quoted(&text(field, source)).into(),
        Kind::Email => quoted(&stand_in::email(source)).into(),
        Kind::Url => quoted(&stand_in::url(source)).into(),
        Kind::Timestamp => quoted(&timestamp(source.below(365 * 86_400))).into(),
        Kind::Uuid => quoted(&stand_in::uuid(source)).into(),
        // What is not published may be anything.
        Kind::Anything => quoted(&stand_in::sentence(source)).into(),
        Kind::Change | Kind::Object(_) | Kind::List(_) | Kind::Map(_) => Cow::Borrowed("null"),
    }
}

/// The least value of a kind.
pub(super) fn smallest(kind: Kind<'_>) -> Cow<'static, str> {
    Cow::Borrowed(match kind {
        Kind::Decimal => "\"0\"",
        Kind::Text => "\"a\"",
        _ => "0",
    })
}

/// The greatest value of a kind that every program can hold.
pub(super) fn largest(kind: Kind<'_>, field: &Field<'_>) -> Cow<'static, str> {
    match kind {
        Kind::Integer | Kind::Number if field.unit == Unit::Percent => Cow::Borrowed("100"),
        Kind::Decimal => Cow::Borrowed("\"99999999.99\""),
        Kind::Text => quoted(&"äé漢🙂".chars().cycle().take(LONG).collect::<String>()).into(),
        _ => Cow::Borrowed(LARGEST),
    }
}

/// A time so many seconds after the first.
pub(super) fn timestamp(seconds: u64) -> String {
    let second = FIRST_SECOND.saturating_add(i64::try_from(seconds).unwrap_or(0));
    jiff::Timestamp::from_second(second).unwrap_or_default().to_string()
}

fn whole(field: &Field<'_>, source: &mut Source) -> u64 {
    match field.unit {
        Unit::Count => source.below(500),
        Unit::Cents | Unit::CentsWhen(..) => 100 * (1 + source.below(2_000)),
        Unit::Major => 1 + source.below(2_000),
        Unit::None if field.name == "id" || field.name.ends_with("_id") => {
            10_000_000 + source.below(80_000_000)
        }
        Unit::None | Unit::Percent => 1 + source.below(100),
    }
}

/// What a text looks like, by the words of its field's name.
fn text(field: &Field<'_>, source: &mut Source) -> String {
    let name = field.name.to_ascii_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if field.sensitivity == Sensitivity::Secret {
        return format!("made-up-{:06}", source.below(1_000_000));
    }
    if says(&["email"]) {
        stand_in::email(source)
    } else if says(&["first_name", "firstname", "given_name"]) {
        stand_in::given_name(source)
    } else if says(&["last_name", "lastname", "family_name", "surname"]) {
        stand_in::family_name(source)
    } else if says(&["phone", "mobile"]) {
        stand_in::telephone(source)
    } else if says(&["company", "business", "organisation", "organization"]) {
        stand_in::company(source)
    } else if says(&["street", "address"]) {
        stand_in::street(source)
    } else if says(&["city", "town"]) {
        stand_in::city(source)
    } else if says(&["zip", "postal", "postcode"]) {
        source.digits(5)
    } else if says(&["country"]) {
        source.one_of(&["US", "PT", "SE", "JP", "BR"]).to_owned()
    } else if says(&["currency"]) {
        source.one_of(&["USD", "EUR", "SEK"]).to_owned()
    } else if says(&["iban"]) {
        stand_in::iban(source)
    } else if says(&["url", "link", "website", "webhook"]) {
        stand_in::url(source)
    } else if says(&["_ip", "ip_"]) || name == "ip" {
        stand_in::ipv4(source)
    } else if name.ends_with("_at") || says(&["date"]) {
        timestamp(source.below(365 * 86_400))
    } else if name == "id" || name.ends_with("_id") || says(&["token", "code", "ref"]) {
        format!("x{}", source.digits(8))
    } else if field.sensitivity == Sensitivity::Personal && says(&["name"]) {
        stand_in::full_name(source)
    } else {
        stand_in::sentence(source)
    }
}

/// A value for a field that stands alone, such as the old one of a change.
pub(super) fn scalar<'m>(field: &Field<'_>, source: &mut Source) -> Tree<'m> {
    match field.values {
        [] => Tree::Scalar(ordinary(field.kind, field, source)),
        words => Tree::text(source.one_of(words)),
    }
}
