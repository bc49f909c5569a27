/** Dalil: the binary builds, the archive brings its own scripts. */

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";

import type { Engine } from "./engine.ts";
import { PAGES } from "./places.ts";

/** Dalil as a binary of it builds. */
export function dalil(binary: string): Engine {
  if (!existsSync(binary)) {
    throw new Error(`there is no ${binary}; make it with ./build.sh, or name one with --dalil`);
  }
  return {
    name: "dalil",
    title: "Dalil",
    version: execFileSync(binary, ["--version"], { encoding: "utf8" }).trim().replace(/^dalil /, ""),
    startUp: ["dalil.js", "manifest", "engine", "primer"],
    build: (records, folder) => [binary, "build", records, "--out", folder],
    page: () => readFile(new URL("dalil.js", PAGES), "utf8"),
    kindOf(path) {
      const file = path.split("/").at(-1) ?? "";
      return file.replace(/(?:-\d+)?\.js$/, (end) => (file === "dalil.js" ? end : ""));
    },
  };
}
