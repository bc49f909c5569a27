/** Whether anything may be fetched that nobody has asked for. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { aheadIsWelcome } from "../src/host/ahead.ts";

const HOST = new URL("https://archive.example/search/");

/** Whether it is welcome to a reader with this connection, who sees the page or doesn't. */
function isWelcome(connection: object | undefined, base = HOST, visibilityState = "visible"): boolean {
  const surroundings = { navigator: { connection }, document: { visibilityState } };
  for (const [name, value] of Object.entries(surroundings)) {
    Object.defineProperty(globalThis, name, { value, configurable: true });
  }
  try {
    return aheadIsWelcome(base);
  } finally {
    Object.keys(surroundings).forEach((name) => Reflect.deleteProperty(globalThis, name));
  }
}

test("something is fetched ahead on a usual line, and where the browser says nothing of it", () => {
  assert.deepEqual([isWelcome({ effectiveType: "4g", saveData: false }), isWelcome({}), isWelcome(undefined)], [true, true, true]);
});

test("nothing is fetched ahead where data is to be saved or the line is slow", () => {
  const connections = [{ saveData: true }, { saveData: true, effectiveType: "4g" }, { effectiveType: "2g" }, { effectiveType: "slow-2g" }];
  assert.deepEqual(connections.map((connection) => isWelcome(connection)), [false, false, false, false]);
});

test("nothing is fetched ahead from disk, or for a page that nobody sees", () => {
  assert.deepEqual([isWelcome({}, new URL("file:///archive/search/")), isWelcome({}, HOST, "hidden")], [false, false]);
});
