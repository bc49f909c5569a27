# shellcheck shell=bash
# Every test of Dalil; sourced by build.sh, whose functions it uses.

# Where everything is compiled once, nothing of it is kept for a second time.
if [ -n "${CI:-}" ]; then export CARGO_INCREMENTAL=0; fi

LONG=0
AGAIN=0
for argument in "$@"; do
  case "$argument" in
  --long) LONG=1 ;;
  --again) AGAIN=1 ;;
  *) fail "unknown option $argument; use ./build.sh test [--long] [--again]" ;;
  esac
done

TOOLS=${XDG_CACHE_HOME:-$HOME/.cache}/dalil
GECKODRIVER_VERSION=0.37.1
passed=0
failed=0

check() { # NAME COMMAND...
  local name=$1 start=$SECONDS
  shift
  step "$name"
  if "$@"; then
    passed=$((passed + 1))
    printf '   %s: passed in %s s\n' "$name" $((SECONDS - start))
  else
    failed=$((failed + 1))
    printf '   %s: FAILED\n' "$name" >&2
  fi
}

# A check that runs beside the rest, on what that leaves of the processor; `join_beside` waits for it and tells of it. One at a time.
beside() { # NAME COMMAND...
  BESIDE_SAID=$(mktemp)
  (
    failed=0
    renice -n 19 "$(sh -c 'echo $PPID')" >/dev/null 2>&1 || true
    check "$@"
    [ "$failed" = 0 ]
  ) >"$BESIDE_SAID" 2>&1 &
  BESIDE=$!
}

join_beside() {
  if wait "$BESIDE"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
  cat "$BESIDE_SAID"
  rm "$BESIDE_SAID"
}

tree() { # a checksum over everything that a result depends on
  {
    git ls-files -co --exclude-standard
    git ls-files -co --exclude-standard -z | xargs -0 git hash-object || true
    cargo --version
    node --version
    printf 'long %s\n' "$LONG"
  } 2>/dev/null | sha | cut -c1-32
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

install() { # PACKAGE...
  if ! command -v apt-get >/dev/null 2>&1 || ! as_root true 2>/dev/null; then return 1; fi
  { as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@"; } >/dev/null 2>&1
}

# Tests of crawls have a real crawler make them; where it can't be had, they skip themselves and say so.
crawler() {
  if command -v wget >/dev/null 2>&1; then return; fi
  step "installing wget, which makes crawls for the native tests"
  install wget || printf '   wget can'"'"'t be installed from here; the tests of real crawls are skipped. On Debian or Ubuntu: sudo apt-get install wget\n' >&2
}

# The browsers are those of the system: Chromium, Firefox and WebKitGTK with their drivers. They come beside the first steps, of which
# some leave a processor idle; `join_browsers` waits for them.
begin_browsers() {
  BROWSERS_SAID=$(mktemp)
  (browsers) >"$BROWSERS_SAID" 2>&1 &
  BROWSERS=$!
}

join_browsers() {
  local came=0
  wait "$BROWSERS" || came=$?
  cat "$BROWSERS_SAID" >&2
  rm "$BROWSERS_SAID"
  [ "$came" = 0 ] || exit 1
  export PATH="$PATH:$TOOLS/bin"
}

browsers() {
  local packages=() missing=()
  command -v chromedriver >/dev/null 2>&1 || packages+=(chromium chromium-driver)
  command -v firefox-esr >/dev/null 2>&1 || command -v firefox >/dev/null 2>&1 || packages+=(firefox-esr)
  command -v WebKitWebDriver >/dev/null 2>&1 || packages+=(webkit2gtk-driver)
  command -v Xvfb >/dev/null 2>&1 || packages+=(xvfb)
  if [ ${#packages[@]} -gt 0 ]; then
    step "installing the browsers' packages: ${packages[*]}"
    install "${packages[@]}" ||
      fail "the browser tests need these packages, which can't be installed from here: ${packages[*]}
  on Debian or Ubuntu: sudo apt-get install ${packages[*]}
  elsewhere: Chromium with chromedriver, Firefox, WebKitGTK with WebKitWebDriver, and Xvfb, all on the PATH"
  fi
  if command -v geckodriver >/dev/null 2>&1; then return; fi
  if [ ! -x "$TOOLS/bin/geckodriver" ]; then
    step "building geckodriver $GECKODRIVER_VERSION, which drives Firefox (once, a minute)"
    cargo install --quiet --locked --debug --root "$TOOLS" "geckodriver@$GECKODRIVER_VERSION" ||
      fail "geckodriver can't be built; install it and put it on the PATH"
  fi
}

# Tests compile everything for this computer. So lints look at what no test compiles: the module, and what Windows has, which differs most
# from here. The few lines that only Unix has are looked at in a long run.
lints() {
  rust_target "$WINDOWS_TARGET"
  cargo clippy --quiet --locked --package dalil --lib --target "$WASM_TARGET" -- -D warnings &&
    cargo clippy --quiet --locked --workspace --all-targets --target "$WINDOWS_TARGET" -- -D warnings || return 1
  [ "$LONG" = 1 ] || return 0
  rust_target "$MAC_TARGET"
  cargo clippy --quiet --locked --workspace --all-targets -- -D warnings &&
    cargo check --quiet --locked --package index-builder --target "$MAC_TARGET"
}

page_tests() { (cd www && npm test --silent); }
# What needs neither a browser nor a peer.
bench_tests() { (cd bench && npm run --silent check && npm test --silent); }
page_types() { (cd www && npm run --silent check) && (cd tests/browser && npm run --silent check); }
browser_tests() { (cd tests/browser && DALIL_LONG=$LONG npm test --silent); }
screens() { (cd tests/browser && npm run --silent screens); }
three_homes() { tests/homes/run.sh; }
# What takes too long for every run is ignored by its tests but for this.
native_tests() {
  local long=()
  [ "$LONG" = 1 ] && long=(-- --include-ignored)
  cargo test --quiet --locked --workspace ${long[@]+"${long[@]}"}
}
formatting() { cargo fmt --check; }
supply_chain() { tests/supply-chain.sh; }
# What takes long: each decoder for half an hour, two builds from nothing.
fuzzers() { fuzz/run.sh; }
reproducible() { tests/reproducible.sh; }

# One run of all, unless nothing has changed since they all passed.
value=$(tree)
if [ "$AGAIN" = 0 ] && [ -z "${CI:-}" ] && [ -n "$value" ] && unchanged tested "$value"; then
  step "nothing has changed since all tests passed; to run them anyway: ./build.sh test --again"
  exit 0
fi

# Before the browsers: one program at a time can install packages.
crawler
begin_browsers
build_www
beside "lints" lints
build_binary
join_beside
check "the sample archive" build_sample
check "formatting" formatting
check "native tests" native_tests
packages tests/browser
check "types of the page" page_types
check "tests of the page" page_tests
packages bench
check "tests of the bench" bench_tests
join_browsers
check "tests in browsers" browser_tests
check "the three homes" three_homes
check "pictures of every state, in target/screens" screens

check "dependencies" supply_chain
if [ "$LONG" = 1 ]; then
  check "two builds, the same bytes" reproducible
  check "fuzzers" fuzzers
fi

printf '%s passed, %s failed\n' "$passed" "$failed"
[ "$failed" = 0 ] || exit 1
stamp tested "$value"
