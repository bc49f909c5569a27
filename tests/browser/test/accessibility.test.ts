/** axe finds nothing on the page, in any of its states, light and dark, on a phone's width, a desk's and a wall's; in the dark on a desk's, but in a long run. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import axe from "axe-core";

import { Archive, HARBOUR } from "../rig/archives.ts";
import { RUN_AXE } from "../rig/axe.ts";
import { inEachBrowser } from "../rig/browsers.ts";
import { IS_LONG } from "../rig/long.ts";
import { SearchPage } from "../rig/search-page.ts";
import { Host } from "../rig/server.ts";
import { buildSuite, readSuites } from "../rig/suites.ts";

let archive: Archive;
let spellings: Archive;
let host: Host;
let spelled: Host;
let broken: Host;

before(async () => {
  archive = await Archive.build(HARBOUR);
  host = await Host.start(archive.folder);
  const suite = (await readSuites()).find(({ name }) => name === "spelling.json");
  assert.ok(suite);
  spellings = await buildSuite(suite);
  spelled = await Host.start(spellings.folder);
  broken = await Host.start(archive.folder);
  broken.faults = [{ pattern: /\/(manifest|engine)\.js$/, answer: "missing" }];
});

after(async () => {
  await host.stop();
  await spelled.stop();
  await broken.stop();
  await archive.remove();
  await spellings.remove();
});

interface State {
  name: string;
  at: () => Host;
  query: string;
  /** Brings it about and waits for it. */
  reach: (page: SearchPage) => Promise<unknown>;
}

const STATES: readonly State[] = [
  { name: "at the start", at: () => host, query: "", reach: (page) => page.element("[part~=input]") },
  { name: "with results", at: () => host, query: "?q=harbour&section=News&page=2", reach: (page) => page.finds(20, "harbour") },
  { name: "with a correction and other spellings", at: () => spelled, query: "?q=embasy%20kadhimi", reach: (page) => page.element("[part~=spellings]") },
  { name: "with filters open and a wrong date", at: () => host, query: "?q=harbour", reach: wrongDate },
  { name: "with offers under the box", at: () => host, query: "", reach: offers },
  { name: "with a span of time, its table and panels open", at: () => host, query: "?q=harbour&after=2004&before=2008", reach: panels },
  { name: "in Arabic", at: () => host, query: "?q=harbour", reach: arabic },
  { name: "with an article that is read", at: () => host, query: "?q=harbour&article=article-7", reach: (page) => page.element("[part~=around]") },
  { name: "with an article that isn't there", at: () => host, query: "?article=none", reach: (page) => page.element("[part~=unknown]") },
  { name: "with no hits", at: () => host, query: "?q=zeppelin&after=2010", reach: (page) => page.element("[part~=empty]") },
  { name: "with an error", at: () => broken, query: "?q=harbour", reach: (page) => page.element("[part~=error]") },
];

async function wrongDate(page: SearchPage): Promise<void> {
  await page.finds(29, "harbour");
  if ((await page.texts("details[part~=filters]")).length > 0) {
    await page.click("[part~=filters-summary]");
  }
  await page.date("after", "soon");
  await page.says("[part~=hint]", /not a date/);
}

async function offers(page: SearchPage): Promise<void> {
  await page.type("lighth");
  await page.element("[part~=completion]");
  await page.finds(3, "lighth");
}

async function panels(page: SearchPage): Promise<void> {
  for (const part of ["as-table", "similar", "cite"]) {
    // What this is about is how it looks once it is open; rows that come in may move a button from under the pointer.
    await page.driver.executeScript("arguments[0].click()", await page.element(`[part~=${part}]`));
  }
  await page.element("[part~=citation]");
  await page.element("[part~=timeline-table]");
}

async function arabic(page: SearchPage): Promise<void> {
  await page.finds(29, "harbour");
  await page.driver.executeScript(`document.querySelector("dalil-search").lang = "ar"`);
  await page.says("[part~=summary]", /harbour»$/);
}

/** A phone's; a desk's, which at 400 % zoom is a phone's again; and that of a wall. */
const DESK = 1280;
const WIDTHS = [320, DESK, 3840];

/** Windows can't be made as narrow as a phone in every browser; frames can, and media queries take them for the screen. */
const frame = (width: number, query: string): string =>
  `<!DOCTYPE html><html lang="en"><title>Frame</title><style>body { margin: 0 } iframe { border: 0; width: ${width}px; height: 900px }</style>
  <iframe title="The page" src="index.html${query.replaceAll("&", "&amp;")}"></iframe>`;

inEachBrowser((browser) => {
  test("axe does look inside the component: a box that loses its name is found", async () => {
    const page = new SearchPage(browser().driver);
    await page.open(host.address("index.html"));
    await page.driver.executeScript(`const { shadowRoot } = document.querySelector("dalil-search");
      shadowRoot.querySelector("label").remove(); shadowRoot.querySelector("input").placeholder = "";`);
    await page.driver.executeScript(axe.source);
    const violations = await page.driver.executeAsyncScript<string[]>(RUN_AXE);
    assert.match(violations.join("\n"), /^label: /m);
  });
});

for (const scheme of ["light", "dark"] as const) {
  describe(`${scheme} colours`, () => {
    inEachBrowser((browser) => {
      // In the dark it is the colours that differ, and a desk shows most of them.
      for (const width of scheme === "light" || IS_LONG ? WIDTHS : [DESK]) {
        for (const { name, at, query, reach } of STATES) {
          test(`${name}, ${width} pixels wide, axe finds nothing and nothing sticks out`, async () => {
            const { driver } = browser();
            at().pages.set("/frame.html", frame(width, query));
            await driver.get(at().address("frame.html"));
            await driver.switchTo().frame(0);
            const isDark = await driver.executeScript("return matchMedia('(prefers-color-scheme: dark)').matches");
            assert.equal(isDark, scheme === "dark", "the browser prefers other colours than this test is about");
            await reach(new SearchPage(driver));
            await driver.executeScript(axe.source);
            const violations = await driver.executeAsyncScript<string[]>(RUN_AXE);
            assert.deepEqual(violations, []);
            const widths = await driver.executeScript<number[]>(
              "return [document.documentElement.scrollWidth, document.documentElement.clientWidth]",
            );
            assert.ok((widths[0] ?? 0) <= (widths[1] ?? 0), `${widths[0]} pixels in ${widths[1]}`);
          });
        }
      }
    }, { scheme });
  });
}
