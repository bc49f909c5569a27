import assert from "node:assert/strict";
import { test } from "node:test";

import { html as litHtml, nothing as litNothing, svg as litSvg } from "lit/html.js";

import type { Answer } from "../src/dalil.js";
import { AddressBar, readAddress, writeAddress } from "../src/element/address.ts";
import { BLANK } from "../src/element/request.ts";
import { html, nothing, svg } from "../src/element/templates.ts";
import { findWords, fold, wantedWords } from "../src/reader/words.ts";

/** The words that are marked in a text. */
function marked(text: string, query: string, answer: Partial<Answer> | null = null): string[] {
  const understood = { missing: [], ignored: [], corrected: [], expanded: [], words: [] };
  const whole = answer && ({ hits: [], understood, ...answer } as unknown as Answer);
  return findWords(text, wantedWords(query, whole)).map(([start, end]) => text.slice(start, end));
}

test("the words of a search are marked wherever they stand, in whichever case and with whichever accents", () => {
  assert.deepEqual(marked("The Embassy closed; an embassy-ship sailed. Embassies did not.", "embassy"), ["Embassy", "embassy"]);
  assert.deepEqual(marked("Un café, deux CAFE.", "cafe"), ["café", "CAFE"]);
  assert.deepEqual(marked("السَّفارة والسفارة", "السفارة"), ["السَّفارة"]);
  assert.equal(fold("کتابی"), fold("كتابي"));
});

test("a phrase is marked as a whole and nowhere else, a beginning with all that begins so", () => {
  assert.deepEqual(marked("Port Selim, the port of Selim", '"port selim"'), ["Port Selim"]);
  assert.deepEqual(marked("harbours and harbour, harm", "harb*"), ["harbours", "harbour"]);
});

test("what was left out of the search, shut out by it or is a date is not marked", () => {
  const ignored = { understood: { missing: [], ignored: ["of"], corrected: [], expanded: [], words: [] } };
  assert.deepEqual(marked("The order of the council OR 2006", "order of OR -council after:2006", ignored), ["order"]);
  assert.deepEqual(marked("News of the lamp", "section:News title:lamp"), ["News", "lamp"]);
});

test("the spellings and forms that the answer shows are marked too", () => {
  const understood = { missing: [], ignored: [], corrected: [{ from: "embasy", to: "embassy" }], expanded: [{ from: "Kadhimi", to: "al-Kadhemi" }], words: [] };
  const hits = [{ excerpt_parts: [{ text: "the ", mark: false }, { text: "embassies", mark: true }] }] as Answer["hits"];
  assert.deepEqual(marked("Embassies, an embassy, al-Kadhemi", "embasy Kadhimi", { understood, hits }), ["Embassies", "embassy", "al-Kadhemi"]);
});

test("in scripts without blanks words are found within their runs", () => {
  assert.deepEqual(marked("新しい大使館が大使館の", "大使館"), ["大使館", "大使館"]);
});

test("the address holds the article beside the search, and a new search leaves it", () => {
  const id = "News/page 1.htm#2";
  const written = writeAddress({ ...BLANK, query: "lamp" }, "?theme=dark", id);
  assert.equal(new URLSearchParams(written).get("article"), id);
  assert.equal(readAddress(written).query, "lamp");
  assert.equal(writeAddress({ ...BLANK, query: "lamp" }, written), "?theme=dark&q=lamp");
});

test("opening an article makes an entry of its own, so that Back leads to the results", () => {
  const entries = ["https://archive.example/index.html?q=lamp"];
  const location = { get href() { return entries.at(-1) ?? ""; } };
  const history = {
    pushState: (_state: unknown, _title: string, to: string) => void entries.push(to),
    replaceState: (_state: unknown, _title: string, to: string) => void entries.splice(-1, 1, to),
  } as unknown as History;
  const bar = new AddressBar({ location, history });
  bar.note(bar.read(), "chosen", "a b");
  assert.deepEqual([entries.length, bar.article()], [2, "a b"]);
  bar.note(bar.read(), "chosen", "a b");
  assert.equal(entries.length, 2);
  bar.note(bar.read(), "chosen");
  assert.deepEqual([entries.length, bar.article()], [3, null]);
});

test("templates of the parts are those that the view's lit draws", () => {
  const strings = Object.assign(["<p>", "</p>"], { raw: ["<p>", "</p>"] }) as unknown as TemplateStringsArray;
  assert.deepEqual(html(strings, 1), litHtml(strings, 1));
  assert.deepEqual(svg(strings, 1), litSvg(strings, 1));
  assert.equal(nothing, litNothing);
});
