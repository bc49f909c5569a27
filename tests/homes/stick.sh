#!/usr/bin/env bash
# Runs a command with a folder lying on a read-only medium, under a long name with blanks and Arabic letters, and without a network: none but
# the computer's own loopback, by which a browser is driven. DALIL_STICK names the folder's copy.
#
#   tests/homes/stick.sh FOLDER WORK COMMAND...     WORK: where the medium may be put
#
# Both need rights that a user has by namespaces where the system allows them. Where it doesn't, the folder is only made unwritable, the
# network stays on, and that is said; the test still sees that nothing is loaded but files.
set -euo pipefail

folder=$1 work=$2
shift 2

name="My Stick of the Newspaper/أرشيف الجريدة القديمة من البداية حتى اليوم، نسخة للقراءة فقط لا يكتب عليها أحد/Reading Room, Second Shelf on the Left, between the Maps and the Almanacs, as It Was Found after the Move in the Summer"
medium=$work/medium

if [ "${DALIL_IN_NAMESPACE:-}" = 1 ]; then
  ip link set lo up 2>/dev/null || ifconfig lo up
  mkdir -p "$medium"
  mount -t tmpfs tmpfs "$medium"
  mkdir -p "$medium/$name"
  cp -r "$folder/." "$medium/$name/"
  mount -o remount,ro "$medium"
  if touch "$medium/$name/written" 2>/dev/null; then
    printf 'the medium can be written to\n' >&2
    exit 1
  fi
  export DALIL_STICK="$medium/$name" DALIL_NETWORK=off
  "$@"
  exit
fi

for way in "--net --mount" "--map-root-user --net --mount"; do
  # shellcheck disable=SC2086
  if unshare $way sh -c "mount -t tmpfs tmpfs '$work' && { ip link set lo up || ifconfig lo up; }" 2>/dev/null; then
    # shellcheck disable=SC2086
    DALIL_IN_NAMESPACE=1 exec unshare $way "$0" "$folder" "$work" "$@"
  fi
done

printf '   no namespaces here: the stick is a folder made unwritable, and the network stays on\n' >&2
mkdir -p "$medium/$name"
cp -r "$folder/." "$medium/$name/"
chmod -R a-w "$medium"
export DALIL_STICK="$medium/$name" DALIL_NETWORK=on
"$@"
