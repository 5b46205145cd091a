//! What is to be hidden in a parsed text: one walk beside the model, without recursion.

use super::address::hook;
use super::category::Category::{self, Amount, Email, Password, Personal, PersonalUrl, PrivateKey, Token};
use super::declared::Names;
use super::known::begins_like_a_token;
use super::mask::Hidden;
use super::names::{NamePosition, Named};
use super::text::{Part, is_a_value, names_a_value, parts};
use super::value::{Scalar, is_opaque, is_time, is_uuid, may_be};
use super::words::Words;
use crate::json::{Document, JsonKind, Span, Value};
use crate::model::{Declared, Kind, Object, Sensitivity};

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

fn is_bare(name: &str) -> bool {
    name.len() < 2 || BARE.iter().any(|one| name.eq_ignore_ascii_case(one))
}

fn says_what_is_harmless(name: &str) -> bool {
    HARMLESS.contains(&Words::of(name).word(0))
}

/// What is known of the place of a value.
#[derive(Clone, Copy)]
struct At<'m> {
    declared: Declared<'m>,
    /// Who must not see it, as the models say it of this place or of one around it.
    sensitivity: Sensitivity,
    /// What the names say, of this place or of a list around it.
    named: Option<Named>,
    /// What the name of an object around it says, which need not be true of every member.
    around: Option<Named>,
    /// What a sibling names it.
    sibling: Option<Named>,
}

/// The parts of a document to hide, in the order of the text: what is secret, and if `personal` also what is personal or
/// financial. `body` is the model, where one is known.
pub(super) fn hidden<'d>(
    document: Document<'d>,
    body: Option<&'d Object<'d>>,
    names: &Names,
    personal: bool,
) -> Vec<Hidden> {
    let mut walk = Walk { names, personal, hidden: Vec::new() };
    let root = At {
        declared: Declared::root(body),
        sensitivity: Sensitivity::Public,
        named: None,
        around: None,
        sibling: None,
    };
    let mut open = vec![(document.root(), root)];
    while let Some((value, at)) = open.pop() {
        match value.kind() {
            JsonKind::Object => walk.members(value, at, &mut open),
            JsonKind::Array => walk.items(value, at, &mut open),
            _ => walk.scalar(value, at),
        }
    }
    walk.hidden.sort_by_key(|hidden| hidden.span.start);
    walk.hidden
}

/// What of one scalar is to be hidden that stands at a path below a body.
pub(super) fn hidden_at<'d>(
    value: Value<'d>,
    body: Option<&'d Object<'d>>,
    path: &[&str],
    names: &Names,
    personal: bool,
) -> Vec<Hidden> {
    let fields = (1..=path.len()).map(|length| body.and_then(|body| body.at(path.get(..length)?)));
    let declared = fields.flatten().map(|field| field.sensitivity).max();
    let field = body.and_then(|body| body.at(path));
    let name = path.last().filter(|_| field.is_none());
    let at = At {
        declared: Declared { kind: field.map(|field| field.kind), field },
        sensitivity: declared.unwrap_or(Sensitivity::Public),
        named: name.and_then(|name| names.classify(name, NamePosition::Member, personal)),
        around: None,
        sibling: None,
    };
    let mut walk = Walk { names, personal, hidden: Vec::new() };
    walk.inside(value, at, &mut Vec::new());
    walk.hidden
}

struct Walk<'n> {
    names: &'n Names,
    personal: bool,
    hidden: Vec<Hidden>,
}

impl Walk<'_> {
    fn wanted(&self, sensitivity: Sensitivity) -> bool {
        sensitivity == Sensitivity::Secret || (self.personal && sensitivity != Sensitivity::Public)
    }

    fn members<'d>(&mut self, object: Value<'d>, at: At<'d>, open: &mut Vec<(Value<'d>, At<'d>)>) {
        let around = at.named.or(at.sibling).or(at.around);
        // `{"name": "Authorization", "value": "…"}`: one member names another.
        let (mut name_given, mut values) = (None, Vec::new());
        for (place, (key, member)) in object.members().enumerate() {
            let declared = at.declared.member(key, place);
            let mut inner = At { named: None, around, sibling: None, declared, ..at };
            if let Some(field) = declared.field {
                inner.sensitivity = field.sensitivity.max(at.sensitivity);
                inner.around = None;
            } else {
                let name = key.text().unwrap_or_default();
                inner.named = self.names.classify(&name, NamePosition::Member, self.personal);
                if inner.named.is_none() && is_bare(&name) {
                    inner.named = around;
                } else if around.is_some() && says_what_is_harmless(&name) {
                    inner.around = None;
                }
                if names_a_value(&name) && member.kind() == JsonKind::String {
                    let named = |text: &str| self.names.classify(text, NamePosition::Member, self.personal);
                    name_given = member.text().and_then(|text| named(&text)).or(name_given);
                } else if is_a_value(&name) {
                    values.push((member, inner));
                    continue;
                }
            }
            self.inside(member, inner, open);
        }
        for (member, inner) in values {
            self.inside(member, At { sibling: name_given, ..inner }, open);
        }
    }

    fn items<'d>(&mut self, array: Value<'d>, at: At<'d>, open: &mut Vec<(Value<'d>, At<'d>)>) {
        for item in array.items() {
            self.inside(item, At { declared: at.declared.item(), ..at }, open);
        }
    }

    fn inside<'d>(&mut self, value: Value<'d>, at: At<'d>, open: &mut Vec<(Value<'d>, At<'d>)>) {
        match value.kind() {
            JsonKind::Null | JsonKind::True | JsonKind::False => {}
            JsonKind::Number | JsonKind::String => self.scalar(value, at),
            JsonKind::Object | JsonKind::Array => open.push((value, at)),
        }
    }

    fn scalar(&mut self, value: Value<'_>, at: At<'_>) {
        if value.raw() == "\"\"" {
            return;
        }
        if self.wanted(at.sensitivity) {
            let category = self.declared(at);
            return self.whole(value, category);
        }
        let unescaped;
        let scalar = match value.kind() {
            JsonKind::Number => Scalar::Number(value.raw()),
            JsonKind::String if at.named.is_some() || at.sibling.is_some() || at.around.is_some() => {
                unescaped = value.text().unwrap_or_default();
                Scalar::Text(&unescaped)
            }
            JsonKind::String => Scalar::Text(""),
            _ => return,
        };
        let named = [at.named, at.sibling]
            .into_iter()
            .flatten()
            .find(|named| may_be(*named, NamePosition::Member, scalar));
        if let Some(named) = named.filter(|named| self.wanted(named.category.sensitivity())) {
            return self.whole(value, named.category);
        }
        if let Some(around) = at.around.filter(|around| is_secret_around(*around, at, scalar)) {
            return self.whole(value, around.category);
        }
        let Some(raw) = value.string_raw().filter(|raw| is_telling(raw, self.personal)) else { return };
        let (start, index) = (value.span().start + 1, value.index());
        for Part { start: from, end: to, category } in parts(raw, self.names, self.personal) {
            let (Ok(from), Ok(to)) = (u32::try_from(from), u32::try_from(to)) else { break };
            let span = Span { start: start + from, end: start + to };
            self.hidden.push(Hidden { span, index, category, whole: false });
        }
    }

    fn whole(&mut self, value: Value<'_>, category: Category) {
        self.hidden.push(Hidden { span: value.span(), index: value.index(), category, whole: true });
    }

    /// What a value is of which a model says who must not see it: as its kind or its name say, if they say so much.
    fn declared(&self, at: At<'_>) -> Category {
        let by_kind = match at.declared.kind {
            Some(Kind::Email) => Some(Email),
            Some(Kind::Url) => Some(PersonalUrl),
            _ => None,
        };
        let by_name = || {
            at.declared.field.and_then(|field| self.names.classify(field.name, NamePosition::Member, true))
        };
        let found = by_kind.or_else(|| by_name().map(|named| named.category));
        found.filter(|category| category.sensitivity() == at.sensitivity).unwrap_or(match at.sensitivity {
            Sensitivity::Personal => Personal,
            Sensitivity::Financial => Amount,
            _ => Category::Declared,
        })
    }
}

/// Whether a member of an object that is called like a secret is one: of passwords and tokens whatever is not known to
/// be harmless, of what else only what looks as if chance had made it.
fn is_secret_around(around: Named, at: At<'_>, scalar: Scalar<'_>) -> bool {
    let Scalar::Text(text) = scalar else { return false };
    if at.named.is_some() || is_uuid(text) || is_time(text) {
        return false;
    }
    match around.category {
        Password | Token | PrivateKey => may_be(around, NamePosition::Member, scalar) && !text.contains(' '),
        category => category.sensitivity() == Sensitivity::Secret && is_opaque(text),
    }
}

/// Whether there may be something to hide in a text: most texts hold none of the marks that go with it.
fn is_telling(raw: &str, personal: bool) -> bool {
    if raw.len() < 5 || is_uuid(raw) || (raw.len() <= 32 && is_time(raw)) {
        return false;
    }
    let (mut digits, mut marks, mut blanks) = (0_usize, false, false);
    for byte in raw.bytes() {
        match byte {
            b'=' | b'\\' | b'<' | b'?' | b'#' | b';' | b'%' => marks = true,
            b'@' | b'+' => marks |= personal || raw.contains("//"),
            b'0'..=b'9' => digits += 1,
            b' ' => blanks = true,
            _ => {}
        }
    }
    if marks || digits >= 12 || (blanks && raw.len() >= 16) {
        return true;
    }
    match raw.find(':') {
        Some(colon) => !raw.get(colon + 1..).is_some_and(|rest| is_plain_address(raw, rest)),
        None => begins_like_a_token(raw),
    }
}

/// Whether what follows a scheme's colon is an address without parameters, user information, a hook or a token.
fn is_plain_address(raw: &str, rest: &str) -> bool {
    let Some(address) = rest.strip_prefix("//") else { return false };
    !address.contains([':', '@'])
        && !raw.contains("hook")
        && hook(raw, raw.len() - address.len()).is_none()
        && !address.split('/').any(begins_like_a_token)
}
