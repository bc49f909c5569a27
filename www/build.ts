/**
 * Bundles what a browser loads into dist/:
 *
 * - widget.js, dalil.js, dalil-offline.js, dalil.d.ts, index.html: as they lie in an archive.
 * - host.js: the builder of an archive wraps it and dist/module/dalil_bg.wasm into engine.js.
 *
 * index.html is a template with places to fill in: `{{engine}}`, the engine's folder; `{{title}}`, what the archive is called;
 * `{{notices}}`, an element with `slot="notices"`. In the scripts the engine's folder is filled in as well; without it they
 * work one round trip slower.
 *
 * The glue comes from dist/module/, where www/bindgen puts it; where it is missing the rest is still built.
 */

import { existsSync } from "node:fs";
import { copyFile, mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { build, type BuildOptions, type Plugin } from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
const dist = path.join(here, "dist");
const source = (name: string): string => path.join(here, "src", name);

/** Gives an imported style sheet as text, since the element adopts it by itself. */
const styleSheets: Plugin = {
  name: "style sheets",
  setup(bundle) {
    bundle.onLoad({ filter: /\.css$/ }, async ({ path: file }) => {
      const { outputFiles } = await build({ ...bundling, plugins: [], entryPoints: [file], write: false });
      return { contents: outputFiles[0]?.text.trim() ?? "", loader: "text" };
    });
  },
};

/** lit counts its copies in global variables; `Dalil` is the only one this page adds, so each copy here counts for itself. */
const noLitGlobals: Plugin = {
  name: "no globals of lit",
  setup(bundle) {
    bundle.onLoad({ filter: /[\\/](?:lit-html|lit-element|reactive-element)\.js$/ }, async ({ path: file }) => {
      const counters = /(?:\b\w+\.)?\b(litPropertyMetadata|litHtmlVersions|litElementVersions|reactiveElementVersions)\b/g;
      const script = await readFile(file, "utf8");
      return { contents: `const kept = {};\n${script.replace(counters, "kept.$1")}`, loader: "js" };
    });
  },
};

/** What all bundles share. A classic script takes the encoding of the page that loads it, so everything is ASCII. */
export const bundling = {
  bundle: true,
  minify: true,
  charset: "ascii",
  legalComments: "eof",
  target: ["chrome103", "firefox113", "safari16.4"],
  absWorkingDir: here,
  logLevel: "warning",
} as const satisfies BuildOptions;

/** The options of the bundle that runs inside engine.js; `glue` is where `dalil:glue` comes from. */
export function hostBundle(glue: Plugin): BuildOptions {
  return {
    ...bundling,
    entryPoints: [source("host/connect.ts")],
    format: "iife",
    globalName: "host",
    plugins: [glue],
  };
}

/** What lies in an archive just so, written into `folder`. */
export async function buildPage(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await Promise.all([
    build({ ...bundling, plugins: [styleSheets, noLitGlobals], entryPoints: [source("widget.ts")], format: "iife", outfile: path.join(folder, "widget.js") }),
    build({ ...bundling, entryPoints: [source("module.ts")], format: "esm", outfile: path.join(folder, "dalil.js") }),
    build({ ...bundling, entryPoints: [source("offline.ts")], format: "iife", outfile: path.join(folder, "dalil-offline.js") }),
    copyFile(source("dalil.d.ts"), path.join(folder, "dalil.d.ts")),
    copyFile(source("index.html"), path.join(folder, "index.html")),
  ]);
}

/**
 * wasm-bindgen's glue keeps its one instance in variables around it. Wrapped into a function, each call gives a fresh one, which is
 * what the host needs after a trap.
 */
function glueFrom(file: string): Plugin {
  return {
    name: "glue",
    setup(bundle) {
      bundle.onResolve({ filter: /^dalil:glue$/ }, () => ({ path: "glue", namespace: "dalil" }));
      bundle.onLoad({ filter: /.*/, namespace: "dalil" }, async () => {
        const script = await readFile(file, "utf8");
        return { contents: `export function glue() {\n${script}\nreturn wasm_bindgen;\n}`, loader: "js" };
      });
    },
  };
}

async function buildHost(): Promise<void> {
  const glue = path.join(dist, "module", "dalil.js");
  await build({ ...hostBundle(glueFrom(glue)), outfile: path.join(dist, "host.js") });
}

async function reportSizes(names: readonly string[]): Promise<void> {
  for (const name of names) {
    const contents = await readFile(path.join(dist, name));
    console.log(`${name.padEnd(16)} ${String(contents.length).padStart(7)} bytes, ${gzipSync(contents, { level: 9 }).length} gzipped`);
  }
}

async function requireAscii(names: readonly string[]): Promise<void> {
  for (const name of names) {
    if ((await readFile(path.join(dist, name))).some((byte) => byte > 0x7f)) {
      throw new Error(`${name} is not pure ASCII, so a page of another encoding would misread it`);
    }
  }
}

async function main(): Promise<void> {
  await buildPage(dist);
  const scripts = ["widget.js", "dalil.js", "dalil-offline.js"];
  const isGlueThere = existsSync(path.join(dist, "module", "dalil.js"));
  if (isGlueThere) {
    await buildHost();
    scripts.push("host.js");
  }
  await requireAscii(scripts);
  await reportSizes(scripts);
  if (!isGlueThere) {
    console.error("www/dist/module/ has no dalil.js, so host.js was not built: run www/bindgen first (./build.sh does).");
    process.exitCode = 1;
  }
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await main();
}
