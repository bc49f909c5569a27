/** Measures searches: what goes over the line for each, how long it takes, and what it makes the machine compute. */

import type { Chromium } from "./chromium.ts";
import type { Engine } from "./engines/engine.ts";
import type { Queries } from "./queries.ts";
import { rounds } from "./rounds.ts";
import { median } from "./statistics.ts";
import type { Exchange } from "./traffic.ts";
import { UNHINDERED, Visitor, type Line } from "./visitor.ts";

/** One search as a visitor has it. */
export interface Search {
  query: string;
  milliseconds: number;
  hits: number;
  requests: number;
  bytes: number;
  rounds: number;
  /** What came in by kind of file. */
  kinds: Record<string, { requests: number; bytes: number }>;
}

/** What stays in memory, in bytes. */
export interface Memory {
  scripts: number;
  webAssembly: number;
}

/** What computing costs, all files being there. */
export interface Computing {
  /** For each query the median of so many times, in milliseconds. */
  milliseconds: number[];
  afterFirst: Memory;
  afterAll: Memory;
}

/** How often a query is asked again to see how long computing takes. */
const TIMES = 5;

interface Hit {
  title: string | null | undefined;
  url: string | null;
  excerpt: string;
}

/** An engine whose archive is served at an address. */
export interface Served {
  engine: Engine;
  address: string;
}

/** The first search of a new visitor, from the start of the page's script on. The page itself is not counted. */
export async function firstSearch(browser: Chromium, served: Served, query: string, line: Line): Promise<Search> {
  const visitor = await Visitor.arrive(browser, line);
  const search = await begin(visitor, served, query);
  await visitor.leave();
  return search;
}

/** One visitor asks one query after the other, a first one before that does not count. */
export async function session(browser: Chromium, served: Served, first: string, queries: readonly string[], line: Line): Promise<Search[]> {
  const visitor = await Visitor.arrive(browser, line);
  await begin(visitor, served, first);
  const searches: Search[] = [];
  for (const query of queries) {
    const { answered, hits } = await visitor.evaluate<{ answered: number; hits: Hit[] }>(`bench.next(${JSON.stringify(query)})`);
    searches.push(describe(served.engine, query, answered, hits, await visitor.exchanges()));
  }
  await visitor.leave();
  return searches;
}

/** Asks each query once, so that all it needs is there, and then again. */
export async function computing(browser: Chromium, served: Served, queries: Queries): Promise<Computing> {
  const visitor = await Visitor.arrive(browser, UNHINDERED);
  await begin(visitor, served, queries.first[0] ?? "");
  const afterFirst = await memory(visitor);
  const milliseconds: number[] = [];
  for (const query of queries.mixed) {
    await visitor.evaluate(`bench.next(${JSON.stringify(query)})`);
    await visitor.exchanges();
    milliseconds.push(median(await visitor.evaluate<number[]>(`bench.again(${JSON.stringify(query)}, ${TIMES})`)) ?? 0);
    const asked = await visitor.exchanges();
    if (asked.length > 0) {
      throw new Error(`${served.engine.title} asks the host again for ${query}: ${asked.map(({ path }) => path).join(" ")}`);
    }
  }
  const afterAll = await memory(visitor);
  await visitor.leave();
  return { milliseconds, afterFirst, afterAll };
}

async function begin(visitor: Visitor, { engine, address }: Served, query: string): Promise<Search> {
  await visitor.open(`${address}?q=${encodeURIComponent(query)}`);
  const { answered, hits } = await visitor.evaluate<{ answered: number; hits: Hit[] }>("bench.first");
  const page = new URL(address).pathname;
  const exchanges = (await visitor.exchanges()).filter(({ path }) => path !== page);
  return describe(engine, query, answered, hits, exchanges);
}

function describe(engine: Engine, query: string, milliseconds: number, hits: readonly Hit[], exchanges: readonly Exchange[]): Search {
  const failed = exchanges.find(({ status }) => status !== 200 && status !== 304);
  if (failed) {
    throw new Error(`${engine.title}: the host answers ${failed.status} to ${failed.path}`);
  }
  if (hits.some(({ url, excerpt }) => !url || typeof excerpt !== "string")) {
    throw new Error(`${engine.title}: a hit of "${query}" has no address or no excerpt`);
  }
  const kinds: Search["kinds"] = {};
  for (const { path, bytes } of exchanges) {
    const kind = (kinds[engine.kindOf(path)] ??= { requests: 0, bytes: 0 });
    kind.requests += 1;
    kind.bytes += bytes;
  }
  const bytes = exchanges.reduce((sum, exchange) => sum + exchange.bytes, 0);
  return { query, milliseconds, hits: hits.length, requests: exchanges.length, bytes, rounds: rounds(exchanges), kinds };
}

async function memory(visitor: Visitor): Promise<Memory> {
  const scripts = await visitor.evaluate<number>("bench.memory()");
  return { scripts, webAssembly: await visitor.webAssembly() };
}
