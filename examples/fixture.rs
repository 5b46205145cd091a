//! Holds the fixtures of a test suite against the events they are of: what a test of a webhook handler can begin with.
//!
//! `cargo run --example fixture`

#![allow(clippy::print_stdout, reason = "an example shows what it does")]

use std::error::Error;

use hookspect::{Inspector, Registry, Severity};

fn main() -> Result<(), Box<dyn Error>> {
    let registry = Registry::built_in()?;
    let event = registry.event("uppromote/payment.paid")?;
    let inspector = Inspector::new(&registry).expect(event);

    // The fixture of a test: here the sample of the event, with a mistake that somebody made while editing it.
    let fixture = event.event.sample.replacen("\"payment_id\": ", "\"payment_id\": \"\", \"id\": ", 1);
    let mut errors = Vec::new();
    for delivery in inspector.inspect(fixture.as_bytes()) {
        for located in delivery.located().iter().filter(|one| one.finding.severity == Severity::Error) {
            let (place, finding) = (located.position, &located.finding);
            errors.push(format!(
                "{}:{} {} {}",
                place.line,
                place.column,
                finding.pointer.as_str(),
                finding.message()
            ));
        }
    }
    println!("{}", errors.join("\n"));
    assert_eq!(errors.len(), 1, "the mistake is found, and nothing else");
    Ok(())
}
