use hookspect::json::Tape;
use hookspect::model::{
    Doubt, Event, Hints, Identification, Kind, Naming, Object, Others, PathOf, Provider, Shape, Signal,
    Status, Version, field,
};
use hookspect::registry::Registry;

use super::{BARE_EVENT, BARE_VERSION, borrowed};
use crate::support::{Sandbox, registry};

/// Names its events where FirstPromoter v1 does, one of them alike.
static LEADS: Provider<'static> = Provider {
    id: "leadworks",
    name: "Leadworks",
    versions: &[Version {
        id: "v1",
        naming: Naming {
            signals: &[Signal::Body(&["event", "type"])],
            envelope: &[&["event", "id"], &["event", "sent_at"], &["data"]],
            known_needs: 1,
            unknown_needs: 3,
            items: None,
        },
        events: &[
            Event {
                name: "lead_signup",
                body: &LEAD_BODY,
                sample: r#"{"event":{"id":"e-1","type":"lead_signup","sent_at":"2026-03-01T10:00:00Z"},
                    "data":{"lead_key":"k-9","score":71,"owner":"north"}}"#,
                ..BARE_EVENT
            },
            Event {
                name: "lead_archived",
                body: &LEAD_BODY,
                sample: r#"{"event":{"id":"e-2","type":"lead_archived","sent_at":"2026-03-02T10:00:00Z"},
                    "data":{"lead_key":"k-9","score":12,"owner":"south"}}"#,
                ..BARE_EVENT
            },
        ],
        ..BARE_VERSION
    }],
};

pub(super) static LEAD_BODY: Object<'static> = Object::new(
    "lead delivery",
    &[
        field("event", Kind::Object(&LEAD_EVENT), "the delivery"),
        field("data", Kind::Object(&LEAD), "the lead"),
    ],
);
static LEAD_EVENT: Object<'static> = Object::new(
    "lead event",
    &[
        field("id", Kind::Text, "its id"),
        field("type", Kind::Text, "its name"),
        field("sent_at", Kind::Timestamp, "when it was sent"),
    ],
);
static LEAD: Object<'static> = Object::new(
    "lead",
    &[
        field("lead_key", Kind::Text, "its key"),
        field("score", Kind::Integer, "how likely it buys"),
        field("owner", Kind::Text, "who looks after it"),
    ],
);

/// Tells its event by the shape of UpPromote's affiliates.
static MEMBERS: Provider<'static> = Provider {
    id: "clubhouse",
    name: "Clubhouse",
    versions: &[Version {
        id: "v3",
        naming: Naming::SHAPE,
        events: &[Event {
            name: "member.joined",
            body: &MEMBER,
            shapes: &[Shape {
                all: &["id", "email"],
                at_least: 2,
                any: &["program_id", "program_name", "paid_amount"],
                none: &["payment_id"],
                words: &[],
                others: Others::Allowed,
            }],
            sample: r#"{"id":7,"email":"ann@example.org","program_id":3,"program_name":"Gold",
                "loyalty_tier":"gold","points":250,"card":"c-77"}"#,
            ..BARE_EVENT
        }],
        ..BARE_VERSION
    }],
};

static MEMBER: Object<'static> = Object::new(
    "member",
    &[
        field("id", Kind::Integer, "its id"),
        field("email", Kind::Email, "its address"),
        field("program_id", Kind::Integer, "the program"),
        field("program_name", Kind::Text, "the program's name"),
        field("loyalty_tier", Kind::Text, "the tier"),
        field("points", Kind::Integer, "the points"),
        field("card", Kind::Text, "the card"),
    ],
);

/// Every order of the four providers.
fn orders() -> Vec<Registry<'static>> {
    let known = registry().providers();
    let all = [known[0], known[1], &LEADS, &MEMBERS];
    let mut orders = Vec::new();
    for a in 0..4 {
        for b in (0..4).filter(|b| *b != a) {
            for c in (0..4).filter(|c| *c != a && *c != b) {
                let order = [a, b, c, 6 - a - b - c];
                let builder =
                    order.iter().fold(Registry::builder(), |builder, at| builder.provider(all[*at]));
                orders.push(builder.build().unwrap());
            }
        }
    }
    orders
}

/// What a registry makes of a body, in words that no order may change.
fn answer(registry: &Registry<'_>, text: &str, file: &str) -> (String, String, Vec<String>) {
    let mut tape = Tape::new();
    let document = tape.parse(text.as_bytes()).unwrap();
    let hints = Hints { path: registry.named_in_path(file), ..Hints::default() };
    let identification = registry.identify(document, &hints);
    (identification.certainty().to_owned(), identification.title(), identification.evidence())
}

#[test]
fn every_sample_of_four_providers_is_identified_whatever_the_order_in_which_they_were_registered() {
    let orders = orders();
    assert_eq!(orders.len(), 24);
    for event in orders[0].events() {
        let file = format!("{}.json", event.event.name);
        let first = answer(&orders[0], event.event.sample, &file);
        assert_eq!(first.0, "identified", "{}: {:?}", event.id(), first.2);
        let origin = format!("{} {} · {}", event.provider.name, event.version.id, event.event.name);
        assert_eq!(first.1, origin);
        for order in &orders {
            assert_eq!(answer(order, event.event.sample, &file), first, "{}", event.id());
            let nameless = answer(order, event.event.sample, "payload.json");
            assert_eq!(nameless, answer(&orders[0], event.event.sample, "payload.json"));
        }
    }
}

#[test]
fn what_fits_two_providers_is_ambiguous_and_the_members_that_would_decide_are_named() {
    let body = r#"{"event":{"id":5,"type":"lead_signup"},"data":{}}"#;
    for order in orders() {
        let (certainty, title, evidence) = answer(&order, body, "payload.json");
        assert_eq!(certainty, "ambiguous");
        assert_eq!(title, "firstpromoter/lead_signup or leadworks/lead_signup, ambiguous");
        for decides in [
            "event.created_at would decide: only firstpromoter/lead_signup has it",
            "event.sent_at would decide: only leadworks/lead_signup has it",
            "data.lead_key would decide: only leadworks/lead_signup has it",
        ] {
            assert!(evidence.iter().any(|one| one == decides), "{decides}: {evidence:#?}");
        }
    }
}

#[test]
fn the_callers_provider_settles_what_fits_two() {
    let body = r#"{"event":{"id":5,"type":"lead_signup"},"data":{}}"#;
    let registry = &orders()[0];
    let mut tape = Tape::new();
    let document = tape.parse(body.as_bytes()).unwrap();
    for (id, event) in
        [("leadworks", "leadworks/lead_signup"), ("firstpromoter", "firstpromoter/lead_signup")]
    {
        let hints = Hints { provider: Some(registry.provider(id).unwrap()), ..Hints::default() };
        assert_eq!(registry.identify(document, &hints).model().unwrap().id(), event);
    }
    let hints = Hints { provider: Some(registry.provider("clubhouse").unwrap()), ..Hints::default() };
    assert!(matches!(registry.identify(document, &hints), Identification::Unknown { .. }));
}

/// A provider that names events by a header and a member of the body, as GitHub does, or by two members.
#[test]
fn a_header_names_an_event_together_with_a_member_and_two_members_together() {
    let events = [
        Event { name: "issues.opened", body: &LEAD, ..BARE_EVENT },
        Event { name: "issues.closed", body: &LEAD, ..BARE_EVENT },
        Event { name: "push", body: &LEAD, ..BARE_EVENT },
    ];
    let naming = Naming {
        signals: &[
            Signal::HeaderAndBody { header: "X-Forge-Event", path: &["action"], separator: "." },
            Signal::Joined { parts: &[&["kind"], &["action"]], separator: "." },
        ],
        envelope: &[&["repository"]],
        known_needs: 1,
        unknown_needs: 1,
        items: None,
    };
    let versions = [Version { events: &events, naming, ..BARE_VERSION }];
    let provider = borrowed("forge", "Forge", &versions);
    let registry = Registry::builder().builtin().provider(&provider).build().unwrap();
    let named = |header: Option<&str>, body: &str| {
        let mut hints = Hints::default();
        if let Some(value) = header {
            registry.read_header(&mut hints, "x-forge-event", value);
        }
        let mut tape = Tape::new();
        let identification = registry.identify(tape.parse(body.as_bytes()).unwrap(), &hints);
        (identification.certainty(), identification.model().map(|model| model.event.name.to_owned()))
    };
    let opened = Some("issues.opened".to_owned());
    let body = r#"{"action":"opened","repository":{}}"#;
    assert_eq!(named(Some("issues"), body), ("identified", opened.clone()));
    assert_eq!(named(None, body), ("unknown", None));
    assert_eq!(named(None, r#"{"kind":"issues","action":"opened","repository":1}"#), ("identified", opened));
    assert_eq!(named(Some("push"), r#"{"repository":{}}"#), ("identified", Some("push".to_owned())));
    assert_eq!(named(Some("push"), r#"{"a":"b12"}"#), ("ambiguous", None));
    assert_eq!(named(Some("issues"), r#"{"action":"opened"}"#), ("ambiguous", None));
}

#[test]
fn a_header_a_path_or_a_file_name_alone_is_no_proof() {
    let created = registry().event("firstpromoter/promoter.created").unwrap();
    let mut tape = Tape::new();
    let document = tape.parse(br#"{"a":"b12"}"#).unwrap();
    let mut by_header = Hints::default();
    registry().read_header(&mut by_header, "X-Event-Type", "promoter.created");
    let path = vec![created];
    let by_path = Hints { path: path.clone(), path_of: PathOf::Request, ..Hints::default() };
    let by_file = Hints { path, ..Hints::default() };
    for hints in [by_header, by_path, by_file] {
        let question = hookspect::model::Question { hints, expect: None };
        let examination = registry().examine(document, &question);
        assert!(
            matches!(&examination.identification, Identification::Ambiguous { candidates, doubt: Doubt::Alone(_) }
                if candidates == &[created]),
            "{:?}",
            examination.identification
        );
        assert_eq!(examination.status(), Status::Unknown);
        assert!(examination.findings.iter().any(|one| one.message().contains("nothing in the body agrees")));
    }
}

#[test]
fn a_header_is_believed_where_the_body_has_the_envelope() {
    let sample = registry().event("firstpromoter/promoter.created").unwrap().event.sample;
    let nameless = sample.replacen("\"event_type\"", "\"former_type\"", 1);
    let mut tape = Tape::new();
    let document = tape.parse(nameless.as_bytes()).unwrap();
    let mut hints = Hints::default();
    registry().read_header(&mut hints, "X-Event-Type", "promoter.created");
    let identification = registry().identify(document, &hints);
    assert_eq!(identification.model().unwrap().id(), "firstpromoter/promoter.created");
    assert!(matches!(registry().identify(document, &Hints::default()), Identification::Unknown { .. }));
}

#[test]
fn a_payload_of_nobody_known_is_told_by_what_it_names_itself() {
    let sandbox = Sandbox::new();
    sandbox.file(
        "push.http",
        "POST /h HTTP/1.1\nHost: h\nX-GitHub-Event: push\nUser-Agent: Forge-Hook/1\n\n{\"ref\":\"main\"}\n",
    );
    sandbox.file("charge.json", r#"{"type":"charge.succeeded","object":"event"}"#);
    let run = sandbox.run(&["detect", "push.http", "charge.json"]);
    for said in [
        "names itself `push` (X-GitHub-Event)",
        "was sent by `Forge-Hook/1` (User-Agent)",
        "names itself `charge.succeeded` (type)",
    ] {
        assert!(run.stdout.contains(said), "{}", run.stdout);
    }
    let run = sandbox.run(&["detect", "--format", "json", "charge.json"]);
    let document: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let itself = &document["records"][0]["identification"]["names_itself"];
    assert_eq!(*itself, serde_json::json!({ "name": "charge.succeeded", "place": "type" }));
}
