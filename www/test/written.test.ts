import assert from "node:assert/strict";
import { test } from "node:test";

import { withExcerpt, withMonths, type WrittenHit } from "../src/host/written.ts";

const hit = (excerpt: WrittenHit["excerpt"]): WrittenHit => ({ id: "a", excerpt }) as WrittenHit;

test("an excerpt comes in parts, and as HTML in which everything but marks is escaped", () => {
  const { id, excerpt, excerpt_parts } = withExcerpt(hit([true, "grain", " & ", "<b>", ` it's "so"`]));
  assert.deepEqual(excerpt_parts, [
    { text: "grain", mark: true },
    { text: " & ", mark: false },
    { text: "<b>", mark: true },
    { text: ` it's "so"`, mark: false },
  ]);
  assert.equal(excerpt, "<mark>grain</mark> &amp; <mark>&lt;b&gt;</mark> it&#39;s &quot;so&quot;");
  assert.equal(id, "a");
  assert.equal(withExcerpt(hit([false, "so ", "it"])).excerpt, "so <mark>it</mark>");
});

test("an article without a text has an excerpt of no parts", () => {
  const { excerpt, excerpt_parts } = withExcerpt(hit([false]));
  assert.deepEqual([excerpt, excerpt_parts], ["", []]);
});

test("months come with their counts, and what has no date last", () => {
  assert.deepEqual(withMonths(["2006-07", 2, null, 1]), [{ month: "2006-07", count: 2 }, { month: null, count: 1 }]);
  assert.deepEqual(withMonths([]), []);
});
