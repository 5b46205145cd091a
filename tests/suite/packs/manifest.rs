//! What a manifest says of its pack is what every command does: signatures, envelopes, masks, neutral events, and a clear
//! word about every slip.

use crate::support::Sandbox;

const SCHEMA: &str = r#"{ "type": "object", "required": ["type", "id"], "properties": {
    "type": { "const": "order.made" }, "id": { "type": "string" }, "access_token": { "type": "string" },
    "sent_at": { "type": "string" }, "amount": { "type": "integer" },
    "buyer": { "type": "object", "properties": { "email": { "type": "string" } } },
    "lines": { "type": "array", "items": { "type": "object", "properties": { "sku": { "type": "string" }, "n": { "type": "integer" } } } } } }"#;

/// A sandbox with a pack of one event and these lines in its manifest.
pub(super) fn pack(top: &str, event: &str) -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.file("shop/made.json", SCHEMA);
    let manifest = format!(
        "id = \"shop\"\nname = \"Shop\"\nversion = \"1\"\n{top}\n[[event]]\nname = \"order.made\"\nschema = \"made.json\"\n{event}\n"
    );
    sandbox.file("shop/hookspect-pack.toml", manifest);
    sandbox
}

pub(super) const PAYLOAD: &str = r#"{ "type": "order.made", "id": "o1", "access_token": "quiet-river", "sent_at": "2025-01-02T03:04:05Z",
  "amount": 1250, "buyer": { "email": "pat@example.org" }, "lines": [{ "sku": "a", "n": 1 }, { "sku": "b", "n": 2 }] }"#;

#[test]
fn a_signature_scheme_of_a_manifest_is_verified() {
    let sandbox = pack("[signature]\nheader = \"X-Shop-Signature\"\nprefix = \"sha256=\"", "");
    sandbox.file("body.json", PAYLOAD).file("secret", "correct horse");
    let run = sandbox.run(&[
        "verify",
        "--sign",
        "--secret-file",
        "secret",
        "--pack",
        "shop",
        "body.json",
        "--format",
        "human",
    ]);
    assert!(run.stdout.contains("X-Shop-Signature: sha256="), "{run:?}");
    let header = run.stdout.lines().find(|line| line.starts_with("X-Shop-Signature")).unwrap().to_owned();
    let request = format!(
        "POST /hooks HTTP/1.1\r\nHost: example.org\r\nContent-Type: application/json\r\n{header}\r\nContent-Length: {}\r\n\r\n{PAYLOAD}",
        PAYLOAD.len()
    );
    sandbox.file("good.http", &request).file("bad.http", request.replace("1250", "1251"));
    let verify = |file| sandbox.run(&["verify", "--secret-file", "secret", "--pack", "shop", file]);
    assert_eq!(verify("good.http").code, 0, "{:?}", verify("good.http"));
    assert_eq!(verify("bad.http").code, 1, "{:?}", verify("bad.http"));
}

#[test]
fn standard_webhooks_bring_their_signature_and_their_name() {
    let sandbox = pack("transport = \"standard-webhooks\"", "");
    let run = sandbox.run(&["describe", "shop/order.made", "--pack", "shop", "--format", "json"]);
    assert!(run.stdout.contains("\"header\": \"webhook-signature\""), "{run:?}");
}

#[test]
fn members_are_masked_and_matched_as_the_manifest_says() {
    let sandbox = pack(
        "volatile = [\"sent_at\"]\nidentity = [\"lines.*.sku\"]\nsensitive = { secret = [\"access_token\"], personal = [\"buyer.email\"] }",
        "",
    );
    sandbox.file("a.json", PAYLOAD);
    let other = PAYLOAD.replace("03:04:05", "04:05:06");
    sandbox.file(
        "b.json",
        other.replace(
            r#"{ "sku": "a", "n": 1 }, { "sku": "b", "n": 2 }"#,
            r#"{ "sku": "b", "n": 2 }, { "sku": "a", "n": 1 }"#,
        ),
    );
    let shown = sandbox.run(&["--pack", "shop", "a.json"]);
    assert!(!shown.stdout.contains("quiet-river") && shown.stdout.contains("order.made"), "{shown:?}");
    let same = sandbox.run(&["diff", "--pack", "shop", "a.json", "b.json"]);
    assert!(same.stdout.contains("no difference"), "{same:?}");
    let described = sandbox.run(&["describe", "shop/order.made", "--pack", "shop", "--format", "json"]);
    assert!(described.stdout.contains("\"sensitivity\": \"personal\""), "{described:?}");
}

#[test]
fn a_name_masks_where_a_schema_says_nothing_of_secrets() {
    let sandbox = pack("", "");
    let run = sandbox.run_with(&["--pack", "shop"], PAYLOAD.as_bytes());
    assert!(!run.stdout.contains("quiet-river"), "{run:?}");
}

#[test]
fn what_members_mean_is_normalized() {
    let sandbox = pack(
        "",
        "kind = \"sale.created\"\nmembers = [\n  { path = \"id\", is = \"sale.id\" },\n  { path = \"sent_at\", is = \"occurred_at\" },\n  { path = \"buyer.email\", is = \"referral.email\" },\n]",
    );
    let run = sandbox.run_with(&["normalize", "--pack", "shop"], PAYLOAD.as_bytes());
    for part in [r#""kind":"sale.created""#, "2025-01-02T03:04:05Z", r#""sale":{"id":"o1"}"#] {
        assert!(run.stdout.contains(part), "{part}: {run:?}");
    }
}

#[test]
fn a_strict_pack_warns_of_members_that_its_schemas_let_be() {
    let payload = br#"{ "type": "order.made", "id": "o1", "idd": "o1" }"#;
    let arguments = ["validate", "--pack", "shop", "--format", "concise"];
    let open = pack("", "").run_with(&arguments, payload);
    assert!(open.code == 0 && !open.stdout.contains("warning"), "{open:?}");
    let strict = pack("mode = \"strict\"", "").run_with(&arguments, payload);
    assert!(strict.stdout.contains("warning") && strict.stdout.contains("idd"), "{strict:?}");
}

#[test]
fn a_payload_root_says_which_part_of_a_delivery_the_schemas_describe() {
    let sandbox = pack("payload-root = \"/detail\"\nname-path = \"detail.type\"", "");
    let run = sandbox.run_with(
        &["validate", "--pack", "shop", "--format", "concise"],
        br#"{ "source": "bus", "detail": { "type": "order.made", "id": 7 } }"#,
    );
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.stdout.contains("/detail/id"), "{run:?}");
    let good = br#"{ "source": "bus", "detail": { "type": "order.made", "id": "7" } }"#;
    assert_eq!(sandbox.run_with(&["validate", "--pack", "shop"], good).code, 0);
    let schema = sandbox.run(&["schema", "shop/order.made", "--pack", "shop"]);
    assert!(schema.stdout.contains("\"detail\""), "{schema:?}");
}

#[test]
fn a_cloud_event_is_checked_with_its_data() {
    let sandbox = pack("transport = \"cloudevents\"\nname-path = \"type\"", "");
    let event = |data: &str| {
        format!(
            r#"{{ "specversion": "1.0", "id": "1", "source": "/shop", "type": "order.made", "data": {data} }}"#
        )
    };
    let arguments = ["validate", "--pack", "shop", "--format", "concise"];
    let good = sandbox.run_with(&arguments, event(r#"{ "type": "order.made", "id": "7" }"#).as_bytes());
    assert_eq!(good.code, 0, "{good:?}");
    let bad = sandbox.run_with(&arguments, event(r#"{ "type": "order.made" }"#).as_bytes());
    assert!(bad.code == 1 && bad.stdout.contains("/data/id"), "{bad:?}");
    // It needs no more than to be said: the type of the envelope is the name.
    let sandbox = Sandbox::new();
    sandbox.file(
        "ce/made.json",
        r#"{ "type": "object", "required": ["n"], "properties": { "n": { "type": "integer" } } }"#,
    );
    let manifest = "id = \"ce\"\ntransport = \"cloudevents\"\n[[event]]\nname = \"order.made\"\nschema = \"made.json\"\n";
    sandbox.file("ce/hookspect-pack.toml", manifest);
    let arguments = ["validate", "--pack", "ce", "--format", "concise"];
    let bad = sandbox.run_with(&arguments, event(r#"{ "n": "7" }"#).as_bytes());
    assert!(bad.code == 1 && bad.stdout.contains("error wrong-type /data/n"), "{bad:?}");
    assert_eq!(sandbox.run_with(&arguments, event(r#"{ "n": 7 }"#).as_bytes()).code, 0);
    // In binary mode the attributes are headers.
    let binary = |data: &str| {
        format!(
            "POST / HTTP/1.1\nHost: h\nce-specversion: 1.0\nce-type: order.made\nce-source: /shop\nce-id: 1\n\n{data}\n"
        )
    };
    let bad = sandbox.run_with(&arguments, binary(r#"{ "n": "7" }"#).as_bytes());
    assert!(bad.code == 1 && bad.stdout.contains(":8:8: error wrong-type /data/n"), "{bad:?}");
    assert_eq!(sandbox.run_with(&arguments, binary(r#"{ "n": 7 }"#).as_bytes()).code, 0);
}

#[test]
fn a_pack_takes_the_place_of_a_built_in_provider_only_if_it_says_so() {
    let sandbox = Sandbox::new();
    sandbox.file("own/made.json", SCHEMA);
    let manifest = |replaces: &str| {
        format!("id = \"uppromote\"\n{replaces}[[event]]\nname = \"order.made\"\nschema = \"made.json\"\n")
    };
    sandbox.file("own/hookspect-pack.toml", manifest(""));
    let taken = sandbox.run(&["events", "uppromote", "--pack", "own"]);
    assert_eq!(taken.code, 2, "{taken:?}");
    assert!(taken.stderr.contains("replaces = \"uppromote\""), "{taken:?}");
    sandbox.file("own/hookspect-pack.toml", manifest("replaces = \"uppromote\"\n"));
    let replaced = sandbox.run(&["events", "uppromote", "--pack", "own", "--format", "json"]);
    assert!(
        replaced.stdout.contains("order.made") && !replaced.stdout.contains("payment.paid"),
        "{replaced:?}"
    );
}

#[test]
fn every_slip_has_its_place_and_what_was_probably_meant() {
    let sandbox = pack(
        "formats = \"asert\"\ndialect = \"draft-8\"\ntransport = \"cloudevent\"\nsensitive = { secrets = [\"a\"] }\n[signature]\nheader = \"X\"\nhash = \"sha265\"\nsigned = [\"bdy\"]\n[envelope]\nmember = [\"id\"]",
        "provenance = \"seeen\"\nversion = \"9\"\nconditions = [{ why = \"nothing\" }]\nmembers = [{ path = \"id\", is = \"sale.idd\" }]\nshapes = [{ al = [\"id\"] }]",
    );
    let run = sandbox.run(&["pack", "check", "shop"]);
    assert_eq!(run.code, 1, "{run:?}");
    for line in [
        ":4:11: is \"asert\": did you mean \"assert\"?",
        ":5:11: is \"draft-8\": did you mean \"draft-04\"?",
        ":6:13: is \"cloudevent\": did you mean \"cloudevents\"?",
        ":7:15: secrets is not a key of a pack's manifest: did you mean secret?",
        ":10:8: is \"sha265\": did you mean \"sha256\"?",
        ":11:11: is \"bdy\": did you mean \"body\"?",
        ":13:1: member is not a key of a pack's manifest: did you mean members?",
        ":17:14: is \"seeen\": did you mean \"seen\"?",
        ":14:1: order.made is of version \"9\", and there are \"1\"",
        ":19:15: says nothing: expected same",
        ":20:32: is \"sale.idd\": did you mean \"sale.id\"?",
        ":21:13: al is not a key of a pack's manifest",
    ] {
        assert!(run.stdout.contains(&format!("hookspect-pack.toml{line}")), "{line}\n{}", run.stdout);
    }
}

#[test]
fn versions_of_one_provider_are_one_pack() {
    let sandbox = Sandbox::new();
    sandbox.file("shop/made.json", SCHEMA).file("shop/old.json", SCHEMA.replace("order.made", "order_made"));
    sandbox.file(
        "shop/hookspect-pack.toml",
        "id = \"shop\"\n[[version]]\nid = \"v1\"\nname-path = \"type\"\n[[version]]\nid = \"v2\"\nname-path = \"type\"\n\
         [[event]]\nname = \"order_made\"\nversion = \"v1\"\nschema = \"old.json\"\n[[event]]\nname = \"order.made\"\nversion = \"v2\"\nschema = \"made.json\"\n",
    );
    for (name, version) in [("order_made", "v1"), ("order.made", "v2")] {
        let payload = format!(r#"{{ "type": "{name}", "id": "o1" }}"#);
        let run = sandbox.run_with(&["detect", "--pack", "shop", "--format", "json"], payload.as_bytes());
        assert!(run.stdout.contains(&format!("\"version\":\"{version}\"")), "{run:?}");
    }
}

#[test]
fn words_that_mean_nothing_are_errors_of_a_check() {
    let sandbox = pack("replaces = \"uppromot\"\n[signature]\nheader = \"X Sig:\"", "kind = \"sale.creatd\"");
    let manifest = sandbox.read("shop/hookspect-pack.toml").replace("id = \"shop\"", "id = \"Bad Id\"");
    sandbox.file("shop/hookspect-pack.toml", manifest);
    let run = sandbox.run(&["pack", "check", "shop"]);
    assert_eq!(run.code, 1, "{run:?}");
    for told in [
        "error: hookspect-pack.toml:1:6: is \"Bad Id\", and lower case letters, digits and hyphens make up an id",
        "error: hookspect-pack.toml:6:10: is \"X Sig:\", which no header can be called",
        "error: replaces = \"uppromot\" is the id of no provider: did you mean \"uppromote\"?",
    ] {
        assert!(run.stdout.contains(told), "{told}\n{}", run.stdout);
    }
}

#[test]
fn a_signature_that_cannot_mean_what_it_says_ends_the_run_before_anything_is_judged() {
    for (says, told) in [
        ("signed = \"{timestamp}.{body}\"", "6:10: signed is a text, expected a list"),
        ("signed = [\"timestamp\", \"boddy\"]", "is \"boddy\": did you mean \"body\"?"),
        ("sigend = [\"body\"]", "6:1: sigend is not a key of a pack's manifest: did you mean signed?"),
        ("key = \"base6\"", "6:7: is \"base6\": did you mean \"base64\"?"),
        ("separator = \", \"", "6:13: separator is \", \", expected one character"),
        ("signed = [\"text:v1\"]", "6:10: signed has no \"body\": any body would pass"),
        (
            "signed = [\"timestamp\", \"body\"]",
            "6:10: signed has \"timestamp\", and neither timestamp-header nor timestamp-prefix says",
        ),
        ("timestamp-header = \"X-Time\"", "6:20: timestamp-header names a time that is not in signed"),
        (
            "timestamp-prefix = \"t=\"\nsigned = [\"timestamp\", \"body\"]",
            "6:20: timestamp-prefix needs a separator",
        ),
    ] {
        let sandbox = pack(&format!("[signature]\nheader = \"X-Sig\"\n{says}"), "");
        sandbox.file("body.json", PAYLOAD).file("secret", "correct horse");
        let run = sandbox.run(&["verify", "--secret-file", "secret", "--pack", "shop", "body.json"]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run:?}");
        assert!(
            run.stderr.starts_with("error: shop: hookspect-pack.toml:") && run.stderr.contains(told),
            "{told}\n{run:?}"
        );
        assert_eq!(sandbox.run(&["pack", "check", "shop"]).code, 1, "{says}");
    }
    let time = "[signature]\nheader = \"X-Sig\"\ntimestamp-header = \"X-Time\"\nsigned = [\"header:X-Time\", \"body\"]";
    assert_eq!(pack(time, "").run(&["pack", "check", "shop"]).code, 0);
}

#[test]
fn a_meaning_under_half_a_condition_ends_the_run() {
    let sandbox = pack("", "members = [{ path = \"type\", is = \"coupon\", when = { is = \"x\" } }]");
    let run = sandbox.run_with(&["normalize", "--pack", "shop"], PAYLOAD.as_bytes());
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run:?}");
    assert!(run.stderr.contains("when needs a path, and the word that is to be there as is"), "{run:?}");
}

#[test]
fn a_misspelt_key_ends_the_run_since_payloads_would_be_judged_without_it() {
    for (top, event, told) in [
        ("formts = \"assert\"", "", "4:1: formts is not a key of a pack's manifest: did you mean formats?"),
        ("", "shcema = \"made.json\"", "8:1: shcema is not a key of a pack's manifest: did you mean schema?"),
        (
            "[sensitive]\nsecrets = [\"id\"]",
            "",
            "5:1: secrets is not a key of a pack's manifest: did you mean secret?",
        ),
    ] {
        let run = pack(top, event).run_with(&["inspect", "--pack", "shop"], PAYLOAD.as_bytes());
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run:?}");
        assert!(run.stderr.contains(told), "{told}\n{run:?}");
    }
}
