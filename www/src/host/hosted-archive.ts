/** Drives the engine, which does no I/O itself: loads what it needs, hands it over, asks again, until it answers. */

import type { Engine, EngineOptions, Step } from "dalil:glue";

import type {
  Answer,
  Archive,
  ArticleAnswer,
  ArticleOptions,
  SearchOptions,
  SimilarAnswer,
  SimilarOptions,
  SuggestAnswer,
  SuggestOptions,
} from "../dalil.js";
import { inflate, storedLength, type Delivery } from "../envelope.ts";
import { Failure, codeOf, messageOf } from "../failure.ts";
import type { Freshness } from "../transport.ts";
import { safeAddress } from "../safe-address.ts";
import { resolveAddresses, resolveArticle } from "./addresses.ts";
import { Primer } from "./primer.ts";

/** What the archive's files come from. */
export interface Loader {
  readonly base: URL;
  load(path: string, freshness: Freshness): Promise<Delivery>;
}

/** More rounds than any query takes; an engine that asks for more would ask for ever. */
const MOST_ROUNDS = 64;

/** After this many milliseconds a search tries again to have a file that could not be had. */
const PATIENCE = 1_000;

/** An archive and the engine that searches it. */
export class HostedArchive implements Pick<Archive, "search" | "suggest" | "similar" | "article"> {
  #engine: Promise<Engine> | null = null;
  #loading = new Map<string, Promise<void>>();
  #primer = new Primer();
  #failedAt: number | null = null;

  constructor(
    private readonly loader: Loader,
    private readonly startEngine: () => Promise<Engine>,
    private readonly now: () => number = Date.now,
  ) {}

  /** Starts the engine if it isn't running. */
  start(): Promise<Engine> {
    if (!this.#engine) {
      const starting = this.startEngine();
      this.#engine = starting;
      starting.catch(() => this.#drop(starting));
    }
    return this.#engine;
  }

  async search(query: string, options: SearchOptions = {}): Promise<Answer> {
    const wanted = complete(options);
    const answer = await this.#answer((engine) => engine.search(query, wanted), options.signal);
    return { ...answer, hits: answer.hits.map((hit) => resolveAddresses(hit, this.loader.base)) };
  }

  async suggest(text: string, options: SuggestOptions = {}): Promise<SuggestAnswer> {
    const answer = await this.#answer((engine) => engine.suggest(text, options.limit ?? 8), options.signal);
    const resolve = (url: string | null): string | null => safeAddress(url, this.loader.base);
    return { ...answer, suggestions: answer.suggestions.map((suggestion) => ({ ...suggestion, url: resolve(suggestion.url) })) };
  }

  async similar(id: string, options: SimilarOptions = {}): Promise<SimilarAnswer> {
    const answer = await this.#answer((engine) => engine.similar(id, options.limit ?? 8), options.signal);
    return { ...answer, hits: answer.hits.map((hit) => resolveAddresses(hit, this.loader.base)) };
  }

  async article(id: string, options: ArticleOptions = {}): Promise<ArticleAnswer> {
    const answer = await this.#answer((engine) => engine.article(id), options.signal);
    return { ...answer, article: answer.article && resolveArticle(answer.article, this.loader.base) };
  }

  /** Asks the engine, brings what it needs, and asks again, until it answers. */
  async #answer<T>(ask: (engine: Engine) => Step<T>, signal: AbortSignal | null = null): Promise<T> {
    await this.#forgetFailures();
    for (let round = 0; round < MOST_ROUNDS; round++) {
      signal?.throwIfAborted();
      const step = await this.#run(ask);
      signal?.throwIfAborted();
      if ("answer" in step) {
        return step.answer;
      }
      await unlessAborted(Promise.all(step.need.map((path) => this.#bring(path))), signal);
    }
    throw new Failure("damaged", "The engine asks for files without end; the archive must be built again");
  }

  /**
   * Loads a file and hands it to the engine. Files are shared: an aborted search leaves its files coming, since the next
   * keystroke mostly needs them.
   */
  #bring(path: string): Promise<void> {
    let coming = this.#loading.get(path);
    if (!coming) {
      coming = this.#loadAndAccept(path).finally(() => this.#loading.delete(path));
      // Those who wait for it hear of its error; when nobody does any more it is of no interest.
      coming.catch(() => undefined);
      this.#loading.set(path, coming);
      this.#primer.expect(path, coming);
    }
    return coming;
  }

  async #loadAndAccept(path: string): Promise<void> {
    try {
      await this.#accept(path, "kept");
    } catch (error) {
      if (codeOf(error) === "restarted") {
        throw error;
      }
      await this.#acceptPastCaches(path);
    }
  }

  async #acceptPastCaches(path: string): Promise<void> {
    try {
      await this.#accept(path, "again");
    } catch (error) {
      if (codeOf(error) === "restarted") {
        throw error;
      }
      this.#failedAt = this.now();
      await this.#run((engine) => engine.fail(path, messageOf(error)));
    }
  }

  async #accept(path: string, freshness: Freshness): Promise<void> {
    const delivery = await this.loader.load(path, freshness);
    const payload = await inflate(delivery.data, path, await this.#primer.before(path));
    await this.#run((engine) => engine.accept(path, delivery.header, payload, storedLength(delivery)));
    this.#primer.keep(path, payload);
  }

  /** What could not be had may be there by now. */
  async #forgetFailures(): Promise<void> {
    if (this.#failedAt !== null && this.now() - this.#failedAt >= PATIENCE) {
      this.#failedAt = null;
      await this.#run((engine) => engine.retry());
    }
  }

  /** Lets the engine work. A trap leaves its memory in no known state: the instance is given up and the next call has a fresh one. */
  async #run<T>(work: (engine: Engine) => T): Promise<T> {
    const running = this.start();
    const engine = await running;
    try {
      return work(engine);
    } catch (error) {
      if (!isTrap(error)) {
        throw error;
      }
      this.#drop(running);
      throw new Failure("restarted", "The search engine failed at this query and was restarted. Search again.", error);
    }
  }

  #drop(engine: Promise<Engine>): void {
    if (this.#engine === engine) {
      this.#engine = null;
    }
  }
}

function isTrap(error: unknown): boolean {
  // Too deep a recursion ends as a RangeError or InternalError and leaves the same disorder.
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError || isInternalError(error);
}

function isInternalError(error: unknown): boolean {
  return error instanceof Error && error.name === "InternalError";
}

function complete(options: SearchOptions): EngineOptions {
  return {
    limit: options.limit ?? 10,
    offset: options.offset ?? 0,
    sort: options.sort ?? "relevance",
    typing: options.typing ?? false,
    after: options.after ?? null,
    before: options.before ?? null,
    filters: options.filters ?? {},
    facets: options.facets ?? "cheap",
  };
}

/** Waits, but no longer than the signal allows. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | null): Promise<T> {
  if (!signal) {
    return work;
  }
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason as Error);
    signal.addEventListener("abort", stop, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}
