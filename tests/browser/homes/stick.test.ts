/** The third home: a folder opened from a read-only medium, without a network. Run by tests/homes/stick.sh, which says where it lies. */

import assert from "node:assert/strict";
import { networkInterfaces } from "node:os";
import { pathToFileURL } from "node:url";
import { test } from "node:test";

import { Archive } from "../rig/archives.ts";
import { inEachBrowser } from "../rig/browsers.ts";
import { readAsReader } from "../rig/reader.ts";
import { loaded, SearchPage } from "../rig/search-page.ts";
import { stick } from "./site.ts";

test("the medium's path is as people name folders", () => {
  assert.ok(stick().length > 200 && /\p{Script=Arabic}/u.test(stick()) && stick().includes(" "), stick());
});

test("there is no network but the computer's own", { skip: process.env["DALIL_NETWORK"] !== "off" && "namespaces are not allowed here" }, () => {
  const addresses = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
  assert.deepEqual(addresses.filter(({ internal }) => !internal), []);
});

inEachBrowser((browser) => {
  test("from disk a reader finds, opens and comes back, and nothing is loaded but files", async () => {
    const page = new SearchPage(browser().driver);
    const folder = `${pathToFileURL(stick()).href}/`;
    await readAsReader(page, `${folder}search/index.html`, Archive.at(stick(), "search"), folder);
    const elsewhere = (await loaded(page.driver)).filter((name) => !/^(?:file|blob|data):/.test(name));
    assert.deepEqual(elsewhere, []);
  });
});
