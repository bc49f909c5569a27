/** The two tags on partners' pages of every kind: each of `rig/partner-pages.ts` finds articles, by the way that is said there. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Key } from "selenium-webdriver";

import { Archive, HARBOUR } from "../rig/archives.ts";
import { inEachBrowser } from "../rig/browsers.ts";
import { PAGES, typeOf, written } from "../rig/partner-pages.ts";
import { SearchPage } from "../rig/search-page.ts";
import { Host } from "../rig/server.ts";

let archive: Archive;
let host: Host;
let partner: Host;
/** Sends everybody on to the archive's host. */
let former: Host;

before(async () => {
  archive = await Archive.build(HARBOUR);
  host = await Host.start(archive.folder);
  partner = await Host.start(archive.parent);
  former = await Host.start(archive.parent);
  former.moved = (path) => host.address(path.replace(/^\/old\//, ""));
});

after(async () => {
  await Promise.all([host.stop(), partner.stop(), former.stop()]);
  await archive.remove();
});

/** Counts what comes from workers; put on the page before anything is typed. */
const COUNT_WORKERS = `
  window.heard = 0;
  window.Worker = class extends Worker {
    constructor(address) {
      super(address);
      this.addEventListener("message", () => window.heard++);
    }
  };`;

inEachBrowser((browser) => {
  for (const one of PAGES) {
    const { name, query = "lighthouse", source, way } = one;
    test(`a partner's page ${name}`, async () => {
      const expected = one.otherwise?.[browser().name] ?? way;
      const origin = new URL(host.address()).origin;
      partner.pages.set("/partner.html", written(one, one.moved ? former.address("old/widget.js") : host.address("widget.js")));
      partner.headers = () => ({ "content-type": typeOf(one), ...one.headers?.(origin) });
      host.headers = (path) => (one.archiveHeaders && (path.endsWith(".js") || !("content-type" in one.archiveHeaders)) ? one.archiveHeaders : {});
      const page = new SearchPage(browser().driver);
      host.requests.length = 0;
      await page.open(partner.address("partner.html"));
      await page.driver.executeScript(COUNT_WORKERS);
      await page.type(`${query}${Key.ENTER}`);
      assert.ok(await page.isSeen("[part~=input]"), "the box is seen");
      if (expected === "link") {
        await page.says("[part~=error] p", /security policy doesn\u2019t let the search run here/);
        assert.equal(await page.attribute("[part~=own-page]", "href"), `${host.address("index.html")}?q=${query}`);
        return;
      }
      if (expected === "frame") {
        await page.driver.switchTo().frame(await page.element("[part~=frame]"));
      }
      const { total, hits } = await archive.search(query, source ? { filters: { source: [source] } } : {});
      await page.finds(total, query);
      const titles = await page.titles();
      // What has no title is called by its first sentence.
      assert.deepEqual(titles, hits.map(({ title }, i) => title ?? titles[i]));
      assert.ok(await page.isSeen("[part~=title]"), "the titles are seen");
      if (expected === "frame") {
        await page.driver.switchTo().defaultContent();
        return;
      }
      const heard = await page.driver.executeScript<number>("return window.heard");
      assert.equal(heard > 0 ? "beside" : "here", expected);
    });
  }
});
