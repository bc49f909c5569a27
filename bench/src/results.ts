/** Makes RESULTS.md of the JSON that runs have written: `npm run --silent results -- RUN.json... > RESULTS.md`. */

import { readFile } from "node:fs/promises";

import { growthReport } from "./report/growth.ts";
import { runReport } from "./report/report.ts";
import type { Run } from "./run.ts";

const HEAD = `# What the bench measured

Written by \`npm run results\` out of the last whole runs; [README.md](README.md) says how to make them and what each line means.
Every run asks the queries that its JSON lists; the same corpus and seed give the same ones.
`;

const files = process.argv.slice(2);
const parts = await Promise.all(
  files.map(async (file) => {
    const result = JSON.parse(await readFile(file, "utf8")) as Run | Run[];
    return Array.isArray(result) ? growthReport(result) : runReport(result);
  }),
);
process.stdout.write([HEAD, ...parts].join("\n"));
