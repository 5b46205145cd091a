//! `cargo +nightly fuzz run learned`
#![no_main]

#[path = "../bodies/mod.rs"]
#[allow(dead_code, reason = "one target runs one of them")]
mod bodies;

libfuzzer_sys::fuzz_target!(|text: &[u8]| bodies::learned(text));
