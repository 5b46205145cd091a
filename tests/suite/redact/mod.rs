//! Copies that can be shared: what holds of every copy, of every form that a payload is kept in, and of the command.

mod captures;
mod check;
mod command;
mod headers;
mod mask;
mod properties;
mod scanners;
mod schemas;
mod sources;

use hookspect::json::Tape;
use hookspect::model::Hints;
use hookspect::redact::{Copied, Copies, FreeText, Options};
use hookspect::stand_in::Key;

use crate::support::{package, registry, samples};

pub(crate) const KEY: &[u8] = b"8d1f0c6b2a9e47535f60c1d2e3b4a798";

pub(crate) fn copies(financial: bool, free_text: FreeText) -> Copies<'static, 'static> {
    let key = Key::new(KEY).unwrap();
    Copies::new(registry(), Options { key, financial, free_text, places: false })
}

/// The copy of a record; the record where there is nothing to hide.
pub(crate) fn copy(copies: &Copies<'_, 'static>, text: &str) -> String {
    let mut tape = Tape::new();
    let made = match tape.parse(text.as_bytes()) {
        Ok(document) => copies.copyist().record(document, &Hints::default()),
        Err(_) => copies.copyist().text(text),
    };
    match made {
        Copied::Same => text.to_owned(),
        Copied::Text(new) => new,
        Copied::Bodies(bodies) => panic!("bodies alone: {bodies:?}"),
    }
}

/// Payloads as customers would have them: every sample and documented payload with addresses that may be somebody's, and
/// generated ones.
pub(crate) fn payloads() -> Vec<(String, String)> {
    let mut payloads = samples();
    for file in std::fs::read_dir(package().join("tests/documented")).unwrap() {
        let path = file.unwrap().path();
        payloads.push((path.display().to_string(), std::fs::read_to_string(&path).unwrap()));
    }
    for model in registry().events() {
        for index in [1, 7, 40] {
            let mut text = String::new();
            hookspect::generate::Generator::new(*model, 11).sample(index).write(&mut text);
            payloads.push((format!("{} {index}", model.id()), text));
        }
    }
    payloads.sort();
    payloads.into_iter().map(|(name, text)| (name, real(&text))).collect()
}

/// A text in which nothing is reserved: its people may exist.
pub(crate) fn real(text: &str) -> String {
    let mut text = text.to_owned();
    for (made_up, other) in [
        ("example.com", "kelpshop.io"),
        ("example.org", "tidemail.net"),
        (".example\"", ".kelpshop.io\""),
        (".example/", ".kelpshop.io/"),
        ("+44 113 496", "+44 113 287"),
        ("+1202555", "+1202456"),
        ("+44", "+44"),
    ] {
        text = text.replace(made_up, other);
    }
    text
}
