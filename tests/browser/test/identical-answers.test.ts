/** The module in a browser and the command line are the same engine: their answers are equal to the last bit. */

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import type { WebDriver } from "selenium-webdriver";

import { realCollection, SAMPLE, Site } from "../rig/archives.ts";
import { HOMES, type Home } from "../rig/homes.ts";
import { inEachBrowser } from "../rig/matrix.ts";

/** Names in several spellings and scripts, common and rare words, words that are nowhere, and what is no word at all. */
const SAMPLE_QUERIES = [
  "embassy", "sardines", "embassy sardines piano", "the", "Qabbuti Ramlaki", "lamp of Umm Qandil", "cafe", "CAFÉ", "naïve", "منارة", "سليمان القبوطي",
  "ferry aground", "eleven minutes", "goats", "bridge toll brides", "xyzzyx", "xyzzyx ferry", "elections 2005", "whale's", "salt-tax", "", "   ", "…!?",
  "\"water accord\"", "saffron -buns", "a", "s", "embassy embassy", "Ras Lamda lighthouse keeper ladder night train Tell Azmura",
];

/** Options as the command line spells them and as JavaScript does. */
const MANNERS: { flags: string[]; options: object }[] = [
  { flags: [], options: {} },
  { flags: ["--sort", "newest", "--limit", "25"], options: { sort: "newest", limit: 25 } },
  { flags: ["--sort", "oldest", "--offset", "3", "--limit", "4"], options: { sort: "oldest", offset: 3, limit: 4 } },
  { flags: ["--typing"], options: { typing: true } },
  { flags: ["--after", "2006-07", "--before", "2014-02-12"], options: { after: "2006-07", before: "2014-02-12" } },
  { flags: ["--filter", "section=News"], options: { filters: { section: ["News"] } } },
];

/** The API as a module, and from disk, where modules can't be loaded, through the classic script. */
const PROBES = {
  served: `<!doctype html><meta charset="utf-8"><title>Probe</title><script type="module">
    import { open } from "./search/dalil.js";
    self.opening = open();
  </script>`,
  "from disk": `<!doctype html><meta charset="utf-8"><title>Probe</title><script src="search/widget.js"></script><script>
    self.opening = Dalil.open();
  </script>`,
};

inEachBrowser("answers", (browser) => {
  for (const way of ["served", "from disk"] as const) {
    describe(way, () => {
      let site: Site;
      let home: Home;
      before(async () => {
        site = new Site(SAMPLE);
        site.write("probe.html", PROBES[way]);
        home = await HOMES[way](site);
      });
      after(async () => {
        await home.leave();
        site.remove();
      });

      for (const { flags, options } of MANNERS) {
        test(`over the sample archive are the command line's${flags.length > 0 ? `, with ${flags.join(" ")}` : ""}`, async () => {
          await assertIdentical(browser().driver, site, home, SAMPLE_QUERIES, flags, options);
        });
      }
    });
  }

  const collection = realCollection("time");
  const reason = "needs ../shared/corpora/time, which is not beside this repository";
  test("over a real collection and all its queries are the command line's", { skip: collection ? false : reason }, async (t) => {
    const { site, queries } = timeSite(collection ?? "");
    t.after(() => site.remove());
    site.write("probe.html", PROBES.served);
    const home = await HOMES.served(site);
    t.after(() => home.leave());
    assert.ok(queries.length >= 83);
    await assertIdentical(browser().driver, site, home, queries, [], {});
    await assertIdentical(browser().driver, site, home, queries, ["--sort", "newest", "--limit", "40"], { sort: "newest", limit: 40 });
  });
});

async function assertIdentical(driver: WebDriver, site: Site, home: Home, queries: readonly string[], flags: string[], options: object): Promise<void> {
  const expected = site.answers(queries, flags).map((answer) => resolved(answer as Answer, home.address("search/")));
  await driver.get(home.address("probe.html"));
  const script = `
    const [queries, options, done] = arguments;
    (async () => {
      const archive = await self.opening;
      const answers = [];
      for (const query of queries) answers.push(await archive.search(query, options));
      return JSON.stringify(answers);
    })().then(done, (error) => done("failed: " + error));`;
  const said = await driver.executeAsyncScript<string>(script, queries, options);
  assert.ok(said.startsWith("["), said);
  const found = JSON.parse(said) as Answer[];
  assert.equal(found.length, queries.length);
  found.forEach((answer, i) => assert.deepEqual(answer, expected[i], `the answer to ${JSON.stringify(queries[i])}`));
}

interface Answer {
  hits: { url: string | null }[];
}

/** The command line gives addresses relative to the archive, the browser has resolved them; nothing else may differ. */
function resolved(answer: Answer, base: string): Answer {
  return { ...answer, hits: answer.hits.map((hit) => ({ ...hit, url: hit.url && new URL(hit.url, base).href })) };
}

function timeSite(collection: string): { site: Site; queries: string[] } {
  const folder = mkdtempSync(path.join(tmpdir(), "dalil-time-"));
  try {
    cpSync(path.join(collection, "docs.jsonl"), path.join(folder, "docs.jsonl"));
    const lines = readFileSync(path.join(collection, "queries.jsonl"), "utf8").split("\n").filter(Boolean);
    return { site: new Site(path.join(folder, "docs.jsonl")), queries: lines.map((line) => (JSON.parse(line) as { text: string }).text) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
