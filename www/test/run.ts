/** Runs every *.test.ts beside it: Node.js 20 finds only JavaScript by itself, and not every shell expands patterns. */

import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const files = readdirSync(here).filter((name) => name.endsWith(".test.ts")).sort();
const { status } = spawnSync(process.execPath, ["--import", "tsx", "--test", ...files.map((name) => path.join(here, name))], {
  stdio: "inherit",
  cwd: path.dirname(here),
});
process.exitCode = status ?? 1;
