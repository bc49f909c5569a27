import assert from "node:assert/strict";
import { test } from "node:test";

import type { Answer } from "../src/dalil.js";
import { marked, periods, undated } from "../src/element/timeline/periods.ts";

const answer = (counts: Record<string, number>, withoutDate = 0): Pick<Answer, "timeline"> => ({
  timeline: [
    ...Object.entries(counts).map(([month, count]) => ({ month, count })),
    ...(withoutDate > 0 ? [{ month: null, count: withoutDate }] : []),
  ],
});
const told = (...given: Parameters<typeof periods>): string => periods(...given).map(({ name, next, count }) => `${name}<${next}:${count}`).join(" ");

test("a few years are shown by month, with the months that have nothing", () => {
  assert.equal(told(answer({ "2019-11": 2, "2020-02": 5 }), "", ""), "2019-11<2019-12:2 2019-12<2020-01:0 2020-01<2020-02:0 2020-02<2020-03:5");
});

test("many years are shown by year", () => {
  const shown = periods(answer({ "2003-01": 1, "2003-12": 2, "2021-06": 4 }), "", "");
  assert.deepEqual([shown.length, shown[0], shown.at(-1)], [19, { name: "2003", next: "2004", count: 3 }, { name: "2021", next: "2022", count: 4 }]);
});

test("the span that was asked for is shown whole, whatever was found in it", () => {
  assert.equal(told(answer({ "2012-05": 3 }), "2012-04", "2012-07"), "2012-04<2012-05:0 2012-05<2012-06:3 2012-06<2012-07:0");
  assert.equal(periods(answer({ "2012-05": 3 }), "2012", "2013").length, 12);
  // Half a month is in it, too.
  assert.equal(told(answer({ "2012-05": 3 }), "2012-05-20", "2012-06-02"), "2012-05<2012-06:3 2012-06<2012-07:0");
});

test("what has no date is counted apart, and alone makes no bars", () => {
  assert.deepEqual([periods(answer({}, 7), "", ""), undated(answer({}, 7)), undated(answer({ "2012-05": 3 }))], [[], 7, 0]);
});

test("the axis has some six marks at most, at years where there are several", () => {
  const months = periods(answer({ "2019-06": 1, "2022-03": 1 }), "", "");
  assert.deepEqual(marked(months).map(({ name }) => name), ["2020-01", "2021-01", "2022-01"]);
  const years = periods(answer({ "1900-06": 1, "2022-03": 1 }), "", "");
  assert.ok(marked(years).length <= 7 && marked(years).length >= 4);
  assert.deepEqual(marked(periods(answer({ "2019-02": 1, "2019-04": 1 }), "", "")).map(({ name }) => name), ["2019-02", "2019-03", "2019-04"]);
});
