//! Nothing foreign does anything to a terminal, a pager or the log of a CI service: it is drawn, escaped where it cannot
//! be drawn.

use serde_json::Value;

use crate::support::{Run, Sandbox, sample};

/// What a terminal acts on, or what hides: the title, a bell, a C1 sequence, the writing direction, no width.
const TRICKS: [&str; 5] = ["\u{1b}]0;PWN\u{7}", "\u{9b}31m", "\u{202e}", "\u{200b}", "\u{2066}"];

/// A line break and what GitHub's runner would take for a command.
const COMMAND: &str = "\n::error file=x::pwn";

/// Colours of our own taken away, a run holds nothing that a terminal would act on.
fn assert_harmless(run: &Run, what: &str) {
    for (stream, text) in [("stdout", &run.stdout), ("stderr", &run.stderr)] {
        let plain = without_colour(text);
        for trick in TRICKS.iter().flat_map(|trick| trick.chars()).filter(|c| !c.is_ascii_graphic()) {
            assert!(!plain.contains(trick), "{what}: {trick:?} on {stream}: {text:?}");
        }
        assert!(!plain.contains("\n::error file=x"), "{what}: a command on {stream}: {text:?}");
    }
}

/// The text without the sequences that set colours.
fn without_colour(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let mut plain = parts.next().unwrap().to_owned();
    for part in parts {
        match part.split_once('m') {
            Some((codes, rest)) if codes.chars().all(|c| c.is_ascii_digit() || c == ';') => {
                plain.push_str(rest);
            }
            _ => plain.push_str(&format!("\u{1b}[{part}")),
        }
    }
    plain
}

const FORMATS: [&str; 9] =
    ["human", "line", "concise", "json", "ndjson", "sarif", "junit", "github", "gitlab"];

fn trick() -> String {
    TRICKS.concat()
}

/// Every command that reads payloads, in every format.
fn commands() -> Vec<Vec<&'static str>> {
    let mut commands = vec![
        vec!["detect"],
        vec!["detect", "--format", "json"],
        vec!["normalize"],
        vec!["normalize", "--table"],
        vec!["normalize", "--payload", "compact"],
        vec!["normalize", "--payload", "canonical"],
        vec!["normalize", "--payload", "pretty", "--sort-keys"],
        vec!["unwrap", "-v", "--format", "json"],
        vec!["unwrap", "--format", "ndjson"],
        vec!["verify"],
        vec!["verify", "--format", "json"],
        vec!["inspect", "--full"],
    ];
    for format in FORMATS {
        commands.push(vec!["inspect", "--format", format]);
        commands.push(vec!["validate", "-v", "--format", format]);
    }
    commands
}

#[cfg(unix)]
#[test]
fn the_name_of_a_file_does_nothing_wherever_it_is_told() {
    for color in ["always", "never"] {
        let sandbox = Sandbox::new();
        let names = [format!("{}.json", trick()), format!("{COMMAND}.json")];
        sandbox.file(&names[0], "{\"a\":1,}").file(&names[1], sample("uppromote/payment.paid"));
        for command in commands() {
            for name in [names[0].as_str(), names[1].as_str(), "."] {
                let is_json =
                    command.iter().any(|word| matches!(*word, "json" | "ndjson" | "sarif" | "gitlab"));
                if is_json && color == "never" {
                    continue;
                }
                let run = sandbox.run(&[&command[..], &["--color", color, name]].concat());
                assert_harmless(&run, &format!("{command:?} {name:?}"));
            }
        }
        for format in ["human", "side-by-side", "markdown"] {
            let run = sandbox.run(&["diff", "--color", color, "--format", format, &names[1], &names[1]]);
            assert_harmless(&run, format);
        }
        for arguments in [["diff", &names[0], &names[1]], ["diff", &names[1], "missing\u{1b}]0;PWN\u{7}"]] {
            let run = sandbox.run(&arguments);
            assert_eq!(run.code, 2, "{run:?}");
            assert_harmless(&run, "diff that fails");
        }
    }
}

#[test]
fn data_in_colour_does_nothing_and_json_stays_the_same_json() {
    let (text, key) = (trick().replace(['\u{1b}', '\u{7}'], ""), "k\u{200b}\u{202e}");
    let mut payload: Value = serde_json::from_str(&sample("uppromote/payment.paid")).unwrap();
    payload["status"] = text.into();
    payload[key] = "\u{9b}1".into();
    let sandbox = Sandbox::new();
    sandbox.file("a.json", payload.to_string()).file("b.json", sample("uppromote/payment.paid"));
    let mut commands = commands();
    for format in ["human", "side-by-side", "markdown", "json", "json-patch"] {
        commands.push(vec!["diff", "--format", format, "b.json"]);
    }
    for command in commands {
        let run = sandbox.run(&[&command[..], &["--color", "always", "a.json"]].concat());
        assert_harmless(&run, &format!("{command:?}"));
        let plain = sandbox.run(&[&command[..], &["a.json"]].concat());
        if let Ok(value) = serde_json::from_str::<Value>(&run.stdout) {
            assert_eq!(value, serde_json::from_str::<Value>(&plain.stdout).unwrap(), "{command:?}");
        }
    }
}

#[test]
fn what_a_capture_says_of_its_request_does_nothing() {
    let trick = trick();
    let har = serde_json::json!({"log": {"version": "1.2", "entries": [{
        "startedDateTime": trick, "request": {
            "method": trick, "url": format!("https://example.org/{trick}?{trick}={trick}"),
            "headers": [{"name": trick, "value": trick}, {"name": "X-UpPromote-Signature", "value": trick}],
            "postData": {"text": sample("uppromote/payment.paid")},
        },
    }]}});
    for color in ["always", "never"] {
        for command in commands() {
            let is_data = command.iter().any(|word| matches!(*word, "json" | "ndjson" | "normalize"));
            if color == "always" || !is_data {
                let run = Sandbox::new()
                    .run_with(&[&command[..], &["--color", color, "-"]].concat(), har.to_string().as_bytes());
                assert_harmless(&run, &format!("{command:?}"));
            }
        }
    }
}

#[test]
fn a_pipe_gets_the_data_as_it_is() {
    let payload = "{\"email_verified\":\"verified\",\"id\":1,\"email\":\"a@b\",\"company\":\"x\u{202e}y\u{9b}31m\",\"status\":\"active\"}";
    for command in [
        &["inspect", "--full"][..],
        &["inspect", "--format", "json"],
        &["normalize", "--payload", "compact"],
        &["unwrap"],
    ] {
        let run = Sandbox::new().run_with(command, payload.as_bytes());
        assert!(run.stdout.contains("x\u{202e}y\u{9b}31m"), "{command:?}: {}", run.stdout);
    }
}

#[test]
fn what_a_snippet_shows_of_a_payload_does_nothing() {
    let payload = format!("{{\"a\u{202e}\": \"{}\",}}", TRICKS[1]);
    for color in ["always", "never"] {
        let run = Sandbox::new().run_with(&["validate", "--color", color], payload.as_bytes());
        assert!(run.stdout.contains("\\u{202e}"), "{}", run.stdout);
        assert_harmless(&run, color);
    }
}

#[test]
fn settings_do_nothing_in_messages() {
    let sandbox = Sandbox::new();
    sandbox.file("a.json", sample("uppromote/payment.paid"));
    for (number, settings) in [
        "baseline = \"\\u001b]0;PWN\\u0007\\n::error file=x::pwn\"\n",
        "\"\u{202e}abc\u{200b}\" = 1\n",
        "\"a\\n::error file=x::pwn\" = 1\n",
        "fail-on = \"\\u009b31m\"\n",
        "[rules]\n\"\\u001b]0;PWN\\u0007\" = \"off\"\n",
        "[[ignore]]\npath = \"\\u001b]0;PWN\\u0007[\"\n",
        "[[expect]]\npath = \"x\"\nevent = \"\\u202e\\n::error file=x::pwn\"\n",
    ]
    .into_iter()
    .enumerate()
    {
        let name = format!("{number}\u{1b}]0;PWN\u{7}.toml");
        sandbox.file(&name, settings);
        for color in ["always", "never"] {
            let run = sandbox.run(&["validate", "--color", color, "--config", &name, "a.json"]);
            assert_eq!(run.code, 2, "{settings}: {run:?}");
            assert_harmless(&run, settings);
        }
    }
}

#[test]
fn what_is_wrong_with_a_configuration_still_stands_on_lines_of_its_own() {
    let sandbox = Sandbox::new();
    sandbox.file("hookspect.toml", "one = 1\ntwo = 2\n").file("a.json", "{}");
    let run = sandbox.run(&["validate", "a.json"]);
    assert_eq!(run.stderr.lines().count(), 2, "{}", run.stderr);
}

#[test]
fn the_effective_settings_are_the_same_toml_in_colour() {
    let sandbox = Sandbox::new();
    sandbox.file("hookspect.toml", "[[ignore]]\npath = \"x\u{202e}y\u{200b}\"\nreason = \"\\u009b31m\"\n");
    let run = sandbox.run(&["validate", "--dump-config", "--color", "always"]);
    assert_harmless(&run, "--dump-config");
    let read = |text: &str| text.parse::<toml::Table>().unwrap();
    assert_eq!(read(&run.stdout), read(&sandbox.run(&["validate", "--dump-config"]).stdout));
}

#[cfg(unix)]
#[test]
fn the_name_of_a_configuration_cannot_end_its_comment() {
    let sandbox = Sandbox::new();
    sandbox.file("a\nstrict = true\n.toml", "strict = false\n");
    let run = sandbox.run(&["validate", "--dump-config", "--config", "a\nstrict = true\n.toml"]);
    assert_eq!(run.stdout.parse::<toml::Table>().unwrap()["strict"], toml::Value::Boolean(false));
}

#[test]
fn arguments_do_nothing_where_they_are_quoted() {
    let sandbox = Sandbox::new();
    sandbox.file("a.json", "{}");
    let (trick, command) = (trick(), format!("x{COMMAND}"));
    for argument in [trick.as_str(), command.as_str()] {
        let joined = format!("--event={argument}");
        for arguments in [
            vec!["validate", "--event", argument, "a.json"],
            vec!["validate", &joined, "a.json"],
            vec!["explain", argument],
            vec!["describe", argument],
            vec!["--nonsense", argument],
            vec![argument],
            vec!["diff", "--ignore", argument, "a.json", "a.json"],
            vec!["validate", "--output", argument, "a.json"],
            vec!["validate", "--baseline", argument, "a.json"],
            vec!["validate", "--files-from", argument],
            vec!["verify", "--secret-env", argument, "a.json"],
            vec!["verify", "--secret-file", argument, "a.json"],
        ] {
            let run = sandbox.run(&arguments);
            assert_eq!(run.code, 2, "{arguments:?}: {run:?}");
            assert_harmless(&run, &format!("{arguments:?}"));
        }
    }
}

#[test]
fn a_record_is_one_line_of_ndjson_whatever_it_holds() {
    for payload in [
        "{\"a\": {\n}, \"b\": [\n\n]}",
        "[\n]",
        "{\"payment_id\": [\r\n], \"x\": {\t\n\"y\": [\n{\n}\n]}}",
        "{\"a\": {\n}, \"b\": [\n\n}",
    ] {
        for command in ["inspect", "validate", "detect"] {
            let run = Sandbox::new().run_with(&[command, "--format", "ndjson"], payload.as_bytes());
            let lines: Vec<Value> =
                run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
            assert_eq!(lines.len(), 2, "{command} {payload:?}: {}", run.stdout);
        }
    }
}
