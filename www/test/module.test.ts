import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

/** What a reader's browser may have to fetch before the first answer, in bytes as compressed by the build. */
const BUDGET = 64 * 1024;

/** What every partner's page loads before anybody has searched, and what comes with the engine once somebody does. */
const PAGE_BUDGET = 25 * 1024;

for (const [name, what] of [["widget.js", "the box costs a partner's page little"], ["view.js", "the view is small beside the engine"]] as const) {
  test(what, () => {
    const bytes = gzipSync(readFileSync(new URL(`../dist/${name}`, import.meta.url)), { level: 9 }).length;
    assert.ok(bytes <= PAGE_BUDGET, `${name} has ${bytes} bytes gzipped, ${bytes - PAGE_BUDGET} too many`);
  });
}

test("the module is small enough to be fetched before the first answer", () => {
  const bytes = readFileSync(new URL("../dist/module/dalil_bg.deflate", import.meta.url)).length;
  assert.ok(
    bytes <= BUDGET,
    `dalil_bg.wasm has ${bytes} bytes compressed, ${bytes - BUDGET} too many. What is large in it: twiggy top -n 40 target/wasm32-unknown-unknown/module/dalil.wasm`,
  );
});
