/** Speaks the Chrome DevTools Protocol over a pipe: JSON messages, each ended by a zero byte. */

import type { Readable, Writable } from "node:stream";

import type { ProtocolMapping } from "devtools-protocol/types/protocol-mapping.js";

type Commands = ProtocolMapping.Commands;
type Events = ProtocolMapping.Events;

/** An event, of a session or of the browser. */
export type Happened = { [E in keyof Events]: { method: E; params: Events[E][0]; sessionId?: string } }[keyof Events];

interface Answer {
  id: number;
  result?: unknown;
  error?: { message: string };
}

interface Waiting {
  method: string;
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** A connection to a browser. */
export class DevTools {
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners = new Set<(happened: Happened) => void>();
  #last = 0;
  #parts: Buffer[] = [];

  constructor(
    private readonly to: Writable,
    from: Readable,
  ) {
    from.on("data", (chunk: Buffer) => this.#receive(chunk));
    from.on("close", () => this.#end());
    to.on("error", () => this.#end());
  }

  /** Sends a command; of a session, or of the browser as a whole. */
  send<C extends keyof Commands>(method: C, params?: Commands[C]["paramsType"][0], sessionId?: string): Promise<Commands[C]["returnType"]> {
    this.#last += 1;
    const id = this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { method, resolve: resolve as (result: unknown) => void, reject });
      this.to.write(`${JSON.stringify({ id, method, params: params ?? {}, sessionId })}\0`);
    });
  }

  /** Hears of every event until the function that is returned is called. */
  listen(listener: (happened: Happened) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #receive(chunk: Buffer): void {
    let rest = chunk;
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      this.#parts.push(rest.subarray(0, end));
      this.#take(JSON.parse(Buffer.concat(this.#parts).toString("utf8")) as Answer | Happened);
      this.#parts = [];
      rest = rest.subarray(end + 1);
    }
    this.#parts.push(rest);
  }

  #take(message: Answer | Happened): void {
    if (!("id" in message)) {
      for (const listener of this.#listeners) {
        listener(message);
      }
      return;
    }
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.error) {
      waiting?.reject(new Error(`${waiting.method}: ${message.error.message}`));
    } else {
      waiting?.resolve(message.result);
    }
  }

  #end(): void {
    for (const { method, reject } of this.#waiting.values()) {
      reject(new Error(`${method}: the browser has ended`));
    }
    this.#waiting.clear();
  }
}
