//! Addresses, on the network and in the street.

use std::net::IpAddr;

use super::source::Source;
use super::word::word;

/// The names that RFC 2606 and RFC 6761 keep free: whole, or the end of a longer name.
const RESERVED: &[&str] =
    &["example", "test", "invalid", "localhost", "example.com", "example.org", "example.net"];

const CITIES: &[&str] = &["Exampleton", "Sampleford", "Testbury", "Mockville", "Placeholm", "Fixture Bay"];

/// A host below `.example`.
#[must_use]
pub fn host(source: &mut Source) -> String {
    format!("{}.example", word(source, 0))
}

/// An absolute address on such a host.
#[must_use]
pub fn url(source: &mut Source) -> String {
    let host = host(source);
    format!("https://{host}/p/{}", source.below(100_000))
}

/// An e-mail address at such a host.
#[must_use]
pub fn email(source: &mut Source) -> String {
    format!("{}@{}", word(source, 0), host(source))
}

/// An IPv4 address of a network kept for documentation (RFC 5737).
#[must_use]
pub fn ipv4(source: &mut Source) -> String {
    let network = source.one_of(&["192.0.2", "198.51.100", "203.0.113"]);
    format!("{network}.{}", 1 + source.below(254))
}

/// An IPv6 address of the network kept for documentation (RFC 3849).
#[must_use]
pub fn ipv6(source: &mut Source) -> String {
    let group = |source: &mut Source| 0x1000 + source.below(0xf000);
    let groups: Vec<String> = (0..4).map(|_| format!("{:x}", group(source))).collect();
    format!("2001:db8::{}", groups.join(":"))
}

/// An IPv4 address that no network has: of the range that was never handed out (RFC 1112, section 4). There are more of
/// these than the documentation networks have, so that different addresses stay different.
#[must_use]
pub fn unassigned_ipv4(source: &mut Source) -> String {
    let number = 0xf000_0000 | u32::try_from(source.below(0x0fff_ffff)).unwrap_or(0);
    std::net::Ipv4Addr::from(number).to_string()
}

/// A house in a street that is nowhere.
#[must_use]
pub fn street(source: &mut Source) -> String {
    format!("{} {} Street", 1 + source.below(200), source.one_of(&["Example", "Sample", "Fixture", "Mock"]))
}

/// A town that is nowhere.
#[must_use]
pub fn city(source: &mut Source) -> String {
    source.one_of(CITIES).to_owned()
}

/// Whether a host can belong to nobody.
#[must_use]
pub fn is_reserved_host(host: &str) -> bool {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    RESERVED.iter().any(|reserved| {
        host.strip_suffix(reserved).is_some_and(|before| before.is_empty() || before.ends_with('.'))
    })
}

/// Whether an e-mail address can belong to nobody.
#[must_use]
pub fn is_reserved_email(address: &str) -> bool {
    address.rsplit_once('@').is_some_and(|(who, host)| !who.is_empty() && is_reserved_host(host))
}

/// Whether an address is of a documentation, loopback, private, unassigned or unspecified network, IPv4 or IPv6.
#[must_use]
pub fn is_reserved_ip(address: &str) -> bool {
    match address.parse::<IpAddr>() {
        Ok(IpAddr::V4(v4)) => {
            v4.is_documentation()
                || v4.is_loopback()
                || v4.is_private()
                || v4.is_unspecified()
                || v4.is_link_local()
                || v4.octets().first() >= Some(&240)
        }
        Ok(IpAddr::V6(v6)) => {
            let [first, second, ..] = v6.segments();
            (first, second) == (0x2001, 0x0db8)
                || v6.is_loopback()
                || v6.is_unspecified()
                || v6.is_unique_local()
                || v6.is_unicast_link_local()
        }
        Err(_) => false,
    }
}
