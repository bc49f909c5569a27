/** One page that holds an archive whole, as a reader opens it who was sent it. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Key } from "selenium-webdriver";

import { Archive, HARBOUR } from "../rig/archives.ts";
import { inEachBrowser } from "../rig/browsers.ts";
import { consoleErrors, loaded, SearchPage } from "../rig/search-page.ts";

let page: Awaited<ReturnType<typeof Archive.singleFile>>;
let archive: Archive;

before(async () => {
  page = await Archive.singleFile(HARBOUR, "the harbour \u0627\u0644\u0645\u064a\u0646\u0627\u0621 #1.html");
  archive = await Archive.build(HARBOUR);
});
after(async () => {
  await page.remove();
  await archive.remove();
});

inEachBrowser((browser) => {
  const open = async (query = ""): Promise<SearchPage> => {
    const search = new SearchPage(browser().driver);
    await consoleErrors(search.driver);
    await search.open(page.address + query);
    return search;
  };

  test("it searches, completes, corrects and filters as the folder does, and loads nothing", async () => {
    const search = await open();
    await search.type("lighth");
    await search.element("[part~=completion]");
    await search.finds(3, "lighth");
    await search.type(`ouse${Key.ENTER}`);
    await search.finds(3, "lighthouse");
    const { hits } = await archive.search("lighthouse");
    assert.equal((await search.titles()).length, hits.length);
    const filtered = await open("?q=harbour&section=Opinion");
    await filtered.finds(9, "harbour");
    const misspelt = await open("?q=lighthuose");
    await misspelt.says("[part~=understood], [part~=corrected], [part~=summary]", /lighthouse/);
    assert.deepEqual((await loaded(search.driver)).filter((address) => !address.startsWith("data:") && !address.startsWith("blob:")), []);
    assert.deepEqual((await consoleErrors(search.driver)) ?? [], []);
  });

  test("it speaks the reader's language", async () => {
    const search = await open("?q=harbour");
    await search.finds(29, "harbour");
    await search.driver.executeScript(`document.querySelector("dalil-search").lang = "ar"`);
    await search.says("[part~=summary]", /harbour»$/);
  });

  test("its articles can be read in it, whose own pages are not there", async () => {
    const search = await open("?q=harbour");
    await search.finds(29, "harbour");
    const article = await search.driver.executeAsyncScript<{ title: string; text: string; url: string | null }>(
      `const done = arguments[arguments.length - 1];
      Dalil.open().then((archive) => archive.article("article-1")).then(({ article }) => done(article), (error) => done(String(error)))`,
    );
    assert.equal(article.url, null);
    assert.match(article.text, /^The bridge by the harbour was closed/);
  });

  test("a hit opens as it is stored, in the same page, and is cited by that page's address", async () => {
    const search = await open("?q=lighthouse");
    await search.finds(3, "lighthouse");
    const link = "[part~=link][href*='article=']";
    const [title] = await search.texts(link);
    await search.click(link);
    await search.says("[part~=article-title]", title ?? "");
    await search.click("[part~=cite]");
    const [cited] = await search.texts("[part~=citation]");
    assert.match(cited ?? "", /%231\.html\?article=article-\d+$/);
    await search.click("[part~=back]");
    await search.finds(3, "lighthouse");
  });
});
