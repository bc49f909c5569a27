/**
 * One of each kind of file, damaged in each way, by both ways in which files come: what is whole answers, what is missing is named, no hit
 * is wrong, nothing waits for ever, and once the file is back the same page answers in full.
 */

import assert from "node:assert/strict";
import { readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";

import { Archive, HARBOUR, reports, type Answer } from "../rig/archives.ts";
import { inEachBrowser } from "../rig/browsers.ts";
import { IS_LONG } from "../rig/long.ts";
import { SearchPage } from "../rig/search-page.ts";
import { Host, type Fault } from "../rig/server.ts";

let archive: Archive;
let host: Host;
let partner: Host;

const KINDS = ["articles", "beginnings", "completions", "dates", "dictionary", "endings", "engine", "facets", "ids", "manifest", "names", "positions", "primer", "similar", "words"];

/** A file's kind, by its path. */
const kindOf = (path: string): string => /([a-z]+)(?:-\d+)?\.js$/.exec(path)?.[1] ?? "";

/** What is asked of every archive: every kind of file takes part. */
const PAGE = `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Damage</title><link rel="icon" href="data:,"><script>
  // The clock can be put forward, and where it is asked for, patience is short.
  const { now } = Date;
  let forward = 0;
  Date.now = () => now() + forward;
  const given = new URLSearchParams(location.search);
  const later = setTimeout;
  const short = { 15000: 1000, 60000: 2000 };
  if (given.has("impatient")) window.setTimeout = (run, time, ...rest) => later(run, short[time] ?? time, ...rest);
  const CALLS = {
    phrase: (archive) => archive.search('"the harbour" -zebra', { limit: 100, sort: "newest", facets: "exact", after: "2004-02", before: "2019-11-20" }),
    words: (archive) => archive.search("council report", { limit: 20 }),
    first: (archive) => archive.search("karbour", { limit: 5 }),
    last: (archive) => archive.search("lighthouze", { limit: 5 }),
    name: (archive) => archive.search("Hadjizada", { limit: 5 }),
    typing: (archive) => archive.search("xark", { limit: 5, typing: true }),
    completions: (archive) => archive.suggest("ha"),
    similar: (archive) => archive.similar("report-7"),
    article: (archive) => archive.article("report-8"),
  };
  let opening = null;
  async function ask() {
    const told = {};
    forward += 10000;
    for (const [name, call] of Object.entries(CALLS)) {
      try {
        opening ??= Dalil.open(given.get("archive"));
        const { cost, ...answer } = await call(await opening);
        told[name] = answer;
      } catch (error) {
        if (!(await opening.catch(() => null))) opening = null;
        told[name] = { failed: error.message, code: error.code ?? null };
        if (!opening) break;
      }
    }
    return JSON.stringify(told).replaceAll(given.get("archive"), "ARCHIVE/");
  }
</script><script src="WIDGET"></script>`;

interface Told {
  [call: string]: Answer & { failed?: string; code?: string | null; known?: boolean; article?: { id: string; text: string; title: string | null } | null; suggestions?: unknown[] };
}

interface Way {
  fault: (other: Buffer) => Fault["answer"];
  headers?: Record<string, string>;
  /** The file can be read all the same. */
  harmless?: true;
  impatient?: true;
}

const bytes = (text: string): (() => Buffer) => () => Buffer.from(text);

const WAYS: Record<string, Way> = {
  missing: { fault: () => "missing" },
  "cut off the line": { fault: () => "cut" },
  empty: { fault: () => bytes("") },
  "cut in half": { fault: () => (contents) => contents.subarray(0, contents.length / 2) },
  "without its last byte but one": { fault: () => (contents) => Buffer.concat([contents.subarray(0, -3), contents.subarray(-2)]) },
  "with one bit flipped": {
    fault: () => (contents) => {
      const flipped = Buffer.from(contents);
      const middle = Math.floor((flipped.indexOf('","') + flipped.lastIndexOf('"')) / 2);
      flipped[middle] = (flipped[middle] ?? 0) ^ 1;
      return flipped;
    },
  },
  "swapped with another": { fault: (other) => () => other },
  "replaced by a page that says so, with status 200": { fault: () => bytes("<!DOCTYPE html><title>404</title><h1>Not found</h1>"), headers: { "content-type": "text/html" } },
  "gzipped twice": { fault: () => (contents) => gzipSync(gzipSync(contents)), headers: { "content-encoding": "gzip" } },
  "of a wrong type": { fault: () => (contents) => contents, headers: { "content-type": "text/html" }, harmless: true },
  "stalled for ever": { fault: () => "held", impatient: true },
};

before(async () => {
  archive = await Archive.of(`${(await readFile(HARBOUR, "utf8")).trim()}\n${reports()}`);
  host = await Host.start(archive.parent);
  partner = await Host.start(archive.parent);
  for (const one of [host, partner]) {
    one.pages.set("/ask.html", PAGE.replace("WIDGET", host.address("search/widget.js")));
  }
});

after(async () => {
  await host.stop();
  await partner.stop();
  await archive.remove();
});

/**
 * Of the pairs of kind and way, in turn, those that one run has time for, by both ways in which files come: a quarter in Chromium, and one or two
 * of each kind in the others, since what differs between browsers is how a file comes, not what is in it. A long run has them all.
 */
function isTurn(browser: string, turn: number): boolean {
  const turns = browser === "Chromium" ? [0, 5, 10, 15] : [0, 9];
  return IS_LONG || turns.includes(turn % 16);
}

let folders = 0;

/** The same archive at an address that no browser has in any memory. */
async function fresh(): Promise<string> {
  const name = `case-${folders++}`;
  await symlink(archive.folder, join(archive.parent, name));
  return name;
}

inEachBrowser((browser) => {
  const ask = async (): Promise<Told> => JSON.parse(await browser().driver.executeAsyncScript<string>(`ask().then(arguments[0], (error) => arguments[0](JSON.stringify({ broken: { failed: String(error) } })))`)) as Told;
  const open = async (where: Host, folder: string, rest = ""): Promise<void> => browser().driver.get(`${where.address("ask.html")}?archive=${encodeURIComponent(host.address(`${folder}/`))}${rest}`);

  let whole: Told;
  /** One file of each kind, all of them asked for by the calls. */
  let files: Map<string, string>;

  test("the calls take every kind of file, and are answered in full", async () => {
    const folder = await fresh();
    host.requests.length = 0;
    await open(host, folder);
    whole = await ask();
    const asked = host.requests.filter((path) => path.startsWith(`/${folder}/`)).map((path) => path.slice(folder.length + 2).replace(/\?.*/, ""));
    files = new Map(asked.reverse().map((path) => [kindOf(path), path]));
    assert.deepEqual([...files.keys()].sort(), KINDS);
    assert.deepEqual(Object.entries(whole).filter(([, { failed, incomplete }]) => failed || incomplete.length > 0), []);
  });

  /** No call gave what is not so: what was found is what is there, and where something lacks its file is named. */
  function holds(told: Told, file: string): void {
    for (const [name, answer] of Object.entries(told)) {
      const right = whole[name];
      assert.equal(answer.failed, undefined, `${name}: ${answer.failed}`);
      if (answer.incomplete.length === 0) {
        assert.deepEqual(answer, right, name);
        continue;
      }
      // Without the primer articles can't be read, and are named as well.
      const named = kindOf(file) === "primer" ? answer.incomplete.filter((path) => kindOf(path) !== "articles") : answer.incomplete;
      assert.deepEqual(named, [file], name);
      const hits = new Map(Object.values(whole).flatMap(({ hits }) => hits ?? []).map((hit) => [hit.id, hit]));
      for (const { id, title, url, date } of answer.hits ?? []) {
        const known = hits.get(id);
        assert.deepEqual({ title, url, date }, known && { title: known.title, url: known.url, date: known.date }, `${name}: ${id}`);
      }
      if (answer.article) {
        assert.deepEqual([answer.article.id, answer.article.text], [right?.article?.id, right?.article?.text]);
      }
    }
  }

  KINDS.forEach((kind, k) => {
    test(`a file of the kind ${kind}, however it is damaged, costs what is in it until it is back`, async () => {
      for (const [w, [name, way]] of Object.entries(WAYS).entries()) {
        if (!isTurn(browser().name, k + w)) {
          continue;
        }
        const where = (k + w) % 2 === 0 ? host : partner;
        const [file, folder] = [files.get(kind) ?? "", await fresh()];
        const other = [...files.entries()].find(([found]) => found !== kind && found !== "engine" && found !== "manifest")?.[1] ?? "";
        const path = `/${folder}/${file}`;
        host.faults = [{ pattern: new RegExp(`^${path}$`), answer: way.fault(await readFile(join(archive.folder, other))) }];
        host.headers = (asked) => (asked === path ? (way.headers ?? {}) : {});
        const said = `${file} ${name}, ${where === host ? "fetched" : "run"}`;
        try {
          await open(where, folder, way.impatient ? "&impatient" : "");
          const told = await ask();
          if (way.harmless) {
            assert.deepEqual(told, whole);
          } else if (kind === "manifest" || kind === "engine") {
            assert.deepEqual(Object.keys(told), ["phrase"]);
            assert.match(told["phrase"]?.code ?? "", /^(?:unreachable|damaged)$/, told["phrase"]?.failed);
            assert.match(told["phrase"]?.failed ?? "", new RegExp(kind));
          } else {
            holds(told, file);
            assert.ok(Object.values(told).some(({ incomplete }) => incomplete.length > 0), "somebody misses it");
          }
          host.release();
          host.headers = () => ({});
          assert.deepEqual(await ask(), whole, "once it is back");
        } catch (error) {
          throw new Error(`${said}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
        } finally {
          host.release();
          host.headers = () => ({});
        }
      }
    });
  });

  const PARTS = ["view", "words-fr", "timeline", "reader", "widget"];
  const BROKEN = ["missing", "cut in half", "replaced by a page that says so, with status 200", "gzipped twice", "swapped with another"];

  PARTS.forEach((part, p) => {
    test(`a page whose ${part}.js is damaged says so or does without, and is whole once that is back`, async () => {
      const page = new SearchPage(browser().driver);
      const other = await readFile(join(archive.folder, files.get("articles") ?? ""));
      for (const name of browser().name === "Chromium" ? BROKEN : BROKEN.slice(p % 3, (p % 3) + 1)) {
        const folder = await fresh();
        const pattern = new RegExp(`^/${folder}/.*${part}\\.js$`);
        host.faults = [{ pattern, answer: WAYS[name]?.fault(other) ?? "missing" }];
        host.headers = (asked) => (pattern.test(asked) ? (WAYS[name]?.headers ?? {}) : {});
        const back = (): void => {
          host.release();
          host.headers = () => ({});
        };
        const address = host.address(`${folder}/index.html`);
        try {
          if (part === "widget") {
            await page.driver.get(`${address}?q=lighthouse`);
            assert.equal(await page.driver.executeScript("return document.querySelector('h1').getBoundingClientRect().height > 0"), true);
            back();
            await page.driver.navigate().refresh();
          } else if (part === "view") {
            await page.open(`${address}?q=lighthouse`);
            await page.says("[part~=error] [part~=retry]", "Try again");
            back();
            await page.click("[part~=error] [part~=retry]");
          } else if (part === "reader") {
            await page.open(`${address}?q=lighthouse&article=report-8`);
            await page.says("[part~=error] [part~=retry]", "Try again");
            back();
            await page.click("[part~=error] [part~=retry]");
            await page.says("[part~=article-title]", "Report 8 of the lighthouse");
            continue;
          } else if (part === "words-fr") {
            await page.driver.get(address);
            await page.driver.executeScript(`document.querySelector("dalil-search").lang = "fr"`);
            await page.type("lighthouse");
          } else {
            await page.open(`${address}?q=lighthouse`);
          }
          await page.says("[part~=summary]", /^\d+ articles (?:for|pour) /);
          await page.element("[part~=hit]");
        } catch (error) {
          throw new Error(`${part} ${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
        } finally {
          back();
        }
      }
    });
  });

  test("files that come after the reader has typed on change nothing of what is shown", async () => {
    const page = new SearchPage(browser().driver);
    const folder = await fresh();
    let come = (): void => undefined;
    const late = new Promise<void>((resolve) => (come = resolve));
    await page.open(host.address(`${folder}/index.html`));
    await page.type("lighthouse");
    await page.element("[part~=results][aria-busy=false] [part~=hit]");
    // From now on nothing that is not there yet comes.
    host.faults = [{ pattern: new RegExp(`^/${folder}/.*-\\d+\\.js$`), answer: late }];
    await page.click("[part~=clear]");
    host.requests.length = 0;
    await page.type("bakery council");
    await page.until("more is asked for", async () => host.requests.length > 0);
    host.faults = [];
    await page.click("[part~=clear]");
    await page.type("lighthouse harbour");
    const { total } = await archive.search("lighthouse harbour");
    await page.says("[part~=summary]", new RegExp(`^${total} articles for .lighthouse harbour`));
    await page.element("[part~=results][aria-busy=false]");
    const shown = await page.titles();
    come();
    await page.driver.executeAsyncScript("const done = arguments[0]; fetch(location.href).then(() => requestAnimationFrame(() => setTimeout(done)))");
    assert.deepEqual(await page.titles(), shown);
    await page.says("[part~=summary]", new RegExp(`^${total} articles for .lighthouse harbour`));
    assert.deepEqual(await page.texts("[part~=incomplete]"), []);
  });
});
