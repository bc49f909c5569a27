/** Hits by date: bars to choose a span of time with, by pointer and by keyboard, and a table. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { Key } from "selenium-webdriver";

import { inEachBrowser } from "../rig/browsers.ts";
import { SearchPage } from "../rig/search-page.ts";
import { serveHarbour } from "../rig/served-harbour.ts";

const served = serveHarbour();

inEachBrowser((browser) => {
  const open = async (query: string): Promise<SearchPage> => {
    const page = new SearchPage(browser().driver);
    await page.open(served.host.address(`index.html${query}`));
    await page.element("[part~=bars]");
    return page;
  };
  const labels = (page: SearchPage): Promise<string[]> =>
    page.driver.executeScript(
      `return [...document.querySelector("dalil-search").shadowRoot.querySelectorAll("[part~=bars] [role=option]")].map((bar) => bar.ariaLabel)`,
    );
  const fields = async (page: SearchPage): Promise<(string | null)[]> =>
    page.driver.executeScript(
      `const { shadowRoot } = document.querySelector("dalil-search");
       return ["after", "before"].map((name) => shadowRoot.querySelector("input[name=" + name + "]").value)`,
    );
  // Filters and timeline are drawn after the hits.
  const fieldsSay = (page: SearchPage, after: string, before: string): Promise<unknown> =>
    page.until(`the date fields say ${after} and ${before}`, async () => {
      const [first, last] = await fields(page);
      return first === after && last === before;
    });
  const barsAre = (page: SearchPage, count: number): Promise<unknown> =>
    page.until(`there are ${count} bars`, async () => (await labels(page)).length === count);
  const focusBars = async (page: SearchPage): Promise<void> => {
    await page.driver.executeScript("arguments[0].focus()", await page.element("[part~=bars]"));
  };

  test("every year from the first hit to the last has its bar, and says how many it has", async () => {
    const page = await open("?q=harbour");
    const { timeline } = await served.archive.search("harbour");
    const dated = (timeline as { month: string | null; count: number }[]).filter(({ month }) => month !== null);
    const years = dated.map(({ month }) => Number(month?.slice(0, 4)));
    const bars = await labels(page);
    assert.equal(bars.length, Math.max(...years) - Math.min(...years) + 1);
    const ofFirst = dated.filter(({ month }) => month?.startsWith("2003")).reduce((sum, { count }) => sum + count, 0);
    assert.equal(bars[0], `2003: ${ofFirst} article${ofFirst === 1 ? "" : "s"}`);
    await page.says("[part~=caption]", /^2003 to 2021: \d+ articles \u00b7 1 article has no date$/);
  });

  test("arrow keys choose a span, which the date fields and the address then have, and Back takes it away", async () => {
    const page = await open("?q=harbour");
    await focusBars(page);
    await page.press(Key.ARROW_RIGHT);
    await page.driver.actions().keyDown(Key.SHIFT).sendKeys(Key.ARROW_RIGHT, Key.ARROW_RIGHT).keyUp(Key.SHIFT).perform();
    await page.says("[part~=caption]", /^2004 to 2006: /);
    await page.press(Key.ENTER);
    const { total } = await served.archive.search("harbour", { after: "2004", before: "2007" });
    await page.finds(total, "harbour");
    await fieldsSay(page, "2004", "2007");
    const { after, before } = await page.address();
    assert.deepEqual([after, before], ["2004", "2007"]);
    // Three years are shown by month.
    await barsAre(page, 36);
    await page.driver.navigate().back();
    await page.finds(29, "harbour");
    await fieldsSay(page, "", "");
  });

  test("dragging over bars chooses their span, and one press shows all dates again", async () => {
    const page = await open("?q=harbour");
    const { width } = await (await page.element("[part~=bars]")).getRect();
    const bars = await page.element("[part~=bars]");
    const bar = (index: number): number => Math.round(((index + 0.5) / 19 - 0.5) * width);
    await page.driver.actions().move({ origin: bars, x: bar(2), y: 0 }).press().move({ origin: bars, x: bar(6), y: 0 }).release().perform();
    const { total } = await served.archive.search("harbour", { after: "2005", before: "2010" });
    await page.finds(total, "harbour");
    await fieldsSay(page, "2005", "2010");
    await page.click("[part~=all-dates]");
    await page.finds(29, "harbour");
  });

  test("the same stands in a table, where a press chooses a year", async () => {
    const page = await open("?q=harbour");
    await page.click("[part~=as-table]");
    await page.element("[part~=timeline-table] tbody tr");
    const rows = await page.texts("[part~=timeline-table] tbody tr");
    assert.deepEqual(rows, (await labels(page)).map((label) => label.replace(/: (\d+) articles?$/, " $1")));
    await page.click("[part~=timeline-table] tbody button");
    await page.finds((await served.archive.search("harbour", { after: "2003", before: "2004" })).total, "harbour");
  });

  test("on a page from right to left time runs from right to left, and so do the keys", async () => {
    const page = await open("?q=harbour");
    await page.driver.executeScript(`document.querySelector("dalil-search").lang = "ar"`);
    await page.until("Arabic", async () => (await page.attribute("[part~=root]", "dir")) === "rtl");
    await focusBars(page);
    await page.press(Key.ARROW_LEFT);
    await page.until("the second year is active", async () => (await page.attribute("[part~=bars]", "aria-activedescendant")) === "period-1");
    const [first, second] = await Promise.all([page.element("#period-0"), page.element("#period-1")].map(async (bar) => (await bar).getRect()));
    assert.ok(first && second && second.x < first.x);
  });
});
