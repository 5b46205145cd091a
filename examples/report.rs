//! A report of one's own: which rules the payloads of a folder break, in Markdown.
//!
//! `cargo run --example report -- samples`

use std::collections::BTreeMap;
use std::env;
use std::error::Error;
use std::io::{self, Write};
use std::num::NonZeroUsize;

use hookspect::{Analysis, Examined, Inputs, Inspector, Record, Registry, Rule, Sink, SourceError};

/// How often each rule is broken, and where the first time by name of the file.
struct Broken;

impl<'m> Analysis<'m> for Broken {
    type Part = BTreeMap<&'static str, (u64, String)>;
    type Product = ();

    fn record(&self, part: &mut Self::Part, examined: &Examined<'_, 'm>) {
        for located in examined.findings {
            add(part, located.finding.rule, 1, examined.source);
        }
    }

    fn merge(&self, into: &mut Self::Part, from: Self::Part) {
        for (rule, (count, source)) in from {
            if let Some(rule) = Rule::named(rule) {
                add(into, rule, count, &source);
            }
        }
    }
}

/// Which worker comes first does not matter: the least name wins.
fn add(part: &mut BTreeMap<&'static str, (u64, String)>, rule: Rule, count: u64, source: &str) {
    let known = part.entry(rule.name()).or_insert_with(|| (0, source.to_owned()));
    known.0 += count;
    if source < known.1.as_str() {
        source.clone_into(&mut known.1);
    }
}

/// Counts records, and says what cannot be read.
struct Counted(u64);

impl<'m> Sink<'m, ()> for Counted {
    type Error = io::Error;

    fn record(&mut self, _: &Record<'_, 'm>, (): ()) -> io::Result<()> {
        self.0 += 1;
        Ok(())
    }

    fn problem(&mut self, problem: &SourceError) -> io::Result<()> {
        writeln!(io::stderr(), "{problem}")
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let registry = Registry::built_in()?;
    let inputs = Inputs { inputs: env::args_os().skip(1).collect(), ..Inputs::default() };
    let workers = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let mut counted = Counted(0);
    let broken = Inspector::new(&registry).read(&inputs, workers, &Broken, &mut counted)?;

    let mut out = io::stdout().lock();
    writeln!(out, "{} records\n\n| rule | times | for example |\n| --- | ---: | --- |", counted.0)?;
    for (rule, (count, source)) in broken {
        writeln!(out, "| {rule} | {count} | {source} |")?;
    }
    Ok(())
}
