/** The page speaks Arabic, English, French, Persian and Turkish: the archive's main language on its own page, the page's elsewhere. */

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { Archive, HARBOUR } from "../rig/archives.ts";
import { inEachBrowser } from "../rig/browsers.ts";
import { SearchPage } from "../rig/search-page.ts";
import { Host } from "../rig/server.ts";

let archive: Archive;
let arabic: Archive;
let host: Host;
let arabicHost: Host;

const ARTICLES = [
  { id: "1", title: "الميناء القديم يفتح أبوابه", text: "فتح الميناء القديم أبوابه أمام الزوار صباح اليوم بعد سنوات من الإغلاق.", date: "2012-05-01" },
  { id: "2", title: "المجلس يناقش ضريبة الملح", text: "ناقش المجلس في جلسته أمس ضريبة الملح التي أثارت غضب التجار في المدينة.", date: "2014-08-20" },
];

before(async () => {
  archive = await Archive.build(HARBOUR);
  host = await Host.start(archive.folder);
  const input = await mkdtemp(join(tmpdir(), "dalil-arabic-"));
  await writeFile(join(input, "articles.jsonl"), ARTICLES.map((article) => JSON.stringify(article)).join("\n"));
  arabic = await Archive.build(join(input, "articles.jsonl"));
  await rm(input, { recursive: true });
  arabicHost = await Host.start(arabic.folder);
});

after(async () => {
  await host.stop();
  await arabicHost.stop();
  await archive.remove();
  await arabic.remove();
});

/** How each says that there are three articles. */
const COUNTED: Readonly<Record<string, RegExp>> = {
  ar: /^(3|٣) مقالات عن «lighthouse»$/,
  en: /^3 articles for “lighthouse”$/,
  fa: /^۳ مقاله برای «lighthouse»$/,
  fr: /^3 articles pour «\s*lighthouse\s*»$/,
  tr: /^“lighthouse” için 3 yazı$/,
};

inEachBrowser((browser) => {
  for (const [language, counted] of Object.entries(COUNTED)) {
    test(`a page in ${language} is answered in it`, async () => {
      const page = new SearchPage(browser().driver);
      const name = `in-${language}.html`;
      host.pages.set(`/${name}`, `<!DOCTYPE html><html lang="${language}"><meta charset="utf-8"><title>Page</title>
        <script src="widget.js"></script><dalil-search mode="page"></dalil-search>`);
      await page.open(host.address(`${name}?q=lighthouse`));
      await page.says("[part~=summary]", counted);
      assert.equal(await page.attribute("[part~=root]", "dir"), ["ar", "fa"].includes(language) ? "rtl" : "ltr");
      assert.equal(await page.attribute("[part~=root]", "lang"), language);
    });
  }

  test("an Arabic archive's own page is Arabic and runs from right to left, also before anything is asked", async () => {
    const page = new SearchPage(browser().driver);
    await page.open(arabicHost.address("index.html"));
    const root = "return [document.documentElement.lang, document.documentElement.dir, document.title]";
    assert.deepEqual(await page.driver.executeScript(root), ["ar", "rtl", "البحث في الأرشيف"]);
    assert.equal(await page.attribute("[part~=submit]", "type"), "submit");
    assert.deepEqual(await page.texts("[part~=submit]"), ["بحث"]);
    await page.type("الميناء");
    await page.says("[part~=summary]", "مقال واحد عن «الميناء»");
  });

  test("where the words of a language can't be loaded the page speaks English, and still searches", async () => {
    host.faults = [{ pattern: /words-fr\.js$/, answer: "missing" }];
    try {
      const page = new SearchPage(browser().driver);
      await page.open(host.address("in-fr.html?q=lighthouse"));
      await page.finds(3, "lighthouse");
    } finally {
      host.faults = [];
    }
  });
});
