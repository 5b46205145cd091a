//! Headers of credentials in requests that are kept as text: all of a list is a secret, whatever separates it.

use super::KEY;
use crate::support::Sandbox;

const BODY: &str = r#"{"affiliate_id":3,"previous_status":"active","current_status":"inactive"}"#;

/// What would open something, in each header.
const SECRETS: &[&str] = &[
    "Qx7Lw9Zt4AbCdEf0123456789KkLl",
    "hunter2sCart",
    "6629fae49393a05397450978507c4ef1",
    "6R4rV5iE5nPon9mZAz6kQfgCfVMLUx8",
    "b3c1f2a9d4e5c6b7a8f90123456789ab",
    "correct horse,battery & staple",
];

fn headers() -> [String; 6] {
    let [session, cart, response, mac, signature, password] = SECRETS else { unreachable!() };
    [
        format!("Cookie: theme=dark; _shop={session}; cart={cart}"),
        format!("Set-Cookie: theme=dark; Path=/; sid={session}; HttpOnly"),
        format!("Authorization: Digest username=\"u\", realm=\"r\", response=\"{response}\""),
        format!("Authorization: Hawk id=\"x\", mac=\"{mac}\""),
        format!("Stripe-Signature: t=1777629600,v1={signature},v0={signature}"),
        format!("X-Password: {password}"),
    ]
}

fn sandbox(name: &str, text: &str) -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.file("key", KEY).file(name, text);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(sandbox.path().join("key"), std::fs::Permissions::from_mode(0o600)).unwrap();
    }
    sandbox
}

#[test]
fn no_part_of_a_header_of_credentials_stays_in_a_copy_or_is_shown() {
    for header in headers() {
        let json = serde_json::to_string(&format!("Host: a\r\n{header}\r\nX-Y: z")).unwrap();
        for (name, text) in [
            (
                "a.http",
                format!(
                    "POST /x HTTP/1.1\r\nHost: a\r\n{header}\r\nContent-Type: application/json\r\n\r\n{BODY}"
                ),
            ),
            ("a.curl", format!("curl -H '{header}' -d '{BODY}' https://a.example/x\n")),
            (
                "a.csv",
                format!(
                    "id,headers,payload\n1,\"{}\",\"{}\"\n",
                    header.replace('"', "\"\""),
                    BODY.replace('"', "\"\"")
                ),
            ),
            ("a.json", format!("{{\"raw_headers\":{json},\"zz\":1}}")),
        ] {
            let sandbox = sandbox(name, &text);
            let copy = sandbox.run(&["redact", "--key-file", "key", name]);
            assert_eq!(copy.code, 0, "{header}: {copy:?}");
            let shown = sandbox.run(&["inspect", "--full", name]);
            for secret in SECRETS {
                assert!(!copy.stdout.contains(secret), "{name}: {}", copy.stdout);
                assert!(!shown.stdout.contains(secret), "{name}: {}", shown.stdout);
            }
        }
    }
}

#[test]
fn the_time_of_a_signature_stays_and_a_header_behind_another_on_its_line_is_its_own() {
    let line = "2026-05-01 INFO Authorization: Bearer AAAbbb777ccc cookie: sid=BBB77zz81 body={\"a\":1}\n";
    let signed =
        format!("POST /x HTTP/1.1\r\nHost: a\r\nX-Signature: t=1777629600,v1={}\r\n\r\n{BODY}", SECRETS[4]);
    let sandbox = sandbox("a.log", line);
    sandbox.file("a.http", signed);
    let log = sandbox.run(&["redact", "--key-file", "key", "a.log"]).stdout;
    assert!(log.contains("Authorization: Bearer x") && log.contains(" cookie: sid=x"), "{log}");
    assert!(log.ends_with(" body={\"a\":1}\n") && !log.contains("BBB77"), "{log}");
    let http = sandbox.run(&["redact", "--key-file", "key", "a.http"]).stdout;
    assert!(http.contains("X-Signature: t=1777629600,v1=x"), "{http}");
}
