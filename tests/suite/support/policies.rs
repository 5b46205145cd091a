//! Payloads of every verdict, and what a configuration makes of them.

use super::{Run, Sandbox, sample};

/// A valid payment, one with an error, one with a warning, and an affiliate whose event is ambiguous.
pub(crate) fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    let paid = sample("uppromote/payment.paid");
    let wrong = paid.replace("\"payment_id\": 58316", "\"payment_id\": \"58316\"");
    sandbox
        .file("fixtures/paid.json", &paid)
        .file("fixtures/wrong.json", wrong)
        .file("fixtures/extra.json", paid.replacen('{', "{\"nickname\": \"Kim\",", 1))
        .file("fixtures/someone.json", sample("uppromote/affiliate.approved"));
    sandbox
}

/// How a run with this configuration ends: its findings in the concise format, its totals, its exit code.
pub(crate) fn with(configuration: &str, arguments: &[&str]) -> Run {
    let sandbox = sandbox();
    sandbox.file("hookspect.toml", configuration);
    sandbox.run(&[&["validate", "-v", "--format", "concise"], arguments].concat())
}

pub(crate) fn rules(run: &Run) -> Vec<String> {
    run.stdout.lines().map(|line| line.split(' ').take(3).collect::<Vec<_>>().join(" ")).collect()
}

pub(crate) const WRONG: &str = "fixtures/wrong.json:2:17: error wrong-type";
pub(crate) const EXTRA: &str = "fixtures/extra.json:1:2: warning unknown-field";
pub(crate) const SOMEONE: &str = "fixtures/someone.json:1:1: note ambiguous-event";
