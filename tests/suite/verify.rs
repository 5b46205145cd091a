//! Signatures of captures: each form keeps what is needed, or it is said what is lost.

use crate::support::wrapping::{FORMS, Keeps, SECRET, bodies, name_of, request};
use crate::support::{Sandbox, samples};
use serde_json::Value;

#[test]
fn signatures_in_every_form_verify_with_the_right_secret_and_no_other() {
    let (id, body) = bodies().into_iter().find(|(id, _)| id == "uppromote/referral.new").unwrap();
    for form in FORMS {
        let sandbox = Sandbox::new();
        let name = name_of(form, 0);
        sandbox.file(&name, (form.make)(&request(&id, &body)));
        sandbox.file("secret", format!("{SECRET}\n")).file("wrong", "another");
        let verdict = |arguments: &[&str]| {
            let run = sandbox.run(&[&["verify", "--format", "json", &name], arguments].concat());
            let report: Value = serde_json::from_str(&run.stdout).unwrap();
            (report["captures"][0]["verdict"].as_str().unwrap().to_owned(), run.code)
        };
        let has_headers = !matches!(form.keeps, Keeps::Bytes | Keeps::MeaningAlone | Keeps::MeaningOfLines);
        if has_headers {
            assert_eq!(verdict(&["--secret-file", "secret"]), ("valid".into(), 0), "{}", form.name);
            assert_eq!(
                verdict(&["--secret-file", "wrong", "--secret-file", "secret"]),
                ("valid".into(), 0),
                "{}",
                form.name
            );
            let wrong =
                if form.keeps == Keeps::Meaning { ("cannot-tell".into(), 3) } else { ("invalid".into(), 1) };
            assert_eq!(verdict(&["--secret-file", "wrong"]), wrong, "{}", form.name);
        } else if form.keeps == Keeps::Bytes {
            assert_eq!(verdict(&["--secret-file", "secret"]), ("unsigned".into(), 3), "{}", form.name);
            let header = format!("X-UpPromote-Signature: {}", request(&id, &body).signature);
            assert_eq!(
                verdict(&["--secret-file", "secret", "--header", &header]),
                ("valid".into(), 0),
                "{}",
                form.name
            );
        }
    }
}

#[test]
fn each_provider_is_verified_with_its_own_scheme() {
    let all = samples();
    let sample = |id: &str| all.iter().find(|(own, _)| own == id).unwrap().1.clone();
    let v2 = serde_json::from_str::<Value>(&sample("firstpromoter/promoter.created")).unwrap().to_string();
    let signature = request("", &v2).signature;
    let mut sandbox = Sandbox::new();
    sandbox
        .variable("MY_SECRET", SECRET)
        .file("v2.json", &v2)
        .file("v1.json", sample("firstpromoter/lead_signup"));
    let verify = |arguments: &[&str]| {
        let run = sandbox.run(&[&["verify", "--secret-env", "MY_SECRET"], arguments].concat());
        (run.stdout.split("   ").nth(1).unwrap_or_default().to_owned(), run.code)
    };
    let header = format!("X-Webhook-Signature: {signature}");
    assert_eq!(verify(&["v2.json", "--header", &header]), ("valid".into(), 0));
    assert_eq!(verify(&["v2.json", "--header", "X-Webhook-Signature: 00"]), ("invalid".into(), 1));
    assert_eq!(verify(&["v2.json"]), ("unsigned".into(), 3));
    assert_eq!(verify(&["v2.json", "--strict"]), ("unsigned".into(), 1));
    assert_eq!(verify(&["v1.json", "--header", &header]), ("unsigned".into(), 3));
    assert_eq!(
        sandbox.run(&["verify", "--secret-env", "MY_SECRET", "--sign", "v2.json"]).stdout,
        header + "\n"
    );
    assert_eq!(sandbox.run(&["verify", "--secret-env", "NOT_THERE", "v2.json"]).code, 2);
    assert_eq!(
        sandbox.run(&["verify", "v2.json", "--header", "X-Webhook-Signature: 00"]).code,
        3,
        "no secret, no verdict"
    );
}
