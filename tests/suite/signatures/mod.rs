//! Signature schemes as data, against vectors that their makers or an RFC have published.

/// Bodies that are not kept as they were signed.
mod bodies;

use hookspect::capture::{Fidelity, Headers};
use hookspect::model::Scheme;
use hookspect::model::signature::{Encoding, Hash, Key, Layout, Part, Timestamp};
use hookspect::signature::{
    Delivery, Reason, Secret, SecretError, SignatureError, Surplus, Verdict, sign, verify,
};

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
    said(&verify(
        scheme,
        secrets,
        Delivery { body, fidelity: Fidelity::Exact, headers: &headers, received_at: None },
    ))
}

fn said(reason: &Reason<'_>) -> (Verdict, String) {
    (reason.verdict(), reason.to_string())
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
        said(&verify(
            &TIMED,
            one(&key),
            Delivery { body, fidelity: Fidelity::Exact, headers: &headers, received_at },
        ))
    };
    let undated = received(None);
    assert!(undated.0 == Verdict::Valid && undated.1.ends_with("whether that was too late"), "{undated:?}");
    for (away, verdict) in
        [(-301, Verdict::Invalid), (-300, Verdict::Valid), (0, Verdict::Valid), (300, Verdict::Valid)]
    {
        assert_eq!(received(Some(1_700_000_000 + away)).0, verdict, "{away}");
    }
    assert_eq!(received(Some(i64::MIN)).0, Verdict::Invalid);
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
        said(&verify(&PLAIN, one(&key), Delivery { body, fidelity, headers: &headers, received_at: None }))
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

/// The signature of `{}` under PLAIN and the secret `key`.
fn code() -> String {
    sign(&PLAIN, &secret(b"key"), b"{}", &Headers::default()).unwrap().1
}

#[test]
fn every_signature_that_is_not_whole_and_in_the_form_of_the_scheme_is_refused() {
    let (key, code) = (secret(b"key"), code());
    let other = |hash| sign(&Scheme { hash, ..PLAIN }, &key, b"{}", &Headers::default()).unwrap().1;
    let bytes = base16ct::lower::decode_vec(&code).unwrap();
    let mut wrong: Vec<String> = (0..code.len()).map(|length| code[..length].to_owned()).collect();
    wrong.extend((1..code.len()).map(|start| code[start..].to_owned()));
    wrong.extend([
        format!("{code}0"),
        format!("{code}00"),
        format!("{code}{code}"),
        format!("{code},{code}"),
        format!("{code}\0"),
        format!("\"{code}\""),
        format!("sha256={code}"),
        format!("0x{code}"),
        format!("{} {}", &code[..32], &code[32..]),
        format!("\u{a0}{code}"),
        // Full-width digits, and letters that look like hexadecimal ones.
        code.replace(|c: char| c.is_ascii_digit(), "\u{ff11}"),
        code.replace('a', "\u{430}"),
        base64::Engine::encode(&base64::engine::general_purpose::STANDARD, &bytes),
        other(Hash::Sha1),
        other(Hash::Sha512),
    ]);
    for value in wrong {
        assert_eq!(
            verdict(&PLAIN, one(&key), b"{}", &[("X-Signature", &value)]).0,
            Verdict::Invalid,
            "{value}"
        );
    }
    for value in ["sha256=", "sha256= ", "SHA256=", "sha1=", "", &code, &format!("sha256= {code}")] {
        let (verdict, why) = verdict(&PREFIXED, one(&key), b"{}", &[("X-Hub-Signature-256", value)]);
        assert_eq!(
            (verdict, why.as_str()),
            (Verdict::Invalid, "the header X-Hub-Signature-256 holds no signature of the scheme"),
            "{value}"
        );
    }
}

#[test]
fn blanks_around_a_headers_value_do_not_count() {
    let (key, code) = (secret(b"key"), code());
    for value in [format!(" {code}"), format!("{code} "), format!("\t {code} \t")] {
        assert_eq!(
            verdict(&PLAIN, one(&key), b"{}", &[("X-Signature", &value)]).0,
            Verdict::Valid,
            "{value:?}"
        );
    }
}

#[test]
fn of_several_headers_each_must_hold_a_signature_that_fits() {
    let (key, code) = (secret(b"key"), code());
    let other = sign(&PLAIN, &key, b"[]", &Headers::default()).unwrap().1;
    let several = |values: &[&str]| {
        let lines: Vec<(&str, &str)> = values.iter().map(|value| ("X-Signature", *value)).collect();
        verdict(&PLAIN, one(&key), b"{}", &lines)
    };
    assert_eq!(several(&[&code, &code]).0, Verdict::Valid);
    for wrong in [other.as_str(), "zz", "", &code[1..]] {
        assert_eq!(several(&[&code, wrong]).0, Verdict::Invalid, "{wrong:?} after");
        assert_eq!(several(&[wrong, &code]).0, Verdict::Invalid, "{wrong:?} before");
    }
    assert_eq!(
        several(&[&code, &other]).1,
        "the header X-Signature is there more than once, and not each of them is the signature of this body"
    );
    assert_eq!(several(&[&other, &other]).1, "the signature is not that of this body and secret");
    assert_eq!(several(&vec![code.as_str(); 16]).0, Verdict::Valid);
    assert_eq!(several(&vec![code.as_str(); 17]).0, Verdict::Invalid, "no sender repeats itself so often");
    // Of a body whose bytes are lost, one signature that fits says what was sent: the other one is wrong.
    let headers = headers(&[("X-Signature", &code), ("X-Signature", &other)]);
    let fidelity = Fidelity::Reserialised;
    let delivery = Delivery { body: b"{ }", fidelity, headers: &headers, received_at: None };
    assert_eq!(verify(&PLAIN, one(&key), delivery), Reason::OneIsWrong("X-Signature"));
}

#[test]
fn a_scheme_that_lists_signatures_asks_for_one_that_fits_in_each_header() {
    let key = secret(b"key");
    let kept = headers(&[("X-Timed-Signature", "t=1700000000")]);
    let good = sign(&TIMED, &key, b"{}", &kept).unwrap().1;
    let later = headers(&[("X-Timed-Signature", "t=1700000600")]);
    let later = sign(&TIMED, &key, b"{}", &later).unwrap().1;
    let listed = |values: &[&str]| {
        let lines: Vec<(&str, &str)> = values.iter().map(|value| ("X-Timed-Signature", *value)).collect();
        let headers = headers(&lines);
        let received_at = Some(1_700_000_000);
        let delivery = Delivery { body: b"{}", fidelity: Fidelity::Exact, headers: &headers, received_at };
        verify(&TIMED, one(&key), delivery)
    };
    assert_eq!(listed(&[&format!("{good},v1=00,v0=zz")]).verdict(), Verdict::Valid);
    assert_eq!(listed(&[&format!("{} , v1=00", good.replace(',', ", "))]).verdict(), Verdict::Valid);
    assert_eq!(listed(&[&good, "t=1700000000,v1=00"]), Reason::OneIsWrong("X-Timed-Signature"));
    assert_eq!(listed(&[&good, "t=1700000000,v0=00"]), Reason::NoSignature("X-Timed-Signature"));
    assert_eq!(listed(&[&good.replace("t=1700000000,", "")]), Reason::Unusable(SignatureError::MissingTime));
    // Each header is signed with the time in it, and none may be late.
    assert_eq!(listed(&[&good, &later]), Reason::Late { away: 600, tolerance: 300 });
    assert_eq!(listed(&[&later]), Reason::Late { away: 600, tolerance: 300 });
}

#[test]
fn a_time_that_is_not_a_number_of_seconds_settles_nothing() {
    let key = secret(b"key");
    for time in ["soon", "", "-5", "+1700000000", "1700000000.0", "\u{ff11}", "99999999999999999999"] {
        let field = format!("t={time}");
        let kept = headers(&[("X-Timed-Signature", &field)]);
        let value = sign(&TIMED, &key, b"{}", &kept).unwrap().1;
        let headers = headers(&[("X-Timed-Signature", &value)]);
        let delivery =
            Delivery { body: b"{}", fidelity: Fidelity::Exact, headers: &headers, received_at: None };
        assert_eq!(verify(&TIMED, one(&key), delivery), Reason::NoTime, "{time:?}");
    }
}

#[test]
fn a_signed_header_that_says_two_things_settles_nothing() {
    let key = secret(b"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    let lines = [("webhook-id", "msg_1"), ("webhook-timestamp", "1614265330")];
    let value = sign(&STANDARD, &key, b"{}", &headers(&lines)).unwrap().1;
    let with = |extra: (&str, &str)| {
        let headers = headers(&[lines[0], lines[1], ("webhook-signature", &value), extra]);
        let delivery =
            Delivery { body: b"{}", fidelity: Fidelity::Exact, headers: &headers, received_at: None };
        verify(&STANDARD, one(&key), delivery)
    };
    assert_eq!(with(("Webhook-Id", " msg_1 ")).verdict(), Verdict::Valid);
    for (name, value, header) in
        [("webhook-id", "msg_2", "webhook-id"), ("webhook-timestamp", "1714265330", "webhook-timestamp")]
    {
        assert_eq!(with((name, value)), Reason::Unusable(SignatureError::SeveralValues(header)));
    }
}

#[test]
fn a_secret_is_what_stands_between_a_byte_order_mark_and_the_line_end() {
    let code = code();
    for (text, surplus) in [
        (&b"key"[..], None),
        (b"key\n", None),
        (b"key\n\n", None),
        (b"key\r\n", Some(Surplus::LineEnd)),
        (b"\xef\xbb\xbfkey\n", Some(Surplus::Mark)),
        (b"\xef\xbb\xbfkey\r\n", Some(Surplus::MarkAndLineEnd)),
    ] {
        let lines = [("X-Signature", code.as_str())];
        assert_eq!(verdict(&PLAIN, &[secret(text)], b"{}", &lines).0, Verdict::Valid, "{text:?}");
        assert_eq!(Secret::surplus(text), surplus, "{text:?}");
    }
    for text in [&b" key"[..], b"key ", b"KEY"] {
        let lines = [("X-Signature", code.as_str())];
        assert_eq!(verdict(&PLAIN, &[secret(text)], b"{}", &lines).0, Verdict::Invalid, "{text:?}");
    }
}

#[test]
fn a_secret_that_everybody_has_is_refused() {
    for text in [&b""[..], b"\n", b"\r\n", b" \t\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\r\n"] {
        assert_eq!(Secret::new(text).err(), Some(SecretError::Empty), "{text:?}");
    }
    assert_eq!(Secret::new(b"\xff\xfek\0").err(), Some(SecretError::Utf16));
    assert_eq!(Secret::new(b"\xfe\xff\0k").err(), Some(SecretError::Utf16));
    assert!(Secret::new(b"\xff\xfekey").is_ok(), "bytes may be a key");
    let lines = [("webhook-id", "msg_1"), ("webhook-timestamp", "1614265330")];
    let forged = Scheme { key: Key::Text, ..STANDARD };
    let empty = secret(b"whsec_");
    assert_eq!(
        sign(&STANDARD, &empty, b"{}", &headers(&lines)),
        Err(SignatureError::EmptyKey { prefix: "whsec_" })
    );
    let value = sign(&forged, &secret(b"x"), b"{}", &headers(&lines)).unwrap().1;
    let headers = headers(&[lines[0], lines[1], ("webhook-signature", &value)]);
    let delivery = Delivery { body: b"{}", fidelity: Fidelity::Exact, headers: &headers, received_at: None };
    let refused = verify(&STANDARD, one(&empty), delivery);
    assert_eq!(refused, Reason::Unusable(SignatureError::EmptyKey { prefix: "whsec_" }));
}
