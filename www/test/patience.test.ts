import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { fetchText } from "../src/transport.ts";

const ADDRESS = new URL("https://archive.example/search/terms-ab12/postings-0.js");

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
});

afterEach(() => mock.restoreAll());

async function settled(): Promise<void> {
  for (let i = 0; i < 40; i++) {
    await Promise.resolve();
  }
}

/** A host that sends what the test gives it, when it does. */
function host() {
  const requests: RequestInit[] = [];
  let line: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({ start: (controller) => void (line = controller) });
  mock.method(globalThis, "fetch", async (_: URL, request: RequestInit) => {
    requests.push(request);
    request.signal?.addEventListener("abort", () => line?.error(new DOMException("aborted", "AbortError")));
    return new Response(body);
  });
  return { requests, send: (text: string) => line?.enqueue(new TextEncoder().encode(text)), end: () => line?.close() };
}

test("a file that comes slowly is waited for as long as something comes", async () => {
  const { send, end } = host();
  const fetching = fetchText(ADDRESS, "kept", {});
  for (const part of ["one", " two", " three"]) {
    await settled();
    mock.timers.tick(14_000);
    send(part);
  }
  await settled();
  end();
  assert.equal(await fetching, "one two three");
});

test("a file of which nothing more comes is given up after fifteen seconds", async () => {
  const { requests, send } = host();
  const fetching = fetchText(ADDRESS, "kept", {});
  send("one");
  await settled();
  mock.timers.tick(15_000);
  await assert.rejects(fetching, { code: "unreachable", message: /nothing more of it comes/ });
  assert.equal(requests[0]?.signal?.aborted, true);
});

test("what nobody wants any more is not loaded further", async () => {
  const { requests } = host();
  const wanted = new AbortController();
  const fetching = fetchText(ADDRESS, "kept", { signal: wanted.signal });
  await settled();
  wanted.abort(new Error("typed on"));
  await assert.rejects(fetching, /typed on/);
  assert.equal(requests[0]?.signal?.aborted, true);
});

test("only the manifest is asked for anew each time, and what is fetched ahead stands behind", async () => {
  const { requests, end } = host();
  end();
  await fetchText(ADDRESS, "checked", {});
  await fetchText(ADDRESS, "kept", { low: true }).catch(() => undefined);
  assert.deepEqual(requests.map(({ cache, priority }) => [cache, priority]), [["no-cache", "auto"], ["default", "low"]]);
});
