/** The widget leaves nothing behind on a partner's page: one global, nothing stored, no style, no request to anybody but the archive's host. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { By, Key } from "selenium-webdriver";

import { Archive, HARBOUR } from "../rig/archives.ts";
import { inEachBrowser } from "../rig/browsers.ts";
import { loaded, SearchPage } from "../rig/search-page.ts";
import { Host } from "../rig/server.ts";

let archive: Archive;
let host: Host;
let partner: Host;

before(async () => {
  archive = await Archive.build(HARBOUR);
  host = await Host.start(archive.folder);
  partner = await Host.start(archive.parent);
  const page = (tags: string): string => `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Partner</title><link rel="icon" href="data:,"><body><input>${tags}`;
  partner.pages.set("/without.html", page("<script></script><dalil-search></dalil-search>"));
  partner.pages.set("/with.html", page(`<script src="${host.address("widget.js")}" async></script><dalil-search section="News"></dalil-search>`));
});

after(async () => {
  await host.stop();
  await partner.stop();
  await archive.remove();
});

/** Everything by which a page could tell that a script was there. */
const LOOK = `
  const done = arguments[0];
  const own = (thing) => Reflect.ownKeys(thing).map(String).sort();
  const shapes = [Object, Array, String, Promise, Element, HTMLElement, Document, Node, EventTarget, Window].map(({ prototype }) => own(prototype));
  const databases = globalThis.indexedDB?.databases?.() ?? [];
  const caches = globalThis.caches?.keys() ?? [];
  const workers = navigator.serviceWorker?.getRegistrations() ?? [];
  Promise.all([databases, caches, workers]).then((kept) => done({
    globals: own(window),
    shapes,
    kept: kept.map(({ length }) => length),
    stored: [localStorage.length, sessionStorage.length, document.cookie],
    styles: [document.styleSheets.length, document.adoptedStyleSheets.length, document.querySelectorAll("style, link").length],
    page: [...document.querySelectorAll("*")].map(({ nodeName, attributes }) => nodeName + [...attributes].filter(({ name }) => !/src|async|section/.test(name)).map(({ name }) => name)),
    fonts: document.fonts.size,
    title: document.title,
    history: history.state,
    address: location.search + location.hash,
  }));`;

interface Look {
  globals: string[];
  [what: string]: unknown;
}

inEachBrowser((browser) => {
  test("a partner's page is afterwards what it would be without, but for one global", async () => {
    const { driver } = browser();
    await driver.get(partner.address("without.html"));
    // The driver leaves globals of its own behind once it has typed.
    await driver.findElement(By.css("input")).sendKeys("harbour", Key.ENTER);
    const before = await driver.executeAsyncScript<Look>(LOOK);
    host.requests.length = partner.requests.length = 0;
    const page = new SearchPage(driver);
    await page.open(partner.address("with.html"));
    await page.type(`harbour${Key.ENTER}`);
    await page.says("[part~=summary]", /articles for/);
    await page.until("the results stand", async () => (await page.attribute("[part~=results]", "aria-busy")) === "false");
    const after = await driver.executeAsyncScript<Look>(LOOK);
    assert.deepEqual(after.globals.filter((name) => !before.globals.includes(name)), ["Dalil"]);
    assert.deepEqual({ ...after, globals: [] }, { ...before, globals: [] });
    assert.deepEqual(after["stored"], [0, 0, ""]);
    assert.deepEqual(after["kept"], [0, 0, 0]);
    const elsewhere = (await loaded(driver)).filter((name) => !name.startsWith(host.address()) && !name.startsWith("blob:") && !name.startsWith("data:"));
    assert.deepEqual(elsewhere, []);
    assert.deepEqual(partner.requests, ["/with.html"]);
    assert.deepEqual(host.requests.filter((path) => /harbour/i.test(decodeURIComponent(path))), []);
  });

  test("until the reader turns to the box nothing comes but the script", async () => {
    host.requests.length = 0;
    const page = new SearchPage(browser().driver);
    await page.open(partner.address("with.html"));
    assert.deepEqual(host.requests, ["/widget.js"]);
  });
});
