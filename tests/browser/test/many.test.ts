/** Two archives of two hosts, searched as one. */

import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";

import { Key } from "selenium-webdriver";

import { Archive } from "../rig/archives.ts";
import { inEachBrowser } from "../rig/browsers.ts";
import { SearchPage } from "../rig/search-page.ts";
import { Host } from "../rig/server.ts";
import { buildSuite } from "../rig/suites.ts";

/** Invented letters; of the first archive every one has the word whale, of the second every tenth. */
const letters = (name: string, count: number, has: (i: number) => boolean): object[] =>
  Array.from({ length: count }, (_, i) => ({
    id: `letter ${i}`,
    title: `${name} letter ${i}`,
    text: has(i) ? `Sir, a whale was seen from the ${name} pier on day ${i}.` : `Sir, no boat came to the ${name} pier on day ${i}.`,
    date: `20${10 + (i % 10)}-0${1 + (i % 9)}`,
    section: i % 2 ? "News" : "Letters",
    language: "en",
    ...(i % 3 === 0 ? { url: `https://${name.toLowerCase()}.example/${i}.html` } : {}),
  }));

let archives: Archive[];
let hosts: Host[];
let partner: Host;

before(async () => {
  const suite = (title: string, articles: object[]) => buildSuite({ name: title, config: `[archive]\ntitle = "The ${title}"\n`, articles, cases: [] });
  archives = [await suite("North", letters("North", 12, () => true)), await suite("South", letters("South", 40, (i) => i % 10 === 0))];
  hosts = [];
  for (const archive of archives) {
    hosts.push(await Host.start(archive.folder));
  }
  partner = await Host.start(archives[0]?.parent ?? "");
  const [north, south] = hosts.map((host) => host.address()) as [string, string];
  const page = (mode: string): string =>
    `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Both</title><script src="${north}widget.js"></script>
    <dalil-search ${mode} archive="${north} ${south}"></dalil-search>`;
  partner.pages.set("/box.html", page(""));
  partner.pages.set("/page.html", page(`mode="page"`));
  hosts[0]?.pages.set("/api.html", `<!DOCTYPE html><meta charset="utf-8"><title>API</title><p id="said"></p><script type="module">
    import { open } from "./dalil.js";
    const archive = await open(["${north}", "${south}"]);
    const { total, hits } = await archive.search("whale", { limit: 16 });
    const hit = hits.find(({ archive }) => archive.title === "The South");
    const { article } = await archive.article(hit.id, { archive: hit.archive.address });
    const archives = [...new Set(hits.map(({ archive }) => archive.title))].sort();
    document.querySelector("#said").textContent = JSON.stringify({ total, archives, title: article.title.slice(0, 5) });
  </script>`);
});

afterEach(() => {
  hosts.forEach((host) => (host.faults = []));
});

after(async () => {
  await partner.stop();
  for (const host of hosts) {
    await host.stop();
  }
  for (const archive of archives) {
    await archive.remove();
  }
});

inEachBrowser((browser) => {
  const open = async (path: string): Promise<SearchPage> => {
    const page = new SearchPage(browser().driver);
    await page.open(partner.address(path));
    return page;
  };

  test("hits of both stand in one list, each with its archive, and are counted together", async () => {
    const page = await open("box.html");
    await page.type(`whale${Key.ENTER}`);
    await page.finds(16, "whale");
    const named = await page.texts("[part~=archive]");
    assert.equal(named.length, 10);
    await page.click("[part~=next]");
    await page.until("the second page", async () => (await page.texts("[part~=current]"))[0] === "2");
    const all = [...named, ...(await page.texts("[part~=archive]"))];
    assert.deepEqual(["The North", "The South"].map((name) => all.filter((other) => other === name).length), [12, 4]);
  });

  test("filters and dates count in both, and a hit without an original leads to its own archive's page", async () => {
    const page = await open("page.html?q=whale");
    await page.finds(16, "whale");
    await page.says("[data-field=section] [part~=choice]", "Letters 10");
    await page.says("[part~=caption]", /: 16 articles$/);
    await page.click("input[name=section][value=News]");
    await page.finds(6, "whale");
    await page.order("newest");
    await page.until("the newest are first", async () => {
      const dates = await page.dates();
      return dates.length === 6 && dates.join() === [...dates].sort().reverse().join();
    });
    const links = await page.driver.executeScript<string[]>(
      `return [...document.querySelector("dalil-search").shadowRoot.querySelectorAll("[part~=link]")].map((link) => link.href)`,
    );
    assert.ok(links.some((link) => link.startsWith(hosts[0]?.address("index.html?article=") ?? "-")), links.join(" "));
  });

  test("an archive that can't be had is named, and its hits join in when it is there again", async () => {
    const [, south] = hosts;
    assert.ok(south);
    south.faults = [{ pattern: /./, answer: "missing" }];
    const page = await open("box.html");
    await page.type(`whale${Key.ENTER}`);
    await page.finds(12, "whale");
    await page.says("[part~=failed] p", new RegExp(`^Could not be searched: 127\\.0\\.0\\.1:\\d+\\.$`));
    south.faults = [];
    await page.click("[part~=failed] [part~=retry]");
    await page.finds(16, "whale");
    assert.deepEqual(await page.texts("[part~=failed]"), []);
  });

  test("scripts open several archives, too", async () => {
    const { driver } = browser();
    await driver.get(hosts[0]?.address("api.html") ?? "");
    const said = await new SearchPage(driver).until("it answers", async () => (await driver.findElement({ id: "said" }).getText()) || undefined);
    assert.deepEqual(JSON.parse(said), { total: 16, archives: ["The North", "The South"], title: "South" });
  });
});
