import assert from "node:assert/strict";
import { test } from "node:test";

import { ownPageOf } from "../src/archive-address.ts";
import { explain } from "../src/box/policy.ts";
import { Failure, codeOf, messageOf } from "../src/failure.ts";
import { readFromFrame, readToFrame } from "../src/frame/messages.ts";

const BASE = new URL("https://archive.example/search/");
const LOST = new Failure("unreachable", "lost");

test("a page that keeps the archive out by its policy is told which directive does", () => {
  const said = explain(LOST, BASE, "script-src-elem", "https:");
  assert.equal(codeOf(said), "refused");
  assert.match(messageOf(said), /https:\/\/archive\.example in script-src-elem$/);
});

test("an archive by http on a page by https is told to need https", () => {
  const said = explain(LOST, new URL("http://archive.example/search/"), "", "https:");
  assert.equal(codeOf(said), "refused");
  assert.match(messageOf(said), /has to offer https/);
  assert.equal(explain(LOST, new URL("http://archive.example/search/"), "", "http:"), LOST);
});

test("Trusted Types are told, and what the page is not to blame for stays what it was", () => {
  assert.equal(codeOf(explain(new TypeError("This document requires 'TrustedScriptURL' assignment"), BASE, "", "https:")), "refused");
  assert.equal(explain(LOST, BASE, "", "https:"), LOST);
});

test("the way to the archive's own page has the query, and is offered anywhere but there", () => {
  assert.equal(ownPageOf(BASE, " two words ", "https://partner.example/"), "https://archive.example/search/index.html?q=two+words");
  assert.equal(ownPageOf(BASE, "", "https://archive.example/news.html"), "https://archive.example/search/index.html");
  for (const here of ["https://archive.example/search/?q=a", "https://archive.example/search/index.html#top"]) {
    assert.equal(ownPageOf(BASE, "a", here), null);
  }
});

test("frame and page take nothing from each other but what they know", () => {
  assert.deepEqual(readFromFrame({ dalil: "frame", height: 120, show: 1 }), { dalil: "frame", height: 120, show: false });
  for (const data of [null, "frame", { dalil: "frame" }, { dalil: "frame", height: -1 }, { dalil: "frame", height: NaN }, { dalil: "frame", height: 1e9 }, { height: 5 }]) {
    assert.equal(readFromFrame(data), null);
  }
  assert.deepEqual(readToFrame({ dalil: "ask", query: "a", typing: true, more: 1 }), { dalil: "ask", query: "a", typing: true });
  for (const data of [undefined, { dalil: "ask" }, { dalil: "look", lang: "en" }, { dalil: "frame", height: 1 }]) {
    assert.equal(readToFrame(data), null);
  }
});
