/** What a reader is told, and what to do, where the search can't be as it should. */

import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";

import { Key } from "selenium-webdriver";

import { Archive, HARBOUR } from "../rig/archives.ts";
import { inEachBrowser } from "../rig/browsers.ts";
import { SearchPage } from "../rig/search-page.ts";
import { Host } from "../rig/server.ts";

let archive: Archive;
let host: Host;

const page = (script: string, attributes: string): string =>
  `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>States</title><script>${script}</script>
  <script src="widget.js"></script><dalil-search ${attributes}></dalil-search>`;

before(async () => {
  archive = await Archive.build(HARBOUR);
  host = await Host.start(archive.folder);
  host.pages.set("/without.html", page("delete window.WebAssembly", `mode="page" data-browse="browse/index.html"`));
  host.pages.set("/partner.html", page("delete window.WebAssembly", ""));
  host.pages.set("/plain.html", page("", `mode="page"`));
});

afterEach(() => {
  host.faults = [];
});

after(async () => {
  await host.stop();
  await archive.remove();
});

inEachBrowser((browser) => {
  test("nothing but the box is loaded until the reader turns to it", async () => {
    const reader = new SearchPage(browser().driver);
    host.requests.length = 0;
    await reader.open(host.address("plain.html"));
    assert.deepEqual(host.requests.filter((path) => path !== "/favicon.ico"), ["/plain.html", "/widget.js"]);
    await reader.driver.executeScript("arguments[0].focus()", await reader.element("[part~=input]"));
    await reader.until("the view is loaded", async () => host.requests.some((path) => path.endsWith("/view.js")));
    await reader.until("so is the engine", async () => host.requests.some((path) => path.endsWith("/engine.js")));
  });

  test("what is typed while the view is on its way is searched once it is there", async () => {
    const reader = new SearchPage(browser().driver);
    await reader.open(host.address("plain.html"));
    // Typed in one go with the focus: before any script can have come.
    await reader.driver.executeScript(`
      const input = document.querySelector("dalil-search").shadowRoot.querySelector("input");
      input.focus();
      input.value = "lighthouse";
      input.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
      input.form.requestSubmit();`);
    await reader.finds(3, "lighthouse");
    assert.equal((await reader.address())["q"], "lighthouse");
  });

  test("a browser without WebAssembly is told so, with a way to the list of articles where there is one", async () => {
    const reader = new SearchPage(browser().driver);
    await reader.open(host.address("without.html?q=lighthouse"));
    await reader.says("[part~=error] p", /^This browser is too old for the search/);
    assert.equal(await reader.attribute("[part~=browse]", "href"), host.address("browse/index.html"));
    assert.deepEqual(await reader.texts("[part~=retry]"), []);
  });

  test("on a partner's page it is led to the archive's own page, with what it asked", async () => {
    const reader = new SearchPage(browser().driver);
    await reader.open(host.address("partner.html"));
    await reader.type(`lighthouse${Key.ENTER}`);
    await reader.says("[part~=error] p", /^This browser is too old for the search/);
    assert.equal(await reader.attribute("[part~=own-page]", "href"), host.address("index.html?q=lighthouse"));
  });

  test("without a connection that is what is said, and the search goes on by itself when it is back", async () => {
    const reader = new SearchPage(browser().driver);
    await reader.open(host.address("plain.html"));
    await reader.driver.executeScript(`Object.defineProperty(Navigator.prototype, "onLine", { configurable: true, get: () => window.line ?? false })`);
    host.faults = [{ pattern: /\/(manifest|engine)\.js$/, answer: "missing" }];
    await reader.type("lighthouse");
    await reader.says("[part~=error] p", /^You are offline/);
    host.faults = [];
    await reader.driver.executeScript(`window.line = true; dispatchEvent(new Event("online"))`);
    await reader.finds(3, "lighthouse");
  });

  test("where nothing is found the reader is told what to try, by what was asked", async () => {
    const reader = new SearchPage(browser().driver);
    await reader.open(host.address("plain.html?q=%22zeppelin%20harbour%22&after=2010"));
    await reader.says("[part~=empty] li", /^Take away filters/);
    assert.equal((await reader.texts("[part~=empty] li")).length, 4);
    assert.deepEqual(await reader.texts("[part~=sort]"), []);
  });

  test("an element that is moved to another archive is served by that archive's own view, and keeps what is typed", async () => {
    const reader = new SearchPage(browser().driver);
    await reader.open(host.address("plain.html?q=lighthouse"));
    await reader.finds(3, "lighthouse");
    await reader.driver.executeScript(`document.querySelector("dalil-search").setAttribute("archive", "./?other")`);
    await reader.finds(3, "lighthouse");
    assert.equal((await reader.texts("[part~=completions]")).length, 1);
    assert.equal((await reader.texts("[part~=results]")).length, 1);
  });
});
