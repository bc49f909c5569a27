#!/usr/bin/env bash
# The three homes of an archive, set up for real: a plain static host, a page of another origin with a strict policy, and a folder that is
# opened from a medium which nobody can write to, without any network. In each of them a reader searches, in every browser.
#
#   tests/homes/run.sh [FILTER]     FILTER: site, partner or stick
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
dalil=${DALIL_BIN:-$root/target/release/dalil}
filter=${1:-}

work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT

# The sample, with its archive in a folder of its own as on a keeper's site: hits lead to the pages beside it.
cp -r "$root/tests/sample" "$work/site"
"$dalil" build "$work/site" --out "$work/site/search" --no-cache >"$work/build.log" 2>&1 || { cat "$work/build.log"; exit 1; }
export DALIL_SITE=$work/site DALIL_BIN=$dalil

read_as() { # HOME
  node --import tsx --test --test-concurrency=1 "homes/$1.test.ts"
}

failed=0
cd "$root/tests/browser"
for home in site partner; do
  if [ -z "$filter" ] || [ "$filter" = "$home" ]; then read_as "$home" || failed=1; fi
done
if [ -z "$filter" ] || [ "$filter" = stick ]; then
  "$here/stick.sh" "$DALIL_SITE" "$work" node --import tsx --test homes/stick.test.ts || failed=1
fi
exit "$failed"
