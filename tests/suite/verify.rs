//! Signatures of captures: each form keeps what is needed, or it is said what is lost.

use crate::support::wrapping::{BACKTICKS, HOVERFLY, Keeps, SECRET, bodies, forms, name_of, request};
use crate::support::{Sandbox, samples};
use serde_json::Value;

#[test]
fn signatures_in_every_form_verify_with_the_right_secret_and_no_other() {
    let (id, body) = bodies().into_iter().find(|(id, _)| id == "uppromote/referral.new").unwrap();
    for form in forms().chain([&BACKTICKS, &HOVERFLY]) {
        let sandbox = Sandbox::new();
        let name = name_of(form, 0);
        sandbox.file(&name, (form.make)(&request(&id, &body)));
        sandbox.file("secret", format!("{SECRET}\n")).file("wrong", "another");
        let verdict = |arguments: &[&str]| {
            let run = sandbox.run(&[&["verify", "--format", "json", &name], arguments].concat());
            let report: Value = serde_json::from_str(&run.stdout).unwrap();
            (report["captures"][0]["verdict"].as_str().unwrap().to_owned(), run.code)
        };
        let has_headers = !matches!(
            form.keeps,
            Keeps::Bytes | Keeps::MeaningAlone | Keeps::MeaningOfLines | Keeps::PartAlone
        );
        if has_headers {
            assert_eq!(verdict(&["--secret-file", "secret"]), ("valid".into(), 0), "{}", form.name);
            assert_eq!(
                verdict(&["--secret-file", "wrong", "--secret-file", "secret"]),
                ("valid".into(), 0),
                "{}",
                form.name
            );
            let wrong = if matches!(form.keeps, Keeps::Meaning | Keeps::PartMeaning) {
                ("cannot-tell".into(), 3)
            } else {
                ("invalid".into(), 1)
            };
            assert_eq!(verdict(&["--secret-file", "wrong"]), wrong, "{}", form.name);
        } else if form.keeps == Keeps::Bytes {
            assert_eq!(verdict(&["--secret-file", "secret"]), ("unsigned".into(), 3), "{}", form.name);
            let header = format!("X-UpPromote-Signature: {}", request(&id, &body).signature);
            assert_eq!(
                verdict(&["--secret-file", "secret", "--header", &header]),
                ("valid".into(), 0),
                "{}",
                form.name
            );
        }
    }
}

#[test]
fn each_provider_is_verified_with_its_own_scheme() {
    let all = samples();
    let sample = |id: &str| all.iter().find(|(own, _)| own == id).unwrap().1.clone();
    let v2 = serde_json::from_str::<Value>(&sample("firstpromoter/promoter.created")).unwrap().to_string();
    let signature = request("", &v2).signature;
    let mut sandbox = Sandbox::new();
    sandbox
        .variable("MY_SECRET", SECRET)
        .file("v2.json", &v2)
        .file("v1.json", sample("firstpromoter/lead_signup"));
    let verify = |arguments: &[&str]| {
        let run = sandbox.run(&[&["verify", "--secret-env", "MY_SECRET"], arguments].concat());
        (run.stdout.split_whitespace().nth(1).unwrap_or_default().to_owned(), run.code)
    };
    let header = format!("X-Webhook-Signature: {signature}");
    assert_eq!(verify(&["v2.json", "--header", &header]), ("valid".into(), 0));
    assert_eq!(verify(&["v2.json", "--header", "X-Webhook-Signature: 00"]), ("invalid".into(), 1));
    assert_eq!(verify(&["v2.json"]), ("unsigned".into(), 3));
    assert_eq!(verify(&["v2.json", "--strict"]), ("unsigned".into(), 1));
    assert_eq!(verify(&["v1.json", "--header", &header]), ("unsigned".into(), 3));
    assert_eq!(
        sandbox.run(&["verify", "--secret-env", "MY_SECRET", "--sign", "v2.json"]).stdout,
        header + "\n"
    );
    assert_eq!(sandbox.run(&["verify", "--secret-env", "NOT_THERE", "v2.json"]).code, 2);
    assert_eq!(
        sandbox.run(&["verify", "v2.json", "--header", "X-Webhook-Signature: 00"]).code,
        3,
        "no secret, no verdict"
    );
}

/// A request of UpPromote as it went over the wire, signed by who holds SECRET.
fn wire(headers: &str, body: &[u8], signed: &[u8]) -> Vec<u8> {
    let signature = request("", std::str::from_utf8(signed).unwrap()).signature;
    let head = format!(
        "POST /hook HTTP/1.1\r\nHost: example.com\r\nX-UpPromote-Signature: {signature}\r\n{headers}\r\n"
    );
    [head.as_bytes(), body].concat()
}

const BODY: &[u8] = br#"{"affiliate_id":7,"previous_status":"pending","current_status":"active"}"#;

/// The verdict on a request, and the exit code.
fn verdict_on(request: &[u8]) -> (String, i32) {
    let sandbox = Sandbox::new();
    sandbox.file("request.http", request).file("secret", SECRET);
    let run = sandbox.run(&["verify", "--format", "json", "--secret-file", "secret", "request.http"]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{run:?}"));
    assert_eq!(report["captures"].as_array().unwrap().len(), 1, "{run:?}");
    (report["captures"][0]["verdict"].as_str().unwrap().to_owned(), run.code)
}

fn chunked(body: &[u8]) -> Vec<u8> {
    let (first, rest) = body.split_at(body.len() / 2);
    let chunk = |part: &[u8]| [format!("{:X}\r\n", part.len()).as_bytes(), part, b"\r\n"].concat();
    [chunk(first), chunk(rest), b"0\r\n\r\n".to_vec()].concat()
}

fn gzipped(body: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut encoder, body).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn chunks_are_put_together_however_the_header_says_so() {
    for header in [
        "Transfer-Encoding: chunked\r\n",
        "Transfer-Encoding: Chunked\r\n",
        "transfer-encoding:  CHUNKED \r\n",
        "Transfer-Encoding: identity,chunked\r\n",
        "Transfer-Encoding: chunked,\r\n",
        "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n",
        "Content-Length: 3\r\nTransfer-Encoding: Chunked\r\n",
    ] {
        assert_eq!(verdict_on(&wire(header, &chunked(BODY), BODY)), ("valid".into(), 0), "{header}");
    }
    for header in
        ["Transfer-Encoding: gzip, chunked\r\n", "Transfer-Encoding: GZIP\r\nTransfer-Encoding: Chunked\r\n"]
    {
        assert_eq!(
            verdict_on(&wire(header, &chunked(&gzipped(BODY)), BODY)),
            ("valid".into(), 0),
            "{header}"
        );
    }
    for header in
        ["", "Transfer-Encoding: identity\r\n", "Transfer-Encoding: unchunked\r\n", "X-Transfer: chunked\r\n"]
    {
        assert_eq!(verdict_on(&wire(header, BODY, BODY)), ("valid".into(), 0), "{header}");
    }
}

#[test]
fn a_body_that_was_altered_is_not_valid_because_a_parser_would_not_tell() {
    let signed = "{\"affiliate_id\":1,\"previous_status\":\"\u{fffd}\",\"current_status\":\"inactive\"}";
    let body = signed.replace('\u{fffd}', "\\ud800").replace(',', ",\n");
    assert_eq!(verdict_on(&wire("", body.as_bytes(), signed.as_bytes())), ("invalid".into(), 1));
    let laid_out = signed.replace(',', ",\n");
    assert_eq!(verdict_on(&wire("", laid_out.as_bytes(), signed.as_bytes())), ("valid".into(), 0));
}

#[test]
fn a_second_signature_must_fit_as_well() {
    let signature = request("", std::str::from_utf8(BODY).unwrap()).signature;
    let again = format!("X-UpPromote-Signature:  {signature} \r\n");
    assert_eq!(verdict_on(&wire(&again, BODY, BODY)), ("valid".into(), 0));
    let wrong =
        format!("x-uppromote-signature: {}\r\n", signature.replace(|c: char| c.is_ascii_digit(), "0"));
    assert_eq!(verdict_on(&wire(&wrong, BODY, BODY)), ("invalid".into(), 1));
}

#[test]
fn what_an_editor_put_around_a_secret_is_left_out_and_said_once() {
    let sandbox = Sandbox::new();
    let request = wire("", BODY, BODY);
    sandbox
        .file("a.http", &request)
        .file("b.http", &request)
        .file("windows", format!("\u{feff}{SECRET}\r\n"));
    let run = sandbox.run(&["verify", "--secret-file", "windows", "a.http", "b.http"]);
    assert_eq!(run.code, 0, "{run:?}");
    let note = "note: windows: the byte order mark at its start and the CRLF at its end are not part of the secret\n";
    assert_eq!(run.stderr.matches(note).count(), 1, "{run:?}");
    let quiet = sandbox.run(&["verify", "--quiet", "--secret-file", "windows", "a.http"]);
    assert_eq!((quiet.stderr.as_str(), quiet.code), ("", 0));
}

#[test]
fn an_empty_secret_is_a_usage_error() {
    let mut sandbox = Sandbox::new();
    sandbox.file("a.http", wire("", BODY, BODY)).file("empty", "\r\n").file("wide", b"\xff\xfek\0e\0y\0");
    sandbox.variable("EMPTY", "");
    for (arguments, message) in [
        (["--secret-file", "empty"], "error: the file empty is empty: there is no secret in it\n"),
        (
            ["--secret-file", "wide"],
            "error: the file wide is UTF-16 text: save it as UTF-8, for the bytes of a secret are its key\n",
        ),
        (["--secret-env", "EMPTY"], "error: the variable EMPTY is empty: there is no secret in it\n"),
    ] {
        let run = sandbox.run(&[&["verify", "a.http"], &arguments[..]].concat());
        assert_eq!((run.code, run.stderr.as_str()), (2, message));
    }
    sandbox.variable("HOOKSPECT_SECRET_UPPROMOTE", "");
    let run = sandbox.run(&["verify", "a.http"]);
    assert_eq!(run.code, 3);
    assert!(run.stdout.contains("the variable HOOKSPECT_SECRET_UPPROMOTE is empty"), "{run:?}");
}

#[test]
fn what_is_signed_is_what_curl_sends_all_of_the_file() {
    let mut sandbox = Sandbox::new();
    sandbox.variable("HOOKSPECT_SECRET_UPPROMOTE", SECRET);
    let text = std::str::from_utf8(BODY).unwrap();
    for end in ["", "\n", "\r\n", "\n\n"] {
        let whole = format!("{text}{end}");
        sandbox.file("p.json", &whole);
        let signature = request("", &whole).signature;
        let run = sandbox.run(&["verify", "--sign", "p.json"]);
        let note = format!("p.json: all {} bytes of the file are signed\n", whole.len());
        assert_eq!(run.stdout, format!("X-UpPromote-Signature: {signature}\n"), "{end:?}");
        assert_eq!((run.stderr, run.code), (note, 0), "{end:?}");
        assert_eq!(sandbox.run(&["verify", "--sign", "--quiet", "p.json"]).stderr, "");
        if end.len() < 2 || end == "\r\n" {
            let header = format!("X-UpPromote-Signature: {signature}");
            assert_eq!(sandbox.run(&["verify", "p.json", "--header", &header]).code, 0, "{end:?}");
        }
    }
}

#[test]
fn several_signed_headers_carry_the_names_of_their_files() {
    let mut sandbox = Sandbox::new();
    sandbox.variable("HOOKSPECT_SECRET_UPPROMOTE", SECRET);
    let other = String::from_utf8(BODY.to_vec()).unwrap().replace('7', "8");
    sandbox.file("a.json", BODY).file("b.json", &other);
    let signature = |body: &str| request("", body).signature;
    let (one, two) = (signature(std::str::from_utf8(BODY).unwrap()), signature(&other));
    let run = sandbox.run(&["verify", "--sign", "-q", "a.json", "b.json"]);
    let lines = format!("a.json: X-UpPromote-Signature: {one}\nb.json: X-UpPromote-Signature: {two}\n");
    assert_eq!((run.stdout, run.code), (lines, 0));
    let run = sandbox.run(&["verify", "--sign", "-q", "--format", "json", "a.json", "b.json"]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(
        report["signatures"][1],
        serde_json::json!({ "source": "b.json", "record": 1, "provider": "uppromote", "version": "v2",
            "event": report["signatures"][1]["event"],
            "scheme": "X-UpPromote-Signature", "header": "X-UpPromote-Signature", "value": two,
            "bytes": other.len() })
    );
    assert_eq!((&report["command"], &report["summary"]["signed"]), (&"verify".into(), &2.into()));
    let run = sandbox.run(&["verify", "--sign", "-q", "--format", "ndjson", "a.json"]);
    let lines: Vec<Value> = run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((&lines[0]["type"], &lines[0]["value"]), (&"signature".into(), &Value::from(one)));
    assert_eq!((&lines[1]["type"], &lines[1]["summary"]["signed"]), (&"summary".into(), &1.into()));
}

#[test]
fn a_signed_request_is_printed_whole_and_verifies() {
    let mut sandbox = Sandbox::new();
    sandbox.variable("HOOKSPECT_SECRET_UPPROMOTE", SECRET);
    sandbox.file("a.json", [BODY, b"\n"].concat()).file("old.http", wire("", BODY, b"{}"));
    for (file, form) in
        ["a.json", "old.http"].into_iter().flat_map(|file| ["http", "har", "ndjson"].map(|form| (file, form)))
    {
        let signed = sandbox.run(&["verify", "--sign", "-q", "--as", form, file]);
        assert_eq!(signed.code, 0, "{signed:?}");
        let checked = sandbox.run_with(&["verify", "--format", "json"], signed.stdout.as_bytes());
        assert_eq!(checked.code, 0, "{signed:?}{checked:?}");
    }
    let run = sandbox.run(&["verify", "--sign", "--as", "csv", "a.json"]);
    assert_eq!((run.code, run.stderr.contains("as curl, http, har or ndjson")), (2, true), "{run:?}");
}

#[cfg(unix)]
#[test]
fn a_signed_curl_command_reads_the_secret_when_it_runs() {
    let mut sandbox = Sandbox::new();
    sandbox.file("it's here.json", [BODY, b"\n"].concat()).file("old.http", wire("", BODY, b"{}"));
    let run = sandbox.run(&["verify", "--sign", "--as", "curl", "it's here.json"]);
    assert_eq!(
        run.stdout,
        "curl --data-binary '@it'\\''s here.json' --header 'Content-Type: application/json' \
         --header \"$(hookspect verify --sign --quiet 'it'\\''s here.json')\" \"$URL\"\n"
    );
    assert_eq!(run.code, 0, "no secret is needed to print it");
    // A curl that prints what it was given, and the program under its name.
    sandbox.variable("HOOKSPECT_SECRET_UPPROMOTE", SECRET);
    let script = format!(
        "curl() {{ printf '%s\\n' \"$@\"; }}; hookspect() {{ '{}' \"$@\"; }}; URL=https://example.com/hook; {}",
        env!("CARGO_BIN_EXE_hookspect"),
        run.stdout
    );
    let mut command = std::process::Command::new("sh");
    command.args(["-c", &script]);
    let sent = crate::support::ended(sandbox.set_up(command, ".").spawn().unwrap(), b"");
    let signature = request("", &format!("{}\n", std::str::from_utf8(BODY).unwrap())).signature;
    assert_eq!(
        sent.stdout,
        format!(
            "--data-binary\n@it's here.json\n--header\nContent-Type: application/json\n--header\n\
             X-UpPromote-Signature: {signature}\nhttps://example.com/hook\n"
        )
    );
    let refused = sandbox.run(&["verify", "--sign", "--as", "curl", "old.http"]);
    assert_eq!((refused.code, refused.stdout.as_str()), (2, ""));
    assert!(refused.stderr.contains("unwrap --output-dir"), "{refused:?}");
}

#[test]
fn unwrapped_bodies_are_masked_wherever_that_was_asked_for() {
    let sandbox = Sandbox::new();
    let body = r#"{"id":7,"email":"jo@example.com","password":"hidden-7","email_verified":"verified","company":"x","status":"active"}"#;
    sandbox.file("a.http", wire("", body.as_bytes(), body.as_bytes()));
    let sent = |arguments: &[&str]| sandbox.run(&[&["unwrap", "a.http"], arguments].concat()).stdout;
    assert_eq!(sent(&[]), body);
    for (mask, mail) in [("secrets", true), ("personal", false)] {
        let piped = sent(&["--mask", mask]);
        assert_eq!((piped.contains("hidden-7"), piped.contains("jo@example.com")), (false, mail), "{piped}");
        let folder = format!("bodies-{mask}");
        let name = sent(&["--mask", mask, "--output-dir", &folder]);
        assert_eq!(sandbox.read(name.trim()), piped);
    }
}
