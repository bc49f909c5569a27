import assert from "node:assert/strict";
import { test } from "node:test";

import type { Answer } from "../src/dalil.js";
import { inTurn, Painting, REGIONS, type Drawn } from "../src/element/painting.ts";

/** A painting whose browser draws when the test says so. */
function painting(isAtOnce = false) {
  const painted: Drawn[] = [];
  const left: number[] = [];
  const waiting: (() => void)[] = [];
  const paint = (drawn: Drawn, follow: number): void => {
    painted.push(drawn);
    left.push(follow);
  };
  const made = new Painting(paint, () => isAtOnce, (next) => waiting.push(next));
  const browserDraws = (): void => waiting.splice(0).forEach((next) => next());
  const changed = (): string => {
    const [before, last] = [painted.at(-2), painted.at(-1)];
    return (Object.keys(last ?? {}) as (keyof Drawn)[]).filter((region) => last?.[region] !== (before?.[region] ?? null)).join(" ");
  };
  return { made, painted, left, browserDraws, changed };
}

test("an answer is drawn in steps, each when the browser has drawn the one before: the hits on the screen first, what stands below it last", async () => {
  const { made, left, browserDraws, changed } = painting();
  made.draw("below", "filters", "hits", "timeline");
  const steps: string[] = [];
  await Promise.resolve();
  for (let drawn = 0; drawn < left.length; drawn += 1) {
    steps.push(changed());
    browserDraws();
  }
  assert.deepEqual([steps, left], [["hits", "further", "timeline", "filters", "below"], [4, 3, 2, 1, 0]]);
});

test("below the first hits stand those of the answer before until it is their turn", async () => {
  const { made, painted, browserDraws } = painting();
  const answer = (ids: string): Answer => ({ hits: [...ids].map((id) => ({ id })), timeline: [], facets: {} }) as unknown as Answer;
  const further = (): string | undefined => painted.at(-1)?.further?.hits.map(({ id }) => id).join("");
  made.show(answer("abcdef"));
  await Promise.resolve();
  assert.equal(further(), undefined);
  REGIONS.forEach(browserDraws);
  assert.equal(further(), "abcdef");
  made.show(answer("ghijkl"));
  await Promise.resolve();
  assert.equal(further(), "abcdef");
  REGIONS.forEach(browserDraws);
  assert.equal(further(), "ghijkl");
});

test("what stands below goes with the hits it belonged to", async () => {
  const { made, painted, browserDraws } = painting();
  const answer = (): Answer => ({ hits: [], timeline: [], facets: {} }) as unknown as Answer;
  const step = async (): Promise<unknown> => (await Promise.resolve(), painted.at(-1)?.below ?? null);
  made.show(answer());
  assert.equal(await step(), null);
  REGIONS.forEach(browserDraws);
  assert.notEqual(await step(), null);
  made.show(answer());
  assert.equal(await step(), null);
});

test("where the reader comes back, all hits and what stands below them are drawn with the first", async () => {
  const { made, left, browserDraws, changed } = painting(true);
  made.draw("hits", "below", "filters");
  await Promise.resolve();
  assert.equal(changed(), "hits further below");
  browserDraws();
  assert.deepEqual([changed(), left], ["filters", [1, 0]]);
});

test("what changes in one go is drawn once, and what has not changed stays as it is", async () => {
  const { made, painted, browserDraws, changed } = painting();
  made.draw("filters");
  made.draw();
  made.draw("filters");
  await Promise.resolve();
  assert.equal(painted.length, 1);
  made.draw();
  await Promise.resolve();
  assert.deepEqual([painted.length, changed()], [2, ""]);
  browserDraws();
  assert.equal(painted.length, 2);
});

test("a keystroke between the steps draws no region: its turn comes", async () => {
  const { made, painted, browserDraws, changed } = painting();
  made.draw("timeline", "filters");
  await Promise.resolve();
  made.draw();
  await Promise.resolve();
  assert.deepEqual([painted.length, changed()], [2, ""]);
  browserDraws();
  assert.equal(changed(), "filters");
});

test("preparations are made one at a time", () => {
  const done: number[] = [];
  const waiting: (() => void)[] = [];
  inTurn([() => done.push(1), () => done.push(2)], (next) => waiting.push(next));
  waiting.shift()?.();
  assert.deepEqual(done, [1]);
  waiting.shift()?.();
  assert.deepEqual([done, waiting.length], [[1, 2], 0]);
});
