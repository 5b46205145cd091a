//! `normalize`: one neutral event per payload, with nothing lost and nothing guessed.

use std::collections::BTreeSet;
use std::fs;

use crate::support::{Sandbox, package, registry, samples};
use hookspect::json::{Document, JsonKind, Layout, Style, Tape, Writer, write_compact};
use hookspect::model::{Group, Hints};
use hookspect::normalize::{ValueMask, normalize, schema};
use hookspect::redact::{Mask, Show};
use hookspect::report::masked_event;
use proptest::prelude::*;
use serde_json::{Value, json};

/// Every sample and every documented payload: its name and its text.
fn payloads() -> Vec<(String, String)> {
    let mut files: Vec<_> =
        fs::read_dir(package().join("tests/documented")).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let documented = files.into_iter().map(|path| {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        (name, fs::read_to_string(path).unwrap())
    });
    samples().into_iter().map(|(id, text)| (format!("{id}.json"), text)).chain(documented).collect()
}

fn neutral(name: &str, text: &str) -> Value {
    let mut tape = Tape::new();
    let document = tape.parse(text.as_bytes()).unwrap();
    let hints = Hints { path: registry().named_in_path(name), ..Hints::default() };
    let identification = registry().identify(document, &hints);
    let event = normalize(document, &identification, &ValueMask::none());
    let (line, lines) = (event.to_json(Layout::Compact), event.to_json(Layout::Pretty(2)));
    let event = serde_json::from_str(&line).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&lines).unwrap(), event, "{name}");
    event
}

/// The pointers of all leaves: scalars and empty containers.
fn leaves(document: Document<'_>) -> Vec<(u32, String)> {
    let mut found = Vec::new();
    let mut open = vec![document.root()];
    while let Some(value) = open.pop() {
        let container =
            matches!(value.kind(), JsonKind::Object | JsonKind::Array) && !value.is_empty_container();
        if container {
            open.extend(value.members().map(|(_, member)| member).chain(value.items()));
        } else {
            found.push((value.index(), document.pointer_of(value.index()).as_str().to_owned()));
        }
    }
    found
}

/// Each leaf of the payload has a place of its own, or is in `rest` at its own path as it was written; never both.
fn account(name: &str, text: &str) {
    let mut tape = Tape::new();
    let document = tape.parse(text.as_bytes()).unwrap();
    let hints = Hints { path: registry().named_in_path(name), ..Hints::default() };
    let normalized = normalize(document, &registry().identify(document, &hints), &ValueMask::none());
    let event = normalized.to_json(Layout::Compact);
    let mut rest_tape = Tape::new();
    let rest = rest_tape.parse(event.as_bytes()).unwrap();
    for (index, pointer) in leaves(document) {
        let kept = rest.pointer(&format!("/rest{pointer}"));
        let own = document.value(index);
        if normalized.has_place(index) {
            assert!(kept.is_none_or(|kept| kept.raw() == "null"), "{name}: {pointer} is in two places");
        } else {
            assert_eq!(kept.map(hookspect::json::Value::raw), Some(own.raw()), "{name}: {pointer}");
        }
    }
}

#[test]
fn a_payload_without_white_space_has_the_same_neutral_event() {
    for (name, text) in payloads() {
        let mut compact = String::new();
        let mut tape = Tape::new();
        write_compact(tape.parse(text.as_bytes()).unwrap().root(), &mut compact).unwrap();
        for show in [Show::Everything, Show::AllButSecrets, Show::NothingPersonal] {
            let mask = Mask::new(show, registry());
            let [laid_out, compact] = [&text, &compact].map(|text| {
                let mut tape = Tape::new();
                let document = tape.parse(text.as_bytes()).unwrap();
                let hints = Hints { path: registry().named_in_path(&name), ..Hints::default() };
                let identification = registry().identify(document, &hints);
                masked_event(document, &identification, &mask).to_json(Layout::Compact)
            });
            assert_eq!(compact, laid_out, "{name}");
        }
    }
}

#[test]
fn rest_and_the_mapped_members_account_for_every_leaf() {
    let mut mapped = 0;
    for (name, text) in payloads() {
        account(&name, &text);
        mapped += usize::from(neutral(&name, &text)["affiliate"].is_object());
    }
    assert!(mapped > 50, "{mapped}");
}

proptest! {
    #[test]
    fn payloads_of_unknown_providers_are_all_rest(text in "[a-z]{0,3}", number in -5_i64..5, deep in 0_usize..50) {
        let value = json!({ "id": number, text.clone(): [text, null, {}, [], { "x": [number] }], "e": {} });
        let nested = format!("{}{value}{}", "{\"a\":[".repeat(deep), "]}".repeat(deep));
        account("x.json", &nested);
        let event = neutral("x.json", &nested);
        prop_assert_eq!(&event["kind"], &Value::Null);
        prop_assert_eq!(&event["rest"], &serde_json::from_str::<Value>(&nested).unwrap());
    }
}

/// A payload laid out otherwise, its members in another order, and one of them twice or with another value.
fn disturbed(text: &str, (layout, is_sorted, place): (usize, bool, usize), member: &str) -> String {
    let mut text = text.to_owned();
    let braces: Vec<usize> = text.match_indices('{').map(|(at, _)| at + 1).collect();
    let at = braces[place % braces.len()];
    if !text[at..].trim_start().starts_with('}') {
        text.insert_str(at, &format!("{member},"));
    }
    let mut tape = Tape::new();
    let root = tape.parse(text.as_bytes()).unwrap().root();
    let layout = [Layout::Compact, Layout::Spaced, Layout::Pretty(0), Layout::Pretty(3)][layout];
    let style = if is_sorted { Style::laid_out(layout).sorted() } else { Style::laid_out(layout) };
    let mut out = String::new();
    Writer::new(style).write(root, &mut out).unwrap();
    out
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Compact events are copied out of the payload, others written token by token.
    #[test]
    fn an_event_is_the_same_in_every_layout(
        sample in any::<prop::sample::Index>(),
        how in (0_usize..4, any::<bool>(), 0_usize..40),
        member in prop::sample::select(vec![
            r#""id":1"#, r#""id":[{},[7]]"#, r#""status":null"#, r#""email":"ana\u0040example.com""#, r#""token":{ }"#,
            r#""api_key":"kE3f9aQ2mZ7xW1pL""#, r#""current_status":{"a":[ ]}"#, r#""x":[[1],{"password":"hunter2"}]"#,
        ]),
    ) {
        let all = payloads();
        let (name, text) = sample.get(&all);
        let text = disturbed(text, how, member);
        let mut tape = Tape::new();
        let document = tape.parse(text.as_bytes()).unwrap();
        let hints = Hints { path: registry().named_in_path(name), ..Hints::default() };
        let identification = registry().identify(document, &hints);
        for show in [Show::Everything, Show::AllButSecrets, Show::NothingPersonal] {
            let event = masked_event(document, &identification, &Mask::new(show, registry()));
            let (mut tape, mut compact) = (Tape::new(), String::new());
            let laid_out = event.to_json(Layout::Pretty(2));
            write_compact(tape.parse(laid_out.as_bytes()).unwrap().root(), &mut compact).unwrap();
            prop_assert_eq!(&event.to_json(Layout::Compact), &compact, "{} {}", name, text);
        }
    }
}

#[test]
fn every_event_has_a_meaning_and_every_output_fits_the_published_schema() {
    let schema = schema(registry());
    jsonschema::meta::validate(&schema).unwrap();
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    for model in registry().events().iter().copied() {
        assert!(model.neutral().and_then(|neutral| neutral.kind).is_some(), "{}", model.id());
    }
    for (name, text) in payloads() {
        let event = neutral(&name, &text);
        let errors: Vec<String> = validator.iter_errors(&event).map(|error| error.to_string()).collect();
        assert_eq!(errors, Vec::<String>::new(), "{name}");
    }
    let printed = Sandbox::new().run(&["schema", "normalized"]).stdout;
    assert_eq!(serde_json::from_str::<Value>(&printed).unwrap(), schema);
}

#[test]
fn documented_payloads_in_neutral_form() {
    let mut shown = String::new();
    for (name, text) in payloads().iter().filter(|(name, _)| !name.contains('/')) {
        let mut event = neutral(name, text);
        event.as_object_mut().unwrap().remove("rest");
        shown.push_str(&format!("{name}\n{event:#}\n\n"));
    }
    insta::assert_snapshot!("documented_payloads_in_neutral_form", shown);
}

fn reward(change: impl Fn(&mut Value)) -> Value {
    let text = samples().into_iter().find(|(id, _)| id == "firstpromoter/reward_created").unwrap().1;
    let mut payload: Value = serde_json::from_str(&text).unwrap();
    change(&mut payload);
    neutral("x.json", &payload.to_string())
}

#[test]
fn rewards_other_than_money_are_quantities() {
    let points = reward(|payload| {
        payload["data"]["unit"] = json!("points");
        payload["data"]["amount"] = json!(250);
    });
    assert_eq!(points["commission"]["kind"], "points");
    assert_eq!(points["commission"]["quantity"], 250);
    assert_eq!(points["commission"].get("amount"), None);
    let new = reward(|payload| payload["data"]["unit"] = json!("stickers"));
    assert_eq!(new["commission"].get("kind"), None);
    assert_eq!(new["rest"]["data"]["unit"], "stickers");
    assert_eq!(new["rest"]["data"]["amount"], 1225);
}

#[test]
fn amounts_that_are_no_plain_money_have_no_decimal() {
    for (text, decimal) in
        [("1225", Some("12.25")), ("-5", Some("-0.05")), ("1e400", None), ("12.5", None), ("\"12,50\"", None)]
    {
        let sample = samples().into_iter().find(|(id, _)| id == "firstpromoter/reward_created").unwrap().1;
        let payload = sample.replace("\"amount\": 1225", &format!("\"amount\": {text}"));
        assert!(payload.contains(text));
        let run = Sandbox::new().run_with(&["normalize"], payload.as_bytes());
        assert!(run.stdout.contains(&format!("\"raw\":{text},\"scale\":\"minor\"")), "{}", run.stdout);
        let shown = decimal.map(|decimal| format!("\"decimal\":\"{decimal}\""));
        assert_eq!(shown.is_some_and(|shown| run.stdout.contains(&shown)), decimal.is_some(), "{text}");
    }
    let major = |amount: &str| {
        let sample = samples().into_iter().find(|(id, _)| id == "uppromote/referral.new").unwrap().1;
        neutral("referral.new.json", &sample.replace("17.82", amount))["commission"]["amount"].clone()
    };
    assert_eq!(major("12,50"), json!({ "raw": "12,50", "scale": "major", "currency": null }));
    assert_eq!(major("-3.5")["decimal"], "-3.5");
}

#[test]
fn a_currency_that_is_given_is_told_and_none_is_assumed() {
    let text = fs::read_to_string(
        package().join("tests/documented/firstpromoter-v2-commission.updated--initial-docs.json"),
    )
    .unwrap();
    let mut payload: Value = serde_json::from_str(&text).unwrap();
    payload["data"]["unit"] = json!("cash");
    payload["data"]["currency"] = json!("eur");
    let event = neutral("x.json", &payload.to_string());
    assert_eq!(event["commission"]["amount"]["currency"], "EUR");
    assert_eq!(event["rest"]["data"].get("currency"), None);
    payload["data"]["unit"] = json!("points");
    let event = neutral("x.json", &payload.to_string());
    assert_eq!(event["rest"]["data"]["currency"], "eur");
    assert_eq!(reward(|_| {})["commission"]["amount"]["currency"], Value::Null);
}

#[test]
fn states_have_a_canonical_word_where_one_is_known_and_keep_their_own() {
    let state =
        |word: &str| reward(|payload| payload["data"]["lead"]["state"] = json!(word))["referral"].clone();
    assert_eq!(
        (&state("active")["state"], &state("active")["state_raw"]),
        (&json!("customer"), &json!("active"))
    );
    assert_eq!((state("moved").get("state"), &state("moved")["state_raw"]), (None, &json!("moved")));
}

#[test]
fn every_word_of_a_provider_means_a_word_of_the_vocabulary_and_only_one() {
    for version in registry().providers().iter().flat_map(|provider| provider.versions) {
        let states = version.words.states.iter().map(|(group, meanings)| (group.states(), *meanings));
        for (vocabulary, meanings) in states.chain([(Group::REWARDS, version.words.rewards)]) {
            let mut known = BTreeSet::new();
            for (word, own) in meanings {
                assert!(vocabulary.contains(word), "{} {word}", version.id);
                assert!(
                    own.iter().all(|own| known.insert(own.to_ascii_lowercase())),
                    "{} {own:?}",
                    version.id
                );
            }
        }
    }
}

#[test]
fn an_ambiguous_payload_says_so_and_an_event_settles_it() {
    let sandbox = Sandbox::new();
    let text = samples().into_iter().find(|(id, _)| id == "uppromote/affiliate.approved").unwrap().1;
    sandbox.file("a.json", text);
    let event: Value = serde_json::from_str(&sandbox.run(&["normalize", "a.json"]).stdout).unwrap();
    assert_eq!(event["kind"], Value::Null);
    assert_eq!(
        event["kind_candidates"],
        json!(["affiliate.created", "affiliate.approved", "affiliate.deactivated"])
    );
    assert_eq!(event["source"]["event"], Value::Null);
    assert_eq!(
        event["occurred_at"],
        Value::Null,
        "only one of the candidates happens when the account arises"
    );
    assert!(event["affiliate"]["id"].is_string());
    let run = sandbox.run(&["normalize", "--event", "affiliate.new", "a.json"]);
    let settled: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(
        (&settled["kind"], &settled["source"]["event_named_by"]),
        (&json!("affiliate.created"), &json!("user"))
    );
}

fn captures() -> Sandbox {
    let sandbox = Sandbox::new();
    let compact = |id: &str| {
        let text = samples().into_iter().find(|(name, _)| name == id).unwrap().1;
        serde_json::from_str::<Value>(&text).unwrap().to_string()
    };
    let lines = [
        compact("firstpromoter/promoter_signed_up"),
        compact("uppromote/payment.paid").replace("86.75", "\"86.75\""),
        "{\"broken\"".to_owned(),
        compact("firstpromoter/lead_cancelled"),
        "{\"hello\": \"world\"}".to_owned(),
        compact("uppromote/payment.paid"),
    ];
    sandbox.file("captures.ndjson", lines.join("\n"));
    sandbox
}

#[test]
fn invalid_payloads_go_as_far_as_they_can_with_their_findings_on_stderr() {
    let sandbox = captures();
    let run = sandbox.run(&["normalize", "captures.ndjson"]);
    assert_eq!((run.code, run.stdout.lines().count()), (1, 5));
    assert!(run.stderr.contains("captures.ndjson:3:10: error unreadable"), "{}", run.stderr);
    assert!(run.stderr.contains("error wrong-type /total_processed"), "{}", run.stderr);
    let valid = sandbox.run(&["normalize", "--only-valid", "captures.ndjson"]);
    assert_eq!((valid.code, valid.stdout.lines().count()), (1, 3));
    assert!(valid.stderr.contains("3 records left out (--only-valid)"), "{}", valid.stderr);
    assert_eq!(sandbox.run(&["normalize", "-q", "captures.ndjson"]).stderr, "");
}

#[test]
fn a_capture_of_two_providers_reads_as_one_story() {
    let run = captures().run(&["normalize", "--table", "-q", "captures.ndjson"]);
    insta::assert_snapshot!("a_capture_of_two_providers_reads_as_one_story", run.stdout);
}

#[test]
fn the_same_bytes_come_out_whatever_the_number_of_threads() {
    let sandbox = captures();
    let text = sandbox.read("captures.ndjson");
    for number in 0..40 {
        sandbox.file(&format!("many/{number}.ndjson"), &text);
    }
    for format in [&[][..], &["--table"], &["--payload", "compact"], &["--format", "pretty"]] {
        let run = |jobs| sandbox.run(&[&["normalize", "many", "--jobs", jobs], format].concat());
        assert_eq!(run("1"), run("8"));
    }
}

#[test]
fn no_neutral_event_shows_a_secret() {
    let sandbox = Sandbox::new();
    let text = samples().into_iter().find(|(id, _)| id == "firstpromoter/promoter_signed_up").unwrap().1;
    let mut payload: Value = serde_json::from_str(&text).unwrap();
    payload["data"]["promoter"]["auth_token"] = json!("hunter2-hunter2");
    payload["data"]["promoter"]["api_key"] = json!({ "x": ["hunter2-hunter2"] });
    payload["data"]["promoter"]["profile"]["country"] = json!("hunter3");
    sandbox.file("a.json", payload.to_string()).file("b.json", "{\"password\": \"hunter2-hunter2\"}");
    let layouts: [&[&str]; 9] = [
        &[],
        &["--format", "pretty"],
        &["--table"],
        &["--pretty"],
        &["--payload", "pretty"],
        &["--format", "csv", "--columns", "/password,/data/promoter,/data/promoter/*,affiliate.country"],
        &["--payload", "compact"],
        &["--payload", "compact", "--sort-keys"],
        &["--payload", "canonical"],
    ];
    for layout in layouts {
        let run = sandbox.run(&[&["normalize", "a.json", "b.json"], layout].concat());
        assert!(!run.stdout.contains("hunter2") && !run.stderr.contains("hunter2"), "{layout:?}: {run:?}");
        let personal = sandbox.run(&[&["normalize", "--mask", "personal", "a.json"], layout].concat());
        assert!(!personal.stdout.contains("hunter3"), "{layout:?}: {}", personal.stdout);
    }
    let refused = sandbox.run(&["normalize", "--payload", "canonical", "-q", "a.json"]);
    assert!(refused.code == 2 && refused.stderr.contains("--show-secrets prints it"), "{}", refused.stderr);
    assert!(
        sandbox
            .run(&["normalize", "--payload", "canonical", "--show-secrets", "a.json"])
            .stdout
            .contains("hunter2")
    );
}

#[test]
fn times_are_utc_and_ids_are_text() {
    let event = reward(|payload| {
        payload["event"]["created_at"] = json!("2026-03-01T00:30:00.250+02:00");
        payload["event"]["id"] = json!("evt_1");
    });
    assert_eq!(event["occurred_at"], "2026-02-28T22:30:00.250Z");
    assert_eq!((&event["event_id"], &event["dedupe_key"]), (&json!("evt_1"), &json!("firstpromoter:evt_1")));
    assert_eq!(event["commission"]["id"], "16220873");
    let odd = reward(|payload| payload["event"]["created_at"] = json!("yesterday"));
    assert_eq!(
        (&odd["occurred_at"], &odd["rest"]["event"]["created_at"]),
        (&Value::Null, &json!("yesterday"))
    );
}

#[test]
fn the_derived_key_does_not_depend_on_the_layout() {
    let text = samples().into_iter().find(|(id, _)| id == "uppromote/payment.paid").unwrap().1;
    let mut sorted: Value = serde_json::from_str(&text).unwrap();
    let members = sorted.as_object_mut().unwrap();
    let id = members.shift_remove("payment_id").unwrap();
    members.insert("payment_id".to_owned(), id);
    let key = |text: &str| neutral("x.json", text)["dedupe_key"].clone();
    assert_eq!(key(&text), key(&sorted.to_string()));
    assert_ne!(key(&text), key(&text.replace("58316", "58317")));
}

#[test]
fn kinds_are_those_of_the_vocabulary() {
    let known = [
        "affiliate",
        "enrollment",
        "referral",
        "commission",
        "payout",
        "payout_method",
        "payout_batch",
        "document",
    ];
    let kinds: BTreeSet<&str> = registry()
        .events()
        .iter()
        .copied()
        .map(|model| model.neutral().unwrap().kind.unwrap().split('.').next().unwrap())
        .collect();
    assert_eq!(kinds, known.into_iter().collect());
}

#[test]
fn texts_with_half_of_a_surrogate_pair_have_keys_of_their_own() {
    let texts = [r"\\ufffd\ud800", r"\\ufffd\udbff", r"\ud800", r"\udbff", r"\\ufffd", r"\ufffd"];
    let keys = texts.map(|text| {
        let run = Sandbox::new().run_with(&["normalize"], format!("{{\"a\":\"{text}\"}}").as_bytes());
        let (_, after) = run.stdout.split_once("\"dedupe_key\":").unwrap();
        after.split(',').next().unwrap().to_owned()
    });
    assert_eq!(BTreeSet::from_iter(&keys).len(), texts.len(), "{keys:?}");
}
