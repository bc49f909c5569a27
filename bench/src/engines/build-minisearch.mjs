/** Builds a MiniSearch index of records and puts the library beside it: `node build-minisearch.mjs RECORDS FOLDER`. */

import { copyFile, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

import MiniSearch from "minisearch";

import { articles } from "../records.mjs";
import { OPTIONS } from "./minisearch-options.mjs";

const [, , records = "", folder = ""] = process.argv;
const index = new MiniSearch(OPTIONS);
for await (const article of articles(records)) {
  index.add(article);
}
await mkdir(folder, { recursive: true });
await writeFile(path.join(folder, "index.json"), JSON.stringify(index));
await copyFile(fileURLToPath(import.meta.resolve("minisearch")), path.join(folder, "minisearch.js"));
