//! The fuzz targets, each for ten thousand seeded inputs: random pieces, and examples with something changed.

#[path = "../../fuzz/bodies/mod.rs"]
pub(crate) mod bodies;

use crate::support::{Numbers, samples};

const INPUTS: usize = 10_000;

/// Small texts of every kind that is read.
fn examples() -> Vec<Vec<u8>> {
    let mut all: Vec<Vec<u8>> = samples()
        .into_iter()
        .map(|(_, text)| text.lines().map(str::trim).collect::<String>().into_bytes())
        .filter(|text| text.len() < 700)
        .collect();
    let own = [
        "// a\n{a: 'b\\x41', c: [0x1F, .5, +1,], d: NaN}",
        "POST /h HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":\r\n2\r\n1}\r\n0\r\n\r\n",
        "curl -X POST https://h.example/w -H 'X-Signature: 00' --data '{\"a\": 1}'",
        "id,payload\n1,\"{\"\"a\"\": 1}\"\n2,x\n",
        "id: 1\nevent: a\ndata: {\"a\":1}\n\n",
        "2026-11-20T10:15:30Z INFO received {\"a\":{\"b\":[1]}} in 3 ms\n",
        "payload=%7B%22a%22%3A1%7D&x=y",
        "[rules]\nunreadable = \"note\"\n[[ignore]]\nrule = \"wrong-type\"\npath = \"a/**\"\n[[expect]]\npath = \"b\"\nverdict = \"invalid\"\n",
        "{\"a\":[1,{\"id\":2,\"b\":null}]}\n{\"a\":[{\"id\":2},1.0e0]}",
        "{\"log\":{\"version\":\"1.2\",\"entries\":[{\"request\":{\"method\":\"POST\",\"url\":\"/h\",\"headers\":[],\"postData\":{\"text\":\"{}\"}}}]}}",
        "{\"url\":\"https://u:p@h/?token=a&b=c#d\",\"password\":\"x\",\"headers\":{\"authorization\":\"Bearer a\"}}",
    ];
    all.extend(own.map(|text| text.as_bytes().to_vec()));
    all
}

const PIECES: [&str; 24] = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "'",
    "\n",
    " ",
    "null",
    "-1e9",
    "\"a\":",
    "//",
    "/*",
    "=",
    "\u{1e}",
    "\\ud800",
    "\u{202e}",
    "{\"event\":",
    "\"data\"",
    "\r\n",
    "\0",
];

fn changed(random: &mut Numbers, examples: &[Vec<u8>]) -> Vec<u8> {
    if random.below(4) == 0 {
        let pieces = (0..random.below(40)).map(|_| PIECES[random.below(PIECES.len())]);
        return pieces.collect::<String>().into_bytes();
    }
    let mut text = examples[random.below(examples.len())].clone();
    for _ in 0..=random.below(4) {
        let at = random.below(text.len() + 1);
        let end = (at + random.below(12)).min(text.len());
        match random.below(5) {
            0 => drop(text.splice(at..at, PIECES[random.below(PIECES.len())].bytes())),
            1 => drop(text.drain(at..end)),
            2 => text.truncate(at),
            3 if at < text.len() => text[at] = u8::try_from(random.below(256)).unwrap(),
            _ => {
                let piece = text[at..end].to_vec();
                let place = random.below(text.len() + 1);
                drop(text.splice(place..place, piece));
            }
        }
    }
    text
}

#[test]
fn every_fuzz_target_holds_for_ten_thousand_seeded_inputs() {
    let examples = examples();
    let run = |&(name, target): &(&str, fn(&[u8]))| {
        let mut random = Numbers(name.bytes().map(u64::from).sum());
        for number in 0..INPUTS {
            let text = changed(&mut random, &examples);
            let held = std::panic::catch_unwind(|| target(&text));
            assert!(held.is_ok(), "{name}, input {number}: {:?}", String::from_utf8_lossy(&text));
        }
    };
    std::thread::scope(|scope| {
        let (first, second) = bodies::TARGETS.split_at(bodies::TARGETS.len() / 2);
        for half in [first, second] {
            scope.spawn(move || half.iter().for_each(run));
        }
    });
}

#[test]
fn every_fuzz_target_can_be_run_by_cargo_fuzz() {
    let manifest = std::fs::read_to_string(crate::support::package().join("fuzz/Cargo.toml")).unwrap();
    for (name, _) in bodies::TARGETS {
        assert!(manifest.contains(&format!("name = \"{name}\"\npath = \"targets/{name}.rs\"")), "{name}");
        let target =
            std::fs::read_to_string(crate::support::package().join(format!("fuzz/targets/{name}.rs")));
        assert!(target.unwrap().contains(&format!("bodies::{name}(text)")), "{name}");
    }
}
