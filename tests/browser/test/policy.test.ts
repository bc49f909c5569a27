/** The policy that SECURITY.md gives to hosts, as it stands there, lets the archive's own pages do all they do. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { inEachBrowser } from "../rig/browsers.ts";
import { SearchPage } from "../rig/search-page.ts";
import { serveHarbour } from "../rig/served-harbour.ts";

const served = serveHarbour();

async function policy(): Promise<string> {
  const security = await readFile(new URL("../../../SECURITY.md", import.meta.url), "utf8");
  const [, given] = /Content-Security-Policy: (.*?)\n\n/s.exec(security) ?? [];
  assert.ok(given);
  return given.replace(/\s+/g, " ");
}

inEachBrowser((browser) => {
  test("under the policy of SECURITY.md one searches, filters by date, reads and browses", async () => {
    const { driver } = browser();
    const given = await policy();
    served.host.headers = () => ({ "content-security-policy": given });
    const page = new SearchPage(driver);
    await page.open(served.host.address("index.html?q=harbour"));
    await page.finds(29, "harbour");
    await page.element("[part~=bars]");
    await page.open(served.host.address("index.html?article=article-1"));
    await page.element("[part~=article-title]");
    await driver.get(served.host.address("browse/index.html"));
    assert.ok(await driver.executeScript<boolean>(`return [...document.styleSheets].some((sheet) => sheet.cssRules.length > 0)`));
  });
});
