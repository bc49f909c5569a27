/** `tsx test/fake/write.ts DIR` writes the invented archive as a whole folder, so that the page can be looked at before there is an engine. */

import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

import { buildPage, hostBundle } from "../../build.ts";
import { articles } from "./articles.ts";
import { ARTICLES, DICTIONARY } from "./engine.ts";
import { statement } from "./statement.ts";
import { trapModule } from "./trap.ts";

const here = path.dirname(fileURLToPath(import.meta.url));

/** Writes the archive into a folder. */
export async function writeArchive(folder: string): Promise<void> {
  await buildPage(folder);
  const bundled = await build({
    ...hostBundle({
      name: "glue",
      setup: (bundle) => bundle.onResolve({ filter: /^dalil:glue$/ }, () => ({ path: path.join(here, "glue.ts") })),
    }),
    write: false,
  });
  const host = bundled.outputFiles?.[0]?.text ?? "";
  const files = {
    "manifest.js": statement("dalil 1 engine-fa4e manifest 0 00000000", "{}"),
    "engine-fa4e/engine.js": statement("dalil 1 engine-fa4e engine 0 00000000", trapModule, `,function factory(){${host};return host}`),
    [DICTIONARY]: statement("dalil 1 terms-fa4e dictionary 0 00000000", "{}"),
    [ARTICLES]: statement("dalil 1 articles-fa4e articles 0 00000000", JSON.stringify(articles)),
  };
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
  for (const name of ["index.html", "widget.js", "dalil.js", "dalil-offline.js"]) {
    const entry = await readFile(path.join(folder, name), "utf8");
    const filled = entry.replaceAll("{{engine}}", "engine-fa4e").replaceAll("{{title}}", "The Harbour Archive").replace("{{notices}}", "");
    await writeFile(path.join(folder, name), filled);
  }
}

const [, script, folder] = process.argv;
if (script && folder && path.resolve(script) === fileURLToPath(import.meta.url)) {
  await writeArchive(path.resolve(folder));
}
