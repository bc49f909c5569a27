/** The module in a worker, so that a page stays quick however long a search takes. Both ends of the line are here. */

import type { Files } from "../bootstrap.ts";
import type { ErrorCode } from "../dalil.js";
import { Failure, codeOf, messageOf } from "../failure.ts";
import { trustedScriptAddress } from "../trust.ts";
import { restarted, type Call, type Runner } from "./runner.ts";

/** What the module starts from. */
export type Started = Pick<Files, "manifest" | "engine">;

/** What goes in, numbered: the files first, then calls. */
type Question = [number: number, asked: Started | Call];

/** What comes back under the same number: JSON, or an error's code and message. */
type Reply = [number: number, answer: string | null, code?: ErrorCode | null, message?: string];

/** The page as the worker sees it. */
export interface Page {
  onmessage: ((event: MessageEvent<Question>) => unknown) | null;
  postMessage(reply: Reply): void;
}

/** Milliseconds in which a worker has begun, if it ever will. */
const BEGINNING = 5_000;

/** Runs inside the worker: starts the module and answers what the page asks. */
export function serve(page: Page, start: (files: Started) => Promise<Runner>): void {
  let runner: Promise<Runner> = Promise.reject(new Error("The engine has not been started"));
  runner.catch(() => undefined);
  page.onmessage = async ({ data: [number, asked] }) => {
    try {
      if (!Array.isArray(asked)) {
        runner = start(asked);
      }
      const running = await runner;
      page.postMessage([number, Array.isArray(asked) ? await running.run(asked) : ""]);
    } catch (error) {
      page.postMessage([number, null, codeOf(error), messageOf(error)]);
    }
  };
}

/**
 * Runs on the page: starts a worker from the text of this engine's code, and tells should it end some day. Rejects where there can be
 * none.
 */
export async function startWorker(code: string, files: Started, ended: () => void): Promise<Runner> {
  // From disk and from another origin a worker's file can't be loaded; a blob can everywhere.
  const address = URL.createObjectURL(new Blob([`(${code})().serve(self)`], { type: "text/javascript" }));
  try {
    const line = new Line(new Worker(trustedScriptAddress(address) as string), ended);
    await line.begin({ manifest: files.manifest, engine: files.engine });
    return line;
  } finally {
    URL.revokeObjectURL(address);
  }
}

interface Waiting {
  resolve(answer: string): void;
  reject(error: Error): void;
}

/** The page's end of the line to a worker. */
class Line implements Runner {
  #waiting = new Map<number, Waiting>();
  #count = 0;
  #begun = false;

  constructor(
    private readonly worker: Worker,
    private readonly ended: () => void,
  ) {
    worker.onmessage = ({ data }: MessageEvent<Reply>) => this.#hear(data);
    const end = (event: Event): void => {
      event.preventDefault();
      this.#end();
    };
    worker.addEventListener("error", end);
    worker.addEventListener("messageerror", end);
  }

  async begin(files: Started): Promise<void> {
    const late = setTimeout(() => this.#end(), BEGINNING);
    try {
      await this.#ask(files);
      this.#begun = true;
    } catch (error) {
      this.#end();
      throw error;
    } finally {
      clearTimeout(late);
    }
  }

  run(call: Call): Promise<string> {
    return this.#ask(call);
  }

  #ask(asked: Started | Call): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#waiting.set(++this.#count, { resolve, reject });
      this.worker.postMessage([this.#count, asked] satisfies Question);
    });
  }

  #hear([number, answer, code, message]: Reply): void {
    const waiting = this.#waiting.get(number);
    this.#waiting.delete(number);
    if (answer !== null) {
      waiting?.resolve(answer);
    } else {
      waiting?.reject(code ? new Failure(code, message ?? "") : new Error(message));
    }
  }

  #end(): void {
    this.worker.terminate();
    if (this.#begun) {
      this.ended();
    }
    for (const { reject } of this.#waiting.values()) {
      reject(restarted());
    }
    this.#waiting.clear();
  }
}
