/** The command line: `npm run bench -- CORPUS.jsonl`. */

import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { dalil } from "./engines/dalil.ts";
import { ENGINE_NAMES, type Engine, type EngineName } from "./engines/engine.ts";
import { minisearch } from "./engines/minisearch.ts";
import { pagefind } from "./engines/pagefind.ts";
import type { Queries } from "./queries.ts";
import { growthReport } from "./report/growth.ts";
import { runReport } from "./report/report.ts";
import { nameOf, run, type Order, type Run } from "./run.ts";

const USAGE = `npm run bench -- CORPUS.jsonl [OPTION...]
  --dalil PATH        the binary (target/release/dalil of this repository)
  --chromium PATH     the browser (chromium)
  --engines A,B       which of ${ENGINE_NAMES.join(",")} (all)
  --limit N           only the first N records
  --repetitions N     how often all is measured (3)
  --seed N            decides which queries are made of the corpus (1)
  --queries FILE      asks the queries of another run: its JSON
  --work DIR          where archives and results go (target/bench of this repository)
  --growth            measures growing parts of the corpus with the same queries, made of the smallest part
  --sizes N,N,...     which parts (1000,3000,10000,30000,all)
`;

const REPOSITORY = fileURLToPath(new URL("../../", import.meta.url));

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      dalil: { type: "string", default: path.join(REPOSITORY, "target/release/dalil") },
      chromium: { type: "string", default: "chromium" },
      engines: { type: "string", default: ENGINE_NAMES.join(",") },
      limit: { type: "string" },
      repetitions: { type: "string", default: "3" },
      seed: { type: "string", default: "1" },
      queries: { type: "string" },
      work: { type: "string", default: path.join(REPOSITORY, "target/bench") },
      growth: { type: "boolean", default: false },
      sizes: { type: "string", default: "1000,3000,10000,30000,all" },
      help: { type: "boolean", default: false },
    },
  });
  const [corpus] = positionals;
  if (values.help || corpus === undefined || positionals.length > 1) {
    process.stderr.write(USAGE);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const order: Order = {
    corpus,
    limit: values.limit === undefined ? null : whole("--limit", values.limit),
    engines: values.engines.split(",").map((name) => engine(name, values.dalil)),
    repetitions: whole("--repetitions", values.repetitions),
    seed: whole("--seed", values.seed),
    queries: values.queries === undefined ? null : (JSON.parse(await readFile(values.queries, "utf8")) as { queries: Queries }).queries,
    work: values.work,
    chromium: values.chromium,
    say: (what) => process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${what}\n`),
  };
  if (values.growth) {
    await grow(order, values.sizes.split(",").map((size) => (size === "all" ? null : whole("--sizes", size))));
  } else {
    await keep(order.work, nameOf(order), await run(order), runReport);
  }
}

/** Measures each size; the queries made of the smallest are asked of all. */
async function grow(order: Order, sizes: readonly (number | null)[]): Promise<void> {
  const runs: Run[] = [];
  for (const limit of sizes) {
    const queries = order.queries ?? runs[0]?.queries ?? null;
    const part = { ...order, limit, queries };
    const measured = await run(part);
    await write(order.work, nameOf(part), measured, runReport(measured));
    runs.push(measured);
  }
  await keep(order.work, `${nameOf({ ...order, limit: null })}-growth`, runs, growthReport);
}

async function keep<T>(folder: string, name: string, result: T, report: (result: T) => string): Promise<void> {
  const text = report(result);
  await write(folder, name, result, text);
  process.stdout.write(text);
}

async function write(folder: string, name: string, result: unknown, text: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, `${name}.json`);
  await writeFile(file, `${JSON.stringify(result, null, 1)}\n`);
  await writeFile(path.join(folder, `${name}.md`), text);
  process.stderr.write(`written: ${file}\n`);
}

function engine(name: string, binary: string): Engine {
  const known: Record<EngineName, () => Engine> = { dalil: () => dalil(binary), pagefind, minisearch };
  const make = known[name as EngineName] as (() => Engine) | undefined;
  if (!make) {
    throw new Error(`--engines: there is no ${name}; known are ${ENGINE_NAMES.join(", ")}`);
  }
  return make();
}

function whole(option: string, text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1) {
    throw new Error(`${option} wants a whole number from 1 on, not ${text}`);
  }
  return number;
}

try {
  await main();
} catch (error) {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
