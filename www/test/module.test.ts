import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

/** What a reader's browser may have to fetch before the first answer, in bytes gzipped. */
const BUDGET = 64 * 1024;

/** What every partner's page loads before anybody has searched. */
const WIDGET_BUDGET = 25 * 1024;

test("the widget costs a partner's page little", () => {
  const bytes = gzipSync(readFileSync(new URL("../dist/widget.js", import.meta.url)), { level: 9 }).length;
  assert.ok(bytes <= WIDGET_BUDGET, `widget.js has ${bytes} bytes gzipped, ${bytes - WIDGET_BUDGET} too many`);
});

test("the module is small enough to be fetched before the first answer", () => {
  const bytes = gzipSync(readFileSync(new URL("../dist/module/dalil_bg.wasm", import.meta.url)), { level: 9 }).length;
  assert.ok(
    bytes <= BUDGET,
    `dalil_bg.wasm has ${bytes} bytes gzipped, ${bytes - BUDGET} too many. What is large in it: twiggy top -n 40 target/wasm32-unknown-unknown/module/dalil.wasm`,
  );
});
