#!/usr/bin/env bash
# Precision and recall of `redact --check`, rule by rule, over values that others publish how to make: tokens after the
# patterns of Betterleaks (in the crate kingfisher-rules), people of Faker in seven languages, and lookalikes of Faker that
# are nobody's. `detect-secrets` over the same lines beside it. Fetches both from the package registries; the same seed makes
# the same lines. Usage: benches/privacy.sh [HOOKSPECT]
set -euo pipefail
cd "$(dirname "$0")/.."
hookspect=${1:-target/release/hookspect}
[ -x "$hookspect" ] || { echo "no program at $hookspect: cargo build --release, or name one" >&2; exit 2; }
hookspect=$(realpath "$hookspect")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp benches/privacy.py "$folder/"
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check faker==40.54.0 rstr==3.2.2 pyyaml==6.0.3 detect-secrets==1.5.0
mkdir -p rules/src
printf '[package]\nname = "rules"\nversion = "0.0.0"\nedition = "2021"\n[dependencies]\nkingfisher-rules = "=3.0.1"\n' > rules/Cargo.toml
touch rules/src/lib.rs
(cd rules && cargo vendor --quiet > vendored.toml)
env/bin/python privacy.py "$hookspect" rules/vendor/kingfisher-rules/generated/rules/betterleaks.yml
