import assert from "node:assert/strict";
import { test } from "node:test";

import { AddressBar, readAddress, writeAddress } from "../src/element/address.ts";
import { BLANK, type Request } from "../src/element/request.ts";

const FULL: Request = {
  query: 'embassy "port selim" & السفارة + 100%',
  filters: { section: ["News", "Opinion & Editorials"], source: ["AFP"], "q": ["x"], topic: ["a=b"] },
  sort: "newest",
  after: "2006",
  before: "2007-02-03",
  page: 3,
};

test("a search comes back from its address as it was", () => {
  assert.deepEqual(readAddress(writeAddress(FULL, "")), FULL);
  assert.deepEqual(readAddress(writeAddress(BLANK, "")), BLANK);
});

test("an address holds no more than what differs from a plain search", () => {
  assert.equal(writeAddress({ ...BLANK, query: " embassy " }, ""), "?q=embassy");
  assert.equal(writeAddress(BLANK, "?q=old&page=2"), "");
});

test("what belongs to the page stays in its address", () => {
  assert.equal(writeAddress({ ...BLANK, query: "new" }, "?id=5&q=old&section=News&f.topic=a"), "?id=5&q=new");
});

test("nonsense in an address is passed over", () => {
  const read = readAddress("?q=a&sort=sideways&after=yesterday&before=2006-02-31&page=-4&section=&f.=x&f.__proto__=y");
  assert.deepEqual(read, { ...BLANK, query: "a" });
});

test("a field of the archive's own may be called as what every object has", () => {
  const search = { ...BLANK, query: "a", filters: { constructor: ["x", "y"], toString: ["z"] } } as unknown as Request;
  assert.deepEqual(readAddress("?q=a&f.constructor=x&f.constructor=y&f.toString=z"), search);
  assert.equal(writeAddress(search, ""), "?q=a&f.constructor=x&f.constructor=y&f.toString=z");
});

/** A page that keeps its history in a list. */
function page(start: string) {
  const entries = [start];
  const location = { href: start };
  const go = (url: string | URL | null | undefined): void => {
    location.href = new URL(String(url), location.href).href;
  };
  const history = {
    pushState: (_: unknown, __: string, url?: string | URL | null) => {
      go(url);
      entries.push(location.href);
    },
    replaceState: (_: unknown, __: string, url?: string | URL | null) => {
      go(url);
      entries[entries.length - 1] = location.href;
    },
  };
  return { entries, location, history };
}

test("letters share one entry of the history, searches and choices have their own", () => {
  const window = page("https://archive.example/search/");
  const bar = new AddressBar(window);
  for (const query of ["e", "em", "embassy"]) {
    bar.note({ ...BLANK, query }, "typed");
  }
  bar.note({ ...BLANK, query: "embassy" }, "entered");
  bar.note({ ...BLANK, query: "l" }, "typed");
  bar.note({ ...BLANK, query: "lamps" }, "typed");
  bar.note({ ...BLANK, query: "lamps", sort: "newest" }, "chosen");
  assert.deepEqual(
    window.entries.map((entry) => new URL(entry).search),
    ["", "?q=embassy", "?q=lamps", "?q=lamps&sort=newest"],
  );
});

test("after going back the next letter makes a new entry instead of changing the one gone to", () => {
  const window = page("https://archive.example/search/?q=old");
  const bar = new AddressBar(window);
  bar.note({ ...BLANK, query: "old l" }, "typed");
  bar.restored();
  bar.note({ ...BLANK, query: "old la" }, "typed");
  assert.equal(window.entries.length, 3);
});

test("a browser that refuses a changed address doesn't stop the search", () => {
  const refuse = (): never => {
    throw new DOMException("not on file:", "SecurityError");
  };
  const bar = new AddressBar({ location: { href: "file:///media/stick/index.html" }, history: { pushState: refuse, replaceState: refuse } });
  assert.doesNotThrow(() => bar.note({ ...BLANK, query: "embassy" }, "typed"));
});
