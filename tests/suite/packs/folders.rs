//! Folders that packs are written to: a file for each event, whatever it is called, and nothing of a person's replaced.

use serde_json::json;

use crate::learn::lines;
use crate::support::Sandbox;

const ALIKE: [&str; 4] = ["a/b", "a-b", "A-B", "con"];

/// A pack whose events have names that many file systems take for one, or for none.
fn shop() -> Sandbox {
    let sandbox = Sandbox::new();
    let event =
        |number: usize, name: &str| format!("[[event]]\nname = \"{name}\"\nschema = \"{number}.json\"\n");
    let events: Vec<String> = (0..).zip(ALIKE).map(|(number, name)| event(number, name)).collect();
    let manifest = "id = \"shop\"\nname = \"Shop\"\nversion = \"v1\"\nname-path = \"type\"\n";
    sandbox.file("shop/hookspect-pack.toml", manifest.to_owned() + &events.concat());
    for (number, name) in ALIKE.iter().enumerate() {
        let schema = json!({ "type": "object", "required": ["type", "own"],
            "properties": { "type": { "const": name }, "own": { "const": number } } });
        sandbox.file(&format!("shop/{number}.json"), schema.to_string());
    }
    sandbox
}

#[test]
fn events_whose_names_differ_in_signs_or_case_only_are_all_written() {
    let sandbox = shop();
    let written = sandbox.run(&["pack", "import", "shop", "--output", "copy"]);
    assert_eq!((written.code, written.stderr.as_str()), (0, "4 events of shop in copy\n"));
    let names = sandbox.names("copy/events");
    let folded: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
    assert!(folded.windows(2).all(|pair| pair[0] != pair[1]) && names.len() == 4, "{names:?}");
    assert!(names.contains(&"_con.json".to_owned()), "{names:?}");
    for (number, name) in ALIKE.iter().enumerate() {
        let body = json!({ "type": name, "own": number }).to_string();
        let run = sandbox.run_with(&["validate", "--pack", "copy", "-"], body.as_bytes());
        assert_eq!(run.code, 0, "{name} has its own schema: {run:?}");
    }
}

#[test]
fn a_folder_that_was_edited_is_not_written_again_unless_that_is_asked_for() {
    let sandbox = shop();
    let import = ["pack", "import", "shop", "--output", "copy"];
    let schema = ["schema", "--all", "firstpromoter", "--output-dir", "fp"];
    for (arguments, file) in
        [(&import[..], "copy/hookspect-pack.toml"), (&schema[..], "fp/hookspect-pack.toml")]
    {
        assert_eq!(sandbox.run(arguments).code, 0);
        let first = sandbox.read(file);
        assert_eq!(sandbox.run(arguments).code, 0, "what holds the same is in nobody's way");
        sandbox.file(file, format!("{first}\n"));
        let run = sandbox.run(arguments);
        let said = format!("{file} is there already and holds something else: nothing was written");
        assert!(run.code == 2 && run.stderr.contains(&said) && run.stderr.contains("--force"), "{run:?}");
        assert_eq!(sandbox.read(file), format!("{first}\n"));
        assert_eq!(sandbox.run(&[arguments, &["--force"]].concat()).code, 0);
        assert_eq!(sandbox.read(file), first);
    }
}

#[test]
fn two_packs_of_one_name_do_not_become_one_folder() {
    let sandbox = shop();
    sandbox.file("other/hookspect-pack.toml", sandbox.read("shop/hookspect-pack.toml"));
    for number in 0..ALIKE.len() {
        sandbox.file(&format!("other/{number}.json"), "{}");
    }
    let run = sandbox.run(&["pack", "import", "shop", "other", "--output", "copies"]);
    assert!(run.code == 2 && run.stderr.contains("another of these packs is called shop too"), "{run:?}");
    assert!(!sandbox.path().join("copies").exists());
}

#[test]
fn what_is_learnt_later_gets_a_file_of_its_own_and_the_others_keep_theirs() {
    let sandbox = Sandbox::new();
    let learn = |name: &str, own: &str| {
        let records: Vec<_> = (0..3).map(|id| json!({ "type": name, "id": id, own: true })).collect();
        sandbox.file("in.ndjson", lines(&records));
        let run =
            sandbox.run(&["learn", "--provider", "shop", "--by", "/type", "--output", "shop", "in.ndjson"]);
        assert_eq!(run.code, 0, "{run:?}");
        sandbox.names("shop/events")
    };
    assert_eq!(learn("a/b", "slash"), ["a-b.json"]);
    assert_eq!(learn("a-b", "hyphen").len(), 2);
    assert_eq!(learn("A-B", "upper").len(), 3);
    assert!(sandbox.read("shop/events/a-b.json").contains("slash"), "the first stays where it was");
    for (name, own) in [("a/b", "slash"), ("a-b", "hyphen"), ("A-B", "upper")] {
        let body = json!({ "type": name, "id": 1, own: true }).to_string();
        let run = sandbox.run_with(&["validate", "--pack", "shop", "--strict", "-"], body.as_bytes());
        assert_eq!(run.code, 0, "{name}: {run:?}");
    }
}

#[test]
fn what_is_learnt_replaces_no_file_that_nobody_learnt() {
    let sandbox = Sandbox::new();
    let learn = ["learn", "--provider", "shop", "--by", "/type", "--output", "shop", "in.ndjson"];
    sandbox.file("in.ndjson", lines(&[json!({ "type": "sold", "id": 1 })]));
    assert_eq!(sandbox.run(&learn).code, 0);
    let before = sandbox.names("shop/events");
    sandbox
        .file("in.ndjson", lines(&[json!({ "type": "made", "id": 1 })]))
        .file("shop/events/made.json", "mine");
    let run = sandbox.run(&learn);
    assert!(run.code == 2 && run.stderr.contains("shop/events/made.json is there already"), "{run:?}");
    assert_eq!(sandbox.read("shop/events/made.json"), "mine");
    assert_eq!(sandbox.names("shop/events").len(), before.len() + 1);
}
