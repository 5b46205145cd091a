#!/usr/bin/env bash
# `redact` and `redact --check` beside `validate`, and `sample --count`, over 131 MB of NDJSON on one thread; `gitleaks`,
# `detect-secrets` and `veloci` over the same file where they are installed. Needs GNU time.
# Usage: benches/redact.sh [ROUNDS] [MEGABYTES] [HOOKSPECT]
set -euo pipefail
cd "$(dirname "$0")/.."
hookspect=${3:-$PWD/target/release/hookspect}
[ $# -gt 2 ] || cargo build --release --quiet
command -v /usr/bin/time > /dev/null || { echo "needs GNU time at /usr/bin/time" >&2; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for file in samples/*/*.json; do tr -d '\n' < "$file"; echo; done |
  sed 's/example\.\(com\|org\|net\)/kelpshop.io/g' > "$folder/block"
bytes=$((${2:-131} << 20))
for _ in $(seq $((bytes / $(wc -c < "$folder/block") + 1))); do cat "$folder/block"; done > "$folder/captures.ndjson"
count=$((${2:-131} * 100000 / 131))
(umask 077; head -c 32 /dev/urandom | base64 > "$folder/key")
timed() {
  /usr/bin/time -f "%U s user, %e s wall, %M KB peak" -o "$folder/time" "$@" > "$folder/out" 2> "$folder/said" || true
  # 0 and 1 are verdicts; anything else was no measurement.
  [ "$(grep -c "exited with non-zero status [^1]" "$folder/time")" = 0 ] || { cat "$folder/said" >&2; exit 1; }
  tail -1 "$folder/time"
}
for _ in $(seq "${1:-5}"); do
  echo "validate:            $(timed "$hookspect" validate --quiet --jobs 1 "$folder/captures.ndjson")"
  echo "redact:              $(timed "$hookspect" redact --quiet --jobs 1 --key-file "$folder/key" "$folder/captures.ndjson")"
  echo "redact --check:      $(timed "$hookspect" redact --check --quiet --jobs 1 --exit-zero "$folder/captures.ndjson")"
  echo "sample --count $count: $(timed "$hookspect" sample promoter.created --quiet --count "$count"), $(wc -c < "$folder/out") bytes"
  ! command -v gitleaks > /dev/null ||
    echo "gitleaks:            $(timed gitleaks dir --no-banner --exit-code 0 "$folder/captures.ndjson")"
  ! command -v detect-secrets > /dev/null ||
    echo "detect-secrets:      $(timed detect-secrets scan "$folder/captures.ndjson")"
  ! command -v veloci > /dev/null ||
    echo "veloci:              $(timed veloci redact "$folder/captures.ndjson")"
done
