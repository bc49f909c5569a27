/** The query language as data, in each browser: one page runs all cases of a suite. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import type { Archive } from "../rig/archives.ts";
import { inEachBrowser } from "../rig/browsers.ts";
import { Host } from "../rig/server.ts";
import { buildSuite, LIMIT, readSuites, wrong, type Found, type Suite } from "../rig/suites.ts";

const suites = await readSuites();
const served = new Map<Suite, { archive: Archive; host: Host }>();

before(async () => {
  for (const suite of suites) {
    const archive = await buildSuite(suite);
    const host = await Host.start(archive.folder);
    host.pages.set("/cases.html", PAGE);
    served.set(suite, { archive, host });
  }
});

after(async () => {
  for (const { archive, host } of served.values()) {
    await host.stop();
    await archive.remove();
  }
});

const PAGE = `<!DOCTYPE html><meta charset="utf-8"><title>cases</title>
<script type="module">import { open } from "./dalil.js"; window.archive = open();</script>`;

const ASK = `
  const [cases, limit, done] = arguments;
  (async () => {
    const archive = await window.archive;
    const answers = [];
    for (const { query, typing } of cases) {
      answers.push(await archive.search(query, { typing, limit }));
    }
    return JSON.stringify(answers);
  })().then(done, (error) => done("failed: " + error.name + ": " + error.message));
`;

inEachBrowser((browser) => {
  for (const suite of suites) {
    test(`every query finds what ${suite.name} says`, async () => {
      const { driver } = browser();
      await driver.get(served.get(suite)?.host.address("cases.html") ?? "");
      const text = await driver.executeAsyncScript<string>(ASK, suite.cases, LIMIT);
      assert.ok(text.startsWith("["), text);
      const answers = JSON.parse(text) as Found[];
      assert.equal(answers.length, suite.cases.length);
      const failures = suite.cases.map((one, i) => wrong(one, answers[i] as Found));
      assert.deepEqual(failures.filter((failure) => failure !== null), []);
    });
  }
});
