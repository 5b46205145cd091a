#!/usr/bin/env bash
# A schema of one's own beside other validators of JSON Schema on a command line: `hookspect validate --pack` against
# sourcemeta's jsonschema, jsonschema-cli, ajv-cli and check-jsonschema, on 10 000 files of 2 KB and on NDJSON, all by the
# schema that the pack holds. Once as nodes, and once with a keyword that the `jsonschema` crate judges.
#
# Usage: benches/packs.sh [ROUNDS]. benches/peers.sh says how tools are installed and how much is read.
set -euo pipefail
# shellcheck source=benches/peers.sh
. "$(dirname "$0")/peers.sh"
find_peers

# The schema of a built-in event as a pack that takes the place of its provider; and the same with a rare keyword.
event=firstpromoter/commission.approved
for pack in nodes crate; do
  mkdir "$folder/$pack"
  "$hookspect" schema "$event" > "$folder/$pack/event.json"
  printf '%s\n' 'id = "own"' 'replaces = "firstpromoter"' 'formats = "assert"' 'name-path = "event_type"' \
    '[[event]]' 'name = "commission.approved"' 'schema = "event.json"' > "$folder/$pack/hookspect-pack.toml"
done
sed -i '1s/{/{ "dependentRequired": { "none": ["none"] },/' "$folder/crate/event.json"
make_payloads "$event"

cd "$folder"
ours="$("$hookspect" --version)"
own() { # NAME OPTIONS
  tool "$1" "identifies and validates" "$ours" "'$hookspect' validate --quiet --isolated $2 files" \
    "'$hookspect' validate --quiet --isolated $2 captures.jsonl"
}
own "hookspect" "--pack nodes"
own "hookspect, one thread" "--jobs 1 --pack nodes"
own "hookspect, one thread, by the crate" "--jobs 1 --pack crate"
add_peers nodes/event.json
measure_all
print_tables
print_missing
