import assert from "node:assert/strict";
import { test } from "node:test";

import type { Answer, Understood } from "../src/dalil.js";
import { corrections, expansions, literally, searchedQuery, tellingSpellings } from "../src/element/respelling.ts";

function answer(query: string, suggestion: string | null, understood: Partial<Understood>): Answer {
  return { query, suggestion, understood: { missing: [], ignored: [], corrected: [], expanded: [], ...understood } } as unknown as Answer;
}

const pairs = (from: string, ...to: string[]): { from: string; to: string }[] => to.map((word) => ({ from, to: word }));

test("what a word was taken for stands together, the likeliest first and three at most", () => {
  const corrected = [...pairs("hound", "sound", "found", "bound", "round"), ...pairs("embasy", "embassy")];
  assert.deepEqual(corrections(answer("hound embasy", null, { corrected })), [
    { from: "hound", to: ["sound", "found", "bound"] },
    { from: "embasy", to: ["embassy"] },
  ]);
  const expanded = pairs("kadhimi", "kadhemi", "الكاظمي");
  assert.deepEqual(expansions(answer("kadhimi", null, { expanded })), [{ from: "kadhimi", to: ["kadhemi", "الكاظمي"] }]);
});

test("the heading names the query that was searched, which a mere suggestion was not", () => {
  assert.equal(searchedQuery(answer("embasy", "embassy", { corrected: pairs("embasy", "embassy") })), "embassy");
  assert.equal(searchedQuery(answer('"old brigde"', "old brigde", {})), '"old brigde"');
});

test("the way back puts the words typed in quotation marks, and leaves the rest of the query alone", () => {
  const ways: [query: string, words: string[], literal: string | null][] = [
    ["embasy", ["embasy"], '"embasy"'],
    ["embasy -narley title:embasy", ["embasy", "narley"], '"embasy" -"narley" title:"embasy"'],
    ["the embasy in embasyland", ["embasy"], 'the "embasy" in embasyland'],
    ['"an embasy" Embasy', ["embasy"], '"an embasy" "Embasy"'],
    ["(الكاظمي OR grain)", ["الكاظمي"], '("الكاظمي" OR grain)'],
    ["Tell Sahra dig", ["Tell Sahra"], '"Tell Sahra" dig'],
    ["kadh* kadh", ["kadh"], 'kadh* "kadh"'],
    ["c++ (a", ["c++"], '"c++" (a'],
    ['"embasy"', ["embasy"], null],
    ["北京大学", ["北京"], null],
  ];
  for (const [query, words, literal] of ways) {
    assert.equal(literally(query, words), literal, query);
  }
});

test("a hit tells by which spelling it was found, but not the one correction that all of them share", () => {
  const one = answer("embasy kadhimi", "embassy kadhimi", { corrected: pairs("embasy", "embassy"), expanded: pairs("kadhimi", "kadhemi") });
  assert.deepEqual(tellingSpellings(one, ["embassy", "kadhemi"]), ["kadhemi"]);
  const several = answer("hound", "sound", { corrected: pairs("hound", "sound", "found") });
  assert.deepEqual(tellingSpellings(several, ["found"]), ["found"]);
});
