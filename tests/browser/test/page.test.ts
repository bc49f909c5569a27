/** The search page as a reader uses it, served by a host and opened from disk. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { Key } from "selenium-webdriver";

import { inEachBrowser } from "../rig/browsers.ts";
import { consoleErrors, loaded, SearchPage } from "../rig/search-page.ts";
import { serveHarbour } from "../rig/served-harbour.ts";

const served = serveHarbour();

const WAYS = {
  served: (path: string) => served.host.address(path),
  "from disk": (path: string) => served.archive.onDisk(path),
};

inEachBrowser((browser) => {
  for (const [way, address] of Object.entries(WAYS)) {
    describe(way, () => {
      const open = async (query = ""): Promise<SearchPage> => {
        const page = new SearchPage(browser().driver);
        // What an earlier test left in the console is not this one's.
        await consoleErrors(page.driver);
        await page.open(address(`index.html${query}`));
        return page;
      };

      test("typing a word shows articles with the word marked, as it is typed and on Enter", async () => {
        const page = await open();
        await page.type("lighth");
        await page.finds(3, "lighth");
        await page.type("ouse");
        await page.finds(3, "lighthouse");
        await page.press(Key.ENTER);
        await page.finds(3, "lighthouse");
        // An article without a title is shown by its first sentence.
        const untitled = "A lighthouse keeper without a headline wrote this about the harbour.";
        const { hits } = await served.archive.search("lighthouse");
        assert.deepEqual(await page.titles(), hits.map((hit) => hit.title ?? untitled));
        assert.ok((await page.texts("mark")).every((word) => word.toLowerCase() === "lighthouse"));
        assert.ok((await page.texts("mark")).length >= 3);
        assert.match((await page.texts("[part~=excerpt]")).join(" "), /Signs such as <b> & "quotes"/);
      });

      test("an Arabic word finds the Arabic article, which is set from right to left", async () => {
        const page = await open();
        await page.type("الميناء");
        await page.finds(1, "الميناء");
        assert.deepEqual(await page.titles(), ["الميناء القديم يفتح أبوابه"]);
        const title = await page.element("[part~=title]");
        assert.equal(await title.getAttribute("lang"), "ar");
        assert.equal(await title.getCssValue("direction"), "rtl");
      });

      test("a word that is nowhere is said to be nowhere", async () => {
        const page = await open();
        await page.type(`zeppelin${Key.ENTER}`);
        await page.says("[part~=summary]", "No article was found for \u201czeppelin\u201d.");
        await page.says("[part~=empty]", /Check the spelling/);
        await page.says("[role=status]", /^No article was found/);
      });

      test("the newest or the oldest come first when chosen, the undated last", async () => {
        const page = await open("?q=harbour");
        await page.finds(29, "harbour");
        for (const order of ["newest", "oldest"] as const) {
          await page.order(order);
          const wanted = (await served.archive.search("harbour", { sort: order })).hits.map((hit) => hit.date);
          await page.until(`${order} first`, async () => JSON.stringify(await page.dates()) === JSON.stringify(wanted));
          assert.equal((await page.address())["sort"], order);
        }
      });

      test("a filter by section leaves that section's articles, and is taken away again", async () => {
        const page = await open("?q=harbour");
        await page.finds(29, "harbour");
        await page.says('[data-field=section] [part~=choice]', "News 20");
        await page.click('input[name=section][value=Opinion]');
        await page.finds(9, "harbour");
        assert.deepEqual(new Set(await page.texts("[part~=section]")), new Set(["Opinion"]));
        await page.click("[part~=clear-filters]");
        await page.finds(29, "harbour");
      });

      test("dates narrow the span, and what is no date is told", async () => {
        const page = await open("?q=harbour");
        await page.finds(29, "harbour");
        const [after, before] = ["2009-07", "2015"];
        await page.date("after", after);
        await page.finds((await served.archive.search("harbour", { after })).total, "harbour");
        await page.date("before", before);
        await page.finds((await served.archive.search("harbour", { after, before })).total, "harbour");
        assert.ok((await page.dates()).every((date) => date >= after && date < before));
        await page.date("before", "soon");
        await page.says("[part~=hint]", /This is not a date/);
      });

      test("pages lead through all articles, each once", async () => {
        const page = await open("?q=harbour");
        await page.finds(29, "harbour");
        const titles = new Set<string>();
        for (const [number, shown] of [[1, 10], [2, 10], [3, 9]] as const) {
          await page.until(`page ${number}`, async () => (await page.texts("[part~=current]"))[0] === String(number));
          const links = await page.driver.executeScript<string[]>(
            `return [...document.querySelector("dalil-search").shadowRoot.querySelectorAll("[part~=link]")].map((link) => link.href)`,
          );
          assert.equal(links.length, shown);
          links.forEach((link) => titles.add(link));
          if (number < 3) {
            await page.click("[part~=next]");
          }
        }
        assert.equal(titles.size, 29);
        assert.deepEqual(await page.texts("[part~=next]"), []);
      });

      test("an address brings its whole search back", async () => {
        const page = await open("?q=harbour&section=News&sort=newest&after=2005&page=2");
        const found = await served.archive.search("harbour", { filters: { section: ["News"] }, sort: "newest", after: "2005", offset: 10 });
        await page.finds(found.total, "harbour");
        assert.equal(await page.query(), "harbour");
        assert.deepEqual(await page.dates(), found.hits.map((hit) => hit.date).filter((date) => date !== null));
        assert.equal(await (await page.element("input[name=section][value=News]")).isSelected(), true);
      });

      test("Back leads from search to search", async () => {
        const page = await open();
        await page.type(`lighthouse${Key.ENTER}`);
        await page.finds(3, "lighthouse");
        await page.click("[part~=clear]");
        await page.type(`harbour${Key.ENTER}`);
        await page.finds(29, "harbour");
        await page.click('input[name=section][value=Opinion]');
        await page.finds(9, "harbour");
        await page.driver.navigate().back();
        await page.finds(29, "harbour");
        await page.driver.navigate().back();
        await page.until("the earlier search", async () => (await page.query()) !== "harbour");
        await page.driver.navigate().forward();
        await page.finds(29, "harbour");
        assert.equal(await page.query(), "harbour");
      });

      test("the clear button empties the box, takes the results away and keeps the keyboard in the box", async () => {
        const page = await open("?q=harbour");
        await page.finds(29, "harbour");
        await page.click("[part~=clear]");
        await page.until("no results", async () => (await page.titles()).length === 0);
        assert.equal(await page.query(), "");
        assert.equal((await page.focused()).part, "input");
        assert.equal((await page.address())["q"], undefined);
      });

      test("the keyboard alone leads from the box to the first article, always in sight", async () => {
        const page = await open();
        await page.press(Key.TAB);
        assert.deepEqual(await page.focused(), { part: "input", visible: true, text: "" });
        await page.press("lighthouse");
        await page.press(Key.ENTER);
        await page.finds(3, "lighthouse");
        const met: string[] = [];
        for (let presses = 0; presses < 40; presses++) {
          await page.press(Key.TAB);
          const focused = await page.focused();
          assert.ok(focused.visible, `after ${met.join(", ")}: ${JSON.stringify(focused)}`);
          met.push(focused.part);
          if (focused.part === "link") {
            assert.equal(focused.text, (await page.titles())[0]);
            return;
          }
        }
        assert.fail(`the first article is not reached: ${met.join(", ")}`);
      });

      test("the status line says how many there are", async () => {
        const page = await open();
        await page.type("harbour");
        await page.says("[role=status]", "29 articles for \u201charbour\u201d \u00b7 10 shown");
        const status = await page.element("[role=status]");
        assert.equal(await status.getAttribute("role"), "status");
      });

      test("nothing is written to the console, no other host is asked, and no request carries the query", async () => {
        served.host.requests.length = 0;
        const page = await open();
        await page.type(`lighthouse${Key.ENTER}`);
        await page.finds(3, "lighthouse");
        await page.says("[role=status]", /3 shown/);
        assert.deepEqual((await consoleErrors(page.driver)) ?? [], []);
        const others = (await loaded(page.driver)).filter((name) => !name.startsWith(address("")) && !name.startsWith("data:"));
        assert.deepEqual(others, []);
        assert.deepEqual(served.host.requests.filter((request) => request.includes("lighthouse")), []);
        assert.equal(served.host.requests.length > 0, way === "served");
      });
    });
  }
});
