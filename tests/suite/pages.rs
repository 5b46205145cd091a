//! The examples of the rule pages print what the pages say. Examples that leave something out (`...`) cannot be run.

use crate::support::Sandbox;
use hookspect::finding::Rule;

/// The blocks of a page's example: what is read, and what is printed.
fn example(page: &str) -> Option<(String, String)> {
    let (_, example) = page.split_once("## Example\n")?;
    let (example, _) = example.split_once("\n## ")?;
    let (read, printed) = example.split_once("\nprints\n")?;
    let plain = |block: &str| {
        let lines = block.trim_matches('\n').lines().map(|line| line.strip_prefix("    ").unwrap_or(line));
        lines.collect::<Vec<_>>().join("\n")
    };
    Some((plain(read), plain(printed)))
}

#[test]
fn every_whole_example_prints_what_its_page_says() {
    let mut run = Vec::new();
    for rule in Rule::ALL {
        let Some((read, printed)) = example(rule.page()) else { continue };
        if read.contains("...") || !read.contains(['{', ':']) {
            continue;
        }
        let name = printed.split(':').next().unwrap();
        let sandbox = Sandbox::new();
        sandbox.file(name, &read);
        let command: &[&str] =
            if rule.is_about_privacy() { &["redact", "--check"] } else { &["validate", "-v"] };
        let found = sandbox.run(&[command, &["--format", "concise", name]].concat());
        let wanted = printed.trim_end_matches("...").trim_end();
        assert!(
            found.stdout.lines().any(|line| line.starts_with(wanted)),
            "{rule}: {wanted}\nis not among\n{}{}\nof\n{read}",
            found.stdout,
            found.stderr
        );
        run.push(rule.name());
    }
    assert!(run.len() >= 16, "only these could be run: {run:?}");
}
