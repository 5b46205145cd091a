# Sourced by compare.sh and packs.sh: finds or installs other validators, makes what all of them read, times them in turns
# and prints the tables.
#
# A tool that is not on the PATH is installed below INSTALL, a folder, where that is set: with npm, pip and cargo; what
# cannot be had is said. FILES (10000) and MEGABYTES (131) set how much there is to read, HOOKSPECT names a program that is
# built already. Needs GNU time.
# shellcheck shell=bash
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 2
rounds=${1:-5}
count=${FILES:-10000}
megabytes=${MEGABYTES:-131}
if ! /usr/bin/time -f %U true 2> /dev/null; then
  echo "GNU time is needed as /usr/bin/time" >&2
  exit 2
fi
if [ -n "${HOOKSPECT:-}" ]; then
  hookspect=$(cd "$(dirname "$HOOKSPECT")" && pwd)/$(basename "$HOOKSPECT")
else
  cargo build --release --locked --quiet
  hookspect=$(cd "${CARGO_TARGET_DIR:-target}/release" && pwd)/hookspect
fi
if [ -n "${INSTALL:-}" ]; then
  mkdir -p "$INSTALL"
  INSTALL=$(cd "$INSTALL" && pwd)
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
  if ! "$@" > "$folder/install" 2>&1; then
    missing+=("$name: $(grep -v '^ *$' "$folder/install" | tail -n 1)")
    return 1
  fi
}
find_peers() { # sets sourcemeta, crate, ajv and python to the paths of these tools, empty where there is none
  sourcemeta="" python=$(command -v check-jsonschema || true)
  if jsonschema help 2>&1 | grep -qi sourcemeta; then
    sourcemeta=$(command -v jsonschema)
  elif had "jsonschema of sourcemeta" npm install --silent --prefix "${INSTALL:-}/sourcemeta" @sourcemeta/jsonschema; then
    sourcemeta=$INSTALL/sourcemeta/node_modules/.bin/jsonschema
  fi
  crate=$(command -v jsonschema-cli || true)
  if [ -z "$crate" ] && had jsonschema-cli cargo install --quiet --locked --root "${INSTALL:-}/cargo" jsonschema-cli; then
    crate=$INSTALL/cargo/bin/jsonschema-cli
  fi
  ajv=$(command -v ajv || true)
  if [ -z "$ajv" ] && had ajv-cli npm install --silent --prefix "${INSTALL:-}/ajv" ajv-cli ajv-formats; then
    ajv=$INSTALL/ajv/node_modules/.bin/ajv
  fi
  if [ -z "$python" ] && had check-jsonschema install_check_jsonschema; then
    python=$INSTALL/python/bin/check-jsonschema
  fi
}
install_check_jsonschema() { python3 -m venv "$INSTALL/python" && "$INSTALL/python/bin/pip" install --quiet check-jsonschema; }
ajv_version() { # from the package beside the program: it has no option that tells it
  local package
  package=$(dirname "$(readlink -f "$ajv")")/../package.json
  sed -n 's/^ *"version": "\(.*\)".*/ajv-cli \1/p' "$package" 2> /dev/null | head -n 1
}

# The payloads: two kilobytes each, as a provider would send them, each with an id of its own.
make_payloads() { # EVENT: files/ and captures.jsonl in the folder, of its sample
  mkdir "$folder/files"
  "$hookspect" sample "$1" | sed 's/^ */&&/' > "$folder/sample.json"
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
  awk -v bytes="$((megabytes * 1000000))" \
    '{ for (done = 0; done < bytes; done += length($0) + 1) print }' "$folder/line" > "$folder/captures.jsonl"
}

# Each tool in its best form. What cannot read lines says so by having no command for it.
tools=()
declare -A files lines does version
tool() { # NAME WHAT-IT-DOES VERSION COMMAND-ON-FILES COMMAND-ON-LINES
  tools+=("$1")
  does[$1]=$2 version[$1]=$3 files[$1]=$4 lines[$1]=$5
}
add_peers() { # SCHEMA: the validators that were found, with this schema
  if [ -n "$sourcemeta" ]; then
    tool "sourcemeta jsonschema" "one schema, first error" "$("$sourcemeta" version 2>&1 | tail -n 1)" \
      "'$sourcemeta' validate --fast $1 files" "'$sourcemeta' validate --fast $1 captures.jsonl"
  fi
  if [ -n "$crate" ]; then
    # Formats are asserted, as hookspect asserts them.
    tool "jsonschema-cli" "one schema" "$("$crate" --version)" \
      "'$crate' validate --errors-only --assert-format $1 --instance files/*.json" ""
  fi
  if [ -n "$ajv" ]; then
    tool "ajv-cli" "one schema" "$(ajv_version)" \
      "'$ajv' validate --spec=draft2020 --strict=false -c ajv-formats -s $1 -d 'files/*.json'" ""
  fi
  if [ -n "$python" ]; then
    tool "check-jsonschema" "one schema" "$("$python" --version)" "'$python' --schemafile $1 files/*.json" ""
  fi
}

# In turns, so that a slow moment of the machine hits all alike. Every line: user and wall seconds, peak kilobytes.
measure() {
  local name=$1 input=$2 command=$3
  if ! /usr/bin/time -a -o "$folder/$input-$name.times" -f "%U %e %M" bash -c "$command" > /dev/null 2> "$folder/errors"; then
    echo failed >> "$folder/$input-$name.failed"
    echo "$name: $(tail -n 1 "$folder/errors")" >&2
  fi
}
measure_all() {
  local name
  for _ in $(seq "$rounds"); do
    for name in "${tools[@]}"; do
      measure "$name" files "${files[$name]}"
      if [ -n "${lines[$name]}" ]; then measure "$name" lines "${lines[$name]}"; fi
    done
  done
}

median() { # of column $1 of file $2
  cut -d ' ' -f "$1" "$2" | sort -n | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'
}
quotient() { awk -v one="$1" -v other="$2" 'BEGIN { printf "%.1f", one / (other > 0 ? other : 0.01) }'; }
row() {
  local input=$1 name=$2
  local times="$folder/$input-$name.times" one="$folder/$input-hookspect, one thread.times"
  if [ -e "$folder/$input-$name.failed" ]; then
    echo "| $name | ${version[$name]} | ${does[$name]} | failed | | | | |"
  elif [ ! -e "$times" ]; then
    echo "| $name | ${version[$name]} | ${does[$name]} | cannot | | | | |"
  else
    echo "| $name | ${version[$name]} | ${does[$name]} | $(median 1 "$times") s | $(median 2 "$times") s |" \
      "$(median 3 "$times" | awk '{ printf "%.0f MB", $1 / 1024 }') |" \
      "$(quotient "$(median 1 "$times")" "$(median 1 "$one")") |" \
      "$(quotient "$(median 2 "$times")" "$(median 2 "$folder/$input-hookspect.times")") |"
  fi
}
print_tables() {
  local input name
  for input in files lines; do
    if [ "$input" = files ]; then
      echo "$count files of $(wc -c < "$folder/sample.json") bytes:"
    else
      echo "$megabytes MB of NDJSON:"
    fi
    echo
    echo "| tool | version | what it does | user | wall | peak memory | user time, our one thread being 1 | wall time, ours being 1 |"
    echo "| --- | --- | --- | --- | --- | --- | --- | --- |"
    for name in "${tools[@]}"; do row "$input" "$name"; done
    echo
  done
}
print_missing() {
  local line
  for line in "${missing[@]}"; do echo "missing: $line"; done
}
