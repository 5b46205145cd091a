//! Payloads of the shapes that the providers document, with values of our own: each is identified and valid, with
//! exactly the notes listed here.

use std::collections::BTreeMap;

use crate::support::registry;
use hookspect::json::Tape;
use hookspect::model::{EventRef, Hints, Question, Status};

/// File (without the provider's part and the ending) and its findings as `rule pointer`. A file that is not listed
/// has none.
const NOTES: &[(&str, &[&str])] = &[
    // Pages that show payloads abridged: what full examples always have is absent.
    (
        "v1-fulfilment_pending--payload-page",
        &[
            "absent-field /data",
            "absent-field /data/reward",
            "absent-field /data/promoter",
            "absent-field /data/campaign",
        ],
    ),
    (
        "v1-lead_signup--payload-page",
        &[
            "absent-field /data",
            "absent-field /data/promotion",
            "absent-field /data/promotion/current_referral_reward",
            "absent-field /data/promoter",
            "absent-field /data/promoter/profile",
        ],
    ),
    (
        "v1-promoter_signed_up--payload-page",
        &[
            "absent-field /data/promoter",
            "absent-field /data/promoter/profile",
            "absent-field /data/promotions/0",
        ],
    ),
    (
        "v1-reward_created--payload-page",
        &[
            "absent-field /data",
            "absent-field /data/lead",
            "absent-field /data/promoter",
            "absent-field /data/promotion",
        ],
    ),
    // A name that may never arrive on the wire.
    ("v1-new_customer", &["thin-evidence /event/type"]),
    // The first texts of the v2 documentation used other names.
    ("v2-commission.created--non-monetary--initial-docs", &["nonstandard-name /data/referral_id"]),
    ("v2-commission.updated--initial-docs", &["nonstandard-name /data/referral_id"]),
    ("v2-commission.updated--non-monetary--initial-docs", &["nonstandard-name /data/referral_id"]),
    (
        "v2-promoter.created--initial-docs",
        &[
            "nonstandard-name /data/earnings_balance",
            "nonstandard-name /data/current_balance",
            "nonstandard-name /data/paid_balance",
            "nonstandard-name /data/created_at",
            "nonstandard-name /data/profile/avatar_url",
        ],
    ),
    (
        "v2-referral.updated--initial-docs",
        &["nonstandard-name /data/status", "nonstandard-name /data/suspicion"],
    ),
];

#[test]
fn every_documented_shape_is_identified_and_valid_with_the_listed_notes_only() {
    let mut notes: BTreeMap<&str, &[&str]> = NOTES.iter().copied().collect();
    let mut count = 0;
    for file in std::fs::read_dir(crate::support::package().join("tests/documented")).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let (provider, rest) = name.split_once('-').unwrap();
        let event = rest.trim_start_matches("v1-").trim_start_matches("v2-").split("--").next().unwrap();
        let text = std::fs::read(&path).unwrap();
        let mut tape = Tape::new();
        let document = tape.parse(&text).unwrap();
        let hints = Hints { path: registry().named_in_path(&name), ..Hints::default() };
        let examination = registry().examine(document, &Question { hints, expect: None });
        let model = examination.identification.model().unwrap_or_else(|| panic!("{name} is not identified"));
        assert_eq!(model.id(), format!("{provider}/{event}"), "{name}");
        assert_eq!(examination.status(), Status::Valid, "{name}");
        let found: Vec<String> = examination
            .findings
            .iter()
            .map(|finding| format!("{} {}", finding.rule, finding.pointer))
            .collect();
        assert_eq!(found, notes.remove(rest).unwrap_or_default(), "{name}");
        count += 1;
    }
    assert_eq!(count, 25);
    assert!(notes.is_empty(), "no file for {notes:?}");
}

#[test]
fn a_payout_of_which_little_is_left_is_one_unless_something_foreign_stands_beside_it() {
    let named = |text: &str| {
        let mut tape = Tape::new();
        let identification = registry().identify(tape.parse(text.as_bytes()).unwrap(), &Hints::default());
        identification.model().map(EventRef::id)
    };
    let paid = Some("uppromote/payment.paid".to_owned());
    assert_eq!(named(r#"{"payment_id":1}"#), paid);
    assert_eq!(named(r#"{"payment_id":1,"affiliate_id":2}"#), paid);
    assert_eq!(named(r#"{"payment_id":1,"amount":"9.90"}"#), None);
    assert_eq!(named(r#"{"payment_id":1,"affiliate_id":2,"amount":"9.90"}"#), None);
    assert_eq!(named(r#"{"payment_id":1,"affiliate_id":2,"amount":"9.90","total_processed":3}"#), paid);
}
