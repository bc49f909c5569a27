/** `npm run typing -- FOLDER QUERY...`: types queries into an archive's search page and tells which tasks kept the reader waiting. */

import { readFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";

import { makeCertificate } from "./certificate.ts";
import { Chromium } from "./chromium.ts";
import { Host } from "./server.ts";
import { tasks, traced } from "./trace.ts";
import { UNHINDERED, Visitor } from "./visitor.ts";

const USAGE = `npm run typing -- FOLDER QUERY...
  FOLDER              an archive, with its index.html
  --chromium PATH     the browser (chromium)
  --slowed N          how many times slower the processor is made (4)
  --repetitions N     how often (3)
`;

/** Milliseconds: a task that takes longer is felt (RAIL: web.dev/articles/rail). */
const FELT = 50;
/** Milliseconds between two keys, and after a query. */
const BETWEEN_KEYS = 90;
const AFTER_QUERY = 1500;

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Types each query in place of the one before. */
async function type(visitor: Visitor, queries: readonly string[]): Promise<void> {
  for (const query of queries) {
    await visitor.evaluate(`document.querySelector("dalil-search").shadowRoot.querySelector("input").select()`);
    for (const key of query) {
      await visitor.press(key);
      await pause(BETWEEN_KEYS);
    }
    await visitor.press("Enter");
    await pause(AFTER_QUERY);
  }
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      chromium: { type: "string", default: "chromium" },
      slowed: { type: "string", default: "4" },
      repetitions: { type: "string", default: "3" },
    },
  });
  const [folder, ...queries] = positionals;
  if (folder === undefined || queries.length === 0) {
    process.stderr.write(USAGE);
    process.exitCode = 2;
    return;
  }
  const certificate = await makeCertificate();
  const host = await Host.start(certificate);
  const page = host.serve("archive", folder, await readFile(path.join(folder, "index.html"), "utf8"));
  const browser = await Chromium.start(values.chromium, certificate.fingerprint);
  try {
    for (let n = 1; n <= Number(values.repetitions); n += 1) {
      const visitor = await Visitor.arrive(browser, UNHINDERED);
      await visitor.open(page);
      await visitor.slow(Number(values.slowed));
      await pause(AFTER_QUERY);
      await visitor.evaluate(`document.querySelector("dalil-search").shadowRoot.querySelector("input").focus()`);
      const took = tasks(await traced(browser.devtools, () => type(visitor, queries)));
      const longest = took.slice(0, 5).map((one) => one.toFixed(0));
      const felt = took.filter((one) => one > FELT).length;
      process.stdout.write(`${felt} of ${took.length} tasks over ${FELT} ms; the longest took ${longest.join(", ")} ms\n`);
      await visitor.leave();
    }
  } finally {
    await browser.stop();
    await host.stop();
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`typing: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
