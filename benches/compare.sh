#!/usr/bin/env bash
# `hookspect validate` beside other tools that read JSON in CI, on 10 000 payload files of 2 KB and on 256 MB of NDJSON.
# The validators get the schema that `hookspect schema` exports; jq and jaq only parse. A tool that is not on the PATH is
# left out. Needs GNU time. Usage: benches/compare.sh [ROUNDS]
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-5}
if ! /usr/bin/time -f %U true 2> /dev/null; then
  echo "benches/compare.sh needs GNU time as /usr/bin/time" >&2
  exit 2
fi
cargo build --release --locked --quiet
hookspect=$(cd "${CARGO_TARGET_DIR:-target}/release" && pwd)/hookspect
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# Two kilobytes, as a provider would send them, each with an id of its own.
event=firstpromoter/commission.approved
mkdir "$folder/files"
"$hookspect" sample "$event" | sed 's/^ */&&/' > "$folder/sample.json"
"$hookspect" schema "$event" > "$folder/schema.json"
awk -v folder="$folder/files" '
  { text = text $0 "\n" }
  END {
    for (number = 10000; number < 20000; number++) {
      file = folder "/" number ".json"
      copy = text
      sub(/"event_id": "[0-9a-f]+/, "\"event_id\": \"000" number, copy)
      printf "%s", copy > file
      close(file)
    }
  }' "$folder/sample.json"
awk '{ printf "%s", $0 } END { print "" }' "$folder/sample.json" > "$folder/line"
for _ in $(seq 1000); do cat "$folder/line"; done > "$folder/block"
for _ in $(seq $((268435456 / $(wc -c < "$folder/block") + 1))); do cat "$folder/block"; done > "$folder/captures.ndjson"

# Each tool in its best form. What cannot read NDJSON says so by having no command for it.
tools=()
declare -A files lines does version
tool() {
  tools+=("$1")
  does[$1]=$2 version[$1]=$3 files[$1]=$4 lines[$1]=$5
}
cd "$folder"
tool "hookspect" "identifies and validates" "$("$hookspect" --version)" \
  "'$hookspect' validate --quiet files" "'$hookspect' validate --quiet captures.ndjson"
tool "hookspect, one thread" "identifies and validates" "$("$hookspect" --version)" \
  "'$hookspect' validate --quiet --jobs 1 files" "'$hookspect' validate --quiet --jobs 1 captures.ndjson"
if command -v jsonschema-cli > /dev/null; then
  # Formats are asserted, as hookspect asserts them.
  tool "jsonschema-cli" "validates one schema" "$(jsonschema-cli --version)" \
    "jsonschema-cli validate --errors-only --assert-format schema.json --instance files/*.json" ""
fi
if command -v check-jsonschema > /dev/null; then
  tool "check-jsonschema" "validates one schema" "$(check-jsonschema --version)" \
    "check-jsonschema --schemafile schema.json files/*.json" ""
fi
if command -v ajv > /dev/null; then
  tool "ajv" "validates one schema" "ajv-cli" \
    "ajv validate --spec=draft2020 --strict=false -c ajv-formats -s schema.json -d 'files/*.json'" ""
fi
if command -v jq > /dev/null; then
  tool "jq" "parses" "$(jq --version)" "jq empty files/*.json" "jq empty captures.ndjson"
fi
if command -v jaq > /dev/null; then
  tool "jaq" "parses" "$(jaq --version)" "jaq empty files/*.json" "jaq empty captures.ndjson"
fi

# In turns, so that a slow moment of the machine hits all alike. Every line: user and wall seconds, peak kilobytes.
measure() {
  local name=$1 input=$2 command=$3
  if ! /usr/bin/time -a -o "$folder/$input-$name.times" -f "%U %e %M" bash -c "exec $command" > /dev/null 2> "$folder/errors"; then
    echo failed >> "$folder/$input-$name.failed"
    tail -n 1 "$folder/errors" >&2
  fi
}
for _ in $(seq "$rounds"); do
  for name in "${tools[@]}"; do
    measure "$name" files "${files[$name]}"
    if [ -n "${lines[$name]}" ]; then measure "$name" ndjson "${lines[$name]}"; fi
  done
done

median() { # of column $1 of file $2
  cut -d ' ' -f "$1" "$2" | sort -n | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'
}
row() {
  local input=$1 name=$2
  local times="$folder/$input-$name.times"
  if [ -e "$folder/$input-$name.failed" ]; then
    echo "| $name | ${version[$name]} | ${does[$name]} | failed | | | |"
  elif [ ! -e "$times" ]; then
    echo "| $name | ${version[$name]} | ${does[$name]} | cannot | | | |"
  else
    local own
    own=$(median 1 "$folder/$input-hookspect, one thread.times")
    echo "| $name | ${version[$name]} | ${does[$name]} | $(median 1 "$times") s | $(median 2 "$times") s |" \
      "$(median 3 "$times" | awk '{ printf "%.0f MB", $1 / 1024 }') |" \
      "$(median 1 "$times" | awk -v own="$own" '{ printf "%.1f", $1 / (own > 0 ? own : 0.01) }') |"
  fi
}
for input in files ndjson; do
  if [ "$input" = files ]; then echo "10 000 files of $(wc -c < "$folder/sample.json") bytes"; else echo "256 MB of NDJSON"; fi
  echo
  echo "| tool | version | what it does | user | wall | peak memory | user time, hookspect on one thread being 1 |"
  echo "| --- | --- | --- | --- | --- | --- | --- |"
  for name in "${tools[@]}"; do row "$input" "$name"; done
  echo
done
