/** What can be done with a hit besides reading it. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { inEachBrowser } from "../rig/browsers.ts";
import { SearchPage } from "../rig/search-page.ts";
import { serveHarbour } from "../rig/served-harbour.ts";

const served = serveHarbour();

inEachBrowser((browser) => {
  const open = async (): Promise<SearchPage> => {
    const page = new SearchPage(browser().driver);
    await page.open(served.host.address("index.html?q=museum"));
    await page.element("[part~=tools]");
    return page;
  };

  test("similar articles are shown under a hit, with links to them, and put away again", async () => {
    const page = await open();
    await page.click("[part~=similar]");
    await page.element("[part~=panel] a");
    const [first] = (await served.archive.search("museum")).hits;
    assert.ok(!(await page.texts("[part~=panel] a")).includes(first?.title ?? ""));
    assert.equal(await page.attribute("[part~=similar]", "aria-expanded"), "true");
    await page.click("[part~=similar]");
    await page.until("they are away", async () => (await page.texts("[part~=panel]")).length === 0);
  });

  test("a hit can be cited: who, what, where, when, and its permanent link, there to be read where copying is not allowed", async () => {
    const page = await open();
    await page.click("[part~=cite]");
    const [hit] = (await served.archive.search("museum")).hits;
    const link = new URL(hit?.url ?? "", served.host.address()).href;
    const cited = (await page.texts("[part~=citation]"))[0] ?? "";
    assert.ok(cited.startsWith(`\u201c${hit?.title}\u201d.`) && cited.endsWith(link), cited);
    assert.match(cited, /, \d{4}\./);
    await page.driver.executeScript(`
      Object.defineProperty(navigator, "clipboard", { configurable: true, value: { writeText: async (text) => { window.copied = text; } } })`);
    await page.click("[part~=copyLink]");
    await page.says("[part~=copied]", "Copied.");
    assert.equal(await page.driver.executeScript("return window.copied"), link);
    await page.driver.executeScript(`Object.defineProperty(navigator, "clipboard", { configurable: true, value: undefined })`);
    await page.click("[part~=copyCitation]");
    await page.says("[part~=copied]", /^Copying is not allowed here/);
  });

  test("where the browser can share, a hit can be shared, and nowhere else", async () => {
    const page = await open();
    await page.driver.executeScript(`
      Object.defineProperty(Navigator.prototype, "share", { configurable: true, value: async (what) => { window.shared = what; } })`);
    await page.click("[part~=cite]");
    await page.click("[part~=share]");
    const shared = await page.until("it is shared", () => page.driver.executeScript<{ title: string; url: string } | false>("return window.shared ?? false"));
    const [hit] = (await served.archive.search("museum")).hits;
    assert.deepEqual(shared, { title: hit?.title, url: new URL(hit?.url ?? "", served.host.address()).href });
    await page.driver.executeScript("delete Navigator.prototype.share");
    await page.click("[part~=cite]");
    await page.click("[part~=cite]");
    await page.element("[part~=citation]");
    assert.deepEqual(await page.texts("[part~=share]"), []);
  });
});
