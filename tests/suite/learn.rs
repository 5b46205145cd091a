use hookspect::learn::State;
use serde_json::{Map, Value, json};

use crate::support::{Numbers, Run, Sandbox, samples};

/// So many deliveries of a shop that nobody described: three events, with members that are optional, null, empty.
pub(crate) fn shop(count: usize) -> Vec<Value> {
    let mut numbers = Numbers(7);
    let delivery = |number: usize| {
        let event = ["order.paid", "order.refunded", "customer.created"][numbers.below(3)];
        let day = 1 + number % 28;
        let (first, last) = (person(&mut numbers), person(&mut numbers));
        let mut data = json!({ "id": 10_000 + number, "note": null });
        if event == "customer.created" {
            data["email"] = format!("{first}.{last}@{}.example", person(&mut numbers)).into();
            data["first_name"] = first.into();
            data["name"] = last.into();
            data["tags"] = json!([]);
        } else {
            data["status"] = ["paid", "pending", "void"][numbers.below(3)].into();
            data["currency"] = ["EUR", "USD"][numbers.below(2)].into();
            data["total"] = format!("{}.50", numbers.below(900)).into();
            data["coupon"] = if numbers.below(2) == 0 { "".into() } else { Value::Null };
            data["lines"] = (0..numbers.below(3))
                .map(|line| json!({ "sku": format!("sku{line}"), "count": line }))
                .collect();
        }
        if event == "order.refunded" {
            data["reason"] = "late".into();
        }
        json!({ "type": event, "id": format!("{:032x}", numbers.next()), "created_at": format!("2026-03-{day:02}T10:14:{:02}Z", number % 60), "data": data })
    };
    (0..count).map(delivery).collect()
}

/// A word that is nobody's name.
fn person(numbers: &mut Numbers) -> String {
    (0..8).map(|_| char::from(b'a' + u8::try_from(numbers.below(26)).unwrap())).collect()
}

pub(crate) fn lines(records: &[Value]) -> String {
    let lines: Vec<String> = records.iter().map(Value::to_string).collect();
    lines.join("\n") + "\n"
}

/// Every file of a pack, by its path.
pub(crate) fn files(sandbox: &Sandbox, pack: &str) -> Vec<(String, String)> {
    let mut files = vec!["hookspect-pack.toml".to_owned(), "learned.state".to_owned()];
    files.extend(sandbox.names(&format!("{pack}/events")).into_iter().map(|name| format!("events/{name}")));
    files.into_iter().map(|name| (name.clone(), sandbox.read(&format!("{pack}/{name}")))).collect()
}

/// What was learnt of records, as the schemas of the events.
fn learned(records: &[Value]) -> Map<String, Value> {
    let sandbox = Sandbox::new();
    sandbox.file("in.ndjson", lines(records));
    let run = sandbox.run(&["learn", "in.ndjson", "--provider", "shop", "--output", "shop"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let schema = |(path, text): (String, String)| {
        let name = path.strip_prefix("events/")?.strip_suffix(".json")?.to_owned();
        Some((name, serde_json::from_str(&text).unwrap()))
    };
    files(&sandbox, "shop").into_iter().filter_map(schema).collect()
}

/// The schema of the member `at` of records that hold these values there, and are otherwise alike.
fn member(values: &[Value]) -> Value {
    let record = |value: &Value| json!({ "type": "a", "at": value });
    learned(&values.iter().map(record).collect::<Vec<_>>())["a"]["properties"]["at"].clone()
}

#[test]
fn a_pack_accepts_what_it_was_learnt_from_and_knows_every_event() {
    let sandbox = Sandbox::new();
    sandbox.file("in.ndjson", lines(&shop(300)));
    let run = sandbox.run(&["learn", "in.ndjson", "--provider", "shop", "--output", "shop"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("/type: 3 names in 300 of 300"), "{}", run.stdout);
    let run = sandbox.run(&["validate", "in.ndjson", "--pack", "shop"]);
    assert!(run.stderr.contains("300 valid, 0 invalid, 0 unknown"), "{}{}", run.stdout, run.stderr);
    let checked = sandbox.run(&["pack", "check", "shop"]);
    assert_eq!(checked.code, 0, "{}", checked.stdout);
}

#[test]
fn the_samples_of_the_built_in_providers_are_learnt_and_accepted() {
    let sandbox = Sandbox::new();
    let records: Vec<Value> = samples()
        .iter()
        .filter(|(name, _)| name.starts_with("firstpromoter/"))
        .map(|(_, text)| serde_json::from_str(text).unwrap())
        .collect();
    sandbox.file("in.ndjson", lines(&records));
    let run = sandbox.run(&["learn", "in.ndjson", "--provider", "copy", "--output", "copy"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let run = sandbox.run(&["validate", "in.ndjson", "--pack", "copy", "--provider", "copy"]);
    assert!(run.stderr.contains("58 valid, 0 invalid, 0 unknown"), "{}{}", run.stdout, run.stderr);
}

#[test]
fn what_is_learnt_depends_on_the_records_alone() {
    let sandbox = Sandbox::new();
    for (number, some) in shop(240).chunks(40).enumerate() {
        sandbox.file(&format!("{number}.ndjson"), lines(some));
    }
    let mut first = None;
    for (jobs, order) in [("1", [0, 1, 2, 3, 4, 5]), ("2", [5, 4, 3, 2, 1, 0]), ("5", [3, 0, 5, 1, 4, 2])] {
        let _ = std::fs::remove_dir_all(sandbox.path().join("shop"));
        let inputs: Vec<String> = order.iter().map(|number| format!("{number}.ndjson")).collect();
        let inputs: Vec<&str> = inputs.iter().map(String::as_str).collect();
        let options = ["-j", jobs, "--provider", "shop", "--output", "shop"];
        let run = sandbox.run(&[&["learn"], inputs.as_slice(), &options].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        let own = (run.stdout, files(&sandbox, "shop"));
        assert_eq!(&own, first.get_or_insert_with(|| own.clone()), "-j {jobs} {order:?}");
    }
}

/// What was learnt of some records, which stand in a file of this name.
fn partial(sandbox: &Sandbox, name: &str) -> String {
    let out = format!("{name}.partial");
    let run = sandbox.run(&["learn", name, "--partial", &out]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    sandbox.read(&out)
}

/// Adds up what was learnt, in this order.
fn added(states: Vec<State>) -> State {
    states
        .into_iter()
        .reduce(|mut whole, state| {
            whole.merge(state);
            whole
        })
        .unwrap()
}

/// Records of many shapes: a map, a deep text, many words, names without end, events without end.
fn odd(count: usize) -> Vec<Value> {
    let mut numbers = Numbers(11);
    let record = |number: usize| match number % 6 {
        0 => {
            json!({ "type": "wide", "at": (0..90).map(|_| (person(&mut numbers), json!(1))).collect::<Map<_, _>>() })
        }
        1 => serde_json::from_str(&format!(
            "{{\"type\":\"deep\",\"at\":{}{}}}",
            "[".repeat(60),
            "]".repeat(60)
        ))
        .unwrap(),
        2 => {
            json!({ "type": "open", "word": person(&mut numbers), "number": 1.5, "action": person(&mut numbers) })
        }
        3 => {
            json!({ "kind": person(&mut numbers), "type": format!("t{}", numbers.below(9)), "object": person(&mut numbers) })
        }
        4 => {
            json!({ "type": "twice", "created": 1_772_446_440 + number, "a~/b": { "*": [{ "{}": 1 }], "12345678": "x" } })
        }
        _ => json!({ "nothing": null, "list": [1, "a", null, [], {}] }),
    };
    (0..count).map(record).collect()
}

#[test]
fn a_hundred_partitions_merge_to_the_same_bytes() {
    let sandbox = Sandbox::new();
    for (name, records) in [("shop", shop(240)), ("odd", odd(3600))] {
        let chunks: Vec<&[Value]> = records.chunks(records.len() / 12).collect();
        let names: Vec<String> =
            (0..chunks.len()).map(|number| format!("{name}{number:02}.ndjson")).collect();
        for (name, chunk) in names.iter().zip(&chunks) {
            sandbox.file(name, lines(chunk));
        }
        let read = |name: &String| State::read(&partial(&sandbox, name)).unwrap();
        let parts: Vec<State> = names.iter().map(read).collect();
        let mut arguments = vec!["learn", "--partial", "whole"];
        arguments.extend(names.iter().map(String::as_str));
        assert_eq!(sandbox.run(&arguments).code, 0);
        let whole = sandbox.read("whole");
        assert_eq!(State::read(&whole).unwrap().write().unwrap(), whole, "what is read is written again");
        let mut numbers = Numbers(5);
        for _ in 0..100 {
            let mut piles: Vec<Vec<State>> = vec![Vec::new(); 1 + numbers.below(5)];
            let mut rest: Vec<&State> = parts.iter().collect();
            while !rest.is_empty() {
                let pile = numbers.below(piles.len());
                piles[pile].push(rest.swap_remove(numbers.below(rest.len())).clone());
            }
            piles.retain(|pile| !pile.is_empty());
            let merged = added(piles.into_iter().map(added).collect());
            assert!(merged.write().unwrap() == whole, "{name}");
        }
    }
}

#[test]
fn what_was_merged_makes_the_pack_that_one_run_makes() {
    let sandbox = Sandbox::new();
    let records = shop(200);
    sandbox.file("a.ndjson", lines(&records[..70])).file("b.ndjson", lines(&records[70..]));
    let out = ["--provider", "shop", "--output", "shop"];
    let run = sandbox.run(&[&["learn", "a.ndjson", "b.ndjson"], out.as_slice()].concat());
    let whole = (run.stdout, files(&sandbox, "shop"));
    std::fs::remove_dir_all(sandbox.path().join("shop")).unwrap();
    partial(&sandbox, "a.ndjson");
    partial(&sandbox, "b.ndjson");
    let run = sandbox.run(&[&["merge", "b.ndjson.partial", "a.ndjson.partial"], out.as_slice()].concat());
    assert_eq!((run.stdout, files(&sandbox, "shop")), whole);
}

#[test]
fn what_cannot_be_merged_is_refused_with_its_name() {
    let sandbox = Sandbox::new();
    sandbox
        .file("a.ndjson", lines(&shop(5)))
        .file("broken", "{}")
        .file("new", "{\"format\":\"hookspect/learned-v9\"}");
    partial(&sandbox, "a.ndjson");
    sandbox.run(&["learn", "a.ndjson", "--by", "/type", "--partial", "by"]);
    for (file, said) in
        [("broken", "broken is not what"), ("new", "learned-v9"), ("by", "by was learnt with another --by")]
    {
        let run = sandbox.run(&["merge", "a.ndjson.partial", file, "--provider", "shop"]);
        assert_eq!(run.code, 2);
        assert!(run.stderr.contains(said), "{}", run.stderr);
    }
}

#[test]
fn no_value_that_is_personal_or_rare_is_in_a_pack() {
    let (sandbox, records) = (Sandbox::new(), shop(300));
    sandbox.file("in.ndjson", lines(&records));
    sandbox.run(&["learn", "in.ndjson", "--provider", "shop", "--output", "shop"]);
    let written: String = files(&sandbox, "shop").into_iter().map(|(_, text)| text).collect();
    let mut counts: std::collections::HashMap<String, u64> = std::collections::HashMap::new();
    let mut open: Vec<&Value> = records.iter().collect();
    while let Some(value) = open.pop() {
        match value {
            Value::Object(members) => open.extend(members.values()),
            Value::Array(items) => open.extend(items),
            Value::String(text) => *counts.entry(text.clone()).or_default() += 1,
            _ => {}
        }
    }
    let rare: Vec<&String> =
        counts.iter().filter(|(text, count)| **count < 3 && text.len() > 3).map(|(text, _)| text).collect();
    assert!(rare.len() > 500, "{}", rare.len());
    for text in rare {
        assert!(!written.contains(text.as_str()), "{text}");
    }
    assert!(written.contains("order.paid") && written.contains("pending"), "{written}");
}

/// Learns records into the folder `shop`.
fn learn_more(sandbox: &Sandbox, records: &[Value]) -> Run {
    sandbox.file("in.ndjson", lines(records));
    sandbox.run(&["learn", "in.ndjson", "--provider", "shop", "--output", "shop"])
}

fn event(sandbox: &Sandbox, name: &str) -> Value {
    serde_json::from_str(&sandbox.read(&format!("shop/events/{name}.json"))).unwrap()
}

#[test]
fn learning_again_adds_to_what_is_known() {
    let sandbox = Sandbox::new();
    let paid: Vec<Value> = shop(300).into_iter().filter(|record| record["type"] == "order.paid").collect();
    learn_more(&sandbox, &paid[..40]);
    assert_eq!(event(&sandbox, "order.paid")["properties"]["type"]["description"], "in 40 of 40");
    let run = learn_more(&sandbox, &paid[40..60]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let schema = event(&sandbox, "order.paid");
    assert_eq!(schema["properties"]["type"]["description"], "in 60 of 60");
    assert!(!schema.to_string().contains("x-stated"), "{schema}");
    let mut odd = paid[60].clone();
    odd["type"] = "order.lost".into();
    learn_more(&sandbox, &[odd]);
    assert_eq!(event(&sandbox, "order.lost")["properties"]["type"]["description"], "in 1 of 1");
    assert!(sandbox.read("shop/hookspect-pack.toml").contains("order.lost"));
}

#[test]
fn what_a_person_has_said_survives_and_a_contradiction_is_told() {
    let sandbox = Sandbox::new();
    let paid: Vec<Value> = shop(300).into_iter().filter(|record| record["type"] == "order.paid").collect();
    learn_more(&sandbox, &paid[..40]);
    let mut schema = event(&sandbox, "order.paid");
    let data = &mut schema["properties"]["data"]["properties"];
    data["status"]["enum"] = json!(["paid", "pending", "void"]);
    data["status"]["description"] = "how it stands".into();
    data["total"]["type"] = "integer".into();
    data["gift"] = json!({ "type": "boolean" });
    data.as_object_mut().unwrap().shift_remove("note");
    sandbox.file("shop/events/order.paid.json", schema.to_string());
    let manifest = sandbox.read("shop/hookspect-pack.toml");
    sandbox.file(
        "shop/hookspect-pack.toml",
        format!("# ours\n{}", manifest.replace("name = \"shop\"", "name = \"The Shop\"")),
    );
    for round in 1..=2 {
        let run = learn_more(&sandbox, &paid[40..50]);
        assert_eq!(run.code, 1, "{}", run.stderr);
        let said =
            "/properties/data/properties/total: type is stated as \"integer\", and [\"string\"] was seen";
        assert!(run.stderr.contains(said), "{}", run.stderr);
        let schema = event(&sandbox, "order.paid");
        let data = &schema["properties"]["data"]["properties"];
        assert_eq!(data["status"]["enum"], json!(["paid", "pending", "void"]));
        assert_eq!(data["status"]["description"], "how it stands");
        assert_eq!(data["status"]["x-stated"], json!(["description", "enum"]));
        assert_eq!((&data["total"]["type"], &data["gift"]["type"]), (&json!("integer"), &json!("boolean")));
        assert_eq!(data.get("note"), None);
        assert_eq!(schema["properties"]["type"]["description"], format!("in {0} of {0}", 40 + 10 * round));
        let manifest = sandbox.read("shop/hookspect-pack.toml");
        assert!(manifest.starts_with("# ours") && manifest.contains("The Shop"), "{manifest}");
    }
    let mut new = paid[0].clone();
    new["type"] = "order.lost".into();
    learn_more(&sandbox, &[new]);
    let manifest = sandbox.read("shop/hookspect-pack.toml");
    assert!(manifest.starts_with("# ours") && manifest.contains("order.lost"), "{manifest}");
    assert_eq!(sandbox.run(&["pack", "check", "shop"]).code, 0);
}

#[test]
fn a_pack_that_others_wrote_is_not_replaced() {
    let sandbox = Sandbox::new();
    sandbox.file("shop/hookspect-pack.toml", "id = \"shop\"\n");
    let run = learn_more(&sandbox, &shop(5));
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("shop holds a pack that was not learnt: name another folder"),
        "{}",
        run.stderr
    );
    assert_eq!(sandbox.read("shop/hookspect-pack.toml"), "id = \"shop\"\n");
}

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
fn two_generations_name_their_events_in_two_places() {
    let sandbox = Sandbox::new();
    let record = |number: usize| match number % 4 {
        0 => json!({ "event": { "type": "signed_up", "id": number }, "data": { "person": {} } }),
        1 => json!({ "event": { "type": "left", "id": number }, "data": { "person": {}, "why": "x" } }),
        2 => json!({ "event_type": "person.joined", "event_id": number, "data": { "email": "" } }),
        _ => json!({ "event_type": "person.left", "event_id": number, "data": { "reason": "x" } }),
    };
    sandbox.file("in.ndjson", lines(&(0..40).map(record).collect::<Vec<_>>()));
    let run = sandbox.run(&["learn", "in.ndjson", "--provider", "club", "--output", "club"]);
    assert!(
        run.stdout.contains("/event_type: 2 names") && run.stdout.contains("/event/type: 2 names"),
        "{}",
        run.stdout
    );
    let run = sandbox.run(&["validate", "in.ndjson", "--pack", "club"]);
    assert!(run.stderr.contains("40 valid, 0 invalid, 0 unknown"), "{}{}", run.stdout, run.stderr);
}

#[test]
fn time_id_and_signature_are_found_and_filters_use_them() {
    let sandbox = Sandbox::new();
    sandbox.file("in.ndjson", lines(&shop(60)));
    let run = sandbox.run(&["learn", "in.ndjson", "--provider", "shop", "--output", "shop"]);
    assert!(run.stdout.contains("its time: /created_at\nits id: /id\n"), "{}", run.stdout);
    let run = sandbox.run(&["validate", "in.ndjson", "--pack", "shop", "--since", "2026-03-15"]);
    assert!(run.stderr.contains("left out by filters") || run.stderr.contains("filtered"), "{}", run.stderr);
    assert!(run.stderr.contains(" valid, 0 invalid") && !run.stderr.contains("60 read"), "{}", run.stderr);
    let request =
        "POST /h HTTP/1.1\r\nHost: a.example\r\nX-Shop-Signature: 00\r\n\r\n{\"type\":\"a\",\"id\":1}";
    sandbox.file("a.http", request);
    let run = sandbox.run(&["learn", "a.http", "--provider", "shop"]);
    assert!(run.stdout.contains("its signature: x-shop-signature"), "{}", run.stdout);
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
#[cfg(target_os = "linux")]
fn a_million_names_a_deep_text_and_many_events_take_little() {
    let sandbox = Sandbox::new();
    let wide: Vec<String> = (0..100_000).map(|key| format!("\"k{}\":1", letters(key))).collect();
    let deep = format!("{}1{}", "[".repeat(50_000), "]".repeat(50_000));
    let mut text =
        format!("{{\"type\":\"wide\",\"at\":{{{}}}}}\n{{\"type\":\"deep\",\"at\":{deep}}}\n", wide.join(","));
    for event in 0..20_000 {
        text.push_str(&format!("{{\"type\":\"{}\",\"at\":1}}\n", letters(event)));
    }
    sandbox.file("in.ndjson", text);
    let run = sandbox.run_limited(1 << 20, &["learn", "in.ndjson", "--provider", "shop", "--output", "shop"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("more than 1024 combinations of names"), "{}", run.stdout);
}

/// A number in letters.
fn letters(mut number: usize) -> String {
    let mut text = String::new();
    for _ in 0..6 {
        text.push(char::from(b'a' + u8::try_from(number % 26).unwrap()));
        number /= 26;
    }
    text
}

#[test]
fn by_decides_what_names_the_event_and_what_fits_nothing_is_said() {
    let sandbox = Sandbox::new();
    let mut records = shop(30);
    records.push(json!({ "hello": "world" }));
    sandbox.file("in.ndjson", lines(&records));
    let learn = |by: &[&str]| {
        let _ = std::fs::remove_dir_all(sandbox.path().join("shop"));
        sandbox.run(&[&["learn", "in.ndjson", "--provider", "shop", "--output", "shop"], by].concat())
    };
    let run = learn(&["--by", "/data/status"]);
    assert!(run.stdout.contains("paid") && run.stdout.contains("(no name there)"), "{}", run.stdout);
    let run = learn(&["--by", "/nowhere"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("no payload holds a name at /nowhere"), "{}", run.stderr);
    assert_eq!(learn(&["--by", "nowhere"]).code, 2);
}

#[test]
fn a_header_names_the_event_and_a_member_refines_it() {
    let sandbox = Sandbox::new();
    for (number, (event, action)) in
        [("issues", "opened"), ("issues", "closed"), ("star", "created"), ("star", "deleted"), ("push", "")]
            .iter()
            .cycle()
            .take(20)
            .enumerate()
    {
        let mut body = json!({ "sender": { "id": number }, (*event): { "id": number } });
        if !action.is_empty() {
            body["action"] = (*action).into();
        }
        let request = format!(
            "POST /hooks HTTP/1.1\r\nHost: a.example\r\nX-Forge-Event: {event}\r\nContent-Type: application/json\r\n\r\n{body}"
        );
        sandbox.file(&format!("{number:02}.http"), request);
    }
    let run = sandbox.run(&["learn", ".", "--provider", "forge", "--output", "forge"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("header:x-forge-event with /action: 5 names in 20 of 20"), "{}", run.stdout);
    assert_eq!(
        sandbox.names("forge/events"),
        ["issues.closed.json", "issues.opened.json", "push.json", "star.created.json", "star.deleted.json"]
    );
    let run = sandbox.run(&[
        "validate",
        "--pack",
        "forge",
        "--only",
        "!unreadable",
        "00.http",
        "03.http",
        "04.http",
    ]);
    assert!(run.stderr.contains("3 read: 3 valid"), "{}{}", run.stdout, run.stderr);
}

#[test]
fn events_that_nothing_names_are_told_by_their_members_and_by_what_was_done() {
    let sandbox = Sandbox::new();
    let record = |number: usize| {
        let mut body = json!({ "sender": { "id": number } });
        let subject = ["issue", "issue", "release", "star", "fork", "page", "push"][number % 7];
        let action = ["opened", "closed", "opened", "opened", "opened", "opened", ""][number % 7];
        body[subject] = json!({ "id": number });
        if !action.is_empty() {
            body["action"] = action.into();
        }
        if number.is_multiple_of(3) {
            body["organization"] = json!({ "id": 1 });
        }
        body
    };
    sandbox.file("in.ndjson", lines(&(0..84).map(record).collect::<Vec<_>>()));
    let run = sandbox.run(&["learn", "in.ndjson", "--provider", "forge", "--output", "forge"]);
    assert!(run.stdout.contains("keys with /action: 7 names in 84 of 84"), "{}", run.stdout);
    let names = sandbox.names("forge/events").join(" ");
    assert!(
        names.starts_with("fork.opened.json issue.closed.json issue.opened.json page.opened.json push.json"),
        "{names}"
    );
    let run = sandbox.run(&["validate", "in.ndjson", "--pack", "forge"]);
    assert!(run.stderr.contains("84 valid, 0 invalid, 0 unknown"), "{}{}", run.stdout, run.stderr);
}

#[test]
fn what_was_held_out_is_judged_by_what_the_others_told() {
    let sandbox = Sandbox::new();
    let mut records = shop(400);
    let learn = |records: &[Value]| {
        sandbox.file("in.ndjson", lines(records));
        sandbox.run(&["learn", "in.ndjson", "--provider", "shop", "--holdout", "20%"])
    };
    let run = learn(&records);
    assert!(run.stdout.contains("0 of ") && run.stdout.contains(" refused in all"), "{}", run.stdout);
    let told = |run: &Run| run.stdout.split_once("held out:").map(|(_, told)| told.to_owned()).unwrap();
    for id in 0..50 {
        records.push(json!({ "type": format!("rare.{}", letters(id)), "id": "x", "created_at": "2026-03-02T10:14:22Z", "data": {} }));
    }
    let run = learn(&records);
    assert!(told(&run).contains("(no known event)"), "{}", run.stdout);
    assert_eq!(told(&run), told(&learn(&records)), "the same records are held out in every run");
    for share in ["0", "100%", "half"] {
        assert_eq!(sandbox.run(&["learn", "in.ndjson", "--provider", "shop", "--holdout", share]).code, 2);
    }
    let run = sandbox.run_with(&["learn", "-", "--provider", "shop", "--holdout", "20%"], b"{}");
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("reads its inputs twice"), "{}", run.stderr);
}

#[test]
fn records_that_cannot_be_read_are_counted_and_told_with_their_place() {
    let sandbox = Sandbox::new();
    sandbox.file("in.ndjson", format!("{}{{\"type\":\n{}", lines(&shop(3)), lines(&shop(2))));
    let run = sandbox.run(&["learn", "in.ndjson", "--provider", "shop", "--output", "shop"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("in.ndjson:4:"), "{}", run.stderr);
    assert!(run.stdout.contains("5 payloads read, 1 unreadable"), "{}", run.stdout);
}
