//! The completions in `completions/` are what the program prints.

use std::path::Path;
use std::process::Command;

const FILES: &[(&str, &str)] = &[
    ("bash", "hookspect.bash"),
    ("zsh", "_hookspect"),
    ("fish", "hookspect.fish"),
    ("elvish", "hookspect.elv"),
    ("powershell", "_hookspect.ps1"),
];

fn printed(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_hookspect")).args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn checked_in_completions_are_up_to_date() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("completions");
    for (shell, name) in FILES {
        let kept = std::fs::read_to_string(folder.join(name)).unwrap();
        assert!(
            printed(&["completions", shell]) == kept,
            "completions/{name} is out of date; run: hookspect completions {shell} > completions/{name}"
        );
    }
    assert_eq!(std::fs::read_dir(folder).unwrap().count(), FILES.len(), "no other file is there");
}

#[test]
fn event_ids_and_rule_names_complete_where_the_shell_allows() {
    // Fish completes the values of options only, and rule names are no option's value.
    for (shell, words) in [
        ("bash", &["uppromote/payment.paid", "firstpromoter/promoter_signed_up", "unsafe-number"][..]),
        ("zsh", &["uppromote/payment.paid", "firstpromoter/promoter_signed_up", "unsafe-number"]),
        ("fish", &["uppromote/payment.paid", "firstpromoter/promoter_signed_up"]),
    ] {
        let script = printed(&["completions", shell]);
        for word in words {
            assert!(script.contains(word), "{shell} lacks {word}");
        }
    }
}

#[test]
fn the_man_page_names_every_command_and_the_exit_codes() {
    let page = printed(&["man"]);
    for word in
        ["inspect", "detect", "validate", "events", "describe", "schema", "sample", "explain", "Exit codes"]
    {
        assert!(page.contains(word), "{word}");
    }
}
