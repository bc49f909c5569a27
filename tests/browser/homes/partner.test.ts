/** The second home: a partner's page of another origin with the strictest policy that works, and no CORS header. Run by tests/homes/run.sh. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Archive } from "../rig/archives.ts";
import { inEachBrowser } from "../rig/browsers.ts";
import { readAsReader } from "../rig/reader.ts";
import { SearchPage } from "../rig/search-page.ts";
import { Host } from "../rig/server.ts";
import { site } from "./site.ts";

let host: Host;
let partner: Host;

before(async () => {
  host = await Host.start(site());
  partner = await Host.start(site());
  const { origin } = new URL(host.address());
  partner.headers = () => ({ "content-security-policy": `default-src 'none'; script-src ${origin} 'wasm-unsafe-eval'; worker-src blob:` });
  partner.pages.set(
    "/partner.html",
    `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Partner</title><link rel="icon" href="data:,"><h1>Partner</h1>
    <script src="${host.address("search/widget.js")}" async></script><dalil-search mode="page"></dalil-search>`,
  );
});

after(async () => {
  await host.stop();
  await partner.stop();
});

inEachBrowser((browser) => {
  test("on a partner's page a reader finds, opens and comes back, and the partner's host is asked for nothing", async () => {
    partner.requests.length = host.requests.length = 0;
    const page = new SearchPage(browser().driver);
    await readAsReader(page, partner.address("partner.html"), Archive.at(site(), "search"), host.address());
    const asked = (requests: readonly string[]): string[] => requests.map((request) => decodeURIComponent(request));
    assert.deepEqual(asked(partner.requests).filter((request) => !/^\/partner\.html/.test(request) && request !== "/favicon.ico"), []);
    assert.deepEqual(asked(host.requests).filter((request) => /[?&]q=|embas/i.test(request) && !/\.htm/.test(request)), []);
  });
});
