//! What a manifest says of members: hidden by its place whatever the schema has there, told where no event has it, and kept
//! where the pack is written again.

use super::manifest::{PAYLOAD, pack};
use crate::support::Sandbox;

#[test]
fn what_the_manifest_calls_sensitive_is_hidden_by_its_place_whatever_the_schema_has_there() {
    let schema = r#"{ "type": "object", "required": ["type"], "properties": { "type": { "const": "paid" },
      "rows": { "type": "array", "items": { "type": "object", "properties": { "nick": { "type": "string" } } } },
      "meta": { "type": "object" }, "words": { "type": "array", "items": { "type": "string" } },
      "who": { "oneOf": [{ "type": "object", "properties": { "nick": { "type": "string" } } }, { "type": "string" }] } } }"#;
    let manifest = "id = \"shop\"\nname-path = \"type\"\nsensitive = { secret = [\"rows.nick\", \"meta.*.nick\", \"who.nick\", \"words.*\", \"extra.deep\"] }\n[[event]]\nname = \"paid\"\nschema = \"s.json\"\n";
    let sandbox = Sandbox::new();
    sandbox.file("pk/s.json", schema).file("pk/hookspect-pack.toml", manifest);
    let payload = r#"{"type":"paid","rows":[{"nick":"quiet1"}],"meta":[{"a":{"nick":"quiet2"}}],"who":{"nick":"quiet3"},"words":["quiet4"],"extra":{"deep":["quiet5"],"flat":"loud"}}"#;
    // A list where the schema has none, and an object where it has a list.
    let broken = r#"{"type":"paid","rows":{"nick":"quiet1"},"who":[{"nick":"quiet3"}]}"#;
    sandbox.file("p.json", payload).file("b.json", broken);
    for command in ["inspect", "normalize", "validate"] {
        let run = sandbox.run(&[command, "--pack", "pk", "p.json", "b.json"]);
        assert!(!run.stdout.contains("quiet") && !run.stderr.contains("quiet"), "{command}: {run:?}");
    }
    let shown = sandbox.run(&["inspect", "--pack", "pk", "p.json"]);
    assert!(shown.stdout.contains("loud"), "{shown:?}");
    sandbox.file("key", "correct horse battery staple 42");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(sandbox.path().join("key"), std::fs::Permissions::from_mode(0o600)).unwrap();
    }
    let copied = sandbox.run(&["redact", "--key-file", "key", "--pack", "pk", "p.json"]);
    assert!(!copied.stdout.contains("quiet") && copied.stdout.contains("loud"), "{copied:?}");
}

#[test]
fn a_member_that_no_event_has_is_told_in_every_run_and_fails_a_check() {
    let sandbox = pack(
        "identity = [\"lines.skew\"]\nsensitive = { secret = [\"acces_token\"], personal = [\"lines.sku\", \"buyer.email\"] }",
        "",
    );
    let told = [
        "hookspect-pack.toml:4:13: no event of this pack has a member lines.skew: this is without effect",
        "hookspect-pack.toml:5:25: no event of this pack has a member acces_token: it is hidden where it comes all the same (did you mean access_token?)",
    ];
    let check = sandbox.run(&["pack", "check", "shop"]);
    assert_eq!(check.code, 1, "{check:?}");
    let run = sandbox.run_with(&["validate", "--pack", "shop"], PAYLOAD.as_bytes());
    for line in told {
        assert!(check.stdout.contains(line) && run.stderr.contains(line), "{line}\n{check:?}\n{run:?}");
    }
    assert!(!check.stdout.contains("lines.sku:") && !check.stdout.contains("buyer.email"), "{check:?}");
}

#[test]
fn what_a_manifest_says_of_members_is_kept_where_the_pack_is_written_again() {
    let sandbox = pack(
        "mode = \"strict\"\nreplaces = \"uppromote\"\nvolatile = [\"sent_at\"]\nidentity = [\"lines.*.sku\"]\nsensitive = { secret = [\"buyer\", \"lines.n\"], financial = [\"amount\"] }",
        "",
    );
    let payload = PAYLOAD.replace("\"amount\"", "\"surplus\": 1, \"amount\"");
    sandbox.file("p.json", &payload);
    let import = sandbox.run(&["pack", "import", "shop", "--output", "imported"]);
    assert_eq!(import.code, 0, "{import:?}");
    let all = sandbox.run(&["schema", "shop", "--all", "--pack", "shop", "--output-dir", "written"]);
    assert_eq!(all.code, 0, "{all:?}");
    let own = |pack: &str, command: &str| sandbox.run(&[command, "--pack", pack, "p.json"]).stdout;
    for folder in ["imported", "written"] {
        let manifest = sandbox.read(&format!("{folder}/hookspect-pack.toml"));
        for line in [
            "mode = \"strict\"",
            "formats = \"ignore\"",
            "replaces = \"uppromote\"",
            "sensitive = { secret = [\"buyer\", \"lines.n\"], financial = [\"amount\"] }",
            "identity = [\"lines.*.sku\"]",
            "volatile = [\"sent_at\"]",
        ] {
            assert!(manifest.contains(line), "{line}\n{manifest}");
        }
        for command in ["inspect", "normalize", "validate"] {
            let (before, after) = (own("shop", command), own(folder, command));
            assert!(!after.contains("pat@example.org"), "{after}");
            assert_eq!(before, after, "{folder} {command}");
        }
    }
}
