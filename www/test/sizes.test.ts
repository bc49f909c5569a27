import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";

import { Archive, HARBOUR } from "../../tests/browser/rig/archives.ts";
import { gzipped, sizes, START_UP } from "../sizes.ts";

test("what every reader loads stays small", async () => {
  for (const { name, bytes, most } of await sizes()) {
    assert.ok(bytes <= most, `${name} has ${bytes} bytes gzipped, ${bytes - most} too many; what grew: npm run sizes`);
  }
});

test("opening a small archive costs no more than it may", async () => {
  const archive = await Archive.build(HARBOUR);
  try {
    const read = (name: string): Promise<string> => readFile(path.join(archive.folder, name), "utf8");
    const [loader, manifest] = [await read("dalil.js"), await read("manifest.js")];
    const engine = /engine-[0-9a-z]{12}/.exec(manifest)?.[0] ?? "";
    assert.ok(loader.includes(engine), "dalil.js guesses another engine than the manifest wants");
    const bytes = [loader, manifest, await read(`${engine}/engine.js`)].map(gzipped).reduce((sum, one) => sum + one);
    assert.ok(bytes <= START_UP, `start-up has ${bytes} bytes gzipped, ${bytes - START_UP} too many; what grew: npm run sizes`);
  } finally {
    await archive.remove();
  }
});
