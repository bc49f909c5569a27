#!/usr/bin/env bash
# Fuzzes each target, or those that are named, for as long as SECONDS_EACH says or until RUNS: fuzz/run.sh [TARGET...]
# What a target falls over lies in fuzz/artifacts/TARGET afterwards.
set -euo pipefail
cd "$(dirname "$0")/.."

CARGO_FUZZ_VERSION=0.13.2
TOOLS=${XDG_CACHE_HOME:-$HOME/.cache}/dalil
RUNS=${RUNS:-10000000}
SECONDS_EACH=${SECONDS_EACH:-1800}
# No input of a few thousand bytes may take longer, or more memory.
SLOWEST_SECONDS=10
MOST_MEGABYTES=2048
export PATH="$TOOLS/bin:$PATH"

if ! command -v cargo-fuzz >/dev/null 2>&1; then
  echo "   building cargo-fuzz $CARGO_FUZZ_VERSION (once, a minute)"
  cargo install --quiet --locked --root "$TOOLS" "cargo-fuzz@$CARGO_FUZZ_VERSION"
fi

# The stable compiler can count which branches are taken, and that is all that libFuzzer needs; the address sanitizer, which
# needs another one, would find nothing where no code is unsafe.
FUZZ=(--dev --sanitizer none --features libfuzzer)
export CARGO_PROFILE_DEV_DEBUG=0

if [ $# -eq 0 ]; then
  mapfile -t targets < <(cargo fuzz list)
else
  targets=("$@")
fi
fallen=()
for target in "${targets[@]}"; do
  found=$(mktemp -d)
  printf '   %s: ' "$target"
  # What it finds on its way is not kept: run `cargo fuzz cmin` for that.
  if cargo fuzz run "${FUZZ[@]}" "$target" "$found" "fuzz/corpus/$target" -- -runs="$RUNS" -max_total_time="$SECONDS_EACH" \
    -timeout="$SLOWEST_SECONDS" -rss_limit_mb="$MOST_MEGABYTES" -print_final_stats=1 >"$found.log" 2>&1; then
    sed -n 's/^stat::number_of_executed_units: *//p' "$found.log" | sed 's/$/ executions/'
  else
    echo "FELL"
    tail -n 30 "$found.log" >&2
    fallen+=("$target")
  fi
  rm -rf "$found" "$found.log"
done
[ ${#fallen[@]} -eq 0 ] || { echo "fuzz/run.sh: these fell: ${fallen[*]}" >&2; exit 1; }
