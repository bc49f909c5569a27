/** The page says what it searched in place of what was typed and beside it, and leads back to it. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Key } from "selenium-webdriver";

import { Archive, HARBOUR } from "../rig/archives.ts";
import { inEachBrowser } from "../rig/browsers.ts";
import { SearchPage } from "../rig/search-page.ts";
import { Host } from "../rig/server.ts";
import { buildSuite, readSuites } from "../rig/suites.ts";

let spellings: Archive;
let harbour: Archive;
let spelled: Host;
let dated: Host;

before(async () => {
  const suite = (await readSuites()).find(({ name }) => name === "spelling.json");
  assert.ok(suite);
  spellings = await buildSuite(suite);
  harbour = await Archive.build(HARBOUR);
  spelled = await Host.start(spellings.folder);
  dated = await Host.start(harbour.folder);
});

after(async () => {
  await spelled.stop();
  await dated.stop();
  await spellings.remove();
  await harbour.remove();
});

inEachBrowser((browser) => {
  const open = async (host: Host, query: string): Promise<SearchPage> => {
    const page = new SearchPage(browser().driver);
    await page.open(host.address(`index.html?q=${encodeURIComponent(query)}`));
    return page;
  };

  test("a typing error is corrected and said, and one press searches what was typed", async () => {
    const page = await open(spelled, "embasy");
    await page.finds(1, "embassy");
    await page.says("[part~=corrected]", "Showing results for embassy. Search for embasy instead");
    assert.equal(await page.query(), "embasy");
    // That is so of every hit, and stands above them.
    assert.deepEqual(await page.texts("[part~=spellings]"), []);
    await page.click("[part~=literal]");
    await page.says("[part~=summary]", 'No article was found for "embasy".');
    assert.equal(await page.query(), '"embasy"');
    assert.deepEqual(await page.texts("[part~=corrected]"), []);
    await page.driver.navigate().back();
    await page.finds(1, "embassy");
  });

  test("a name's other spellings are said, above the hits and under those that have them, and the keyboard leaves them out", async () => {
    const page = await open(spelled, "kadhimi");
    await page.finds(3, "kadhimi");
    await page.says("[part~=expanded]", "Also searched: kadhemi and الكاظمي. Only kadhimi");
    assert.deepEqual((await page.texts("[part~=spellings]")).sort(), ["Found as kadhemi", "Found as الكاظمي"]);
    await page.driver.executeScript(`arguments[0].focus()`, await page.element("[part~=literal]"));
    await page.press(Key.ENTER);
    await page.finds(1, '"kadhimi"');
    // What was pressed is gone: the keyboard goes on from the new answer.
    assert.equal((await page.focused()).part, "summary");
    assert.deepEqual(await page.texts("[part~=expanded], [part~=spellings]"), []);
  });

  test("a phrase that stands nowhere is offered without its quotation marks", async () => {
    const page = await open(spelled, '"barley grain"');
    await page.says("[part~=suggestion]", "Did you mean \u201cbarley grain\u201d?");
    await page.click("[part~=suggestion]");
    await page.finds(1, "barley grain");
  });

  test("years can be chosen, the newest first", async () => {
    const page = await open(dated, "harbour");
    await page.finds(29, "harbour");
    await page.element("[data-field=year]");
    const years = (await page.texts("[data-field=year] [part~=choice]")).map((choice) => choice.split(" ")[0] ?? "");
    assert.equal(years[0], "2021");
    assert.deepEqual(years, [...years].sort().reverse());
    await page.click("input[name=year][value='2019']");
    const { total } = await harbour.search("harbour", { filters: { year: ["2019"] } });
    await page.finds(total, "harbour");
    assert.ok((await page.dates()).every((date) => date.startsWith("2019")));
    assert.equal((await page.address())["f.year"], "2019");
  });
});
