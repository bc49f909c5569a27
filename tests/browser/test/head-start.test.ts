/** What a first search gains by not waiting for its engine, and what it loses where the engine can't be had. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, afterEach, before, test } from "node:test";

import { parse, type Delivery } from "../../../www/src/envelope.ts";
import { HeadStart, type Foreseen } from "../../../www/src/head-start.ts";
import { Archive, HARBOUR, reports, type Answer } from "../rig/archives.ts";
import { inEachBrowser } from "../rig/browsers.ts";
import { openOnDisk } from "../rig/engine.ts";
import { SearchPage } from "../rig/search-page.ts";
import { Host } from "../rig/server.ts";

const ENGINE = /\/engine\.js$/;
/** In the page, once it is loaded, since it would wait for an engine that is held back: opens the archive, and asks it. */
const SCRIPT = `
  window.asked = [];
  window.ask = (query) => (window.archive ??= open()).then((archive) => archive.search(query)).then(({ total }) => window.asked.push(total), ({ code }) => window.asked.push(code));`;

let archive: Archive;
let host: Host;

before(async () => {
  archive = await Archive.of(`${(await readFile(HARBOUR, "utf8")).trim()}\n${reports()}`);
  host = await Host.start(archive.parent);
  host.pages.set("/page.html", `<!DOCTYPE html><meta charset="utf-8"><title>first</title><script type="module">import { open } from "./search/dalil.js";${SCRIPT}</script>`);
});

afterEach(() => {
  host.faults = [];
  host.requests.length = 0;
});

after(async () => {
  await host.stop();
  await archive.remove();
});

/** The files of one kind that were asked for. */
const requests = (kind: string): string[] => host.requests.filter((path) => path.includes(`/${kind}-`));

test("what is foreseen for plain words is what the engine asks for", async () => {
  const load = async (path: string): Promise<Delivery> => parse(await readFile(join(archive.folder, path), "utf8"), path);
  const manifest = await load("manifest.js");
  const text = `${await readFile(HARBOUR, "utf8")}\n${reports()}`;
  const words = [...new Set(text.match(/\b[A-Za-z0-9]{1,20}\b/g))];
  assert.ok(words.length > 1_000);
  const ranges = new Set<string>();
  for (const word of words.filter((_, n) => n % 5 === 0)) {
    const foreseen: Foreseen = new Map();
    (await HeadStart.of(manifest, foreseen, load)).foresee(word);
    const needed: string[] = [];
    const { archive: engine } = await openOnDisk(archive.folder, (path, delivery) => {
      needed.push(path);
      return delivery;
    });
    await engine.search(word, { limit: 0 });
    for (const path of foreseen.keys()) {
      assert.ok(needed.includes(path), `${word}: ${path} was foreseen, ${needed.join(", ")} needed`);
      ranges.add(path);
    }
    assert.equal(foreseen.size, 2, word);
  }
  assert.ok(ranges.size > 3, "there is more than one range to choose from");
});

test("only plain words are foreseen", async () => {
  const load = async (path: string): Promise<Delivery> => parse(await readFile(join(archive.folder, path), "utf8"), path);
  const foreseen: Foreseen = new Map();
  const start = await HeadStart.of(await load("manifest.js"), foreseen, load);
  for (const query of ["", "  ", "harbour OR bakery", '"harbour council"', "-harbour", "section:bakery", "caf\u00e9"]) {
    start.foresee(query);
  }
  assert.deepEqual([...foreseen.keys()], []);
  start.foresee("harbour");
  assert.deepEqual([...foreseen.keys()].map((path) => path.replace(/^.*\/|-\d+\.js$/g, "")), ["dictionary", "primer"]);
});

inEachBrowser((browser) => {
  const asked = async (count: number): Promise<(string | number)[]> => {
    const reader = new SearchPage(browser().driver);
    return reader.until(`${count} answers`, async () => {
      const answers = await browser().driver.executeScript<(string | number)[]>("return window.asked");
      return answers?.length === count && answers;
    });
  };

  test("a search asks for its words while the engine is still on its way, and for nothing twice", async () => {
    const { driver } = browser();
    let release = (): void => undefined;
    host.faults = [{ pattern: ENGINE, answer: new Promise<void>((resolve) => (release = resolve)) }];
    await driver.get(host.address("page.html"));
    await new SearchPage(driver).until("the script has run", () => driver.executeScript<boolean>("return !!window.ask"));
    await driver.executeScript(`void window.ask("harbour council")`);
    await new SearchPage(driver).until("words are asked for", async () => requests("dictionary").length > 0 && requests("primer").length > 0);
    release();
    assert.deepEqual(await asked(1), [(await archive.search("harbour council")).total]);
    assert.deepEqual(host.requests.filter((path, n) => host.requests.indexOf(path) !== n), []);
  });

  test("where the engine can't be had a search says so, and the next one has it once it is there", async () => {
    const { driver } = browser();
    host.faults = [{ pattern: ENGINE, answer: "missing" }];
    await driver.get(host.address("page.html"));
    await new SearchPage(driver).until("the script has run", () => driver.executeScript<boolean>("return !!window.ask"));
    await driver.executeScript(`void window.ask("harbour")`);
    assert.deepEqual(await asked(1), ["unreachable"]);
    host.faults = [];
    await driver.executeScript(`void window.ask("harbour")`);
    const { total }: Answer = await archive.search("harbour");
    assert.deepEqual(await asked(2), ["unreachable", total]);
  });
});
