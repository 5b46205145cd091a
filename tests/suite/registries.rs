//! Registries: built-in and other providers side by side, and what a registry refuses.

use std::collections::BTreeSet;

use crate::support::{Sandbox, registry};
use hookspect::json::Tape;
use hookspect::model::{
    Doubt, Event, EventName, Hints, Identification, Kind, Media, Naming, Object, Others, PathOf, Provider,
    Shape, Signal, Status, Version, Words, field,
};
use hookspect::redact::{Mask, Show};
use hookspect::registry::{NameError, Registry, RegistryError};

/// A version without events.
fn bare_version<'m>() -> Version<'m> {
    let known = registry().event("uppromote/payment.paid").unwrap().version;
    Version { id: "v1", events: &[], neutral: &[], ..*known }
}

/// A provider that borrows the events of a built-in one under an id of its own.
fn borrowed<'m>(id: &'m str, name: &'m str, versions: &'m [Version<'m>]) -> Provider<'m> {
    Provider { id, name, versions }
}

#[test]
fn a_provider_id_is_taken_once_and_the_error_names_both() {
    let other = borrowed("uppromote", "Somebody else", &[]);
    let error = Registry::builder().builtin().provider(&other).build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "the provider id uppromote is taken twice: by UpPromote and by Somebody else"
    );
}

#[test]
fn a_name_is_given_to_one_event_of_a_provider_and_the_error_names_both() {
    let built_in = registry().event("uppromote/affiliate.new").unwrap();
    let other = registry().event("uppromote/payment.paid").unwrap();
    let renamed = [EventName { name: "affiliate.new", why: "a test" }];
    let events = [*built_in.event, Event { aliases: &renamed, ..*other.event }];
    let versions = [Version { events: &events, ..bare_version() }];
    let provider = borrowed("made-up", "Made Up", &versions);
    let error = Registry::builder().provider(&provider).build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "made-up/affiliate.new is the name of two events: affiliate.new of v1 and payment.paid of v1"
    );
}

#[test]
fn an_event_repeats_none_of_its_names() {
    let built_in = registry().event("uppromote/affiliate.new").unwrap();
    let again = [EventName { name: "affiliate.new", why: "a test" }];
    let events = [Event { aliases: &again, ..*built_in.event }];
    let versions = [Version { events: &events, ..bare_version() }];
    let provider = borrowed("made-up", "Made Up", &versions);
    let error = Registry::builder().provider(&provider).build().unwrap_err();
    assert!(matches!(&error, RegistryError::OwnNameTwice { event, name }
        if event == "made-up/affiliate.new" && name == "affiliate.new"));
}

#[test]
fn a_bare_name_that_two_providers_have_stands_for_neither() {
    let built_in = registry().event("uppromote/affiliate.new").unwrap();
    let events = [*built_in.event];
    let versions = [Version { events: &events, ..bare_version() }];
    let provider = borrowed("made-up", "Made Up", &versions);
    let both = Registry::builder().builtin().provider(&provider).build().unwrap();
    let NameError::Ambiguous { ids, .. } = both.event("affiliate.new").unwrap_err() else { panic!() };
    assert_eq!(ids, ["made-up/affiliate.new", "uppromote/affiliate.new"]);
    assert_eq!(both.event("made-up/affiliate.new").unwrap().provider.id, "made-up");
    assert!(!both.event_names().contains(&"affiliate.new"));
}

#[test]
fn a_provider_that_lives_on_the_stack_is_registered_like_one_that_is_built_in() {
    let built_in = registry().event("uppromote/payment.paid").unwrap();
    let name = String::from("payout.sent");
    let events = [Event { name: &name, ..*built_in.event }];
    let versions = [Version { events: &events, ..bare_version() }];
    let provider = borrowed("made-up", "Made Up", &versions);
    let both = Registry::builder().builtin().provider(&provider).build().unwrap();
    let ids: BTreeSet<String> = both.events().iter().map(|event| event.id()).collect();
    assert_eq!(ids.len(), registry().events().len() + 1);
    assert!(ids.contains("made-up/payout.sent"));
}

#[test]
fn names_on_the_command_line_that_are_not_known_get_the_nearest() {
    let sandbox = Sandbox::new();
    for (arguments, near) in [
        (["describe", "promoter.createt"], "promoter.created"),
        (["events", "firstpromotr"], "firstpromoter"),
        (["sample", "uppromote/afiliate.new"], "uppromote/affiliate.new"),
        (["schema", "lead_signu"], "lead_signup"),
    ] {
        let run = sandbox.run(&arguments);
        assert_eq!(run.code, 2);
        assert!(run.stderr.contains(&format!("a similar value exists: '{near}'")), "{}", run.stderr);
    }
}

#[test]
fn a_signal_that_no_event_answers_is_refused_and_so_is_a_shape_that_nothing_asks_for() {
    let known = registry().event("uppromote/payment.paid").unwrap();
    let shapeless = [Event { shapes: &[], ..*known.event }];
    let none: [Event<'_>; 0] = [];
    let shaped = [*known.event];
    let by_header = Naming { signals: &[Signal::Header("X-Topic")], ..Naming::SHAPE };
    for (events, naming, message) in [
        (
            &shapeless[..],
            Naming::SHAPE,
            "the shape tells the events of made-up v1, but no event of it answers to that",
        ),
        (
            &none[..],
            by_header,
            "the header X-Topic tells the events of made-up v1, but no event of it answers to that",
        ),
        (&shaped[..], by_header, "made-up/payment.paid has shapes, but v1 does not tell its events by shape"),
    ] {
        let versions = [Version { events, naming, ..bare_version() }];
        let provider = borrowed("made-up", "Made Up", &versions);
        let error = Registry::builder().provider(&provider).build().unwrap_err();
        assert_eq!(error.to_string(), message);
    }
}

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

static LEAD_BODY: Object<'static> = Object::new(
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

const BARE_EVENT: Event<'static> = Event {
    name: "",
    aliases: &[],
    summary: "something happened",
    trigger: "Sent in tests.",
    body: &LEAD_BODY,
    shapes: &[],
    conditions: &[],
    summary_fields: &hookspect::model::SummaryFields {
        id: None,
        time: None,
        subject: &[],
        amount: None,
        status: &[],
    },
    provenance: hookspect::model::Provenance::Inferred,
    evidence: "Made up.",
    caution: None,
    sample: "{}",
};

const BARE_VERSION: Version<'static> = Version {
    id: "v1",
    naming: Naming::SHAPE,
    events: &[],
    sources: "made up",
    envelope: None,
    media: Media::Json,
    signature: None,
    headers: &[],
    neutral: &[],
    words: &Words::NONE,
};

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

#[test]
fn a_template_that_was_not_filled_in_is_one_finding() {
    let sandbox = Sandbox::new();
    for name in ["", "{{event}}"] {
        let body = format!(r#"{{"event":{{"id":null,"type":"{name}","created_at":""}},"data":{{}}}}"#);
        sandbox.file("template.json", body);
        let run = sandbox.run(&["validate", "--format", "concise", "template.json"]);
        assert_eq!(run.stdout.lines().count(), 1, "{}", run.stdout);
        assert!(run.stdout.contains("a template that was not filled in"), "{}", run.stdout);
        assert_eq!(run.code, 1);
    }
}

#[test]
fn a_quotation_mark_in_a_text_is_a_string_and_not_broken_json() {
    let sandbox = Sandbox::new();
    for text in [r#"["\""]"#, r#"["\u0022"]"#] {
        sandbox.file("one.json", text);
        let run = sandbox.run(&["validate", "--format", "concise", "one.json"]);
        assert!(run.stdout.contains("is a string, not a payload"), "{}", run.stdout);
    }
}

/// Holds a secret whose name does not tell it, in a map and in a list of lists.
static KEEPER: Object<'static> = Object::new(
    "keeper",
    &[
        field("by_name", Kind::Map(&DOOR_KIND), "doors by name"),
        field("rows", Kind::List(&Kind::List(&DOOR_KIND)), "doors by row"),
    ],
);
static DOOR_KIND: Kind<'static> = Kind::Object(&DOOR);
static DOOR: Object<'static> = Object::new(
    "door",
    &[
        field("opener", Kind::Text, "what opens it").secret(),
        field("colour", Kind::Text, "its colour").personal(),
    ],
);

#[test]
fn secrets_below_maps_and_nested_lists_are_hidden_and_their_names_known() {
    let events = [Event { name: "door", body: &KEEPER, ..BARE_EVENT }];
    let naming = Naming { signals: &[], ..Naming::SHAPE };
    let versions = [Version { events: &events, naming, ..BARE_VERSION }];
    let provider = borrowed("keeper", "Keeper", &versions);
    let registry = Registry::builder().provider(&provider).build().unwrap();
    assert!(registry.sensitive_names().contains_key("opener"));
    let text = r#"{"by_name":{"front":{"opener":"one","colour":"red"}},"rows":[[{"opener":"two","colour":"blue"}]]}"#;
    let mut tape = Tape::new();
    let document = tape.parse(text.as_bytes()).unwrap();
    for (show, expected) in [
        (Show::AllButSecrets, &["\"one\"", "\"two\""][..]),
        (Show::NothingPersonal, &["\"one\"", "\"red\"", "\"two\"", "\"blue\""][..]),
    ] {
        let hidden = Mask::new(show, &registry).spans(document, Some(&KEEPER));
        let hidden: Vec<&str> =
            hidden.iter().map(|part| &text[part.span.start as usize..part.span.end as usize]).collect();
        assert_eq!(hidden, expected);
    }
}
