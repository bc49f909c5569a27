#!/usr/bin/env bash
# Holds all dependencies to what they may be: licences, sources, lock files, none that nobody uses, none with a known hole.
# What can't be asked from here (lists of known holes lie on other hosts) is skipped in plain words; with --advisories it
# must be asked, and the tools for it are built.
set -euo pipefail
cd "$(dirname "$0")/.."

MUST=${1:-}
DENY_VERSION=0.20.2
MACHETE_VERSION=0.9.2
TOOLS=${XDG_CACHE_HOME:-$HOME/.cache}/dalil
PACKAGES=(www tests/browser bench)
export PATH="$TOOLS/bin:$PATH"
wrong=0

complain() { printf '   %s\n' "$*" >&2; wrong=1; }

skip() { # WHAT WHY
  if [ "$MUST" = --advisories ]; then complain "$1: $2"; else printf '   skipped: %s: %s\n' "$1" "$2"; fi
}

tool() { # NAME VERSION: installs it once where all must be asked; elsewhere it is used where it is
  if command -v "$1" >/dev/null 2>&1; then return; fi
  if [ "$MUST" != --advisories ]; then return 1; fi
  printf '   building %s %s (once, some minutes)\n' "$1" "$2"
  cargo install --quiet --locked --root "$TOOLS" "$1@$2" 2>/dev/null
}

advisories_of_crates() {
  if ! cargo deny --workspace --locked fetch db >/dev/null 2>&1; then
    skip "known holes in crates" "the RustSec database can't be fetched from here"
  else
    cargo deny --workspace --locked check --hide-inclusion-graph advisories || complain "crates have known holes"
  fi
}

advisories_of_packages() { # FOLDER
  local answer
  answer=$(cd "$1" && npm audit --json 2>/dev/null) || true
  case "$answer" in
  *'"auditReportVersion"'*) (cd "$1" && npm audit) || complain "$1: packages have known holes" ;;
  *) skip "known holes in the npm packages of $1" "the registry doesn't tell them from here" ;;
  esac
}

if tool cargo-deny "$DENY_VERSION"; then
  cargo deny --workspace --locked check --hide-inclusion-graph licenses bans sources || complain "see deny.toml"
  advisories_of_crates
else
  skip "sources of crates" "cargo-deny is not here; tests/supply-chain.sh --advisories builds it"
fi
if tool cargo-machete "$MACHETE_VERSION"; then
  cargo machete --skip-target-dir >/dev/null || { cargo machete --skip-target-dir; complain "crates that nobody uses"; }
else
  skip "crates that nobody uses" "cargo-machete is not here; tests/supply-chain.sh --advisories builds it"
fi
cargo metadata --locked --format-version 1 >/dev/null || complain "Cargo.lock doesn't fit the manifests"
node tests/licences.mjs "${PACKAGES[@]}" || wrong=1
for folder in "${PACKAGES[@]}"; do advisories_of_packages "$folder"; done
exit "$wrong"
