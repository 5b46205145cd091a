#!/usr/bin/env bash
# What `learn` finds of payloads whose model is known, beside genson and quicktype on the same payloads: precision and recall
# of fields, presence, null, kinds and formats, false alarms on payloads that were held out, faults caught. Then its speed
# beside genson-rs on one file. JSONoid is a program for the Java machine that no registry below has: it is not compared.
#
# Usage: benches/learn.sh [HOOKSPECT]. Fetches the others with pip, npm and cargo; what cannot be had is said. COUNT (200)
# payloads of each event are learnt from, MEGABYTES (131) is the size of the file. Needs GNU time.
set -euo pipefail
cd "$(dirname "$0")/.."
hookspect=${1:-target/release/hookspect}
[ -x "$hookspect" ] || { echo "no program at $hookspect: cargo build --release, or name one" >&2; exit 2; }
hookspect=$(realpath "$hookspect")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp benches/learn.py "$folder/"
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check genson==1.4.0 "jsonschema[format]==4.26.0"
npm install --silent --prefix quicktype quicktype@26.0.0
env/bin/python learn.py "$hookspect" quicktype/node_modules/.bin/quicktype

event=$("$hookspect" events --format json | grep -o '"event": "[^"]*"' | tail -n 1 | cut -d'"' -f4)
"$hookspect" sample "$event" -n 10000 --quiet 2> /dev/null > some.ndjson
size=$(stat -c %s some.ndjson)
for ((have = 0; have < ${MEGABYTES:-131} * 1000000; have += size)); do cat some.ndjson; done > all.ndjson
timed() { # NAME COMMAND...: the least of three runs.
  local name=$1
  shift
  for _ in 1 2 3; do
    /usr/bin/time -f "%U s user, %e s wall, %M KB" "$@" 2>&1 > /dev/null | tail -n 1
  done | sort -n | head -n 1 | sed "s/^/$name: /"
}
echo "$(stat -c %s all.ndjson) bytes of NDJSON"
timed "hookspect learn -j1" "$hookspect" learn all.ndjson -j 1 --provider a
timed "hookspect learn" "$hookspect" learn all.ndjson --provider a
if cargo install --quiet --root cargo --version 0.2.0 genson-rs 2> cargo.log; then
  timed "genson-rs" cargo/bin/genson-rs --delimiter newline all.ndjson
else
  echo "genson-rs: $(tail -n 1 cargo.log)"
fi
