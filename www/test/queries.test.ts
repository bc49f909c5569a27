/** The query language as data, run by the module as a browser has it, with its files read from disk. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import type { Glue, ModuleEngine } from "dalil:glue";

import type { Archive } from "../../tests/browser/rig/archives.ts";
import { buildSuite, LIMIT, readSuites, wrong } from "../../tests/browser/rig/suites.ts";
import { inflate, parse } from "../src/envelope.ts";
import { HostedArchive } from "../src/host/hosted-archive.ts";
import { ModuleRunner } from "../src/host/runner.ts";

const MODULE = new URL("../dist/module/", import.meta.url);

/** The built module over an archive on disk. */
async function open({ folder }: Archive): Promise<HostedArchive> {
  const load = async (file: string) => parse(await readFile(path.join(folder, file), "utf8"), file);
  const script = await readFile(new URL("dalil.js", MODULE), "utf8");
  const module = await WebAssembly.compile(await readFile(new URL("dalil_bg.wasm", MODULE)));
  const manifest = await load("manifest.js");
  const start = async (): Promise<ModuleEngine> => {
    const glue = new Function(`${script}\nreturn wasm_bindgen;`)() as Glue;
    await glue({ module_or_path: module });
    return new glue.Engine(manifest.header, await inflate(manifest.data, "manifest.js"));
  };
  return new HostedArchive({ base: pathToFileURL(`${folder}/`), load }, new ModuleRunner(start));
}

for (const suite of await readSuites()) {
  test(`under the module every query finds what ${suite.name} says`, async () => {
    const archive = await buildSuite(suite);
    try {
      const engine = await open(archive);
      const failures: (string | null)[] = [];
      for (const one of suite.cases) {
        failures.push(wrong(one, await engine.search(one.query, { typing: one.typing ?? false, limit: LIMIT })));
      }
      assert.deepEqual(failures.filter((failure) => failure !== null), []);
    } finally {
      await archive.remove();
    }
  });
}
