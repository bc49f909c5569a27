#!/usr/bin/env bash
# Builds module, page and sample archive twice from nothing, as two people on two machines would: in other folders, with
# other homes, languages, clocks and rights. Every file must come out the same, byte for byte.
# With a FOLDER both trees stay in it.
set -euo pipefail
cd "$(dirname "$0")/.."

KEPT=${1:-}
WORK=${KEPT:-$(mktemp -d)}
[ -n "$KEPT" ] || trap 'chmod -R u+w "$WORK" && rm -rf "$WORK"' EXIT

# Tools and what is configured for them stay where they are; everything they keep is new.
export RUSTUP_HOME=${RUSTUP_HOME:-$HOME/.rustup} npm_config_userconfig=${npm_config_userconfig:-$HOME/.npmrc}
CARGO_CONFIG=${CARGO_HOME:-$HOME/.cargo}/config.toml
unset CARGO_TARGET_DIR CARGO_BUILD_TARGET_DIR

copy() { # FOLDER
  local folder=$1
  mkdir -p "$folder" "$folder home/cargo"
  [ ! -f "$CARGO_CONFIG" ] || cp "$CARGO_CONFIG" "$folder home/cargo/"
  git ls-files -co --exclude-standard -z | tar --null -T - -cf - | tar -xf - -C "$folder"
  # Checksums of files tell what build.sh need not do again, and names come from git.
  git -C "$folder" init -q && git -C "$folder" add -A
}

build() { # FOLDER LOCALE TIMEZONE UMASK
  local home="$1 home"
  (
    umask "$4"
    cd "$1"
    export HOME=$home CARGO_HOME=$home/cargo XDG_CACHE_HOME=$home/cache LC_ALL=$2 TZ=$3 CARGO_PROFILE_DEV_DEBUG=0
    ./build.sh page
    cargo build --quiet --locked --package index-builder
    target/debug/dalil build tests/sample --out target/sample >/dev/null
  )
}

sums() { # FOLDER
  (cd "$1" && find www/dist target/sample -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum)
}

# Both first: who works on goes on.
copy "$WORK/one"
copy "$WORK/and another one"
build "$WORK/one" C Pacific/Kiritimati 022
build "$WORK/and another one" C.UTF-8 America/Adak 077

if ! diff <(sums "$WORK/one") <(sums "$WORK/and another one"); then
  echo "reproducible.sh: the files above differ between two builds of the same source" >&2
  exit 1
fi
printf '   %s files are the same in both\n' "$(sums "$WORK/one" | wc -l | tr -d ' ')"
