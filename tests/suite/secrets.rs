//! No secret in any output: each is replaced by a canary, and every command and format is run.

use crate::support::wrapping::{Request, forms};
use crate::support::{Sandbox, samples};
use serde_json::{Value, json};

const SECRET_NAMES: &[&str] = &[
    "temp_password",
    "auth_token",
    "w8_form_url",
    "w9_form_url",
    "default_webhook_url",
    "payment_info",
    "w9_form",
    "password_setup_url",
];
const COMMANDS: &[&[&str]] = &[
    &["inspect"],
    &["inspect", "--full"],
    &["validate"],
    &["validate", "-v"],
    &["detect"],
    &["summary"],
    &["drift"],
    &["inspect", "--strict", "--color", "always"],
];
const FORMATS: &[&str] = &["human", "line", "csv", "concise", "json", "ndjson"];

/// Runs everything over a text and asserts that no canary comes out, neither whole nor its telling part.
fn assert_no_canary(what: &str, text: &[u8]) {
    let sandbox = Sandbox::new();
    sandbox.file("captured.json", text);
    for command in COMMANDS {
        for format in FORMATS {
            let run = sandbox.run(&[command, &["--format", format, "captured.json"][..]].concat());
            let out = format!("{}{}", run.stdout, run.stderr);
            assert!(
                !out.contains("CANARY"),
                "{what}: {command:?} --format {format} leaks:\n{out}\nfrom {}",
                String::from_utf8_lossy(text)
            );
            assert!(!out.contains("7777777"), "{what}: {command:?} --format {format} leaks a number:\n{out}");
        }
    }
}

/// Puts canaries where secrets are; returns how many.
fn plant(value: &mut Value, inside: bool) -> usize {
    match value {
        Value::Object(members) => members
            .iter_mut()
            .map(|(key, member)| plant(member, inside || SECRET_NAMES.contains(&key.as_str())))
            .sum(),
        Value::Array(items) => items.iter_mut().map(|item| plant(item, inside)).sum(),
        other if inside => {
            *other = json!("CANARY-https://x.example/CANARY");
            1
        }
        _ => 0,
    }
}

#[test]
fn no_secret_of_any_sample_comes_out() {
    let mut planted = 0;
    for (id, text) in samples() {
        let mut value: Value = serde_json::from_str(&text).unwrap();
        let count = plant(&mut value, false);
        planted += count;
        if count > 0 {
            assert_no_canary(&id, format!("{value:#}").as_bytes());
        }
    }
    assert!(planted > 20, "only {planted} secrets in all samples");
}

#[test]
fn secrets_of_another_type_repeated_nested_or_beside_findings_do_not_come_out() {
    for secret in [
        r#""temp_password": 77777771"#,
        r#""temp_password": ["CANARY"]"#,
        r#""temp_password": {"a": {"b": "CANARY"}}"#,
        r#""temp_password": "CANARY", "temp_password": "CANARY2""#,
        r#""auth_token": "\u0043ANARY \u0043CANARY""#,
        r#""temp_pasword": "CANARY""#,
        r#""authToken": "CANARY""#,
        r#""Auth-Token": "CANARY""#,
        r#""temp\u005fpassword": "CANARY""#,
        r#""client_secret": "CANARY""#,
    ] {
        let payload = format!(
            r#"{{"event":{{"id":1,"type":"promoter_signed_up","created_at":"no time"}},"data":{{"promoter":{{"id":"9",{secret},"email":7}},"promotions":[]}}}}"#
        );
        assert_no_canary(secret, payload.as_bytes());
    }
}

#[test]
fn names_decide_in_payloads_of_nobody() {
    for name in
        ["password", "api_key", "apiKey", "Authorization", "Set-Cookie", "x-access-token", "clientSecret"]
    {
        assert_no_canary(
            name,
            json!({ "headers": { name: "CANARY" }, "list": [{ name: ["CANARY", 77_777_771] }] })
                .to_string()
                .as_bytes(),
        );
    }
}

#[test]
fn changes_of_secrets_do_not_come_out() {
    let payload = json!({
        "event_id": "6f1c9a52-0d3e-4b7a-9c11-5e2f00000001", "event_type": "promoter.updated", "action": "updated",
        "entity_type": "promoter", "entity_id": 5, "changes": { "password_setup_url": ["CANARY", "CANARY2"], "x": [1] },
        "data": { "id": 6, "password_setup_url": "CANARY" }, "timestamp": "2026-01-01T00:00:00Z"
    });
    assert_no_canary("changes", payload.to_string().as_bytes());
}

#[test]
fn text_that_does_not_parse_keeps_its_secrets() {
    for broken in [
        r#"{"auth_token": "CANARY"#,
        r#"{"auth_token": "CANARY", "a": 1,}"#,
        r#"{"a": 1,, "auth_token": "CANARY"}"#,
        r#"{"auth_token": "CAN"ARY CANARY", "b": 2}"#,
        r"{'auth_token': 'CANARY', 'b': 2}",
        r#"{auth_token: "CANARY"}"#,
        r"{auth_token: CANARY, b}",
        "{\"auth_token\":\n\n  \"CANARY\" \"x\"}",
        r#"{"payment_info": {"iban": "CANARY", oops}, "x": 1}"#,
        "Authorization: Bearer CANARY",
        "password=CANARY&user=1",
        "{\"auth_token\": \"CANARY\u{1}\"}",
        "{\"auth_token\": CANARY}",
        r#"{"auth_token"::"CANARY"}"#,
        r#"{"auth_token";"CANARY"}"#,
        r#"{"auth_token"->"CANARY"}"#,
        r#"{"auth_token"=>"CANARY"}"#,
    ] {
        assert_no_canary("broken", broken.as_bytes());
    }
    assert_no_canary("invalid UTF-8", b"{\"auth_token\": \"CANARY\xff\", \"a\": 1}");
}

#[test]
fn every_cut_of_a_payload_keeps_its_secrets() {
    let payload = br#"{"event":{"id":1,"type":"promoter_accepted"},"data":{"promoter":{"temp_password":"CANARY","auth_token":"CANARY-2"}}}"#;
    let sandbox = Sandbox::new();
    for end in (60..payload.len()).step_by(3) {
        let run = sandbox.run_with(&["validate"], &payload[..end]);
        assert!(!run.stdout.contains("CAN"), "cut at {end}: {}", run.stdout);
    }
}

#[test]
fn show_secrets_shows_them() {
    let run = Sandbox::new().run_with(&["inspect", "--show-secrets"], br#"{"password": "CANARY"}"#);
    assert!(run.stdout.contains("CANARY"), "{}", run.stdout);
}

#[test]
fn mask_personal_hides_names_addresses_and_money_too() {
    let (_, text) = samples().into_iter().find(|(id, _)| id == "uppromote/affiliate.new").unwrap();
    let sample: Value = serde_json::from_str(&text).unwrap();
    let email = sample["email"].as_str().unwrap();
    let sandbox = Sandbox::new();
    sandbox.file("affiliate.new.json", text.replace("\"id\":", "\"idd\": 1, \"id\":"));
    for format in FORMATS {
        let plain = sandbox.run(&["inspect", "--format", format, "affiliate.new.json"]);
        let masked =
            sandbox.run(&["inspect", "--format", format, "--mask", "personal", "affiliate.new.json"]);
        assert!(!masked.stdout.contains(email), "{format}: {}", masked.stdout);
        assert!(plain.stdout.contains(email) || *format == "concise", "{format}: {}", plain.stdout);
    }
}

#[test]
fn no_secret_of_a_captured_payload_or_of_its_request_comes_out() {
    let (id, text) = samples().into_iter().find(|(id, _)| id == "firstpromoter/promoter_accepted").unwrap();
    let mut value: Value = serde_json::from_str(&text).unwrap();
    assert!(plant(&mut value, false) > 0, "{id} has no secret");
    value["data"]["auth_token"] = json!("CANARY");
    value["event"]["id"] = json!("wrong, so that there is a snippet");
    for form in forms() {
        let path = "/hook?token=CANARY&x=1".to_owned();
        let whole = (form.make)(&Request { body: value.to_string(), signature: "00".to_owned(), path });
        let sandbox = Sandbox::new();
        // The ending tells nothing here: content does.
        for (name, text) in [("whole", whole.as_slice()), ("cut", &whole[..whole.len() * 9 / 10])] {
            sandbox.file(name, text);
        }
        for arguments in [
            &["inspect"][..],
            &["validate", "-v"],
            &["validate", "-v", "--no-unwrap"],
            &["inspect", "--no-unwrap", "--full"],
            &["inspect", "--format", "json"],
            &["inspect", "--format", "json", "--no-unwrap"],
            &["unwrap", "--format", "json", "-v"],
            &["normalize"],
            &["verify"],
        ] {
            for name in ["whole", "cut"] {
                let run = sandbox.run(&[arguments, &[name]].concat());
                let out = format!("{}{}", run.stdout, run.stderr);
                assert!(!out.contains("CANARY"), "{} {arguments:?} {name} leaks:\n{out}", form.name);
            }
        }
    }
}

/// What a member of nobody's payload is called, what it holds, and whether that is shown.
const MEMBERS: &[(&str, &str, bool)] = &[
    // Counts, booleans, ids, times, kinds.
    ("tokens_used", "5120", true),
    ("max_tokens", "4096", true),
    ("total_tokens", "\"4096\"", true),
    ("cookies_accepted", "true", true),
    ("cookie", "\"accepted\"", true),
    ("token_id", "\"a81bc81b-dead-4e5d-abff-90865d1e13b1\"", true),
    ("card_token", "\"card_1Nv0FGQ9RKHgCVdK\"", true),
    ("tokenization_method", "\"apple_pay\"", true),
    ("secret_type", "\"shop_api_key\"", true),
    ("secrets", "\"read\"", true),
    ("access_tokens_url", "\"https://api.example/installations/2/access_tokens\"", true),
    ("payment_id", "\"pay_1\"", true),
    ("paymentId", "\"pay_1\"", true),
    ("form_url", "\"https://shop.example/forms/1\"", true),
    ("details", "\"as agreed\"", true),
    ("detail", "\"as agreed\"", true),
    ("meta", "\"as agreed\"", true),
    ("emails", "\"read\"", true),
    ("secretary", "\"Ada\"", true),
    ("authorization", "\"123456\"", true),
    ("author", "\"Ada\"", true),
    ("authorized_at", "\"2026-05-01T00:00:00Z\"", true),
    ("token_expires_at", "1767225600", true),
    ("session", "\"2026-05-01\"", true),
    ("auth", "\"none\"", true),
    ("auth_type", "\"oauth2\"", true),
    ("signature", "\"valid\"", true),
    ("next_page_token", "\"CAUQAA\"", true),
    ("public_key", "\"AAAAB3NzaC1yc2EA\"", true),
    ("idempotency_key", "\"8e03978e-40d5\"", true),
    ("sort_key", "\"name\"", true),
    ("pass", "true", true),
    ("pass", "12", true),
    ("pass", "\"passed\"", true),
    ("password", "null", true),
    ("password", "\"\"", true),
    ("password_changed_at", "\"2026-05-01T00:00:00Z\"", true),
    ("api_key", "\"{{api_key}}\"", true),
    ("api_key_id", "\"17\"", true),
    ("pinned", "\"yes\"", true),
    ("country_code", "\"PT\"", true),
    ("last4", "\"4242\"", true),
    ("order", "4242424242424241", true),
    ("created", "1767225600123", true),
    // What opens something.
    ("password", "\"hunter2\"", false),
    ("newPassword", "\"hunter2\"", false),
    ("password_confirmation", "\"hunter2\"", false),
    ("db_password", "12345", false),
    ("pwd", "\"hunter2\"", false),
    ("pass", "\"hunter2\"", false),
    ("passwd", "\"hunter2\"", false),
    ("pin", "\"1234\"", false),
    ("pin", "1234", false),
    ("otp", "\"123456\"", false),
    ("verification_code", "\"123456\"", false),
    ("session", "\"746c9115\"", false),
    ("sessionId", "\"746c9115\"", false),
    ("auth", "\"abc\"", false),
    ("authKey", "\"abc\"", false),
    ("jwt", "\"abc\"", false),
    ("token", "\"abcdef\"", false),
    ("accesstoken", "\"abcdef\"", false),
    ("refresh_tokens", "[\"abcdef\"]", false),
    ("X-Api-Key", "\"abcdef\"", false),
    ("signature_key", "\"abcdef\"", false),
    ("aeg-sas-key", "\"abcdef\"", false),
    ("user-key", "\"abcdef\"", false),
    ("x-csrf-jwt", "\"abc\"", false),
    ("cookies", "\"a=1; b=2\"", false),
    ("hmac", "\"ab12\"", false),
    ("card_number", "\"4000000000000002\"", false),
    ("card_number", "4000000000000002", false),
    ("cvv", "\"737\"", false),
    ("cvc", "737", false),
    ("iban", "\"DE00 1234\"", false),
    ("ssn", "\"078-05-1120\"", false),
    ("tax_id", "\"12-3456789\"", false),
    ("reset_link", "\"https://shop.example/r/abc\"", false),
    ("ResponseURL", "\"https://store.example/abc\"", false),
    ("payment_info", "\"account 7\"", false),
    ("paymnt_info", "\"account 7\"", false),
    ("token_v2", "\"v02abc9912\"", false),
    ("private_key_pem", "\"MIIabc\"", false),
    ("privateKeyData", "\"MIIabc\"", false),
    ("signing_secret_v1", "\"abc9912\"", false),
    ("authorization", "\"key_9sabc81mnop12\"", false),
    ("session_id", "\"sess_9sabc81mnop12\"", false),
    ("x", "\"Bearer Rq7sabc81mnop12K\"", false),
    ("x", "\"sent with Bearer Rq7sabc81mnop12K by Ada\"", false),
    ("x", "\"Basic dXNlcjpwYXNzMTIz\"", false),
    ("x", "\"Bearer of good news in 2026\"", true),
    ("x", "\"Basic plans for 12 months\"", true),
    ("headers", "[[\"Authorization\",\"Token abc\"],[\"Accept\",\"*/*\"]]", false),
    ("headers", "[[\"Accept\",\"*/*\"]]", true),
    ("rawHeaders", "[\"Host\",\"shop.example\",\"Cookie\",\"a=1\"]", false),
    ("rawHeaders", "[\"Host\",\"shop.example\",\"Accept\",\"cookie\"]", true),
    ("required", "[\"password\",\"token\"]", true),
    ("cvv", "\"A737\"", false),
    ("cvv", "\"M\"", true),
    ("cvc_check", "\"pass\"", true),
    ("ssn", "\"XXX-XX-112\"", false),
    ("security_answer", "\"Rex\"", false),
    ("security_question_answer", "\"Rex\"", false),
    ("security_question", "\"Your first pet?\"", true),
    ("answer", "\"Rex\"", true),
    ("PASS WORD", "\"hunter2\"", false),
    ("pass\u{200b}word", "\"hunter2\"", false),
    ("words", "\"as agreed\"", true),
    ("word", "\"as agreed\"", true),
    ("mot_de_passe", "\"hunter2\"", false),
    ("motDePasse", "\"hunter2\"", false),
    ("passe", "\"as agreed\"", true),
    ("benutzerpasswort", "\"hunter2\"", false),
    ("CONTRASEÑA", "\"hunter2\"", false),
    ("パスワード", "\"hunter2\"", false),
    ("ログインパスワード", "\"hunter2\"", false),
    ("名前", "\"as agreed\"", true),
    ("Пароль", "\"hunter2\"", false),
    ("密码", "\"hunter2\"", false),
    ("x", "\"mysqldump -u ada -phunter2 shop\"", false),
    ("x", "\"mysql -phunter2\"", false),
    ("x", "\"mysql -u ada -p shop\"", true),
    ("x", "\"nmap -p443 shop.example\"", true),
    ("x", "\"a: 1\\napi_key: >-\\n  hunter2\\n  hunter2\\nb: 2\"", false),
    ("x", "\"choose a password:\\n  name: yours\"", true),
];

#[test]
fn a_name_and_its_value_decide_together() {
    let lines: Vec<String> =
        MEMBERS.iter().map(|(name, value, _)| format!("{{\"{name}\":{value}}}")).collect();
    let run =
        Sandbox::new().run_with(&["normalize", "--payload", "compact", "-q"], lines.join("\n").as_bytes());
    let shown: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(shown.len(), lines.len());
    let wrong: Vec<&String> = MEMBERS
        .iter()
        .zip(lines.iter().zip(shown))
        .filter(|((.., is_shown), (line, shown))| *is_shown != (*line == shown))
        .map(|(_, (line, _))| line)
        .collect();
    assert!(wrong.is_empty(), "wrongly shown or hidden: {wrong:#?}");
}

#[test]
fn an_object_is_not_hidden_for_its_name() {
    for text in [
        r#"{"personal_access_token_request":{"id":1,"reason":"deploys"}}"#,
        r#"{"authorizations":[{"team_id":"T1","user_id":"U1","is_bot":true}]}"#,
        r#"{"token":{"id":"tok_1","type":"card","created_at":"2026-05-01T00:00:00Z"}}"#,
        r#"{"session":{"id":"cs_test_a1","status":"open","customer":"Ada"}}"#,
    ] {
        let run = Sandbox::new().run_with(&["normalize", "--payload", "compact", "-q"], text.as_bytes());
        assert_eq!(run.stdout.trim(), text);
    }
}
