//! What holds of every copy, over every sample, every documented payload and generated ones.

use std::collections::{BTreeSet, HashMap};

use base64::Engine as _;
use hookspect::json::{Document, JsonKind, Tape, Value};
use hookspect::model::{Examination, Hints, Identification, Question};
use hookspect::redact::{Category, Copies, FreeText, Mask, Show};
use hookspect::stand_in::{is_reserved_email, is_reserved_telephone};
use proptest::prelude::*;
use sha2::Digest as _;

use super::{copies, copy, payloads};
use crate::support::{cases, registry};

fn examined(text: &str) -> Examination<'static> {
    let mut tape = Tape::new();
    let document = tape.parse(text.as_bytes()).unwrap_or_else(|error| panic!("{error:?}: {text}"));
    registry().examine(document, &Question { hints: Hints::default(), expect: None })
}

/// Every scalar of a document, in order.
fn leaves(document: Document<'_>) -> Vec<Value<'_>> {
    let (mut leaves, mut open) = (Vec::new(), vec![document.root()]);
    while let Some(value) = open.pop() {
        match value.kind() {
            JsonKind::Object => open.extend(value.members().map(|(_, member)| member)),
            JsonKind::Array => open.extend(value.items()),
            _ => leaves.push(value),
        }
    }
    leaves.sort_by_key(|value| value.index());
    leaves
}

/// What is marked in a payload: whole values, by what they are.
fn marked(text: &str) -> Vec<(Category, String)> {
    let mut tape = Tape::new();
    let document = tape.parse(text.as_bytes()).unwrap();
    let body = registry().identify(document, &Hints::default()).body();
    let mask = Mask::new(Show::NothingPersonal, registry());
    // What a change says of a member is marked as that member is, and not because it is a change.
    let of_change = |index| document.pointer_of(index).to_string().starts_with("/changes/");
    let whole =
        mask.spans(document, body).into_iter().filter(|hidden| hidden.whole && !of_change(hidden.index));
    whole
        .filter_map(|hidden| Some((hidden.category, document.value(hidden.index).text()?.into_owned())))
        .collect()
}

#[test]
fn the_verdict_the_event_and_all_findings_stay() {
    for financial in [false, true] {
        let copies = copies(financial, FreeText::Mask);
        for (name, text) in payloads() {
            let copy = copy(&copies, &text);
            let (before, after) = (examined(&text), examined(&copy));
            let event = |examination: &Examination<'static>| {
                examination.identification.model().map(hookspect::EventRef::id)
            };
            assert_eq!(event(&before), event(&after), "{name}");
            let told = |examination: &Examination<'_>| {
                let findings = examination.findings.iter();
                findings.map(|one| (one.rule, one.severity, one.pointer.to_string())).collect::<Vec<_>>()
            };
            assert_eq!(told(&before), told(&after), "{name}\n{copy}");
        }
    }
}

#[test]
fn kinds_order_and_every_byte_that_is_not_replaced_stay() {
    for financial in [false, true] {
        let copies = copies(financial, FreeText::Mask);
        for (name, text) in payloads() {
            let copy = copy(&copies, &text);
            let (mut one, mut other) = (Tape::new(), Tape::new());
            let (before, after) =
                (one.parse(text.as_bytes()).unwrap(), other.parse(copy.as_bytes()).unwrap());
            assert_eq!(before.len(), after.len(), "{name}");
            let (mut at, mut at_copy) = (0, 0);
            for (old, new) in leaves(before).into_iter().zip(leaves(after)) {
                let (span, own) = (old.span(), new.span());
                let between = &text[at..span.start as usize];
                assert_eq!(between, &copy[at_copy..own.start as usize], "{name}: what stands between leaves");
                (at, at_copy) = (span.end as usize, own.end as usize);
                assert_eq!(old.kind(), new.kind(), "{name}: {} {}", old.raw(), new.raw());
                let digits = |raw: &str| raw.bytes().filter(u8::is_ascii_digit).count();
                if old.kind() == JsonKind::Number && !financial {
                    assert_eq!(digits(old.raw()), digits(new.raw()), "{name}: {} {}", old.raw(), new.raw());
                }
                if let (Some(old), Some(new)) = (old.string_raw(), new.string_raw()) {
                    assert_eq!(old.is_empty(), new.is_empty(), "{name}");
                    assert!(new.len() <= 64.max(16 * old.len()), "{name}: {old} became {new}");
                    assert_eq!(old.matches('@').count(), new.matches('@').count(), "{old} became {new}");
                }
            }
            assert_eq!(&text[at..], &copy[at_copy..], "{name}");
        }
    }
}

#[test]
fn equal_values_stay_equal_and_different_ones_different_across_all_payloads() {
    let copies = copies(false, FreeText::Mask);
    let (mut made, mut of) = (HashMap::new(), HashMap::new());
    for (name, text) in payloads() {
        let copy = copy(&copies, &text);
        let (mut one, mut other) = (Tape::new(), Tape::new());
        let (before, after) = (one.parse(text.as_bytes()).unwrap(), other.parse(copy.as_bytes()).unwrap());
        let marked: BTreeSet<String> = marked(&text).into_iter().map(|(_, text)| text).collect();
        for (old, new) in leaves(before).into_iter().zip(leaves(after)) {
            let (Some(old), Some(new)) = (old.text(), new.text()) else { continue };
            // Short words of a very long text are hidden in a name and not in a place.
            if !marked.contains(old.as_ref()) || old == new || !(4..200).contains(&old.len()) {
                continue;
            }
            let known = made.entry(old.to_string()).or_insert_with(|| new.to_string());
            // A word of a public text may be part of somebody's name in one payload and not in another.
            assert_eq!(*known, new, "{name}: {old}");
            let letters = old.chars().filter(|sign| sign.is_alphabetic()).count();
            if letters > 4 {
                let first = of.entry(new.to_string()).or_insert_with(|| old.to_string());
                assert_eq!(*first, old, "{name}: both became {new}");
            }
        }
    }
    assert!(of.len() > 150, "only {} values", of.len());
}

#[test]
fn a_copy_of_a_copy_is_the_copy() {
    for financial in [false, true] {
        for free_text in [FreeText::Mask, FreeText::Keep, FreeText::Drop] {
            let copies = copies(financial, free_text);
            for (name, text) in payloads() {
                let once = copy(&copies, &text);
                assert!(copy(&copies, &once) == once, "{name}");
            }
        }
    }
}

/// A value in every encoding that a tool may have put it in.
fn encodings(value: &str) -> Vec<String> {
    let bytes = value.as_bytes();
    let mut all = vec![value.to_owned()];
    let each = |one: &dyn Fn(u8) -> String| bytes.iter().map(|byte| one(*byte)).collect::<Vec<_>>().concat();
    all.push(each(&|byte| format!("{byte:02x}")));
    all.push(each(&|byte| format!("%{byte:02X}")));
    all.push(form_urlencoded::byte_serialize(bytes).collect());
    all.push(value.chars().map(|sign| format!("\\u{:04x}", u32::from(sign))).collect::<Vec<_>>().concat());
    for shift in 0..3 {
        let shifted = [&[b' '; 2][..shift], bytes].concat();
        let encoded = base64::engine::general_purpose::STANDARD_NO_PAD.encode(&shifted);
        // The signs at both ends depend on what stands beside.
        let from = [0, 2, 3][shift];
        all.push(encoded[from..encoded.len() - 1].to_owned());
    }
    all
}

/// Whether a text holds a value as a word of its own, or put together with others.
fn holds(text: &str, value: &str) -> bool {
    let is_letter = |sign: Option<char>| sign.is_some_and(char::is_alphabetic);
    text.match_indices(value).any(|(at, _)| {
        !is_letter(text[..at].chars().next_back()) && !is_letter(text[at + value.len()..].chars().next())
    })
}

#[test]
fn nothing_that_is_marked_survives_in_any_encoding() {
    let copies = copies(false, FreeText::Mask);
    let mut count = 0;
    for (name, text) in payloads() {
        let copy = copy(&copies, &text);
        let words_of_the_model = |value: &str| {
            let before = examined(&text);
            let known = |object: &hookspect::model::Object<'_>| {
                object.fields.iter().any(|field| field.values.contains(&value))
            };
            before.identification.body().is_some_and(known) || is_known_anywhere(value)
        };
        for (category, value) in marked(&text) {
            let telling = value.chars().count() >= 4 && value.chars().any(char::is_alphabetic);
            let is_reserved = is_reserved_email(&value) || hookspect::stand_in::is_word(&value);
            let is_kept = matches!(category, Category::Amount) || is_reserved || words_of_the_model(&value);
            if !telling
                || is_kept
                || super::copy(&copies, &quoted(&value)) == quoted(&value) && is_made_up(&value)
            {
                continue;
            }
            count += 1;
            assert!(!holds(&copy, &value), "{name}: {value} survives in\n{copy}");
            for encoded in
                encodings(&value).into_iter().skip(1).filter(|encoded| encoded.len() > 8 && *encoded != value)
            {
                assert!(!copy.contains(&encoded), "{name}: {value} survives as {encoded} in\n{copy}");
            }
        }
    }
    assert!(count > 300, "only {count} values were looked for");
}

fn quoted(value: &str) -> String {
    format!("{{\"email\":\"{value}\"}}")
}

/// Whether all words of a value are stand-ins, as in a generated payload.
fn is_made_up(value: &str) -> bool {
    value.split(|sign: char| !sign.is_alphanumeric()).any(hookspect::stand_in::is_word)
        || is_reserved_telephone(value)
}

/// Whether a value is a word of some model: then it tells nothing of anybody.
fn is_known_anywhere(value: &str) -> bool {
    let mut open: Vec<&hookspect::model::Object<'_>> =
        registry().events().iter().map(|event| event.event.body).collect();
    let mut seen = std::collections::HashSet::new();
    while let Some(object) = open.pop() {
        if !seen.insert(std::ptr::from_ref(object)) {
            continue;
        }
        for field in object.fields {
            if field.values.contains(&value) {
                return true;
            }
            let mut kind = field.kind;
            while let hookspect::model::Kind::List(inner) | hookspect::model::Kind::Map(inner) = kind {
                kind = *inner;
            }
            if let hookspect::model::Kind::Object(inner) = kind {
                open.push(inner);
            }
        }
    }
    false
}

/// The copy of one value under a name.
fn of(copies: &Copies<'_, 'static>, name: &str, value: &str) -> String {
    let text = serde_json::json!({ name: value }).to_string();
    let copy: serde_json::Value = serde_json::from_str(&copy(copies, &text)).unwrap();
    copy[name].as_str().unwrap().to_owned()
}

#[test]
fn ways_to_write_one_value_stay_ways_to_write_one_value() {
    let copies = copies(false, FreeText::Mask);
    let email = |text: &str| of(&copies, "email", text);
    let plain = email("jane.doe@kelpshop.io");
    assert_eq!(email("Jane.Doe@kelpshop.io").to_lowercase(), plain);
    assert_eq!(email("JANE.DOE@KELPSHOP.IO"), plain.to_uppercase());
    assert_eq!(email(" jane.doe@kelpshop.io "), format!(" {plain} "));
    let (local, host) = plain.split_once('@').unwrap();
    let tagged = email("jane.doe+news@kelpshop.io");
    assert!(tagged.starts_with(&format!("{local}+")) && tagged.ends_with(host), "{tagged}");
    assert_ne!(email("jane.roe@kelpshop.io"), plain);
    let phone = |text: &str| of(&copies, "phone", text);
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    assert_eq!(digits(&phone("+49 (30) 901-8200")), digits(&phone("+49309018200")));
    assert_eq!(digits(&phone("0049 30 9018200")), format!("00{}", digits(&phone("+49309018200"))));
}

#[test]
fn relations_stay() {
    let copies = copies(true, FreeText::Mask);
    let text = serde_json::json!({
        "customer": { "first_name": "Jane", "last_name": "McDoe", "full_name": "Jane McDoe", "name": "Jane McDoe",
            "email": "jane.mcdoe@kelpshop.io" },
        "link": "mailto:jane.mcdoe@kelpshop.io",
        "text": "please write to jane.mcdoe@kelpshop.io today",
        "html": "<a href=\"mailto:jane.mcdoe%40kelpshop.io\">Jane McDoe</a>",
        "quoted": "<a href='mailto:jane.mcdoe@kelpshop.io' class='x'>write</a>",
        "page": "https://app.kelpshop.io/u/jane.mcdoe%40kelpshop.io?to=jane.mcdoe%40kelpshop.io&n=1",
        "search": "q=mcdoe&limit=5",
        "created_at": "2026-05-01T10:00:00Z", "updated_at": "2026-05-01T10:00:07Z",
        "items": [{ "price": 12.25 }, { "price": 7.5 }], "total": 19.75, "fee": "-0.75"
    });
    let copy: serde_json::Value = serde_json::from_str(&copy(&copies, &text.to_string())).unwrap();
    let one = |name: &str| copy["customer"][name].as_str().unwrap();
    assert_eq!(one("full_name"), format!("{} {}", one("first_name"), one("last_name")));
    assert_eq!(one("name"), one("full_name"));
    assert!(one("email").starts_with(&format!("{}.{}@", one("first_name"), one("last_name")).to_lowercase()));
    assert_eq!(copy["link"], format!("mailto:{}", one("email")));
    assert!(copy["text"].as_str().unwrap().contains(one("email")), "{}", copy["text"]);
    let html = copy["html"].as_str().unwrap();
    assert!(html.contains(&one("email").replace('@', "%40")) && html.contains(one("full_name")), "{html}");
    let quoted = copy["quoted"].as_str().unwrap();
    assert!(quoted.starts_with(&format!("<a href='mailto:{}' class='x'>", one("email"))), "{quoted}");
    let page = copy["page"].as_str().unwrap();
    assert_eq!(page.matches(&one("email").replace('@', "%40")).count(), 2, "{page}");
    assert_eq!(copy["search"], format!("q={}&limit=5", one("last_name").to_lowercase()));
    assert_eq!((&copy["created_at"], &copy["updated_at"]), (&text["created_at"], &text["updated_at"]));
    let amount = |value: &serde_json::Value| value.as_f64().unwrap();
    let sum = amount(&copy["items"][0]["price"]) + amount(&copy["items"][1]["price"]);
    assert!((sum - amount(&copy["total"])).abs() < 1e-6 && sum > 1000.0, "{copy}");
    let factor = amount(&copy["total"]) / 19.75;
    assert!((copy["fee"].as_str().unwrap().parse::<f64>().unwrap() / -0.75 - factor).abs() < 1e-6, "{copy}");
}

#[test]
fn a_hash_of_an_address_beside_it_is_that_of_its_stand_in() {
    let hexadecimal = |bytes: &[u8]| base16ct::lower::encode_string(bytes);
    let md5 = |text: &str| hexadecimal(&md5::Md5::digest(text));
    let sha256 = |text: &str| hexadecimal(&sha2::Sha256::digest(text)).to_uppercase();
    let (email, other) = ("Jane.Doe@kelpshop.io", md5("somebody else"));
    let text = |email: &str| {
        let small = email.to_lowercase();
        format!(
            r#"{{"email":"{email}","picture":"https://www.gravatar.com/avatar/{}?s=80","ref":"{}","as_is":"{}","other":"{other}","body":"{{\"of\":\"{}\"}}"}}"#,
            md5(&small),
            sha256(&small),
            md5(email),
            md5(&small),
        )
    };
    let copies = copies(false, FreeText::Keep);
    let new = copy(&copies, &text(email));
    let made = new.split('"').nth(3).unwrap();
    assert!(is_reserved_email(made) && made != email, "{new}");
    assert_eq!(new, text(made), "what was asked for by its hash still is, and the hash of another stays");
    assert_eq!(copy(&copies, &new), new);
}

#[test]
fn of_an_address_that_was_cut_off_no_more_is_left_than_of_any_other() {
    let copies = copies(false, FreeText::Keep);
    let new = copy(
        &copies,
        r#"{"email":"jane@kelpshop.io","id":"re: jane@kelps...","title":"to Jane@kelpshop","more":"mary-jane@kelps jane@keel"}"#,
    );
    let part = |name: &str| {
        let (_, rest) = new.split_once(&format!("\"{name}\":\"")).unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    let (who, host) =
        part("email").split_once('@').map(|(who, host)| (who.to_owned(), host.to_owned())).unwrap();
    assert_eq!(part("id"), format!("re: {who}@{}...", &host[..5]));
    assert_eq!(part("title").to_lowercase(), format!("to {who}@{}", &host[..8]));
    assert_eq!(part("more"), "mary-jane@kelps jane@keel", "these are others");
}

#[test]
fn a_day_of_birth_is_replaced_and_no_other_time() {
    let copies = copies(false, FreeText::Mask);
    for name in ["birthday", "birth_date", "dateOfBirth", "dob", "born_on"] {
        let text = serde_json::json!({ name: "1987-03-05", "created_at": "1987-03-05", "birthplace": "x" });
        let copy: serde_json::Value = serde_json::from_str(&copy(&copies, &text.to_string())).unwrap();
        assert!(copy[name].as_str().unwrap().starts_with("18"), "{copy}");
        assert_eq!(copy["created_at"], text["created_at"]);
    }
}

#[test]
fn another_key_makes_other_stand_ins() {
    let key = hookspect::stand_in::Key::new(b"another key that somebody else has").unwrap();
    let options =
        hookspect::redact::Options { key, financial: false, free_text: FreeText::Mask, places: false };
    let (one, other) = (copies(false, FreeText::Mask), Copies::new(registry(), options));
    for (name, value) in [
        ("email", "jane@kelpshop.io"),
        ("phone", "+49 30 9018200"),
        ("iban", "DE89370400440532013000"),
        ("card_number", "4539148803436467"),
        ("ip", "81.2.69.142"),
        ("api_key", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"),
        ("password", "correct horse"),
        ("ssn", "123-45-6789"),
    ] {
        let (one, other) = (of(&one, name, value), of(&other, name, value));
        assert_ne!(one, value, "{name}");
        assert_ne!(one, other, "{name}");
    }
}

#[test]
fn what_is_reserved_already_is_left_alone() {
    let copies = copies(false, FreeText::Mask);
    for (name, value) in [
        ("email", "jane@example.com"),
        ("email", "jane@shop.test"),
        ("phone", "+1 202 555 0143"),
        ("phone", "+44 20 7946 0958"),
        ("ip", "203.0.113.7"),
        ("ip", "2001:db8::1"),
        ("ip", "10.0.0.3"),
        ("card_number", "4242 4242 4242 4242"),
        ("website", "https://shop.example/about"),
    ] {
        assert_eq!(of(&copies, name, value), value, "{name}");
    }
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn whatever_is_said_of_somebody_is_replaced_once_and_for_all(
        name in "[a-z_]{1,12}|email|phone|first_name|password|address|note|iban|ip|token|card_number|session",
        value in "\\PC{0,40}|[A-Z][a-z]{1,9} [A-Z][a-z]{1,9}|[a-z.]{1,12}@[a-z]{2,8}\\.(com|io)|\\+?[0-9 ()-]{5,18}",
        other in "\\PC{0,30}",
    ) {
        let copies = copies(true, FreeText::Mask);
        let text = serde_json::json!({ &name: &value, "text": format!("{other} {value}"), "n": 17 }).to_string();
        let once = copy(&copies, &text);
        prop_assert!(serde_json::from_str::<serde_json::Value>(&once).is_ok(), "{}", once);
        prop_assert_eq!(copy(&copies, &once), once.clone(), "{}", text);
        prop_assert_eq!(copy(&copies, &text), once);
    }

    #[test]
    fn text_that_is_no_json_is_copied_without_harm(text in "\\PC{0,80}|([a-z]{1,6}[:= ,;&\"'{}]{1,2}){1,12}") {
        let copies = copies(false, FreeText::Mask);
        let mut copyist = copies.copyist();
        let once = match copyist.text(&text) {
            hookspect::redact::Copied::Text(new) => new,
            _ => text.clone(),
        };
        prop_assert_eq!(once.lines().count(), text.lines().count());
    }
}

#[test]
fn identification_of_copies_needs_no_hints() {
    let copies = copies(false, FreeText::Mask);
    for (name, text) in payloads() {
        let copy = copy(&copies, &text);
        let same =
            |one: &Identification<'_>, other: &Identification<'_>| one.certainty() == other.certainty();
        assert!(same(&examined(&text).identification, &examined(&copy).identification), "{name}");
    }
}
