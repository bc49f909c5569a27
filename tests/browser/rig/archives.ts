/** Archives to search, built by the binary under test, and what that binary answers from them. */

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

const here = import.meta.dirname;
const root = resolve(here, "../../..");
const run = promisify(execFile);

/** Thirty invented articles: two sections, four sources, 2003 to 2021, one in Arabic, one untitled, one undated. */
export const HARBOUR = join(here, "../fixtures/harbour.jsonl");

/** A collection of 423 real articles with 83 queries, which not every computer has. */
const TIME = resolve(root, "../shared/corpora/time");

/** The collection's documents and queries; null where it isn't there, which is said once. */
export function timeCollection(): { documents: string; queries: string } | null {
  const [documents, queries] = [join(TIME, "docs.jsonl"), join(TIME, "queries.jsonl")];
  if (existsSync(documents) && existsSync(queries)) {
    return { documents, queries };
  }
  console.log("SKIPPED the 83 queries of the time collection: it is not beside the repository");
  return null;
}

/** Invented reports as JSON lines: so many that an archive of them has a primer. */
export function reports(): string {
  const places = ["harbour", "lighthouse", "bakery", "school", "railway", "orchard", "embassy"];
  const place = (n: number): string => places[n % places.length] ?? "";
  const sentence = (n: number): string =>
    `The ${place(n)} council of district ${n % 89} met the keepers of the ${place(n * 3 + 1)} again, and asked report ${n % 997} what it had cost.`;
  const record = (id: number): string => {
    const text = Array.from({ length: 4 + (id % 9) }, (_, i) => sentence(id * 31 + i * 7)).join("\n");
    return JSON.stringify({ id: `report-${id}`, title: `Report ${id} of the ${place(id)}`, text, date: `20${10 + (id % 12)}-0${1 + (id % 9)}`, section: [place(id)] });
  };
  return Array.from({ length: 400 }, (_, id) => record(id)).join("\n");
}

/** What a query asks besides its words; the command line and the JavaScript have the same. */
export interface Options {
  limit?: number;
  offset?: number;
  sort?: "relevance" | "newest" | "oldest";
  typing?: boolean;
  after?: string;
  before?: string;
  filters?: Record<string, readonly string[]>;
}

export interface Answer {
  total: number;
  hits: Hit[];
  incomplete: string[];
  [field: string]: unknown;
}

/** One article found, as the command line tells it. */
export interface Hit {
  id: string;
  title: string | null;
  url: string | null;
  date: string | null;
  picture: string | null;
  also: { url: string | null; id: string }[];
  score: number;
}

/** A built archive in a folder of its own, which also has room for pages beside it. */
export class Archive {
  private constructor(
    /** Holds the archive's folder, and test pages. */
    readonly parent: string,
    readonly folder: string,
  ) {}

  static async build(input: string, ...flags: string[]): Promise<Archive> {
    const parent = await mkdtemp(join(tmpdir(), "dalil-archive-"));
    const archive = new Archive(parent, join(parent, "search"));
    await dalil("build", input, "--out", archive.folder, ...flags);
    return archive;
  }

  /** An archive that was built already. */
  static at(parent: string, name: string): Archive {
    return new Archive(parent, join(parent, name));
  }

  /** Builds an archive into a folder that stays. */
  static async into(folder: string, input: string, ...flags: string[]): Promise<void> {
    await dalil("build", input, "--out", folder, ...flags);
  }

  /** Builds one page that holds an archive whole, in a folder of its own, and gives its address and what removes it. */
  static async singleFile(input: string, name: string): Promise<{ address: string; remove: () => Promise<void> }> {
    const parent = await mkdtemp(join(tmpdir(), "dalil-single-"));
    await dalil("build", input, "--single-file", join(parent, name), "--no-cache");
    return { address: pathToFileURL(join(parent, name)).href, remove: () => rm(parent, { recursive: true, force: true }) };
  }

  /** Builds an archive of records, which are JSON lines. */
  static async of(records: string): Promise<Archive> {
    const input = await mkdtemp(join(tmpdir(), "dalil-records-"));
    await writeFile(join(input, "records.jsonl"), records);
    const archive = await Archive.build(join(input, "records.jsonl"));
    await rm(input, { recursive: true });
    return archive;
  }

  /** The address of a file of the archive as it lies on disk. */
  onDisk(path: string): string {
    return new URL(path, `${pathToFileURL(this.folder).href}/`).href;
  }

  /** Lays a page beside the archive and gives its address on disk. */
  async pageOnDisk(name: string, html: string): Promise<string> {
    await writeFile(join(this.parent, name), html);
    return pathToFileURL(join(this.parent, name)).href;
  }

  /** What the command line answers. */
  async search(query: string, options: Options = {}): Promise<Answer> {
    return JSON.parse(await dalil("search", this.folder, ...flags(options), "--json", "--", query)) as Answer;
  }

  /** What the command line answers to every query of a file. */
  async searchAll(file: string): Promise<Answer[]> {
    const lines = (await dalil("search", this.folder, "--queries", file, "--json")).trim().split("\n");
    return lines.map((line) => {
      const { id: _, ...answer } = JSON.parse(line) as Answer;
      return answer as Answer;
    });
  }

  async remove(): Promise<void> {
    await rm(this.parent, { recursive: true, force: true });
  }
}

/** The queries of a file, in its order. */
export async function readQueries(file: string): Promise<string[]> {
  const lines = (await readFile(file, "utf8")).trim().split("\n");
  return lines.map((line) => (JSON.parse(line) as { text: string }).text);
}

function flags(options: Options): string[] {
  const { typing, filters = {}, ...rest } = options;
  return [
    ...Object.entries(rest).map(([name, value]) => `--${name}=${value}`),
    ...(typing ? ["--typing"] : []),
    ...Object.entries(filters).flatMap(([field, values]) => values.map((value) => `--filter=${field}=${value}`)),
  ];
}

async function dalil(...args: string[]): Promise<string> {
  const binary = process.env["DALIL_BIN"] || join(root, "target/release/dalil");
  if (!existsSync(binary)) {
    throw new Error(`${binary} is missing; ./build.sh builds it`);
  }
  return (await run(binary, args, { maxBuffer: 64 << 20 })).stdout;
}
