import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";

import type { ModuleEngine } from "dalil:glue";

import type { Delivery } from "../src/envelope.ts";
import { HostedArchive } from "../src/host/hosted-archive.ts";
import { ModuleRunner } from "../src/host/runner.ts";
import type { Loader } from "../src/host/shards.ts";
import { articles } from "./fake/articles.ts";
import { textOf } from "./fake/base85.ts";
import { ARTICLES, DICTIONARY } from "./fake/engine.ts";
import { glue } from "./fake/glue.ts";
import { trapModule } from "./fake/trap.ts";

const HEADERS: Record<string, string> = {
  [DICTIONARY]: "dalil 1 terms-fa4e dictionary 0 00000000",
  [ARTICLES]: "dalil 1 articles-fa4e articles 0 00000000",
};

/** An archive over the fake engine, noting what it loads; `spoil` may put something else in place of a file. */
function archive(spoil: (path: string, freshness: string) => Delivery | Promise<Delivery> | null = () => null) {
  const loaded: string[] = [];
  const engines: ModuleEngine[] = [];
  const clock = { now: 0 };
  const loader: Loader = {
    base: new URL("https://archive.example/news/search/"),
    load: async (path, freshness) => {
      loaded.push(freshness === "kept" ? path : `${path} ${freshness}`);
      return (await spoil(path, freshness)) ?? whole(path);
    },
  };
  const start = async (): Promise<ModuleEngine> => {
    const instance = glue();
    await instance({ module_or_path: await WebAssembly.compile(trapModule) });
    const engine = new instance.Engine("dalil 1 engine-fa4e manifest 0 00000000", new Uint8Array(2));
    engines.push(engine);
    return engine;
  };
  const runner = new ModuleRunner(start);
  return { hosted: new HostedArchive(loader, runner, { now: () => clock.now }), runner, loaded, engines, clock };
}

function whole(path: string): Delivery {
  const payload = path === ARTICLES ? JSON.stringify(articles) : "{}";
  return { header: HEADERS[path] ?? "dalil 1 terms-fa4e postings 9 00000000", data: textOf(deflateRawSync(payload)) };
}

const FOREIGN: Delivery = { header: "dalil 1 other-0000 dictionary 0 00000000", data: "AwA=" };

test("what the engine needs is brought in rounds, once, and then it answers", async () => {
  const { hosted, loaded } = archive();
  const answer = await hosted.search("embassy", { limit: 3 });
  assert.equal(answer.hits.length, 3);
  assert.deepEqual(loaded, [DICTIONARY, ARTICLES]);
  await hosted.search("harbour");
  assert.equal(loaded.length, 2);
});

test("two searches at once share the files they wait for", async () => {
  const { hosted, loaded } = archive();
  await Promise.all([hosted.search("embassy"), hosted.search("lamps")]);
  assert.deepEqual(loaded, [DICTIONARY, ARTICLES]);
});

test("a damaged file is loaded once more past the caches", async () => {
  const { hosted, loaded } = archive((path, freshness) => (path === DICTIONARY && freshness === "kept" ? FOREIGN : null));
  const answer = await hosted.search("embassy");
  assert.deepEqual(answer.incomplete, []);
  assert.deepEqual(loaded, [DICTIONARY, `${DICTIONARY} again`, ARTICLES]);
});

test("articles wait for the primer that they refer to, although both are asked for at once and it comes later", async () => {
  const path = "primer-fa4e/primer-0.js";
  const primer = Buffer.from(JSON.stringify(articles).slice(0, 2_000));
  const primed = textOf(deflateRawSync(JSON.stringify(articles), { dictionary: primer }));
  const { hosted, runner, loaded } = archive((asked) => {
    if (asked === ARTICLES) {
      return { header: HEADERS[ARTICLES] ?? "", data: primed };
    }
    const whole = { header: "dalil 1 primer-fa4e primer 0 00000000", data: textOf(deflateRawSync(primer)) };
    return asked === path ? new Promise((resolve) => setImmediate(resolve, whole)) : null;
  });
  const engine = await runner.start();
  const search = engine.search.bind(engine);
  engine.search = (...request) => (loaded.length === 0 ? JSON.stringify({ need: [ARTICLES, path] }) : search(...request));
  const answer = await hosted.search("embassy", { limit: 3 });
  assert.equal(answer.hits.length, 3);
  assert.deepEqual(loaded, [ARTICLES, path, DICTIONARY]);
});

test("articles that lack only the primer are not loaded a second time in vain, and had with it later", async () => {
  const path = "primer-fa4e/primer-0.js";
  const primer = Buffer.from(JSON.stringify(articles).slice(0, 2_000));
  const primed = textOf(deflateRawSync(JSON.stringify(articles), { dictionary: primer }));
  let isThere = false;
  const { hosted, runner, loaded, clock } = archive((asked) => {
    if (asked === path && !isThere) {
      throw new Error("gone");
    }
    const whole = { header: "dalil 1 primer-fa4e primer 0 00000000", data: textOf(deflateRawSync(primer)) };
    return asked === path ? whole : asked === ARTICLES ? { header: HEADERS[ARTICLES] ?? "", data: primed } : null;
  });
  const engine = await runner.start();
  const search = engine.search.bind(engine);
  let asks = true;
  engine.search = (...request) => {
    const step = asks ? JSON.stringify({ need: [path, ARTICLES] }) : search(...request);
    asks = false;
    return step;
  };
  assert.deepEqual((await hosted.search("embassy")).incomplete.sort(), [ARTICLES, path]);
  assert.deepEqual(loaded.filter((one) => one.startsWith(ARTICLES)), [ARTICLES]);
  isThere = asks = true;
  clock.now += 10_000;
  assert.deepEqual((await hosted.search("embassy")).incomplete, []);
});

test("a file that can't be had is named in the answer, and had later", async () => {
  let isOnline = false;
  const { hosted, clock } = archive((path) => {
    if (path === DICTIONARY && !isOnline) {
      throw new Error("offline");
    }
    return null;
  });
  assert.deepEqual((await hosted.search("embassy")).incomplete, [DICTIONARY]);
  isOnline = true;
  clock.now += 10_000;
  assert.deepEqual((await hosted.search("embassy")).incomplete, []);
});

test("a trap costs one query: a fresh engine answers the next", async () => {
  const { hosted, engines } = archive();
  const before = await hosted.search("embassy");
  await assert.rejects(hosted.search("trap"), (error: Error & { code: string }) => {
    assert.equal(error.code, "restarted");
    assert.ok(error.cause instanceof WebAssembly.RuntimeError);
    return true;
  });
  assert.deepEqual(await hosted.search("embassy"), before);
  assert.equal(engines.length, 2);
});

test("a trap while a file is handed over is told as one, and the file is not blamed", async () => {
  const { hosted, runner, engines, loaded } = archive();
  const engine = await runner.start();
  engine.accept = () => {
    engine.search("trap", "{}");
  };
  await assert.rejects(hosted.search("embassy"), { code: "restarted" });
  assert.deepEqual(loaded, [DICTIONARY]);
  assert.deepEqual((await hosted.search("embassy")).incomplete, []);
  assert.equal(engines.length, 2);
});

test("an error of the engine's own is passed on and the engine stays", async () => {
  const { hosted, runner, engines } = archive();
  const engine = await runner.start();
  engine.search = () => {
    throw new Error("limit must be a number");
  };
  await assert.rejects(hosted.search("embassy"), /limit must be a number/);
  assert.equal(engines.length, 1);
});

test("an engine that asks without end is stopped", async () => {
  const { hosted, runner } = archive();
  const engine = await runner.start();
  engine.search = () => JSON.stringify({ need: [DICTIONARY] });
  await assert.rejects(hosted.search("embassy"), { code: "damaged" });
});

test("an aborted search ends at once with its reason, and its files still come", async () => {
  const { hosted, loaded } = archive();
  const controller = new AbortController();
  const search = hosted.search("embassy", { signal: controller.signal });
  controller.abort(new Error("typed on"));
  await assert.rejects(search, /typed on/);
  await assert.rejects(hosted.search("embassy", { signal: AbortSignal.abort() }), { name: "AbortError" });
  await hosted.search("embassy");
  assert.equal(loaded.filter((path) => path === DICTIONARY).length, 1);
});

test("addresses are resolved against the archive, and none runs a script", async () => {
  const { hosted } = archive();
  const { hits } = await hosted.search("embassy", { limit: 100 });
  assert.equal(hits.find(({ id }) => id === "News/page 0.htm")?.url, "https://archive.example/news/News/2012/June/14%20n/page,%20no%200.htm");
  assert.equal(hits.find(({ id }) => id === "News/page 5.htm")?.url, null);
});

test("completions, similar articles and an article take the same way, and their addresses are resolved", async () => {
  const { hosted, loaded } = archive();
  const { suggestions } = await hosted.suggest("embassy in", { limit: 2 });
  assert.deepEqual(
    suggestions.map(({ kind, url }) => [kind, url]),
    [0, 6].map((page) => ["title", `https://archive.example/news/News/2012/June/14%20n/page,%20no%20${page}.htm`]),
  );
  assert.deepEqual(loaded, [DICTIONARY, ARTICLES]);
  const similar = await hosted.similar("News/page 5.htm", { limit: 3 });
  assert.deepEqual([similar.known, similar.hits.length], [true, 3]);
  assert.ok(similar.hits.every(({ url }) => url?.startsWith("https://archive.example/news/")));
  const { article } = await hosted.article("News/page 1.htm");
  assert.equal(article?.picture, "https://archive.example/news/search/lamp.gif");
  assert.equal(article?.next?.url, "https://archive.example/news/News/2012/June/14%20n/page,%20no%202.htm");
  assert.match(article?.text ?? "", /^… ministers/);
  assert.equal((await hosted.article("News/page 5.htm")).article?.url, null);
  assert.equal(loaded.length, 2);
});

test("an id that no article has is told as such", async () => {
  const { hosted } = archive();
  assert.equal((await hosted.article("nowhere.htm")).article, null);
  assert.deepEqual((await hosted.similar("nowhere.htm")).known, false);
});

test("completing ends when aborted", async () => {
  const { hosted } = archive();
  await assert.rejects(hosted.suggest("embassy", { signal: AbortSignal.abort() }), { name: "AbortError" });
});
