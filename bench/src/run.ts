/** A run: what was measured, of what, by what and on which machine. Written as JSON, from which all tables are made. */

import { execFileSync } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdir, stat } from "node:fs/promises";
import { once } from "node:events";
import os from "node:os";
import path from "node:path";

import type { Engine, EngineName } from "./engines/engine.ts";
import { carryOut, type Measured } from "./plan.ts";
import { makeQueries, type Queries } from "./queries.ts";
import { articles, lines, type Article } from "./records.mjs";

/** One run on one corpus. */
export interface Run {
  date: string;
  corpus: { name: string; records: number; bytes: number };
  machine: { processor: string; cores: number; memory: number; system: string; node: string; browser: string; load: { before: number; after: number } };
  repetitions: number;
  queries: Queries;
  engines: Partial<Record<EngineName, Measured>>;
}

/** What to measure. */
export interface Order {
  corpus: string;
  limit: number | null;
  engines: readonly Engine[];
  repetitions: number;
  seed: number;
  /** Queries to ask instead of making some. */
  queries: Queries | null;
  /** Where archives and results go. */
  work: string;
  chromium: string;
  say(what: string): void;
}

/** Measures a corpus, or its first records. */
export async function run(order: Order): Promise<Run> {
  const name = nameOf(order);
  const folder = path.join(order.work, name);
  await mkdir(folder, { recursive: true });
  const records = path.join(folder, "records.jsonl");
  const count = await prepare(order.corpus, records, order.limit ?? Number.POSITIVE_INFINITY);
  const queries = order.queries ?? makeQueries(await all(records), order.seed);
  const before = load();
  const { browser, measured } = await carryOut({ ...order, records, archives: folder, queries });
  return {
    date: new Date().toISOString(),
    corpus: { name, records: count, bytes: (await stat(records)).size },
    machine: { ...machine(), browser, load: { before, after: load() } },
    repetitions: order.repetitions,
    queries,
    engines: measured,
  };
}

/** What a run is called: the corpus, and how much of it. */
export function nameOf({ corpus, limit }: Pick<Order, "corpus" | "limit">): string {
  const file = path.basename(corpus, ".jsonl");
  const name = ["articles", "docs"].includes(file) ? path.basename(path.dirname(path.resolve(corpus))) : file;
  return limit === null ? name : `${name}-${limit}`;
}

/** All articles of a file. */
export async function all(file: string): Promise<Article[]> {
  const found: Article[] = [];
  for await (const article of articles(file)) {
    found.push(article);
  }
  return found;
}

/** Copies records, each with an address, so that hits of every engine lead somewhere. Returns how many there are. */
async function prepare(from: string, to: string, limit: number): Promise<number> {
  const output = createWriteStream(to);
  let count = 0;
  for await (const line of lines(from)) {
    if (count === limit) {
      break;
    }
    count += 1;
    const record = JSON.parse(line) as Record<string, unknown>;
    const id = record["id"] ?? `line-${count}`;
    const whole = { ...record, id, url: record["url"] || `/articles/${encodeURIComponent(String(id))}` };
    if (!output.write(`${JSON.stringify(whole)}\n`)) {
      await once(output, "drain");
    }
  }
  output.end();
  await once(output, "close");
  return count;
}

function machine(): Omit<Run["machine"], "browser" | "load"> {
  return {
    processor: os.cpus()[0]?.model.trim() ?? "unknown",
    cores: os.cpus().length,
    memory: os.totalmem(),
    system: `${os.type()} ${os.release()}${distribution()}`,
    node: process.version,
  };
}

function distribution(): string {
  try {
    return `, ${execFileSync("sh", ["-c", ". /etc/os-release && echo $PRETTY_NAME"], { encoding: "utf8" }).trim()}`;
  } catch {
    return "";
  }
}

function load(): number {
  return os.loadavg()[0] ?? 0;
}
