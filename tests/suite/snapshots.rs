//! What a person and a script see, for every command and format.

use crate::support::{Run, Sandbox, sample};

/// One payload with a fault of nearly every kind.
const FAULTS: &str = r#"{
  "event": { "id": 33822904, "type": "promoter_signed_up", "created_at": "2026-03-11 12:20" },
  "data": {
    "promoter": {
      "id": "9120044",
      "status": "actve",
      "email": null,
      "temp_password": 123456,
      "auth_token": "not-for-any-eye-0123456789abcdef",
      "profile": { "id": 9007199254740993, "first_name": "Tomas", "last_name": "Reyes", "phone_numbr": "1", "country": "PT", "country": "ES" }
    },
    "promotions": [{ "id": 1, "promoter_id": 77, "campaign_id": 3, "ref_id": "t", "campaign_name": "Spring", "referral_link": "nowhere" }]
  }
}
"#;
const UNKNOWN_EVENT: &str = r#"{"event_id":"6f1c9a52-0d3e-4b7a-9c11-5e2f00000001","event_type":"comission.created","action":"created","entity_type":"commission","entity_id":"5","changes":{},"data":{"id":5},"timestamp":"2026-01-01T00:00:00Z"}"#;

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    let compact = |id: &str| serde_json::from_str::<serde_json::Value>(&sample(id)).unwrap().to_string();
    let lines = [
        compact("firstpromoter/promoter_signed_up"),
        compact("uppromote/affiliate.new"),
        compact("uppromote/payment.paid").replace("86.75", "\"86.75\""),
        "{\"payment_id\": 1,".to_owned(),
        UNKNOWN_EVENT.to_owned(),
        "{\"hello\":\"world\"}".to_owned(),
    ];
    sandbox
        .file("faults.json", FAULTS)
        .file("captures.ndjson", lines.join("\n"))
        .file("one.json", sample("firstpromoter/reward_created"))
        .file("affiliate.json", sample("uppromote/affiliate.approved"))
        .file("unknown-event.json", UNKNOWN_EVENT)
        .file("broken.json", "{\n  \"status\": \"active\",\n  'id': 7\n}\n")
        .file("empty.json", "");
    sandbox
}

/// The command, what it prints on both streams, and how it ends.
fn shown(arguments: &[&str]) -> String {
    let Run { stdout, stderr, code } = sandbox().run(arguments);
    format!("$ hookspect {}\n{stdout}-- stderr\n{stderr}-- exit code {code}\n", arguments.join(" "))
}

macro_rules! snapshots {
    ($($name:ident: $($argument:literal)*;)*) => {
        $(#[test]
        fn $name() {
            insta::assert_snapshot!(stringify!($name), shown(&[$($argument),*]));
        })*
    };
}

snapshots! {
    inspect_one: "one.json";
    inspect_one_in_full: "--full" "one.json";
    inspect_an_ambiguous_one: "affiliate.json";
    inspect_an_unknown_event: "unknown-event.json";
    inspect_one_that_does_not_parse: "broken.json";
    inspect_an_empty_file: "empty.json";
    inspect_several: "captures.ndjson" "one.json";
    inspect_lines: "--format" "line" "captures.ndjson" "one.json";
    inspect_concise: "--format" "concise" "faults.json";
    inspect_json: "inspect" "--format" "json" "--event" "payment.paid" "unknown-event.json";
    inspect_ndjson: "inspect" "--format" "ndjson" "affiliate.json";
    inspect_without_personal_data: "inspect" "--mask" "personal" "affiliate.json";
    detect_human: "detect" "captures.ndjson" "one.json" "empty.json";
    detect_json: "detect" "--format" "json" "captures.ndjson";
    validate_human: "validate" "faults.json" "one.json";
    validate_verbose: "validate" "-v" "affiliate.json" "one.json" "empty.json";
    validate_quiet: "validate" "-q" "one.json";
    validate_concise: "check" "--format" "concise" "captures.ndjson";
    validate_json: "validate" "--format" "json" "faults.json";
    validate_ndjson: "validate" "--format" "ndjson" "captures.ndjson";
    validate_strictly: "validate" "--strict" "--format" "concise" "unknown-event.json";
    validate_an_expectation: "validate" "--expect" "uppromote/payment.paid" "one.json";
    validate_an_expectation_that_settles: "validate" "-v" "--expect" "affiliate.approved" "affiliate.json";
    validate_at_most_two_findings: "validate" "--max-findings" "2" "--format" "concise" "faults.json";
    validate_failing_on_warnings: "validate" "--fail-on" "warning" "--format" "concise" "captures.ndjson";
    validate_exiting_with_zero: "validate" "--exit-zero" "-q" "broken.json";
    events_of_one_provider: "events" "uppromote";
    events_json: "events" "--format" "json" "uppromote";
    describe_an_event: "describe" "firstpromoter/promoter_signed_up";
    describe_an_undocumented_event: "describe" "payout.completed";
    describe_json: "describe" "--format" "json" "uppromote/affiliate.status-changed";
    schema_of_an_event: "schema" "uppromote/payment.paid";
    sample_of_an_event: "sample" "uppromote/payment.paid";
    explain_a_rule: "explain" "wrong-type";
    explain_all_rules: "explain";
    help_in_short: "-h";
    help_on_validate: "validate" "--help";
    a_wrong_event: "schema" "uppromote/affiliate.nwe";
    a_wrong_provider: "events" "upromote";
    a_wrong_rule: "explain" "wrong-typ";
}
