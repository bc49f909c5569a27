import assert from "node:assert/strict";
import { test } from "node:test";

import { tasks, type Traced } from "../src/trace.ts";

function thread(pid: number, tid: number, name: string): Traced {
  return { name: "thread_name", ph: "M", pid, tid, ts: 0, args: { name } };
}

function task(pid: number, tid: number, microseconds: number): Traced {
  return { name: "RunTask", ph: "X", pid, tid, ts: 0, dur: 2 * microseconds, tdur: microseconds };
}

test("only the main thread of the page that heard the keys counts, by the processor's time", () => {
  const events: Traced[] = [
    thread(1, 1, "CrRendererMain"),
    thread(1, 2, "DedicatedWorker thread"),
    thread(2, 1, "CrRendererMain"),
    { name: "EventDispatch", ph: "X", pid: 1, tid: 1, ts: 0, args: { data: { type: "keydown" } } },
    task(1, 1, 3_000),
    task(1, 1, 51_000),
    task(1, 2, 80_000),
    task(2, 1, 90_000),
  ];
  assert.deepEqual(tasks(events), [51, 3]);
});
