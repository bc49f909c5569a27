/** An article as it is stored, read on the archive's own page where there is no original, or on request. */

import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";

import { Archive } from "../rig/archives.ts";
import { inEachBrowser } from "../rig/browsers.ts";
import { SearchPage } from "../rig/search-page.ts";
import { Host } from "../rig/server.ts";

/** Twelve letters, most of one day and without an original; every paragraph speaks of lamps. */
const LETTERS = Array.from({ length: 12 }, (_, i) => ({
  id: `letters/no ${i}#1`,
  title: `Letter ${i} about lamps`,
  text: `Sir, letter ${i} is about a lamp.\n\nThe lamp of number ${i} was brass, and its keeper polished it of an evening for nine years, whatever the weather.`,
  date: i < 10 ? "2007-11-03" : `2007-12-${i}`,
  source: "The Lantern",
  section: "Letters",
  byline: "L. Sunnaq",
  language: "en",
  ...(i === 11 ? { url: "https://lantern.example/eleven.html" } : {}),
}));

let archive: Archive;
let host: Host;
let partner: Host;

before(async () => {
  archive = await Archive.of(LETTERS.map((letter) => JSON.stringify(letter)).join("\n"));
  host = await Host.start(archive.folder);
  partner = await Host.start(archive.parent);
  const page = (attributes: string, script = ""): string =>
    `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Page</title><script>${script}</script>
    <script src="${host.address("widget.js")}"></script><dalil-search ${attributes}></dalil-search>`;
  partner.pages.set("/partner.html", page(""));
  host.pages.set("/unmarking.html", page(`mode="page"`, "delete window.Highlight"));
  host.pages.set("/without.html", page(`mode="page" data-browse="browse/index.html"`, "delete window.WebAssembly"));
});

afterEach(() => {
  host.faults = [];
});

after(async () => {
  await partner.stop();
  await host.stop();
  await archive.remove();
});

const WAYS = { served: (path: string) => host.address(path), "from disk": (path: string) => archive.onDisk(path) };

const address = (id: string): string => `index.html?article=${encodeURIComponent(id)}`;

inEachBrowser((browser) => {
  const open = async (where: string): Promise<SearchPage> => {
    const page = new SearchPage(browser().driver);
    await page.open(where);
    return page;
  };
  const scrolled = (page: SearchPage): Promise<number> => page.driver.executeScript("return Math.round(scrollY)");
  /** How many places are marked in the text, in whichever way. */
  const marks = (page: SearchPage): Promise<number> =>
    page.driver.executeScript(`const { shadowRoot } = document.querySelector("dalil-search");
      return (globalThis.Highlight && CSS.highlights.get("dalil-words")?.size) || shadowRoot.querySelectorAll("[part~=reader] mark").length`);

  for (const [way, at] of Object.entries(WAYS)) {
    describe(way, () => {
      test("a hit without an original opens as it is stored, and Back leads to the results as they were", async () => {
        const page = await open(at("index.html?q=lamp"));
        await page.finds(12, "lamp");
        const before = await page.driver.getTitle();
        const links = await page.driver.executeScript<string[]>(
          `return [...document.querySelector("dalil-search").shadowRoot.querySelectorAll("[part~=link]")].map((link) => link.href)`,
        );
        const place = links.findIndex((link, i) => i > 3 && link.includes("article="));
        const title = (await page.titles())[place] ?? "";
        const link = await page.element(`[part~=list] > :nth-child(${place + 1}) [part~=link]`);
        const y = await page.driver.executeScript<number>(`arguments[0].scrollIntoView({ block: "center" }); return Math.round(scrollY)`, link);
        // Pressed as a reader does: WebKit's Back passes over what no reader has brought about.
        await link.click();
        await page.says("[part~=article-title]", title);
        await page.until("the keyboard is on it", async () => (await page.focused()).part === "article-title");
        assert.equal(await page.driver.getTitle(), `${title} \u00b7 ${before}`);
        assert.deepEqual(await page.titles(), []);
        assert.equal((await page.texts("[part~=paragraph]")).length, 2);
        assert.equal(await marks(page), 2);
        await page.driver.navigate().back();
        await page.finds(12, "lamp");
        await page.until("the results are where they were", async () => (await scrolled(page)) === y);
        assert.deepEqual(await page.focused().then(({ part, text }) => [part, text]), ["link", title]);
        assert.equal(await page.driver.getTitle(), before);
        // The link is one that a browser can open in another window, too.
        const href = links[place] ?? "";
        await page.open(href);
        await page.says("[part~=article-title]", title);
      });

      test("an article has its address, says what is known of it, and leads on in time", async () => {
        const page = await open(at(address("letters/no 4#1")));
        await page.says("[part~=article-title]", "Letter 4 about lamps");
        await page.says("[role=status]", "Letter 4 about lamps");
        assert.match(await page.driver.getTitle(), /^Letter 4 about lamps \u00b7 /);
        assert.deepEqual(await page.texts("[part~=reader] [part~=meta]"), ["November 3, 2007 The Lantern Letters"]);
        assert.deepEqual(await page.texts("[part~=byline]"), ["L. Sunnaq"]);
        assert.equal((await page.texts("[part~=same-day] li")).length, 9);
        assert.deepEqual(await page.texts("[part~=back]"), []);
        const [next] = await page.texts("[part~=next-article] a");
        await page.click("[part~=next-article] a");
        await page.says("[part~=article-title]", next ?? "");
        assert.notEqual((await page.address())["article"], "letters/no 4#1");
        await page.driver.navigate().back();
        await page.says("[part~=article-title]", "Letter 4 about lamps");
      });

      test("what is searched while an article is read takes its place", async () => {
        const page = await open(at(address("letters/no 4#1")));
        await page.element("[part~=article-title]");
        await page.type("brass");
        await page.finds(12, "brass");
        assert.deepEqual(await page.texts("[part~=reader]"), []);
        assert.equal((await page.address())["article"], undefined);
      });
    });
  }

  test("an address with the search leads to its results", async () => {
    const page = await open(host.address(`${address("letters/no 4#1")}&q=lamp`));
    await page.says("[part~=article-title]", "Letter 4 about lamps");
    await page.until("its words are marked", async () => (await marks(page)) === 2);
    await page.click("[part~=back]");
    await page.finds(12, "lamp");
  });

  test("where the browser can't mark words by itself, they are marked in the text", async () => {
    const page = await open(host.address(`unmarking.html?q=lamp&article=${encodeURIComponent("letters/no 4#1")}`));
    await page.element("[part~=reader] mark");
    assert.deepEqual(await page.texts("[part~=reader] mark"), ["lamp", "lamp"]);
  });

  test("an article with an original can be read as it is stored, and leads there", async () => {
    const page = await open(host.address("index.html?q=%22letter%2011%22"));
    await page.finds(1, '"letter 11"');
    assert.equal(await page.attribute("[part~=link]", "href"), "https://lantern.example/eleven.html");
    await page.click("[part~=stored]");
    await page.says("[part~=article-title]", "Letter 11 about lamps");
    assert.equal(await page.attribute("[part~=original]", "href"), "https://lantern.example/eleven.html");
  });

  test("what is cited of an article without an original is its address in the archive", async () => {
    const page = await open(host.address(`${address("letters/no 4#1")}&q=lamp`));
    await page.click("[part~=cite]");
    await page.says("[part~=citation]", new RegExp(`^L\\. Sunnaq\\. .* ${host.address(address("letters/no 4#1")).replace(/[.?]/g, "\\$&")}$`));
  });

  test("on a partner's page a hit without an original leads to the archive's own page", async () => {
    const page = await open(partner.address("partner.html"));
    await page.type('"letter 4"');
    await page.finds(1, '"letter 4"');
    assert.equal(await page.attribute("[part~=link]", "href"), host.address(address("letters/no 4#1")));
    await page.click("[part~=link]");
    await page.says("[part~=article-title]", "Letter 4 about lamps");
  });

  test("an article that isn't there is said not to be, with the way to the search", async () => {
    const page = await open(host.address(address("letters/no 99#1")));
    await page.says("[part~=unknown] h2", /^There is no article at this address/);
    await page.says("[role=status]", /^There is no article at this address/);
    await page.click("[part~=to-search]");
    assert.equal((await page.focused()).part, "input");
    assert.equal((await page.address())["article"], undefined);
  });

  test("an article whose file is missing is said to be lost, and is read once the file is there", async () => {
    host.faults = [{ pattern: /\/articles-\d+\.js$/, answer: "missing" }];
    const page = await open(host.address(address("letters/no 4#1")));
    await page.says("[part~=lost] h2", /^The article could not be loaded/);
    host.faults = [];
    await page.until("it is there", async () => {
      // An engine asks again for what it could not have only after a second.
      await page.driver.executeScript(`document.querySelector("dalil-search").shadowRoot.querySelector("[part~=retry]")?.click()`);
      return (await page.texts("[part~=article-title]"))[0] === "Letter 4 about lamps";
    });
  });

  test("without an engine the reader is told so and led to the list of articles", async () => {
    const page = await open(host.address(`without.html?article=${encodeURIComponent("letters/no 4#1")}`));
    await page.says("[part~=error] p", /^This browser is too old for the search/);
    assert.equal(await page.attribute("[part~=browse]", "href"), host.address("browse/index.html"));
  });
});
