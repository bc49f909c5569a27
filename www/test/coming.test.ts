/** What becomes of files on their way: shared, given up, fetched ahead. */

import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import type { Delivery } from "../src/envelope.ts";
import { HostedArchive } from "../src/host/hosted-archive.ts";
import type { Call, Runner } from "../src/host/runner.ts";
import type { Loader } from "../src/host/shards.ts";
import { Failure } from "../src/failure.ts";
import { Stalled } from "../src/patience.ts";

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
});

/** Lets promises that are due run. */
async function settled(): Promise<void> {
  for (let i = 0; i < 40; i++) {
    await Promise.resolve();
  }
}

async function pass(milliseconds: number): Promise<void> {
  await settled();
  mock.timers.tick(milliseconds);
  await settled();
}

/** An engine whose query is the list of the rounds it needs: "a,b c" needs a and b, then c. */
class ListEngine implements Runner {
  has = new Set<string>();
  failed: string[] = [];
  total = 0;
  suggestions: string[] = [];

  async run(call: Call): Promise<string> {
    if (call[0] === "accept") {
      this.has.add(call[1]);
    } else if (call[0] === "fail") {
      this.failed.push(call[1]);
    } else if (call[0] === "suggest") {
      return JSON.stringify({ answer: { suggestions: this.suggestions.map((text) => ({ text, kind: "word" })) } });
    } else if (call[0] === "search") {
      const { offset } = JSON.parse(call[2]) as { offset: number };
      const rounds = (offset > 0 ? `${call[1]} page-${offset}` : call[1]).split(" ");
      const need = rounds.map((round) => round.split(",").filter((path) => !this.has.has(path) && !this.failed.includes(path)));
      const first = need.find((paths) => paths.length > 0);
      return JSON.stringify(first ? { need: first } : { answer: { hits: [], timeline: [], total: this.total, some_words: 0, incomplete: this.failed } });
    }
    return "";
  }
}

interface Asked {
  path: string;
  low: boolean;
  stopped: boolean;
  come: (bytes?: number) => Promise<void>;
  fail: (error: Error) => Promise<void>;
}

/** An archive whose files come when the test says so. */
function archive(aheadIsWelcome = false) {
  const asked: Asked[] = [];
  const engine = new ListEngine();
  const loader: Loader = {
    base: new URL("https://archive.example/search/"),
    load: (path, _, { signal, low }) =>
      new Promise<Delivery>((resolve, reject) => {
        const one: Asked = {
          path,
          low: low ?? false,
          stopped: false,
          come: async (bytes = 10) => (resolve({ header: "", data: "x".repeat(bytes) }), settled()),
          fail: async (error) => (reject(error), settled()),
        };
        signal?.addEventListener("abort", () => {
          one.stopped = true;
          reject(signal.reason as Error);
        });
        asked.push(one);
      }),
  };
  const hosted = new HostedArchive(loader, engine, { now: () => 0, aheadIsWelcome: () => aheadIsWelcome });
  const coming = async (path: string): Promise<Asked> => {
    await settled();
    const found = asked.findLast((one) => one.path === path);
    assert.ok(found, `${path} is not asked for, but ${asked.map((one) => one.path).join(", ")}`);
    return found;
  };
  const search = async (query: string, options = {}): Promise<void> => {
    const searching = hosted.search(query, options);
    for (const path of query.split(/[ ,]/)) {
      if (!engine.has.has(path)) {
        await (await coming(path)).come();
      }
    }
    await searching;
  };
  return { hosted, engine, asked, coming, search };
}

test("what a newer search does not need is loaded no further, and what it needs comes on", async () => {
  const { hosted, coming, asked } = archive();
  const typing = new AbortController();
  const older = hosted.search("a,b", { signal: typing.signal });
  const [a, b] = [await coming("a"), await coming("b")];
  typing.abort(new Error("typed on"));
  await assert.rejects(older, /typed on/);
  assert.deepEqual([a.stopped, b.stopped], [false, false]);
  const newer = hosted.search("b,c");
  await settled();
  assert.deepEqual([a.stopped, b.stopped], [true, false]);
  await b.come();
  await (await coming("c")).come();
  await newer;
  assert.equal(asked.length, 3);
});

test("what a search gave up and nobody asks for again is stopped soon", async () => {
  const { hosted, coming } = archive();
  const typing = new AbortController();
  hosted.search("a", { signal: typing.signal }).catch(() => undefined);
  const a = await coming("a");
  typing.abort();
  await pass(300);
  assert.equal(a.stopped, false);
  await pass(300);
  assert.equal(a.stopped, true);
});

test("a file that another search waits for is not stopped", async () => {
  const { hosted, coming } = archive();
  const typing = new AbortController();
  hosted.search("a", { signal: typing.signal }).catch(() => undefined);
  const other = hosted.search("a");
  const a = await coming("a");
  typing.abort();
  await pass(1_000);
  assert.equal(a.stopped, false);
  await a.come();
  await other;
});

test("a file that was stopped is loaded anew when it is needed again", async () => {
  const { hosted, coming, search, asked } = archive();
  const typing = new AbortController();
  hosted.search("a", { signal: typing.signal }).catch(() => undefined);
  await coming("a");
  typing.abort();
  await pass(1_000);
  await search("a");
  assert.equal(asked.length, 2);
});

test("a file of which nothing comes is named missing at once, and not asked for a second time", async () => {
  const { hosted, coming, asked } = archive();
  const searching = hosted.search("a,b");
  await (await coming("a")).come();
  await (await coming("b")).fail(new Stalled(new URL("https://archive.example/search/b")));
  assert.deepEqual((await searching).incomplete, ["b"]);
  assert.equal(asked.length, 2);
});

test("in a pause the next page is fetched, behind everything else", async () => {
  const { engine, search, asked } = archive(true);
  engine.total = 25;
  await search("a");
  await pass(300);
  assert.equal(asked.length, 1);
  await pass(200);
  assert.deepEqual(asked.map(({ path, low }) => [path, low]), [["a", false], ["page-10", true]]);
  await asked[1]?.come();
  assert.ok(engine.has.has("page-10"));
});

test("in a pause while typing what the likeliest completions need is fetched", async () => {
  const { engine, search, coming } = archive(true);
  engine.suggestions = ["b c", "d"];
  await search("a", { typing: true });
  await pass(500);
  for (const path of ["b", "c", "d"]) {
    await (await coming(path)).come();
  }
  assert.deepEqual([...engine.has], ["a", "b", "c", "d"]);
});

test("nothing is fetched ahead where that is not welcome, nor past the last page", async () => {
  for (const [welcome, total] of [[false, 25], [true, 10]] as const) {
    const { engine, search, asked } = archive(welcome);
    engine.total = total;
    await search("a");
    await pass(1_000);
    assert.equal(asked.length, 1);
  }
});

test("what the reader asks comes before what was fetched ahead, which is then given up", async () => {
  const { engine, hosted, search, coming } = archive(true);
  engine.total = 25;
  await search("a");
  await pass(500);
  const ahead = await coming("page-10");
  const searching = hosted.search("b");
  const b = await coming("b");
  assert.equal(ahead.stopped, true);
  await b.come();
  await searching;
});

test("no more is fetched ahead in a pause than the budget allows", async () => {
  const { engine, search, asked } = archive(true);
  engine.suggestions = ["b c d e"];
  await search("a", { typing: true });
  await pass(500);
  for (let i = 1; i < 5; i++) {
    await asked[i]?.come(20_000);
  }
  assert.deepEqual(asked.map(({ path }) => path), ["a", "b"]);
});

test("small files are fetched ahead up to the budget of a pause and not past it", async () => {
  const { engine, search, asked } = archive(true);
  engine.suggestions = [Array.from({ length: 20 }, (_, i) => `f${i}`).join(",")];
  await search("a", { typing: true });
  await pass(500);
  for (let i = 1; i < asked.length; i++) {
    await asked[i]?.come(4_000);
  }
  assert.deepEqual([asked.length - 1 > 4, (asked.length - 1) * 4_000 <= 32_768], [true, true]);
});

test("what was given up on its way counts for the page's budget as if it had come", async () => {
  const { engine, search, asked } = archive(true);
  for (let i = 0; i < 40; i++) {
    engine.suggestions = [`f${i}`];
    await search("a", { typing: true });
    await pass(500);
    await search("a", { typing: true });
    assert.equal(asked.at(-1)?.stopped, true);
  }
  assert.equal(asked.length - 1, 262_144 / 8_192);
});

test("a file that can't be had ahead is no failure, and is asked for again when it is needed", async () => {
  const { engine, hosted, search, coming } = archive(true);
  engine.total = 25;
  await search("a");
  await pass(500);
  await (await coming("page-10")).fail(new Failure("unreachable", "offline"));
  assert.deepEqual(engine.failed, []);
  const next = hosted.search("a", { offset: 10 });
  await (await coming("page-10")).come();
  assert.deepEqual((await next).incomplete, []);
});

test("many files are asked for a few at a time, so that the page hears its reader between them", async () => {
  const { hosted, asked, coming } = archive();
  const searching = hosted.search("a,b,c,d,e,f");
  await settled();
  assert.deepEqual(asked.map(({ path }) => path), ["a", "b", "c", "d"]);
  await pass(1);
  assert.deepEqual(asked.map(({ path }) => path), ["a", "b", "c", "d", "e", "f"]);
  for (const path of ["a", "b", "c", "d", "e", "f"]) {
    await (await coming(path)).come();
  }
  await searching;
});
