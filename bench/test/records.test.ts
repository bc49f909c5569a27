import assert from "node:assert/strict";
import { test } from "node:test";

import { readRecord } from "../src/records.mjs";

test("a record without an address leads to one made of its id", () => {
  assert.equal(readRecord({ id: "a b", text: "x" }, 1)?.url, "/articles/a%20b");
});

test("a record without an id is called by its place", () => {
  assert.equal(readRecord({ text: "x" }, 12)?.id, "line-12");
});

test("a record that says nothing is none", () => {
  assert.equal(readRecord({ id: "1", title: " ", text: "" }, 1), null);
});

test("of HTML the text counts", () => {
  assert.equal(readRecord({ id: "1", html: "<p>fish <b>and</b> chips</p>" }, 1)?.text.replace(/\s+/g, " ").trim(), "fish and chips");
});
