import assert from "node:assert/strict";
import { test } from "node:test";

import type { Archive, Hit } from "../src/dalil.js";
import { citation, readable } from "../src/element/citation.ts";
import { HitPanels, keyOf } from "../src/element/hit-panels.ts";
import { shownPicture, wantedPictures } from "../src/element/pictures.ts";
import { namedPlaces } from "../src/element/places.ts";
import { resolveAddresses } from "../src/host/addresses.ts";
import { Phrases } from "../src/strings/phrases.ts";
import { en } from "../src/strings/tables/en.ts";

const BASE = new URL("https://archive.example/search/");
const READER = { savesData: false };

test("a search page shows pictures, a partner's page only where it asks for them, and nobody who saves data gets any", () => {
  // An attribute that was never there is undefined, one that was taken away null.
  for (const absent of [null, undefined]) {
    assert.equal(wantedPictures(absent, true, READER), "own");
    assert.equal(wantedPictures(absent, false, READER), "none");
  }
  assert.equal(wantedPictures("", false, READER), "own");
  assert.equal(wantedPictures("all", false, READER), "all");
  assert.equal(wantedPictures("none", true, READER), "none");
  assert.equal(wantedPictures("all", true, { savesData: true }), "none");
});

test("no other host hears of a hit through its picture, unless the page's author says so", () => {
  const own = "https://archive.example/img/a.gif";
  const other = "https://agency.example/a.gif";
  assert.equal(shownPicture(own, BASE, "own"), own);
  assert.equal(shownPicture(other, BASE, "own"), null);
  assert.equal(shownPicture("http://archive.example/a.gif", BASE, "own"), null);
  assert.equal(shownPicture(other, BASE, "all"), other);
  assert.equal(shownPicture(own, BASE, "none"), null);
  assert.equal(shownPicture(null, BASE, "all"), null);
  const onDisk = new URL("file:///media/stick/search/");
  assert.equal(shownPicture("file:///media/stick/a.gif", onDisk, "own"), "file:///media/stick/a.gif");
  assert.equal(shownPicture(other, onDisk, "own"), null);
});

test("further places are called by their hosts where these tell them apart, else by their paths", () => {
  const names = (...places: [url: string | null, id: string][]): string[] =>
    namedPlaces(places.map(([url, id]) => ({ url, id })), "https://archive.example/a.htm").map(({ name }) => name);
  const mirror = "https://www.mirror.example/a.htm";
  assert.deepEqual(names([mirror, "M/a.htm"], ["https://archive.example/b.htm", "b.htm"]), ["mirror.example", "b.htm"]);
  assert.deepEqual(names([mirror, "M/a.htm"], [mirror, "M/b.htm"]), ["M/a.htm", "M/b.htm"]);
  assert.deepEqual(names([null, "letters.csv:7"], ["file:///media/b.htm", "b.htm"]), ["letters.csv:7", "b.htm"]);
});

test("pictures and further places are found from the archive, and none runs a script", () => {
  const resolved = (hit: Partial<Hit>): Hit => resolveAddresses(hit as Hit, BASE);
  const hit = resolved({ url: "../a.htm", picture: "../img/a b.gif", also: [{ url: "../M/a.htm", id: "M/a.htm" }, { url: "javascript:x()", id: "x" }] });
  assert.equal(hit.picture, "https://archive.example/img/a%20b.gif");
  assert.deepEqual(hit.also, [{ url: "https://archive.example/M/a.htm", id: "M/a.htm" }, { url: null, id: "x" }]);
  assert.equal(resolved({ url: null, picture: "data:image/gif;base64,R0lG", also: [] }).picture, null);
});

test("a citation names author, title, source, date and address, and only what is known", () => {
  const cite = (hit: Partial<Hit>, address: string | null): string =>
    citation({ byline: null, source: null, date: null, ...hit } as Hit, "A Lamp.", address, new Phrases("en", en)).replace(/[\u2068\u2069]/g, "");
  assert.equal(
    cite({ byline: "L. Sunnaq", source: "The Lantern", date: "2007-11-03" }, "https://archive.example/a.htm"),
    "L. Sunnaq. “A Lamp.”. The Lantern, November 3, 2007. https://archive.example/a.htm",
  );
  assert.equal(cite({ date: "2007" }, null), "“A Lamp.”. 2007.");
  assert.equal(cite({ byline: "HNB", source: "HNB" }, null), "“A Lamp.”. HNB.");
});

test("a cited address is written in letters where it can be read so, and stays one link", () => {
  assert.equal(readable("https://archive.example/%D8%A7%D9%84%D9%85/14%20n,%20%26/a.htm"), "https://archive.example/الم/14%20n,%20%26/a.htm");
  // Marks that reorder a line, and bytes that are no text.
  for (const kept of ["https://archive.example/%E2%80%AEa", "https://archive.example/%E4%FF"]) {
    assert.equal(readable(kept), kept);
  }
});

test("that nothing is similar stays said while its button has the keyboard, and is not offered again under other hits", async () => {
  let asked = 0;
  const archive = { similar: async () => ((asked += 1), { hits: [] }) } as unknown as Archive;
  const panels = new HitPanels(async () => archive, () => undefined);
  const hit = { id: "a.htm" } as Hit;
  panels.toggleSimilar(hit);
  await new Promise(setImmediate);
  assert.deepEqual([panels.similar("a.htm"), panels.offersSimilar("a.htm")], [[], true]);
  panels.toggleSimilar(hit);
  assert.deepEqual([panels.similar("a.htm"), asked], [[], 1]);
  panels.settle();
  assert.deepEqual([panels.similar("a.htm"), panels.offersSimilar("a.htm"), panels.offersSimilar("b.htm")], [null, false, true]);
});

test("articles of two archives that have the same id are told apart", () => {
  const archive = { title: null, address: "https://other.example/" };
  assert.notEqual(keyOf({ id: "a.htm" }), keyOf({ id: "a.htm", archive }));
});
