/** Pagefind: built by its record API for Node, searched by its `pagefind.js`. */

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import type { Engine } from "./engine.ts";
import { ENGINES, PAGES, versionOf } from "./places.ts";

const KINDS: Record<string, string> = { pf_meta: "meta", pf_index: "index", pf_fragment: "fragment", pf_filter: "filter", pagefind: "wasm" };

/** Pagefind as the lock file pins it. */
export function pagefind(): Engine {
  return {
    name: "pagefind",
    title: "Pagefind",
    version: versionOf("pagefind"),
    startUp: ["pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "meta", "wasm"],
    build: (records, folder) => [process.execPath, fileURLToPath(new URL("build-pagefind.mjs", ENGINES)), records, folder],
    page: () => readFile(new URL("pagefind.js", PAGES), "utf8"),
    kindOf(path) {
      const file = path.split("/").at(-1) ?? "";
      return KINDS[file.split(".").at(-1) ?? ""] ?? file;
    },
  };
}
