/** Several widgets on one page: of two archives, of two versions, and brought by two scripts. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Archive, HARBOUR } from "../rig/archives.ts";
import { inEachBrowser } from "../rig/browsers.ts";
import { makeOtherVersion } from "../rig/other-version.ts";
import { SearchPage } from "../rig/search-page.ts";
import { Host } from "../rig/server.ts";

let archive: Archive;
let other: Archive;
let host: Host;
let otherHost: Host;
let partner: Host;

const BREAD = ["Bread rises", "Bread falls", "Bread stays"].map((title, i) =>
  JSON.stringify({ id: `bread-${i}`, title, text: `${title}, said the baker of the harbour.`, date: `2011-0${i + 1}-01` }),
);

before(async () => {
  archive = await Archive.build(HARBOUR);
  other = await Archive.of(BREAD.join("\n"));
  await makeOtherVersion(other);
  host = await Host.start(archive.folder);
  otherHost = await Host.start(other.folder);
  partner = await Host.start(archive.parent);
  const script = (of: Host): string => `<script src="${of.address("widget.js")}" async></script>`;
  const elements = `<dalil-search id="one" archive="${host.address()}"></dalil-search><dalil-search id="two" archive="${otherHost.address()}"></dalil-search>`;
  const page = (scripts: string): string => `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Partner</title><body>${elements}${scripts}`;
  partner.pages.set("/newer.html", page(script(host)));
  partner.pages.set("/older.html", page(script(otherHost)));
  partner.pages.set("/both.html", page(script(host) + script(otherHost)));
  partner.pages.set("/page.html", page(script(host)).replaceAll("<dalil-search", '<dalil-search mode="page"'));
});

after(async () => {
  await Promise.all([host.stop(), otherHost.stop(), partner.stop()]);
  await archive.remove();
  await other.remove();
});

inEachBrowser((browser) => {
  for (const [name, brought] of [["newer", "the one's script"], ["older", "the other's script"], ["both", "both scripts"], ["page", "one script as whole pages"]] as const) {
    test(`two archives of two versions answer beside each other, brought by ${brought}`, async () => {
      const [one, two] = [new SearchPage(browser().driver, "#one"), new SearchPage(browser().driver, "#two")];
      await one.open(partner.address(`${name}.html`));
      await one.type("lighthouse");
      await two.type("bread");
      await one.says("[part~=summary]", /^3 articles for/);
      await two.says("[part~=summary]", /^3 entries for/);
      await one.type(" storm");
      await one.says("[part~=summary]", /^1 article for/);
      assert.equal(await two.query(), "bread");
      assert.equal((await two.titles()).length, 3);
      // Only the first may keep its search in the page's address.
      assert.deepEqual(await one.address(), name === "page" ? { q: "lighthouse storm" } : {});
    });
  }
});
