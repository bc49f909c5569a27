/** What the box offers while a reader types, and that it takes nothing the reader did not choose. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { Key } from "selenium-webdriver";

import { inEachBrowser } from "../rig/browsers.ts";
import { SearchPage } from "../rig/search-page.ts";
import { serveHarbour } from "../rig/served-harbour.ts";

const served = serveHarbour();

const OPTIONS = "[part~=completion]";

inEachBrowser((browser) => {
  const typing = async (text: string): Promise<SearchPage> => {
    const page = new SearchPage(browser().driver);
    await page.open(served.host.address("index.html"));
    await page.type(text);
    await page.element(OPTIONS);
    return page;
  };
  const isOpen = async (page: SearchPage): Promise<boolean> => (await page.attribute("input", "aria-expanded")) === "true";

  test("words of the archive that begin so are offered, with how many articles have them", async () => {
    const page = await typing("lighth");
    await page.says(OPTIONS, "lighthouse 3 3 articles");
    assert.equal(await isOpen(page), true);
    assert.equal(await page.attribute("#completions", "role"), "listbox");
    assert.equal(await page.attribute("input", "aria-controls"), "completions");
  });

  test("an arrow key goes to an offer, which is told to whoever listens, and Enter takes it", async () => {
    const page = await typing("lighth");
    await page.press(Key.ARROW_DOWN);
    await page.until("an offer is active", async () => (await page.attribute("input", "aria-activedescendant")) === "completion-0");
    assert.equal(await page.attribute("#completion-0", "aria-selected"), "true");
    assert.equal(await page.query(), "lighth");
    await page.press(Key.ENTER);
    await page.finds(3, "lighthouse");
    assert.equal(await page.query(), "lighthouse");
    assert.equal(await isOpen(page), false);
    assert.equal((await page.address())["q"], "lighthouse");
    assert.equal((await page.focused()).part, "input");
  });

  test("Enter without a choice searches what is typed", async () => {
    const page = await typing("lighth");
    await page.press(Key.ENTER);
    await page.until("the list is away", async () => !(await isOpen(page)));
    assert.equal(await page.query(), "lighth");
  });

  test("Escape puts the list away first, and clears the box only then", async () => {
    const page = await typing("lighth");
    await page.press(Key.ESCAPE);
    await page.until("the list is away", async () => !(await isOpen(page)));
    assert.equal(await page.query(), "lighth");
    await page.press(Key.ESCAPE);
    await page.until("the box is empty", async () => (await page.query()) === "");
  });

  test("an offer is taken by a press of the pointer, and the keyboard stays in the box", async () => {
    const page = await typing("lighth");
    await page.click(OPTIONS);
    await page.finds(3, "lighthouse");
    assert.equal(await page.query(), "lighthouse");
    assert.equal((await page.focused()).part, "input");
  });

  test("leaving the box puts the list away", async () => {
    const page = await typing("lighth");
    await page.press(Key.TAB);
    await page.until("the list is away", async () => !(await isOpen(page)));
  });
});
