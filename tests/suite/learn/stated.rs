//! A pack that is learnt again: what is known is added to, and what a person has said stays.

use serde_json::{Value, json};

use super::{files, lines, shop};
use crate::support::{Run, Sandbox};

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
fn the_name_of_another_provider_is_refused_before_anything_is_written() {
    let sandbox = Sandbox::new();
    learn_more(&sandbox, &shop(40));
    let before = files(&sandbox, "shop");
    let learn = |provider: &str, folder: &str| {
        sandbox.run(&["learn", "in.ndjson", "--provider", provider, "--output", folder])
    };
    let other = learn("other", "shop");
    assert!(other.code == 2 && other.stderr.contains("--provider shop adds to it"), "{}", other.stderr);
    assert_eq!(files(&sandbox, "shop"), before);
    let built_in = learn("firstpromoter", "fp");
    assert!(built_in.code == 2 && built_in.stderr.contains("that is built in"), "{}", built_in.stderr);
    assert!(!sandbox.path().join("fp").exists());
    let nowhere = sandbox.run(&["learn", "in.ndjson", "--provider", "firstpromoter"]);
    assert!(nowhere.code == 2 && nowhere.stderr.contains("that is built in"), "{}", nowhere.stderr);
    // A pack that takes its place has its name.
    sandbox.file("fp/hookspect-pack.toml", "replaces = \"firstpromoter\"\n");
    let refused = learn("firstpromoter", "fp");
    assert!(refused.stderr.contains("holds a pack that was not learnt"), "{}", refused.stderr);
}
