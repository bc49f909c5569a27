import assert from "node:assert/strict";
import { test } from "node:test";

import { answer, prepare, type Keeping } from "../src/offline/keep.ts";
import { statement } from "./fake/statement.ts";

const SCOPE = "https://archive.example/search/";
const OLD = "terms-0123456789ab/positions-0.js";
const NEW = "terms-9876543210ba/positions-0.js";

/** A host, and what is kept of it. */
function reader(files: Record<string, string>) {
  const kept = new Map<string, Response>();
  const asked: string[] = [];
  const host = { files, isReachable: true };
  const cache = {
    match: async (url: string) => kept.get(url)?.clone(),
    put: async (url: string, response: Response) => void kept.set(url, response),
    keys: async () => [...kept.keys()].map((url) => ({ url })),
    delete: async (url: string) => kept.delete(url),
  } as unknown as Cache;
  const keeping: Keeping = {
    scope: SCOPE,
    open: async () => cache,
    fetch: async ({ url }) => {
      const { pathname, search } = new URL(url);
      asked.push(pathname + search);
      if (!host.isReachable) {
        throw new TypeError("offline");
      }
      const text = host.files[pathname.slice("/search/".length)];
      return new Response(text ?? "not here", { status: text === undefined ? 404 : 200 });
    },
  };
  const load = async (path: string, init?: RequestInit): Promise<string | null> => {
    const later: Promise<unknown>[] = [];
    const response = await answer(new Request(new URL(path, SCOPE), init), keeping, (work) => later.push(work));
    await Promise.all(later);
    return response && response.text();
  };
  return { host, kept, asked, keeping, load };
}

const manifest = (folder: string): string => statement("dalil 1 engine-0 manifest 0 00000000", JSON.stringify({ terms: { folder } }));

test("a lasting file is asked for once, and there without a network", async () => {
  const { host, asked, load } = reader({ [OLD]: "positions" });
  assert.equal(await load(OLD), "positions");
  host.isReachable = false;
  assert.equal(await load(OLD), "positions");
  assert.equal(asked.length, 1);
});

test("a lasting file that turned out damaged is had from the host, and kept in place of the other", async () => {
  const { host, asked, load } = reader({ [OLD]: "a login page" });
  await load(OLD);
  host.files[OLD] = "positions";
  assert.equal(await load(OLD, { cache: "reload" }), "positions");
  assert.equal(await load(`${OLD}?again=1`), "positions");
  assert.equal(await load(OLD), "positions");
  assert.equal(asked.length, 3);
});

test("the page and the manifest are the host's as long as it answers, and the last ones otherwise", async () => {
  const { host, load } = reader({ "index.html": "one" });
  assert.equal(await load("index.html?q=lamps"), "one");
  host.files["index.html"] = "two";
  assert.equal(await load("index.html?q=harbour"), "two");
  host.isReachable = false;
  assert.equal(await load("index.html?q=tides"), "two");
  await assert.rejects(load("dalil.js"), /offline/);
});

test("a page that lists articles is there again without a network, and the host's as long as it answers", async () => {
  const { host, load } = reader({ "browse/2012-06.html": "June" });
  await load("browse/2012-06.html");
  host.files["browse/2012-06.html"] = "June, and one more";
  assert.equal(await load("browse/2012-06.html"), "June, and one more");
  host.isReachable = false;
  assert.equal(await load("browse/2012-06.html"), "June, and one more");
});

test("an answer that is none is not kept", async () => {
  const { host, load, kept } = reader({});
  assert.equal(await load(OLD), "not here");
  host.files[OLD] = "positions";
  assert.equal(await load(OLD), "positions");
  assert.equal(kept.size, 1);
});

test("what a newer manifest no longer names is removed", async () => {
  const { host, load, kept } = reader({ [OLD]: "old", "manifest.js": manifest("terms-0123456789ab") });
  await load("manifest.js");
  await load(OLD);
  host.files = { [NEW]: "new", "manifest.js": manifest("terms-9876543210ba") };
  await load("manifest.js");
  await load(NEW);
  assert.deepEqual([...kept.keys()].sort(), [`${SCOPE}manifest.js`, SCOPE + NEW]);
});

test("what is not the archive's is left to the browser", async () => {
  const { load, keeping } = reader({});
  for (const path of ["../News/a.htm", "pictures/lamp.gif", "https://elsewhere.example/search/index.html"]) {
    assert.equal(await load(path), null);
  }
  assert.equal(answer(new Request(`${SCOPE}index.html`, { method: "POST" }), keeping, () => undefined), null);
});

test("what was loaded before is kept as well, as far as it is the archive's", async () => {
  const { kept, keeping } = reader({ [OLD]: "positions", "widget.js": "widget" });
  await prepare(["widget.js", SCOPE + OLD, `${SCOPE}gone.js`, "https://archive.example/News/a.htm"], keeping);
  assert.deepEqual([...kept.keys()].sort(), [SCOPE + OLD, `${SCOPE}widget.js`]);
});
