//! What of a value that a name or its own form tells of is real.

use std::net::IpAddr;

use crate::finding::Sensitive;
use crate::redact::category::Category;
use crate::redact::known::{has_check_digit, is_account};
use crate::redact::tokens::is_token;
use crate::redact::value::{is_opaque, is_uuid};
use crate::stand_in::{
    is_plain_uuid, is_reserved_card, is_reserved_email, is_reserved_host, is_reserved_iban, is_reserved_ip,
    is_reserved_telephone, is_word,
};

/// How many digits a telephone number has at least.
const SHORTEST_TELEPHONE: usize = 7;

/// Endings of files that an at sign may stand before: `logo@2x.png`.
const FILES: &[&str] =
    &["png", "jpg", "jpeg", "gif", "webp", "svg", "js", "css", "json", "html", "pdf", "ts", "map", "zip"];

/// What a value is, if it is real; `behind` is what follows it.
pub(super) fn of(category: Category, value: &str, behind: &str) -> Option<Sensitive> {
    let value = value.trim();
    let is = |what: Sensitive, is_one: bool| is_one.then_some(what);
    match category {
        Category::Email => is(Sensitive::Email, is_real_email(value, behind)),
        Category::Telephone => is(Sensitive::Telephone, is_real_telephone(value)),
        Category::Ip => is(Sensitive::Ip, is_real_ip(value)),
        Category::CardNumber => is(Sensitive::Card, is_real_card(value)),
        Category::Iban => is(Sensitive::Iban, is_real_iban(value)),
        Category::UserInformation => is(Sensitive::Token, is_real_login(value, behind)),
        Category::PrivateKey => is(Sensitive::Token, value.starts_with("-----BEGIN")),
        Category::CapabilityUrl if !value.contains("//") => is(Sensitive::Token, !is_made_up(value)),
        Category::CapabilityUrl => is(Sensitive::Chance, is_live_address(value)),
        // A UUID is an id, but for what its name calls a key or a password.
        Category::Password | Category::Token if is_uuid(value) && !is_plain_uuid(value) => {
            Some(Sensitive::Chance)
        }
        Category::Password
        | Category::Token
        | Category::Reference
        | Category::Opaque
        | Category::Authorization
        | Category::Session
        | Category::Cookie
        | Category::Declared => secret(value),
        _ => None,
    }
}

/// A secret by its name or by how it begins.
fn secret(value: &str) -> Option<Sensitive> {
    let bare = value.rsplit_once(' ').map_or(value, |(_, last)| last);
    if is_made_up(bare) {
        return None;
    }
    if bare.starts_with("eyJ") && bare.split('.').count() >= 3 {
        return Some(Sensitive::WebToken);
    }
    if is_token(bare) {
        return Some(Sensitive::Token);
    }
    (is_opaque(bare) && !is_uuid(bare)).then_some(Sensitive::Chance)
}

/// Whether an address that opens something is somebody's, and chance has made a part of it.
fn is_live_address(value: &str) -> bool {
    let Some((_, rest)) = value.split_once("//") else { return false };
    let (host, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let is_of_part = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '_' | '-');
    let mut parts = path.split(|sign: char| !is_of_part(sign));
    let name = host.split(':').next().unwrap_or_default();
    !is_reserved_host(name) && parts.any(|part| is_opaque(part) && !is_uuid(part) && !is_made_up(part))
}

/// Whether a value says itself that it is none, or is a stand-in.
fn is_made_up(value: &str) -> bool {
    let words = || value.split(|sign: char| !sign.is_ascii_alphanumeric());
    words().any(is_word)
        || value.contains("_test_")
        || words().any(|word| {
            [
                "example",
                "sample",
                "dummy",
                "fake",
                "placeholder",
                "redacted",
                "changeme",
                "xxxx",
                "yourtoken",
                "made",
            ]
            .iter()
            .any(|one| word.eq_ignore_ascii_case(one))
        })
        || has_little_variety(value)
}

/// Whether a value repeats a few signs: no chance makes that.
fn has_little_variety(value: &str) -> bool {
    let signs: std::collections::BTreeSet<u8> = value.bytes().collect();
    value.len() >= 12 && signs.len() <= 4
}

fn is_real_email(value: &str, behind: &str) -> bool {
    let value = value.replace("%40", "@");
    let Some((who, host)) = value.rsplit_once('@') else { return false };
    let last = host.rsplit('.').next().unwrap_or_default();
    // `git@github.com:owner/repository` is where a repository is.
    let is_repository = matches!(who, "git" | "hg" | "svn") && behind.starts_with([':', '/']);
    let is_file = FILES.iter().any(|ending| last.eq_ignore_ascii_case(ending));
    !is_repository && !is_file && !is_reserved_email(&value) && !is_reserved_host(host)
}

fn is_real_telephone(value: &str) -> bool {
    // `+1 202 456 1111 x620`: an extension is no part of the number.
    let value = value.split(['x', 'X']).next().unwrap_or(value);
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let other = value.chars().filter(|sign| sign.is_alphabetic()).count();
    (SHORTEST_TELEPHONE..=15).contains(&digits)
        && other <= 3
        && !is_reserved_telephone(value)
        && !is_zero(value)
}

fn is_zero(value: &str) -> bool {
    value.bytes().filter(u8::is_ascii_digit).all(|digit| digit == b'0')
}

fn is_real_ip(value: &str) -> bool {
    let Ok(address) = value.parse::<IpAddr>() else { return false };
    let is_of_many = match address {
        IpAddr::V4(v4) => v4.is_multicast() || v4.octets().first() == Some(&0),
        IpAddr::V6(v6) => v6.is_multicast(),
    };
    !is_of_many && !is_reserved_ip(value)
}

fn is_real_card(value: &str) -> bool {
    let digits: Vec<u8> = value.bytes().filter(u8::is_ascii_digit).map(|digit| digit - b'0').collect();
    (12..=19).contains(&digits.len())
        && has_check_digit(&digits)
        && !is_reserved_card(value)
        && !is_zero(value)
}

fn is_real_iban(value: &str) -> bool {
    is_account(value) && !is_reserved_iban(value)
}

/// Whether user and password in an address may open something: what follows is the host.
fn is_real_login(value: &str, behind: &str) -> bool {
    let host =
        behind.trim_start_matches('@').split(['/', ':', '?', '#', '"', ' ']).next().unwrap_or_default();
    let password = value.rsplit(':').next().unwrap_or_default();
    !is_reserved_host(host) && !is_made_up(value) && password.len() >= 4
}
