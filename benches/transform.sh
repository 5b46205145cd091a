#!/usr/bin/env bash
# What commands take beside `validate`, one thread: on 131 MB of NDJSON that holds all samples again and again, on the same
# with a member in each record that nobody knows and that has another name in each, and `diff` of two documents of 50 MB
# beside reading both. In turn; the smallest user time of all rounds, with its peak memory. Needs GNU time.
#
# Usage: benches/transform.sh [ROUNDS]. HOOKSPECT names a program that is built already.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ -n "${HOOKSPECT:-}" ]; then
  hookspect=$(cd "$(dirname "$HOOKSPECT")" && pwd)/$(basename "$HOOKSPECT")
else
  cargo build --release --locked --quiet
  hookspect=$(cd "${CARGO_TARGET_DIR:-target}/release" && pwd)/hookspect
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$hookspect" normalize --payload compact --quiet samples > "$folder/block"
fill() { awk -v bytes="$1" '{ line[NR] = $0 } END { for (n = 0; done < bytes; n++) { one = line[n % NR + 1]; print one; done += length(one) + 1 } }' "$folder/block"; }
fill 131000000 > "$folder/captures.ndjson"
awk '{ sub(/^ *{/, "{\"unheard_of_" NR "\":1,"); print }' "$folder/captures.ndjson" > "$folder/unheard.ndjson"
# One document with all records as items; in the second, one of 33 has a member more.
document() {
  fill 50000000 | awk -v change="$1" '{
    if (NR > 1) printf ","; else printf "{\"items\":["
    printf "{\"n\":%d,%s\"record\":%s}", NR, change && NR % 33 == 0 ? "\"more\":1," : "", $0
  } END { print "]}" }'
}
document 0 > "$folder/before.json"
document 1 > "$folder/after.json"
timed() { # NAME ARGUMENTS...
  local name=$1
  shift
  /usr/bin/time -q -a -o "$folder/$name.times" -f "%U %M" "$hookspect" "$@" > "$folder/out" 2> "$folder/errors" || true
}
names=(validate inspect normalize learn drift check findings lines both diff)
declare -A what=(
  [validate]="validate --quiet" [inspect]="inspect --quiet, a row for each" [normalize]="normalize" [learn]="learn"
  [drift]="drift" [check]="redact --check" [findings]="validate, a framed finding in each record"
  [lines]="the same with --format concise" [both]="validate --quiet, two documents of 50 MB" [diff]="diff of these two"
)
for _ in $(seq "${1:-3}"); do
  timed validate validate --quiet --jobs 1 "$folder/captures.ndjson"
  timed inspect inspect --quiet --jobs 1 "$folder/captures.ndjson"
  timed normalize normalize --quiet --jobs 1 "$folder/captures.ndjson"
  timed learn learn --quiet --jobs 1 --provider any "$folder/captures.ndjson"
  timed drift drift --quiet --jobs 1 "$folder/captures.ndjson"
  timed check redact --check --quiet --jobs 1 "$folder/captures.ndjson"
  timed findings validate --quiet --jobs 1 "$folder/unheard.ndjson"
  timed lines validate --quiet --jobs 1 --format concise "$folder/unheard.ndjson"
  timed both validate --quiet --jobs 1 "$folder/before.json" "$folder/after.json"
  timed diff diff "$folder/before.json" "$folder/after.json"
done
echo "$(wc -l < "$folder/captures.ndjson") records:"
echo
echo "| what | user | peak memory |"
echo "| --- | --- | --- |"
for name in "${names[@]}"; do
  sort -n "$folder/$name.times" | head -n 1 | awk -v what="${what[$name]}" '{ printf "| %s | %.2f s | %.0f MB |\n", what, $1, $2 * 1024 / 1000000 }'
done
