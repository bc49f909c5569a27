import { readFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { inflate, parse } from "./src/envelope.ts";
import { HostedArchive } from "./src/host/hosted-archive.ts";
import { ModuleRunner } from "./src/host/runner.ts";
const MODULE = new URL(process.env.MODULE ?? "./dist/module/", import.meta.url);
const [folder, json, times = "30"] = process.argv.slice(2) as [string, string, string];
const load = async (file: string) => parse(await readFile(path.join(folder, file), "utf8"), file);
const script = await readFile(new URL("dalil.js", MODULE), "utf8");
const module = await WebAssembly.compile(await readFile(new URL("dalil_bg.wasm", MODULE)));
const manifest = await load("manifest.js");
const start = async (): Promise<any> => {
  const glue = new Function(`${script}\nreturn wasm_bindgen;`)() as any;
  await glue({ module_or_path: module });
  return new glue.Engine(manifest.header, await inflate(manifest.data, "manifest.js"));
};
const runner = new ModuleRunner(start);
const engine = new HostedArchive({ base: pathToFileURL(`${folder}/`), load } as any, runner);
const { queries } = JSON.parse(await readFile(json, "utf8"));
const med = (xs: number[]) => xs.sort((a, b) => a - b)[Math.floor(xs.length / 2)]!;
const rows: [number, string][] = [];
for (const q of queries.mixed) { await engine.search(q); }
for (let r = 0; r < 3; r++) for (const q of queries.mixed) for (let i = 0; i < 5; i++) await engine.search(q);
for (const q of queries.mixed) {
  const ts: number[] = [];
  for (let i = 0; i < +times; i++) { const s = performance.now(); await engine.search(q); ts.push(performance.now() - s); }
  rows.push([med(ts), q]);
}
rows.sort((a, b) => a[0] - b[0]);
console.log("median", med(rows.map((r) => r[0])).toFixed(3), "p95", rows[Math.floor(rows.length * 0.95)]![0].toFixed(3), "min", rows[0]![0].toFixed(3));
if (process.env.ALL) for (const r of rows) console.log(r[0].toFixed(3), r[1]);
