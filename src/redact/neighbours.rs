//! What the name of a member says where the object around it is called like a secret or like a person.

use super::lexeme::stepped;
use super::text::names_a_value;
use super::words::Words;
use crate::json::Value;

/// Members that say nothing of their own: what they hold is what the object is called.
const BARE: &[&str] = &[
    "value",
    "values",
    "raw",
    "text",
    "string",
    "data",
    "key",
    "plain",
    "current",
    "old",
    "new",
    "before",
    "after",
    "from",
    "to",
    "content",
    "default",
    "live",
    "test",
    "prod",
    "production",
    "primary",
    "secondary",
    "#text",
];

/// Last words of members that say of a secret what is none: when, by whom, of which kind.
const HARMLESS: &[&str] = &[
    "id",
    "ids",
    "name",
    "type",
    "kind",
    "url",
    "uri",
    "link",
    "href",
    "at",
    "on",
    "by",
    "date",
    "time",
    "status",
    "state",
    "version",
    "count",
    "total",
    "amount",
    "currency",
    "scope",
    "scopes",
    "role",
    "roles",
    "permission",
    "permissions",
    "email",
    "user",
    "username",
    "owner",
    "label",
    "title",
    "description",
    "brand",
    "last",
    "first",
    "month",
    "year",
    "exp",
    "expiry",
    "expires",
    "expiration",
    "country",
    "object",
    "mode",
    "method",
    "provider",
    "algorithm",
    "alg",
    "format",
    "language",
    "size",
    "length",
    "prefix",
    "suffix",
    "environment",
    "env",
    "region",
    "host",
    "port",
    "domain",
    "path",
    "hint",
    "note",
    "message",
    "reason",
    "error",
    "team",
    "org",
    "organization",
    "account",
    "client",
    "app",
    "project",
    "repository",
    "created",
    "updated",
    "event",
    "action",
    "category",
    "level",
    "source",
    "target",
    "issuer",
    "audience",
    "subject",
    "visibility",
    "access",
    "network",
    "funding",
    "bank",
];

/// Whether a member says nothing of its own.
pub(super) fn is_bare(name: &str) -> bool {
    name.len() < 2 || BARE.iter().any(|one| name.eq_ignore_ascii_case(one))
}

/// Whether a member beside a secret says something of it that is none.
pub(super) fn says_what_is_harmless(name: &Words) -> bool {
    HARMLESS.contains(&name.word(0))
}

/// What people are called by what they do.
const PEOPLE: &[&str] = &[
    "customer",
    "user",
    "person",
    "contact",
    "owner",
    "author",
    "sender",
    "recipient",
    "buyer",
    "seller",
    "member",
    "affiliate",
    "promoter",
    "referral",
    "referrer",
    "lead",
    "subscriber",
    "employee",
    "patient",
    "guest",
    "attendee",
    "payer",
    "payee",
    "cardholder",
    "beneficiary",
    "assignee",
    "reporter",
    "committer",
    "pusher",
    "profile",
    "shipping",
    "billing",
    "client",
    "visitor",
    "creator",
    "reviewer",
    "candidate",
    "applicant",
    "student",
    "teacher",
    "driver",
];

/// Whether an object of this name is about a person, whose name is then `name`.
pub(super) fn is_person(name: &Words) -> bool {
    let last = name.word(0);
    PEOPLE.iter().any(|one| last == *one || last.strip_suffix('s') == Some(*one))
}

/// Whether a value is that of a member whose name says that it is a version.
pub(super) fn is_called_version(value: Value<'_>) -> bool {
    let document = value.document();
    let Some(before) = value.index().checked_sub(1).map(|index| document.value(index)) else { return false };
    let between = document.text().get(before.span().end as usize..value.span().start as usize);
    let is_name = between.is_some_and(|between| between.trim() == ":");
    let says_version = |name: &str| {
        name.eq_ignore_ascii_case("v") || Words::of(name).any(&["version", "ver", "build", "release"])
    };
    is_name && before.text().is_some_and(|name| says_version(&name))
}

/// Whether a name is that of a value in a pair of a name and its value.
fn is_value(name: &str) -> bool {
    ["value", "val", "v"].iter().any(|one| name.eq_ignore_ascii_case(one))
}

/// Whether a member of this name can be one of such a pair.
pub(super) fn may_be_of_pair(name: &str) -> bool {
    names_a_value(name) || is_value(name)
}

/// Whether an object has a member that names a value, and one that is such a value: of two that are a name and its value,
/// as headers and fields of forms are, neither says anything of its own.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair {
    names_a_value: bool,
    is_value: bool,
}

impl Pair {
    pub(super) fn of(object: Value<'_>) -> Self {
        let mut pair = Self { names_a_value: false, is_value: false };
        for (key, _) in object.members() {
            stepped(1);
            let Some(name) = key.text() else { continue };
            pair.names_a_value |= names_a_value(&name);
            pair.is_value |= is_value(&name);
        }
        pair
    }

    /// Whether a member of this name is one of them.
    pub(super) fn has(self, name: &str) -> bool {
        (names_a_value(name) && self.is_value) || (is_value(name) && self.names_a_value)
    }
}
