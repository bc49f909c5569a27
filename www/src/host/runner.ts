/** Running the module: calls go in, JSON comes out, here as in a worker. */

import type { ModuleEngine, Step } from "dalil:glue";

import { inflate } from "../envelope.ts";
import { Failure } from "../failure.ts";
import { writeJson } from "./json.ts";
import { isPrimed, isPrimer } from "./primer.ts";

/** What can be asked of the module, with what it is given. */
export type Call =
  | [name: "about"]
  | [name: "search", query: string, options: string]
  | [name: "suggest", text: string, limit: number]
  | [name: "similar", id: string, limit: number]
  | [name: "article", id: string]
  | [name: "accept", path: string, header: string, data: string, stored: number]
  | [name: "fail", path: string, reason: string]
  | [name: "retry"];

/** Whether it is the answer; a page may have put an `answer` on every object. */
export function isAnswer<T>(step: Step<T>): step is { answer: T } {
  return Object.hasOwn(step, "answer");
}

/** Whoever runs the module. */
export interface Runner {
  /** The module's answer, as JSON; "" where it has none. */
  run(call: Call): Promise<string>;
}

/** Runs the module where it is called, and starts it afresh after a trap. */
export class ModuleRunner implements Runner {
  #engine: Promise<ModuleEngine> | null = null;
  #primer = new Uint8Array();

  constructor(private readonly startEngine: () => Promise<ModuleEngine>) {}

  /** Starts the module if it isn't running. */
  start(): Promise<ModuleEngine> {
    if (!this.#engine) {
      const starting = this.startEngine();
      this.#engine = starting;
      starting.catch(() => this.#drop(starting));
    }
    return this.#engine;
  }

  async run(call: Call): Promise<string> {
    const payload = call[0] === "accept" ? await this.#inflate(call[1], call[3]) : null;
    const running = this.start();
    const engine = await running;
    try {
      const answer = perform(engine, call, payload);
      if (payload && isPrimer(call[1] ?? "")) {
        this.#primer = payload;
      }
      return answer;
    } catch (error) {
      if (!isTrap(error)) {
        throw error;
      }
      // Its memory is in no known state: the instance is given up and the next call has a fresh one.
      this.#drop(running);
      throw restarted(error);
    }
  }

  #inflate(path: string, data: string): Promise<Uint8Array<ArrayBuffer>> {
    return inflate(data, path, isPrimed(path) ? this.#primer : undefined);
  }

  #drop(engine: Promise<ModuleEngine>): void {
    if (this.#engine === engine) {
      this.#engine = null;
    }
  }
}

/** What a reader is told whose query the engine did not survive. */
export function restarted(cause?: unknown): Failure {
  return new Failure("restarted", "The search engine failed at this query and was restarted. Search again.", cause);
}

function perform(engine: ModuleEngine, call: Call, payload: Uint8Array | null): string {
  switch (call[0]) {
    case "about":
      return writeJson(engine.about());
    case "search":
      return engine.search(call[1], call[2]);
    case "suggest":
      return engine.suggest(call[1], call[2]);
    case "similar":
      return engine.similar(call[1], call[2]);
    case "article":
      return engine.article(call[1]);
    case "accept":
      engine.accept(call[1], call[2], payload ?? new Uint8Array(), call[4]);
      return "";
    case "fail":
      engine.fail(call[1], call[2]);
      return "";
    case "retry":
      engine.retry();
      return "";
  }
}

function isTrap(error: unknown): boolean {
  // Too deep a recursion ends as a RangeError or InternalError and leaves the same disorder.
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError || isInternalError(error);
}

function isInternalError(error: unknown): boolean {
  return error instanceof Error && error.name === "InternalError";
}
