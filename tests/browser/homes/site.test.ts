/** The first home: the archive's own site on a plain static host. Run by tests/homes/run.sh. */

import { after, before, test } from "node:test";

import { Archive } from "../rig/archives.ts";
import { inEachBrowser } from "../rig/browsers.ts";
import { readAsReader } from "../rig/reader.ts";
import { SearchPage } from "../rig/search-page.ts";
import { Host } from "../rig/server.ts";
import { site } from "./site.ts";

let host: Host;

before(async () => {
  host = await Host.start(site());
});

after(() => host.stop());

inEachBrowser((browser) => {
  test("on the archive's own site a reader finds, opens and comes back", async () => {
    const page = new SearchPage(browser().driver);
    await readAsReader(page, host.address("search/index.html"), Archive.at(site(), "search"), host.address());
  });
});
