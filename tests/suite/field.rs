//! Cases that were found in the field, made anew; and the found ones themselves where they are at hand.

use std::process::Command;

use crate::support::{Sandbox, registry, sample};
use hookspect::{Delivery, Inspector, Severity};
use serde_json::{Value, json};

const BODY: &str = r#"{"affiliate_id":7,"previous_status":"active","current_status":"inactive"}"#;

/// The environment variable that names a folder of captures with a program `check` that runs over them.
const FOLDER: &str = "HOOKSPECT_REAL_CAPTURES";

#[test]
fn captures_that_were_found_come_out_as_their_manifest_says() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let check = std::path::Path::new(&folder).join("check");
    let run = Command::new("python3").arg(&check).arg(env!("CARGO_BIN_EXE_hookspect")).output().unwrap();
    let said = String::from_utf8_lossy(&run.stdout);
    // The manifest is older than the reading of cassettes in YAML: it wants them to be passed over.
    let wrong: Vec<&str> =
        said.lines().filter(|line| line.starts_with("  ") && !line.contains("/vcr-yaml__")).collect();
    assert!(said.lines().count() > 3, "{said}{}", String::from_utf8_lossy(&run.stderr));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The name of a file, what is in it, and what comes out of it: the chain and the body of each request.
type Case<'c> = (&'c str, String, Vec<(&'c [&'c str], &'c str)>);

#[test]
fn requests_are_read_as_tools_of_all_ages_keep_them() {
    let own: Value = serde_json::from_str(BODY).unwrap();
    let headers = json!({ "host": "h", "user-agent": "x", "content-type": "application/json" });
    let postman = |body: Value| json!({ "request": { "method": "POST", "url": "u", "body": body } });
    let schema = json!({ "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json" });
    let raw = postman(json!({ "mode": "raw", "raw": BODY }));
    let field = json!([{ "key": "payload", "value": BODY }]);
    let har = json!({ "log": { "entries": [{ "request": { "method": "POST", "url": "u", "headers": [],
        "postData": { "text": BODY } } }] } });
    let betamax = format!(
        "!tape\nname: a\ninteractions:\n- recorded: 2026-11-20T10:15:30.000Z\n  request:\n    method: POST\n    uri: https://h/x\n    headers: {{Host: h}}\n    body: '{BODY}'\n  response: {{status: 200}}\n"
    );
    let polly = format!(
        "log:\n  creator: {{name: Polly.JS}}\n  entries:\n    - request:\n        headers: []\n        method: POST\n        postData: {{params: [], text: '{BODY}'}}\n        url: https://h/x\n  version: '1.2'\n"
    );
    let cases: Vec<Case<'_>> = vec![
        (
            "n8n.json",
            json!([{ "headers": headers, "params": {}, "query": {}, "body": own }]).to_string(),
            vec![(&["envelope"], BODY)],
        ),
        ("har.har", har.to_string(), vec![(&["har"], BODY)]),
        ("betamax.yaml", betamax, vec![(&["yaml", "vcr"], BODY)]),
        ("polly.yaml", polly, vec![(&["yaml", "har"], BODY)]),
        (
            "wrapped.json",
            json!({ "collection": { "info": schema, "item": [raw] } }).to_string(),
            vec![(&["postman"], BODY)],
        ),
        (
            "report.json",
            json!({ "collection": { "info": schema }, "run": { "stats": {}, "executions": [raw] } })
                .to_string(),
            vec![(&["newman"], BODY)],
        ),
        (
            "forms.json",
            json!({ "info": schema, "item": [
                postman(json!({ "mode": "urlencoded", "urlencoded": field })),
                postman(json!({ "mode": "formdata", "formdata": field })),
            ] })
            .to_string(),
            vec![(&["postman", "form"], BODY), (&["postman", "form"], BODY)],
        ),
        (
            "list.json",
            json!([{ "headers": headers, "body": format!("[{BODY},{BODY}]") }]).to_string(),
            vec![(&["envelope"], BODY); 2],
        ),
    ];
    for (name, text, expected) in cases {
        let sandbox = Sandbox::new();
        sandbox.file(name, &text);
        let run = sandbox.run(&["unwrap", "--format", "json", name]);
        let report: Value = serde_json::from_str(&run.stdout).unwrap();
        let found: Vec<(Value, Value)> = report["captures"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| (one["chain"].clone(), one["body"].clone()))
            .collect();
        let expected: Vec<(Value, Value)> = expected
            .iter()
            .map(|(chain, body)| (json!(chain), serde_json::from_str(body).unwrap()))
            .collect();
        assert_eq!(found, expected, "{name}: {}", run.stderr);
    }
}

#[test]
fn what_is_no_request_is_not_taken_for_one() {
    let mail = json!([{ "headers": { "subject": "s", "from": "f", "content-type": "text/html" }, "html": "x", "body": "z" }]);
    let inspector = Inspector::new(registry());
    assert!(inspector.inspect(mail.to_string().as_bytes()).iter().all(|one| one.request().is_none()));
    let sandbox = Sandbox::new();
    let headers = json!({ "content-type": "application/json", "connection": "close", "x-request-id": "1" });
    sandbox.file("answer.json", json!([{ "headers": headers, "statusCode": 200, "body": BODY }]).to_string());
    let run = sandbox.run(&["unwrap", "answer.json"]);
    assert!(run.stdout.is_empty() && run.stderr.contains("is a response"), "{}", run.stderr);
}

#[test]
fn a_body_that_is_in_another_file_is_told_whichever_tool_says_so() {
    let schema = json!({ "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json" });
    let postman =
        json!({ "method": "POST", "url": "u", "body": { "mode": "file", "file": { "src": "body.json" } } });
    let insomnia =
        json!({ "_type": "request", "method": "POST", "url": "u", "body": { "fileName": "body.json" } });
    for (name, text) in [
        ("postman.json", json!({ "info": schema, "item": [{ "request": postman }] }).to_string()),
        (
            "insomnia.json",
            json!({ "_type": "export", "__export_format": 4, "resources": [insomnia] }).to_string(),
        ),
        ("curl.sh", "curl -d @body.json https://h/x\n".to_owned()),
        ("file.http", "POST https://h/x\n\n< body.json\n".to_owned()),
        ("file.hurl", "POST https://h/x\nfile,body.json;\n".to_owned()),
    ] {
        let sandbox = Sandbox::new();
        sandbox.file(name, text);
        let run = sandbox.run(&["unwrap", name]);
        assert_eq!(run.code, 1, "{name}: {}", run.stderr);
        assert!(
            run.stderr.contains("takes its body from a file that is not part of th"),
            "{name}: {}",
            run.stderr
        );
    }
}

#[test]
fn a_field_that_is_a_file_is_told_and_the_rest_of_its_form_is_read() {
    let schema = json!({ "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json" });
    let postman = |fields: Value| json!({ "request": { "method": "POST", "url": "u", "body": { "mode": "formdata", "formdata": fields } } });
    let field = json!({ "key": "payload", "type": "text", "value": BODY });
    let one = json!({ "key": "image", "type": "file", "src": "/tmp/a.png" });
    let two = json!({ "key": "more", "type": "file", "src": ["b.png", "c.png"] });
    let off = json!({ "key": "old", "type": "file", "src": "old.png", "disabled": true });
    let unchosen = json!({ "key": "image", "type": "file", "src": [] });
    let newman = |fields: Value| json!({ "collection": { "info": schema }, "run": { "stats": {}, "executions": [postman(fields)] } });
    let collection = |fields: Value| json!({ "info": schema, "item": [postman(fields)] });
    let params = json!([
        { "name": "payload", "value": BODY },
        { "name": "image", "type": "file", "value": "", "fileName": "/tmp/a.png" },
    ]);
    let insomnia = json!({ "_type": "request", "method": "POST", "url": "u",
        "body": { "mimeType": "multipart/form-data", "params": params } });
    let har = json!({ "log": { "version": "1.2", "entries": [{ "request": { "method": "POST", "url": "u", "headers": [],
        "postData": { "params": [{ "name": "payload", "value": BODY }, { "name": "image", "fileName": "/tmp/a.png" }] } } }] } });
    let bruno = json!({ "version": "1", "items": [{ "request": { "method": "POST", "url": "u", "body": {
        "mode": "multipartForm", "multipartForm": [
            { "name": "payload", "type": "text", "value": BODY },
            { "name": "image", "type": "file", "value": ["/tmp/a.png"] },
        ] } } }] });
    let bru = format!(
        "meta {{\n  name: a\n  type: http\n}}\n\npost {{\n  url: https://h/x\n  body: multipartForm\n}}\n\n\
         body:multipart-form {{\n  payload: {BODY}\n  image: @file(/tmp/a.png)\n}}\n"
    );
    for (chain, file, names) in [
        ("postman", collection(json!([field, one])), Some("/tmp/a.png")),
        ("postman", collection(json!([two, off, field, one])), Some("b.png, c.png, /tmp/a.png")),
        ("postman", collection(json!([unchosen, field])), Some("image")),
        ("postman", collection(json!([field, off])), None),
        ("newman", newman(json!([one, field])), Some("/tmp/a.png")),
        (
            "insomnia",
            json!({ "_type": "export", "__export_format": 4, "resources": [insomnia] }),
            Some("/tmp/a.png"),
        ),
        ("har", har, Some("/tmp/a.png")),
        ("bruno", bruno, Some("/tmp/a.png")),
        ("bruno", Value::String(bru), Some("/tmp/a.png")),
    ] {
        let sandbox = Sandbox::new();
        let (name, text) = match &file {
            Value::String(text) => ("one.bru", text.clone()),
            _ => ("one.json", file.to_string()),
        };
        sandbox.file(name, text);
        let run = sandbox.run(&["unwrap", "--format", "json", name]);
        let report: Value = serde_json::from_str(&run.stdout).unwrap();
        let [capture] = report["captures"].as_array().unwrap().as_slice() else { panic!("{file}: {report}") };
        assert_eq!(capture["chain"], json!([chain, "form"]), "{file}");
        assert_eq!(capture["body"], serde_json::from_str::<Value>(BODY).unwrap(), "{file}");
        let told = "takes a part of its form from a file that is not here";
        let said = run.stderr.split_once(told).map(|(_, rest)| rest.lines().next().unwrap_or_default());
        assert_eq!(said, names.map(|names| format!(": {names}")).as_deref(), "{file}: {}", run.stderr);
    }
}

#[test]
fn a_form_of_files_alone_has_no_body_and_says_so() {
    let schema = json!({ "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json" });
    let body =
        json!({ "mode": "formdata", "formdata": [{ "key": "image", "type": "file", "src": "a.png" }] });
    let sandbox = Sandbox::new();
    let item = json!({ "request": { "method": "POST", "url": "u", "body": body } });
    sandbox.file("one.json", json!({ "info": schema, "item": [item] }).to_string());
    let run = sandbox.run(&["unwrap", "one.json"]);
    assert!(run.stdout.is_empty(), "{}", run.stdout);
    assert!(
        run.stderr.contains("takes a part of its form from a file that is not here: a.png"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_promoter_of_an_account_that_asks_for_little_is_valid() {
    let mut payload: Value = serde_json::from_str(&sample("firstpromoter/promoter.created")).unwrap();
    let profile = payload["data"]["profile"].as_object_mut().unwrap();
    for name in ["first_name", "last_name", "website", "company_name", "address", "country", "vat_id"] {
        profile.insert(name.to_owned(), Value::Null);
    }
    profile.insert("social_accounts".to_owned(), json!({}));
    let [delivery] = Inspector::new(registry()).inspect(payload.to_string().as_bytes()).try_into().unwrap();
    let errors = Delivery::findings(&delivery).filter(|one| one.severity == Severity::Error).count();
    assert!(errors == 0 && delivery.is_valid());
}

#[test]
fn lists_of_scalars_in_lines_keep_their_brackets() {
    let sandbox = Sandbox::new();
    let run = sandbox.run_with(&["normalize", "--payload", "compact"], b"[1,2]\n[\"a\"]\n");
    assert_eq!(run.stdout, "[1,2]\n[\"a\"]\n", "{}", run.stderr);
}

#[test]
fn every_file_that_a_form_takes_is_named() {
    let told = |name: &str, text: &str| {
        let sandbox = Sandbox::new();
        sandbox.file(name, text);
        sandbox.run(&["unwrap", name]).stderr
    };
    let curl = told("a.sh", "curl https://h/x -F 'photo=@a.png' -F 'payload={\"a\":1}' -F 'paper=@b.pdf'\n");
    assert!(curl.contains("takes a part of its form from a file that is not here: a.png, b.pdf"), "{curl}");
    let hurl = "POST https://h/x\n[Multipart]\npayload: {\"a\":1}\nphoto: file,a.png;\npaper: file,b.pdf; application/pdf\nHTTP 200\n";
    let hurl = told("a.hurl", hurl);
    assert!(hurl.contains("takes its body from a file that is not part of this one: a.png, b.pdf"), "{hurl}");
}

#[test]
fn a_line_among_headers_that_is_none_is_told() {
    for name in ["a.http", "a.hurl"] {
        let sandbox = Sandbox::new();
        let end = if name == "a.http" { "\n" } else { "" };
        let text = format!("POST https://h/x\n# a remark\nX-Event: a\nX-Odd without a colon\n{end}{BODY}\n");
        sandbox.file(name, text);
        let run = sandbox.run(&["validate", name, "--format", "concise", "-v"]);
        assert!(run.stdout.contains("a line among its headers that is not one"), "{run:?}");
        assert!(sandbox.run(&["unwrap", name]).stdout.contains(BODY));
    }
}

#[test]
fn a_form_of_hoppscotch_is_a_form_and_no_list() {
    let sandbox = Sandbox::new();
    let form = json!([{ "key": "payload", "value": BODY, "active": true, "isFile": false },
        { "key": "photo", "value": [{}], "active": true, "isFile": true }]);
    let request = json!({ "v": "5", "name": "r", "method": "POST", "endpoint": "https://h/x", "headers": [],
        "params": [], "body": { "contentType": "multipart/form-data", "body": form } });
    let file = json!({ "v": 2, "name": "c", "folders": [], "requests": [request] });
    sandbox.file("a.json", file.to_string());
    let run = sandbox.run(&["unwrap", "a.json"]);
    assert_eq!(run.stdout, BODY, "{run:?}");
    assert!(run.stderr.contains("takes a part of its form from a file that is not here: photo"), "{run:?}");
}
