#!/usr/bin/env bash
# `normalize` beside `validate` over 256 MB of NDJSON, and `diff` of two documents of 50 MB that differ in ten places
# beside reading both, in turn. Needs GNU time. Usage: benches/transform.sh [ROUNDS]
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build --release --quiet
hookspect=$(cd "${CARGO_TARGET_DIR:-target}/release" && pwd)/hookspect
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for file in samples/*/*.json; do tr -d '\n' < "$file"; echo; done > "$folder/block"
fill() { for _ in $(seq $(($1 / $(wc -c < "$folder/block") + 1))); do cat "$folder/block"; done; }
fill 268435456 > "$folder/captures.ndjson"
# One document with all records as items; in the second, ten of them are numbered otherwise.
document() {
  fill 52428800 | awk -v change="$1" '{
    n = NR
    if (change && NR % 2500 == 0 && NR <= 25000) n = -NR
    if (NR > 1) printf ","; else printf "{\"items\":["
    printf "{\"n\":%d,\"record\":%s}", n, $0
  } END { print "]}" }'
}
document 0 > "$folder/before.json"
document 1 > "$folder/after.json"
timed() { /usr/bin/time -f "%U s user, %e s wall, %M KB peak" -o "$folder/time" "$hookspect" "$@" > "$folder/out" || true; tail -1 "$folder/time"; }
for _ in $(seq "${1:-5}"); do
  echo "validate:           $(timed validate --quiet --jobs 1 "$folder/captures.ndjson")"
  echo "normalize:          $(timed normalize --jobs 1 "$folder/captures.ndjson")"
  echo "read both:          $(timed validate --quiet --jobs 1 "$folder/before.json" "$folder/after.json")"
  echo "diff:               $(timed diff "$folder/before.json" "$folder/after.json")"
done
tail -1 "$folder/out"
