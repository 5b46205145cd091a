//! Signature schemes as data, against vectors that their makers or an RFC have published.

use hookspect::capture::{Fidelity, Headers};
use hookspect::model::Scheme;
use hookspect::model::signature::{Encoding, Hash, Key, Layout, Part, Timestamp};
use hookspect::signature::{Delivery, Secret, Verdict, sign, verify};

const PLAIN: Scheme = Scheme::hex_sha256("X-Signature", "made up");

/// Hexadecimal digits after a prefix, as GitHub has them.
const PREFIXED: Scheme =
    Scheme { header: "X-Hub-Signature-256", layout: Layout::One { prefix: "sha256=" }, ..PLAIN };

/// Standard Webhooks; Svix is the same under other names of headers.
const STANDARD: Scheme = Scheme {
    name: "standard-webhooks",
    header: "webhook-signature",
    hash: Hash::Sha256,
    encoding: Encoding::Base64,
    layout: Layout::Several { separator: ' ', prefix: "v1," },
    signed: &[Part::Header("webhook-id"), Part::Text("."), Part::Timestamp, Part::Text("."), Part::Body],
    timestamp: Some((Timestamp::Header("webhook-timestamp"), 300)),
    key: Key::Base64 { prefix: "whsec_" },
    sources: "published",
    absence: None,
};
const SVIX: Scheme = Scheme {
    header: "svix-signature",
    signed: &[Part::Header("svix-id"), Part::Text("."), Part::Timestamp, Part::Text("."), Part::Body],
    timestamp: Some((Timestamp::Header("svix-timestamp"), 300)),
    ..STANDARD
};

/// `t=...,v1=...`: the time among the signatures.
const TIMED: Scheme = Scheme {
    header: "X-Timed-Signature",
    layout: Layout::Several { separator: ',', prefix: "v1=" },
    signed: &[Part::Timestamp, Part::Text("."), Part::Body],
    timestamp: Some((Timestamp::Field("t="), 300)),
    ..PLAIN
};

fn secret(text: &[u8]) -> Secret {
    Secret::new(text).unwrap()
}

fn headers(lines: &[(&str, &str)]) -> Headers {
    let mut headers = Headers::default();
    for (name, value) in lines {
        headers.push(*name, *value);
    }
    headers
}

fn verdict(scheme: &Scheme, secrets: &[Secret], body: &[u8], lines: &[(&str, &str)]) -> (Verdict, String) {
    let headers = headers(lines);
    verify(
        scheme,
        secrets,
        Delivery { body, fidelity: Fidelity::Exact, headers: &headers, received_at: None },
    )
}

fn one(key: &Secret) -> &[Secret] {
    std::slice::from_ref(key)
}

#[test]
fn the_hashes_give_the_codes_of_rfc_2202_and_rfc_4231() {
    let text = b"what do ya want for nothing?";
    for (hash, code) in [
        (Hash::Sha1, "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"),
        (Hash::Sha256, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
        (
            Hash::Sha512,
            "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737",
        ),
    ] {
        let scheme = Scheme { hash, ..PLAIN };
        assert_eq!(
            sign(&scheme, &secret(b"Jefe"), text, &Headers::default()),
            Ok(("X-Signature", code.to_owned()))
        );
        assert_eq!(verdict(&scheme, &[secret(b"Jefe")], text, &[("x-signature", code)]).0, Verdict::Valid);
        let upper = code.to_uppercase();
        assert_eq!(verdict(&scheme, &[secret(b"Jefe")], text, &[("X-SIGNATURE", &upper)]).0, Verdict::Valid);
    }
}

#[test]
fn a_prefix_is_taken_off_and_needed() {
    let (key, body) = (secret(b"It's a Secret to Everybody"), b"Hello, World!");
    let code = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    let value = format!("sha256={code}");
    assert_eq!(verdict(&PREFIXED, one(&key), body, &[("X-Hub-Signature-256", &value)]).0, Verdict::Valid);
    assert_eq!(verdict(&PREFIXED, one(&key), body, &[("X-Hub-Signature-256", code)]).0, Verdict::Invalid);
    assert_eq!(sign(&PREFIXED, &key, body, &Headers::default()), Ok(("X-Hub-Signature-256", value)));
}

#[test]
fn standard_webhooks_and_svix_sign_the_id_and_the_time_too() {
    let key = secret(b"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    let (body, id, time) = (br#"{"test": 2432232314}"#, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330");
    let code = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    for (scheme, prefix) in [(&STANDARD, "webhook"), (&SVIX, "svix")] {
        let name = |rest: &str| format!("{prefix}-{rest}");
        let several = format!("v1,AAAA v2,BBBB {code}");
        let (id_name, time_name, code_name) = (name("id"), name("timestamp"), name("signature"));
        let lines = [(id_name.as_str(), id), (&time_name, time), (&code_name, several.as_str())];
        assert_eq!(verdict(scheme, one(&key), body, &lines).0, Verdict::Valid);
        let kept = headers(&lines[..2]);
        assert_eq!(sign(scheme, &key, body, &kept), Ok((scheme.header, code.to_owned())));
        assert_eq!(
            verdict(scheme, one(&key), body, &lines[1..]),
            (Verdict::CannotTell, format!("the header {prefix}-id, which is signed too, is missing"))
        );
        let changed = br#"{"test": 2432232315}"#;
        assert_eq!(verdict(scheme, one(&key), changed, &lines).0, Verdict::Invalid);
        let no_base64 = [secret(b"whsec_???")];
        assert_eq!(verdict(scheme, &no_base64, body, &lines).0, Verdict::CannotTell);
    }
}

#[test]
fn a_time_among_the_signatures_is_signed_and_its_tolerance_counts_from_the_receipt() {
    let key = secret(b"key");
    let body = b"{}";
    let kept = headers(&[("X-Timed-Signature", "t=1700000000")]);
    let (name, value) = sign(&TIMED, &key, body, &kept).unwrap();
    assert!(value.starts_with("t=1700000000,v1="), "{value}");
    let headers = headers(&[(name, &value)]);
    let received = |received_at: Option<i64>| {
        verify(
            &TIMED,
            one(&key),
            Delivery { body, fidelity: Fidelity::Exact, headers: &headers, received_at },
        )
    };
    assert_eq!(received(None).0, Verdict::Valid);
    assert_eq!(received(Some(1_700_000_300)).0, Verdict::Valid);
    assert_eq!(
        received(Some(1_700_000_301)),
        (
            Verdict::Invalid,
            "the signature fits, but it was received 301 seconds away from its signing, more than 300"
                .to_owned()
        )
    );
}

#[test]
fn what_the_capture_has_lost_decides_between_invalid_and_cannot_tell() {
    let key = secret(b"key\n");
    let sent = br#"{"url":"https:\/\/example.com","name":"zo\u00eb"}"#;
    let code = sign(&PLAIN, &key, sent, &Headers::default()).unwrap().1;
    let headers = headers(&[("X-Signature", &code)]);
    let kept = |body: &[u8], fidelity| {
        verify(&PLAIN, one(&key), Delivery { body, fidelity, headers: &headers, received_at: None })
    };
    let parsed = "{ \"url\": \"https://example.com\", \"name\": \"zo\u{eb}\" }".as_bytes();
    let other = br#"{"url":"https://example.org"}"#;
    assert_eq!(
        kept(&[sent.as_slice(), b"\n"].concat(), Fidelity::Exact),
        (
            Verdict::Valid,
            "the signature is that of the body without its final newline, which an editor may have added"
                .to_owned()
        )
    );
    assert_eq!(
        kept(parsed, Fidelity::Reserialised),
        (
            Verdict::Valid,
            "the signature is that of the body written compactly, with \\uXXXX and \\/ (PHP)".to_owned()
        )
    );
    assert_eq!(kept(parsed, Fidelity::Exact).0, Verdict::Invalid);
    assert_eq!(kept(other, Fidelity::Exact).0, Verdict::Invalid);
    for fidelity in [Fidelity::Reserialised, Fidelity::Transcoded, Fidelity::Truncated] {
        assert_eq!(kept(other, fidelity).0, Verdict::CannotTell, "{fidelity:?}");
    }
    assert_eq!(verdict(&PLAIN, one(&key), sent, &[]).0, Verdict::Unsigned);
    assert_eq!(verdict(&PLAIN, one(&key), sent, &[("X-Signature", "zz")]).0, Verdict::Invalid);
    assert_eq!(verdict(&PLAIN, &[], sent, &[("X-Signature", &code)]).0, Verdict::CannotTell);
    assert_eq!(verdict(&PLAIN, &[secret(b"old"), key], sent, &[("X-Signature", &code)]).0, Verdict::Valid);
}

#[test]
fn a_secret_is_never_printed() {
    assert_eq!(format!("{:?}", secret(b"hidden")), "Secret(••••)");
}
