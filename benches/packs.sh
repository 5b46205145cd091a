#!/usr/bin/env bash
# A schema of one's own beside other validators of JSON Schema on a command line: `hookspect validate --pack` against
# sourcemeta's jsonschema, jsonschema-cli, ajv-cli and check-jsonschema, on 10 000 files of 2 KB and on NDJSON, all by the
# schema that the pack holds. Once as nodes, and once with a keyword that the `jsonschema` crate judges.
#
# Usage: benches/packs.sh [ROUNDS]. A tool that is not on the PATH is installed below INSTALL, a folder, where that is set:
# with npm, pip and cargo; what cannot be had is said. FILES (10000) and MEGABYTES (131) set how much there is to read,
# HOOKSPECT names a program that is built already. Needs GNU time.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-5}
count=${FILES:-10000}
megabytes=${MEGABYTES:-131}
if ! /usr/bin/time -f %U true 2> /dev/null; then
  echo "benches/packs.sh needs GNU time as /usr/bin/time" >&2
  exit 2
fi
if [ -n "${HOOKSPECT:-}" ]; then
  hookspect=$(cd "$(dirname "$HOOKSPECT")" && pwd)/$(basename "$HOOKSPECT")
else
  cargo build --release --locked --quiet
  hookspect=$(cd "${CARGO_TARGET_DIR:-target}/release" && pwd)/hookspect
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# Where each tool is, or why there is none.
missing=()
had() { # NAME COMMAND...: says that a tool is missing where the command that installs it fails.
  local name=$1
  shift
  if [ -z "${INSTALL:-}" ]; then
    missing+=("$name: not on the PATH, and INSTALL names no folder")
    return 1
  fi
  mkdir -p "$INSTALL"
  if ! "$@" > "$folder/install" 2>&1; then
    missing+=("$name: $(grep -v '^ *$' "$folder/install" | tail -n 1)")
    return 1
  fi
}
is_sourcemeta() {
  command -v "$1" > /dev/null && "$1" help 2>&1 | grep -qi sourcemeta
}
sourcemeta=""
if is_sourcemeta jsonschema; then
  sourcemeta=$(command -v jsonschema)
elif had "jsonschema of sourcemeta" npm install --silent --prefix "${INSTALL:-}/sourcemeta" @sourcemeta/jsonschema; then
  sourcemeta=$(cd "$INSTALL" && pwd)/sourcemeta/node_modules/.bin/jsonschema
fi
crate=$(command -v jsonschema-cli || true)
if [ -z "$crate" ] && had jsonschema-cli cargo install --quiet --locked --root "${INSTALL:-}/cargo" jsonschema-cli; then
  crate=$(cd "$INSTALL" && pwd)/cargo/bin/jsonschema-cli
fi
ajv=$(command -v ajv || true)
if [ -z "$ajv" ] && had ajv-cli npm install --silent --prefix "${INSTALL:-}/ajv" ajv-cli ajv-formats; then
  ajv=$(cd "$INSTALL" && pwd)/ajv/node_modules/.bin/ajv
fi
python=$(command -v check-jsonschema || true)
venv() { python3 -m venv "$INSTALL/python" && "$INSTALL/python/bin/pip" install --quiet check-jsonschema; }
if [ -z "$python" ] && had check-jsonschema venv; then
  python=$(cd "$INSTALL" && pwd)/python/bin/check-jsonschema
fi

# The schema of a built-in event as a pack that takes the place of its provider; and the same with a rare keyword.
event=firstpromoter/commission.approved
for pack in nodes crate; do
  mkdir "$folder/$pack"
  "$hookspect" schema "$event" > "$folder/$pack/event.json"
  printf '%s\n' 'id = "own"' 'replaces = "firstpromoter"' 'formats = "assert"' 'name-path = "event_type"' \
    '[[event]]' 'name = "commission.approved"' 'schema = "event.json"' > "$folder/$pack/hookspect-pack.toml"
done
sed -i '1s/{/{ "dependentRequired": { "none": ["none"] },/' "$folder/crate/event.json"

# Two kilobytes, as a provider would send them, each with an id of its own.
mkdir "$folder/files"
"$hookspect" sample "$event" | sed 's/^ */&&/' > "$folder/sample.json"
awk -v folder="$folder/files" -v count="$count" '
  { text = text $0 "\n" }
  END {
    for (number = 0; number < count; number++) {
      file = sprintf("%s/%06d.json", folder, number)
      copy = text
      sub(/"event_id": "[0-9a-f]+/, "\"event_id\": \"" sprintf("%08d", number), copy)
      printf "%s", copy > file
      close(file)
    }
  }' "$folder/sample.json"
awk '{ printf "%s", $0 } END { print "" }' "$folder/sample.json" > "$folder/line"
bytes=$((megabytes * 1000000))
awk -v bytes="$bytes" '{ for (done = 0; done < bytes; done += length($0) + 1) print }' "$folder/line" > "$folder/captures.jsonl"

# Each tool in its best form. What cannot read lines says so by having no command for it.
tools=()
declare -A files lines version
tool() {
  tools+=("$1")
  version[$1]=$2 files[$1]=$3 lines[$1]=$4
}
cd "$folder"
ours="$("$hookspect" --version)"
tool "hookspect" "$ours" "'$hookspect' validate --quiet --isolated --pack nodes files" \
  "'$hookspect' validate --quiet --isolated --pack nodes captures.jsonl"
tool "hookspect, one thread" "$ours" "'$hookspect' validate --quiet --isolated --jobs 1 --pack nodes files" \
  "'$hookspect' validate --quiet --isolated --jobs 1 --pack nodes captures.jsonl"
tool "hookspect, one thread, by the crate" "$ours" \
  "'$hookspect' validate --quiet --isolated --jobs 1 --pack crate files" \
  "'$hookspect' validate --quiet --isolated --jobs 1 --pack crate captures.jsonl"
if [ -n "$sourcemeta" ]; then
  tool "sourcemeta jsonschema" "$("$sourcemeta" version 2>&1 | tail -n 1)" \
    "'$sourcemeta' validate --fast nodes/event.json files" "'$sourcemeta' validate --fast nodes/event.json captures.jsonl"
fi
if [ -n "$crate" ]; then
  tool "jsonschema-cli" "$("$crate" --version)" \
    "'$crate' validate --errors-only --assert-format nodes/event.json --instance files/*.json" ""
fi
if [ -n "$ajv" ]; then
  tool "ajv-cli" "5" \
    "'$ajv' validate --spec=draft2020 --strict=false -c ajv-formats -s nodes/event.json -d 'files/*.json'" ""
fi
if [ -n "$python" ]; then
  tool "check-jsonschema" "$("$python" --version)" \
    "'$python' --schemafile nodes/event.json files/*.json" ""
fi

# In turns, so that a slow moment of the machine hits all alike. Every line: user and wall seconds, peak kilobytes.
measure() {
  local name=$1 input=$2 command=$3
  if ! /usr/bin/time -a -o "$folder/$input-$name.times" -f "%U %e %M" bash -c "exec $command" > /dev/null 2> "$folder/errors"; then
    echo failed >> "$folder/$input-$name.failed"
    echo "$name: $(tail -n 1 "$folder/errors")" >&2
  fi
}
for _ in $(seq "$rounds"); do
  for name in "${tools[@]}"; do
    measure "$name" files "${files[$name]}"
    if [ -n "${lines[$name]}" ]; then measure "$name" lines "${lines[$name]}"; fi
  done
done

median() { # of column $1 of file $2
  cut -d ' ' -f "$1" "$2" | sort -n | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'
}
row() {
  local input=$1 name=$2
  local times="$folder/$input-$name.times"
  if [ -e "$folder/$input-$name.failed" ]; then
    echo "| $name | ${version[$name]} | failed | | | |"
  elif [ ! -e "$times" ]; then
    echo "| $name | ${version[$name]} | cannot | | | |"
  else
    local own
    own=$(median 2 "$folder/$input-hookspect.times")
    echo "| $name | ${version[$name]} | $(median 1 "$times") s | $(median 2 "$times") s |" \
      "$(median 3 "$times" | awk '{ printf "%.0f MB", $1 / 1024 }') |" \
      "$(median 2 "$times" | awk -v own="$own" '{ printf "%.1f", $1 / (own > 0 ? own : 0.01) }') |"
  fi
}
for input in files lines; do
  if [ "$input" = files ]; then
    echo "$count files of $(wc -c < "$folder/sample.json") bytes"
  else
    echo "$megabytes MB of NDJSON"
  fi
  echo
  echo "| tool | version | user | wall | peak memory | wall time, hookspect being 1 |"
  echo "| --- | --- | --- | --- | --- | --- |"
  for name in "${tools[@]}"; do row "$input" "$name"; done
  echo
done
for line in "${missing[@]}"; do echo "missing: $line"; done
