import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

/** What a reader's browser may have to fetch before the first answer, in bytes as compressed by the build. */
const BUDGET = 64 * 1024;

test("the module is small enough to be fetched before the first answer", () => {
  const bytes = readFileSync(new URL("../dist/module/dalil_bg.deflate", import.meta.url)).length;
  assert.ok(
    bytes <= BUDGET,
    `dalil_bg.wasm has ${bytes} bytes compressed, ${bytes - BUDGET} too many. What is large in it: cargo install twiggy && twiggy top -n 40 target/wasm32-unknown-unknown/module/dalil.wasm`,
  );
});
