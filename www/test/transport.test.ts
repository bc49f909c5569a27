import assert from "node:assert/strict";
import { test } from "node:test";

import { dalil } from "../src/delivery.ts";
import { Failure } from "../src/failure.ts";
import { canFetch, Transport, type Ways } from "../src/transport.ts";
import { statement } from "./fake/statement.ts";

const PAGE = { origin: "https://archive.example" };
const BASE = new URL("https://archive.example/search/");
const DELIVERY = { header: "dalil 1 terms-ab12 dictionary 0 00000000", data: "AwA=" };

/** Ways that note what was asked of them. */
function ways(answers: { fetch?: () => string; script?: () => typeof DELIVERY }): Ways & { asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    fetchText: async (address, freshness) => {
      asked.push(`fetch ${address.pathname} ${freshness}`);
      return (answers.fetch ?? fail("no fetch"))();
    },
    runScript: async (address, freshness) => {
      asked.push(`script ${address.pathname} ${freshness}`);
      return (answers.script ?? fail("no script"))();
    },
  };
}

function fail(message: string): () => never {
  return () => {
    throw new TypeError(message);
  };
}

test("only the page's own origin over http is fetched from", () => {
  assert.equal(canFetch(new URL("https://archive.example/search/"), PAGE), true);
  assert.equal(canFetch(new URL("https://other.example/search/"), PAGE), false);
  assert.equal(canFetch(new URL("http://archive.example/search/"), PAGE), false);
  assert.equal(canFetch(new URL("file:///media/stick/search/"), { origin: "null" }), false);
  assert.equal(canFetch(new URL("file:///media/stick/search/"), { origin: "file://" }), false);
});

test("a file of the same origin is fetched", async () => {
  const given = ways({ fetch: () => statement(DELIVERY.header, "") });
  const delivery = await new Transport(BASE, PAGE, given).load("terms-ab12/dictionary-0.js");
  assert.equal(delivery.header, DELIVERY.header);
  assert.deepEqual(given.asked, ["fetch /search/terms-ab12/dictionary-0.js kept"]);
});

test("a file of another origin is run as a script and never fetched", async () => {
  const given = ways({ script: () => DELIVERY });
  await new Transport(BASE, { origin: "https://partner.example" }, given).load("a.js", "again");
  assert.deepEqual(given.asked, ["script /search/a.js again"]);
});

test("where fetching is forbidden scripts are used from then on", async () => {
  const given = ways({ fetch: fail("refused by policy"), script: () => DELIVERY });
  const transport = new Transport(BASE, PAGE, given);
  await transport.load("a.js");
  await transport.load("b.js");
  assert.deepEqual(given.asked, ["fetch /search/a.js kept", "script /search/a.js kept", "script /search/b.js kept"]);
});

test("where nothing comes in at all fetching is tried again the next time", async () => {
  const given = ways({ fetch: fail("offline"), script: fail("offline") });
  const transport = new Transport(BASE, PAGE, given);
  await assert.rejects(transport.load("a.js"));
  await assert.rejects(transport.load("a.js"));
  assert.equal(given.asked.filter((asked) => asked.startsWith("fetch")).length, 2);
});

test("a file the host doesn't have is not asked for as a script too", async () => {
  const missing = (): never => {
    throw new Failure("unreachable", "404");
  };
  const given = ways({ fetch: missing, script: () => DELIVERY });
  await assert.rejects(new Transport(BASE, PAGE, given).load("a.js"), { code: "unreachable" });
  assert.deepEqual(given.asked, ["fetch /search/a.js kept"]);
});

test("what the page itself holds is taken from there, and nothing else is", async (context) => {
  context.after(() => delete dalil().held);
  dalil().held = ({ pathname }) => (pathname === "/search/terms-ab12/dictionary-0.js" ? DELIVERY : null);
  const other = { ...DELIVERY, data: "" };
  const asked = ways({ script: () => other });
  const transport = new Transport(BASE, { origin: "null" }, asked);
  assert.equal(await transport.load("terms-ab12/dictionary-0.js"), DELIVERY);
  assert.equal(await transport.run("terms-ab12/dictionary-0.js"), DELIVERY);
  assert.deepEqual(asked.asked, []);
  assert.equal(await transport.load("terms-ab12/dictionary-1.js"), other);
  assert.equal(await transport.run("engine-ab12/engine.js"), other);
  assert.deepEqual(asked.asked, ["script /search/terms-ab12/dictionary-1.js kept", "script /search/engine-ab12/engine.js kept"]);
});
