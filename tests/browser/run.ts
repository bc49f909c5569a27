/**
 * Runs all tests, or those of the files that are named: `npm test [-- test/page.test.ts ...]`. Browsers are started once and lent to one file
 * after the other. Two lanes of files run beside each other, since a page mostly waits: for a turn of its own, for a drawing, for its driver.
 */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import { startBrowser, wanted, type Browser, type Name } from "./rig/browsers.ts";
import { loanOf, toLend } from "./rig/lent.ts";

const FOLDER = "test";

/** What the tests of both lanes take is about as long. */
const LANES: readonly (readonly Name[])[] = [["Chromium"], ["Firefox", "WebKitGTK"]];

/** How a lane ended, and what it said where that was kept. */
interface Ended {
  status: number;
  said: string;
}

async function runLane(names: readonly Name[], files: readonly string[], isSeen: boolean): Promise<Ended> {
  const browsers = await startAll(names);
  try {
    const loans = await Promise.all(browsers.map(async ({ name, driver, address }) => [name, await loanOf(driver, address)] as const));
    const env = { ...process.env, DALIL_BROWSERS: names.join(), ...toLend(Object.fromEntries(loans)) };
    const options = ["--import", "tsx", "--test", "--test-concurrency=1", `--test-reporter=${process.stdout.isTTY ? "spec" : "tap"}`];
    const running = spawn(process.execPath, [...options, ...files], { env, stdio: ["ignore", isSeen ? "inherit" : "pipe", "inherit"] });
    let said = "";
    running.stdout?.setEncoding("utf8").on("data", (text: string) => (said += text));
    const [status] = (await once(running, "close")) as [number | null];
    return { status: status ?? 1, said };
  } finally {
    await Promise.all(browsers.map((browser) => browser.stop()));
  }
}

/** Every browser that can be started; the tests that need one that can't say so themselves. */
async function startAll(names: readonly Name[]): Promise<Browser[]> {
  const started = await Promise.allSettled(names.map((name) => startBrowser(name, "light")));
  return started.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
}

async function testFiles(): Promise<string[]> {
  const named = process.argv.slice(2);
  return named.length > 0 ? named : (await readdir(FOLDER)).filter((name) => name.endsWith(".test.ts")).sort().map((name) => join(FOLDER, name));
}

/** Those of which every browser has its own tests; the others run once. */
async function forEachBrowser(files: readonly string[]): Promise<string[]> {
  const texts = await Promise.all(files.map((file) => readFile(file, "utf8")));
  return files.filter((_, i) => texts[i]?.includes("inEachBrowser("));
}

process.chdir(import.meta.dirname);
const files = await testFiles();
const [first = [], ...others] = LANES.map((names) => names.filter(wanted)).filter((names) => names.length > 0);
const repeated = await forEachBrowser(files);
const ended = await Promise.all([
  runLane(first, files, true),
  ...(repeated.length > 0 ? others.map((names) => runLane(names, repeated, false)) : []),
]);
ended.forEach(({ said }) => process.stdout.write(said));
process.exitCode = Math.max(...ended.map(({ status }) => status));
