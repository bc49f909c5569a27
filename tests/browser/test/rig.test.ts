/** The rig itself: without it no other test says anything. */

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { inEachBrowser } from "../rig/browsers.ts";
import { Host } from "../rig/server.ts";

let folder: string;
let host: Host;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "dalil-rig-"));
  await writeFile(join(folder, "neighbour.html"), "<p>");
  await writeFile(join(folder, "index.html"), "<!DOCTYPE html><title>A page</title><p>");
  host = await Host.start(folder);
});

after(async () => {
  await host.stop();
  await rm(folder, { recursive: true });
});

inEachBrowser((browser) => {
  test("a page is opened by http", async () => {
    await browser().driver.get(host.address());
    assert.equal(await browser().driver.getTitle(), "A page");
    assert.ok(host.requests.includes("/"));
  });

  test("a page is opened from disk, where it may not read its neighbours", async () => {
    await browser().driver.get(pathToFileURL(join(folder, "index.html")).href);
    assert.equal(await browser().driver.getTitle(), "A page");
    const read = await browser().driver.executeScript("return fetch('neighbour.html').then(() => 'read', () => 'refused')");
    assert.equal(read, "refused");
  });
});
