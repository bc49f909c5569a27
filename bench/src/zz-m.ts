import { Host } from "./server.ts";
import { readFile } from "node:fs/promises";
import { makeCertificate } from "./certificate.ts";
import { Chromium } from "./chromium.ts";
import { FOUR_G } from "./visitor.ts";
import { firstSearch, computing } from "./measure.ts";
const [folder, json, kind = "dalil"] = process.argv.slice(2);
const shell = await readFile(new URL("../pages/shell.html", import.meta.url), "utf8");
const open = await readFile(new URL(`../pages/${kind}.js`, import.meta.url), "utf8");
const queries = JSON.parse(await readFile(json!, "utf8")).queries;
const cert = await makeCertificate();
const host = await Host.start(cert as never);
const address = host.serve(kind, folder!, shell.replace("{{open}}", () => open));
const browser = await Chromium.start("chromium", cert.fingerprint);
const served = { engine: { title: kind, kindOf: () => "x" } as any, address };
const med = (xs: number[]) => xs.sort((a, b) => a - b)[Math.floor(xs.length / 2)]!;
if (process.env.FIRST !== "0") {
  const ts: number[] = [];
  for (const q of queries.first) ts.push((await firstSearch(browser, served, q, FOUR_G)).milliseconds);
  console.log("first", ts.map((t) => t.toFixed(0)).join(" "), "median", med(ts).toFixed(0));
}
host.isolated = true;
const c = await computing(browser, served, queries);
const ms = (c as any).milliseconds;
console.log("computing", ms.map((x: number) => x.toFixed(2)).join(" "), med([...ms]).toFixed(3));
await browser.stop();
process.exit(0);
