/** The live examples of docs/widget.md work, with the archive that they name in place. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { test } from "node:test";

import { By } from "selenium-webdriver";

import { inEachBrowser } from "../rig/browsers.ts";
import { SearchPage } from "../rig/search-page.ts";
import { serveHarbour } from "../rig/served-harbour.ts";

const EXAMPLES = resolve(import.meta.dirname, "../../../docs/examples/widget.html");
const served = serveHarbour();

inEachBrowser((browser) => {
  test("every example of the widget answers, opened from disk as it lies there", async () => {
    const { driver } = browser();
    const text = await readFile(EXAMPLES, "utf8");
    await driver.get(await served.archive.pageOnDisk("widget.html", text.replaceAll("../../target/sample/", "search/")));
    const count = await driver.executeScript<number>("return document.querySelectorAll('dalil-search').length");
    for (let i = 1; i <= count; i++) {
      await driver.executeScript(`document.querySelectorAll("dalil-search")[arguments[0]].dataset.example = arguments[1]`, i - 1, i);
      const page = new SearchPage(driver, `[data-example='${i}']`);
      await page.type("lighthouse");
      await page.says("[part~=summary]", /^3 /);
    }
    const french = new SearchPage(driver, "[data-example='2']");
    assert.equal(await french.attribute("[part~=input]", "placeholder"), "embassy");
    assert.match((await french.texts("[part~=submit]")).join(), /Rechercher/);
    const colour = await driver.executeScript<string>(`return getComputedStyle(document.querySelector("#styled").shadowRoot.querySelector("[part~=submit]")).backgroundColor`);
    assert.equal(colour, "rgb(122, 31, 31)");
    assert.match(await driver.executeScript<string>("return document.getElementById('heard').value"), /^“lighthouse” finds 3$/);
    await driver.executeScript("document.querySelector('iframe').scrollIntoView()");
    await driver.switchTo().frame(await driver.findElement(By.css("iframe")));
    const frame = new SearchPage(driver);
    await frame.element("[part~=input]");
    assert.equal(await driver.executeScript("return document.documentElement.hasAttribute('data-framed')"), true);
    await driver.switchTo().defaultContent();
  });
});
