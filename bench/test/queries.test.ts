import assert from "node:assert/strict";
import { test } from "node:test";

import { makeQueries, wordsOf } from "../src/queries.ts";
import type { Article } from "../src/records.mjs";

/** Articles with two words each that are in 5 % of all, in 1 % and in five articles. */
function corpus(size: number): Article[] {
  return Array.from({ length: size }, (_, place) => {
    const words = [name("a", place % 20), name("b", place % 19), name("c", place % 100), name("d", place % 99), name("e", place % 400), name("f", place % 399)];
    return { id: String(place), title: words.slice(2).join(" "), text: words.join(" "), url: `/${place}`, language: "en" };
  });
}

/** A word of letters that starts with its kind. */
function name(kind: string, number: number): string {
  return `${kind}${String(number).padStart(4, "0").replace(/\d/g, (digit) => "qrstuvwxyz".charAt(Number(digit)))}`;
}

const articles = corpus(2_000);

test("the same seed makes the same queries of the same corpus", () => {
  assert.deepEqual(makeQueries(articles, 7), makeQueries(articles, 7));
});

test("another seed makes others", () => {
  assert.notDeepEqual(makeQueries(articles, 7).mixed, makeQueries(articles, 8).mixed);
});

test("sixty queries of one to three words are asked, none of them twice", () => {
  const { first, mixed, common } = makeQueries(articles, 1);
  const lengths = new Set(mixed.map((query) => query.split(" ").length));
  assert.equal(mixed.length, 60);
  assert.deepEqual([...lengths].sort(), [1, 2, 3]);
  const all = [...first, ...mixed, ...common];
  assert.equal(new Set(all).size, all.length);
});

test("some article has every word of a query", () => {
  const { first, mixed, common } = makeQueries(articles, 1);
  const words = articles.map(({ title, text }) => new Set(wordsOf(`${title} ${text}`)));
  for (const query of [...first, ...mixed, ...common]) {
    assert.ok(words.some((article) => query.split(" ").every((word) => article.has(word))), query);
  }
});

test("a corpus without articles has no queries", () => {
  assert.deepEqual(makeQueries([], 1).mixed, []);
});
