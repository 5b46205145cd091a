#!/usr/bin/env bash
# `hookspect validate` beside other tools that read JSON in CI, on 10 000 payload files of 2 KB and on NDJSON, and how long
# it takes to start. The validators get the schema that `hookspect schema` exports; jq and jaq only parse.
#
# Usage: benches/compare.sh [ROUNDS]. benches/peers.sh says how tools are installed and how much is read.
set -euo pipefail
# shellcheck source=benches/peers.sh
. "$(dirname "$0")/peers.sh"
find_peers
jaq=$(command -v jaq || true)
if [ -z "$jaq" ] && had jaq cargo install --quiet --locked --root "${INSTALL:-}/cargo" jaq; then
  jaq=$INSTALL/cargo/bin/jaq
fi

event=firstpromoter/commission.approved
"$hookspect" schema "$event" > "$folder/schema.json"
make_payloads "$event"

cd "$folder"
ours="$("$hookspect" --version)"
tool "hookspect" "identifies and validates" "$ours" "'$hookspect' validate --quiet files" \
  "'$hookspect' validate --quiet captures.jsonl"
tool "hookspect, one thread" "identifies and validates" "$ours" "'$hookspect' validate --quiet --jobs 1 files" \
  "'$hookspect' validate --quiet --jobs 1 captures.jsonl"
add_peers schema.json
if command -v jq > /dev/null; then
  tool "jq" "parses" "$(jq --version)" "jq empty files/*.json" "jq empty captures.jsonl"
fi
if [ -n "$jaq" ]; then
  tool "jaq" "parses" "$("$jaq" --version)" "'$jaq' empty files/*.json" "'$jaq' empty captures.jsonl"
fi
measure_all
print_tables

# Starting: the same small file 200 times a round, beside a program of Rust that does nothing.
starts=200
echo 'fn main() {}' > "$folder/nothing.rs"
rustc -O -o "$folder/nothing" "$folder/nothing.rs"
cp files/000000.json one.json
commands=("./nothing" "'$hookspect' validate --quiet one.json")
names=("a program that does nothing" "hookspect")
if [ -n "$crate" ]; then
  commands+=("'$crate' validate --errors-only schema.json --instance one.json")
  names+=("jsonschema-cli")
fi
for _ in $(seq "$rounds"); do
  for index in "${!commands[@]}"; do
    measure "${names[$index]}" start "for _ in {1..$starts}; do ${commands[$index]}; done"
  done
done
echo "Starting, milliseconds a run ($starts a round):"
echo
echo "| tool | wall | above a program that does nothing |"
echo "| --- | --- | --- |"
least=$(median 2 "$folder/start-${names[0]}.times")
for name in "${names[@]}"; do
  median 2 "$folder/start-$name.times" | awk -v name="$name" -v least="$least" -v starts="$starts" \
    '{ printf "| %s | %.2f | %.2f |\n", name, $1 * 1000 / starts, ($1 - least) * 1000 / starts }'
done
echo
print_missing
