import assert from "node:assert/strict";
import { test } from "node:test";

import type { Search } from "../src/measure.ts";
import type { Measured } from "../src/plan.ts";
import { byKind, figures } from "../src/report/figures.ts";
import { goals } from "../src/report/asked.ts";

const search = (bytes: number, rounds = 4): Search => {
  return { query: "q", milliseconds: bytes / 200, hits: 10, requests: 2, bytes, rounds, kinds: { engine: { requests: 1, bytes: bytes / 2 }, text: { requests: 1, bytes: bytes / 2 } } };
};

function measured(bytes: number, rounds: number): Measured {
  const searches = [search(bytes, rounds), search(2 * bytes, rounds)];
  return {
    title: "Engine",
    version: "1",
    startUp: ["engine"],
    builds: [{ seconds: 1, largestProcess: 100, allProcesses: 200, bytes: 10, files: 2 }],
    first: [searches],
    further: [searches],
    common: [],
    computing: [],
    rounds: { first: searches, further: searches },
  };
}

test("start-up is what comes whatever is asked", () => {
  const { first } = figures(measured(1000, 4));
  assert.equal(first.bytes, 1500);
  assert.equal(first.startUpBytes, 750);
  assert.equal(first.queryBytes, 750);
});

test("what was not measured has no figure", () => {
  assert.equal(figures(measured(1000, 4)).computing.median, null);
});

test("kinds of files are told for the mean search", () => {
  assert.deepEqual(byKind([[search(1000), search(3000)]]), [
    { kind: "engine", requests: 1, bytes: 1000 },
    { kind: "text", requests: 1, bytes: 1000 },
  ]);
});

test("a goal is reached up to what is asked, and only then", () => {
  const rows = goals({ name: "reuters21578", records: 21_578 }, figures(measured(420, 5)), figures(measured(1000, 6))).split("\n");
  assert.match(rows.find((row) => row.includes("first search: bytes")) ?? "", /0\.42 \| 0\.42 \| yes/);
  assert.match(rows.find((row) => row.includes("dependent rounds")) ?? "", /5 \| 4 \| no/);
});

test("of a corpus for which nothing is asked, no verdict is given", () => {
  const rows = goals({ name: "other", records: 5_000 }, figures(measured(420, 4)), figures(measured(1000, 6))).split("\n");
  assert.match(rows.find((row) => row.includes("first search: bytes")) ?? "", /0\.42 \| – \| {2}\|/);
});
