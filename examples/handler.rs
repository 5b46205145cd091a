//! What a request handler does with a webhook: is it signed by who holds the secret, which event is it, can it be
//! trusted to look as the provider says?
//!
//! `cargo run --example handler`

#![allow(clippy::print_stdout, reason = "an example shows what it does")]

use std::error::Error;

use hookspect::{EventRef, Headers, Inspector, Registry, Request, Secret, Verdict};

/// The status code that the sender gets.
fn handle(inspector: &Inspector<'_, '_>, secret: &Secret, headers: Headers, body: &[u8]) -> u16 {
    let request = Request { headers, method: Some("POST".into()), ..Request::default() };
    let delivery = inspector.receive(&request, body);
    let verification = delivery.verify(std::slice::from_ref(secret));
    if verification.verdict != Verdict::Valid {
        println!("refused: {}", verification.why);
        return 401;
    }
    let event = delivery.event().map_or("an event that is not known".to_owned(), EventRef::id);
    println!("{event}: {}", delivery.status().name());
    for finding in delivery.findings() {
        println!("  {} {}", finding.pointer.as_str(), finding.message());
    }
    // A provider changes its payloads without asking: what is new is written down, not refused.
    200
}

fn main() -> Result<(), Box<dyn Error>> {
    let registry = Registry::built_in()?;
    let inspector = Inspector::new(&registry);
    let secret = Secret::new(b"the secret of the shop")?;
    let event = registry.event("uppromote/payment.paid")?;
    let body = event.event.sample.as_bytes();

    // What the sender does: the scheme is known to the registry too.
    let scheme = event.version.signature.ok_or("its sender signs")?;
    let (name, value) = hookspect::sign(scheme, &secret, body, &Headers::default())?;
    let mut headers = Headers::default();
    headers.push(name, value);

    assert_eq!(handle(&inspector, &secret, headers.clone(), body), 200);
    let altered = event.event.sample.replacen('1', "2", 1);
    assert_eq!(handle(&inspector, &secret, headers, altered.as_bytes()), 401);
    Ok(())
}
