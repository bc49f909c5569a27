/**
 * What a reader's browser loads, in bytes gzipped, and how much it may be. `npm run sizes` shows it, with what each script is made of;
 * a test holds it.
 */

import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { build } from "esbuild";

import { bundling } from "./build.ts";

const here = path.dirname(fileURLToPath(import.meta.url));

/** What every partner's page loads before anybody has searched, and what comes with the engine once somebody does. */
const PAGE = 25 * 1024;

/** Files in dist/, the source each begins with, and how large they may be. */
const BUDGETS: readonly { name: string; source: string; most: number }[] = [
  { name: "dalil.js", source: "module.ts", most: 3_968 },
  { name: "dalil-offline.js", source: "offline.ts", most: 2_048 },
  // With the module, engine.js; the module's own budget is in test/module.test.ts. 96 bytes of it are for pages that put something on every object, 216 for
  // making excerpts and months of what the module says, 32 for counting what was fetched ahead and given up.
  { name: "host.js", source: "host/connect.ts", most: 7_784 },
  { name: "widget.js", source: "widget.ts", most: PAGE },
  // 336 bytes more are for drawing an answer in short tasks.
  { name: "view.js", source: "element/attach.ts", most: PAGE + 336 },
];

/** What opens the smallest archive: dalil.js, engine.js and manifest.js. 80 bytes are for reading beforehand what dates are written by, and for months. */
export const START_UP = 80_720;

/** One file's size and budget. */
export interface Size {
  name: string;
  bytes: number;
  most: number;
  source: string;
}

/** Bytes as most hosts send them. */
export function gzipped(contents: Uint8Array | string): number {
  return gzipSync(contents, { level: 9 }).length;
}

/** The sizes of what was built. */
export async function sizes(): Promise<Size[]> {
  const measure = async ({ name, most, source }: (typeof BUDGETS)[number]): Promise<Size> => {
    return { name, bytes: gzipped(await readFile(path.join(here, "dist", name))), most, source };
  };
  return Promise.all(BUDGETS.map(measure));
}

/** How many minified bytes each source file has in a script, the largest first. */
async function parts(source: string): Promise<[name: string, bytes: number][]> {
  const { metafile } = await build({
    ...bundling,
    entryPoints: [path.join("src", source)],
    format: "esm",
    external: ["dalil:*"],
    loader: { ".css": "text" },
    write: false,
    metafile: true,
    outdir: "none",
  });
  const inputs = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.entries(inputs));
  return inputs.map(([name, { bytesInOutput }]): [string, number] => [name, bytesInOutput]).sort((a, b) => b[1] - a[1]);
}

async function main(): Promise<void> {
  for (const { name, bytes, most, source } of await sizes()) {
    console.log(`${name.padEnd(18)} ${String(bytes).padStart(6)} of ${most} bytes gzipped`);
    for (const [part, own] of await parts(source)) {
      console.log(`  ${String(own).padStart(6)}  ${part}`);
    }
  }
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await main();
}
