/** Where the bench's own files and packages lie. */

import { readFileSync } from "node:fs";

const BENCH = new URL("../../", import.meta.url);

export const PAGES = new URL("pages/", BENCH);
export const ENGINES = new URL("src/engines/", BENCH);
export const PACKAGES = new URL("node_modules/", BENCH);

/** The version of an installed package. */
export function versionOf(name: string): string {
  const { version } = JSON.parse(readFileSync(new URL(`${name}/package.json`, PACKAGES), "utf8")) as { version: string };
  return version;
}
