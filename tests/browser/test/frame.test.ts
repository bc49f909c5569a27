/** The archive's own page in a frame: below a partner's box where a policy forbids the engine, and put there by hand. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Key } from "selenium-webdriver";

import { Archive, HARBOUR } from "../rig/archives.ts";
import { inEachBrowser, type Browser } from "../rig/browsers.ts";
import { SearchPage } from "../rig/search-page.ts";
import { Host } from "../rig/server.ts";

let archive: Archive;
let host: Host;
let partner: Host;

before(async () => {
  archive = await Archive.build(HARBOUR);
  host = await Host.start(archive.folder);
  partner = await Host.start(archive.parent);
  const { origin } = new URL(host.address());
  partner.headers = (path) => ({ "content-security-policy": path === "/hand.html" ? `default-src 'none'; frame-src ${origin}` : `default-src 'none'; script-src ${origin}; frame-src ${origin}` });
  const page = (body: string): string => `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Partner</title><body>${body}`;
  const tags = `<script src="${host.address("widget.js")}" async></script><dalil-search theme="dark" section="News"></dalil-search>`;
  partner.pages.set("/partner.html", page(tags));
  partner.pages.set("/pages.html", page(tags.replace("theme", 'limit="5" theme')));
  partner.pages.set("/arabic.html", page(tags).replace('lang="en"', 'lang="ar" dir="rtl"'));
  partner.pages.set("/hand.html", page(`<iframe src="${host.address("index.html")}?frame&section=Opinion&lang=fr" width="600" height="400"></iframe>`));
});

after(async () => {
  await host.stop();
  await partner.stop();
  await archive.remove();
});

/** What the archive's page is like, seen from inside. */
interface Inside {
  heading: boolean;
  form: boolean;
  background: string;
  dark: boolean;
  target: string;
  lang: string;
  address: string;
  height: number;
}

const LOOK = `
  const element = document.querySelector("dalil-search");
  const shows = (element) => element.getBoundingClientRect().height > 0;
  return {
    heading: shows(document.querySelector("h1")),
    form: shows(element.shadowRoot.querySelector("form")),
    background: getComputedStyle(document.documentElement).backgroundColor,
    dark: getComputedStyle(element).colorScheme === "dark",
    target: document.querySelector("base")?.target,
    lang: element.shadowRoot.querySelector("[lang]").lang,
    address: location.search,
    height: document.documentElement.getBoundingClientRect().height,
  }`;

/** Goes into the frame below the box. */
async function enter(browser: Browser, outside: SearchPage): Promise<SearchPage> {
  await browser.driver.switchTo().defaultContent();
  await browser.driver.switchTo().frame(await outside.element("[part~=frame]"));
  return new SearchPage(browser.driver);
}

/** Types without the keyboard: WebKit's driver can't in frames, nor once it has been in one. */
async function put(page: SearchPage, text: string): Promise<void> {
  await page.driver.executeScript(`arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new InputEvent("input"))`, await page.element("[part~=input]"), text);
}

inEachBrowser((browser) => {
  test("what is typed in the box is answered in the frame, which is a part of the page, and never stands in an address", async () => {
    host.requests.length = 0;
    const { driver } = browser();
    const page = new SearchPage(driver);
    await page.open(partner.address("partner.html"));
    await page.type(`lighthouse${Key.ENTER}`);
    let frame = await enter(browser(), page);
    await frame.finds(3, "lighthouse");
    const inside = await driver.executeScript<Inside>(LOOK);
    const { height, ...seen } = inside;
    assert.deepEqual(seen, { heading: false, form: false, background: "rgba(0, 0, 0, 0)", dark: true, target: "_top", lang: "en", address: "?frame=results&mode=box&theme=dark&section=News" });
    await driver.switchTo().defaultContent();
    await page.until("the frame is as tall as what is in it", async () => Math.abs((await (await page.element("[part~=frame]")).getRect()).height - height) < 2);
    await put(page, "lighthouse storm");
    frame = await enter(browser(), page);
    await frame.says("[part~=summary]", /^1 article for/);
    await driver.switchTo().defaultContent();
    // Nobody but the frame is heard.
    await driver.executeScript(`window.postMessage({ dalil: "frame", height: 7, show: false }, "*")`);
    assert.notEqual((await (await page.element("[part~=frame]")).getRect()).height, 7);
    assert.deepEqual(host.requests.filter((path) => path.includes("lighthouse")), []);
  });

  test("who only turns to the box is shown no frame", async () => {
    const page = new SearchPage(browser().driver);
    await page.open(partner.address("partner.html"));
    await page.driver.executeScript("arguments[0].focus()", await page.element("[part~=input]"));
    await page.element("[part~=status]");
    await page.isDrawn();
    await page.isDrawn();
    assert.deepEqual(await page.texts("[part~=frame]"), []);
  });

  test("the next page of results in a frame begins where the reader sees it", async () => {
    const { driver } = browser();
    const page = new SearchPage(driver);
    await page.open(partner.address("pages.html"));
    await page.type(`harbour${Key.ENTER}`);
    const frame = await enter(browser(), page);
    await frame.says("[part~=summary]", /articles for/);
    await driver.executeScript(`arguments[0].click()`, await frame.element("[part~=pages] li:last-child button"));
    await frame.says("[part~=pages] [aria-current]", "2");
    await driver.switchTo().defaultContent();
    await page.until("the box is in view", async () => driver.executeScript<boolean>(`return document.querySelector("dalil-search").getBoundingClientRect().top >= -1`));
  });

  test("the frame speaks the page's language", async () => {
    const page = new SearchPage(browser().driver);
    await page.open(partner.address("arabic.html"));
    await page.type(`lighthouse${Key.ENTER}`);
    const frame = await enter(browser(), page);
    await frame.element("[part~=summary]");
    assert.equal((await browser().driver.executeScript<Inside>(LOOK)).lang, "ar");
    await browser().driver.switchTo().defaultContent();
  });

  test("a frame put there by hand needs no script on the page, and has its own form", async () => {
    host.requests.length = 0;
    const { driver } = browser();
    await driver.get(partner.address("hand.html"));
    await driver.switchTo().frame(0);
    const page = new SearchPage(driver);
    await page.element("[part~=input]");
    await page.until("it behaves", async () => (await driver.executeScript<Inside>(LOOK)).target === "_top");
    const { heading, form, lang } = await driver.executeScript<Inside>(LOOK);
    assert.deepEqual({ heading, form, lang }, { heading: false, form: true, lang: "fr" });
    assert.deepEqual(host.requests.filter((path) => /manifest/.test(path)), []);
    await put(page, "harbour");
    await page.says("[part~=summary]", /articles pour/);
    assert.equal(await driver.executeScript("return location.search"), "?frame&section=Opinion&lang=fr");
    await driver.switchTo().defaultContent();
  });
});
