/** A new visitor: a fresh context of the browser, with nothing in its cache, and one page in it. */

import type { Chromium } from "./chromium.ts";
import type { Happened } from "./devtools.ts";
import { Traffic, type Exchange } from "./traffic.ts";

/** What the line to the host is like. */
export interface Line {
  /** Milliseconds from a request to the beginning of its response. */
  latency: number;
  /** Bytes a second, for all responses together; -1 where nothing holds them up. */
  throughput: number;
}

/** 150 ms, 1.6 Mbit/s. */
export const FOUR_G: Line = { latency: 150, throughput: 200_000 };
/** Each request takes as long as any other, so that what is asked for together overlaps and rounds can be told. */
export const LATENCY_ALONE: Line = { latency: 150, throughput: -1 };
/** For computing alone. */
export const UNHINDERED: Line = { latency: 0, throughput: -1 };

/** The line counts as silent after so many milliseconds. */
const SILENCE = 40;
const PATIENCE = 300_000;

/** A visitor with one open page. */
export class Visitor {
  readonly #sessions = new Set<string>();
  readonly #traffic = new Traffic();
  readonly #stopListening: () => void;

  private constructor(
    private readonly browser: Chromium,
    private readonly context: string,
    private readonly session: string,
  ) {
    this.#sessions.add(session);
    this.#stopListening = browser.devtools.listen((happened) => this.#take(happened));
  }

  static async arrive(browser: Chromium, line: Line): Promise<Visitor> {
    const { devtools } = browser;
    const { browserContextId } = await devtools.send("Target.createBrowserContext");
    const { targetId } = await devtools.send("Target.createTarget", { url: "about:blank", browserContextId });
    const { sessionId } = await devtools.send("Target.attachToTarget", { targetId, flatten: true });
    const visitor = new Visitor(browser, browserContextId, sessionId);
    await visitor.#watch(sessionId);
    await devtools.send("Page.enable", {}, sessionId);
    const { latency, throughput } = line;
    const conditions = { offline: false, latency, downloadThroughput: throughput, uploadThroughput: throughput };
    await devtools.send("Network.emulateNetworkConditions", conditions, sessionId);
    return visitor;
  }

  /** Goes to a page and waits for its `load` event. */
  async open(address: string): Promise<void> {
    const { devtools } = this.browser;
    const loaded = new Promise<void>((resolve) => {
      const stop = devtools.listen(({ method, sessionId }) => {
        if (method === "Page.loadEventFired" && sessionId === this.session) {
          stop();
          resolve();
        }
      });
    });
    const { errorText } = await devtools.send("Page.navigate", { url: address }, this.session);
    if (errorText) {
      throw new Error(`${address}: ${errorText}`);
    }
    await loaded;
  }

  /** What an expression, or what it promises, comes to in the page. */
  async evaluate<T>(expression: string): Promise<T> {
    const { result, exceptionDetails } = await this.browser.devtools.send(
      "Runtime.evaluate",
      { expression, awaitPromise: true, returnByValue: true },
      this.session,
    );
    if (exceptionDetails) {
      throw new Error(`in the page: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
    }
    return result.value as T;
  }

  /** Makes the page's processor so many times slower. */
  async slow(rate: number): Promise<void> {
    await this.browser.devtools.send("Emulation.setCPUThrottlingRate", { rate }, this.session);
  }

  /** Presses a key: a character, or Enter. */
  async press(key: string): Promise<void> {
    const text = key === "Enter" ? "\r" : key;
    const { devtools } = this.browser;
    await devtools.send("Input.dispatchKeyEvent", { type: "keyDown", key, text }, this.session);
    await devtools.send("Input.dispatchKeyEvent", { type: "keyUp", key }, this.session);
  }

  /** The linear memories of WebAssembly in the page and its workers, in bytes. The page itself can't be asked for them. */
  async webAssembly(): Promise<number> {
    const { devtools } = this.browser;
    let bytes = 0;
    for (const session of this.#sessions) {
      const { result } = await devtools.send("Runtime.evaluate", { expression: "WebAssembly.Memory.prototype" }, session);
      const { objects } = await devtools.send("Runtime.queryObjects", { prototypeObjectId: result.objectId ?? "" }, session);
      const functionDeclaration = "function () { return this.reduce((sum, memory) => sum + memory.buffer.byteLength, 0); }";
      const sum = await devtools.send("Runtime.callFunctionOn", { objectId: objects.objectId ?? "", functionDeclaration, returnByValue: true }, session);
      bytes += sum.result.value as number;
    }
    return bytes;
  }

  /** Waits until the line is silent; returns what has gone over it since the last call. */
  async exchanges(): Promise<Exchange[]> {
    const from = Date.now();
    while (!this.#traffic.isQuiet(SILENCE)) {
      if (Date.now() - from > PATIENCE) {
        throw new Error("requests stay open; the host may have failed");
      }
      await new Promise((resolve) => setTimeout(resolve, SILENCE / 4));
    }
    return this.#traffic.collect();
  }

  async leave(): Promise<void> {
    this.#stopListening();
    await this.browser.devtools.send("Target.disposeBrowserContext", { browserContextId: this.context });
  }

  #take(happened: Happened): void {
    if (happened.sessionId === undefined || !this.#sessions.has(happened.sessionId)) {
      return;
    }
    if (happened.method === "Target.attachedToTarget") {
      const { sessionId } = happened.params;
      this.#sessions.add(sessionId);
      // A worker waits until it is listened to.
      void this.#watch(sessionId).then(() => this.browser.devtools.send("Runtime.runIfWaitingForDebugger", undefined, sessionId));
      return;
    }
    this.#traffic.take(happened);
  }

  /** A session's requests become known. Workers have their page's line without being told. */
  async #watch(session: string): Promise<void> {
    const { devtools } = this.browser;
    await Promise.all([
      devtools.send("Network.enable", {}, session),
      devtools.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }, session),
    ]);
  }
}
