import assert from "node:assert/strict";
import { test } from "node:test";

import type { Answer } from "../src/dalil.js";
import { inTurn, Painting, type Drawn } from "../src/element/painting.ts";

/** A painting whose browser draws when the test says so. */
function painting() {
  const painted: Drawn[] = [];
  const whole: boolean[] = [];
  const waiting: (() => void)[] = [];
  const paint = (drawn: Drawn, isWhole: boolean): void => {
    painted.push(drawn);
    whole.push(isWhole);
  };
  const made = new Painting(paint, (next) => waiting.push(next));
  const browserDraws = (): void => waiting.splice(0).forEach((next) => next());
  const changed = (): string => {
    const [before, last] = [painted.at(-2), painted.at(-1)];
    return (Object.keys(last ?? {}) as (keyof Drawn)[]).filter((region) => last?.[region] !== (before?.[region] ?? null)).join(" ");
  };
  return { made, painted, whole, browserDraws, changed };
}

test("an answer is drawn in steps: hits first, the rest when the browser has drawn them", async () => {
  const { made, painted, browserDraws, changed } = painting();
  made.draw("filters", "hits", "timeline");
  await Promise.resolve();
  assert.equal(changed(), "hits");
  browserDraws();
  assert.equal(changed(), "timeline");
  browserDraws();
  assert.equal(changed(), "filters");
  browserDraws();
  assert.equal(painted.length, 3);
});

test("what stands below the screen is drawn last, and only then is an answer drawn in whole", async () => {
  const { made, whole, browserDraws, changed } = painting();
  made.draw("below", "hits", "filters");
  await Promise.resolve();
  browserDraws();
  browserDraws();
  assert.deepEqual([changed(), whole], ["below", [false, false, true]]);
});

test("what stands below goes with the hits it belonged to", async () => {
  const { made, painted, browserDraws } = painting();
  const answer = (): Answer => ({ hits: [], timeline: [], facets: {} }) as unknown as Answer;
  const step = async (): Promise<unknown> => (await Promise.resolve(), painted.at(-1)?.below ?? null);
  made.show(answer());
  assert.equal(await step(), null);
  [1, 2, 3].forEach(browserDraws);
  assert.notEqual(await step(), null);
  made.show(answer());
  assert.equal(await step(), null);
});

test("what changes in one go is drawn once, and what has not changed stays as it is", async () => {
  const { made, painted, browserDraws, changed } = painting();
  made.draw("hits");
  made.draw();
  made.draw("hits");
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
  made.draw("hits", "filters");
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
