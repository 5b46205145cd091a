
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'hookspect' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'hookspect'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'hookspect' {
            [CompletionResult]::new('--files-from', '--files-from', [CompletionResultType]::ParameterName, 'Read names of further inputs from a file, or - for standard input, one a line or NUL-separated')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Work on so many units at once (default: the number of cores)')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'Work on so many units at once (default: the number of cores)')
            [CompletionResult]::new('--max-decompressed', '--max-decompressed', [CompletionResultType]::ParameterName, 'Give up on a compressed input that grows beyond so many bytes')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Every record is a capture in this form; anything else is an error')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Only this provider''s events come into question')
            [CompletionResult]::new('--event', '--event', [CompletionResultType]::ParameterName, 'Every payload is this event, whatever it says of itself')
            [CompletionResult]::new('--expect', '--expect', [CompletionResultType]::ParameterName, 'Every payload has to be this event; another one is an error')
            [CompletionResult]::new('--max-findings', '--max-findings', [CompletionResultType]::ParameterName, 'Show no more findings than this; all are counted')
            [CompletionResult]::new('--fail-on', '--fail-on', [CompletionResultType]::ParameterName, 'From which severity on findings fail the run (default: error)')
            [CompletionResult]::new('--baseline', '--baseline', [CompletionResultType]::ParameterName, 'Findings that this file knows fail nothing')
            [CompletionResult]::new('--write-baseline', '--write-baseline', [CompletionResultType]::ParameterName, 'Write all warnings and errors of this run to a file of known findings')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration instead of the nearest hookspect.toml')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Hide personal and financial data too')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'The format of the results on standard output (default: human)')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The format of the results on standard output (default: human)')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the results in a format, to a file if one is given; can be repeated')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the results in a format, to a file if one is given; can be repeated')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--hidden', '--hidden', [CompletionResultType]::ParameterName, 'Enter hidden files and folders of directories')
            [CompletionResult]::new('--allow-empty', '--allow-empty', [CompletionResultType]::ParameterName, 'Exit with 0 when no record was found')
            [CompletionResult]::new('--no-unwrap', '--no-unwrap', [CompletionResultType]::ParameterName, 'Read records as they stand: take no wrapper off (HAR, ngrok, API Gateway, HTTP, logs, CSV ...)')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Make warnings errors')
            [CompletionResult]::new('--exit-zero', '--exit-zero', [CompletionResultType]::ParameterName, 'Exit with 0 whatever was found')
            [CompletionResult]::new('--allow-unused', '--allow-unused', [CompletionResultType]::ParameterName, 'Do not report entries of the configuration and the baseline that had no effect')
            [CompletionResult]::new('--isolated', '--isolated', [CompletionResultType]::ParameterName, 'Read no configuration')
            [CompletionResult]::new('--dump-config', '--dump-config', [CompletionResultType]::ParameterName, 'Print the effective configuration and end')
            [CompletionResult]::new('--show-secrets', '--show-secrets', [CompletionResultType]::ParameterName, 'Show passwords, tokens and other secrets')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more: notes, and the records without findings')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more: notes, and the records without findings')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but the results: no totals')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but the results: no totals')
            [CompletionResult]::new('--stats', '--stats', [CompletionResultType]::ParameterName, 'Tell on standard error what the run cost: time, bytes, records per second by event')
            [CompletionResult]::new('--full', '--full', [CompletionResultType]::ParameterName, 'Show every payload in full, with members that are null or empty')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('inspect', 'inspect', [CompletionResultType]::ParameterValue, 'Identify, validate and show payloads (what is done without a command)')
            [CompletionResult]::new('detect', 'detect', [CompletionResultType]::ParameterValue, 'Say which provider, version and event each payload is, and why')
            [CompletionResult]::new('validate', 'validate', [CompletionResultType]::ParameterValue, 'Check payloads against their event''s model; the exit code is the verdict')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check payloads against their event''s model; the exit code is the verdict')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Show what changed between two payloads, or between the payloads of two sources')
            [CompletionResult]::new('normalize', 'normalize', [CompletionResultType]::ParameterValue, 'Print one provider-neutral JSON event per payload, or the payloads in another layout')
            [CompletionResult]::new('unwrap', 'unwrap', [CompletionResultType]::ParameterValue, 'Print the bodies of captures byte for byte: of HAR files, HTTP messages, queues, logs, tables and exports')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Check the signatures of captures with their provider''s scheme, or sign a body')
            [CompletionResult]::new('events', 'events', [CompletionResultType]::ParameterValue, 'List the providers and events that are known')
            [CompletionResult]::new('describe', 'describe', [CompletionResultType]::ParameterValue, 'Show an event''s model as a table')
            [CompletionResult]::new('schema', 'schema', [CompletionResultType]::ParameterValue, 'Print an event''s model, or the configuration, as JSON Schema 2020-12')
            [CompletionResult]::new('sample', 'sample', [CompletionResultType]::ParameterValue, 'Print a sample payload of an event, or make any number of them')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Explain a rule: what it means, why it matters, what to do')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print shell completions')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print the man page')
            break
        }
        'hookspect;inspect' {
            [CompletionResult]::new('--files-from', '--files-from', [CompletionResultType]::ParameterName, 'Read names of further inputs from a file, or - for standard input, one a line or NUL-separated')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Work on so many units at once (default: the number of cores)')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'Work on so many units at once (default: the number of cores)')
            [CompletionResult]::new('--max-decompressed', '--max-decompressed', [CompletionResultType]::ParameterName, 'Give up on a compressed input that grows beyond so many bytes')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Every record is a capture in this form; anything else is an error')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Only this provider''s events come into question')
            [CompletionResult]::new('--event', '--event', [CompletionResultType]::ParameterName, 'Every payload is this event, whatever it says of itself')
            [CompletionResult]::new('--expect', '--expect', [CompletionResultType]::ParameterName, 'Every payload has to be this event; another one is an error')
            [CompletionResult]::new('--max-findings', '--max-findings', [CompletionResultType]::ParameterName, 'Show no more findings than this; all are counted')
            [CompletionResult]::new('--fail-on', '--fail-on', [CompletionResultType]::ParameterName, 'From which severity on findings fail the run (default: error)')
            [CompletionResult]::new('--baseline', '--baseline', [CompletionResultType]::ParameterName, 'Findings that this file knows fail nothing')
            [CompletionResult]::new('--write-baseline', '--write-baseline', [CompletionResultType]::ParameterName, 'Write all warnings and errors of this run to a file of known findings')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration instead of the nearest hookspect.toml')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Hide personal and financial data too')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'The format of the results on standard output (default: human)')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The format of the results on standard output (default: human)')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the results in a format, to a file if one is given; can be repeated')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the results in a format, to a file if one is given; can be repeated')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--hidden', '--hidden', [CompletionResultType]::ParameterName, 'Enter hidden files and folders of directories')
            [CompletionResult]::new('--allow-empty', '--allow-empty', [CompletionResultType]::ParameterName, 'Exit with 0 when no record was found')
            [CompletionResult]::new('--no-unwrap', '--no-unwrap', [CompletionResultType]::ParameterName, 'Read records as they stand: take no wrapper off (HAR, ngrok, API Gateway, HTTP, logs, CSV ...)')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Make warnings errors')
            [CompletionResult]::new('--exit-zero', '--exit-zero', [CompletionResultType]::ParameterName, 'Exit with 0 whatever was found')
            [CompletionResult]::new('--allow-unused', '--allow-unused', [CompletionResultType]::ParameterName, 'Do not report entries of the configuration and the baseline that had no effect')
            [CompletionResult]::new('--isolated', '--isolated', [CompletionResultType]::ParameterName, 'Read no configuration')
            [CompletionResult]::new('--dump-config', '--dump-config', [CompletionResultType]::ParameterName, 'Print the effective configuration and end')
            [CompletionResult]::new('--show-secrets', '--show-secrets', [CompletionResultType]::ParameterName, 'Show passwords, tokens and other secrets')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more: notes, and the records without findings')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more: notes, and the records without findings')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but the results: no totals')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but the results: no totals')
            [CompletionResult]::new('--stats', '--stats', [CompletionResultType]::ParameterName, 'Tell on standard error what the run cost: time, bytes, records per second by event')
            [CompletionResult]::new('--full', '--full', [CompletionResultType]::ParameterName, 'Show every payload in full, with members that are null or empty')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'hookspect;detect' {
            [CompletionResult]::new('--files-from', '--files-from', [CompletionResultType]::ParameterName, 'Read names of further inputs from a file, or - for standard input, one a line or NUL-separated')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Work on so many units at once (default: the number of cores)')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'Work on so many units at once (default: the number of cores)')
            [CompletionResult]::new('--max-decompressed', '--max-decompressed', [CompletionResultType]::ParameterName, 'Give up on a compressed input that grows beyond so many bytes')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Every record is a capture in this form; anything else is an error')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Only this provider''s events come into question')
            [CompletionResult]::new('--event', '--event', [CompletionResultType]::ParameterName, 'Every payload is this event, whatever it says of itself')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'The format of the results')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The format of the results')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--hidden', '--hidden', [CompletionResultType]::ParameterName, 'Enter hidden files and folders of directories')
            [CompletionResult]::new('--allow-empty', '--allow-empty', [CompletionResultType]::ParameterName, 'Exit with 0 when no record was found')
            [CompletionResult]::new('--no-unwrap', '--no-unwrap', [CompletionResultType]::ParameterName, 'Read records as they stand: take no wrapper off (HAR, ngrok, API Gateway, HTTP, logs, CSV ...)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but the results: no totals')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but the results: no totals')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'hookspect;validate' {
            [CompletionResult]::new('--files-from', '--files-from', [CompletionResultType]::ParameterName, 'Read names of further inputs from a file, or - for standard input, one a line or NUL-separated')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Work on so many units at once (default: the number of cores)')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'Work on so many units at once (default: the number of cores)')
            [CompletionResult]::new('--max-decompressed', '--max-decompressed', [CompletionResultType]::ParameterName, 'Give up on a compressed input that grows beyond so many bytes')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Every record is a capture in this form; anything else is an error')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Only this provider''s events come into question')
            [CompletionResult]::new('--event', '--event', [CompletionResultType]::ParameterName, 'Every payload is this event, whatever it says of itself')
            [CompletionResult]::new('--expect', '--expect', [CompletionResultType]::ParameterName, 'Every payload has to be this event; another one is an error')
            [CompletionResult]::new('--max-findings', '--max-findings', [CompletionResultType]::ParameterName, 'Show no more findings than this; all are counted')
            [CompletionResult]::new('--fail-on', '--fail-on', [CompletionResultType]::ParameterName, 'From which severity on findings fail the run (default: error)')
            [CompletionResult]::new('--baseline', '--baseline', [CompletionResultType]::ParameterName, 'Findings that this file knows fail nothing')
            [CompletionResult]::new('--write-baseline', '--write-baseline', [CompletionResultType]::ParameterName, 'Write all warnings and errors of this run to a file of known findings')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration instead of the nearest hookspect.toml')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Hide personal and financial data too')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'The format of the results on standard output (default: human)')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The format of the results on standard output (default: human)')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the results in a format, to a file if one is given; can be repeated')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the results in a format, to a file if one is given; can be repeated')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--hidden', '--hidden', [CompletionResultType]::ParameterName, 'Enter hidden files and folders of directories')
            [CompletionResult]::new('--allow-empty', '--allow-empty', [CompletionResultType]::ParameterName, 'Exit with 0 when no record was found')
            [CompletionResult]::new('--no-unwrap', '--no-unwrap', [CompletionResultType]::ParameterName, 'Read records as they stand: take no wrapper off (HAR, ngrok, API Gateway, HTTP, logs, CSV ...)')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Make warnings errors')
            [CompletionResult]::new('--exit-zero', '--exit-zero', [CompletionResultType]::ParameterName, 'Exit with 0 whatever was found')
            [CompletionResult]::new('--allow-unused', '--allow-unused', [CompletionResultType]::ParameterName, 'Do not report entries of the configuration and the baseline that had no effect')
            [CompletionResult]::new('--isolated', '--isolated', [CompletionResultType]::ParameterName, 'Read no configuration')
            [CompletionResult]::new('--dump-config', '--dump-config', [CompletionResultType]::ParameterName, 'Print the effective configuration and end')
            [CompletionResult]::new('--show-secrets', '--show-secrets', [CompletionResultType]::ParameterName, 'Show passwords, tokens and other secrets')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more: notes, and the records without findings')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more: notes, and the records without findings')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but the results: no totals')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but the results: no totals')
            [CompletionResult]::new('--stats', '--stats', [CompletionResultType]::ParameterName, 'Tell on standard error what the run cost: time, bytes, records per second by event')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'hookspect;check' {
            [CompletionResult]::new('--files-from', '--files-from', [CompletionResultType]::ParameterName, 'Read names of further inputs from a file, or - for standard input, one a line or NUL-separated')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Work on so many units at once (default: the number of cores)')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'Work on so many units at once (default: the number of cores)')
            [CompletionResult]::new('--max-decompressed', '--max-decompressed', [CompletionResultType]::ParameterName, 'Give up on a compressed input that grows beyond so many bytes')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Every record is a capture in this form; anything else is an error')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Only this provider''s events come into question')
            [CompletionResult]::new('--event', '--event', [CompletionResultType]::ParameterName, 'Every payload is this event, whatever it says of itself')
            [CompletionResult]::new('--expect', '--expect', [CompletionResultType]::ParameterName, 'Every payload has to be this event; another one is an error')
            [CompletionResult]::new('--max-findings', '--max-findings', [CompletionResultType]::ParameterName, 'Show no more findings than this; all are counted')
            [CompletionResult]::new('--fail-on', '--fail-on', [CompletionResultType]::ParameterName, 'From which severity on findings fail the run (default: error)')
            [CompletionResult]::new('--baseline', '--baseline', [CompletionResultType]::ParameterName, 'Findings that this file knows fail nothing')
            [CompletionResult]::new('--write-baseline', '--write-baseline', [CompletionResultType]::ParameterName, 'Write all warnings and errors of this run to a file of known findings')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration instead of the nearest hookspect.toml')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Hide personal and financial data too')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'The format of the results on standard output (default: human)')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The format of the results on standard output (default: human)')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the results in a format, to a file if one is given; can be repeated')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the results in a format, to a file if one is given; can be repeated')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--hidden', '--hidden', [CompletionResultType]::ParameterName, 'Enter hidden files and folders of directories')
            [CompletionResult]::new('--allow-empty', '--allow-empty', [CompletionResultType]::ParameterName, 'Exit with 0 when no record was found')
            [CompletionResult]::new('--no-unwrap', '--no-unwrap', [CompletionResultType]::ParameterName, 'Read records as they stand: take no wrapper off (HAR, ngrok, API Gateway, HTTP, logs, CSV ...)')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Make warnings errors')
            [CompletionResult]::new('--exit-zero', '--exit-zero', [CompletionResultType]::ParameterName, 'Exit with 0 whatever was found')
            [CompletionResult]::new('--allow-unused', '--allow-unused', [CompletionResultType]::ParameterName, 'Do not report entries of the configuration and the baseline that had no effect')
            [CompletionResult]::new('--isolated', '--isolated', [CompletionResultType]::ParameterName, 'Read no configuration')
            [CompletionResult]::new('--dump-config', '--dump-config', [CompletionResultType]::ParameterName, 'Print the effective configuration and end')
            [CompletionResult]::new('--show-secrets', '--show-secrets', [CompletionResultType]::ParameterName, 'Show passwords, tokens and other secrets')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more: notes, and the records without findings')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more: notes, and the records without findings')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but the results: no totals')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but the results: no totals')
            [CompletionResult]::new('--stats', '--stats', [CompletionResultType]::ParameterName, 'Tell on standard error what the run cost: time, bytes, records per second by event')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'hookspect;diff' {
            [CompletionResult]::new('--against', '--against', [CompletionResultType]::ParameterName, 'Compare the members of one payload with those of an event''s sample')
            [CompletionResult]::new('--ignore', '--ignore', [CompletionResultType]::ParameterName, 'Leave out what is at or below this JSON Pointer (* is any one step); can be repeated')
            [CompletionResult]::new('--only', '--only', [CompletionResultType]::ParameterName, 'Compare only what is at or below this JSON Pointer; can be repeated')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'The format of the difference')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The format of the difference')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Only this provider''s events come into question')
            [CompletionResult]::new('--event', '--event', [CompletionResultType]::ParameterName, 'Every payload is this event, whatever it says of itself')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Hide personal and financial data too')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Compare ids of deliveries, times and tokens too')
            [CompletionResult]::new('--keys-only', '--keys-only', [CompletionResultType]::ParameterName, 'Compare members and their types, not values')
            [CompletionResult]::new('--normalized', '--normalized', [CompletionResultType]::ParameterName, 'Compare the neutral events that normalize makes of the payloads, whoever sent them')
            [CompletionResult]::new('--exact', '--exact', [CompletionResultType]::ParameterName, 'Compare numbers and texts as they are written: 1 is not 1.0')
            [CompletionResult]::new('--no-unwrap', '--no-unwrap', [CompletionResultType]::ParameterName, 'Compare records as they stand: take no wrapper off (HAR, ngrok, API Gateway, HTTP, logs, CSV ...)')
            [CompletionResult]::new('--show-secrets', '--show-secrets', [CompletionResultType]::ParameterName, 'Show passwords, tokens and other secrets')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'hookspect;normalize' {
            [CompletionResult]::new('--files-from', '--files-from', [CompletionResultType]::ParameterName, 'Read names of further inputs from a file, or - for standard input, one a line or NUL-separated')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Work on so many units at once (default: the number of cores)')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'Work on so many units at once (default: the number of cores)')
            [CompletionResult]::new('--max-decompressed', '--max-decompressed', [CompletionResultType]::ParameterName, 'Give up on a compressed input that grows beyond so many bytes')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Every record is a capture in this form; anything else is an error')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Only this provider''s events come into question')
            [CompletionResult]::new('--event', '--event', [CompletionResultType]::ParameterName, 'Every payload is this event, whatever it says of itself')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'The layout of neutral events (default: pretty on a terminal, else ndjson)')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The layout of neutral events (default: pretty on a terminal, else ndjson)')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Hide personal and financial data too')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--hidden', '--hidden', [CompletionResultType]::ParameterName, 'Enter hidden files and folders of directories')
            [CompletionResult]::new('--allow-empty', '--allow-empty', [CompletionResultType]::ParameterName, 'Exit with 0 when no record was found')
            [CompletionResult]::new('--no-unwrap', '--no-unwrap', [CompletionResultType]::ParameterName, 'Read records as they stand: take no wrapper off (HAR, ngrok, API Gateway, HTTP, logs, CSV ...)')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'Show the neutral events as rows')
            [CompletionResult]::new('--only-valid', '--only-valid', [CompletionResultType]::ParameterName, 'Leave out records that are not valid')
            [CompletionResult]::new('--canonical', '--canonical', [CompletionResultType]::ParameterName, 'Print the payloads themselves in canonical form (RFC 8785)')
            [CompletionResult]::new('--pretty', '--pretty', [CompletionResultType]::ParameterName, 'Print the payloads themselves over several lines, everything else as written')
            [CompletionResult]::new('--compact', '--compact', [CompletionResultType]::ParameterName, 'Print the payloads themselves on one line each, everything else as written')
            [CompletionResult]::new('--sort-keys', '--sort-keys', [CompletionResultType]::ParameterName, 'Print the payloads themselves with the members of each object sorted')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but the results: no findings, no totals')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but the results: no findings, no totals')
            [CompletionResult]::new('--show-secrets', '--show-secrets', [CompletionResultType]::ParameterName, 'Show passwords, tokens and other secrets')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'hookspect;unwrap' {
            [CompletionResult]::new('--files-from', '--files-from', [CompletionResultType]::ParameterName, 'Read names of further inputs from a file, or - for standard input, one a line or NUL-separated')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Work on so many units at once (default: the number of cores)')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'Work on so many units at once (default: the number of cores)')
            [CompletionResult]::new('--max-decompressed', '--max-decompressed', [CompletionResultType]::ParameterName, 'Give up on a compressed input that grows beyond so many bytes')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Every record is a capture in this form; anything else is an error')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Only this provider''s events come into question')
            [CompletionResult]::new('--event', '--event', [CompletionResultType]::ParameterName, 'Every payload is this event, whatever it says of itself')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Bodies byte for byte (secrets hidden on a terminal only), or all that is known of each request')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Bodies byte for byte (secrets hidden on a terminal only), or all that is known of each request')
            [CompletionResult]::new('--output-dir', '--output-dir', [CompletionResultType]::ParameterName, 'Write each body to a file of its own in this folder, byte for byte; nothing is overwritten')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Hide personal and financial data too')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--hidden', '--hidden', [CompletionResultType]::ParameterName, 'Enter hidden files and folders of directories')
            [CompletionResult]::new('--allow-empty', '--allow-empty', [CompletionResultType]::ParameterName, 'Exit with 0 when no record was found')
            [CompletionResult]::new('--no-unwrap', '--no-unwrap', [CompletionResultType]::ParameterName, 'Read records as they stand: take no wrapper off (HAR, ngrok, API Gateway, HTTP, logs, CSV ...)')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Tell of each body how it was found')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Tell of each body how it was found')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but the results: no findings, no totals')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but the results: no findings, no totals')
            [CompletionResult]::new('--show-secrets', '--show-secrets', [CompletionResultType]::ParameterName, 'Show passwords, tokens and other secrets')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'hookspect;verify' {
            [CompletionResult]::new('--files-from', '--files-from', [CompletionResultType]::ParameterName, 'Read names of further inputs from a file, or - for standard input, one a line or NUL-separated')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Work on so many units at once (default: the number of cores)')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'Work on so many units at once (default: the number of cores)')
            [CompletionResult]::new('--max-decompressed', '--max-decompressed', [CompletionResultType]::ParameterName, 'Give up on a compressed input that grows beyond so many bytes')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Every record is a capture in this form; anything else is an error')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Only this provider''s events come into question')
            [CompletionResult]::new('--event', '--event', [CompletionResultType]::ParameterName, 'Every payload is this event, whatever it says of itself')
            [CompletionResult]::new('--secret-env', '--secret-env', [CompletionResultType]::ParameterName, 'Take the secret from this environment variable; can be repeated (default: `HOOKSPECT_SECRET_<PROVIDER>`)')
            [CompletionResult]::new('--secret-file', '--secret-file', [CompletionResultType]::ParameterName, 'Take the secret from this file; can be repeated')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'A header of the request, for bodies that were kept without any: ''Name: value''; can be repeated')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'The format of the verdicts')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The format of the verdicts')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--hidden', '--hidden', [CompletionResultType]::ParameterName, 'Enter hidden files and folders of directories')
            [CompletionResult]::new('--allow-empty', '--allow-empty', [CompletionResultType]::ParameterName, 'Exit with 0 when no record was found')
            [CompletionResult]::new('--no-unwrap', '--no-unwrap', [CompletionResultType]::ParameterName, 'Read records as they stand: take no wrapper off (HAR, ngrok, API Gateway, HTTP, logs, CSV ...)')
            [CompletionResult]::new('--sign', '--sign', [CompletionResultType]::ParameterName, 'Print the header with which each body would be signed, instead of a verdict')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Fail captures without a signature, and those of which nothing can be told')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but the results: no totals')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but the results: no totals')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'hookspect;events' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'The format of the list')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The format of the list')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'hookspect;describe' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'The format of the table')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The format of the table')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'hookspect;schema' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'hookspect;sample' {
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Make so many payloads, one a line: the smallest, the fullest, then each value, null and absence in turn')
            [CompletionResult]::new('--count', '--count', [CompletionResultType]::ParameterName, 'Make so many payloads, one a line: the smallest, the fullest, then each value, null and absence in turn')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'What the payloads depend on besides the event: the same seed makes the same payloads')
            [CompletionResult]::new('--mutate', '--mutate', [CompletionResultType]::ParameterName, 'Make payloads with one fault each: of this kind, or of every kind that the event can have in turn')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--sequence', '--sequence', [CompletionResultType]::ParameterName, 'Tell what happens to one thing: each event of its kind in order, with the same ids and rising times')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing about what the payloads show')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing about what the payloads show')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'hookspect;explain' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'hookspect;completions' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'hookspect;man' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
