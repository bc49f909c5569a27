import assert from "node:assert/strict";
import { test } from "node:test";

import { frameAddress, snippet, type Choices } from "../src/embed/snippet.ts";

const HOME = "https://archive.example/search/";
const USUAL: Choices = { way: "tags", theme: "auto", section: "", placeholder: "" };

test("the lines to copy are the two tags, and what was chosen stands in them", () => {
  assert.equal(snippet(HOME, USUAL, ""), '<script src="https://archive.example/search/widget.js" async></script>\n<dalil-search></dalil-search>');
  const chosen = snippet(HOME, { ...USUAL, theme: "dark", section: 'Arts & "Letters"', placeholder: " <b> " }, "");
  assert.ok(chosen.endsWith('<dalil-search theme="dark" section="Arts &amp; &quot;Letters&quot;" placeholder="&lt;b>"></dalil-search>'), chosen);
});

test("a frame is one line that needs no script", () => {
  const chosen: Choices = { ...USUAL, way: "frame", theme: "light", section: "Arts & Letters" };
  assert.equal(frameAddress(HOME, { ...USUAL, way: "frame" }), "https://archive.example/search/index.html?frame");
  assert.equal(new URL(frameAddress(HOME, chosen)).searchParams.get("section"), "Arts & Letters");
  assert.equal(
    snippet(HOME, chosen, "Search"),
    '<iframe src="https://archive.example/search/index.html?frame&amp;theme=light&amp;section=Arts+%26+Letters" title="Search" width="100%" height="640" loading="lazy" style="border: 0"></iframe>',
  );
});
