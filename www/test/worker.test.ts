import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { Failure } from "../src/failure.ts";
import type { Call, Runner } from "../src/host/runner.ts";
import { serve, startWorker, type Page, type Started } from "../src/host/worker.ts";

const FILES: Started = { manifest: { header: "m", data: "" }, engine: { header: "e", data: "" } };
const real = globalThis.Worker;

afterEach(() => {
  globalThis.Worker = real;
});

/** Puts workers in place that run `serve` over what `start` gives; their messages are copied as between threads. */
function workers(start: (files: Started) => Promise<Runner>) {
  const made: FakeWorker[] = [];
  class FakeWorker extends EventTarget {
    onmessage: ((event: { data: unknown }) => void) | null = null;
    terminated = false;
    readonly #inside: Page = {
      onmessage: null,
      postMessage: (reply) => queueMicrotask(() => this.onmessage?.({ data: structuredClone(reply) })),
    };

    constructor() {
      super();
      made.push(this);
      serve(this.#inside, start);
    }

    postMessage(data: never): void {
      queueMicrotask(() => this.#inside.onmessage?.(new MessageEvent("message", { data: structuredClone(data) })));
    }

    terminate(): void {
      this.terminated = true;
    }
  }
  globalThis.Worker = FakeWorker as unknown as typeof Worker;
  return made;
}

const echo: Runner = { run: async (call: Call) => JSON.stringify(call) };
const ignore = (): void => undefined;

test("calls go in and answers come out, each to its own", async () => {
  workers(async () => echo);
  const runner = await startWorker("", FILES, ignore);
  const calls: Call[] = [["search", "a", "{}"], ["article", "b"]];
  const answers = await Promise.all(calls.map((call) => runner.run(call)));
  assert.deepEqual(answers.map((answer) => JSON.parse(answer)), calls);
});

test("an error keeps its code and its words", async () => {
  const failing = [new Failure("restarted", "restarted"), new Error("limit must be a number")];
  workers(async () => ({ run: () => Promise.reject(failing.shift()) }));
  const runner = await startWorker("", FILES, ignore);
  await assert.rejects(runner.run(["about"]), { name: "DalilError", code: "restarted" });
  await assert.rejects(runner.run(["about"]), { name: "Error", message: "limit must be a number" });
});

test("where the module can't be started there is no worker left, and it is told why", async () => {
  const made = workers(() => Promise.reject(new Failure("refused", "the policy forbids it")));
  await assert.rejects(startWorker("", FILES, ignore), { code: "refused" });
  assert.equal(made[0]?.terminated, true);
});

test("where a policy forbids workers the start fails at once", async () => {
  const made = workers(() => new Promise(() => undefined));
  const starting = startWorker("", FILES, () => assert.fail("it had not begun"));
  made[0]?.dispatchEvent(new Event("error", { cancelable: true }));
  await assert.rejects(starting);
});

test("a worker that ends later is told, and what was asked of it fails as a restart", async () => {
  const made = workers(async () => ({ run: () => new Promise<string>(() => undefined) }));
  let ended = 0;
  const runner = await startWorker("", FILES, () => (ended += 1));
  const running = runner.run(["about"]);
  made[0]?.dispatchEvent(new Event("error", { cancelable: true }));
  await assert.rejects(running, { code: "restarted" });
  assert.equal(ended, 1);
});
