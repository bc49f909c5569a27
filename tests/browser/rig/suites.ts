/** The query language as data, `tests/queries/*.json`: what each query must find, whoever runs the engine. */

import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { Archive } from "./archives.ts";

const FOLDER = resolve(import.meta.dirname, "../../queries");

/** One file: an archive and what is found in it. */
export interface Suite {
  /** The file's name. */
  name: string;
  config: string;
  articles: object[];
  cases: Case[];
}

/** A query and what it must find. What is not said may be anything. */
export interface Case {
  name: string;
  query: string;
  typing?: boolean;
  /** The articles with every word, in any order. */
  hits?: string[];
  /** The same in this order. */
  order?: string[];
  /** Those after them, in any order. */
  rest?: string[];
  total?: number;
  missing?: string[];
  /** Pairs of a word and what it was taken for. */
  corrected?: [string, string][];
  /** Pairs of a word and another spelling that was searched as well; more may be. */
  expanded?: [string, string][];
}

/** How every case is asked. */
export const LIMIT = 100;

/** What of an answer is looked at. */
export interface Found {
  total: number;
  hits: { id: string }[];
  understood: { missing: string[]; corrected: Pair[]; expanded: Pair[] };
}

type Pair = { from: string; to: string };

/** All suites. */
export async function readSuites(): Promise<Suite[]> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith(".json")).sort();
  return Promise.all(names.map(async (name) => ({ name, ...(JSON.parse(await readFile(join(FOLDER, name), "utf8")) as Omit<Suite, "name">) })));
}

/** The archive of a suite. */
export async function buildSuite({ articles, config }: Suite): Promise<Archive> {
  const input = await mkdtemp(join(tmpdir(), "dalil-suite-"));
  try {
    const records = join(input, "articles.jsonl");
    await writeFile(records, articles.map((article) => JSON.stringify(article)).join("\n"));
    await writeFile(join(input, "dalil.toml"), config);
    return await Archive.build(records, "--config", join(input, "dalil.toml"), "--no-cache");
  } finally {
    await rm(input, { recursive: true });
  }
}

/** What is wrong with the answer to a case; null where nothing is. */
export function wrong(one: Case, answer: Found): string | null {
  const { total, hits, understood } = answer;
  const ids = hits.map(({ id }) => id);
  const withAll = one.order ?? one.hits;
  const all = ids.slice(0, withAll?.length ?? 0);
  const rest = ids.slice(all.length);
  const expanded = pairs(understood.expanded);
  // Where no article has every word, those with some are counted.
  const counted = one.total ?? withAll?.length;
  const holds =
    (!one.hits || same(all.sort(), [...one.hits].sort())) &&
    (!one.order || same(ids.slice(0, one.order.length), one.order)) &&
    (!one.rest || same(rest.sort(), [...one.rest].sort())) &&
    (counted === undefined || total === counted) &&
    (!one.missing || same(understood.missing, one.missing)) &&
    (!one.corrected || same(pairs(understood.corrected), one.corrected)) &&
    (one.expanded ?? []).every((pair) => expanded.some((other) => same(other, pair)));
  return holds ? null : `${one.name}: ${one.query} finds ${JSON.stringify(ids)}, total ${total}, ${JSON.stringify(understood)}`;
}

function pairs(found: readonly Pair[]): [string, string][] {
  return found.map(({ from, to }) => [from, to]);
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
