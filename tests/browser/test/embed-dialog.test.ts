/** "Embed this search" on the archive's own page: the lines that it gives really bring the search to another page. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import axe from "axe-core";
import { By, Key, type WebDriver } from "selenium-webdriver";

import { Archive, HARBOUR } from "../rig/archives.ts";
import { inEachBrowser } from "../rig/browsers.ts";
import { SearchPage } from "../rig/search-page.ts";
import { Host } from "../rig/server.ts";

let archive: Archive;
let host: Host;
let partner: Host;

before(async () => {
  archive = await Archive.build(HARBOUR);
  host = await Host.start(archive.folder);
  partner = await Host.start(archive.parent);
});

after(async () => {
  await host.stop();
  await partner.stop();
  await archive.remove();
});

/** The dialog, as whoever uses it meets it. */
class Dialog {
  constructor(private readonly driver: WebDriver) {}

  /** Runs a script with the dialog's tree as `root`, or null. */
  async see<T>(script: string, ...given: unknown[]): Promise<T> {
    return this.driver.executeScript<T>(
      `const root = [...document.body.children].find((child) => child.shadowRoot?.querySelector("dialog"))?.shadowRoot ?? null; ${script}`,
      ...given,
    );
  }

  async choose(name: string, value: string): Promise<void> {
    await this.see(
      `const field = [...root.querySelectorAll("[name=" + arguments[0] + "]")].find((field) => field.type !== "radio" || field.value === arguments[1]);
      if (field.type === "radio") field.checked = true; else field.value = arguments[1];
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));`,
      name,
      value,
    );
  }

  lines(): Promise<string> {
    return this.see("return root.querySelector('textarea').value");
  }
}

inEachBrowser((browser) => {
  test("the lines that the dialog gives are put together by choices, shown at work, and work on another page", async () => {
    const { driver } = browser();
    const page = new SearchPage(driver);
    const dialog = new Dialog(driver);
    host.requests.length = 0;
    await page.open(host.address("index.html"));
    assert.deepEqual(host.requests.filter((path) => path.includes("embed.js")), [], "nothing is loaded before it is wanted");
    const button = await driver.findElement(By.css("button[data-embed]"));
    assert.equal(await button.getText(), "Embed this search");
    await driver.executeScript("arguments[0].focus()", button);
    await page.press(Key.ENTER);
    await page.until("the dialog is open", () => dialog.see<boolean>("return root?.querySelector('dialog').open ?? false"));
    assert.equal(await dialog.lines(), `<script src="${host.address("widget.js")}" async></script>\n<dalil-search></dalil-search>`);
    await page.until("the sections are there", () => dialog.see<boolean>("return root.querySelectorAll('#section option').length === 3"));
    await dialog.choose("section", "Opinion");
    await dialog.choose("theme", "dark");
    await dialog.choose("placeholder", 'Search "Opinion"');
    await page.until("the preview follows", () => dialog.see<boolean>("return root.querySelector('.preview dalil-search').getAttribute('section') === 'Opinion'"));
    const lines = await dialog.lines();
    assert.match(lines, /<dalil-search theme="dark" section="Opinion" placeholder="Search &quot;Opinion&quot;">/);
    await dialog.choose("way", "frame");
    await page.until("a frame is previewed", () => dialog.see<boolean>("return root.querySelector('.preview iframe') !== null"));
    const frame = await dialog.lines();
    assert.match(frame, /^<iframe src="[^"]*\/index.html\?frame&amp;theme=dark&amp;section=Opinion/);
    await page.press(Key.ESCAPE);
    await page.until("it is closed", () => dialog.see<boolean>("return !root.querySelector('dialog').open"));
    assert.equal(await driver.executeScript("return document.activeElement.dataset.embed"), "");

    partner.pages.set("/tags.html", `<!DOCTYPE html><meta charset="utf-8"><title>Partner</title><body>${lines}`);
    await page.open(partner.address("tags.html"));
    await page.type(`harbour${Key.ENTER}`);
    const { total } = await archive.search("harbour", { filters: { section: ["Opinion"] } });
    await page.finds(total, "harbour");
    partner.pages.set("/frame.html", `<!DOCTYPE html><meta charset="utf-8"><title>Partner</title><body>${frame}`);
    await driver.get(partner.address("frame.html"));
    await driver.switchTo().frame(0);
    await page.element("[part~=input]");
    await driver.switchTo().defaultContent();
  });

  test("axe finds nothing on the dialog, and it is closed by its button", async () => {
    const { driver } = browser();
    const page = new SearchPage(driver);
    const dialog = new Dialog(driver);
    await page.open(host.address("index.html"));
    await driver.executeScript("document.querySelector('button[data-embed]').click()");
    await page.until("the dialog is open", () => dialog.see<boolean>("return root?.querySelector('dialog').open ?? false"));
    await driver.executeScript(axe.source);
    // The page behind the dialog can't be reached, so that the search in the preview is the only one there is.
    const found = await driver.executeAsyncScript<{ id: string; nodes: { html: string }[] }[]>(
      "const done = arguments[0]; axe.run(document, { iframes: false, rules: { \"landmark-unique\": { enabled: false } } }).then(({ violations }) => done(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => ({ html })) }))));",
    );
    assert.deepEqual(found, []);
    await dialog.see("root.querySelector('.close').click()");
    assert.equal(await dialog.see("return root.querySelector('dialog').open"), false);
  });

  test("opened from disk it says that the lines need a web address", async () => {
    const { driver } = browser();
    const page = new SearchPage(driver);
    const dialog = new Dialog(driver);
    await page.open(archive.onDisk("index.html"));
    await driver.executeScript("document.querySelector('button[data-embed]').click()");
    await page.until("the dialog is open", () => dialog.see<boolean>("return root?.querySelector('dialog').open ?? false"));
    assert.match(await dialog.see<string>("return root.querySelector('.note').textContent"), /opened from disk/);
  });
});
