/** Runs all tests, or those of the files that are named, in browsers that are started once: `npm test [-- test/page.test.ts ...]`. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { join } from "node:path";

import { NAMES, startBrowser, wanted, type Browser } from "./rig/browsers.ts";
import { loanOf, toLend, type Loan } from "./rig/lent.ts";

const FOLDER = "test";

/** Every browser that can be started; the tests that need one that can't say so themselves. */
async function startAll(): Promise<Browser[]> {
  const started = await Promise.allSettled(NAMES.filter(wanted).map((name) => startBrowser(name, "light")));
  return started.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
}

async function testFiles(): Promise<string[]> {
  const named = process.argv.slice(2);
  return named.length > 0 ? named : (await readdir(FOLDER)).filter((name) => name.endsWith(".test.ts")).sort().map((name) => join(FOLDER, name));
}

process.chdir(import.meta.dirname);
const browsers = await startAll();
try {
  const loans = await Promise.all(browsers.map(async ({ name, driver, address }): Promise<[string, Loan]> => [name, await loanOf(driver, address)]));
  const env = { ...process.env, ...toLend(Object.fromEntries(loans)) };
  const running = spawn(process.execPath, ["--import", "tsx", "--test", "--test-concurrency=1", ...(await testFiles())], { env, stdio: "inherit" });
  const [status] = (await once(running, "exit")) as [number | null];
  process.exitCode = status ?? 1;
} finally {
  await Promise.all(browsers.map((browser) => browser.stop()));
}
