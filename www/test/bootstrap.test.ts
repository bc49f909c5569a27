import assert from "node:assert/strict";
import { test } from "node:test";

import { open } from "../src/bootstrap.ts";
import type { Delivery } from "../src/envelope.ts";
import { Failure } from "../src/failure.ts";
import { Transport } from "../src/transport.ts";
import { statement } from "./fake/statement.ts";

const BASE = new URL("https://archive.example/search/");

/** Opens an archive whose manifest wants `wanted`; notes what was asked for, and which engine was connected. */
async function opened(wanted: string, guess: string, there: readonly string[] = [wanted]) {
  const asked: string[] = [];
  const waiting: (() => void)[] = [];
  const engine = (folder: string): Delivery => ({
    header: `dalil 1 ${folder} engine 0 00000000`,
    data: "",
    factory: () => ({ connect: async () => ({ folder }) }),
  });
  const transport = new Transport(BASE, { origin: BASE.origin }, {
    fetchText: async ({ pathname }) => {
      asked.push(pathname);
      // The manifest comes once everything that could be asked for at the same time was.
      await new Promise<void>((resolve) => waiting.push(resolve));
      return statement(`dalil 1 ${wanted} manifest 0 00000000`, "{}");
    },
    runScript: async ({ pathname }) => {
      asked.push(pathname);
      const folder = pathname.split("/")[2] ?? "";
      if (!there.includes(folder)) {
        throw new Failure("unreachable", `${pathname} can't be loaded`);
      }
      return engine(folder);
    },
  });
  const opening = open(transport, guess);
  await new Promise(setImmediate);
  const atOnce = [...asked];
  waiting.forEach((go) => go());
  return { atOnce, asked, archive: (await opening) as unknown as { folder: string } };
}

test("manifest and engine are asked for at once where the engine is known", async () => {
  const { atOnce, asked, archive } = await opened("engine-new1", "engine-new1");
  assert.deepEqual(atOnce.sort(), ["/search/engine-new1/engine.js", "/search/manifest.js"]);
  assert.equal(asked.length, 2);
  assert.equal(archive.folder, "engine-new1");
});

test("an old script and a newer archive understand each other at the cost of one request in vain", async () => {
  const { asked, archive } = await opened("engine-new1", "engine-old0");
  assert.deepEqual(asked.sort(), ["/search/engine-new1/engine.js", "/search/engine-old0/engine.js", "/search/manifest.js"]);
  assert.equal(archive.folder, "engine-new1");
});

test("an engine that is there but not the one the manifest wants is not used", async () => {
  const { archive } = await opened("engine-new1", "engine-old0", ["engine-old0", "engine-new1"]);
  assert.equal(archive.folder, "engine-new1");
});

test("a script that no builder has told its engine, and one of another archive, ask for the manifest first", async () => {
  for (const guess of ["", "{{engine}}", "../elsewhere"]) {
    const { atOnce, archive } = await opened("engine-new1", guess);
    assert.deepEqual(atOnce, ["/search/manifest.js"]);
    assert.equal(archive.folder, "engine-new1");
  }
});
