/** What fails costs as little as possible, and is told in words. */

import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";

import { Archive, HARBOUR, type Answer } from "../rig/archives.ts";
import { inEachBrowser, type Browser } from "../rig/browsers.ts";
import { SearchPage } from "../rig/search-page.ts";
import { Host } from "../rig/server.ts";

let archive: Archive;
let host: Host;

before(async () => {
  archive = await Archive.build(HARBOUR);
  host = await Host.start(archive.parent);
  host.pages.set("/plain.html", page(""));
  host.pages.set("/trap.html", page(`delete globalThis.Worker; ${TRAP}`));
  host.pages.set("/trap-beside.html", page(BESIDE));
});

afterEach(() => {
  host.faults = [];
});

after(async () => {
  await host.stop();
  await archive.remove();
});

const page = (script: string): string => `<!DOCTYPE html><meta charset="utf-8"><title>failure</title><script>${script}</script>
<script type="module">import { open } from "./search/dalil.js"; window.archive = open();</script>`;

/**
 * Puts itself between the page and the module: when told to, the next search really runs into WebAssembly's `unreachable`,
 * as a panic in the engine does.
 */
const TRAP = `
  globalThis.armed = false;
  globalThis.started = 0;
  const trap = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array([
    0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11,
  ]))).exports.f;
  const instantiate = WebAssembly.instantiate;
  WebAssembly.instantiate = async (source, imports) => {
    const made = await instantiate.call(WebAssembly, source, imports);
    const instance = made instanceof WebAssembly.Instance ? made : made.instance;
    globalThis.started++;
    const exports = { ...instance.exports };
    const search = exports.engine_search;
    exports.engine_search = (...given) => {
      if (globalThis.armed) {
        globalThis.armed = false;
        trap();
      }
      return search(...given);
    };
    const wrapped = Object.create(WebAssembly.Instance.prototype, { exports: { value: exports } });
    return made === instance ? wrapped : { module: made.module, instance: wrapped };
  };
`;

/** The same inside the worker that the page starts; what is said to it there is "arm". */
const BESIDE = `
  const trap = ${JSON.stringify(`${TRAP}
    addEventListener("message", (event) => {
      if (event.data === "arm") {
        event.stopImmediatePropagation();
        globalThis.armed = true;
        postMessage([0, null, null, String(globalThis.started)]);
      }
    });
  `)};
  window.Blob = class extends Blob {
    constructor(parts, options) {
      super([trap, ...parts], options);
    }
  };
  window.Worker = class extends Worker {
    constructor(address) {
      super(address);
      window.worker = this;
      this.addEventListener("message", ({ data: [number, , , started] }) => {
        if (number === 0) window.started = Number(started);
      });
    }
  };
`;

/** Asks the opened archive; what it rejects with comes as \`{ failed }\`. */
async function ask(browser: Browser, query: string, options: object = {}): Promise<Answer & { failed?: string; code?: string }> {
  const text = await browser.driver.executeAsyncScript<string>(
    `const [query, options, done] = arguments;
    window.archive.then((archive) => archive.search(query, options)).then(
      (answer) => done(JSON.stringify(answer)),
      (error) => done(JSON.stringify({ failed: error.message, code: error.code })),
    );`,
    query,
    options,
  );
  return JSON.parse(text) as Answer & { failed?: string; code?: string };
}

/** One character of the payload is another: still a script, and still in base 85. */
function spoil(contents: Buffer): Buffer {
  const spoiled = Buffer.from(contents);
  const middle = Math.floor((spoiled.indexOf('","') + spoiled.length) / 2);
  spoiled[middle] = spoiled[middle] === 0x41 ? 0x42 : 0x41;
  return spoiled;
}

inEachBrowser((browser) => {
  for (const [where, address, arm] of [
    ["on the page", "trap.html", "window.armed = true"],
    ["in a worker", "trap-beside.html", `window.worker.postMessage("arm")`],
  ] as const) {
    test(`a trap in the module ${where} costs one query, which is told that the engine was started again`, async () => {
      const { driver } = browser();
      const reader = new SearchPage(driver);
      const started = (times: number): Promise<unknown> =>
        reader.until(`the engine was started ${times} times`, () => driver.executeScript<boolean>(`return window.started === ${times}`));
      await driver.get(host.address(address));
      const whole = await ask(browser(), "harbour");
      assert.equal(whole.total, 29);
      await driver.executeScript(arm);
      await started(1);
      const failed = await ask(browser(), "lighthouse");
      assert.equal(failed.code, "restarted");
      assert.match(failed.failed ?? "", /restarted|started again/);
      assert.equal((await ask(browser(), "lighthouse")).total, 3);
      assert.deepEqual(await ask(browser(), "harbour"), whole);
      await driver.executeScript(arm);
      await started(2);
    });
  }

  test("a file that is missing and one that is damaged are named, and the rest answers", async () => {
    await browser().driver.get(host.address("plain.html"));
    host.faults = [
      { pattern: /201x-[^/]*\/articles-0\.js$/, answer: "missing" },
      { pattern: /202x-[^/]*\/articles-0\.js$/, answer: spoil },
    ];
    const answer = await ask(browser(), "harbour", { limit: 30 });
    assert.equal(answer.failed, undefined);
    assert.equal(answer.incomplete.length, 2, JSON.stringify(answer.incomplete));
    assert.match(answer.incomplete.find((path) => path.startsWith("201x-")) ?? "", /^201x-[^/]+\/articles-0\.js$/);
    assert.match(answer.incomplete.find((path) => path.startsWith("202x-")) ?? "", /^202x-[^/]+\/articles-0\.js$/);
    const early = answer.hits.filter((hit) => (hit.date ?? "") < "2010").map((hit) => hit.id);
    assert.ok(early.includes("article-1") && early.includes("article-2"), JSON.stringify(early));
  });

  test("once the files are there again the same page answers in full", async () => {
    const reader = new SearchPage(browser().driver);
    host.faults = [{ pattern: /201x-[^/]*\/articles-0\.js$/, answer: "missing" }];
    await reader.driver.get(host.address("plain.html"));
    assert.equal((await ask(browser(), "harbour", { limit: 30 })).incomplete.length, 1);
    host.faults = [];
    const whole = await reader.until("a complete answer", async () => {
      const answer = await ask(browser(), "harbour", { limit: 30 });
      return answer.incomplete.length === 0 && answer;
    });
    const { hits } = await archive.search("harbour", { limit: 30 });
    assert.deepEqual(whole.hits.map((hit) => hit.id), hits.map((hit) => hit.id));
  });

  test("the page says that parts are missing, and shows the rest", async () => {
    host.faults = [{ pattern: /201x-[^/]*\/articles-0\.js$/, answer: "missing" }];
    const reader = new SearchPage(browser().driver);
    await reader.open(host.address("search/index.html?q=lighthouse%20harbour"));
    await reader.says("[part~=incomplete]", /Parts of the archive could not be loaded/);
    assert.ok((await reader.titles()).length > 0);
  });

  test("an archive that can't be reached is told in a sentence, and trying again finds it", async () => {
    host.faults = [{ pattern: /\/(manifest|engine)\.js$/, answer: "missing" }];
    const reader = new SearchPage(browser().driver);
    await reader.open(host.address("search/index.html?q=lighthouse"));
    await reader.says("[part~=error] p", "The archive can\u2019t be reached. Check the connection and try again.");
    await reader.says("[part~=error] [part~=retry]", "Try again");
    await reader.says("[role=status]", /can\u2019t be reached/);
    host.faults = [];
    await reader.click("[part~=error] [part~=retry]");
    await reader.finds(3, "lighthouse");
  });

  test("an engine that comes damaged is told as damage", async () => {
    // A host of its own: WebKit takes an engine that it has from its memory, whatever the headers say.
    const unknown = await Host.start(archive.parent);
    unknown.faults = [{ pattern: /\/engine\.js$/, answer: spoil }];
    try {
      const reader = new SearchPage(browser().driver);
      await reader.open(unknown.address("search/index.html?q=lighthouse"));
      await reader.says("[part~=error] p", /^The archive is damaged/);
    } finally {
      await unknown.stop();
    }
  });
});
