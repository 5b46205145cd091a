
use builtin;
use str;

set edit:completion:arg-completer[hookspect] = {|@words|
    fn spaces {|n|
        builtin:repeat $n ' ' | str:join ''
    }
    fn cand {|text desc|
        edit:complex-candidate $text &display=$text' '(spaces (- 14 (wcswidth $text)))$desc
    }
    var command = 'hookspect'
    for word $words[1..-1] {
        if (str:has-prefix $word '-') {
            break
        }
        set command = $command';'$word
    }
    var completions = [
        &'hookspect'= {
            cand --files-from 'Read names of further inputs from a file, or - for standard input, one a line or NUL-separated'
            cand -j 'Work on so many units at once (default: the number of cores)'
            cand --jobs 'Work on so many units at once (default: the number of cores)'
            cand --max-decompressed 'Give up on a compressed input that grows beyond so many bytes'
            cand --provider 'Only this provider''s events come into question'
            cand --event 'Every payload is this event, whatever it says of itself'
            cand --expect 'Every payload has to be this event; another one is an error'
            cand --max-findings 'Show no more findings than this; all are counted'
            cand --fail-on 'From which severity on findings fail the run'
            cand --mask 'Hide personal and financial data too'
            cand -f 'The format of the results'
            cand --format 'The format of the results'
            cand --color 'When to use colour'
            cand --hidden 'Enter hidden files and folders of directories'
            cand --allow-empty 'Exit with 0 when no record was found'
            cand --strict 'Make warnings errors'
            cand --exit-zero 'Exit with 0 whatever was found'
            cand --show-secrets 'Show passwords, tokens and other secrets'
            cand -v 'Say more: notes, and the records without findings'
            cand --verbose 'Say more: notes, and the records without findings'
            cand -q 'Say nothing but the results: no totals'
            cand --quiet 'Say nothing but the results: no totals'
            cand --full 'Show every payload in full, with members that are null or empty'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand inspect 'Identify, validate and show payloads (what is done without a command)'
            cand detect 'Say which provider, version and event each payload is, and why'
            cand validate 'Check payloads against their event''s model; the exit code is the verdict'
            cand check 'Check payloads against their event''s model; the exit code is the verdict'
            cand events 'List the providers and events that are known'
            cand describe 'Show an event''s model as a table'
            cand schema 'Print an event''s model as JSON Schema 2020-12'
            cand sample 'Print a sample payload of an event'
            cand explain 'Explain a rule: what it means, why it matters, what to do'
            cand completions 'Print shell completions'
            cand man 'Print the man page'
        }
        &'hookspect;inspect'= {
            cand --files-from 'Read names of further inputs from a file, or - for standard input, one a line or NUL-separated'
            cand -j 'Work on so many units at once (default: the number of cores)'
            cand --jobs 'Work on so many units at once (default: the number of cores)'
            cand --max-decompressed 'Give up on a compressed input that grows beyond so many bytes'
            cand --provider 'Only this provider''s events come into question'
            cand --event 'Every payload is this event, whatever it says of itself'
            cand --expect 'Every payload has to be this event; another one is an error'
            cand --max-findings 'Show no more findings than this; all are counted'
            cand --fail-on 'From which severity on findings fail the run'
            cand --mask 'Hide personal and financial data too'
            cand -f 'The format of the results'
            cand --format 'The format of the results'
            cand --color 'When to use colour'
            cand --hidden 'Enter hidden files and folders of directories'
            cand --allow-empty 'Exit with 0 when no record was found'
            cand --strict 'Make warnings errors'
            cand --exit-zero 'Exit with 0 whatever was found'
            cand --show-secrets 'Show passwords, tokens and other secrets'
            cand -v 'Say more: notes, and the records without findings'
            cand --verbose 'Say more: notes, and the records without findings'
            cand -q 'Say nothing but the results: no totals'
            cand --quiet 'Say nothing but the results: no totals'
            cand --full 'Show every payload in full, with members that are null or empty'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'hookspect;detect'= {
            cand --files-from 'Read names of further inputs from a file, or - for standard input, one a line or NUL-separated'
            cand -j 'Work on so many units at once (default: the number of cores)'
            cand --jobs 'Work on so many units at once (default: the number of cores)'
            cand --max-decompressed 'Give up on a compressed input that grows beyond so many bytes'
            cand --provider 'Only this provider''s events come into question'
            cand --event 'Every payload is this event, whatever it says of itself'
            cand -f 'The format of the results'
            cand --format 'The format of the results'
            cand --color 'When to use colour'
            cand --hidden 'Enter hidden files and folders of directories'
            cand --allow-empty 'Exit with 0 when no record was found'
            cand -v 'Say more: notes, and the records without findings'
            cand --verbose 'Say more: notes, and the records without findings'
            cand -q 'Say nothing but the results: no totals'
            cand --quiet 'Say nothing but the results: no totals'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'hookspect;validate'= {
            cand --files-from 'Read names of further inputs from a file, or - for standard input, one a line or NUL-separated'
            cand -j 'Work on so many units at once (default: the number of cores)'
            cand --jobs 'Work on so many units at once (default: the number of cores)'
            cand --max-decompressed 'Give up on a compressed input that grows beyond so many bytes'
            cand --provider 'Only this provider''s events come into question'
            cand --event 'Every payload is this event, whatever it says of itself'
            cand --expect 'Every payload has to be this event; another one is an error'
            cand --max-findings 'Show no more findings than this; all are counted'
            cand --fail-on 'From which severity on findings fail the run'
            cand --mask 'Hide personal and financial data too'
            cand -f 'The format of the results'
            cand --format 'The format of the results'
            cand --color 'When to use colour'
            cand --hidden 'Enter hidden files and folders of directories'
            cand --allow-empty 'Exit with 0 when no record was found'
            cand --strict 'Make warnings errors'
            cand --exit-zero 'Exit with 0 whatever was found'
            cand --show-secrets 'Show passwords, tokens and other secrets'
            cand -v 'Say more: notes, and the records without findings'
            cand --verbose 'Say more: notes, and the records without findings'
            cand -q 'Say nothing but the results: no totals'
            cand --quiet 'Say nothing but the results: no totals'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'hookspect;check'= {
            cand --files-from 'Read names of further inputs from a file, or - for standard input, one a line or NUL-separated'
            cand -j 'Work on so many units at once (default: the number of cores)'
            cand --jobs 'Work on so many units at once (default: the number of cores)'
            cand --max-decompressed 'Give up on a compressed input that grows beyond so many bytes'
            cand --provider 'Only this provider''s events come into question'
            cand --event 'Every payload is this event, whatever it says of itself'
            cand --expect 'Every payload has to be this event; another one is an error'
            cand --max-findings 'Show no more findings than this; all are counted'
            cand --fail-on 'From which severity on findings fail the run'
            cand --mask 'Hide personal and financial data too'
            cand -f 'The format of the results'
            cand --format 'The format of the results'
            cand --color 'When to use colour'
            cand --hidden 'Enter hidden files and folders of directories'
            cand --allow-empty 'Exit with 0 when no record was found'
            cand --strict 'Make warnings errors'
            cand --exit-zero 'Exit with 0 whatever was found'
            cand --show-secrets 'Show passwords, tokens and other secrets'
            cand -v 'Say more: notes, and the records without findings'
            cand --verbose 'Say more: notes, and the records without findings'
            cand -q 'Say nothing but the results: no totals'
            cand --quiet 'Say nothing but the results: no totals'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'hookspect;events'= {
            cand -f 'The format of the list'
            cand --format 'The format of the list'
            cand --color 'When to use colour'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'hookspect;describe'= {
            cand -f 'The format of the table'
            cand --format 'The format of the table'
            cand --color 'When to use colour'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'hookspect;schema'= {
            cand --color 'When to use colour'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'hookspect;sample'= {
            cand --color 'When to use colour'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'hookspect;explain'= {
            cand --color 'When to use colour'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'hookspect;completions'= {
            cand --color 'When to use colour'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'hookspect;man'= {
            cand --color 'When to use colour'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
    ]
    $completions[$command]
}
