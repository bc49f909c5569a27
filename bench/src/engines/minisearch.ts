/** MiniSearch: its whole index is one JSON file that the page loads. */

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import type { Engine } from "./engine.ts";
import { OPTIONS } from "./minisearch-options.mjs";
import { ENGINES, PAGES, versionOf } from "./places.ts";

/** MiniSearch as the lock file pins it. */
export function minisearch(): Engine {
  return {
    name: "minisearch",
    title: "MiniSearch",
    version: versionOf("minisearch"),
    startUp: ["minisearch.js", "index.json"],
    build: (records, folder) => [process.execPath, fileURLToPath(new URL("build-minisearch.mjs", ENGINES)), records, folder],
    page: async () => (await readFile(new URL("minisearch.js", PAGES), "utf8")).replace("{{options}}", JSON.stringify(OPTIONS)),
    kindOf: (path) => path.split("/").at(-1) ?? "",
  };
}
