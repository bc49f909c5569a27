/** What a reader does with an archive, in whichever home it is: types, mistypes, filters, chooses dates, opens an article, goes back. */

import assert from "node:assert/strict";

import { Key } from "selenium-webdriver";

import type { Archive, Options } from "./archives.ts";
import { SearchPage } from "./search-page.ts";

const QUERY = "embassy";
const MISTYPED = "embasy";

/** Does all of it on a page whose element has `mode="page"`, and sees at each step what the command line finds. */
export async function readAsReader(page: SearchPage, address: string, archive: Archive, articles: string): Promise<void> {
  const { driver } = page;
  const total = async (options: Options): Promise<number> => (await archive.search(QUERY, options)).total;
  const shows = async (options: Options): Promise<void> => page.says("[part~=summary]", new RegExp(`^${await total(options)} article`));

  await page.open(address);
  await page.type(QUERY);
  await shows({});
  // A reader who has seen enough starts anew.
  await page.click("[part~=clear]");
  await page.type(`${MISTYPED}${Key.ENTER}`);
  await page.says("[part~=corrected]", /Showing results for .*embassy/);
  await page.click("[part~=clear]");
  await page.type(`${QUERY}${Key.ENTER}`);
  await shows({});

  const news = { filters: { section: ["News"] } };
  await page.click('input[name=section][value="News"]');
  await shows(news);
  await page.date("after", "2010");
  await shows({ ...news, after: "2010" });
  await page.date("before", "2020-09-28");
  const last = { ...news, after: "2010", before: "2020-09-28" };
  await shows(last);
  assert.ok((await total(last)) < (await total(news)) && (await total(last)) > 0);

  const { hits } = await archive.search(QUERY, last);
  const titles = await page.titles();
  // What has no title is called by its first sentence.
  assert.deepEqual(titles, hits.map(({ title }, i) => title ?? titles[i]));
  const link = await page.element("[part~=link]");
  const leadsTo = await link.getAttribute("href");
  assert.ok(leadsTo?.startsWith(articles), `${leadsTo} does not begin with ${articles}`);
  await link.click();
  await page.until("the article is there", async () => {
    const text = await driver.executeScript<string>("return document.querySelector('dalil-search') ? '' : (document.body?.innerText ?? '')");
    return /embassy/i.test(text);
  });
  await driver.navigate().back();
  await shows(last);
  assert.equal(await page.query(), QUERY);
  assert.deepEqual(await page.address(), { q: QUERY, section: "News", after: "2010", before: "2020-09-28" });
}
