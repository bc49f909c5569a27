/** Runs inside engine.js: starts the module this archive brings and gives the archive to search. */

import { unlessAborted } from "../abort.ts";
import type { Files } from "../bootstrap.ts";
import type { Archive } from "../dalil.js";
import { Transport } from "../transport.ts";
import { aheadIsWelcome } from "./ahead.ts";
import { HostedArchive } from "./hosted-archive.ts";
import type { Call, Runner } from "./runner.ts";
import type { Loader } from "./shards.ts";
import { startHere } from "./start.ts";
import { serve as serveFrom, startWorker, type Page } from "./worker.ts";

/** The function in engine.js that this code stands in; its text is what a worker runs. */
declare const factory: (() => unknown) | undefined;

/** Starts the engine; the call every version of the bootstrap makes. */
export async function connect(files: Files): Promise<Archive> {
  const engine = new RunningEngine(files);
  const [title, notices, articles] = JSON.parse(await engine.run(["about"])) as [string | null, string[], number];
  const base = new URL(files.base);
  const archive = new HostedArchive(loader(new Transport(base), files), engine, { aheadIsWelcome: () => engine.isBeside && aheadIsWelcome(base) });
  return {
    title,
    notices,
    articles,
    search: (query, options) => archive.search(query, options),
    suggest: (text, options) => archive.suggest(text, options),
    similar: (id, options) => archive.similar(id, options),
    article: (id, options) => archive.article(id, options),
  };
}

/** Takes what was asked for already, once; what went wrong there is loaded as ever. */
function loader(transport: Transport, { foreseen }: Files): Loader {
  return {
    base: transport.base,
    load: (path, freshness, manner) => {
      const coming = freshness === "kept" ? foreseen?.get(path) : null;
      if (!coming) {
        return transport.load(path, freshness, manner);
      }
      const forget = (): unknown => foreseen?.delete(path);
      coming.then(forget, forget);
      return unlessAborted(coming, manner.signal ?? null);
    },
  };
}

/** What this code does in a worker. */
export function serve(page: Page): void {
  serveFrom(page, startHere);
}

/** The engine in a worker where that is allowed, and on the page itself otherwise. */
class RunningEngine implements Runner {
  #running: Promise<Runner> | null = null;
  /** In a worker, where it is in nobody's way. */
  isBeside = false;

  constructor(private readonly files: Files) {}

  async run(call: Call): Promise<string> {
    if (!this.#running) {
      this.#running = this.#start();
      this.#running.catch(() => (this.#running = null));
    }
    return (await this.#running).run(call);
  }

  async #start(): Promise<Runner> {
    try {
      const runner = await startWorker(String(factory), this.files, () => (this.#running = null));
      this.isBeside = true;
      return runner;
    } catch {
      // A policy may forbid workers. If the files are to blame, starting here tells.
      this.isBeside = false;
      return startHere(this.files);
    }
  }
}
