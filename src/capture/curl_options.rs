//! The options of `curl` that take a value, and what each means for the request.

/// What an option means for the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    Method,
    Url,
    Query,
    Header,
    /// A header of this name.
    Named(&'static str),
    User,
    Bearer,
    Data,
    Raw,
    Json,
    Encoded,
    Form,
    FormString,
    Upload,
    /// It takes a value that says nothing of the request.
    Ignored,
}

/// The options that take a value, by what they mean; those that mean nothing here are in [`IGNORED`].
const OPTIONS: &[(&str, Meaning)] = &[
    ("X", Meaning::Method),
    ("request", Meaning::Method),
    ("url", Meaning::Url),
    ("url-query", Meaning::Query),
    ("H", Meaning::Header),
    ("header", Meaning::Header),
    ("A", Meaning::Named("User-Agent")),
    ("user-agent", Meaning::Named("User-Agent")),
    ("b", Meaning::Named("Cookie")),
    ("cookie", Meaning::Named("Cookie")),
    ("e", Meaning::Named("Referer")),
    ("referer", Meaning::Named("Referer")),
    ("u", Meaning::User),
    ("user", Meaning::User),
    ("oauth2-bearer", Meaning::Bearer),
    ("d", Meaning::Data),
    ("data", Meaning::Data),
    ("data-ascii", Meaning::Data),
    ("data-binary", Meaning::Data),
    ("data-raw", Meaning::Raw),
    ("json", Meaning::Json),
    ("data-urlencode", Meaning::Encoded),
    ("F", Meaning::Form),
    ("form", Meaning::Form),
    ("form-string", Meaning::FormString),
    ("T", Meaning::Upload),
    ("upload-file", Meaning::Upload),
];

/// The short options that take a value which says nothing of the request.
const IGNORED_SHORT: &str = "CDEKPQUYcmortwxyz";

/// The long ones, sorted; `curl --help all` lists them.
const IGNORED: &[&str] = &[
    "abstract-unix-socket",
    "alt-svc",
    "aws-sigv4",
    "cacert",
    "capath",
    "cert",
    "cert-type",
    "ciphers",
    "config",
    "connect-timeout",
    "connect-to",
    "continue-at",
    "cookie-jar",
    "create-file-mode",
    "crlfile",
    "curves",
    "delegation",
    "dns-interface",
    "dns-ipv4-addr",
    "dns-ipv6-addr",
    "dns-servers",
    "doh-url",
    "dump-header",
    "ech",
    "egd-file",
    "engine",
    "etag-compare",
    "etag-save",
    "expect100-timeout",
    "ftp-account",
    "ftp-alternative-to-user",
    "ftp-method",
    "ftp-port",
    "ftp-ssl-ccc-mode",
    "happy-eyeballs-timeout-ms",
    "haproxy-clientip",
    "hostpubmd5",
    "hostpubsha256",
    "hsts",
    "interface",
    "ip-tos",
    "ipfs-gateway",
    "keepalive-cnt",
    "keepalive-time",
    "key",
    "key-type",
    "knownhosts",
    "krb",
    "libcurl",
    "limit-rate",
    "local-port",
    "login-options",
    "mail-auth",
    "mail-from",
    "mail-rcpt",
    "max-filesize",
    "max-redirs",
    "max-time",
    "netrc-file",
    "noproxy",
    "output",
    "output-dir",
    "parallel-max",
    "parallel-max-host",
    "pass",
    "pinnedpubkey",
    "preproxy",
    "proto",
    "proto-default",
    "proto-redir",
    "proxy",
    "proxy-cacert",
    "proxy-capath",
    "proxy-cert",
    "proxy-cert-type",
    "proxy-ciphers",
    "proxy-crlfile",
    "proxy-header",
    "proxy-key",
    "proxy-key-type",
    "proxy-pass",
    "proxy-pinnedpubkey",
    "proxy-service-name",
    "proxy-tls13-ciphers",
    "proxy-tlsauthtype",
    "proxy-tlspassword",
    "proxy-tlsuser",
    "proxy-user",
    "proxy1.0",
    "pubkey",
    "quote",
    "random-file",
    "range",
    "rate",
    "request-target",
    "resolve",
    "retry",
    "retry-delay",
    "retry-max-time",
    "sasl-authzid",
    "service-name",
    "sigalgs",
    "socks4",
    "socks4a",
    "socks5",
    "socks5-gssapi-service",
    "socks5-hostname",
    "speed-limit",
    "speed-time",
    "stderr",
    "telnet-option",
    "tftp-blksize",
    "time-cond",
    "tls-max",
    "tls13-ciphers",
    "tlsauthtype",
    "tlspassword",
    "tlsuser",
    "trace",
    "trace-ascii",
    "trace-config",
    "unix-socket",
    "upload-flags",
    "variable",
    "vlan-priority",
    "write-out",
];

/// What a long option's value means; none where it takes no value.
pub(super) fn long(name: &str) -> Option<Meaning> {
    // Variables in the value are expanded; they stay as they are written here.
    let name = name.strip_prefix("expand-").unwrap_or(name);
    let known = OPTIONS.iter().find(|(own, _)| own.len() > 1 && *own == name).map(|(_, meaning)| *meaning);
    known.or_else(|| IGNORED.binary_search(&name).is_ok().then_some(Meaning::Ignored))
}

/// The same of a short one.
pub(super) fn short(letter: char) -> Option<Meaning> {
    let is_it = |own: &str| own.len() == 1 && own.starts_with(letter);
    let known = OPTIONS.iter().find(|(own, _)| is_it(own)).map(|(_, meaning)| *meaning);
    known.or_else(|| IGNORED_SHORT.contains(letter).then_some(Meaning::Ignored))
}

#[cfg(test)]
mod tests {
    use super::{IGNORED, Meaning, long};

    #[test]
    fn options_are_found_by_their_order() {
        assert!(IGNORED.is_sorted());
        assert!(IGNORED.iter().all(|name| long(name).is_some()));
        assert!(long("compressed").is_none() && long("d").is_none());
        assert_eq!((long("expand-data"), long("expand-url")), (Some(Meaning::Data), Some(Meaning::Url)));
    }
}
