//! Where secrets hide: in addresses, in pairs of name and value, in texts inside texts, in text that does not parse. Each
//! case stands in a file of its own; every command and every format is run over all of them.

use crate::support::Sandbox;

/// What a case holds where nothing may be seen: `CANARY`, or digits where only digits are a secret.
const CANARIES: [&str; 3] = ["CANARY", "4242424242424242", "DE89370400440532013000"];

/// The ending of the file, and what is in it.
const CASES: &[(&str, &str)] = &[
    // User information in addresses, with any punctuation.
    ("json", r#"{"callback":"https://user:CANARY@shop.example/x"}"#),
    ("json", r#"{"callback":"https:\/\/user:CANARY@shop.example\/x"}"#),
    ("json", r#"{"callback":"https://u:p@CANARY@h/hook"}"#),
    ("json", r#"{"callback":"https://u:CANARY/x@h/"}"#),
    ("json", r#"{"callback":"https://u:12/CANARY@h/"}"#),
    ("json", r#"{"callback":"https://u:a?CANARY#b@h/"}"#),
    ("json", r#"{"callback":"https://CANARY@h.example/"}"#),
    ("json", r#"{"text":"see https://u:CANARY@h.example, please"}"#),
    ("json", r#"{"dsn":"postgres://app:CANARY@db.example:5432/shop"}"#),
    ("json", r#"{"dsn":"redis://:CANARY@cache.example"}"#),
    ("json", r#"{"next":"https%3A%2F%2Fu%3ACANARY%40h.example%2F"}"#),
    ("json", r#"{"next":"/login?to=https%253A%252F%252Fu%253ACANARY%2540h.example"}"#),
    ("http", "POST https://u:p@CANARY@h/hook HTTP/1.1\r\nHost: x\r\nContent-Length: 7\r\n\r\n{\"a\":1}"),
    ("http", "POST //u:CANARY@h/hook HTTP/1.1\r\nHost: x\r\nContent-Length: 7\r\n\r\n{\"a\":1}"),
    ("http", "POST https://u:CANARY/x@h/ HTTP/1.1\r\nHost: x\r\nContent-Length: 7\r\n\r\n{\"a\":1}"),
    ("http", "POST /hook?next=https://u:CANARY@h HTTP/1.1\r\nHost: x\r\nContent-Length: 7\r\n\r\n{\"a\":1}"),
    // Parameters.
    ("http", "POST /hook#access_token=CANARY HTTP/1.1\r\nHost: x\r\nContent-Length: 7\r\n\r\n{\"a\":1}"),
    ("http", "POST /hook?a=1;token=CANARY HTTP/1.1\r\nHost: x\r\nContent-Length: 7\r\n\r\n{\"a\":1}"),
    ("http", "POST /hook?%74oken=CANARY HTTP/1.1\r\nHost: x\r\nContent-Length: 7\r\n\r\n{\"a\":1}"),
    ("http", "POST /hook?x=1&amp;token=CANARY HTTP/1.1\r\nHost: x\r\nContent-Length: 7\r\n\r\n{\"a\":1}"),
    (
        "http",
        "POST /w/x?sp=%2Ftriggers&sv=1.0&sig=CANARY HTTP/1.1\r\nHost: x\r\nContent-Length: 7\r\n\r\n{\"a\":1}",
    ),
    ("http", "POST /x?X-Amz-Signature=CANARY HTTP/1.1\r\nHost: x\r\nContent-Length: 7\r\n\r\n{\"a\":1}"),
    ("json", r#"{"image":"https://cdn.example/i.png?Expires=1&Signature=CANARY&Key-Pair-Id=K1"}"#),
    ("json", r#"{"image":"https://cdn.example/i.png?key=a1CANARYb2c3d4e5f6g7h8i9"}"#),
    ("json", r#"{"image":"https://cdn.example/i.png?a=1&password=x%26CANARY&b=2"}"#),
    ("json", r#"{"image":"https:\/\/cdn.example\/i.png?a=1\u0026token=CANARY"}"#),
    (
        "json",
        r#"{"event":{"id":1,"type":"reward_created"},"data":{"promoter":{"profile":{"website":"https://h.example/?token=CANARY"}}}}"#,
    ),
    ("json", r#"{"hook":"https://hooks.slack.com/services/T0/B0/CANARY"}"#),
    ("json", r#"{"hook":"https://discord.com/api/webhooks/1/CANARY"}"#),
    ("json", r#"{"hook":"https://hooks.zapier.com/hooks/catch/1/CANARY/"}"#),
    ("json", r#"{"hook":"https://chat.example/hooks/a1CANARYb2c3d4e5f6g7h8i9"}"#),
    ("json", r#"{"ResponseURL":"https://store.example/CANARY?x=1"}"#),
    // Connection strings.
    ("json", r#"{"connectionString":"Endpoint=sb://x/;SharedAccessKeyName=Root;SharedAccessKey=CANARY="}"#),
    ("json", r#"{"connectionString":"Server=db;Uid=app;Pwd=CANARY;Database=shop"}"#),
    // Pairs of name and value.
    ("json", r#"{"headers":[{"name":"Authorization","value":"Bearer CANARY"}]}"#),
    ("json", r#"{"headers":[{"value":"CANARY","name":"X-Api-Key"}]}"#),
    ("json", r#"{"variable":[{"key":"apiKey","value":"CANARY","type":"text"}]}"#),
    ("json", r#"{"fields":[{"label":"Password","value":{"text":"CANARY"}}]}"#),
    (
        "json",
        r#"{"log":{"version":"1.2","entries":[{"request":{"method":"POST","url":"u","headers":[{"name":"Cookie","value":"CANARY"}],"postData":{"text":"!!","encoding":"base64"}}}]}}"#,
    ),
    ("json", r#"{"headers":[{"name":"Authorization","value":"CANARY"},]}"#),
    ("json", r#"{"headers":[{"value":"CANARY","name":"Authorization"},]}"#),
    // Texts inside texts.
    ("json", r#"{"raw":"POST / HTTP/1.1\r\nAuthorization: Bearer CANARY\r\n\r\n"}"#),
    ("json", r#"{"raw":"{\"a\":{\"password\":\"CANARY\"}}"}"#),
    ("json", r#"{"raw":"\"{\\\"password\\\":\\\"CANARY\\\"}\""}"#),
    ("json", r#"{"raw":"{\"pass\\u0077ord\":\"CANARY\"}"}"#),
    ("json", r#"{"raw":"user=1&password=CANARY&x=2"}"#),
    ("json", r#"{"raw":"user[name]=1&user[password]=CANARY"}"#),
    ("json", r#"{"raw":"<login><password>CANARY</password></login>"}"#),
    ("json", r#"{"raw":"curl --user me:CANARY https://h.example"}"#),
    ("json", r#"{"raw":"curl -H 'Authorization: Bearer CANARY' https://h.example"}"#),
    ("json", r#"{"raw":"api key: CANARY"}"#),
    ("json", r#"{"private":"-----BEGIN PRIVATE KEY-----\nCANARY\n-----END PRIVATE KEY-----"}"#),
    ("json", r#"{"data":"eyJhbGciOiJub25lIn0.eyJDQU5BUlkiOjF9.CANARY"}"#),
    ("json", r#"{"note":"the key is sk_live_CANARYa1b2c3d4e5f6 for now"}"#),
    ("json", r#"{"note":"card 4242 4242 4242 4242, account DE89 3704 0044 0532 0130 00"}"#),
    ("json", r#"{"ref":"4242424242424242","to":"DE89370400440532013000"}"#),
    // Below a name.
    ("json", r#"{"credentials":{"a":{"b":"CANARY"}}}"#),
    ("json", r#"{"secrets":[["CANARY"]]}"#),
    ("json", r#"{"token":{"value":"CANARY"}}"#),
    (
        "json",
        r#"{"event_id":"6f1c9a52-0d3e-4b7a-9c11-5e2f00000001","event_type":"promoter.updated","action":"updated","entity_type":"promoter","entity_id":5,"changes":{"api_key":["CANARY","CANARY"]},"data":{"id":6},"timestamp":"2026-01-01T00:00:00Z"}"#,
    ),
    // Text that does not parse.
    ("json", r#"{"password" "CANARY"}"#),
    ("json", r#"{"password": "CANARY" "x": 1}"#),
    ("json", "{\"password\":\"abc\nCANARY\",\"x\":tru}"),
    ("json", "{“password”:“CANARY”}"),
    ("json", r#"{"pass\u0077ord":"CANARY",}"#),
    ("json", r#"{"a":"{\"password\":\"x, CANARY\"}",}"#),
    ("json", r#"{"password":"a\", CANARY",}"#),
    ("json", r#"{"callback":"https:\/\/u:CANARY@h\/",}"#),
    ("json", r#"{"tokens":["a","CANARY"],}"#),
    ("json", r#"{"payment_info":{"a":"} CANARY"},}"#),
    ("json", r"{password: CANARY, x}"),
    ("json", r#"{"number": 4242424242424242,}"#),
    ("json", r#"{"card_number": "4242424242424242",}"#),
    ("ndjson", "{\"ok\":1}\n{\"password\":\"abc\nCANARY\",\"x\":tru}\n"),
    (
        "ndjson",
        "{\"ok\":1}\n{\"password\":\"abc\nCANARY\n\nCANARY and \\\" CANARY\nCANARY\",\"x\":tru}\n{\"ok\":2}\n",
    ),
    ("txt", "password: correct horse CANARY"),
    ("txt", "PASSWORD=CANARY\nUSER=1\n"),
    ("txt", "curl --user me:CANARY https://h.example -d '{\"a\":1'"),
    ("txt", "curl -u 'me:CANARY' https://h.example -d '{\"a\":1'"),
    ("txt", "client --api-key CANARY --json {\"a\":1"),
    ("txt", "<login><password>CANARY</password> {\"a\":"),
    ("txt", "[INFO] token=CANARY user=1 {\"a\":"),
    (
        "log",
        "2026-01-01 12:00:00 INFO got token=CANARY body {\"a\":1}\n2026-01-01 12:00:01 INFO {\"password\":\"CANARY\", \"x\":\n",
    ),
    // Names of members, texts in base64, sentences.
    ("json", r#"{"keys":{"ghp_CANARYa1B2c3D4e5F6g7H8i9J0k1L2m3N4o5":true,"b":1}}"#),
    (
        "json",
        r#"{"event":{"id":1,"type":"reward_created"},"data":{"ghp_CANARYa1B2c3D4e5F6g7H8i9J0k1L2m3N4o5":true}}"#,
    ),
    ("json", r#"{"note":"the password is CANARY1 and more"}"#),
    ("json", r#"{"note":"Your new password is: \"CANARY1\"."}"#),
    ("json", r#"{"body":"{\"temp_password\":null,\"token\":\"CANARY\"}"}"#),
    // Headers.
    (
        "http",
        "POST / HTTP/1.1\r\nHost: x\r\nReferer: https://x/?token=CANARY\r\nX-Hub-Signature-256: sha256=CANARY\r\nX-Original-URL: /a?sig=CANARY\r\nContent-Length: 7\r\n\r\n{\"a\":1}",
    ),
    (
        "http",
        "POST / HTTP/1.1\r\nHost: x\r\nCookie: a=CANARY; b=1\r\nLocation: https://u:CANARY@h\r\nX-Csrf-Jwt: CANARY\r\nContent-Length: 7\r\n\r\n{\"a\":1}",
    ),
];

/// What writes to standard output or to standard error, over all files or over one and its copy.
const COMMANDS: &[&[&str]] = &[
    &["inspect", "cases"],
    &["inspect", "--full", "cases"],
    &["inspect", "--format", "json", "cases"],
    &["inspect", "--no-unwrap", "--format", "ndjson", "cases"],
    &["validate", "-v", "cases"],
    &["validate", "-v", "--no-unwrap", "--color", "always", "cases"],
    &["validate", "--format", "concise", "cases"],
    &["inspect", "--format", "line", "cases"],
    &["inspect", "--format", "csv", "--columns", "who,what,/*,/*/*,/*/*/*", "cases"],
    &["normalize", "--format", "tsv", "cases"],
    &["summary", "cases"],
    &["drift", "cases"],
    &["drift", "--format", "json", "cases"],
    &["drift", "--format", "markdown", "cases"],
    &["summary", "--format", "json", "cases"],
    &["validate", "--format", "json", "cases"],
    &["validate", "--format", "sarif", "cases"],
    &["validate", "--format", "junit", "cases"],
    &["validate", "--format", "github", "cases"],
    &["validate", "--format", "gitlab", "cases"],
    &["detect", "cases"],
    &["detect", "--format", "json", "cases"],
    &["verify", "cases"],
    &["unwrap", "--format", "json", "-v", "cases"],
    &["unwrap", "--format", "ndjson", "cases"],
    &["normalize", "cases"],
    &["normalize", "--payload", "pretty", "cases"],
    &["normalize", "--payload", "compact", "--no-unwrap", "cases"],
    &["normalize", "--payload", "compact", "--sort-keys", "cases"],
    &["normalize", "--payload", "canonical", "cases"],
    &["normalize", "--table", "cases"],
    &["diff", "cases", "copies"],
    &["diff", "--format", "json", "cases", "copies"],
    &["diff", "--format", "markdown", "cases", "copies"],
    &["diff", "--format", "side-by-side", "cases", "copies"],
];

fn name(folder: &str, number: usize, ending: &str) -> String {
    format!("{folder}/{number:03}.{ending}")
}

#[test]
fn no_secret_comes_out_wherever_it_hides() {
    let sandbox = Sandbox::new();
    for (number, (ending, text)) in CASES.iter().enumerate() {
        sandbox.file(&name("cases", number, ending), text.replace("CANARY", &format!("CANARY{number:03}")));
        sandbox.file(&name("copies", number, ending), text.replace("CANARY", &format!("CANARY{number:03}B")));
    }
    let files: Vec<String> =
        CASES.iter().enumerate().map(|(number, (ending, _))| name("cases", number, ending)).collect();
    let mut leaks = Vec::new();
    for command in COMMANDS {
        // By name, because a folder's walk passes over endings of texts.
        let mut arguments: Vec<&str> =
            command.iter().copied().filter(|argument| *argument != "cases").collect();
        if command.contains(&"diff") {
            arguments = command.to_vec();
        } else {
            arguments.extend(files.iter().map(String::as_str));
        }
        let run = sandbox.run(&arguments);
        let out = format!("{}{}", run.stdout, run.stderr);
        assert!(!out.is_empty(), "{command:?} says nothing");
        for line in out.lines().filter(|line| CANARIES.iter().any(|canary| line.contains(canary))) {
            leaks.push(format!("{command:?}: {}", line.chars().take(300).collect::<String>()));
        }
    }
    assert!(leaks.is_empty(), "{} leaks:\n{}", leaks.len(), leaks.join("\n"));
}

#[test]
fn only_the_secret_part_of_an_address_is_hidden() {
    let sandbox = Sandbox::new();
    for (text, shown) in [
        ("https://user:pa55@shop.example/x?page=2", "https://•••• (9)@shop.example/x?page=2"),
        (
            "https://shop.example/x?page=2&token=abcdef#top",
            "https://shop.example/x?page=2&token=•••• (6)#top",
        ),
        ("https://hooks.slack.com/services/T0/B0/abc", "https://hooks.slack.com/•••• (18)"),
        ("https://shop.example/users/ada@shop.example", "https://shop.example/users/ada@shop.example"),
        ("http://localhost:8080/@scope/package", "http://localhost:8080/@scope/package"),
        ("git@code.example:team/shop.git", "git@code.example:team/shop.git"),
        ("ssh://git@code.example/team/shop.git", "ssh://git@code.example/team/shop.git"),
        ("Authorization: Bearer abcdef", "Authorization: •••• (13)"),
    ] {
        let payload = serde_json::json!({ "text": text }).to_string();
        let run = sandbox.run_with(&["normalize", "--payload", "compact", "-q"], payload.as_bytes());
        let value: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!(value["text"], shown);
    }
}

#[test]
fn mask_personal_holds_in_text_that_does_not_parse() {
    let sandbox = Sandbox::new();
    sandbox.file(
        "a.json",
        r#"{"affiliate_email": "noor@shop.example", "first_name": "Noor", "total_processed": 86.75, "phone": "+1 202 555 0143", "note": "write to kim@shop.example", "z": tru}"#,
    );
    for format in ["human", "json", "concise"] {
        let run = sandbox.run(&["validate", "-v", "--mask", "personal", "--format", format, "a.json"]);
        for personal in ["noor@", "Noor", "86.75", "0143", "kim@"] {
            assert!(!run.stdout.contains(personal), "{format} shows {personal}:\n{}", run.stdout);
        }
    }
    let plain = sandbox.run(&["validate", "-v", "a.json"]);
    assert!(plain.stdout.contains("kim@shop.example"), "{}", plain.stdout);
}

#[test]
fn what_is_written_like_a_secret_and_opens_nothing_is_shown() {
    let sandbox = Sandbox::new();
    let shown = |payload: &str| {
        let run = sandbox.run_with(&["unwrap", "--mask", "secrets", "-q"], payload.as_bytes());
        run.stdout
    };
    for payload in [
        // What everybody is given a link with.
        r#"{"link":{"url":"https://shop.example/?via=jo","token":"jo"}}"#,
        r#"{"link":{"url":"https://shop.example/r/jo-2026/","token":"jo-2026"}}"#,
        // What sentences say of passwords.
        r#"{"note":"your password is required, the PIN is wrong, a token is missing"}"#,
        r#"{"note":"The password is 8 characters or more"}"#,
        // Names and texts that only look encoded.
        r#"{"keys":{"ghp_short":1,"github_pat":2,"approved":"YXBwcm92ZWQgYnkgYWxs"}}"#,
        r#"{"body":"{\"temp_password\":null,\"tokens\":12,\"max\":3}"}"#,
        r#"{"tokens":{"web":3,"mobile":null},"tokens_used":7}"#,
    ] {
        assert_eq!(shown(payload), payload);
    }
    for (payload, masked) in [
        // A token that its own address hides is none that everybody knows.
        (
            r#"{"link":{"url":"https://shop.example/?token=a1b2","token":"a1b2"}}"#,
            r#"{"link":{"url":"https://shop.example/?token=•••• (4)","token":"•••• (4)"}}"#,
        ),
        (
            r#"{"link":{"url":"https://shop.example/?via=jo","token":"a1b2c3"}}"#,
            r#"{"link":{"url":"https://shop.example/?via=jo","token":"•••• (6)"}}"#,
        ),
        // A path that is no address shows nobody a token.
        (
            r#"{"link":{"path":"r/a/b/jo-2026/","token":"jo-2026"}}"#,
            r#"{"link":{"path":"r/a/b/jo-2026/","token":"•••• (7)"}}"#,
        ),
        (r#"{"note":"the PIN is 4711."}"#, r#"{"note":"the PIN is •••• (4)."}"#),
        (r#"{"data":"eyJwYXNzd29yZCI6Imh1bnRlcjIifQ=="}"#, r#"{"data":"•••• (32)"}"#),
        (r#"{"tokens":{"a1B2c3D4e5F6g7H8i9":{"created":1}}}"#, r#"{"tokens":{"•••• (18)":{"created":1}}}"#),
    ] {
        assert_eq!(shown(payload), masked);
    }
}
