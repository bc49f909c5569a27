import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { writeJson } from "../src/host/json.ts";

const PROTOTYPES = [Object, Array, String, Number, Boolean].map(({ prototype }) => prototype as { toJSON?: unknown });
const OPTIONS = { query: "a", limit: 10, typing: true, after: null, filters: { source: ["Coast Times"] } };
const WRITTEN = '{"query":"a","limit":10,"typing":true,"after":null,"filters":{"source":["Coast Times"]}}';

afterEach(() => PROTOTYPES.forEach((prototype) => delete prototype.toJSON));

test("what a page's library made of toJSON changes nothing that is written, and is there afterwards as it was", () => {
  for (const prototype of PROTOTYPES) {
    Object.defineProperty(prototype, "toJSON", { value: () => '"changed"', configurable: true });
  }
  const before = PROTOTYPES.map((prototype) => Object.getOwnPropertyDescriptor(prototype, "toJSON"));
  assert.equal(writeJson(OPTIONS), WRITTEN);
  assert.deepEqual(PROTOTYPES.map((prototype) => Object.getOwnPropertyDescriptor(prototype, "toJSON")), before);
});

test("a page without them gets none", () => {
  assert.equal(writeJson(OPTIONS), WRITTEN);
  assert.ok(PROTOTYPES.every((prototype) => !Object.hasOwn(prototype, "toJSON")));
});
