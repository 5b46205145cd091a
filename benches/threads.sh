#!/usr/bin/env bash
# 256 MB of NDJSON: one thread, two threads, and two processes at once (what the machine has to give), in turn.
# Needs GNU time. Usage: benches/threads.sh [ROUNDS]
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build --release --quiet
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for file in samples/*/*.json; do tr -d '\n' < "$file"; echo; done > "$folder/block"
rounds=$((268435456 / $(wc -c < "$folder/block") + 1))
for _ in $(seq "$rounds"); do cat "$folder/block"; done > "$folder/captures.ndjson"
validate() { target/release/hookspect validate --quiet --jobs "$1" "$folder/captures.ndjson"; }
timed() { /usr/bin/time -f "%e s wall, %U s user, %M KB peak" -o "$folder/time" target/release/hookspect validate --quiet --jobs "$1" "$folder/captures.ndjson"; cat "$folder/time"; }
validate 1
for _ in $(seq "${1:-5}"); do
  echo "1 thread:    $(timed 1)"
  echo "2 threads:   $(timed 2)"
  start=$(date +%s.%N)
  validate 1 & validate 1
  wait
  echo "2 processes: $(echo "$(date +%s.%N) - $start" | bc) s wall for twice the work"
done
