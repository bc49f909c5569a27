#!/usr/bin/env bash
# Builds everything (./build.sh), only what a browser loads (./build.sh page), or builds and tests everything
# (./build.sh test [--long] [--again]).
set -euo pipefail
cd "$(dirname "$0")"

WASM_TARGET=wasm32-unknown-unknown
# What keepers have: the binary must compile for them too.
WINDOWS_TARGET=x86_64-pc-windows-gnu
MAC_TARGET=aarch64-apple-darwin
WASM_FEATURES=(--enable-bulk-memory --enable-bulk-memory-opt --enable-nontrapping-float-to-int --enable-sign-ext
  --enable-mutable-globals --enable-reference-types --enable-multivalue)
# Low memory is the end of the stack: nothing of ours lies there.
WASM_SHRINKING=(-Oz --flatten --rereloop -Oz -Oz --converge --low-memory-unused --one-caller-inline-max-function-size 0
  --strip-producers --strip-target-features)
# Counters of loops taken apart are faster on a processor, but larger in WebAssembly; so is what is made ready for references. Functions
# of three times the size that `z` allows are inlined: a twentieth less time for 500 bytes.
MODULE_FLAGS=(-C llvm-args=-disable-lsr -C llvm-args=-inline-threshold=15 -C target-feature=-reference-types)
STAMPS=target/stamps

step() { printf '\033[1m==\033[0m %s\n' "$*"; }
fail() { printf 'build.sh: %s\n' "$*" >&2; exit 1; }

need() { # COMMAND WHAT-TO-DO
  command -v "$1" >/dev/null 2>&1 || fail "$1 is missing: $2"
}

sha() { # [FILE...]
  if command -v sha256sum >/dev/null 2>&1; then sha256sum "$@"; else shasum -a 256 "$@"; fi
}

sum() { # FILE... -> one checksum over their names and contents
  sha "$@" | sha | cut -c1-32
}

unchanged() { # STAMP VALUE: whether this was done already
  [ "$(cat "$STAMPS/$1" 2>/dev/null)" = "$2" ]
}

stamp() { # STAMP VALUE
  mkdir -p "$STAMPS"
  printf '%s' "$2" > "$STAMPS/$1"
}

rust_target() { # TARGET
  if command -v rustup >/dev/null 2>&1 && ! rustup target list --installed | grep -qx "$1"; then
    step "adding the Rust target $1"
    rustup target add "$1" >/dev/null 2>&1 || fail "the Rust target $1 can't be added; try: rustup target add $1"
  fi
}

packages() { # FOLDER: installs its npm packages when its lock file changed
  local value
  value=$(sum "$1/package-lock.json")
  if ! unchanged "npm-${1//\//-}" "$value" || [ ! -d "$1/node_modules" ]; then
    step "installing the npm packages of $1"
    (cd "$1" && npm ci --no-audit --no-fund --loglevel=error)
    stamp "npm-${1//\//-}" "$value"
  fi
}

build_module() {
  local wasm=target/$WASM_TARGET/module/dalil.wasm out=www/dist/module value
  # Panics name the files of libraries: the module must not tell, or depend on, where these lie on this computer.
  local renamed="--remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}/registry/src=crates"
  step "building the module"
  # As cdylib alone: together with an rlib the linker keeps what nobody uses.
  CARGO_ENCODED_RUSTFLAGS=$renamed cargo rustc --quiet --locked --profile module --target $WASM_TARGET --package dalil --lib --crate-type cdylib -- "${MODULE_FLAGS[@]}"
  value=$(sum $wasm build.sh www/bindgen/src/main.rs www/package-lock.json Cargo.lock)
  if unchanged module "$value" && [ -f $out/dalil_bg.wasm ] && [ -f $out/dalil_bg.deflate ]; then return; fi
  step "binding and shrinking it"
  cargo run --quiet --locked --package bindgen -- $wasm $out
  (cd www && npx --no-install wasm-opt "${WASM_SHRINKING[@]}" "${WASM_FEATURES[@]}" dist/module/dalil_bg.wasm -o dist/module/dalil_bg.wasm)
  cargo run --quiet --locked --package bindgen -- --pack $out/dalil_bg.wasm
  stamp module "$value"
}

build_page() {
  local value
  value=$(sum $(git ls-files -co --exclude-standard www/src www/test 'www/*.json' 'www/*.ts' 'www/*.mjs' 'www/*.html') www/dist/module/dalil_bg.wasm)
  if unchanged page "$value" && [ -f www/dist/view.js ]; then return; fi
  step "building the page"
  (cd www && npm run --silent build)
  stamp page "$value"
}

build_www() {
  need cargo "install Rust from https://rustup.rs"
  need node "install Node.js 20 or later from https://nodejs.org"
  need npm "install Node.js with npm from https://nodejs.org"
  need git "install git"
  rust_target $WASM_TARGET
  packages www
  build_module
  build_page
}

build_binary() {
  step "building the dalil binary"
  cargo build --quiet --locked --release
}

build_all() {
  build_www
  build_binary
}

build_sample() {
  step "building the sample archive"
  target/release/dalil build tests/sample --out target/sample >/dev/null
}

case "${1:-build}" in
build)
  build_all
  build_sample
  step "done: an archive to search is in target/sample/
   open:  target/sample/index.html
   serve: target/release/dalil serve target/sample --open"
  ;;
page)
  build_www
  ;;
test)
  shift
  # shellcheck source=tests/run.sh
  . tests/run.sh "$@"
  ;;
*)
  fail "unknown command $1; use ./build.sh, ./build.sh page, or ./build.sh test [--long] [--again]"
  ;;
esac
