import assert from "node:assert/strict";
import { test } from "node:test";

import type { Answer, Certainty } from "../src/dalil.js";
import { archiveAddress } from "../src/archive-address.ts";
import { FacetOrder } from "../src/element/facet-order.ts";
import { firstSentence } from "../src/element/first-sentence.ts";
import { readPartialDate } from "../src/element/partial-date.ts";
import { BLANK, optionsFor, same, toggle } from "../src/element/request.ts";
import { pageNumbers } from "../src/element/page-numbers.ts";
import { safeAddress } from "../src/safe-address.ts";

test("an archive is found however its address is written", () => {
  const base = "https://partner.example/news/today.html";
  for (const written of ["https://archive.example/search", "https://archive.example/search/", "https://archive.example/search/widget.js?v=2#x"]) {
    assert.equal(archiveAddress(written, base).href, "https://archive.example/search/");
  }
  assert.equal(archiveAddress("../search", base).href, "https://partner.example/search/");
  assert.equal(archiveAddress("index.html", "file:///media/My%20Stick/a/index.html").href, "file:///media/My%20Stick/a/");
  assert.equal(archiveAddress("https://archive.example/v1.2", base).href, "https://archive.example/v1.2/");
});

test("only addresses that open a page become links", () => {
  const base = "https://archive.example/search/";
  assert.equal(safeAddress("../News/14 n/a.htm", base), "https://archive.example/News/14%20n/a.htm");
  for (const written of ["javascript:alert(1)", " JaVaScRiPt:alert(1)", "java\nscript:alert(1)", "data:text/html,x", "mailto:a@b", "https://[", "", null]) {
    assert.equal(safeAddress(written, base), null);
  }
});

test("dates are read as people write them, and days that never were are not", () => {
  const read = { "2006": "2006", " 2006-7 ": "2006-07", "2006/07/14": "2006-07-14", "2006.7.4": "2006-07-04", "٢٠٠٦-٠٧": "2006-07", "": "" };
  for (const [typed, date] of Object.entries(read)) {
    assert.equal(readPartialDate(typed), date);
  }
  for (const typed of ["06", "2006-13", "2006-02-29", "July 2006", "2006-", "2006-07-14-1"]) {
    assert.equal(readPartialDate(typed), null, typed);
  }
});

test("an article without a title is called by its first sentence", () => {
  assert.equal(firstSentence("\u2026 A ration was announced. The baker waits.", "en"), "A ration was announced.");
  assert.equal(firstSentence("A ration. More.", "not a language!"), "A ration. More.");
  assert.ok(firstSentence("word ".repeat(100), "en").length <= 142);
});

test("pages are numbered at both ends and around the current one", () => {
  assert.deepEqual(pageNumbers(1, 1), [1]);
  assert.deepEqual(pageNumbers(1, 20), [1, 2, null, 20]);
  assert.deepEqual(pageNumbers(10, 20), [1, null, 9, 10, 11, null, 20]);
  assert.deepEqual(pageNumbers(3, 5), [1, 2, 3, 4, 5]);
});

test("choosing a value starts again at the first page, and the author's filter can't be undone", () => {
  const chosen = toggle({ ...BLANK, query: "a", page: 4 }, "section", "News", true);
  assert.deepEqual([chosen.filters, chosen.page], [{ section: ["News"] }, 1]);
  assert.deepEqual(toggle(chosen, "section", "News", false).filters, {});
  assert.deepEqual(optionsFor(chosen, 10, { section: ["Letters"] }).filters, { section: ["Letters"] });
});

test("a field may be called as what every object has", () => {
  assert.deepEqual(Object.entries(toggle(BLANK, "constructor", "x", true).filters), [["constructor", ["x"]]]);
  assert.equal(same({ ...BLANK, filters: { valueOf: ["x"] } as never }, BLANK), false);
});

test("filters keep their places while the query stays the same", () => {
  const shown = facetReader();
  assert.deepEqual(shown("a", "exact", "News", "Letters"), ["News", "Letters"]);
  assert.deepEqual(shown("a", "exact", "Letters", "Sport", "News"), ["News", "Letters", "Sport"]);
  assert.deepEqual(shown("b", "exact", "Letters", "News"), ["Letters", "News"]);
});

test("filters don't vanish until they are counted again, and those counted at last stand in order", () => {
  const shown = facetReader();
  assert.deepEqual(shown("a", "at_least", "News"), ["News"]);
  assert.deepEqual(shown("a", "exact", "Letters", "News"), ["Letters", "News"]);
  assert.deepEqual(shown("a", "at_least"), ["Letters", "News"]);
  assert.deepEqual(shown("a", "exact", "News"), ["News"]);
});

test("years stand in their order, the newest first, and after the other fields", () => {
  const values = ["2003", "2021", "2010"].map((value, i) => ({ value, count: 9 - i }));
  const facets = new FacetOrder().keep({ query: "a", facets: { year: { values, more: 0, is: "exact" }, topic: { values: [], more: 0, is: "exact" } } } as unknown as Answer, false, []);
  assert.deepEqual(facets.map(({ field }) => field), ["section", "source", "topic", "year"]);
  assert.deepEqual(facets.at(-1)?.values.map(({ value, count }) => [value, count]), [["2021", 8], ["2010", 7], ["2003", 9]]);
});

/** Gives the values of a section filter, answer after answer. */
function facetReader(): (query: string, is: Certainty, ...values: string[]) => string[] {
  const order = new FacetOrder();
  return (query, is, ...values) => {
    const section = { values: values.map((value) => ({ value, count: 1 })), more: 0, is };
    const facets = order.keep({ query, facets: { section } } as unknown as Answer, false, ["source"]);
    return facets.flatMap((facet) => facet.values.map(({ value }) => value));
  };
}
