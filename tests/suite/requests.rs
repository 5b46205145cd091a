//! `--as curl|http|har|ndjson`: requests that can be sent, read back as they were meant.

use hookspect::capture::Headers;
use hookspect::json::{Style, Tape, Writer};
use hookspect::model::{EventRef, Scheme, Version};
use hookspect::outgoing::{Outgoing, Parts, RequestForm, SignatureState, delivery_headers};
use hookspect::{Inspector, Secret, Verdict};
use sha2::{Digest, Sha256};

#[cfg(unix)]
use crate::support::ended;
use crate::support::{Run, Sandbox, registry, sample};

/// 2026-05-01T10:00:00Z.
const NOON: i64 = 1_777_629_600;

fn secrets() -> [Secret; 2] {
    ["a secret of the present", "the one before it"].map(|text| Secret::new(text.as_bytes()).unwrap())
}

/// The sample as a sender writes it.
fn compact(model: EventRef<'_>) -> String {
    let (mut tape, mut text) = (Tape::new(), String::new());
    let document = tape.parse(model.event.sample.as_bytes()).unwrap();
    Writer::new(Style::COMPACT).write(document.root(), &mut text).unwrap();
    text
}

fn request(
    version: &Version<'_>,
    scheme: Option<&Scheme<'_>>,
    event: &str,
    body: &str,
    form: RequestForm,
    state: SignatureState,
) -> Vec<u8> {
    let parts = Parts {
        media: hookspect::model::Media::Json,
        version: Some(version),
        event: Some(event),
        scheme,
        own: &Headers::default(),
        captured: None,
        signed: body.as_bytes(),
        secrets: &secrets(),
        state,
        sent_at: NOON,
        number: 0,
    };
    let headers = delivery_headers(&parts).unwrap();
    let outgoing = Outgoing {
        method: "POST",
        url: None,
        path: "/",
        headers: &headers,
        body: body.as_bytes(),
        sent_at: NOON,
    };
    let mut text = form.beginning().into_bytes();
    text.extend(form.written(&outgoing, true).unwrap());
    text.extend(form.end().as_bytes());
    text
}

#[test]
fn every_sample_of_every_provider_is_read_back_from_every_form_with_the_signature_that_was_asked_for() {
    let inspector = Inspector::new(registry());
    let [present, before] = secrets();
    for model in registry().events() {
        let body = compact(*model);
        let states = match model.version.signature {
            None => vec![(SignatureState::Missing, Verdict::Unsigned)],
            Some(_) => vec![
                (SignatureState::Valid, Verdict::Valid),
                (SignatureState::Missing, Verdict::Unsigned),
                (SignatureState::Wrong, Verdict::Invalid),
                (SignatureState::Old, Verdict::Invalid),
            ],
        };
        for form in RequestForm::ALL {
            for (state, verdict) in &states {
                let text =
                    request(model.version, model.version.signature, model.event.name, &body, form, *state);
                let name = format!("{} {} {}", model.id(), form.name(), state.name());
                let read = inspector.inspect(&text);
                let [delivery] = read.as_slice() else { panic!("{name}: {} deliveries", read.len()) };
                assert_eq!(Sha256::digest(delivery.body()), Sha256::digest(&body), "{name}");
                let verified = delivery.verify(std::slice::from_ref(&present));
                assert_eq!(verified.verdict, *verdict, "{name}: {}", verified.why);
                if *state == SignatureState::Old {
                    let both = delivery.verify(&[present.clone(), before.clone()]);
                    assert_eq!(both.verdict, Verdict::Valid, "{name}");
                }
                let headers = &delivery.request().unwrap().headers;
                assert_eq!(headers.get("content-type"), Some("application/json"), "{name}");
            }
        }
    }
}

#[test]
fn headers_that_repeat_the_body_say_what_it_says() {
    let mut sandbox = Sandbox::new();
    sandbox.variable("S", "a secret");
    let run = sandbox.run(&["sample", "promoter.created", "--as", "http", "--secret-env", "S"]);
    let body: serde_json::Value = serde_json::from_str(run.stdout.split_once("\r\n\r\n").unwrap().1).unwrap();
    for line in [
        format!("X-Event-Id: {}\r\n", body["event_id"].as_str().unwrap()),
        "X-Event-Type: promoter.created\r\n".to_owned(),
        "Host: localhost\r\n".to_owned(),
    ] {
        assert!(run.stdout.contains(&line), "{line}{}", run.stdout);
    }
}

/// A provider that signs as Standard Webhooks says, and one that signs a time in the signature's header.
const PACKS: [(&str, &str); 2] = [
    ("transport = \"standard-webhooks\"", "whsec_c2VjcmV0IG9mIHRoZSBzaG9w"),
    (
        "[signature]\nheader = \"X-Shop-Sign\"\nhash = \"sha512\"\nencoding = \"hex\"\nprefix = \"v1=\"\n\
         separator = \",\"\ntimestamp-prefix = \"t=\"\ntolerance = 60\nsigned = [\"timestamp\", \"text:.\", \"body\"]\n",
        "plain text",
    ),
];

fn shop(says: &str, secret: &str) -> Sandbox {
    let mut sandbox = Sandbox::new();
    let (top, table) = if says.starts_with('[') { ("", says) } else { (says, "") };
    sandbox
        .file(
            "shop/hookspect-pack.toml",
            format!(
                "id = \"shop\"\nname = \"Shop\"\nversion = \"2\"\nname-path = \"type\"\n{top}\n{table}\n\
                 [headers]\n\"X-Shop-Order\" = \"data.id\"\n\
                 [[event]]\nname = \"order.made\"\nschema = \"order.json\"\nsamples = [\"sample.json\"]\n"
            ),
        )
        .file(
            "shop/order.json",
            r#"{"type":"object","required":["type","data"],"properties":{"type":{"const":"order.made"},
                "data":{"type":"object","required":["id"],"properties":{"id":{"type":"integer"}}}}}"#,
        )
        .file(
            "shop/sample.json",
            r#"{"type":"order.made","data":{"id":7,"note":"it's \"so\" @home\n$HOME `x`"}}"#,
        );
    sandbox.variable("PRESENT", secret).variable("BEFORE", "whsec_b2xkIHNlY3JldA==");
    sandbox
}

fn shop_sample(sandbox: &Sandbox, more: &[&str]) -> Run {
    let asked =
        ["sample", "order.made", "--pack", "shop", "--secret-env", "PRESENT", "--secret-env", "BEFORE"];
    sandbox.run(&[&asked[..], more].concat())
}

#[test]
fn times_and_ids_that_are_signed_too_are_there_and_a_stale_signature_is_told() {
    for (says, secret) in PACKS {
        let sandbox = shop(says, secret);
        let verdict = |form: &str, state: &str, secrets: &[&str]| {
            let made = shop_sample(&sandbox, &["--as", form, "--signature", state]);
            assert_eq!((made.code, made.stderr.as_str()), (0, ""), "{form} {state}");
            assert!(made.stdout.contains("X-Shop-Order"), "{}", made.stdout);
            let named: Vec<&str> = secrets.iter().flat_map(|name| ["--secret-env", name]).collect();
            let asked = ["verify", "--pack", "shop", "--format", "json"];
            let checked = sandbox.run_with(&[&asked[..], &named].concat(), made.stdout.as_bytes());
            let report: serde_json::Value = serde_json::from_str(&checked.stdout).unwrap();
            report["captures"][0]["verdict"].as_str().unwrap_or_else(|| panic!("{checked:?}")).to_owned()
        };
        for form in ["curl", "http", "har", "ndjson"] {
            assert_eq!(verdict(form, "valid", &["PRESENT"]), "valid", "{says} {form}");
            assert_eq!(verdict(form, "none", &["PRESENT"]), "unsigned", "{says} {form}");
            assert_eq!(verdict(form, "wrong", &["PRESENT", "BEFORE"]), "invalid", "{says} {form}");
            assert_eq!(verdict(form, "old", &["PRESENT"]), "invalid", "{says} {form}");
            assert_eq!(verdict(form, "old", &["PRESENT", "BEFORE"]), "valid", "{says} {form}");
        }
        // Only these forms say when a request was received.
        for form in ["har", "ndjson"] {
            assert_eq!(verdict(form, "stale", &["PRESENT"]), "invalid", "{says} {form}");
        }
    }
}

#[test]
fn a_stale_signature_is_told_where_a_header_says_when_the_request_came_and_else_that_nobody_can_tell() {
    for (says, secret) in PACKS {
        let sandbox = shop(says, secret);
        for form in ["curl", "http"] {
            let stale = shop_sample(&sandbox, &["--as", form, "--signature", "stale"]).stdout;
            let now =
                jiff::fmt::rfc2822::to_string(&jiff::Zoned::now().with_time_zone(jiff::tz::TimeZone::UTC));
            let date = format!("Date: {}", now.unwrap().replace("+0000", "GMT"));
            let asked = ["verify", "--pack", "shop", "--secret-env", "PRESENT"];
            let dated = sandbox.run_with(&[&asked[..], &["--header", &date]].concat(), stale.as_bytes());
            assert!(dated.code == 1 && dated.stdout.contains("seconds away from its signing"), "{dated:?}");
            let within = stale.replacen("X-Shop-Order", &format!("{date}\nX-Shop-Order"), 1);
            if form == "http" {
                let dated = sandbox.run_with(&asked, within.as_bytes());
                assert!(
                    dated.code == 1 && dated.stdout.contains("seconds away from its signing"),
                    "{dated:?}"
                );
            }
            let undated = sandbox.run_with(&asked, stale.as_bytes());
            assert!(undated.code == 0 && undated.stdout.contains("nobody can tell whether"), "{undated:?}");
        }
    }
}

#[test]
fn a_body_that_was_written_anew_has_the_signature_of_what_was_sent() {
    let mut sandbox = Sandbox::new();
    sandbox.variable("S", "a secret");
    let asked = ["sample", "uppromote/payment.paid", "--as", "http", "--secret-env", "S", "-q"];
    for (mutation, code) in [("reserialised", 1), ("wrong-type", 0), ("unreadable", 0)] {
        let made = sandbox.run(&[&asked[..], &[&format!("--mutate={mutation}")]].concat());
        let provider = ["verify", "--provider", "uppromote", "--secret-env", "S", "--quiet"];
        let checked = sandbox.run_with(&provider, made.stdout.as_bytes());
        let verdict = if code == 0 { "  valid  " } else { "  invalid  " };
        assert!(checked.stdout.contains(verdict), "{mutation}: {checked:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_shell_gives_curl_exactly_the_body() {
    let bodies: [&str; 5] = [
        r#"{"a":"it's","b":"say \"so\" @file $HOME `id` \\ ! ~ *"}"#,
        "@file",
        "{\n  \"lines\": \"of\",\n\n  \"text\": 1\n}\n",
        "'\\''",
        "-n",
    ];
    for body in bodies
        .iter()
        .map(|body| (*body).to_owned())
        .chain(["\u{feff}{\"ä\": \"\u{1f355}\"}".into(), "x".repeat(300_000)])
    {
        let mut headers = Headers::default();
        headers.push("X-Note", "it's \"quoted\" $HOME");
        headers.push("X-Empty", "");
        let outgoing = Outgoing {
            method: "POST",
            url: None,
            path: "/",
            headers: &headers,
            body: body.as_bytes(),
            sent_at: 0,
        };
        let command = RequestForm::Curl.written(&outgoing, true).unwrap();
        let sandbox = Sandbox::new();
        sandbox.file("request.sh", &command);
        // A curl that keeps the body that it was given, from its argument or its standard input.
        sandbox.file(
            "all.sh",
            "curl() {\n  for word; do\n    if [ \"$before\" = --data-raw ]; then printf %s \"$word\" > body; fi\n    \
             if [ \"$before\" = --data-binary ]; then cat > body; fi\n    \
             if [ \"$before\" = --header ]; then printf '%s\\n' \"$word\" >> headers; fi\n    before=$word\n  done\n  \
             printf %s \"$word\" > url\n}\nURL=https://example.com/hook\n. ./request.sh\n",
        );
        let mut shell = std::process::Command::new("sh");
        shell.args(["-n", "request.sh"]);
        assert_eq!(ended(sandbox.set_up(shell, ".").spawn().unwrap(), b"").code, 0);
        let mut shell = std::process::Command::new("sh");
        shell.arg("all.sh");
        let run = ended(sandbox.set_up(shell, ".").spawn().unwrap(), b"");
        assert_eq!((run.code, run.stderr.as_str()), (0, ""));
        assert!(sandbox.read("body") == body, "{}", body.chars().take(60).collect::<String>());
        assert_eq!(sandbox.read("headers"), "X-Note: it's \"quoted\" $HOME\nX-Empty;\n");
        assert_eq!(sandbox.read("url"), "https://example.com/hook");
    }
}

#[test]
fn captured_requests_are_printed_anew_with_their_headers_and_a_fresh_signature() {
    let mut sandbox = Sandbox::new();
    sandbox.variable("S", "a secret");
    let body = sample("uppromote/affiliate.new").trim().to_owned();
    sandbox.file(
        "old.http",
        format!(
            "POST /hooks/affiliate-new?a=1 HTTP/1.1\r\nHost: old.example\r\nX-Trace: 7\r\n\
             X-UpPromote-Signature: 00\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        ),
    );
    for form in ["curl", "http", "har", "ndjson"] {
        let again = |state: &str| {
            sandbox
                .run(&["unwrap", "old.http", "--as", form, "--signature", state, "--secret-env", "S"])
                .stdout
        };
        let (valid, kept) = (again("valid"), again("kept"));
        let code = |text: &str| sandbox.run_with(&["verify", "--secret-env", "S"], text.as_bytes()).code;
        assert_eq!((code(&valid), code(&kept)), (0, 1), "{form}");
        assert!(valid.contains("X-Trace") && !valid.contains("old.example"), "{valid}");
        assert_eq!(form == "curl", !valid.contains("/hooks/affiliate-new?a=1"), "{valid}");
        let digest = |text: &str| {
            let run = sandbox.run_with(&["unwrap", "--format", "json", "-q"], text.as_bytes());
            let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
            report["captures"][0]["body_sha256"].as_str().unwrap().to_owned()
        };
        assert_eq!(digest(&valid), base16ct::lower::encode_string(&Sha256::digest(&body)), "{form}");
    }
    let there = sandbox.run(&[
        "unwrap",
        "old.http",
        "--as",
        "http",
        "--signature",
        "kept",
        "--url",
        "https://b.example/x",
    ]);
    assert!(there.stdout.starts_with("POST /x HTTP/1.1\r\nHost: b.example\r\n"), "{there:?}");
}

#[test]
fn a_payload_that_was_sent_in_a_form_is_sent_in_that_form_again() {
    let mut sandbox = Sandbox::new();
    sandbox.variable("S", "a secret");
    let payload = sample("uppromote/payment.paid").trim().to_owned();
    let field: String = form_urlencoded::byte_serialize(payload.as_bytes()).collect();
    let body = format!("password=open+sesame&payload={field}");
    sandbox.file(
        "form.http",
        format!(
            "POST /hooks HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        ),
    );
    for form in ["curl", "http", "har", "ndjson"] {
        let sent =
            sandbox.run(&["unwrap", "form.http", "--as", form, "--signature", "valid", "--secret-env", "S"]);
        assert_eq!(sent.code, 0, "{}", sent.stderr);
        assert!(sent.stdout.contains(&body), "{form}: {}", sent.stdout);
        assert!(!sent.stdout.contains("application/json"), "{form}: {}", sent.stdout);
        let again = sandbox.run_with(&["unwrap"], sent.stdout.as_bytes());
        assert_eq!(again.stdout.trim(), payload, "{form}");
        let verified = sandbox.run_with(&["verify", "--secret-env", "S"], sent.stdout.as_bytes());
        assert_eq!(verified.code, 0, "{form}: {}", verified.stdout);
    }
}

#[test]
fn requests_go_to_web_addresses_alone() {
    for url in
        ["nonsense url", "ftp://example.com/", "https://", "example.com/hooks", "https://a.example/\u{7}"]
    {
        let run = Sandbox::new().run(&["sample", "uppromote/payment.paid", "--as", "http", "--url", url]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{url}");
        assert!(run.stderr.contains("is not a web address"), "{url}: {}", run.stderr);
    }
}

#[test]
fn several_requests_of_every_form_are_several_when_read_back() {
    let mut sandbox = Sandbox::new();
    sandbox.variable("S", "a secret");
    for form in ["curl", "http", "har", "ndjson"] {
        let made = sandbox.run(&[
            "sample",
            "referral.created",
            "--sequence",
            "--as",
            form,
            "--secret-env",
            "S",
            "--sent-at",
            "2026-05-01",
        ]);
        let again = sandbox.run(&[
            "sample",
            "referral.created",
            "--sequence",
            "--as",
            form,
            "--secret-env",
            "S",
            "--sent-at",
            "2026-05-01",
        ]);
        assert_eq!((made.code, &made), (0, &again), "{form}");
        let run =
            sandbox.run_with(&["verify", "--secret-env", "S", "--format", "json"], made.stdout.as_bytes());
        let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!((run.code, &report["summary"]["valid"]), (0, &6.into()), "{form} {run:?}");
    }
}

#[test]
fn a_signature_that_cannot_be_had_is_an_error_that_says_why() {
    let mut sandbox = Sandbox::new();
    sandbox.variable("S", "a secret");
    sandbox.file("unknown.json", r#"{"nobody":"knows","this":1}"#);
    let paid = ["sample", "uppromote/payment.paid", "--as", "curl"];
    for (arguments, message) in [
        (&[&paid[..], &["--signature", "valid"]].concat(), "no secret was given: --secret-env"),
        (
            &[&paid[..], &["--signature", "stale", "--secret-env", "S"]].concat(),
            "holds no time, so that no signature is stale",
        ),
        (&[&paid[..], &["--signature", "old", "--secret-env", "S"]].concat(), "needs two secrets"),
        (&[&paid[..], &["--signature", "kept"]].concat(), "a sample was never signed"),
        (&[&paid[..], &["--sent-at", "soon"]].concat(), "--sent-at soon is neither a time"),
        (&[&paid[..], &["--header", "X-A: b\nX-C: d"]].concat(), "the header X-A is not one line"),
        (
            &["sample", "lead_signup", "--as", "http", "--signature", "wrong"].to_vec(),
            "FirstPromoter v1 signs nothing",
        ),
        (&["sample", "lead_signup", "--signature", "none"].to_vec(), "--as <FORM>"),
        (&["unwrap", "unknown.json", "--as", "har", "--signature", "valid"].to_vec(), "--provider says who"),
        (
            &["unwrap", "unknown.json", "--as", "har", "--signature", "none", "--mask", "personal"].to_vec(),
            "hookspect redact",
        ),
        (
            &["unwrap", "unknown.json", "--as", "har", "--signature", "none", "--format", "json"].to_vec(),
            "--format",
        ),
        (
            &["unwrap", "unknown.json", "--as", "log-line", "--signature", "none"].to_vec(),
            "curl, http, har or ndjson",
        ),
        (&["unwrap", "unknown.json", "--as", "ndjson"].to_vec(), "--signature says"),
        (&["verify", "unknown.json", "--sign", "--as", "csv"].to_vec(), "curl, http, har or ndjson"),
    ] {
        let run = sandbox.run(arguments);
        assert_eq!(run.code, 2, "{arguments:?} {run:?}");
        assert!(run.stderr.contains(message), "{arguments:?}: {}", run.stderr);
    }
    let unsigned = sandbox.run(&paid);
    assert_eq!(unsigned.code, 0);
    assert!(
        unsigned.stderr.contains("note: without a signature: no secret was given"),
        "{}",
        unsigned.stderr
    );
}
