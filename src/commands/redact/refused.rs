//! What goes with `--check` and has no meaning for a copy: it is refused, so that nobody waits for what it would do.

use anyhow::{Result, bail};

use crate::cli::{CheckArguments, InputArguments, OutputArguments, RedactArguments};

/// Refuses what a copy would pass over.
pub(super) fn refuse(arguments: &RedactArguments) -> Result<()> {
    let InputArguments { follow, form, at, filter, .. } = &arguments.input;
    let OutputArguments { format, output, columns, verbose: _, quiet: _, stats } = &arguments.output;
    if format.is_some() || !output.is_empty() {
        bail!("--format and --output say how findings are printed: they go with --check");
    }
    // Records are not chosen: a copy without some of them would not be a copy.
    if !filter.is_empty() {
        bail!("a copy holds every record: filters go with --check");
    }
    if at.is_some() {
        bail!("a copy is of whole records: --at goes with --check");
    }
    let input = [
        (*follow, "--follow"),
        (form.is_some(), "--as"),
        (filter.sort.is_some(), "--sort"),
        (!columns.is_empty(), "--columns"),
        (*stats, "--stats"),
    ];
    if let Some((_, name)) =
        input.into_iter().chain(counting(&arguments.counts)).find(|(is_given, _)| *is_given)
    {
        bail!(
            "a copy is made of all that is read, as it stands, and nothing is checked: {name} goes with --check"
        );
    }
    Ok(())
}

/// What says which findings count, each with whether it is given.
fn counting(counts: &CheckArguments) -> [(bool, &'static str); 9] {
    let CheckArguments {
        expect,
        strict,
        max_findings,
        fail_on,
        exit_zero,
        baseline,
        write_baseline,
        rules,
        allow_unused,
    } = counts;
    [
        (expect.is_some(), "--expect"),
        (*strict, "--strict"),
        (max_findings.is_some(), "--max-findings"),
        (fail_on.is_some(), "--fail-on"),
        (*exit_zero, "--exit-zero"),
        (baseline.is_some(), "--baseline"),
        (write_baseline.is_some(), "--write-baseline"),
        (!rules.is_empty(), "--rules"),
        (*allow_unused, "--allow-unused"),
    ]
}
