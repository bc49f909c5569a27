/** One line on a page, and what a reader has seen is there without a network. */

import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";

import { Key } from "selenium-webdriver";

import { Archive, HARBOUR } from "../rig/archives.ts";
import { inEachBrowser } from "../rig/browsers.ts";
import { SearchPage } from "../rig/search-page.ts";
import { Host } from "../rig/server.ts";

let archive: Archive;
let host: Host;

before(async () => {
  archive = await Archive.build(HARBOUR);
  host = await Host.start(archive.parent);
  const line = `<script src="search/dalil-offline.js" async></script>`;
  host.pages.set("/home.html", `<!DOCTYPE html><meta charset="utf-8"><title>home</title>${line}`);
});

afterEach(() => {
  host.faults = [];
});

after(async () => {
  await host.stop();
  await archive.remove();
});

inEachBrowser((browser) => {
  test("what was searched is found again without a network", async () => {
    const reader = new SearchPage(browser().driver);
    const { driver } = reader;
    await driver.get(host.address("home.html"));
    await reader.until("the worker is there", () =>
      driver.executeScript<boolean>(`return navigator.serviceWorker.getRegistration("search/").then((found) => Boolean(found?.active))`),
    );
    await reader.open(host.address("search/index.html"));
    await reader.type(`lighthouse${Key.ENTER}`);
    await reader.finds(3, "lighthouse");
    const titles = await reader.titles();
    host.faults = [{ pattern: /./, answer: "cut" }];
    await reader.open(host.address("search/index.html?q=lighthouse"));
    await reader.finds(3, "lighthouse");
    assert.deepEqual(await reader.titles(), titles);
  });
}, { ofItsOwn: true });
