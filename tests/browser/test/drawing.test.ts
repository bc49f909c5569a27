/** An answer is drawn in steps, which a reader may not come to feel in any other way than that the page stays quick. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Key } from "selenium-webdriver";

import { Archive } from "../rig/archives.ts";
import { inEachBrowser } from "../rig/browsers.ts";
import { SearchPage } from "../rig/search-page.ts";
import { Host } from "../rig/server.ts";

const record = (n: number): string =>
  JSON.stringify({ id: `${n}.htm`, date: `2011-03-${10 + n}`, title: `Lamp ${n}`, text: n < 11 ? "The lamp of the harbour was lit." : "The lamp was lit." });

let archive: Archive;
let host: Host;

before(async () => {
  archive = await Archive.of(Array.from({ length: 12 }, (_, n) => record(n)).join("\n"));
  host = await Host.start(archive.folder);
});

after(async () => {
  await host.stop();
  await archive.remove();
});

inEachBrowser((browser) => {
  /** Has the page note whenever hits below the screen are left out, or are so no longer. */
  const watch = (page: SearchPage): Promise<void> =>
    page.driver.executeScript(`
      const { shadowRoot } = document.querySelector("dalil-search");
      window.drawn = [];
      new MutationObserver(() => {
        const isBrief = shadowRoot.querySelector(".brief") !== null;
        if (isBrief !== (window.drawn.at(-1) ?? false)) window.drawn.push(isBrief);
      }).observe(shadowRoot, { subtree: true, childList: true, attributes: true });`);
  const drawn = (page: SearchPage): Promise<boolean[]> => page.driver.executeScript("return window.drawn.splice(0)");
  /** How many hits take as much room as they need. */
  const whole = (page: SearchPage): Promise<number> =>
    page.driver.executeScript(`return [...document.querySelector("dalil-search").shadowRoot.querySelectorAll("[part~=list] > [part~=hit]")]
      .filter((hit) => getComputedStyle(hit).contentVisibility !== "auto" && hit.querySelector("[part~=title]").offsetHeight > 0).length`);

  test("hits below the screen wait until all else is drawn; who comes back has them at once, since the browser may put them back to their place", async () => {
    const page = new SearchPage(browser().driver);
    await page.open(host.address("index.html"));
    await page.type(`lamp${Key.ENTER}`);
    await page.finds(12, "lamp");
    await watch(page);
    await page.click("[part~=clear]");
    await page.type(`harbour${Key.ENTER}`);
    await page.finds(11, "harbour");
    assert.deepEqual(await drawn(page), [true, false]);
    assert.equal(await whole(page), 10);
    await page.driver.navigate().back();
    await page.finds(12, "lamp");
    assert.deepEqual(await drawn(page), []);
    assert.equal(await whole(page), 10);
  });

  test("where an answer has fewer hits, none of the answer before stays below them", async () => {
    const page = new SearchPage(browser().driver);
    await page.open(host.address("index.html"));
    await page.type(`lamp${Key.ENTER}`);
    await page.finds(12, "lamp");
    await page.driver.executeScript(`
      const { shadowRoot } = document.querySelector("dalil-search");
      window.listed = [];
      new MutationObserver(() => {
        const list = shadowRoot.querySelector("[part~=list]");
        if (list?.start === 11) window.listed.push(list.querySelectorAll("[part~=hit]").length);
      }).observe(shadowRoot, { subtree: true, childList: true, attributes: true });`);
    await page.click("[part~=next]");
    await page.until("the second page is drawn", async () => (await page.driver.executeScript<number[]>("return window.listed")).length > 0);
    const listed = await page.driver.executeScript<number[]>("return window.listed");
    assert.deepEqual(new Set(listed), new Set([2]));
  });

  test("Enter counts, too, while the words of the reader's language are on their way", async () => {
    const page = new SearchPage(browser().driver);
    host.pages.set("/french.html", `<!DOCTYPE html><html lang="fr"><meta charset="utf-8"><title>Page</title><script>
      addEventListener("dalil-search", ({ detail }) => (window.answered ??= []).push(detail.typing))</script>
      <script src="widget.js"></script><dalil-search mode="page"></dalil-search>`);
    let release: (value?: unknown) => void = () => undefined;
    host.faults = [{ pattern: /words-fr/, answer: new Promise((resolve) => (release = resolve)) }];
    await page.open(host.address("french.html"));
    const before = host.requests.length;
    await page.type("lamp");
    await page.until("the words are asked for", async () => host.requests.slice(before).some((path) => path.includes("words-fr")));
    await page.press(Key.ENTER);
    release();
    await page.says("[part~=summary]", /^12 articles pour/);
    assert.deepEqual(await page.driver.executeScript("return window.answered"), [false]);
    host.faults = [];
  });
});
