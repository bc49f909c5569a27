/**
 * Bundles what a browser loads into dist/:
 *
 * - widget.js, dalil.js, dalil-offline.js, dalil.d.ts: as they lie in an archive.
 * - single.js: what stands in a page that holds a whole archive.
 * - index.<language>.html: the search page, one of which becomes an archive's index.html.
 * - browse.<language>.json: the words of pages that list the articles.
 * - view.js, words-<language>.js and the parts of the view that it loads when they are needed,
 *   frame.js, framed.js, embed.js: as they lie in the folder of an archive's engine.
 * - host.js: the builder of an archive wraps it and dist/module/dalil_bg.wasm into engine.js.
 *
 * The search pages are templates with places to fill in: `{{engine}}`, the engine's folder; `{{title:...}}`, what the archive is called, with
 * what to put where it has no name; `{{notices}}`, an element with `slot="notices"`; `{{browse}}`, the path of a page that lists the
 * articles, or nothing; `{{noscript:...}}`, what is said without scripts; `{{foot}}`, what stands below the search;
 * `{{load}}` and `{{held}}`, how the scripts come. In the scripts the engine's folder is filled in as well; without it they work one round trip slower.
 *
 * A language is a file in src/strings/tables. The glue comes from dist/module/, where www/bindgen puts it; where it is missing the rest is
 * still built.
 */

import { existsSync, readdirSync } from "node:fs";
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { build, transform, type BuildOptions, type Plugin } from "esbuild";

import { browseWords } from "./browse-words.ts";
import { BOX_PHRASES } from "./src/strings/box-phrases.ts";
import type { BrowseTable, EmbedTable, Table } from "./src/strings/tables/en.ts";

const here = path.dirname(fileURLToPath(import.meta.url));
const dist = path.join(here, "dist");
const source = (name: string): string => path.join(here, "src", name);

/**
 * Gives an imported style sheet as text, since the element adopts it by itself. On a partner's page `rem` is what the partner made of it,
 * often 10 px, and everything would be as tiny: a rem is 16 px at least.
 */
const styleSheets: Plugin = {
  name: "style sheets",
  setup(bundle) {
    bundle.onLoad({ filter: /\.css$/ }, async ({ path: file }) => {
      const { outputFiles } = await build({ ...bundling, plugins: [], entryPoints: [file], write: false });
      const text = outputFiles[0]?.text.trim() ?? "";
      const contents = text.replace(/(?<![\w.-])(\d*\.?\d+)rem\b/g, (length, number: string) => `max(${length},${Number((Number(number) * 16).toFixed(2))}px)`);
      return { contents, loader: "text" };
    });
  },
};

/** Templates are sent as they are written, but for what indents their lines: nothing there is preformatted. */
const flushTemplates: Plugin = {
  name: "templates without indentation",
  setup(bundle) {
    bundle.onLoad({ filter: /[\\/]src[\\/](?:element|reader|many|embed|frame)[\\/].*\.ts$/ }, async ({ path: file }) => {
      return { contents: (await readFile(file, "utf8")).replace(/^ +/gm, ""), loader: "ts" };
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

/** What the view loads when it is first needed, and the source that each begins with. */
const PARTS = { reader: "reader/attach.ts", timeline: "element/timeline/attach.ts", many: "many/attach.ts" };

/** A part of the view writes templates and leaves drawing them to the view. */
const litOfTheView: Plugin = {
  name: "lit of the view",
  setup(bundle) {
    bundle.onResolve({ filter: /^lit\/html\.js$/ }, () => ({ path: source("element/templates.ts") }));
  },
};

/** What is loaded in the view's place, or on the archive's own page, and draws by itself. */
const OTHERS = { frame: "frame/around.ts", framed: "frame/within.ts", embed: "embed/attach.ts" };

/** Every language there is a table for, by its tag. */
async function readTables(): Promise<Map<string, Table>> {
  const names = readdirSync(source("strings/tables")).map((name) => path.basename(name, ".ts")).sort();
  const read = async (name: string): Promise<[string, Table]> => {
    const { [name]: table } = (await import(`./src/strings/tables/${name}.ts`)) as Record<string, Table>;
    if (!table) {
      throw new Error(`src/strings/tables/${name}.ts has no table called ${name}`);
    }
    return [name, table];
  };
  return new Map(await Promise.all(names.map(read)));
}

/** What the dialog for other sites says, by language. */
async function readEmbedTables(tables: ReadonlyMap<string, Table>): Promise<Record<string, EmbedTable>> {
  const read = async ([tag, { dir }]: [string, Table]): Promise<[string, EmbedTable]> => {
    const { embed } = (await import(`./src/strings/tables/${tag}.ts`)) as { embed?: Omit<EmbedTable, "dir"> };
    if (!embed) {
      throw new Error(`src/strings/tables/${tag}.ts has no table called embed`);
    }
    return [tag, { ...embed, dir }];
  };
  return Object.fromEntries(await Promise.all([...tables].map(read)));
}

/** Gives widget.js the phrases of the box in all languages, the view the names of the languages, and the dialog its phrases. */
function languages(tables: ReadonlyMap<string, Table>, embedTables: Record<string, EmbedTable>): Plugin {
  const picked = [...tables].map(([tag, table]) => [tag, Object.fromEntries(BOX_PHRASES.map((key) => [key, table[key]]))]);
  const modules: Record<string, string> = {
    "dalil:languages": `export const boxTables = ${JSON.stringify(Object.fromEntries(picked))};`,
    "dalil:embed-words": `export const embedTables = ${JSON.stringify(embedTables)};`,
    "dalil:language-tags": `export const tags = ${JSON.stringify([...tables.keys()])};`,
  };
  return {
    name: "languages",
    setup(bundle) {
      bundle.onResolve({ filter: /^dalil:(?:language|embed-words)/ }, ({ path: name }) => ({ path: name, namespace: "languages" }));
      bundle.onLoad({ filter: /.*/, namespace: "languages" }, ({ path: name }) => ({ contents: modules[name] ?? "", loader: "js" }));
    },
  };
}

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

/** The bundler's own code takes what a page has put on every object for exports as well, and stumbles over it; this doesn't. */
function exportOwn(code: string, name: string): string {
  const own = code.replace(/for\(var ([\w$]+) in ([\w$]+)\)(?=[\w$]+\([\w$]+,\1,\{get:\2\[\1\])/, "for(var $1 of Object.keys($2))");
  if (own === code) {
    throw new Error(`${name}.js exports in another way than this build knows`);
  }
  return own;
}

/** A script that hands over what `entry` exports, as the files of an archive's engine folder do. */
async function buildDelivery(name: string, entry: BuildOptions, folder: string): Promise<void> {
  const { outputFiles } = await build({ ...bundling, ...entry, format: "iife", globalName: "made", write: false });
  const code = exportOwn(outputFiles?.[0]?.text.trim() ?? "", name);
  await writeFile(path.join(folder, `${name}.js`), `Dalil.deliver("dalil 1 ${name}","",function(){${code}return made});\n`);
}

/** The search page in one language; what the archive itself has to say is filled in by its builder. */
async function writeIndex(folder: string, tag: string, { dir, label, noscript, embed }: Table & { embed: string }): Promise<void> {
  const template = await readFile(source("index.html"), "utf8");
  const values: Record<string, string> = { lang: tag, dir, noscript, label, embed };
  await writeFile(path.join(folder, `index.${tag}.html`), template.replace(/\[\[(\w+)\]\]/g, (place, name: string) => values[name] ?? place));
}

/** The words of pages without scripts, in one language. */
async function writeBrowseWords(folder: string, tag: string, table: Table): Promise<void> {
  const { browse } = (await import(`./src/strings/tables/${tag}.ts`)) as { browse?: BrowseTable };
  if (!browse) {
    throw new Error(`src/strings/tables/${tag}.ts has no table called browse`);
  }
  await writeFile(path.join(folder, `browse.${tag}.json`), browseWords(tag, table, browse));
}

/** All but the engine, written into `folder`; gives the names of the scripts. */
export async function buildPage(folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const tables = await readTables();
  const embed = await readEmbedTables(tables);
  const plugins = [styleSheets, flushTemplates, noLitGlobals, languages(tables, embed)];
  const words = [...tables.keys()].filter((tag) => tag !== "en");
  await Promise.all([
    build({ ...bundling, plugins, entryPoints: [source("widget.ts")], format: "iife", outfile: path.join(folder, "widget.js") }),
    build({ ...bundling, entryPoints: [source("module.ts")], format: "esm", outfile: path.join(folder, "dalil.js") }),
    build({ ...bundling, entryPoints: [source("offline.ts")], format: "iife", outfile: path.join(folder, "dalil-offline.js") }),
    build({ ...bundling, entryPoints: [source("single.ts")], format: "iife", outfile: path.join(folder, "single.js") }),
    buildDelivery("view", { plugins, entryPoints: [source("element/attach.ts")] }, folder),
    ...Object.entries(PARTS).map(([name, entry]) => {
      return buildDelivery(name, { plugins: [styleSheets, flushTemplates, litOfTheView], entryPoints: [source(entry)] }, folder);
    }),
    ...Object.entries(OTHERS).map(([name, entry]) => buildDelivery(name, { plugins, entryPoints: [source(entry)] }, folder)),
    ...words.map((tag) => {
      const contents = `export { ${tag} as table } from "./src/strings/tables/${tag}.ts";`;
      return buildDelivery(`words-${tag}`, { stdin: { contents, resolveDir: here, loader: "ts" } }, folder);
    }),
    ...[...tables].map(([tag, table]) => writeIndex(folder, tag, { ...table, embed: embed[tag]?.open ?? "" })),
    ...[...tables].map(([tag, table]) => writeBrowseWords(folder, tag, table)),
    copyFile(source("dalil.d.ts"), path.join(folder, "dalil.d.ts")),
  ]);
  return ["widget.js", "dalil.js", "dalil-offline.js", "single.js", "view.js", ...Object.keys({ ...PARTS, ...OTHERS }).map((name) => `${name}.js`), ...words.map((tag) => `words-${tag}.js`)];
}

/**
 * wasm-bindgen's glue keeps its one instance in variables around it. Wrapped into a function, each call gives a fresh one, which is
 * what the host needs after a trap. The module is never fetched by the glue, whose code for that goes.
 */
function glueFrom(file: string): Plugin {
  return {
    name: "glue",
    setup(bundle) {
      bundle.onResolve({ filter: /^dalil:glue$/ }, () => ({ path: "glue", namespace: "dalil" }));
      bundle.onLoad({ filter: /.*/, namespace: "dalil" }, async () => {
        const fetches = { Response: "undefined", Request: "undefined", URL: "undefined", document: "undefined" };
        const { code: script } = await transform(await readFile(file, "utf8"), { define: fetches, minifySyntax: true });
        return { contents: `export function glue() {\n${script}\nreturn wasm_bindgen;\n}`, loader: "js" };
      });
    },
  };
}

async function buildHost(): Promise<void> {
  const glue = path.join(dist, "module", "dalil.js");
  const { outputFiles } = await build({ ...hostBundle(glueFrom(glue)), write: false });
  await writeFile(path.join(dist, "host.js"), exportOwn(outputFiles?.[0]?.text ?? "", "host"));
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

/** What stands inside a page must not end the element it stands in. */
async function requireInline(name: string): Promise<void> {
  if (/<[/!]|<script/i.test(await readFile(path.join(dist, name), "utf8"))) {
    throw new Error(`${name} has what ends a script or begins a comment, so it can't stand inside a page`);
  }
}

async function main(): Promise<void> {
  const scripts = await buildPage(dist);
  await requireInline("single.js");
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
