use hookspect::capture::{Fidelity, Headers};
use hookspect::signature::{Delivery, Reason, SignedForm, Verdict, sign, verify};

use super::{PLAIN, headers, one, secret, verdict};

#[test]
fn a_body_that_says_something_else_is_never_taken_for_the_signed_one() {
    let key = secret(b"key");
    for (signed, kept) in [
        // Half of a surrogate pair, read as the character that stands for what cannot be read.
        ("{\"a\":\"\u{fffd}\"}", r#"{"a": "\ud800"}"#),
        (r#"{"a":"\ufffd"}"#, r#"{"a": "\udc00\ud800"}"#),
        ("{\"\u{fffd}\":1}", r#"{"\udfff": 1}"#),
        // Numbers that a double would round to the signed one.
        (r#"{"a":9007199254740992}"#, r#"{"a": 9007199254740993}"#),
        (r#"{"a":1.2345678901234568e+22}"#, r#"{"a": 12345678901234567890123}"#),
        (r#"{"a":1}"#, r#"{"a": 1.00000000000000000001}"#),
        (r#"{"a":null}"#, r#"{"a": 1e999}"#),
        (r#"{"a":0}"#, r#"{"a": -0}"#),
        // A key that most programs would keep one of.
        (r#"{"a":2}"#, r#"{"a": 1, "a": 2}"#),
        (r#"{"a":1,"a":2}"#, r#"{"a": 1, "a": 2}"#),
        (r#"{"a":2}"#, r#"{"\u0061": 1, "a": 2}"#),
        // Another order, another type, another text.
        (r#"{"a":1,"b":2}"#, r#"{"b": 2, "a": 1}"#),
        (r#"{"a":"1"}"#, r#"{"a": 1}"#),
        (r#"{"a":"x"}"#, r#"{"a": "x "}"#),
    ] {
        let value = sign(&PLAIN, &key, signed.as_bytes(), &Headers::default()).unwrap().1;
        let headers = headers(&[("X-Signature", &value)]);
        for kept in [kept.to_owned(), kept.replace(", ", ",\n")] {
            for fidelity in
                [Fidelity::Exact, Fidelity::Reserialised, Fidelity::Transcoded, Fidelity::Truncated]
            {
                let delivery =
                    Delivery { body: kept.as_bytes(), fidelity, headers: &headers, received_at: None };
                let verdict = verify(&PLAIN, one(&key), delivery).verdict();
                assert_ne!(verdict, Verdict::Valid, "{signed} is not {kept} ({fidelity:?})");
            }
        }
    }
    let mut not_utf_8 = b"{\"a\": \"?\"}".to_vec();
    not_utf_8[7] = 0xff;
    let value = sign(&PLAIN, &key, "{\"a\":\"\u{fffd}\"}".as_bytes(), &Headers::default()).unwrap().1;
    let headers = headers(&[("X-Signature", &value)]);
    let fidelity = Fidelity::Reserialised;
    let delivery = Delivery { body: &not_utf_8, fidelity, headers: &headers, received_at: None };
    assert_eq!(verify(&PLAIN, one(&key), delivery).verdict(), Verdict::CannotTell);
}

#[test]
fn numbers_of_any_size_are_written_as_they_were_kept() {
    let key = secret(b"key");
    let value =
        sign(&PLAIN, &key, br#"{"a":12345678901234567890123,"b":1.50}"#, &Headers::default()).unwrap().1;
    let kept = b"{\n  \"a\": 12345678901234567890123,\n  \"b\": 1.50\n}";
    assert_eq!(verdict(&PLAIN, one(&key), kept, &[("X-Signature", &value)]).0, Verdict::Valid);
}

#[test]
fn a_line_end_at_the_end_may_have_come_or_gone_and_nothing_else() {
    let key = secret(b"key");
    let signed = |body: &[u8]| sign(&PLAIN, &key, body, &Headers::default()).unwrap().1;
    for (sent, kept, form) in [
        (&b"{}"[..], &b"{}"[..], Some(SignedForm::AsKept)),
        (b"{}", b"{}\n", Some(SignedForm::WithoutNewline)),
        (b"{}", b"{}\r\n", Some(SignedForm::WithoutNewline)),
        (b"{}\n", b"{}", Some(SignedForm::WithNewline)),
        (b"{}\r\n", b"{}", Some(SignedForm::WithNewline)),
        (b"{}\n", b"{}\n", Some(SignedForm::AsKept)),
        (b"[]", b"{}\n", None),
        (b"[]", b"{}", None),
        (b"{} ", b"{}", None),
        (b"{}\n\n", b"{}", None),
    ] {
        let value = signed(sent);
        let headers = headers(&[("X-Signature", &value)]);
        let delivery =
            Delivery { body: kept, fidelity: Fidelity::Exact, headers: &headers, received_at: None };
        let expected = form.map_or(Reason::Wrong, Reason::Fits);
        assert_eq!(verify(&PLAIN, one(&key), delivery), expected, "{sent:?} kept as {kept:?}");
    }
}
