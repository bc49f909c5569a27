/** A field that takes large files to be counted: they are loaded when the reader asks. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Archive } from "../rig/archives.ts";
import { provide, type Browser } from "../rig/browsers.ts";
import { SearchPage } from "../rig/search-page.ts";
import { Host } from "../rig/server.ts";

/** So many articles by so many authors that their numbers take more than is loaded with an answer. */
const [ARTICLES, AUTHORS] = [8_000, 2_503];

const record = (n: number): string =>
  JSON.stringify({
    id: `${n}.htm`,
    date: `20${10 + (n % 10)}-0${1 + (n % 9)}-10`,
    title: `Lamp ${n}`,
    byline: `Author ${(n * 7_919) % AUTHORS}`,
    text: n % 2 === 0 ? "The lamp of the harbour was lit." : "The lamp of the market was lit.",
  });

let archive: Archive;
let host: Host;
let browser: Browser;

before(async () => {
  archive = await Archive.of(Array.from({ length: ARTICLES }, (_, n) => record(n)).join("\n"));
  host = await Host.start(archive.folder);
  browser = await provide("Chromium");
});

after(async () => {
  await browser.stop();
  await host.stop();
  await archive.remove();
});

test("counts whose files are missing are told of, until they are no longer asked for", async () => {
  const page = new SearchPage(browser.driver);
  await page.open(host.address("index.html?q=lamp"));
  await page.element("[part~=more-filters]");
  host.faults = [{ pattern: /facets-/, answer: "missing" }];
  await page.click("[part~=more-filters]");
  await page.says("[part~=filters] .wrong", /could not be loaded/);
  await page.click("[part~=more-filters]");
  assert.deepEqual(await page.texts("[part~=filters] .wrong"), []);
  host.faults = [];
});

test("a field that takes large files is counted when the reader asks for more filters, and from then on", async () => {
  const page = new SearchPage(browser.driver);
  const counts = (): Promise<string[]> => page.texts("[data-field=byline] [part~=count]");
  const counted = (): number => host.requests.filter((path) => path.includes("/facets-")).length;
  const areExact = async (): Promise<boolean> => {
    const shown = await counts();
    return shown.length > 0 && shown.every((count) => /^\d+$/.test(count));
  };
  await page.open(host.address("index.html?q=lamp"));
  await page.element("[part~=more-filters]");
  await page.says("[part~=more-filters]", "More filters: Author");
  assert.deepEqual(await counts(), []);
  assert.equal(await page.attribute("[part~=more-filters]", "aria-expanded"), "false");
  const before = counted();
  await page.click("[part~=more-filters]");
  await page.until("they are exact", areExact);
  assert.ok(counted() > before, "what was loaded with the answer would have done");
  assert.equal(await page.attribute("[part~=more-filters]", "aria-expanded"), "true");
  assert.equal((await page.focused()).part, "more-filters");
  await page.type(" harbour");
  await page.says("[part~=summary]", /4,000/);
  await page.until("they are exact again", areExact);
  await page.click("[part~=more-filters]");
  await page.says("[part~=more-filters]", "More filters: Author");
  assert.deepEqual(await page.texts("[data-field=byline]"), []);
});
