/** The order of a run: engines take turns in everything, so that whatever else the machine does falls on all of them alike. */

import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";

import { measureBuild, type BuildCost } from "./build-cost.ts";
import { makeCertificate } from "./certificate.ts";
import { Chromium } from "./chromium.ts";
import type { Engine, EngineName } from "./engines/engine.ts";
import { PAGES } from "./engines/places.ts";
import { computing, firstSearch, session, type Computing, type Search, type Served } from "./measure.ts";
import type { Queries } from "./queries.ts";
import { Host } from "./server.ts";
import { FOUR_G, LATENCY_ALONE } from "./visitor.ts";

/** All that was measured of one engine; the outer lists are repetitions. */
export interface Measured {
  title: string;
  version: string;
  startUp: readonly string[];
  builds: BuildCost[];
  first: Search[][];
  further: Search[][];
  common: Search[][];
  computing: Computing[];
  /** With latency alone, where rounds can be told: once, since they are the same each time. */
  rounds: { first: Search[]; further: Search[] };
}

/** What a run is asked to do. */
export interface Plan {
  engines: readonly Engine[];
  records: string;
  archives: string;
  queries: Queries;
  repetitions: number;
  chromium: string;
  say(what: string): void;
}

/** Builds with each engine and lets visitors search with each. */
export async function carryOut(plan: Plan): Promise<{ browser: string; measured: Partial<Record<EngineName, Measured>> }> {
  const measured = plan.engines.map(({ title, version, startUp }): Measured => {
    return { title, version, startUp, builds: [], first: [], further: [], common: [], computing: [], rounds: { first: [], further: [] } };
  });
  await mkdir(plan.archives, { recursive: true });
  for (let repetition = 1; repetition <= plan.repetitions; repetition++) {
    await inTurn(plan, measured, `build ${repetition}`, async (engine, of) => {
      const folder = path.join(plan.archives, engine.name);
      of.builds.push(await measureBuild(engine.build(plan.records, folder), folder));
    });
  }
  const browser = await search(plan, measured);
  return { browser, measured: Object.fromEntries(plan.engines.map(({ name }, place) => [name, measured[place]])) };
}

async function search(plan: Plan, measured: readonly Measured[]): Promise<string> {
  const certificate = await makeCertificate();
  const host = await Host.start(certificate);
  try {
    const browser = await Chromium.start(plan.chromium, certificate.fingerprint);
    try {
      const served = await Promise.all(plan.engines.map((engine) => serve(host, plan, engine)));
      for (let repetition = 1; repetition <= plan.repetitions; repetition++) {
        await repeat(browser, host, plan, measured, served, repetition);
      }
      await tellRounds(browser, plan, measured, served);
      return browser.version;
    } finally {
      await browser.stop();
    }
  } finally {
    await host.stop();
  }
}

async function serve(host: Host, plan: Plan, engine: Engine): Promise<Served> {
  const shell = await readFile(new URL("shell.html", PAGES), "utf8");
  const script = await engine.page();
  const page = shell.replace("{{open}}", () => script);
  return { engine, address: host.serve(engine.name, path.join(plan.archives, engine.name), page) };
}

async function repeat(browser: Chromium, host: Host, plan: Plan, measured: readonly Measured[], served: readonly Served[], repetition: number): Promise<void> {
  const { first, mixed, common } = plan.queries;
  for (const of of measured) {
    of.first.push([]);
  }
  for (const [place, query] of first.entries()) {
    await inTurn(plan, measured, `first search ${repetition}.${place + 1}`, async ({ name }, of, turn) => {
      // An engine that loads all at once has the same first search each time, and takes long for it.
      if (name === "minisearch" && place > 0) {
        return;
      }
      of.first.at(-1)?.push(await firstSearch(browser, at(served, turn), query, FOUR_G));
    });
  }
  await inTurn(plan, measured, `further queries ${repetition}`, async (_, of, turn) => {
    of.further.push(await session(browser, at(served, turn), first[0] ?? "", mixed, FOUR_G));
  });
  await inTurn(plan, measured, `common words ${repetition}`, async (_, of, turn) => {
    of.common.push(await session(browser, at(served, turn), first[0] ?? "", common, FOUR_G));
  });
  host.isolated = true;
  await inTurn(plan, measured, `computing ${repetition}`, async (_, of, turn) => {
    of.computing.push(await computing(browser, at(served, turn), plan.queries));
  });
  host.isolated = false;
}

async function tellRounds(browser: Chromium, plan: Plan, measured: readonly Measured[], served: readonly Served[]): Promise<void> {
  const { first, mixed } = plan.queries;
  await inTurn(plan, measured, "rounds", async (_, of, turn) => {
    for (const query of first) {
      of.rounds.first.push(await firstSearch(browser, at(served, turn), query, LATENCY_ALONE));
    }
    of.rounds.further = await session(browser, at(served, turn), first[0] ?? "", mixed, LATENCY_ALONE);
  });
}

async function inTurn(plan: Plan, measured: readonly Measured[], what: string, act: (engine: Engine, of: Measured, turn: number) => Promise<void>): Promise<void> {
  for (const [turn, engine] of plan.engines.entries()) {
    plan.say(`${what}: ${engine.title}`);
    await act(engine, at(measured, turn), turn);
  }
}

function at<T>(items: readonly T[], place: number): T {
  const item = items[place];
  if (item === undefined) {
    throw new Error(`there is no engine ${place}`);
  }
  return item;
}
