//! What scanners for secrets look for is in no copy, wherever it stood. The patterns are of our own writing, after the shapes
//! that makers of tokens publish and that gitleaks, detect-secrets and push protection know.

use std::collections::HashMap;
use std::sync::LazyLock;

use base64::Engine as _;
use hookspect::redact::FreeText;
use proptest::prelude::*;
use regex::bytes::{RegexSet, RegexSetBuilder};
use serde_json::json;

use super::{copies, copy, payloads};

/// How a secret looks, and how to make one: `{n}` in the second stands for n signs of its alphabet.
struct Shape {
    pattern: &'static str,
    made_of: &'static [&'static str],
    alphabet: &'static str,
    lengths: &'static [usize],
}

const HEX: &str = "0123456789abcdef";
const SMALL: &str = "0123456789abcdefghijklmnopqrstuvwxyz";
const CAPITAL: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const MIXED: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

const fn shape(
    pattern: &'static str,
    made_of: &'static [&'static str],
    alphabet: &'static str,
    lengths: &'static [usize],
) -> Shape {
    Shape { pattern, made_of, alphabet, lengths }
}

const SHAPES: &[Shape] = &[
    shape(r"\b(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\b", &["AKIA", ""], CAPITAL, &[16]),
    shape(r"\bgh[pousr]_[0-9A-Za-z]{36}", &["ghp_", ""], MIXED, &[36]),
    shape(r"\bgithub_pat_\w{82}", &["github_pat_", ""], MIXED, &[82]),
    shape(r"\bgl(?:pat|ptt|dt|rt|ft|soat|cbt|imt|agent)-[0-9A-Za-z_-]{20}", &["glpat-", ""], MIXED, &[20]),
    shape(r"\bxox[abeoprs]-(?:[0-9A-Za-z]{8,48}-?)+", &["xoxb-", "-", ""], MIXED, &[12, 24]),
    shape(r"\bxapp-\d-[A-Z0-9]+-\d+-[a-z0-9]+", &["xapp-1-A0", "-48211734-", ""], HEX, &[0, 40]),
    shape(
        r"hooks\.slack\.com/(?:services|workflows|triggers)/[A-Za-z0-9+/]{43,56}",
        &["https://hooks.slack.com/services/T", "/B", "/", ""],
        CAPITAL,
        &[9, 10, 24],
    ),
    shape(r"\b(?:sk|rk)_(?:test|live|prod)_[0-9A-Za-z]{10,99}", &["sk_live_", ""], MIXED, &[24]),
    shape(r"\bwhsec_[0-9A-Za-z+/=]{24,}", &["whsec_", ""], MIXED, &[32]),
    shape(r"\bsq0(?:atp|csp|idp)-[0-9A-Za-z_-]{22,43}", &["sq0atp-", ""], MIXED, &[22]),
    shape(r"\bSK[0-9a-fA-F]{32}\b", &["SK", ""], HEX, &[32]),
    shape(r"\bSG\.[\w-]{22}\.[\w-]{43}", &["SG.", ".", ""], MIXED, &[22, 43]),
    shape(r"\bkey-[0-9a-f]{32}\b", &["key-", ""], HEX, &[32]),
    shape(r"\b[0-9a-f]{32}-us\d{1,2}\b", &["", "-us14"], HEX, &[32]),
    shape(r"\bnpm_[0-9A-Za-z]{36}", &["npm_", ""], MIXED, &[36]),
    shape(r"\bpypi-AgEIcHlwaS5vcmc[\w-]{50,}", &["pypi-AgEIcHlwaS5vcmc", ""], MIXED, &[70]),
    shape(r"\bshp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}", &["shpat_", ""], HEX, &[32]),
    shape(r"\bdo[opr]_v1_[0-9a-f]{64}", &["dop_v1_", ""], HEX, &[64]),
    shape(r"\b\d{8,10}:AA[\w-]{32,33}", &["482117340:AA", ""], MIXED, &[33]),
    shape(r"\b[MNO][A-Za-z\d]{23,25}\.[\w-]{6}\.[\w-]{27,38}", &["M", ".", ".", ""], MIXED, &[23, 6, 27]),
    shape(
        r"discord(?:app)?\.com/api/webhooks/\d{17,19}/[\w-]{60,68}",
        &["https://discord.com/api/webhooks/482117340482117340/", ""],
        MIXED,
        &[68],
    ),
    shape(
        r"\bey[\w-]{17,}\.ey[\w/-]{17,}\.[\w/-]{10,}",
        &["eyJhbGciOiJIUzI1NiJ9.eyJzdWIi", ".", ""],
        MIXED,
        &[40, 43],
    ),
    shape(
        r"-----BEGIN[ A-Z0-9_-]{0,100}PRIVATE KEY",
        &["-----BEGIN PRIVATE KEY-----", "-----END PRIVATE KEY-----"],
        MIXED,
        &[64],
    ),
    shape(
        r#"://[^\s:/"@]{2,}:[^\s/"@0-9]*[0-9][^\s/"@]{7,}@[a-z0-9.-]+\.(?:com|io|net)"#,
        &["postgres://keeper:", "@db.kelpshop.io/main"],
        MIXED,
        &[16],
    ),
    shape(
        r"AccountKey=[A-Za-z0-9+/]{86}==",
        &["DefaultEndpointsProtocol=https;AccountName=kelp;AccountKey=", "==;"],
        MIXED,
        &[86],
    ),
    shape(r"\bAIza[\w-]{35}", &["AIza", ""], MIXED, &[35]),
    shape(r"\bya29\.[\w-]{20,}", &["ya29.", ""], MIXED, &[60]),
    shape(r"\bGOCSPX-[\w-]{28}", &["GOCSPX-", ""], MIXED, &[28]),
    shape(
        r"\bsk-(?:proj-|svcacct-)?[\w-]{20,}T3BlbkFJ[\w-]{20,}",
        &["sk-proj-", "T3BlbkFJ", ""],
        MIXED,
        &[20, 20],
    ),
    shape(r"\bsk-ant-(?:api|admin)\d\d-[\w-]{80,}", &["sk-ant-api03-", "AA"], MIXED, &[91]),
    shape(r"\bhf_[A-Za-z]{34}", &["hf_", ""], "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", &[34]),
    shape(r"\bAKC[0-9A-Za-z]{64,}", &["AKC", ""], MIXED, &[70]),
    shape(r"\bdapi[0-9a-f]{32}\b", &["dapi", ""], HEX, &[32]),
    shape(r"\blin_api_[0-9A-Za-z]{40}", &["lin_api_", ""], MIXED, &[40]),
    shape(r"\b(?:secret_[0-9A-Za-z]{43}|ntn_[0-9A-Za-z]{46})", &["ntn_", ""], MIXED, &[46]),
    shape(r"\bdp\.pt\.[0-9A-Za-z]{43}", &["dp.pt.", ""], MIXED, &[43]),
    shape(r"\bgl(?:c_|sa_)[0-9A-Za-z_+/]{32,}", &["glsa_", "_9fa3c1d7"], MIXED, &[32]),
    shape(r"\bNRAK-[A-Z0-9]{27}", &["NRAK-", ""], "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", &[27]),
    shape(
        r"\bAGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}",
        &["AGE-SECRET-KEY-1", ""],
        "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L",
        &[58],
    ),
    shape(r"\bsntry[su]_[\w=+/-]{40,}", &["sntrys_", ""], MIXED, &[80]),
    shape(r"\bsntryu_[0-9a-f]{64}", &["sntryu_", ""], HEX, &[64]),
    shape(r"\bATATT3[\w=-]{186}", &["ATATT3", ""], MIXED, &[186]),
    shape(r"\bhv[sb]\.[\w-]{90,}", &["hvs.", ""], MIXED, &[94]),
    shape(r"\bpscale_(?:tkn|pw|oauth)_[\w=.-]{32,64}", &["pscale_tkn_", ""], MIXED, &[40]),
    shape(r"\bPMAK-[0-9a-f]{24}-[0-9a-f]{34}", &["PMAK-", "-", ""], HEX, &[24, 34]),
    shape(r"\bpul-[0-9a-f]{40}", &["pul-", ""], HEX, &[40]),
    shape(r"\brubygems_[0-9a-f]{48}", &["rubygems_", ""], HEX, &[48]),
    shape(r"\bshippo_(?:live|test)_[0-9a-f]{40}", &["shippo_live_", ""], HEX, &[40]),
    shape(r"\btfp_[\w.=-]{59}", &["tfp_", ""], MIXED, &[59]),
    shape(r"\bdckr_pat_[\w-]{27}", &["dckr_pat_", ""], MIXED, &[27]),
    shape(r"\bfigd_[\w-]{40}", &["figd_", ""], MIXED, &[40]),
    shape(r"\btskey-[a-z]+-\w+-\w+", &["tskey-auth-k", "-", ""], MIXED, &[10, 24]),
    shape(r"\bsbp_[0-9a-f]{40}", &["sbp_", ""], HEX, &[40]),
    shape(r"\bFLWSECK(?:_TEST)?-[0-9a-h]{12,32}-X", &["FLWSECK-", "-X"], HEX, &[32]),
    shape(r"\bEAAA[\w-]{60}", &["EAAA", ""], MIXED, &[60]),
    shape(r"\bEZ[AT]K[0-9A-Za-z]{54}", &["EZAK", ""], MIXED, &[54]),
    shape(r"\bxkeysib-[0-9a-f]{64}-[0-9A-Za-z]{16}", &["xkeysib-", "-", ""], HEX, &[64, 16]),
    shape(
        r"\bpat-(?:na|eu)1-[0-9a-f]{8}-[0-9a-f-]{27}",
        &["pat-na1-", "-", "-4", "-a", "-", ""],
        HEX,
        &[8, 4, 3, 3, 12],
    ),
    shape(r"\bgsk_[0-9A-Za-z]{52}", &["gsk_", ""], MIXED, &[52]),
    shape(r"\bxai-[\w-]{70,}", &["xai-", ""], MIXED, &[80]),
    shape(r"\br8_[0-9A-Za-z]{37}", &["r8_", ""], MIXED, &[37]),
    shape(r"\bpplx-[0-9A-Za-z]{48}", &["pplx-", ""], MIXED, &[48]),
    shape(r"\bops_eyJ[\w+/=-]{100,}", &["ops_eyJ", ""], MIXED, &[120]),
    shape(r"\bLTAI[0-9A-Za-z]{20}", &["LTAI", ""], MIXED, &[20]),
    shape(r"\bsecret-(?:key-)?(?:live|test)-[\w-]{20,}", &["secret-key-live-", ""], SMALL, &[32]),
    shape(r"\bduffel_(?:test|live)_[\w=-]{43}", &["duffel_live_", ""], MIXED, &[43]),
    shape(r"\bnfp_[0-9A-Za-z]{36}", &["nfp_", ""], MIXED, &[36]),
    shape(r"\bphx_[0-9A-Za-z]{43}", &["phx_", ""], MIXED, &[43]),
    shape(r"\bre_[0-9A-Za-z]{8}_[0-9A-Za-z]{24}", &["re_", "_", ""], MIXED, &[8, 24]),
    shape(r"\bbkua_[0-9a-z]{40}", &["bkua_", ""], SMALL, &[40]),
    shape(r"\bATBB[0-9A-Za-z]{32}", &["ATBB", ""], MIXED, &[32]),
    shape(r"\bcontentful|\bCFPAT-[\w-]{43}", &["CFPAT-", ""], MIXED, &[43]),
    shape(r"\brdme_[0-9a-z]{70}", &["rdme_", ""], SMALL, &[70]),
    shape(r"\bsb_secret_[\w-]{31}", &["sb_secret_", ""], MIXED, &[31]),
];

/// All patterns as one automaton, made once.
static SCANNER: LazyLock<RegexSet> = LazyLock::new(|| {
    RegexSetBuilder::new(SHAPES.iter().map(|shape| shape.pattern))
        .unicode(false)
        .size_limit(64 << 20)
        .build()
        .unwrap()
});

/// A secret of a shape that chance makes.
fn secret(shape: &Shape, seed: u64) -> String {
    let mut source = hookspect::stand_in::Source::seeded(seed);
    let signs: Vec<&str> = shape.alphabet.split("").filter(|sign| !sign.is_empty()).collect();
    let mut made = String::new();
    for (place, part) in shape.made_of.iter().enumerate() {
        made.push_str(part);
        for _ in 0..shape.lengths.get(place).copied().unwrap_or(0) {
            made.push_str(source.one_of(&signs));
        }
    }
    made
}

/// What a scanner finds in a text, also where it takes escapes and base64 apart.
fn found(text: &str) -> Vec<&'static str> {
    let mut layers = vec![text.to_owned(), text.replace("\\/", "/")];
    for run in text.split(|sign: char| !sign.is_ascii_alphanumeric() && !"+/-_".contains(sign)) {
        for engine in [
            base64::engine::general_purpose::STANDARD_NO_PAD,
            base64::engine::general_purpose::URL_SAFE_NO_PAD,
        ] {
            let said = engine
                .decode(run)
                .ok()
                .filter(|_| run.len() > 16)
                .and_then(|bytes| String::from_utf8(bytes).ok());
            layers.extend(said);
        }
    }
    let decoded = form_urlencoded::parse(text.as_bytes()).map(|(name, value)| format!("{name}={value}"));
    layers.push(decoded.collect::<Vec<_>>().join("&"));
    let hits =
        layers.iter().flat_map(|layer| SCANNER.matches(layer.as_bytes()).into_iter().collect::<Vec<_>>());
    hits.map(|place| SHAPES[place].pattern).collect()
}

/// A payload with a secret in each place where one may stand.
fn planted(secret: &str) -> Vec<(&'static str, String)> {
    let encoded = base64::engine::general_purpose::STANDARD.encode(format!("{{\"state\":\"{secret}\"}}"));
    let parameter: String = form_urlencoded::byte_serialize(secret.as_bytes()).collect();
    let one = |value: serde_json::Value| value.to_string();
    let mut all = vec![
        ("value", one(json!({ "setting": secret, "id": 7 }))),
        ("name of a member", one(json!({ "by": { secret: true } }))),
        ("sentence", one(json!({ "text": format!("We have put {secret} into the vault, thank you.") }))),
        ("in quotation marks", one(json!({ "text": format!("it says '{secret}', and nothing else") }))),
        ("JSON in a text", one(json!({ "raw": one(json!({ "deep": [secret] })) }))),
        ("JSON in JSON in a text", one(json!({ "raw": one(json!({ "raw": one(json!([secret])) })) }))),
        ("base64", one(json!({ "state": encoded }))),
        ("list", one(json!({ "list": [1, secret, null] }))),
        ("header", one(json!({ "headers": { "X-Trace": secret }, "body": "{}" }))),
        ("assignment", one(json!({ "log": format!("level=info setting={secret} took=4ms") }))),
        (
            "text that is no JSON",
            format!("POST /hook HTTP/1.1\nHost: kelpshop.io\nX-Trace: {secret}\n\nsetting={secret}\n"),
        ),
    ];
    if !secret.contains("://") && !secret.contains(' ') {
        all.push((
            "parameter",
            one(json!({ "page": format!("https://kelpshop.io/in?state={parameter}&n=1") })),
        ));
        all.push(("path", one(json!({ "page": format!("https://kelpshop.io/in/{parameter}/open") }))));
    }
    all
}

#[test]
fn no_scanner_finds_a_token_of_a_known_shape_in_a_copy_wherever_it_stood() {
    let copies = copies(false, FreeText::Mask);
    let mut missed: HashMap<&str, Vec<&str>> = HashMap::new();
    for (number, shape) in SHAPES.iter().enumerate() {
        let canary = secret(shape, number as u64);
        assert!(found(&canary).contains(&shape.pattern), "{}: {canary}", shape.pattern);
        for (place, text) in planted(&canary) {
            let copy = copy(&copies, &text);
            let left = found(&copy);
            if !left.is_empty() {
                missed.entry(shape.pattern).or_default().push(place);
            }
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn no_scanner_finds_anything_in_the_copies_of_payloads() {
    for free_text in [FreeText::Mask, FreeText::Keep] {
        let copies = copies(false, free_text);
        for (name, text) in payloads() {
            let copy = copy(&copies, &text);
            assert_eq!(found(&copy), Vec::<&str>::new(), "{name}\n{copy}");
        }
    }
}

/// The entropy of a text in bits a sign (C. E. Shannon, 1948).
fn entropy(text: &str) -> f64 {
    let mut counts: HashMap<char, u32> = HashMap::new();
    text.chars().for_each(|sign| *counts.entry(sign).or_default() += 1);
    let all = f64::from(u32::try_from(text.chars().count()).unwrap());
    counts.values().map(|count| f64::from(*count) / all).map(|share| -share * share.log2()).sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_stand_in_of_a_secret_looks_as_if_chance_had_made_it(
        name in "password|api_key|access_token|client_secret|authorization|session_token|signature",
        value in "[A-Za-z0-9+/]{20,64}|[0-9a-f]{32,64}|[A-Za-z0-9]{8,20}",
    ) {
        let copies = copies(false, FreeText::Mask);
        let text = json!({ &name: &value }).to_string();
        let copy: serde_json::Value = serde_json::from_str(&copy(&copies, &text)).unwrap();
        let new = copy[&name].as_str().unwrap();
        let is_hex = new.bytes().all(|byte| byte.is_ascii_hexdigit());
        // What detect-secrets calls high, in base64 and in hexadecimal digits; gitleaks wants 3.5 and a digit.
        prop_assert!(entropy(new) < if is_hex { 3.0 } else { 4.5 }, "{} {}", value, new);
        prop_assert!(entropy(new) < 3.5 || !new.bytes().any(|byte| byte.is_ascii_digit()), "{} {}", value, new);
    }
}

#[test]
fn a_copy_passes_its_own_check() {
    let sandbox = super::command::sandbox();
    let mut lines: Vec<String> =
        SHAPES.iter().flat_map(|shape| planted(&secret(shape, 5))).map(|(_, text)| text).collect();
    lines.retain(|line| line.starts_with('{'));
    let id = "3f2b8c1d-9e4a-4f6b-8a7c-1d2e3f4a5b6c";
    for name in
        ["api_key", "client_secret", "password", "access_token", "session_id", "authorization", "signature"]
    {
        lines.push(json!({ name: id, "id": 1 }).to_string());
        lines.push(json!({ name: secret(&SHAPES[0], 3) }).to_string());
    }
    for (name, value) in
        [("phone", "+49 30 9018200"), ("iban", "DE89370400440532013000"), ("ip", "81.2.69.142")]
    {
        lines.push(json!({ name: value, "text": format!("she said {value}, twice"), value: 1 }).to_string());
    }
    lines.push(
        json!({ "phone": 493_090_182_001_u64, "html": "<a href='mailto:jo@kelpshop.io'>Jo</a>",
        "to": "https://app.kelpshop.io/u/jo.doe%40kelpshop.io" })
        .to_string(),
    );
    sandbox.file("a.ndjson", lines.join("\n"));
    let before = sandbox.run(&["redact", "--check", "a.ndjson", "--quiet"]);
    assert_eq!(before.code, 1);
    let copy = super::command::redact(&sandbox, &["a.ndjson"]);
    sandbox.file("copy.ndjson", &copy.stdout);
    assert!(!copy.stdout.contains(id));
    let after = sandbox.run(&["redact", "--check", "copy.ndjson", "--format", "concise"]);
    assert_eq!((after.code, after.stdout.as_str()), (0, ""));
}
