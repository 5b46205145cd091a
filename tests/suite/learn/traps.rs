//! What few or odd values do not say.

use serde_json::{Map, Value, json};

use super::{learned, member, person};
use crate::support::Numbers;

#[test]
fn a_date_an_id_or_an_amount_is_no_list_of_known_values() {
    let days = (0..40).map(|day| json!(format!("2026-03-{:02}", 1 + day % 3)));
    let ids = (0..40).map(|id| json!(format!("{:08}", 90_000_000 + id % 3)));
    let amounts = (0..40).map(|amount| json!(format!("{}.50", amount % 3)));
    for values in [days.collect::<Vec<_>>(), ids.collect(), amounts.collect()] {
        let schema = member(&values);
        assert!(schema.get("x-known-values").is_none() && schema.get("enum").is_none(), "{schema}");
    }
    let record = |id: usize| json!({ "type": "a", "id": id, "status": (["paid", "void"][id % 2]) });
    let schema = learned(&(0..40).map(record).collect::<Vec<_>>());
    assert_eq!(schema["a"]["properties"]["status"]["x-known-values"], json!(["paid", "void"]));
    assert!(schema["a"]["properties"]["status"].get("enum").is_none(), "known values close nothing");
}

#[test]
fn a_delivery_that_was_sent_again_makes_no_word_known() {
    let record = json!({ "type": "a", "id": 1, "status": "paid" });
    let schema = learned(&vec![record; 40]);
    assert!(schema["a"]["properties"]["status"].get("x-known-values").is_none(), "{schema:?}");
}

#[test]
fn a_boolean_that_was_always_true_is_a_boolean() {
    assert_eq!(member(&vec![json!(true); 20])["type"], "boolean");
    assert!(member(&vec![json!(true); 20]).get("const").is_none());
}

#[test]
fn an_empty_array_says_nothing_of_its_items() {
    let schema = member(&vec![json!([]); 20]);
    assert_eq!((&schema["type"], schema.get("items")), (&json!("array"), None));
    assert!(member(&[json!([]), json!([1])])["items"]["type"] == "integer");
}

#[test]
fn an_empty_object_says_nothing_of_its_members() {
    let schema = member(&vec![json!({}); 20]);
    assert_eq!((&schema["type"], schema.get("properties")), (&json!("object"), None));
    assert!(schema.get("additionalProperties").is_none(), "{schema}");
}

#[test]
fn null_alone_says_nothing_of_a_kind() {
    let schema = member(&vec![Value::Null; 20]);
    assert!(schema.get("type").is_none(), "{schema}");
    assert_eq!(member(&[Value::Null, json!("a")])["type"], json!(["string", "null"]));
}

#[test]
fn optional_is_counted_by_the_parent_and_not_by_the_record() {
    let record = |number: usize| {
        if number < 20 {
            json!({ "type": "a", "order": { "id": number } })
        } else {
            json!({ "type": "a", "order": null })
        }
    };
    let schema = learned(&(0..40).map(record).collect::<Vec<_>>())["a"].clone();
    let order = &schema["properties"]["order"];
    assert_eq!(order["type"], json!(["object", "null"]));
    assert_eq!(
        (&order["required"], &order["properties"]["id"]["description"]),
        (&json!(["id"]), &json!("in 20 of 20"))
    );
}

#[test]
fn optional_nullable_and_empty_are_three_things() {
    let record = |number: usize| match number % 4 {
        0 => json!({ "type": "a" }),
        1 => json!({ "type": "a", "at": null }),
        2 => json!({ "type": "a", "at": "" }),
        _ => json!({ "type": "a", "at": "2026-03-02T10:14:00Z" }),
    };
    let schema = learned(&(0..40).map(record).collect::<Vec<_>>())["a"].clone();
    let at = &schema["properties"]["at"];
    assert_eq!(at["description"], "in 30 of 40, 10 null, 10 empty");
    assert_eq!(at["type"], json!(["string", "null"]));
    assert_eq!(at["anyOf"], json!([{ "const": "" }, { "format": "date-time" }]));
    assert!(schema["required"].as_array().unwrap().iter().all(|name| name != "at"));
}

#[test]
fn whole_numbers_decimals_and_decimals_in_text_stay_apart() {
    for (values, kind) in [
        (vec![json!(1), json!(2), json!(3)], "integer"),
        (vec![json!(1), json!(2.5), json!(3)], "number"),
        (vec![json!(1), serde_json::from_str("2.0").unwrap(), json!(3)], "number"),
        (vec![json!("1"), json!("2"), json!("3")], "string"),
    ] {
        assert_eq!(member(&values)["type"], kind, "{values:?}");
    }
    let money = member(&[json!("1"), json!("2.50"), json!("3")]);
    assert_eq!((&money["type"], &money["pattern"]), (&json!("string"), &json!("^-?[0-9]+(\\.[0-9]+)?$")));
    let codes = member(&[json!("007"), json!("008"), json!("009")]);
    assert_eq!((&codes["type"], codes.get("pattern")), (&json!("string"), None));
    assert_eq!(member(&[json!(1), json!("a1")])["type"], json!(["integer", "string"]), "ids become texts");
}

#[test]
fn seconds_milliseconds_and_texts_in_one_member_are_two_kinds() {
    let values =
        [json!(1_772_446_440), json!(1_772_446_440_000_u64), json!("2026-03-02T10:14:00Z"), json!("")];
    assert_eq!(member(&values)["type"], json!(["integer", "string"]));
}

#[test]
fn a_whole_number_that_doubles_round_is_told() {
    let schema = member(&[json!(9_007_199_254_740_993_u64), json!(1)]);
    assert_eq!(schema["type"], "integer");
    assert!(schema["x-learned"].as_str().unwrap().contains("beyond a double 1"), "{schema}");
}

#[test]
fn items_of_several_kinds_are_one_list() {
    let schema =
        member(&[json!([1, "a"]), json!([{ "kind": "b", "x": 1 }, { "kind": "c", "y": 2 }]), json!([null])]);
    assert_eq!(schema["items"]["type"], json!(["integer", "string", "object", "null"]));
    assert!(schema["items"].get("required").is_none() && schema.get("prefixItems").is_none(), "{schema}");
}

#[test]
fn what_holds_itself_is_told_level_by_level_and_no_deeper_than_is_looked() {
    let nested = |levels: usize| {
        let comment = |inner: Value, _| json!({ "text": "a note", "parent": inner });
        (0..levels).fold(Value::Null, comment)
    };
    let schema = member(&[nested(3), nested(60)]);
    let second = &schema["properties"]["parent"]["properties"]["parent"];
    assert_eq!(
        (&second["type"], &second["properties"]["parent"]["type"]),
        (&json!("object"), &json!(["object", "null"]))
    );
    assert!(schema.to_string().matches("\"parent\"").count() < 40);
}

#[test]
fn names_that_are_ids_days_or_addresses_are_data() {
    let record = |key: &str| json!({ "type": "a", "by": { (key): { "count": 1 } } });
    for keys in
        [["12345678", "23456789"], ["2026-03-02", "2026-03-03"], ["pat@shop.example", "kim@shop.example"]]
    {
        let schema = learned(&[record(keys[0]), record(keys[1])])["a"].clone();
        let by = &schema["properties"]["by"];
        assert_eq!(by["additionalProperties"]["properties"]["count"]["type"], "integer");
        assert!(keys.iter().all(|key| !schema.to_string().contains(key)), "{schema}");
    }
}

#[test]
fn a_map_is_told_by_names_that_go_on_being_new() {
    let mut numbers = Numbers(3);
    let map = |_| json!({ "type": "a", "by": { (person(&mut numbers)): 1, (person(&mut numbers)): 2 } });
    let schema = learned(&(0..20).map(map).collect::<Vec<_>>())["a"]["properties"]["by"].clone();
    assert_eq!(
        (schema.get("properties"), &schema["additionalProperties"]["type"]),
        (None, &json!("integer"))
    );
    // Many members of which each object has some are a record.
    let names: Vec<String> = (0..30).map(|_| person(&mut numbers)).collect();
    let record = |_| {
        let some: Map<String, Value> =
            names.iter().filter(|_| numbers.below(2) == 0).map(|name| (name.clone(), json!(1))).collect();
        json!({ "type": "a", "by": some })
    };
    let schema = learned(&(0..84).map(record).collect::<Vec<_>>())["a"]["properties"]["by"].clone();
    assert_eq!(schema["properties"].as_object().unwrap().len(), 30);
}

#[test]
fn dates_ids_and_addresses_repeated_often_are_no_words() {
    for text in ["2026-03-02", "ord_93847583745", "pat@shop.example", "12.50"] {
        let record = |number: usize| json!({ "type": "a", "id": number, "at": text });
        let schema = learned(&(0..40).map(record).collect::<Vec<_>>());
        assert!(schema["a"]["properties"]["at"].get("x-known-values").is_none(), "{text}");
    }
}

#[test]
fn known_values_are_never_closed() {
    let record =
        |number: usize| json!({ "type": "a", "id": number, "status": (["paid", "void"][number % 2]) });
    let schema = learned(&(0..40).map(record).collect::<Vec<_>>());
    let status = &schema["a"]["properties"]["status"];
    assert_eq!(status["x-known-values"], json!(["paid", "void"]));
    assert!(status.get("enum").is_none(), "{status}");
}

#[test]
fn an_empty_text_among_words_is_no_word_and_no_news() {
    let record =
        |number: usize| json!({ "type": "a", "id": number, "status": (["paid", "void", ""][number % 3]) });
    let schema = learned(&(0..60).map(record).collect::<Vec<_>>());
    let status = &schema["a"]["properties"]["status"];
    assert_eq!(status["examples"], json!(["paid", "void"]));
    assert_eq!(status["x-known-values"], json!(["", "paid", "void"]));
}

#[test]
fn a_pair_that_is_always_two_long_is_a_list() {
    let schema = member(&vec![json!([12.5, 47.1]); 20]);
    assert_eq!((&schema["type"], &schema["items"]["type"]), (&json!("array"), &json!("number")));
    assert!(schema.get("prefixItems").is_none() && schema.get("maxItems").is_none(), "{schema}");
}

#[test]
fn one_and_one_point_zero_and_one_e_two_are_numbers_and_not_integers() {
    let schema = member(&["1", "1.0", "1e2"].map(|number| serde_json::from_str(number).unwrap()));
    assert_eq!(schema["type"], "number");
    assert!(schema["x-learned"].as_str().unwrap().starts_with("integer 1, number 2"), "{schema}");
}

#[test]
fn ids_that_are_numbers_at_first_and_texts_later_are_both() {
    let values: Vec<Value> =
        (0..40).map(|id| if id < 30 { json!(id) } else { json!(format!("ord_{id}")) }).collect();
    assert_eq!(member(&values)["type"], json!(["integer", "string"]));
}

#[test]
fn two_versions_of_one_event_are_one_model_that_takes_both() {
    let record = |number: usize| {
        if number < 20 {
            json!({ "type": "a", "version": "2025-01", "order": { "id": number } })
        } else {
            json!({ "type": "a", "version": "2026-01", "order": format!("ord{number}") })
        }
    };
    let schema = learned(&(0..40).map(record).collect::<Vec<_>>());
    assert_eq!(schema["a"]["properties"]["order"]["type"], json!(["string", "object"]));
}

#[test]
fn a_tenant_that_sends_nearly_all_makes_no_member_required() {
    let record = |number: usize| {
        let mut record = json!({ "type": "a", "shop": if number < 990 { "busy" } else { "calm" } });
        if number < 990 {
            record["tax"] = json!(number);
        }
        record
    };
    let schema = learned(&(0..1000).map(record).collect::<Vec<_>>());
    assert_eq!(schema["a"]["properties"]["tax"]["description"], "in 990 of 1000");
    assert!(!schema["a"]["required"].to_string().contains("tax"), "{}", schema["a"]["required"]);
}

#[test]
fn test_deliveries_beside_live_ones_make_optional_what_only_one_has() {
    let record = |number: usize| {
        let mut record = json!({ "type": "a", "livemode": number.is_multiple_of(2) });
        if number.is_multiple_of(2) {
            record["charge"] = json!(number);
        }
        record
    };
    let schema = learned(&(0..40).map(record).collect::<Vec<_>>());
    assert_eq!(schema["a"]["properties"]["charge"]["description"], "in 20 of 40");
    assert_eq!(schema["a"]["required"], json!(["type", "livemode"]));
}

#[test]
fn a_member_that_only_wrapped_captures_have_does_not_stand_in_payloads() {
    let sandbox = crate::support::Sandbox::new();
    let wrapped = |number: usize| {
        let body = json!({ "type": "a", "id": number }).to_string();
        json!({ "httpMethod": "POST", "path": "/hook", "headers": { "Content-Type": "application/json" }, "body": body, "isBase64Encoded": false })
    };
    let records: Vec<Value> = (0..20).map(wrapped).collect();
    sandbox.file("in.ndjson", super::lines(&records));
    let run = sandbox.run(&["learn", "in.ndjson", "--provider", "shop", "--output", "shop"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let schema: Value = serde_json::from_str(&sandbox.read("shop/events/a.json")).unwrap();
    assert_eq!(schema["required"], json!(["type", "id"]), "{schema}");
}

#[test]
fn a_first_day_is_not_the_year_and_what_began_later_is_optional() {
    let record = |number: usize| {
        let mut record =
            json!({ "type": "a", "created_at": format!("2026-03-{:02}T10:14:00Z", 1 + number / 20) });
        if number >= 20 {
            record["tax"] = json!(number);
        }
        record
    };
    let schema = learned(&(0..200).map(record).collect::<Vec<_>>());
    let tax = schema["a"]["properties"]["tax"]["x-learned"].as_str().unwrap().to_owned();
    assert!(tax.contains("2026-03-02T10:14Z"), "{tax}");
    assert!(!schema["a"]["required"].to_string().contains("tax"));
}
