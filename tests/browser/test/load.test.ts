/** Many readers at once while the host fails: in a browser, with fewer than `long-life` asks under Node.js. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";

import { Archive, HARBOUR, reports, type Answer } from "../rig/archives.ts";
import { inEachBrowser } from "../rig/browsers.ts";
import { chance, openOnDisk } from "../rig/engine.ts";
import { Host } from "../rig/server.ts";

const TABS = 8;
const WORDS = ["harbour", "lighthouse keepers", "bakery", "school OR railway", "orchard -council", "embassy", "lighthuose", '"harbour council"', "section:bakery", "report cost"];
/** What each tab asks: every word, and words that only it asks. */
const queries = (tab: number): string[] => [...WORDS, ...WORDS.map((word, n) => `${word} ${tab * 31 + n}`)];

let archive: Archive;
let host: Host;

before(async () => {
  archive = await Archive.of(`${(await readFile(HARBOUR, "utf8")).trim()}\n${reports()}`);
  host = await Host.start(archive.parent);
  const frames = Array.from({ length: TABS }, () => `<iframe src="tab.html"></iframe>`).join("");
  host.pages.set("/tabs.html", `<!DOCTYPE html><meta charset="utf-8"><title>load</title>${frames}`);
  host.pages.set("/tab.html", `<!DOCTYPE html><meta charset="utf-8"><script type="module">import { open } from "./search/dalil.js"; window.archive = open();</script>`);
});

after(async () => {
  await host.stop();
  await archive.remove();
});

/** In the page: has each tab ask its queries one after the other, all tabs at once. */
const ASK = `
  const [asked, done] = arguments;
  const until = (there) => new Promise((resolve) => { const look = () => there() ? resolve() : requestAnimationFrame(look); look(); });
  const tab = async (frame, queries) => {
    await until(() => frame.contentWindow.archive);
    const archive = await frame.contentWindow.archive;
    const answers = [];
    for (const query of queries) answers.push(await archive.search(query));
    return answers;
  };
  Promise.all([...document.querySelectorAll("iframe")].map((frame, n) => tab(frame, asked[n]))).then(
    (answers) => done(JSON.stringify(answers)),
    (error) => done(JSON.stringify(String(error))),
  );`;

inEachBrowser((browser) => {
  test(`${TABS} tabs at once are answered while 5 % of the files fail, and nothing in the answers is wrong`, async () => {
    const { driver } = browser();
    const random = chance(3);
    let failures = 0;
    const fails = (path: string): boolean => {
      const does = /\/(?:terms|20)[^/]*\/[^/]+\.js$/.test(path) && random() < 0.05;
      failures += Number(does);
      return does;
    };
    host.faults = [
      { pattern: { test: (path) => failures % 2 === 0 && fails(path) }, answer: "missing" },
      { pattern: { test: (path) => failures % 2 === 1 && fails(path) }, answer: (contents) => contents.subarray(0, contents.length / 2) },
    ];
    await driver.get(host.address("tabs.html"));
    const asked = Array.from({ length: TABS }, (_, tab) => queries(tab));
    const answers = JSON.parse(await driver.executeAsyncScript<string>(ASK, asked)) as Answer[][];
    const whole = await openOnDisk(archive.folder);
    let complete = 0;
    for (const [tab, ofTab] of asked.entries()) {
      for (const [n, query] of ofTab.entries()) {
        const answer = answers[tab]?.[n];
        const right = await whole.archive.search(query, { limit: 500 });
        assert.ok(answer, query);
        const titles = new Map(right.hits.map(({ id, title }) => [id, title]));
        if (answer.incomplete.length === 0) {
          complete += 1;
          assert.deepEqual([answer.total, answer.hits.map(({ id }) => id)], [right.total, right.hits.slice(0, 10).map(({ id }) => id)], query);
        }
        assert.ok(answer.hits.every(({ id, title }) => titles.get(id) === title), query);
      }
    }
    assert.ok(failures > 10, `only ${failures} files failed`);
    assert.ok(complete > 0.7 * TABS * WORDS.length * 2, `only ${complete} answers are complete`);
  });
});
