#!/usr/bin/env bash
# 256 MB of bare payloads with and without a look for wrappers, and as much API Gateway events and HAR, in turn.
# Needs GNU time, jq. Usage: benches/captures.sh [ROUNDS]
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build --release --quiet
hookspect=$(cd "${CARGO_TARGET_DIR:-target}/release" && pwd)/hookspect
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for file in samples/*/*.json; do jq -c . "$file"; done > "$folder/block"
jq -c '{version: "2.0", routeKey: "$default", rawPath: "/hook", rawQueryString: "",
  headers: {host: "hooks.example.com", "content-type": "application/json"},
  requestContext: {http: {method: "POST", path: "/hook"}, timeEpoch: 1795169730500},
  body: tojson, isBase64Encoded: false}' "$folder/block" > "$folder/gateway"
jq -c '{startedDateTime: "2026-11-20T10:15:30Z", request: {method: "POST", url: "https://hooks.example.com/hook",
  headers: [{name: "Host", value: "hooks.example.com"}], postData: {mimeType: "application/json", text: tojson}}}' \
  "$folder/block" > "$folder/entries"
repeat() { for _ in $(seq $((268435456 / $(wc -c < "$1") + 1))); do cat "$1"; done; }
repeat "$folder/block" > "$folder/bare.ndjson"
repeat "$folder/gateway" > "$folder/gateway.ndjson"
{ printf '{"log":{"version":"1.2","entries":['; repeat "$folder/entries" | paste -sd, -; printf ']}}'; } > "$folder/traffic.har"
timed() { /usr/bin/time -f "%U s user, %e s wall, %M KB peak" -o "$folder/time" "$hookspect" validate --quiet --jobs 1 "$@" > "$folder/out" || true; tail -1 "$folder/time"; }
for _ in $(seq "${1:-5}"); do
  echo "bare, --no-unwrap:  $(timed --no-unwrap "$folder/bare.ndjson")"
  echo "bare:               $(timed "$folder/bare.ndjson")"
  echo "API Gateway events: $(timed "$folder/gateway.ndjson")"
  echo "HAR:                $(timed "$folder/traffic.har")"
done
