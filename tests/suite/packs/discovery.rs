//! What documents of each kind describe as events, and under which names.

use hookspect::packs::discover::{Found, discover};

use super::opened;

/// The keys of the events that these files describe.
fn events(files: &[(&str, &str)]) -> Vec<Found> {
    let (opened, mut notes) = opened(files);
    discover(&opened.library, &mut notes)
}

fn keys(files: &[(&str, &str)]) -> Vec<String> {
    events(files).into_iter().map(|found| found.key).collect()
}

const OPERATION: &str =
    "{ post: { requestBody: { content: { application/json: { schema: { type: object } } } } } }";

#[test]
fn webhooks_of_openapi_3_1_and_x_webhooks_are_one_list() {
    let document = format!(
        "openapi: 3.1.0\nwebhooks:\n  a.created: {OPERATION}\n  b: {OPERATION}\nx-webhooks:\n  b: {OPERATION}\n  c: {OPERATION}\n"
    );
    assert_eq!(keys(&[("o.yaml", &document)]), ["a.created", "b", "c"]);
}

#[test]
fn callbacks_are_found_below_paths() {
    let document = format!(
        "openapi: 3.0.3\npaths:\n  /subscribe:\n    post:\n      callbacks:\n        onEvent:\n          '{{$request.body#/sink}}': {OPERATION}\n"
    );
    assert_eq!(keys(&[("o.yaml", &document)]), ["onEvent"]);
}

#[test]
fn a_form_with_one_field_holds_the_body_in_it() {
    let document = "
openapi: 3.0.3
x-webhooks:
  account:
    post:
      requestBody:
        $ref: '#/components/requestBodies/form'
components:
  requestBodies:
    form:
      content:
        multipart/form-data:
          schema: { type: object, properties: { json: { type: object, required: [event] } } }
";
    let found = events(&[("o.yaml", document)]);
    assert_eq!(found[0].form_field.as_deref(), Some("json"));
}

#[test]
fn schemas_that_a_vendor_marks_are_events() {
    let document = r#"{ "openapi": "3.0.0", "components": { "schemas": {
        "A": { "type": "object", "x-webhook": { "event": "a.made" } }, "Other": { "type": "object" } } } }"#;
    let found = events(&[("o.json", document)]);
    assert_eq!((found.len(), found[0].vendor[0].value.as_str()), (1, "a.made"));
    let bus = r#"{ "openapi": "3.0.0", "components": { "schemas": { "AWSEvent": { "type": "object",
        "x-amazon-events-source": "shop", "x-amazon-events-detail-type": "Made" } } } }"#;
    let found = events(&[("o.json", bus)]);
    assert_eq!(found[0].vendor[0].path.as_deref(), Some("detail-type"));
}

#[test]
fn a_schema_that_chooses_among_events_has_one_event_a_branch() {
    let document = r##"{ "openapi": "3.1.0", "components": { "schemas": {
        "EventSchema": { "allOf": [{ "type": "object" }, { "oneOf": [
            { "$ref": "#/components/schemas/A" }, { "$ref": "#/components/schemas/B" }, { "title": "C", "type": "object" }] }] },
        "A": { "type": "object" }, "B": { "type": "object" } } } }"##;
    assert_eq!(keys(&[("o.json", document)]), ["A", "B", "C"]);
}

#[test]
fn names_alone_are_taken_from_what_can_be_subscribed_to() {
    let document = r#"{ "openapi": "3.0.0", "paths": { "/hooks": { "post": { "requestBody": { "content": { "application/json": {
        "schema": { "properties": { "eventTypes": { "type": "array", "items": { "enum": ["a.b", "a.c", "a.d"] } } } } } } } } } } }"#;
    let found = events(&[("o.json", document)]);
    assert_eq!(found.iter().map(|found| found.key.as_str()).collect::<Vec<_>>(), ["a.b", "a.c", "a.d"]);
    assert!(found.iter().all(|found| found.schema.is_none()));
}

#[test]
fn asyncapi_1_2_and_3_have_their_own_shapes() {
    let one = r#"{ "asyncapi": "1.2.0", "topics": { "app.mention": { "subscribe": { "payload": { "type": "object" } } } } }"#;
    assert_eq!(keys(&[("a.json", one)]), ["app.mention"]);
    let two = "asyncapi: 2.1.0\nchannels:\n  /made:\n    subscribe:\n      message:\n        oneOf:\n          - { name: a, payload: { type: object } }\n          - { name: b, payload: { type: object } }\n";
    assert_eq!(keys(&[("a.yaml", two)]).len(), 2);
    let three = "asyncapi: 3.0.0\nchannels:\n  hooks:\n    messages:\n      made: { $ref: '#/components/messages/made' }\ncomponents:\n  messages:\n    made: { payload: { schemaFormat: application/schema+json, schema: { type: object } } }\n";
    let found = events(&[("a.yaml", three)]);
    assert!(found[0].schema.is_some());
}

#[test]
fn a_folder_has_one_event_a_file_that_nothing_refers_to() {
    let object = r#"{ "type": "object" }"#;
    let files = [
        (
            "issue/opened.schema.json",
            r#"{ "type": "object", "properties": { "u": { "$ref": "../common/user.schema.json" } } }"#,
        ),
        ("issue/closed.schema.json", object),
        ("label/opened.schema.json", object),
        ("push/event.schema.json", object),
        ("common/user.schema.json", object),
    ];
    assert_eq!(keys(&files), ["issue.closed", "issue.opened", "label.opened", "push"]);
    assert_eq!(keys(&[("a.json", object), ("b.json", object)]), ["a", "b"]);
}

#[test]
fn types_of_cloud_events_are_read_from_the_schema_or_from_a_catalogue() {
    let files = [
        (
            "catalog.json",
            r#"{ "$schema": "https://json.schemastore.org/schema-catalog", "schemas": [
            { "url": "https://example.com/a.json", "cloudeventTypes": ["x.v1.made", "x.v1.gone"] }] }"#,
        ),
        ("a.json", r#"{ "$id": "https://example.com/a.json", "type": "object" }"#),
        ("b.json", r#"{ "type": "object", "cloudeventTypes": ["y.v1.made"] }"#),
    ];
    let found = events(&files);
    let keys: Vec<&str> = found.iter().map(|found| found.key.as_str()).collect();
    assert_eq!(keys, ["x.v1.made", "x.v1.gone", "y.v1.made"]);
    assert!(found.iter().all(|found| found.in_cloud_event));
}

#[test]
fn event_types_of_svix_come_in_versions() {
    let list = r#"{ "data": [{ "name": "a.made", "description": "d", "schemas": { "1": { "type": "object" }, "2": { "type": "array" } } },
        { "name": "b", "description": "only its name is known" }] }"#;
    let found = events(&[("event-types.json", list)]);
    let shown: Vec<_> = found.iter().map(|found| (found.key.as_str(), found.version.as_deref())).collect();
    assert_eq!(shown, [("a.made", Some("1")), ("a.made", None), ("b", None)]);
    assert_eq!(keys(&[("names.json", r#"["a.b", "a.c"]"#)]), ["a.b", "a.c"]);
}

#[test]
fn a_payload_called_a_schema_is_told_and_read_as_a_sample() {
    let (opened, mut notes) = opened(&[("connect.schema.json", r#"{ "event": "", "apiVersion": "v2.1" }"#)]);
    let found = discover(&opened.library, &mut notes);
    assert_eq!((found[0].schema, found[0].samples.len()), (None, 1));
    let notes = notes.sorted();
    assert!(notes[0].message.contains("read as a sample of a payload, not as a schema"), "{notes:?}");
}
