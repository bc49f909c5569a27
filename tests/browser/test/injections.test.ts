/**
 * Nothing of an archive runs as code: hundreds of texts that try (`rig/injections.ts`) stand in every field of records and pages, in the
 * configuration, and in queries, and every page that shows them is watched: what fires, what its policy reports, whom it asks.
 */

import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { after, afterEach, before, test } from "node:test";

import type { WebDriver } from "selenium-webdriver";

import { Archive } from "../rig/archives.ts";
import { inEachBrowser, isGivenAll } from "../rig/browsers.ts";
import { injections, lastOfEveryKind, LOOK_ROUND, POLICY, watched } from "../rig/injections.ts";
import { SearchPage } from "../rig/search-page.ts";
import { Host } from "../rig/server.ts";

let stranger: Host;
/** One for each archive. */
const hosts: Host[] = [];
let partner: Host;
let texts: string[];
let folder: string;
/** Of the same texts in records and in pages. */
const archives: Archive[] = [];
let single: Awaited<ReturnType<typeof Archive.singleFile>>;

const WAYS = ["records", "pages"] as const;

/** Of so many texts at most no article comes. */
const WITHOUT_ARTICLE = 10;

/** Seen in the text of the nth article. */
const sign = (n: number): string => `number${n}end`;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "dalil-injections-"));
  stranger = await Host.start(folder);
  texts = injections(stranger.address());
  assert.ok(texts.length >= 300, `${texts.length} texts`);
  const input = await writeInputs();
  for (const way of WAYS) {
    archives.push(await Archive.build(join(input, way), "--config", join(input, "dalil.toml"), "--no-cache"));
  }
  single = await Archive.singleFile(join(input, "records"), "single.html");
  hosts.push(...(await Promise.all(archives.map(({ parent }) => Host.start(parent)))));
  partner = await Host.start(folder);
  const origins = hosts.map((host) => new URL(host.address()).origin).join(" ");
  for (const served of [...hosts, partner]) {
    const policy = served === partner ? POLICY.replaceAll("'self'", origins) : POLICY;
    served.headers = (path) => (path.endsWith(".html") ? { "content-security-policy-report-only": policy } : {});
    served.faults = [{ pattern: /\.html$/, answer: (page) => Buffer.from(watched(page).toString().replace('mode="page"', 'mode="page" limit="100"')) }];
  }
});

afterEach(() => {
  assert.deepEqual(stranger.requests, []);
});

after(async () => {
  await Promise.all([stranger, ...hosts, partner].map((one) => one.stop()));
  await Promise.all([...archives, single].map((one) => one.remove()));
  await rm(folder, { recursive: true });
});

/** Lays the texts down as records and as pages, with a configuration that holds some as well. */
async function writeInputs(): Promise<string> {
  const input = join(folder, "input");
  await mkdir(join(input, "records"), { recursive: true });
  await mkdir(join(input, "pages"));
  const date = (n: number): string => new Date(Date.UTC(1990, 0, 1 + n * 9)).toISOString().slice(0, 10);
  const records = texts.map((text, n) =>
    JSON.stringify({
      id: `${n} ${text}`, title: text, byline: text, source: text, section: text, captions: [text], url: text, picture: text, date: date(n),
      topic: text, [text.slice(0, 60)]: "a name", text: `A lantern, ${sign(n)}.\n${text}\n${text} lantern`, language: n % 7 === 0 ? text : "en",
    }),
  );
  await writeFile(join(input, "records/all.jsonl"), records.join("\n"));
  const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
  await Promise.all(
    texts.map((text, n) =>
      writeFile(
        join(input, `pages/page ${n}'"&.html`),
        `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>${escaped(text)}</title><meta name="author" content="${escaped(text)}"><meta property="og:image" content="${escaped(text)}">
        <meta name="date" content="${date(n)}"><link rel="canonical" href="${escaped(text)}"><h1>${escaped(text)}</h1><p>A lantern of ours, ${sign(n)}, was lit at the harbour. ${escaped(text)}</p>
        <figure><img src="${escaped(text)}" width="400" height="300"><figcaption>${escaped(text)}</figcaption></figure><p>${escaped(text)} and another lantern.</p>${text}`,
      ),
    ),
  );
  // What stands in the pages themselves.
  const worst = JSON.stringify(`"'</title></script><script>fired()</script><img src=x onerror=fired()>{{notices}}\${fired()}`);
  await writeFile(join(input, "dalil.toml"), `[archive]\ntitle = ${worst}\nnotice = ${worst}\n`);
  await writeFile(join(input, "records/dalil.toml"), `[archive]\ntitle = ${worst}\nnotice = ${worst}\n`);
  return input;
}

const served = (which: number, path: string): string => (hosts[which] as Host).address(`search/${path.split("/").map(encodeURIComponent).join("/")}`);

/** Nothing has fired, nothing could, nobody but the host was asked. */
async function isSafe(driver: WebDriver, place: string): Promise<void> {
  const seen = JSON.parse(await driver.executeAsyncScript<string>(LOOK_ROUND)) as Record<string, unknown>;
  const { elements, ...rest } = seen;
  assert.deepEqual(rest, { runs: [], foreign: [], addresses: [], fires: [], violations: [], place });
  assert.ok((elements as number) > 5, `${String(elements)} elements`);
}

/** Submits one query after the other inside the page, each once the one before it is answered. */
const SUBMIT_ALL = `
  const [written, done] = arguments;
  const queries = JSON.parse(written);
  const root = document.querySelector("dalil-search").shadowRoot;
  const [input, form] = [root.querySelector("input"), root.querySelector("form")];
  const turn = () => new Promise((resolve) => setTimeout(resolve));
  (async () => {
    for (const query of queries) {
      input.value = query;
      form.requestSubmit();
      await turn();
      for (let i = 0; i < 400 && root.querySelector("[aria-busy=true]"); i++) await turn();
    }
  })().then(() => done(queries.length), (error) => done(String(error)));`;

/** Reads one article after the other, by the way to the later one, and gives how many. */
const READ_ALL = `
  const done = arguments[0];
  const root = document.querySelector("dalil-search").shadowRoot;
  const turn = () => new Promise((resolve) => setTimeout(resolve));
  (async () => {
    let read = 1;
    for (;; read++) {
      const before = root.querySelector("[part~=text]").textContent;
      const next = root.querySelector("[part~=next-article] a");
      if (!next) return read;
      next.click();
      const end = Date.now() + 10000;
      while ((root.querySelector("[part~=text]")?.textContent ?? before) === before) {
        if (Date.now() > end) throw new Error("article " + read + " does not come: " + before.slice(0, 200));
        await turn();
      }
    }
  })().then(done, (error) => done(String(error)));`;

inEachBrowser((browser) => {
  test("the watch sees what runs and who is asked", async () => {
    const { driver } = browser();
    partner.pages.set("/control.html", `<!DOCTYPE html><html><head><meta charset="utf-8"><link rel="icon" href="data:,"></head><img src="${stranger.address("control.gif")}" onerror="fired()"><a href="javascript:fired()">a</a>`);
    await driver.get(partner.address("control.html"));
    const { fires, runs, addresses, violations } = JSON.parse(await driver.executeAsyncScript<string>(LOOK_ROUND)) as Record<string, unknown[]>;
    const asked = stranger.requests.splice(0);
    assert.deepEqual([runs?.length, addresses?.length, asked], [1, 1, ["/control.gif"]]);
    assert.ok(fires?.length === 1 && (violations?.length ?? 0) >= 1, JSON.stringify({ fires, violations }));
  });

  const pathOf = (address: string): string => {
    const { origin, pathname } = new URL(address);
    return origin + pathname;
  };

  WAYS.forEach((way, w) => {
    test(`every text stands in the results as text, from ${way}`, async () => {
      const page = new SearchPage(browser().driver);
      const address = served(w, "index.html");
      const shown: string[] = [];
      for (let number = 1; number <= 4; number++) {
        await page.open(`${address}?q=lantern&sort=oldest&page=${number}`);
        await page.element("[part~=results][aria-busy=false] [part~=hit]");
        await isSafe(page.driver, pathOf(address));
        shown.push(...(await page.titles()));
      }
      assert.ok(shown.length > texts.length - WITHOUT_ARTICLE, `${shown.length} of ${texts.length} are shown`);
      assert.ok(shown.some((title) => title.includes("<script>fired()</script>")));
    });

    test(`every article is read as text, from ${way}`, async () => {
      const { driver } = browser();
      const page = new SearchPage(driver);
      const address = served(w, "index.html");
      const passedOver = isGivenAll(browser().name) ? 0 : texts.length - lastOfEveryKind(stranger.address()) - WITHOUT_ARTICLE;
      const { hits } = await (archives[w] as Archive).search("lantern", { sort: "oldest", offset: passedOver, limit: 1 });
      await page.open(`${address}?article=${encodeURIComponent(hits[0]?.id ?? "")}`);
      await page.element("[part~=article-title]");
      const read = await driver.executeAsyncScript<number | string>(READ_ALL);
      assert.ok(typeof read === "number" && read > texts.length - passedOver - WITHOUT_ARTICLE, String(read));
      await isSafe(driver, pathOf(address));
    });

    test(`the pages that list the articles run nothing, from ${way}`, async () => {
      const { driver } = browser();
      const archive = archives[w] as Archive;
      const pages = (await readdir(join(archive.folder, "browse"), { recursive: true })).filter((name) => name.endsWith(".html"));
      const large = pages.filter((name) => /section/i.test(name)).slice(0, 12);
      for (const name of [...new Set(["index.html", ...pages.filter((one) => !/section/i.test(one)).slice(0, 12), ...large])]) {
        const address = served(w, `browse/${name}`);
        await driver.get(address);
        await isSafe(driver, pathOf(address));
      }
      assert.ok(pages.length > 10, pages.join());
    });

    test(`the report runs nothing, from ${way}`, async () => {
      const { driver } = browser();
      const address = (hosts[w] as Host).address("report.html");
      await driver.get(address);
      await isSafe(driver, pathOf(address));
    });
  });

  test("no query runs, typed or in the address", async () => {
    const { driver } = browser();
    const page = new SearchPage(driver);
    const address = served(0, "index.html");
    const each = isGivenAll(browser().name) ? 29 : 87;
    for (const text of texts.filter((_, n) => n % each === 0 && (texts[n] ?? "").length < 1_000)) {
      const asked = encodeURIComponent(text);
      await page.open(`${address}?q=${asked}&section=${asked}&f.topic=${asked}&f.${asked}=${asked}&after=${asked}&sort=${asked}&page=${asked}&lang=${asked}&theme=${asked}#${asked}`);
      await page.until("it is answered", () => driver.executeScript<boolean>(`return document.querySelector("dalil-search").shadowRoot.querySelector("[part~=results][aria-busy=false], .message") !== null`));
      await isSafe(driver, pathOf(address));
      await page.open(`${address}?article=${asked}`);
      await page.until("it is answered", () => driver.executeScript<boolean>(`return document.querySelector("dalil-search").shadowRoot.querySelector("#article") !== null`));
      await isSafe(driver, pathOf(address));
    }
    await page.open(address);
    assert.equal(await driver.executeAsyncScript(SUBMIT_ALL, JSON.stringify(texts)), texts.length);
    await isSafe(driver, pathOf(address));
  });

  test("on a partner's page nothing runs, from either archive, nor from what the partner writes into the element", async () => {
    const { driver } = browser();
    partner.requests.length = 0;
    const widget = served(0, "widget.js");
    const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
    for (const i of archives.keys()) {
      const own = texts[5 + i * 90] ?? "";
      partner.pages.set(
        `/partner.html`,
        `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Partner</title><link rel="icon" href="data:,"></head><script src="${widget}" async></script>
        <dalil-search limit="100" pictures="own" placeholder="${escaped(own)}" lang="${escaped(own)}" theme="${escaped(own)}" archive="${escaped(served(i, ""))}"></dalil-search>`,
      );
      const page = new SearchPage(driver);
      await page.open(partner.address("partner.html"));
      await page.type("lantern");
      await page.element("[part~=results][aria-busy=false] [part~=hit]");
      assert.equal((await page.titles()).length, 100);
      await isSafe(driver, partner.address("partner.html"));
    }
    assert.deepEqual(partner.requests.filter((path) => path !== "/partner.html"), []);
  });

  test("a page that holds the archive whole runs nothing of it, from disk", async () => {
    const { driver } = browser();
    const file = join(folder, "single.html");
    await writeFile(file, watched(await readFile(new URL(single.address))));
    const address = pathToFileURL(file).href;
    const page = new SearchPage(driver);
    await page.open(`${address}?q=lantern&sort=oldest`);
    await page.element("[part~=results][aria-busy=false] [part~=hit]");
    const { pathname } = new URL(address);
    const origin = await driver.executeScript<string>("return location.origin");
    await isSafe(driver, origin + pathname);
    const id = `${17} ${texts[17]}`;
    await page.open(`${address}?article=${encodeURIComponent(id)}`);
    await page.element("[part~=article-title]");
    await isSafe(driver, origin + pathname);
  });
});
