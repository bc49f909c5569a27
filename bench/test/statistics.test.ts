import assert from "node:assert/strict";
import { test } from "node:test";

import { median, medians, percentile } from "../src/statistics.ts";

test("the median of an even number of values lies between the two in the middle", () => {
  assert.equal(median([4, 1, 3, 2]), 2.5);
});

test("values are compared as numbers", () => {
  assert.equal(median([100, 20, 3]), 20);
});

test("a percentile between two values is weighed by its distance from both", () => {
  assert.equal(percentile([0, 10], 95), 9.5);
  assert.equal(percentile([7], 95), 7);
});

test("of nothing there is no median", () => {
  assert.equal(median([]), null);
});

test("one disturbed repetition changes no query's median", () => {
  assert.deepEqual(medians([[1, 2], [1, 900], [800, 2]]), [1, 2]);
});

test("a query that one repetition lacks has the median of the others", () => {
  assert.deepEqual(medians([[1, 2], [3]]), [2, 2]);
});
