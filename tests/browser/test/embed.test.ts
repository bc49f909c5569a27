/** Two lines on a partner's page, on another host that sends no CORS header, search the archive. */

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
  const lines = `<script src="${host.address("widget.js")}" async></script><dalil-search></dalil-search>`;
  const page = `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Partner</title><h1>Partner</h1>${lines}`;
  partner.pages.set("/partner.html", page);
  const link = `<a href="${host.address("index.html")}">Search the archive</a>`;
  partner.pages.set("/scriptless.html", page.replace("widget.js", "no-widget.js").replace("<dalil-search>", `<dalil-search>${link}`));
  partner.pages.set("/lost.html", page.replace("<dalil-search>", '<dalil-search archive="http://127.0.0.1:1/">'));
});

after(async () => {
  await host.stop();
  await partner.stop();
  await archive.remove();
});

inEachBrowser((browser) => {
  test("the two lines find articles, whose addresses lead to the archive's host", async () => {
    const page = new SearchPage(browser().driver);
    await page.open(partner.address("partner.html"));
    await page.type(`bakery harbour${Key.ENTER}`);
    const found = await archive.search("bakery harbour");
    await page.finds(found.total, "bakery harbour");
    const links = await page.driver.executeScript<string[]>(
      `return [...document.querySelector("dalil-search").shadowRoot.querySelectorAll("[part~=link]")].map((link) => link.href)`,
    );
    assert.deepEqual(links, found.hits.map((hit) => new URL(hit.url ?? "", host.address()).href));
    const ownPage = await (await page.element("[part~=own-page]")).getAttribute("href");
    assert.equal(ownPage, host.address("index.html?q=bakery+harbour"));
  });

  test("the reader's words leave the browser by no request, and only the archive's host is asked", async () => {
    host.requests.length = partner.requests.length = 0;
    const page = new SearchPage(browser().driver);
    await page.open(partner.address("partner.html"));
    await page.type(`lighthouse${Key.ENTER}`);
    await page.finds(3, "lighthouse");
    const asked = [...host.requests, ...partner.requests];
    assert.ok(host.requests.some((request) => request.includes("/articles-")));
    assert.deepEqual(asked.filter((request) => request.includes("lighthouse")), []);
    assert.deepEqual((await loaded(page.driver)).filter((name) => !name.startsWith(host.address()) && !name.startsWith(partner.address())), []);
  });

  test("where the script does not come, what stands inside the element is shown", async () => {
    const { driver } = browser();
    await driver.get(partner.address("scriptless.html"));
    assert.equal(await (await driver.findElement(By.css("dalil-search a"))).getText(), "Search the archive");
    assert.ok(await (await driver.findElement(By.css("dalil-search a"))).isDisplayed());
  });

  test("an archive's host that doesn't answer is told in a sentence", async () => {
    const page = new SearchPage(browser().driver);
    await page.open(partner.address("lost.html"));
    await page.type(`lighthouse${Key.ENTER}`);
    await page.says("[part~=error] p", "The archive can\u2019t be reached. Check the connection and try again.");
    await page.says("[part~=error] [part~=retry]", "Try again");
    assert.equal(await page.attribute("[part~=error] [part~=own-page]", "href"), "http://127.0.0.1:1/index.html?q=lighthouse");
  });
});
