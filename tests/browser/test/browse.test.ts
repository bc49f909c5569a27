/** The pages that list the articles, as a reader without JavaScript goes through them, and what axe finds on them. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import axe from "axe-core";
import { By, type WebDriver } from "selenium-webdriver";

import { RUN_AXE } from "../rig/axe.ts";
import { Archive } from "../rig/archives.ts";
import { provide, startBrowser, type Browser } from "../rig/browsers.ts";
import { consoleErrors } from "../rig/search-page.ts";
import { serveHarbour } from "../rig/served-harbour.ts";
import { Host } from "../rig/server.ts";

const served = serveHarbour();

/** Twelve articles of one month in two sections, without pages of their own; one of them in Arabic. */
const MONTH = Array.from({ length: 12 }, (_, n) =>
  JSON.stringify({
    id: `report ${n}/a&b`,
    title: n === 7 ? "\u0627\u0644\u0645\u064a\u0646\u0627\u0621 \u0627\u0644\u0642\u062f\u064a\u0645" : `Report ${n} of the harbour`,
    text: "The harbour was opened again.",
    date: `2020-05-${String(10 + Math.floor(n / 2))}`,
    section: ["News", "Opinion"][n % 3 === 0 ? 1 : 0],
    source: ["Coast Times", "Harbour Gazette"][n % 2],
  }),
).join("\n");

/** Reports without titles, four on the page of each of two days, of which the second has none of the section "Tides". */
const REPORTS = Array.from({ length: 8 }, (_, n) => {
  const day = n < 4 ? "2020-06-14" : "2020-06-15";
  const section = n === 3 ? "Tides" : "Arrivals";
  return JSON.stringify({ id: `log ${n}`, text: `Ship ${n} came in. It left again.`, date: day, section, url: `https://coast.example/log/${day}#n${n}` });
}).join("\n");

let month: Archive;
let host: Host;
before(async () => {
  month = await Archive.of(`${MONTH}\n${REPORTS}`);
  host = await Host.start(month.folder);
});
after(async () => {
  await host.stop();
  await month.remove();
});

const WAYS = {
  served: (path: string) => served.host.address(path),
  "from disk": (path: string) => served.archive.onDisk(path),
};

const texts = async (driver: WebDriver, selector: string): Promise<string[]> =>
  Promise.all((await driver.findElements(By.css(selector))).map((element) => element.getText()));

const shown = async (driver: WebDriver, selector: string): Promise<string[]> => (await texts(driver, selector)).filter((text) => text !== "");

describe("in Chromium without JavaScript", { timeout: 300_000 }, () => {
  let browser: Browser;
  before(async () => {
    browser = await startBrowser("Chromium", "light", false);
  });
  after(() => browser.stop());

  for (const [way, address] of Object.entries(WAYS)) {
    test(`${way}, a reader finds the way from the search page to an article and back`, async () => {
      const { driver } = browser;
      await driver.get(address("index.html"));
      await driver.findElement(By.css("noscript a")).click();
      assert.equal(await driver.getCurrentUrl(), address("browse/index.html"));
      assert.deepEqual(await texts(driver, "h1"), ["Articles by date"]);
      await driver.findElement(By.linkText("Nov")).click();
      const [title] = await texts(driver, "h1");
      assert.match(title ?? "", /^November \d{4}$/);
      const article = await driver.findElement(By.css("main > ol > li > a"));
      assert.match((await article.getAttribute("href")) ?? "", /^https:\/\/coast\.example\/|\/pages\/.*\.html$/);
      await driver.findElement(By.css("[rel=prev]")).click();
      assert.notDeepEqual(await texts(driver, "h1"), [title]);
      await driver.findElement(By.linkText("All dates")).click();
      await driver.findElement(By.linkText("Opinion")).click();
      assert.deepEqual(await texts(driver, "h1"), ["Opinion"]);
      await driver.findElement(By.css("footer a")).click();
      assert.equal(await driver.getCurrentUrl(), address("index.html"));
      assert.deepEqual(await consoleErrors(driver), []);
    });
  }

  for (const [way, address] of [["served", (path: string) => host.address(path)], ["from disk", (path: string) => month.onDisk(path)]] as const) {
    test(`${way}, an article without a page of its own leads to the stored one on the search page`, async () => {
      const { driver } = browser;
      await driver.get(address("browse/2020-05.html"));
      await driver.findElement(By.linkText("Report 1 of the harbour")).click();
      assert.equal(await driver.getCurrentUrl(), address("index.html?article=report%201%2Fa%26b"));
    });

    test(`${way}, one section of a month can be looked at alone`, async () => {
      const { driver } = browser;
      await driver.get(address("browse/section-opinion.html"));
      await driver.findElement(By.css(".m a")).click();
      assert.equal(await driver.getCurrentUrl(), address("browse/2020-05.html#s2"));
      const reports = [0, 3, 6, 9].map((n) => `Report ${n} of the harbour`);
      assert.deepEqual(await shown(driver, "main > ol > li > a"), reports);
      assert.equal((await shown(driver, "h2")).length, 4, "days without such an article are not shown either");
      await driver.findElement(By.linkText("All sections")).click();
      assert.equal((await shown(driver, "main > ol > li > a")).length, 12);
    });

    test(`${way}, one section of reports without titles can be looked at alone`, async () => {
      const { driver } = browser;
      await driver.get(address("browse/2020-06.html"));
      assert.deepEqual(await shown(driver, "main > ol > li > a"), ["2020-06-14", "2020-06-15"]);
      assert.equal((await shown(driver, "li > ul > li")).length, 8);
      await driver.findElement(By.linkText("Tides")).click();
      assert.deepEqual(await shown(driver, "main > ol > li > a"), ["2020-06-14"]);
      assert.deepEqual(await shown(driver, "h2, h3, li > ul > li"), ["Sunday, June 14", "Tides", "Ship 3 came in."]);
    });
  }
});

const WIDTHS = [320, 1280];

for (const scheme of ["light", "dark"] as const) {
  describe(`${scheme} colours`, { timeout: 300_000 }, () => {
    let browser: Browser;
    before(async () => {
      browser = await provide("Chromium", { scheme });
    });
    after(() => browser.stop());

    for (const width of WIDTHS) {
      for (const page of ["index.html", "2020-05.html", "2020-05.html#s2", "2020-06.html", "section-news.html"]) {
        test(`browse/${page}, ${width} pixels wide, axe finds nothing and nothing sticks out`, async () => {
          const { driver } = browser;
          host.pages.set(
            "/frame.html",
            `<!DOCTYPE html><html lang="en"><title>Frame</title><style>body { margin: 0 } iframe { border: 0; width: ${width}px; height: 900px }</style>
            <iframe title="The page" src="browse/${page}"></iframe>`,
          );
          await driver.get("about:blank");
          await driver.get(host.address("frame.html"));
          await driver.switchTo().frame(0);
          assert.equal((await texts(driver, "h1")).length, 1, `there is no ${page}`);
          await driver.executeScript(axe.source);
          assert.deepEqual(await driver.executeAsyncScript<string[]>(RUN_AXE), []);
          const [all = 0, seen = 0] = await driver.executeScript<number[]>(
            "return [document.documentElement.scrollWidth, document.documentElement.clientWidth]",
          );
          assert.ok(all <= seen, `${all} pixels in ${seen}`);
        });
      }
    }
  });
}
