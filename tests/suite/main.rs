//! What a user and a program see of hookspect. One module a subject; `cargo test --test suite diff::` runs one of them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test that fails may say so in the shortest way"
)]

/// The baseline: findings that are known let a run pass, and new ones fail it.
mod baseline;
/// What people hold webhooks in: every form gives back what was put in, and nothing is taken for one that is none.
mod captures;
/// What the README, the action and the commit hook promise to CI: every command of theirs is run.
mod ci;
/// The completions in `completions/` are what the program prints.
mod completions;
/// gzip and zstd: everything that can be decoded is read, what is wrong is told, and no input grows without bounds.
mod compressed;
/// hookspect.toml: what of the findings counts, and how the run ends.
mod configuration;
/// What a payload may cost: memory under a limit, and output that grows with the input and no faster.
mod cost;
/// `diff`: what changed between two payloads.
mod diff;
/// `diff` of large payloads: what is held in outline differs as it does when it is held whole.
mod diff_outlined;
/// Payloads of the shapes that the providers document, with values of our own: each is identified and valid, with
mod documented;
/// `drift`: where captures depart from their model, since when and how often; what is a change and what is not.
mod drift;
/// `drift`: what is easily taken for a change, and what is easily missed.
mod drift_traps;
/// Expectations: fixtures that have to be what the configuration says of them.
mod expectations;
/// Cases that were found in the field, made anew; and the found ones themselves where they are at hand.
mod field;
/// `--only`, `--status`, `--rule`: which records are wanted, and that the others are counted.
mod filters;
/// What is said of findings, whatever the format: whole sentences, what repeats in few words, notes for those who ask.
mod findings;
/// Directories: files are chosen by their names and their beginnings, and the others are counted.
mod folders;
/// `--follow`: files are read on as they grow, and live on when they are cut off or rotated.
mod follow;
/// The fuzz targets, each for ten thousand seeded inputs.
mod fuzz;
/// What is made from a model is valid, plainly fake, and broken only where it is meant to be.
mod generate;
/// Twice the input costs twice the work: counted in bytes that are read, never on a clock.
mod growth;
/// Habits of the command line: help, colour by variables, a terminal that is read, `--event` taken for a filter.
mod habits;
/// Bad input: a clear message that names the place, the right exit code, everything else still processed.
mod hostile;
/// The rooms of the source: the table of CONTRIBUTING.md lists them, and each uses only those above it.
mod house;
/// `init`: a configuration that expects of the fixtures below it what they are.
mod init;
/// JSON5 and JSONC: read without loss, each place led back to the original, whatever the text.
mod json5;
/// Walking a parsed text: kinds, spans, strings, numbers, members, JSON Pointers.
mod json_document;
/// Why a text is not JSON: each cause with its place, and messages that give nothing of the payload away.
mod json_errors;
/// What is JSON and what is not: RFC 8259, kind by kind, with `serde_json` as the second opinion.
mod json_grammar;
/// Lines and columns as an editor shows them.
mod json_position;
/// What holds for any text: no panic, and `serde_json`'s verdict except where keeping more is better.
mod json_property;
/// Writing a value out again: only white space changes.
mod json_write;
/// `normalize --payload`: the payloads themselves in another layout, and the canonical form of RFC 8785.
mod layouts;
/// Where secrets hide: in addresses, pairs, texts inside texts, text that does not parse; every command and format.
mod leaks;
/// `learn`: what captures say of a provider that nobody described, and what they do not say.
mod learn;
/// Captures in one large value: read item by item, they are what they are when it is read whole.
mod lists;
/// Pipes and terminals: each record is printed when it has come, in every format that prints record by record.
mod live;
/// Logs: when, by whom and in which words a payload was logged, and every way in which loggers write one.
mod logs;
/// Members in another order than their sender writes, or twice: the neutral event and what is hidden stay the same.
mod members;
/// What payloads call their events and members: hidden like their values, and told by the true name.
mod names;
/// Whatever the bytes: no panic, and an exit code from 0 to 3.
mod never_panics;
/// `normalize`: one neutral event per payload, with nothing lost and nothing guessed.
mod normalize;
/// An independent validator agrees with the checker: same verdict on the exported schema, for every model, on its
mod oracle;
/// Where results go: closed pipes, files that are there whole or not at all, and inputs that no report replaces.
mod outputs;
/// Providers that users bring: JSON Schema, `OpenAPI`, `AsyncAPI`, samples and names.
mod packs;
/// The examples of the rule pages print what the pages say. Examples that leave something out (`...`) cannot be run.
mod pages;
/// `diff` pairs the records of streams by their identity.
mod pairing;
/// Lists and forms: payloads that are a part of the body that was sent, and signed as a whole.
mod parts;
/// `drift --propose` and `--accept`: the model that no longer says otherwise, and lets everything pass that it let pass.
mod propose;
/// Tests over the whole table of providers: what holds for every event, whoever adds one.
mod providers;
/// Every command that the README shows is run, and prints what the README says.
mod readme;
/// Cassettes, collections and stubs: what is broken in one costs nothing beside it, and lookalikes are left alone.
mod recordings;
/// `redact`: copies that can be shared, and the look for what cannot.
mod redact;
/// Registries: built-in and other providers side by side, and what a registry refuses.
mod registries;
/// Reports that go to files: beside text in the log, whole or not at all, and never read as payloads.
mod report_files;
/// The formats that other programs read: each is read back as they would, and holds every finding with its place.
mod reports;
/// Requests that can be sent: read back as they were meant, with the signature that was asked for.
mod requests;
/// Large tables: read row by row they are what they are when they are read whole.
mod rows;
/// The recipes that spread `learn` over cores and machines: what they write is what one run writes, byte for byte.
mod scale;
/// The `jsonschema` crate over our own documents: the representation keeps its contract, and each draft's official test
mod schema_validator;
/// Every screen for people at 80, 120 and 200 columns, with and without colour.
mod screens;
/// No secret in any output: each is replaced by a canary, and every command and format is run.
mod secrets;
/// Signature schemes as data, against vectors that their makers or an RFC have published.
mod signatures;
/// What a person and a script see, for every command and format.
mod snapshots;
/// `--sort time` and the timeline: the order of what happened, or a refusal.
mod sorting;
/// `summary`: what is in many captures, the same however they are divided.
mod summary;
/// One way to run the program, to read the samples and to make captures.
mod support;
/// CSV and TSV: read back by others value by value, with no formula in them.
mod tables;
/// Nothing foreign does anything to a terminal, a pager or the log of a CI service.
mod terminal;
/// Signatures of captures: each form keeps what is needed, or it is said what is lost.
mod verify;
/// Tables at 80, 120 and 200 columns: what matters most is not cut before anything else.
mod widths;
