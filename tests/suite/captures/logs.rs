//! Payloads in logs: of one line and of several, in files that are read in parts.

use crate::support::Sandbox;
use crate::support::wrapping::bodies;
use serde_json::Value;

#[test]
fn a_large_log_is_read_in_parts_and_no_line_is_cut_between_them() {
    let bodies = bodies();
    let docker = |log: &str, stream: &str| {
        format!("{}\n", serde_json::json!({ "log": log, "stream": stream, "time": "2026-11-20T10:15:30Z" }))
    };
    let runtime =
        |text: &str, stream: &str, tag: char| format!("2026-11-20T10:15:30.5Z {stream} {tag} {text}\n");
    let (mut docker_log, mut runtime_log, mut plain_log, mut count) =
        (String::new(), String::new(), String::new(), 0);
    while docker_log.len() < 6 << 20 {
        for (_, body) in &bodies {
            let third = (body.len() / 3..body.len()).find(|at| body.is_char_boundary(*at)).unwrap_or(0);
            let (first, second) = body.split_at(third);
            let noise = if count % 3 == 0 { "stderr" } else { "stdout" };
            docker_log += &docker(first, "stdout");
            docker_log += &docker("noise\n", "stderr");
            docker_log += &docker(&format!("{second}\n"), "stdout");
            docker_log += &docker("up\n", noise);
            runtime_log += &runtime(first, "stdout", 'P');
            runtime_log += &runtime("noise", "stderr", 'F');
            runtime_log += &runtime(second, "stdout", 'F');
            plain_log += &format!("INFO got {body}\nINFO done\n");
            count += 1;
        }
    }
    let sandbox = Sandbox::new();
    sandbox.file("docker.log", docker_log).file("runtime.log", runtime_log).file("plain.log", plain_log);
    for name in ["docker.log", "runtime.log", "plain.log"] {
        let run = sandbox.run(&["unwrap", name]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{name}");
        assert_eq!(run.stdout.lines().count(), count, "{name}");
        assert!(
            run.stdout.lines().zip(bodies.iter().cycle()).all(|(line, (_, body))| line == body),
            "{name}"
        );
    }
}

#[test]
fn a_line_with_a_broken_payload_is_told_and_the_others_are_read() {
    let good = bodies().into_iter().find(|(id, _)| id == "uppromote/affiliate.status-changed").unwrap().1;
    let sandbox = Sandbox::new();
    let half = &good[..good.len() / 2];
    sandbox
        .file(
            "app.log",
            format!("up\nINFO got {half}\nINFO got {good}\nINFO {{\"a\"=>1}} {{ b: 'c' }} [1] {{}}\n"),
        )
        .file("first.ndjson", format!("data\": {good}\n{good}\n"));
    let run = sandbox.run(&["validate", "-v", "--format", "concise", "app.log", "first.ndjson"]);
    insta::assert_snapshot!(format!("{}{}", run.stdout, run.stderr));
}

#[test]
fn payloads_of_several_lines_are_found_in_a_log_and_what_belongs_to_others_is_not() {
    let good = bodies().into_iter().find(|(id, _)| id == "uppromote/affiliate.status-changed").unwrap().1;
    let pretty = serde_json::to_string_pretty(&serde_json::from_str::<Value>(&good).unwrap()).unwrap();
    let broken = pretty.replacen(',', " oops", 1);
    let context = r#"{
  "user": {
    "id": 1
  },
  "items": [
    {},
    {
      "a": 2
    }
  ]
}"#;
    let sandbox = Sandbox::new();
    sandbox
        .file("text.log", format!("Received webhook:\n{pretty}\nReceived webhook:\n{pretty}\n"))
        .file("first.log", format!("{pretty}\nReceived webhook: {pretty}\n"))
        .file("others.log", format!("context: {context}\ngot {pretty}\nwhat: {broken}\ngot {pretty}\n"));
    let run = sandbox.run(&["validate", "-v", "--format", "concise", "first.log", "others.log", "text.log"]);
    insta::assert_snapshot!(format!("{}{}", run.stdout, run.stderr));
    let run = sandbox.run(&["unwrap", "-q", "first.log", "others.log", "text.log"]);
    assert_eq!(run.stdout.matches(&pretty).count(), 6, "{}", run.stdout);
}

#[test]
fn an_entry_of_several_lines_is_not_cut_where_a_large_log_is_read_in_parts() {
    let good = bodies().into_iter().find(|(id, _)| id == "uppromote/affiliate.status-changed").unwrap().1;
    let pretty = serde_json::to_string_pretty(&serde_json::from_str::<Value>(&good).unwrap()).unwrap();
    let sandbox = Sandbox::new();
    let count = (6 << 20) / pretty.len();
    sandbox.file("large.log", format!("Received webhook:\n{pretty}\n").repeat(count));
    let run = sandbox.run(&["unwrap", "large.log"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert_eq!(run.stdout.matches(&pretty).count(), count);
}

#[test]
fn a_large_log_without_a_payload_says_so() {
    let sandbox = Sandbox::new();
    sandbox.file("large.log", "INFO nothing to see {}\n".repeat(200_000));
    let run = sandbox.run(&["validate", "-v", "--format", "concise", "large.log"]);
    assert_eq!(run.code, 1);
    let said = "large.log:196086:1: error no-request this record is text of 200000 lines, none of which holds a payload\n";
    assert!(run.stdout.ends_with("none of which holds a payload\n"), "{} instead of {said}", run.stdout);
}

#[test]
fn a_log_is_judged_by_all_its_lines_and_what_loggers_write_is_passed_over() {
    let good = r#"{"affiliate_id":7,"previous_status":"active","current_status":"inactive"}"#;
    let access = "10.0.0.1 - - [22/Jan/2026:03:57:55 +0330] \"POST /hook HTTP/1.1\" 200 12 \"-\" \"curl\"\n";
    let exception = "[2026-03-05 09:00:22] local.ERROR: no class {\"exception\":\"[object] (Error(code: 0)\n[stacktrace]\n#0 {main}\n\"}\n";
    let entry = |more: &str| format!("{{\"level\":\"info\",\"ts\":1.5,\"msg\":\"a\"{more}}}");
    let sandbox = Sandbox::new();
    sandbox
        .file("access.log", format!("{}{good}\n", access.repeat(500)))
        .file(
            "apache.log",
            "[Sun Dec 04 04:47:44 2005] [notice] init ok\n[Sun Dec 04 04:47:45 2005] [error] child\n",
        )
        .file("compose.log", format!("caddy  | {}\napp  | {}\n", entry(""), entry("")))
        .file("haproxy.log", "Feb 25 h[7]: in~ 200 {Mozilla/5.0 (X)} {} \"GET / HTTP/1.1\"\n{}\n")
        .file(
            "laravel.log",
            format!("{exception}[2026-03-05 09:00:21] local.INFO: got {good} []\n{exception}"),
        )
        .file("nested.log", format!("up\n{}\n", entry(&format!(",\"payload\":{good}"))))
        .file("cassette.yaml", "interactions:\n- request:\n    body: '{\"a\": 1}'\n    method: POST\n");
    let run = sandbox.run(&["validate", "-v", "--format", "concise", "*.log", "*.yaml"]);
    insta::assert_snapshot!(format!("{}{}", run.stdout, run.stderr));
    let run = sandbox.run(&["unwrap", "-q", "access.log", "laravel.log", "nested.log"]);
    assert_eq!(run.stdout, format!("{good}\n{good}\n{good}\n"));
}
